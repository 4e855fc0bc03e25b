"""Plain text: headings of blocks are underlined, as those of sections are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.utils import column_width

from sphinx_glossterm.doctree.nodes import glossterm_heading

if TYPE_CHECKING:
    from sphinx.writers.text import TextTranslator


def visit_heading(translator: TextTranslator, node: nodes.Element) -> None:
    """Begin a line of its own."""
    translator.new_state(0)


def depart_heading(translator: TextTranslator, node: nodes.Element) -> None:
    """Underline it with the character of its level."""
    text = "".join(part for _indent, part in translator.states[-1] if isinstance(part, str))
    characters = translator.config.text_sectionchars
    level = min(node.get("heading-level", 2), len(characters))
    translator.add_text("\n" + characters[level - 1] * column_width(text))
    translator.end_state(wrap=False)


VISITORS: Final[dict[type[nodes.Element], Any]] = {glossterm_heading: (visit_heading, depart_heading)}
