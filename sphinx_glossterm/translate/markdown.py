"""Markdown in the sandbox: MyST's own renderer, with the doors closed.

Besides roles and directives, MyST has expressions, options at the top of a file, attributes in braces
and rST in a fence. This module is imported only if MyST-Parser reads the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from docutils.parsers.rst import directives
from markdown_it.tree import SyntaxTreeNode
from myst_parser.config.main import MdParserConfig, TopmatterReadError, merge_file_level, read_topmatter
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

from sphinx_glossterm.translate.gate import Construct, Gate

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.environment import BuildEnvironment

# A link with its address elsewhere: ``[text][label]``, ``[label][]`` or ``[label]``.
_LABEL: Final = r"\]\[|\[[^\]\[^][^\]\[]*\](?![(\[{:])"
_FOOTNOTE: Final = r"\[\^([^\]\s]+)\]"
_FRONT_MATTER: Final = r"-{3,}[ \t]*(\n|$)"
_OTHER_SITE: Final = r"[\\/]{2}|.*\\|[A-Za-z][A-Za-z0-9+.-]*:"
_TEXT: Final = frozenset({"alt", "title", "reftitle"})
"""Attributes that readers see."""


PER_MESSAGE: Final = frozenset(
    {
        *("md_env", "md_options", "md_config", "document", "current_node", "reporter"),
        *("language_module_rst", "_heading_offset", "_level_to_section", "_heading_slugs"),
    }
)
"""The attributes that MyST's renderer sets when it begins to render, as far as we know."""


class MarkdownReader:
    """Parses the messages of one document, with one parser for all of them.

    Args:
        document: The document.
        env: The environment of the build.
    """

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._path = Path(env.doc2path(env.docname))
        self._encoding = env.config.source_encoding
        noted: Any = env
        config: MdParserConfig = noted.myst_config
        self._config = self._with_front_matter(config, document)

    @cached_property
    def _source(self) -> str:
        return self._path.read_text(self._encoding, errors="replace")

    def _with_front_matter(self, config: MdParserConfig, document: nodes.document) -> MdParserConfig:
        """The configuration, with the changes that the document itself makes."""
        with self._path.open("rb") as file:
            if b"---" not in file.read(8):
                return config
        try:
            found = read_topmatter(self._source)
        except TopmatterReadError:
            return config
        return merge_file_level(config, found, lambda *_arguments: None) if found else config

    @cached_property
    def _markdown(self) -> MarkdownIt:
        return create_md_parser(self._config, SandboxRenderer)

    @cached_property
    def _references(self) -> dict[str, Any]:
        """The link definitions of the document, which a single message does not have."""
        env: dict[str, Any] = {}
        create_md_parser(self._config, SphinxRenderer).parse(self._source, env)
        found: dict[str, Any] = env.get("references", {})
        return found

    def parse(self, text: str, gate: Gate) -> None:
        """Parse a message into the document of the gate's reading."""
        if re.match(_FRONT_MATTER, text):
            gate.passes(Construct("front matter", "", ""))
            return
        env: dict[str, Any] = {}
        if re.search(_LABEL, text):
            env["references"] = dict(self._references)
        if labels := re.findall(_FOOTNOTE, text):
            env["footnotes"] = {"refs": {f":{label}": -1 for label in labels}, "list": {}}
        markdown = self._markdown
        renderer = markdown.renderer
        assert isinstance(renderer, SandboxRenderer)
        renderer.begin(env, gate)
        renderer.nested_render_text(text, 0)

    def parse_title(self, text: str, gate: Gate) -> None:
        """Parse a message as the title of a section."""
        self.parse(f"# {text}", gate)


class SandboxRenderer(SphinxRenderer):
    """Turns Markdown into nodes, and asks the gate before it does anything more."""

    gate: Gate
    _is_in_html = False
    _is_set_up = False

    def begin(self, env: dict[str, Any], gate: Gate) -> None:
        """Begin a message.

        For each message, MyST makes a document with all its settings, which we do not use. So we let it
        do that once for all messages, as long as it stores nothing for each that we do not know.
        """
        self.gate = gate
        document = gate.reading.document
        if not self._is_set_up:
            before = set(vars(self))
            self.setup_render({**self.md.options, "document": document}, env)
            self._is_set_up = set(vars(self)) - before <= PER_MESSAGE
        self.md_env = env
        self.document = self.current_node = document
        self.reporter = document.reporter
        self._heading_offset = 0
        self._level_to_section = {0: document}
        self._heading_slugs = {}

    def copy_attributes(
        self,
        token: SyntaxTreeNode,
        node: nodes.Element,
        keys: Sequence[str] = ("class",),
        *,
        converters: dict[str, Callable[[str], Any]] | None = None,
        aliases: dict[str, str] | None = None,
    ) -> None:
        """Copy the attributes that a translation may have."""
        for key, value in list(token.attrs.items()):
            name = (aliases or {}).get(key, key)
            if name not in keys or name in _TEXT:
                continue
            if not self.gate.passes(Construct("attribute", key, str(value))):
                del token.attrs[key]
        super().copy_attributes(token, node, keys, converters=converters, aliases=aliases)

    def render_link_unknown(self, token: SyntaxTreeNode) -> None:
        """Do not look for files on other machines."""
        address = self.md.normalizeLinkText(str(token.attrGet("href") or ""))
        if re.match(_OTHER_SITE, address):
            self.render_link_url(token)
        else:
            super().render_link_unknown(token)

    def render_directive(self, token: SyntaxTreeNode, name: str, *rest: Any, **more: Any) -> None:
        """Refuse every directive."""
        if self.gate.passes(Construct("directive", name, "")):
            super().render_directive(token, name, *rest, **more)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Refuse reStructuredText."""
        if self.gate.passes(Construct("directive", "eval-rst", "")):
            super().render_restructuredtext(token)

    def add_math_target(self, math_block: nodes.math_block) -> nodes.target:
        """Do not number equations: a message is not a block."""
        self.gate.passes(Construct("directive", "math", ""))
        return nodes.target()

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """Refuse options."""
        self.gate.passes(Construct("front matter", "", ""))

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        """Evaluate only expressions of the source message."""
        if self.gate.passes(Construct("expression", "", token.content.strip())):
            before = len(self.current_node)
            with self.gate.opened():
                super().render_substitution(token, inline)
            self.gate.trust(self.current_node.children[before:])

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Turn ``<img>`` into an image."""
        self._is_in_html = True
        try:
            super().render_html_block(token)
        finally:
            self._is_in_html = False

    def run_directive(
        self,
        name: str,
        first_line: str,
        content: str,
        position: int,
        additional_options: dict[str, str] | None = None,
        **more: Any,
    ) -> list[nodes.Element]:
        """Make an image of ``<img>`` without its directive, which would do the same."""
        if not (self._is_in_html and name == "image"):
            if not self.gate.passes(Construct("directive", name, "")):
                return []
            made: list[nodes.Element] = super().run_directive(
                name, first_line, content, position, additional_options, **more
            )
            return made
        image = nodes.image("", uri=directives.uri(first_line))
        for key, value in (additional_options or {}).items():
            if key in _TEXT or self.gate.passes(Construct("attribute", key, str(value))):
                image["classes" if key == "class" else key] = (
                    str(value).split() if key == "class" else value
                )
        return [image]
