"""Checks: what could be better in a glossary, where a project asks for it.

The rules are functions of records; the report finds the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.checks.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Check the glossary once everything has been read."""
    app.connect("env-check-consistency", report)
