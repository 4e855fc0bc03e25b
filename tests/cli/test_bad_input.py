"""Bad input to the commands that read a whole project: a clear message, and nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import Project, needs_posix

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
    "in UTF-16": ((HEADER % "UTF-16" + LEAF).encode("utf-16"), 1, "it is UTF-16 or UTF-32"),
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


# Windows has no quotation marks in names.
ODD = "- it's ü" if os.name == "nt" else '- it\'s "ü"'


def test_names_may_have_spaces_and_quotes_and_begin_with_a_dash(tea: Project, run: Run) -> None:
    tea.write(f"{ODD}.rst", ":orphan:\n\nOdd\n===\n\n.. term:: Odd cup\n\n   It is odd.\n")
    tea.folder.rename(ODD)
    source, pot, data = f"./{ODD}", f"{ODD} pot", f"./{ODD} data"
    said = run("update", source, "--pot", pot)
    assert said.status == 0, said.err
    assert Path(pot, f"{ODD}.pot").is_file()
    assert Path(ODD, "locales/hi/LC_MESSAGES", f"{ODD}.po").is_file()
    assert run("export", source, data, "-f", "json").status == 0
    assert "It is odd." in Path(data, "glossary.json").read_text("utf-8")
    said = run("build", "-l", "hi", "--", ODD, f"{ODD} out")
    assert said.status == 0, said.err
    assert Path(f"{ODD} out", "hi", f"{ODD}.html").is_file()
    assert run("new", "Odd pot", source, "--to", f"{source}/{ODD}.rst").status == 0
    said = run("check", source, "-c", "orphan")
    assert f"{ODD}.rst:" in said.out


@needs_posix
def test_a_project_that_cannot_be_written_can_be_read(tea: Project, tmp_path: Path) -> None:
    tea.translate("terms", {"Kettle": "केतली", "It boils water.": ":raw:`पानी`"})
    # The administrator may write everywhere, and has to give that up.
    humble = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("the administrator can write everywhere")
        humble = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    before = set(tea.folder.rglob("*"))

    def call(*arguments: str) -> str:
        command = [*humble, sys.executable, "-B", "-m", "sphinx_glossterm", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    folders = [tea.folder, *(path for path in before if path.is_dir())]
    for path in folders:
        path.chmod(0o555)
    try:
        found = json.loads(call("status", "src", "-l", "hi", "--format", "json"))
        assert found["languages"][0]["withheld"] == 1
        assert "2 terms" in call("check", "src", "-l", "hi", "-c", "repeated-term")
    finally:
        for path in folders:
            path.chmod(0o755)
    assert set(tea.folder.rglob("*")) == before
