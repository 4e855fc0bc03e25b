"""Choose the short definition: the part of a definition that can stand alone in lists.

The choice depends on the source text, before translation, so that every language shows the same part.
This module marks the pieces; :mod:`sphinx_glossterm.collect.short` joins them and removes the marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.nodes import (
    builtin_items,
    entries_of,
    glossterm_definition,
    is_within,
)
from sphinx_glossterm.messages import Warn, warn

MARK: Final = "glossterm_short"
"""The attribute of a piece of a short definition. It has one of the values below."""
TEXT: Final = "text"
"""A paragraph, a line block, a formula or code, which continues the text before it."""
ITEM: Final = "item"
"""An item of a list, separated from the item before it."""
LAST_ITEM: Final = "last-item"
"""The last item that is included, of a list that goes on."""

_ROOM: Final = 400
"""The number of characters after which no further item is included."""
_BLOCKS: Final = 3
"""The most blocks that are included after a colon, if each of them ends in a colon again."""
_ENDS: Final = frozenset(".!?…‽。．｡！？।॥؟۔։׃።፧᙮᠃᠉꓿꛳꛷။།༎។៕‼⁇⁈⁉")
"""The signs that end a sentence, in any script."""
_CLOSERS: Final = "\"'”’»›“‘)]}）】」』》〉〕 \t\n\u200e\u200f\u00a0\u202f"
"""The characters that may follow them: quotation marks (some close in one language and open in another),
brackets, and space."""
_COLONS: Final = (":", "：", "﹕", "፦")
_LISTS: Final = (
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.definition_list,
    nodes.field_list,
    nodes.option_list,
    addnodes.hlist,
)
_PARTS: Final = (nodes.table, nodes.line_block, *_LISTS)
"""Blocks with parts that are usually not sentences."""
_UNSEEN: Final[tuple[Any, ...]] = (
    nodes.Invisible,
    nodes.system_message,
    nodes.footnote,
    nodes.citation,
    addnodes.index,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
_NOTES: Final = (nodes.footnote_reference, nodes.citation_reference, nodes.system_message, nodes.raw)


class ShortDefinitions(SphinxTransform):
    """Mark the pieces of each short definition, and warn if a definition has none.

    Each piece gets the attribute ``glossterm_short="text"``, ``"item"`` or ``"last-item"``.
    """

    # Before PreserveTranslatableMessages (10) and Locale (20).
    default_priority = 9

    def apply(self, **kwargs: Any) -> None:
        """Mark the definitions of the document's entries, and of its built-in glossaries."""
        for entry in entries_of(self.document):
            for part in entry.children:
                if not isinstance(part, glossterm_definition) or mark_short(part):
                    continue
                # No warning without words: "D." alone makes an empty list.
                if _words(part).strip() and not entry["see"]:
                    self._warn(entry, part)
        if self.config.glossterm_builtin:
            for item in builtin_items(self.document):
                for definition in item.children:
                    if isinstance(definition, nodes.definition):
                        mark_short(definition)

    def _warn(self, entry: nodes.Element, definition: nodes.Element) -> None:
        first = next(_seen(definition), None)
        what = "a list" if isinstance(first, _LISTS) else "something other than text"
        what = "a table" if isinstance(first, nodes.table) else what
        what = "a line block" if isinstance(first, nodes.line_block) else what
        warn(
            Warn.DEFINITION,
            f'The definition of "{entry[0].astext()}" begins with {what}, and has no sentence'
            " that can stand alone as its short definition. Begin the entry with a paragraph"
            " that says what it is.",
            location=entry,
        )


def mark_short(definition: nodes.Element) -> bool:
    """Mark the pieces of a short definition.

    Returns:
        Whether there are any.
    """
    beginning = _beginning(definition)
    if beginning is None:
        return False
    beginning[MARK] = TEXT
    room, block = _ROOM, beginning
    for _n in range(_BLOCKS):
        if not _words(block).rstrip().endswith(_COLONS):
            break
        following = _behind(block)
        if following is None:
            break
        room = _take_in(following, room)
        if MARK not in following:
            break
        block = following
    return True


def _beginning(definition: nodes.Element) -> nodes.Element | None:
    """The block that a short definition begins with; None if no block is suitable."""
    first = next(_seen(definition), None)
    direct = [child for child in definition.children if isinstance(child, nodes.paragraph)]
    if isinstance(first, _PARTS):
        if isinstance(first, nodes.line_block) and _is_sentence(_lines(first)):
            return first
        inner = (each for each in definition.findall(nodes.paragraph) if each not in direct)
        candidates = (each for each in (*direct, *inner) if not is_within(each, nodes.table))
        return next((each for each in candidates if _is_sentence(_words(each))), None)
    if direct:
        return direct[0]
    for paragraph in definition.findall(nodes.paragraph):
        if is_within(paragraph, *_UNSEEN, nodes.table):
            continue
        if not is_within(paragraph, *_LISTS) or _is_sentence(_words(paragraph)):
            return paragraph
    return None


def _seen(definition: nodes.Element) -> Iterator[nodes.Element]:
    """The blocks of a definition that readers see."""
    for child in definition.children:
        if isinstance(child, nodes.Element) and not isinstance(child, _UNSEEN):
            yield child


def _is_sentence(text: str) -> bool:
    """Whether *text* ends like a sentence."""
    shown = text.rstrip(_CLOSERS)
    return shown[-1:] in _ENDS and any(char.isalnum() for char in shown)


def _words(node: nodes.Element) -> str:
    """The text of a block, without footnote marks and citations."""
    return "".join(text.astext() for text in node.findall(nodes.Text) if not is_within(text, *_NOTES))


def _lines(block: nodes.Element) -> str:
    return " ".join(_words(line) for line in block.findall(nodes.line))


# ---- after a colon


def _behind(block: nodes.Element) -> nodes.Element | None:
    """The block after another one in the same definition, if there is one that readers see."""
    holder = block.parent
    place = holder.index(block) + 1
    for following in holder.children[place:]:
        if isinstance(following, nodes.Element) and not isinstance(following, _UNSEEN):
            return _opened(following)
    return None


def _opened(block: nodes.Element) -> nodes.Element | None:
    """The first block in a quotation or compound block; *block* itself if it is neither."""
    while isinstance(block, (nodes.block_quote, nodes.compound)):
        first = next(_seen(block), None)
        if first is None:
            return None
        block = first
    return block


def _take_in(block: nodes.Element, room: int) -> int:
    """Mark the parts of a block that a short definition includes.

    Args:
        block: The block.
        room: How many more characters may be included.

    Returns:
        The room that is left; negative if there is none.
    """
    if isinstance(block, _LISTS):
        items = list(_items(block))
        for n, item in enumerate(items):
            room -= len(_words(item))
            is_last = room < 0 and n + 1 < len(items)
            item[MARK] = LAST_ITEM if is_last else ITEM
            if is_last:
                break
    elif isinstance(block, (nodes.paragraph, nodes.line_block, nodes.math_block, nodes.literal_block)):
        block[MARK] = TEXT
    return room


def _items(block: nodes.Element) -> Iterator[nodes.Element]:
    """The piece to include of each item of a list: its name, or else its first paragraph."""
    names = (nodes.term, nodes.field_name, nodes.option_group)
    items = (nodes.list_item, nodes.definition_list_item, nodes.field, nodes.option_list_item)
    waiting = list(block.children[::-1])
    while waiting:
        node = waiting.pop()
        if isinstance(node, items):
            piece = next(_seen(node), None)
            if isinstance(piece, (nodes.paragraph, *names)):
                yield piece
        elif isinstance(node, nodes.Element):  # the columns of an hlist
            waiting += node.children[::-1]
