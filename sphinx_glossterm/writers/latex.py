"""LaTeX: anchors of blocks, which the standard container does not write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.latex import LaTeXTranslator


def visit_block(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """Targets for links to the block, then what any container gets."""
    for id_ in node["ids"]:
        translator.body.append(translator.hypertarget(id_))
    translator.visit_container(node)


def depart_block(translator: LaTeXTranslator, node: nodes.Element) -> None:
    """The container's end."""
    translator.depart_container(node)
