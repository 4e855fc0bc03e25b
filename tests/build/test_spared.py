"""The files that name every term, and builds that have nothing to write."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from sphinx.errors import ExtensionError
from support import Built, Project

from sphinx_glossterm.freshness.ledger import Ledger

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

FREEZES = """
import gc
from pathlib import Path


def note(app, *args):
    with Path(app.confdir, "frozen.txt").open("a") as file:
        print(gc.get_freeze_count() > 0, file=file)
    if app.config.author == "broken":
        raise ValueError("broken")


def setup(app):
    app.connect("html-page-context", note)
    return {"parallel_write_safe": True}
"""


def frozen(project: Project, monkeypatch: pytest.MonkeyPatch, **conf: Any) -> set[str]:
    monkeypatch.syspath_prepend(project.write("freezes.py", FREEZES).folder)
    monkeypatch.delitem(sys.modules, "freezes", raising=False)
    project.build(extensions=["sphinx_glossterm", "freezes"], **conf)
    return set((project.folder / "frozen.txt").read_text("utf-8").split())


def test_garbage_is_not_sought_in_what_lives_on(
    glossary: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frozen(glossary, monkeypatch) == {"True"}
    assert gc.get_freeze_count() == 0


def test_garbage_is_sought_again_after_a_build_that_failed(
    glossary: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ExtensionError, match="broken"):
        frozen(glossary, monkeypatch, author="broken")
    assert gc.get_freeze_count() == 0


def test_a_project_without_entries_is_left_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert frozen(project.write("index.rst", "Home\n====\n"), monkeypatch) == {"False"}


def test_what_others_have_frozen_stays_so(glossary: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    gc.freeze()
    try:
        assert frozen(glossary, monkeypatch) == {"True"}
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
