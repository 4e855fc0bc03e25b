"""Examples of the guide: the source in rST and in MyST, and what it becomes, from one pair of files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import nested_parse_with_titles

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata, OptionSpec
    from sphinx.writers.html5 import HTML5Translator

FOLDER: Final = "/guide/examples"
LANGUAGES: Final = {".rst": ("rst", "reStructuredText"), ".md": ("markdown", "MyST Markdown")}


class showcase_source(nodes.container):  # noqa: N801 - docutils names nodes in lower case
    """One source of an example; ``summary`` names its language. It can be folded in HTML."""

    tagname = "container"


class Showcase(SphinxDirective):
    """``showcase NAME``: the example ``guide/examples/NAME``, with what it becomes as the last thing.

    The doctree::

        <container classes="showcase">
            <showcase_source summary="reStructuredText" open="True"> <literal_block>
            <showcase_source summary="MyST Markdown" open="False"> <literal_block>
        <container classes="showcase-result"> ... | <section classes="showcase-result"> ...
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"source-only": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return the sources and, unless it is ``:source-only:``, the result."""
        sources = nodes.container(classes=["showcase"])
        for suffix, (language, summary) in LANGUAGES.items():
            path = self._path(suffix)
            text = path.read_text("utf-8").rstrip()
            block = nodes.literal_block(text, text, language=language)
            self.set_source_info(block)
            sources += showcase_source("", block, summary=summary, open=suffix == ".rst")
        if "source-only" in self.options:
            return [sources]
        return [sources, *self._result(self._path(".rst"))]

    def _path(self, suffix: str) -> Path:
        relative, path = self.env.relfn2path(f"{FOLDER}/{self.arguments[0]}{suffix}")
        self.env.note_dependency(relative)
        return Path(path)

    def _result(self, path: Path) -> list[nodes.Node]:
        lines = StringList(path.read_text("utf-8").splitlines(), source=str(path))
        holder = nodes.Element()
        holder.document = self.state.document
        nested_parse_with_titles(self.state, lines, holder)
        if any(isinstance(node, nodes.section) for node in holder):
            for node in holder:
                if isinstance(node, nodes.section):
                    node["classes"].append("showcase-result")
            return list(holder.children)
        return [nodes.container("", *holder.children, classes=["showcase-result", "docutils"])]


def _open_details(self: HTML5Translator, node: showcase_source) -> None:
    is_open = ' open="open"' if node["open"] else ""  # as e-books want it
    self.body.append(f'<details class="showcase-source"{is_open}>')
    self.body.append(f"<summary>{node['summary']}</summary>\n")


def _close_details(self: HTML5Translator, _node: showcase_source) -> None:
    self.body.append("</details>\n")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_node(showcase_source, html=(_open_details, _close_details))
    app.add_directive("showcase", Showcase)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
