"""PDFs made by TeX: every letter is there, can be copied and found, and is in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from support import Project

from print.books import Book, needs, plain, set_by_tex

EVERYTHING = """
    .. index:: pair: tea; milk

    .. term:: Kettle & Co (100% #1_x) ~ a long title that goes on so that it fills more than one line
       :aka: Pot; Ke_ttle; 50% pot
       :abbr: K&C
       :category: Things & more
       :related: leaf, cup
       :id: kettle
       :status: draft

       It *boils* water [#f]_ with :math:`a^2` and ``code_with_underscores``. See :term:`leaf`.

       .. [#f] A footnote.

       .. whymatters::

          Why, with a footnote [#g]_.

          .. [#g] Inside a box.

          .. code-block:: python

             def boil(water):
                 return water  # a long line of code that will not fit into the width of the page for sure

          ===== =====
          A     B
          ===== =====
          one   two
          ===== =====

          .. figure:: pic.png

             A caption in a box.

          .. math:: e = mc^2

          .. note:: An admonition in a box.

          .. deepdive:: A deep dive in a box

             .. procon::

                .. pro::

                   Good.

                .. con::

                   Bad.

       .. deepdive::

          * begins with
          * a list

          Inner
          -----

          .. whymatters::

             A box inside a deep dive.

       .. procon:: Balance

          .. pro:: A long title of the side that does not fit on one line

             * nested

               * lists

                 1. three deep
             * ``some.long.literal.text_that_cannot_be_broken_easily.module.Class.method``

          .. con::

             With https://example.org/a/very/long/address/that/goes/on/and/on/and/on.html

       .. procon::

          .. pro::

             .. code-block:: python

                x = 1

          .. con::

             Text.

    .. term:: Leaf
       :see: kettle

    .. term:: Cup
       :related: kettle
       :status: deprecated
       :replaced-by: kettle

       A cup.

       * In a list:

         .. whymatters::

            Box in a list item.

       .. note::

          .. whymatters::

             Box in a note.

       .. list-table::

          * - .. whymatters::

                 Box in a table.

    .. whymatters:: Longer than a page

       {paragraphs}

    .. whymatters:: With a long table

       .. list-table::

          {rows}
    """


def odd(project: Project) -> Project:
    paragraphs = "\n\n       ".join(f"Paragraph {n}. " + "Words to fill a line. " * 9 for n in range(40))
    rows = "\n          ".join(f"* - {n}" for n in range(60))
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", EVERYTHING.format(paragraphs=paragraphs, rows=rows))
    project.write(
        "all.rst", "All\n===\n\n.. termindex::\n\n.. termindex::\n   :style: table\n\n.. index:: last\n"
    )
    project.write("index.rst", (project.folder / "index.rst").read_text() + "\n.. toctree::\n\n   all\n")
    # The smallest picture there is.
    picture = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
    (project.folder / "pic.png").write_bytes(bytes.fromhex(picture))
    return project


def made(project: Project, language: str = "en") -> Book:
    built = project.build("latex", language=language)
    assert built.warnings == []
    folder = Path(built.app.outdir)
    set_by_tex(folder)
    return Book(folder / "book.pdf", folder / "book.tex")


def test_sphinx_own_settings_are_enough_for_english(project: Project) -> None:
    needs("pdflatex")
    book = made(odd(project))
    book.check()
    assert "This is pdfTeX" in book.log
    assert (book.language, book.paper) == ("en", "letter")
    for words in ("Kettle & Co (100% #1_x)", "Box in a table.", "Paragraph 39.", "Inside a box."):
        assert words in book.text


# Signs above, below, before and behind their letters; letters that are joined, and one with a dot that
# Unicode has twice; a word that has none of it, and signs behind Latin letters.
SENTENCE = "डेटा वेट के ज़िक्र क़लम से स्त्री हिन्दी, कार्यक्रम (र्क्षि); शुरू फ़िल्टर टोकन AI की बात।"
WORDS = re.findall(r"\S+", SENTENCE)


def test_whatever_an_entry_holds_can_be_set_in_hindi(project: Project) -> None:
    needs("lualatex")
    odd(project)
    file = project.folder / "all.rst"
    cells = "".join(f"   * - {word}\n     - {SENTENCE}\n" for word in WORDS)
    text = f"{SENTENCE} **{SENTENCE}** *{SENTENCE}* {SENTENCE}\n\n.. list-table::\n\n{cells}\n"
    code = f".. code-block:: none\n\n   {SENTENCE}\n"
    file.write_text(f"{file.read_text('utf-8')}\n{text}\n{code}", "utf-8")
    book = made(project, "hi")
    book.check()
    assert book.language == "hi"
    assert book.paper == "A4"
    for reader, reading in book.readings.items():
        assert plain(reading).count(SENTENCE) >= 5 + len(WORDS), reader
    for words in ("Kettle & Co (100% #1_x)", "Box in a table.", "Paragraph 39.", "Inside a box."):
        assert words in book.text
    assert plain("https://example.org/a/very/long/address/that") in plain(book.text.replace("/ ", "/"))


def test_lists_and_sides_where_room_is_scarce(project: Project) -> None:
    needs("pdflatex")
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    # A word for "page" that may be divided, as that of other languages.
    page_word = r"\addto\extrasenglish{\def\pageautorefname{somepage}}\hyphenation{some-page}"
    project.conf["latex_elements"] = {"preamble": page_word}
    lists = [".. termindex::", "", ".. termindex::", "   :group: category", "   :style: cards", ""]
    table = [".. termindex::", "   :group: none", "   :style: table", ""]
    project.write("index.rst", "\n".join(["Words", "=====", "", *lists, *table, *sides()]))
    book = made(project)
    book.check()
    # A definition stands in the table and at the entry. The lists are names with their pages.
    assert book.text.count("It is word 3.") == 2
    assert len(re.findall(rf"Word 3 n{'i' * 14}(?: \.)+ 9\b", book.text)) == 2
    # The page is in one piece, in the line of the name or in the next one.
    assert [int(number) for number in re.findall(r", somepage (\d+)", book.text)] == [3, 5, 7, 9, 11, 13]
    # Two sides begin on the same line, and keep their line spacing at the end of a page.
    found = [number for number, text in enumerate(book.pages) if "Gains" in text]
    assert len(found) == 6
    gaps = [gaps_of_sides(book, number) for number in found]
    assert [len(each) for each in gaps] == [13, 11, 9, 13, 13, 13], "the second and third go on"
    assert all(set(each) == {11, 15, 18, 21} for each in gaps)


def sides() -> Iterator[str]:
    """Entries whose two sides stand lower and lower on the page, until the next page takes them."""
    line = "that is told in a line and a half of the column, so that it is cut."
    for n in range(6):
        yield f"""
.. term:: Word {n} n{"i" * (5 + 3 * n)}
   :category: Kind

   It is word {n}. {"It goes on for more than a line of the table, and more. " * 2}

   .. raw:: latex

      \\vspace*{{{310 + 26 * n}pt}}

   .. procon::

      .. pro:: Gains

         * A gain {line}
         * A gain {line}
         * Another.

      .. con:: Losses

         First of all.

         * A loss {line}
         * Another.
         * A loss {line}
         * A loss {line}

   .. raw:: latex

      \\newpage
"""


def gaps_of_sides(book: Book, number: int) -> list[int]:
    """How far apart the lines of both sides are on a page, once it is clear that they begin in one line."""
    words = book.words(number)
    [(left, top)] = [(x, y) for word, x, y in words if word == "Gains"]
    [(right, other)] = [(x, y) for word, x, y in words if word == "Losses"]
    assert abs(top - other) < 0.1
    gaps = []
    for begin, end in ((left, right), (right, 1000.0)):
        lines = sorted({y for _word, x, y in words if begin - 1 < x < end - 1 and y >= top})
        gaps += [round(below - above) for above, below in pairwise(lines) if below - above < 30]
    return gaps


def test_words_in_hindi_stand_in_an_english_book(project: Project) -> None:
    needs("lualatex")
    project.conf["glossterm_languages"] = {"en": "English", "hi": "हिन्दी"}
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write(
        "index.rst",
        """
        .. term:: Knowledge
           :aka: ज्ञान

           What is called **ज्ञान**, *केंद्र*, ``अंतर`` and कार्यक्रम की फ़ाइल in an office.
        """,
    )
    book = made(project)
    book.check()
    assert "Also known as: ज्ञान" in book.text
    for reader, reading in book.readings.items():
        text = "What is called ज्ञान, केंद्र, अंतर and कार्यक्रम की फ़ाइल in an office."
        assert text in plain(reading), reader
    assert (book.language, book.paper) == ("en", "letter")
    assert "This is LuaHBTeX" in book.log


def test_the_engine_and_the_fonts_of_the_author_are_used(project: Project) -> None:
    needs("xelatex")
    project.conf |= {
        "latex_engine": "xelatex",
        "latex_use_xindy": False,  # which does not come with TeX everywhere
        "latex_elements": {
            "fontpkg": r"\setmainfont{Noto Serif}\setsansfont{Noto Sans}",
            "preamble": r"\hypersetup{pdflang=en-GB}",
        },
        "glossterm_languages": {"en": "English", "hi": "हिन्दी"},
        "latex_documents": [("index", "book.tex", "Book", "Us", "manual")],
    }
    project.write("index.rst", ".. term:: Kettle\n\n   It boils water.\n")
    book = made(project)
    book.check()
    assert "This is XeTeX" in book.log
    assert book.language == "en-GB"
    names = {name.partition("+")[2].removesuffix("-Identity-H") for name, *_ in book.fonts}
    assert {"NotoSerif-Regular", "NotoSans-Bold"} <= names


def test_a_font_that_is_missing_is_one_clear_error(project: Project) -> None:
    needs("lualatex")
    font = "Noto Serif Devanagari"
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", ".. term:: Kettle\n\n   It boils water.\n")
    folder = Path(project.build("latex", language="hi").app.outdir)
    style = folder / "glosstermfonts.sty"
    style.write_text(style.read_text("utf-8").replace(f"{{{font}}}{{", f"{{{font} Gone}}{{"), "utf-8")
    with pytest.raises(AssertionError):
        set_by_tex(folder)
    log = (folder / "book.log").read_text("utf-8").replace("\n", "")
    assert f'The font "{font} Gone" is missing. Install Debian\'s package fonts-noto-core' in log
    assert "Missing character" not in log


def test_pages_may_have_names_of_their_own(project: Project) -> None:
    needs("pdflatex")
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "howto")]
    project.write(
        "index.rst",
        r"""
        Home
        ====

        .. term:: Kettle
           :id: kettle

           It boils water.

        .. raw:: latex

           \newpage
           \renewcommand{\thepage}{A-\roman{page}}

        A :term:`kettle`, the same :term:`kettle`.

        .. term:: Cup
           :id: cup

           It is filled from a :term:`kettle`.

        .. raw:: latex

           \newpage
           \renewcommand{\thepage}{\arabic{page}}

        A :term:`kettle`.
        """,
    )
    book = made(project)
    book.check()
    lines = [" ".join(line.split()) for line in "\n".join(book.pages[-2:]).splitlines()]
    assert "Kettle, 1, 3, A-ii" in lines
    assert "Cup, A-ii" in lines
