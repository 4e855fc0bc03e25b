"""Cuts a project down to the least that still has a fault."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fuzz.check import Fault, faults
from fuzz.model import WORD, Case, smaller

MOST: Final = 400
"""How often a project is built for that."""


def shrink(case: Case, fault: Fault, most: int = MOST) -> Case:
    """The smallest project found that has the same fault as *case*."""
    tried = 0
    if (alone := _around(case, fault.what)) and _has(alone, fault):
        case = alone
    is_smaller = True
    while is_smaller and tried < most:
        is_smaller = False
        for other in smaller(case):
            tried += 1
            if _has(other, fault):
                case, is_smaller = other, True
                break
            if tried >= most:
                break
    return case


def _around(case: Case, word: str) -> Case | None:
    """The piece of a page that holds a word, without all others."""
    if not WORD.fullmatch(word):
        return None
    for page in case.pages:
        for piece in page.pieces:
            alone = replace(page, pieces=(piece,))
            if word in alone.source():
                return replace(case, pages=(alone,))
    return None


def _has(case: Case, fault: Fault) -> bool:
    wanted = replace(fault, detail="")
    return any(replace(found, detail="") == wanted for found in faults(case))
