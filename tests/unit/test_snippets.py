"""What the guide and the README tell readers to write can be written: commands, settings, catalogues."""

from __future__ import annotations

import ast
import io
import re
import shlex
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import click
import pytest
from babel.messages.pofile import read_po

from sphinx_glossterm.cli import main
from sphinx_glossterm.config import PREFIX, Options

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "example_docs" / "guide").rglob("*.rst"))]
BLOCKS = {
    ".rst": re.compile(
        r"^( *)\.\. code-block:: (\w+)\n(?:\1   :.*\n)*((?:\n|\1   .*\n)+)", re.MULTILINE
    ),
    ".md": re.compile(r"^(```)(\w+)\n((?:.*\n)*?)```", re.MULTILINE),
}
INLINE = re.compile(r"``?(glossterm [a-z][^`]+)``?")


def blocks(*languages: str) -> list[str]:
    """The text of each block of code in one of some languages."""
    return [
        dedent(found[3])
        for page in PAGES
        for found in BLOCKS[page.suffix].finditer(page.read_text("utf-8"))
        if found[2] in languages
    ]


def commands() -> list[str]:
    """Every call of ours that readers are shown."""
    found = [
        line.partition("#")[0].strip()
        for text in blocks("shell")
        for line in text.replace("\\\n", " ").splitlines()
    ]
    found += [
        line.removeprefix("- run: ")
        for text in blocks("yaml")
        for line in map(str.strip, text.splitlines())
    ]
    found += [call for page in PAGES for call in INLINE.findall(page.read_text("utf-8"))]
    return sorted({line for line in found if line.startswith("glossterm ")})


def test_there_are_snippets() -> None:
    assert len(commands()) > 10
    assert len(blocks("python")) > 8
    assert len(blocks("po")) > 4


@pytest.mark.parametrize("line", commands())
def test_commands_and_their_options_exist(line: str) -> None:
    _, *words = shlex.split(line)
    context = click.Context(main)
    name, command, arguments = main.resolve_command(context, words)
    assert command is not None
    # Parsed, not run: an option that does not exist is refused.
    command.make_parser(click.Context(command, info_name=name)).parse_args(arguments)


@pytest.mark.parametrize("text", blocks("python"))
def test_settings_exist_and_are_accepted(text: str) -> None:
    tree = ast.parse(text)
    known = {PREFIX + option.name: option.metadata["validator"] for option in fields(Options)}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name.startswith(PREFIX):
                assert name in known
                if isinstance(node.value, (ast.Constant, ast.Dict, ast.List)):
                    assert known[name].accepts(ast.literal_eval(node.value)), text


@pytest.mark.parametrize("text", blocks("po"))
def test_catalogues_can_be_read(text: str) -> None:
    messages = [message for message in read_po(io.StringIO(text), abort_invalid=True) if message.id]
    assert messages
    assert all(message.string for message in messages)
