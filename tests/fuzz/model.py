"""What the fuzzer writes: projects of pages of pieces, which can be written in either markup and cut down.

Words that have to be on the page say so themselves: ``kept`` and four signs in every format, ``html``
and four signs in HTML. So a project that has been cut down still knows what it expects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from textwrap import indent
from typing import Any, Final

KEPT: Final = "KEPTWORD"
"""Placeholder for a word that every format shows."""
HTML: Final = "HTMLWORD"
"""Placeholder for a word that HTML shows."""
ODD: Final = "ODDSWORD"
"""Placeholder for a word that may or may not be shown."""
WORD: Final = re.compile(r"(?:kept|html)[0-9a-z]{4}")
_PLACE: Final = re.compile(f"{KEPT}|{HTML}|{ODD}")


class Words:
    """Words that come once in a project."""

    def __init__(self) -> None:
        self._codes = (
            "".join(code) for code in product("0123456789abcdefghijklmnopqrstuvwxyz", repeat=4)
        )

    def fill(self, template: str) -> str:
        """*template* with a different word at each place."""
        return _PLACE.sub(lambda place: place[0][:4].lower() + next(self._codes), template)


@dataclass(frozen=True)
class Text:
    """Source text as it is, in the markup of its page."""

    source: str

    @property
    def size(self) -> int:
        """How much of a project it is."""
        return 1


@dataclass(frozen=True)
class Directive:
    """One of our directives.

    Attributes:
        name: Its name.
        title: Its argument.
        options: Its options, as they are written.
        body: What stands in it.
        is_yaml: Whether MyST has the options between lines of dashes.
    """

    name: str
    title: str = ""
    options: tuple[tuple[str, str], ...] = ()
    body: tuple[Piece, ...] = ()
    is_yaml: bool = False

    @property
    def size(self) -> int:
        """How much of a project it is."""
        return 1 + len(self.options) + sum(piece.size for piece in self.body)


Piece = Text | Directive


@dataclass(frozen=True)
class Page:
    """A page.

    Attributes:
        name: Its file, whose ending says which markup it has.
        pieces: What stands on it, under its heading.
        head: Whether it begins with a heading.
    """

    name: str
    pieces: tuple[Piece, ...]
    head: bool = True

    @property
    def docname(self) -> str:
        """Its name without the ending."""
        return self.name.rpartition(".")[0]

    def source(self) -> str:
        """Its source text."""
        write, heading = (_rst, "{0}\n=====\n") if self.name.endswith(".rst") else (_myst, "# {0}\n")
        blocks = [write(piece) for piece in self.pieces]
        if self.head:
            blocks.insert(0, heading.format("Page"))
        return "\n".join(blocks)


@dataclass(frozen=True)
class Case:
    """A project, and how it is built.

    Attributes:
        pages: Its pages; ``index.rst``, which has all of them, comes with every project.
        conf: Its configuration.
        builders: What is built of it beside HTML.
        is_translated: Whether it is built in a second language too.
        seed: What its translations are chosen by.
    """

    pages: tuple[Page, ...]
    conf: dict[str, Any] = field(default_factory=dict)
    builders: tuple[str, ...] = ()
    is_translated: bool = False
    seed: str = ""

    @property
    def entries(self) -> int:
        """How many entries it has."""
        return sum(
            isinstance(piece, Directive) and piece.name == "term"
            for page in self.pieces_by_page()
            for piece in page
        )

    def pieces_by_page(self) -> Iterator[Iterator[Piece]]:
        """All pieces of each page."""
        for page in self.pages:
            yield _all(page.pieces)

    def source(self) -> str:
        """All source text, to be read by somebody."""
        return "\n".join(f"--- {page.name}\n{page.source()}" for page in self.pages)


def smaller(case: Case) -> Iterator[Case]:
    """Projects like *case* that have less, the smallest first."""
    for builders in ((),) if case.builders else ():
        yield replace(case, builders=builders)
    if case.is_translated:
        yield replace(case, is_translated=False)
    for pages in _shorter(case.pages):
        if pages:
            yield replace(case, pages=pages)
    for n, page in enumerate(case.pages):
        for pieces in _smaller_pieces(page.pieces):
            pages = (*case.pages[:n], replace(page, pieces=pieces), *case.pages[n + 1 :])
            yield replace(case, pages=pages)
    for key in case.conf:
        yield replace(case, conf={name: value for name, value in case.conf.items() if name != key})


def _shorter(items: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """*items* without halves of them, quarters, and so on."""
    step = (len(items) + 1) // 2
    while step:
        for start in range(0, len(items), step):
            yield items[:start] + items[start + step :]
        if step == 1:
            return
        step = (step + 1) // 2


def _smaller_pieces(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    yield from _shorter(pieces)
    for n, piece in enumerate(pieces):
        before, after = pieces[:n], pieces[n + 1 :]
        if not isinstance(piece, Directive):
            continue
        yield (*before, *piece.body, *after)
        for options in _shorter(piece.options):
            yield (*before, replace(piece, options=options), *after)
        for body in _smaller_pieces(piece.body):
            yield (*before, replace(piece, body=body), *after)


def _all(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        if isinstance(piece, Directive):
            yield from _all(piece.body)


# ---------------------------------------------------------------------------------------------
# Writing


def _rst(piece: Piece) -> str:
    if isinstance(piece, Text):
        return f"{piece.source}\n"
    title = piece.title.replace("\n", "\n   ")
    lines = [f".. {piece.name}:: {title}".rstrip(" ")]
    for name, value in piece.options:
        first, *more = value.split("\n")
        lines += [f"   :{name}: {first}".rstrip(" "), *(f"      {line}" for line in more)]
    # A blank line in a title or an option ends the options, as an author would have it who forgot.
    body = "\n".join(
        indent(_rst(child), "   ", lambda line: bool(line.strip(" \n"))) for child in piece.body
    )
    return "\n".join(lines) + f"\n\n{body}"


def _myst(piece: Piece) -> str:
    if isinstance(piece, Text):
        return f"{piece.source}\n"
    fence = ":" * (3 + _depth(piece))
    lines = [f"{fence}{{{piece.name}}} {piece.title}".rstrip(" ")]
    if piece.is_yaml and piece.options:
        lines += ["---", *(_yaml(name, value) for name, value in piece.options), "---"]
    else:
        lines += [f":{_yaml(name, value)}" for name, value in piece.options]
    body = "\n".join(_myst(child) for child in piece.body)
    return "\n".join(lines) + f"\n\n{body}\n{fence}\n"


def _yaml(name: str, value: str) -> str:
    """An option of MyST; more lines than one are only possible between dashes."""
    return f"{name}: {value}".replace("\n", "\n  ").rstrip(" ")


def _depth(directive: Directive) -> int:
    depths = [_depth(child) for child in directive.body if isinstance(child, Directive)]
    return 1 + max(depths, default=0)
