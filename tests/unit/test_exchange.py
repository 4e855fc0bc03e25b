"""The glossary as data: what becomes of records, without a build."""

from __future__ import annotations

import csv
import io
import sys
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.config import FORMATS
from sphinx_glossterm.exchange.formats import EXTRA, WRITERS, chosen, lacking
from sphinx_glossterm.exchange.tables import guarded, rows, write_csv, write_tsv
from sphinx_glossterm.exchange.tbx import write_tbx
from sphinx_glossterm.exchange.termbase import (
    Reading,
    Termbase,
    distinct,
    is_transliterated,
    merge,
)
from sphinx_glossterm.terms.entry import Entry, Kind, Name, Remark
from sphinx_glossterm.terms.order import collator


def made(title: str, *, docname: str = "a", line: int = 1, **fields: Any) -> Entry:
    name = Name(Kind.TITLE, title, title)
    fields = {"id": title.lower(), "anchor": title.lower(), **fields}
    return Entry(docname=docname, line=line, title=name, **fields)


def merged(*entries: Entry, base: str = "https://example.org/") -> Termbase:
    return merge([Reading("en", "Tea", base, entries)], "en", collator("en"))


# ---- one whole of many readings


def test_the_source_language_comes_first_and_decides_what_there_is() -> None:
    english = made("Leaf")
    hindi = Entry("leaf", "a", "leaf", 1, Name(Kind.TITLE, "Leaf", "पत्ती", True), translated=False)
    stray = made("Stray")
    found = merge(
        [Reading("hi", "चाय", "", (hindi, stray)), Reading("en", "Tea", "", (english,))],
        "en",
        collator("en"),
    )
    assert (found.title, found.languages) == ("Tea", ("en", "hi"))
    [leaf] = found.concepts
    assert [words.title for words in leaf.words.values()] == ["Leaf", "पत्ती"]


def test_an_entry_of_ours_keeps_the_id_that_a_built_in_one_would_have() -> None:
    entries = [
        made("Leaf", docname="a", is_builtin=True),
        made("Leaf", docname="b"),
        made("Leaf-2", docname="c"),
        made("Leaf", docname="d"),
    ]
    found = {concept.document: concept.id for concept in merged(*entries).concepts}
    assert found == {"a": "leaf-4", "b": "leaf", "c": "leaf-2", "d": "leaf-3"}


def test_names_go_to_the_end_of_a_chain_of_references() -> None:
    entries = [made("Pot", see="can"), made("Can", see="kettle"), made("Kettle", related=("pot", "tea"))]
    termbase = merged(*entries, made("Tea", related=("pot", "tea"), replaced_by="can"))
    found = {concept.id: concept for concept in termbase.full()}
    assert set(found) == {"kettle", "tea"}
    assert found["kettle"].words["en"].of(Kind.ALIAS) == ("Can", "Pot")
    assert (found["kettle"].related, found["tea"].related) == (("tea",), ("kettle",))
    assert found["tea"].replaced_by == "kettle"
    assert len(termbase.concepts) == 4


def test_entries_that_point_in_a_circle_or_nowhere_stay_as_they_are() -> None:
    entries = [made("Pot", see="can"), made("Can", see="pot"), made("Cup", see="nothing")]
    assert [concept.id for concept in merged(*entries).full()] == ["can", "cup", "pot"]


def test_identity_is_the_id_under_the_address_of_the_site() -> None:
    entry = made("Leaf", category="Green things")
    assert merged(entry).iri("leaf") == "https://example.org/#leaf"
    assert merged(entry).label_iri("category", "Green things") == (
        "https://example.org/#category:Green%20things"
    )
    assert merged(entry, base="").iri("पत्ती").startswith("urn:glossterm:tea:%E0")
    assert merged(entry, base="").label_iri("tag", "x") == "urn:glossterm:tea:tag:x"


# ---- languages and labels


@pytest.mark.parametrize(
    ("text", "script", "wanted"),
    [
        ("pattī 2", "Deva", True),
        ("पत्ती", "Deva", False),
        ("API कुंजी", "Deva", False),
        ("leaf", "Latn", False),
        ("leaf", "", False),
        ("2", "Deva", False),
    ],
)
def test_names_in_latin_letters_are_known(text: str, script: str, wanted: bool) -> None:
    assert is_transliterated(text, script) is wanted


def test_a_label_is_of_one_kind() -> None:
    assert distinct([["a"], ["b", "a", "b"], ["c", "b"]]) == [["a"], ["b"], ["c"]]


# ---- tables


@given(st.text())
def test_a_guard_can_be_taken_off(cell: str) -> None:
    found = guarded(cell)
    assert not found.startswith(("=", "+", "-", "@"))
    assert found.removeprefix("'") == cell


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8")), min_size=1))
def test_tables_have_as_many_cells_in_each_row(texts: list[str]) -> None:
    entries = [
        made(
            text or "x",
            id=f"id{n}",
            line=n,
            definition=text,
            avoided=(Name(Kind.AVOIDED, text, text),),
            origin=Remark(text, (text,)),
            note=Remark(text),
        )
        for n, text in enumerate(texts)
    ]
    termbase = merged(*entries)
    wanted = list(rows(termbase))
    text = write_csv(termbase)["glossary.csv"].decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found == [[guarded(cell) for cell in row] for row in wanted]
    lines = write_tsv(termbase)["glossary.tsv"].decode().split("\n")
    assert {line.count("\t") for line in lines[:-1]} == {len(wanted[0]) - 1}


def test_a_bar_in_a_name_is_no_joint() -> None:
    names = (Name(Kind.ALIAS, "a|b", "a|b"), Name(Kind.ALIAS, "c", "c"))
    _head, row = rows(merged(made("Leaf", aliases=names)))
    assert r"a\|b | c" in row


# ---- TBX


@given(st.text())
def test_tbx_is_xml_whatever_a_text_holds(text: str) -> None:
    remark, avoided = Remark(text, (text,)), Name(Kind.AVOIDED, text, text)
    fields: dict[str, Any] = {"origin": remark, "note": remark, "avoided": (avoided,)}
    termbase = merged(made("Leaf", definition=f"A {text}", **fields))
    root = ET.fromstring(write_tbx(termbase)["glossary.tbx"])
    assert [str(node.tag).rpartition("}")[2] for node in root] == ["tbxHeader", "text"]


# ---- formats


def test_the_configuration_knows_every_format() -> None:
    assert tuple(WRITERS) == FORMATS


def test_without_a_choice_every_format_is_written_that_needs_nothing_more() -> None:
    assert chosen([]) == ["json", "csv", "tsv", "tbx", "tbx2", "po"]
    assert chosen(["po", "skos", "json", "po", "jsn"]) == ["json", "skos", "po"]
    assert chosen(["jsn"]) == []


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    needed: Final = [name for name in WRITERS if name in EXTRA]
    assert lacking(needed) == ""
    monkeypatch.setitem(sys.modules, "rdflib", None)
    assert 'pip install "sphinx-glossterm[exchange]"' in lacking(needed)
    assert lacking(["json"]) == ""


def test_a_language_with_nothing_but_names_to_avoid_is_none_in_tbx() -> None:
    leaf = made("Leaf", avoided=(Name(Kind.AVOIDED, "", "पत्ता", True),))
    readings = [Reading("en", "Tea", "", (leaf,)), Reading("hi", "Tea", "", (leaf,))]
    termbase = merge(readings, "en", collator("en"))
    assert termbase.concepts[0].words["hi"].of(Kind.AVOIDED) == ("पत्ता",)
    assert "पत्ता" not in write_tbx(termbase)["glossary.tbx"].decode()


def test_names_to_avoid_of_a_pointer_stay_names_to_avoid() -> None:
    pot = made("Pot", see="kettle", avoided=(Name(Kind.AVOIDED, "mug", "mug"),))
    [kettle] = merged(pot, made("Kettle")).full()
    assert kettle.words["en"].of(Kind.ALIAS) == ("Pot",)
    assert kettle.words["en"].of(Kind.AVOIDED) == ("mug",)
