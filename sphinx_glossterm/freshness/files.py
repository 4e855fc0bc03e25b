"""Files that are written only where they have changed, and then whole."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Final

_PART: Final = ".glossterm-{}.part"
"""The name of a file that is not whole yet."""


def sweep(folder: Path) -> None:
    """Take away what a process that was killed has left, in a folder that no other one writes to."""
    for half in folder.glob(_PART.format("*")):
        half.unlink(missing_ok=True)


def replace(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all: whoever reads it meanwhile sees the old one or the new.

    Where *path* is a symbolic link, what it points to is written, and the link stays.

    Returns:
        Whether it was written; one with the same content is left alone.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own for each process, and a short one: that of the file may be as long as the system
    # allows. Not tempfile: what is published has to be readable by others, as the umask allows.
    half = place.with_name(_PART.format(secrets.token_hex(8)))
    try:
        with half.open("xb") as file:
            file.write(content)
        if place.is_file():
            shutil.copymode(place, half)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    return True
