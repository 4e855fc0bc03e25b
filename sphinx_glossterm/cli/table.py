"""Tables for a terminal, aligned in Devanagari too."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

import click


def form_option(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option of a command that shows a table, or the same as JSON.

    Args:
        meaning: What its help says.
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
    """How many columns *text* takes up on a terminal.

    Signs that stand on, under or around another letter and characters that only join take none;
    East Asian wide ones take two. A vowel sign that stands beside its letter takes one.
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
        texts: How many of the first columns are text and begin on the left; the others are numbers.
            A last column of text holds sentences, and is underlined no further than its name goes.
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
