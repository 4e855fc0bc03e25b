"""Maps: which entries are related, and how far they are from each other."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from sphinx_glossterm.terms.entry import Entry, MapPage
from sphinx_glossterm.terms.glossary import Glossary

Key = tuple[str, str]
"""Document and anchor of an entry."""
Node = TypeVar("Node", bound=Hashable)


class RelationKind(StrEnum):
    """How an entry names another one: the option."""

    RELATED = "related"
    SEE = "see"
    REPLACED = "replaced-by"


class Relation(NamedTuple):
    """One entry names another one.

    Attributes:
        start: The entry that names the other one; of two that name each other as related, the first.
        end: The other one.
        kind: How it is named.
    """

    start: Key
    end: Key
    kind: RelationKind


class Relations:
    """How the entries of a glossary are related.

    Args:
        glossary: The glossary.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._named: dict[Key, list[Relation]] = {}
        self._around: dict[Key, list[Key]] = {}
        seen: set[object] = set()
        for entry in glossary.ordered:
            for other, kind in self._names(entry):
                # Related is related in both directions, and one line on a map.
                pair = frozenset([entry.key, other.key])
                relation = Relation(entry.key, other.key, kind)
                same: object = pair if kind is RelationKind.RELATED else relation
                if other.key == entry.key or same in seen:
                    continue
                seen.add(same)
                self._named.setdefault(entry.key, []).append(relation)
                self._around.setdefault(entry.key, []).append(other.key)
                self._around.setdefault(other.key, []).append(entry.key)

    def _names(self, entry: Entry) -> Iterable[tuple[Entry, RelationKind]]:
        """The entries that one names."""
        for option, target in entry.named:
            if (other := self._glossary.entry(target, entry.glossary)) is not None:
                yield other, RelationKind(option)

    def mapped(self, page: MapPage, home: str = "") -> tuple[list[Entry], list[Relation]]:
        """What a map shows: entries in dictionary order, that in the middle first, and their relations.

        Args:
            page: The map.
            home: The glossary of the document it stands in.
        """
        shown = {entry.key: entry for entry in self._glossary.mapped(page)}
        if page.around:
            centre = self._glossary.entry(page.around, home)
            if centre is None:
                return [], []
            shown = {centre.key: centre, **shown}
            near = distances(centre.key, self._around, shown, page.depth)
            shown = {key: entry for key, entry in shown.items() if key in near}
        found = [
            relation for key in shown for relation in self._named.get(key, ()) if relation.end in shown
        ]
        return list(shown.values()), found


def distances(
    start: Node, around: Mapping[Node, Iterable[Node]], within: Container[Node], limit: int = 0
) -> dict[Node, int]:
    """How many steps lead from one node of a graph to each of those that can be reached from it.

    Args:
        start: The node.
        around: For each node, those that are one step away.
        within: The nodes that may be reached.
        limit: Beyond how many steps not to go; 0 for no limit.

    >>> around = {"a": "b", "b": "ac", "c": "b"}
    >>> distances("a", around, around)
    {'a': 0, 'b': 1, 'c': 2}
    >>> distances("a", around, around, limit=1)
    {'a': 0, 'b': 1}
    """
    found = {start: 0}
    ahead = [start]
    for node in ahead:  # grows meanwhile
        if limit and found[node] == limit:
            break
        for other in around.get(node, ()):
            if other in within and other not in found:
                found[other] = found[node] + 1
                ahead.append(other)
    return found
