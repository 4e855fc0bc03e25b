"""The names of all languages of the site: as a table, and behind the links to other languages."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement
from support import Built, Project, links, needs_myst, texts

LANGUAGES = {"en": "English", "ur": "اردو", "zh_CN": "中文", "de": "Deutsch"}
TERMS = """
Terms
=====

.. term:: Token
   :aka: Piece of text, Unit
   :abbr: TK
   :forms: tokens

   A piece.

.. term:: C++

   A language.

.. term:: Apple
   :category: Fruit

   It is red.

.. term:: Weight

   A number.
"""
GERMAN = {
    "Token": "Zeichen",
    "Unit": "Einheit, kleinste",
    "TK": "ZK",
    "tokens": "Zeichenfolgen",
    "C++": "C++",
    "Apple": "Äpfel",
}
URDU = {"Token": "ٹوکن", "Weight": "وزن", "Unit": "اکائی"}
CHINESE = {"Token": "词元", "Weight": "权重", "Apple": "苹果"}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"glossterm_languages": LANGUAGES}
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   terms\n   part/list\n")
    project.write("terms.rst", TERMS)
    project.write(
        "part/list.rst", "List\n====\n\n.. termindex::\n   :style: languages\n   :group: none\n"
    )
    project.translate("terms", GERMAN, "de").translate("terms", URDU, "ur")
    return project.translate("terms", CHINESE, "zh_CN")


def cells(page: HtmlElement) -> list[list[str]]:
    """What each row of all tables of languages shows, the heads among them."""
    rows = page.cssselect(".glossterm-translations tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def table(built: Built) -> list[list[str]]:
    return cells(built.page("part/list"))


def test_each_language_has_a_column(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    assert table(built) == [
        ["English", "اردو", "中文", "Deutsch"],
        ["Apple", "–", "苹果", "Äpfel"],
        ["C++", "–", "–", "C++"],
        ["Token, Piece of text, Unit, TK", "ٹوکن, اکائی", "词元", "Zeichen; Einheit, kleinste; ZK"],
        ["Weight", "وزن", "权重", "–"],
    ]
    page = built.page("part/list")
    assert texts(page, ".glossterm-letters, .glossterm-category, dt") == []


def test_own_language_comes_first_then_the_source(site: Project) -> None:
    built = site.build(language="de")
    assert table(built) == [
        ["Deutsch", "English", "اردو", "中文"],
        ["Äpfel", "Apple", "–", "苹果"],
        ["C++", "C++", "–", "–"],
        # An entry always has a title: the source title stands in.
        ["Weight", "Weight", "وزن", "权重"],
        ["Zeichen; Einheit, kleinste; ZK", "Token, Piece of text, Unit, TK", "ٹوکن, اکائی", "词元"],
    ]
    found = built.page("part/list").cssselect(".glossterm-translations td:first-child [lang]")
    assert [(mark.text_content(), mark.get("lang")) for mark in found] == [("Weight", "en")]


def test_cells_say_their_language_and_lead_there(site: Project) -> None:
    page = site.build().page("part/list")
    [row] = [row for row in page.cssselect("tbody tr") if row[0].text_content().startswith("Token")]
    assert [(cell.get("lang"), cell.get("dir")) for cell in row] == [
        (None, None), ("ur", "rtl"), ("zh-CN", None), ("de", None)
    ]  # fmt: skip
    assert links(row, "a") == [
        ("Token", "../terms.html#token"),
        ("ٹوکن", "../../ur/terms.html#token"),
        ("词元", "../../zh_CN/terms.html#token"),
        ("Zeichen", "../../de/terms.html#token"),
    ]
    assert [link.get("hreflang") for link in row.cssselect("a")] == [None, "ur", "zh-CN", "de"]
    heads = page.cssselect(".glossterm-translations th")
    assert [(head.get("lang"), head.get("dir")) for head in heads] == [
        (None, None), ("ur", "rtl"), ("zh-CN", None), ("de", None)
    ]  # fmt: skip
    missing = page.cssselect("tbody tr:first-child td")[1]
    assert dict(missing.attrib) == {"dir": "rtl"}
    right = site.build(language="ur").page("part/list").cssselect("tbody tr:first-child td")
    assert [cell.get("dir") for cell in right] == [None, "ltr", "ltr", "ltr"]


def ranks(page: HtmlElement) -> dict[str, list[int]]:
    rows = page.cssselect("tr[data-ranks]")
    return {
        row.cssselect("a")[0].text_content(): [*map(int, row.get("data-ranks", "").split())]
        for row in rows
    }


def test_rows_know_their_place_in_each_language(site: Project) -> None:
    pytest.importorskip("icu")
    # By sound: píngguǒ, quánzhòng; the first word of the third is cíyuán.
    assert ranks(site.build().page("part/list")) == {
        "Apple": [1, 0, 2, 1],
        "C++": [2, 0, 0, 2],
        "Token": [3, 1, 1, 3],
        "Weight": [4, 2, 3, 0],
    }
    page = site.build(language="de").page("part/list")
    assert ranks(page)["Weight"] == [3, 4, 2, 3]
    sorts = [head.get("aria-sort") for head in page.cssselect(".glossterm-translations th")]
    assert sorts == ["ascending", "none", "none", "none"]


def test_without_the_filter_nothing_is_sorted(site: Project) -> None:
    site.write(
        "part/list.rst",
        "List\n====\n\n.. termindex::\n   :style: languages\n   :nofilter:\n",
    )
    page = site.build().page("part/list")
    assert len(page.cssselect(".glossterm-translations")) == 4  # a letter each
    assert texts(page, ".glossterm-letters a") == ["A", "C", "T", "W"]
    assert page.cssselect("[aria-sort], [data-ranks], [data-names]") == []


def test_what_readers_find_rows_by_stays(site: Project) -> None:
    page = site.build().page("part/list")
    assert page.cssselect("tr[data-names]")[2].get("data-names", "").split("\n") == [
        "Token", "Piece of text", "Unit", "TK", "tokens", "ٹوکن", "اکائی", "词元",
        "Zeichen", "Einheit, kleinste", "ZK", "Zeichenfolgen",
    ]  # fmt: skip


def test_names_that_two_languages_share(site: Project) -> None:
    site.translate("terms", {"C++": "C++", "Token": "Zeichen"}, "ur")
    rows = table(site.build())
    assert [row[1] for row in rows[1:]] == ["–", "C++", "Zeichen", "–"]
    assert [row[3] for row in rows[2:4]] == ["C++", "Zeichen; Einheit, kleinste; ZK"]


def test_languages_by_their_catalogues(site: Project) -> None:
    built = site.build(glossterm_languages={})
    assert table(built)[0] == ["English", "Deutsch", "اردو", "中文 (简体, 中国)"]
    # The addresses of those pages are unknown.
    assert {text for text, _ in links(built.page("part/list"), "td a")} == {
        "Apple", "C++", "Token", "Weight"
    }  # fmt: skip


def test_a_site_with_one_language(site: Project) -> None:
    built = site.build(glossterm_languages={"en": "English"})
    assert table(built)[:2] == [["English"], ["Apple"]]
    assert ranks(built.page("part/list"))["Weight"] == [4]


def test_two_folders_of_catalogues_make_one_name(site: Project) -> None:
    more = site.folder / "more/de/LC_MESSAGES"
    more.mkdir(parents=True)
    own = site.folder / "locales/de/LC_MESSAGES/terms.po"
    (more / "terms.po").write_text(own.read_text("utf-8").replace("Zeichen", "Marke"), "utf-8")
    for dirs, title in ((["locales", "more"], "Zeichen"), (["more", "locales"], "Marke")):
        built = site.build(locale_dirs=dirs)
        assert table(built)[3][3] == f"{title}; Einheit, kleinste; ZK"
        assert (
            site.build(language="de", locale_dirs=dirs).page("terms").cssselect("dfn")[0].text == title
        )


def test_a_changed_translation_elsewhere_changes_the_table(site: Project) -> None:
    site.build()
    # A name that the row is found by anyway.
    site.translate("terms", {**URDU, "C++": "C++"}, "ur")
    built = site.build()
    assert "part/list" in built.written
    assert table(built)[2] == ["C++", "C++", "–", "C++"]
    assert site.build().written == set()


@needs_myst
def test_myst(site: Project) -> None:
    site.remove("part/list.rst")
    site.write("part/list.md", "# List\n\n```{termindex}\n:style: languages\n:group: category\n```\n")
    built = site.build()
    assert built.warnings == []
    assert texts(built.page("part/list"), ".glossterm-group > h2") == ["Fruit", "Other terms"]
    assert table(built)[1] == ["Apple", "–", "苹果", "Äpfel"]


@pytest.mark.parametrize("builder", ["text", "man", "latex", "texinfo"])
def test_other_formats_have_the_table(site: Project, builder: str) -> None:
    built = site.build(builder, latex_engine="xelatex", man_pages=[("index", "site", "", "", "1")])
    assert built.warnings == []
    [file] = [
        path
        for path in built.app.outdir.rglob("*")
        if path.suffix in {".txt", ".1", ".tex", ".texi"} and "Äpfel" in path.read_text("utf-8")
    ]
    text = file.read_text("utf-8")
    places = [text.rindex(word) for word in ("اردو", "苹果", "词元", "权重")]
    assert places == sorted(places)
    assert "–" in text


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_one_page_and_e_books_have_the_table(site: Project, builder: str) -> None:
    site.conf |= {"copyright": "Us", "epub_show_urls": "no"}
    built = site.build(builder)
    assert built.warnings == []
    [path] = [
        path
        for path in built.app.outdir.rglob("*.*html")
        if "glossterm-translations" in path.read_text("utf-8")
    ]
    page = lxml.html.fromstring(path.read_bytes())
    assert cells(page)[3] == [
        "Token, Piece of text, Unit, TK", "ٹوکن, اکائی", "词元", "Zeichen; Einheit, kleinste; ZK"
    ]  # fmt: skip
    marks = page.cssselect(".glossterm-translations tbody tr:nth-child(3) td span[lang]")
    assert [(mark.get("lang"), mark.get("dir")) for mark in marks] == [
        ("ur", "rtl"), ("zh-CN", None), ("de", None)
    ]  # fmt: skip
    assert page.cssselect("[aria-sort], [data-ranks]") == []


# ---- on an entry's page


def test_links_to_other_languages_say_the_title_there(site: Project) -> None:
    page = site.build().page("terms")
    assert texts(page, "#token .glossterm-languages p") == [
        "In other languages: اردو: ٹوکن, 中文: 词元, Deutsch: Zeichen"
    ]
    assert texts(page, "#c-plus-plus .glossterm-languages a") == ["اردو", "中文", "Deutsch"]
    [link, *_] = page.cssselect("#token .glossterm-languages a")
    assert (link.get("lang"), link.get("dir"), link.get("aria-label")) == ("ur", "rtl", None)
    page = site.build(language="de").page("terms")
    assert texts(page, "#token .glossterm-languages a") == ["English: Token", "اردو: ٹوکن", "中文: 词元"]
    assert texts(page, "#weight .glossterm-languages a") == ["English", "اردو: وزن", "中文: 权重"]


def test_a_title_with_a_comma_in_the_line(site: Project) -> None:
    site.translate("terms", {"Apple": "Apfel, der"}, "de")
    assert texts(site.build().page("terms"), "#apple .glossterm-languages p") == [
        "In other languages: اردو; 中文: 苹果; Deutsch: Apfel, der"
    ]
