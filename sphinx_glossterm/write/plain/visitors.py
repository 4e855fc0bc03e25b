"""Plain text, manual pages and Info: what standard containers and rubrics lack there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.utils import column_width

from sphinx_glossterm.doctree.nodes import glossterm_block, glossterm_heading, glossterm_notes

if TYPE_CHECKING:
    from sphinx.writers.manpage import ManualPageTranslator
    from sphinx.writers.texinfo import TexinfoTranslator
    from sphinx.writers.text import TextTranslator

Visitors = dict[type[nodes.Element], Any]


def visit_text_heading(translator: TextTranslator, node: nodes.Element) -> None:
    """Begin a line of its own."""
    translator.new_state(0)


def depart_text_heading(translator: TextTranslator, node: nodes.Element) -> None:
    """Underline it with the character of its level, as headings of sections are."""
    text = "".join(part for _indent, part in translator.states[-1] if isinstance(part, str))
    characters = translator.config.text_sectionchars
    level = min(node.get("heading-level", 2), len(characters))
    translator.add_text("\n" + characters[level - 1] * column_width(text))
    translator.end_state(wrap=False)


def visit_man_block(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Vertical space, which the writer leaves out before a container's first paragraph."""
    translator.ensure_eol()
    if node.children and isinstance(node[0], nodes.paragraph):
        translator.body.append(".sp\n")


def visit_man_notes(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Begin a list, whose end takes back the indent that the writer leaves after each note."""
    translator.ensure_eol()
    translator.indent(0)


def depart_man_notes(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """End the list."""
    translator.ensure_eol()
    translator.dedent()


def visit_texinfo_block(translator: TexinfoTranslator, node: nodes.Element) -> None:
    """Targets for links to the block, on a line of their own."""
    if node["ids"]:
        translator.body.append("\n")
    for id_ in node["ids"]:
        translator.add_anchor(id_, node)


# A block is departed from as any container.
TEXT: Final[Visitors] = {glossterm_heading: (visit_text_heading, depart_text_heading)}
MAN: Final[Visitors] = {
    glossterm_block: (visit_man_block, None),
    glossterm_notes: (visit_man_notes, depart_man_notes),
}
TEXINFO: Final[Visitors] = {glossterm_block: (visit_texinfo_block, None)}
