"""Change the title, options or definition of an entry in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sphinx_glossterm.migration.writing import yaml_scalar
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import squeeze

_HEAD: Final = {
    Markup.RST: re.compile(r"(?P<space>\s*)\.\. +(?:\w+:)?term::\s*"),
    Markup.MYST: re.compile(r"(?P<space>\s*)(?:`{3,}|~{3,}|:{3,})\{(?:\w+:)?term\}\s*"),
}
_OPTION: Final = re.compile(r"(?P<space>\s*):(?P<name>[\w-]+):(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Revision:
    """Changes to an entry, as source text.

    Attributes:
        title: The new title; empty if it stays.
        options: New values of options.
        before: The present message of its definition; empty if it has none.
        definition: The new definition; empty if it stays.
    """

    title: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    definition: str = ""


def revised(lines: list[str], markup: Markup, revision: Revision, *, indent: int) -> list[str] | None:
    """The lines of an entry after a revision.

    Args:
        lines: Its lines, beginning with the directive, with line ends.
        markup: Their markup.
        revision: The changes.
        indent: The indentation of its content in reStructuredText.

    Returns:
        The lines; None if they cannot be revised, for example because the definition is in an included
        file.
    """
    head = _HEAD[markup].match(lines[0])
    if head is None:
        return None
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    space = head["space"] + (" " * indent if markup is Markup.RST else "")
    first = next((n for n, line in enumerate(lines[1:], 1) if _OPTION.match(line)), len(lines))
    blank = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    start = min(first, blank)  # the options, or the body if there are none
    if start > 1 and start != first and markup is Markup.MYST:
        start = 1  # a body right under the directive
    elif start == len(lines):
        start = 1
    title = [f"{head[0]}{revision.title}{end}"] if revision.title else lines[:start]
    options, stop = _options(lines, start)
    for name, value in revision.options.items():
        value = yaml_scalar(value) if markup is Markup.MYST else value
        options[name] = [f"{space}:{name}: {value}{end}"]
    body = lines[stop:]
    if revision.definition:
        found = _with_definition(body, revision, space, end)
        if found is None:
            return None
        body = found
    if options and body and body[0].strip() and stop == start:
        body = [end, *body]
    return [*title, *(line for found in options.values() for line in found), *body]


def _options(lines: list[str], start: int) -> tuple[dict[str, list[str]], int]:
    """The lines of each option, and the line after the last one."""
    found: dict[str, list[str]] = {}
    name = ""
    for number in range(start, len(lines)):
        option = _OPTION.match(lines[number])
        if option:
            name = option["name"]
            found[name] = []
        elif not name or not lines[number].strip() or not lines[number][0].isspace():
            return found, number
        found[name].append(lines[number])
    return found, len(lines)


def _with_definition(body: list[str], revision: Revision, space: str, end: str) -> list[str] | None:
    """The lines after the options, with another first paragraph."""
    written = f"{space}{revision.definition}{end}"
    first = next((n for n, line in enumerate(body) if line.strip()), len(body))
    if not revision.before:
        rest = body[first:]
        return [end, written, *([end, *rest] if rest and not _closes(rest[0]) else rest)]
    stop = first
    while stop < len(body) and body[stop].strip() and not _closes(body[stop]):
        stop += 1
    if squeeze("".join(body[first:stop])) != squeeze(revision.before):
        return None
    return [*body[:first], written, *body[stop:]]


def _closes(line: str) -> bool:
    """Whether a line closes a directive of MyST."""
    return bool(re.fullmatch(r"\s*(`{3,}|~{3,}|:{3,})\s*", line))
