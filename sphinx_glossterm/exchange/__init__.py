"""Exchange: the glossary as data, for other programs to read.

Every language of the project is in each file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.exchange import publish
from sphinx_glossterm.exchange.builder import GlossaryBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder of the glossary, and the handlers that publish it with a site."""
    app.add_builder(GlossaryBuilder)
    publish.setup(app)
