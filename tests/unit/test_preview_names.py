"""Which preview file an entry is in; ``tests/browser`` asks the page's script the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.resolve.preview_files import SIZE, file_of, preview_files, preview_name
from sphinx_glossterm.terms.entry import Entry, Kind, Name


def entry(docname: str, anchor: str) -> Entry:
    return Entry(anchor, docname, anchor, 1, Name(Kind.TITLE, anchor, anchor))


def test_a_preview_is_called_by_page_and_id() -> None:
    assert preview_name("terms/token", "token") == "terms/token#token"


def test_the_page_of_a_folder_is_called_by_the_folder() -> None:
    assert preview_name("guide/index", "a") == "guide#a"
    assert preview_name("index", "a") == "#a"
    assert preview_name("myindex", "a") == "myindex#a"


def test_a_small_glossary_is_one_file() -> None:
    entries = [entry("a", f"t{n}") for n in range(SIZE)]
    assert preview_files(entries) == [{f"a#t{n}": entry for n, entry in enumerate(entries)}]


def test_a_glossary_without_entries_has_one_file() -> None:
    assert preview_files([]) == [{}]


def test_files_stay_small_however_large_the_glossary() -> None:
    found = preview_files(entry(f"letters/{n % 26}", f"term-{n}") for n in range(5000))
    assert len(found) == -(-5000 // SIZE)
    assert max(map(len, found)) < 1.3 * SIZE


@given(st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), unique=True, max_size=600))
def test_each_entry_is_in_the_file_its_name_says(places: list[tuple[str, str]]) -> None:
    entries = [entry(*place) for place in places]
    found = preview_files(entries)
    names = {preview_name(*each.key): each for each in entries}
    assert {name: each for part in found for name, each in part.items()} == names
    for number, part in enumerate(found):
        assert all(file_of(name, len(found)) == number for name in part)


def test_an_entry_with_several_anchors_has_a_preview_for_each() -> None:
    row = replace(entry("a/index", "term-row"), anchors=("term-record", "term-tuple"))
    assert preview_files([row]) == [{"a#term-row": row, "a#term-record": row, "a#term-tuple": row}]
