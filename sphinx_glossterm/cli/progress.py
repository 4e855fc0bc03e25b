"""Show how far the work has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Protocol

import click

_PAUSE: Final = 10.0
"""The least number of seconds between two lines."""


class Bar(Protocol):
    """The part of click's progress bar that we use; its type has no public name."""

    current_item: str | None

    def render_progress(self) -> None:
        """Draw the bar if it has changed."""

    def update(self, n_steps: int, current_item: str | None = None) -> None:
        """Go on by some steps."""


class Progress:
    """Progress without a terminal: a line now and then, and none if the work is fast.

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
        """Print how far the work is, unless a line was printed a moment ago."""
        if (now := time.monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        count = f"{self._done} of {self._length}" if self._length > 1 else ""
        self.say(f"{self._label}: {', '.join(filter(None, (count, item)))}")


class _ProgressBar(Progress):
    """Progress on a terminal: a bar.

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
        click.echo("\r\x1b[K", nl=False, err=True)  # go to the start of the line and clear it
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
