"""Freshness: which pages a change makes stale.

Files that certainly have not changed are not written again, and other work that is not needed is spared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.freshness import edits, garbage, spared, stale, templates

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the handlers that compare pages with what they should show."""
    edits.setup(app)
    stale.setup(app)
    spared.setup(app)
    garbage.setup(app)
    templates.setup(app)
