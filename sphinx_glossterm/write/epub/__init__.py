"""EPUB: elements with glossary semantics, and notes that pop up.

A book consists of HTML pages. This folder adds what e-readers need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.write.epub import visitors
from sphinx_glossterm.write.epub.books import BookNotes, BookSemantics

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the shape of e-books and their style."""
    app.add_post_transform(BookNotes)
    app.add_post_transform(BookSemantics)
    visitors.setup(app)
