"""Read files in both markups: known directives, the record, and anchors."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Any, Final, cast

from docutils import nodes
from sphinx.util.nodes import make_id as sphinx_id

from sphinx_glossterm.migration.items import read_items, stripped
from sphinx_glossterm.migration.model import (
    BuiltIn,
    Item,
    Line,
    NameReading,
    Page,
    SourceEntry,
    SourceGlossary,
    SourceTerm,
)
from sphinx_glossterm.terms.entry import is_id, make_id, split_key, split_list, squeeze

GLOSSARY: Final = frozenset({"glossary", "std:glossary"})
TERM: Final = "term"
INDEX: Final = "termindex"
# Directives whose content is not markup of the document. What looks like a glossary there is an example.
LITERAL: Final = frozenset(
    {
        "code",
        "code-block",
        "code-cell",
        "csv-table",
        "digraph",
        "doctest",
        "graph",
        "graphviz",
        "highlight",
        "inheritance-diagram",
        "ipython",
        "literalinclude",
        "math",
        "mermaid",
        "parsed-literal",
        "plantuml",
        "productionlist",
        "prompt",
        "raw",
        "sourcecode",
        "testcleanup",
        "testcode",
        "testoutput",
        "testsetup",
        "toctree",
        "uml",
    }
)

INSIDE: Final = "it stands inside other markup, where no section is allowed"
EARLY: Final = "its first term stands on the line of the directive"

ReadName = Callable[[str, int], NameReading]
"""Reads a name in a line of the file."""
ReadBody = Callable[[Item], bool]
"""Reads a definition, and returns whether it has any text."""


class PageReader:
    """A file being read.

    Anchors of built-in terms are assigned in Sphinx's order, because each depends on those before it. A
    name without ASCII letters or digits, or with the same ones as another, gets a number.

    Args:
        lines: Its lines, with their ends.
        document: The document that keeps track of anchors.
    """

    def __init__(self, lines: list[str], document: nodes.document) -> None:
        self.page = Page(lines)
        self._document = document
        self._numbers = count()

    def new_serialno(self, _category: str) -> int:
        """The next number for an anchor; Sphinx asks its environment for one."""
        return next(self._numbers)

    def give(self, *anchors: str) -> None:
        """Note anchors of anything but built-in terms."""
        for anchor in filter(None, anchors):
            self._document.ids.setdefault(anchor, nodes.container())

    def add_entry(
        self, entry: SourceEntry, title: str, options: dict[str, str], read_name: ReadName
    ) -> None:
        """Record one of our entries, with its names.

        Args:
            entry: The entry, with its place in the file.
            title: The title, as written.
            options: The options, as written.
            read_name: Reads a name in a line of the file.
        """
        entry.title = read_name(squeeze(title), entry.first).text
        wanted = squeeze(options.get("id", ""))
        entry.id = wanted if is_id(wanted) else make_id(wanted or entry.title)
        names = [*split_list(options.get("aka", "")), squeeze(options.get("abbr", ""))]
        names += split_list(options.get("forms", ""))
        entry.names = tuple(read_name(name, entry.first).text for name in filter(None, names))
        entry.category = squeeze(options.get("category", ""))
        entry.glossary = squeeze(options["glossary"]) if "glossary" in options else None
        self.page.entries.append(entry)
        self.give(entry.id, *re.split(r"[\s,;]+", options.get("anchors", "")))

    def add_glossary(
        self,
        glossary: SourceGlossary,
        content: list[Line],
        options: dict[str, str],
        read_name: ReadName,
        read_body: ReadBody,
    ) -> None:
        """Record a built-in glossary, with its content.

        Args:
            glossary: The glossary, with its place in the file.
            content: The lines of its content.
            options: Its options, as written.
            read_name: Reads a name in a line of the file.
            read_body: Reads a definition.
        """
        items, glossary.comments, problem = read_items(content)
        for item in items:
            terms = tuple(self._term(line, split_key(line.text)[0], read_name) for line in item.terms)
            glossary.entries.append(BuiltIn(item, terms, bool(item.body) and read_body(item)))
        glossary.is_sorted = "sorted" in options
        glossary.problem = glossary.problem or _option_problem(options) or problem
        self.page.glossaries.append(glossary)

    def add_list(self, glossary: SourceGlossary, items: list[Item], read_name: ReadName) -> None:
        """Record a definition list that is a glossary. Its terms have no classifiers.

        Args:
            glossary: The glossary, with its place in the file.
            items: Its items.
            read_name: Reads a name in a line of the file.
        """
        for item in items:
            item.body = stripped(item.body)
            term = self._term(item.terms[0], item.terms[0].text, read_name)
            glossary.entries.append(BuiltIn(item, (term,), bool(item.body)))
        self.page.glossaries.append(glossary)

    def _term(self, line: Line, name: str, read_name: ReadName) -> SourceTerm:
        text, name = line.text.rstrip(), name.rstrip()
        reading = read_name(name, line.number)
        anchor = sphinx_id(cast("Any", self), self._document, "term", reading.words)
        self._document.ids[anchor] = nodes.term(ids=[anchor])
        classifiers = text[len(name) :].strip().removeprefix(":").strip()
        return SourceTerm(line.number, text, name, classifiers, anchor, reading)

    def finish(self) -> Page:
        """The record, once everything has been read."""
        page = self.page
        page.glossaries.sort(key=lambda glossary: glossary.first)
        page.entries.sort(key=lambda entry: entry.first)
        page.ids = self._document.ids.keys() - {term.anchor for term in page.terms}
        page.targets |= self._document.nameids.keys()
        return page


def _option_problem(options: dict[str, str]) -> str:
    """Why Sphinx does not take a glossary's options; empty if it does."""
    for name, value in options.items():
        if name != "sorted":
            return f'Sphinx\'s glossary has no option ":{name}:", so Sphinx shows nothing of it'
        if value:
            return '":sorted:" takes no value, so Sphinx shows nothing of the glossary'
    return ""
