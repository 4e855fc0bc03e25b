"""What a ``.po`` file says of its own lines: where a message stands, and where the file is damaged."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.pofile import PoFileError, read_po

from sphinx_glossterm.translate.judge import short

_PO_LINE: Final = r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s*)?"(?:[^"\\]|\\.)*"'


def line_of(catalogue: Path, message: str) -> int:
    """The line of *message* in a ``.po`` file, 0 where it has no translation there."""
    try:
        return _lines(catalogue, catalogue.stat().st_mtime_ns).get(message, 0)
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _lines(catalogue: Path, _modified: int) -> dict[str, int]:
    text = catalogue.read_text("utf-8-sig", errors="replace")
    try:
        found = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        found = error.catalog  # up to the line that is wrong
    except Exception:  # whatever a header may hold
        return {}
    return {item.id: item.lineno or 0 for item in found if isinstance(item.id, str) and item.string}


def find_damage(catalogue: Path, language: str, encoding: str) -> tuple[int, str] | None:
    """Why a ``.po`` file cannot be read: the line, and what is wrong with it.

    Babel makes the best of unbalanced quotes, so each line is looked at too.
    """
    data = catalogue.read_bytes()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1, f"the line is not {encoding.removesuffix('-sig')}"
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line and not line.startswith("#") and not re.fullmatch(_PO_LINE, line):
            return number, f"{short(line)} is no keyword with a text in double quotes"
    try:
        read_po(io.StringIO(text), locale=language, abort_invalid=True)
    except PoFileError as error:
        return error.lineno + 1, str(error).rpartition(" on ")[0]
    except Exception as error:  # whatever a header may hold
        return 1, f"{type(error).__name__}: {error}"
    return None
