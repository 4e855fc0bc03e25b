"""What output folders show, and builds that are interrupted."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import Project, texts

from sphinx_glossterm.freshness.ledger import Ledger

SHOWN = {"a": "1", "b": "2"}


def ledger(folder: Path, out: str = "html") -> Ledger:
    return Ledger(folder / "doctrees", folder / out)


def finish(book: Ledger, shown: dict[str, str], *pages: str) -> None:
    book.begin()
    book.begin_writing()
    for page in pages:
        book.note_page(page)
    book.end(shown)


def test_pages_that_were_written_are_kept(tmp_path: Path) -> None:
    finish(ledger(tmp_path), SHOWN, "a", "b")
    assert ledger(tmp_path).pages == SHOWN


def test_a_page_that_was_not_written_stays_stale(tmp_path: Path) -> None:
    finish(ledger(tmp_path), SHOWN, "a", "b")
    finish(ledger(tmp_path), {"a": "3", "b": "4"}, "a")
    assert ledger(tmp_path).pages == {"a": "3", "b": "2"}


def test_a_page_that_has_gone_is_forgotten(tmp_path: Path) -> None:
    finish(ledger(tmp_path), SHOWN, "a", "b")
    finish(ledger(tmp_path), {"a": "1"})
    assert ledger(tmp_path).pages == {"a": "1"}


def test_each_folder_has_its_own(tmp_path: Path) -> None:
    finish(ledger(tmp_path), SHOWN, "a", "b")
    assert ledger(tmp_path, "dirhtml").pages == {}


def test_folders_on_two_drives_have_no_way_between_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def relpath(path: Path, start: Path) -> str:  # as on Windows
        raise ValueError(f"path is on mount {path.drive!r}, start on mount {start.drive!r}")

    monkeypatch.setattr("os.path.relpath", relpath)
    finish(ledger(tmp_path), SHOWN, "a", "b")
    assert ledger(tmp_path).pages == SHOWN
    assert ledger(tmp_path, "dirhtml").pages == {}


def test_a_build_that_stops_while_reading_has_written_nothing(tmp_path: Path) -> None:
    ledger(tmp_path).begin()
    book = ledger(tmp_path)
    assert (book.was_interrupted, book.is_torn) == (True, False)


def test_a_build_that_stops_while_writing_leaves_pages_torn(tmp_path: Path) -> None:
    book = ledger(tmp_path)
    book.begin()
    book.begin_writing()
    again = ledger(tmp_path)
    assert (again.was_interrupted, again.is_torn) == (True, True)
    again.begin()  # and stops while it reads
    assert ledger(tmp_path).is_torn


def test_a_finished_build_leaves_no_note(tmp_path: Path) -> None:
    finish(ledger(tmp_path), SHOWN, "a")
    book = ledger(tmp_path)
    assert (book.was_interrupted, book.is_torn) == (False, False)


@pytest.mark.parametrize("content", ["", "{", "[1]", "[1, 2, 3]"])
def test_a_damaged_ledger_counts_as_none(tmp_path: Path, content: str) -> None:
    finish(ledger(tmp_path), SHOWN, "a", "b")
    next(tmp_path.glob("doctrees/*.json")).write_text(content, "utf-8")
    assert ledger(tmp_path).pages == {}


# ---- in builds


@pytest.fixture
def glossary(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\n:termdef:`Token`\n")
    return project.write("a.rst", ":orphan:\n\n.. term:: Token\n\n   Before.\n")


def test_a_page_that_another_builder_has_read_is_written_again(glossary: Project) -> None:
    glossary.translate("index", {"Home": "x"}).build("html", language="hi", out="shared")
    # The page is newer than its source, and by then its document has been read with the new catalogue.
    glossary.translate("index", {"Home": "घर"}).build("text", language="hi", out="shared")
    page = glossary.build("html", language="hi", out="shared").page("index")
    assert texts(page, "h1") == ["घर¶"]


def edit(project: Project) -> None:
    project.write("a.rst", ":orphan:\n\n.. term:: Token\n\n   After.\n")


def test_builders_that_share_doctrees_each_show_the_change(glossary: Project) -> None:
    for builder in ("html", "dirhtml"):
        glossary.build(builder, out="shared")
    edit(glossary)
    for builder in ("html", "dirhtml"):
        built = glossary.build(builder, out="shared")
        assert texts(built.page("index"), ".glossterm-termdef") == ["After."]


def test_a_page_left_out_by_a_build_of_some_files_comes_later(glossary: Project) -> None:
    glossary.build()
    edit(glossary)
    glossary.build("html", "a.rst")
    assert texts(glossary.build().page("index"), ".glossterm-termdef") == ["After."]


def test_the_build_after_an_interrupted_one_mends_the_pages(glossary: Project) -> None:
    first = glossary.build()
    page = Path(first.app.outdir, "index.html")
    whole = page.read_text("utf-8")
    page.write_text(whole[:100], "utf-8")  # newer than its source: to Sphinx it looks finished
    assert glossary.build().written == set()
    book = Ledger(Path(first.app.doctreedir), Path(first.app.outdir))
    book.begin()
    book.begin_writing()
    assert glossary.build().written == {"index", "a"}
    assert page.read_text("utf-8") == whole


def test_the_build_after_an_interrupted_one_mends_compiled_catalogues(glossary: Project) -> None:
    glossary.translate("a", {"Before.": "पहले।"})
    built = glossary.build(language="hi")
    compiled = glossary.folder / "locales/hi/LC_MESSAGES/a.mo"
    compiled.write_bytes(compiled.read_bytes()[:30])
    Ledger(Path(built.app.doctreedir), Path(built.app.outdir)).begin()
    edit(glossary)
    glossary.write("a.rst", ":orphan:\n\n.. term:: Token\n\n   Before.\n")
    page = glossary.build(language="hi").page("index")
    assert texts(page, ".glossterm-termdef") == ["पहले।"]
