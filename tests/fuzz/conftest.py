"""Tells at the end how many entries have been written, and how to write them again."""

from __future__ import annotations

import pytest

from fuzz.test_fuzz import SEED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Add up what the parts have reported, whichever process they ran in."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    entries = sum(
        value
        for report in reports
        if isinstance(report, pytest.TestReport)
        for name, value in report.user_properties
        if name == "entries" and report.when == "call" and isinstance(value, int)
    )
    if entries:
        terminalreporter.write_line(
            f"{entries:,} random entries built and looked through; to make them again: FUZZ_SEED={SEED}"
        )
