"""The guide: its examples are the same in rST and in MyST, and its reference lacks nothing that is public."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import click
import pytest
from lxml.html import HtmlElement
from support import Built, Project, needs_myst, texts

import sphinx_glossterm
from sphinx_glossterm.cli import main
from sphinx_glossterm.messages import Label, Warn
from sphinx_glossterm.migration.migrate import migrate
from sphinx_glossterm.read import DIRECTIVES
from sphinx_glossterm.read.markup import Markup

pytestmark = needs_myst

DOCS = Path(__file__).parents[2] / "example_docs"
EXAMPLES = sorted({path.stem for path in (DOCS / "guide" / "examples").glob("*.*")})
PACKAGE = Path(sphinx_glossterm.__file__).parent


# ---- the examples


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """A project of all examples in rST, and the same in MyST."""
    built = {}
    for suffix in (".rst", ".md"):
        project = Project(tmp_path_factory.mktemp(suffix[1:]) / "src")
        project.write(
            "index.rst", "Examples\n========\n\n.. termindex::\n\n.. toctree::\n   :glob:\n\n   *\n"
        )
        for name in EXAMPLES:
            source = DOCS / "guide" / "examples" / f"{name}{suffix}"
            project.write(source.name, source.read_text("utf-8"))
        built[suffix] = project.build(nitpicky=True)
    return built


def test_examples_build_without_a_warning(examples: dict[str, Built]) -> None:
    # An example of a page must have a title.
    assert [
        line
        for built in examples.values()
        for line in built.warnings
        if "a title: no link will be generated" not in line
    ] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_the_same_in_both_markups(examples: dict[str, Built], name: str) -> None:
    rst, myst = (list(outline(built.page(name))) for built in examples.values())
    assert len(rst) > 3
    for ours, theirs in zip_longest(rst, myst):
        assert ours == theirs


def outline(page: HtmlElement) -> Iterator[tuple[str, dict[str, str], str, str]]:
    """Each element of a page's body with the text around it, white space in order."""
    [body] = page.cssselect("div.body")
    for element in body.iter():
        around = (" ".join((text or "").split()) for text in (element.text, element.tail))
        # Each parser has its own class for a reference that Sphinx resolves.
        attributes = {name: value for name, value in element.attrib.items() if name != "class"}
        ours = re.findall(r"glossterm[\w-]*|no-autolink", element.get("class", ""))
        text, tail = around
        yield str(element.tag), attributes | {"class": " ".join(ours)}, text, tail


def test_each_example_is_shown_somewhere() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in DOCS.glob("guide/**/*.rst"))
    assert set(re.findall(r"^\.\. showcase:: (\S+)$", pages, re.MULTILINE)) == set(EXAMPLES)


def test_the_glossary_that_is_migrated_becomes_what_is_shown() -> None:
    before, after = (
        (DOCS / "guide" / "examples" / "migration" / f"{name}.rst").read_text("utf-8")
        for name in ("before", "after")
    )
    assert migrate(before, Markup.RST).text == after


# ---- the reference

CONF = f"""\
import sys
from docutils.parsers.rst import directives, roles

sys.path.insert(0, {str(DOCS / "_ext")!r})

def ours(table):
    found = {{name: getattr(each, "__module__", "") for name, each in table.items()}}
    return {{name for name, module in found.items() if module.startswith("sphinx_glossterm.")}}

def note(app, env):
    app.ours = ours(directives._directives), ours(roles._roles)

def setup(app):
    app.connect("env-updated", note)
"""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("reference") / "src")
    project.write("conf.py", CONF)
    shutil.copytree(DOCS / "guide" / "reference", project.folder / "reference")
    project.write("index.rst", "Index\n=====\n\n.. toctree::\n\n   reference/index\n")
    # Other pages of the guide are not here.
    project.conf["extensions"] += ["reference"]
    return project.build(suppress_warnings=["ref.doc", "toc.not_readable"])


def described(reference: Built, kind: str) -> set[str]:
    """The names of a kind that the reference has targets for."""
    domains = reference.app.env.domains
    standard, markup = domains.standard_domain, domains.restructuredtext_domain
    return {name for objtype, name in [*standard.objects, *markup.objects] if objtype == kind}


def test_the_reference_builds_without_a_warning(reference: Built) -> None:
    assert reference.warnings == []


def test_every_directive_and_option(reference: Built) -> None:
    registered, _roles = vars(reference.app)["ours"]
    assert described(reference, "directive") == registered
    options = {
        f"{name}:{option}" for name, each in DIRECTIVES.items() for option in each.option_spec or ()
    }
    assert described(reference, "directive:option") == options


def test_every_role(reference: Built) -> None:
    _directives, registered = vars(reference.app)["ours"]
    assert described(reference, "role") == {*registered, "term"}


def test_every_configuration_value(reference: Built) -> None:
    names = {value.name for value in reference.app.config if value.name.startswith("glossterm_")}
    assert described(reference, "confval") == names


def test_every_warning(reference: Built) -> None:
    assert described(reference, "warningtype") == {f"glossterm.{kind.subtype}" for kind in Warn}


def test_every_command_and_its_options(reference: Built) -> None:
    expected = {
        f"glossterm-{name} {flag}"
        for name, command in main.commands.items()
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for flag in parameter.opts
    }
    options = reference.app.env.domains.standard_domain.progoptions
    assert {f"{command} {flag}" for command, flag in options} == expected
    headings = texts(reference.page("reference/commands"), "h2")
    assert [heading.rstrip("¶") for heading in headings] == [
        f"glossterm {name}" for name in main.commands
    ]


def test_every_class_of_an_entry(examples: dict[str, Built], reference: Built) -> None:
    blocks = "section.glossterm > [class*=glossterm-], section.glossterm section.glossterm"
    found = {
        name
        for example in EXAMPLES
        for block in examples[".rst"].page(example).cssselect(blocks)
        for name in block.get("class", "").split()
        if name.startswith("glossterm")
    }
    assert len(found) > 8
    assert found <= described(reference, "cssclass")


def test_every_class_of_the_reference_is_one(reference: Built) -> None:
    files = (path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".js", ".css"})
    code = "\n".join(path.read_text("utf-8") for path in files)
    used = {f"glossterm-{name}" for name in re.findall(r"(?:\"?glossterm-|\")([a-z-]+)\b", code)}
    assert described(reference, "cssclass") <= {"glossterm", *used}


def test_every_variable_of_the_style_sheet(reference: Built) -> None:
    styles = (PACKAGE / "static" / "glossterm.css").read_text("utf-8")
    assert described(reference, "cssvar") == set(re.findall(r"var\((--glossterm-[\w-]+)", styles))


def test_every_label(reference: Built) -> None:
    cells = texts(reference.page("reference/labels"), "tbody td")
    assert cells[::3] == [label.value for label in Label]
    assert all(cells[2::3])
