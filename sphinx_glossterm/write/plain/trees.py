"""XML and pseudo-XML: a tree of standard elements with standard attributes."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import (
    glossterm_block,
    glossterm_entry,
    glossterm_heading,
    is_entry,
)
from sphinx_glossterm.resolve.post import GlosstermPostTransform

_STANDARD: Final = frozenset({"ids", "classes", "names", "dupnames", "backrefs", "source"})


class StandardTree(GlosstermPostTransform):
    """Take off what our nodes note for other parts of the package: no schema of docutils knows it."""

    default_priority = 900  # after all other post-transforms of ours, which read it
    formats = ("xml", "pseudoxml")

    def run(self, **kwargs: Any) -> None:
        """Leave our nodes with the attributes that any docutils node has."""
        for node in filter(_is_ours, self.document.findall(nodes.Element)):
            for name in node.attributes.keys() - _STANDARD:
                del node[name]


def _is_ours(node: nodes.Element) -> bool:
    if isinstance(node, nodes.title) and is_entry(node.parent):
        return True
    return isinstance(node, (glossterm_entry, glossterm_block, glossterm_heading))
