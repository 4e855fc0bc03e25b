"""Reading files of other programs: the inverse of writing, and the errors for bad files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_glossterm.exchange.fillings import EntryMessages, Filling, fillings
from sphinx_glossterm.exchange.formats import WRITERS
from sphinx_glossterm.exchange.incoming import (
    Incoming,
    UnreadableError,
    concept_of,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.plan import comparable, plan
from sphinx_glossterm.exchange.readers import READERS, TABLES, read_file
from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import Kind, PartOfSpeech, Remark, Status

REAL: Final = Path(__file__).parents[1] / "references" / "import"
FILES: Final = {
    "json": "glossary.json",
    "csv": "glossary.csv",
    "tsv": "glossary.tsv",
    "tbx": "glossary.tbx",
    "tbx2": "glossary-v2.tbx",
    "skos": "glossary.ttl",
}
EVERY_FORMAT: Final = pytest.mark.parametrize("format_", FILES)

# ---- what is written is read


TEXTS: Final = st.text("ab Zé|'\"\\,;=*_`<&>{}[]:/-नमीß\n", min_size=1, max_size=12).map(
    lambda text: " ".join(f"x{text}".split())
)
NAMES: Final = st.lists(TEXTS, unique=True, min_size=1, max_size=6)


@st.composite
def drawn_words(draw: st.DrawFn) -> Words:
    title, *others = draw(NAMES)
    kinds = [Kind.ALIAS, Kind.FORM, Kind.AVOIDED, Kind.ABBR]
    names = [(kinds[n % len(kinds)], name) for n, name in enumerate(others)]
    definition, origin, note = (draw(st.one_of(st.just(""), TEXTS)) for _ in range(3))
    return words_of(
        [(Kind.TITLE, title), *names], definition, (origin, ["https://e.org/a"] * bool(origin)), note
    )


@st.composite
def termbases(draw: st.DrawFn) -> Termbase:
    concepts = []
    for number in range(draw(st.integers(1, 3))):
        words = {"en": draw(drawn_words())}
        if draw(st.booleans()):
            words["hi"] = draw(drawn_words())
        category = draw(st.sampled_from(["", "Plants, all", "A | b"]))
        related = ["entry-0"] if number else []
        concepts.append(
            concept_of(
                f"entry-{number}",
                words,
                category=category,
                tags=["one", "t,w"][: draw(st.integers(0, 2))],
                related=related,
                pos=draw(st.sampled_from([None, PartOfSpeech.NOUN])),
            )
        )
    labels: Mapping[str, Mapping[str, str]] = {
        name: {"en": name} for concept in concepts for name in (concept.category, *concept.tags) if name
    }
    found = termbase_of(concepts, "en", title="Tea", labels=labels)
    return Termbase("Tea", "", "en", ("en", "hi"), found.concepts, labels)


def kept(words: Words, format_: str) -> dict[str, object]:
    """What a format has a place for."""
    groups = {str(kind): words.of(kind) for kind in Kind}
    if format_ == "skos":
        shown, hidden = (*groups["alias"], *groups["abbr"]), (*groups["form"], *groups["avoided"])
        groups = {"title": groups["title"], "shown": shown, "hidden": hidden}
        groups = {name: tuple(sorted(found)) for name, found in groups.items()}
    origin = words.origin
    source = (origin.text, origin.links) if origin else None
    return {
        **groups,
        "definition": words.definition,
        "note": words.note and words.note.text,
        "source": source,
    }


@EVERY_FORMAT
@settings(max_examples=25, deadline=None)
@given(termbase=termbases())
def test_what_is_written_is_read(format_: str, termbase: Termbase) -> None:
    name = FILES[format_]
    found = read_file(name, WRITERS[format_](termbase)[name], {}, "en")
    assert found.losses == ()
    there = {concept.id: concept for concept in found.termbase.concepts}
    assert set(there) == {concept.id for concept in termbase.concepts}
    for concept in termbase.concepts:
        read = there[concept.id]
        assert {tag: kept(words, format_) for tag, words in read.words.items()} == {
            tag: kept(words, format_) for tag, words in concept.words.items()
        }
        # SKOS has relations in both directions.
        assert set(concept.related) <= set(read.related)
        assert read.category == concept.category
        if format_ not in {"tbx", "tbx2"}:
            assert set(read.tags) == set(concept.tags)


# ---- files that are none


def written(format_: str) -> bytes:
    words = words_of([(Kind.TITLE, "Leaf, *dry*"), (Kind.ALIAS, "Foliage")], "It is\u2028green.")
    concepts = [
        concept_of(f"leaf-{n}", {"en": words, "hi": words_of([(Kind.TITLE, "पत्ती")], "हरा")})
        for n in range(2)
    ]
    return WRITERS[format_](termbase_of(concepts, "en", title="Tea"))[FILES[format_]]


@pytest.mark.parametrize("format_", ["json", "csv", "tsv", "tbx", "tbx2"])
def test_a_file_that_is_cut_off_anywhere_is_refused_with_its_line(format_: str) -> None:
    content = written(format_).rstrip()
    for place in range(len(content)):
        if format_ in TABLES and content[:place].endswith(b"\n"):
            continue
        cut = content[:place]
        # A table that ends behind a line is a table with fewer lines.
        if format_ in {"csv", "tsv"} and cut.rstrip(b"\r").endswith(b"\n"):
            continue
        with pytest.raises(UnreadableError) as error:
            read_file(FILES[format_], cut, {}, "en")
        assert 1 <= error.value.line <= content.count(b"\n") + 2
        assert error.value.problem.endswith(".")


def test_turtle_that_is_cut_off_within_a_statement_is_refused() -> None:
    content = written("skos").rstrip()
    for place in range(1, len(content)):
        # Behind a statement, it is a vocabulary with fewer of them.
        if not content[:place].rstrip().endswith(b"."):
            with pytest.raises(UnreadableError):
                read_file("glossary.ttl", content[:place], {}, "en")


@pytest.mark.parametrize("suffix", [*READERS, *TABLES])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"\xff\xfea\0",
        b"\x80\x81",
        "<a>ü</a>".encode("latin-1"),
        b'{"a": 1}\n',
        b"<a/>\n",
        b"x: 1\n",
        b"\0",
    ],
)
def test_a_file_of_the_wrong_kind_is_refused(suffix: str, content: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        read_file(f"file{suffix}", content, {}, "en")
    assert "\n" not in error.value.problem
    assert error.value.problem.endswith(".")


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "b">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "file:///etc/hostname">',
    ],
)
@pytest.mark.parametrize("suffix", [".tbx", ".rdf"])
def test_entities_are_refused(declared: str, suffix: str) -> None:
    text = f'<?xml version="1.0"?>\n<!DOCTYPE martif [\n{declared}]>\n<martif><term>x</term></martif>'
    with pytest.raises(UnreadableError, match="line 3: it defines an entity"):
        read_file(f"a{suffix}", text.encode(), {}, "en")


def test_an_entity_of_another_file_is_refused() -> None:
    text = '<!DOCTYPE martif SYSTEM "a.dtd">\n<martif>\n<term>&x;</term></martif>'
    with pytest.raises(UnreadableError, match="line 3"):
        read_file("a.tbx", text.encode(), {}, "en")


def test_nothing_is_loaded_from_the_web() -> None:
    content = json.dumps({"@context": ["https://example.org/c"], "@id": "a"}).encode()
    with pytest.raises(UnreadableError, match="loads nothing"):
        read_file("a.jsonld", content, {}, "en")


def test_an_unknown_ending_is_told() -> None:
    with pytest.raises(UnreadableError, match=r"ends in none of \.csv"):
        read_file("a.xlsx", b"x", {}, "en")


# ---- TBX as terminology tools write it


TERMWEB: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "./TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="c1">
 <descrip type="definition">To put tea into water.</descrip>
 <descrip type="Translation needed">Yes</descrip>
 <langSet xml:lang="en-us">
  <tig><term>brew up</term><termNote type="administrativeStatus">notRecommended</termNote></tig>
  <tig><term>steep</term><termNote type="administrativeStatus">admitted</termNote></tig>
  <tig><term>brew</term><termNote type="administrativeStatus">preferred</termNote>
   <descrip type="Usage note">Of tea alone.</descrip></tig>
  <ntig><termGrp><term>BR</term><termNote type="termType">acronym</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="de-de"><tig><term>brühen</term></tig></langSet>
</termEntry>
</body></text></martif>
"""


def test_terms_have_their_ranks_and_what_has_no_place_is_told() -> None:
    found = read_file("a.xml", TERMWEB.encode(), {}, "en")
    [brew] = found.termbase.concepts
    assert found.termbase.languages == ("en_US", "de_DE")
    english = brew.words["en_US"]
    assert [(str(name.kind), name.text) for name in english.names] == [
        ("title", "brew"),
        ("alias", "steep"),
        ("abbr", "BR"),
        ("avoided", "brew up"),
    ]
    assert english.definition == "To put tea into water."
    assert english.note == Remark("Of tea alone.")
    assert [loss.text for loss in found.losses] == [
        '<descrip> "Translation needed" (1 time): entries have no place for it.'
    ]


# ---- real files


@pytest.mark.parametrize(
    ("name", "entries", "languages", "lost"),
    [("tadirah.ttl", 149, 8, "contributor"), ("glosario.yml", 60, 19, "A link in a definition")],
)
def test_real_files_are_read(name: str, entries: int, languages: int, lost: str) -> None:
    found = read_file(name, (REAL / name).read_bytes(), {}, "en")
    assert len(found.termbase.concepts) == entries
    assert len(found.termbase.languages) == languages
    assert any(lost in loss.text for loss in found.losses)


def test_a_vocabulary_has_its_broader_concepts_as_categories() -> None:
    found = read_file("tadirah.ttl", (REAL / "tadirah.ttl").read_bytes(), {}, "en")
    concepts = {concept.id: concept for concept in found.termbase.concepts}
    assert concepts["dataCleansing"].category == "Enriching"
    assert found.termbase.labels["Enriching"]["de"] == "Anreichern"


def test_labels_of_skos_xl_are_labels() -> None:
    text = """\
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://e.org/leaf> a skos:Concept ; xl:prefLabel [ xl:literalForm "Leaf"@en ] ;
  xl:altLabel <https://e.org/1> . <https://e.org/1> xl:literalForm "Foliage"@en .
"""
    [leaf] = read_file("a.ttl", text.encode(), {}, "en").termbase.concepts
    assert (leaf.id, leaf.words["en"].title, leaf.words["en"].of(Kind.ALIAS)) == (
        "leaf",
        "Leaf",
        ("Foliage",),
    )


# ---- the plan


def concept(id_: str, title: str, definition: str = "", **words: Words) -> Concept:
    return concept_of(id_, {"en": words_of([(Kind.TITLE, title)], definition), **words})


def project_of(*concepts: Concept) -> Termbase:
    return termbase_of(concepts, "en")


def test_an_entry_is_known_by_its_id_or_else_by_its_title() -> None:
    project = project_of(concept("leaf", "Leaf", "Green."), concept("pot", "Pot"))
    file = termbase_of(
        [
            concept("leaf", "Blade", "Green."),
            concept("c2", "POT"),
            concept("c3", "Pot"),
            concept("7", "Cup"),
        ],
        "en",
    )
    found = plan(Incoming(file), project, [], ["en"])
    assert [added.id for added in found.added] == ["c2", "cup"]
    assert set(found.wanted) == {"leaf", "c2", "pot", "cup"}
    assert [(each.id, each.part, each.new) for each in found.differences] == [
        ("leaf", "title", ("Blade",))
    ]


def test_two_entries_of_one_name_without_ids_are_told() -> None:
    file = termbase_of([concept("line 2", "Pot"), concept("line 3", "Pot")], "en")
    found = plan(Incoming(file, lines={"line 3": 3}), project_of(), [], ["en"])
    assert [added.id for added in found.added] == ["pot"]
    assert [(loss.line, "same name" in loss.text) for loss in found.losses] == [(3, True)]


def test_typography_is_no_difference() -> None:
    project = project_of(concept("leaf", "Leaf", "It’s “green” – very…"))
    file = termbase_of([concept("leaf", "Leaf", 'It\'s "green" -- very...')], "en")
    assert plan(Incoming(file), project, [], ["en"]).differences == ()
    assert comparable("a b") != comparable("a c")


def test_a_region_is_the_language_where_the_project_has_that_alone() -> None:
    us, gb = words_of([(Kind.TITLE, "Color")]), words_of([(Kind.TITLE, "Colour")])
    file = termbase_of(
        [concept_of("c1", {"en-US": us, "en-GB": gb}), concept_of("c2", {"en-US": us})], ""
    )
    found = plan(Incoming(file), project_of(), [], ["en"])
    assert set(found.wanted["c1"].words) == {"en", "en_GB"}
    assert found.wanted["c1"].words["en"].title == "Color"


def test_languages_that_are_not_wanted_are_told() -> None:
    words = words_of([(Kind.TITLE, "पत्ती")])
    found = plan(
        Incoming(termbase_of([concept("leaf", "Leaf", hi=words)], "en")),
        project_of(),
        ["de"],
        ["en", "de"],
    )
    assert list(found.added[0].words) == ["en"]
    assert found.losses[0].text == "hi (1 entry): the project does not have this language."


# ---- which message gets what


def filled(
    own: dict[str, tuple[str, ...]], words: Words, known: dict[str, str] | None = None
) -> list[Filling]:
    messages = EntryMessages("a", "a.rst", 1, own)
    return list(
        fillings(messages, words, keep=False, known=lambda message: (known or {}).get(message, ""))
    )


def test_other_names_go_by_place_or_to_what_is_free() -> None:
    own = {"title": ("Leaf",), "alias": ("A", "B")}
    both = words_of([(Kind.TITLE, "x"), (Kind.ALIAS, "a"), (Kind.ALIAS, "b")])
    assert [(each.message, each.text) for each in filled(own, both)] == [
        ("Leaf", "x"),
        ("A", "a"),
        ("B", "b"),
    ]
    one = words_of([(Kind.ALIAS, "a")])
    assert [each.message for each in filled(own, one)] == ["A"]
    assert [each.message for each in filled(own, one, {"B": "a"})] == ["B"]
    three = words_of([(Kind.ALIAS, name) for name in "abc"])
    assert [each.message for each in filled(own, three)] == ["A", "B", ""]


def test_what_has_no_message_is_told() -> None:
    words = words_of([(Kind.FORM, "y")], "text")
    assert [(each.part, each.message) for each in filled({"title": ("L",)}, words)] == [
        ("form", ""),
        ("definition", ""),
    ]
    assert filled({"form": ("a, b",)}, words)[0] == Filling("form", "a, b", ("y",))


def test_a_status_that_no_entry_has_is_told() -> None:
    found = read_file("a.csv", b"title,status\nPot,new\nCup,Draft\n", {}, "en")
    assert [(loss.line, loss.text) for loss in found.losses] == [
        (2, 'Entries cannot have the status "new".')
    ]
    assert [concept.status for concept in found.termbase.concepts] == [Status.STABLE, Status.DRAFT]
