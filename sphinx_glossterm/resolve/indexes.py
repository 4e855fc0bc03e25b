"""Fill in the lists of ``termindex``, in all formats except HTML pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from docutils import nodes

from sphinx_glossterm.collect.entries import index_page
from sphinx_glossterm.doctree.nodes import (
    blocks_of,
    glossterm_block,
    glossterm_heading,
    glossterm_index,
    glossterm_nav,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label, label
from sphinx_glossterm.resolve.cards import Cards, joint_of, words_in
from sphinx_glossterm.resolve.languages import in_language, is_site, language_name
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import IndexView, NamesView, RowView
from sphinx_glossterm.terms.entry import IndexPage
from sphinx_glossterm.terms.ids import group_anchors

NO_NAME: Final = "–"
"""The sign in a table of languages for a missing name."""


class IndexLists(GlosstermPostTransform):
    """Fill in each list of terms.

    The doctree afterwards::

        <glossterm_index classes="glossterm-index">
            <glossterm_block classes="glossterm-group" ids="glossterm-index-a">
                <glossterm_heading>
                <definition_list classes="glossterm-list"> | <bullet_list classes="glossterm-cards">
                | <table classes="glossterm-table">
    """

    default_priority = 4  # before ReferencesResolver (10)

    def run(self, **kwargs: Any) -> None:
        """Fill in the lists of the document."""
        domain = self.domain
        if is_site(domain.builder):
            return  # write.html.index fills them in when it writes the page
        for node in blocks_of(self.document, glossterm_index):
            page = index_page(node)
            view = domain.views.index(page)
            if view.rows:
                node += _blocks(node["style"], page, view, Cards(domain.builder, page.docname))
            else:
                text = interface_word(Label.NO_TERMS, self.config)
                node += nodes.paragraph("", "", text, classes=["glossterm-empty"])


def _blocks(style: str, page: IndexPage, view: IndexView, cards: Cards) -> list[nodes.Node]:
    def show(rows: Iterable[RowView]) -> nodes.Element:
        if style == "languages":
            return _as_languages(rows, view.languages, cards)
        if style == "table":
            return _as_table(rows, cards, with_category=page.group != "category")
        known = {"cards": _as_cards, "abbreviations": _as_abbreviations}
        return known.get(style, _as_list)(rows, cards)

    if page.group == "none":
        return [show(view.rows)]
    blocks: list[nodes.Node] = []
    anchors = group_anchors(page, [group.label.source for group in view.groups])
    for group, anchor in zip(view.groups, anchors, strict=True):
        heading: nodes.Node = interface_word(Label.UNCATEGORIZED, cards.config)
        if group.label.source:
            is_shelf = page.group == "category"
            heading = cards.name(group.label.shown) if is_shelf else nodes.Text(group.label.source)
        blocks.append(cards.block(heading, "group", [anchor], show(group.rows)))
    return blocks


class LetterBars(GlosstermPostTransform):
    """In HTML, put a letter bar above each list that is grouped by letter.

    The doctree::

        <glossterm_nav classes="glossterm-letters" label=...>
            <paragraph> <reference refid=...> <reference refid=...> ...
    """

    default_priority = 5  # after IndexLists (4)
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add a bar to each list that has more than one group."""
        for index in blocks_of(self.document, glossterm_index):
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


def _as_list(rows: Iterable[RowView], cards: Cards) -> nodes.Element:
    listed = nodes.definition_list("", classes=["glossterm-list"])
    for row in rows:
        term = nodes.term("", "", *cards.title(row.card))
        definition = nodes.definition("", *cards.definition(row.card.definition))
        listed += nodes.definition_list_item("", term, definition)
    return listed


def _as_abbreviations(rows: Iterable[RowView], cards: Cards) -> nodes.Element:
    listed = nodes.definition_list("", classes=["glossterm-list", "glossterm-abbreviations"])
    for row in rows:
        link = row.card.link
        assert row.card.abbreviation is not None
        term = nodes.term("", "", cards.link(link._replace(title=row.card.abbreviation)))
        words = [cards.name(link.title), *cards.glossary(row.card)]
        meaning = nodes.definition("", nodes.paragraph("", "", *words))
        listed += nodes.definition_list_item("", term, meaning)
    return listed


def _as_cards(rows: Iterable[RowView], cards: Cards) -> nodes.Element:
    return cards.cards(
        cards.card(row.card, row.category.shown if row.category else None) for row in rows
    )


def _as_table(rows: Iterable[RowView], cards: Cards, *, with_category: bool) -> nodes.Element:
    # The widths in per cent. The definition is the longest.
    columns = {Label.TERM: 25, Label.CATEGORY: 20, Label.DEFINITION: 55}
    if not with_category:
        del columns[Label.CATEGORY]
    heads = [interface_word(which, cards.config) for which in columns]
    table = []
    for row in rows:
        term = nodes.paragraph("", "", *cards.title(row.card))
        cells: list[list[nodes.Node]] = [[term], cards.definition(row.card.definition)]
        if with_category:
            shelf = [cards.name(row.category.shown)] if row.category else []
            cells.insert(1, [nodes.paragraph("", "", *shelf)])
        table.append(cells)
    return _table(heads, columns.values(), table)


def _as_languages(rows: Iterable[RowView], languages: tuple[str, ...], cards: Cards) -> nodes.Element:
    config = cards.config
    heads = [
        in_language(language, config, nodes.Text(language_name(language, config)))
        for language in languages
    ]
    table: list[list[list[nodes.Node]]] = []
    for row in rows:
        known = dict(row.names)
        title = cards.link(row.card.link)
        cells = [[*_called(known[languages[0]], cards, title), *cards.glossary(row.card)]]
        for language in languages[1:]:
            words: nodes.Node = nodes.Text(NO_NAME)
            if language in known:
                words = in_language(language, config, *_called(known[language], cards))
            cells.append([words])
        table.append([[nodes.paragraph("", "", *cell)] for cell in cells])
    return _table(heads, [100 // len(languages)] * len(languages), table, "glossterm-translations")


def _called(names: NamesView, cards: Cards, title: nodes.Node | None = None) -> list[nodes.Node]:
    """The names of an entry in one language; the node *title*, if given, replaces the first."""
    shown: list[nodes.Node] = []
    joint = joint_of(name.text for name in names.all)
    for n, name in enumerate(names.all):
        words = words_in(name, cards.builder) if n or title is None else [title]
        shown += [nodes.Text(joint), *words] if n else words
    return shown


def _table(
    heads: Iterable[nodes.Node],
    widths: Iterable[int],
    rows: Iterable[Iterable[list[nodes.Node]]],
    *classes: str,
) -> nodes.table:
    """A table of class ``glossterm-table``.

    Args:
        heads: The column heads.
        widths: The widths of the columns, in per cent.
        rows: For each row, the content of its cells.
        classes: More classes of the table.
    """
    header = nodes.row("", *(nodes.entry("", nodes.paragraph("", "", head)) for head in heads))
    body = nodes.tbody()
    for cells in rows:
        body += nodes.row("", *(nodes.entry("", *cell) for cell in cells))
    specs = [nodes.colspec(colwidth=width) for width in widths]
    group = nodes.tgroup("", *specs, nodes.thead("", header), body, cols=len(specs))
    return nodes.table("", group, classes=["glossterm-table", *classes])
