"""Which of many texts is most like another one, without comparing each with each.

:func:`difflib.get_close_matches` compares a text with all others, letter by letter. Here the trigrams of
the texts, three letters each, name a few candidates, and only those are compared.
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
"""How like two texts have to be, as :mod:`difflib` measures it and with its own default."""

MAX_SUGGESTIONS: Final = 3
"""How many names a message offers for one that is not known."""

CANDIDATES: Final = 8
"""How many texts are compared letter by letter with one."""

_LOOKED_AT: Final = 4000
"""How many places of trigrams are looked at for one text; the rarest trigrams come first."""
_WEIGHED: Final = 40
"""How many texts are weighed by all their trigrams for one."""


class Alike:
    """Texts among which the one is sought that is most like another.

    The work for each look-up is the same however many texts there are.

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
        # By length, so that those of a fitting length stand together in each list of places.
        self._texts = sorted(set(texts), key=len)
        self._lengths = [len(text) for text in self._texts]
        self._trigrams = [_trigrams(text) for text in self._texts]
        self._places: dict[str, list[int]] = {}
        for number, trigrams in enumerate(self._trigrams):
            for trigram in trigrams:
                self._places.setdefault(trigram, []).append(number)

    def closest(self, text: str) -> str | None:
        """The text most like another one, if it is like enough."""
        return next(iter(self.nearest(text, 1)), None)

    def nearest(self, text: str, count: int) -> list[str]:
        """The texts most like another one, as far as they are like enough, best first.

        Args:
            text: The other one.
            count: How many there are at most.
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
        """A few texts that share most of their trigrams with another one, the likeliest first."""
        own = _trigrams(text)
        shared = Counter(chain.from_iterable(self._sharing(text, own)))
        weights = {
            number: 2 * len(own & (its := self._trigrams[number])) / (len(own) + len(its))
            for number in _most_frequent(shared, _WEIGHED)
        }
        for number in nlargest(CANDIDATES, weights, key=weights.__getitem__):
            yield self._texts[number]

    def _sharing(self, text: str, own: set[str]) -> Iterator[list[int]]:
        """For each trigram of another text those that share it, as far as there is time."""
        # Twice the shorter length by the sum of both is the most that a ratio can be.
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
            # Of a list too long for the time that is left, those in the middle are nearest in length.
            taken = min(count, left)
            begin += (count - taken) // 2
            yield self._places[trigram][begin : begin + taken]
            left -= taken
            if not left:
                return


class KnownNames:
    """What could have been meant by a name that is not known.

    Args:
        names: The known ones, as they are written.
        fold: How names are folded: those that differ in this alone are one, as it is written first.

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
        """Up to three known names as they are written, best first."""
        folded = self._fold(name)
        if folded not in self._found:
            found = self._alike.nearest(folded, MAX_SUGGESTIONS)
            self._found[folded] = tuple(self._written[each] for each in found)
        return self._found[folded]


def _most_frequent(counted: Counter[int], most: int) -> list[int]:
    """Those that have been counted most often; of equals those counted first.

    As :meth:`Counter.most_common`, which compares all with each other in Python.
    """
    if len(counted) <= most:
        return list(counted)
    bound = sorted(counted.values(), reverse=True)[most - 1]
    above = [number for number, count in counted.items() if count > bound]
    equal = (number for number, count in counted.items() if count == bound)
    return above + list(islice(equal, most - len(above)))


def _trigrams(text: str) -> set[str]:
    """The trigrams of a text, its ends among them.

    >>> sorted(_trigrams("tea"))
    ['  t', ' te', 'a  ', 'ea ', 'tea']
    """
    whole = f"  {text}  "
    return {whole[start : start + 3] for start in range(len(whole) - 2)}
