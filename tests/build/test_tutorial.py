"""The guide's tutorial, followed to the letter in an empty folder.

Its files and commands are taken from the page and become one script for a shell. Only what cannot be done
in a test is done otherwise, by :data:`INSTEAD`: the package comes from this clone and what it needs from
the environment that runs the tests; and what is pushed goes to a repository next door.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from textwrap import dedent
from typing import Final

import lxml.html
import pytest
from babel.messages.pofile import read_po
from click.testing import CliRunner
from lxml.html import HtmlElement
from support import links, needs_posix, texts

from sphinx_glossterm.cli import main

pytestmark = needs_posix  # the page's commands are one script for a shell

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "example_docs" / "guide" / "tutorial.rst"
PYTHON: Final = shlex.quote(sys.executable)
PACKAGES: Final = shlex.quote(sysconfig.get_path("purelib"))
INSTEAD: Final = {
    "python3 -m venv .venv": f"{PYTHON} -m venv --without-pip .venv\n"
    f"echo {PACKAGES} > $(echo .venv/lib/python*/site-packages)/running.pth",
    "pip install sphinx-glossterm furo": "python -m pip install --quiet --no-deps --no-index"
    f" --no-build-isolation --ignore-installed {shlex.quote(str(ROOT))}",
    "git remote add origin https://github.com/YOU/my-glossary.git": "git init -q --bare ../pushed\n"
    "git remote add origin ../pushed",
}
_BLOCK: Final = re.compile(
    r"^\.\. code-block:: (\w+)\n(?:   :caption: (\S+)\n)?((?:\n|   .*\n)+)", re.MULTILINE
)


@dataclass(frozen=True)
class Block:
    """A block of code: its language, its file, and its text."""

    language: str
    file: str
    text: str


def blocks() -> list[Block]:
    """The blocks of the page, in order."""
    return [
        Block(language, file or "", dedent(text).strip() + "\n")
        for language, file, text in _BLOCK.findall(PAGE.read_text("utf-8"))
    ]


def script(page: list[Block]) -> str:
    """What the page says, as a script."""
    steps = ["set -eu"]
    for block in page:
        if block.language == "po":  # in place of a file that is there
            steps.append(f"test -f {block.file}")
        if block.file:
            steps.append(
                f"mkdir -p $(dirname {block.file})\ncat > {block.file} <<'END'\n{block.text}END"
            )
        elif block.language == "shell":
            steps += [INSTEAD.get(line, line) for line in block.text.splitlines()]
    return "\n".join(steps)


@pytest.fixture(scope="module")
def page() -> list[Block]:
    return blocks()


@pytest.fixture(scope="module")
def done(page: list[Block], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which the page has been followed, and what the commands said."""
    folder = tmp_path_factory.mktemp("tutorial")
    someone = {
        f"GIT_{who}_{what}": "reader" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        ["bash", "-c", script(page)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**environment, **someone, "PYTHONUTF8": "1"},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder, result.stdout


def read(done: tuple[Path, str], name: str) -> HtmlElement:
    return lxml.html.fromstring((done[0] / "my-glossary" / "public" / name).read_text("utf-8"))


def test_the_page_is_read_whole(page: list[Block]) -> None:
    commands = "".join(block.text for block in page if block.language == "shell").splitlines()
    assert not set(INSTEAD) - set(commands)
    assert len(page) == PAGE.read_text("utf-8").count(".. code-block::")


def test_the_commands_say_what_the_page_shows(page: list[Block], done: tuple[Path, str]) -> None:
    [shown] = [block.text for block in page if block.language == "text" and not block.file]
    assert shown in done[1]
    assert "Nothing was found" in done[1]  # by "glossterm check"


def test_the_package_is_the_one_of_this_clone(done: tuple[Path, str]) -> None:
    found = list((done[0] / "my-glossary" / ".venv").rglob("sphinx_glossterm/__init__.py"))
    assert [path.read_text("utf-8") for path in found] == [
        (ROOT / "sphinx_glossterm" / "__init__.py").read_text("utf-8")
    ]


def test_the_start_page_leads_to_both_languages(done: tuple[Path, str]) -> None:
    assert links(read(done, "index.html"), "nav a") == [
        ("English", "en/index.html"),
        ("हिन्दी", "hi/index.html"),
    ]


@pytest.mark.parametrize(
    ("language", "titles", "first"),
    [("en", ["Commit", "Branch", "Merge"], "commit"), ("hi", ["कमिट", "ब्रांच", "मर्ज"], "कमिट")],
)
def test_the_site_is_built(done: tuple[Path, str], language: str, titles: list[str], first: str) -> None:
    page = read(done, f"{language}/terms.html")
    assert page.get("lang") == language
    assert texts(page, ".glossterm dfn") == titles
    assert links(page, ".glossterm-nav-all a")
    home = read(done, f"{language}/index.html")
    assert links(home, "p > a.glossterm-ref")[0] == (first, "terms.html#commit")
    assert len(home.cssselect(".glossterm-index [data-names]")) == 3
    other = "hi" if language == "en" else "en"
    assert any(f"../{other}/terms.html" in target for _, target in links(page, ".glossterm-languages a"))


def test_the_catalogues_survive_an_update(page: list[Block], done: tuple[Path, str]) -> None:
    docs = done[0] / "my-glossary" / "docs"
    result = CliRunner().invoke(main, ["update", str(docs)])
    assert result.exit_code == 0, result.output
    for block in page:
        if block.language == "po":
            written = read_po((done[0] / "my-glossary" / block.file).open("rb"))
            for message in read_po(BytesIO(block.text.encode())):
                if message.id:
                    assert (written[message.id].string, message.fuzzy) == (message.string, False)
            assert len(written) == len(read_po(BytesIO(block.text.encode())))


def test_nothing_is_left_in_english(done: tuple[Path, str]) -> None:
    for name in ("index.html", "terms.html"):
        page = read(done, f"hi/{name}")
        found = page.xpath(
            "//article//*[@lang='en'][not(ancestor-or-self::*[contains(@class, 'source') or @hreflang])]"
        )
        assert not [each.text_content() for each in found]


def test_what_is_pushed_builds_the_site_again(page: list[Block], done: tuple[Path, str]) -> None:
    """The repository has everything that the workflow needs, and nothing that it generates."""
    folder = done[0]
    listed = subprocess.run(
        ["git", "--git-dir", folder / "pushed", "ls-tree", "-r", "--name-only", "main"],
        check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    files = [block.file for block in page if block.file]
    assert sorted(listed) == sorted(files)
    [workflow] = [block.text for block in page if block.language == "yaml"]
    for command in ("pip install sphinx-glossterm furo", "glossterm build docs public"):
        assert f"- run: {command}" in workflow
