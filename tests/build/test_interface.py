"""The interface's words in pages: in the language of the build, else marked as English; never searched."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from lxml.html import HtmlElement
from support import Built, Project, texts

from sphinx_glossterm.messages import Label
from sphinx_glossterm.terms.remote import FORMAT_VERSION

ENTRIES: Final = """
    .. term:: Token
       :aka: Piece
       :category: Text
       :tags: small
       :related: Word, far:thing
       :status: draft
       :pos: noun
       :source: A book
       :note: Rare.
       :avoid: tok

       A piece of text, as in :term:`Word`.

       .. whymatters::

          It costs.

       .. deepdive::

          Long.

       .. procon::

          .. pro::

             Good.

          .. con::

             Bad.

    .. term:: Word
       :category: Speech
       :pos: verb

       A longer piece.

    .. term:: Old
       :pos: adjective
       :see: Word

    .. term:: Olden
       :pos: adverb
       :see: Word

    .. term:: Oldest
       :pos: properNoun
       :see: Word

    .. term:: Older
       :status: deprecated
       :replaced-by: Word

       Not used.
    """


# Another project's glossary: the project is called as the word of the interface has it.
FAR: Final = {
    "version": FORMAT_VERSION,
    "title": "{project}",
    "base": "https://far.example.org/",
    "source_language": "en",
    "languages": ["en"],
    "entries": [{"id": "thing", "page": "#thing", "languages": {"en": {"title": "Thing"}}}],
}


@pytest.fixture
def glossary(project: Project) -> Project:
    project.conf["glossterm_show_avoided"] = True
    project.conf["glossterm_languages"] = {"en": "English", "et": "eesti", "de": "Deutsch"}
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   words\n   list\n")
    project.write("words.rst", ENTRIES)
    project.write("far.json", json.dumps(FAR))
    project.conf["glossterm_remote"] = {"far": "far.json"}
    return project.write(
        "list.rst",
        "All\n===\n\n.. termindex::\n\n.. termindex::\n   :style: table\n   :category: Speech\n   :tags: small\n",
    )


def language_of(element: HtmlElement) -> str | None:
    return next(
        (each.get("lang") for each in [element, *element.iterancestors()] if each.get("lang")), ""
    )


def languages(built: Built, words: set[str]) -> dict[str, set[str | None]]:
    """For each of these words, in which languages the pages say it is."""
    found: dict[str, set[str | None]] = {}
    for name in ("words", "list"):
        page = built.page(name)
        for element in page.cssselect("[role=main] *, .body *, article *"):
            text = (element.text or "").strip().rstrip(":")
            if text in words:
                found.setdefault(text, set()).add(language_of(element))
    return found


SHOWN: Final = {
    which.value
    for which in Label
    if which.name
    not in {"COUNT", "NAVIGATION", "LETTERS", "BACK", "STATUS", "LABELLED", "UNCATEGORIZED", "TERM"}
    and which.name not in {"DEFINITION", "CATEGORY", "TAGS"}
}


def test_without_a_catalogue_words_are_english_and_say_so(glossary: Project) -> None:
    built = glossary.build(language="et", glossterm_source_language="et")
    assert built.warnings == []
    assert languages(built, SHOWN) == {text: {"en"} for text in SHOWN}
    assert language_of(built.page("words").cssselect("dfn")[0]) == "et"


def test_in_english_nothing_says_so(glossary: Project) -> None:
    found = languages(glossary.build(), SHOWN)
    assert found == {text: {"en"} for text in SHOWN}  # of the page itself
    assert not glossary.build(out="again").page("words").xpath("//section//*[@lang='en']")


def test_with_a_catalogue_they_are_in_its_language(glossary: Project) -> None:
    built = glossary.build(language="de", glossterm_source_language="de")
    assert languages(built, SHOWN) == {}
    page = built.page("words")
    assert texts(page, ".glossterm-why h2, .glossterm-why h3") == ["Warum das wichtig ist"]
    english = page.xpath("//section[contains(@class, 'glossterm')]//*[@lang='en' and not(@hreflang)]")
    assert {element.text_content() for element in english} == {"Thing"}  # the other project's title


@pytest.mark.parametrize(
    ("language", "label"), [("fr", "\u00a0:"), ("ja", "："), ("zh_CN", "："), ("hi", ":"), ("et", ":")]
)
def test_labels_have_the_sign_of_their_language(glossary: Project, language: str, label: str) -> None:
    built = glossary.build(language=language, glossterm_source_language=language)
    [aka] = built.page("words").cssselect(".glossterm-aka .glossterm-label")
    assert aka.text_content().endswith(label)
    assert aka.text_content()[: -len(label)].strip() == aka.text_content()[: -len(label)]


def test_a_region_has_the_words_of_its_language(glossary: Project) -> None:
    built = glossary.build(language="hi_IN", glossterm_source_language="hi_IN")
    assert texts(built.page("words"), ".glossterm-deepdive summary") == ["विस्तार से"]


def own_words(project: Project, **words: str) -> None:
    messages = {Label[name].value: text for name, text in words.items()}
    project.translate("sphinx_glossterm", messages, language="hi")


def test_a_project_s_own_catalogue_comes_before_the_package_s(glossary: Project) -> None:
    own_words(glossary, DEEPDIVE="गहराई से", ALL_TERMS="पूरी सूची")
    built = glossary.build(language="hi", glossterm_labels={"hi": {"Pros": "भला"}})
    assert built.warnings == []
    page = built.page("words")
    assert texts(page, ".glossterm-deepdive summary") == ["गहराई से"]
    assert texts(page, ".glossterm-nav-all")[0] == "पूरी सूची"
    assert texts(page, ".glossterm-pro h2, .glossterm-pro h3") == ["भला"]
    assert texts(page, ".glossterm-con h2, .glossterm-con h3") == ["नुकसान"]


def test_pages_follow_a_changed_catalogue(glossary: Project) -> None:
    glossary.build(language="hi")
    for text in ("गहराई से", "और गहराई से"):
        own_words(glossary, DEEPDIVE=text)
        built = glossary.build(language="hi")
        assert texts(built.page("words"), ".glossterm-deepdive summary") == [text]
    assert glossary.build(language="hi").written == set()


def test_a_word_in_a_project_s_catalogue_is_text(glossary: Project) -> None:
    own_words(glossary, DEEPDIVE="<b>x</b>", ALL_TERMS="<i>y</i>", FILTER='"><script>z</script>')
    built = glossary.build(language="hi")
    for name in ("words", "list"):
        assert not built.page(name).xpath("//article//b|//i|//script[contains(., 'z')]")
    assert texts(built.page("words"), ".glossterm-deepdive summary") == ["<b>x</b>"]


def search_terms(built: Built) -> set[str]:
    index = Path(built.app.outdir, "searchindex.js").read_text("utf-8")
    found = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    return {*found["terms"]}


@pytest.mark.parametrize("language", ["en", "hi", "et"])
def test_the_search_knows_the_project_s_words_alone(glossary: Project, language: str) -> None:
    glossary.write("plain.rst", ":orphan:\n\nPlain\n=====\n\nWords.\n")
    terms = search_terms(glossary.build(language=language))
    assert {"cost", "good"} <= {term.lower() for term in terms} or {"costs", "good"} <= terms
    words = [
        "dive",
        "matter",
        "pro",
        "con",
        "concept",
        "mention",
        "depreci",
        "draft",
        "instead",
        "languag",
    ]
    words += ["भाषाओं", "भाषा", "विस्तार", "फ़ायदे", "फायदे", "मायने"]
    assert terms.isdisjoint(words)


def test_a_language_with_a_hyphen_has_its_words_and_its_catalogues(glossary: Project) -> None:
    for folder, source, text in (("hi-IN", "Text", "पाठ"), ("hi_IN", "Speech", "वाणी")):
        catalogue = Catalog(locale="hi_IN")
        catalogue.add(source, text)
        path = glossary.folder / "locales" / folder / "LC_MESSAGES" / "glossterm.mo"
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_mo(file, catalogue)
    page = glossary.build(language="hi-IN").page("words")  # whose own catalogues Sphinx cannot compile
    assert texts(page, ".glossterm-deepdive summary") == ["विस्तार से"]
    assert texts(page, ".glossterm-category") == ["सभी शब्द / पाठ", "सभी शब्द / वाणी"]
    assert page.cssselect("dfn")[0].get("lang") == "en"


def test_languages_are_named_as_bcp_47_has_them(glossary: Project) -> None:
    names = {"en": "English", "sr@latin": "srpski", "pt_BR": "português"}
    built = glossary.build(
        glossterm_languages=names, glossterm_source_language="sr@latin", language="en", out="tags"
    )
    page = built.page("words")
    assert [link.get("hreflang") for link in page.cssselect(".glossterm-languages a")][:2] == [
        "sr-Latn",
        "pt-BR",
    ]
    assert page.cssselect("dfn")[0].get("lang") == "sr-Latn"
