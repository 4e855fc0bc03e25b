"""After translation: mark text in the source language, and fill the general index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.names import other_names
from sphinx_glossterm.doctree.nodes import entries_of, is_entry, is_message
from sphinx_glossterm.terms.entry import IN_LISTS

if TYPE_CHECKING:
    from sphinx.application import Sphinx

UNTRANSLATED: Final = "glossterm_untranslated"
"""Attribute of a message that is in the source language in a build in another one."""


class NoteUntranslated(SphinxTransform):
    """Mark untranslated messages.

    Without a catalogue, everything counts as untranslated.
    """

    # After TranslateMessages (19), and after docutils' typographic quotes (750).
    default_priority = 760

    def apply(self, **kwargs: Any) -> None:
        """Note each message."""
        if self.config.language == self.config.glossterm_source_language:
            return
        for node in self.document.findall(nodes.TextElement):
            # The name inside an entry's title is marked, not the title. Raw text may end in another
            # piece.
            has_own = isinstance(node, nodes.raw) or (
                isinstance(node, nodes.title) and is_entry(node.parent)
            )
            if not (node.get("translated") or has_own) and is_message(node):
                node[UNTRANSLATED] = True


class IndexEntries(SphinxTransform):
    """Put titles, aliases and abbreviations into the general index, in the language of the build."""

    default_priority = 22  # after RestoreChildren (21); before the index domain collects (850)

    def apply(self, **kwargs: Any) -> None:
        """Add an index node after the title of each entry."""
        for entry in list(entries_of(self.document)):
            others = (name for name in other_names(entry) if name["kind"] not in IN_LISTS)
            shown = [entry[0], *others]
            anchor = entry["anchor"]
            rows = [
                # A semicolon would begin a sub-entry.
                ("single", name.astext().replace(";", ","), anchor, "main", None)
                for name in shown
            ]
            entry.insert(1, addnodes.index(entries=rows))


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(IndexEntries)
    app.add_transform(NoteUntranslated)
