"""Formulas as MathML, which browsers show without a script.

docutils translates the TeX. This module parses the result and writes only a fixed set of elements and
attributes, because a formula may come from a translation, and a page may forbid inline styles.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from docutils.utils.math import latex2mathml

_ELEMENTS: Final = """
    math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
"""
_ATTRIBUTES: Final = """
    accent accentunder columnalign columnspacing depth displaystyle fence form height largeop
    linethickness lspace mathvariant maxsize minsize movablelimits notation rowspacing rspace
    scriptlevel separator stretchy symmetric voffset width
"""
_IS_ELEMENT: Final = frozenset(_ELEMENTS.split())
_IS_ATTRIBUTE: Final = frozenset(_ATTRIBUTES.split())
_PARTS: Final = {
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
"""The number of children of an element, which older releases of docutils do not check."""
_WHITE: Final = re.compile(r"[ \t\r\n]+")  # no-break spaces stay


@lru_cache(maxsize=1024)
def mathml(tex: str) -> str:
    """A formula as a ``<math>`` element; empty if docutils cannot translate it.

    Args:
        tex: The formula in TeX, without delimiters.
    """
    try:
        # No second argument: its name and meaning differ between docutils releases.
        root = ET.fromstring(latex2mathml.tex2mathml(tex))
        # An incomplete formula may give an empty result.
        return _written(root) if "".join(root.itertext()).strip() else ""
    # On unexpected input docutils raises many errors: SyntaxError, MathError (a ValueError),
    # AttributeError, TypeError.
    except Exception:
        return ""


def _written(element: ET.Element) -> str:
    """The markup of an element and its content.

    Raises:
        ValueError: The element is not in the fixed set, or has the wrong number of children.
    """
    tag = element.tag.rpartition("}")[2]
    if tag not in _IS_ELEMENT or len(element) != _PARTS.get(tag, len(element)):
        raise ValueError(tag)
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.items() if name in _IS_ATTRIBUTE
    )
    # Text between elements is only indentation, so it is dropped.
    content = "".join(map(_written, element)) or escape(_WHITE.sub(" ", element.text or ""))
    return f"<{tag}{attributes}>{content}</{tag}>"
