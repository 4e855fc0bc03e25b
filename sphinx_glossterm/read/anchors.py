"""Anchors of facets, once the whole document has been read."""

from __future__ import annotations

from typing import Any

from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.nodes import around, blocks_of, entries_of, entry_around, glossterm_facet
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.read.ids import claim


class FacetAnchors(SphinxTransform):
    """Give each facet its anchor: ``ID-why``, ``ID-deepdive``, ``ID-pro``; without an entry ``why``.

    A second one of a kind gets a number. Here it is known, too, whether a side stands in a
    comparison.
    """

    default_priority = 5  # before Locale (20) and PropagateTargets (260), which look at ids

    def apply(self, **kwargs: Any) -> None:
        """Number the facets of the document in order."""
        for facet in blocks_of(self.document, glossterm_facet):
            entry = entry_around(facet)
            kind = facet["kind"]
            if entry is not None:
                claim(self.document, facet, f"{entry['anchor']}-{kind}")
            else:
                claim(self.document, facet, kind, yielding=True)
            if kind in {"pro", "con"} and not _is_in_comparison(facet):
                warn(
                    Warn.PROCON,
                    f'"{kind}" stands outside a comparison: put it into a "procon" directive.',
                    location=facet,
                )


class EntryAnchors(SphinxTransform):
    """Put the id of each entry first again, before those of labels: it is the one that is linked."""

    # After PropagateTargets (260), which adds the ids of labels, and MyST's PrioritiseExplicitIds
    # (262), which puts them first; before the toctree and the domain look at ids (850).
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        """Reorder the ids of each entry."""
        for entry in entries_of(self.document):
            entry["ids"].sort(key=lambda id_: id_ != entry["anchor"])


def _is_in_comparison(side: glossterm_facet) -> bool:
    return any(
        isinstance(parent, glossterm_facet) and parent["kind"] == "procon" for parent in around(side)
    )
