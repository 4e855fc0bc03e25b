"""Short definitions on other pages: frozen in their document, thawed wherever they are shown."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import Final

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_glossterm.doctree.nodes import is_anchor_link

_DROPPED: Final = (nodes.system_message, nodes.raw, addnodes.index)
_UNWRAPPED: Final = (nodes.target, nodes.problematic)
PLACE: Final = "glossterm-place"
"""The ``reftype`` of a reference to an anchor on the page of the short definition."""


def freeze(paragraph: nodes.Element, docname: str) -> tuple[str, bytes]:
    """Turn a short definition into a form that any document can show.

    It loses what has no meaning elsewhere: footnote marks with the space before them, raw markup, and
    ids. Images become their alternative text. Links within the page become references. Citations stay,
    because a label means the same on every page, and may be part of the sentence ("see [Knuth]").

    Args:
        paragraph: The short definition in its own document; it is not changed.
        docname: That document, to which relative ``:doc:`` targets refer.

    Returns:
        The plain text, with references as the author typed them; and the inline markup as pickled nodes,
        empty if there is none.
    """
    copy = nodes.inline("", "", *(child.deepcopy() for child in paragraph.children))
    for node in list(copy.findall(nodes.Element)):
        if _is_note(node):
            _take_space_before(node)
            node.parent.remove(node)
        elif isinstance(node, _DROPPED):
            node.parent.remove(node)
        elif isinstance(node, nodes.image):
            node.parent.replace(node, nodes.Text(str(node.get("alt", ""))))
        elif is_anchor_link(node):
            node.parent.replace(node, _reference("myst", node["refuri"][1:], node))
        elif isinstance(node, addnodes.pending_xref) and not node.astext():
            _put_words(node, str(node.get("reftargetid") or node["reftarget"]))
        elif isinstance(node, _UNWRAPPED):
            # Not replace_self, which would pass ids and classes on.
            node.parent.replace(node, list(node.children))
        elif _is_local(node):
            anchor = node.get("refid") or str(node.get("refuri", "")).removeprefix("#")
            link = [_reference(PLACE, anchor, node)] if anchor else list(node.children)
            node.parent.replace(node, link)
    text = " ".join(copy.astext().split())
    if all(isinstance(child, nodes.Text) for child in copy.children):
        return text, b""
    detach(copy)
    for part in copy.findall(nodes.Element):
        part["ids"], part["names"] = [], []
        if isinstance(part, addnodes.pending_xref):
            if part.get("reftype") == "doc":
                part["reftarget"] = "/" + docname_join(docname, part["reftarget"])
            part.attributes.pop("refdoc", None)
    return text, pickle.dumps(copy.children, pickle.HIGHEST_PROTOCOL)


def detach(node: nodes.Node) -> None:
    """Remove all links from *node* to its document, which would otherwise be pickled with it."""
    for part in node.findall():
        part.document = None  # type: ignore[assignment]  # it may be None, but the stubs do not say so
        if isinstance(part, nodes.Element):
            part.source = part.line = None


def _is_note(node: nodes.Node) -> bool:
    """Whether *node* is a footnote mark, or an invisible citation that only adds to a bibliography."""
    if isinstance(node, addnodes.pending_xref):  # the role :cite:empty: of sphinxcontrib-bibtex
        return bool(node.get("refdomain") == "cite" and node.get("reftype") == "empty")
    return isinstance(node, nodes.footnote_reference)


def _take_space_before(node: nodes.Element) -> None:
    """Remove the white space before a note, unless a word follows immediately.

    At the beginning of the text, remove the white space after it instead.
    """
    parent = node.parent
    place = parent.index(node)
    behind = next((each for each in parent[place + 1 :] if not _is_note(each)), None)
    if behind is not None and behind.astext()[:1].isalnum():
        return
    while place and isinstance(before := parent[place - 1], nodes.Text):
        if kept := before.rstrip():
            parent.replace(before, nodes.Text(kept))
            return
        parent.remove(before)
        place -= 1
    if not place and isinstance(behind, nodes.Text):
        parent.replace(behind, nodes.Text(behind.lstrip()))


def _reference(kind: str, target: str, link: nodes.Element) -> addnodes.pending_xref:
    """Turn a link within the page into a reference that other pages can resolve.

    The doctree::

        <pending_xref refdomain="" reftype="KIND" reftarget="TARGET" refexplicit=...>
            <inline classes="xref">
    """
    is_explicit = bool(link.astext())
    reference = addnodes.pending_xref(
        "", refdomain="", reftype=kind, reftarget=target, refexplicit=is_explicit
    )
    if is_explicit:
        reference += nodes.inline("", "", *link.children, classes=["xref"])
    else:
        _put_words(reference, target)
    return reference


def _put_words(reference: nodes.Element, words: str) -> None:
    """Give a reference the words to show if its target is not found."""
    reference.children = []
    reference += nodes.inline("", words, classes=["xref"])


def _is_local(node: nodes.Element) -> bool:
    """Whether *node* is a link that works only on its own page."""
    if not isinstance(node, nodes.reference):
        return False
    return "refuri" not in node or str(node["refuri"]).startswith("#")


def references_in(markup: bytes) -> list[addnodes.pending_xref]:
    """The references in a short definition, in order."""
    return list(thaw(markup, "").findall(addnodes.pending_xref)) if markup else []


def thaw(markup: bytes, text: str) -> nodes.inline:
    """An inline node that contains a short definition.

    Args:
        markup: The markup from :func:`freeze`.
        text: The text from :func:`freeze`, used if there is no markup.
    """
    return nodes.inline("", "", *(pickle.loads(markup) if markup else [nodes.Text(text)]))


def text_of(markup: bytes, words: Iterable[str]) -> str:
    """A short definition as plain text.

    Args:
        markup: The markup from :func:`freeze`.
        words: The text for each reference in it, in order; empty to keep the reference's own text.
    """
    holder = thaw(markup, "")
    for reference, shown in zip(list(holder.findall(addnodes.pending_xref)), words, strict=True):
        if shown:
            reference.parent.replace(reference, nodes.Text(shown))
    return " ".join(holder.astext().split())
