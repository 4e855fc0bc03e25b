"""Books in several languages, with both engines: they are made, and have the right text in the right
places.

What they say is read by two programs that have nothing in common, poppler and MuPDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from support import Project, mostly_long

from print.books import Book, bare, needs
from print.conftest import MakeOnce

ODD = "C++ # & _ ~ ^ % and more, in a title that is so long that it needs more than one line"
CODE = "print_all()"
NAMES = {"first", "alias", "other", "last", "extra", "odd"}
NOTO = r"\setmainfont{Noto Serif}\setsansfont{Noto Sans}\setmonofont{Noto Sans Mono}[Scale=0.85]"
TERMS = """
    Terms
    =====

    .. term:: {first}
       :id: first
       :aka: {alias}

       Ownfirst, with a formula, :math:`x + y = z`, and ``code_in_text`` [#f]_.

       .. [#f] At the foot of the page.

    .. term:: {ODD}
       :id: odd

       Ownodd.

       .. code-block:: python

          return "# & _ ~ ^ %"

    .. term:: {other} ``{CODE}``
       :id: other

       Ownother.

       .. list-table::
          :header-rows: 1

          * - Lefthand
            - Righthand
          * - {first}
            - {other}

    .. term:: {last}
       :id: last

       Ownlast. Nobody speaks of it.

    .. term:: {extra}
       :id: extra

       Ownextra.
    """
# A use of the first term on each page but one, and of the second in a note.
PAGES = [
    "Words :term:`usefirst <first>` and :term:`usefirst <{alias}>`.",
    "===========================  ===\n:term:`usefirst <first>`     one\n===========================  ===",
    "* A point :term:`usefirst <first>` [#g]_\n\n.. [#g] A note :term:`useodd <odd>`.",
    "Nothing.",
    "A title :term:`usefirst <first>`\n--------------------------------\n\nText.",
]


@dataclass(frozen=True)
class Language:
    """A language, and words of it.

    Attributes:
        first: A title that begins with a letter outside ASCII.
        alias: Another name of that entry.
        other: A title, to which code is added.
        last: A title.
        extra: A title.
        index: The headings and the lines of the index, in order, by the names they have here.
    """

    first: str
    alias: str
    other: str
    last: str
    extra: str
    index: str


LANGUAGES = {
    "en": Language(
        "Éclair", "École", "Élan", "Zebra", "Über", "C odd E first alias other U extra Z last"
    ),
    "de": Language(
        "Ärger", "Öl", "Übung", "Zebra", "Über", "A first C odd O alias U extra other Z last"
    ),
    "fr": Language(
        "Énergie", "Œuvre", "Été", "Zèbre", "À", "A extra C odd E first other O alias Z last"
    ),
    "ru": Language("Жук", "Ёлка", "Яма", "Ящик", "Йод", "Е alias Ж first Й extra Я other last C odd"),
}
HINDI = Language("Éclair", "École", "Élan", "Zebra", "अंक", "C odd E first alias other Z last अ extra")
BOOKS = [(language, engine) for language in LANGUAGES for engine in ("pdflatex", "lualatex")]
SHORT = {("de", "pdflatex"), ("ru", "lualatex")}


@dataclass
class Made:
    """A book, and the words it was made of."""

    book: Book
    words: Language

    def name(self, name: str) -> str:
        """What a name is in the book."""
        if name == "odd":
            return ODD
        return f"{self.words.other} {CODE}" if name == "other" else getattr(self.words, name)

    def locators(self, name: str) -> str:
        """The pages of a line of the index, as the text of the book has them."""
        entry = "first" if name == "alias" else name
        pages = self.book.pages_with(f"use{entry}")
        [own] = self.book.pages_with(f"Own{entry}")
        return listed(pages | {own}, own)

    @property
    def index(self) -> str:
        """What the index should say."""
        names = self.words.index.split()
        lines = (
            f"{self.name(name)}, {self.locators(name)}" if name in NAMES else name for name in names
        )
        return "\n".join(lines)


def listed(pages: set[int], own: int) -> str:
    """Pages in order; three and more in a row from the first to the last, the entry's own by itself.

    >>> listed({1, 3, 4, 5, 7, 8, 9}, 8)
    '1, 3–5, 7, 8, 9'
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1 and own not in {page, runs[-1][-1]}:
            runs[-1].append(page)
        else:
            runs.append([page])
    texts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(texts)


def write(project: Project, words: Language) -> None:
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   terms\n   text\n   many\n")
    project.write("terms.rst", TERMS.format(ODD=ODD, CODE=CODE, **vars(words)))
    text = "\n\n.. raw:: latex\n\n   \\newpage\n\n".join(PAGES).format(alias=words.alias)
    project.write("text.rst", f"Text\n====\n\n{text}\n")
    many = "\n\n".join(f"Number {number}: :term:`useother <other>`." for number in range(500))
    project.write("many.rst", f"Many\n====\n\n{many}\n")


@pytest.fixture(params=mostly_long(BOOKS, SHORT), ids="-".join)
def made(request: pytest.FixtureRequest, make_once: MakeOnce) -> Made:
    language, engine = request.param
    pytest.importorskip("icu")
    needs(engine, "mutool")
    words = LANGUAGES[language]
    elements = {"extraclassoptions": "openany,oneside"}
    conf: dict[str, object] = {"latex_engine": engine, "latex_elements": elements}
    if request.param == ("en", "lualatex"):
        # A site that is in Hindi, too: its books have the fonts for it.
        words = HINDI
        conf = {"glossterm_languages": {"en": "English", "hi": "हिन्दी"}, "latex_elements": elements}
    elif engine == "lualatex":
        elements["fontpkg"] = NOTO

    def prepare(project: Project) -> None:
        project.conf |= conf
        write(project, words)

    return Made(make_once("-".join(request.param), prepare, language), words)


def test_nothing_is_missing(made: Made) -> None:
    made.book.check()
    assert "destination with the same" not in made.book.log
    assert "does not exist" not in made.book.log


@pytest.mark.parametrize("program", ["poppler", "mupdf"])
def test_what_was_written_can_be_read(made: Made, program: str) -> None:
    text = bare(made.book.text_by(program))
    texts = [
        "code_in_text",
        "At the foot of the page.",
        'return "# & _ ~ ^ %"',
        "x + y = z",
        "Righthand",
    ]
    for words in [*texts, *map(made.name, NAMES), "Number 499: useother."]:
        assert bare(words) in text, words


@pytest.mark.parametrize("program", ["poppler", "mupdf"])
def test_the_index_names_the_pages_in_the_order_of_the_language(made: Made, program: str) -> None:
    assert bare(made.index) in bare(made.book.text_by(program))


def test_many_uses_are_few_pages(made: Made) -> None:
    assert len(made.book.pages_with("useother")) > 8
    assert len(made.locators("other")) < 10


def test_an_entry_has_its_own_page_in_bold(made: Made) -> None:
    line = f"{made.words.alias}, {made.locators('alias')}"
    letters = zip("".join(line.split()), made.book.faces_of(line), strict=True)
    bold = "".join(letter for letter, face in letters if re.search("Bold|BX", face))
    assert bold == str(*made.book.pages_with("Ownfirst"))


def test_code_alone_is_in_a_typewriter_face(made: Made) -> None:
    line = f"{made.name('other')}, {made.locators('other')}"
    letters = zip("".join(line.split()), made.book.faces_of(line), strict=True)
    assert "".join(letter for letter, face in letters if re.search("tt$|Mono|^SFTT", face)) == CODE
