"""The index as HTML: its rows, its letter bar and its filter.

Builders of pages write it straight from the records. It is the one page that grows with the glossary,
and is written again with every change; a doctree of it would take most of the time of a small edit. The
markup is that of the standard nodes that others get from :mod:`sphinx_glossterm.resolve.indexes`.

Each row says what it is found by, for ``static/glossterm.js``::

    <div data-names="token&#10;टोकन" data-category="Text" data-tag="rag&#10;training">
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from sphinx_glossterm.collect.entries import index_page
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.indexes import group_anchors
from sphinx_glossterm.terms.entry import Entry, IndexPage
from sphinx_glossterm.terms.spelling import loosen
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.outline import heading_level

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_glossterm.doctree.nodes import glossterm_index
    from sphinx_glossterm.resolve.domain import GlosstermDomain

_MANY_LABELS = 12  # more are folded away


class IndexPart:
    """One index, on its page.

    Args:
        domain: The store.
        builder: A builder of one page for each document.
        node: The index in the doctree.
    """

    def __init__(
        self, domain: GlosstermDomain, builder: StandaloneHTMLBuilder, node: glossterm_index
    ) -> None:
        self.node = node
        self.page: IndexPage = index_page(node)
        self.groups = domain.groups(self.page)
        self.entries = [entry for _name, members in self.groups for entry in members]
        self._builder = builder
        self._fragments = Fragments(domain, builder, self.page.docname)

    def html(self) -> str:
        """All that stands within the index's own element."""
        if not self.entries:
            return f'<p class="glossterm-empty">{self._fragments.word(Label.NO_TERMS)}</p>\n'
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        if self.node["filter"] and not self._builder.embedded:
            yield self._filter()
        if self.page.group == "none":
            yield self._listed(self.entries)
            return
        anchors = group_anchors(self.page, [name for name, _members in self.groups])
        if self.page.group == "letter" and len(self.groups) > 1:
            yield self._letters(anchors)
        level = heading_level(self.node)
        for (name, members), anchor in zip(self.groups, anchors, strict=True):
            heading = self._heading(name)
            yield (
                f'<div class="glossterm-group" id="{escape(anchor)}">\n'
                f'<h{level} class="glossterm-heading">{heading}</h{level}>\n'
            )
            yield self._listed(members)
            yield "</div>\n"

    def _heading(self, name: str) -> str:
        if self.page.group == "letter":
            return escape(name)
        return self._fragments.label(name) if name else self._fragments.word(Label.UNCATEGORIZED)

    def _letters(self, anchors: list[str]) -> str:
        links = "\n".join(
            f'<a class="reference internal" href="#{escape(anchor)}">{escape(name)}</a>'
            for (name, _members), anchor in zip(self.groups, anchors, strict=True)
        )
        name = self._numbered(self._fragments.word(Label.LETTERS))
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

    def _listed(self, entries: Iterable[Entry]) -> str:
        show = {"list": self._as_list, "cards": self._as_cards, "table": self._as_table}
        return show[self.node["style"]](entries)

    def _as_list(self, entries: Iterable[Entry]) -> str:
        rows = (
            f"<div{self._data(entry)}><dt>{self._title(entry)}</dt>"
            f"<dd>{self._fragments.paragraph(entry)}</dd></div>\n"
            for entry in entries
        )
        return f'<dl class="glossterm-list">\n{"".join(rows)}</dl>\n'

    def _as_cards(self, entries: Iterable[Entry]) -> str:
        with_category = self.page.group != "category"
        rows = (
            self._fragments.card(entry, self._data(entry), with_category=with_category)
            for entry in entries
        )
        return f'<ul class="glossterm-cards">\n{"".join(rows)}</ul>\n'

    def _as_table(self, entries: Iterable[Entry]) -> str:
        columns = [Label.TERM, Label.CATEGORY, Label.DEFINITION]
        if self.page.group == "category":
            columns.remove(Label.CATEGORY)
        head = "".join(f'<th scope="col">{self._fragments.word(which)}</th>' for which in columns)
        rows = []
        for entry in entries:
            cells = [self._title(entry), self._fragments.paragraph(entry)]
            if Label.CATEGORY in columns:
                cells.insert(1, self._fragments.label(entry.category))
            filled = "".join(f"<td>{cell}</td>" for cell in cells)
            rows.append(f"<tr{self._data(entry)}>{filled}</tr>\n")
        return (
            '<table class="glossterm-table docutils align-default">\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
        )

    def _title(self, entry: Entry) -> str:
        return self._fragments.link(entry) + self._fragments.abbreviation(entry)

    def _data(self, entry: Entry) -> str:
        if not self.node["filter"]:
            return ""
        names = (name.text for name in (*entry.names, *entry.elsewhere))
        sources = (name.source for name in entry.names)
        found = dict.fromkeys(loosen(" ".join(text.split())) for text in (*names, *sources))
        data = (("names", found), ("category", (entry.category,)), ("tag", entry.tags))
        return "".join(f' data-{key}="{_lines(values)}"' for key, values in data)

    # ---- the filter

    def _filter(self) -> str:
        """A form that the page's script shows; without it there is nothing to be seen."""
        suffix = f"-{self._place}" if self._place > 1 else ""
        name = self._fragments.word(Label.FILTER)
        categories = dict.fromkeys(entry.category for entry in self.entries if entry.category)
        tags = dict.fromkeys(tag for entry in self.entries for tag in entry.tags)
        return (
            f'<form class="glossterm-filter" role="search" aria-label="{self._numbered(name)}" hidden'
            f' data-count="{self._fragments.word(Label.COUNT)}">\n'
            f'<label>{name} <input type="search" name="q{suffix}" autocomplete="off"'
            ' spellcheck="false"></label>\n'
            f"{self._chips(Label.CATEGORY, 'category', suffix, categories, at_least=2)}"
            f"{self._chips(Label.TAGS, 'tag', suffix, tags, at_least=1)}"
            '<p role="status"></p>\n'
            f"<p hidden>{self._fragments.word(Label.NO_MATCH)}"
            f' <button type="reset">{self._fragments.word(Label.SHOW_ALL)}</button>'
            f"{self._search()}</p>\n</form>\n"
        )

    def _chips(
        self, which: Label, name: str, suffix: str, labels: Iterable[str], *, at_least: int
    ) -> str:
        """A choice of labels; their values are the source's, so that an address fits all languages."""
        shown = [(self._fragments.label(text), text) for text in labels]
        if len(shown) < at_least:
            return ""
        key = self._fragments.domain.glossary.collator.key
        shown.sort(key=lambda pair: key(pair[0]))
        chips = "".join(
            f'<label><input type="checkbox" name="{name}{suffix}" value="{escape(text)}">'
            f" {html}</label>\n"
            for html, text in shown
        )
        legend = self._fragments.word(which)
        if len(shown) <= _MANY_LABELS:
            return f'<fieldset name="{name}"><legend>{legend}</legend>\n{chips}</fieldset>\n'
        return (
            f"<details><summary>{legend}</summary>\n"
            f'<fieldset name="{name}" aria-label="{legend}">\n{chips}</fieldset></details>\n'
        )

    def _search(self) -> str:
        if not self._builder.search:
            return ""
        address = self._builder.get_relative_uri(self.page.docname, "search")
        return f' <a href="{escape(address)}">{self._fragments.word(Label.SEARCH_SITE)}</a>'


def _lines(values: Iterable[str]) -> str:
    return escape("\n".join(values))
