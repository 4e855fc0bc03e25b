"""Parse a translation where it can do no harm.

It uses the document's own parser, so that a message means the same as in the document. A
:class:`~sphinx_glossterm.translate.gate.Gate` keeps the parser from everything that does more than show
text.
"""

from __future__ import annotations

import logging as std_logging
from collections.abc import Collection
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from docutils import nodes
from docutils.utils import new_document
from sphinx.parsers import RSTParser
from sphinx.util import get_filetype, logging
from sphinx.util.docutils import LoggingReporter

from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.translate.gate import NEVER, Construct, Gate, ParsedMessage
from sphinx_glossterm.translate.rst import OtherReader, RstReader, registry_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class MessageParser(Protocol):
    """Parses one markup: rST as Sphinx does, or Markdown."""

    def parse(self, text: str, gate: Gate) -> None:
        """Parse a message into the document of the gate's reading."""

    def parse_title(self, text: str, gate: Gate) -> None:
        """Parse a message as the title of a section."""


class Sandbox:
    """Reads the messages of one document.

    Args:
        document: The document.
        env: The environment of the build.
    """

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document = document
        self.env = env
        self.filetype = get_filetype(env.config.source_suffix, document["source"])
        self._parser = registry_of(env).get_source_parser(self.filetype)
        self.is_myst = any(cls.__module__.startswith("myst_parser.") for cls in self._parser.__mro__)
        self.markup = Markup.MYST if self.is_myst else Markup.RST

    @cached_property
    def _settings(self) -> Any:
        settings = copy(self.document.settings)  # the document's own parsers stay unchanged
        settings.file_insertion_enabled = False
        return settings

    @cached_property
    def _reader(self) -> MessageParser:
        if self.is_myst:
            # MyST-Parser is optional; here it is installed.
            from sphinx_glossterm.translate.markdown import MarkdownReader

            return MarkdownReader(self.document, self.env)
        return RstReader() if self._parser is RSTParser else OtherReader(self.env, self.filetype)

    def read(
        self,
        text: str,
        line: int | None,
        allowed: Collection[Construct] = (),
        *,
        is_title: bool = False,
    ) -> ParsedMessage:
        """Parse a message.

        Args:
            text: The message.
            line: The line of its source message.
            allowed: The constructs of the source message.
            is_title: Whether to parse it as a title, so that numbers begin no list.

        Raises:
            Exception: Whatever a parser or a role makes of bad input.
        """
        settings = copy(self._settings)
        settings.raw_enabled = bool(allowed)
        document = new_document(f"{self.document['source']}:{line}:<translated>", settings)
        document.reporter = LoggingReporter.from_reporter(document.reporter)
        reading = ParsedMessage(document, is_title=is_title)
        gate = Gate(self.env, reading, allowed)
        parse = self._reader.parse_title if is_title else self._reader.parse
        with logging.suppress_logging() as log, gate:
            parse(text, gate)
            records = log.clear()
        reading.problems = [
            record.getMessage()
            for record in records
            if record.levelno >= std_logging.WARNING
            # Struck-out text is struck out in HTML, and plain elsewhere.
            and getattr(record, "subtype", None) != "strikethrough"
        ]
        return reading

    def read_like(
        self,
        text: str,
        message: str,
        line: int | None,
        *,
        is_title: bool = False,
        may_be_title: bool = False,
    ) -> ParsedMessage:
        """Parse a translation, which may have the constructs of its source message.

        Args:
            text: The translation.
            message: Its source message.
            line: The line of the source message.
            is_title: Whether to parse it as a title.
            may_be_title: Whether to parse it as a title if it is not a single paragraph.

        Raises:
            Exception: Whatever a parser or a role makes of bad input.
        """
        reading = self.read(text, line, is_title=is_title)
        if may_be_title and reading.content is None:
            is_title = True
            reading = self.read(text, line, is_title=True)
        if not reading.refused and not reading.problems:
            return reading
        source = self.read(message, line, is_title=is_title)
        allowed = set(source.refused)
        if reading.refused:
            new = [item for item in reading.refused if item not in allowed or item.kind in NEVER]
            if new:
                reading.refused = new
                return reading
            reading = self.read(text, line, allowed, is_title=is_title)
        # Problems that the source message has too are up to its author.
        reading.problems = [problem for problem in reading.problems if problem not in source.problems]
        return reading
