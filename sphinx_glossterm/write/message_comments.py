"""Tell translators what a message is: the title of an entry, its short definition, a pro.

Sphinx's catalogue is keyed by text and has no context. The same text in two places of a document is one
message, with a comment for each place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from docutils import nodes
from sphinx.builders.gettext import Catalog, Message, MsgOrigin

from sphinx_glossterm.doctree.names import source_text
from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    around,
    builtin_terms,
    glossterm_definition,
    glossterm_facet,
    glossterm_heading,
    glossterm_list,
    glossterm_name,
    glossterm_note,
    glossterm_origin,
)
from sphinx_glossterm.read.short import MARK, mark_short
from sphinx_glossterm.terms.entry import Kind, squeeze

_KINDS: Final = {
    Kind.ALIAS: "Alias of {}",
    Kind.ABBR: "Abbreviation of {}",
    Kind.FORM: "Forms of {}",
    Kind.AVOIDED: "Names not to be used for {}",
}
_FACETS: Final = {
    "why": "Why {} matters",
    "deepdive": "Deep dive into {}",
    "procon": "Comparison for {}",
    "pro": "Case for {}",
    "con": "Case against {}",
}


class CommentedMessage(Message):
    """A message with comments for translators."""

    __slots__ = ("comments",)

    def __init__(self, message: Message, comments: list[str]) -> None:
        super().__init__(message.text, message.locations, message.uuids)
        self.comments = comments


class CommentedCatalog(Catalog):
    """A catalogue with a comment for each message of an entry."""

    __slots__ = ("_builtin", "_comments", "_marked")

    def __init__(self, *, builtin: bool = False) -> None:
        super().__init__()
        self._builtin = builtin
        self._comments: dict[str, dict[str, None]] = {}
        self._marked: nodes.Element | None = None

    def add(self, msg: str, origin: nodes.Element | MsgOrigin) -> None:
        """Add a message, with a comment if it stands in an entry."""
        super().add(msg, origin)
        if isinstance(origin, nodes.Element) and (comment := self._comment(origin)):
            self.comment(msg, comment)

    def comment(self, message: str, comment: str) -> None:
        """Add a comment to a message, unless it has the same one already."""
        self._comments.setdefault(message, {})[comment] = None

    def __iter__(self) -> Iterator[Message]:
        for message in super().__iter__():
            yield CommentedMessage(message, list(self._comments.get(message.text, ())))

    def _comment(self, node: nodes.Element) -> str:
        for parent in around(node):
            if isinstance(parent, EntryNode):
                title = parent[0]
                assert isinstance(title, nodes.TextElement)
                return self._of_entry(node, parent, source_text(title))
            if self._builtin and (terms := builtin_terms(parent)):
                return self._of_builtin(node, terms)
        return ""

    def _of_entry(self, node: nodes.Element, entry: EntryNode, title: str) -> str:
        what = self._part(node, entry).format(f'"{title}"')
        if category := entry["category"]:
            what += f', in the category "{category}"'
        if isinstance(node, glossterm_list):
            what += ". List as many as your language has."
        return f"{what}. It stays as it is in every language." if node.get("keep") else what

    def _part(self, node: nodes.Element, entry: EntryNode) -> str:
        if node is entry[0]:
            return "Title"
        if isinstance(node, (glossterm_name, glossterm_list)):
            return _KINDS[Kind(node["kind"])]
        if isinstance(node, glossterm_origin):
            return "Source of the definition of {}"
        if isinstance(node, glossterm_note):
            return "Usage note of {}"
        for parent in around(node):
            if isinstance(parent, glossterm_facet):
                what = _FACETS[parent["kind"]]
                return f"Heading: {what}" if isinstance(node, glossterm_heading) else what
            if isinstance(parent, glossterm_definition):
                return self._definition(node, parent)
            if parent is entry:
                break
        return "Text of {}"

    def _of_builtin(self, node: nodes.Element, terms: list[nodes.term]) -> str:
        title = f'"{squeeze(terms[0].astext())}"'
        if isinstance(node, nodes.term):
            return "Title" if node is terms[0] else f"Alias of {title}"
        definition = next(parent for parent in around(node) if isinstance(parent, nodes.definition))
        return self._definition(node, definition).format(title)

    def _definition(self, node: nodes.Element, definition: nodes.Element) -> str:
        # The marks of short definitions were removed when the document was read.
        if definition is not self._marked:
            mark_short(definition)
            self._marked = definition
        places = (place for place in chain([node], around(node)) if isinstance(place, nodes.Element))
        for place in places:
            if MARK in place:
                return "Short definition of {}"
            if place is definition:
                break
        return "Definition of {}"
