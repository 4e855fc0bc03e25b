"""Read reStructuredText: find the glossaries and the anchors.

docutils itself reads the file, so examples of a glossary in literal blocks and comments do not count.
Directives and roles are not looked up, because most exist only in a Sphinx build. All but a few
directives are treated as boxes around their content.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable
from types import ModuleType
from typing import Any, ClassVar, Final

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives
from docutils.parsers.rst.states import Inliner, SubstitutionDef
from docutils.statemachine import StringList
from docutils.utils import Reporter, new_document
from sphinx.util.docutils import CustomReSTDispatcher

from sphinx_glossterm.migration.model import Item, Line, NameReading, Page, SourceEntry, SourceGlossary
from sphinx_glossterm.migration.names import keep_backslashes, read_nodes, read_role
from sphinx_glossterm.migration.reader import (
    EARLY,
    GLOSSARY,
    INDEX,
    INSIDE,
    LITERAL,
    TERM,
    PageReader,
)


class _Box(Directive):
    """Any directive: a box around its content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    # Accepts any option. If it were empty, docutils would not look for options.
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = defaultdict(
        lambda: directives.unchanged, name=directives.unchanged
    )

    def run(self) -> list[nodes.Node]:
        if isinstance(self.state, SubstitutionDef):
            if self.name == "image":
                self.reader.page.targets.add(f"|{self.state.parent['names'][0].lower()}|")
            return []
        box = nodes.container()
        self.add_name(box)
        if self.name in {"role", "default-role"}:
            self.reader.add_role("".join(self.arguments), is_default=self.name != "role")
        self.reader.page.has_index |= self.name == INDEX
        if self.name.rpartition(":")[2] not in LITERAL:
            self.state.nested_parse(self.content, self.content_offset, box)
        return [box]

    def read_name(self, name: str, line: int) -> NameReading:
        """Read a name in a line of the file."""
        found, _messages = self.state.inline_text(keep_backslashes(name), line + 1)
        return read_nodes(found)

    @property
    def reader(self) -> _RstReader:
        """The reader of the file."""
        reader: _RstReader = self.state.document.settings.reader
        return reader

    @property
    def first(self) -> int:
        """The line of the directive, counted from 0."""
        return self.lineno - 1

    @property
    def lines(self) -> list[Line]:
        """The lines of the content."""
        return [
            Line(text, number)
            for text, (_source, number) in zip(self.content.data, self.content.items, strict=True)
            if number is not None
        ]

    @property
    def end(self) -> int:
        """The line after the last one that has any text."""
        numbers = [line.number for line in self.lines if not line.is_blank]
        return max([self.first + len(self.block_text.rstrip().split("\n")), *(n + 1 for n in numbers)])

    @property
    def indent(self) -> int:
        """The indentation of options and content, relative to the directive."""
        lines = self.block_text.split("\n")[1:]
        return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=3)

    @property
    def is_page(self) -> bool:
        """Whether no heading is above it."""
        return isinstance(self.state.parent, nodes.document)

    @property
    def is_inside(self) -> bool:
        """Whether it is inside other markup, where no section is allowed."""
        return not isinstance(self.state.parent, (nodes.document, nodes.section))


class _Term(_Box):
    """One of our entries."""

    def run(self) -> list[nodes.Node]:
        entry = SourceEntry(self.first, self.end, self.is_page, self.is_inside, indent=self.indent)
        self.reader.add_entry(entry, " ".join(self.arguments), self.options, self.read_name)
        return super().run()


class _GlossaryBox(nodes.container):
    """The definitions of a glossary, in its place."""

    glossary: SourceGlossary


class _Glossary(_Box):
    """A built-in glossary."""

    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        lines = self.lines
        begin = next((line.number for line in lines if not line.is_blank), self.end)
        problem = EARLY if begin == self.first else ""
        box = _GlossaryBox()
        box.glossary = SourceGlossary(
            self.first,
            self.end,
            begin - self.first,
            not self.is_page,
            INSIDE if self.is_inside else problem,
            indent=self.indent,
        )

        def read_body(item: Item) -> bool:
            numbers = [("", line.number) for line in item.body]
            body = nodes.container()
            self.state.nested_parse(StringList(item.texts, items=numbers), item.body[0].number, body)
            box.append(body)
            return any(map(_says_anything, body.children))

        self.reader.add_glossary(box.glossary, lines, self.options, self.read_name, read_body)
        return [box]


def _says_anything(node: nodes.Node) -> bool:
    # Only the directive itself knows what it shows.
    is_silent = isinstance(node, (nodes.comment, nodes.system_message))
    return isinstance(node, nodes.container) or (not is_silent and bool(node.astext().strip()))


_DIRECTIVES: Final = {TERM: _Term, **dict.fromkeys(GLOSSARY, _Glossary)}


class _RstReader(PageReader):
    """A file in reStructuredText being read."""

    def __init__(self, lines: list[str], document: nodes.document) -> None:
        super().__init__(lines, document)
        self.roles: dict[str, str] = {}
        """The base of each role that the file defines, and of the default role it chooses."""

    def add_role(self, definition: str, *, is_default: bool) -> None:
        """Note a role from its ``name(base)``, or the default role."""
        name, _, base = re.sub(r"[\s)]", "", definition).lower().partition("(")
        if is_default:
            self.roles[""] = self.roles.get(name, name)
        else:
            # A role without a base shows its text, and so does the literal role.
            self.roles[name] = self.roles.get(base, base) if base else "literal"


class _Dispatcher(CustomReSTDispatcher):
    """Gives a class for each directive, and a function for each role."""

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[nodes.system_message]]:
        return _DIRECTIVES.get(directive_name.lower(), _Box), []

    def role(
        self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter
    ) -> tuple[Any, list[nodes.system_message]]:
        return _read_role, []


def _read_role(
    name: str, rawtext: str, text: str, lineno: int, inliner: Inliner, *_options: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    reader: _RstReader = inliner.document.settings.reader
    return [read_role(reader.roles.get(name.lower(), name), rawtext, text)], []


def _ends_entry(node: nodes.Node) -> bool:
    """Whether *node* is a section, or visible content other than a glossary."""
    silent = (_GlossaryBox, nodes.Invisible, nodes.system_message, nodes.footnote)
    is_read = not isinstance(node, silent) and bool(node.astext().strip())
    return is_read or isinstance(node, nodes.section)


def read_rst(text: str) -> Page:
    """Read a file in reStructuredText."""
    settings = get_default_settings(Parser())
    settings.report_level = settings.halt_level = Reporter.SEVERE_LEVEL + 1
    settings.file_insertion_enabled = settings.raw_enabled = False
    settings.line_length_limit = sys.maxsize  # keep lines of any length
    settings.auto_id_prefix = "id"
    document = new_document("", settings)
    # Lines are counted as docutils does.
    settings.reader = reader = _RstReader(_split(text), document)
    with _Dispatcher():
        Parser().parse(text, document)
    for box in document.findall(_GlossaryBox):
        following = box.next_node(_ends_entry, descend=False, siblings=True)
        if not isinstance(following, nodes.section):
            box.glossary.followed = following and following.line
    return reader.finish()


def _split(text: str) -> list[str]:
    lines, place = [], 0
    for line in text.replace("\v", " ").replace("\f", " ").splitlines(keepends=True):
        lines.append(text[place : place + len(line)])
        place += len(line)
    return lines
