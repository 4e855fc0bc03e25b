"""Write: what a format can do better than with standard nodes.

Each format has a table of visitors. A node in no table is written as the standard node that it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_glossterm.doctree import nodes
from sphinx_glossterm.write import (
    epub,
    general_index,
    gettext,
    html,
    latex,
    order_note,
    plain,
    search,
)
from sphinx_glossterm.write.book_lists import BookLists
from sphinx_glossterm.write.epub.visitors import VISITORS as EPUB
from sphinx_glossterm.write.html.visitors import VISITORS as HTML
from sphinx_glossterm.write.latex.visitors import VISITORS as LATEX
from sphinx_glossterm.write.plain.visitors import MAN, TEXINFO, TEXT

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

VISITORS: Final[dict[str, dict[type[Element], Any]]] = {
    "html": {**HTML, **EPUB},
    "latex": LATEX,
    "man": MAN,
    "texinfo": TEXINFO,
    "text": TEXT,
}
"""For each format, its nodes with their visit and depart functions."""


def setup(app: Sphinx) -> None:
    """Register the nodes with their visitors, and every format's part."""
    for node in nodes.VOCABULARY:
        found = {format_: table[node] for format_, table in VISITORS.items() if node in table}
        if issubclass(node, nodes.glossterm_facet):
            # Nodes with a title getter can be led to by ``:ref:``; those of no kind get no number.
            app.add_enumerable_node(node, "", nodes.labelled_heading, **found)  # type: ignore[arg-type]  # Sphinx takes None for no title
        else:
            app.add_node(node, **found)
    app.add_post_transform(BookLists)
    html.setup(app)
    latex.setup(app)
    epub.setup(app)
    plain.setup(app)
    search.setup(app)
    gettext.setup(app)
    general_index.setup(app)
    order_note.setup(app)
