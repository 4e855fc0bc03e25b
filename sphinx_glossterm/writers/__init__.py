"""Write: what single formats do better than the standard nodes would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx_glossterm import nodes
from sphinx_glossterm.writers import epub, gettext, html, latex, latex_preset, man, texinfo, text

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.application import Sphinx

_VISITORS: Final[dict[type[Element], dict[str, Any]]] = {
    nodes.glossterm_block: {
        "html": (html.visit_block, html.depart_block),
        "latex": (latex.visit_block, latex.depart_block),
        "man": (man.visit_block, man.depart_block),
        "texinfo": (texinfo.visit_block, texinfo.depart_block),
    },
    nodes.glossterm_deepdive: {"html": (html.visit_deepdive, html.depart_deepdive)},
    nodes.glossterm_summary: {"html": (html.visit_summary, html.depart_summary)},
    nodes.glossterm_index: {"html": (html.visit_index, html.depart_block)},
    nodes.glossterm_relations: {"html": (html.visit_relations, None)},
    nodes.glossterm_nav: {"html": (html.visit_nav, html.depart_nav)},
    nodes.glossterm_language_link: {
        "html": (html.visit_language_link, html.depart_language_link),
    },
    nodes.glossterm_dfn: {"html": (html.visit_dfn, html.depart_dfn)},
    nodes.glossterm_heading: {
        "html": (html.visit_heading, html.depart_heading),
        "latex": (latex.visit_heading, latex.depart_heading),
        "text": (text.visit_heading, text.depart_heading),
    },
    nodes.glossterm_page: {"latex": (latex.visit_page, None)},
    nodes.glossterm_place: {"latex": (latex.visit_place, None)},
    nodes.glossterm_printed_index: {"latex": (latex.visit_printed_index, None)},
    # Shown as the standard nodes they are, or as blocks; but writers want to know them.
    nodes.glossterm_entry: {},
    nodes.glossterm_misplaced_entry: {},
    nodes.glossterm_names: {},
    nodes.glossterm_name: {},
    nodes.glossterm_definition: {},
    nodes.glossterm_facet: {},
    **{node: {"html": (epub.visit_element, epub.depart_element)} for node in epub.NODES},
}


def setup(app: Sphinx) -> None:
    """Register the nodes with their visitors, and every format's part."""
    for node, visitors in _VISITORS.items():
        app.add_node(node, **visitors)
    html.setup(app)
    epub.setup(app)
    gettext.setup(app)
    latex.setup(app)
    latex_preset.setup(app)
