"""Anchors: assign the fragments of a page, which are the same in every language."""

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

    Ids that an author wrote, and those of facets, are permanent. So if a heading or a label already has
    the id, it gets another one. If one of our own nodes has the id, that keeps it, and the id of *node*
    gets a number.

    Args:
        document: The document being read.
        node: An entry, facet or index without ids.
        wanted: The id it should have.
        yielding: Let any node that already has the id keep it.
        labels: The labels that lead to *node*. They may share the id, because they mean the same place.

    Returns:
        The id that *node* has now.
    """
    holder = document.ids.get(wanted)
    if holder is not None and (yielding or is_entry(holder) or isinstance(holder, glossterm_block)):
        wanted, holder = free_id(wanted, document.ids), None
    document.ids[wanted] = node
    node["ids"].insert(0, wanted)
    if holder is not None and any(holder is label for label in labels):
        # The node with an id needs its names too: docutils looks there for duplicate names.
        node["names"] += [name for name in holder["names"] if document.nameids.get(name) == wanted]
    elif holder is not None:
        holder["ids"].remove(wanted)
        document.set_id(holder)
        for name, id_ in document.nameids.items():
            if id_ == wanted:
                document.nameids[name] = holder["ids"][0]
    return wanted


def labels_before(siblings: Sequence[nodes.Node]) -> list[nodes.Node]:
    """The labels at the end of *siblings*, which lead to the node after them (``PropagateTargets``)."""
    last = takewhile(
        lambda node: isinstance(node, (nodes.target, nodes.system_message)), reversed(siblings)
    )
    return list(last)
