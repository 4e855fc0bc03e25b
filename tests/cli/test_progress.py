"""Progress without a terminal, which could show a bar."""

from __future__ import annotations

import time
from itertools import count

import pytest

from sphinx_glossterm.cli.progress import progress


@pytest.fixture
def every_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a second go by whenever somebody looks at the clock."""
    seconds = map(float, count())
    monkeypatch.setattr(time, "monotonic", lambda: next(seconds))


@pytest.mark.usefixtures("every_second")
def test_long_work_says_now_and_then_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Updating", 35) as bar:
        for number in range(35):
            bar.step(f"hi: {number}")
    said = capsys.readouterr()
    assert said.err.splitlines() == [f"Updating: {number} of 35" for number in (10, 20, 30)]
    assert said.out == ""


@pytest.mark.usefixtures("every_second")
def test_what_is_being_done_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Building", 2) as bar:
        for _ in range(10):
            bar.show("hi: reading sources")
        bar.step("hi")
    with progress("Extracting", 1) as bar:
        for _ in range(10):
            bar.show("reading sources")
        bar.step("en")
    assert capsys.readouterr().err.splitlines() == [
        "Building: 0 of 2, hi: reading sources",
        "Extracting: reading sources",
    ]


def test_fast_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Updating", 400) as bar:
        for number in range(400):
            bar.show(f"de: {number}")
            bar.step(f"hi: {number}")
    assert capsys.readouterr().err == ""
