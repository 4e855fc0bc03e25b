"""Write: the glossary as data, for other programs to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.exchange import jsonld
from sphinx_glossterm.exchange.builder import GlossaryBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder of the glossary, and what pages tell search engines."""
    app.add_builder(GlossaryBuilder)
    jsonld.setup(app)
