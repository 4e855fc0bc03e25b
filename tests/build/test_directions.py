"""Which way words are written: ``lang`` and ``dir`` on pages in either direction."""

from __future__ import annotations

import re
from typing import Any, Final

import pytest
from lxml import html
from support import Built, Project

SOURCE: Final = """
Words
=====

.. term:: Token
   :aka: Piece
   :category: Basics

   A piece of text.

   .. deepdive::

      More about it.

.. term:: Weight
   :related: Token

   A number, see :term:`Token`.

.. termindex::
   :style: cards
"""
URDU: Final = {"Weight": "وزن", "A number, see :term:`Token`.": "ایک عدد۔ :term:`وزن <Token>`"}


def tree(built: Built, page: str = "index.html") -> Any:
    return html.fromstring(built.text(page))


def languages(built: Built, path: str) -> list[tuple[str, str | None, str | None]]:
    """Text, language and direction of elements."""
    return [
        (" ".join(node.text_content().split()), node.get("lang"), node.get("dir"))
        for node in tree(built).xpath(path)
    ]


def classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


@pytest.fixture
def urdu(project: Project) -> Built:
    project.write("index.rst", SOURCE).write("plain.rst", ":orphan:\n\nPlain\n=====\n\nText.\n")
    return project.translate("index", URDU, language="ur").build(language="ur")


def test_what_is_ours_says_that_it_is_written_from_right_to_left(urdu: Built) -> None:
    page = tree(urdu)
    assert [node.get("id") for node in page.xpath("//section[@dir='rtl']")] == ["token", "weight"]
    (index,) = page.xpath("//div[@class='glossterm-index']")
    assert index.get("dir") == "rtl"
    # Within an entry it follows from the entry.
    assert page.xpath("//section//details/@dir") == []


def test_english_words_on_an_urdu_page_are_english_and_from_left_to_right(urdu: Built) -> None:
    page = tree(urdu)
    english = page.xpath("//*[@lang='en']")
    assert len(english) > 5
    assert {node.get("dir") for node in english} == {"ltr"}
    texts = {" ".join(node.text_content().split()) for node in english}
    assert {"Token", "Piece", "Basics", "A piece of text.", "More about it."} <= texts
    (definition,) = page.xpath("//section[@id='token']/div[@class='glossterm-definition']/p")
    assert "glossterm-ltr" in classes(definition)
    shorts = page.xpath("//div[@class='glossterm-index']//p[contains(@class, 'glossterm-short')]")
    assert sorted("glossterm-ltr" in classes(short) for short in shorts) == [False, True]


def test_translated_words_have_no_marks(urdu: Built) -> None:
    page = tree(urdu)
    (title,) = page.xpath("//section[@id='weight']/h2/dfn")
    assert (title.text_content(), title.xpath("ancestor-or-self::*[@lang]/@lang")) == ("وزن", ["ur"])


def test_the_page_is_told_by_a_script_on_pages_that_show_something_of_ours(urdu: Built) -> None:
    found = tree(urdu).xpath("//script[contains(@src, 'glossterm-direction.js')]")
    assert [script.get("data-direction") for script in found] == ["rtl"]
    plain = tree(urdu, "plain.html")
    assert not [address for address in plain.xpath("//@src | //@href") if "glossterm" in address]


@pytest.mark.parametrize("language", ["en", "de"])
def test_pages_of_one_direction_do_not_speak_of_it(project: Project, language: str) -> None:
    project.write("index.rst", SOURCE).translate("index", {"Token": "Token"}, language="de")
    built = project.build(language=language)
    assert tree(built).xpath("//@dir") == []
    assert "glossterm-direction" not in built.text("index.html")
    assert not (built.app.outdir / "_static/glossterm-direction.js").exists()


def test_a_source_from_right_to_left_is_marked_on_an_english_page(project: Project) -> None:
    project.write(
        "index.rst",
        "كلمات\n=====\n\n.. term:: رمز\n   :aka: API\n\n   قطعة من النص.\n\n.. term:: وزن\n\n   رقم.\n",
    )
    project.translate("index", {"وزن": "Weight"}, language="en")
    built = project.build(language="en", glossterm_source_language="ar")
    assert languages(built, "//section[@class='glossterm']//dfn/descendant-or-self::*[@lang]") == [
        ("رمز", "ar", "rtl")
    ]
    assert ("قطعة من النص.", "ar", "rtl") in languages(built, "//p/span")
    (page,) = tree(built).xpath("/html")
    assert page.get("dir") is None


def test_latin_names_in_a_hindi_source_are_not_hindi(project: Project) -> None:
    project.write(
        "index.rst",
        "शब्द\n====\n\n.. term:: API\n   :aka: REST API, इंटरफ़ेस\n   :category: Web\n\n   जोड़।\n",
    )
    project.translate("index", {"शब्द": "Words"}, language="en")
    built = project.build(language="en", glossterm_source_language="hi")
    marked = {text for text, _lang, _dir in languages(built, "//body//*[@lang='hi']")}
    assert marked == {"इंटरफ़ेस", "जोड़।"}
    [description] = built.page("index").xpath("//meta[@name='description']")
    assert (description.get("content"), description.get("lang")) == ("जोड़।", "hi")


def test_links_to_a_language_of_the_other_direction_say_so(project: Project) -> None:
    project.write("index.rst", SOURCE).translate("index", URDU, language="ur")
    built = project.build(glossterm_languages={"en": "English", "ur": "اردو", "de": "Deutsch"})
    links = languages(built, "//nav[contains(@class, 'glossterm-languages')]//a")
    titles = {
        ("اردو: وزن", "ur", "rtl"),
        ("اردو", "ur", "rtl"),
    }  # of what is translated, and what is not
    assert set(links) == {("Deutsch", "de", None), *titles}


def test_previews_and_markup_carry_it_too(project: Project) -> None:
    project.write("index.rst", SOURCE.replace("A piece", "A *piece*").replace("Weight", "*Weight* of"))
    project.translate("index", {"Words": "الفاظ"}, language="ur")
    built = project.build(language="ur")
    previews = "".join(
        path.read_text("utf-8") for path in built.app.outdir.rglob("glossterm-previews/*")
    )
    english = re.findall(r'<[^>]*lang=\\"en\\"[^>]*>', previews)
    assert len(english) > 3
    assert [tag for tag in english if r"dir=\"ltr\"" not in tag] == []


def test_an_e_book_is_written_from_right_to_left(project: Project) -> None:
    project.write("index.rst", SOURCE).translate("index", URDU, language="ur")
    built = project.build("epub", language="ur", copyright="Us")
    assert 'xml:lang="ur" dir="rtl"' in built.text("index.xhtml")
