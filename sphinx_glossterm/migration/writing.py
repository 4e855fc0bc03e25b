"""Write an entry as source text, in both markups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from docutils.parsers.rst.states import Body

from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import join_list, split_keys, split_list, squeeze

# Text that YAML reads unchanged: it begins and ends like a word, and has no special characters.
_PLAIN: Final = re.compile(
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~\\](?:[^#:\x00-\x1f\x7f\x85\u2028\u2029]*\S)?"
)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to write.

    Attributes:
        title: Its title.
        options: Names and values of its options, in order.
        body: The lines of its content, without the indentation that the entry will give them.
    """

    title: str
    options: tuple[tuple[str, str], ...]
    body: tuple[str, ...]


def write_entry(draft: Draft, markup: Markup, *, fence: str = ":::", indent: int = 3) -> list[str]:
    """The lines of an entry.

    Args:
        draft: The entry.
        markup: The language to write in.
        fence: The fence in MyST. If it cannot stand before the title, tildes are used.
        indent: The indentation of its content in reStructuredText.
    """
    if markup is Markup.MYST:
        fence = _fence(draft, fence)
        options = [
            f":{name}: {yaml_scalar(value)}" if value else f":{name}:" for name, value in draft.options
        ]
        return [f"{fence}{{term}} {draft.title}", *options, "", *draft.body, fence]
    space = " " * indent
    options = [f"{space}:{name}: {value}".rstrip() for name, value in draft.options]
    body = [space + line if line.strip() else "" for line in draft.body]
    return [f".. term:: {draft.title}", *options, "", *body]


def title_problem(title: str, markup: Markup) -> str:
    """Why a text cannot be written as the title of an entry; empty if it can."""
    if squeeze(title) != title:
        return "has several spaces in a row, or other white space"
    if markup is Markup.RST and re.match(Body.patterns["field_marker"], title):
        return "begins like an option of a directive"
    return ""


def _fence(draft: Draft, fence: str) -> str:
    """The fence of an entry. After backquotes, a title must not have one."""
    if "`" not in draft.title or not fence.startswith("`"):
        return fence
    runs = [len(match[1]) for line in draft.body if (match := re.match(r"\s*(~+)", line))]
    return "~" * max(3, *(run + 1 for run in runs), 0)


def yaml_scalar(value: str) -> str:
    """The value of an option for MyST, quoted if necessary."""
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"


def list_value(items: Sequence[str]) -> str | None:
    """The value of an option that is a list; None for items that no list can hold."""
    value = join_list(items)
    return value if split_list(value) == tuple(items) else None


def keys_value(keys: Iterable[str]) -> str | None:
    """The value of an option that is a list by position; None for items that no list can hold."""
    items = list(keys)
    while items and not items[-1]:
        items.pop()
    value = join_list(items)
    found = list(split_keys(value))
    return value if found == items or found == [*items, ""] else None
