"""Single-page HTML: join documents that each have their own ids and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import glossterm_block, glossterm_entry, is_own_link
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.ids import free_id

if TYPE_CHECKING:
    from sphinx.builders import Builder

_DOCUMENT: Final = "#document-"


@dataclass(frozen=True)
class OnePage:
    """The places of documents and anchors on the single page.

    Attributes:
        docnames: The documents on it, the first one first.
        ids: New ids for ours, by document and old id.
        start: The id of the start of the page.
    """

    docnames: tuple[str, ...]
    ids: dict[tuple[str, str], str]
    start: str

    def address(self, docname: str, anchor: str) -> str:
        """The address of a place in a document, as a fragment."""
        if anchor:
            return f"#{self.ids.get((docname, anchor), anchor)}"
        # Sphinx gives an id to the documents that stand in another one.
        return f"#{self.start}" if docname == self.docnames[0] else f"{_DOCUMENT}{docname}"


# By builder, for the files that are written beside the page.
_pages: WeakKeyDictionary[Builder, OnePage] = WeakKeyDictionary()


def one_page(builder: Builder) -> OnePage | None:
    """The places on the page of a single-page builder; None for other builders."""
    return _pages.get(builder)


class SinglePage(GlosstermPostTransform):
    """Make our ids unique on the page, and adapt links to them.

    Sphinx writes ``#document-PAGE#ID`` for a place in another document, which leads nowhere. It also
    writes ``#document-PAGE`` for the first document, which has no such id.
    """

    default_priority = 705  # after HtmlOutline (700), which moves ids to where they stay
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Rename the ids, then adapt the links."""
        used: set[str] = set()
        renamed: dict[tuple[str, str], str] = {}
        elements = list(_elements(self.document, self.env.docname))
        for docname, node in elements:
            if isinstance(node, (glossterm_entry, glossterm_block)):
                for n, id_ in enumerate(node["ids"]):
                    node["ids"][n] = renamed[docname, id_] = free_id(id_, used)
            used.update(node["ids"])
        docnames = dict.fromkeys([self.config.root_doc, *(docname for docname, _node in elements)])
        start = next((section["ids"][0] for section in self.document.findall(nodes.section)), "")
        page = _pages[self.domain.builder] = OnePage(tuple(docnames), renamed, start)
        for docname, node in elements:
            if not isinstance(node, nodes.reference):
                continue
            if "refid" in node:
                node["refid"] = renamed.get((docname, node["refid"]), node["refid"])
            elif is_own_link(node) and node["refuri"].startswith(_DOCUMENT):
                name, _, anchor = node["refuri"].removeprefix(_DOCUMENT).partition("#")
                node["refuri"] = page.address(name, anchor)


def _elements(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """All elements below *node*, each with the document that it comes from."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            origin = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield origin, child
            yield from _elements(child, origin)
