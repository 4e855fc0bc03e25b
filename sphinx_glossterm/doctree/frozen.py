"""Short definitions outside their document: frozen where they stand, thawed where they are shown."""

from __future__ import annotations

import pickle
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_glossterm.doctree.nodes import is_anchor_link, plain_words

_DROPPED: Final = (
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.system_message,
    nodes.raw,
    addnodes.index,
)
_UNWRAPPED: Final = (nodes.target, nodes.problematic)


def freeze(paragraph: nodes.Element, docname: str) -> tuple[str, bytes]:
    """A short definition as it can be shown in any document.

    Left out is what has no meaning elsewhere: footnote and citation references, raw markup, ids, and
    links within the page. Images become their text.

    Args:
        paragraph: The short definition in its own document; it is not changed.
        docname: That document, which relative ``:doc:`` targets refer to.

    Returns:
        The plain text; and its inline markup as pickled nodes, empty where the text says it all.
    """
    copy = nodes.inline("", "", *(child.deepcopy() for child in paragraph.children))
    for node in list(copy.findall(nodes.Element)):
        if isinstance(node, _DROPPED):
            node.parent.remove(node)
        elif isinstance(node, nodes.image):
            node.parent.replace(node, nodes.Text(str(node.get("alt", ""))))
        elif is_anchor_link(node) and not node.astext():
            node.parent.replace(node, _unnamed(node["refuri"][1:]))
        elif isinstance(node, addnodes.pending_xref) and not node.astext():
            node.parent.replace(node, _unnamed(node["reftarget"]))
        elif isinstance(node, _UNWRAPPED) or _is_local(node):
            # Not replace_self, which would hand ids and classes on.
            node.parent.replace(node, list(node.children))
    text = " ".join(copy.astext().split())
    if all(isinstance(child, nodes.Text) for child in copy.children):
        return text, b""
    for part in copy.findall():
        # A node refers to the whole document otherwise, and would be pickled with it.
        part.document = None  # type: ignore[assignment]  # stubs leave out that it may be None
        if isinstance(part, nodes.Element):
            part.source = part.line = None
            part["ids"], part["names"] = [], []
        if isinstance(part, addnodes.pending_xref):
            if part.get("reftype") == "doc":
                part["reftarget"] = "/" + docname_join(docname, part["reftarget"])
            part.attributes.pop("refdoc", None)
    return text, pickle.dumps(copy.children, pickle.HIGHEST_PROTOCOL)


def _unnamed(target: str) -> addnodes.pending_xref:
    """What a link without words leads to, for which words are found where it is shown."""
    words = nodes.inline("", target, classes=["xref"])
    return addnodes.pending_xref(
        "", words, refdomain="", reftype="myst", reftarget=target, refexplicit=False
    )


def _is_local(node: nodes.Element) -> bool:
    """Whether *node* is a link that works on its own page only."""
    if not isinstance(node, nodes.reference):
        return False
    return "refuri" not in node or str(node["refuri"]).startswith("#")


def references_in(markup: bytes) -> list[addnodes.pending_xref]:
    """The references in a short definition, in order."""
    return list(thaw(markup, "").findall(addnodes.pending_xref)) if markup else []


def thaw(markup: bytes, text: str) -> nodes.inline:
    """A node with a short definition in it.

    Args:
        markup: The markup that :func:`freeze` returned.
        text: The text that it returned, for where there is no markup.
    """
    return nodes.inline("", "", *(pickle.loads(markup) if markup else [nodes.Text(text)]))


def thaw_in_text(markup: bytes, text: str, refdoc: str) -> nodes.inline:
    """A short definition to stand in running text: its references stay references where they can.

    Args:
        markup: The markup that :func:`freeze` returned.
        text: The text that it returned, for where there is no markup.
        refdoc: The document it is to stand in.
    """
    holder = thaw(markup, text)
    for reference in list(holder.findall(addnodes.pending_xref)):
        if is_portable(reference):
            # A broken reference is reported where it was written.
            reference.attributes.update(refdoc=refdoc, refwarn=False)
        else:
            reference.parent.replace(reference, plain_words(reference))
    return holder


def is_portable(reference: addnodes.pending_xref) -> bool:
    """Whether the target of a reference means the same in every document."""
    return reference["reftype"] in _PORTABLE


_PORTABLE: Final = frozenset({"term", "termdef", "termboth", "termabbr", "doc", "ref", "numref", "any"})
