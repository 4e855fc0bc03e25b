"""The reference, made from the code it describes.

Each directive writes reStructuredText and has it parsed as if it stood in the page: names become
targets, and sentences messages of the page's own catalogue. What is code and nothing else is no message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import chain, dropwhile, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

import click
import hooks
from babel.messages.mofile import read_mo
from docutils import nodes
from docutils.statemachine import StringList
from docutils.transforms import Transform
from sphinx import addnodes
from sphinx.domains.rst import ReSTDirective
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import nested_parse_with_titles

import sphinx_glossterm
from sphinx_glossterm.cli import main
from sphinx_glossterm.config import ALL_CHECKS, CHECKS, FORMATS, PREFIX, Options
from sphinx_glossterm.messages import CATALOGUE, Label, Warn
from sphinx_glossterm.read import DIRECTIVES
from sphinx_glossterm.read.roles import ROLES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

PACKAGE: Final = Path(sphinx_glossterm.__file__).parent
OWN: Final = (Path(__file__), Path(hooks.__file__))
STYLES: Final = "static/glossterm.css"
# What is code in the package's sentences: quoted words and calls, mappings, options, paths and names.
_CODE: Final = re.compile(
    r"""
      "(?P<quoted>glossterm\ [^"]+|[][\w.:/{}-]+)"
    | (?P<bare>
          \{.*\} | <\w+>
        | \bsphinx-(?:build|intl)(?:\ -b\ gettext|\ update)?
        | (?<![\w-])--?[A-Za-z][\w-]* | \b[a-z]+,[a-z]+\b
        | (?<!\w)[\w.*-]*/[\w./*-]*\w | \b\w[\w.-]*\.(?:html|json(?:ld)?|mo|pot?|py|tbx|ttl)\b
        | \b\w*[a-z]_\w+\b | \bTrue\b | \bFalse\b
      )
    | (?P<sign>[\\*`|])
    """,
    re.VERBOSE,
)
_VARIABLE: Final = re.compile(r"^ +(--glossterm-[\w-]+): (.+);$", re.MULTILINE)
# A list of facts is set as a table.
FACTS: Final = (".. rst-class:: facts", "")
# Lists in the help of commands: a name and what it means, which may go on in the next line.
_ITEM: Final = re.compile(r" {2}(\w+) {2,}(.*)")
_LISTED: Final = re.compile(r"\n {3,}")


def prose(text: str) -> str:
    """A sentence of the package as reStructuredText, what is code in it as literals."""

    def mark(found: re.Match[str]) -> str:
        code = found["quoted"] or found["bare"]
        return f"``{code}``" if code else f"\\{found['sign']}"

    return _CODE.sub(mark, " ".join(text.split()))


def indented(lines: Iterator[str]) -> Iterator[str]:
    """Lines as the content of a directive."""
    return (f"   {line}" if line else "" for line in lines)


class Reference(SphinxDirective):
    """A part of the reference: lines of reStructuredText, made from the files it names."""

    made_from: ClassVar[tuple[str, ...]] = ()

    def run(self) -> list[nodes.Node]:
        """Parse the lines where the directive stands."""
        for path in (*OWN, *chain.from_iterable(map(PACKAGE.glob, self.made_from))):
            self.env.note_dependency(str(path))
        source, line = self.get_source_info()
        lines = list(self.lines())
        content = StringList(lines, items=[(source, line - 1)] * len(lines))
        holder = nodes.Element()
        holder.document = self.state.document
        nested_parse_with_titles(self.state, content, holder)
        leave_code_alone(holder)
        return list(holder.children)

    def lines(self) -> Iterator[str]:
        """What to parse."""
        raise NotImplementedError


def leave_code_alone(holder: nodes.Element) -> None:
    """Keep what is code and nothing else from translators."""
    for node in holder.findall(nodes.TextElement):
        if all(
            isinstance(child, nodes.literal) or not child.astext().strip() for child in node.children
        ):
            node["translatable"] = False


class Configuration(Reference):
    """``reference-configuration``: every configuration value."""

    made_from = ("config.py",)
    changes: ClassVar = {
        "env": "reads all documents again",
        "html": "writes all pages again",
        "": "does nothing to pages",
    }

    def lines(self) -> Iterator[str]:
        """One ``confval`` each."""
        defaults = Options()
        for option in fields(Options):
            default = repr(getattr(defaults, option.name)).replace("'", '"')
            yield from [f".. confval:: {PREFIX}{option.name}", ""]
            yield from indented(
                iter(
                    [
                        prose(option.metadata["help"]),
                        "",
                        *FACTS,
                        f":Default: ``{default}``",
                        f":Takes: {prose(option.metadata['validator'].takes)}",
                        *self._names(option.name),
                        f":A change: {self.changes[option.metadata['rebuild']]}",
                        "",
                    ]
                )
            )

    def _names(self, option: str) -> Iterator[str]:
        if names := {"checks": (ALL_CHECKS, *CHECKS), "export": FORMATS}.get(option):
            yield f":Names: {', '.join(f'``{name}``' for name in names)}"


class Warnings(Reference):
    """``reference-warnings [checks]``: every warning; or every check, which has to be asked for."""

    made_from = ("messages.py",)
    optional_arguments = 1

    def lines(self) -> Iterator[str]:
        """One description each."""
        for kind in Warn:
            if kind.is_check is bool(self.arguments):
                yield from [f".. warningtype:: glossterm.{kind.subtype}", ""]
                yield from [f"   {prose(kind.meaning)}", ""]


class Directive(ReSTDirective):
    """``reference-directive NAME [TITLE]``: the author's words about a directive, and its options."""

    def run(self) -> list[nodes.Node]:
        """Describe it as Sphinx's own ``rst:directive`` does."""
        name = self.arguments[0].split()[0]
        known = DIRECTIVES[name]
        self.name = "rst:directive"
        self.arguments = [f".. {name}::{self.arguments[0].removeprefix(name)}"]
        for path in (*OWN, *PACKAGE.glob("read/*.py")):
            self.env.note_dependency(str(path))
        self.content.disconnect()  # from the page, which would read the options a second time
        source, line = self.get_source_info()
        for option, text in known.known_options.items():
            lines = ["", f".. rst:directive:option:: {option}", "", f"   {prose(text)}", ""]
            self.content.extend(StringList(lines, items=[(source, line - 1)] * len(lines)))
        return super().run()


class Roles(Reference):
    """``reference-roles``: every role."""

    made_from = ("read/roles.py",)

    def lines(self) -> Iterator[str]:
        """One ``rst:role`` each."""
        for name, role in ROLES.items():
            yield from [f".. rst:role:: {name}", "", f"   {prose(role.meaning)}", ""]


class Commands(Reference):
    """``reference-commands``: how each command is called, what it does, and its options."""

    made_from = ("cli/*.py",)

    def run(self) -> list[nodes.Node]:
        """Leave options out of the general index: Sphinx has no valid anchor for signs in Hindi."""
        sections = super().run()
        for section in sections:
            for index in list(section.findall(addnodes.index)):
                index.parent.remove(index)
        return sections

    def lines(self) -> Iterator[str]:
        """A section each: usage, help and one ``option`` each."""
        for name, command in main.commands.items():
            context = click.Context(command, info_name=f"glossterm {name}")
            usage = " ".join(command.collect_usage_pieces(context))
            yield from [f"``glossterm {name}``", "-" * 40, ""]
            yield from [".. code-block:: text", "", f"   glossterm {name} {usage}", ""]
            for paragraph in (command.help or "").strip().split("\n\n"):
                yield from self._paragraph(paragraph)
            yield from [f".. program:: glossterm {name}", ""]
            for parameter in command.params:
                record = parameter.get_help_record(context)
                if isinstance(parameter, click.Option) and record is not None:
                    yield from [f".. option:: {record[0]}", "", f"   {prose(record[1])}", ""]

    def _paragraph(self, text: str) -> Iterator[str]:
        if not text.startswith("\b"):
            yield from [prose(text), ""]
            return
        lines = text.removeprefix("\b\n").splitlines()
        title = " ".join(takewhile(lambda line: not line.startswith(" "), lines))
        lines = list(dropwhile(lambda line: not line.startswith(" "), lines))
        yield from [prose(title), ""]
        listed = _LISTED.sub(" ", "\n".join(lines)).splitlines()
        if all(map(_ITEM.match, listed)):
            yield from (
                _ITEM.sub(lambda found: f"- ``{found[1]}``: {prose(found[2])}", line) for line in listed
            )
            yield ""
        else:
            yield from [".. code-block:: text", "", *indented(iter(lines)), ""]


class Classes(Reference):
    """``reference-classes``: the classes of the HTML."""

    def lines(self) -> Iterator[str]:
        """One description each."""
        for name, text in hooks.CLASSES.items():
            yield from [f".. cssclass:: {name}", "", f"   {prose(text)}", ""]


class Variables(Reference):
    """``reference-variables``: the variables of the style sheet, with their defaults."""

    made_from = (STYLES,)

    def lines(self) -> Iterator[str]:
        """One description each."""
        defaults = dict(_VARIABLE.findall((PACKAGE / STYLES).read_text("utf-8")))
        for name, default in defaults.items():
            yield from [f".. cssvar:: {name}", "", f"   {prose(hooks.VARIABLES[name])}", ""]
            yield from indented(iter([*FACTS, f":Default: ``{default}``", ""]))


class InHindi(Transform):
    """Mark the language of some cells."""

    default_priority = 860  # after SmartQuotes (855), which warns where it has no quotes of a language

    def apply(self, **kwargs: Any) -> None:
        """Mark them, and go."""
        pending = self.startnode
        assert isinstance(pending, nodes.pending)
        for cell in pending.details["cells"]:
            cell["classes"].append("language-hi")
        pending.parent.remove(pending)


class Labels(Reference):
    """``reference-labels``: the interface's own words, in the languages it ships in."""

    made_from = ("messages.py", f"locale/hi/LC_MESSAGES/{CATALOGUE}.mo")

    def run(self) -> list[nodes.Node]:
        """Make the table; only its head is a message."""
        table = super().run()  # and messages, where docutils does not know the language of the build
        [body] = (body for node in table for body in node.findall(nodes.tbody))
        cells = list(body.findall(nodes.paragraph))
        for cell in cells:
            cell["translatable"] = False
        pending = nodes.pending(InHindi, {"cells": cells[2::3]})
        self.state.document.note_pending(pending)
        return [*table, pending]

    def lines(self) -> Iterator[str]:
        """A row each."""
        with (PACKAGE / self.made_from[1]).open("rb") as file:
            found = (message for message in read_mo(file) if message.string)
            # Of what has a number in it, the form for many.
            hindi = {_last(message.id): _last(message.string) for message in found}
        yield from [".. list-table::", "   :header-rows: 1", "   :widths: 40 20 40", ""]
        yield from ["   * - English", "     - Short name", "     - Hindi"]
        for label in Label:
            yield from [f"   * - ``{label.value}``", f"     - ``{label.name.lower()}``"]
            yield f"     - {hindi.get(label.value, '')}"


def _last(text: object) -> str:
    return text if isinstance(text, str) else str(list(text)[-1])  # type: ignore[call-overload]  # a list


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, and what the reference has targets for beside Sphinx's own kinds."""
    for kind in ("warningtype", "cssclass", "cssvar"):
        app.add_object_type(kind, kind)
    app.add_directive("reference-configuration", Configuration)
    app.add_directive("reference-warnings", Warnings)
    app.add_directive("reference-directive", Directive)
    app.add_directive("reference-roles", Roles)
    app.add_directive("reference-commands", Commands)
    app.add_directive("reference-classes", Classes)
    app.add_directive("reference-variables", Variables)
    app.add_directive("reference-labels", Labels)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
