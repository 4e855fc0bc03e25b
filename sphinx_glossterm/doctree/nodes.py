"""The nodes of this package.

Each node is a subclass of a standard node and keeps its tag name. So every builder can render it, even
one that does not know this package, and an XML doctree contains only standard elements. Sphinx finds
visitors along the class hierarchy. The class names have a prefix because the visitors of all extensions
share one name space.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeVar

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import is_translatable

from sphinx_glossterm.terms.entry import Via
from sphinx_glossterm.terms.languages import tag_of

DOMAIN: Final = "glossterm"
"""The name of our domain."""


class glossterm_entry(nodes.section):
    """One entry, as a section.

    Attributes: ``glossterm_id``, ``made_id`` (the same id if the author wrote none, otherwise empty),
    ``anchor``, ``docname``, ``glossary``, ``category``, ``tags``, ``related``, ``see``, ``status``,
    ``replaced_by``, ``pos``, ``unlinked``; and ``former`` (former anchors) until anchors are assigned.
    All are strings or lists of strings. Children: the title, the names, the definition, its source and
    the usage note; then facets and whatever else the author wrote.
    """

    tagname = "section"


class glossterm_block(nodes.container):
    """A part of an entry or of an index: a container, written as a plain block in HTML."""

    tagname = "container"


class glossterm_misplaced_entry(glossterm_block):
    """An entry in a place where no section is allowed: a block, with a heading for its title."""


class glossterm_names(glossterm_block):
    """The messages with an entry's names except its title, and with the names to avoid."""


class glossterm_name(nodes.paragraph):
    """One name of an entry. Names of lists are translated as a list, all others as single messages.

    Attributes: ``kind``, a :class:`~sphinx_glossterm.terms.entry.Kind`, or ``source`` for the title from
    before translation; ``keep``, whether it stays the same in every language.
    """

    tagname = "paragraph"


class glossterm_list(nodes.paragraph):
    """A list of names as one message, as the author wrote it.

    Attributes: ``kind``, which is ``form`` or ``avoided``.
    """

    tagname = "paragraph"


class glossterm_definition(glossterm_block):
    """The definition of an entry: all content before its first facet."""


class glossterm_origin(nodes.paragraph):
    """The source of a definition: a message, with inline markup."""

    tagname = "paragraph"


class glossterm_note(nodes.paragraph):
    """The usage note of an entry: a message, with inline markup."""

    tagname = "paragraph"


class glossterm_facet(glossterm_block):
    """A part of an entry with its own heading: why it matters, a deep dive, a comparison, or one side.

    Attributes: ``kind``, which is ``why``, ``deepdive``, ``procon``, ``pro`` or ``con``.
    """


class glossterm_deepdive(glossterm_facet):
    """The long explanation.

    Attributes: ``open``, whether it begins open; absent for the project's default.
    """


class glossterm_summary(glossterm_block):
    """The visible part of a closed block: the heading of a deep dive. In HTML only."""


class glossterm_heading(nodes.rubric):
    """The heading of a block. Its level follows from its place in the document.

    Attributes: ``label``, the name of an interface word; absent if the author wrote the heading.
    """

    tagname = "rubric"


class glossterm_dfn(nodes.inline):
    """A name in the place where it is defined."""

    tagname = "inline"


class glossterm_page(nodes.inline):
    """The page number of a reference's target. In print only.

    Attributes: ``refuri`` or ``refid``, as in the reference.
    """

    tagname = "inline"


class glossterm_place(nodes.inline):
    """A target in a printed book, for its index."""

    tagname = "inline"


class glossterm_use(nodes.inline):
    """A place in a printed book where a term is used.

    Attributes: ``number``, the number of the term in the book's index.
    """

    tagname = "inline"


class glossterm_printed_index(glossterm_block):
    """The index of a book in dictionary order.

    Attributes: ``groups``, the letters with their lines.
    """


class glossterm_notes(glossterm_block):
    """Consecutive footnotes and citations. In manual pages only."""


class glossterm_nav(glossterm_block):
    """Links to other places of the glossary.

    Attributes: ``label``, its accessible name.
    """


class glossterm_relations(glossterm_block):
    """A placeholder for the relations of an entry.

    Attributes: ``docname`` and ``anchor`` of the entry.
    """


class glossterm_language_link(nodes.reference):
    """A link to the page in another language.

    Attributes: ``hreflang``; and ``direction``, if it differs from the page's.
    """

    tagname = "reference"


class glossterm_phrase(nodes.inline):
    """Words in another language.

    Attributes: ``language``; and ``direction``, if it differs from the page's.
    """

    tagname = "inline"


class glossterm_index(glossterm_block):
    """A list of terms: a placeholder that is filled in once the whole project has been read.

    Attributes: ``docname``, ``group``, ``style``, ``scope``, ``glossary``, ``category``, ``tags`` and
    ``filter``, from the directive's options.
    """


class glossterm_map(glossterm_block):
    """A map of entries and their relations: a placeholder, like :class:`glossterm_index`.

    Attributes: ``docname``, ``glossary``, ``category``, ``tags``, ``around`` and ``depth``, from the
    directive's options.
    """


class glossterm_drawing(glossterm_block):
    """The drawing of a map. In HTML only.

    Attributes: ``layout``, the positions; ``links``, the entries; ``centre``, whether the first entry is
    in the middle; ``label``, its accessible name.
    """


class glossterm_fold(glossterm_block):
    """A block that is closed at first, with a summary. In HTML only."""


# ---- e-books: elements with semantics. ``tag`` is the element's name; ``semantics`` has its attributes
# ``epub:type``, ``role`` and ``aria-label``.


class glossterm_book_entry(glossterm_entry):
    """An entry of an e-book."""


class glossterm_book_block(glossterm_block):
    """A block of an e-book: the glossary, a term or a definition in it, a note."""


class glossterm_book_phrase(glossterm_dfn):
    """A phrase of an e-book: a term in the place where it is defined."""


class glossterm_book_link(nodes.reference):
    """A link of an e-book: to an entry, to a note, or back."""

    tagname = "reference"


VOCABULARY: Final[tuple[type[nodes.Element], ...]] = tuple(
    node for name, node in list(globals().items()) if name.startswith("glossterm_")
)
"""All our nodes, to register with writers."""

Block = TypeVar("Block", bound=nodes.Element)
EntryNode = glossterm_entry | glossterm_misplaced_entry
"""The node of an entry: a section, or a block if it is misplaced."""


def may_be_message(node: nodes.Node) -> bool:
    """Whether *node* may be a message for translators, so that Sphinx's own test is worth its time.

    That test writes what it refuses to Sphinx's log, as XML, whether or not anybody reads the log.
    """
    if isinstance(node, nodes.TextElement) and not isinstance(node, addnodes.translatable):
        return bool(node.source and node.get("translatable", True))
    return isinstance(node, nodes.Element)


def is_message(node: nodes.Node) -> bool:
    """Whether *node* is a message for translators, as Sphinx tells."""
    return may_be_message(node) and bool(is_translatable(node))


def is_entry(node: nodes.Node | None) -> bool:
    """Whether *node* is the node of an entry."""
    return isinstance(node, EntryNode)


def blocks_of(document: nodes.Element, kind: type[Block] | tuple[type[Block], ...]) -> Iterator[Block]:
    """The nodes of a kind that are not inside text, in order.

    This is faster than ``findall``, which also visits everything inside text: most of the nodes.

    Args:
        document: The document, or another node; not itself among the results.
        kind: The class of nodes, or several classes.
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
    """The text that ``:ref:`` shows for a facet: its heading; None if the facet has no label."""
    if not isinstance(facet, glossterm_facet) or not facet["names"]:
        return None
    headings = (child.astext() for child in facet.children if isinstance(child, glossterm_heading))
    return next(headings, None)


def builtin_items(document: nodes.Element) -> Iterator[nodes.definition_list_item]:
    """The items of a document's built-in glossaries, in order. Each has at least one term.

    In the doctree, each term has its own anchor::

        <glossary> <definition_list>
            <definition_list_item>
                <term ids="term-NAME"> <term ids="term-OTHER-NAME"> ...
                <definition>

    MyST turns ``{.glossary}`` into a ``<definition_list classes="glossary">``, with one term in each
    item.
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
    """The ancestors of *node*, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def is_within(node: nodes.Node, *kinds: type[nodes.Element]) -> bool:
    """Whether *node* has an ancestor of one of these kinds."""
    return any(isinstance(parent, kinds) for parent in around(node))


def entry_around(node: nodes.Node) -> EntryNode | None:
    """The entry around *node*, if there is one."""
    return next((parent for parent in around(node) if isinstance(parent, EntryNode)), None)


def anchor_around(node: nodes.Node, *, builtin: bool) -> str:
    """The anchor of the entry that *node* is, or is in; empty if there is none.

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
    """The conditions of the ``only`` directives around *node*."""
    return tuple(str(parent["expr"]) for parent in around(node) if isinstance(parent, addnodes.only))


def place_after_title(node: EntryNode) -> int:
    """The position after the title of an entry, and after its nodes for the general index."""
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
    """The kind of reference to a term that *node* is; None for references to other things."""
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
    """Whether a reference has no text of its own, and so shows the title of its target."""
    return bool(reference.get("reftype") == "myst" and not reference.get("refexplicit"))


def is_anchor_link(node: nodes.Element) -> bool:
    """Whether *node* is Markdown's ``[text](#target)``, which may lead to any document.

    MyST turns it into a ``pending_xref`` only after documents have been collected.
    """
    return isinstance(node, nodes.reference) and "id_link" in node and "refuri" in node


def typed_words(reference: nodes.Element) -> str:
    """The text of a reference as the author typed it; the target, if the reference has no other text.

    The shown text of a target is not used, because it may have typographic quotes, which no name has.
    """
    return reference.astext() if reference.get("refexplicit") else str(reference["reftarget"])


def plain_words(reference: nodes.Element) -> list[nodes.Node]:
    """The content of a reference, without the inline node of class ``xref`` around it."""
    content: list[nodes.Node] = []
    for child in reference.children:
        is_mark = isinstance(child, nodes.inline) and "xref" in child["classes"]
        content += child.children if is_mark else [child]
    return content
