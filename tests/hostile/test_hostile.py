"""Build thousands of hostile messages as a site and as a book: none of them achieves anything.

``HOSTILE_SEED`` makes others, ``HOSTILE_MESSAGES`` more or fewer; "make long" makes 10,000.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from support import HAS_MYST

from hostile import build, project
from hostile.build import SHOWN, SOURCE, Job
from hostile.grammar import PRODUCTIONS, messages
from hostile.oracle import Failure, Oracle

SEED: Final = os.environ.get("HOSTILE_SEED", "0")
TOTAL: Final = int(os.environ.get("HOSTILE_MESSAGES", "2500"))
SAMPLE: Final = TOTAL // 5
LEAST: Final = min(50, TOTAL // len(PRODUCTIONS))
ALONE: Final = [name for name, production in PRODUCTIONS.items() if production.is_alone]
TOGETHER: Final = [name for name in PRODUCTIONS if name not in ALONE]
SILENT: Final = {"suppress_warnings": ["toc.external", "glossterm"]}


def fail(failures: Iterable[Failure], most: int = 3) -> None:
    """Tell of the failures, if there are any: the first ones of each production and rule."""
    found = defaultdict(list)
    for failure in failures:
        found[failure.production, failure.rule].append(str(failure))
    if found:
        rows = sorted(found.items())
        said = [f"{len(texts)} x " + "\n  and ".join(texts[:most]) for _, texts in rows]
        pytest.fail("\n".join(said), pytrace=False)


def test_there_are_as_many_messages_as_are_asked_for_and_some_of_each_production() -> None:
    made = messages(SEED, TOTAL, least=LEAST)
    assert len(made) >= TOTAL
    numbers = Counter(message.production.name for message in made)
    assert set(numbers) == set(PRODUCTIONS)
    assert min(numbers.values()) >= LEAST
    by_markup = Counter(message.production.markup for message in made)
    if HAS_MYST:
        assert by_markup["rst"] == pytest.approx(len(made) / 2, rel=0.1)
    assert len({message.code for message in made}) == len(made)


def test_the_same_seed_makes_the_same_messages() -> None:
    assert messages(SEED, 500) == messages(SEED, 500)
    assert messages(SEED, 500) != messages(f"{SEED} other", 500)


def test_hostile_messages_do_nothing(tmp_path: Path) -> None:
    made = [
        message for message in messages(SEED, TOTAL, least=LEAST) if message.production.name in TOGETHER
    ]
    written = project.write(tmp_path / "project", made)
    source, shown = build.run(written.folder, SOURCE, SHOWN)
    assert not source.error, source.error
    fail(Oracle(written, source, shown).failures())


@pytest.mark.parametrize("name", ALONE)
def test_what_could_spoil_a_whole_build_does_nothing(tmp_path: Path, name: str) -> None:
    written = project.write(tmp_path / "project", messages(SEED, LEAST, [name]))
    conf = dict(PRODUCTIONS[name].conf)
    shown_with = replace(SHOWN, conf=conf)
    source, shown = build.run(written.folder, replace(SOURCE, conf={**SOURCE.conf, **conf}), shown_with)
    assert not source.error, source.error
    fail(Oracle(written, source, shown).failures())


def test_suppressed_warnings_let_nothing_pass(tmp_path: Path) -> None:
    """Nor do the names of entries in a build of another language."""
    written = project.write(tmp_path / "project", messages(f"{SEED} silent", SAMPLE, TOGETHER))
    builders = ("html", "latex", "text")
    source, shown, elsewhere = build.run(
        written.folder,
        SOURCE,
        Job("hi", "hi", builders, conf=SILENT),
        Job("de", "de", ("html",), conf=SILENT),
    )
    assert not source.error, source.error
    silent = Oracle(written, source, shown, is_silent=True).failures()
    fail([*silent, *Oracle(written, source, elsewhere).failures_elsewhere()])
