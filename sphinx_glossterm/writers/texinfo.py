"""Texinfo: anchors of blocks, which the standard container does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.texinfo import TexinfoTranslator


def visit_block(translator: TexinfoTranslator, node: nodes.Element) -> None:
    """Targets for links to the block, on a line of their own."""
    if node["ids"]:
        translator.body.append("\n")
    for id_ in node["ids"]:
        translator.add_anchor(id_, node)


def depart_block(translator: TexinfoTranslator, node: nodes.Element) -> None:
    """Nothing."""
