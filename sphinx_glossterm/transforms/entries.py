"""The parts of an entry that depend on other documents, or on the catalogue of labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from sphinx_glossterm.entry import Entry, Status
from sphinx_glossterm.messages import Label, Warn, did_you_mean, label, warn
from sphinx_glossterm.nodes import (
    EntryNode,
    entries_of,
    glossterm_block,
    glossterm_dfn,
    glossterm_names,
    glossterm_nav,
    language_class,
    place_after_title,
)
from sphinx_glossterm.transforms.cards import Cards
from sphinx_glossterm.transforms.post import GlosstermPostTransform


class EntryParts(GlosstermPostTransform):
    """Complete each entry: names and labels above the definition, relations below the facets.

    The doctree afterwards, every part standard nodes and only where there is something to show::

        <glossterm_entry>
            <title> <glossterm_dfn> ... <inline classes="glossterm-abbr">
            <paragraph classes="glossterm-category">
            <paragraph classes="glossterm-source">
            <paragraph classes="glossterm-aka">
            <paragraph classes="glossterm-status">
            ... definition and facets
            <glossterm_block classes="glossterm-related"> <bullet_list classes="glossterm-cards">
            <glossterm_block classes="glossterm-mentions"> <bullet_list>
    """

    # Before TermReferences (5) and ReferencesResolver (10), as definitions may hold references.
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Complete the entries of the document, or of all documents assembled into one."""
        domain = self.domain
        for node in list(entries_of(self.document)):
            entry = domain.glossary.at(node["docname"], node["anchor"])
            if entry is None:  # the page of a failed or interrupted build
                continue
            cards = Cards(domain, entry.docname)
            _complete_title(node, entry, cards)
            names = next((n for n in node.children if isinstance(n, glossterm_names)), None)
            if names is not None:
                node.remove(names)
            for n, part in enumerate(_head(entry, cards), place_after_title(node)):
                node.insert(n, part)
            node.extend(self._related(node, entry, cards))
            if self.config.glossterm_mentions:
                node.extend(self._mentions(entry, cards))

    def _related(self, node: EntryNode, entry: Entry, cards: Cards) -> list[nodes.Node]:
        found: dict[tuple[str, str], Entry] = {}
        for target in entry.related:
            match = cards.domain.glossary.find(target)
            if match is None:
                self._warn_of_unknown("related", target, node, cards)
            elif match.entry is not entry:
                found[match.entry.key] = match.entry
        for option, target in (("see", entry.see), ("replaced-by", entry.replaced_by)):
            if target and cards.domain.glossary.find(target) is None:
                self._warn_of_unknown(option, target, node, cards)
        if not found:
            return []
        heading = nodes.Text(label(Label.RELATED, self.config))
        listed = cards.cards(found.values())
        return [cards.block(heading, "related", self._free(f"{entry.anchor}-related"), listed)]

    def _warn_of_unknown(self, option: str, target: str, node: EntryNode, cards: Cards) -> None:
        hint = did_you_mean(cards.domain.glossary.closest(target))
        warn(
            Warn.RELATED,
            f'":{option}:" names "{target}", which is no entry; it is left out.'
            + (hint or " Write an entry for it, or take the name away."),
            location=node,
        )

    def _mentions(self, entry: Entry, cards: Cards) -> list[nodes.Node]:
        shown: list[tuple[str, nodes.Node]] = []
        for docname, anchor in cards.domain.mentions.get(entry.key, ()):
            other = cards.domain.glossary.at(docname, anchor) if anchor else None
            if other is not None:
                shown.append((other.title.text, cards.title(other)))
            elif docname in self.env.titles:
                text = self.env.titles[docname].astext()
                shown.append((text, cards.document(docname, text)))
        if not shown:
            return []
        collator = cards.domain.glossary.collator
        shown.sort(key=lambda pair: collator.key(pair[0]))
        items = (nodes.list_item("", nodes.paragraph("", "", link)) for _text, link in shown)
        listed = nodes.bullet_list("", *items, bullet="*")
        heading = nodes.Text(label(Label.MENTIONED, self.config))
        return [cards.block(heading, "mentions", self._free(f"{entry.anchor}-mentions"), listed)]

    def _free(self, wanted: str) -> list[str]:
        """An id that nothing in the document has; none where it is taken."""
        return [] if wanted in self.document.ids else [wanted]


class EntryNavigation(GlosstermPostTransform):
    """Put links to all terms, the previous and the next one under each entry, in HTML.

    The doctree::

        <glossterm_nav classes="glossterm-nav" label=...>
            <paragraph classes="glossterm-nav-all"> <reference> ...
            <paragraph classes="glossterm-nav-previous"> ...
    """

    default_priority = 4  # after EntryParts (3), so that it stands last
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the links to each entry of the document."""
        domain = self.domain
        for node in list(entries_of(self.document)):
            entry = domain.glossary.at(node["docname"], node["anchor"])
            if entry is None:
                continue
            cards = Cards(domain, entry.docname)
            nav = glossterm_nav(
                "",
                *self._links(entry, cards),
                classes=["glossterm-nav"],
                label=label(Label.NAVIGATION, self.config),
            )
            if nav.children:
                node.append(nav)

    def _links(self, entry: Entry, cards: Cards) -> Iterator[nodes.Node]:
        domain = cards.domain
        if index := domain.main_index:
            text = label(Label.ALL_TERMS, self.config)
            link = cards.document(index.docname, text, index.anchor)
            yield nodes.paragraph("", "", link, classes=["glossterm-nav-all"])
        if domain.builder.name == "epub":  # its next page is the next entry anyway
            return
        before, after = domain.glossary.neighbours(entry)
        for other, which, kind in (
            (before, Label.PREVIOUS, "previous"),
            (after, Label.NEXT, "next"),
        ):
            if other is not None:
                reference = cards.title(other)
                name = nodes.inline("", label(which, self.config), classes=["glossterm-label"])
                reference.insert(0, [name, nodes.Text(" ")])
                yield nodes.paragraph("", "", reference, classes=[f"glossterm-nav-{kind}"])


def _complete_title(node: EntryNode, entry: Entry, cards: Cards) -> None:
    title = node[0]
    assert isinstance(title, nodes.TextElement)
    name = cards.name(entry.title)
    dfn = glossterm_dfn("", "", *name.children, classes=name["classes"])
    title.children = []
    title += [dfn, *cards.abbreviation(entry)]


def _head(entry: Entry, cards: Cards) -> Iterator[nodes.Node]:
    config = cards.config
    source = config.glossterm_source_language
    if entry.category:
        yield cards.category(entry.category)
    if config.glossterm_show_source_title and entry.title.text != entry.title.source:
        text = nodes.inline("", entry.title.source, classes=[language_class(source)])
        yield nodes.paragraph("", "", text, classes=["glossterm-source"])
    if entry.aliases:
        yield cards.line(Label.AKA, map(cards.name, entry.aliases), "glossterm-aka")
    if entry.status is not Status.STABLE:
        yield _status(entry, cards)
    if entry.see:
        yield cards.see(Label.SEE, entry.see)


def _status(entry: Entry, cards: Cards) -> nodes.Node:
    which = Label.DRAFT if entry.status is Status.DRAFT else Label.DEPRECATED
    text = nodes.inline("", label(which, cards.config), classes=["glossterm-label"])
    paragraph = nodes.paragraph("", "", text)
    block = glossterm_block("", paragraph, classes=["glossterm-status", f"glossterm-{entry.status}"])
    if entry.replaced_by:
        block += cards.see(Label.INSTEAD, entry.replaced_by)
    return block
