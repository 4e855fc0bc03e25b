"""Put the parts of an entry into the order of HTML, and set the levels of its headings."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    around,
    blocks_of,
    entries_of,
    glossterm_block,
    glossterm_deepdive,
    glossterm_heading,
    glossterm_summary,
)
from sphinx_glossterm.resolve.post import GlosstermPostTransform

DEEPEST_HEADING = 6


class HtmlOutline(GlosstermPostTransform):
    """Move the category above the title, set the levels of headings, and make deep dives fold.

    The doctree afterwards::

        <glossterm_entry>
            <paragraph classes="glossterm-category">
            <title> ...
            <glossterm_deepdive> <glossterm_summary> <glossterm_heading heading-level=2>
                                 <glossterm_block classes="glossterm-body" ids="ID-deepdive">
    """

    default_priority = 700  # after all that adds or resolves (at most 500 in Sphinx)
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Reshape the entries and blocks of the document."""
        if self.domain.builder.name == "singlehtml":
            # When Sphinx joins documents, nodes do not learn their new parent.
            for start in self.document.findall(addnodes.start_of_file):
                for child in start.children:
                    child.parent = start
        for rubric in blocks_of(self.document, nodes.rubric):
            set_level(rubric)
        for entry in list(entries_of(self.document)):
            move_line(entry, "glossterm-category", 0)
        for deepdive in blocks_of(self.document, glossterm_deepdive):
            if self.domain.builder.name == "epub":
                # Some e-readers cannot open what is closed.
                deepdive["open"] = True
            _fold(deepdive, is_open=self.config.glossterm_deepdive == "open")


def move_line(entry: EntryNode, name: str, place: int) -> None:
    """Move a line of an entry to another place, if there is such a line.

    Args:
        entry: The entry.
        name: The class of the line.
        place: The new index among the entry's children.
    """
    for child in entry.children:
        if isinstance(child, nodes.paragraph) and name in child["classes"]:
            entry.remove(child)
            entry.insert(place, child)
            break


def heading_level(part: nodes.Element) -> int:
    """The heading level for a part without a node, at the place of *part*."""
    depth, _block = _depth(part)
    return min(depth + 1, DEEPEST_HEADING)


def _depth(node: nodes.Element) -> tuple[int, glossterm_block | None]:
    """The number of sections and blocks with headings around *node*, and the nearest block."""
    depth, block = 0, None
    for parent in around(node):
        if isinstance(parent, nodes.section):
            depth += 1
        elif isinstance(parent, glossterm_block):
            block = block or parent
            depth += any(isinstance(child, glossterm_heading) for child in parent.children)
    return depth, block


def set_level(rubric: nodes.rubric) -> bool:
    """Set the level of our headings, and of headings in our bodies, from the sections and blocks around.

    Returns:
        Whether *rubric* is such a heading.
    """
    depth, block = _depth(rubric)
    if not isinstance(rubric, glossterm_heading):
        if block is None or "level" not in rubric:
            return False
        # The author may begin a body with any level, and leave some out.
        levels = {other["level"] for other in block.findall(nodes.rubric) if "level" in other}
        depth += sorted(levels).index(rubric["level"]) + 1
    rubric["heading-level"] = min(max(depth, 1), DEEPEST_HEADING)
    return True


def _fold(deepdive: glossterm_deepdive, *, is_open: bool) -> None:
    # A browser opens closed details for a fragment inside them, not for their own id.
    deepdive.setdefault("open", is_open)
    heading, *content = deepdive.children
    body = glossterm_block("", *content, classes=["glossterm-body"], ids=deepdive["ids"])
    deepdive["ids"] = []
    deepdive.children = []
    deepdive += [glossterm_summary("", heading), body]
