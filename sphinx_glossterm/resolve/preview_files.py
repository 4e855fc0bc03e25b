"""Which file the preview of an entry is in.

A reader's browser loads one file with the first preview asked for. So that this stays small, a large
glossary is divided, by a hash of what the browser knows of a link: its address.
``static/glossterm.js`` does the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sphinx_glossterm.terms.entry import Entry
from sphinx_glossterm.terms.remote import RemoteEntry

SIZE: Final = 256
"""How many previews a file holds on average, at most."""


def preview_name(docname: str, anchor: str) -> str:
    """``page#id``, the page without what servers may leave out: ``guide`` for ``guide/index.html``."""
    return f"{re.sub(r'(^|/)index$', '', docname)}#{anchor}"


def file_of(name: str, count: int) -> int:
    """The file, of *count*, that the preview called *name* is in."""
    code = 0
    for byte in name.encode():
        code = (code * 31 + byte) & 0xFFFFFFFF
    return code % count


def preview_files(
    entries: Iterable[Entry], remote: Iterable[RemoteEntry] = ()
) -> list[dict[str, Entry | RemoteEntry]]:
    """Entries divided into files, in the order they come in; one at least.

    Args:
        entries: Those of the project.
        remote: Those of other projects.

    Returns:
        For each file the previews in it by name; an entry has as many names as it has anchors, and one
        of another project has its address.
    """
    named: dict[str, Entry | RemoteEntry] = {}
    named.update((preview_name(*key), entry) for entry in entries for key in entry.keys)
    named.update((entry.uri, entry) for entry in remote)
    count = max(1, -(-len(named) // SIZE))
    found: list[dict[str, Entry | RemoteEntry]] = [{} for _ in range(count)]
    for name, entry in named.items():
        found[file_of(name, count)][name] = entry
    return found
