"""Sort Sphinx's general index in our order and under our letters.

Sphinx sorts by code points, which puts Latin before all other scripts, and ज़मीन far behind जल. This
module sorts what Sphinx passes to the page's template. It changes none of Sphinx's data, and replaces
none of its methods.

A template gets the rows of each heading. Each row has its links, the rows below it, and the author's
key::

    [("S", [("Salt", ([("main", "words.html#salt")], [("sea", [...])], None)), ...]), ...]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from sphinx.locale import _

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.order import DIGITS, SYMBOLS, Key

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_glossterm.terms.glossary import Glossary

Row = tuple[str, tuple[list[Any], list[tuple[str, list[Any]]], str | None]]
"""A row: its text; its links, the rows below it, and its key."""
Heading = tuple[str, list[Row]]
"""A heading and its rows."""

UNDERSCORE: Final = "_"
"""Sphinx's heading for names such as ``__init__``."""
WHOLE: Final = "genindex-all"
"""The page of all letters, if each letter has its own page."""


class IndexOrder:
    """The order of a general index.

    Args:
        glossary: All entries of the project.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._collator = glossary.collator
        self._readings = {name.reading for entry in glossary.own for name in entry.names if name.reading}

    def letter(self, text: str, key: str | None) -> str:
        """The heading of a row.

        Args:
            text: Its text.
            key: The author's sort key. The key of one of our entries is a reading, and has a letter. Any
                other key is the heading itself, as in Sphinx's own glossary.
        """
        if key and key not in self._readings:
            return key
        return self._collator.letter(key or text)

    def heading_key(self, heading: str) -> tuple[int, Key]:
        """A sort key for headings. Sphinx's headings that are not letters come first."""
        special = (_("Symbols"), UNDERSCORE)
        rank = special.index(heading) if heading in special else len(special)
        return rank, self._collator.letter_key(heading)

    def row_key(self, text: str, key: str | None) -> tuple[Key, Key]:
        """A sort key for the rows of one heading."""
        return self._collator.key(key or text), self._collator.key(text)

    def grouped(self, index: Iterable[Heading]) -> list[Heading]:
        """The rows of an index under our letters. Sphinx's symbols stay together."""
        found: dict[str, list[Row]] = {}
        for heading, rows in index:
            for row in rows:
                found.setdefault(self._heading(heading, row), []).append(row)
        headings = sorted(found, key=self.heading_key)
        return [(heading, self.ordered(heading, found[heading])) for heading in headings]

    def _heading(self, sphinx: str, row: Row) -> str:
        text, (_links, _below, key) = row
        if not key and sphinx in {_("Symbols"), UNDERSCORE}:
            return sphinx
        letter = self.letter(text, key)
        return _("Symbols") if letter in {DIGITS, SYMBOLS} else letter

    def ordered(self, heading: str, rows: Iterable[Row]) -> list[Row]:
        """The rows of one heading in order, and the rows below them. Symbols keep Sphinx's order."""
        below = [
            (text, (links, sorted(sub, key=lambda pair: self._collator.key(pair[0])), key))
            for text, (links, sub, key) in rows
        ]
        if heading == _("Symbols"):
            return below
        return sorted(below, key=lambda row: self.row_key(row[0], row[1][2]))


def put_in_order(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None
) -> None:
    """Sort the general index of a project with terms (``html-page-context``).

    With ``html_split_index``, Sphinx has a page for each letter. Then its letters stay, and only their
    pages are sorted.
    """
    if "genindexentries" not in context or not the_domain(app.env).entries:
        return
    order = IndexOrder(the_domain(app.env).glossary)
    index: list[Heading] = context["genindexentries"]
    if not app.config.html_split_index:
        index = order.grouped(index)
    else:
        index = sorted(index, key=lambda pair: order.heading_key(pair[0]))
        if pagename == WHOLE:
            index = [(heading, order.ordered(heading, rows)) for heading, rows in index]
    context["genindexentries"] = index
    if "genindexcounts" in context:
        context["genindexcounts"] = [
            sum(1 + len(below) for _text, (_links, below, _key) in rows) for _heading, rows in index
        ]
    if "entries" in context and "key" in context:  # the page of one letter
        context["entries"] = order.ordered(context["key"], context["entries"])


def setup(app: Sphinx) -> None:
    """Look at each page's context, the general index among them."""
    app.connect("html-page-context", put_in_order)
