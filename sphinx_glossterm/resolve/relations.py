"""Add the parts below an entry's own text: related concepts, mentions, and navigation.

Builders of HTML pages write these parts directly from a view, at the placeholder that
:class:`EntryRelations` leaves (:mod:`sphinx_glossterm.write.html.relations`). Other builders get
standard nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    entries_of,
    glossterm_block,
    glossterm_nav,
    glossterm_relations,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label, Warn, did_you_mean, label, warn
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import RelationsView
from sphinx_glossterm.terms.entry import Entry


class EntryRelations(GlosstermPostTransform):
    """Put the relations of each entry below its facets.

    The doctree afterwards has an empty placeholder for builders of HTML pages, or the parts themselves
    for other builders::

        <glossterm_entry>
            ...
            <glossterm_relations> |
            <glossterm_block classes="glossterm-related" ids="ID-related">
                <glossterm_heading> <bullet_list classes="glossterm-cards">
            <glossterm_block classes="glossterm-mentions" ids="ID-mentions">
                <glossterm_heading> <bullet_list>
            <glossterm_nav classes="glossterm-nav" label=...>             in HTML only
                <paragraph classes="glossterm-nav-all"> <reference> ...
    """

    # After EntryParts (3); before ReferencesResolver (10), because definitions may contain references.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Add the relations of the document's entries, or of all documents assembled into one."""
        domain = self.domain
        for node in list(entries_of(self.document)):
            entry = domain.glossary.at(node["docname"], node["anchor"])
            if entry is None:
                continue
            self._warn_of_names(node, entry)
            if is_site(domain.builder):
                mark = glossterm_relations(docname=entry.docname, anchor=entry.anchor)
                for part in ("related", "mentions"):
                    mark[part] = self._free(f"{entry.anchor}-{part}")
                node.append(mark)
            else:
                cards = Cards(domain.builder, entry.docname)
                node.extend(self._parts(entry.anchor, domain.views.relations(entry), cards))

    def _warn_of_names(self, node: EntryNode, entry: Entry) -> None:
        """Warn if an entry names others that do not exist or are ambiguous."""
        glossary = self.domain.glossary
        for option, target in entry.named:
            home = entry.glossary
            is_remote = option == "related" and self.domain.remote(target, home=home)
            if is_remote or glossary.find(target, home):
                self.domain.warn_of_ambiguity(target, node, option, home=home)
            elif not self.domain.absent(target, home):
                hint = did_you_mean(self.domain.closest_named(target) or glossary.closest(target))
                warn(
                    Warn.RELATED,
                    f'":{option}:" names "{target}", which is not an entry; it is ignored.'
                    + (hint or " Write an entry for it, or remove the name."),
                    location=node,
                )

    def _parts(self, anchor: str, view: RelationsView, cards: Cards) -> Iterator[nodes.Node]:
        if view.related:
            listed = cards.cards(map(cards.card, view.related))
            yield self._block(Label.RELATED, "related", anchor, listed, cards)
        if view.mentions:
            links = map(cards.place, view.mentions)
            items = (nodes.list_item("", nodes.paragraph("", "", link)) for link in links)
            listed = nodes.bullet_list("", *items, bullet="*")
            yield self._block(Label.MENTIONED, "mentions", anchor, listed, cards)
        if self.domain.builder.format == "html":
            yield from self._navigation(view, cards)

    def _block(
        self, which: Label, kind: str, anchor: str, content: nodes.Node, cards: Cards
    ) -> glossterm_block:
        heading = interface_word(which, self.config)
        return cards.block(heading, kind, self._free(f"{anchor}-{kind}"), content)

    def _free(self, wanted: str) -> list[str]:
        """The id *wanted*, if it is free in the document; otherwise none."""
        return [] if wanted in self.document.ids else [wanted]

    def _navigation(self, view: RelationsView, cards: Cards) -> Iterator[nodes.Node]:
        nav = glossterm_nav("", classes=["glossterm-nav"], label=label(Label.NAVIGATION, self.config))
        if view.all_terms:
            link = cards.page(view.all_terms, interface_word(Label.ALL_TERMS, self.config))
            nav += nodes.paragraph("", "", link, classes=["glossterm-nav-all"])
        is_book = self.domain.builder.name == "epub"  # its next page is the next entry anyway
        ways = ((view.previous, Label.PREVIOUS, "previous"), (view.next, Label.NEXT, "next"))
        for other, which, kind in ways:
            if other is not None and not is_book:
                reference = cards.link(other.link)
                name = interface_word(which, self.config, "glossterm-label")
                reference.insert(0, [name, nodes.Text(" ")])
                nav += nodes.paragraph("", "", reference, classes=[f"glossterm-nav-{kind}"])
        if nav.children:
            yield nav
