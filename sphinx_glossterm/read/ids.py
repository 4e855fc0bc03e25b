"""Anchors: who gets which fragment of a page, the same in every language."""

from __future__ import annotations

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_block, is_entry


def claim(document: nodes.document, node: nodes.Element, wanted: str, *, yielding: bool = False) -> str:
    """Make *wanted* the first id of *node*.

    The ids of an entry and its facets are a promise, so a heading or a label that happens to have
    one makes way and gets another; only what is ours keeps its own, and the newcomer's id gets a
    number.

    Args:
        document: The document being read.
        node: An entry, facet or index without ids.
        wanted: The id it should have.
        yielding: Let whatever has the id keep it.

    Returns:
        The id it has now.
    """
    holder = document.ids.get(wanted)
    is_ours = is_entry(holder) or isinstance(holder, glossterm_block) if holder is not None else False
    if holder is not None and (is_ours or yielding):
        number = 2
        while f"{wanted}-{number}" in document.ids:
            number += 1
        wanted, holder = f"{wanted}-{number}", None
    document.ids[wanted] = node
    node["ids"].insert(0, wanted)
    if holder is not None:
        _move_out(document, holder, wanted)
    return wanted


def _move_out(document: nodes.document, holder: nodes.Element, taken: str) -> None:
    holder["ids"].remove(taken)
    document.set_id(holder)
    for name, id_ in document.nameids.items():
        if id_ == taken:
            document.nameids[name] = holder["ids"][0]
