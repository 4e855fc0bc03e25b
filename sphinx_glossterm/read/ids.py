"""Anchors: who gets which fragment of a page, the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_block, is_entry
from sphinx_glossterm.terms.ids import free_id


def claim(
    document: nodes.document,
    node: nodes.Element,
    wanted: str,
    *,
    yielding: bool = False,
    labels: Iterable[nodes.Node] = (),
) -> str:
    """Make *wanted* the first id of *node*.

    The ids that an author wrote and those of facets are a promise, so a heading or a label that happens
    to have one makes way and gets another; only what is ours keeps its own, and the newcomer's id gets
    a number.

    Args:
        document: The document being read.
        node: An entry, facet or index without ids.
        wanted: The id it should have.
        yielding: Let whatever has the id keep it.
        labels: The labels that lead to *node*. One of them may have the id too: it is the same place.

    Returns:
        The id it has now.
    """
    holder = document.ids.get(wanted)
    if holder is not None and (yielding or is_entry(holder) or isinstance(holder, glossterm_block)):
        wanted, holder = free_id(wanted, document.ids), None
    document.ids[wanted] = node
    node["ids"].insert(0, wanted)
    if holder is not None and any(holder is label for label in labels):
        # Whoever has an id has its names too: docutils looks for them there if one comes again.
        node["names"] += [name for name in holder["names"] if document.nameids.get(name) == wanted]
    elif holder is not None:
        holder["ids"].remove(wanted)
        document.set_id(holder)
        for name, id_ in document.nameids.items():
            if id_ == wanted:
                document.nameids[name] = holder["ids"][0]
    return wanted


def labels_before(siblings: Sequence[nodes.Node]) -> list[nodes.Node]:
    """The labels that lead to what comes behind *siblings*, as docutils' ``PropagateTargets`` has it."""
    last = takewhile(
        lambda node: isinstance(node, (nodes.target, nodes.system_message)), reversed(siblings)
    )
    return list(last)
