"""Short definitions outside their page: what they show, what they begin with, and when they are stale."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from support import CONF, HAS_MYST, Built, Project, links, texts

from sphinx_glossterm.exchange.readings import reading
from sphinx_glossterm.resolve.domain import the_domain

PAGES = ["terms", "there", "all", "table", "cards", "said"]
TERMS = """\
.. term:: Node

   A point, see :term:`Edge`, :ref:`intro`, :numref:`pic`, :eq:`edge`, :doc:`sub/page` and :ref:`this <intro>`.

.. term:: Edge
   :related: node

   A line.
"""
TERMS_MD = """\
:::{term} Node
A point, see {term}`Edge`, [](#intro), {numref}`pic`, {eq}`edge`, [](sub/page.rst) and [this](#intro).
:::

:::{term} Edge
:related: node

A line.
:::
"""
THERE = """\
There
=====

.. _intro:

First steps
-----------

.. _pic:

.. figure:: x.png

   A picture

.. math:: z
   :label: edge
"""
ENGLISH = "A point, see {}, First steps, Fig. 1, (1), The page and this."
MESSAGE = {
    "rst": "A point, see :term:`Edge`, :ref:`intro`, :numref:`pic`, :eq:`edge`, :doc:`sub/page` and"
    " :ref:`this <intro>`.",
    "md": "A point, see {term}`Edge`, [](#intro), {numref}`pic`, {eq}`edge`, [](sub/page.rst) and"
    " [this](#intro).",
}
WORDS = {
    "de": {
        "Node": "Knoten",
        "Edge": "Kante",
        "First steps": "Erste Schritte",
        "A picture": "Ein Bild",
        "The page": "Die Seite",
        "A point, see": "Ein Punkt, siehe",
        "and": "und",
        "this": "dies",
    },
    "hi": {
        "Node": "नोड",
        "Edge": "किनारा",
        "First steps": "पहले कदम",
        "A picture": "एक चित्र",
        "The page": "यह पन्ना",
        "A point, see": "एक बिंदु, देखें",
        "and": "और",
        "this": "यही",
    },
}
NUMBERS = {"figure": "Fig. %s"}
SHOWN = {
    "en": ENGLISH.format("Edge"),
    "de": "Ein Punkt, siehe Kante, Erste Schritte, Fig. 1, (1), Die Seite und dies.",
    "hi": "एक बिंदु, देखें किनारा, पहले कदम, Fig. 1, (1), यह पन्ना और यही.",
}
MARKUPS = ["rst", pytest.param("md", marks=pytest.mark.skipif(not HAS_MYST, reason="no MyST"))]
NUMBERED: dict[str, Any] = {"numfig": True, "numfig_secnum_depth": 0, "numfig_format": NUMBERS}


def references(project: Project, markup: str = "rst") -> Project:
    """A glossary whose short definitions refer to all kinds of things, and its translations."""
    toctree = "\n   ".join([*PAGES, "sub/page"])
    project.write("index.rst", f"Home\n====\n\n.. toctree::\n\n   {toctree}\n")
    project.write(f"terms.{markup}", TERMS if markup == "rst" else TERMS_MD)
    project.write("there.rst", THERE).write("sub/page.rst", "The page\n========\n").write("x.png", "")
    for style in ("list", "table", "cards"):
        name = "all" if style == "list" else style
        project.write(f"{name}.rst", f"{name}\n{'=' * 5}\n\n.. termindex::\n   :style: {style}\n")
    project.write("said.rst", "Said\n====\n\nIt is :termdef:`Node`\n")
    for language, words in WORDS.items():
        message = MESSAGE[markup]
        for old in ("A point, see", " and", "this"):
            message = message.replace(old, " " * old.startswith(" ") + words[old.strip()])
        message = message.replace("this", words["this"])
        names = {name: words[name] for name in ("Node", "Edge")}
        project.translate("terms", {**names, MESSAGE[markup]: message}, language)
        titles = {name: words[name] for name in ("First steps", "A picture")}
        project.translate("there", titles, language)
        project.translate("sub/page", {"The page": words["The page"]}, language)
    return project


def preview(built: Built, name: str) -> str:
    text = built.text("_static/glossterm-previews/0.js")
    match = re.search(r"\{detail:(.*)\}\)\)", text)
    assert match
    found: dict[str, list[str]] = json.loads(match[1])
    return found[name][2]


def plain(html: str) -> str:
    return str(etree.fromstring(f"<p>{html}</p>").xpath("string()"))


def described(built: Built, page: str) -> dict[str, str]:
    [data] = built.page(page).xpath("//script[@type='application/ld+json']/text()")
    terms = (node for node in json.loads(data)["@graph"] if node["@type"] == "DefinedTerm")
    return {term["name"]: term.get("description", "") for term in terms}


# ---- references


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("language", ["en", "de", "hi"])
def test_every_place_shows_what_the_page_shows(project: Project, markup: str, language: str) -> None:
    built = references(project, markup).build(language=language, **NUMBERED)
    shown = SHOWN[language]
    assert built.warnings_of("unknown") == []
    assert texts(built.page("terms"), "#node .glossterm-definition p") == [shown]
    assert texts(built.page("terms"), "#edge .glossterm-related .glossterm-short") == [shown]
    for page in ("all", "table", "cards"):
        assert shown in texts(built.page(page), ".glossterm-short"), page
    assert plain(preview(built, "terms#node")) == shown
    assert shown in described(built, "terms").values()
    assert texts(built.page("said"), ".glossterm-termdef") == [shown]
    exported = {entry.id: entry.definition for entry in reading(built.app).entries}
    assert exported["node"] == shown


TARGETS = [
    "terms.html#edge",
    "there.html#intro",
    "there.html#pic",
    "there.html#equation-edge",
    "sub/page.html",
    "there.html#intro",
]


@pytest.mark.parametrize("markup", MARKUPS)
def test_previews_and_lists_have_the_links(project: Project, markup: str) -> None:
    """A card is a link itself, and has none in it."""
    built = references(project, markup).build(**NUMBERED)
    found = etree.fromstring(f"<p>{preview(built, 'terms#node')}</p>").xpath("//a/@href")
    assert found == TARGETS
    for page in ("all", "table"):
        assert [target for _, target in links(built.page(page), ".glossterm-short a")] == TARGETS
    assert [target for _, target in links(built.page("said"), ".glossterm-termdef a")] == TARGETS
    assert links(built.page("cards"), ".glossterm-short a") == []
    assert links(built.page("terms"), ".glossterm-related .glossterm-short a") == []


@pytest.mark.parametrize("language", ["en", "hi"])
def test_other_builders_show_the_same(project: Project, language: str) -> None:
    references(project)
    shown = SHOWN[language]
    text = project.build("text", language=language, **NUMBERED)
    for page in ("all", "terms"):
        assert shown in " ".join(text.text(f"{page}.txt").split())
    said = " ".join(text.text("said.txt").split()).replace("*", "")
    assert f"It is {shown}" in said  # where the page itself has "Fig. %s"
    single = project.build("singlehtml", language=language, **NUMBERED).page("index")
    assert texts(single, ".glossterm-short").count(shown) == 4
    assert texts(single, ".glossterm-termdef") == [shown]
    book = project.build("epub", language=language, epub_copyright="x", **NUMBERED)
    listed = etree.parse(str(Path(book.app.outdir, "table.xhtml")))
    found = listed.xpath("//*[@class='glossterm-short']")
    assert shown in ["".join(node.itertext()).strip() for node in found]


def test_in_a_pdf_latex_counts(project: Project) -> None:
    documents = [("index", "book.tex", "T", "A", "manual")]
    built = references(project).build("latex", latex_documents=documents, **NUMBERED)
    tex = re.sub(r"\s+", " ", built.text("book.tex"))
    number = r"\hyperref[\detokenize{there:pic}]{Fig.\@ \ref{\detokenize{there:pic}}}"
    card = (
        rf"A point, see Edge, First steps, {number}, \eqref{{equation:there:edge}}, The page and this."
    )
    assert tex.count(card) == 1  # in the table: other lists name the page instead
    assert rf"First steps}}}}}}}}}}, {number}, \eqref{{equation:there:edge}}" in tex


def test_without_a_number_the_title_is_shown(project: Project) -> None:
    built = references(project).build()
    shown = "A point, see Edge, First steps, A picture, (1), The page and this."
    assert texts(built.page("cards"), ".glossterm-short")[1] == shown
    assert plain(preview(built, "terms#node")) == shown
    assert described(built, "terms")["Node"] == shown
    assert len([line for line in built.warnings if "numfig is disabled" in line]) == 1  # its own page


def test_links_of_the_page_lead_to_it(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   a\n\n:termdef:`A`\n\n.. termindex::\n")
    project.write(
        "a.rst", "Page\n====\n\n.. _spot:\n\n.. term:: A\n\n   See `Page`_ and `it <spot_>`_.\n"
    )
    built = project.build()
    expected = [("Page", "a.html#page"), ("it", "a.html#spot")]
    assert links(built.page("index"), ".glossterm-termdef a") == expected
    assert links(built.page("index"), ".glossterm-short a") == expected
    assert etree.fromstring(f"<p>{preview(built, 'a#a')}</p>").xpath("//a/@href") == [
        target for _, target in expected
    ]


def test_references_of_other_domains_keep_their_markup_and_lead_somewhere(project: Project) -> None:
    body = ":py:func:`run`, :option:`--x`, :any:`spot` and :py:func:`missing`"
    project.write("index.rst", f"Home\n====\n\n.. term:: A\n\n   See {body}.\n\n.. toctree::\n\n   b\n")
    project.write(
        "b.rst", "B\n=\n\n.. py:function:: run()\n\n.. option:: --x\n\n.. _spot:\n\nSpot\n----\n"
    )
    html = preview(project.build(), "#a")
    assert etree.fromstring(f"<p>{html}</p>").xpath("//a/@href") == [
        "b.html#run",
        "b.html#cmdoption-x",
        "b.html#spot",
    ]
    assert plain(html) == "See run(), --x, Spot and missing()."
    assert len(etree.fromstring(f"<p>{html}</p>").xpath("//code")) == 3


def test_what_only_a_translation_refers_to_stays_in_the_project(project: Project) -> None:
    head = b"# Sphinx inventory version 2\n# Project: out\n# Version: 1\n# zlib compressed.\n"
    content = head + zlib.compress(b"outside std:label -1 o.html#outside Outside\n")
    (project.folder / "out.inv").write_bytes(content)
    project.conf["extensions"] = [*CONF["extensions"], "sphinx.ext.intersphinx"]
    project.write(
        "index.rst",
        "Home\n====\n\n.. term:: A\n\n   Of :ref:`w <outside>`.\n\n.. term:: B\n\n   Of it.\n",
    )
    project.translate(
        "index",
        {"Of :ref:`w <outside>`.": "Von :ref:`u <outside>`.", "Of it.": "Von :ref:`v <outside>`."},
        "de",
    )
    mapping = {"out": ("https://example.org/", "out.inv")}
    built = project.build(language="de", intersphinx_mapping=mapping)
    assert preview(built, "#a") == 'Von <a href="https://example.org/o.html#outside">u</a>.'
    assert "href" not in preview(built, "#b")
    assert plain(preview(built, "#b")) == "Von v."


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        (
            "rst",
            ".. term:: A\n\n   A foot [1]_, and more [1]_ [2]_.\n\n.. [1] N\n.. [2] N\n",
        ),
        pytest.param(
            "md",
            ":::{term} A\nA foot [^1], and more [^1] [^2].\n:::\n\n[^1]: N\n[^2]: N\n",
            marks=pytest.mark.skipif(not HAS_MYST, reason="no MyST"),
        ),
    ],
)
def test_a_note_leaves_no_space(project: Project, markup: str, source: str) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   a\n\n:termdef:`A`\n")
    project.write(f"a.{markup}", source)
    built = project.build()
    expected = "A foot, and more."
    assert plain(preview(built, "a#a")) == expected
    assert described(built, "a")["A"] == expected
    assert texts(built.page("index"), ".glossterm-termdef") == [expected]


# ---- freshness


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("First steps\n-----------", "Last steps\n----------", "Last steps, Fig. 1, (1)"),
        (".. _pic:", ".. figure:: x.png\n\n   B\n\n.. _pic:", "First steps, Fig. 2, (1)"),
        (".. math:: z", ".. math:: y\n   :label: y\n\n.. math:: z", "First steps, Fig. 1, (2)"),
    ],
    ids=["title", "figure", "equation"],
)
def test_a_change_reaches_what_shows_it(project: Project, old: str, new: str, shown: str) -> None:
    references(project).build(**NUMBERED)
    project.write("there.rst", THERE.replace(old, new))
    built = project.build(**NUMBERED)
    assert shown in plain(preview(built, "terms#node"))
    assert shown in described(built, "terms")["Node"]
    for page in ("all", "table", "cards", "terms"):
        assert any(shown in text for text in texts(built.page(page), ".glossterm-short")), page
    assert shown in texts(built.page("said"), ".glossterm-termdef")[0]
    assert project.build(**NUMBERED).written == set()


def test_notes_of_an_e_book_are_fresh(project: Project) -> None:
    references(project).write("said.rst", "Said\n====\n\n:term:`Node`\n")
    project.build("epub", epub_copyright="x", **NUMBERED)
    project.write("there.rst", THERE.replace("First steps\n-----------", "Last steps\n----------"))
    built = project.build("epub", epub_copyright="x", **NUMBERED)
    assert "Last steps, Fig. 1" in built.text("said.xhtml")


# ---- what a definition begins with

TABLE = ".. list-table::\n\n   * - A\n     - It is b.\n"
SENTENCE = "It is a thing."


@pytest.mark.parametrize(
    ("definition", "shown"),
    [
        ("- one\n- two\n\nIt is a thing.", SENTENCE),
        ("- one\n- two\n\nSo:\n\n- It is a thing.", SENTENCE),
        ("- one\n- It is a thing.\n- It is more.", SENTENCE),
        ("1. one\n\n   It is a thing.", SENTENCE),
        ("word\n   It is a thing.", SENTENCE),
        (f"{TABLE}\nIt is a thing.", SENTENCE),
        (f"{TABLE}\nA\n\nIt is a thing.", SENTENCE),
        ("| It is\n| a thing.", SENTENCE),
        ("| It is\n| a thing.\n\nMore of it.", SENTENCE),
        ("| one\n| two\n\nIt is a thing.", SENTENCE),
        ("- x\n\nIt is “a thing.”", "It is “a thing.”"),
        ("- x\n\nIt is *a thing?*", "It is a thing?"),
        ("- x\n\nयह एक चीज़ है।", "यह एक चीज़ है।"),
        ("- x\n\n这是一个东西。", "这是一个东西。"),
        ("- x\n\nهل هو شيء؟", "هل هو شيء؟"),
        ("- x\n\nIt is a thing. [1]_\n\n.. [1] N", SENTENCE),
        (".. figure:: x.png\n\n   Fig\n\nA thing", "A thing"),
        (".. note:: A thing", "A thing"),
        ("A thing\n\n- one", "A thing"),
        (".. comment\n\nA thing", "A thing"),
    ],
)
def test_a_short_definition_is_worth_reading(project: Project, definition: str, shown: str) -> None:
    body = definition.replace("\n", "\n   ")
    project.write("index.rst", f"Home\n====\n\n.. term:: A\n\n   {body}\n").write("x.png", "")
    built = project.build()
    assert built.warnings_of("definition") == []
    assert plain(preview(built, "#a")) == shown


@pytest.mark.parametrize(
    ("definition", "what"),
    [
        ("- one\n- two", "a list"),
        ("- one\n\nA word", "a list"),
        ("word\n   another", "a list"),
        (":field: word", "a list"),
        ("| one\n| two", "a line block"),
        (TABLE, "a table"),
        (f"{TABLE}\nWords.:", "a table"),
        (".. code-block:: python\n\n   x = 1", "something other than text"),
    ],
)
def test_what_is_not_is_none_and_a_warning(project: Project, definition: str, what: str) -> None:
    body = definition.replace("\n", "\n   ")
    entry = f".. term:: A\n\n   {body}\n\n.. term:: B\n   :see: A\n\n   {body}\n"
    project.write("index.rst", f"Home\n====\n\n:term:`A`\n\n{entry}")
    built = project.build()
    [warning] = built.warnings_of("definition")
    assert warning.startswith("index.rst:6: WARNING:")
    assert f'"A" begins with {what},' in warning
    assert "Begin the entry with a paragraph that says what it is" in warning
    assert "#a" not in built.text("_static/glossterm-previews/0.js").replace("#a\\", "")
    assert described(built, "index") == {"A": ""}


def test_the_source_decides_for_every_language(project: Project) -> None:
    """A translator may leave the full stop out; the same part is shown."""
    project.write(
        "index.rst", "Home\n====\n\n.. term:: A\n\n   - one\n   - It is a thing.\n   - So it is.\n"
    )
    project.translate(
        "index", {"one": "eins.", "It is a thing.": "Es ist ein Ding", "So it is.": "So ist es."}, "de"
    )
    built = project.build(language="de")
    assert preview(built, "#a") == "Es ist ein Ding"


def test_a_built_in_glossary_gives_no_warning(project: Project) -> None:
    project.write(
        "index.rst",
        "Home\n====\n\n.. glossary::\n\n   A\n      - one\n      - two\n\n   B\n      - It is.\n",
    )
    built = project.build()
    assert built.warnings == []
    own = {entry.id: entry.definition for entry in the_domain(built.app.env).glossary}
    assert own == {"a": "", "b": "It is."}


# ---- behind a colon


@pytest.mark.parametrize(
    ("definition", "shown"),
    [
        ("It has:\n\n- *one*\n- two words", "It has: one; two words"),
        ("It has:\n\n1. One is here.\n2. Two is.", "It has: One is here. Two is."),
        ("It has:\n\n- one,\n- two", "It has: one, two"),
        ("It has:\n\n- one\n\n  - nested\n\n- two:\n\n  - nested", "It has: one; two"),
        ("It has:\n\none\n   Words.\ntwo\n   Words.", "It has: one; two"),
        ("**It has:**\n\n- one", "It has: one"),
        ("It has [1]_:\n\n- one\n\n.. [1] N", "It has: one"),
        ("It is:\n\n.. math:: E = mc^2\n\nMore.", "It is: E = mc^2"),
        ("It is::\n\n   x = 1", "It is: x = 1"),
        ("It is::\n\n   x = 1\n   y = 2", "It is: x = 1 …"),
        ("It is:\n\n   A thing.", "It is: A thing."),
        ("Note:\n\nIt is a thing.\n\nMore.", "Note: It is a thing."),
        ("Note:\n\nIt has:\n\n- one\n- two", "Note: It has: one; two"),
        ("It has:\n\n.. comment\n\n- one", "It has: one"),
        ("It has:\n\n| one\n| two", "It has: one two"),
        ("它有：\n\n- 一\n- 二", "它有： 一；二"),
        ("يشمل:\n\n- واحد\n- اثنان", "يشمل: واحد؛ اثنان"),
        (f"It has:\n\n{TABLE}", "It has:"),
        ("It has:", "It has:"),
        ("It has:\n\n.. image:: x.png", "It has:"),
    ],
)
def test_a_colon_takes_in_what_follows(project: Project, definition: str, shown: str) -> None:
    body = definition.replace("\n", "\n   ")
    project.write("index.rst", f"Home\n====\n\n.. term:: A\n\n   {body}\n").write("x.png", "")
    built = project.build()
    assert built.warnings_of("definition") == []
    assert described(built, "index") == {"A": shown}


def test_a_long_list_is_cut_between_items(project: Project) -> None:
    items = "".join(f"   - {'word ' * 20}{n}\n" for n in range(9))
    project.write("index.rst", f"Home\n====\n\n.. term:: A\n\n   It has:\n\n{items}")
    text = described(project.build(), "index")["A"]
    expected = "; ".join(f"{'word ' * 20}{n}" for n in range(4))
    assert text == f"It has: {expected} …"


def test_markup_and_links_of_items_are_kept(project: Project) -> None:
    project.write(
        "index.rst",
        "Home\n====\n\n.. term:: A\n\n   It has:\n\n   - *one* :term:`b`\n\n.. term:: B\n\n   Bee.\n",
    )
    assert preview(project.build(), "#a") == 'It has: <em>one</em> <a href="index.html#b">b</a>'


def test_what_is_translated_in_part_says_so(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. term:: A\n\n   It has:\n\n   - one\n   - two\n")
    project.translate("index", {"It has:": "Es hat:", "one": "eins", "two": "zwei"}, "de")
    built = project.build(language="de")
    assert preview(built, "#a") == "Es hat: eins; zwei"
    assert described(built, "index") == {"A": "Es hat: eins; zwei"}
    project.translate("index", {"It has:": "Es hat:", "one": "eins"}, "de")
    built = project.build(language="de")
    root = etree.fromstring(f"<p>{preview(built, '#a')}</p>")
    assert root.xpath("string()") == "Es hat: eins; two"
    assert [(node.get("lang"), node.text) for node in root.iter("span")] == [
        ("en", None),
        ("de", "Es hat:"),
        ("de", "eins"),
    ]
    assert described(built, "index") == {"A": ""}


def test_no_mark_stays_in_the_doctree(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. term:: A\n\n   It has:\n\n   - one\n")
    assert "glossterm_short" not in project.build().doctree("index").pformat()


# ---- formulas

FORMULA = ".. term:: A\n\n   It is :math:`E = mc^2`, or :math:`\\nosuch{x}`.\n"


@pytest.fixture
def formulas(project: Project) -> Project:
    project.write(
        "index.rst", "Home\n====\n\n.. toctree::\n\n   a\n   b\n\n:termdef:`A`\n\n.. termindex::\n"
    )
    project.write("a.rst", FORMULA)
    return project.write("b.rst", ".. term:: B\n   :related: a\n\n   Bee, near :term:`A`.\n")


@pytest.mark.parametrize("renderer", ["mathjax", "imgmath"])
def test_formulas_are_readable_without_a_script(formulas: Project, renderer: str) -> None:
    if renderer == "imgmath":
        formulas.conf["extensions"] = [*CONF["extensions"], "sphinx.ext.imgmath"]
        formulas.write("a.rst", FORMULA + "\n")
    built = formulas.build(imgmath_latex="no-such-program")
    shown = {
        "preview": etree.fromstring(f"<p>{preview(built, 'a#a')}</p>"),
        "list": built.page("index").cssselect(".glossterm-short")[0],
        "card": built.page("b").cssselect(".glossterm-related .glossterm-short")[0],
        "definition": built.page("index").cssselect(".glossterm-termdef")[0],
    }
    for place, element in shown.items():
        [formula] = element.xpath(".//*[local-name()='math']")
        assert "".join(formula.itertext()) == "E=mc2", place
        assert "".join(element.itertext()) == r"It is E=mc2, or \nosuch{x}.", place
    for page in ("index", "b"):
        assert "mathjax" not in built.text(f"{page}.html").lower()
        assert built.page(page).xpath("//script[contains(@src, '://')]") == []
    if renderer == "mathjax":
        assert "mathjax" in built.text("a.html").lower()  # its own page is as the project wants it


def test_formulas_are_tex_where_there_is_no_html(formulas: Project) -> None:
    text = r"It is E = mc^2, or \nosuch{x}."
    assert described(formulas.build(), "a") == {"A": text}
    assert text in formulas.build("text").text("b.txt")
    book = formulas.build("epub", epub_copyright="x")
    assert text in book.text("b.xhtml")  # MathML would have to be in the list of files
    assert r"It is \(E = mc^2\), or" in formulas.build("latex").text("projectnamenotset.tex")


def test_formulas_of_a_single_page_are_mathml(formulas: Project) -> None:
    page = formulas.build("singlehtml").page("index")
    for element in page.cssselect(".glossterm-short, .glossterm-termdef"):
        if "It is" in element.text_content():
            assert element.xpath(".//*[local-name()='math']")


def test_citations_are_shown_as_on_their_page_and_footnotes_are_left_out(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n   node\n   edge\n   books\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n")
    project.write(
        "node.rst",
        ".. term:: Node\n\n   A point [#f]_ as in [Euler]_, [#f]_ see [Gone]_.\n\n.. [#f] Note.\n",
    )
    project.write("edge.rst", ".. term:: Edge\n   :related: node\n")
    project.write("books.rst", "Books\n=====\n\n.. [Euler] Bridges.\n")
    project.conf["suppress_warnings"] += ["ref.ref"]
    built = project.build()
    shown = "A point as in [Euler], see [Gone]."
    assert texts(built.page("all"), ".glossterm-short") == [shown]
    assert links(built.page("all"), ".glossterm-short a") == [("[Euler]", "books.html#euler")]
    assert texts(built.page("edge"), ".glossterm-cards .glossterm-short") == [shown]
    assert f'"description":"{shown}"' in built.text("node.html")
    preview = built.text("_static/glossterm-previews/0.js")
    assert '<a href=\\"books.html#euler\\"><span>[Euler]</span></a>, see' in preview
    assert shown in " ".join(project.build("text").text("all.txt").split())
    # Another place of the citation is another link.
    project.write("books.rst", "Books\n=====\n\nNone.\n")
    project.write("edge.rst", ".. term:: Edge\n   :related: node\n\n   A line.\n\n.. [Euler] Bridges.\n")
    assert links(project.build().page("all"), ".glossterm-short a") == [("[Euler]", "edge.html#euler")]
