"""The index as HTML: its rows, its letter bar and its filter.

Builders of pages write it straight from a view. It is the one page that grows with the glossary,
and is written again with every change; a doctree of it would take most of the time of a small edit. The
markup is that of the standard nodes that others get from :mod:`sphinx_glossterm.resolve.indexes`.

Each row says what it is found by, for ``static/glossterm-index.js``::

    <div data-names="token&#10;टोकन" data-category="Text" data-tag="rag&#10;training">
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING
from unicodedata import normalize

from sphinx_glossterm.collect.entries import index_page
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.indexes import group_anchors
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.terms.entry import IndexPage
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.outline import heading_level

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_glossterm.doctree.nodes import glossterm_index
    from sphinx_glossterm.resolve.views import IndexView, LabelView, RowView

_MANY_LABELS = 12  # more are folded away


def has_filter(node: glossterm_index, builder: StandaloneHTMLBuilder) -> bool:
    """Whether a builder's page has the filter of an index, and needs its script.

    Args:
        node: The index in the doctree.
        builder: The builder; help files are read where scripts are none.
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

    def html(self) -> str:
        """All that stands within the index's own element."""
        if not self.view.rows:
            return f'<p class="glossterm-empty">{self._fragments.word(Label.NO_TERMS)}</p>\n'
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if has_filter(self.node, self._builder):
            yield self._filter()
        if self.page.group == "none":
            yield self._listed(self.view.rows)
            return
        groups = self.view.groups
        anchors = group_anchors(self.page, [group.label.source for group in groups])
        if self.page.group == "letter" and len(groups) > 1:
            yield self._letters(anchors)
        level = heading_level(self.node)
        for group, anchor in zip(groups, anchors, strict=True):
            heading = self._fragments.name(group.label.shown) or self._fragments.word(
                Label.UNCATEGORIZED
            )
            yield self._fragments.block("group", [anchor], level, heading)
            yield self._listed(group.rows, group.label.source)
            yield "</div>\n"

    def _letters(self, anchors: list[str]) -> str:
        links = "\n".join(
            f'<a class="reference internal" href="#{escape(anchor)}">{escape(group.label.source)}</a>'
            for group, anchor in zip(self.view.groups, anchors, strict=True)
        )
        name = self._numbered(self._fragments.word_text(Label.LETTERS))
        return f'<nav class="glossterm-letters" aria-label="{name}">\n<p>{links}</p>\n</nav>\n'

    @cached_property
    def _place(self) -> int:
        """Which index of its document it is: 1 for the first."""
        assert self.node.document is not None
        indexes = self.node.document.findall(type(self.node))
        return next(n for n, node in enumerate(indexes, 1) if node is self.node)

    def _numbered(self, name: str) -> str:
        """A landmark's name, which no other on the page may have."""
        return f"{name} {self._place}" if self._place > 1 else name

    # ---- rows

    def _listed(self, rows: Iterable[RowView], heading: str = "") -> str:
        show = {"list": self._as_list, "cards": self._as_cards, "table": self._as_table}
        return show[self.node["style"]]((row, self._data(row, heading)) for row in rows)

    def _as_list(self, rows: Iterable[tuple[RowView, str]]) -> str:
        shown = (
            f"<div{data}><dt>{self._fragments.title(row.card)}</dt>"
            f"<dd>{self._fragments.paragraph(row.card.definition, is_linked=True)}</dd></div>\n"
            for row, data in rows
        )
        return f'<dl class="glossterm-list">\n{"".join(shown)}</dl>\n'

    def _as_cards(self, rows: Iterable[tuple[RowView, str]]) -> str:
        return self._fragments.cards(
            self._fragments.card(row.card, data, row.category.shown if row.category else None)
            for row, data in rows
        )

    def _as_table(self, rows: Iterable[tuple[RowView, str]]) -> str:
        columns = [Label.TERM, Label.CATEGORY, Label.DEFINITION]
        if self.page.group == "category":
            columns.remove(Label.CATEGORY)
        head = "".join(f'<th scope="col">{self._fragments.word(which)}</th>' for which in columns)
        shown = []
        for row, data in rows:
            definition = self._fragments.paragraph(row.card.definition, is_linked=True)
            cells = [self._fragments.title(row.card), definition]
            if Label.CATEGORY in columns:
                cells.insert(1, self._fragments.name(row.category.shown) if row.category else "")
            filled = "".join(f"<td>{cell}</td>" for cell in cells)
            shown.append(f"<tr{data}>{filled}</tr>\n")
        return (
            '<table class="glossterm-table docutils align-default">\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(shown)}</tbody>\n</table>\n"
        )

    def _data(self, row: RowView, heading: str) -> str:
        if not self.node["filter"]:
            return ""
        category = row.category.source if row.category else ""
        if self.page.group == "category":
            category = heading
        tags = (tag.source for tag in row.tags)
        # The page takes them apart again, which is three times as long for Hangul.
        names = (normalize("NFC", name) for name in row.found_by)
        data = (("names", names), ("category", (category,)), ("tag", tags))
        return "".join(f' data-{key}="{_lines(values)}"' for key, values in data)

    # ---- the filter

    def _filter(self) -> str:
        """A form that the page's script shows; without it there is nothing to be seen."""
        suffix = f"-{self._place}" if self._place > 1 else ""
        label, name = self._fragments.word(Label.FILTER), self._fragments.word_text(Label.FILTER)
        count = self._fragments.word_text(Label.COUNT, len(self.view.rows))
        categories: Iterable[LabelView] = (row.category for row in self.view.rows if row.category)
        if self.page.group == "category":
            categories = (group.label for group in self.view.groups if group.label.source)
        tags = (tag for row in self.view.rows for tag in row.tags)
        return (
            f'<form class="glossterm-filter" role="search" aria-label="{self._numbered(name)}" hidden'
            f' data-count="{count}">\n'
            f'<label>{label} <input type="search" name="q{suffix}" autocomplete="off"'
            ' spellcheck="false"></label>\n'
            f"{self._chips(Label.CATEGORY, 'category', suffix, categories, at_least=2)}"
            f"{self._chips(Label.TAGS, 'tag', suffix, tags, at_least=1)}"
            '<p role="status"></p>\n'
            f"<p hidden>{self._fragments.word(Label.NO_MATCH)}"
            f' <button type="reset">{self._fragments.word(Label.SHOW_ALL)}</button>'
            f"{self._search()}</p>\n</form>\n"
        )

    def _chips(
        self, which: Label, name: str, suffix: str, given: Iterable[LabelView], *, at_least: int
    ) -> str:
        """A choice of labels; their values are the source's, so that an address fits all languages."""
        labels = dict(given)
        if len(labels) < at_least:
            return ""
        key = collator(self._builder.config.language).key
        shown = sorted(labels.items(), key=lambda pair: key(pair[1].text))
        chips = "".join(
            f'<label><input type="checkbox" name="{name}{suffix}" value="{escape(text)}">'
            f" {self._fragments.name(label)}</label>\n"
            for text, label in shown
        )
        legend = self._fragments.word(which)
        if len(shown) <= _MANY_LABELS:
            return f'<fieldset name="{name}"><legend>{legend}</legend>\n{chips}</fieldset>\n'
        return (
            f"<details><summary>{legend}</summary>\n"
            f'<fieldset name="{name}" aria-label="{self._fragments.word_text(which)}">\n'
            f"{chips}</fieldset></details>\n"
        )

    def _search(self) -> str:
        if not self._builder.search:
            return ""
        address = self._builder.get_relative_uri(self.page.docname, "search")
        return f' <a href="{escape(address)}">{self._fragments.word(Label.SEARCH_SITE)}</a>'


def _lines(values: Iterable[str]) -> str:
    return escape("\n".join(values))
