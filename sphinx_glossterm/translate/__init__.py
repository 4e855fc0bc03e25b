"""Translate: a document's messages into the language of the build, before anybody reads its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.translate import catalogues, documents, interface

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register what translates."""
    catalogues.setup(app)
    interface.setup(app)
    documents.setup(app)
