"""Raw HTML in a Markdown translation may only have the tags of the source message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

# The characters that separate attributes in HTML. Other white space is part of a name.
_SPACE: Final = r"[ \t\n\f\r]"
_VALUE: Final = r"""(?:"[^"]*"|'[^']*'|[^ \t\n\f\r"'=<>`]+)"""
_NAME: Final = r"[A-Za-z_:][A-Za-z0-9_:.-]*"
_ATTRIBUTE: Final = rf"{_SPACE}+{_NAME}(?:{_SPACE}*={_SPACE}*{_VALUE})?"
_TAG: Final = (
    rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*){_SPACE}*/?>"
)
_PAIR: Final = rf"({_NAME})(?:{_SPACE}*={_SPACE}*({_VALUE}))?"
_COMMENT: Final = r"<!--(?!-?>)(?:(?!<!--|--!?>).)*-->"

TEXT_ATTRIBUTES: Final = frozenset({"alt", "aria-label", "dir", "lang", "title"})
"""Attributes that readers see or hear, which may be translated."""
HARMLESS: Final = frozenset({("br",), ("s",), ("/s",)})
"""Tags that Markdown itself writes, for a line break and for struck-out text."""
_REPEATABLE: Final = TEXT_ATTRIBUTES | {"class"}
"""Attributes of tags that a translation may have more often than its source."""
# The content of these elements follows its own rules.
_NO_TEXT: Final = frozenset(
    {
        "base",
        "embed",
        "form",
        "frame",
        "iframe",
        "link",
        "math",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "plaintext",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "xmp",
    }
)
# Elements without an end tag.
_VOID: Final = frozenset(
    {
        "area",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "source",
        "track",
        "wbr",
    }
)

Tag = tuple[str, ...]
"""A tag: its name, with a slash where it ends an element, and its attributes in alphabetical order."""


def tags_of(piece: str) -> list[Tag] | None:
    """The tags of a piece of raw HTML, in order.

    Returns:
        None if the piece has more than plain tags and text: a comment, a declaration, an incomplete tag.
    """
    if "<" in re.sub(_TAG, "", piece):
        return None
    tags: list[Tag] = []
    for found in re.finditer(_TAG, piece):
        pairs = re.findall(_PAIR, found["attributes"])
        attributes = sorted(_attribute(key.lower(), _unquoted(value)) for key, value in pairs)
        tags.append((found["close"] + found["name"].lower(), *attributes))
    return tags


def _unquoted(value: str) -> str:
    return value[1:-1] if value[:1] in {'"', "'"} else value


def _attribute(name: str, value: str) -> str:
    return name if name in TEXT_ATTRIBUTES else f"{name}={value}"


def strange_piece(source: Iterable[str], translation: Iterable[str]) -> str:
    """The first piece of raw HTML that the source does not allow; empty if all is well.

    Each tag must be in the source, and tags must be balanced. Tags that a browser may load or follow
    must not occur more often. A piece that the source has as a whole, from the first tag to the last, is
    allowed. Otherwise an element whose content is not text, such as ``<script>``, is never allowed.
    """
    source, translation = tuple(source), tuple(translation)
    known = Counter(tag for piece in source for tag in tags_of(piece) or ())
    opened: list[str] = []
    for piece in translation:
        tags = tags_of(piece)
        if piece in source and _is_whole(piece, tags):
            known.subtract(filter(_counts, tags or ()))
            if min(known.values(), default=0) < 0:
                return piece
            continue
        for tag in tags or ():
            is_known = tag in HARMLESS or known[tag] > 0
            if not is_known or tag[0].strip("/") in _NO_TEXT or not _follows(opened, tag[0]):
                return piece
            known[tag] -= _counts(tag)
        if tags is None:
            return piece
    # A translation may leave open what its source leaves open.
    return translation[-1] if opened and not _leaves_open(source) else ""


def _counts(tag: Tag) -> bool:
    """Whether a tag may load something, lead somewhere, or have an id."""
    return any(attribute.partition("=")[0] not in _REPEATABLE for attribute in tag[1:])


def _is_whole(piece: str, tags: list[Tag] | None) -> bool:
    """Whether a piece closes everything that it opens."""
    if tags is None:
        return re.fullmatch(_COMMENT, piece.strip(), re.DOTALL) is not None
    opened: list[str] = []
    return all(_follows(opened, tag[0]) for tag in tags) and not opened


def _follows(opened: list[str], name: str) -> bool:
    """Note what a tag opens or closes; False if it closes something that is not open."""
    if name in _VOID:
        return True
    if not name.startswith("/"):
        opened.append(name)
        return True
    if not opened or opened[-1] != name[1:]:
        return False
    opened.pop()
    return True


def _leaves_open(pieces: Iterable[str]) -> bool:
    opened: list[str] = []
    tags = (tag for piece in pieces for tag in tags_of(piece) or ())
    return not all(_follows(opened, tag[0]) for tag in tags) or bool(opened)
