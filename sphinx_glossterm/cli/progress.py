"""Showing how far the work has come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click


class Bar(Protocol):
    """What is used of click's progress bar, whose type has no public name."""

    current_item: str | None

    def render_progress(self) -> None:
        """Draw the bar if it has changed."""

    def update(self, n_steps: int, current_item: str | None = None) -> None:
        """Go on by some steps."""


class Progress:
    """How far the work has come: a bar on a terminal, nothing elsewhere."""

    def __init__(self, bar: Bar | None) -> None:
        self._bar = bar

    def show(self, item: str) -> None:
        """Name what is being done now."""
        if self._bar is not None:
            self._bar.current_item = item
            self._bar.render_progress()

    def step(self, item: str) -> None:
        """One more part of the work is done."""
        if self._bar is not None:
            self._bar.update(1, item)

    def say(self, text: str) -> None:
        """Write a message above the bar, on standard error."""
        if self._bar is not None:
            click.echo("\r\x1b[K", nl=False, err=True)  # to the line's start, and empty it
        click.echo(text, err=True)
        if self._bar is not None:
            item, self._bar.current_item = self._bar.current_item, "..."
            self._bar.render_progress()
            self._bar.current_item = item
            self._bar.render_progress()


def _shown(item: str | None) -> str | None:
    return item[:50] if item else None


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """Show the progress of some work on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield Progress(None)
        return
    with click.progressbar(
        length=length,
        label=label,
        file=sys.stderr,
        width=20,
        show_eta=False,
        item_show_func=_shown,
    ) as bar:
        yield Progress(bar)
