"""``glossterm import``: what a file adds, where it goes, and what stays unchanged."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from support import HAS_MYST, Project, needs_myst

from cli.helpers import CONF, Run

MYST = 'extensions.append("myst_parser")\nmyst_enable_extensions = ["colon_fence"]\n'
INDEX = "Tea\n===\n\n.. termindex::\n\n.. toctree::\n   :glob:\n\n   *\n   terms/*\n"
LOOKS = "1. It has *flavour*, see :term:`x`, |y|, _z_ {role}`r` [a](b) $x$ <b> & C:\\dir\\n::"
TABLE = f"""\
id,title.en,aliases.en,forms.en,definition.en,title.hi,aliases.hi,definition.hi,category.en,category.hi,related
leaf,Leaf *x*,"Foliage | `a`",leaves,"{LOOKS}",पत्ती,पर्ण | क,यह *स्वाद*,Plants,पौधे,kettle
kettle,Kettle,,,- It boils.,केतली,,,Things,,leaf | nowhere
"""


def files(folder: Path) -> dict[str, bytes]:
    """All files of a project but those that a build makes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "_build" not in path.parts and path.suffix not in {".mo", ".pyc"}
    }


def empty(project: Project, *, myst: bool = False) -> Project:
    project.write("conf.py", CONF + (MYST if HAS_MYST else ""))
    if myst:
        project.write(
            "index.md", "# Tea\n\n:::{termindex}\n:::\n\n:::{toctree}\n:glob:\n\nterms/*\n:::\n"
        )
    else:
        project.write("index.rst", INDEX)
    return project


def exported(run: Run, source: str = "src") -> list[dict[str, Any]]:
    assert run("export", source, "out", "-f", "json").status == 0
    entries: list[dict[str, Any]] = json.loads(Path("out/glossary.json").read_text("utf-8"))["entries"]
    return entries


def strings(project: Project, name: str, language: str = "hi") -> dict[str, str]:
    with (project.folder / f"locales/{language}/LC_MESSAGES/{name}.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


@pytest.mark.parametrize("myst", [False, pytest.param(True, marks=[needs_myst, pytest.mark.long])])
def test_what_looks_like_markup_comes_in_as_text(project: Project, run: Run, myst: bool) -> None:
    empty(project, myst=myst)
    Path("tea.csv").write_text(TABLE, "utf-8")
    said = run("import", "tea.csv", "src")
    assert said.status == 0
    assert "2 entries added.\nhi: 6 translations filled in." in said.out
    assert 'tea.csv:3: The entry "Kettle": it refers to "nowhere"' in said.err
    kettle, leaf = exported(run)
    english, hindi = leaf["languages"]["en"], leaf["languages"]["hi"]
    assert english["definition"] == LOOKS
    assert (english["title"], english["aliases"], english["forms"]) == (
        "Leaf *x*",
        ["Foliage", "`a`"],
        ["leaves"],
    )
    assert (hindi["title"], hindi["aliases"], hindi["definition"]) == (
        "पत्ती",
        ["पर्ण", "क"],
        "यह *स्वाद*",
    )
    assert kettle["languages"]["en"]["definition"] == "- It boils."
    assert (kettle["related"], leaf["category"]) == (["leaf"], "Plants")
    assert strings(project, "glossterm")["Plants"] == "पौधे"
    before = files(project.folder)
    assert run("import", "tea.csv", "src").out.startswith("There is nothing to do")
    assert files(project.folder) == before


@pytest.mark.long
def test_dry_run_shows_and_writes_nothing(project: Project, run: Run) -> None:
    empty(project)
    before = files(project.folder)
    Path("tea.csv").write_text(TABLE, "utf-8")
    said = run("import", "tea.csv", "src", "--dry-run")
    assert "+.. term:: Kettle" in said.out
    assert said.err.endswith("Nothing has been written.\n")
    assert files(project.folder) == before


@pytest.mark.long
def test_entries_go_next_to_their_neighbours_and_what_persons_wrote_stays(
    tea: Project, run: Run
) -> None:
    table = "title,title.hi,definition,definition.hi\nLeaf,पत्ती,Another.,अ\nKettle,x,y,z\nPot,बरतन,It holds.,ब\n"
    Path("more.csv").write_text(table, "utf-8")
    before = tea.folder.joinpath("terms.rst").read_text("utf-8")
    assert run("import", "more.csv", "src").status == 0
    after = tea.folder.joinpath("terms.rst").read_text("utf-8")
    assert after.startswith(before.rstrip())
    assert after.removeprefix(before.rstrip()).strip().startswith(".. term:: Pot")
    found = strings(tea, "terms")
    assert (found["Kettle"], found["Leaf"], found["Pot"]) == ("केतली", "पत्ती", "बरतन")
    assert found["It boils water."] == "यह पानी उबालती है।"


@pytest.mark.long
def test_columns_of_other_tables_are_named(project: Project, run: Run) -> None:
    empty(project)
    Path("terms.csv").write_text("Term;Meaning;Owner\nPot;It holds.;Ann\n", "utf-8")
    said = run("import", "terms.csv", "src", "--column", "title=Term", "--column", "definition=Meaning")
    assert said.status == 0
    assert 'terms.csv:1: The column "Owner" is none of ours' in said.err
    assert exported(run)[0]["languages"]["en"]["definition"] == "It holds."
    assert run("import", "terms.csv", "src").status == 1
    assert run("import", "terms.csv", "src", "--column", "tilte=Term").status == 2


@pytest.mark.long
def test_all_is_as_it_was_where_something_cannot_be_written(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(project)
    Path("tea.csv").write_text(TABLE, "utf-8")
    before = files(project.folder)

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sphinx_glossterm.cli.bring.write_translations", fail)
    said = run("import", "tea.csv", "src")
    assert (said.status, "Everything is as it was" in said.err) == (1, True)
    assert files(project.folder) == before


@pytest.mark.long
def test_a_table_that_is_cut_off_is_named_with_its_line(project: Project, run: Run) -> None:
    empty(project)
    stream = io.StringIO()
    csv.writer(stream).writerows([["title.en", "definition.en"], ["Pot", "It, holds"], ["Cup", "So"]])
    content = stream.getvalue().encode()
    before = files(project.folder)
    for cut in (
        content[:-12],
        content[: content.index(b"holds")],
        b"",
        "ü".encode("latin-1"),
        b"a,b\n1,2\n",
    ):
        Path("cut.csv").write_bytes(cut)
        said = run("import", "cut.csv", "src")
        assert said.status == 1
        assert re.fullmatch(r"Error: cut\.csv:\d+: .*\.\n", said.err)
    assert files(project.folder) == before


@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    ["glossary.json", "glossary.csv", "glossary.tsv", "glossary.tbx", "glossary-v2.tbx", "glossary.ttl"],
)
def test_what_is_exported_comes_in_and_is_exported_the_same(
    project: Project, run: Run, name: str
) -> None:
    empty(project)
    Path("tea.csv").write_text(TABLE, "utf-8")
    run("import", "tea.csv", "src")
    formats = "json,csv,tsv,tbx,tbx2,skos"
    assert run("export", "src", "first", "-f", formats).status == 0
    other = empty(Project(project.folder.parent / "other"))
    assert run("import", f"first/{name}", "other").status == 0
    assert run("export", "other", "second", "-f", formats).status == 0
    first, second = (
        json.loads(Path(out, "glossary.json").read_text("utf-8")) for out in ("first", "second")
    )
    assert second["languages"] == first["languages"]
    for before, after in zip(first["entries"], second["entries"], strict=True):
        assert after["id"] == before["id"]
        for words in (*before["languages"].values(), *after["languages"].values()):
            words["aliases"].sort()  # SKOS has no order of names
        assert after["languages"] == before["languages"]
        assert after["category"] == before["category"]
    done = files(other.folder)
    assert run("import", f"first/{name}", "other").out.startswith("There is nothing to do")
    assert files(other.folder) == done


@pytest.mark.long
@pytest.mark.parametrize(("name", "language"), [("tadirah.ttl", "ja"), ("glosario.yml", "es")])
def test_real_files_come_in(project: Project, run: Run, name: str, language: str) -> None:
    empty(project)
    real = str(Path(__file__).parents[1] / "references" / "import" / name)
    said = run("import", real, "src", "-l", language)
    assert said.status == 0
    added = re.search(r"(\d+) entries added", said.out)
    assert added is not None
    assert int(added[1]) >= 60
    built = project.build(extensions=["sphinx_glossterm"])
    # An entry without a definition in the file has none here.
    ours = [line for line in built.warnings if "[glossterm." in line]
    assert [line for line in ours if not line.endswith("[glossterm.definition]")] == []
    assert run("import", real, "src", "-l", language).out.startswith("There is nothing to do")


UPDATE = """\
id,title.en,aliases.en,definition.en,title.hi,definition.hi
kettle,Kettle,Urn,It heats water.,केतली,यह पानी गरम करती है।
leaf,Leaf,,Flavour comes from here.,पत्ती,स्वाद।
"""


@pytest.mark.long
def test_what_differs_is_shown_and_asked_for(tea: Project, run: Run) -> None:
    Path("new.csv").write_text(UPDATE, "utf-8")
    said = run("import", "new.csv", "src")
    assert "2 differences are left as they are" in said.err
    assert strings(tea, "terms")["It boils water."] == "यह पानी उबालती है।"
    assert strings(tea, "terms")["Leaf"] == "पत्ती"
    before = files(tea.folder)
    said = run("import", "new.csv", "src", "--update")
    assert said.status == 2
    assert 'kettle: definition: "It boils water." becomes "It heats water."' in said.out
    assert files(tea.folder) == before
    shown = run("import", "new.csv", "src", "--update", "--dry-run")
    assert "+   It heats water." in shown.out
    assert files(tea.folder) == before
    assert run("import", "new.csv", "src", "--update", "--yes").status == 0
    text = tea.folder.joinpath("terms.rst").read_text("utf-8")
    assert "   :id: kettle\n   :category: Things\n   :aka: Urn\n\n   It heats water.\n" in text
    assert strings(tea, "terms")["It heats water."] == "यह पानी गरम करती है।"
    done = files(tea.folder)
    assert run("import", "new.csv", "src", "--update", "--yes").out.startswith("There is nothing to do")
    assert files(tea.folder) == done
