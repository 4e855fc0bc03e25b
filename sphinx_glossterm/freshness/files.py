"""Files that are written only where they have changed, and then whole."""

from __future__ import annotations

import shutil
from pathlib import Path


def replace(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all: whoever reads it meanwhile sees the old one or the new.

    Returns:
        Whether it was written; one with the same content is left alone.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not tempfile: what is published has to be readable by others, as the umask allows.
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_bytes(content)
        if path.is_file():
            shutil.copymode(path, half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return True
