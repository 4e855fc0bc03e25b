"""Anchors of facets, once the whole document has been read."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.directives.anchors import claim
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.nodes import entry_around, glossterm_facet


class FacetAnchors(SphinxTransform):
    """Give each facet its anchor: ``ID-why``, ``ID-deepdive``, ``ID-pro``; without an entry ``why``.

    A second one of a kind gets a number. Here it is known, too, whether a side stands in a
    comparison.
    """

    default_priority = 5  # before Locale (20) and PropagateTargets (260), which look at ids

    def apply(self, **kwargs: Any) -> None:
        """Number the facets of the document in order."""
        for facet in self.document.findall(glossterm_facet):
            entry = entry_around(facet)
            kind = facet["kind"]
            wanted = f"{entry['ids'][0]}-{kind}" if entry is not None else kind
            claim(self.document, facet, wanted)
            if kind in {"pro", "con"} and not _is_in_comparison(facet):
                warn(
                    Warn.PROCON,
                    f'"{kind}" stands outside a comparison: put it into a "procon" directive.',
                    location=facet,
                )


def _is_in_comparison(side: glossterm_facet) -> bool:
    parent: nodes.Node | None = side.parent
    while parent is not None:
        if isinstance(parent, glossterm_facet) and parent["kind"] == "procon":
            return True
        parent = parent.parent
    return False
