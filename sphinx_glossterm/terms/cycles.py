"""Find cycles in a graph."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def cycles(leads: Mapping[Node, Sequence[Node]]) -> Iterator[tuple[list[Node], int]]:
    """For each group of nodes that all lead to each other, a shortest cycle through its first node.

    The time grows linearly with nodes and edges. Groups come in the order of their first nodes. *leads*
    decides which node is first.

    Args:
        leads: For each node, the nodes it leads to.

    Yields:
        The nodes of the cycle in its direction, starting with the first node of the group; and the
        number of nodes in the group.
    """
    positions = {node: position for position, node in enumerate(leads)}
    leads = _without_ends(leads)
    groups = [sorted(group, key=positions.__getitem__) for group in _groups(leads)]
    for group in sorted(groups, key=lambda group: positions[group[0]]):
        if len(group) > 1 or group[0] in leads[group[0]]:
            yield _cycle(group[0], set(group), leads), len(group)


def _without_ends(leads: Mapping[Node, Sequence[Node]]) -> dict[Node, list[Node]]:
    """The graph without the nodes that lead to no cycle; empty if there is no cycle."""
    sorter = TopologicalSorter(leads)
    left = dict.fromkeys(leads)
    try:
        sorter.prepare()
    except CycleError:  # the sorter still gives all nodes that lead to no cycle
        while ready := sorter.get_ready():
            for node in ready:
                del left[node]
            sorter.done(*ready)
        return {node: [other for other in leads[node] if other in left] for node in left}
    return {}


def _groups(leads: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """The strongly connected components (Kosaraju), without recursion because chains may be long."""
    finished: dict[Node, None] = {}  # each node after all nodes it leads to
    seen: set[Node] = set()
    waiting = [(node, False) for node in leads]
    comes_from: defaultdict[Node, list[Node]] = defaultdict(list)
    while waiting:
        node, is_finished = waiting.pop()
        if is_finished:
            finished[node] = None
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            for other in leads[node]:
                comes_from[other].append(node)
                waiting.append((other, False))
    while finished:
        group = [finished.popitem()[0]]
        for node in group:
            for other in comes_from[node]:
                if other in finished:
                    del finished[other]
                    group.append(other)
        yield group


def _cycle(first: Node, group: set[Node], leads: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """A shortest path within *group* from *first* back to itself, by breadth-first search.

    Raises:
        ValueError: *first* is in no cycle.
    """
    came_from: dict[Node, Node] = {}
    waiting = deque([first])
    while waiting:
        node = waiting.popleft()
        if first in leads[node]:
            way = [node]
            while way[-1] != first:
                way.append(came_from[way[-1]])
            return way[::-1]
        for other in leads[node]:
            if other in group and other not in came_from:
                came_from[other] = node
                waiting.append(other)
    raise ValueError(f"{first!r} does not lead back to itself")
