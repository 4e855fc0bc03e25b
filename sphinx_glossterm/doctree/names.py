"""Names in a doctree: inline markup that leads nowhere, and the text that it shows.

A name is what links, sorts and is exported: its text. What is shown of it may be more: code, emphasis,
a subscript. What has no place in a name becomes text or is left out, as a name is often a link itself.
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
"""Attribute of a name: its text in the source language, where that is not what is written."""
TEXT: Final = "text"
"""Attribute of a name: its text in the language of the build, where that is another."""
SOURCE: Final = "source"
"""The ``kind`` of a name that is the title as it was before it was translated."""

_LEFT_OUT: Final = (nodes.system_message, addnodes.index)
# What leads to something that its document numbers or names: in a name, it is what is written.
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
    """What holds the names of an entry but for its title; None once the entry is complete."""
    return next((node for node in entry.children if isinstance(node, glossterm_names)), None)


def other_names(entry: nodes.Element) -> list[glossterm_name]:
    """The names of an entry but for its title, in order."""
    return [name for name in _names_in_block(entry) if name["kind"] != SOURCE]


def list_message(entry: nodes.Element, kind: Kind) -> glossterm_list | None:
    """The message that holds all names of a kind; None where there are none, or it is complete."""
    block = names_block(entry)
    lists = (node for node in (block.children if block else []) if isinstance(node, glossterm_list))
    return next((node for node in lists if node["kind"] == kind), None)


def names_beside(message: glossterm_list) -> list[glossterm_name]:
    """The names that stand beside their list: those of the source language, if not translated yet."""
    names = (node for node in message.parent.children if isinstance(node, glossterm_name))
    return [name for name in names if name["kind"] == message["kind"]]


def source_title(entry: nodes.Element) -> glossterm_name | None:
    """The title of an entry as it was before it was translated, where it has been kept."""
    return next((name for name in _names_in_block(entry) if name["kind"] == SOURCE), None)


def _names_in_block(entry: nodes.Element) -> list[glossterm_name]:
    block = names_block(entry)
    return list(block.findall(glossterm_name)) if block else []


def written(name: nodes.TextElement) -> str:
    """A name as its author wrote it, markup and all."""
    return split_key(name.rawsource)[0] if "index_key" in name else name.rawsource


def source_text(name: nodes.TextElement) -> str:
    """The text of a name in the source language."""
    return str(name.get(SOURCE_TEXT) or written(name))


def name_text(name: nodes.TextElement) -> str:
    """The text of a name in the language of the build."""
    return str(name.get(TEXT) or source_text(name))


def words(children: Iterable[nodes.Node]) -> str:
    """The text that nodes show."""
    return "".join(child.astext() for child in children)


# ---- what may stand in a name


def tame(children: Iterable[nodes.Node], text: str) -> list[nodes.Node]:
    """What a parser made of a name, without what has no place in one.

    References, links and targets become their words; footnotes, names of links and markup that is
    broken become what is written; images their text. Raw text is text where it is written in the
    name, as ``List<T>`` is in Markdown, and is left out where a role makes it.

    Args:
        children: The nodes; they are not changed.
        text: What is written.
    """
    return merged(node for child in children for node in _tame(child, text))


def merged(children: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Nodes in which no text stands behind another."""
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
    """What a name shows, as it can be shown in any document: text, or pickled nodes."""
    if all(isinstance(child, nodes.Text) for child in children):
        return words(children)
    copies = [child.deepcopy() for child in children]
    for copy in copies:
        detach(copy)
    return pickle.dumps(copies, pickle.HIGHEST_PROTOCOL)


def thaw_name(shown: Wording) -> list[nodes.Node]:
    """The nodes of what :func:`freeze_name` returned."""
    return [nodes.Text(shown)] if isinstance(shown, str) else pickle.loads(shown)
