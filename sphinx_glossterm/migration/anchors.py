"""The anchors that Sphinx gives to the terms of a glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.util.nodes import make_id

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class TermAnchors:
    """The anchors of a document's terms, in the order in which Sphinx gives them.

    Each depends on those before it: a name without a single ASCII letter or digit, or with those of
    another, gets a number.
    """

    def __init__(self, document: nodes.document) -> None:
        self._document = document
        self._number = -1

    def new_serialno(self, _category: str) -> int:
        """The next number of the document, as its environment counts them."""
        self._number += 1
        return self._number

    def give(self, name: str) -> str:
        """The anchor of the next term."""
        environment = cast("BuildEnvironment", cast("Any", self))  # make_id asks it for numbers only
        anchor = make_id(environment, self._document, "term", name)
        self._document.ids[anchor] = nodes.term(ids=[anchor])
        return anchor
