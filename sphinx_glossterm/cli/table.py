"""Tables for a terminal, aligned in Devanagari too."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import click


def form_option(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option ``--format`` of a command: a table, or JSON.

    Args:
        meaning: The help of the option.
    """
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        help=meaning,
    )


def width(text: str) -> int:
    """The width of *text* on a terminal, in columns.

    Marks on, under or around a letter, and characters that only join, take none. A vowel sign beside its
    letter takes one. Wide East Asian characters take two.
    """
    columns = 0
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            continue
        columns += 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
    return columns


def table(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Rows in columns.

    Args:
        head: The columns' names.
        rows: The cells.
        texts: How many columns, from the first, are text and aligned left; the others are numbers. If
            the last column is text, it holds sentences, and only its name is underlined.
    """
    widths = [max(map(width, column)) for column in zip(head, *rows, strict=True)]
    if texts == len(head):
        widths[-1] = width(head[-1])
    lines = [head, ["-" * columns for columns in widths], *rows]
    return "\n".join(
        "  ".join(
            _pad(cell, columns, left=number < texts)
            for number, (cell, columns) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _pad(text: str, columns: int, *, left: bool) -> str:
    space = " " * (columns - width(text))
    return text + space if left else space + text
