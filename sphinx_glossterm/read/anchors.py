"""Assign the anchors of entries and facets, after the whole document has been read."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    around,
    blocks_of,
    entries_of,
    entry_around,
    glossterm_facet,
    is_entry,
)
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.read.ids import claim, labels_before
from sphinx_glossterm.terms.entry import is_id
from sphinx_glossterm.terms.ids import share_out


class EntryAnchors(SphinxTransform):
    """Give an anchor to each entry whose author wrote no id.

    It is the id made from the title. If anything else on the page has that anchor, such as a heading or
    a label of another place, the entry's anchor gets a number. A label immediately before the entry
    leads to the entry, so both have the same anchor. The doctree::

        <glossterm_entry ids="ANCHOR FORMER-ANCHOR..." names="TITLE" anchor="ANCHOR">
    """

    default_priority = 4  # before FacetAnchors (5), whose anchors begin with those of entries

    def apply(self, **kwargs: Any) -> None:
        """Assign the free anchors, and register the entries' names and former anchors."""
        entries = list(entries_of(self.document))
        for entry in entries:
            if entry["anchor"]:
                self._claim_again(entry)
        waiting = [entry for entry in entries if not (entry["anchor"] or self._is_shared(entry))]
        ids = share_out([entry["glossterm_id"] for entry in waiting], self.document.ids)
        for entry, id_ in zip(waiting, ids, strict=True):
            self._give(entry, id_)
        for entry in entries:
            # Not earlier: if MyST reads reStructuredText, a node with a name gets an anchor from it.
            entry["names"].append(nodes.fully_normalize_name(entry[0].astext()))
            self.document.note_implicit_target(entry, entry)
        for entry in entries:
            self._add_former(entry)

    def _claim_again(self, entry: EntryNode) -> None:
        """Register the entry's present node for an id that the author wrote.

        It may differ from the node that the directive made, and that node's document may now be a part
        of this one.
        """
        if is_entry(self.document.ids.get(entry["anchor"], entry)):
            self.document.ids[entry["anchor"]] = entry

    def _is_shared(self, entry: EntryNode) -> bool:
        """Whether the label immediately before an entry has its id. Then give it to the entry too."""
        id_ = entry["glossterm_id"]
        holder = self.document.ids.get(id_)
        if not isinstance(holder, nodes.target) or entry.parent is not holder.parent:
            return False
        siblings = entry.parent.children
        place = next(n for n, sibling in enumerate(siblings) if sibling is entry)
        if not any(holder is label for label in labels_before(siblings[:place])):
            return False
        self._give(entry, id_)
        return True

    def _give(self, entry: EntryNode, id_: str) -> None:
        self.document.ids[id_] = entry
        entry["ids"].insert(0, id_)
        entry["anchor"] = id_

    def _add_former(self, entry: EntryNode) -> None:
        """Add the entry's former anchors (``:anchors:``), unless something else has them."""
        ids = self.document.ids
        for anchor in entry.attributes.pop("former"):
            if is_id(anchor) and anchor not in ids:
                ids[anchor] = entry
                entry["ids"].append(anchor)
            elif ids.get(anchor) is not entry:
                why = "is an anchor of something else" if anchor in ids else "cannot be an anchor"
                message = f'":anchors:" has "{anchor}", which {why}; it is ignored.'
                warn(Warn.OPTION, message, location=entry)


class FacetAnchors(SphinxTransform):
    """Give each facet its anchor: ``ID-why``, ``ID-deepdive``, ``ID-pro``; without an entry ``why``.

    A second facet of the same kind gets a number. Also warn of sides outside a comparison, which can be
    found only now.
    """

    default_priority = 5  # before Locale (20) and PropagateTargets (260), which use ids

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
                    f'"{kind}" is outside a comparison: put it into a "procon" directive.',
                    location=facet,
                )


class FirstIds(SphinxTransform):
    """Put the anchor of each entry first again, before the ids of labels, because links use the first.

    A label for which docutils has only a serial number gets the anchor of its entry, so that the
    inventory has a readable one. The serial number still leads to the entry.
    """

    # After PropagateTargets (260), which adds the ids of labels, and MyST's PrioritiseExplicitIds
    # (262), which puts them first; before the toctree and the domain use ids (850).
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        """Reorder the ids of each entry, and remove duplicates."""
        nameids, nametypes = self.document.nameids, self.document.nametypes
        for entry in entries_of(self.document):
            anchor = entry["anchor"]
            entry["ids"] = list(dict.fromkeys([anchor, *entry["ids"]]))
            entry["names"] = list(dict.fromkeys(entry["names"]))
            for name in entry["names"]:
                is_label = nametypes.get(name) and nameids.get(name) in entry["ids"]
                if is_label and nameids[name] != nodes.make_id(name):
                    nameids[name] = anchor


def _is_in_comparison(side: glossterm_facet) -> bool:
    return any(
        isinstance(parent, glossterm_facet) and parent["kind"] == "procon" for parent in around(side)
    )
