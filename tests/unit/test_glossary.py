"""Looking names up, order, neighbours, groups and collisions."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms.alike import CANDIDATES, CUTOFF, MAX_SUGGESTIONS, KnownNames
from sphinx_glossterm.terms.entry import Entry, IndexPage, Kind, Name, exact, make_id
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.ids import settle
from sphinx_glossterm.terms.order import collator

law: Final = settings(deadline=None)


def entry(
    title: str,
    *,
    hindi: str = "",
    id_: str = "",
    at: tuple[str, int] = ("terms", 1),
    anchor: str = "",
    aka: tuple[str, ...] = (),
    abbr: str = "",
    forms: tuple[str, ...] = (),
    **more: Any,
) -> Entry:
    more.setdefault("made_id", "" if id_ else make_id(title))
    id_ = id_ or make_id(title)
    return Entry(
        id=id_,
        docname=at[0],
        anchor=anchor or id_,
        line=at[1],
        title=Name(Kind.TITLE, title, hindi or title, bool(hindi)),
        aliases=tuple(Name(Kind.ALIAS, name, name) for name in aka),
        abbr=Name(Kind.ABBR, abbr, abbr) if abbr else None,
        forms=tuple(Name(Kind.FORM, name, name) for name in forms),
        **more,
    )


def glossary(*entries: Entry, language: str = "en", source: str = "") -> Glossary:
    return Glossary(settle(entries), collator(language), source)


def found(glossary: Glossary, target: str) -> Entry | None:
    match = glossary.find(target)
    return match.entry if match else None


# ---- laws

NAMES: Final = ("Token", "token", "TOKEN ", "Model", "model", "LLM", "मॉडल", "क़लम", "\u0958लम")
some_avoided: Final = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(
    lambda names: tuple(Name(Kind.AVOIDED, name, name) for name in names)
)
some_names: Final = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)
random_entries: Final = st.lists(
    st.builds(
        entry,
        st.sampled_from(NAMES),
        hindi=st.sampled_from(["", *NAMES]),
        id_=st.sampled_from(["", "model", "LLM"]),
        at=st.tuples(st.sampled_from("abc"), st.integers(1, 3)),
        anchor=st.sampled_from(["a1", "a2", "a3", "a4"]),
        aka=some_names,
        abbr=st.sampled_from(["", "LLM", "llm"]),
        forms=some_names,
        category=st.sampled_from(["", "Model", "model"]),
        avoided=some_avoided,
    ),
    unique_by=lambda entry: entry.key,
    max_size=8,
)


@law
@given(random_entries, st.randoms(use_true_random=False))
def test_the_order_of_reading_decides_nothing(entries: list[Entry], dice: Any) -> None:
    shuffled = entries.copy()
    dice.shuffle(shuffled)
    one, other = glossary(*entries), glossary(*shuffled)
    for target in (*NAMES, "llm", "toke", "Modell"):
        assert one.find(target) == other.find(target)
        assert one.closest(target) == other.closest(target)
    assert one.entries == other.entries
    assert one.ordered == other.ordered
    assert one.collisions == other.collisions
    assert one.variant_labels() == other.variant_labels()


@law
@given(random_entries, st.sampled_from(["en", "hi"]))
def test_neighbours_are_mutual(entries: list[Entry], language: str) -> None:
    terms = glossary(*entries, language=language)
    ends = []
    for entry in terms:
        before, after = terms.neighbours(entry)
        ends += [end for end in (before, after) if end is None]
        assert before is None or terms.neighbours(before)[1] is entry
        assert after is None or terms.neighbours(after)[0] is entry
    assert len(ends) == (2 if entries else 0)


@law
@given(random_entries)
def test_every_name_is_found_and_leads_to_an_entry_that_has_it(entries: list[Entry]) -> None:
    terms = glossary(*entries)
    ids = {entry.id for entry in entries if not entry.made_id}
    held = [
        (entry.key, text)
        for entry in entries
        for name in entry.names
        for text in (name.source, name.text)
    ]
    known = {(key, exact(name)) for key, name in held}
    for _, name in held:
        match = terms.find(name)
        assert match is not None
        assert match.entry in match.candidates
        assert len(set(match.candidates)) == len(match.candidates)
        if name not in ids:
            assert (match.entry.key, exact(name)) in known


@law
@given(random_entries)
def test_what_an_author_is_told_to_write_leads_to_the_entry(entries: list[Entry]) -> None:
    terms = glossary(*entries)
    for entry in terms:
        names = {exact(other.title.source) for other in terms if other is not entry}
        ids = {other.id for other in terms if other is not entry}
        if exact(entry.title.source) not in names and entry.id not in ids:
            is_name_of_another = any(
                exact(entry.id) == exact(text)
                for other in terms
                for name in other.names
                for text in (name.source, name.text)
                if other is not entry
            )
            is_avoided = any(
                exact(entry.id) == exact(name.source) for other in terms for name in other.avoided
            )
            target = terms.target_of(entry)
            assert target == entry.id or is_name_of_another or is_avoided
            if not is_name_of_another:
                assert found(terms, target) is entry


# ---- look-ups


@pytest.mark.parametrize(
    "target",
    [
        "lm",
        "Large language model",
        "बड़ा भाषा मॉडल",
        "language engine",
        "LLM",
        "LLMs",
        "large  LANGUAGE\nmodel",
        "बडा\u093c भाषा मॉडल".replace("डा\u093c", "\u095cा"),
    ],
)
def test_an_entry_is_found_by_all_its_names(target: str) -> None:
    llm = entry(
        "Large language model",
        hindi="बड\u093cा भाषा मॉडल",
        id_="lm",
        aka=("language engine",),
        abbr="LLM",
        forms=("LLMs",),
    )
    match = glossary(entry("Token"), llm).find(target)
    assert match is not None
    assert match.entry is llm
    assert not match.is_ambiguous


def test_what_nobody_has_is_not_found() -> None:
    assert glossary(entry("Token")).find("Prompt") is None
    assert glossary().find("") is None


def test_an_id_comes_before_a_name() -> None:
    by_id, by_name = entry("Retrieval", id_="rag", at=("b", 1)), entry("rag", id_="cloth", at=("a", 1))
    terms = glossary(by_name, by_id)
    assert found(terms, "rag") is by_id
    assert found(terms, "RAG") is by_name


def test_an_exact_name_comes_before_one_in_another_case() -> None:
    lower, upper = entry("rag", id_="cloth", at=("a", 1)), entry("RAG", id_="retrieval", at=("b", 1))
    terms = glossary(lower, upper)
    assert found(terms, "RAG") is upper
    assert found(terms, "Rag") is lower


def test_a_source_name_comes_before_a_translated_one() -> None:
    translated = entry("Piece", hindi="Token", at=("a", 1))
    source = entry("Chip", forms=("Token",), at=("b", 1))
    match = glossary(translated, source).find("Token")
    assert match is not None
    assert match.candidates == (source,)
    assert found(glossary(translated), "token") is translated


def test_an_exact_translated_name_comes_before_a_source_name_in_another_case() -> None:
    translated, source = entry("Piece", hindi="TOKEN", at=("b", 1)), entry("Token", at=("a", 1))
    terms = glossary(translated, source)
    assert found(terms, "TOKEN") is translated
    assert found(terms, "toKen") is source


def test_a_translated_name_of_two_entries_is_ambiguous() -> None:
    first, second = entry("Piece", hindi="टोकन", at=("a", 1)), entry("Chip", hindi="टोकन", at=("b", 1))
    match = glossary(second, first).find("टोकन")
    assert match is not None
    assert match.candidates == (first, second)


def test_a_title_comes_before_an_alias_and_the_name_is_ambiguous() -> None:
    alias, title = (
        entry("Prompting", aka=("Prompt",), at=("a", 1)),
        entry("Prompt", id_="p", at=("b", 1)),
    )
    match = glossary(alias, title).find("Prompt")
    assert match is not None
    assert match.entry is title
    assert match.candidates == (title, alias)
    assert match.is_ambiguous


def test_among_aliases_the_first_by_document_and_line_wins() -> None:
    late, early, other = (
        entry("A", at=("b", 2), aka=("x",)),
        entry("B", at=("b", 1), aka=("x",)),
        entry("C", at=("c", 1), forms=("X",)),
    )
    match = glossary(late, other, early).find("x")
    assert match is not None
    assert match.candidates == (early, late)
    spaced = glossary(late, other, early).find(" x")
    assert spaced == match
    assert found(glossary(late, other, early), "X") is other


def test_two_entries_of_one_title_are_duplicates_and_not_ambiguous() -> None:
    first, second = entry("Token", at=("a", 9)), entry("Token", at=("b", 1), id_="token-2")
    match = glossary(second, first).find("Token")
    assert match is not None
    assert match.entry is first
    assert not match.is_ambiguous


def test_an_id_of_two_entries_leads_to_the_first() -> None:
    first, second = entry("Chip", id_="tok", at=("a", 1)), entry("Piece", id_="tok", at=("b", 1))
    assert found(glossary(second, first), "tok") is first


def test_entries_are_known_by_their_place() -> None:
    token, prompt = entry("Token", at=("b", 1)), entry("Prompt", at=("a", 1), anchor="prompt-2")
    terms = glossary(token, prompt)
    assert terms.at("a", "prompt-2") is prompt
    assert terms.at("a", "prompt") is None
    assert (len(terms), list(terms)) == (2, [prompt, token])


def test_closest_names_are_given_as_written() -> None:
    terms = glossary(entry("Fine-Tuning", forms=("fine-tuned",)), entry("Token"), entry("Prompt"))
    assert terms.closest("fine-tunning")[0] == "Fine-Tuning"
    assert terms.closest("zzzz") == ()


def test_few_names_are_compared_with_an_unknown_one(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    compare = SequenceMatcher.set_seq1

    def note(matcher: SequenceMatcher[str], name: str) -> None:
        compared.append(name)
        compare(matcher, name)

    monkeypatch.setattr(SequenceMatcher, "set_seq1", note)
    terms = glossary(*(entry(f"Term {number * 7919 % 10_000}") for number in range(3000)))
    for number in range(1000, 1050):
        assert terms.closest(f"Term {number}x")
    assert 0 < len(compared) <= 50 * (CANDIDATES + 1)  # one without a name, as each begins
    del compared[:]
    assert terms.closest("Term 1000x")  # the answer is kept
    assert not compared


@law
@given(st.lists(st.text("abcdeअआक ", min_size=3, max_size=9), min_size=1, max_size=40, unique=True))
def test_a_name_with_one_letter_too_many_is_found(names: list[str]) -> None:
    known = KnownNames(names, str)
    for name in names:
        best = get_close_matches(name + "z", names, 1, CUTOFF)
        assert known.closest(name + "z")[:1] == tuple(best)


def test_no_more_than_three_names_are_suggested() -> None:
    terms = glossary(entry("Token", aka=tuple(f"Token{n}" for n in range(9))))
    assert MAX_SUGGESTIONS == 3
    assert terms.closest("Tokem")[0] == "Token"
    assert len(terms.closest("Tokem")) == 3


# ---- names that differ by case


def candidates(glossary: Glossary, target: str) -> list[str]:
    match = glossary.find(target)
    return [each.title.source for each in match.candidates] if match else []


def test_names_that_differ_by_case_are_each_found_by_their_spelling() -> None:
    upper, lower = entry("MySQL", at=("a", 1)), entry("mysql", at=("b", 1))
    terms = glossary(lower, upper)
    assert candidates(terms, "MySQL") == ["MySQL"]
    assert candidates(terms, " mysql ") == ["mysql"]
    assert candidates(terms, "mysql-2") == ["mysql"]
    assert [terms.target_of(each) for each in terms] == ["MySQL", "mysql-2"]


def test_a_third_spelling_is_ambiguous_and_leads_to_the_first() -> None:
    upper, lower = entry("MySQL", at=("a", 1)), entry("mysql", at=("b", 1))
    assert candidates(glossary(lower, upper), "MYSQL") == ["MySQL", "mysql"]
    assert found(glossary(lower, upper), "MYSQL") is upper
    again = entry("MySQL", at=("c", 1))  # reported as a duplicate
    assert candidates(glossary(lower, upper, again), "MYSQL") == ["MySQL", "mysql"]


def test_an_id_of_its_own_goes_before_names_and_a_made_one_behind() -> None:
    alias = entry("Cloth", aka=("rag",), at=("b", 1))
    assert found(glossary(alias, entry("Retrieval", id_="rag")), "rag") is not alias
    assert found(glossary(alias, entry("RAG")), "rag") is alias
    assert (
        found(glossary(entry("Cloth", aka=("Rag",), at=("b", 1)), made := entry("RAG")), "rag") is made
    )


def test_turkish_has_two_letters_i() -> None:
    heat, mark = entry("Isı", id_="heat"), entry("İsi", id_="mark", at=("b", 1))
    turkish = glossary(heat, mark, language="tr")
    assert [found(turkish, target) for target in ("ISI", "ısı", "İSİ", "isi")] == [
        heat,
        heat,
        mark,
        mark,
    ]
    # Translated names go by the language of the build, those of the source by their own.
    translated = glossary(entry("INDEX", hindi="ISI", id_="x"), language="tr", source="en")
    assert found(translated, "index") is not None
    assert found(translated, "ısı") is not None
    assert found(translated, "isi") is None


@pytest.mark.parametrize(
    "target", ["istanbul", "Istanbul", "İSTANBUL", "i\u0307stanbul", "I\u0307STANBUL"]
)
def test_elsewhere_a_dot_makes_no_other_letter(target: str) -> None:
    assert found(glossary(entry("İstanbul", id_="x")), target) is not None


@pytest.mark.parametrize("name", ["Moore's law", "Moore’s law", "Mooreʼs law"])
@pytest.mark.parametrize("target", ["Moore's law", "Moore’s law", "moore‘s LAW"])
def test_quotes_of_every_kind_are_one(name: str, target: str) -> None:
    assert found(glossary(entry(name, id_="x")), target) is not None


@pytest.mark.parametrize("target", ["“No”", "„No“", "«\u00a0No\u202f»", "»No«", '"no"', "「No」"])
def test_double_quotes_too(target: str) -> None:
    assert found(glossary(entry('"No"', id_="x")), target) is not None


# ---- order and groups

PEN, PEN_NUKTA, DARK, ONLINE, API = (
    entry("Pen", hindi="कलम"),
    entry("Reed", hindi="क़लम"),
    entry("Dark", hindi="अँधेरा"),
    entry("Online", hindi="ऑनलाइन"),
    entry("API"),
)


def test_order_is_that_of_the_translated_titles() -> None:
    terms = glossary(PEN, API, PEN_NUKTA, ONLINE, DARK, language="hi")
    assert terms.ordered == (DARK, ONLINE, PEN, PEN_NUKTA, API)
    assert terms.neighbours(PEN) == (ONLINE, PEN_NUKTA)


def test_groups_by_letter() -> None:
    terms = glossary(PEN, API, PEN_NUKTA, ONLINE, DARK, language="hi")
    letters = terms.letters(terms.ordered)
    assert list(letters.items()) == [
        ("अ", [DARK]),
        ("ओ", [ONLINE]),
        ("क", [PEN, PEN_NUKTA]),
        ("A", [API]),
    ]


def test_groups_come_in_the_order_of_the_letter_bar() -> None:
    attention, zero = entry("Attention"), entry("Zero shot")
    assert list(glossary().letters([zero, attention])) == ["A", "Z"]


def test_punctuation_does_not_take_a_title_away_from_its_letter() -> None:
    dot, model, old = entry(".NET"), entry("Model"), entry("Output")
    assert glossary(old, dot, model).ordered == (model, dot, old)


def test_an_index_lists_in_order_what_belongs_to_it() -> None:
    prompt, agent = entry("Prompt", category="Use", tags=("text",)), entry("Agent", category="use")
    terms = glossary(prompt, entry("Token", category="Text"), agent)
    assert terms.listed(IndexPage("index", "all", 1, category="Use")) == [agent, prompt]
    assert terms.listed(IndexPage("index", "all", 1, tags=("Text",))) == [prompt]
    assert len(terms.listed(IndexPage("index", "all", 1))) == 3


# ---- collisions and labels


def test_collisions_of_titles_and_of_written_ids() -> None:
    first = entry("Token", id_="token", at=("a", 1))
    again = entry("Token  ", at=("b", 1))
    same_id = entry("Chip", id_="token", at=("c", 1))
    other = entry("Prompt", at=("a", 2))
    collisions = glossary(same_id, other, again, first).collisions
    assert [(each.name, each.first, each.second.key, each.is_id) for each in collisions] == [
        ("Token  ", first, again.key, False),
        ("token", first, same_id.key, True),
    ]


def test_titles_that_differ_by_case_are_two() -> None:
    assert glossary(entry("MySQL"), entry("mysql", at=("b", 1))).collisions == ()


@pytest.mark.parametrize(
    ("one", "other"), [("Moore's law", "Moore’s law"), ("\u0958लम", "क\u093cलम"), ("A b", "A  b")]
)
def test_titles_of_one_spelling_are_one(one: str, other: str) -> None:
    assert len(glossary(entry(one), entry(other, at=("b", 1))).collisions) == 1


def test_an_alias_may_be_the_title_of_another_entry() -> None:
    assert glossary(entry("Token"), entry("Piece", aka=("Token",))).collisions == ()


def test_entries_that_point_to_each_other() -> None:
    a, b = entry("A", at=("a", 1), see="b"), entry("B", at=("a", 2), replaced_by="C")
    c, d = entry("C", at=("a", 3), see="a"), entry("D", at=("a", 4), see="D")
    on_the_way, fine = entry("E", at=("a", 5), see="a"), entry("F", at=("a", 6), see="G")
    found = glossary(a, b, c, d, on_the_way, fine, entry("G", at=("a", 7)), entry("H", see="nobody"))
    assert list(found.pointer_cycles()) == [[a, b, c], [d]]


def test_labels_spelled_in_two_ways() -> None:
    first = entry("A", at=("a", 1), category="Model types", tags=("nlp",))
    second = entry("B", at=("a", 2), category="model types", tags=("NLP", "model  types"))
    third = entry("C", at=("a", 3), category="Model types", tags=("nlp",))
    assert glossary(third, second, first).variant_labels() == [
        ("model types", "Model types", second),
        ("NLP", "nlp", second),
    ]


def test_labels_of_lists_that_no_entry_has() -> None:
    found = glossary(entry("A", category="Model types", tags=("nlp", "data")), entry("B"))
    fine = IndexPage("list", "all", 1, "MODEL TYPES", ("NLP",))
    wrong = IndexPage("list", "some", 5, "nlp", ("nlb", "data"))
    assert list(found.unknown_labels([fine, wrong])) == [
        (wrong, "category", "nlp", ()),
        (wrong, "tags", "nlb", ("nlp",)),
    ]


# ---- mentions


def test_who_mentions_whom() -> None:
    token, prompt = entry("Token", at=("b", 1)), entry("Prompt", at=("b", 9))
    mentions = glossary(token, prompt).mentions(
        {
            "guide": [("", token), ("", token)],
            "b": [("prompt", token), ("token", token), ("", prompt)],
            "a": [("", prompt)],
        }
    )
    assert mentions == {
        token.key: (("b", "prompt"), ("guide", "")),
        prompt.key: (("a", ""),),
    }


# ---- Sphinx's own glossaries


def builtin(title: str, **more: Any) -> Entry:
    return entry(title, is_builtin=True, anchor=f"term-{title}", **more)


def test_names_of_ours_go_first_and_are_not_ambiguous() -> None:
    ours, other = entry("Token", aka=("row",)), builtin("row", at=("a", 1), aka=("Record",))
    both = glossary(ours, other)
    assert (found(both, "row"), found(both, "record"), found(both, "rec")) == (ours, other, None)
    match = both.find("row")
    assert match is not None
    assert not match.is_ambiguous
    assert both.find_for_term("record") is None
    assert both.closest("recrd") == ("Record",)


def test_a_name_of_two_built_in_terms_means_the_first() -> None:
    first, second = builtin("a", aka=("Same",), at=("a", 1)), builtin("b", aka=("Same",), at=("b", 1))
    match = glossary(second, first).find("same")
    assert match is not None
    assert (match.entry, match.is_ambiguous) == (first, False)


def test_nothing_is_said_of_built_in_terms() -> None:
    entries = [entry("Row"), builtin("row", at=("a", 1)), builtin("Row", at=("b", 1))]
    assert glossary(*entries).collisions == ()


def test_built_in_terms_are_listed_and_passed_over() -> None:
    first, between, last = entry("a"), builtin("b"), entry("c")
    every = glossary(first, between, last)
    assert every.ordered == (first, between, last)
    assert every.neighbours(first) == (None, last)
    assert every.neighbours(last) == (first, None)


def test_each_name_of_a_built_in_term_has_its_own_anchor() -> None:
    row = builtin("row", at=("words", 3), aka=("record", "tuple"), anchors=("term-record", "term-0"))
    every = glossary(row)
    assert [row.anchor_of(name) for name in ("row", "Record", "tuple", "other")] == [
        "term-row",
        "term-record",
        "term-0",
        "term-row",
    ]
    assert [every.at("words", anchor) for anchor in ("term-row", "term-0", "0")] == [row, row, None]


# ---- names to avoid


def avoiding(*names: str, hindi: tuple[str, ...] = ()) -> dict[str, Any]:
    source = [Name(Kind.AVOIDED, name, name) for name in names]
    return {"avoided": (*source, *(Name(Kind.AVOIDED, "", name, True) for name in hindi))}


def test_a_name_to_avoid_means_nothing_though_it_is_one_but_for_its_case() -> None:
    known = glossary(entry("JavaScript", **avoiding("Javascript", "js")))
    assert found(known, "Javascript") is None
    assert found(known, "js") is None
    assert [entry.id for entry in known.instead_of("JS")] == ["javascript"]
    assert known.closest("js") == ("javascript",)
    assert known.instead_of("JavaScripts") == ()
    for name in ("JavaScript", "JAVASCRIPT", "javascript"):
        assert found(known, name) is not None


def test_what_another_entry_is_called_means_that_one() -> None:
    token, word = entry("Token", **avoiding("word", "tok")), entry("Word", at=("b", 1), aka=("word",))
    known = glossary(token, word)
    assert found(known, "word") is word
    assert known.avoided(is_source=True) == {"tok": (token,)}


def test_names_to_avoid_are_of_one_language() -> None:
    token = entry("Token", hindi="टोकन", **avoiding("tok", hindi=("टुकड़ा", "token")))
    known = glossary(token, language="hi", source="en")
    assert known.avoided(is_source=True).keys() == {"tok"}
    assert known.avoided(is_source=False).keys() == {"टुकड़ा", "token"}
    # What Hindi texts are not to say, English references may.
    assert found(known, "token") is token
    assert found(known, "टुकड़ा") is None
    assert known.instead_of("टुकड़ा") == (token,)


@law
@given(random_entries)
def test_no_exact_name_is_lost_to_a_name_to_avoid(entries: list[Entry]) -> None:
    known = glossary(*entries)
    names = {exact(name.source) for each in entries for name in each.names}
    assert all(found(known, name) is not None for name in names)
    avoided = {exact(name.source) for each in entries for name in each.avoided} - names
    ids = {each.id for each in known}
    texts = {exact(name.text) for each in entries for name in each.names}
    assert all(found(known, name) is None for name in avoided - ids - texts)
