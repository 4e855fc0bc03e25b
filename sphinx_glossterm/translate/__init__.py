"""Translate: put a document's messages into the language of the build.

A translation is input from a stranger: it is parsed in a sandbox and judged before it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.translate import (
    catalogues,
    documents,
    index_keys,
    interface,
    marks,
    rst,
    source_language,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the checks of catalogues, the translation, and the transforms after it."""
    catalogues.setup(app)
    interface.setup(app)
    app.connect("builder-inited", rst.note_registry)
    documents.setup(app)
    marks.setup(app)
    index_keys.setup(app)
    source_language.setup(app)
