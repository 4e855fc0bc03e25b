"""Write plain text as source text: escape what looks like markup, so that readers see it unchanged."""

from __future__ import annotations

import re
from typing import Final

from sphinx_glossterm.read.markup import Markup

# Characters that begin or end inline markup. An underscore does so only at the end of a word. The colon
# of an address and the @ of a mailbox make links, which a translation would then need as well.
_RST: Final = re.compile(r"[\\`*|]|(?<![^\W_])_|_(?![^\W_])|(?<=[A-Za-z0-9.+-]):(?=\S)|(?<=\S)@(?=\S)")
_MYST: Final = re.compile(r"[\\`*\[\]<>{}$&~]|(?<![^\W_])_|_(?![^\W_])")
# Numbers and letters of list items.
_COUNT: Final = re.compile(r"[(]?(?:\w{1,9}|#)[.)](?=\s|$)")


def escape(text: str, markup: Markup) -> str:
    r"""A text inside a line, such as a name.

    Args:
        text: The text, in one line.
        markup: The markup around it.

    >>> escape("*_x_y*", Markup.RST), escape("a[0]", Markup.MYST)
    ('\\*\\_x_y\\*', 'a\\[0\\]')
    """
    return (_RST if markup is Markup.RST else _MYST).sub(r"\\\g<0>", text)


def escape_paragraph(text: str, markup: Markup) -> str:
    r"""A text as a paragraph in one line, which begins no list, heading or other block.

    >>> escape_paragraph("- one", Markup.RST), escape_paragraph("1. one", Markup.MYST)
    ('\\- one', '1\\. one')
    >>> escape_paragraph("See::", Markup.RST)
    'See\\:\\:'
    """
    found = escape(text, markup)
    if count := _COUNT.match(found):
        place = count.end() - 1 if markup is Markup.MYST else 0
        found = f"{found[:place]}\\{found[place:]}"
    elif found[:1] and not found[0].isalnum() and found[0] != "\\" and _can_be_escaped(found[0], markup):
        found = f"\\{found}"
    if markup is Markup.RST and set(found) == {"\\"}:
        return f"\\ {found}"  # a line of backslashes alone is a transition
    if markup is Markup.RST and found.endswith("::"):
        found = f"{found[:-1]}\\:"
    return found


def _can_be_escaped(char: str, markup: Markup) -> bool:
    """Whether a backslash escapes this character; in Markdown only ASCII punctuation can be escaped."""
    return markup is Markup.RST or char.isascii()


def link(text: str, address: str, markup: Markup) -> str:
    """A link to an address.

    Args:
        text: The text; the address itself where there are no other words.
        address: The address.
        markup: The markup around it.
    """
    if markup is Markup.RST:
        return f"`{escape(text, markup)} <{address}>`__"
    return f"[{escape(text, markup)}](<{address}>)"
