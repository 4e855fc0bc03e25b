"""Random entries, in which anything may stand: no build stops, no text is lost, and each page is in order.

``FUZZ_SEED`` makes others, ``FUZZ_ENTRIES`` more or fewer. What is said of a failure has the least source
that shows it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from support import needs_posix

from fuzz import grammar
from fuzz.check import Fault, faults
from fuzz.model import Case, Directive, Page, Text
from fuzz.shrink import shrink

SEED: Final = os.environ.get("FUZZ_SEED", "0")
ENTRIES: Final = int(os.environ.get("FUZZ_ENTRIES", "400"))
PARTS: Final = 4
"""How many tests share the entries, so that they can run side by side."""
SIZE: Final = min(80, max(1, ENTRIES // PARTS))
"""How many entries a project has."""
TRIES: Final = 60
"""How often a project is built to find the least of it that fails."""


def tell(case: Case, found: list[Fault], number: int) -> str:
    """What a person needs to fix a project's first fault."""
    least = shrink(case, found[0], TRIES)
    kinds = Counter(fault.rule for fault in found)
    return (
        f"{found[0]}\n\n{least.source()}\n{least.conf} {least.builders} is_translated={least.is_translated}\n"
        f"All faults: {dict(kinds)}. To make them again: FUZZ_SEED={SEED} FUZZ_ENTRIES={ENTRIES}"
        f" (project {number})"
    )


@needs_posix  # control characters and Unicode in what stands for file names
@pytest.mark.parametrize("part", range(PARTS))
def test_whatever_is_written_is_on_the_page(
    part: int, record_property: Callable[[str, object], None]
) -> None:
    entries, number = 0, part
    try:
        while entries < ENTRIES // PARTS:
            case = grammar.case(SEED, number, SIZE)
            entries += case.entries
            if found := faults(case):
                pytest.fail(tell(case, found, number), pytrace=False)
            number += PARTS
    finally:
        record_property("entries", entries)


def test_the_same_seed_makes_the_same_projects() -> None:
    assert grammar.case("0", 1, 20) == grammar.case("0", 1, 20)
    assert grammar.case("0", 1, 20) != grammar.case("1", 1, 20)


def page(*pieces: Text | Directive) -> Case:
    """A project of one page."""
    return Case((Page("one.rst", pieces),))


@pytest.mark.parametrize(
    ("pieces", "rule"),
    [
        ((Text(".. kept0000"),), "lost in html"),
        ((Text(".. raw:: html\n\n   <p id=a><p id=a>"),), "double id"),
        ((Text(".. raw:: html\n\n   <a href='#a'>a</a>"),), "dead link"),
    ],
)
def test_what_is_wrong_is_found(pieces: tuple[Text, ...], rule: str) -> None:
    assert faults(page(Text("Nothing."))) == []
    assert {fault.rule for fault in faults(page(*pieces))} == {rule}


def test_a_crash_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_self: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr("sphinx_glossterm.read.term.TermDirective.run", stop)
    [fault] = faults(page(Directive("term", "Token")))
    assert (fault.rule, fault.what) == ("crash of html", "KeyError in test_fuzz.py:stop")


def test_a_project_is_cut_down_to_what_fails() -> None:
    wrong = Directive("whymatters", body=(Text("An entry."), Text(".. kept0000")))
    entry = Directive("term", "Token", (("aka", "Piece"), ("id", "a")), (Text("A piece."), wrong))
    case = replace(page(Text("One."), entry, Text("Two.")), conf={"smartquotes": False})
    assert shrink(case, Fault("lost in html", "kept0000")) == page(Text(".. kept0000"))
