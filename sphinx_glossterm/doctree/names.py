"""Names in a doctree: their inline markup, and their text.

Links, sorting and exports use the text of a name. Readers may also see markup: code, emphasis, a
subscript. Links and the like become text or are left out, because a name is often itself a link.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.frozen import detach
from sphinx_glossterm.doctree.nodes import (
    blocks_of,
    glossterm_heading,
    glossterm_list,
    glossterm_name,
    glossterm_names,
    is_entry,
    plain_words,
)
from sphinx_glossterm.terms.entry import Kind, Wording, split_key

SOURCE_TEXT: Final = "source_text"
"""Attribute of a name: its text in the source language, if it differs from what the author wrote."""
TEXT: Final = "text"
"""Attribute of a name: its text in the language of the build, if it differs from the source text."""
SOURCE: Final = "source"
"""The ``kind`` of a name that holds the title from before translation."""

_LEFT_OUT: Final = (nodes.system_message, addnodes.index)
# References by numbers or labels of the document: in a name, they become the text that is written.
_WRITTEN: Final = (nodes.problematic, nodes.footnote_reference, nodes.citation_reference)
_UNWRAPPED: Final = (nodes.reference, nodes.target, addnodes.download_reference)


def is_name(node: nodes.Node) -> bool:
    """Whether *node* is a name of an entry, or the heading of a facet."""
    if isinstance(node, nodes.title):
        return is_entry(node.parent)
    return isinstance(node, (glossterm_name, glossterm_heading))


def names_in(document: nodes.Element) -> Iterator[nodes.TextElement]:
    """The names of a document, in order."""
    return filter(is_name, blocks_of(document, (nodes.title, glossterm_name, glossterm_heading)))


def names_block(entry: nodes.Element) -> glossterm_names | None:
    """The node with all names of an entry except its title.

    None if there are no other names, or once the entry is complete.
    """
    return next((node for node in entry.children if isinstance(node, glossterm_names)), None)


def other_names(entry: nodes.Element) -> list[glossterm_name]:
    """The names of an entry except its title, in order."""
    return [name for name in _names_in_block(entry) if name["kind"] != SOURCE]


def list_message(entry: nodes.Element, kind: Kind) -> glossterm_list | None:
    """The message with all names of a kind; None if there are none, or once the entry is complete."""
    block = names_block(entry)
    lists = (node for node in (block.children if block else []) if isinstance(node, glossterm_list))
    return next((node for node in lists if node["kind"] == kind), None)


def names_beside(message: glossterm_list) -> list[glossterm_name]:
    """The single names of a list, which are its siblings: before translation, those of the source."""
    names = (node for node in message.parent.children if isinstance(node, glossterm_name))
    return [name for name in names if name["kind"] == message["kind"]]


def source_title(entry: nodes.Element) -> glossterm_name | None:
    """The title of an entry from before translation, if it was kept."""
    return next((name for name in _names_in_block(entry) if name["kind"] == SOURCE), None)


def _names_in_block(entry: nodes.Element) -> list[glossterm_name]:
    block = names_block(entry)
    return list(block.findall(glossterm_name)) if block else []


def written(name: nodes.TextElement) -> str:
    """A name as its author wrote it, with markup."""
    return split_key(name.rawsource)[0] if "index_key" in name else name.rawsource


def source_text(name: nodes.TextElement) -> str:
    """The text of a name in the source language."""
    return str(name.get(SOURCE_TEXT) or written(name))


def name_text(name: nodes.TextElement) -> str:
    """The text of a name in the language of the build."""
    return str(name.get(TEXT) or source_text(name))


def words(children: Iterable[nodes.Node]) -> str:
    """The text of nodes."""
    return "".join(child.astext() for child in children)


# ---- what a name may contain


def tame(children: Iterable[nodes.Node], text: str) -> list[nodes.Node]:
    """Reduce the parsed nodes of a name to those that a name may contain.

    References, links and targets become their text. Footnotes, link names and broken markup become the
    text that is written. Images become their alternative text. Raw nodes become text if that is in the
    name, like ``List<T>`` in Markdown; if a role made them, they are left out.

    Args:
        children: The nodes; they are not changed.
        text: The name as the author wrote it.
    """
    return merged(node for child in children for node in _tame(child, text))


def merged(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """*children* with adjacent text nodes merged into one."""
    found: list[nodes.Node] = []
    for node in children:
        if found and isinstance(node, nodes.Text) and isinstance(found[-1], nodes.Text):
            found[-1] = nodes.Text(str(found[-1]) + str(node))
        else:
            found.append(node)
    return found


def _tame(node: nodes.Node, text: str) -> list[nodes.Node]:
    if isinstance(node, nodes.Text):
        return [nodes.Text(str(node))]
    if not isinstance(node, nodes.Element) or isinstance(node, _LEFT_OUT):
        return []
    if isinstance(node, nodes.substitution_reference):
        return [node.deepcopy()]
    if isinstance(node, _WRITTEN) or "refname" in node or node.get("anonymous"):
        return [nodes.Text(node.rawsource or node.astext())]
    if isinstance(node, nodes.raw):
        raw = node.astext()
        return [nodes.Text(raw)] if raw in text else []
    if isinstance(node, nodes.image):
        return [nodes.Text(str(node["alt"]))] if node.get("alt") else []
    if isinstance(node, addnodes.pending_xref):
        return tame(plain_words(node), text) or [nodes.Text(node["reftarget"])]
    if isinstance(node, _UNWRAPPED):
        return tame(node.children, text)
    if not isinstance(node, nodes.TextElement):
        return [nodes.Text(node.astext())] if node.astext() else []
    kept = node.copy()
    kept["ids"], kept["names"] = [], []
    kept += tame(node.children, text)
    return [kept]


# ---- frozen


def freeze_name(children: Sequence[nodes.Node]) -> Wording:
    """The nodes of a name in a form that any document can show: text, or pickled nodes."""
    if all(isinstance(child, nodes.Text) for child in children):
        return words(children)
    copies = [child.deepcopy() for child in children]
    for copy in copies:
        detach(copy)
    return pickle.dumps(copies, pickle.HIGHEST_PROTOCOL)


def thaw_name(shown: Wording) -> list[nodes.Node]:
    """The nodes that were given to :func:`freeze_name`."""
    return [nodes.Text(shown)] if isinstance(shown, str) else pickle.loads(shown)
