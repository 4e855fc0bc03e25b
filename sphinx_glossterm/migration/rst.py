"""Reading reStructuredText: where the glossaries are, and which anchors there are.

docutils itself reads the file, so that examples of a glossary in literal blocks and comments are no
glossaries. Directives and roles are not looked up, as most of them exist in a Sphinx build only: all
but a few are taken for boxes around their content.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser
from docutils.statemachine import StringList
from docutils.utils import Reporter, new_document
from sphinx.util.docutils import CustomReSTDispatcher

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

if TYPE_CHECKING:
    from docutils.parsers.rst.states import Inliner

_VERTICAL = re.compile("[\v\f]")


class _AnyOption(dict[str, Callable[[str], Any]]):
    def __missing__(self, key: str) -> Callable[[str], Any]:
        return _as_text


def _as_text(value: str | None) -> str:
    return (value or "").strip()


class _Box(Directive):
    """Any directive: a box around its content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = _AnyOption(name=_as_text)
    page: ClassVar[_RstFile]

    def run(self) -> list[nodes.Node]:
        box = nodes.container()
        self.add_name(box)
        self.page.page.has_index |= self.name == INDEX
        if self.name.rpartition(":")[2] not in LITERAL:
            self.state.nested_parse(self.content, self.content_offset, box)
        return [box]

    @property
    def first(self) -> int:
        """The line of the directive, counted from 0."""
        return self.lineno - 1

    @property
    def end(self) -> int:
        """The line after the last one that has any text."""
        numbers = [line.number for line in _lines_of(self.content) if not line.is_blank]
        return max([self.first + len(self.block_text.rstrip().split("\n")), *(n + 1 for n in numbers)])

    @property
    def indent(self) -> int:
        """The indentation of options and content, behind that of the directive itself."""
        lines = self.block_text.split("\n")[1:]
        return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=3)

    @property
    def can_hold_section(self) -> bool:
        """Whether a section may stand where the directive stands."""
        return isinstance(self.state.parent, (nodes.document, nodes.section))


class _Term(_Box):
    """One of our entries."""

    def run(self) -> list[nodes.Node]:
        entry = make_entry(" ".join(self.arguments), self.options, self.first, self.end)
        is_page = isinstance(self.state.parent, nodes.document)
        self.page.page.entries.append(
            replace(entry, indent=self.indent, is_page=is_page, is_inside=not self.can_hold_section)
        )
        box = super().run()
        self.page.give(entry.id)
        for anchor in re.split(r"[\s,;]+", self.options.get("anchors", "")):
            self.page.give(anchor)
        return box


class _Glossary(_Box):
    """A built-in glossary."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        lines = _lines_of(self.content)
        items, comments, problem = read_items(lines)
        marker = nodes.container()
        entries = [self._entry(item, marker) for item in items]
        text = [line.number for line in lines if not line.is_blank]
        glossary = SourceGlossary(
            self.first,
            self.end,
            (min(text) if text else self.end) - self.first,
            entries,
            comments,
            "sorted" in self.options,
            indent=self.indent,
            problem=option_problem(self.options) or content_problem(items, problem),
            has_heading=not isinstance(self.state.parent, nodes.document),
        )
        if not self.can_hold_section:
            glossary.problem = "it stands inside other markup, where no section may stand"
        elif text and min(text) == self.first:
            glossary.problem = "its first term stands on the line of the directive"
        self.page.note(glossary, marker)
        return [marker]

    def _entry(self, item: Item, marker: nodes.Element) -> BuiltIn:
        terms = []
        for line in item.terms:
            name, _key = split_term(line)
            found, _messages = self.state.inline_text(name, line.number + 1)
            is_plain = [str(node) for node in found] == [name] and isinstance(found[0], nodes.Text)
            anchor = self.page.anchors.give("".join(node.astext() for node in found))
            terms.append(make_term(line, anchor, is_plain=is_plain))
        body = nodes.container()
        if item.body:
            indent = item.body[0].indent
            content = StringList(
                [line.text[indent:] for line in item.body],
                items=[("", line.number) for line in item.body],
            )
            self.state.nested_parse(content, item.body[0].number, body)
        marker += body
        return BuiltIn(item, tuple(terms), _says_anything(body))


def _says_anything(body: nodes.Element) -> bool:
    # What a directive shows is known to itself alone.
    boxes = any(isinstance(child, nodes.container) for child in body.children)
    silent = (nodes.comment, nodes.system_message)
    return boxes or any(
        child.astext().strip() for child in body.children if not isinstance(child, silent)
    )


class _RstFile(CustomReSTDispatcher):
    """A file being read."""

    def __init__(self, document: nodes.document, page: Page) -> None:
        super().__init__()
        self.page = page
        self.anchors = TermAnchors(document)
        self._document = document
        self._markers: list[tuple[SourceGlossary, nodes.Element]] = []
        own = {TERM: _Term, **dict.fromkeys(GLOSSARY, _Glossary)}
        # A class for each file, as docutils makes the objects.
        self._box = type("Box", (_Box,), {"page": self})
        self._own = {name: type(kind.__name__, (kind,), {"page": self}) for name, kind in own.items()}

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        """The class for a directive."""
        return self._own.get(directive_name.lower(), self._box), []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        """The function for a role."""
        return _any_role, []

    def give(self, anchor: str) -> None:
        """Note an anchor of ours."""
        if anchor:
            self._document.ids[anchor] = nodes.container()

    def note(self, glossary: SourceGlossary, marker: nodes.Element) -> None:
        """Take a glossary into the record."""
        self.page.glossaries.append(glossary)
        self._markers.append((glossary, marker))

    def finish(self) -> None:
        """Complete the record once everything has been read."""
        given = {
            term.anchor
            for glossary in self.page.glossaries
            for entry in glossary.entries
            for term in entry.terms
        }
        self.page.ids = set(self._document.ids) - given
        self.page.glossaries.sort(key=lambda glossary: glossary.first)
        self.page.entries.sort(key=lambda entry: entry.first)
        markers = {id(marker) for _glossary, marker in self._markers}
        for glossary, marker in self._markers:
            glossary.followed = _followed(marker, markers)


def _followed(marker: nodes.Element, markers: set[int]) -> int | None:
    """The line of what follows a glossary under the same heading, if it is anything to read."""
    parent = marker.parent
    if parent is None:
        return None
    for node in parent.children[parent.index(marker) + 1 :]:
        if isinstance(node, nodes.section):
            return None
        is_silent = isinstance(node, (nodes.Invisible, nodes.system_message, nodes.footnote))
        if id(node) not in markers and not is_silent and node.astext().strip():
            return node.line
    return None


def _any_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: dict[str, Any] | None = None,
    content: list[str] | None = None,
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    return [nodes.inline(rawtext, text)], []


def _lines_of(content: StringList) -> list[Line]:
    return [
        Line(text, number)
        for text, (_source, number) in zip(content.data, content.items, strict=True)
        if number is not None
    ]


def read_rst(text: str) -> Page:
    """Read a file in reStructuredText."""
    # Lines are counted as docutils does.
    page = Page(_split(text))
    settings = get_default_settings(Parser())
    settings.report_level = settings.halt_level = Reporter.SEVERE_LEVEL + 1
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.line_length_limit = sys.maxsize  # no line is too long to be kept as it is
    settings.auto_id_prefix = "id"
    document = new_document("", settings)
    reading = _RstFile(document, page)
    with reading:
        Parser().parse(text, document)
    reading.finish()
    return page


def _split(text: str) -> list[str]:
    lines, place = [], 0
    for line in _VERTICAL.sub(" ", text).splitlines(keepends=True):
        lines.append(text[place : place + len(line)])
        place += len(line)
    return lines
