"""``glossterm check``: the table, JSON, the choice of checks and exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import Project

from cli.helpers import CONF, Run
from sphinx_glossterm.config import CHECKS


@pytest.fixture
def spoiled(tea: Project) -> Project:
    """The kettle in Hindi letters, with a label on it alone; a reference to the leaf, which is old."""
    text = (tea.folder / "terms.rst").read_text("utf-8")
    text = text.replace(":: Kettle", ":: केतली").replace(
        "category: Things\n\n   It", "category: घर\n\n   It"
    )
    text = text.replace(":id: leaf", ":id: leaf\n   :status: deprecated")
    tea.write("terms.rst", text)
    return tea.write("index.rst", "Tea\n===\n\nSee :term:`leaf`.\n\n.. toctree::\n\n   terms\n")


def test_the_table_and_json(spoiled: Project, run: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in spoiled.folder.rglob("*")}
    said = run("check", "src")
    assert said.status == 1
    head, _line, *rows, empty, summary = said.out.splitlines()
    column = head.index("check"), head.index("what")
    assert [row[: column[0]].strip() for row in rows] == [
        "src/index.rst:4",
        *["src/terms.rst:4"] * 2,
        "src/terms.rst:10",
    ]
    assert [row[column[0] : column[1]].strip() for row in rows] == [
        "deprecated",
        "orphan",
        "lone-label",
        "lone-label",
    ]
    assert 'Nothing refers to "केतली"' in rows[1]
    assert (empty, summary) == ("", f"4 findings: {len(CHECKS)} checks, 2 terms.")
    assert {path: path.stat().st_mtime_ns for path in spoiled.folder.rglob("*")} == before

    said = run("check", "src", "-f", "json", "-c", "deprecated,orphan")
    assert (said.status, said.err) == (1, "")
    answer = json.loads(said.out)
    assert list(answer) == ["language", "checks", "terms", "findings"]
    assert (answer["language"], answer["checks"], answer["terms"]) == ("en", ["orphan", "deprecated"], 2)
    first, second = answer["findings"]
    assert list(first) == ["check", "file", "line", "document", "term", "message"]
    assert list(first.values())[:-1] == ["deprecated", "src/index.rst", 4, "index", "leaf"]
    assert list(second.values())[:-1] == ["orphan", "src/terms.rst", 4, "terms", "kettle"]


def test_conf_py_chooses_and_what_sphinx_warns_of_is_not_hidden(spoiled: Project, run: Run) -> None:
    suppressed = 'suppress_warnings = ["glossterm.lone-label"]\n'
    spoiled.write("conf.py", CONF + suppressed + 'glossterm_checks = ["circular", "lone-label"]\n')
    spoiled.write("index.rst", "Tea\n===\n\n:nonsense:`x`\n\n.. toctree::\n\n   terms\n")
    said = run("check", "src")
    assert (said.status, said.out) == (0, "Nothing was found: 1 check, 2 terms.\n")
    assert said.err == "Sphinx has 1 warning. A build shows it.\n"


def test_a_translation(tea: Project, run: Run) -> None:
    tea.translate("terms", {"Kettle": "केतली", "It boils water.": "केतली वह है।"})
    said = run("check", "src", "-l", "hi")
    assert said.status == 1
    assert "repeated-term" in said.out
    assert "1 finding: 5 checks, 2 terms." in said.out


def test_the_list_of_checks(run: Run) -> None:
    said = run("check", "--list")
    assert said.status == 0
    assert [line.split()[0] for line in said.out.splitlines()[2:]] == list(CHECKS)


@pytest.mark.parametrize(
    ("arguments", "conf", "says"),
    [
        (["-c", "oprhan"], "", "There is no check 'oprhan'. Did you mean \"orphan\"?"),
        (["-c", "x"], "", 'There are "orphan", '),
        ([], 'glossterm_checks = ["circle"]', "glossterm_checks in conf.py"),
        (["-l", "hi", "-c", "orphan"], "", "no text is checked"),
        (["-l", "hindi"], "", 'Did you mean "hi"?'),
        (["-l", "en,hi"], "", "one language at a time"),
        ([], "extensions = []", "has no glossary"),
    ],
)
def test_wrong_calls(
    tea: Project, run: Run, arguments: list[str], conf: str, says: str, tmp_path: Path
) -> None:
    tea.write("conf.py", f"{CONF}{conf}\n")
    said = run("check", "src", *arguments)
    assert said.status == 2
    assert says in " ".join(said.err.split())
