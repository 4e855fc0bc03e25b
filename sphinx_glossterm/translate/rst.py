"""rST in the sandbox, and other markup that Sphinx has a parser for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import sphinx
from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StringList, string2lines
from sphinx.environment import BuildEnvironment
from sphinx.parsers import RSTParser
from sphinx.registry import SphinxComponentRegistry

from sphinx_glossterm.translate.gate import Gate

if TYPE_CHECKING:
    from docutils.parsers import Parser
    from sphinx.application import Sphinx

_LITERAL: Final = "\n\n   literal"


_registries: Final[WeakKeyDictionary[BuildEnvironment, SphinxComponentRegistry]] = WeakKeyDictionary()


def note_registry(app: Sphinx) -> None:
    """Note the parsers (``builder-inited``), because the environment does not have them."""
    _registries[app.env] = app.registry


def registry_of(env: BuildEnvironment) -> SphinxComponentRegistry:
    """The parsers that the application of an environment has registered."""
    return _registries[env]


class RstReader:
    """Parses rST as Sphinx's own parser does, with one state machine for all messages of a document.

    Making one takes longer than parsing a message with it.
    """

    _machine: states.RSTStateMachine | None = None

    def parse(self, text: str, gate: Gate) -> None:
        """Parse a message into the document of the gate's reading."""
        document = gate.reading.document
        leads_to_literal = text.rstrip().endswith("::")
        if leads_to_literal:  # the block to come is another message
            text += _LITERAL
        self._parse(text, document)
        if leads_to_literal:
            document.children[1:2] = []

    def parse_title(self, text: str, gate: Gate) -> None:
        """Parse a message as the title of a section."""
        self._parse(f"{text}\n{'=' * 2 * len(text)}", gate.reading.document)

    def _parse(self, text: str, document: nodes.document) -> None:
        lines = string2lines(text, tab_width=document.settings.tab_width, convert_whitespace=True)
        parser = RSTParser()
        machine = self._machine or states.RSTStateMachine(parser.state_classes, parser.initial_state)
        self._machine = None  # not reused if parsing fails
        machine.run(StringList(lines, document["source"]), document, inliner=parser.inliner)
        machine.observers = []  # otherwise it would keep reporting its lines to the document
        self._machine = machine


class OtherReader(RstReader):
    """Parses with the parser that Sphinx has for a file type."""

    def __init__(self, env: BuildEnvironment, filetype: str) -> None:
        self.env = env
        self.filetype = filetype

    def _parse(self, text: str, document: nodes.document) -> None:
        with self._without_surroundings():
            self._parser().parse(text, document)

    def _parser(self) -> Parser:
        registry = registry_of(self.env)
        if sphinx.version_info >= (9,):
            return registry.create_source_parser(self.filetype, config=self.env.config, env=self.env)
        create: Any = registry.create_source_parser  # Sphinx 8 needs other arguments
        parser: Parser = create(self.env.app, self.filetype)
        return parser

    @contextmanager
    def _without_surroundings(self) -> Iterator[None]:
        """Leave out the project's prolog and epilog."""
        config = self.env.config
        around = config.rst_prolog, config.rst_epilog
        config.rst_prolog = config.rst_epilog = None
        try:
            yield
        finally:
            config.rst_prolog, config.rst_epilog = around
