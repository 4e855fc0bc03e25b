"""The demo's books: all Hindi can be copied and found, and everything is in its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import lxml.etree
import pytest
from babel.messages.pofile import read_po

from print.books import Book, plain, run
from print.conftest import DEMO
from sphinx_glossterm.terms.order import collator

pytestmark = pytest.mark.long  # TeX takes minutes for the two

# A word, with the marks that a letter may have, and without a hyphen that may also be one of TeX's.
WORD = re.compile(r"[\u0900-\u0963\u0970-\u097f\u200c\u200d]+")


def sentences() -> Iterator[str]:
    """The Hindi sentences of the catalogues that are plain text; no names, because some are hidden."""
    for path in sorted(DEMO.glob("locales/hi/LC_MESSAGES/**/*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="hi"):
                text = str(message.string)
                is_sentence = len(WORD.findall(text)) > 5 and re.search("[।?!:.]", text)
                if is_sentence and not re.search(r"[`*_|\\<>]|--|\.\.\.", text):
                    yield text


def test_nothing_is_missing(demo: Book) -> None:
    demo.check()
    assert all(unicode for name, _embedded, unicode in demo.fonts if "Noto" in name)


def test_hindi_fonts_are_used(books: dict[str, Book]) -> None:
    names = {name.partition("+")[2] for name, *_ in books["hi"].fonts}
    assert {"NotoSerifDevanagari-Regular", "NotoSansDevanagari-Bold", "NotoSerif-Regular"} <= names


def test_hindi_sentences_are_found(books: dict[str, Book]) -> None:
    text = plain(books["hi"].text)
    wanted = list(sentences())
    assert len(wanted) > 150
    missing = [sentence for sentence in wanted if plain(sentence) not in text]
    # What goes on on the next page may have a footnote or another column in between.
    assert len(missing) / len(wanted) < 0.03, missing


def test_hindi_words_are_found_whole(books: dict[str, Book]) -> None:
    text = books["hi"].text
    words = set(WORD.findall(plain(text)))
    wanted = {word for sentence in sentences() for word in WORD.findall(plain(sentence))}
    assert len(wanted) > 1000
    assert wanted - words == set()


def test_every_reader_finds_the_same_words(books: dict[str, Book]) -> None:
    """However it reads: they differ only in what they make of words that are divided."""
    words = {
        reader: Counter(word for line in reading.splitlines() for word in WORD.findall(line))
        for reader, reading in books["hi"].readings.items()
    }
    for reader, found in words.items():
        assert found.total() > 30_000
        for other in words.values():
            assert (found - other).total() < 0.001 * found.total(), reader


def test_captions_are_in_hindi(books: dict[str, Book]) -> None:
    book = books["hi"]
    assert "AI के शब्द, आसान भाषा में" in book.pages[0]
    assert "विषय-सूची" in book.pages[1]
    assert "अध्याय 1 " in " ".join(book.text.split())
    assert "टिप्पणी" in book.text
    assert book.outline[0] == "लैंग्वेज मॉडल जवाब कैसे देता है"
    assert book.outline[-1] == "अनुक्रमणिका"
    assert "ओपन बनाम क्लोज़्ड" in book.outline
    glossary, chapter, _guide = " ".join(book.text.split()).partition("अध्याय 7 ")
    assert chapter  # from here on there is code, and documentation of code, in English
    for word in ("Chapter", "Contents", "Index", "page "):
        assert word not in glossary


def test_pages_are_those_they_say(demo: Book) -> None:
    token, word = ("टोकन", "पृष्ठ") if demo.pdf.parent.name == "hi" else ("Token", "page")
    pages = set(re.findall(rf"(?<=• ){token}, {word} (\d+)", demo.text))
    assert pages == {demo.labels["terms/token:token"]}


def test_the_index_of_the_book_is_in_order(books: dict[str, Book]) -> None:
    for language, book in books.items():
        tex = book.tex.read_text("utf-8")
        found = re.findall(
            r"^\\glosstermindex(letter|entry)\{(.*?)\}(?:\\glosstermindexpages.*)?$",
            re.sub(r"\\sphinx(?:code|upquote)|\\(?=_)", "", tex).replace(r"\sphinxhyphen{}", "-"),
            re.MULTILINE,
        )
        groups: dict[str, list[str]] = {}
        for kind, text in found:
            if kind == "letter":
                lines = groups[text] = []
            else:
                lines.append(re.sub("[{}]", "", text))
        order = collator(language)
        assert list(groups) == sorted(groups, key=order.letter_key)
        assert all(lines == sorted(lines, key=order.key) for lines in groups.values())
        assert sum(map(len, groups.values())) > 50
        name = "टोकन" if language == "hi" else "Token"
        lists = re.findall(rf"{name}, ([\d,– ]+)", " ".join(" ".join(book.pages[-30:]).split()))
        pages = max(lists, key=len)
        assert book.labels["terms/token:token"] in re.findall(r"\d+", pages)
        assert len(pages.split(",")) > 10, "and those where it is used"


def test_no_page_ends_between_a_title_and_its_definition(demo: Book) -> None:
    with (DEMO / "locales/hi/LC_MESSAGES/glossterm.po").open("rb") as file:
        labels = {label for message in read_po(file) for label in (message.id, message.string)}
    last = [page.strip().splitlines()[-1] for page in demo.pages if page.strip()]
    assert not labels.intersection(last)
    assert not any(line.startswith(("Also known as:", "अन्य नाम:")) for line in last)


def test_sides_stand_next_to_each_other(books: dict[str, Book]) -> None:
    book = books["en"]
    [number] = [n for n, page in enumerate(book.pages) if "The case for open\n" in page]
    assert re.search(r"The case for open {5,}The case for closed", book.layout(number))


def test_a_definition_is_printed_once(books: dict[str, Book]) -> None:
    definition = "A program in which a language model works towards a goal in several steps"
    assert plain(books["en"].text).count(definition) == 1


def test_contents_name_the_pages_of_the_guide_and_bookmarks_the_terms(books: dict[str, Book]) -> None:
    book = books["en"]
    contents = "".join(book.pages[1:3])  # as many pages as they may take
    for title in ("The guide", "Publish your glossary", "Make PDF and EPUB", "Internal modules"):
        assert title in contents
    assert "Embedding" not in book.pages[1], "the chapter of all terms begins with a list of them"
    said = run("pdftohtml", "-xml", "-i", "-stdout", str(book.pdf))
    tree = lxml.etree.fromstring(said.encode(), lxml.etree.XMLParser(recover=True))
    [below] = tree.xpath("//outline/item[.='All terms']/following-sibling::*[1]")
    assert {"By category", "Agent", "Weights"} <= {item.text for item in below.findall("item")}
