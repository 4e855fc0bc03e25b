"""Read: directives, roles and anchors turn source text into nodes.

They see one document only, and nothing of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_glossterm.read import encoding, roles
from sphinx_glossterm.read.anchors import EntryAnchors, FacetAnchors, FirstIds
from sphinx_glossterm.read.base import GlosstermDirective
from sphinx_glossterm.read.facets import (
    ConDirective,
    DeepDiveDirective,
    ProConDirective,
    ProDirective,
    WhyMattersDirective,
)
from sphinx_glossterm.read.name_markup import NameQuotes, NameSubstitutions
from sphinx_glossterm.read.names import add_directives
from sphinx_glossterm.read.refused import RefusedDirectives
from sphinx_glossterm.read.short import ShortDefinitions
from sphinx_glossterm.read.term import TermDirective
from sphinx_glossterm.read.termindex import TermIndexDirective
from sphinx_glossterm.read.termmap import TermMapDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DIRECTIVES: Final[dict[str, type[GlosstermDirective]]] = {
    "term": TermDirective,
    "whymatters": WhyMattersDirective,
    "deepdive": DeepDiveDirective,
    "procon": ProConDirective,
    "pro": ProDirective,
    "con": ConDirective,
    "termindex": TermIndexDirective,
    "termmap": TermMapDirective,
}


def setup(app: Sphinx) -> None:
    """Register directives, roles and anchors."""
    encoding.setup(app)
    add_directives(app, DIRECTIVES)
    roles.setup(app)
    app.add_transform(RefusedDirectives)
    app.add_transform(NameSubstitutions)
    app.add_transform(NameQuotes)
    app.add_transform(EntryAnchors)
    app.add_transform(FacetAnchors)
    app.add_transform(FirstIds)
    app.add_transform(ShortDefinitions)
