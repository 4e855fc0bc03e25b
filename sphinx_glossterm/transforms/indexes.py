"""All terms: the lists that ``termindex`` stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes

from sphinx_glossterm.collation import DIGITS, SYMBOLS
from sphinx_glossterm.entry import Entry, IndexPage, make_id
from sphinx_glossterm.messages import Label, label, project_label
from sphinx_glossterm.nodes import (
    glossterm_block,
    glossterm_heading,
    glossterm_index,
    glossterm_nav,
)
from sphinx_glossterm.transforms.cards import Cards
from sphinx_glossterm.transforms.post import GlosstermPostTransform

# Fragments of the headings that are no letters.
_HEADING_IDS = {DIGITS: "digits", SYMBOLS: "symbols"}


class IndexLists(GlosstermPostTransform):
    """Fill each list of terms.

    The doctree afterwards::

        <glossterm_index classes="glossterm-index">
            <glossterm_block classes="glossterm-group" ids="glossterm-index-a">
                <glossterm_heading>
                <definition_list classes="glossterm-list"> | <bullet_list classes="glossterm-cards">
                | <table classes="glossterm-table">
    """

    default_priority = 4  # before TermReferences (5) and ReferencesResolver (10)

    def run(self, **kwargs: Any) -> None:
        """Fill the lists of the document."""
        domain = self.domain
        for index in self.document.findall(glossterm_index):
            page = IndexPage(
                index["docname"],
                index["ids"][0],
                index.line or 0,
                index["category"],
                tuple(index["tags"]),
            )
            entries = domain.glossary.listed(page)
            cards = Cards(domain, page.docname)
            if entries:
                index += self._groups(index, entries, cards)
            else:
                text = label(Label.NO_TERMS, self.config)
                index += nodes.paragraph("", text, classes=["glossterm-empty"])

    def _groups(self, index: glossterm_index, entries: list[Entry], cards: Cards) -> list[nodes.Node]:
        by_category = index["group"] == "category"
        cards_of = _as_cards if by_category else _as_cards_with_category
        show = {"list": _as_list, "cards": cards_of, "table": _as_table}[index["style"]]
        if index["group"] == "none":
            return [show(entries, cards)]
        groups = self._by_category(entries, cards) if by_category else self._by_letter(entries, cards)
        anchor = index["ids"][0]
        return [
            cards.block(heading, "group", f"{anchor}-{fragment}", show(members, cards))
            for fragment, heading, members in groups
        ]

    def _by_letter(
        self, entries: list[Entry], cards: Cards
    ) -> Iterable[tuple[str, nodes.Node, list[Entry]]]:
        for letter, members in cards.domain.glossary.letters(entries).items():
            fragment = _HEADING_IDS.get(letter, letter.lower())
            yield fragment, nodes.Text(letter), members

    def _by_category(
        self, entries: list[Entry], cards: Cards
    ) -> Iterable[tuple[str, nodes.Node, list[Entry]]]:
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.category, []).append(entry)
        collator = cards.domain.glossary.collator
        # What has no category comes last.
        in_order = sorted(groups, key=lambda text: (not text, collator.key(project_label(text)[0])))
        for text in in_order:
            if text:
                yield f"category-{make_id(text)}", cards.label(text), groups[text]
            else:
                heading = nodes.Text(label(Label.UNCATEGORIZED, self.config))
                yield "uncategorized", heading, groups[text]


class LetterBars(GlosstermPostTransform):
    """Put a bar of links to its letters above each list that is grouped by letter, in HTML.

    The doctree::

        <glossterm_nav classes="glossterm-letters" label=...>
            <paragraph> <reference refid=...> <reference refid=...> ...
    """

    default_priority = 5  # after IndexLists (4)
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add a bar to each list that has more than one group."""
        for index in self.document.findall(glossterm_index):
            groups = [group for group in index.children if isinstance(group, glossterm_block)]
            if index["group"] != "letter" or len(groups) < 2:
                continue
            letters = nodes.paragraph()
            for group in groups:
                heading = next(group.findall(glossterm_heading))
                text = nodes.inline("", heading.astext())
                letters += nodes.reference("", "", text, internal=True, refid=group["ids"][0])
                letters += nodes.Text(" ")
            name = label(Label.LETTERS, self.config)
            index.insert(0, glossterm_nav("", letters, classes=["glossterm-letters"], label=name))


Show = Callable[[list[Entry], Cards], nodes.Element]


def _as_list(entries: list[Entry], cards: Cards) -> nodes.Element:
    listed = nodes.definition_list("", classes=["glossterm-list"])
    for entry in entries:
        term = nodes.term("", "", cards.title(entry))
        term += cards.abbreviation(entry)
        definition = nodes.definition("", *cards.definition(entry))
        listed += nodes.definition_list_item("", term, definition)
    return listed


def _as_cards(entries: list[Entry], cards: Cards) -> nodes.Element:
    return cards.cards(entries)


def _as_cards_with_category(entries: list[Entry], cards: Cards) -> nodes.Element:
    return cards.cards(entries, with_category=True)


def _as_table(entries: list[Entry], cards: Cards) -> nodes.Element:
    columns = (Label.TERM, Label.CATEGORY, Label.DEFINITION)
    header = nodes.row()
    for which in columns:
        text = label(which, cards.config)
        header += nodes.entry("", nodes.paragraph("", text))
    body = nodes.tbody()
    for entry in entries:
        term = nodes.paragraph("", "", cards.title(entry))
        term += cards.abbreviation(entry)
        category = [nodes.paragraph("", "", cards.label(entry.category))] if entry.category else []
        cells = ([term], category, cards.definition(entry))
        body += nodes.row("", *(nodes.entry("", *cell) for cell in cells))
    widths = (25, 20, 55)  # per cent, roughly: the definition is the longest
    group = nodes.tgroup(
        "", *(nodes.colspec(colwidth=width) for width in widths), nodes.thead("", header), body
    )
    group["cols"] = len(columns)
    return nodes.table("", group, classes=["glossterm-table"])
