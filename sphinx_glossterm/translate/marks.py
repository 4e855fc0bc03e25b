"""What follows from a translation: marks of the language, and entries of the general index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import is_translatable

from sphinx_glossterm.doctree.nodes import (
    entries_of,
    glossterm_name,
    glossterm_names,
    is_entry,
    language_class,
)
from sphinx_glossterm.terms.entry import Kind

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class MarkUntranslated(SphinxTransform):
    """Mark the language of what is left untranslated, on every page: ``lang`` in HTML.

    Without the mark a Hindi screen reader would read English by Hindi rules. What the document has
    no catalogue for counts as untranslated; only Sphinx's table of contents, which copies the words
    of titles but not their marks, stays as it is.
    """

    # After Locale (20) and TranslateNames (21), and after docutils' typographic quotes (750), which
    # warn of every language marked that they do not know.
    default_priority = 760

    def apply(self, **kwargs: Any) -> None:
        """Add the class that stands for the source language."""
        source = self.config.glossterm_source_language
        if self.config.language == source:
            return
        mark = language_class(source)
        for node in self.document.findall(nodes.TextElement):
            if node.get("translated") or not is_translatable(node):
                continue
            # An entry's title is marked within, by its name.
            if not (isinstance(node, nodes.title) and is_entry(node.parent)):
                node["classes"].append(mark)


class IndexEntries(SphinxTransform):
    """Put titles, aliases and abbreviations into the general index, in the language of the build."""

    default_priority = 22  # after TranslateNames (21); before the index domain collects (850)

    def apply(self, **kwargs: Any) -> None:
        """Add an index node behind the title of each entry."""
        for entry in list(entries_of(self.document)):
            shown = [entry[0]] + [
                name
                for names in entry.children
                if isinstance(names, glossterm_names)
                for name in names.findall(glossterm_name)
                if name["kind"] != Kind.FORM
            ]
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
    app.add_transform(MarkUntranslated)
