"""Add the parts of an entry that depend on other documents, or on the catalogue of labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.names import names_block
from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    entries_of,
    glossterm_block,
    glossterm_dfn,
    glossterm_note,
    glossterm_origin,
    place_after_title,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.view_maker import Views
from sphinx_glossterm.resolve.views import HeadView
from sphinx_glossterm.terms.entry import Entry, PartOfSpeech, Status

FINE: Final = "glossterm-fine"
"""The class of lines in small print."""
# The parts of speech that readers see; "other" says nothing to them.
_SHOWN_POS: Final = {
    PartOfSpeech.NOUN: Label.NOUN,
    PartOfSpeech.VERB: Label.VERB,
    PartOfSpeech.ADJECTIVE: Label.ADJECTIVE,
    PartOfSpeech.ADVERB: Label.ADVERB,
    PartOfSpeech.PROPER_NOUN: Label.PROPER_NOUN,
}


class EntryParts(GlosstermPostTransform):
    """Complete each entry: add names and labels above the definition.

    All parts are standard nodes, and are there only if they have content. The doctree afterwards::

        <glossterm_entry>
            <title> <glossterm_dfn> ... <inline classes="glossterm-abbr">
            <paragraph classes="glossterm-category"> <reference> " / " <reference>
            <paragraph classes="glossterm-pos glossterm-fine">
            <paragraph classes="glossterm-source">
            <paragraph classes="glossterm-aka">
            <paragraph classes="glossterm-avoid glossterm-fine">
            <paragraph classes="glossterm-status">
            ... definition
            <glossterm_origin classes="glossterm-origin glossterm-fine">
                <inline classes="glossterm-label"> <inline>
            <glossterm_note classes="glossterm-note glossterm-fine">
                <inline classes="glossterm-label"> <inline>
            ... facets
    """

    # Before TermReferences (4) and ReferencesResolver (10), because definitions may contain references.
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Complete the entries of the document, or of all documents assembled into one."""
        domain = self.domain
        for node in list(entries_of(self.document)):
            entry = domain.glossary.at(node["docname"], node["anchor"])
            if entry is None:  # the page is from a failed or interrupted build
                continue
            cards = Cards(domain.builder, entry.docname)
            _complete_title(node, entry, domain.views, cards)
            names = names_block(node)
            if names is not None:
                node.remove(names)
            for n, part in enumerate(_head(entry, domain.views, cards), place_after_title(node)):
                node.insert(n, part)
            for child in node.children:
                if isinstance(child, (glossterm_origin, glossterm_note)):
                    _complete_remark(child, cards)


def _complete_title(node: EntryNode, entry: Entry, views: Views, cards: Cards) -> None:
    title = node[0]
    assert isinstance(title, nodes.TextElement)
    name = cards.name(views.name(entry.title))
    dfn = glossterm_dfn("", "", *name.children, classes=name["classes"])
    title.children = []
    title += [dfn, *cards.abbreviation(views.name(entry.abbr) if entry.abbr else None)]


def _complete_remark(remark: glossterm_origin | glossterm_note, cards: Cards) -> None:
    """Put the label before a remark. Its language class moves to the author's words."""
    marks = [name for name in remark["classes"] if name.startswith("language-")]
    words = nodes.inline("", "", *remark.children, classes=marks)
    remark["classes"] = [*(name for name in remark["classes"] if name not in marks), FINE]
    remark.children = []
    which = Label.NOTE if isinstance(remark, glossterm_note) else Label.ORIGIN
    remark.extend(cards.line(which, [words]).children)


def _head(entry: Entry, views: Views, cards: Cards) -> Iterator[nodes.Node]:
    view = views.head(entry)
    if view.category or view.glossary:
        # Links only on sites: in print, and on a single page, they would be of no use.
        lists = (view.shelf, views.all_terms(entry.glossary)) if is_site(cards.builder) else (None, None)
        yield cards.way(view.glossary, view.category, *lists)
    if entry.pos in _SHOWN_POS:
        word = interface_word(_SHOWN_POS[entry.pos], cards.config)
        yield nodes.paragraph("", "", word, classes=["glossterm-pos", FINE])
    if source := views.source_title(entry):
        yield nodes.paragraph("", "", cards.name(source), classes=["glossterm-source"])
    if entry.aliases:
        aliases = (cards.name(views.name(alias)) for alias in entry.aliases)
        yield cards.line(Label.AKA, aliases, "glossterm-aka")
    if avoided := views.avoided(entry):
        yield cards.line(Label.AVOID, map(cards.name, avoided), "glossterm-avoid", FINE)
    if entry.status is not Status.STABLE:
        yield _status(entry.status, view, cards)
    if view.see:
        yield cards.see(Label.SEE, view.see)


def _status(status: Status, view: HeadView, cards: Cards) -> nodes.Node:
    which = Label.DRAFT if status is Status.DRAFT else Label.DEPRECATED
    text = interface_word(which, cards.config, "glossterm-label")
    paragraph = nodes.paragraph("", "", text)
    block = glossterm_block("", paragraph, classes=["glossterm-status", f"glossterm-{status}"])
    if view.replaced_by:
        block += cards.see(Label.INSTEAD, view.replaced_by)
    return block
