"""Resolve: what depends on other documents is filled in when pages are about to be written.

Some transforms run while reading: they give anchors, and bring names into the language of the build.
All of them read the store and never write to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.transforms.anchors import EntryAnchors, FacetAnchors
from sphinx_glossterm.transforms.assembled import SinglePage
from sphinx_glossterm.transforms.autolinks import PlainMentions
from sphinx_glossterm.transforms.books import BookNotes, BookSemantics
from sphinx_glossterm.transforms.entries import EntryParts
from sphinx_glossterm.transforms.indexes import IndexLists, LetterBars
from sphinx_glossterm.transforms.languages import LanguageLinks
from sphinx_glossterm.transforms.names import IndexEntries, MarkUntranslated
from sphinx_glossterm.transforms.outline import HtmlOutline
from sphinx_glossterm.transforms.plain import ManualPages, NamedLabels, PlainParts, TextHeadings
from sphinx_glossterm.transforms.printed import PrintedLayout, PrintedPages
from sphinx_glossterm.transforms.printed_index import PrintedIndex
from sphinx_glossterm.transforms.references import BuiltinReferences, TermReferences
from sphinx_glossterm.transforms.relations import EntryRelations
from sphinx_glossterm.transforms.trees import StandardTree

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register every transform."""
    app.add_transform(FacetAnchors)
    app.add_transform(EntryAnchors)
    app.add_transform(IndexEntries)
    app.add_transform(MarkUntranslated)
    app.add_post_transform(PlainMentions)
    app.add_post_transform(EntryParts)
    app.add_post_transform(EntryRelations)
    app.add_post_transform(LanguageLinks)
    app.add_post_transform(IndexLists)
    app.add_post_transform(LetterBars)
    app.add_post_transform(TermReferences)
    app.add_post_transform(BuiltinReferences)
    app.add_post_transform(HtmlOutline)
    app.add_post_transform(PrintedPages)
    app.add_post_transform(PrintedLayout)
    app.add_post_transform(PrintedIndex)
    app.add_post_transform(SinglePage)
    app.add_post_transform(NamedLabels)
    app.add_post_transform(PlainParts)
    app.add_post_transform(TextHeadings)
    app.add_post_transform(ManualPages)
    app.add_post_transform(StandardTree)
    app.add_post_transform(BookNotes)
    app.add_post_transform(BookSemantics)
