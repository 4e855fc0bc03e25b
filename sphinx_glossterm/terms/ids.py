"""Ids: give each entry and heading its own, if several want the same."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from typing import Final

from sphinx_glossterm.terms.entry import Entry, IndexPage, by_glossary, make_id
from sphinx_glossterm.terms.entry import fold as fold_names
from sphinx_glossterm.terms.order import DIGITS, SYMBOLS

# Fragments of the headings that are not letters.
_HEADING_IDS: Final = {DIGITS: "digits", SYMBOLS: "symbols"}


def free_id(wanted: str, taken: Container[str]) -> str:
    """The id *wanted*, with a number if that is taken.

    >>> free_id("token", {"token", "token-2"})
    'token-3'
    """
    id_, number = wanted, 2
    while id_ in taken:
        id_, number = f"{wanted}-{number}", number + 1
    return id_


def share_out(wanted: Sequence[str], taken: Container[str]) -> list[str]:
    """Make ids unique: each is the wanted one, or that one with a number.

    The first to want an id gets it. No number makes an id that is itself wanted: with titles ``Y 2``,
    ``y`` and ``Y``, the first keeps ``y-2``, and the last gets ``y-3``.

    Args:
        wanted: The wanted ids, in order.
        taken: Ids that are not available.

    Returns:
        As many ids as are wanted, in the same order, all different.
    """
    given: set[str] = set()
    reserved = set(wanted)
    numbers: dict[str, int] = {}  # the next number to try, so that no number is tried twice
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
    """A fragment for each group of an index, made from its letter or category.

    Args:
        page: The index.
        names: The letters, or the categories in the source language, in order.

    Returns:
        The fragments in the same order, all different: ``terms-a``, ``terms-category-models``.
    """
    anchors: dict[str, None] = {}
    for name in names:
        if page.group == "letter":
            fragment = _HEADING_IDS.get(name, name.lower())
        else:
            fragment = f"category-{make_id(name)}" if name else "uncategorized"
        anchors[free_id(f"{page.anchor}-{fragment}", anchors)] = None
    return list(anchors)


def settle(entries: Iterable[Entry], fold: Callable[[str], str] = fold_names) -> tuple[Entry, ...]:
    """Settle the ids of all entries of a project, so that made ids are unique in their glossary.

    An id that an author wrote stays, even if it is there twice (a duplicate, which is reported). An id
    made from a title goes to the first entry by document and line; the others get a number. So the
    result does not depend on the order, or on the number of processes, in which documents are read.

    Args:
        entries: The entries, in any order.
        fold: Folds the names of glossaries.

    Returns:
        The entries, by document and line.
    """
    ordered = sorted(entries, key=lambda entry: entry.place)
    members = by_glossary(ordered, fold)
    shared = {glossary: iter(_made_ids(found)) for glossary, found in members.items()}
    return tuple(
        _with_id(entry, next(shared[fold(entry.glossary)])) if entry.made_id else entry
        for entry in ordered
    )


def _made_ids(entries: list[Entry]) -> list[str]:
    """The ids of the entries of a glossary without a written id, in order."""
    written = {entry.id for entry in entries if not (entry.made_id or entry.is_builtin)}
    return share_out([entry.made_id for entry in entries if entry.made_id], written)


def _with_id(entry: Entry, id_: str) -> Entry:
    return entry if entry.id == id_ else replace(entry, id=id_)
