"""What tests of builds share: writing a project, building it, and reading what came out."""

from __future__ import annotations

import gettext
import multiprocessing
import os
import re
import tempfile
from collections.abc import Container, Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from textwrap import dedent
from typing import Any

import lxml.html
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from lxml.html import HtmlElement
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.inventory import InventoryFile

# MyST is not required; see tox.ini.
HAS_MYST = find_spec("myst_parser") is not None
needs_myst = pytest.mark.skipif(not HAS_MYST, reason="MyST-Parser is not installed")
needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such shell, modes or links")

CONF: dict[str, Any] = {
    "extensions": ["sphinx_glossterm", *(["myst_parser"] if HAS_MYST else [])],
    **({"myst_enable_extensions": ["colon_fence"]} if HAS_MYST else {}),
    "locale_dirs": ["locales"],
    "gettext_compact": False,
    "exclude_patterns": ["locales"],
    "html_theme": "basic",
    "html_copy_source": False,
    "suppress_warnings": ["epub.unknown_project_files"],
    "version": "1",
}

# A third of a small build is the compiling of the theme's templates: all processes of a run do it once.
if "GLOSSTERM_TEMPLATES" not in os.environ:
    _FOLDER = tempfile.TemporaryDirectory(prefix="glossterm-templates-", ignore_cleanup_errors=True)
    os.environ["GLOSSTERM_TEMPLATES"] = _FOLDER.name
TEMPLATES = FileSystemBytecodeCache(os.environ["GLOSSTERM_TEMPLATES"])


@dataclass
class Built:
    """A finished build: what was said, and what was written."""

    app: SphinxTestApp
    written: set[str]

    @cached_property
    def warnings(self) -> list[str]:
        """Each warning, without colours, with paths relative to the source folder."""
        text = re.sub(r"\x1b\[[0-9;]*m", "", self.app.warning.getvalue())
        inside = re.escape(str(self.app.srcdir)) + r"[\\/]([^:\n]*)"  # with backslashes on Windows
        text = re.sub(inside, lambda path: path[1].replace("\\", "/"), text)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def warnings_of(self, subtype: str) -> list[str]:
        """The warnings of one of our subtypes."""
        return [line for line in self.warnings if line.endswith(f"[glossterm.{subtype}]")]

    def page(self, name: str) -> HtmlElement:
        """A page of HTML output."""
        path = Path(self.app.outdir, f"{name}.html")
        return lxml.html.fromstring(path.read_text("utf-8"))

    def text(self, name: str) -> str:
        """An output file, as it is."""
        return Path(self.app.outdir, name).read_text("utf-8")

    def doctree(self, name: str) -> nodes.document:
        """A document before it is resolved."""
        return self.app.env.get_doctree(name)

    def inventory(self) -> dict[str, dict[str, str]]:
        """``objects.inv``: addresses by type and name."""
        content = Path(self.app.outdir, "objects.inv").read_bytes()
        found = InventoryFile.loads(content, uri="").data
        return {kind: {name: item.uri for name, item in items.items()} for kind, items in found.items()}

    def messages(self, domain: str) -> list[str]:
        """The messages of a ``.pot`` file, in order."""
        with Path(self.app.outdir, f"{domain}.pot").open("rb") as file:
            return [str(message.id) for message in read_po(file) if message.id]


class Project:
    """A Sphinx project in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.conf = deepcopy(CONF)
        self.write("conf.py", "")

    def write(self, name: str, text: str) -> Project:
        """Write a file, its common indentation taken off."""
        if name.endswith(".md") and not HAS_MYST:
            pytest.skip("MyST-Parser is not installed")
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), "utf-8")
        return self

    def remove(self, name: str) -> Project:
        (self.folder / name).unlink()
        return self

    def translate(self, domain: str, messages: dict[str, str], language: str = "hi") -> Project:
        """Write a catalogue."""
        catalogue = Catalog(locale=language.replace("-", "_"))
        for source, text in messages.items():
            catalogue.add(source, text)
        path = self.folder / "locales" / language / "LC_MESSAGES" / f"{domain}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue)
        path.with_suffix(".mo").unlink(missing_ok=True)
        return self

    def build(
        self,
        builder: str = "html",
        *files: str,
        language: str = "en",
        jobs: int = 0,
        out: str = "",
        **conf: Any,
    ) -> Built:
        """Build the project, or some files of it; a second build of the same kind is incremental.

        The doctrees of a language are shared by its builders, as with one ``sphinx-build`` each.
        """
        # Python keeps catalogues by file name, for as long as the process lives.
        gettext._translations.clear()  # type: ignore[attr-defined]  # the stubs leave it out
        base = self.folder.parent / "out"
        out = out or f"{builder}-{language}"
        written: set[str] = set()

        def note(_app: object, page: str, _template: str, _context: object, doctree: object) -> None:
            if doctree is not None:
                written.add(page)

        # Like sphinx-build, so that directives of one build are unknown in the next.
        with patch_docutils(self.folder), docutils_namespace():
            app = SphinxTestApp(
                builder,
                self.folder,
                builddir=base / out,
                confoverrides={**self.conf, "language": language, **conf},
                parallel=jobs,
            )
            app.connect("html-page-context", note)
            if isinstance(app.builder, StandaloneHTMLBuilder):
                app.builder.templates.environment.bytecode_cache = TEMPLATES
            try:
                app.build(filenames=[self.folder / name for name in files])
            finally:
                app.cleanup()
                end_children()
        return Built(app, written)


def end_children() -> None:
    """End the processes that an extension has left behind.

    sphinx-sitemap has one that lives as long as the process that builds. It holds every pipe that was
    open when it began, so that a browser's driver, told to end by the end of a pipe, would wait forever.
    """
    for child in multiprocessing.active_children():
        child.terminate()
        child.join()


def mostly_long(values: Iterable[Any], short: Container[Any]) -> list[Any]:
    """Values of a test's parameter. "make test" takes only the *short* ones; the others are for long
    runs."""
    return [value if value in short else pytest.param(value, marks=pytest.mark.long) for value in values]


def added_up(reporter: pytest.TerminalReporter, name: str) -> int:
    """The sum of what tests have recorded under a name, whichever process they ran in."""
    reports = [report for found in reporter.stats.values() for report in found]
    return sum(
        value
        for report in reports
        if isinstance(report, pytest.TestReport)
        for key, value in report.user_properties
        if key == name and report.when == "call" and isinstance(value, int)
    )


def texts(element: HtmlElement, selector: str) -> list[str]:
    """The text of each element that a CSS selector finds, white space in order."""
    return [" ".join(found.text_content().split()) for found in element.cssselect(selector)]


def links(element: HtmlElement, selector: str) -> list[tuple[str, str]]:
    """Text and address of each link that a CSS selector finds."""
    return [
        (" ".join(found.text_content().split()), found.get("href", ""))
        for found in element.cssselect(selector)
    ]


def classes(element: HtmlElement) -> list[str]:
    """The classes of an element's children that are ours, in order; headings by their tag."""
    found = []
    for child in element:
        ours = [name for name in child.get("class", "").split() if name.startswith("glossterm")]
        found.append(ours[0] if ours else str(child.tag))
    return found
