"""Books: a definition is printed once, at its entry; our lists lead there."""

from __future__ import annotations

from docutils import nodes

from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_block, glossterm_index
from sphinx_glossterm.resolve.post import GlosstermPostTransform


class BookLists(GlosstermPostTransform):
    """Shorten lists to names if the entries are in the same book.

    This applies to indexes and to the lists below an entry. Entries of another book keep their
    definitions, and so do tables, which are chosen to show names beside definitions. The doctree::

        <glossterm_block classes="glossterm-group">
            <glossterm_heading>
            <bullet_list classes="glossterm-names"> | <bullet_list classes="glossterm-cards">
                <list_item> <paragraph> <reference> ...
    """

    default_priority = 699  # before PrintedPages and HtmlOutline (700); after all that adds or resolves

    def is_supported(self) -> bool:
        """Whether a book is written."""
        builder = self.domain.builder
        is_book = builder.format in {"latex", "texinfo"} or builder.name == "epub"
        return super().is_supported() and is_book

    def run(self, **kwargs: object) -> None:
        """Shorten every list of ours."""
        for block in list(blocks_of(self.document, glossterm_block)):
            if isinstance(block, glossterm_index):
                for listed in list(blocks_of(block, nodes.definition_list)):
                    if "glossterm-abbreviations" not in listed["classes"]:
                        listed.parent.replace(listed, _as_names(listed))
            elif "glossterm-related" not in block["classes"]:
                continue
            for item in blocks_of(block, nodes.list_item):
                _leave_out_definition(item)


def _as_names(listed: nodes.Element) -> nodes.bullet_list:
    """The terms of a definition list, each as an item with what was said of it."""
    names = nodes.bullet_list("", classes=["glossterm-names"], bullet="*")
    for term in listed.findall(nodes.term):
        definition = term.next_node(nodes.definition, descend=False, siblings=True)
        said = definition.children if definition else []
        names += nodes.list_item("", nodes.paragraph("", "", *term.children), *said)
    return names


def _leave_out_definition(item: nodes.list_item) -> None:
    named = [part for part in item.children if not _is_definition(part)]
    if any(_is_link(part.children[0]) for part in named if part.children):
        item.children = named


def _is_link(node: nodes.Node) -> bool:
    """Whether *node* leads to an entry of this book."""
    if not isinstance(node, nodes.reference) or "glossterm-ref" not in node["classes"]:
        return False
    return bool(node.get("internal"))


def _is_definition(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and "glossterm-short" in node["classes"]
