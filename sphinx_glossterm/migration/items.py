"""Divide the content of a built-in glossary, line by line.

Sphinx does not parse it as a definition list, but by its own rules (``sphinx.domains.std.Glossary``). A
line without indentation is a term or a comment. Terms without a blank line between them share a
definition. A comment ends at the next line without indentation.
"""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_glossterm.migration.model import Item, Line


def read_items(lines: Iterable[Line]) -> tuple[list[Item], list[Line], str]:
    """Divide the content of a glossary.

    Returns:
        Its entries; the comments after the last one; and what is wrong with the whole, if anything.
    """
    items: list[Item] = []
    pending: list[Line] = []
    comment: list[Line] | None = None
    in_definition = was_blank = True
    problem = ""
    for line in lines:
        if line.is_blank:
            was_blank = True
            if comment is not None:
                comment.append(line)
            elif in_definition and items:
                items[-1].body.append(line)
        elif line.indent:
            was_blank = False
            if comment is not None:
                comment.append(line)
            elif items:
                in_definition = True
                items[-1].body.append(line)
            else:
                problem = "the glossary begins with indented text, which Sphinx leaves out"
        elif line.text.startswith(".. "):
            # A comment between terms and their definition belongs to them; any other belongs to what
            # follows.
            comment = pending if in_definition else items[-1].comments
            comment.append(line)
        else:
            if in_definition:
                items.append(Item(comments=pending))
                pending = []
            elif was_blank:
                items[-1].problem = _undefined(items[-1].terms[-1], line)
            items[-1].terms.append(line)
            comment = None
            in_definition = was_blank = False
    for item in items:
        _finish(item)
    return items, stripped(pending), problem or ("" if items else "the glossary is empty")


def _undefined(term: Line, following: Line) -> str:
    return (
        f'"{term.text}" has no definition of its own, so Sphinx treats it and'
        f' "{following.text}" as two names of one thing'
    )


def _finish(item: Item) -> None:
    item.comments, item.body = stripped(item.comments), stripped(item.body)
    cut = [line for line in item.body if not line.is_blank and line.indent < item.indent]
    if item.problem:
        return
    if any(line.text.rstrip() == ".." for line in item.terms):
        item.problem = '".." begins a comment elsewhere, but a term in a glossary'
    elif cut:
        item.problem = (
            f"line {cut[0].number + 1} is indented less than the first line of the definition, so"
            " Sphinx cuts off its beginning"
        )


def stripped(lines: list[Line]) -> list[Line]:
    """The lines without blank ones at both ends."""
    text = [place for place, line in enumerate(lines) if not line.is_blank]
    return lines[text[0] : text[-1] + 1] if text else []
