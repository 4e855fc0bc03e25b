"""Translate: a document's messages into the language of the build.

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
    """Register what looks at catalogues, what translates, and what follows from a translation."""
    catalogues.setup(app)
    interface.setup(app)
    app.connect("builder-inited", rst.note_registry)
    documents.setup(app)
    marks.setup(app)
    index_keys.setup(app)
    source_language.setup(app)
