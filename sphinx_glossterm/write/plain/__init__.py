"""Plain: text, manual pages, Info and XML, which know neither colours nor columns.

What other formats show by style is put into words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.write.plain.parts import ManualPages, NamedLabels, PlainParts, TextHeadings
from sphinx_glossterm.write.plain.trees import StandardTree

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the transforms for formats without a design."""
    for transform in (NamedLabels, PlainParts, TextHeadings, ManualPages, StandardTree):
        app.add_post_transform(transform)
