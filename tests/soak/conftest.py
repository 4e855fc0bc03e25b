"""Tells at the end how many edits have been made, and how to make them again."""

from __future__ import annotations

import pytest
from support import added_up

from soak.test_edits import PROFILE, SEED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the parts have reported, whichever process they ran in."""
    edits = added_up(terminalreporter, "edits")
    if edits:
        terminalreporter.write_line(
            f"{edits:,} edits of a project, each built in two languages and compared with a clean build;"
            f" to make them again: SOAK_PROFILE={PROFILE} SOAK_SEED={SEED}"
        )
