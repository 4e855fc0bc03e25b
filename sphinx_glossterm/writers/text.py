"""Plain text: headings of blocks are underlined, as those of sections are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.utils import column_width

if TYPE_CHECKING:
    from docutils import nodes
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
