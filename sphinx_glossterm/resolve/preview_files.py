"""Divide previews into files.

To show a preview, a browser loads the file that contains it. So that files stay small, the previews of a
large glossary are divided by a hash of the link's address, which is all that the browser knows.
``static/glossterm.js`` computes the same hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sphinx_glossterm.terms.entry import Entry
from sphinx_glossterm.terms.remote import RemoteEntry

SIZE: Final = 256
"""The most previews in a file, on average."""


def preview_name(docname: str, anchor: str) -> str:
    """The name of a preview, ``page#id``.

    A final ``index`` is left out, as servers may do so: ``guide#id`` for the document ``guide/index``.

    Args:
        docname: The document of the entry.
        anchor: An anchor of the entry.
    """
    return f"{re.sub(r'(^|/)index$', '', docname)}#{anchor}"


def file_of(name: str, count: int) -> int:
    """The number of the file with a preview.

    Args:
        name: The name of the preview.
        count: The number of files.
    """
    code = 0
    for byte in name.encode():
        code = (code * 31 + byte) & 0xFFFFFFFF
    return code % count


def preview_files(
    entries: Iterable[Entry], remote: Iterable[RemoteEntry] = ()
) -> list[dict[str, Entry | RemoteEntry]]:
    """Divide entries into one or more files.

    Args:
        entries: The entries of the project.
        remote: The entries of other projects.

    Returns:
        For each file, its entries by the names of their previews, in the given order. An entry has a
        name for each of its anchors. The name of an entry of another project is its address.
    """
    named: dict[str, Entry | RemoteEntry] = {}
    named.update((preview_name(*key), entry) for entry in entries for key in entry.keys)
    named.update((entry.uri, entry) for entry in remote)
    count = max(1, -(-len(named) // SIZE))
    found: list[dict[str, Entry | RemoteEntry]] = [{} for _ in range(count)]
    for name, entry in named.items():
        found[file_of(name, count)][name] = entry
    return found
