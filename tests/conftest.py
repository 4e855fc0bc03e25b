"""Fixtures: small Sphinx projects, written and built in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "src")
