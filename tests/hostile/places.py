"""Places of messages: every kind of text that Sphinx gives to translators."""

from __future__ import annotations

from dataclasses import replace
from textwrap import indent
from typing import Final

from hostile.model import Place

PICTURE: Final = "pic.png"


def _under(head: str, message: str, by: str = "   ") -> str:
    return f"{head}\n\n{indent(message, by)}\n"


def _grid(message: str) -> str:
    line = f"+{'-' * (len(message) + 2)}+"
    return f"{line}\n| {message} |\n{line}\n"


def _title(message: str) -> str:
    return f"{message}\n{'-' * len(message)}\n\nBody.\n"


_CLASSIFIER: Final = r"\n| : "
_FILE: Final = r"\n|given\.txt|\]_"  # Sphinx itself makes no table of contents of such titles

RST: Final = (
    Place("paragraph", "rst", lambda m: f"{m}\n"),
    Place("bullet list", "rst", lambda m: f"* {m}\n"),
    Place("numbered list", "rst", lambda m: f"#. {m}\n"),
    Place("quote", "rst", lambda m: _under("..", m)),
    Place("grid table", "rst", _grid),
    Place("simple table", "rst", lambda m: f"====  ====\nBody  {m}\n====  ====\n"),
    Place("list table", "rst", lambda m: f".. list-table::\n\n   * - {m}\n"),
    Place("definition", "rst", lambda m: f"Word\n   {m}\n"),
    Place("term", "rst", lambda m: f"{m}\n   Body.\n", _CLASSIFIER),
    Place("admonition", "rst", lambda m: _under(".. note::", m)),
    Place("admonition title", "rst", lambda m: _under(f".. admonition:: {m}", "Body.")),
    Place("rubric", "rst", lambda m: f".. rubric:: {m}\n"),
    Place("figure", "rst", lambda m: _under(f".. figure:: {PICTURE}", m)),
    Place("code caption", "rst", lambda m: f".. code-block:: text\n   :caption: {m}\n\n   x\n"),
    Place("table caption", "rst", lambda m: _under(f".. table:: {m}", _grid("Body"))),
    Place("field", "rst", lambda m: f":Field: {m}\n"),
    Place("field name", "rst", lambda m: f":{m}: Body.\n", r"\n|:|^[^A-Za-z]"),
    Place("title", "rst", _title, _FILE),
    Place("topic title", "rst", lambda m: _under(f".. topic:: {m}", "Body.")),
    Place("line", "rst", lambda m: f"| {m}\n"),
    Place("attribution", "rst", lambda m: _under("..", f"Body.\n\n-- {m}")),
    Place("function", "rst", lambda m: _under(".. py:function:: f()\n   :no-index:", m)),
    Place("glossary definition", "rst", lambda m: f".. glossary::\n\n   LBL\n      {m}\n"),
    Place("entry", "rst", lambda m: _under(".. term:: LBL", m)),
    Place("facet", "rst", lambda m: _under(".. term:: LBL", f"Body.\n\n.. whymatters::\n\n   {m}")),
    Place("source", "rst", lambda m: _under(f".. term:: LBL\n   :source: {m}", "Body."), r"\n"),
)
"""Where text with inline markup stands in reStructuredText."""

MYST: Final = (
    Place("paragraph", "myst", lambda m: f"{m}\n"),
    Place("bullet list", "myst", lambda m: f"* {m}\n"),
    Place("numbered list", "myst", lambda m: f"1. {m}\n"),
    Place("quote", "myst", lambda m: f"> {m}\n"),
    Place("pipe table", "myst", lambda m: f"| Head |\n| --- |\n| {m} |\n", r"\n|\|"),
    Place("definition", "myst", lambda m: f"Word\n: {m}\n"),
    Place("term", "myst", lambda m: f"{m}\n: Body.\n"),
    Place("admonition", "myst", lambda m: f":::{{note}}\n{m}\n:::\n"),
    Place("admonition title", "myst", lambda m: f":::{{admonition}} {m}\nBody.\n:::\n"),
    Place("rubric", "myst", lambda m: f":::{{rubric}} {m}\n:::\n"),
    Place("figure", "myst", lambda m: f":::{{figure}} {PICTURE}\n\n{m}\n:::\n"),
    Place("list table", "myst", lambda m: f":::{{list-table}}\n* - {m}\n:::\n"),
    Place("title", "myst", lambda m: f"## {m}\n\nBody.\n", _FILE),
    Place("entry", "myst", lambda m: f":::{{term}} LBL\n\n{m}\n:::\n"),
    Place("facet", "myst", lambda m: f"::::{{term}} LBL\n\nBody.\n\n:::{{deepdive}}\n{m}\n:::\n::::\n"),
)
"""Where text with inline markup stands in Markdown."""


def named(places: tuple[Place, ...], *names: str) -> tuple[Place, ...]:
    """The places of these names."""
    return tuple(place for place in places if place.name in names)


def _block(head: str) -> Place:
    return Place(head, "rst", lambda m: _under(head, m), "^$", is_text=True)


# ---- places of their own

TEXT: Final = r"\n|`"

ALT: Final = Place("image", "rst", lambda m: f".. image:: {PICTURE}\n   :alt: {m}\n", is_text=True)
# With a query that no file has, each address is another message.
PICTURES: Final = Place(
    "image address",
    "rst",
    lambda m: f".. image:: {m}?LBL\n   :alt: LBL\n",
    is_shown=False,
    is_refused=True,
    message=lambda m: f".. image:: {m}?LBL",
)
META: Final = Place("meta", "rst", lambda m: f".. meta::\n   :description: {m}\n", is_text=True)
ROBOTS: Final = Place("robots", "rst", lambda m: f".. meta::\n   :robots: {m}\n", is_text=True)
VIEWPORT: Final = Place("viewport", "rst", lambda m: f".. meta::\n   :viewport: {m}\n", is_text=True)
REFRESH: Final = Place(
    "refresh", "rst", lambda m: f".. meta::\n   :http-equiv=refresh: {m}\n", is_text=True
)
PREVIEW: Final = Place(
    "og:image", "rst", lambda m: f".. meta::\n   :property=og\\:image: {m}\n", is_text=True
)
CAPTION: Final = Place(
    "toctree caption",
    "rst",
    lambda m: f".. toctree::\n   :caption: {m}\n\n   Body <https://example.org/a>\n",
    is_text=True,
)
ENTRY: Final = Place(
    "toctree entry", "rst", lambda m: f".. toctree::\n\n   {m} <https://example.org/a>\n", is_text=True
)
NAME: Final = Place("entry name", "rst", lambda m: _under(f".. term:: {m}", "Body."), is_text=True)
ALIAS: Final = Place(
    "entry alias", "rst", lambda m: f".. term:: LBL\n   :aka: {m}\n\n   Body.\n", is_text=True
)
MYST_NAME: Final = Place(
    "entry name", "myst", lambda m: f":::{{term}} {m}\n\nBody.\n:::\n", is_text=True
)
GLOSSARY: Final = Place("glossary term", "rst", lambda m: f".. glossary::\n\n   {m}\n      Body.\n")


def _with_key(message: str) -> str:
    name, _, key = message.partition(" : ")
    return f".. term:: {name}\n   :index-key: {key}\n\n   Body.\n"


KEYED: Final = Place("entry with a key", "rst", _with_key, is_text=True)
INDEX: Final = Place(
    "index entry", "rst", lambda m: f".. index:: single: {m}\n\nBody.\n", page="genindex", is_text=True
)
PAIR: Final = Place(
    "index pair", "rst", lambda m: f".. index:: pair: {m}; LBL\n\nBody.\n", page="genindex", is_text=True
)
FIELD: Final = Place("document field", "rst", lambda m: f":{m}: 1\n", is_shown=False, is_head=True)
FRONT: Final = Place("front matter", "myst", lambda m: f"{m}: 1\n", is_shown=False, is_head=True)

LITERAL: Final = _block("::")
CODE: Final = _block(".. code-block:: python")
PARSED: Final = _block(".. parsed-literal::")
DOCTEST: Final = Place("doctest", "rst", lambda m: f"{m}\n", "^$", is_text=True)
TESTCODE: Final = _block(".. testcode::")
MATH: Final = _block(".. math::")
RAW: Final = _block(".. raw:: html")
RAW_TEX: Final = replace(_block(".. raw:: latex"), is_shown=False)
RAW_BOTH: Final = _block(".. raw:: html latex")
MYST_CODE: Final = Place(
    "code", "myst", lambda m: f"```python\n{m}\n```\n", "^$", is_text=True, message=lambda m: f"{m}\n"
)
MYST_RAW: Final = Place(
    "html block", "myst", lambda m: f"{m}\n", "^$", is_text=True, message=lambda m: f"{m}\n"
)
MYST_MATH: Final = Place("math block", "myst", lambda m: f"$$\n{m}\n$$\n", "^$", is_text=True)
