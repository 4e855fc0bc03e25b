"""Several glossaries, as commands know them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import Project

from cli.helpers import CONF, Run

GLOSSARY = 'glossterm_glossary = {"rivers/*": "Rivers"}\n'


@pytest.fixture
def project(project: Project) -> Project:
    project.write("conf.py", CONF + GLOSSARY)
    project.write("index.rst", "Banks\n=====\n\n.. termindex::\n")
    project.write("rivers/words.rst", "Rivers\n======\n\n.. term:: Bank\n\n   Land beside a river.\n")
    project.write(
        "money.rst",
        """
        Money
        =====

        .. term:: Bank
           :glossary: Money
           :related: rivers:bank, debt

           A house of money.

        .. term:: Debt
           :glossary: Money

           What is owed.
        """,
    )
    return project


def records(folder: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(Path(folder, "glossary.json").read_text())["entries"]
    keys = ("id", "glossary", "related")
    return [{key: entry[key] for key in keys} for entry in entries]


def test_a_new_entry_stands_among_those_of_its_glossary(project: Project, run: Run) -> None:
    said = run("new", "Delta", "src", "--glossary", "rivers")
    assert said.out.startswith("src/rivers/words.rst:")
    assert ".. term:: Delta\n   :glossary: rivers\n" in (project.folder / "rivers/words.rst").read_text()
    assert run("new", "Loan", "src", "-g", "Money").out.startswith("src/money.rst:")


def test_a_name_of_another_glossary_can_be_had(project: Project, run: Run) -> None:
    taken = run("new", "Bank", "src", "-g", "money")
    assert taken.status == 2
    assert "money.rst" in taken.err
    assert run("new", "Bank", "src", "--to", "src/rivers/more.rst").status == 2
    assert run("new", "Bank", "src", "--to", "src/more.rst").status == 0
    assert run("new", "Debt", "src", "-g", "Rivers").status == 0
    assert run("new", "Debt", "src", "-g", "a:b").status == 2


def test_built_in_glossaries_become_one_of_several(project: Project, run: Run) -> None:
    project.write("old.rst", "Old\n===\n\n.. glossary::\n\n   Bank\n      A row of things.\n")
    assert run("migrate", "src/old.rst", "--write", "-g", "Rows").status == 0
    assert ".. term:: Bank\n   :glossary: Rows\n" in (project.folder / "old.rst").read_text()


@pytest.mark.parametrize("form", ["json", "csv", "skos"])
def test_what_is_exported_comes_in_again(project: Project, run: Run, form: str, tmp_path: Path) -> None:
    assert run("export", "src", "out", "-f", "json", "-f", form).status == 0
    before = records("out")
    assert before == [
        {"id": "debt", "glossary": "Money", "related": []},
        {"id": "money-bank", "glossary": "Money", "related": ["rivers-bank", "debt"]},
        {"id": "rivers-bank", "glossary": "Rivers", "related": []},
    ]
    file = {"json": "glossary.json", "csv": "glossary.csv", "skos": "glossary.ttl"}[form]
    # Into the project itself: nothing is new.
    content = {path: path.read_bytes() for path in project.folder.rglob("*.rst")}
    again = run("import", f"out/{file}", "src", "--update", "--yes")
    assert again.status == 0
    assert {
        path: path.read_bytes() for path in project.folder.rglob("*.rst")
    } == content or form == "skos"
    other = Project(tmp_path / "other").write("conf.py", CONF)
    other.write("index.rst", "Banks\n=====\n\n.. termindex::\n\n.. toctree::\n   :glob:\n\n   terms/*\n")
    assert run("import", f"out/{file}", str(other.folder)).status == 0
    assert run("export", str(other.folder), "again", "-f", "json").status == 0
    assert {(each["id"], each["glossary"]) for each in records("again")} == {
        (each["id"], each["glossary"]) for each in before
    }


def test_each_glossary_is_a_scheme(project: Project, run: Run) -> None:
    assert run("export", "src", "out", "-f", "skos").status == 0
    text = Path("out/glossary.ttl").read_text()
    assert text.count("a skos:ConceptScheme") == 2
    assert 'dct:title "Money"@en' in text


def test_status_tells_the_glossary(project: Project, run: Run) -> None:
    project.write(
        "conf.py", CONF + GLOSSARY + 'glossterm_languages = {"en": "English", "hi": "हिन्दी"}\n'
    )
    said = run("status", "src", "--format", "json")
    [language] = json.loads(said.out)["languages"]
    assert {(term["id"], term["glossary"]) for term in language["terms"]} == {
        ("bank", "Rivers"),
        ("bank", "Money"),
        ("debt", "Money"),
    }
