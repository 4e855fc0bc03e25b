"""Running Sphinx in processes of its own, and showing how far it has come."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_WARNING: Final = re.compile(r"(?:^|: )(?:WARNING|ERROR|SEVERE|CRITICAL): ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a process.

    Attributes:
        status: Its exit status.
        said: What it wrote on its standard output.
        complaints: What it wrote on its standard error: warnings and errors.
    """

    status: int
    said: str
    complaints: str

    @property
    def warnings(self) -> int:
        """How many warnings and errors Sphinx has given."""
        return len(_WARNING.findall(self.complaints))


Listen = Callable[[str], None]
"""Called with each line of output while a process runs."""


def run_module(module: str, arguments: Sequence[str], listen: Listen | None = None) -> Outcome:
    """Run a module with this very interpreter, in a process of its own.

    Sphinx keeps the catalogues of a language for as long as its process lives, and conf.py may do
    anything; so neither is ever let into this process.

    Args:
        module: What ``python -m`` takes.
        arguments: Its arguments.
        listen: Called with each line of output while the process runs.
    """
    # -P: as with the sphinx-build script, the working folder is no place to import from.
    return run_command([sys.executable, "-P", "-m", module, *arguments], listen)


def run_command(
    command: Sequence[str],
    listen: Listen | None = None,
    folder: Path | None = None,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Run any command.

    Args:
        command: The program and its arguments.
        listen: Called with each line of output while the process runs.
        folder: Where it runs; by default where this process does.
        variables: Variables of its environment, beside those of this process.
    """
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", **variables}
    said = []
    # Complaints go through a file: two pipes that are read one after the other can block.
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            cwd=folder,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                if listen is not None:
                    listen(line.strip())
        complaints.seek(0)
        text = complaints.read().decode("utf-8", "replace")
    return Outcome(process.returncode, "".join(said), text.strip())


class Progress:
    """How far the work has come: a bar on a terminal, nothing elsewhere."""

    def __init__(self, bar: ProgressBar[str] | None) -> None:
        self._bar = bar

    def show(self, item: str) -> None:
        """Name what is being done now."""
        if self._bar is not None:
            self._bar.current_item = item
            self._bar.render_progress()

    def step(self, item: str = "") -> None:
        """One more part of the work is done."""
        if self._bar is not None:
            self._bar.update(1, item)

    def say(self, text: str) -> None:
        """Write a message above the bar, on standard error."""
        if self._bar is not None:
            click.echo("\r\x1b[K", nl=False, err=True)  # to the line's start, and empty it
        click.echo(text, err=True)
        if self._bar is not None:
            self._bar._last_line = None  # the bar is redrawn though nothing in it has changed
            self._bar.render_progress()


@contextmanager
def progress(label: str, length: int) -> Iterator[Progress]:
    """Show the progress of some work on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield Progress(None)
        return
    bar: ProgressBar[str] = click.progressbar(
        length=length,
        label=label,
        file=sys.stderr,
        width=20,
        show_eta=False,
        item_show_func=lambda item: item[:50] if item else None,
    )
    with bar:
        yield Progress(bar)
