"""Collect: the running text of a document, in which names may be plain mentions of entries.

It does not include headings and captions, links and their targets, code, mathematics, API signatures,
user input and interface labels, or anything with the class ``no-autolink``. Checks of words read other
parts: also headings and links, but no quotations. A :class:`Scope` says what to read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.collect.entries import anchor_target, is_link
from sphinx_glossterm.doctree.nodes import (
    builtin_terms,
    glossterm_entry,
    glossterm_misplaced_entry,
    glossterm_names,
    glossterm_origin,
    via_of,
)
from sphinx_glossterm.terms.entry import Packed, Via
from sphinx_glossterm.terms.words import GAP, MARK

NO_AUTOLINK: Final = "no-autolink"
"""The class of parts that are not searched for plain mentions."""
NO_CHECK: Final = "no-check"
"""The class of parts that are not searched for names to avoid."""
_INTERFACES: Final = ("guilabel", "menuselection", "versionmodified")
_MARKS: Final = (nodes.footnote_reference, nodes.citation_reference)
_HEADINGS: Final = (
    nodes.Titular,
    nodes.caption,
    nodes.term,
    nodes.classifier,
    nodes.field_name,
    addnodes.centered,
)
_LINKS: Final = (nodes.reference, addnodes.pending_xref)
_QUOTATIONS: Final = (nodes.block_quote,)
_SKIPPED: Final = (
    nodes.label,
    glossterm_names,
    # Titles of other works.
    glossterm_origin,
    # Marks of footnotes and citations.
    *_MARKS,
    nodes.substitution_reference,
    nodes.title_reference,
    # Code and mathematics.
    nodes.FixedTextElement,
    nodes.literal,
    nodes.math,
    nodes.option_group,
    addnodes.desc_signature,
    addnodes.literal_emphasis,
    addnodes.literal_strong,
    addnodes.productionlist,
    # Nodes that explain their text already, have no text, or are not shown.
    nodes.abbreviation,
    nodes.acronym,
    nodes.generated,
    nodes.image,
    nodes.problematic,
    nodes.system_message,
    nodes.Invisible,
    nodes.docinfo,
    nodes.decoration,
    addnodes.toctree,
)


class Scope:
    """The parts of a document to read.

    Args:
        skipped: The types of nodes to skip.
        classes: The classes of nodes to skip.
    """

    def __init__(self, skipped: tuple[type[Any], ...], *classes: str) -> None:
        self._skipped = skipped
        self._classes = frozenset((*_INTERFACES, *classes))
        self._parts: dict[object, _Part] = {}

    def part(self, node: nodes.Element) -> _Part:
        """The role of a node in running text."""
        kind = type(node)
        if kind not in self._parts:  # cached, because every element of every document comes here
            # A version note is a TextElement in docutils, but contains paragraphs.
            is_text = issubclass(kind, nodes.TextElement)
            is_text = is_text and not issubclass(kind, addnodes.versionmodified)
            part = _Part.TEXT if is_text else _Part.HOLDER
            self._parts[kind] = _Part.SKIPPED if issubclass(kind, self._skipped) else part
        if not self._classes.isdisjoint(node["classes"]) or _is_looked_up(node):
            return _Part.SKIPPED
        return self._parts[kind]


def _is_looked_up(node: nodes.Element) -> bool:
    """Whether the text of a reference comes from its target, not from the author."""
    return isinstance(node, addnodes.pending_xref) and not node.get("refexplicit")


class _Part(Enum):
    """The role of a node in running text: to be skipped, with text, or with other nodes."""

    SKIPPED = "skipped"
    TEXT = "text"
    HOLDER = "holder"


LINKABLE: Final = Scope((*_SKIPPED, *_HEADINGS, *_LINKS), NO_AUTOLINK)
"""The text in which names may become links."""
OWN_WORDS: Final = Scope((*_SKIPPED, *_QUOTATIONS), NO_CHECK)
"""The text in the authors' own words, with headings and links."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to a term that the author wrote.

    Attributes:
        place: Its place in the passage, in characters.
        target: Its target.
        via: The kind of reference.
    """

    place: int
    target: str
    via: Via


@dataclass(frozen=True, slots=True)
class Passage(Packed):
    """A paragraph, or another piece of running text.

    Attributes:
        anchor: Anchor of the entry that contains it; empty outside entries.
        text: Its text, with :data:`GAP` for each part that is skipped, and :data:`MARK` for the marks of
            footnotes and citations. Empty for a skipped node with links, such as a heading.
        cuts: The places in the text where another node begins. No link can span such a place. Adjacent
            text nodes count as one.
        links: The author's references in it.
        is_optional: Whether only some builders show it.
    """

    anchor: str
    text: str
    cuts: tuple[int, ...] = ()
    links: tuple[Link, ...] = ()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A passage with its nodes.

    Attributes:
        docname: Its document, also if several documents were assembled into one.
        number: Its number in that document, from 0.
        passage: The passage.
        node: The paragraph or similar node.
        parts: Its text nodes, each part with the place where it begins. Adjacent text nodes are one
            part, because MyST makes a node for each line.
    """

    docname: str
    number: int
    passage: Passage
    node: nodes.Element
    parts: tuple[tuple[int, tuple[nodes.Text, ...]], ...]


def running_text_of(document: nodes.document, *, builtin: bool) -> tuple[Passage, ...]:
    """The passages of a document, in order.

    Args:
        document: The document.
        builtin: Whether the items of built-in glossaries count as entries.
    """
    return tuple(prose.passage for prose in prose_of(document, "", builtin=builtin))


def prose_of(
    document: nodes.document, docname: str, *, builtin: bool, scope: Scope = LINKABLE
) -> list[Prose]:
    """The passages of a document with their nodes, in order.

    Args:
        document: The document, or several documents assembled into one.
        docname: Its name.
        builtin: Whether the items of built-in glossaries count as entries.
        scope: The parts to read.
    """
    reader = _TextCollector(builtin, scope)
    reader.read(document, "", docname, is_optional=False)
    return reader.found


def _is_mark_of_note(node: nodes.Element) -> bool:
    # Sphinx turns each citation into a pending_xref.
    is_citation = isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "citation"
    return is_citation or isinstance(node, _MARKS)


class _TextCollector:
    """Collects the passages of a doctree, in order."""

    def __init__(self, builtin: bool, scope: Scope) -> None:
        self.found: list[Prose] = []
        self._scope = scope
        self._builtin = builtin
        self._numbers: Counter[str] = Counter()

    def read(self, holder: nodes.Element, anchor: str, docname: str, *, is_optional: bool) -> None:
        """Read the children of an element that has no text itself.

        Args:
            holder: The element.
            anchor: The anchor of the entry around its children; empty outside entries.
            docname: Their document.
            is_optional: Whether only some builders show them.
        """
        for node in holder.children:
            if not isinstance(node, nodes.Element):
                continue
            part = self._scope.part(node)
            if part is _Part.SKIPPED:
                self._add(_Block(self._scope).skip(node), node, anchor, docname, is_optional)
            elif part is _Part.TEXT:
                self._add(_Block(self._scope).read(node), node, anchor, docname, is_optional)
            else:
                inner, name = self._anchor(node, anchor), docname
                if isinstance(node, (addnodes.start_of_file, nodes.document)):
                    inner, name = "", node.get("docname", docname)
                optional = is_optional or isinstance(node, addnodes.only)
                self.read(node, inner, name, is_optional=optional)

    def _anchor(self, node: nodes.Element, around: str) -> str:
        """The anchor of the entry around the content of *node*.

        Args:
            node: The node.
            around: The anchor of the entry around *node* itself.
        """
        if isinstance(node, (glossterm_entry, glossterm_misplaced_entry)):
            return str(node["anchor"])
        is_item = self._builtin and isinstance(node, nodes.definition_list_item)
        terms = builtin_terms(node) if is_item else []
        return str(terms[0]["ids"][0]) if terms else around

    def _add(
        self, block: _Block, node: nodes.Element, anchor: str, docname: str, is_optional: bool
    ) -> None:
        # A node without text and links is not a passage.
        if not (block.parts or block.links):
            return
        passage = Passage(
            anchor,
            "".join(block.texts) if block.parts else "",
            tuple(place for place, _nodes in block.parts[1:]),
            tuple(block.links),
            is_optional,
        )
        number = self._numbers[docname]
        self._numbers[docname] += 1
        self.found.append(
            Prose(
                docname,
                number,
                passage,
                node,
                tuple((place, tuple(texts)) for place, texts in block.parts),
            )
        )


class _Block:
    """Collects the content of a paragraph."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.texts: list[str] = []
        self.parts: list[tuple[int, list[nodes.Text]]] = []
        self.links: list[Link] = []
        self._length = 0

    def read(self, holder: nodes.Element) -> _Block:
        """Read the content of an element."""
        previous: nodes.Node | None = None
        for node in holder.children:
            if isinstance(node, nodes.Text):
                if not isinstance(previous, nodes.Text):
                    self.parts.append((self._length, []))
                self.parts[-1][1].append(node)
                self._say(node.astext())  # not the node itself, which may contain marks of escapes
            elif isinstance(node, nodes.Element):
                if self._scope.part(node) is _Part.SKIPPED:
                    self.skip(node)
                else:
                    self.read(node)
            previous = node
        return self

    def skip(self, node: nodes.Element) -> _Block:
        """Skip an element, except for the author's references in it."""
        for reference in node.findall(is_link):
            assert isinstance(reference, nodes.Element)
            if "id_link" in reference:
                # MyST turns it into another node after documents have been collected. It must count as a
                # link both times, so that passages keep their numbers.
                self.links.append(Link(self._length, anchor_target(reference), Via.ANY))
            elif (via := via_of(reference)) is not None:
                self.links.append(Link(self._length, reference["reftarget"], via))
        if not isinstance(node, nodes.Invisible):
            self._say(MARK if _is_mark_of_note(node) else GAP)
        return self

    def _say(self, text: str) -> None:
        self.texts.append(text)
        self._length += len(text)
