"""``glossterm export``: the glossary as data, in all languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import Project

from cli.helpers import Run


def test_it_writes_what_is_asked_for_in_every_language(tea: Project, run: Run, tmp_path: Path) -> None:
    said = run("export", "src", "data", "-f", "json,tsv", "-f", "po")
    assert (said.status, said.out, said.err) == (0, "The glossary is in data.\n", "")
    names = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert names == ["glossary.hi.po", "glossary.json", "glossary.schema.json", "glossary.tsv"]
    found = json.loads((tmp_path / "data" / "glossary.json").read_text("utf-8"))
    words = {entry["id"]: entry["languages"] for entry in found["entries"]}
    assert words["kettle"]["hi"]["definition"] == "यह पानी उबालती है।"
    assert "hi" not in words["leaf"]


def test_a_language_that_cannot_be_read_is_named(tea: Project, run: Run, tmp_path: Path) -> None:
    conf = tea.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + CONF_THAT_FAILS, "utf-8")
    said = run("export", "src", "data")
    assert said.status == 1
    assert "cannot be read in hi" in said.err
    assert "No Hindi today" in said.err
    assert "could not be exported" in said.err
    assert list((tmp_path / "data").iterdir()) == []


CONF_THAT_FAILS = """
def fail(app, config):
    if config.language == "hi":
        raise OSError("No Hindi today")

def setup(app):
    app.connect("config-inited", fail)
"""


@pytest.mark.parametrize(
    ("name", "hint"), [("jsn", 'Did you mean "json"?'), ("docx", 'There are "json", "csv"')]
)
def test_an_unknown_format_is_a_wrong_call(tea: Project, run: Run, name: str, hint: str) -> None:
    said = run("export", "src", "data", "-f", name)
    assert said.status == 2
    assert f"There is no format '{name}'. {hint}" in said.err


def test_a_folder_that_cannot_be_written_is_named(tea: Project, run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    said = run("export", "src", "data")
    assert said.status == 1
    assert "'data' cannot be written: it is a file." in said.err
    assert (tmp_path / "data").read_text() == "a file"


def test_the_source_folder_is_no_target(tea: Project, run: Run) -> None:
    said = run("export", "src", "src")
    assert said.status == 2
    assert "is the source folder itself" in said.err


def test_what_has_nothing_any_more_is_taken_away(tea: Project, run: Run, tmp_path: Path) -> None:
    tea.write("terms.rst", "Terms\n=====\n")
    data = tmp_path / "data"
    data.mkdir()
    for name in ("glossary.tbx", "glossary.csv", "glossary-notes.txt"):
        (data / name).write_text("of an earlier export")
    said = run("export", "src", "data", "-f", "tbx,tsv")
    assert said.status == 0
    assert "There is no entry to export" in said.err
    names = sorted(path.name for path in data.iterdir())
    assert names == ["glossary-notes.txt", "glossary.csv", "glossary.tsv"]
    assert (data / "glossary.csv").read_text() == "of an earlier export"
