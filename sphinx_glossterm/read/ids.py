"""Anchors: who gets which fragment of a page, the same in every language."""

from __future__ import annotations

from collections.abc import Container

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
    if holder is not None and (yielding or is_entry(holder) or isinstance(holder, glossterm_block)):
        wanted, holder = free_id(wanted, document.ids), None
    document.ids[wanted] = node
    node["ids"].insert(0, wanted)
    if holder is not None:
        holder["ids"].remove(wanted)
        document.set_id(holder)
        for name, id_ in document.nameids.items():
            if id_ == wanted:
                document.nameids[name] = holder["ids"][0]
    return wanted


def free_id(wanted: str, taken: Container[str]) -> str:
    """*wanted*; where that is taken, with the first number behind it that makes it an id of its own."""
    id_, number = wanted, 2
    while id_ in taken:
        id_, number = f"{wanted}-{number}", number + 1
    return id_
