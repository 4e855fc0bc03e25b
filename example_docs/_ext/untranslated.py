"""What has nothing to translate in the guide stays out of its catalogues.

That is text without a word of its own: numbers, names of files, code that stands alone in the cell of a
table. And it is what is marked as English, such as the documentation of functions::

    .. container:: language-en

       .. automodule:: sphinx_glossterm.terms.entry
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_CODE: Final = (nodes.literal, nodes.math)
_LETTER: Final = re.compile(r"[^\W\d_]")


class Untranslated(SphinxTransform):
    """Mark what has nothing to translate."""

    default_priority = 8  # before PreserveTranslatableMessages (10), which notes what there is

    def apply(self, **kwargs: Any) -> None:
        """Look at every text of a page of the guide once."""
        if not self.env.docname.startswith("guide/"):
            return
        for node in self.document.findall(nodes.TextElement):
            if isinstance(node, nodes.Inline) and "translatable" not in node:
                continue  # no message; and Sphinx moves the text of inline nodes that speak of it
            if is_english(node) or not has_words(node):
                node["translatable"] = False


def is_english(node: nodes.Node) -> bool:
    """Whether a node, or what it stands in, is marked as English."""
    return any("language-en" in above.get("classes", ()) for above in _lineage(node))


def _lineage(node: nodes.Node | None) -> Iterator[nodes.Element]:
    while isinstance(node, nodes.Element):
        yield node
        node = node.parent


def has_words(node: nodes.TextElement) -> bool:
    """Whether a text has letters that are no code."""
    if isinstance(node, (nodes.caption, nodes.title)) and isinstance(node.parent, nodes.container):
        return " " in node.astext()  # a caption of a block of code: the name of a file has no spaces
    return any(
        _LETTER.search(text)
        for text in node.findall(nodes.Text)
        if not any(
            isinstance(above, (*_CODE, addnodes.literal_emphasis)) for above in _lineage(text.parent)
        )
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(Untranslated)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
