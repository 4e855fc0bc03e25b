"""Names in running text: which words of it are names of entries, said without markup.

Names are compared as :func:`~sphinx_glossterm.terms.entry.fold` compares them. Text needs three rules
more than references do:

- **Whole words.** No letter, digit, vowel sign, virama or joiner stands next to a name, and no full stop
  that has a word on its other side: टोकन is not found in टोकनों, nor "node" in "node.js".
- **The longest name first**, from left to right, and no word twice.
- **Their own case** for names that are more sign than word: those in capitals (IT is not found in "it"),
  and those of two letters (Go); and for names of several entries that differ by nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.terms import spelling
from sphinx_glossterm.terms.entry import (
    exact,
    fold,
    fold_letters,
    has_dotless_i,
    has_guillemets,
    is_padding,
    squeeze,
    with_turkic_i,
)

GAP: Final = "\ufffc"
"""What stands in a text for what is no text: an image, a link, a literal. It is part of a word."""

_JOINERS: Final = frozenset("_\u200c\u200d" + GAP)
# What may join its left neighbour in NFC without being a mark: vowels and finals of Hangul.
_JAMO: Final = re.compile("[\u1160-\u11ff]")
# White space that fold would change.
_WIDE: Final = re.compile(r"\s{2}|[^\S ]")
_WORD: Final = re.compile(r"\s+|\S+")
_SHORT: Final = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A name found in a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        name: The name, as it was given to the matcher.
    """

    start: int
    end: int
    name: str


def letters(name: str) -> int:
    """How many letters, digits and other signs a name has, not counting marks and white space."""
    return sum(not (_is_mark(char) or char.isspace() or char in _JOINERS) for char in name)


def keeps_case(name: str) -> bool:
    """Whether a name is found in its own case only: one in capitals, or of two letters."""
    return name.isupper() or letters(name) <= _SHORT


def is_too_common(name: str, stop_words: frozenset[str]) -> bool:
    """Whether a name cannot be told from the words of any text.

    Args:
        name: The name.
        stop_words: The words of any text, as :func:`sphinx_glossterm.terms.spelling.fold` has them.

    Returns:
        True for a single letter, and for a stop word unless it is in capitals.
    """
    if letters(name) < _SHORT:
        return True
    return spelling.fold(squeeze(name)) in stop_words and not name.isupper()


class Matcher:
    """Finds names in texts, in a time that grows with the text and not with the names.

    Args:
        names: The names. Of several that are equal but for their spelling, a text finds the one that is
            spelled as it is, else the first, if they mean the same.
        language: The language of the texts.
    """

    def __init__(self, names: Iterable[str] | Mapping[str, object], language: str = "") -> None:
        # Imported only where text is searched: other builds do without it.
        from ahocorasick_rs import AhoCorasick

        self._is_turkic = has_dotless_i(language)
        meanings = names if isinstance(names, Mapping) else dict.fromkeys(names)
        spellings: dict[str, list[str]] = {}
        for name in meanings:
            if folded := fold(self._prepare(name)):
                spellings.setdefault(folded, []).append(name)
        self._spellings = [
            ({exact(name): name for name in reversed(found)}, _for_others(found, meanings))
            for found in spellings.values()
        ]
        self._search = AhoCorasick(spellings).find_matches_as_indexes

    def find(self, text: str) -> list[Span]:
        """The names in *text*, from left to right."""
        if not self._spellings:
            return []
        folded, places = _folded(self._prepare(text))
        found: list[Span] = []
        end = 0
        # With those that overlap, as the longest may turn out to end within a word.
        matches = self._search(folded, overlapping=True)
        for number, begin, stop in sorted(matches, key=lambda match: (match[1], -match[2])):
            if begin < end or not _is_whole(folded, begin, stop):
                continue
            start, after = (places[begin], places[stop]) if places else (begin, stop)
            after = start + len(text[start:after].rstrip())  # without what pads a quotation mark
            # What a quote stands for may be a letter: the apostrophe of п\u02bcять.
            if not text.isascii() and not _is_whole(text, start, after):
                continue
            exactly, other = self._spellings[number]
            name = exactly.get(exact(text[start:after]), other)
            if name is not None:
                found.append(Span(start, after, name))
                end = stop
        return found

    def _prepare(self, text: str) -> str:
        return with_turkic_i(text) if self._is_turkic else text


def _for_others(names: list[str], meanings: Mapping[str, object]) -> str | None:
    """The name that is meant by a spelling that none of *names* has, which differ by theirs alone."""
    found = [name for name in names if not keeps_case(name)]
    first = meanings[found[0]] if found else None
    return found[0] if found and all(meanings[name] is first for name in found) else None


def _is_mark(char: str) -> bool:
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def _is_word(char: str) -> bool:
    """Whether *char* is part of a word: a letter, a digit, or what is written on or between them."""
    return char.isalnum() or char in _JOINERS or _is_mark(char)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond what stands between *start* and *end*."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before and (_is_word(before[-1]) or (before[-1] == "." and _joins(before[:-1], text[start]))):
        return False
    return not (after and (_is_word(after[0]) or (after[0] == "." and _joins(text[end - 1], after[1:]))))


def _joins(left: str, right: str) -> bool:
    """Whether a full stop between *left* and *right* ends no sentence, as in a number or file name."""
    return bool(left and right) and _is_word(left) and _is_word(right)


# ---------------------------------------------------------------------------------------------
# Folding with a way back


def _folded(text: str) -> tuple[str, list[int]]:
    """*text* as :func:`fold` has it, but for white space at its ends.

    Returns:
        The folded text; and for each of its characters, and for its end, the place in *text* that it
        comes from, a group that became one counting from its beginning. No places where all are equal.
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
    """*text* folded, where each character becomes one; else None."""
    if text.isascii():
        return text.casefold()
    folded = fold_letters(text)
    # Nothing but dots on an i gets shorter, so that what is as long as before has kept its places.
    if len(folded) != len(text) or "\u0307" in text or not unicodedata.is_normalized("NFC", text):
        return None
    return folded if folded == text or unicodedata.is_normalized("NFC", folded) else None


def _groups(word: str) -> list[tuple[int, str]]:
    """A word divided where normalization never joins: each letter with its marks, and its place."""
    starts = [
        place
        for place, char in enumerate(word)
        if not place or not (_is_mark(char) or _JAMO.match(char))
    ]
    return [
        (start, word[start:end]) for start, end in zip(starts, [*starts[1:], len(word)], strict=True)
    ]
