"""Read: directives turn source text into plain doctree nodes and know nothing of other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.directives.facets import DeepDive, WhyMatters
from sphinx_glossterm.directives.procon import Con, Pro, ProCon
from sphinx_glossterm.directives.term import Term
from sphinx_glossterm.directives.termindex import TermIndex

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register every directive."""
    app.add_directive("term", Term)
    app.add_directive("whymatters", WhyMatters)
    app.add_directive("deepdive", DeepDive)
    app.add_directive("procon", ProCon)
    app.add_directive("pro", Pro)
    app.add_directive("con", Con)
    app.add_directive("termindex", TermIndex)
