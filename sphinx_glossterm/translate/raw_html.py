"""Raw HTML in a Markdown translation: the tags of the source message, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ATTRIBUTE: Final = r"""\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
_TAG: Final = rf"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*/?>"
_PAIR: Final = r"""([A-Za-z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""

TEXT_ATTRIBUTES: Final = frozenset({"alt", "aria-label", "dir", "lang", "title"})
"""Attributes whose values readers see or hear: these may be translated."""
HARMLESS: Final = frozenset({("br",), ("s",), ("/s",)})
"""Tags that Markdown itself writes: for a line break, and for text struck out."""
# What stands within these is read by rules of its own.
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
        None where the piece has more than plain tags and text: a comment, a declaration, a tag cut off.
    """
    if "<" in re.sub(_TAG, "", piece):
        return None
    tags: list[Tag] = []
    for found in re.finditer(_TAG, piece):
        pairs = re.findall(_PAIR, found["attributes"])
        attributes = sorted(_attribute(key.lower(), value.strip("\"'")) for key, value in pairs)
        tags.append((found["close"] + found["name"].lower(), *attributes))
    return tags


def _attribute(name: str, value: str) -> str:
    return name if name in TEXT_ATTRIBUTES else f"{name}={value}"


def strange_piece(source: Iterable[str], translation: Iterable[str]) -> str:
    """The first piece of a translation's raw HTML that its source does not allow; empty if all is well.

    Each tag of the translation is one of the source's, and closes what it opens. A comment is the
    same in both. An element whose content is no text, such as ``<script>``, is in no translation.
    """
    source, translation = tuple(source), tuple(translation)
    known = HARMLESS.union(*(tags_of(piece) or () for piece in source))
    opened: list[str] = []
    for piece in translation:
        tags = tags_of(piece)
        if tags is None:
            if piece not in source or _NO_TEXT.intersection(re.findall(r"<\s*([a-z]+)", piece.lower())):
                return piece
            continue
        for tag in tags:
            if tag not in known or tag[0].strip("/") in _NO_TEXT or not _follows(opened, tag[0]):
                return piece
    # What the source leaves open, the translation may leave open too.
    return translation[-1] if opened and not _leaves_open(source) else ""


def _follows(opened: list[str], name: str) -> bool:
    """Note what a tag opens or closes; False where it closes what is not open."""
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
