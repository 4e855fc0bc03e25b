"""LaTeX: a printed book, with page numbers for links and an index in the order of the language.

``texinputs/glossterm.sty`` decides how it looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.write.latex import preset, visitors
from sphinx_glossterm.write.latex.printed import PrintedLayout, PrintedPages
from sphinx_glossterm.write.latex.printed_index import PrintedIndex

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the transforms and style of books, and the settings that languages need."""
    app.add_post_transform(PrintedPages)
    app.add_post_transform(PrintedLayout)
    app.add_post_transform(PrintedIndex)
    visitors.setup(app)
    preset.setup(app)
