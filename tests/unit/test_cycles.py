"""Circles: each group once, a way that is one, and the shortest."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.terms.cycles import cycles

Graph = dict[int, list[int]]
NODES: Final = range(7)
graphs: Final = st.fixed_dictionaries(
    {node: st.lists(st.sampled_from(NODES), max_size=3, unique=True) for node in NODES}
).map(lambda graph: dict(sorted(graph.items())))


def reached(graph: Graph, node: int) -> dict[int, int]:
    """The number of steps from *node* to each node that it leads to, including itself."""
    steps: dict[int, int] = {}
    border, step = {node}, 0
    while border:
        step += 1
        border = {other for each in border for other in graph[each]} - steps.keys()
        steps |= dict.fromkeys(border, step)
    return steps


@given(graphs)
def test_each_group_is_found_once_with_a_shortest_circle(graph: Graph) -> None:
    reach = {node: reached(graph, node) for node in graph}
    groups = {
        frozenset(other for other in graph if other in reach[node] and node in reach[other])
        for node in graph
        if node in reach[node]
    }
    found = list(cycles(graph))
    assert [(way[0], size) for way, size in found] == sorted(
        (min(group), len(group)) for group in groups
    )
    for way, _size in found:
        assert all(after in graph[before] for before, after in zip(way, [*way[1:], way[0]], strict=True))
        assert len(way) == reach[way[0]][way[0]]


def test_a_long_chain_does_not_go_deep() -> None:
    long: Graph = {node: [node + 1] for node in range(20_000)} | {20_000: [0]}
    [(way, size)] = cycles(long)
    assert len(way) == size == 20_001
