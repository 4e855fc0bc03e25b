"""Circles in a graph: what leads back to where it began."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def circles(leads: Mapping[Node, Sequence[Node]]) -> Iterator[tuple[list[Node], int]]:
    """For each group of nodes that lead to each other, a shortest circle through its first node.

    In time that grows with nodes and edges together. Groups come in the order of their first nodes, and
    "first" is by the order of *leads*.

    Args:
        leads: Where each node leads to.

    Yields:
        The nodes of the circle in its direction, the first node of the group at its head; and how many
        nodes the group has.
    """
    positions = {node: position for position, node in enumerate(leads)}
    groups = [sorted(group, key=positions.__getitem__) for group in _groups(leads)]
    for group in sorted(groups, key=lambda group: positions[group[0]]):
        if len(group) > 1 or group[0] in leads[group[0]]:
            yield _circle(group[0], set(group), leads), len(group)


def _groups(leads: Mapping[Node, Sequence[Node]]) -> Iterator[list[Node]]:
    """The strongly connected components (Tarjan 1972), without recursion: a chain may be long."""
    numbers: dict[Node, int] = {}
    lowest: dict[Node, int] = {}  # the smallest number that leads on from a node to one on the path
    path: list[Node] = []
    on_path: set[Node] = set()
    for root in leads:
        waiting = [] if root in numbers else [root]
        calls: list[tuple[Node, Iterator[Node]]] = []
        while waiting or calls:
            if waiting:
                node = waiting.pop()
                numbers[node] = lowest[node] = len(numbers)
                path.append(node)
                on_path.add(node)
                calls.append((node, iter(leads[node])))
            node, others = calls[-1]
            for other in others:
                if other not in numbers:
                    waiting.append(other)
                    break
                if other in on_path:
                    lowest[node] = min(lowest[node], numbers[other])
            else:
                calls.pop()
                if calls:
                    above = calls[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == numbers[node]:
                    group = [path.pop()]
                    while group[-1] != node:
                        group.append(path.pop())
                    on_path.difference_update(group)
                    yield group


def _circle(first: Node, group: set[Node], leads: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """A shortest way within *group* from *first* back to it, by looking around in growing circles."""
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
