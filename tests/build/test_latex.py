"""LaTeX: the parts of an entry in print, and the settings for Devanagari."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from docutils.writers.latex2e import Babel
from support import Built, Project

from sphinx_glossterm.terms.order import Collator
from sphinx_glossterm.write.latex.preset import LANGUAGES
from sphinx_glossterm.write.latex.printed_index import PRINT_INDEX
from sphinx_glossterm.write.latex.visitors import TEXINPUTS

HINDI = {"en": "English", "hi": "हिन्दी"}
TERMS = """
    .. term:: Kettle
       :id: kettle
       :aka: Pot
       :abbr: KE
       :category: Things
       :related: cup

       It boils :term:`water <cup>`.

       More of it.

       .. whymatters::

          Reason.

       .. deepdive::

          Depth.

       .. procon::

          .. pro::

             * Gain.

          .. con::

             Loss.

    .. term:: Cup
       :id: cup

       It holds tea.
    """


def book(project: Project, terms: str = TERMS, index: str = ".. termindex::\n", **conf: Any) -> Built:
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   terms\n   all\n")
    project.write("all.rst", f"All\n===\n\n{index}")
    project.write("terms.rst", "Terms\n=====\n\n" + dedent(terms))
    return project.build("latex", **conf)


def environments(built: Built) -> dict[str, list[str]]:
    """The content of each innermost environment of ours, with normalised white space."""
    found: dict[str, list[str]] = {}
    pattern = r"\\begin\{sphinxuseclass\}\{glossterm-(\w+)\}(((?!\\begin\{sphinxuseclass\}).)*?)\\end\{sphinxuseclass\}"
    text = built.text("book.tex")
    while match := re.search(pattern, text, re.DOTALL):
        found.setdefault(match[1], []).append(" ".join(match[2].split()))
        text = text[: match.start()] + f"<{match[1]}>" + text[match.end() :]
    return found


# ---- an entry


def test_parts_are_environments_to_be_styled(project: Project) -> None:
    built = book(project)
    assert built.warnings == []
    found = environments(built)
    assert "Things" in found["category"][0]
    assert "Also known as" in found["aka"][0]
    assert found["short"][0].startswith(r"\sphinxAtStartPar It boils")
    assert "More of it." not in found["short"][0]
    assert r"\glosstermheading{Why it matters}" in found["why"][0]
    assert r"\glosstermheading{Deep dive}" in found["deepdive"][0]


def test_every_environment_is_defined(project: Project) -> None:
    style = (TEXINPUTS / "glossterm.sty").read_text("utf-8")
    for name in environments(book(project)):
        known = re.search(rf"\\newenvironment{{glossterm{name}}}", style)
        assert known or name == "definition", name


def test_the_style_comes_with_the_book(project: Project) -> None:
    built = book(project)
    assert r"\usepackage[en]{glossterm}" in built.text("book.tex")
    for path in TEXINPUTS.iterdir():
        assert Path(built.app.outdir, path.name).read_bytes() == path.read_bytes()


def test_links_of_the_screen_are_left_out(project: Project) -> None:
    text = book(project, glossterm_languages=HINDI, latex_engine="pdflatex").text("book.tex")
    for word in ("Previous term", "Next term", "In other languages", "हिन्दी"):
        assert word not in text


def test_the_first_entry_of_a_book_keeps_its_title(project: Project) -> None:
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", TERMS)
    built = project.build("latex")
    assert built.warnings == []
    assert re.findall(r"\\chapter\{(.*)\}", built.text("book.tex")) == ["Kettle (KE)", "Cup"]


# ---- pages


def test_related_terms_and_mentions_have_pages_and_no_definitions(project: Project) -> None:
    found = environments(book(project))
    assert r"\glosstermpage{\detokenize{terms:cup}}" in found["related"][0]
    assert "It holds tea." not in found["related"][0]
    assert r"\glosstermpage{\detokenize{terms:kettle}}" in found["mentions"][0]


def test_a_related_term_of_another_book_keeps_its_definition(project: Project) -> None:
    project.conf["latex_documents"] = [("one", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   two\n")
    project.write("one.rst", "One\n===\n\n.. term:: A\n   :related: b\n\n   Letter.\n")
    project.write("two.rst", "Two\n===\n\n.. term:: B\n\n   Second letter.\n\n.. index:: elsewhere\n")
    found = environments(project.build("latex", language="hi"))
    assert "Second letter." in found["related"][0]
    assert r"\glosstermpage" not in found["related"][0]


@pytest.mark.parametrize(
    ("style", "defines"), [("list", False), ("cards", False), ("abbreviations", False), ("table", True)]
)
def test_lists_have_pages_and_tables_definitions_too(
    project: Project, style: str, defines: bool
) -> None:
    index = f".. termindex::\n   :style: {style}\n"
    text = book(project, index=index).text("book.tex")
    chapter = text[text.index(r"\chapter{All}") :]
    expected = ["terms:kettle"] if style == "abbreviations" else ["terms:cup", "terms:kettle"]
    assert re.findall(r"\\glosstermpage\{\\detokenize\{(.*?)\}\}", chapter) == expected
    assert ("It holds tea." in chapter) is defines
    assert ("Kettle" in chapter) is True


@pytest.mark.parametrize("style", ["list", "cards"])
def test_what_stands_in_another_book_is_defined_in_a_list(project: Project, style: str) -> None:
    project.conf["latex_documents"] = [("one", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   two\n")
    index = f".. termindex::\n   :group: none\n   :style: {style}\n"
    project.write("one.rst", f"One\n===\n\n{index}\n.. term:: A\n   :category: C\n\n   Letter.\n")
    project.write("two.rst", "Two\n===\n\n.. term:: B\n   :category: C\n\n   Second letter.\n")
    found = environments(project.build("latex"))
    [names] = found["names"]
    assert "Second letter." in names
    assert "Letter." not in names
    assert found["keep"] == [r"\sphinxAtStartPar B"], "no column ends after it"
    assert len(found["category"]) == (3 if style == "cards" else 1), (
        "those of the cards, and the entry's"
    )


def test_pages_of_entries_stand_beside_the_sections_of_their_list(project: Project) -> None:
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n")
    lists = (
        "All\n===\n\n.. termindex::\n\nBy category\n-----------\n\n.. termindex::\n   :group: category\n"
    )
    project.write("all.rst", lists).write("cup.rst", ".. term:: Cup\n\n   It holds tea.\n")
    text = project.build("latex").text("book.tex")
    assert re.findall(r"\\(\w*section)\{(.*)\}", text) == [
        ("section", "By category"),
        ("section", "Cup"),
    ]


def test_pages_are_not_named_twice_where_the_author_has_them_named(project: Project) -> None:
    assert r"\glosstermpage" not in book(project, latex_show_pagerefs=True).text("book.tex")


# ---- columns and frames

CODE = ".. code-block:: python\n\n   x = 1"


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        ("Text.", True),
        ("* a\n* b\n\n  * c", True),
        (CODE, False),
        (".. list-table::\n\n   * - a", False),
        (".. note:: Text.", False),
        ("Text [#]_\n\n.. [#] Note.", False),
        (".. math:: a", False),
        (".. deepdive::\n\n   Text.", False),
    ],
)
@pytest.mark.parametrize("side", ["pro", "con"])
def test_sides_stand_next_to_each_other_where_they_can(
    project: Project, content: str, fits: bool, side: str
) -> None:
    inner = {"pro": "Text.", "con": "Text."} | {side: content}
    lines = [".. term:: A", "", "   A letter.", "", "   .. procon::", ""]
    for name, text in inner.items():
        lines += [f"      .. {name}::", ""]
        lines += [f"         {line}" for line in text.splitlines()] + [""]
    found = environments(book(project, "\n".join(lines)))
    if fits:
        [columns] = found["columns"]
        assert re.sub(r"\\(phantomsection|label\{\\detokenize\{.*?\}\})", "", columns).split() == [
            "<pro>",
            r"\glosstermnextcolumn",
            "<con>",
        ]
    else:
        assert "columns" not in found
        assert (len(found["pro"]), len(found["con"])) == (1, 1)


def test_three_sides_stand_below_each_other(project: Project) -> None:
    sides = "".join(f"\n   .. {name}::\n\n      Text.\n" for name in ("pro", "con", "pro"))
    assert "columns" not in environments(book(project, f".. procon::\n{sides}"))


@pytest.mark.parametrize(
    ("around", "content", "framed"),
    [
        ("", "Text.", True),
        ("", CODE, True),
        ("", ".. code-block:: python\n\n" + "   x = 1\n" * 30, False),
        ("", ".. list-table::\n\n" + "   * - a\n" * 31, False),
        (".. note::\n\n   ", "Text.", False),
        ("* ", "Text.", False),
        (".. deepdive::\n\n   ", "Text.", False),
    ],
)
def test_a_frame_is_where_it_can_be(project: Project, around: str, content: str, framed: bool) -> None:
    margin = " " * len(around.rpartition("\n")[2])
    lines = [".. whymatters::", "", *(f"   {line}" for line in content.splitlines())]
    text = book(project, around + f"\n{margin}".join(lines) + "\n").text("book.tex")
    assert (r"\begin{sphinxuseclass}{glossterm-plain}" not in text) is framed


def test_figures_do_not_float_out_of_frames(project: Project) -> None:
    (project.folder / "pic.png").write_bytes(b"")
    figure = ".. figure:: pic.png\n\n   Caption\n"
    inside = ".. whymatters::\n\n   " + figure.replace("\n   ", "\n      ")
    text = book(project, f"{inside}\n{figure}").text("book.tex")
    assert re.findall(r"\\begin\{figure\}\[(.*)\]", text) == ["H", "htbp"]


# ---- the preset


def test_every_devanagari_language_is_known() -> None:
    assert all(Collator(language).is_devanagari for language in LANGUAGES)
    assert not Collator("bn").is_devanagari
    assert len(LANGUAGES) == 9, "as many as the order of terms knows"


@pytest.mark.parametrize(
    ("language", "babel"),
    [("hi", "hindi"), ("hi_IN", "hindi"), ("mr", "marathi"), ("ne", "nepali"), ("mai", "hindi")],
)
def test_devanagari_is_set_up(project: Project, language: str, babel: str) -> None:
    built = book(project, language=language)
    assert not [line for line in built.warnings if "Babel" in line]
    config = built.app.config
    assert config.latex_engine == "lualatex"
    assert f"main={babel}" in config.latex_elements["babel"]
    assert config.latex_elements["fontpkg"] == r"\usepackage{glosstermfonts}"
    text = built.text("book.tex")
    assert r"\usepackage{polyglossia}" not in text
    assert r"\makeindex" not in text
    assert rf"\addto\captions{babel}" in built.text("sphinxmessages.sty")


def test_docutils_is_left_as_it_was(project: Project) -> None:
    before = dict(Babel.language_codes)
    book(project, language="hi")
    assert Babel.language_codes == before


def test_words_in_devanagari_get_fonts_in_other_languages_too(project: Project) -> None:
    config = book(project, glossterm_languages=HINDI).app.config
    assert config.latex_engine == "lualatex"
    assert config.latex_elements["fontpkg"] == r"\usepackage[latin]{glosstermfonts}"
    assert config.latex_elements["babel"] == r"\usepackage{babel}"
    assert "pointsize" not in config.latex_elements


@pytest.mark.parametrize("languages", [{}, {"en": "English", "de": "Deutsch"}])
def test_other_projects_are_left_alone(project: Project, languages: dict[str, str]) -> None:
    config = book(project, glossterm_languages=languages).app.config
    assert config.latex_engine == "pdflatex"
    assert config.latex_elements == {}


@pytest.mark.parametrize("engine", ["xelatex", "pdflatex"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_an_author_who_has_chosen_an_engine_is_left_alone(
    project: Project, engine: str, language: str
) -> None:
    elements = {"fontpkg": r"\setmainfont{Own}"}
    conf: dict[str, Any] = {
        "latex_engine": engine,
        "latex_elements": elements,
        "glossterm_languages": HINDI,
    }
    config = book(project, language=language, **conf).app.config
    assert config.latex_engine == engine
    paper = {"papersize": "a4paper"} if language == "hi" else {}
    assert config.latex_elements == paper | elements


@pytest.mark.parametrize("key", ["fontpkg", "babel", "fontenc", "inputenc", "polyglossia"])
def test_an_author_who_has_chosen_fonts_keeps_the_engine_in_other_languages(
    project: Project, key: str
) -> None:
    conf: dict[str, Any] = {"latex_elements": {key: "% own"}, "glossterm_languages": HINDI}
    config = book(project, **conf).app.config
    assert (config.latex_engine, config.latex_elements) == ("pdflatex", {key: "% own"})


@pytest.mark.parametrize(
    ("own", "left_out"),
    [
        ({"fontpkg": "% own"}, {"fontpkg"}),
        ({"pointsize": "12pt"}, {"pointsize"}),
        ({"preamble": "% own"}, set()),
        ({"babel": "% own"}, {"babel", "polyglossia"}),
        ({"polyglossia": "% own"}, {"babel", "polyglossia"}),
        ({"printindex": r"\printindex"}, {"makeindex", "printindex"}),
        ({"makeindex": r"\makeindex"}, {"makeindex", "printindex"}),
    ],
)
def test_each_value_of_the_author_stays(
    project: Project, own: dict[str, str], left_out: set[str]
) -> None:
    """Also in Hindi, where we fill in the others."""
    all_of_ours = {
        "babel",
        "polyglossia",
        "fontpkg",
        "papersize",
        "pointsize",
        "makeindex",
        "printindex",
    }
    config = book(project, language="hi", latex_elements=own).app.config
    assert config.latex_engine == "lualatex"
    assert {key: config.latex_elements[key] for key in own} == own
    assert config.latex_elements.keys() == own.keys() | (all_of_ours - left_out)


def test_what_is_set_when_the_configuration_has_been_read_stays(project: Project) -> None:
    project.write(
        "conf.py",
        """
        def setup(app):
            def choose(app, config):
                config.latex_engine = "xelatex"

            app.connect("config-inited", choose)
        """,
    )
    config = book(project, language="hi").app.config
    assert (config.latex_engine, config.latex_elements) == ("xelatex", {"papersize": "a4paper"})


def paper_and_language(built: Built) -> tuple[str, str]:
    """The paper option of the document class, and the language option of our style."""
    text = built.text("book.tex")
    [paper] = re.findall(r"\\documentclass\[(\w*)", text)
    return paper, "".join(re.findall(r"\\usepackage\[(.*)\]\{glossterm\}", text))


@pytest.mark.parametrize(
    ("language", "paper", "tag"),
    [
        ("en", "letterpaper", "en"),
        ("en_US", "letterpaper", "en-US"),
        ("en_GB", "a4paper", "en-GB"),
        ("hi", "a4paper", "hi"),
        ("zh_TW", "a4paper", "zh-TW"),
    ],
)
def test_the_paper_and_the_name_of_the_language_follow_from_it(
    project: Project, language: str, paper: str, tag: str
) -> None:
    assert paper_and_language(book(project, language=language)) == (paper, tag)


@pytest.mark.parametrize(
    ("conf", "paper"),
    [
        ({"latex_elements": {"papersize": "letterpaper"}}, "letterpaper"),
        ({"latex_elements": {"papersize": "b5paper"}}, "b5paper"),
        ({"latex_elements": {"extraclassoptions": "a5paper"}}, "letterpaper"),
        ({"latex_elements": {"preamble": r"\geometry{paper=a5paper}"}}, "letterpaper"),
        ({"latex_theme_options": {"papersize": "b5paper"}}, "b5paper"),
        ({"latex_theme": "own", "latex_theme_path": ["."]}, "b5paper"),
    ],
)
def test_an_author_who_has_chosen_paper_keeps_it(
    project: Project, conf: dict[str, Any], paper: str
) -> None:
    theme = "[theme]\ndocclass = book\nwrapperclass = sphinxmanual\npapersize = b5paper\n"
    project.write("own/theme.conf", theme)
    name = conf.get("latex_theme", "manual")
    project.write("index.rst", "Home\n====\n\n.. term:: Kettle\n\n   It boils.\n")
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", name)]
    assert paper_and_language(project.build("latex", language="de", **conf))[0] == paper


def test_a_book_without_entries_is_on_the_paper_of_sphinx(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nText.\n")
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    assert paper_and_language(project.build("latex", language="de")) == ("letterpaper", "")


# ---- the index of the book


def index_of(built: Built) -> list[tuple[str, str, list[str]]]:
    r"""What kind each line of the printed index is, its text, and the labels of its places."""
    return [
        (kind, text, re.findall(r"page\{\\detokenize\{(.*?)\}\}", rest))
        for kind, text, rest in re.findall(
            r"\\glosstermindex(letter|entry|subentry)\{(.*?)\}(.*)", built.text("book.tex")
        )
    ]


def test_the_index_is_in_dictionary_order(project: Project) -> None:
    terms = {"Zero": "अंक", "Lantern": "कंदील", "Pen": "क़लम", "Knowledge": "ज्ञान", "Api": "API"}
    project.translate("terms", terms)
    text = "".join(f".. term:: {name}\n\n   Text.\n\n" for name in terms)
    found = index_of(book(project, text, language="hi"))
    assert [name for _kind, name, _places in found] == [
        *("अ", "अंक"),
        *("क", "कंदील", "क़लम"),
        *("ज", "ज्ञान"),
        *("A", "API"),
    ]
    assert found[1][2] == ["terms:zero"]


def test_the_index_has_what_the_author_puts_into_it(project: Project) -> None:
    text = """
    .. index:: single: Tea; green
       see: Chai; Tea

    Text about :index:`water`.

    .. index:: milk

    A section
    ---------

    .. index:: last
    """
    built = book(project, text, language="hi")
    lines = {name: places for kind, name, places in index_of(built) if kind != "letter"}
    assert lines.keys() >= {"Chai", "Tea", "green", "water", "milk", "last"}
    assert len(lines) == 7, "and where Chai sends the reader on to"
    tex = built.text("book.tex")
    for name in ("green", "water", "milk", "last"):
        [label] = lines[name]
        assert tex.count(rf"\label{{\detokenize{{{label}}}}}") == 1, name


def test_what_stands_in_another_book_is_left_out_of_the_index(project: Project) -> None:
    project.conf["latex_documents"] = [("one", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   two\n")
    project.write("one.rst", "One\n===\n\n.. index:: here\n\nText.\n")
    project.write("two.rst", "Two\n===\n\n.. index:: elsewhere; below\n\nText.\n")
    names = [name for _kind, name, _places in index_of(project.build("latex", language="hi"))]
    assert names == ["H", "here"]


def test_an_author_who_prints_an_index_gets_that_one(project: Project) -> None:
    built = book(project, language="hi", latex_elements={"printindex": "% own"})
    assert index_of(built) == []
    assert "% own" in built.text("book.tex")
    assert PRINT_INDEX not in built.text("book.tex")


FRENCH = """
    .. term:: Énergie
       :id: energie
       :aka: Puissance

       Text.

    .. term:: ``print()`` and more
       :id: code

       Text.

    .. index:: last
    """


def test_a_book_with_entries_has_our_index_in_any_language(project: Project) -> None:
    built = book(project, FRENCH, language="fr", glossterm_source_language="fr")
    assert built.warnings == []
    assert [name for _kind, name, _places in index_of(built)] == [
        *("E", "Énergie"),
        *("L", "last"),
        *("P", r"\sphinxcode{\sphinxupquote{print()", "Puissance"),
    ]
    tex = built.text("book.tex")
    assert r"\makeindex" not in tex
    assert r"\printindex" not in tex


@pytest.mark.parametrize(
    ("conf", "is_ours"),
    [
        ({"latex_elements": {"printindex": r"\printindex"}}, False),
        ({"latex_elements": {"makeindex": r"\makeindex"}}, False),
        ({"latex_elements": {"printindex": ""}}, False),
        ({"latex_use_xindy": True}, False),
        ({"latex_use_xindy": False}, True),
        ({"latex_engine": "lualatex"}, True),
        ({"latex_elements": {"preamble": "% own"}}, True),
    ],
    ids=str,
)
def test_an_author_may_choose_another_index(
    project: Project, conf: dict[str, Any], *, is_ours: bool
) -> None:
    built = book(project, **conf)
    assert bool(index_of(built)) is is_ours
    assert (r"\glosstermuse{" in built.text("book.tex")) is is_ours


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_changes_without_entries(project: Project, language: str) -> None:
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    project.write("index.rst", "Home\n====\n\nAbout :index:`water`.\n")
    ours = project.build("latex", language=language).text("book.tex")
    project.conf["extensions"] = []
    assert project.build("latex", language=language, out="plain").text("book.tex") == ours


def test_a_glossary_of_sphinx_alone_keeps_the_index_of_sphinx(project: Project) -> None:
    built = book(project, ".. glossary::\n\n   Cup\n      It holds :term:`Cup`.\n")
    assert r"\printindex" in built.text("book.tex")
    assert "glosstermuse" not in built.text("book.tex")


def test_a_book_without_entries_keeps_the_index_of_sphinx(project: Project) -> None:
    project.conf["latex_documents"] = [
        (name, f"{name}.tex", name, "Us", "manual") for name in ("one", "two")
    ]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   one\n   two\n")
    project.write("one.rst", "One\n===\n\n.. term:: Tea\n\n   Text.\n")
    project.write("two.rst", "Two\n===\n\n:index:`milk`, :term:`Tea`\n")
    built = project.build("latex")
    one, two = built.text("one.tex"), built.text("two.tex")
    assert (r"\printindex" in one, r"\printindex" in two) == (False, True)
    assert (r"\makeindex" in one, r"\makeindex" in two) == (False, True)
    assert "glosstermuse" not in two


def test_an_author_may_have_our_index_without_entries(project: Project) -> None:
    built = book(project, ".. index:: tea\n", latex_elements={"printindex": PRINT_INDEX})
    assert [name for _kind, name, _places in index_of(built)] == ["T", "tea"]


def uses_of(built: Built, name: str) -> int:
    """How often the book notes that a term is used, by one of its lines in the index."""
    tex = built.text("book.tex")
    [line] = re.findall(rf"\\glosstermindexentry\{{{name}\}}(.*)", tex)
    return sum(tex.count(rf"\glosstermuse{{{number}}}") for number in re.findall(r"uses\{(\d+)\}", line))


USES = """
    .. term:: Tea
       :id: tea
       :aka: Chai
       :related: cup

       It is drunk from a :term:`Cup`.

    .. term:: Cup
       :id: cup

       It holds :term:`chai <tea>` and :termabbr:`Tea`. Once more, tea.

    .. term:: Nobody
       :id: nobody

       Of this, nobody speaks.

    .. glossary::

       Spoon
          It stirs.

    About :term:`tea`
    -----------------

    .. figure:: none.png

       Of a :term:`Cup`.

    .. table:: Of a :term:`Spoon`

       == ==
       a  b
       == ==
       c  d
       == ==

    .. topic:: Of :term:`tea`

       Text.
    """


def test_uses_are_references_of_the_author_and_plain_mentions(project: Project) -> None:
    suppressed = ["image.not_readable"]
    built = book(project, USES, suppress_warnings=suppressed, glossterm_autolink="all")
    # With its own text, abbreviated, in two titles, and as a plain mention; not in our lists.
    assert uses_of(built, "Tea") == uses_of(built, "Chai") == 5
    assert uses_of(built, "Cup") == 2
    assert uses_of(built, "Spoon") == 1
    assert uses_of(built, "Nobody") == 0


def arguments(tex: str, commands: str) -> list[str]:
    """The content of the braces of commands."""
    found = []
    for match in re.finditer(rf"\\(?:{commands})\{{", tex):
        depth, place = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(tex[place], 0)
            place += 1
        found.append(tex[match.end() : place - 1])
    return found


def test_a_use_is_noted_outside_of_what_is_set_twice(project: Project) -> None:
    tex = book(project, USES, suppress_warnings=["image.not_readable"]).text("book.tex")
    titles = arguments(tex, "section|subsection|caption|sphinxcaption|sphinxstyletopictitle")
    assert sum("hyperref" in title for title in titles) == 4
    assert not any("glosstermuse" in title for title in titles)
    table = tex[tex.index(r"\begin{savenotes}\sphinxattablestart") : tex.index(r"\sphinxattableend")]
    assert "glosstermuse" not in table


def test_what_a_domain_describes_is_code_in_the_index(project: Project) -> None:
    built = book(project, TERMS + "\n    .. py:function:: boil(x)\n       :module: tea\n")
    assert r"\glosstermindexentry{\sphinxcode{\sphinxupquote{boil()}} (in module tea)}" in built.text(
        "book.tex"
    )


def test_an_index_entry_in_a_caption_leads_to_its_place(project: Project) -> None:
    text = TERMS + "\n    .. figure:: none.png\n\n       Of :index:`milk`.\n"
    built = book(project, text, suppress_warnings=["image.not_readable"])
    [places] = [places for _kind, name, places in index_of(built) if name == "milk"]
    tex = built.text("book.tex")
    assert tex.count(rf"\label{{\detokenize{{{places[0]}}}}}") == 1
    assert places[0] not in "".join(arguments(tex, "caption"))
