"""All messages: so many of each production, the same ones from the same seed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count
from random import Random
from typing import Final

from support import HAS_MYST

from hostile import myst, rst
from hostile.model import Message, Production, code_of, fill

PRODUCTIONS: Final = {
    production.name: production
    for production in (*rst.PRODUCTIONS, *(myst.PRODUCTIONS if HAS_MYST else ()))
}
"""Every production by its name."""


def messages(seed: str, total: int, names: Collection[str] = (), least: int = 1) -> list[Message]:
    """Messages of some productions, half of them in each markup.

    Args:
        seed: What the choices come from. A message does not depend on what else is made.
        total: How many messages there are to be.
        names: The productions; all of them if there are none.
        least: How many messages each production has at least.
    """
    chosen = [production for name, production in PRODUCTIONS.items() if not names or name in names]
    numbers = count()
    found = []
    for production in chosen:
        same = sum(other.markup == production.markup for other in chosen)
        kinds = len({other.markup for other in chosen})
        wanted = max(least, -(-total // (kinds * same)))
        found += list(_messages(production, seed, wanted, numbers))
    return found


def _messages(
    production: Production, seed: str, wanted: int, numbers: Iterator[int]
) -> Iterator[Message]:
    rng = Random(f"{seed} {production.name}")
    made = 0
    while made < wanted:
        sample = production.make(rng)
        code = code_of(next(numbers))
        source, translation, tail = (
            fill(text, code) for text in (sample.source, sample.translation, sample.tail)
        )
        places = [place for place in production.places if place.takes(source)]
        if places and translation != source:
            made += 1
            yield Message(production, rng.choice(places), code, source, translation, tail)
