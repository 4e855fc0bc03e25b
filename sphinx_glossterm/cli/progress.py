"""Showing how far the work has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

import click

_PAUSE: Final = 10.0
"""How many seconds lie between two lines at least."""


class Bar(Protocol):
    """What is used of click's progress bar, whose type has no public name."""

    current_item: str | None

    def render_progress(self) -> None:
        """Draw the bar if it has changed."""

    def update(self, n_steps: int, current_item: str | None = None) -> None:
        """Go on by some steps."""


class Progress:
    """How far the work has come, where there is no terminal: a line now and then, none if it is fast.

    Args:
        label: What is being done.
        length: How many parts the work has.
    """

    def __init__(self, label: str, length: int) -> None:
        self._label = label
        self._length = length
        self._done = 0
        self._next = time.monotonic() + _PAUSE

    def show(self, item: str) -> None:
        """Name what is being done now."""
        self._tell(item)

    def step(self, item: str) -> None:
        """One more part of the work is done."""
        self._done += 1
        if self._done < self._length:
            self._tell("")

    def say(self, text: str) -> None:
        """Write a message, on standard error."""
        click.echo(text, err=True)

    def _tell(self, item: str) -> None:
        """Say how far it is, unless that was said a moment ago."""
        if (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        count = f"{self._done} of {self._length}" if self._length > 1 else ""
        self.say(f"{self._label}: {', '.join(filter(None, (count, item)))}")


class _ProgressBar(Progress):
    """How far the work has come, on a terminal: a bar.

    Args:
        label: What is being done.
        length: How many parts the work has.
        bar: The bar.
    """

    def __init__(self, label: str, length: int, bar: Bar) -> None:
        super().__init__(label, length)
        self._bar = bar

    def show(self, item: str) -> None:
        """Name what is being done now."""
        self._bar.current_item = item
        self._bar.render_progress()

    def step(self, item: str) -> None:
        """One more part of the work is done."""
        self._bar.update(1, item)

    def say(self, text: str) -> None:
        """Write a message above the bar."""
        click.echo("\r\x1b[K", nl=False, err=True)  # to the line's start, and empty it
        super().say(text)
        item, self._bar.current_item = self._bar.current_item, "..."
        self._bar.render_progress()
        self._bar.current_item = item
        self._bar.render_progress()


def _shown(item: str | None) -> str | None:
    return item[:50] if item else None


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """Show the progress of some work on standard error."""
    if not sys.stderr.isatty():
        yield Progress(label, length)
        return
    with click.progressbar(
        length=length,
        label=label,
        file=sys.stderr,
        width=20,
        show_eta=False,
        item_show_func=_shown,
    ) as bar:
        yield _ProgressBar(label, length, bar)
