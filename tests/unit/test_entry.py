"""Names, lists and ids: the basis of everything else."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms.entry import (
    Entry,
    IndexPage,
    Kind,
    Name,
    differ_by_sharp_s,
    exact,
    fold,
    fold_for,
    is_id,
    join_list,
    list_message,
    make_id,
    split_keys,
    split_list,
    squeeze,
)

law: Final = settings(deadline=None)
any_text: Final = st.text(st.characters(exclude_categories=["Cs"]))
# Difficult characters: nukta letters in both encodings, marks, accents, letters that change length.
names: Final = st.text("'’ʼ“»«\u202fŉiaAzZeéÉßΣς \t\u00a0-.कखजड़ड़क़़ँंः्िॉ\u0301\u0308")
# No-break spaces inside French quotes are not white space.
words: Final = names.map(lambda text: text.translate(dict.fromkeys(map(ord, "«»"))).split()).filter(bool)


# ---- fold


@law
@given(any_text | names)
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@law
@given(any_text | names, st.sampled_from(["NFC", "NFD"]))
@example("α\u0345\u0301", "NFC")  # case turns the first sign into a letter
def test_folding_ignores_unicode_form(name: str, form: Literal["NFC", "NFD"]) -> None:
    assert fold(unicodedata.normalize(form, name)) == fold(name)


@law
@given(any_text | names)
def test_names_of_one_spelling_are_folded_alike(name: str) -> None:
    assert exact(exact(name)) == exact(name)
    assert fold(exact(name)) == fold(name)


@law
@given(any_text | names | st.text("iIıİ\u0307\u0301 a"))
def test_folding_in_turkish_twice_is_folding_once(name: str) -> None:
    turkish = fold_for("tr")
    assert turkish(turkish(name)) == turkish(name) == turkish(unicodedata.normalize("NFD", name))


@pytest.mark.parametrize("language", ["tr", "az", "tr_TR", "az-Latn"])
def test_a_dotless_i_is_no_i_where_it_is_a_letter(language: str) -> None:
    folded = fold_for(language)
    assert [folded(name) for name in ("ISI", "ısı", "İSİ", "I\u0307SI\u0307", "isi")] == [
        "ısı",
        "ısı",
        "isi",
        "isi",
        "isi",
    ]
    assert fold_for("en") is fold


@law
@given(names | st.text("iIİ a"))
@example("ΐ")  # in three parts in upper case
def test_folding_ignores_case(name: str) -> None:
    assert fold(name.upper()) == fold(name.lower()) == fold(name)


@law
@given(words, st.sampled_from(["  ", "\t", "\n ", "\u00a0", "\u2003"]))
def test_folding_ignores_white_space(parts: list[str], white: str) -> None:
    assert fold(white + white.join(parts) + white) == fold(" ".join(parts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u0958लम", "क\u093cलम"),
        ("सड\u093cक", "स\u095cक"),
        ("Straße", "STRASSE"),
        ("E\u0301tat", "état"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("कलम", "क़लम"), ("open source", "opensource"), ("etat", "état"), ("अंक", "अँक")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Masse", "Maße", True),
        ("MASSE", "Maße", False),
        ("MASSE", "Masse", False),
        ("Maße", "MAẞE", False),
        ("Strasse", "Straße", True),
        ("Maßstab", "MASSSTAB", False),
        ("Messing", "MESSING", False),
        ("SßS", "ßß", True),
        ("Fuß ss", "FUSS ss", False),
        ("Fuß ss", "Fuss ß", True),
    ],
)
def test_sharp_s_makes_another_word_but_in_capitals(one: str, other: str, differ: bool) -> None:
    assert fold(one) == fold(other)
    assert differ_by_sharp_s(one, other) == differ_by_sharp_s(other, one) == differ


def test_squeeze_puts_white_space_in_order() -> None:
    assert squeeze(" large\n   language\u00a0 model ") == "large language model"


# ---- split_list

items: Final = names.map(squeeze).filter(bool)
items_with_commas: Final = (
    st.text("ab, कि").map(squeeze).filter(lambda item: bool(item) and not item.endswith(","))
)


@law
@given(st.lists(items, unique=True))
def test_commas_separate(expected: list[str]) -> None:
    assert split_list(", ".join(expected)) == tuple(expected)


@law
@given(st.lists(items_with_commas, min_size=2, unique=True), st.sampled_from(["; ", ";", "\n", " \n  "]))
def test_commas_belong_to_items_where_something_else_separates(expected: list[str], joint: str) -> None:
    assert split_list(joint.join(expected)) == tuple(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        (" , ,", ()),
        ("token", ("token",)),
        ("\n  token, tokens\n", ("token", "tokens")),
        ("token,tokens , token", ("token", "tokens")),
        ("Washington, D.C.;", ("Washington, D.C.",)),
        ("a, b; c\nd", ("a, b", "c", "d")),
        ("a, b,\n   c", ("a", "b", "c")),  # only wrapped
        ("large  language model,LLM", ("large language model", "LLM")),
        # Commas and semicolons of other keyboards
        ("词元，令牌, token", ("词元", "令牌", "token")),
        ("トークン、トークン列､語", ("トークン", "トークン列", "語")),
        ("رمز، رموز", ("رمز", "رموز")),
        ("ምልክት፣ ምልክቶች", ("ምልክት", "ምልክቶች")),
        ("安全、安心；保安", ("安全、安心", "保安")),
        ("安全、安心;", ("安全、安心",)),
        ("رمز، رموز؛ علامة", ("رمز، رموز", "علامة")),
        ("词元，\n  令牌", ("词元", "令牌")),  # only wrapped
        ("टोकनों, टोकनें। टोकनो", ("टोकनों", "टोकनें। टोकनो")),  # a danda is no separator
        ("、", ()),
    ],
)
def test_lists(text: str, expected: tuple[str, ...]) -> None:
    assert split_list(text) == expected
    assert split_list(join_list(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("よ、、あ", ("よ", "", "あ")),
        ("よ，あ", ("よ", "あ")),
        ("よ、や；あ", ("よ、や", "あ")),
        ("y, , a", ("y", "", "a")),
    ],
)
def test_lists_by_position(text: str, expected: tuple[str, ...]) -> None:
    assert split_keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tokens,  tokenised", "tokens, tokenised"),
        ("a, b; c", "a, b; c"),
        ("\n tokens\n tokenised\n", "tokens; tokenised"),
        ("tokens,\n  tokenised", "tokens, tokenised"),
        ("a, b;", "a, b;"),
    ],
)
def test_a_list_is_one_line_for_translators(text: str, expected: str) -> None:
    assert list_message(text) == expected
    assert split_list(expected) == split_list(text)


# ---- make_id, is_id


@law
@given(any_text | names)
def test_every_title_gives_an_id(title: str) -> None:
    assert is_id(make_id(title))


@law
@given(st.text(st.characters(codec="ascii")))
def test_an_id_of_an_ascii_title_is_its_own_id(title: str) -> None:
    assert make_id(make_id(title)) == make_id(title)


@law
@given(any_text | names)
@example("À#")
def test_ids_ignore_unicode_form(title: str) -> None:
    assert make_id(unicodedata.normalize("NFD", title)) == make_id(unicodedata.normalize("NFC", title))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Open vs. Closed", "open-vs-closed"),
        ("top_k sampling", "top-k-sampling"),
        ("Café", "cafe"),
        ("3D model", "term-3d-model"),
        ("?!", "term"),
        ("भाषा मॉडल", "भाषा-मॉडल"),
        ("क्षमा", "क्षमा"),
        ("\u0958लम (pen)", "क\u093cलम-pen"),
        ("९ग्रह", "term-९ग्रह"),
        # Signs that names may differ by are read out.
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Type #1", "type-1"),
        ("C", "c"),
        (".NET", "dotnet"),
        (" .NET Framework", "dotnet-framework"),
        ("ASP.NET", "asp-net"),
        ("A*", "a-star"),
        ("*args", "star-args"),
        ("AT&T", "at-and-t"),
        ("100%", "term-100-percent"),
        ("...", "term"),
        ("List<T>", "list-t"),
        # Words of every script stay whole.
        ("கால்", "கால்"),
        ("கில்", "கில்"),
        ("বাংলা ভাষা", "বাংলা-ভাষা"),
        ("ต้นไม้", "ต้นไม้"),
        ("اللُّغَة", "اللُّغَة"),
        ("עִבְרִית", "עִבְרִית"),
        ("❤\ufe0f heart", "heart"),
        ("1\ufe0f\u20e3 one", "term-1-one"),
    ],
)
def test_ids_of_titles(title: str, expected: str) -> None:
    assert make_id(title) == expected


@pytest.mark.parametrize("text", ["rag", "open-vs-closed", "v1.2", "_x", "भाषा-मॉडल", "क्\u200dष"])
def test_what_is_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize("text", ["", "3d", "९ग्रह", "-x", ".x", "a b", "a:b", "a#b", "a\n", "ok।"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


# ---- records


def test_names_of_an_entry() -> None:
    title, abbr, alias, form = (
        Name(kind, kind, kind) for kind in (Kind.TITLE, Kind.ABBR, Kind.ALIAS, Kind.FORM)
    )
    entry = Entry("llm", "terms", "llm-2", 7, title, aliases=(alias,), abbr=abbr, forms=(form,))
    assert entry.shown_names == (title, alias, abbr)
    assert entry.names == (title, alias, abbr, form)
    assert entry.key == ("terms", "llm-2")
    assert entry.place == ("terms", 7, "llm-2")
    assert Entry("x", "terms", "x", 1, title).names == (title,)


@pytest.mark.parametrize(
    ("category", "tags", "listed"),
    [
        ("", (), True),
        ("model types", (), True),
        ("Training", (), False),
        ("", ("NLP", "other"), True),
        ("", ("other",), False),
        ("Model  Types", ("nlp",), True),
        ("Training", ("nlp",), False),
        ("Model types", ("other",), False),
    ],
)
def test_what_an_index_lists(category: str, tags: tuple[str, ...], listed: bool) -> None:
    title = Name(Kind.TITLE, "Token", "Token")
    entry = Entry("token", "terms", "token", 1, title, category="Model types", tags=("nlp", "text"))
    page = IndexPage("index", "all", 1, category, tags)
    assert page.lists(entry) is listed


@pytest.mark.parametrize(
    ("category", "tags", "complete"), [("", (), True), ("Use", (), False), ("", ("nlp",), False)]
)
def test_which_indexes_leave_nothing_out(category: str, tags: tuple[str, ...], complete: bool) -> None:
    assert IndexPage("index", "all", 1, category, tags).is_complete is complete
