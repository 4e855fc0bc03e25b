"""Write files only if they have changed, and then completely."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import Final

_PART: Final = ".glossterm-{}.part"
"""The name of a file while it is being written."""


def sweep(folder: Path) -> None:
    """Delete what a killed process has left in a folder that no other process writes to."""
    for half in folder.glob(_PART.format("*")):
        half.unlink(missing_ok=True)


def replace(path: Path, content: bytes) -> bool:
    """Write a file completely or not at all: readers see the old file or the new one.

    If *path* is a symbolic link, its target is written, and the link stays.

    Returns:
        Whether it was written. A file with the same content is left alone.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    # The name is unique to the process, and short, because the file's own name may be as long as the
    # system allows. tempfile will not do: its files are not readable by others, as published pages must
    # be.
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
