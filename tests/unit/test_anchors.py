"""Who gets which fragment of a page."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_glossterm.doctree.nodes import (
    glossterm_entry,
    glossterm_facet,
    glossterm_index,
    glossterm_misplaced_entry,
)
from sphinx_glossterm.read.ids import claim


@pytest.fixture
def document() -> nodes.document:
    return new_document("terms.rst")


def heading(document: nodes.document, name: str) -> nodes.section:
    """A section as docutils reads it, with the id made from its title."""
    section = nodes.section("", nodes.title("", name), names=[name.lower()])
    document.note_implicit_target(section, section)
    document += section
    return section


def test_a_free_anchor_is_taken(document: nodes.document) -> None:
    entry = glossterm_entry()
    assert claim(document, entry, "rag") == "rag"
    assert entry["ids"] == ["rag"]
    assert document.ids["rag"] is entry


def test_the_anchor_comes_before_other_ids(document: nodes.document) -> None:
    entry = glossterm_entry(ids=["label"])
    claim(document, entry, "rag")
    assert entry["ids"] == ["rag", "label"]


@pytest.mark.parametrize(
    "kind", [glossterm_entry, glossterm_misplaced_entry, glossterm_facet, glossterm_index]
)
def test_what_is_ours_keeps_its_anchor(document: nodes.document, kind: type[nodes.Element]) -> None:
    first, second, third = kind(), glossterm_entry(), glossterm_facet()
    given = [claim(document, node, "rag") for node in (first, second, third)]
    assert given == ["rag", "rag-2", "rag-3"]
    assert [node["ids"] for node in (first, second, third)] == [["rag"], ["rag-2"], ["rag-3"]]
    assert [document.ids[id_] for id_ in given] == [first, second, third]


def test_numbers_that_are_taken_are_passed_over(document: nodes.document) -> None:
    taken = heading(document, "Rag 2")
    claim(document, glossterm_entry(), "rag")
    assert claim(document, glossterm_entry(), "rag") == "rag-3"
    assert document.ids["rag-2"] is taken


def test_a_heading_makes_way(document: nodes.document) -> None:
    section, entry = heading(document, "RAG"), glossterm_entry()
    assert section["ids"] == ["rag"]
    assert claim(document, entry, "rag") == "rag"
    assert document.ids["rag"] is entry
    (moved,) = section["ids"]
    assert moved != "rag"
    assert document.ids[moved] is section
    assert document.nameids["rag"] == moved


def test_a_label_makes_way_and_its_heading_keeps_its_other_id(document: nodes.document) -> None:
    section, entry = heading(document, "Retrieval"), glossterm_entry()
    section["names"].append("rag")
    section["ids"].insert(0, "rag")
    document.ids["rag"], document.nameids["rag"] = section, "rag"
    claim(document, entry, "rag")
    assert section["ids"] == ["retrieval"]
    assert document.nameids == {"retrieval": "retrieval", "rag": "retrieval"}


def test_who_yields_gets_a_number_instead(document: nodes.document) -> None:
    section, index = heading(document, "Terms"), glossterm_index()
    assert claim(document, index, "terms", yielding=True) == "terms-2"
    assert (section["ids"], index["ids"]) == (["terms"], ["terms-2"])
    assert document.ids["terms"] is section
    assert claim(document, glossterm_index(), "all-terms", yielding=True) == "all-terms"


def test_names_of_others_are_left_alone(document: nodes.document) -> None:
    other = heading(document, "Other")
    heading(document, "RAG")
    claim(document, glossterm_entry(), "rag")
    assert document.nameids["other"] == "other"
    assert document.ids["other"] is other
