"""Manual pages: the first paragraph of a block begins on a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.manpage import ManualPageTranslator


def visit_block(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Vertical space, which the writer leaves out before a container's first paragraph."""
    translator.ensure_eol()
    translator.body.append(".sp\n")


def depart_block(translator: ManualPageTranslator, node: nodes.Element) -> None:
    """Nothing."""
