"""The order of terms on written pages: Sphinx's general index, readings, and the note without ICU."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import lxml.html
import pytest
from lxml.html import HtmlElement
from sphinx.environment.adapters.indexentries import IndexEntries
from support import Built, Project, links, texts

from sphinx_glossterm.messages import Notice
from sphinx_glossterm.terms.order import HAN, collator
from sphinx_glossterm.write.latex.printed_index import PRINT_INDEX

MARKS: Final = """
    .. index::
       single: __init__
       single: --verbose
       single: 5G
       single: ज़मीन; नम
       single: ज़मीन; क़लम
       single: ज़मीन; कल
       single: ज़मीन; API
       pair: ऑनलाइन; ओस
"""
TERMS: Final = """
    Words
    =====

    .. term:: जल

       Water.

    .. term:: ज़रा

       A little.

    .. term:: API

       An interface.
"""
WORDS: Final = TERMS + MARKS
JAPANESE: Final = """
    Words
    =====

    .. termindex::

    .. term:: 用語
       :aka: 単語
       :index-key: ようご; たんご

       A word.

    .. term:: 愛

       Love.

    .. term:: いぬ

       Dog.

    .. term:: やま

       Mountain.
"""


@pytest.fixture
def words(project: Project) -> Project:
    return project.write("index.rst", WORDS)


def rows(page: HtmlElement) -> list[tuple[str, list[str]]]:
    """The rows of a general index, each with those below it."""
    found = []
    for row in page.xpath("descendant-or-self::table[contains(@class, 'indextable')]//td/ul/li"):
        text = " ".join((row.text or "").split()) or " ".join(row[0].text_content().split())
        found.append((text, texts(row, "li > ul > li")))
    return found


def grouped(built: Built, name: str = "genindex") -> dict[str, list[str]]:
    """The rows under each heading of the general index."""
    return groups_of(built.page(name))


def groups_of(page: HtmlElement) -> dict[str, list[str]]:
    groups = [(heading.text_content(), heading.getnext()) for heading in page.cssselect("h2")]
    return {
        text.strip(): [row for row, _below in rows(table)] for text, table in groups if table is not None
    }


def listed(built: Built, name: str = "index") -> dict[str, list[str]]:
    """The titles under each letter of our own index."""
    groups = built.page(name).cssselect(".glossterm-group")
    return {group[0].text_content().strip(): texts(group, "dt a") for group in groups}


# ---- the general index


@pytest.mark.parametrize("theme", ["basic", "alabaster"])
def test_general_index_is_in_dictionary_order(words: Project, theme: str) -> None:
    built = words.build(language="hi", html_theme=theme)
    assert grouped(built) == {
        "संकेत": ["--verbose", "5G"],
        "_": ["__init__"],
        "ओ": ["ऑनलाइन", "ओस"],
        "ज": ["ज़मीन", "ज़रा", "जल"],
        "A": ["API"],
    }
    below = dict(rows(built.page("genindex")))
    assert below["ज़मीन"] == ["कल", "क़लम", "नम", "API"]
    assert texts(built.page("genindex"), ".genindex-jumpbox a") == ["संकेत", "_", "ओ", "ज", "A"]


def test_general_index_of_english(words: Project) -> None:
    assert list(grouped(words.build())) == ["Symbols", "_", "A", "ओ", "ज"]


def test_what_sphinx_has_right_stays(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Words
        =====

        .. index:: single: parser; lexer
        .. index:: see: reader; parser
        .. index:: pair: loop; while
        .. index:: ! module, --debug, _private, 2to3
        .. py:function:: parse()
           :no-contents-entry:

        .. index:: module
        """,
    )
    without = project.build(out="without")
    project.write("terms.rst", ":orphan:\n\n.. term:: Zebra\n\n   An animal with stripes.\n")
    built = project.build(out="with")
    page = built.page("genindex")
    zebra = page.xpath("//li[a='Zebra']")[0]
    zebra.getparent().remove(zebra)
    ours = [each for each in groups_of(page).items() if each[0] != "Z"]
    assert ours == list(grouped(without).items())
    assert links(page, ".indextable a") == links(without.page("genindex"), ".indextable a")


def test_no_terms_no_change(project: Project) -> None:
    project.write("index.rst", f"{TERMS.split('.. term')[0]}{MARKS}")
    assert grouped(project.build(language="hi"))["ज"] == ["ज़मीन"]
    assert list(grouped(project.build(language="hi")))[1:] == ["_", "ऑ", "ओ", "ज"]


def test_sphinx_keeps_what_it_has(words: Project) -> None:
    built = words.build(language="hi")
    index = IndexEntries(built.app.env).create_index(built.app.builder)
    assert [heading for heading, _rows in index][1:] == ["_", "A", "ऑ", "ओ", "ज"]


def test_counts_are_of_the_new_groups(words: Project) -> None:
    """Themes that divide the index into columns go by them."""
    words.write(
        "_templates/genindex.html", "{{ genindexentries | map('first') | list }} {{ genindexcounts }}"
    )
    built = words.build(language="hi", templates_path=["_templates"])
    assert re.findall(r"\d+", built.text("genindex.html")) == ["2", "1", "4", "7", "1"]


def test_split_index_keeps_the_pages_of_sphinx(words: Project) -> None:
    built = words.build(language="hi", html_split_index=True)
    assert rows(built.page("genindex-ज"))[0][1] == ["कल", "क़लम", "नम", "API"]
    assert [text for text, _below in rows(built.page("genindex-ज"))] == ["ज़मीन", "ज़रा", "जल"]
    links_to = ["संकेत", "_", "ऑ", "ओ", "ज", "A"]
    for name in ("genindex", "genindex-ज"):
        found = links(built.page(name), "a[href^=genindex-]")
        assert [text for text, _link in found if len(text) < 6] == links_to * (len(found) // 6)
    assert list(grouped(built, "genindex-all")) == links_to
    assert {path.stem[9:].strip() for path in Path(built.app.outdir).glob("genindex-*")} == {
        *links_to,
        "all",
    }


def test_general_index_of_an_e_book(words: Project) -> None:
    built = words.build("epub", language="hi", html_title="Words")
    source = Path(built.app.outdir, "genindex.xhtml").read_bytes()
    page = lxml.html.fromstring(re.sub(rb"<\?xml.*?\?>", b"", source))
    assert list(groups_of(page)) == ["संकेत", "_", "ओ", "ज", "A"]
    assert [text for text, _below in rows(page)][-4:] == ["ज़मीन", "ज़रा", "जल", "API"]
    assert all("#" in link for _text, link in links(page, ".indextable a"))


# ---- readings


def test_a_reading_orders_and_chooses_the_letter(project: Project) -> None:
    pytest.importorskip("icu")
    project.write("index.rst", JAPANESE)
    built = project.build(language="ja", glossterm_source_language="ja")
    assert listed(built) == {"あ": ["いぬ"], "や": ["やま", "用語"], HAN: ["愛"]}
    assert grouped(built) == {"あ": ["いぬ"], "た": ["単語"], "や": ["やま", "用語"], HAN: ["愛"]}


def test_a_reading_does_so_in_print(project: Project) -> None:
    pytest.importorskip("icu")
    project.write("index.rst", JAPANESE)
    built = project.build(
        "latex",
        language="ja",
        glossterm_source_language="ja",
        latex_elements={"printindex": PRINT_INDEX},
        latex_documents=[("index", "book.tex", "Book", "Us", "manual")],
    )
    found = re.findall(r"\\glosstermindex(?:letter|entry)\{(.*?)\}", built.text("book.tex"))
    assert found == ["あ", "いぬ", "た", "単語", "や", "やま", "用語", HAN, "愛"]


def test_a_reading_does_so_without_icu(project: Project, without_icu: None) -> None:
    project.write("index.rst", JAPANESE)
    built = project.build(language="ja", glossterm_source_language="ja")
    assert listed(built) == {"あ": ["いぬ"], "や": ["やま", "用語"], HAN: ["愛"]}


def test_each_language_has_its_own_reading(project: Project) -> None:
    pytest.importorskip("icu")
    source = """
        Words
        =====

        .. termindex::

        .. term:: The word
           :index-key: Word

           A word.

        .. term:: Zoo

           Animals.

        .. term:: Apple

           A fruit.
    """
    project.write("index.rst", source)
    project.translate(
        "index", {"The word : Word": "用語 : ようご", "Zoo": "動物園", "Apple": "りんご"}, "ja"
    )
    project.translate("index", {"The word : Word": "शब्द", "Zoo": "चिड़ियाघर", "Apple": "सेब"})
    english, japanese, hindi = (
        project.build(),
        project.build(language="ja"),
        project.build(language="hi"),
    )
    assert listed(english) == {"A": ["Apple"], "W": ["The word"], "Z": ["Zoo"]}
    assert list(listed(japanese)) == ["や", "ら", HAN]
    assert list(listed(hindi)) == ["च", "श", "स"]
    assert [list(grouped(built)) for built in (english, japanese, hindi)] == [
        list(listed(built)) for built in (english, japanese, hindi)
    ]


def test_keys_of_a_glossary_of_sphinx_stay_headings(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Words
        =====

        .. termindex::

        .. glossary::

           plus : Operators
              Adds.

           Übung : Ü
              Practice.

        .. term:: Apple

           A fruit.
        """,
    )
    built = project.build()
    assert grouped(built) == {"A": ["Apple"], "Operators": ["plus"], "Ü": ["Übung"]}
    assert {letter: len(titles) for letter, titles in listed(built).items()} == {"A": 1, "O": 1, "U": 1}


# ---- without ICU


def notes(built: Built) -> list[str]:
    return [line for line in built.app.status.getvalue().splitlines() if "[glossterm.order]" in line]


def test_one_note_says_what_to_install(words: Project, without_icu: None) -> None:
    words.write("more.rst", ":orphan:\n\nMore\n====\n")
    built = words.build(language="ta")
    [note] = notes(built)
    assert 'dictionary order of "ta"' in note
    assert 'pip install "sphinx-glossterm[icu]"' in note
    assert built.warnings == []
    assert Notice.ORDER.meaning.endswith(".")


@pytest.mark.parametrize("suppressed", ["glossterm", "glossterm.order", "glossterm.*"])
def test_the_note_can_be_suppressed(words: Project, without_icu: None, suppressed: str) -> None:
    assert notes(words.build(language="ta", suppress_warnings=[suppressed])) == []


@pytest.mark.parametrize("language", ["en", "hi", "en_GB"])
def test_no_note_where_nothing_is_missing(words: Project, without_icu: None, language: str) -> None:
    assert notes(words.build(language=language)) == []


def test_no_note_with_icu(words: Project) -> None:
    pytest.importorskip("icu")
    assert notes(words.build(language="ta")) == []


def test_no_note_without_terms(project: Project, without_icu: None) -> None:
    project.write("index.rst", MARKS)
    assert notes(project.build(language="ta")) == []


def test_no_note_where_nothing_is_shown(words: Project, without_icu: None) -> None:
    assert notes(words.build("gettext", language="ta")) == []


def test_pages_are_written_again_once_icu_is_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("icu")
    project.write("index.rst", JAPANESE.replace("いぬ", "API"))
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "icu", None)
        collator.cache_clear()
        before = project.build(language="ja", glossterm_source_language="ja")
        assert list(listed(before)) == ["や", HAN, "A"]
    collator.cache_clear()
    after = project.build(language="ja", glossterm_source_language="ja")
    assert list(listed(after)) == ["A", "や", HAN]
