"""Sphinx's own glossaries: their entries count, and nothing about them changes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from lxml.html import HtmlElement
from support import Built, Project, links, needs_myst, texts

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.entry import Entry, Via
from sphinx_glossterm.terms.glossary import Glossary

ROOT: Final = Path(__file__).parents[1] / "roots" / "builtin"
PAGES: Final = ("index", "guide", "glossary", "network")
WITHOUT: Final = ["myst_parser"]
WORDS: Final = """\
Words
=====

.. glossary::

   row : R
   record : R
      One line of a :term:`table`; see also :term:`Token`.

   ``$``
      A sign.

   table
      Rows. More about it.

      Much more.

   commit
      The end.
"""
HINDI: Final = {
    "row : R": "पंक्ति : प",
    "record : R": "अभिलेख",
    "commit": "कमिट",
    "Rows. More about it.": "पंक्तियाँ।",
}
OURS: Final = """\
Ours
====

.. term:: Token
   :related: row, commit

   A piece of a :term:`record`.

.. term:: Commit

   Ours.
"""
HOME: Final = """\
Home
====

.. toctree::

   words
   ours

* :term:`record`
* :term:`the rows <ROW>`
* :term:`commit`
* :glossterm:term:`commit`
* :glossterm:term:`Record`
* :termdef:`table`
* :termboth:`row`
* :termabbr:`table`

.. termindex::
"""


def stand_in(folder: Path) -> Project:
    """The project that has not heard of us, built with and without us by its tests."""
    project = Project(folder)
    shutil.copytree(ROOT, folder, dirs_exist_ok=True)
    project.conf["locale_dirs"] = ["locales"]
    return project


@pytest.fixture(scope="module", params=["en", "hi"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Built, Built]:
    """The stand-in, built without us and with us."""
    project = stand_in(tmp_path_factory.mktemp("pair") / "src")
    language = request.param
    without = project.build(extensions=WITHOUT, language=language, out="without")
    return without, project.build(language=language)


@pytest.fixture
def mixed(project: Project) -> Project:
    project.write("index.rst", HOME).write("words.rst", WORDS).write("ours.rst", OURS)
    return project.translate("words", HINDI).translate("ours", {"Token": "टोकन"})


def previews(built: Built) -> dict[str, Any]:
    """All previews of a site that has few."""
    text = built.text("_static/glossterm-previews/0.js")
    found: dict[str, Any] = json.loads(text[text.index("detail:") + 7 : text.rindex("})")])
    return found


def search_index(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def glossary(built: Built) -> Glossary:
    return the_domain(built.app.env).glossary


def entry(built: Built, title: str) -> Entry:
    return next(entry for entry in glossary(built) if entry.title.source == title)


def is_the_same(
    pair: tuple[Built, Built], facts: Callable[[Built, HtmlElement], object], *pages: str
) -> None:
    without, built = pair
    for page in pages:
        assert facts(without, without.page(page)) == facts(built, built.page(page)), page


# ---- what was there before


def test_nothing_is_said_that_was_not_said_before(pair: tuple[Built, Built]) -> None:
    without, built = pair
    assert built.warnings == without.warnings == []


def test_pages_show_the_same(pair: tuple[Built, Built]) -> None:
    is_the_same(pair, lambda _built, page: texts(page, ".document"), *PAGES, "genindex")
    is_the_same(pair, lambda _built, page: links(page, "a"), *PAGES, "genindex")
    is_the_same(pair, lambda _built, page: page.xpath("//@id"), *PAGES, "genindex")


def test_references_differ_by_one_class_only(pair: tuple[Built, Built]) -> None:
    def other_classes(_built: Built, page: HtmlElement) -> list[list[str]]:
        found = [link.get("class", "").split() for link in page.cssselect("a, a *")]
        return [[name for name in names if name != "glossterm-ref"] for names in found]

    is_the_same(pair, other_classes, *PAGES)


def test_the_inventory_is_the_same(pair: tuple[Built, Built]) -> None:
    without, built = pair
    assert built.inventory() == without.inventory()


def test_every_reference_to_a_term_has_a_preview(pair: tuple[Built, Built]) -> None:
    _, built = pair
    found, count = previews(built), 0
    for page in PAGES:
        for link in built.page(page).cssselect("a:has(> .std-term)"):
            assert "glossterm-ref" in link.classes
            target, _, anchor = link.get("href", "").partition("#")
            name = f"{target.removesuffix('.html') or page}#{anchor}"
            preview = found[name.replace("index#", "#")]
            shown = found[preview] if isinstance(preview, str) else preview
            assert len(shown) in {3, 4}  # with the title in the source language
            count += 1
    assert count > 100


def test_every_entry_is_known(pair: tuple[Built, Built]) -> None:
    without, built = pair
    terms = without.app.env.domains.standard_domain.objects
    places = {place for (kind, _name), place in terms.items() if kind == "term"}
    assert {key for entry in glossary(built) for key in entry.keys} == places
    assert len(glossary(built)) == 117
    assert all(entry.definition for entry in glossary(built))
    assert len({entry.id for entry in glossary(built)}) == 117


def test_names_are_without_markup_and_keys(pair: tuple[Built, Built]) -> None:
    _, built = pair
    table, field = entry(built, "table"), entry(built, "column").aliases[0]
    assert (ROOT / "glossary.rst").read_text("utf-8").splitlines()[table.line - 1] == "   table : T"
    assert (table.id, table.anchor, table.aliases) == ("table", "term-table", ())
    assert (field.source, entry(built, "column").anchors) == ("field", ("term-field",))
    assert entry(built, "$").id == entry(built, "$").anchor == "term-0"
    if built.app.config.language == "hi":
        assert table.title.translated
        assert table.title.text != "table"
        assert " : " not in table.title.text
    else:
        assert table.other_languages
        assert not any(" : " in name.text for name in table.other_languages)


def test_a_project_may_do_without(tmp_path: Path) -> None:
    project = stand_in(tmp_path / "src")
    project.write("more.rst", ":orphan:\n\nMore\n====\n\n:glossterm:term:`table`\n")
    built = project.build(glossterm_builtin=False)
    assert built.warnings == [
        'more.rst:6: WARNING: "table" is a term of a built-in glossary. While "glossterm_builtin" is'
        ' False, you can only link to it: write ":term:`table`". [glossterm.unknown]'
    ]
    assert not list(Path(built.app.outdir, "_static").glob("glossterm-previews"))
    assert built.page("guide").cssselect(".glossterm-ref, script[src*=glossterm]") == []


def test_a_page_keeps_its_place(project: Project) -> None:
    """It is outside every toctree, and that is Sphinx's to say; names may be ours as well."""
    project.write("index.rst", "Home\n====\n\n:any:`alpha`\n\n.. termindex::\n")
    project.write("lost.rst", WORDS.replace("Token", "Alpha").replace("commit", "ALPHA"))
    project.write("a.rst", ".. term:: Alpha\n\n   Ours.\n").write("b.md", "# B\n\n[](#term-row)\n")
    off, on = (project.build(glossterm_builtin=flag, out=str(flag)) for flag in (False, True))
    assert on.warnings == off.warnings
    assert any("lost.rst" in line and line.endswith("[toc.not_included]") for line in on.warnings)
    assert on.inventory() == off.inventory()


def test_other_formats_show_the_same(project: Project) -> None:
    project.write("index.rst", f"{WORDS}\n* :term:`record`\n")
    project.conf |= {"copyright": "2025, the authors"}
    for builder, page in (
        ("epub", "index.xhtml"),
        ("text", "index.txt"),
        ("pseudoxml", "index.pseudoxml"),
    ):
        off, on = (
            project.build(builder, glossterm_builtin=flag, out=f"{builder}-{flag}")
            for flag in (False, True)
        )
        assert off.text(page) == on.text(page)


# ---- what is new


def test_references_lead_where_they_should(mixed: Project) -> None:
    built = mixed.build()
    assert built.warnings_of("unknown") == built.warnings_of("ambiguous") == []
    page = built.page("index")
    assert links(page, ".body > section > ul > li a") == [
        ("record", "words.html#term-record"),
        ("the rows", "words.html#term-row"),
        ("commit", "words.html#term-commit"),  # as without us
        ("commit", "ours.html#commit"),  # by our own role, ours go first
        ("Record", "words.html#term-record"),
        ("row", "words.html#term-row"),
        ("table", "words.html#term-table"),
    ]
    assert texts(page, ".glossterm-termdef") == ["Rows. More about it."]
    assert page.cssselect("li > p > a:not(.glossterm-ref)") == []
    assert previews(built)["words#term-record"] == "words#term-row"
    title, _, definition = previews(built)["words#term-row"]
    assert (title, '<a href="ours.html#token">Token</a>' in definition) == ("row", True)


def test_lists_and_relations_know_them(mixed: Project) -> None:
    built = mixed.build()
    rows = links(built.page("index"), ".glossterm-list dt a")
    assert rows == [
        ("$", "words.html#term-0"),
        ("commit", "words.html#term-commit"),
        ("Commit", "ours.html#commit"),
        ("row", "words.html#term-row"),
        ("table", "words.html#term-table"),
        ("Token", "ours.html#token"),
    ]
    ours = built.page("ours")
    assert links(ours, "#token .glossterm-related a") == [
        ("row", "words.html#term-row"),
        ("Commit", "#commit"),
    ]
    assert links(ours, "#token .glossterm-mentions a") == [("row", "words.html#term-row")]
    assert links(ours, "#token .glossterm-nav-previous a") == [("Previous term Commit", "#commit")]
    assert ours.cssselect("#token .glossterm-nav-next") == []
    mentions = the_domain(built.app.env).mentions
    assert mentions["words", "term-row"] == (("index", ""), ("ours", "token"))
    assert mentions["words", "term-table"] == (("index", ""), ("words", "term-row"))
    meaning = the_domain(built.app.env).meaning
    assert meaning("commit", Via.TERM) is not meaning("commit", Via.OWN)


def test_a_translated_site_shows_translated_names(mixed: Project) -> None:
    built = mixed.build(language="hi")
    assert built.warnings_of("unknown") == []
    row = entry(built, "row")
    assert (row.title.text, row.aliases[0].text) == ("पंक्ति", "अभिलेख")
    assert previews(built)["words#term-table"] == [
        '<span lang="en">table</span>',
        "",
        "पंक्तियाँ।",
    ]
    page = built.page("index")
    assert texts(page, ".glossterm-termdef") == ["पंक्तियाँ।"]
    assert "पंक्ति (row)" in texts(page, ".body > section > ul > li")
    assert ("पंक्ति", "words.html#term-row") in links(page, ".glossterm-list dt a")
    assert links(page, ".body > section > ul > li a")[4] == ("Record", "words.html#term-record")


def test_the_search_finds_them_by_every_name(mixed: Project) -> None:
    index = search_index(mixed.build())
    words = index["docnames"].index("words")
    for name in ("row", "record", "पंक्ति", "$"):
        assert [words, f"term-{'0' if name == '$' else 'row'}"] in index["alltitles"][name]
    objects = [names[-1] for found in index["objects"].values() for names in found]
    assert sorted(objects) == ["Commit", "Token"]  # Sphinx's own terms are none, with and without us


def test_what_shows_a_definition_is_written_again(mixed: Project) -> None:
    mixed.write("other.rst", ":orphan:\n\nOther\n=====\n\n:term:`table`\n")
    first = previews(mixed.build())["words#term-table"]
    assert mixed.build().written == set()
    mixed.write("words.rst", WORDS.replace("Rows. More", "Columns. More"))
    built = mixed.build()
    assert built.written == {"words", "index"}
    assert previews(built)["words#term-table"] != first
    assert "Columns. More about it." in texts(built.page("index"), "dd, .glossterm-termdef")
    mixed.write("words.rst", WORDS.replace("   row : R\n", "   line\n"))
    built = mixed.build()
    assert built.written >= {"words", "index", "ours"}
    assert ("line", "words.html#term-line") in links(built.page("ours"), ".glossterm-mentions a")
    mixed.translate("words", {**HINDI, "table": "तालिका"})  # which readers of English find it by
    assert "तालिका" in search_index(mixed.build())["alltitles"]


# ---- a definition list of MyST


LIST = """
# Words

{.glossary}
Row
: A line of a table, see {term}`Plain cell`.

Plain cell
: A place in a row.

  It has one value.
"""


@needs_myst
def test_a_definition_list_of_myst_counts_too(project: Project) -> None:
    project.conf["myst_enable_extensions"] = ["attrs_block", "deflist", "colon_fence"]
    project.write("words.md", LIST).write(
        "index.rst",
        "Home\n====\n\n:term:`row`, :termdef:`Plain cell`\n\n.. termindex::\n\n.. toctree::\n\n   words\n",
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert ("row", "words.html#term-Row") in links(page, "p a")
    assert texts(page, ".glossterm-termdef") == ["A place in a row."]
    assert texts(page, ".glossterm-list dt") == ["Plain cell", "Row"]
    assert previews(built)["words#term-Row"][0] == "Row"
    [entry] = [found for found in the_domain(built.app.env).glossary if found.title.source == "Row"]
    assert LIST.splitlines()[entry.line] == "Row"  # the first line is blank, and goes


@needs_myst
def test_its_terms_are_messages_too(project: Project) -> None:
    project.conf["myst_enable_extensions"] = ["attrs_block", "deflist"]
    project.write("index.md", LIST)
    assert {"Row", "Plain cell", "A place in a row."} <= set(project.build("gettext").messages("index"))
    built = project.translate("index", {"Row": "पंक्ति"}).build(language="hi")
    assert texts(built.page("index"), "dt")[0].startswith("पंक्ति")
    assert "पंक्ति" in built.inventory()["std:term"]
    assert built.page("index").cssselect("#term-Row")


@needs_myst
def test_other_definition_lists_do_not_count(project: Project) -> None:
    project.conf["myst_enable_extensions"] = ["attrs_block", "deflist"]
    built = project.write("index.md", LIST.replace("{.glossary}", "{.words}")).build()
    assert not list(the_domain(built.app.env).glossary)
