"""Fixtures: small Sphinx projects, written and built in a temporary folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from support import Project

from sphinx_glossterm.terms.order import collator

# Seconds are never a test: machines differ, and share their time.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "src")


@pytest.fixture
def without_icu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that ICU is not installed on."""
    monkeypatch.setitem(sys.modules, "icu", None)
    collator.cache_clear()
    yield
    collator.cache_clear()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Elsewhere a test may be skipped for want of a system part; in CI that is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = exitstatus or pytest.ExitCode.TESTS_FAILED
