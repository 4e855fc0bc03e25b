"""Maps: the relations between entries, and how many relations apart they are."""

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
    """How an entry names another one: the name of the option."""

    RELATED = "related"
    SEE = "see"
    REPLACED = "replaced-by"


class Relation(NamedTuple):
    """One entry names another one.

    Attributes:
        start: The entry that names the other. If two name each other as related, the first of them.
        end: The other entry.
        kind: The option that names it.
    """

    start: Key
    end: Key
    kind: RelationKind


class Relations:
    """The relations between the entries of a glossary.

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
                # "Related" holds in both directions, and is one line on a map.
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
        """The entries that *entry* names, each with the option."""
        for option, target in entry.named:
            if (other := self._glossary.entry(target, entry.glossary)) is not None:
                yield other, RelationKind(option)

    def mapped(self, page: MapPage, home: str = "") -> tuple[list[Entry], list[Relation]]:
        """The entries and relations on a map.

        Args:
            page: The map.
            home: The glossary of the document that contains it.

        Returns:
            The entries in dictionary order, but first the one in the middle; and the relations between
            them. Both are empty if the entry for the middle is unknown.
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
    """The number of steps from a node of a graph to each node that it can reach.

    Args:
        start: The node.
        around: For each node, its neighbours.
        within: The nodes to consider.
        limit: The largest number of steps; 0 for no limit.

    Returns:
        The number of steps for each node within reach, and 0 for *start*.

    >>> around = {"a": "b", "b": "ac", "c": "b"}
    >>> distances("a", around, around)
    {'a': 0, 'b': 1, 'c': 2}
    >>> distances("a", around, around, limit=1)
    {'a': 0, 'b': 1}
    """
    found = {start: 0}
    ahead = [start]
    for node in ahead:  # the loop extends the list
        if limit and found[node] == limit:
            break
        for other in around.get(node, ()):
            if other in within and other not in found:
                found[other] = found[node] + 1
                ahead.append(other)
    return found
