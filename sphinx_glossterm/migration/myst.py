"""Read MyST Markdown: find the glossaries and the anchors.

MyST's own parser reads the blocks of the file. No directive is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document

from sphinx_glossterm.migration.model import Item, Line, NameReading, Page, SourceEntry, SourceGlossary
from sphinx_glossterm.migration.names import Substitution, read_nodes, read_role
from sphinx_glossterm.migration.reader import (
    EARLY,
    GLOSSARY,
    INDEX,
    INSIDE,
    LITERAL,
    TERM,
    PageReader,
)
from sphinx_glossterm.migration.rst import read_rst

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_DIRECTIVE: Final = re.compile(r"\s*\{([^}\s]+)\}\s*(.*)", re.DOTALL)
_FENCES: Final = frozenset({"fence", "colon_fence"})
# Settings that decide where blocks begin, and what may be markup in a term.
_EXTENSIONS: Final = frozenset(
    {
        "amsmath",
        "attrs_block",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "strikethrough",
        "substitution",
    }
)
# What a token in a name is, if it is more than text.
_NODES: Final[dict[str, type[nodes.Element]]] = {
    "footnote_ref": nodes.footnote_reference,
    "html_inline": nodes.raw,
    "image": nodes.image,
    "link_open": nodes.reference,
    "substitution_inline": Substitution,
}
# Blocks after a glossary that nobody would take for a part of its last entry.
_SILENT: Final = frozenset({"myst_target", "myst_line_comment", "myst_block_break", "hr"})


def read_myst(text: str) -> Page:
    """Read a file in MyST.

    Raises:
        ImportError: MyST-Parser is not installed.
    """
    reader = _MystReader(_LINE.findall(text))
    reader.read(text, 0, is_inside=False)
    return reader.finish()


class _MystReader(PageReader):
    """A file in MyST being read."""

    def __init__(self, lines: list[str]) -> None:
        from markdown_it.renderer import RendererHTML
        from myst_parser.config.main import MdParserConfig
        from myst_parser.parsers.mdit import create_md_parser

        super().__init__(lines, new_document("", get_default_settings()))
        config = MdParserConfig(enable_extensions=set(_EXTENSIONS))
        self._parser = create_md_parser(config, RendererHTML)
        self._bare = create_md_parser(MdParserConfig(), RendererHTML)
        self._has_heading = False

    def read(self, text: str, offset: int, *, is_inside: bool) -> None:
        """Read blocks.

        Args:
            text: Their source.
            offset: The line of the file that it begins with.
            is_inside: Whether they are the content of a directive.
        """
        tokens = self._parser.parse(text)
        for number, token in enumerate(tokens):
            if token.type in _FENCES:
                glossary = self._fence(token, offset, is_inside=is_inside or token.level > 0)
                if glossary is not None:
                    glossary.followed = _followed(tokens[number + 1 :])
            elif token.type == "dl_open" and "glossary" in str(token.attrGet("class") or "").split():
                self._list(tokens[number:], offset, is_inside=is_inside or token.level > 0)
            elif token.type == "heading_open":
                self._has_heading |= not is_inside and not token.level
                self.give(nodes.make_id(_plain(tokens[number + 1].children or [])))
            elif token.type == "myst_target":
                self.give(nodes.make_id(token.content))

    def _fence(self, token: Token, offset: int, *, is_inside: bool) -> SourceGlossary | None:
        """Read a directive; None if it is not a glossary."""
        match = _DIRECTIVE.match(token.info)
        if match is None or token.map is None:
            return None
        name, argument = match.groups()
        first, end = (line + offset for line in token.map)
        lines = [Line(line, first + 1 + n) for n, line in enumerate(token.content.splitlines())]
        options, head = _read_options([line.text for line in lines])
        self.give(nodes.make_id(options.get("name", "")))
        if name in GLOSSARY:
            problem = EARLY if argument else ""
            glossary = SourceGlossary(
                first,
                end,
                1 + head,
                self._has_heading,
                INSIDE if is_inside else problem,
                fence=token.markup,
            )
            self.add_glossary(glossary, lines[head:], options, self._read_name, self._read_body)
            return glossary
        if name == TERM:
            is_page = not self._has_heading and not is_inside
            entry = SourceEntry(first, end, is_page, is_inside, fence=token.markup)
            self.add_entry(entry, argument, options, self._read_name)
        self.page.has_index |= name == INDEX
        content, begin = "\n".join(line.text for line in lines[head:]), first + 1 + head
        if name == "eval-rst":
            self._rst(content, begin)
        elif name not in LITERAL:
            self.read(content, begin, is_inside=True)
        return None

    def _list(self, tokens: list[Token], offset: int, *, is_inside: bool) -> None:
        """Read a definition list with ``{.glossary}`` before it."""
        opening = tokens[0]
        end = next(n for n, token in enumerate(tokens) if _ends(token, opening))
        self.give(nodes.make_id(str(opening.attrGet("id") or "")))
        items: list[Item] = []
        for number, token in enumerate(tokens[:end]):
            if token.level != opening.level + 1 or token.map is None:
                continue
            first, last = (line + offset for line in token.map)
            if token.type == "dt_open":
                items.append(Item(terms=[Line(tokens[number + 1].content, first)]))
                continue
            if items[-1].body:
                items[-1].problem = "it has more than one definition"
            items[-1].body += self._definition(first, last)
        ticks = [len(run) for item in items for text in item.texts for run in re.findall("`+", text)]
        assert opening.map is not None
        first, last = (line + offset for line in opening.map)
        top = next(n for n in reversed(range(first)) if self.page.lines[n].strip()) if first else 0
        while not self.page.lines[last - 1].strip():
            last -= 1
        glossary = SourceGlossary(
            top,
            last,
            first - top,
            self._has_heading,
            INSIDE if is_inside else "",
            fence="`" * max(3, *(run + 1 for run in ticks), 0),
            followed=_followed(tokens[end + 1 :]),
            is_list=True,
        )
        self.add_list(glossary, items, self._read_name)

    def _definition(self, first: int, last: int) -> list[Line]:
        """The lines of a definition, without the colon at its start and the indentation."""
        raw = [line.rstrip("\r\n") for line in self.page.lines[first:last]]
        # The parser may include the term. Inside a quotation, no line begins with the colon.
        skipped = next((n for n, line in enumerate(raw) if re.match(r"\s*[:~]", line)), 0)
        first, (head, *rest) = first + skipped, raw[skipped:]
        width = len(head) - len(head.lstrip()[1:].lstrip())
        texts = [head[width:], *(line[min(width, len(line) - len(line.lstrip())) :] for line in rest)]
        return [Line(text, first + n) for n, text in enumerate(texts)]

    def _read_name(self, name: str, _line: int) -> NameReading:
        reading, bare = (
            read_nodes(map(_node, parser.parseInline(name)[0].children or []))
            for parser in (self._parser, self._bare)
        )
        if not reading.problem and nodes.make_id(reading.words) != nodes.make_id(bare.words):
            why = (
                "has something that is markup only in some projects, depending on myst_enable_extensions"
            )
            return replace(reading, problem=why)
        return reading

    def _read_body(self, item: Item) -> bool:
        self.read("\n".join(item.texts), item.body[0].number, is_inside=True)
        return any(re.match(r"\s*[^\s%]", text) for text in item.texts)

    def _rst(self, content: str, offset: int) -> None:
        """The content of an ``eval-rst``; its glossaries can only be reported."""
        page = read_rst(content)
        for glossary in page.glossaries:
            glossary.first, glossary.end = glossary.first + offset, glossary.end + offset
            glossary.problem = "it is reStructuredText within Markdown"
        for entry in page.entries:
            entry.first, entry.end = entry.first + offset, entry.end + offset
            entry.is_inside = True
        self.page.glossaries += page.glossaries
        self.page.entries += page.entries
        self.page.has_index |= page.has_index
        self.give(*page.ids)


def _read_options(lines: list[str]) -> tuple[dict[str, str], int]:
    """The options a directive begins with, and how many lines they take.

    Options that MyST cannot read count as none.
    """
    from myst_parser.parsers.options import TokenizeError, options_to_items

    if lines and lines[0].startswith("---"):
        block = list(takewhile(lambda line: not line.startswith("---"), lines[1:]))
        head = min(len(block) + 2, len(lines))
    else:
        block = [line.lstrip()[1:] for line in takewhile(re.compile(r"\s*:(?!::)").match, lines)]
        head = len(block)
    try:
        return dict(options_to_items("\n".join(block))[0]), head
    except TokenizeError:
        return {}, head


def _ends(token: Token, opening: Token) -> bool:
    """Whether *token* ends what *opening* begins."""
    return token.level == opening.level and token.nesting < 0


def _plain(tokens: Iterable[Token]) -> str:
    """The text of inline markup."""
    return "".join(_plain(token.children) if token.children else token.content for token in tokens)


def _node(token: Token) -> nodes.Node:
    """The meaning of a token in a name; empty if it only begins or ends emphasis."""
    text = token.content
    if token.type == "myst_role":
        name = token.meta["name"]
        return read_role(name, f":{name}:`{text}`", nodes.unescape(text))
    kind = _NODES.get(token.type)
    return kind("", nodes.Text(text)) if kind else nodes.Text(text)


def _followed(tokens: Iterable[Token]) -> int | None:
    """The line of the text that follows a glossary under the same heading, if any."""
    for token in tokens:
        if token.level or token.type in _SILENT:
            continue
        if token.type == "heading_open":
            return None
        match = _DIRECTIVE.match(token.info) if token.type in _FENCES else None
        is_comment = token.type == "html_block" and token.content.lstrip().startswith("<!--")
        if is_comment or (match and match[1] in GLOSSARY | {TERM}) or "footnote" in token.type:
            continue
        return token.map[0] + 1 if token.map else None
    return None
