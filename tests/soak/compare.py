"""What an incremental build has to have in common with a clean one: everything.

What Sphinx itself does not keep equal, with or without this package, is named in :data:`SPHINX_OWN`.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import lxml.html

Files = dict[str, bytes]


@dataclass(frozen=True)
class Divergence:
    """Something that Sphinx itself leaves behind or leaves as it was.

    Attributes:
        applies: Whether it concerns a file.
        mend: What is left to be compared of the file; None where nothing is.
        reason: Why it is not ours.
    """

    applies: Callable[[str], bool]
    mend: Callable[[bytes], bytes] | None
    reason: str


def search_index(content: bytes) -> bytes:
    """What two builds have in common of a search index."""
    text = content.decode().removeprefix("Search.setIndex(").removesuffix(")")
    index: dict[str, Any] = json.loads(text)
    del index["indexentries"]
    for name in ("terms", "titleterms"):
        index[name] = {word: found for word, found in index[name].items() if found != []}
    return json.dumps(index, sort_keys=True, indent=0).encode()


SPHINX_OWN: Final = (
    Divergence(
        lambda name: name == ".buildinfo.bak",
        None,
        "The record of the configuration before the last one, which a clean build has not seen.",
    ),
    Divergence(
        lambda name: name == "searchindex.js",
        search_index,
        '"indexentries" holds the pages written last only (IndexBuilder.load does not bring back the'
        " others), and words that have gone keep an empty list (IndexBuilder.prune).",
    ),
)


# Sphinx writes a page again when it has changed itself, but not when another has taken the place before,
# after or above it, or goes by another title. Pages of entries outside all toctrees get their place from
# us, so there it has to be right, and on the pages next to them too.
PLACE: Final = (
    "link[rel=prev], link[rel=next], div.related, div.sphinxsidebarwrapper > div:has(p.topless)"
)
NEXT: Final = "link[rel=prev], link[rel=next]"


def tree(folder: Path) -> Files:
    """The content of every file of an output folder, ready to be compared."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        name, content = path.relative_to(folder).as_posix(), path.read_bytes()
        own = next((divergence for divergence in SPHINX_OWN if divergence.applies(name)), None)
        if own is None:
            found[name] = content
        elif own.mend is not None:
            found[name] = own.mend(content)
    return found


def differences(
    built: Files, clean: Files, gone: Set[str] = frozenset(), ours: Set[str] = frozenset()
) -> str:
    """What *built* has otherwise than *clean*, as a report; empty if nothing.

    Args:
        built: The output of a build that found another's output.
        clean: That of a build from nothing.
        gone: Documents there have been once, whose pages Sphinx never takes away.
        ours: Documents whose place among the others is our doing.
    """
    reports = []
    left_over = {f"{name}.html" for name in gone}
    pages = {f"{name}.html" for name in ours}
    for name in sorted(built.keys() | clean.keys()):
        if name not in clean:
            if name not in left_over:
                reports.append(f"{name}: a clean build has no such file")
        elif name not in built:
            reports.append(f"{name}: only a clean build has it")
        else:
            old, new = built[name], clean[name]
            if (
                old != new
                and name.endswith(".html")
                and name not in pages
                and not _is_next_to(new, pages)
            ):
                old, new = _without_place(old), _without_place(new)
            if old != new:
                reports.append(f"{name} differs from a clean build's:\n{_diff(old, new)}")
    return "\n".join(reports)


def _is_next_to(page: bytes, others: Set[str]) -> bool:
    """Whether the page before or after a page is one of *others*."""
    links = lxml.html.fromstring(page).cssselect(NEXT)
    return not others.isdisjoint(link.get("href", "") for link in links)


def _without_place(page: bytes) -> bytes:
    """A page without what it says of its place among others, one line for each line of text."""
    root = lxml.html.fromstring(page)
    for element in root.cssselect(PLACE):
        element.drop_tree()
    lines = lxml.html.tostring(root, encoding="unicode").splitlines()
    return "\n".join(stripped for line in lines if (stripped := line.strip())).encode()


def _diff(built: bytes, clean: bytes, most: int = 30) -> str:
    try:
        old, new = built.decode().splitlines(), clean.decode().splitlines()
    except UnicodeDecodeError:
        return f"  {len(built)} and {len(clean)} bytes"
    diff = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]  # without the file names
    more = [f"  ... {len(diff) - most} more lines"] if diff[most:] else []
    return "\n".join([f"  {line[:300]}" for line in diff[:most]] + more)
