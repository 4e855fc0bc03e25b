"""Collect: what a translated document says, as records in the store.

Sphinx's own glossaries are read too, and nothing about them is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.collect.builtin import SourceTerms

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register what notes names before they are translated; the domain does the rest."""
    app.add_transform(SourceTerms)
