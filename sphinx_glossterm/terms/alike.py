"""Find the text most like another one among many, without comparing each with each.

:func:`difflib.get_close_matches` compares a text with all others, letter by letter. This module indexes
the trigrams of the texts, three letters each. They give a few candidates, and it compares only those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import chain, islice
from typing import Final

CUTOFF: Final = 0.6
"""How alike two texts must be: a ratio of :mod:`difflib`, with its own default."""

MAX_SUGGESTIONS: Final = 3
"""How many names a message suggests for an unknown one."""

CANDIDATES: Final = 8
"""How many candidates are compared letter by letter with a text."""

_LOOKED_AT: Final = 4000
"""How many trigram matches are counted for a text; the rarest trigrams come first."""
_WEIGHED: Final = 40
"""How many texts are compared with a text by all their trigrams."""


class Alike:
    """Texts, to be searched for those most like another text.

    A look-up takes the same time however many texts there are.

    Args:
        texts: The texts.

    >>> alike = Alike(["It boils water.", "It grows.", "Leaf"])
    >>> alike.closest("It boils the water.")
    'It boils water.'
    >>> alike.closest("A kettle")
    >>> alike.nearest("It grow", 2)
    ['It grows.']
    """

    def __init__(self, texts: Iterable[str]) -> None:
        # By length, so that texts of a suitable length are neighbours in each list of places.
        self._texts = sorted(set(texts), key=len)
        self._lengths = [len(text) for text in self._texts]
        self._trigrams = [_trigrams(text) for text in self._texts]
        self._places: dict[str, list[int]] = {}
        for number, trigrams in enumerate(self._trigrams):
            for trigram in trigrams:
                self._places.setdefault(trigram, []).append(number)

    def closest(self, text: str) -> str | None:
        """The text most like *text*; None if no text is alike enough (:data:`CUTOFF`)."""
        return next(iter(self.nearest(text, 1)), None)

    def nearest(self, text: str, count: int) -> list[str]:
        """The texts most like *text*, best first, if they are alike enough (:data:`CUTOFF`).

        Args:
            text: The text to compare with.
            count: How many to return at most.
        """
        best: list[tuple[float, str]] = []
        matcher = SequenceMatcher(b=text)
        for candidate in self._candidates(text):
            bound = best[-1][0] if len(best) == count else CUTOFF
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() < bound or matcher.quick_ratio() < bound:
                continue
            if (ratio := matcher.ratio()) >= bound:
                best = nlargest(count, [*best, (ratio, candidate)])
        return [candidate for _ratio, candidate in best]

    def _candidates(self, text: str) -> Iterator[str]:
        """The few texts that share the largest part of their trigrams with *text*, best first."""
        own = _trigrams(text)
        shared = Counter(chain.from_iterable(self._sharing(text, own)))
        weights = {
            number: 2 * len(own & (its := self._trigrams[number])) / (len(own) + len(its))
            for number in _most_frequent(shared, _WEIGHED)
        }
        for number in nlargest(CANDIDATES, weights, key=weights.__getitem__):
            yield self._texts[number]

    def _sharing(self, text: str, own: set[str]) -> Iterator[list[int]]:
        """For each trigram of *text*, the numbers of the texts with it, up to ``_LOOKED_AT`` in all."""
        # A ratio is at most twice the shorter length divided by the sum of both lengths.
        shortest = len(text) * CUTOFF / (2 - CUTOFF)
        first = bisect_left(self._lengths, shortest)
        end = bisect_right(self._lengths, len(text) * (2 - CUTOFF) / CUTOFF)
        lists = []
        for trigram in own:
            places = self._places.get(trigram, [])
            begin, stop = bisect_left(places, first), bisect_left(places, end)
            if begin < stop:
                lists.append((stop - begin, trigram, begin))
        left = _LOOKED_AT
        for count, trigram, begin in sorted(lists):
            # If the list is too long for what is left, take its middle: nearest in length to *text*.
            taken = min(count, left)
            begin += (count - taken) // 2
            yield self._places[trigram][begin : begin + taken]
            left -= taken
            if not left:
                return


class KnownNames:
    """Known names, to suggest some of them for an unknown one.

    Args:
        names: The known names as they are written.
        fold: Folds names. Names that fold alike count as one, in the first spelling.

    >>> known = KnownNames(["Fine-tuning", "Training"], str.casefold)
    >>> known.closest("fine-tunning")
    ('Fine-tuning',)
    """

    def __init__(self, names: Iterable[str], fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._written: dict[str, str] = {}
        for name in names:
            self._written.setdefault(fold(name), name)
        self._alike = Alike(self._written)
        self._found: dict[str, tuple[str, ...]] = {}

    def closest(self, name: str) -> tuple[str, ...]:
        """Up to three known names like *name*, as they are written, best first."""
        folded = self._fold(name)
        if folded not in self._found:
            found = self._alike.nearest(folded, MAX_SUGGESTIONS)
            self._found[folded] = tuple(self._written[each] for each in found)
        return self._found[folded]


def _most_frequent(counted: Counter[int], most: int) -> list[int]:
    """The *most* numbers with the highest counts; among equals, the first counted.

    Like :meth:`Counter.most_common`, but faster, because that sorts in Python.
    """
    if len(counted) <= most:
        return list(counted)
    bound = sorted(counted.values(), reverse=True)[most - 1]
    above = [number for number, count in counted.items() if count > bound]
    equal = (number for number, count in counted.items() if count == bound)
    return above + list(islice(equal, most - len(above)))


def _trigrams(text: str) -> set[str]:
    """The trigrams of a text, padded with two spaces at each end.

    >>> sorted(_trigrams("tea"))
    ['  t', ' te', 'a  ', 'ea ', 'tea']
    """
    whole = f"  {text}  "
    return {whole[start : start + 3] for start in range(len(whole) - 2)}
