"""Single-page HTML: one page that was many documents, each with ids and addresses of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import glossterm_block, glossterm_entry, is_own_link
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.ids import free_id


class SinglePage(GlosstermPostTransform):
    """Make our ids unique on the page, and our links lead to them.

    Sphinx writes ``#document-PAGE#ID`` for what stands in another document, which leads nowhere; and
    ``#document-PAGE`` for the first document too, which has no such id.
    """

    default_priority = 705  # after HtmlOutline (700), which moves ids to where they stay
    builders = ("singlehtml",)

    def run(self, **kwargs: Any) -> None:
        """Rename what is there already, then follow in the links."""
        used: set[str] = set()
        renamed: dict[tuple[str, str], str] = {}
        elements = list(_elements(self.document, self.env.docname))
        for docname, node in elements:
            if isinstance(node, (glossterm_entry, glossterm_block)):
                for n, id_ in enumerate(node["ids"]):
                    node["ids"][n] = renamed[docname, id_] = free_id(id_, used)
            used.update(node["ids"])
        for docname, node in elements:
            if not isinstance(node, nodes.reference):
                continue
            if "refid" in node:
                node["refid"] = renamed.get((docname, node["refid"]), node["refid"])
            elif is_own_link(node):
                page, _, anchor = node["refuri"].removeprefix("#document-").partition("#")
                if page == self.config.root_doc and not anchor:
                    anchor = next(self.document.findall(nodes.section))["ids"][0]
                if anchor:
                    node["refuri"] = "#" + renamed.get((page, anchor), anchor)


def _elements(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """All elements below *node*, each with the document that it comes from."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            origin = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield origin, child
            yield from _elements(child, origin)
