"""The content of a built-in glossary, line by line.

Sphinx does not parse it as a definition list but by rules of its own
(``sphinx.domains.std.Glossary``): what is not indented is a term or a comment, terms without a blank
line between them share a definition, and a comment goes on until the next line that is not indented.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sphinx_glossterm.migration.model import Item, Line

MISPLACED: Final = "the glossary begins with indented text, which Sphinx leaves out"


def read_items(lines: Iterable[Line]) -> tuple[list[Item], list[Line], str]:
    """Divide the content of a glossary.

    Returns:
        Its entries; the comments behind the last one; and what is wrong with the whole, if anything.
    """
    reader = _ItemCollector()
    for line in lines:
        reader.read(line)
    for item in reader.items:
        _finish(item)
    _strip(reader.pending)
    return reader.items, reader.pending, reader.problem


class _ItemCollector:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.pending: list[Line] = []
        self.problem = ""
        self._in_definition = True
        self._comment: list[Line] | None = None
        self._was_blank = True

    def read(self, line: Line) -> None:
        """Take one more line."""
        if line.is_blank:
            if self._comment is not None:
                self._comment.append(line)
            elif self._in_definition and self.items:
                self.items[-1].body.append(line)
            self._was_blank = True
            return
        if line.indent:
            self._indented(line)
        elif line.text.startswith(".. "):
            # One between the terms and their definition belongs to them, else to what comes next.
            self._comment = self.pending if self._in_definition else self.items[-1].comments
            self._comment.append(line)
            return
        else:
            self._term(line)
        self._was_blank = False

    def _indented(self, line: Line) -> None:
        if self._comment is not None:
            self._comment.append(line)
        elif self.items:
            self._in_definition = True
            self.items[-1].body.append(line)
        else:
            self.problem = MISPLACED

    def _term(self, line: Line) -> None:
        self._comment = None
        if self._in_definition:
            self.items.append(Item(comments=self.pending))
            self.pending = []
            self._in_definition = False
        elif self._was_blank:
            name = self.items[-1].terms[-1].text
            self.items[-1].problem = (
                f'"{name}" has no definition of its own, so that Sphinx takes it and'
                f' "{line.text}" for two names of one thing'
            )
        self.items[-1].terms.append(line)


def _finish(item: Item) -> None:
    _strip(item.comments)
    _strip(item.body)
    if not item.problem and any(line.text.rstrip() == ".." for line in item.terms):
        item.problem = '".." begins a comment elsewhere, but a term in a glossary'
    if not item.problem and item.body:
        indent = item.body[0].indent
        cut = [line for line in item.body if not line.is_blank and line.indent < indent]
        if cut:
            item.problem = (
                f"line {cut[0].number + 1} is indented less than the first line of the definition,"
                " so that Sphinx cuts it off at the left"
            )


def _strip(lines: list[Line]) -> None:
    """Take blank lines off at both ends."""
    while lines and lines[-1].is_blank:
        lines.pop()
    while lines and lines[0].is_blank:
        lines.pop(0)
