"""The files that name every term, and builds that have nothing to write."""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ExtensionError
from support import Built, Project

from sphinx_glossterm.freshness.garbage import FULL_SEARCHES, THRESHOLD
from sphinx_glossterm.freshness.ledger import Ledger
from sphinx_glossterm.freshness.templates import FOLDER

FILES = ("searchindex.js", "objects.inv", "genindex.html")


@pytest.fixture
def glossary(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n   prose\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n")
    project.write("prose.rst", "Prose\n=====\n\n:term:`Token`\n")
    return project.write("a.rst", ".. term:: Token\n   :aka: Piece\n\n   Part of a word.\n")


def stamps(built: Built) -> dict[str, int]:
    return {name: Path(built.app.outdir, name).stat().st_mtime_ns for name in FILES}


def contents(built: Built) -> dict[str, bytes]:
    return {name: Path(built.app.outdir, name).read_bytes() for name in FILES}


def search_index(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_build_with_nothing_to_write_leaves_them(glossary: Project, builder: str) -> None:
    glossary.conf["html_use_index"] = builder == "html"
    files = FILES[:2] if builder == "dirhtml" else FILES
    first = glossary.build(builder)
    before = {name: Path(first.app.outdir, name).stat().st_mtime_ns for name in files}
    language = first.text("_static/language_data.js")
    again = glossary.build(builder)
    assert again.written == set()
    assert again.text("_static/language_data.js") == language
    assert {name: Path(again.app.outdir, name).stat().st_mtime_ns for name in files} == before
    assert again.warnings == []


def test_the_search_keeps_the_entries_of_the_general_index(glossary: Project) -> None:
    assert (
        search_index(glossary.build())["indexentries"] == search_index(glossary.build())["indexentries"]
    )
    assert search_index(glossary.build())["indexentries"] != {}


def test_an_edit_changes_them(glossary: Project) -> None:
    glossary.build()
    glossary.build()
    glossary.write("a.rst", ".. term:: Token\n   :aka: Shard\n\n   Part of a word.\n")
    built = glossary.build()
    assert "Shard" in built.inventory()["std:term"]
    assert "Piece" not in built.inventory()["std:term"]
    assert "Shard" in built.text("searchindex.js")
    assert "Shard" in built.text("genindex.html")


def test_a_page_that_has_gone_leaves_them(glossary: Project) -> None:
    # No page shows the other one, so there is no page to write.
    glossary.write("b.rst", ":orphan:\n\nOther\n=====\n\n.. index:: elsewhere\n\nText.\n").build()
    built = glossary.remove("b.rst").build()
    assert built.written == set()
    assert search_index(built)["docnames"] == ["a", "all", "index", "prose"]
    assert "elsewhere" not in built.text("genindex.html")


@pytest.mark.parametrize("name", ["objects.inv", "genindex.html"])
def test_one_that_is_missing_is_written(glossary: Project, name: str) -> None:
    before = contents(glossary.build())
    path = Path(glossary.build().app.outdir, name)
    path.unlink()
    glossary.build()
    assert path.read_bytes() == before[name]


def test_what_another_builder_has_read_is_in_them(glossary: Project) -> None:
    glossary.build(out="shared")
    glossary.write("b.rst", ":orphan:\n\n.. term:: Byte\n\n   Eight bits.\n")
    glossary.build("dirhtml", out="shared")
    glossary.build(out="shared")
    built = glossary.build(out="shared")
    assert "Byte" in built.text("searchindex.js")
    assert "Byte" in built.inventory()["std:term"]


def test_what_another_builder_has_seen_go_is_not_in_them(glossary: Project) -> None:
    glossary.write("b.rst", ":orphan:\n\n.. term:: Byte\n\n   Eight bits.\n").build(out="shared")
    glossary.remove("b.rst").build("dirhtml", out="shared")
    built = glossary.build(out="shared")
    assert "Byte" not in built.text("searchindex.js")
    assert "Byte" not in built.inventory()["std:term"]


def test_a_build_of_everything_writes_them(glossary: Project) -> None:
    before = stamps(glossary.build())
    after = stamps(glossary.build(html_title="Another title"))
    assert all(after[name] > before[name] for name in FILES)


def test_the_build_after_an_interrupted_one_writes_them(glossary: Project) -> None:
    built = glossary.build()
    before = contents(built)
    book = Ledger(Path(built.app.doctreedir), Path(built.app.outdir))
    book.begin()
    book.begin_writing()
    for name in FILES:
        Path(built.app.outdir, name).write_bytes(before[name][:50])
    assert contents(glossary.build()) == before


def test_another_release_writes_everything(glossary: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    glossary.build()
    monkeypatch.setattr("sphinx.__display_version__", "x")
    built = glossary.build()
    assert built.written == {"a", "all", "index", "prose"}
    assert glossary.build().written == set()


def test_a_project_without_terms_is_none_of_our_business(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nText.\n")
    before = stamps(project.build())
    after = stamps(project.build())
    assert all(after[name] > before[name] for name in FILES)


# ---- garbage

NOTES = """
import gc
import json
import weakref
from pathlib import Path

found = {"thresholds": [], "frozen": [], "full": 0, "alive": [], "pages": []}


def note(app, pagename, templatename, context, doctree):
    found["thresholds"].append(gc.get_threshold()[0])
    found["frozen"].append(gc.get_freeze_count() > 0)
    if doctree is not None:
        found["pages"].append(weakref.ref(doctree))
        found["alive"].append(sum(page() is not None for page in found["pages"]))
    if app.config.author == "broken":
        raise ValueError("broken")


def count(phase, info):
    if phase == "start" and info["generation"] == 2 and found["pages"]:
        found["full"] += 1


def end(app, exception):
    gc.callbacks.remove(count)
    found["pages"] = len(found["pages"])
    Path(app.confdir, "notes.json").write_text(json.dumps(found), "utf-8")


def setup(app):
    gc.callbacks.append(count)
    app.connect("html-page-context", note)
    app.connect("build-finished", end)
    return {"parallel_write_safe": True}
"""


def notes(project: Project, monkeypatch: pytest.MonkeyPatch, **conf: Any) -> dict[str, Any]:
    """What a build did with the garbage collector."""
    monkeypatch.syspath_prepend(project.write("notes.py", NOTES).folder)
    monkeypatch.delitem(sys.modules, "notes", raising=False)
    project.build(extensions=["sphinx_glossterm", "notes"], **conf)
    found: dict[str, Any] = json.loads((project.folder / "notes.json").read_text("utf-8"))
    return found


@pytest.fixture
def own_pace() -> Iterator[None]:
    """The collector's settings, which a test may change."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def with_pages(project: Project, number: int, related: str = "") -> Project:
    """The project with so many pages, each with an entry that names the related one."""
    pages = [f"page{each:02}" for each in range(number)]
    toctree = "".join(f"   {page}\n" for page in pages)
    project.write("index.rst", f"Home\n====\n\n.. toctree::\n\n{toctree}")
    option = f"   :related: {related}\n" if related else ""
    for page in pages:
        entry = f".. term:: {page} token\n{option}\n   Part of a word.\n"
        project.write(f"{page}.rst", f"{page}\n======\n\n{entry}")
    return project


@pytest.mark.usefixtures("own_pace")
def test_garbage_is_sought_between_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    found = notes(with_pages(project, 60), monkeypatch)
    assert set(found["thresholds"]) == {THRESHOLD}
    assert found["pages"] == 61
    # By default, a search of everything would happen as chance will have it, or never.
    assert found["full"] == FULL_SEARCHES
    assert max(found["alive"]) < 20
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


@pytest.mark.usefixtures("own_pace")
def test_pages_are_freed_if_nothing_was_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    notes(with_pages(project, 60), monkeypatch)
    found = notes(project, monkeypatch, html_show_sphinx=False)
    assert found["pages"] == 61
    assert max(found["alive"]) < 20


@pytest.mark.usefixtures("own_pace")
def test_after_an_edit_pages_are_freed_soon(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    notes(with_pages(project, 20, related="page07 token"), monkeypatch)
    page = project.folder / "page07.rst"
    project.write(page.name, page.read_text("utf-8").replace("Part of", "Less than"))
    found = notes(project, monkeypatch)
    assert found["pages"] >= 20
    assert max(found["alive"]) <= 11
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


@pytest.mark.usefixtures("own_pace")
def test_the_collector_has_its_own_pace_after_a_build_that_failed(
    glossary: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    with pytest.raises(ExtensionError, match="broken"):
        notes(glossary, monkeypatch, author="broken")
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


@pytest.mark.usefixtures("own_pace")
def test_pages_of_a_project_without_entries_are_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = gc.get_threshold()
    found = notes(project.write("index.rst", "Home\n====\n"), monkeypatch)
    assert (set(found["thresholds"]), set(found["frozen"])) == ({before[0]}, {False})


@pytest.mark.usefixtures("own_pace")
@pytest.mark.parametrize("threshold", [0, 3 * THRESHOLD])
def test_a_pace_that_somebody_else_has_set_stays(
    glossary: Project, monkeypatch: pytest.MonkeyPatch, threshold: int
) -> None:
    gc.set_threshold(threshold)
    found = notes(glossary, monkeypatch)
    assert (set(found["thresholds"]), gc.get_threshold()[0]) == ({threshold}, threshold)


@pytest.mark.usefixtures("own_pace")
def test_what_others_have_frozen_stays_so(glossary: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    gc.freeze()
    assert set(notes(glossary, monkeypatch)["frozen"]) == {True}
    assert gc.get_freeze_count() > 0


# ---- templates


def build_in_a_process(project: Project) -> None:
    """Build with a Jinja that nobody has given a bytecode cache; the tests' own builds have one."""
    conf = {**project.conf, "html_theme": "basic", "templates_path": ["templates"]}
    text = "".join(f"{name} = {value!r}\n" for name, value in conf.items())
    project.write("conf.py", text).write("templates/.keep", "")
    command = [sys.executable, "-m", "sphinx", "-qW", "-b", "html", "-d", "doctrees", ".", "out"]
    subprocess.run(command, cwd=project.folder, check=True)


def compiled(project: Project) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (project.folder / "doctrees" / FOLDER).iterdir()}


@pytest.fixture
def with_exclusions(glossary: Project) -> Project:
    glossary.conf["exclude_patterns"] = ["locales", "out", "doctrees", "templates"]
    return glossary


def test_templates_are_compiled_once(with_exclusions: Project) -> None:
    build_in_a_process(with_exclusions)
    first = compiled(with_exclusions)
    assert len(first) > 3
    build_in_a_process(with_exclusions)
    assert compiled(with_exclusions) == first


def test_a_template_that_has_changed_is_compiled_again(with_exclusions: Project) -> None:
    build_in_a_process(with_exclusions)
    page = '{% extends "!layout.html" %}{% block footer %}Own footer.{% endblock %}'
    with_exclusions.write("templates/layout.html", page)
    build_in_a_process(with_exclusions)
    built = with_exclusions.folder / "out" / "index.html"
    assert "Own footer." in built.read_text("utf-8")
    with_exclusions.write("templates/layout.html", page.replace("Own", "Other"))
    build_in_a_process(with_exclusions)
    assert "Other footer." in built.read_text("utf-8")


@pytest.mark.parametrize("keep", [0, 30, 200])
def test_a_damaged_template_is_compiled_again(with_exclusions: Project, keep: int) -> None:
    build_in_a_process(with_exclusions)
    page = (with_exclusions.folder / "out" / "index.html").read_bytes()
    for path in compiled(with_exclusions):
        path.write_bytes(path.read_bytes()[:keep])
    shutil.rmtree(with_exclusions.folder / "out")
    build_in_a_process(with_exclusions)
    assert (with_exclusions.folder / "out" / "index.html").read_bytes() == page


def test_a_project_without_entries_keeps_no_templates(project: Project) -> None:
    project.conf["exclude_patterns"] = ["out", "doctrees", "templates"]
    build_in_a_process(project.write("index.rst", "Home\n====\n"))
    assert not (project.folder / "doctrees" / FOLDER).exists()
