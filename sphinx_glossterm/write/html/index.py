"""The index as HTML: its rows, its letter bar and its filter.

Page builders write it directly from a view. It is the only page that grows with the glossary and is
written again after every change; a doctree for it would take most of the time of a small edit. The
markup is that of the standard nodes that other builders get from
:mod:`sphinx_glossterm.resolve.indexes`.

Each row has the names to find it by, for ``static/glossterm-index.js``::

    <div data-names="Token&#10;टोकन" data-category="Text" data-tag="rag&#10;training">

A row of a table of languages has its rank in each column, 0 if it has no name there::

    <tr data-names="Token&#10;टोकन" data-ranks="7 2 0">
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from sphinx_glossterm.collect.entries import index_page
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.cards import joint_of
from sphinx_glossterm.resolve.indexes import NO_NAME
from sphinx_glossterm.resolve.languages import is_site, language_address, language_name
from sphinx_glossterm.terms.entry import IndexPage
from sphinx_glossterm.terms.ids import group_anchors
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.write.html.directions import attributes, direction_attribute
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.outline import heading_level

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_glossterm.doctree.nodes import glossterm_index
    from sphinx_glossterm.resolve.views import IndexView, LabelView, LinkView, NamesView, RowView


TABLES: Final = ("table", "languages")
"""The styles that are tables. The heading of a group names its table."""


def has_filter(node: glossterm_index, builder: StandaloneHTMLBuilder) -> bool:
    """Whether a page has the filter of an index, and so needs its script.

    Args:
        node: The index in the doctree.
        builder: The builder. Help files are shown without scripts.
    """
    return bool(node["filter"]) and is_site(builder) and not builder.embedded


class IndexPart:
    """One index, on its page.

    Args:
        view: What it shows.
        builder: A builder of one page for each document.
        node: The index in the doctree.
    """

    def __init__(self, view: IndexView, builder: StandaloneHTMLBuilder, node: glossterm_index) -> None:
        self.view = view
        self.node = node
        self.page: IndexPage = index_page(node)
        self._builder = builder
        self._fragments = Fragments(builder, self.page.docname)
        # A page has one filter: that of the first list that can have one.
        self._has_filter = has_filter(node, builder) and node is next(
            index for index in self._indexes if index["filter"]
        )

    def html(self) -> str:
        """The content of the index's element."""
        if not self.view.rows:
            return f'<p class="glossterm-empty">{self._fragments.word(Label.NO_TERMS)}</p>\n'
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        groups = self.view.groups
        anchors = group_anchors(self.page, [group.label.source for group in groups])
        # Letters come before the filter, so that the keyboard leads from its field to the terms.
        if self.page.group == "letter" and len(groups) > 1:
            yield self._letters(anchors)
        if self._has_filter:
            yield self._filter()
        if self.page.group == "none":
            yield self._listed(self.view.rows)
            return
        level = heading_level(self.node)
        for group, anchor in zip(groups, anchors, strict=True):
            heading = self._fragments.name(group.label.shown) or self._fragments.word(
                Label.UNCATEGORIZED
            )
            named = (
                f"{anchor}.name" if self.node["style"] in TABLES else ""
            )  # no id of a group has a dot
            if named:
                heading = f'<span id="{escape(named)}">{heading}</span>'
            yield self._fragments.block("group", [anchor], level, heading)
            yield self._listed(group.rows, named)
            yield "</div>\n"

    def _letters(self, anchors: list[str]) -> str:
        links = "\n".join(
            f'<a class="reference internal" href="#{escape(anchor)}">{escape(group.label.source)}</a>'
            for group, anchor in zip(self.view.groups, anchors, strict=True)
        )
        name = self._numbered(self._fragments.word_text(Label.LETTERS))
        return f'<nav class="glossterm-letters" aria-label="{name}">\n<p>{links}</p>\n</nav>\n'

    @cached_property
    def _indexes(self) -> list[glossterm_index]:
        """All indexes of the document."""
        assert self.node.document is not None
        return list(self.node.document.findall(type(self.node)))

    def _numbered(self, name: str) -> str:
        """A name for a landmark, unique on the page."""
        place = next(n for n, node in enumerate(self._indexes, 1) if node is self.node)
        return f"{name} {place}" if place > 1 else name

    # ---- rows

    def _listed(self, rows: Iterable[RowView], named: str = "") -> str:
        """Entries, as the list shows them.

        Args:
            rows: The entries.
            named: The id of the heading that names their table.
        """
        filled = ((row, self._data(row)) for row in rows)
        tables = {"table": self._as_table, "languages": self._as_languages}
        if table := tables.get(self.node["style"]):
            return table(filled, named)
        lists = {
            "list": self._as_list,
            "cards": self._as_cards,
            "abbreviations": self._as_abbreviations,
        }
        return lists[self.node["style"]](filled)

    def _as_list(self, rows: Iterable[tuple[RowView, str]]) -> str:
        shown = (
            f"<div{data}><dt>{self._fragments.title(row.card)}</dt>"
            f"<dd>{self._fragments.paragraph(row.card.definition, is_linked=True)}</dd></div>\n"
            for row, data in rows
        )
        return f'<dl class="glossterm-list">\n{"".join(shown)}</dl>\n'

    def _as_abbreviations(self, rows: Iterable[tuple[RowView, str]]) -> str:
        shown = []
        for row, data in rows:
            link = row.card.link
            assert row.card.abbreviation is not None
            term = self._fragments.link(link._replace(title=row.card.abbreviation))
            meaning = self._fragments.name(link.title) + self._fragments.glossary(row.card)
            shown.append(f"<div{data}><dt>{term}</dt><dd><p>{meaning}</p></dd></div>\n")
        return f'<dl class="glossterm-list glossterm-abbreviations">\n{"".join(shown)}</dl>\n'

    def _as_cards(self, rows: Iterable[tuple[RowView, str]]) -> str:
        return self._fragments.cards(
            self._fragments.card(row.card, data, row.category.shown if row.category else None)
            for row, data in rows
        )

    def _as_table(self, rows: Iterable[tuple[RowView, str]], named: str) -> str:
        columns = [Label.TERM, Label.CATEGORY, Label.DEFINITION]
        if self.page.group == "category":
            columns.remove(Label.CATEGORY)
        heads = (f'<th scope="col">{self._fragments.word(which)}</th>' for which in columns)
        shown = []
        for row, data in rows:
            definition = self._fragments.paragraph(row.card.definition, is_linked=True)
            cells = [self._fragments.title(row.card), definition]
            if Label.CATEGORY in columns:
                cells.insert(1, self._fragments.name(row.category.shown) if row.category else "")
            shown.append((data, (f"<td>{cell}</td>" for cell in cells)))
        return _table("glossterm-table", heads, shown, named)

    def _as_languages(self, rows: Iterable[tuple[RowView, str]], named: str) -> str:
        own, *others = self.view.languages
        config = self._builder.config
        marks = {own: "", **{language: attributes(language, config) for language in others}}
        heads = (
            f'<th scope="col"{mark}{self._sorted(is_first=language == own)}>'
            f"{escape(language_name(language, config), quote=False)}</th>"
            for language, mark in marks.items()
        )
        shown = []
        for row, data in rows:
            link = row.card.link
            names = dict(row.names)
            words = self._called(names[own], self._fragments.link(link))
            cells = [f"<td>{words}{self._fragments.glossary(row.card)}</td>"]
            for language in others:
                if called := names.get(language):
                    title = self._title_in(language, called, link)
                    cells.append(f"<td{marks[language]}>{self._called(called, title)}</td>")
                else:
                    side = direction_attribute(language, config)  # of the column
                    cells.append(f"<td{side}>{NO_NAME}</td>")
            shown.append((data, cells))
        # In a box of its own, which scrolls sideways on a narrow page.
        table = _table("glossterm-table glossterm-translations", heads, shown, named)
        return f'<div class="glossterm-wide">{table}</div>\n'

    def _sorted(self, *, is_first: bool) -> str:
        """How a column is sorted, for the script that turns its head into a button."""
        if not self._has_filter:
            return ""
        return f' aria-sort="{"ascending" if is_first else "none"}"'

    def _title_in(self, language: str, names: NamesView, link: LinkView) -> str:
        """A title in another language, as a link to the entry there if the site has that language."""
        if names.title is None:
            return ""
        words = self._fragments.words(names.title)
        if language not in self._builder.config.glossterm_languages:
            return words
        address = language_address(self._builder, link.docname, language, link.anchor, self.page.docname)
        return (
            f'<a class="reference internal" href="{escape(address)}" hreflang="{tag_of(language)}">'
            f"{words}</a>"
        )

    def _called(self, names: NamesView, title: str) -> str:
        """The names of an entry in one language, with the title as given."""
        others = map(self._fragments.words, names.others)
        return joint_of(name.text for name in names.all).join(filter(None, (title, *others)))

    @cached_property
    def _has_glossaries(self) -> bool:
        """Whether the list has entries of glossaries with a name, and those of others beside them."""
        return any(row.glossary for row in self.view.rows)

    @cached_property
    def _ranks(self) -> dict[tuple[str, str], str]:
        """The rank of each row in each column, by document and anchor.

        Ranks count in the whole list, so each language is sorted only once. The rows themselves are in
        the order of the build's language.
        """
        rows = self.view.rows
        ranks = [[str(place)] for place in range(1, len(rows) + 1)]
        known = [dict(row.names) for row in rows]
        for language in self.view.languages[1:]:
            order = collator(language)
            named = []
            for place, names in enumerate(known):
                if language in names:
                    text = names[language].all[0].text
                    named.append((order.letter_key(order.letter(text)), order.key(text), place))
            found = {place: rank for rank, (*_key, place) in enumerate(sorted(named), 1)}
            for place, row_ranks in enumerate(ranks):
                row_ranks.append(str(found.get(place, 0)))
        links = (row.card.link for row in rows)
        return {
            (link.docname, link.anchor): " ".join(found)
            for link, found in zip(links, ranks, strict=True)
        }

    def _data(self, row: RowView) -> str:
        if not self._has_filter:
            return ""
        # The page decomposes names to compare them, which makes Hangul three times as long.
        names = (normalize("NFC", name) for name in row.found_by)
        category = [row.category.source] if row.category else []
        glossary = [row.glossary.source] if row.glossary else []
        tags = [tag.source for tag in row.tags]
        data = (("names", names), ("glossary", glossary), ("category", category), ("tag", tags))
        said = "".join(
            f' data-{key}="{_lines(values)}"'
            for key, values in data
            if key != "glossary" or self._has_glossaries
        )
        if self.view.languages:
            link = row.card.link
            said += f' data-ranks="{self._ranks[link.docname, link.anchor]}"'
        return said

    # ---- the filter

    def _filter(self) -> str:
        """A field, and a button that opens a choice of labels. Hidden without scripts."""
        word, text = self._fragments.word, self._fragments.word_text
        total = len(self.view.rows)
        glossaries = (row.glossary for row in self.view.rows if row.glossary is not None)
        choices = self._chips(Label.NAVIGATION, "glossary", glossaries, at_least=1)
        if self.page.group != "category":  # else the list itself is one of categories
            categories = (row.category for row in self.view.rows if row.category is not None)
            choices += self._chips(Label.CATEGORY, "category", categories, at_least=2)
        tags = (tag for row in self.view.rows for tag in row.tags)
        choices += self._chips(Label.TAGS, "tag", tags, at_least=1)
        field, keys, panel = (f"{self.page.anchor}-{part}" for part in ("filter", "keys", "filters"))
        button = f'<button type="button" aria-expanded="false" aria-controls="{panel}">'
        return (
            f'<form class="glossterm-filter" role="search" aria-label="{text(Label.FILTER)}"'
            f' data-count="{text(Label.COUNT, total)}">\n'
            f'<label for="{field}">{word(Label.FILTER)}</label>\n'
            f'<input type="search" name="q" id="{field}" aria-describedby="{keys}"'
            f' placeholder="{text(Label.FILTER)} ({total})" autocomplete="off" spellcheck="false">\n'
            + (f"{button}{word(Label.FILTERS)}</button>\n" if choices else "")
            + '<p role="status"></p>\n'
            + (f'<div id="{panel}" hidden>\n{choices}</div>\n' if choices else "")
            + f'<p hidden><button type="reset">{word(Label.SHOW_ALL)}</button>{self._search()}</p>\n'
            # As elements, which can carry a language.
            f'<span id="{keys}" hidden>{word(Label.KEYS)}</span>\n'
            f"<span hidden>{word(Label.NO_MATCH)}</span>\n</form>\n"
        )

    def _chips(self, which: Label, name: str, given: Iterable[LabelView], *, at_least: int) -> str:
        """A choice of labels. Its values are in the source language, for addresses that fit all."""
        labels = dict(given)
        if len(labels) < at_least:
            return ""
        key = collator(self._builder.config.language).key
        shown = sorted(labels.items(), key=lambda pair: key(pair[1].text))
        chips = "".join(
            f'<label><input type="checkbox" name="{name}" value="{escape(text)}">'
            f" {self._fragments.name(label)}</label>\n"
            for text, label in shown
        )
        legend = self._fragments.word(which)
        return f'<fieldset name="{name}"><legend>{legend}</legend>\n{chips}</fieldset>\n'

    def _search(self) -> str:
        if not self._builder.search:
            return ""
        address = self._builder.get_relative_uri(self.page.docname, "search")
        return f' <a href="{escape(address)}">{self._fragments.word(Label.SEARCH_SITE)}</a>'


def _table(
    classes: str, heads: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]], named: str
) -> str:
    """A table.

    Args:
        classes: Its classes.
        heads: The cells of its head.
        rows: The attributes of each row, and its cells.
        named: The id of the element that names it, if there is one.
    """
    shown = "".join(f"<tr{data}>{''.join(cells)}</tr>\n" for data, cells in rows)
    name = f' aria-labelledby="{escape(named)}"' if named else ""
    return (
        f'<table class="{classes} docutils align-default"{name}>\n'
        f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n{shown}</tbody>\n</table>\n"
    )


def _lines(values: Iterable[str]) -> str:
    return escape("\n".join(values))
