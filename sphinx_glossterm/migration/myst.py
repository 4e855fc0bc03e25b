"""Reading MyST Markdown: where the glossaries are, and which anchors there are.

MyST's own parser reads the file, as far as blocks; directives are looked up by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document

from sphinx_glossterm.migration.anchors import TermAnchors
from sphinx_glossterm.migration.directives import (
    GLOSSARY,
    INDEX,
    LITERAL,
    TERM,
    content_problem,
    make_entry,
    make_term,
    option_problem,
    split_term,
)
from sphinx_glossterm.migration.items import read_items
from sphinx_glossterm.migration.model import BuiltIn, Item, Line, Page, SourceGlossary
from sphinx_glossterm.migration.rst import read_rst

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_DIRECTIVE: Final = re.compile(r"\s*\{([^}\s]+)\}\s*(.*)", re.DOTALL)
_EVAL_RST: Final = "eval-rst"
_INSIDE: Final = "it stands inside other markup, where no section may stand"
# What changes where blocks begin, and what might be markup in a term.
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
# What may follow a glossary without being taken for a part of its last entry.
_SILENT: Final = frozenset({"myst_target", "myst_line_comment", "myst_block_break", "hr"})


def read_myst(text: str) -> Page:
    """Read a file in MyST.

    Raises:
        ImportError: MyST-Parser is not installed.
    """
    reading = _MystFile(_LINE.findall(text))
    reading.read(text, 0, is_inside=False)
    return reading.finish()


def _parser() -> MarkdownIt:
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    return create_md_parser(MdParserConfig(enable_extensions=set(_EXTENSIONS)), RendererHTML)


class _MystFile:
    """A file being read."""

    def __init__(self, lines: list[str]) -> None:
        self.page = Page(lines)
        self._parser = _parser()
        self._document = new_document("", get_default_settings())
        self._anchors = TermAnchors(self._document)
        self._has_heading = False

    def finish(self) -> Page:
        """The record, complete."""
        glossaries = self.page.glossaries
        given = {term.anchor for found in glossaries for entry in found.entries for term in entry.terms}
        self.page.ids = set(self._document.ids) - given
        return self.page

    def read(self, text: str, offset: int, *, is_inside: bool) -> None:
        """Read blocks.

        Args:
            text: Their source.
            offset: The line of the file that it begins with.
            is_inside: Whether they are the content of a directive.
        """
        tokens = self._parser.parse(text)
        for number, token in enumerate(tokens):
            if token.type in {"fence", "colon_fence"} and token.map:
                glossary = self._fence(token, offset, is_inside=is_inside or token.level > 0)
                if glossary is not None and not is_inside:
                    glossary.followed = _followed(tokens[number + 1 :])
            elif token.type == "heading_open":
                self._has_heading |= not is_inside and not token.level
                self._give(nodes.make_id(_plain(tokens[number + 1].children or [])))
            elif token.type == "myst_target":
                self._give(nodes.make_id(token.content))

    def _give(self, anchor: str) -> None:
        if anchor:
            self._document.ids.setdefault(anchor, nodes.section())

    def _fence(self, token: Token, offset: int, *, is_inside: bool) -> SourceGlossary | None:
        match = _DIRECTIVE.match(token.info)
        if match is None or token.map is None:
            return None
        name, argument = match.groups()
        first, end = (line + offset for line in token.map)
        lines = [Line(line, first + 1 + n) for n, line in enumerate(token.content.splitlines())]
        options, head = read_options(lines)
        self._give(nodes.make_id(options.get("name", "")))
        content = "\n".join(line.text for line in lines[head:])
        if name in GLOSSARY:
            glossary = self._glossary(token, lines, options, head)
            glossary.first, glossary.end, glossary.problem = (
                first,
                end,
                (_INSIDE if is_inside else "")
                or ("its first term stands on the line of the directive" if argument else "")
                or glossary.problem,
            )
            self.page.glossaries.append(glossary)
            return glossary
        if name == TERM:
            entry = make_entry(argument, options, first, end)
            self.page.entries.append(
                replace(
                    entry,
                    fence=token.markup,
                    is_page=not self._has_heading and not is_inside,
                    is_inside=is_inside,
                )
            )
            for anchor in (entry.id, *re.split(r"[\s,;]+", options.get("anchors", ""))):
                self._give(anchor)
        self.page.has_index |= name == INDEX
        if name == _EVAL_RST:
            self._rst(content, first + 1 + head)
        elif name not in LITERAL:
            self.read(content, first + 1 + head, is_inside=True)
        return None

    def _glossary(
        self, token: Token, lines: list[Line], options: dict[str, str], head: int
    ) -> SourceGlossary:
        items, comments, problem = read_items(lines[head:])
        return SourceGlossary(
            first=0,
            end=0,
            head=1 + head,
            entries=[self._entry(item) for item in items],
            comments=comments,
            is_sorted="sorted" in options,
            fence=token.markup,
            problem=option_problem(options) or content_problem(items, problem),
            has_heading=self._has_heading,
        )

    def _entry(self, item: Item) -> BuiltIn:
        terms = []
        for line in item.terms:
            name, _key = split_term(line)
            found = self._parser.parseInline(name)[0].children or []
            is_plain = [(token.type, token.content) for token in found] == [("text", name)]
            terms.append(make_term(line, self._anchors.give(_plain(found)), is_plain=is_plain))
        text = [line.text.strip() for line in item.body if not line.is_blank]
        if item.body:
            body = "\n".join(line.text[item.body[0].indent :] for line in item.body)
            self.read(body, item.body[0].number, is_inside=True)
        return BuiltIn(item, tuple(terms), any(not line.startswith("%") for line in text))

    def _rst(self, content: str, offset: int) -> None:
        """What an ``eval-rst`` holds; its glossaries can be named only."""
        page = read_rst(content)
        for glossary in page.glossaries:
            glossary.first, glossary.end = glossary.first + offset, glossary.end + offset
            glossary.problem = "it is reStructuredText within Markdown"
            self.page.glossaries.append(glossary)
        self.page.entries += (
            replace(entry, first=entry.first + offset, end=entry.end + offset, is_inside=True)
            for entry in page.entries
        )
        self.page.has_index |= page.has_index
        for anchor in page.ids:
            self._give(anchor)


def read_options(lines: list[Line]) -> tuple[dict[str, str], int]:
    """The options a directive begins with, and how many lines they take.

    Options that MyST cannot read are none.
    """
    from myst_parser.parsers.options import TokenizeError, options_to_items

    texts = [line.text for line in lines]
    if texts and texts[0].startswith("---"):
        end = next((n for n, text in enumerate(texts) if n and text.startswith("---")), len(texts))
        block, head = texts[1:end], end + 1
    else:
        head = 0
        while head < len(texts) and re.match(r"\s*:(?!::)", texts[head]):
            head += 1
        block = [text.lstrip()[1:] for text in texts[:head]]
    try:
        return dict(options_to_items("\n".join(block))[0]), min(head, len(texts))
    except TokenizeError:
        return {}, min(head, len(texts))


def _plain(tokens: Iterable[Token]) -> str:
    """The text of inline markup."""
    return "".join(_plain(token.children) if token.children else token.content for token in tokens)


def _followed(tokens: Iterable[Token]) -> int | None:
    """The line of what follows a glossary under the same heading, if it is anything to read."""
    for token in tokens:
        if token.level or token.type in _SILENT:
            continue
        if token.type == "heading_open":
            return None
        match = _DIRECTIVE.match(token.info) if token.type in {"fence", "colon_fence"} else None
        is_comment = token.type == "html_block" and token.content.lstrip().startswith("<!--")
        if is_comment or (match and match[1] in GLOSSARY | {TERM}) or "footnote" in token.type:
            continue
        return token.map[0] + 1 if token.map else None
    return None
