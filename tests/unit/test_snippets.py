"""What the guide and the README tell readers to write can be written: commands and settings.

``tests/build/test_code_blocks.py`` runs it.
"""

from __future__ import annotations

import ast
import re
import shlex
from dataclasses import fields
from pathlib import Path
from textwrap import dedent

import click
import pytest
from blocks import all_blocks, as_myst, blocks_of, pages

from sphinx_glossterm.cli import main
from sphinx_glossterm.config import PREFIX, Options

INLINE = re.compile(r"``?(glossterm [a-z][^`]+)``?")


def blocks(*languages: str) -> list[str]:
    """The text of each block of code in one of some languages."""
    return [block.text for block in all_blocks() if block.language in languages]


def commands() -> list[str]:
    """Every call of ours that readers are shown."""
    found = [
        line.partition("#")[0].strip().removeprefix("$ ")
        for text in blocks("shell", "console")
        for line in text.replace("\\\n", " ").splitlines()
    ]
    found += [
        line.removeprefix("- run: ")
        for text in blocks("yaml")
        for line in map(str.strip, text.splitlines())
    ]
    found += [call for page in pages() for call in INLINE.findall(page.read_text("utf-8"))]
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


# ---- the blocks that are found


def found(text: str, name: str = "page.rst") -> list[tuple[str, str, str, str]]:
    page = Path(name)
    return [(each.language, each.file, each.text, each.reason) for each in blocks_of(page, dedent(text))]


def test_each_way_to_show_code_is_found() -> None:
    page = """
        .. code-block:: python
           :caption: conf.py

           a = 1

             .. code-block:: none of its own

        Text.

        * In a list:

          .. code:: toml

             a = 1

        And plain::

           what is this

        .. literalinclude:: a.py
           :lines: 1

        .. parsed-literal::

           b

        .. note:: is none::

           .. sourcecode::

              c
    """
    assert found(page) == [
        ("python", "conf.py", "a = 1\n\n  .. code-block:: none of its own\n", ""),
        ("toml", "", "a = 1\n", ""),
        ("::", "", "what is this\n", ""),
        ("literalinclude", "a.py", "\n", ""),
        ("parsed-literal", "", "b\n", ""),
        ("", "", "c\n", ""),
    ]


def test_a_reason_holds_for_the_next_block_alone() -> None:
    page = """
        .. not run: nobody can

        .. code-block:: text

           a

        .. code-block:: text

           b
    """
    assert [reason for *_, reason in found(page)] == ["nobody can", ""]
    page = """
        <!-- not run: nobody can -->
        ```text
        a
        ```

        ~~~~python
        ```
        ~~~~
    """
    assert found(page, "page.md") == [("text", "", "a\n", "nobody can"), ("python", "", "```\n", "")]


def test_markup_has_a_twin_in_myst() -> None:
    rst = """
        Ants
        ====

        .. term:: Ant
           :aka: Emmet

           A :term:`bee`.

           .. whymatters::

              It :term:`works <work>`.
    """
    assert as_myst(dedent(rst).strip()).splitlines() == [
        "# Ants", "",
        "::::{term} Ant", ":aka: Emmet", "", "A {term}`bee`.", "",
        ":::{whymatters}", "", "It {term}`works <work>`.", ":::",
        "::::",
    ]  # fmt: skip
