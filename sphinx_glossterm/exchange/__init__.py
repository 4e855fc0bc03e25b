"""Write: the glossary as data, for other programs to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.exchange import jsonld

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register what pages tell search engines."""
    jsonld.setup(app)
