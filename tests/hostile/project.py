"""A project with hostile catalogues: its documents, its own extension, and files that must not be
read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from support import HAS_MYST

from hostile.extensions import EXTENSIONS
from hostile.model import OUTSIDE, Markup, Message, fill

SECRETS: Final = (
    "zqzoutq",
    "zqzinq",
    "zqzhidq",
    "zqzconfq",
    "zqzsubq",
    "zqzdirq",
    "zqzrolq",
    "zqzmodq",
    "zqznodq",
)
"""Words that no page is to hold, and that no stemmer would cut."""

PER_DOCUMENT: Final = 100
CATALOGUES: Final = "locales/hi/LC_MESSAGES"

CONF: Final = r'''
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

extensions = [
    "sphinx_glossterm",
    "zoo",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.doctest",
    "sphinx.ext.extlinks",
    "sphinx.ext.graphviz",
    "sphinx.ext.ifconfig",
    "sphinx.ext.inheritance_diagram",
    "sphinx.ext.intersphinx",
    "sphinx.ext.mathjax",
    MYST
]
project = "Hostile"
version = release = "1"
html_theme = "basic"
html_copy_source = False
html_title = "Hostile"
locale_dirs = ["locales"]
gettext_compact = False
gettext_additional_targets = ["index", "literal-block", "doctest-block", "raw", "image"]
exclude_patterns = ["locales", "hidden.rst"]
rst_prolog = """
.. role:: rawhtml(raw)
   :format: html
.. role:: rawtex(raw)
   :format: latex
.. role:: rawboth(raw)
   :format: html latex
.. role:: red

.. |canary| replace:: zqzsubq
.. |markup| raw:: html

   <script>zqzsubq()</script>
.. |fine| replace:: well
.. |picture| image:: /pic.png
"""
hostile_secret = "zqzconfq"
numfig = True
mathjax_path = "https://example.org/mathjax.js"
manpages_url = "https://example.org/man/{path}"
extlinks = {"issue": ("https://example.org/issues/%s", "issue %s")}
intersphinx_mapping = {"other": ("https://example.org/other/", "other.inv")}
glossterm_mentions = glossterm_show_source_title = False
glossterm_translation_hosts = ["hosts.example.com"]
myst_enable_extensions = EXTENSIONS
myst_heading_anchors = 2
myst_update_mathjax = False
myst_substitutions = {"canary": "zqzsubq", "fine": "well", "picture": "![x](/pic.png)"}
myst_url_schemes = {
    "http": None,
    "https": None,
    "mailto": None,
    "wiki": "https://en.wikipedia.org/wiki/{{path}}",
    "free": "https://{{path}}",
}
latex_documents = [("index", "hostile.tex", "Hostile", "", "howto")]
suppress_warnings = ["toc.external", "epub.unknown_project_files"]
'''

ZOO: Final = '''
"""Directives and roles that leave a trace where they run."""

import os
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive, roles
from sphinx.domains import Domain
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole


def leave_trace():
    path = Path(__file__).parent.parent / "outside" / "trace"
    with open(path, "a") as file:
        file.write("x")


class Canary(Directive):
    has_content = True
    optional_arguments = 9

    def run(self):
        leave_trace()
        return [nodes.paragraph("", "zqzdirq")]


class CanaryRole(SphinxRole):
    def run(self):
        leave_trace()
        return [nodes.strong("", "zqzrolq " + self.text)], []


class beast(nodes.Inline, nodes.TextElement):
    """A node that only this project knows, made by a role that is otherwise one of Sphinx's own."""


def visit_beast(self, node):
    self.body.append("zqznodq")


def visit_beast_in_text(self, node):
    self.add_text("zqznodq")


def depart_beast(self, node):
    pass


class Shout(SphinxRole):
    def run(self):
        return [nodes.strong("", self.text.upper(), classes=["shout"])], []


class Zoo(Domain):
    name = "zoo"
    label = "Zoo"
    directives = {"canary": Canary}
    roles = {"canary": CanaryRole()}

    def resolve_any_xref(self, *arguments):
        return []


def setup(app):
    app.add_config_value("hostile_secret", "", "env")
    app.add_directive("canary", Canary)
    app.add_role("canary", CanaryRole())
    app.add_role("shout", Shout())
    app.add_role("beast", XRefRole(nodeclass=beast))
    in_body = visit_beast, depart_beast
    app.add_node(beast, html=in_body, latex=in_body, text=(visit_beast_in_text, depart_beast))
    for name, form in {"rawhtml": "html", "rawtex": "latex"}.items():  # Markdown has no prolog
        app.add_role(name, roles.CustomRole(name, roles.raw_role, {"format": form, "class": []}))
    app.add_role("red", roles.CustomRole("red", roles.generic_custom_role, {"class": ["red"]}))
    app.add_domain(Zoo)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
'''

INDEX: Final = """
Home
====

.. toctree::
   :glob:

   names
   *-*

.. term:: Known Entry
   :abbr: KE

   A `definition <https://example.org/definition>`__ of it.

.. glossary::

   Known Term
      A :term:`Known Term` and a :term:`Known Entry`.

.. _known-figure:

.. figure:: pic.png

   A figure

.. math:: a = b
   :label: known-equation

See :eq:`known-equation`.
"""


@dataclass(frozen=True)
class Document:
    """A document of one production.

    Attributes:
        name: Its name, from the source folder.
        messages: Its messages, in order.
    """

    name: str
    messages: tuple[Message, ...]

    @property
    def production(self) -> str:
        """The name of the production of its messages."""
        return self.messages[0].production.name

    @property
    def markup(self) -> Markup:
        """Its markup."""
        return self.messages[0].production.markup

    @property
    def file(self) -> str:
        """Its file."""
        return f"{self.name}.{'rst' if self.markup == 'rst' else 'md'}"

    @property
    def catalogue(self) -> str:
        """Its catalogue."""
        return f"{CATALOGUES}/{self.name}.po"

    def text(self) -> str:
        """Its source."""
        production = self.messages[0].production
        blocks = [
            (message, fill(message.place.write(message.source), message.code))
            for message in self.messages
        ]
        top = "".join(block for message, block in blocks if message.place.is_head)
        if top and self.markup == "myst":
            top = f"---\n{top}---\n"
        title = "Home\n====\n" if self.markup == "rst" else "# Home\n"
        body = [block for message, block in blocks if not message.place.is_head]
        between = "..\n\n" if self.markup == "rst" else "% -\n\n"
        tails = [message.tail for message in self.messages if message.tail]
        parts = [top + production.head, title, f"\n{between}".join(body), production.foot, *tails]
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True)
class Project:
    """A project in a folder.

    Attributes:
        folder: Everything that belongs to it; what is built goes there too.
        documents: Its documents, but for the first.
    """

    folder: Path
    documents: tuple[Document, ...]

    @property
    def source(self) -> Path:
        """The folder of the sources."""
        return self.folder / "src"

    def messages(self) -> Iterator[tuple[Document, Message]]:
        """Each message and its document."""
        for document in self.documents:
            for message in document.messages:
                yield document, message

    def lines(self) -> dict[str, str]:
        """Where each message stands in a catalogue, by its code."""
        found = {}
        for document in self.documents:
            line = _HEAD.count("\n") + 1
            for message in document.messages:
                found[message.code] = f"{document.catalogue}:{line}"
                line += 3
        return found


def write(folder: Path, messages: Iterable[Message]) -> Project:
    """Write a project with these messages."""
    project = Project(folder, tuple(_documents(messages)))
    source, outside = project.source, folder / "outside"
    for place in (source / CATALOGUES, outside):
        place.mkdir(parents=True)
    _write_surroundings(source, outside)
    for document in project.documents:
        (source / document.file).write_text(document.text(), "utf-8")
        (source / document.catalogue).write_text(_catalogue(document, outside), "utf-8", newline="\n")
    return project


def _documents(messages: Iterable[Message]) -> Iterator[Document]:
    by_production: dict[str, list[Message]] = {}
    for message in messages:
        by_production.setdefault(message.production.name, []).append(message)
    for name, found in by_production.items():
        for number, start in enumerate(range(0, len(found), PER_DOCUMENT)):
            slug = name.replace(" ", "-").lower()
            yield Document(f"{slug}-{number}", tuple(found[start : start + PER_DOCUMENT]))


def _write_surroundings(source: Path, outside: Path) -> None:
    picture = _png()
    conf = CONF.replace("MYST", '"myst_parser",' if HAS_MYST else "").replace(
        "EXTENSIONS", str([*EXTENSIONS])
    )
    files: dict[str, str | bytes] = {
        "conf.py": conf,
        "zoo.py": ZOO,
        "index.rst": INDEX,
        "names.rst": "Names\n=====\n\n.. termindex::\n",
        "given.txt": "given",
        "pic.png": picture,
        "other.png": picture,
        "other.inv": _inventory(),
        "secret.txt": "zqzinq",
        "secret.png": picture,
        "hidden.rst": "Hidden\n======\n\nzqzhidq\n",
        "hidden_module.py": 'def work():\n    """zqzmodq"""\n',
        "../outside/secret.txt": "zqzoutq",
        "../outside/secret.png": picture,
    }
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (source / name).write_bytes(data)
    assert outside.is_dir()


def _png() -> bytes:
    """A picture of one point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def _inventory() -> bytes:
    rows = "elsewhere std:label -1 page.html#elsewhere Elsewhere\npage std:doc -1 page.html Page\n"
    head = "# Sphinx inventory version 2\n# Project: Other\n# Version: 1\n"
    head += "# The remainder of this file is compressed using zlib.\n"
    return head.encode() + zlib.compress(rows.encode())


# ---------------------------------------------------------------------------------------------
# Catalogues

_HEAD: Final = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _catalogue(document: Document, outside: Path) -> str:
    rows = [
        (_quoted(message.msgid), _quoted(message.translation.replace(OUTSIDE, str(outside))))
        for message in document.messages
    ]
    return _HEAD + "\n".join(f'msgid "{source}"\nmsgstr "{shown}"\n' for source, shown in rows)


def _quoted(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)
