"""Tells at the end how many edits have been made, and how to make them again."""

from __future__ import annotations

import pytest

from soak.test_edits import PROFILE, SEED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the parts have reported, whichever process they ran in."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    edits = sum(
        value
        for report in reports
        if isinstance(report, pytest.TestReport)
        for name, value in report.user_properties
        if name == "edits" and report.when == "call" and isinstance(value, int)
    )
    if edits:
        terminalreporter.write_line(
            f"{edits:,} edits of a project, each built in two languages and compared with a clean build;"
            f" to make them again: SOAK_PROFILE={PROFILE} SOAK_SEED={SEED}"
        )
