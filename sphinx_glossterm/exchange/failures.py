"""Explain an exception in one sentence that names the file, instead of a traceback."""

from __future__ import annotations

import errno
import os
import re
import traceback
from pathlib import Path
from typing import Final

from sphinx.errors import ConfigError, SphinxError

_CONF: Final = "conf.py"
# Errors that mean that nothing more can be written to this place.
_NO_ROOM: Final = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO")
    if hasattr(errno, name)
)
# An OSError as str() and repr() show it. On Windows, 112 is a full disk and 19 a protected one.
_SHOWN: Final = re.compile(r"\[Errno (\d+)\]|\b\w+Error\((\d+), |\[WinError (?:112|19)\]")


def explain(error: BaseException, place: Path | None = None) -> str:
    """An exception in one sentence.

    Args:
        error: The exception.
        place: The folder that was being written to; named if the exception names no file.

    >>> explain(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'a.txt: No such file or directory.'
    >>> explain(OSError(errno.ENOSPC, "No space left on device"), Path("out"))
    'out cannot be written: No space left on device.'
    >>> explain(ZeroDivisionError("division by zero"))
    'ZeroDivisionError: division by zero'
    """
    if isinstance(error, ConfigError) and (place_in_conf := _place_in_conf(error.__cause__)):
        return f"{place_in_conf}: {_of_conf(error.__cause__)}"
    refused = _refused(error)
    if refused is not None and refused.strerror:
        name = refused.filename if refused.filename is not None else place
        if isinstance(name, bytes):
            name = os.fsdecode(name)
        if isinstance(name, str | Path):
            verb = " cannot be written" if refused.errno in _NO_ROOM else ""
            return f"{name}{verb}: {refused.strerror}."
    if isinstance(error, SphinxError):
        return str(error).strip()
    said = _named(error)
    where = traceback.extract_tb(error.__traceback__)[-1:]
    return f"{said} ({where[0].filename}:{where[0].lineno})" if where else said


def _refused(error: BaseException | None) -> OSError | None:
    """The OSError that led to an exception; None if there was none."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, OSError):
            return error
        seen.add(id(error))
        error = error.__cause__
    return None


def _place_in_conf(cause: BaseException | None) -> str:
    """The line of conf.py that led to an exception; empty if there was none."""
    # Sphinx names the line of a syntax error, which has no frame.
    if cause is None or isinstance(cause, SyntaxError):
        return ""
    frames = traceback.extract_tb(cause.__traceback__)
    places = [f"{frame.filename}:{frame.lineno}" for frame in frames if _is_conf(frame.filename)]
    return places[-1] if places else ""


def _is_conf(name: str) -> bool:
    return Path(name).name == _CONF


def _of_conf(cause: BaseException | None) -> str:
    if isinstance(cause, SystemExit):
        return "it calls sys.exit(), or imports a module that does."
    return _named(cause)


def _named(error: BaseException | None) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


def sum_up(complaints: str, out: Path) -> tuple[str, bool]:
    r"""Look for files that Sphinx could not write. Sphinx only warns of each, and goes on.

    The warnings are in the user's language, and parallel builds send them as text. If a disk is full,
    one sentence replaces all such warnings.

    Args:
        complaints: What Sphinx wrote on its standard error.
        out: The folder that it wrote to.

    Returns:
        The text to show, and whether a file was not written.

    >>> sum_up("WARNING: error writing file out/a.html: [Errno 21] Is a directory", Path("out"))
    ('WARNING: error writing file out/a.html: [Errno 21] Is a directory', True)
    >>> sum_up("WARNING: not readable: cat.png: [Errno 2] No such file", Path("out"))
    ('WARNING: not readable: cat.png: [Errno 2] No such file', False)
    >>> sum_up("WARNING: a: [Errno 28] full\nWARNING: b: OSError(28, 'full')", Path("out"))[0]
    'out cannot be written: No space left on device.'
    """
    kept, reason, is_unwritten = [], "", False
    for line in complaints.splitlines():
        found = _SHOWN.search(line)
        number = int(found[1] or found[2] or errno.ENOSPC) if found else 0
        is_unwritten |= number in _NO_ROOM or (number != 0 and str(out) in line)
        if number in _NO_ROOM:
            reason = reason or os.strerror(number)
        else:
            kept.append(line)
    if reason and not any(line.endswith(f" cannot be written: {reason}.") for line in kept):
        kept.append(f"{out} cannot be written: {reason}.")
    return "\n".join(kept), is_unwritten
