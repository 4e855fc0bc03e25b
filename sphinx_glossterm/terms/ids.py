"""Ids: who gets which, where several would have the same."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from sphinx_glossterm.terms.entry import Entry, IndexPage, make_id
from sphinx_glossterm.terms.entry import fold as fold_names
from sphinx_glossterm.terms.order import DIGITS, SYMBOLS

# Fragments of the headings that are no letters.
_HEADING_IDS: Final = {DIGITS: "digits", SYMBOLS: "symbols"}


def free_id(wanted: str, taken: Container[str]) -> str:
    """*wanted*; where that is taken, with the first number behind it that makes it an id of its own."""
    id_, number = wanted, 2
    while id_ in taken:
        id_, number = f"{wanted}-{number}", number + 1
    return id_


def share_out(wanted: Sequence[str], taken: Container[str]) -> list[str]:
    """An id for each that wants one: the one it wants, or that one with a number.

    Who comes first gets it. A number is none that makes an id which another one wants: ``Y 2`` keeps
    ``y-2``, and of ``y`` and ``Y`` the second gets ``y-3``.

    Args:
        wanted: The ids that are wanted, in order.
        taken: Ids that cannot be had.

    Returns:
        As many ids as are wanted, each another one.
    """
    given: set[str] = set()
    reserved = set(wanted)
    numbers: dict[str, int] = {}  # each is tried once, however many want the same id
    found = []
    for wish in wanted:
        id_, number = wish, numbers.get(wish, 2)
        if id_ in given or id_ in taken:
            while (id_ := f"{wish}-{number}") in given or id_ in reserved or id_ in taken:
                number += 1
            numbers[wish] = number + 1
        given.add(id_)
        found.append(id_)
    return found


def group_anchors(page: IndexPage, names: Iterable[str]) -> list[str]:
    """A fragment for each group of an index, from its letter or its category in the source language."""
    anchors: dict[str, None] = {}
    for name in names:
        if page.group == "letter":
            fragment = _HEADING_IDS.get(name, name.lower())
        else:
            fragment = f"category-{make_id(name)}" if name else "uncategorized"
        anchors[free_id(f"{page.anchor}-{fragment}", anchors)] = None
    return list(anchors)


def settle(entries: Iterable[Entry], fold: Callable[[str], str] = fold_names) -> tuple[Entry, ...]:
    """All entries of a project, by document and line, with ids that no two of a glossary have.

    An id that an author wrote is his own, even if he wrote it twice, which is another affair. One that
    was made of a title goes to the first entry by document and line; others get a number. So it does
    not matter in which order, or in how many processes, documents are read.

    Args:
        entries: The entries.
        fold: How names of glossaries are compared.
    """
    ordered = sorted(entries, key=lambda entry: entry.place)
    members: dict[str, list[Entry]] = {}
    for entry in ordered:
        members.setdefault(fold(entry.glossary), []).append(entry)
    shared = {glossary: iter(_made_ids(found)) for glossary, found in members.items()}
    return tuple(
        _with_id(entry, next(shared[fold(entry.glossary)])) if entry.made_id else entry
        for entry in ordered
    )


def _made_ids(entries: list[Entry]) -> list[str]:
    """The ids of those entries of a glossary whose author wrote none, in order."""
    written = {entry.id for entry in entries if not (entry.made_id or entry.is_builtin)}
    return share_out([entry.made_id for entry in entries if entry.made_id], written)


def _with_id(entry: Entry, id_: str) -> Entry:
    return entry if entry.id == id_ else replace(entry, id=id_)
