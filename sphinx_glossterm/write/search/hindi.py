"""Hindi words without their endings; ``hindi.js`` is the twin of this."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import snowballstemmer  # type: ignore[import-untyped]  # it has neither types nor stubs

TWIN: Final = Path(__file__).with_name("hindi.js")
"""The same in JavaScript."""

_DEVANAGARI: Final = re.compile("[\u0900-\u097f]")


@cache
def _stemmer() -> Callable[[str], str]:
    return snowballstemmer.stemmer("hindi").stemWord  # type: ignore[no-any-return]  # as above


def stem(folded: str) -> str:
    """A folded word without its Hindi ending, which a word in Latin letters may have too (APIओं)."""
    return _stemmer()(folded) if _DEVANAGARI.search(folded) else folded
