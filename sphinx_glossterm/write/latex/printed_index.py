"""The index of a printed book, in dictionary order.

What Sphinx calls for it, makeindex or xindy, lumps all letters of Devanagari together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.environment.adapters.indexentries import IndexEntries

from sphinx_glossterm.doctree.nodes import glossterm_place, glossterm_printed_index
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.write.general_index import IndexOrder

PRINT_INDEX: Final = r"\glosstermprintindex"
"""What ``latex_elements["printindex"]`` is where the index is to be this one."""
# Sphinx gives no label to the targets that it makes for entries of the index, unless a section or one
# of these takes them over.
_SERIAL: Final = "index-"
_LABELLED: Final = (nodes.section, nodes.figure, nodes.table, nodes.literal_block)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the index.

    Attributes:
        text: What it says.
        places: The address within the book of each place, and whether it is a main one.
        below: The lines below it.
    """

    text: str
    places: tuple[tuple[str, bool], ...]
    below: tuple[PrintedLine, ...] = ()


class PrintedIndex(GlosstermPostTransform):
    """Append the index of the book: all that Sphinx would have put into its own.

    The doctree::

        <document>
            ... <index> <glossterm_place ids=...> ...
            <glossterm_printed_index groups=...>
    """

    default_priority = 702  # after PrintedLayout (701), so that it stands last
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Append the index, if it is wanted and there is anything in it."""
        if self.config.latex_elements.get("printindex") != PRINT_INDEX:
            return
        self._places = dict(_label_places(self.document, self.document["docname"]))
        if groups := list(self._groups()):
            self.document += glossterm_printed_index(groups=groups)

    def _groups(self) -> Iterator[tuple[str, list[PrintedLine]]]:
        order = IndexOrder(self.domain.glossary)
        builder = self.domain.builder
        assert isinstance(builder, LaTeXBuilder)
        redirects = set(self._redirects(set(builder.docnames)))
        lines = []
        for _letter, entries in IndexEntries(self.env).create_index(builder, group_entries=False):
            for text, (targets, below, key) in entries:
                # What stands in other books is left out.
                below = sorted(below, key=lambda pair: order.row_key(pair[0], None))
                found = (PrintedLine(name, self._found(places)) for name, places in below)
                kept = tuple(line for line in found if line.places or text in redirects)
                line = PrintedLine(text, self._found(targets), kept)
                if line.places or line.below:
                    lines.append((order.letter(text, key), order.row_key(text, key), line))
        lines.sort(key=lambda line: (order.heading_key(line[0]), line[1]))
        for letter, group in groupby(lines, key=lambda line: line[0]):
            yield letter, [line for _letter, _key, line in group]

    def _found(self, targets: Any) -> tuple[tuple[str, bool], ...]:
        return tuple((self._places.get(uri, uri), bool(main)) for main, uri in targets if uri)

    def _redirects(self, docnames: set[str]) -> Iterator[str]:
        """What the documents of this book refer on from ("see", "see also")."""
        for docname, entries in self.env.domains.index_domain.entries.items():
            if docname in docnames:
                for kind, value, *_rest in entries:
                    if kind in {"see", "seealso"}:
                        yield value.split(";")[0].strip()


def _label_places(node: nodes.Element, docname: str) -> Iterator[tuple[str, str]]:
    """Put a target behind each entry of the index that Sphinx gives none.

    Yields:
        The address that Sphinx has for the entry, and that of the new target.
    """
    for child in list(node.children):
        if isinstance(child, addnodes.index):
            new = [id_ for *_, id_, _main, _key in child["entries"] if _lacks_label(child, id_)]
            for id_ in dict.fromkeys(new):
                name = f"glossterm-{id_}"
                node.insert(node.index(child) + 1, glossterm_place("", "", ids=[name]))
                yield f"%{docname}#{id_}", f"%{docname}#{name}"
        elif isinstance(child, nodes.Element):
            yield from _label_places(child, child.get("docname", docname))


def _lacks_label(index: addnodes.index, id_: str) -> bool:
    if not id_.startswith(_SERIAL):
        return False
    follower: nodes.Node | None = index.next_node(ascend=True)
    while isinstance(follower, nodes.target):
        follower = follower.next_node(ascend=True)
    return not (isinstance(follower, _LABELLED) and id_ in follower["ids"])
