"""Shape a printed book: page numbers, and columns and frames where possible.

Paper has no links, so each place that a list names gets its page number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.latex.nodes import footnotemark, footnotetext

from sphinx_glossterm.doctree.nodes import (
    blocks_of,
    entries_of,
    glossterm_block,
    glossterm_definition,
    glossterm_entry,
    glossterm_facet,
    glossterm_heading,
    glossterm_index,
    glossterm_map,
    glossterm_page,
    is_within,
)
from sphinx_glossterm.resolve.post import GlosstermPostTransform

Kinds = tuple[type, ...]

_NOTES: Final[Kinds] = (nodes.footnote, nodes.footnote_reference, footnotemark, footnotetext)
# Nodes that are too wide for half a page, or that LaTeX allows only on the page itself.
_TOO_WIDE: Final[Kinds] = (
    *_NOTES,
    nodes.Admonition,
    nodes.container,
    nodes.doctest_block,
    nodes.field_list,
    nodes.figure,
    nodes.image,
    nodes.literal_block,
    nodes.math_block,
    nodes.option_list,
    nodes.raw,
    nodes.sidebar,
    nodes.table,
    nodes.topic,
    addnodes.desc,
)
# Nodes in which a frame or columns have no room, or are not allowed by LaTeX.
_NARROW: Final[Kinds] = (
    nodes.Admonition,
    nodes.block_quote,
    nodes.definition,
    nodes.entry,
    nodes.field_body,
    nodes.footnote,
    nodes.list_item,
    nodes.sidebar,
    nodes.topic,
)
# The most rows of a table that stays on one page; Sphinx lets longer tables continue on the next.
_ROWS: Final = 30
_LINES_OF_CODE: Final = 25


class PrintedPages(GlosstermPostTransform):
    """Add the page number to each place that our lists name.

    The doctree afterwards::

        <paragraph classes="glossterm-card-title">
            <reference> ...
            <glossterm_page refuri=...>

    If the author sets ``latex_show_pagerefs``, Sphinx does it for all references, including ours.
    """

    default_priority = 700  # after BookLists (699) and everything that adds or resolves (at most 600)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Add page numbers to every list of ours."""
        for block in self.document.findall(glossterm_block):
            if not {"glossterm-related", "glossterm-mentions"}.isdisjoint(block["classes"]):
                self._add_pages(block.findall(nodes.paragraph))
            elif isinstance(block, (glossterm_index, glossterm_map)):
                self._add_pages([*block.findall(nodes.term), *block.findall(nodes.paragraph)])

    def _add_pages(self, places: Iterable[nodes.TextElement]) -> None:
        for place in list(places):
            link = next(iter(place.children), None)
            # A link at the beginning names the place; any other is part of a definition.
            if isinstance(link, nodes.reference) and not self.config.latex_show_pagerefs:
                target = {key: link[key] for key in ("refuri", "refid") if key in link}
                place += glossterm_page("", "", **target)


class PrintedLayout(GlosstermPostTransform):
    """Put lines, the short definition and facets into the blocks that print needs.

    The doctree afterwards::

        <glossterm_entry>
            <title> ...
            <glossterm_block classes="glossterm-category"> <paragraph> ...
            <glossterm_definition>
                <glossterm_block classes="glossterm-short"> <paragraph> ...
            <glossterm_facet classes="glossterm-why" framed="True"> ...
            <glossterm_facet classes="glossterm-procon">
                <glossterm_block classes="glossterm-columns">
                    <glossterm_facet classes="glossterm-pro"> <raw> <glossterm_facet ...>
        <glossterm_index>
            <glossterm_block classes="glossterm-names">
                <bullet_list> <list_item>
                    <glossterm_block classes="glossterm-keep"> <paragraph> the title, where a definition
                    <paragraph>                                            follows

    Blocks that cannot have a frame or columns have ``glossterm-plain`` before their class.
    """

    default_priority = 701  # after PrintedPages (700), which looks for paragraphs of cards
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Reshape the book."""
        self._keep_first_title()
        for entry in list(entries_of(self.document)):
            for child in list(entry.children):
                if isinstance(child, nodes.paragraph) and child["classes"]:
                    entry.replace(child, _block_around(child, child["classes"]))
                elif isinstance(child, glossterm_definition):
                    _mark_short(child)
        for rubric in self.document.findall(nodes.rubric):
            if not isinstance(rubric, glossterm_heading) and is_within(rubric, glossterm_block):
                # Its size follows from the block, not from the sections of the book.
                rubric.attributes.pop("heading-level", None)
        for facet in list(self.document.findall(glossterm_facet)):
            if facet["kind"] == "procon":
                _divide(facet)
            elif facet["kind"] == "why":
                _frame(facet)
        for block in self.document.findall(glossterm_block):
            classes = block["classes"]
            if not {"glossterm-related", "glossterm-mentions"}.isdisjoint(classes):
                if is_within(block, *_NARROW) or len(list(block.findall(nodes.list_item))) < 2:
                    classes.insert(0, "glossterm-plain")
            elif isinstance(block, glossterm_index) and any(block.findall(nodes.table)):
                classes.insert(0, "glossterm-plain")
        for block in list(self.document.findall(glossterm_block)):
            if isinstance(block, glossterm_index) or "glossterm-related" in block["classes"]:
                _keep_titles(block)

    def _keep_first_title(self) -> None:
        """Sphinx takes the first title of all for the book's, and does not print it.

        The title of an entry would be lost, so another title must come first.
        """
        first = next((node for node in self.document.children if isinstance(node, nodes.section)), None)
        if isinstance(first, glossterm_entry):
            title = nodes.section("", nodes.title("", self.config.project))
            self.document.insert(self.document.index(first), title)


def _block_around(node: nodes.Element, classes: list[str]) -> glossterm_block:
    block = glossterm_block("", node, classes=[name for name in classes if name.startswith("glossterm")])
    node["classes"] = []
    return block


def _keep_titles(block: glossterm_block) -> None:
    """Keep the title of an item together with its definition in one column."""
    for listed in list(blocks_of(block, nodes.bullet_list)):
        for item in listed.children:
            assert isinstance(item, nodes.list_item)
            for child in item.children[:-1]:
                assert isinstance(child, nodes.paragraph)
                is_category = "glossterm-category" in child["classes"]
                kind = "glossterm-category" if is_category else "glossterm-keep"
                item.replace(child, _block_around(child, [kind]))
        if isinstance(block, glossterm_index):
            listed.parent.replace(listed, _block_around(listed, ["glossterm-names"]))


def _mark_short(definition: glossterm_definition) -> None:
    for child in definition.children:
        if isinstance(child, nodes.paragraph):
            definition.replace(child, _block_around(child, ["glossterm-short"]))
            return


def _frame(facet: glossterm_facet) -> None:
    is_long = any(
        "longtable" in table["classes"] or sum(1 for _ in table.findall(nodes.row)) > _ROWS
        for table in facet.findall(nodes.table)
    ) or any(code.astext().count("\n") > _LINES_OF_CODE for code in facet.findall(nodes.literal_block))
    if is_long or is_within(facet, *_NARROW, glossterm_facet):
        facet["classes"].insert(0, "glossterm-plain")
    else:
        facet["framed"] = True


def _divide(facet: glossterm_facet) -> None:
    """Put two sides next to each other, if both fit into a column."""
    sides = [child for child in facet.children if isinstance(child, glossterm_facet)]
    if len(sides) != 2 or is_within(facet, *_NARROW, glossterm_facet):
        return
    place = facet.index(sides[0])
    if facet.index(sides[1]) != place + 1:
        return
    if any(isinstance(node, _TOO_WIDE) for side in sides for node in side.findall() if node is not side):
        return
    for side in sides:
        facet.remove(side)
    switch = nodes.raw("", "\n\\glosstermnextcolumn\n", format="latex")
    columns = glossterm_block("", sides[0], switch, sides[1], classes=["glossterm-columns"])
    facet.insert(place, columns)
