"""Find names of entries in running text, where authors wrote them without markup.

Names are compared as :func:`~sphinx_glossterm.terms.entry.fold` compares them, and without regard to
different spellings of a word (:mod:`~sphinx_glossterm.terms.spelling`). Text needs more rules than
references do:

- **Whole words.** A name is not found next to a letter, a digit, a vowel sign, or a sign that joins
  words: टोकन is not found in टोकनों, "node" not in "node.js", and "Won" not in "won't". Scripts without
  spaces have no such limits, and some endings may follow a name (APIओं, 한국어는); see
  :mod:`~sphinx_glossterm.terms.words`.
- **The longest name first**, from left to right. Found names do not overlap.
- **The same case** for some names: those in capitals (IT is not found in "it"), those of two letters
  (Go), and words with a capital after the first letter (LaTeX). Also for names of several entries that
  differ only in case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from sphinx_glossterm.terms import spelling
from sphinx_glossterm.terms.entry import (
    differ_by_sharp_s,
    exact,
    fold,
    fold_letters,
    has_dotless_i,
    has_guillemets,
    is_padding,
    squeeze,
    with_turkic_i,
)
from sphinx_glossterm.terms.words import (
    JOINERS,
    UNSPACED,
    begins_word,
    ends_word,
    is_mark,
    script_at_end,
)

# Vowels and finals of Hangul: NFC may join them to the letter before, though they are not marks.
_JAMO: Final = re.compile("[\u1160-\u11ff]")
# White space that fold changes.
_WIDE: Final = re.compile(r"\s{2}|[^\S ]")
_WORD: Final = re.compile(r"\s+|\S+")
_SHORT: Final = 2
# Signs that allow or forbid line breaks: not part of a spelling.
_INVISIBLE: Final = re.compile("[\u00ad\u2060\ufeff]")
_UNWRITTEN: Final = re.compile(f"{_INVISIBLE.pattern}|{spelling.NUKTA_AND_JOINERS.pattern}")
# Signs that count as the same, besides those of the filter of an index: hyphens, and letters with a
# built-in nukta.
_SIMPLER: Final = spelling.SIMPLER | str.maketrans(
    "\u2010\u2011\u0929\u0931\u0934", "--\u0928\u0930\u0933"
)
_LOOSE: Final = re.compile(
    f"{_UNWRITTEN.pattern}|{spelling.NASAL.pattern}|[{''.join(map(chr, _SIMPLER))}]"
)
_LETTERS_AND_DIGITS: Final = re.compile(r"\w+")
_PREFIX: Final = 4
_KEPT_OUT: Final = object()
"""The meaning of a name that gets no link, and keeps other names from being found in its words."""


@cache
def _beginning() -> re.Pattern[str]:
    """Where a name may begin. Some places too many match, mostly after marks.

    It is compiled on first use: such large sets take long, and every build loads this module.
    """
    return re.compile(rf"(?<!\w)\S|[{UNSPACED}]|(?<=[{UNSPACED}])\S")


@dataclass(frozen=True, slots=True)
class Span:
    """A name found in a text.

    Attributes:
        start: Its start in the text, in characters.
        end: Its end.
        name: The name, as given to the matcher.
    """

    start: int
    end: int
    name: str


def letters(name: str) -> int:
    """The number of letters, digits and signs in a name, without marks, joiners and white space."""
    return sum(not (is_mark(char) or char.isspace() or char in JOINERS) for char in name)


def keeps_case(name: str) -> bool:
    """Whether a name is found in its own case only: one in capitals, or of one or two letters."""
    return name.isupper() or letters(name) <= _SHORT


def is_too_common(name: str, stop_words: frozenset[str]) -> bool:
    """Whether a name is too common to be looked for in texts.

    Args:
        name: The name.
        stop_words: Stop words, folded by :func:`sphinx_glossterm.terms.spelling.fold`.

    Returns:
        True for a single letter, and for a stop word unless it is in capitals.
    """
    if letters(name) < _SHORT:
        return True
    return spelling.fold(squeeze(name)) in stop_words and not name.isupper()


def fold_loosely(name: str, language: str = "") -> str:
    """The form to compare names and texts in: as ``fold``, and with one spelling for each word.

    Args:
        name: The name, or words of a text.
        language: Their language; it decides how I and ı are folded.
    """
    return _loosened(fold(with_turkic_i(name) if has_dotless_i(language) else name), [])[0].strip()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to look for.

    Attributes:
        name: The name, as given to the matcher.
        folded: The name, folded by ``fold``.
        meaning: The object it stands for, such as its entries.
    """

    name: str
    folded: str
    meaning: object


class _Alike:
    """Names that differ only in spelling, to decide which of them stands in a text."""

    def __init__(self, key: str) -> None:
        self.script = script_at_end(key)
        self.is_single = letters(key) < _SHORT
        self._names: list[_Name] = []
        self._exact: dict[str, _Name] = {}
        self._said: dict[str, _Name | None] = {}

    def add(self, name: _Name) -> None:
        """Add a name. Of names with exactly the same spelling, the first counts."""
        self._names.append(name)
        self._exact.setdefault(_spelled(name.name), name)

    def named(self, words: str, fold: Callable[[str], str]) -> _Name | None:
        """The name that *words* stand for: the one in this spelling, or else the closest.

        Args:
            words: Words of a text.
            fold: Folds the words.

        Returns:
            The name. It is one that gets no link if several names with different meanings are equally
            close. None if the case of the words does not fit.
        """
        if words not in self._said:  # cached: words repeat, and have few spellings
            self._said[words] = self._named(words, fold(words))
        return self._said[words]

    def _named(self, words: str, folded: str) -> _Name | None:
        if name := self._exact.get(_spelled(words)):
            return name
        fitting = [name for name in self._names if _fits(name.name, words)]
        closest = [name for name in fitting if name.folded == folded] or fitting
        if not closest:
            return None
        first = closest[0]
        if any(name.meaning is not first.meaning for name in closest):
            return _Name(first.name, folded, _KEPT_OUT)
        return first


def _spelled(words: str) -> str:
    return exact(_INVISIBLE.sub("", words))


def _fits(name: str, words: str) -> bool:
    """Whether case and ß allow that *words* are another spelling of *name*."""
    if differ_by_sharp_s(name, words):
        return False
    if keeps_case(name):
        return _cased(name) == _cased(words)
    pair = (_LETTERS_AND_DIGITS.findall(_cased(text)) for text in (name, words))
    return all(own == said for own, said in zip(*pair, strict=False) if _has_inner_capital(own))


def _has_inner_capital(word: str) -> bool:
    return any(char.isupper() for char in [char for char in word if char.isalpha()][1:])


def _cased(words: str) -> str:
    return _loosened(exact(words), [])[0].strip()


class Matcher:
    """Finds names in texts. The time depends on the text, not on the number of names.

    Args:
        names: The names, or a mapping from names to what they mean. Of names that differ only in
            spelling, the one spelled as in the text is found; if there is none, the first, provided that
            all mean the same.
        language: The language of the texts.
        kept_out: Names that are not to be found, and in which no other name is found: with "open
            source" here, "source" is not found in it.
    """

    def __init__(
        self,
        names: Iterable[str] | Mapping[str, object],
        language: str = "",
        kept_out: Iterable[str] = (),
    ) -> None:
        self._is_turkic = has_dotless_i(language)
        meanings = dict(names) if isinstance(names, Mapping) else dict.fromkeys(names)
        for name in kept_out:
            meanings.setdefault(name, _KEPT_OUT)
        self._names: dict[str, _Alike] = {}
        lengths: dict[str, set[int]] = {}
        for name, meaning in meanings.items():
            folded = self._fold(name)
            if key := _loosened(folded, [])[0].strip():
                if key not in self._names:
                    self._names[key] = _Alike(key)
                    lengths.setdefault(key[:_PREFIX], set()).add(len(key))
                self._names[key].add(_Name(name, folded, meaning))
        # For the first letters of names: the lengths of the names that begin with them, longest first.
        self._lengths = {prefix: sorted(found, reverse=True) for prefix, found in lengths.items()}
        self._prefixes = sorted({len(prefix) for prefix in lengths}, reverse=True)

    def find(self, text: str) -> list[Span]:
        """The names in *text*, from left to right."""
        if not self._names:
            return []
        folded, places = _folded(self._prepare(text))
        folded, places = _loosened(folded, places)
        found: list[Span] = []
        end = 0
        for beginning in _beginning().finditer(folded):
            begin = beginning.start()
            if begin < end:
                continue
            for length in self._candidates(folded, begin):
                stop = begin + length
                alike = self._names.get(folded[begin:stop]) if stop <= len(folded) else None
                if alike is None or not _is_whole(text, folded, places, begin, stop, alike):
                    continue
                start, after = (places[begin], places[stop]) if places else (begin, stop)
                after = start + len(text[start:after].rstrip())  # without padding of a quotation mark
                words = text[start:after]
                if (name := alike.named(words, self._fold)) is not None:
                    if name.meaning is not _KEPT_OUT:
                        found.append(Span(start, after, name.name))
                    end = stop
                    break
        return found

    def _candidates(self, folded: str, begin: int) -> list[int]:
        """The lengths of the names that may start at a place, the longest first.

        Inside a word there are none, so a long word is looked at only once.
        """
        found: list[int] = []
        for size in self._prefixes:
            found += self._lengths.get(folded[begin : begin + size], ())
        return found if found and begins_word(folded, begin) else []

    def _fold(self, words: str) -> str:
        return fold(self._prepare(words))

    def _prepare(self, text: str) -> str:
        return with_turkic_i(text) if self._is_turkic else text


def _is_whole(text: str, folded: str, places: list[int], begin: int, stop: int, alike: _Alike) -> bool:
    """Whether the part of a folded text between two places consists of whole words.

    Args:
        text: The text before folding.
        folded: The folded text.
        places: For each character of *folded*, its place in *text*; empty if they are the same.
        begin: The start of the part in *folded*.
        stop: Its end.
        alike: The names found there.
    """

    def is_letter(place: int) -> bool:
        """Whether a letter was folded to a quotation mark, like the apostrophe of п\u02bcять."""
        return folded[place : place + 1] == "'" and text[places[place] if places else place].isalnum()

    if (begin and is_letter(begin - 1)) or is_letter(stop):
        return False
    # Not inside a letter that was folded to two.
    if places and (places[stop] == places[stop - 1] or (begin and places[begin] == places[begin - 1])):
        return False
    single = alike.is_single
    return (not single or begins_word(folded, begin, is_single=True)) and ends_word(
        folded, stop, alike.script, is_single=single
    )


# ---------------------------------------------------------------------------------------------
# Fold, and remember places


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold *text* as :func:`fold` does, but keep white space at its ends.

    Returns:
        The folded text; and for each of its characters, and for its end, the place in *text* that it
        comes from. Characters that fold together have the place of the first. No places if all are the
        same as in *text*.
    """
    folded = _letter_by_letter(text)
    if folded is not None:
        folded = folded.replace("\n", " ")
        if not (_WIDE.search(folded) or has_guillemets(text)):
            return folded, []
    parts: list[str] = []
    places: list[int] = []
    for word in _WORD.finditer(text):
        start, end = word.span()
        if word[0].isspace():
            if not is_padding(text, start, end):
                parts.append(" ")
                places.append(start)
        elif (part := _letter_by_letter(word[0])) is not None:
            parts.append(part)
            places.extend(range(start, end))
        else:
            for group_start, group in _groups(word[0]):
                parts.append(fold(group))
                places.extend([start + group_start] * len(parts[-1]))
    places.append(len(text))
    return "".join(parts), places


def _letter_by_letter(text: str) -> str | None:
    """*text* folded, if each character becomes exactly one; otherwise None."""
    if text.isascii():
        return text.casefold()
    folded = fold_letters(text)
    # Folding removes only dots on an i, so without them equal length means equal places.
    if len(folded) != len(text) or "\u0307" in text or not unicodedata.is_normalized("NFC", text):
        return None
    return folded if folded == text or unicodedata.is_normalized("NFC", folded) else None


def _groups(word: str) -> list[tuple[int, str]]:
    """Divide a word into groups that normalization never joins.

    Returns:
        For each letter, its place, and the letter with its marks.
    """
    starts = [
        place for place, char in enumerate(word) if not place or not (is_mark(char) or _JAMO.match(char))
    ]
    return [
        (start, word[start:end]) for start, end in zip(starts, [*starts[1:], len(word)], strict=True)
    ]


def _loosened(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Give each word of a folded text its one spelling, as ``spelling.fold`` does.

    Args:
        folded: The text.
        places: For each of its characters, and for its end, the place it comes from; empty if all are
            the same.

    Returns:
        The text, and the places of its characters in the same form.
    """
    if folded.isascii() or not _LOOSE.search(folded):
        return folded, places
    places = places or list(range(len(folded) + 1))
    written = [place for place, char in enumerate(folded) if not _UNWRITTEN.match(char)]
    places = [*(places[place] for place in written), places[-1]]
    folded = "".join(folded[place] for place in written).translate(_SIMPLER)
    parts: list[str] = []
    left: list[int] = []
    done = 0
    for nasal in spelling.NASAL.finditer(folded):
        parts += [folded[done : nasal.start()], spelling.ANUSVARA]
        left += places[done : nasal.start() + 1]
        done = nasal.end()
    return "".join(parts) + folded[done:], left + places[done:]
