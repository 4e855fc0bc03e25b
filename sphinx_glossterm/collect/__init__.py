"""Collect: turn each translated document into records in the store.

Sphinx's own glossaries are read too, but not changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.collect.builtin import SourceTerms

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the transform that stores names before translation. The domain does the rest."""
    app.add_transform(SourceTerms)
