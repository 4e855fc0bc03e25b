"""Anchors of entries and facets, once the whole document has been read."""

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
    """Give each entry its anchor, if its author has not written an id.

    It is the id made of the title. Whatever else of the page has that keeps it, before the entry or
    behind it: a heading, or a label of another place. The entry's anchor gets a number then. A label
    right before the entry leads to the entry, and both have the same anchor.
    """

    default_priority = 4  # before FacetAnchors (5), whose anchors begin with those of entries

    def apply(self, **kwargs: Any) -> None:
        """Give out what is free, and note the entries' names and former anchors."""
        entries = list(entries_of(self.document))
        for entry in entries:
            if entry["anchor"]:
                self._claim_again(entry)
        waiting = [entry for entry in entries if not (entry["anchor"] or self._is_shared(entry))]
        ids = share_out([entry["glossterm_id"] for entry in waiting], self.document.ids)
        for entry, id_ in zip(waiting, ids, strict=True):
            self._give(entry, id_)
        for entry in entries:
            # Not before: what has a name gets an anchor by it where MyST reads reStructuredText.
            entry["names"].append(nodes.fully_normalize_name(entry[0].astext()))
            self.document.note_implicit_target(entry, entry)
        for entry in entries:
            self._add_former(entry)

    def _claim_again(self, entry: EntryNode) -> None:
        """Let an id that the author wrote lead to where the entry stands now.

        The node may be another one than the directive's, and its document a part of this one.
        """
        if is_entry(self.document.ids.get(entry["anchor"], entry)):
            self.document.ids[entry["anchor"]] = entry

    def _is_shared(self, entry: EntryNode) -> bool:
        """Whether the label right before an entry has its id, which the entry then gets too."""
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
        """Let links to the entry's old places lead here, unless something else is there."""
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
                    f'"{kind}" is outside a comparison: put it into a "procon" directive.',
                    location=facet,
                )


class FirstIds(SphinxTransform):
    """Put the anchor of each entry first again, before the ids of labels: it is the one that is linked.

    A label that docutils gave nothing but a serial number gets the anchor of its entry, so that the
    inventory has one that can be read. The number goes on leading there.
    """

    # After PropagateTargets (260), which adds the ids of labels, and MyST's PrioritiseExplicitIds
    # (262), which puts them first; before the toctree and the domain look at ids (850).
    default_priority = 300

    def apply(self, **kwargs: Any) -> None:
        """Reorder the ids of each entry, and leave out what it has twice."""
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
