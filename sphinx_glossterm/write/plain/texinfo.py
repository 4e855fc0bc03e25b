"""Texinfo: anchors of blocks, which the standard container does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_block

if TYPE_CHECKING:
    from sphinx.writers.texinfo import TexinfoTranslator


def visit_block(translator: TexinfoTranslator, node: nodes.Element) -> None:
    """Targets for links to the block, on a line of their own."""
    if node["ids"]:
        translator.body.append("\n")
    for id_ in node["ids"]:
        translator.add_anchor(id_, node)


def depart_block(translator: TexinfoTranslator, node: nodes.Element) -> None:
    """Nothing."""


VISITORS: Final[dict[type[nodes.Element], Any]] = {glossterm_block: (visit_block, depart_block)}
