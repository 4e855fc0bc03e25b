"""Files that are written only where they have changed, and then whole."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path


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
    half = place.with_name(f".glossterm-{secrets.token_hex(8)}.part")
    try:
        with half.open("xb") as file:
            file.write(content)
        if place.is_file():
            shutil.copymode(place, half)
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)
    return True
