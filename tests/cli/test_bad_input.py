"""Bad input to the commands that read a whole project: a clear message, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Project

from cli.helpers import Run


@pytest.mark.parametrize(
    "call", [("status", "src"), ("build", "src", "out", "-l", "en", "--", "-j", "2")]
)
def test_a_document_that_is_not_utf_8_is_named(tea: Project, run: Run, call: tuple[str, ...]) -> None:
    path = tea.folder / "latin.rst"
    path.write_bytes(b"Page\n====\n\n.. term:: Caf\xe9\n\n   Words.\n")
    said = run(*call)
    assert said.status == 1
    assert "latin.rst:4: WARNING: This document is not UTF-8" in said.err
    assert "[glossterm.encoding]" in said.err
    assert said.err.count("[glossterm.encoding]") == 1
    assert b"Caf\xe9" in path.read_bytes()


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=%s\\n"\n\n'
LEAF = 'msgid "Leaf"\nmsgstr "पत्ती"\n'
DAMAGE = {
    "of an unknown charset": ((HEADER % "nonsense" + LEAF).encode(), 1, 'charset=nonsense"'),
    "in UTF-16": ((HEADER % "UTF-16" + LEAF).encode("utf-16"), 1, "it is not UTF-8 but UTF-16"),
    "with a message twice": (f"{LEAF}\n{LEAF.replace('त्ती', 'ान')}".encode(), 4, "in two ways"),
    "cut off within a text": (LEAF.encode()[:-3], 2, "it is not UTF-8"),
    "cut off after the source": (b'msgid "Leaf"\n', 1, "missing msgstr"),
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize(
    "call",
    [
        ("update", "src"),
        ("status", "src"),
        ("build", "src", "out", "-l", "hi"),
        ("export", "src", "data", "-f", "po"),
    ],
    ids=lambda call: call[0],
)
def test_a_damaged_catalogue_is_named_by_every_command(
    tea: Project, run: Run, name: str, call: tuple[str, ...]
) -> None:
    content, line, problem = DAMAGE[name]
    path = Path("src/locales/hi/LC_MESSAGES/terms.po")
    path.write_bytes(content)
    exported = Path("data/glossary.hi.po")
    exported.parent.mkdir()
    exported.write_text("good")
    said = run(*call)
    assert said.status == 1
    assert f"{path}:{line}: " in said.err
    assert problem in said.err
    assert path.read_bytes() == content
    assert exported.read_text() == "good"


@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_a_catalogue_with_other_line_ends_or_a_byte_order_mark_is_brought_up_to_date(
    tea: Project, run: Run, end: str
) -> None:
    path = Path("src/locales/hi/LC_MESSAGES/terms.po")
    path.write_bytes(("\ufeff# A note.\n" + HEADER % "UTF-8" + LEAF).replace("\n", end).encode())
    assert run("update", "src").status == 0
    text = path.read_text("utf-8")
    assert "पत्ती" in text
    assert "# A note." in text


def test_folders_that_begin_with_a_dash_are_no_options(tea: Project, run: Run) -> None:
    tea.folder.rename("-src")
    assert run("update", "./-src", "--pot", "-pot").status == 0
    assert Path("-pot/terms.pot").is_file()
    assert run("export", "./-src", "./-data", "-f", "json").status == 0
    assert Path("-data/glossary.json").is_file()
    assert run("build", "-l", "hi", "--", "-src", "-out").status == 0
    assert Path("-out/hi/terms.html").is_file()
