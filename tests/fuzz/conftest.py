"""Tells at the end how many entries have been written, and how to write them again."""

from __future__ import annotations

import pytest
from support import added_up

from fuzz.test_fuzz import SEED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the parts have reported, whichever process they ran in."""
    entries = added_up(terminalreporter, "entries")
    if entries:
        terminalreporter.write_line(
            f"{entries:,} random entries built and looked through; to make them again: FUZZ_SEED={SEED}"
        )
