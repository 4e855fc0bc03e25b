"""Records that are packed until they are asked for."""

from __future__ import annotations

import pickle
import zlib

import pytest

from sphinx_glossterm.collect.packed import ByDocument
from sphinx_glossterm.terms.entry import Entry, Kind, Mention, Name, NamesIn, Via

ENTRY = Entry(
    "token",
    "a",
    "token",
    3,
    Name(Kind.TITLE, "Token", "टोकन", True),
    forms=(Name(Kind.FORM, "tokens", "tokens"),),
    tags=("x",),
    definition="A word.",
    by_language=(NamesIn("fr", (Name(Kind.TITLE, "Token", "Jeton", True),)),),
)


def test_what_is_packed_comes_back_equal() -> None:
    packed: dict[str, bytes] = {}
    records: ByDocument[Entry] = ByDocument(packed)
    records["a"] = (ENTRY,)
    assert ByDocument(pickle.loads(pickle.dumps(packed)))["a"] == (ENTRY,)


def test_a_mention_comes_back_equal() -> None:
    packed: dict[str, bytes] = {}
    records: ByDocument[Mention] = ByDocument(packed)
    mention = Mention("x", "y", Via.TERM, "termdef", "z", is_explicit=True)
    records["a"] = (mention,)
    assert ByDocument(packed)["a"] == (mention,)


def test_what_is_not_asked_for_stays_packed() -> None:
    records: ByDocument[Entry] = ByDocument({"a": b"not packed"})
    assert "a" in records
    assert list(records) == ["a"]
    assert len(records) == 1
    with pytest.raises(zlib.error):
        records["a"]


def test_what_another_process_has_read_replaces_what_was_known() -> None:
    records: ByDocument[Entry] = ByDocument({})
    records["a"] = records["b"] = (ENTRY,)
    packed: dict[str, bytes] = {}
    other: ByDocument[Entry] = ByDocument(packed)
    other["a"] = (ENTRY, ENTRY)
    records.merge({"a", "b"}, packed)
    assert dict(records) == {"a": (ENTRY, ENTRY)}


def test_a_document_can_be_forgotten() -> None:
    records: ByDocument[Entry] = ByDocument({})
    records["a"] = (ENTRY,)
    del records["a"]
    assert dict(records) == {}
    assert records.get("a", ()) == ()
