"""Search: what becomes of words, which language searches, and which names the index knows.

That the page does the same with a query as Python with a text is shown in a browser, in
``tests/browser/test_search.py``.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import pytest
import sphinx.search
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.search.en import SearchEnglish
from support import Built, Project

from sphinx_glossterm.terms.spelling import fold
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS
from sphinx_glossterm.write.search.words import (
    _ALL_MARKS,
    _OTHER_SCRIPT,
    ENDINGS_TWIN,
    TWIN,
    SearchWords,
    _code,
    _Porter,
    _word,
    _word_with,
    search_in,
)

SearchHindi: Final = search_in("hi", has_hindi=True, name="hi")

law: Final = settings(deadline=None)
signs: Final = "\u0901\u0902\u093c\u094d\u200c\u200d\u093e\u093f\u0940\u0947\u094b"
words: Final = st.text(st.sampled_from("कखङचजञटडणतदनपबमयरसह" + signs + "०१aeiouslngd09_éİ"), max_size=10)


@pytest.fixture(scope="module")
def hindi() -> SearchWords:
    return SearchHindi({})


def found_by(language: SearchWords, text: str) -> list[str]:
    return [language.stem(word) for word in language.split(text)]


# ---- words


def test_words_keep_their_marks_and_joiners(hindi: SearchWords) -> None:
    assert hindi.split("कंटेनर, शक्\u200dति। क्\u200cष (मॉडल-आधारित) GPT-4 café डॉ॰") == [
        "कंटेनर",
        "शक्\u200dति",
        "क्\u200cष",
        "मॉडल",
        "आधारित",
        "GPT",
        "4",
        "café",
        "डॉ",
    ]


def test_words_are_those_of_the_unicode_form_nfc(hindi: SearchWords) -> None:
    assert hindi.split(unicodedata.normalize("NFD", "café \u0958लम")) == ["café", "क\u093cलम"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("हिन्दी", "हिंदी"),
        ("सङ्केत", "संकेत"),
        ("पञ्च", "पंच"),
        ("घण्टा", "घंटा"),
        ("कम्प्यूटर", "कंप्यूटर"),
        ("सेन्टर", "सेंटर"),
        ("लाइसेन्स", "लाइसेंस"),
        ("हिन्\u200dदी", "हिंदी"),
        ("हिन्\u200cदी", "हिंदी"),
        ("चाँद", "चांद"),
        ("क़लम", "कलम"),
        ("\u0958लम", "क\u093cलम"),
        ("ऩ", "न"),
        ("फ़ाइलें", "फाइलें"),
        ("API", "api"),
        ("Café", "cafe\u0301"),
        ("वर्ष२०२५", "वर्ष2025"),
    ],
)
def test_spellings_of_one_word_are_one(hindi: SearchWords, one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert hindi.stem(one) == hindi.stem(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("अन्य", "अंय"), ("जन्म", "जंम"), ("उन्हें", "उंहें"), ("कल", "काल"), ("तम्त", "तंत"), ("cafe", "café")],
)
def test_spellings_of_two_words_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@law
@given(words)
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_words_of_few_scripts_are_divided_as_those_of_all() -> None:
    few = "".join(c for c in map(chr, range(0x3000)) if not _OTHER_SCRIPT.search(c))
    text = " ".join(f"a{char}a" for char in few)
    assert _word(text) is not _word_with(*_ALL_MARKS)
    assert _word(text).findall(text) == _word_with(*_ALL_MARKS).findall(text)


@law
@given(words)
def test_no_word_is_lost(word: str) -> None:
    """Stemming leaves something of every word, and nothing that the page drops from a query."""
    hindi = SearchHindi({})
    for part in hindi.split(word):
        found = hindi.stem(part)
        assert found
        assert not (found.isascii() and found.isdigit())
        assert hindi.word_filter(found)


@pytest.mark.parametrize(
    ("forms", "stem"),
    [
        (["टोकन", "टोकनों"], "टोकन"),
        (["लड़का", "लड़के", "लड़की", "लड़कों"], "लडक"),
        (["models", "Model"], "model"),
        (["API", "APIs", "APIओं", "apiओं"], "api"),
        (["library", "libraries", "libraryओं"], "librari"),
        (["करूँगा", "करूंगा"], "कर"),
        (["न"], "न"),
        (["модель"], "модель"),
        (["internal"], "intern"),
    ],
)
def test_the_stemmer_is_that_of_the_script(hindi: SearchWords, forms: list[str], stem: str) -> None:
    assert [hindi.stem(form) for form in forms] == [stem] * len(forms)


def test_stop_words_are_left_out_in_any_spelling(hindi: SearchWords) -> None:
    assert hindi.split("मॉडल का वज़न और the weights; यहाँ यहां हूँ हूं ज़्यादा ज्यादा THE") == [
        "मॉडल",
        "वज़न",
        "weights",
    ]


def test_what_is_left_of_a_word_may_look_like_a_stop_word(hindi: SearchWords) -> None:
    assert "पर" in HINDI_STOPWORDS
    assert hindi.stem("परी") == hindi.stem("परियाँ") == "पर"
    assert hindi.word_filter("पर")


@pytest.mark.parametrize("number", ["2019", "२०१९", "२०\u200d१९", "2०1९"])
def test_numbers_are_found_in_digits_of_either_script(hindi: SearchWords, number: str) -> None:
    assert hindi.stem(number) == "२०१९"
    assert hindi.word_filter(hindi.stem(number))


@pytest.mark.parametrize(
    ("word", "stem"), [("१०ों", "१०"), ("GPT4", "gpt4"), ("वर्ष२०२५", "वर्ष2025"), ("²", "²"), ("v2", "v2")]
)
def test_digits_of_words_stay_what_they_are(hindi: SearchWords, word: str, stem: str) -> None:
    assert hindi.stem(word) == stem


# ---- the twin


def test_english_stemmer_is_the_file_sphinx_ships() -> None:
    code = _code(_Porter({}))
    assert "PorterStemmer" in code
    assert code.index("BaseStemmer") < code.index("PorterStemmer")
    twins = "\n".join(twin.read_text("utf-8") for twin in (ENDINGS_TWIN, TWIN))
    assert SearchHindi({}).js_stemmer_code == f"{code}\n{twins}"


# ---- which language searches


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Sphinx's table of search languages without ours; restored afterwards."""
    plain = {
        code: language
        for code, language in sphinx.search.languages.items()
        if not (isinstance(language, type) and issubclass(language, SearchWords))
    }
    for code in sphinx.search.languages.keys() - plain.keys():
        monkeypatch.delitem(sphinx.search.languages, code)
    monkeypatch.setattr(sphinx.search, "languages", plain)
    monkeypatch.setattr("sphinx_glossterm.write.search.languages", plain)
    return plain


def search_language(built: Built) -> Any:
    """Sphinx's language of a search; for ours, the language it is made for."""
    found = built.app.builder.indexer.lang  # type: ignore[attr-defined]
    if isinstance(found, SearchWords):
        return found.site_language, found.has_hindi, found.stemming.__name__
    return type(found)


ENTRY: Final = """
.. term:: Token
   :aka: Word piece
   :abbr: TK
   :forms: tokens, tokenised

   A piece of text.

.. term:: Weight

   A number.
"""
HINDI: Final = {
    "Token": "टोकन",
    "Word piece": "शब्द-खण्ड",
    "tokens": "टोकनों",
    "tokenised": "टोकनीकृत",
    "Weight": "भार",
}


@pytest.fixture
def glossary(project: Project) -> Project:
    return project.write("index.rst", f"Words\n=====\n{ENTRY}").translate("index", HINDI)


def test_hindi_is_registered_where_sphinx_has_none(glossary: Project, registry: dict[str, Any]) -> None:
    assert search_language(glossary.build(language="hi")) == ("hi", True, "_Porter")
    assert registry["en"] is SearchEnglish


def test_a_hindi_search_that_is_there_already_stays(glossary: Project, registry: dict[str, Any]) -> None:
    class Other(sphinx.search.SearchLanguage):
        lang = "hi"

    registry["hi"] = Other
    assert search_language(glossary.build(language="hi")) is Other


def test_an_english_site_without_hindi_keeps_sphinx_search(project: Project) -> None:
    project.write("index.rst", f"Words\n=====\n{ENTRY}")
    assert search_language(project.build()) is SearchEnglish
    assert search_language(project.build(glossterm_languages={"en": "E", "de": "D"})) is SearchEnglish


@pytest.mark.parametrize("language", ["en", "en_GB"])
def test_an_english_site_with_hindi_takes_hindi_words(glossary: Project, language: str) -> None:
    built = glossary.build(language=language)
    assert search_language(built) == (language, True, "_Porter")
    assert built.app.builder.indexer.lang.lang == language  # type: ignore[attr-defined]


def test_languages_named_by_the_author_decide(glossary: Project) -> None:
    assert search_language(glossary.build(glossterm_languages={"en": "English"})) is SearchEnglish
    both = {"en": "English", "hi": "हिन्दी"}
    assert search_language(glossary.build(glossterm_languages=both)) == ("en", True, "_Porter")


@pytest.mark.parametrize(
    ("language", "published", "found"),
    [
        ("bn", ["en"], ("bn", False, "_Porter")),
        ("mr-IN", ["en"], ("mr-IN", False, "_Porter")),
        ("zh_CN", ["en"], ("zh_CN", False, "_Porter")),
        ("ja", ["en"], ("ja", False, "_Porter")),
        ("de", ["hi"], ("de", True, "SearchGerman")),
        ("de", ["ur"], ("de", False, "SearchGerman")),
        ("ru", ["ko"], ("ru", False, "SearchRussian")),
        ("en", ["th"], ("en", False, "_Porter")),
    ],
)
def test_sites_with_words_that_sphinx_cuts_apart_take_ours(
    project: Project, language: str, published: list[str], found: tuple[str, bool, str]
) -> None:
    project.write("index.rst", f"Words\n=====\n{ENTRY}")
    names = dict.fromkeys([language, "en", *published], "Name")
    assert search_language(project.build(language=language, glossterm_languages=names)) == found


@pytest.mark.parametrize("language", ["de", "ru", "tr", "vi", "pt_BR", "xx"])
def test_sites_whose_words_sphinx_divides_rightly_keep_its_search(
    project: Project, language: str
) -> None:
    project.write("index.rst", f"Words\n=====\n{ENTRY}")
    names = dict.fromkeys([language, "en", "pl"], "Name")
    found = search_language(project.build(language=language, glossterm_languages=names))
    assert found.__module__.startswith("sphinx.search.")


# ---- words without spaces, and with optional signs


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("这是一个容器编排系统。", "容器"),
        ("データベースを使う", "ベース"),
        ("한국어는 언어다", "한국어"),
        ("ฐานข้อมูลเชิงสัมพันธ์", "ข้อมูล"),
        ("ＡＰＩ接口", "api"),
        ("红黑树", "树"),
        ("الكِتَابُ", "الكتاب"),
        ("কন্টেইনারের", "কন্টেইনারের"),
        ("கொள்கலன்", "கொள்கலன்"),
        ("con\u00adtainer", "container"),
        ("葛\U000e0100飾", "葛飾"),
    ],
)
def test_names_are_found_within_text(hindi: SearchWords, text: str, query: str) -> None:
    index = {hindi.stem(word) for word in hindi.split(text)}
    # As the page does: pairs of letters, or one letter alone.
    wanted = [word for word in hindi.split(query) if len(word) > 1] or hindi.split(query)
    assert {hindi.stem(word) for word in wanted} <= index


def test_no_name_is_found_in_words_it_is_not_in(hindi: SearchWords) -> None:
    assert "容器" not in hindi.split("容量和机器")
    assert hindi.split("कंटेनर") == ["कंटेनर"]
    assert hindi.split("কন্টেইনার") == ["কন্টেইনার"]


def test_the_authors_choice_of_a_search_language_stays(glossary: Project) -> None:
    assert search_language(glossary.build(html_search_language="en")) is SearchEnglish


# ---- names in the index


def index_of(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    found: dict[str, Any] = json.loads(text[len("Search.setIndex(") : -1])
    return found


def titles(built: Built) -> dict[str, str | None]:
    """Titles to be found by, with their anchors."""
    return {title: places[0][1] for title, places in index_of(built)["alltitles"].items()}


def object_names(built: Built) -> set[str]:
    return {row[4] for rows in index_of(built)["objects"].values() for row in rows}


def finds(built: Built, query: str) -> bool:
    """Whether the index has every word of a query, as the page looks it up."""
    index, language = index_of(built), built.app.builder.indexer.lang  # type: ignore[attr-defined]
    # A word that no page has any more stays, with an empty list.
    return all(
        any(index[where].get(stem, []) != [] for where in ("terms", "titleterms"))
        for stem in found_by(language, query)
    )


def documents(built: Built, query: str) -> set[str]:
    """The documents that have every word of a query."""
    index, language = index_of(built), built.app.builder.indexer.lang  # type: ignore[attr-defined]
    found = []
    for stem in found_by(language, query):
        places = [index[where].get(stem, []) for where in ("terms", "titleterms")]
        numbers = {n for place in places for n in (place if isinstance(place, list) else [place])}
        found.append({index["docnames"][n] for n in numbers})
    return set.intersection(*found)


ALL_NAMES: Final = [*HINDI, *HINDI.values(), "TK"]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_name_in_both_languages_is_found_from_either_site(
    glossary: Project, language: str
) -> None:
    built = glossary.build(language=language)
    assert [name for name in ALL_NAMES if not finds(built, name)] == []
    assert not finds(built, "खँडहर")
    assert not finds(built, "ruin")


def test_shown_names_of_the_other_language_lead_to_the_entry(glossary: Project) -> None:
    english, hindi = titles(glossary.build()), titles(glossary.build(language="hi"))
    assert {name: english.get(name) for name in ("टोकन", "शब्द-खण्ड", "भार")} == {
        "टोकन": "token",
        "शब्द-खण्ड": "token",
        "भार": "weight",
    }
    assert {name: hindi.get(name) for name in ("Token", "Word piece", "Weight")} == {
        "Token": "token",
        "Word piece": "token",
        "Weight": "weight",
    }


@pytest.mark.parametrize("language", ["en", "hi"])
def test_forms_in_latin_letters_find_the_hindi_entry(project: Project, language: str) -> None:
    project.write("index.rst", "Words\n=====\n")
    project.write(
        "a.rst", ":orphan:\n\n.. term:: Language\n   :forms: languages\n\n   What people speak.\n"
    )
    project.write("b.rst", ":orphan:\n\n.. term:: Year 2019\n\n   A year.\n")
    # One line of a catalogue for all forms: a translator may add to them.
    project.translate("a", {"Language": "भाषा", "languages": "भाषाएँ, bhasha, bhaashaa"})
    built = project.build(language=language)
    assert [name for name in ("भाषा", "भाषाओं", "bhasha", "Bhaashaa") if not finds(built, name)] == []
    assert not finds(built, "bhasa")
    for query in ("bhasha", "भाषाओं"):
        assert documents(built, query) == {"a"}
    for query in ("2019", "२०१९"):
        assert documents(built, query) == {"b"}


def test_forms_are_not_shown_among_the_results(glossary: Project) -> None:
    for language in ("en", "hi"):
        built = glossary.build(language=language)
        shown = titles(built).keys() | object_names(built)
        assert shown.isdisjoint({"tokens", "tokenised", "टोकनों", "टोकनीकृत"})


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub", "text", "latex"])
def test_hidden_names_are_in_no_output(glossary: Project, builder: str) -> None:
    built = glossary.build(builder, copyright="Us")
    assert built.warnings == []
    written = [
        path.read_text("utf-8")
        for path in built.app.outdir.rglob("*")
        if path.suffix in {".html", ".xhtml", ".txt", ".tex"}
    ]
    assert written
    assert not [name for name in HINDI.values() for text in written if name in text]
    assert not [text for text in written if "tokenised" in text]


def test_names_with_markup_are_words_only(glossary: Project) -> None:
    """The search page of Sphinx 8 would take them for HTML."""
    glossary.translate("index", {"Token": "टोकन <img src=x onerror=alert(1)>"})
    built = glossary.build()
    assert [title for title in titles(built) if "<" in title] == []
    assert finds(built, "टोकन")


def test_unfinished_translations_are_left_out(glossary: Project) -> None:
    path = glossary.folder / "locales/hi/LC_MESSAGES/index.po"
    text = path.read_text("utf-8").replace('msgid "Weight"', '#, fuzzy\nmsgid "Weight"')
    path.write_text(text, "utf-8")
    assert "भार" not in titles(glossary.build())
    assert "भार" in titles(glossary.build(out="fuzzy", gettext_allow_fuzzy_translations=True))


def test_compiled_catalogues_serve_as_well(glossary: Project) -> None:
    plain = index_of(glossary.build(out="plain"))
    glossary.build(language="hi")
    assert (glossary.folder / "locales/hi/LC_MESSAGES/index.mo").is_file()
    assert index_of(glossary.build(out="compiled")) == plain


def test_the_source_folder_is_left_alone(glossary: Project) -> None:
    glossary.build()
    assert not list(glossary.folder.rglob("*.mo"))


# ---- incremental and parallel builds


@pytest.fixture
def pages(project: Project) -> Project:
    project.write("index.rst", "Words\n=====\n\n.. termindex::\n")
    for number in range(8):
        project.write(f"p{number}.rst", f".. term:: Word{number}\n   :forms: form{number}\n\n   Text.\n")
        names = {f"Word{number}": f"शब्द{number}", f"form{number}": f"रूप{number}"}
        project.translate(f"p{number}", names)
    return project


def names_of(pages: Project) -> Iterator[str]:
    for number in range(8):
        yield from (f"Word{number}", f"form{number}", f"शब्द{number}", f"रूप{number}")


def test_parallel_builds_find_the_same(pages: Project) -> None:
    one = pages.build(out="one")
    assert [name for name in names_of(pages) if not finds(one, name)] == []
    assert index_of(pages.build(jobs=2, out="two")) == index_of(one)


def test_pages_that_are_not_written_again_keep_their_names(pages: Project) -> None:
    pages.build()
    pages.write("p3.rst", ".. term:: Word3\n   :forms: other3\n\n   New text.\n")
    built = pages.build()
    assert "p5" not in built.written
    assert [name for name in names_of(pages) if not finds(built, name)] == ["form3", "रूप3"]
    assert finds(built, "other3")


def test_a_new_translation_into_the_other_language_is_found(pages: Project) -> None:
    pages.build()
    assert pages.build().written == set()
    pages.translate("p2", {"Word2": "नयाशब्द", "form2": "नयारूप"})
    po = pages.folder / "locales/hi/LC_MESSAGES/p2.po"
    later = po.stat().st_mtime_ns + 2_000_000_000
    os.utime(po, ns=(later, later))
    built = pages.build()
    assert "p2" in built.written
    assert "p5" not in built.written
    assert finds(built, "नयाशब्द नयारूप")
    assert not finds(built, "शब्द2")
    assert titles(built)["नयाशब्द"] == "word2"
