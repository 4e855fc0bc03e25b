"""The index of a printed book, in dictionary order, with the pages that each term is used on.

For its own index, Sphinx calls makeindex or xindy. makeindex takes the first byte of a word for its
letter, and pdfLaTeX stops at half a letter. xindy does not come with every TeX, and puts all Devanagari
under one letter.

The doctree knows where a term is used and where each line of the index leads. Only TeX knows the pages:
``texinputs/glossterm.sty`` collects the pages of each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.environment.adapters.indexentries import IndexEntries

from sphinx_glossterm.config import is_chosen
from sphinx_glossterm.doctree.nodes import glossterm_place, glossterm_printed_index, glossterm_use
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.write.general_index import Heading, IndexOrder, Row

PRINT_INDEX: Final = r"\glosstermprintindex"
"""The value of ``latex_elements["printindex"]`` that asks for this index in every book."""
# Sphinx gives no label to the targets that it makes for entries of the index, unless a section or one
# of these takes them over.
_SERIAL: Final = "index-"
_LABELLED: Final = (nodes.section, nodes.figure, nodes.table, nodes.literal_block)
# The classes of references by roles and auto-links; our lists have none of them.
_ROLES: Final = {"xref", "glossterm-term"}
# Nodes that TeX sets more than once: in the contents, in the page header, as a bookmark.
_TITLES: Final = (nodes.title, nodes.caption, nodes.rubric)
# Nodes whose title may be followed by anything.
_OPEN: Final = (nodes.section, nodes.figure)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the index.

    Attributes:
        words: Its text.
        places: The address of each place within the book, and whether it is a main one.
        uses: The numbers of the terms whose pages it lists.
        below: The lines below it.
    """

    words: nodes.inline
    places: tuple[tuple[str, bool], ...]
    uses: tuple[int, ...] = ()
    below: tuple[PrintedLine, ...] = ()


class PrintedIndex(GlosstermPostTransform):
    """Append the index of the book, with everything that Sphinx would have put into its own.

    The doctree::

        <document>
            ... <glossterm_place ids=...> <index> ... <glossterm_use number=...> <reference> ...
            <glossterm_printed_index groups=...>
    """

    default_priority = 702  # after PrintedLayout (701), so that it stands last
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Append the index, if it is wanted and not empty."""
        builder = self.domain.builder
        assert isinstance(builder, LaTeXBuilder)
        docnames = frozenset(builder.docnames)
        if not self._is_wanted(docnames):
            return
        index = IndexOrder(self.domain.glossary).grouped(
            IndexEntries(self.env).create_index(builder, group_entries=False)
        )
        marked = _Marked(index)
        marked.mark(self.document, self.document["docname"])
        lines = _Lines(marked, self._shown(builder), set(self._redirects(docnames)))
        if groups := list(lines.groups(index)):
            self.document += glossterm_printed_index(groups=groups)

    def _is_wanted(self, docnames: Set[str]) -> bool:
        """Whether the author has chosen this index, or no index at all and the book has entries."""
        elements = self.config.latex_elements
        if "printindex" in elements:
            return bool(elements["printindex"] == PRINT_INDEX)
        if "makeindex" in elements or (
            self.config.latex_use_xindy and is_chosen(self.config, "latex_use_xindy")
        ):
            return False
        return any(entry.docname in docnames for entry in self.domain.glossary.own)

    def _shown(self, builder: LaTeXBuilder) -> dict[str, nodes.inline]:
        """The names with markup, as they are shown."""
        cards, views = Cards(builder, self.document["docname"]), self.domain.views
        found: dict[str, nodes.inline] = {}
        for entry in self.domain.glossary.own:
            if entry.docname in builder.docnames:
                for name in entry.shown_names:
                    if (view := views.name(name)).markup:
                        found.setdefault(name.text, cards.name(view))
        return found

    def _redirects(self, docnames: Set[str]) -> Iterator[str]:
        """The texts in this book with "see" and "see also"."""
        for docname, entries in self.env.domains.index_domain.entries.items():
            if docname in docnames:
                for kind, value, *_rest in entries:
                    if kind in {"see", "seealso"}:
                        yield value.split(";")[0].strip()


class _Marked:
    """Marks the places of a book that its index refers to.

    Args:
        index: The content of Sphinx's index.

    Attributes:
        places: The address of each added target, by Sphinx's address for the place.
        uses: The number of each term that is used, by its address.
        objects: The addresses of object descriptions.
    """

    def __init__(self, index: list[Heading]) -> None:
        self.places: dict[str, str] = {}
        self.uses: dict[str, int] = {}
        self.objects: set[str] = set()
        rows = (row for _heading, rows in index for _text, row in rows)
        self._terms = {uri for links, *_rest in rows for main, uri in links if main}

    def mark(self, node: nodes.Element, docname: str) -> list[nodes.Node]:
        """Add a target to index entries that have none, and a mark at each use of a term.

        Returns:
            The targets that do not fit into the node and go before it.
        """
        children: list[nodes.Node] = []
        outside: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, _TITLES):
                children.append(child)
                is_open = isinstance(child, nodes.rubric) or isinstance(node, _OPEN)
                marked = children if is_open else outside
                for part in child.findall(nodes.Element):
                    marked += self._marks(part, docname)
                continue
            if isinstance(child, addnodes.desc_signature):
                self.objects.update(f"%{docname}#{id_}" for id_ in child["ids"])
            if isinstance(child, nodes.Element):
                children += self.mark(child, child.get("docname", docname))
                children += self._marks(child, docname)
            children.append(child)
        if len(children) > len(node.children):
            node[:] = children
        return outside

    def _marks(self, node: nodes.Element, docname: str) -> Iterator[nodes.Node]:
        if isinstance(node, nodes.reference):
            yield from self._use(node, docname)
        elif isinstance(node, addnodes.index):
            yield from self._targets(node, docname)

    def _use(self, reference: nodes.reference, docname: str) -> Iterator[glossterm_use]:
        """A mark for a reference to a term, as an author writes one."""
        content = reference[0] if reference.children else None
        if not isinstance(content, nodes.Element) or _ROLES.isdisjoint(content["classes"]):
            return
        refid = reference.get("refid")
        uri = f"%{docname}#{refid}" if refid else reference.get("refuri", "")
        if uri in self._terms:
            yield glossterm_use(number=self.uses.setdefault(uri, len(self.uses) + 1))

    def _targets(self, index: addnodes.index, docname: str) -> Iterator[glossterm_place]:
        new = (id_ for *_, id_, _main, _key in index["entries"] if _lacks_label(index, id_))
        for id_ in dict.fromkeys(new):
            name = f"glossterm-{id_}"
            self.places[f"%{docname}#{id_}"] = f"%{docname}#{name}"
            yield glossterm_place("", "", ids=[name])


def _lacks_label(index: addnodes.index, id_: str) -> bool:
    if not id_.startswith(_SERIAL):
        return False
    follower: nodes.Node | None = index.next_node(ascend=True)
    while isinstance(follower, nodes.target):
        follower = follower.next_node(ascend=True)
    return not (isinstance(follower, _LABELLED) and id_ in follower["ids"])


class _Lines:
    """Turns the content of Sphinx's index into lines.

    Args:
        marked: The marked places of the book.
        shown: The names with markup, as they are shown.
        redirects: The texts with "see" and "see also".
    """

    def __init__(self, marked: _Marked, shown: dict[str, nodes.inline], redirects: set[str]) -> None:
        self._marked = marked
        self._shown = shown
        self._redirects = redirects

    def groups(self, index: list[Heading]) -> Iterator[tuple[str, list[PrintedLine]]]:
        """The headings with their lines, without places in other books."""
        for heading, rows in index:
            lines = [line for line in map(self._line, rows) if line.places or line.below]
            if lines:
                yield heading, lines

    def _line(self, row: Row) -> PrintedLine:
        text, (links, below, _key) = row
        lines = (PrintedLine(self._words(name, found), *self._found(found)) for name, found in below)
        kept = tuple(line for line in lines if line.places or text in self._redirects)
        return PrintedLine(self._words(text, links), *self._found(links), kept)

    def _found(self, links: list[Any]) -> tuple[tuple[tuple[str, bool], ...], tuple[int, ...]]:
        """The places of a line, and the terms it is about."""
        places = tuple((self._marked.places.get(uri, uri), bool(main)) for main, uri in links if uri)
        terms = (self._marked.uses.get(uri) for main, uri in links if main)
        return places, tuple(number for number in dict.fromkeys(terms) if number)

    def _words(self, text: str, links: list[Any]) -> nodes.inline:
        """The text of a line, with code set as code."""
        if text in self._shown:
            return self._shown[text].deepcopy()
        if links and all(uri in self._marked.objects for _main, uri in links):
            name, space, rest = text.partition(" (")  # "name() (in module x)"
            return nodes.inline("", "", nodes.literal("", name), nodes.Text(space + rest))
        return nodes.inline("", text)
