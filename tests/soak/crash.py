"""Lets a build die at a chosen moment: half way through writing a certain file.

``SOAK_CRASH="PATTERN:N"`` kills the build and its workers at the first thing it writes into the N-th
file (from 0) whose path matches PATTERN, half of that on the disk. The project's ``conf.py`` calls
:func:`setup` in every build, so that its configuration is the same in those that live.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
from collections.abc import Callable
from fnmatch import fnmatch
from typing import IO, Any, Final, NoReturn

VARIABLE: Final = "SOAK_CRASH"
SETUP: Final = """
from soak import crash


def setup(app):
    crash.setup()
"""


def setup() -> None:
    """Prepare the end, if there is to be one."""
    if wanted := os.environ.get(VARIABLE):
        pattern, _, number = wanted.rpartition(":")
        opened = _counting(pattern, int(number), io.open)
        builtins.open = io.open = opened  # type: ignore[assignment]  # Path.open uses the second


def _counting(pattern: str, number: int, original: Callable[..., IO[Any]]) -> Callable[..., IO[Any]]:
    count = 0

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> IO[Any]:
        nonlocal count
        stream = original(file, mode, *arguments, **options)
        if set(mode) & set("wxa") and fnmatch(
            os.fspath(file) if not isinstance(file, int) else "", pattern
        ):
            if count == number:
                return _Dying(stream)  # type: ignore[return-value]  # it need not do all that a file does
            count += 1
        return stream

    return opened


class _Dying:
    """A file that ends the process when it is written to, or used in any other way."""

    def __init__(self, stream: IO[Any]) -> None:
        self._stream = stream

    def write(self, content: Any) -> NoReturn:
        self._stream.write(content[: len(content) // 2])
        self._stream.flush()
        _die()

    def __enter__(self) -> _Dying:
        return self

    def __exit__(self, *_: object) -> None:
        _die()

    def __getattr__(self, name: str) -> NoReturn:
        _die()


def _die() -> NoReturn:
    os.killpg(0, signal.SIGKILL)
    raise AssertionError("still alive")
