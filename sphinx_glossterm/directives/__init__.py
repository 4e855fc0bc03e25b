"""Read: directives turn source text into plain doctree nodes and know nothing of other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_glossterm.directives.base import GlosstermDirective
from sphinx_glossterm.directives.facets import DeepDive, WhyMatters
from sphinx_glossterm.directives.procon import Con, Pro, ProCon
from sphinx_glossterm.directives.term import Term
from sphinx_glossterm.directives.termindex import TermIndex

if TYPE_CHECKING:
    from sphinx.application import Sphinx


DIRECTIVES: Final[dict[str, type[GlosstermDirective]]] = {
    "term": Term,
    "whymatters": WhyMatters,
    "deepdive": DeepDive,
    "procon": ProCon,
    "pro": Pro,
    "con": Con,
    "termindex": TermIndex,
}


def setup(app: Sphinx) -> None:
    """Register every directive."""
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
