"""Manual pages: the first paragraph of a block begins on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_block

if TYPE_CHECKING:
    from sphinx.writers.manpage import ManualPageTranslator


def visit_block(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Vertical space, which the writer leaves out before a container's first paragraph."""
    translator.ensure_eol()
    if node.children and isinstance(node[0], nodes.paragraph):
        translator.body.append(".sp\n")


def depart_block(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Nothing."""


VISITORS: Final[dict[type[nodes.Element], Any]] = {glossterm_block: (visit_block, depart_block)}
