"""The formats that are read, by what a file is called and begins with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from sphinx_glossterm.exchange.incoming import Incoming, UnreadableError
from sphinx_glossterm.exchange.read_json import read_json
from sphinx_glossterm.exchange.read_tables import read_csv, read_tsv

Read = Callable[[bytes], Incoming]

TABLES: Final = {".csv": read_csv, ".tsv": read_tsv, ".tab": read_tsv}
READERS: Final[Mapping[str, Read]] = {".json": read_json}


def read_file(name: str, content: bytes, columns: Mapping[str, str], language: str) -> Incoming:
    """What a file brings.

    Args:
        name: Its name, whose ending says what it is.
        content: What is in it.
        columns: For our columns the names that a table has for them.
        language: The project's language.

    Raises:
        UnreadableError: It cannot be read.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix in TABLES:
        return TABLES[suffix](content, columns, language)
    if suffix not in READERS:
        endings = ", ".join([*TABLES, *READERS])
        raise UnreadableError(
            1, f"what it is cannot be told from its name, which ends in none of {endings}."
        )
    if not content.strip():
        raise UnreadableError(1, "it is empty.")
    return READERS[suffix](content)
