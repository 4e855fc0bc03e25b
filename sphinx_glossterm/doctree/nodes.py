"""The doctree vocabulary.

Each node is a subclass of a standard one and keeps that one's tag, so that every builder, one that
has never heard of this package too, renders it, and so that an XML doctree holds standard elements
only. Sphinx dispatches along the class hierarchy; the names carry a prefix because visitors of all
extensions share one name space.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.terms.entry import Via
from sphinx_glossterm.terms.languages import tag_of

DOMAIN: Final = "glossterm"
"""The name of our domain."""


class glossterm_entry(nodes.section):
    """One entry, as a section.

    Attributes: ``glossterm_id``, ``made_id`` (the same if the author wrote none), ``anchor``,
    ``docname``, ``glossary``, ``category``, ``tags``, ``related``, ``see``, ``status``,
    ``replaced_by``, ``pos``, ``unlinked``; and ``former`` until there are anchors. All strings or
    lists of strings. Children: title, the names, the definition, its source and the usage note, then
    facets and whatever else the author wrote.
    """

    tagname = "section"


class glossterm_block(nodes.container):
    """A part of an entry or of an index: a container that is a plain block in HTML."""

    tagname = "container"


class glossterm_misplaced_entry(glossterm_block):
    """An entry where no section may stand: a block, its title a heading."""


class glossterm_names(glossterm_block):
    """The messages that hold an entry's names but for its title, and the names to avoid."""


class glossterm_name(nodes.paragraph):
    """One name: ``kind`` says which. All but those of a list are messages of their own.

    ``keep``: whether it stays as it is in every language.
    """

    tagname = "paragraph"


class glossterm_list(nodes.paragraph):
    """All names of a ``kind`` as one message, as their author wrote them: forms, or names to avoid."""

    tagname = "paragraph"


class glossterm_definition(glossterm_block):
    """What stands before the first facet of an entry."""


class glossterm_origin(nodes.paragraph):
    """Where the definition of an entry is from: a message, with inline markup."""

    tagname = "paragraph"


class glossterm_note(nodes.paragraph):
    """How the names of an entry are used: a message, with inline markup."""

    tagname = "paragraph"


class glossterm_facet(glossterm_block):
    """A part of an entry with a heading of its own: why it matters, a comparison or one side."""


class glossterm_deepdive(glossterm_facet):
    """The long explanation. ``open``: whether it begins open; absent for the project's default."""


class glossterm_summary(glossterm_block):
    """What stays visible of what is folded: of a deep dive its heading. In HTML only."""


class glossterm_heading(nodes.rubric):
    """The heading of a block; its level follows from where it stands.

    ``label``: which of the interface's words it is; absent for a heading of the author's own.
    """

    tagname = "rubric"


class glossterm_dfn(nodes.inline):
    """A name at the place where it is defined."""

    tagname = "inline"


class glossterm_page(nodes.inline):
    """The page that a reference leads to: ``refuri`` or ``refid`` as in the reference. On paper only."""

    tagname = "inline"


class glossterm_place(nodes.inline):
    """A target in a printed book that its index leads to."""

    tagname = "inline"


class glossterm_use(nodes.inline):
    """A place of a printed book where a term is used; its index knows the term by ``number``."""

    tagname = "inline"


class glossterm_printed_index(glossterm_block):
    """The index of a book in dictionary order; ``groups`` are its letters with their lines."""


class glossterm_notes(glossterm_block):
    """Footnotes and citations that follow each other. In manual pages only."""


class glossterm_nav(glossterm_block):
    """Links to other places of the glossary; ``label`` is its accessible name."""


class glossterm_relations(glossterm_block):
    """Where the relations of an entry are written: ``docname`` and ``anchor`` say of which."""


class glossterm_language_link(nodes.reference):
    """A link to the page in another language: ``hreflang``, and ``direction`` where that is another."""

    tagname = "reference"


class glossterm_phrase(nodes.inline):
    """Words in another ``language``, with its ``direction`` where that is another too."""

    tagname = "inline"


class glossterm_index(glossterm_block):
    """All terms: ``group``, ``style``, ``category`` and ``tags`` as the author gave them."""


class glossterm_map(glossterm_block):
    """Entries and their relations.

    Attributes: ``category``, ``tags``, ``around`` and ``depth`` as the author gave them.
    """


class glossterm_drawing(glossterm_block):
    """A drawing of a map. In HTML only.

    Attributes: ``layout``, where things lie; ``links``, the entries; ``centre``, whether the first of
    them is in the middle; ``label``, its accessible name.
    """


class glossterm_fold(glossterm_block):
    """What is closed at first, behind a summary. In HTML only."""


# ---- e-books: elements that say what they are. ``tag`` is the element's name, ``semantics`` its
# attributes ``epub:type``, ``role`` and ``aria-label``.


class glossterm_book_entry(glossterm_entry):
    """An entry of an e-book."""


class glossterm_book_block(glossterm_block):
    """A block of an e-book: the glossary, a term or a definition in it, a note."""


class glossterm_book_phrase(glossterm_dfn):
    """A phrase of an e-book: a term at the place where it is defined."""


class glossterm_book_link(nodes.reference):
    """A link of an e-book: to an entry, to a note, or back."""

    tagname = "reference"


VOCABULARY: Final[tuple[type[nodes.Element], ...]] = tuple(
    node for name, node in list(globals().items()) if name.startswith("glossterm_")
)
"""All nodes of ours, those above: writers want to know them."""

Block = TypeVar("Block", bound=nodes.Element)
EntryNode = glossterm_entry | glossterm_misplaced_entry
"""The node of an entry, wherever it stands."""


def is_entry(node: nodes.Node | None) -> bool:
    """Whether *node* is the node of an entry."""
    return isinstance(node, EntryNode)


def blocks_of(document: nodes.Element, kind: type[Block] | tuple[type[Block], ...]) -> Iterator[Block]:
    """The nodes of a kind that do not stand within text, in order.

    ``findall`` looks at every word, and most nodes are words.
    """
    waiting = document.children[::-1]
    while waiting:
        node = waiting.pop()
        if isinstance(node, kind):
            yield node
        if not isinstance(node, nodes.TextElement):
            waiting += node.children[::-1]


def entries_of(document: nodes.Element) -> Iterator[EntryNode]:
    """The entries of a document, in order."""
    return blocks_of(document, (glossterm_entry, glossterm_misplaced_entry))


def labelled_heading(facet: nodes.Node) -> str | None:
    """What ``:ref:`` shows of a facet: its heading; None for one that no author has labelled."""
    if not isinstance(facet, glossterm_facet) or not facet["names"]:
        return None
    headings = (child.astext() for child in facet.children if isinstance(child, glossterm_heading))
    return next(headings, None)


def builtin_items(document: nodes.Element) -> Iterator[nodes.definition_list_item]:
    """The items of a document's built-in glossaries, in order, each with a term at least.

    The doctree, in which each term has an anchor of its own::

        <glossary> <definition_list>
            <definition_list_item>
                <term ids="term-NAME"> <term ids="term-OTHER-NAME"> ...
                <definition>

    What MyST makes of ``{.glossary}`` is a ``<definition_list classes="glossary">``, with one term in
    each item.
    """
    return filter(builtin_terms, blocks_of(document, nodes.definition_list_item))


def builtin_terms(item: nodes.Node) -> list[nodes.term]:
    """The terms of an item of a built-in glossary; none if *item* is not one."""
    holder = item.parent
    if not isinstance(holder, nodes.definition_list):
        return []
    if not isinstance(holder.parent, addnodes.glossary) and "glossary" not in holder["classes"]:
        return []
    return [term for term in item.children if isinstance(term, nodes.term) and term["ids"]]


def around(node: nodes.Node) -> Iterator[nodes.Element]:
    """The nodes that *node* stands in, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_within(node: nodes.Node, *kinds: type[nodes.Element]) -> bool:
    """Whether *node* stands in a node of one of these kinds."""
    return any(isinstance(parent, kinds) for parent in around(node))


def entry_around(node: nodes.Node) -> EntryNode | None:
    """The entry that *node* stands in, if any."""
    return next((parent for parent in around(node) if isinstance(parent, EntryNode)), None)


def anchor_around(node: nodes.Node, *, builtin: bool) -> str:
    """The anchor of the entry that *node* is or stands in; empty if there is none.

    Args:
        node: The node.
        builtin: Whether the items of built-in glossaries count as entries.
    """
    for parent in chain([node], around(node)):
        if isinstance(parent, EntryNode):
            return str(parent["anchor"])
        if builtin and (found := builtin_terms(parent)):
            return str(found[0]["ids"][0])
    return ""


def conditions_around(node: nodes.Node) -> tuple[str, ...]:
    """The conditions of the ``only`` directives that *node* stands in."""
    return tuple(str(parent["expr"]) for parent in around(node) if isinstance(parent, addnodes.only))


def place_after_title(node: EntryNode) -> int:
    """Where the next child goes: behind the title and its entries in the general index."""
    place = 1
    while place < len(node) and isinstance(node[place], addnodes.index):
        place += 1
    return place


def is_own_link(reference: nodes.reference) -> bool:
    """Whether we made *reference*: a link to an entry, or one of our lists of links."""
    if "glossterm-ref" in reference["classes"]:
        return True
    return any(
        isinstance(parent, glossterm_nav)
        or (isinstance(parent, glossterm_block) and "glossterm-mentions" in parent["classes"])
        for parent in around(reference)
    )


def via_of(node: nodes.Element) -> Via | None:
    """What kind of reference to a term *node* is; None for references to other things."""
    if "intersphinx" in node:  # ``:external:``, to a term of another project
        return None
    domain, kind = node.get("refdomain"), node.get("reftype")
    if domain == DOMAIN:
        return Via.OWN
    if domain == "std" and kind == "term":
        return Via.TERM
    return Via.ANY if kind in {"any", "myst"} else None


def is_term_reference(node: nodes.Element) -> bool:
    """Whether *node* refers to a term, by our roles or by Sphinx's ``:term:``."""
    return via_of(node) in {Via.OWN, Via.TERM}


def language_class(language: str) -> str:
    """The class that docutils' HTML writers turn into a ``lang`` attribute."""
    return f"language-{tag_of(language)}"


def is_unnamed(reference: nodes.Element) -> bool:
    """Whether a reference has no words of its own and shows the title of what it leads to."""
    return bool(reference.get("reftype") == "myst" and not reference.get("refexplicit"))


def is_anchor_link(node: nodes.Element) -> bool:
    """Whether *node* is Markdown's ``[text](#target)``, which may lead to any document.

    MyST makes a ``pending_xref`` of it only after documents have been collected.
    """
    return isinstance(node, nodes.reference) and "id_link" in node and "refuri" in node


def typed_words(reference: nodes.Element) -> str:
    """What the author typed as the words of a reference: the target, where it has no text of its own.

    What is to be shown of the target may have typographic quotes by now, which no name has.
    """
    return reference.astext() if reference.get("refexplicit") else str(reference["reftarget"])


def plain_words(reference: nodes.Element) -> list[nodes.Node]:
    """What a reference shows, without the element that marks it as one."""
    content: list[nodes.Node] = []
    for child in reference.children:
        is_mark = isinstance(child, nodes.inline) and "xref" in child["classes"]
        content += child.children if is_mark else [child]
    return content
