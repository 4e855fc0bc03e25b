"""Formulas as MathML, which browsers show without a script.

docutils translates TeX. What it returns is read again, and written from a closed list of elements and
attributes: a formula may come from a translation, and a page may forbid inline styles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from docutils.utils.math import latex2mathml

_ELEMENTS: Final = re.compile(
    "math|menclose|merror|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow"
    "|mspace|msqrt|mstyle|msub|msubsup|msup|mtable|mtd|mtext|mtr|munder|munderover|none"
)
_ATTRIBUTES: Final = re.compile(
    "accent|accentunder|columnalign|columnspacing|depth|displaystyle|fence|form|height|largeop"
    "|linethickness|lspace|mathvariant|maxsize|minsize|movablelimits|notation|rowspacing|rspace"
    "|scriptlevel|separator|stretchy|symmetric|voffset|width"
)
_PARTS: Final = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""How many parts an element has, which older releases of docutils do not check."""
_WHITE: Final = re.compile(r"[ \t\r\n]+")  # hard spaces are meant


@lru_cache(maxsize=1024)
def mathml(tex: str) -> str:
    """A formula as an element of HTML; empty where docutils cannot translate it.

    Args:
        tex: The formula in TeX's notation, without delimiters.
    """
    try:
        # By position: the name of the second argument has changed, and its meaning with it.
        root = ET.fromstring(latex2mathml.tex2mathml(tex))
        # Of what is cut off little may be left.
        return _written(root) if "".join(root.itertext()).strip() else ""
    # docutils stumbles over what it does not expect in many ways: a SyntaxError, a MathError (a
    # ValueError), an AttributeError or a TypeError.
    except Exception:
        return ""


def _written(element: ET.Element) -> str:
    """An element with all that is in it.

    Raises:
        ValueError: It is none of MathML's, or lacks a part.
    """
    tag = element.tag.rpartition("}")[2]
    if not _ELEMENTS.fullmatch(tag) or len(element) != _PARTS.get(tag, len(element)):
        raise ValueError(tag)
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.items() if _ATTRIBUTES.fullmatch(name)
    )
    # Between elements there is only the white space of an indented tree.
    content = "".join(map(_written, element)) or escape(_WHITE.sub(" ", element.text or ""))
    return f"<{tag}{attributes}>{content}</{tag}>"
