"""Maps of entries and their relations: lists everywhere, and drawings in pages of HTML."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from support import CONF, Built, Project, links, mostly_long, needs_posix, texts

from sphinx_glossterm.write.html import maps

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
DRAWN: Final[dict[str, Any]] = {"extensions": [*CONF["extensions"], "sphinx.ext.graphviz"]}
HOSTILE: Final = """<script>alert(1)</script> "\\\\N" ]]> </svg>"""
TERMS: Final = f"""
Terms
=====

.. term:: Token
   :category: Text
   :related: model, tokenizer

   A piece.

.. term:: Tokenizer
   :category: Text

   What cuts.

.. term:: Model
   :tags: big

   It reads.

.. term:: Old model
   :status: deprecated
   :replaced-by: model
   :tags: big

   It read.

.. term:: Piece
   :see: token

.. term:: {HOSTILE}
   :id: hostile
   :related: token

   Odd.

.. term:: Lone

   Alone.
"""


@pytest.fixture
def book(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   sub/map\n   terms\n")
    project.write("sub/map.rst", "Map\n===\n\n.. termmap::\n   :caption: How they are *related*\n")
    return project.write("terms.rst", TERMS)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with drawings, for what only reads it."""
    project = Project(tmp_path_factory.mktemp("maps") / "src")
    project.write("index.rst", "Home\n====\n\n.. toctree::\n   :glob:\n\n   sub/*\n   terms\n")
    project.write("terms.rst", TERMS)
    project.write(
        "sub/map.rst", "Map\n===\n\nWords.\n\n.. termmap::\n   :caption: How they are *related*\n"
    )
    project.write("sub/near.rst", "Near\n====\n\n.. termmap::\n   :around: model\n")
    project.write("sub/lone.rst", "Lone\n====\n\n.. termmap::\n   :around: lone\n")
    project.write("sub/own.rst", "Own\n===\n\n.. graphviz::\n\n   digraph { a -> b }\n")
    project.write("sub/two.rst", "Glossterm map\n=============\n\n.. termmap::\n\n.. termmap::\n")
    return project.build(**DRAWN)


def related(built: Built, page: str = "sub/map") -> dict[str, list[str]]:
    """The list of a map: the related entries under each entry."""
    [listed] = built.page(page).xpath("//div[@class='glossterm-map']//ul[not(ancestor::ul)]")
    return {
        str(item[0].text_content()): [str(other.text_content()) for other in item.xpath("ul/li/p")]
        for item in listed
    }


def boxes(built: Built, page: str = "sub/map") -> dict[str, str]:
    """The address of each entry of a drawing, by its title."""
    return dict(links(built.page(page), "svg a.glossterm-map-entry"))


def test_a_list_says_how_entries_are_related(book: Project) -> None:
    built = book.build()
    assert built.warnings == []
    odd = HOSTILE.replace("\\\\", "\\").replace('"\\N"', "“\\N”")
    assert related(built) == {
        "Lone": [],
        "Model": ["Token"],
        "Old model": ["Use instead: Model"],
        "Piece": ["See: Token"],
        odd: ["Token"],
        "Token": ["Model", odd, "Tokenizer"],
        "Tokenizer": ["Token"],
    }
    page = built.page("sub/map")
    assert texts(page, "p.glossterm-map-caption > em") == ["related"]
    assert ("Token", "../terms.html#token") in links(page, ".glossterm-map li a.glossterm-ref")
    assert not page.cssselect("svg, script[src*=map], link[href*=glossterm-map]")
    assert not Path(built.app.outdir, "_static", "glossterm-map.css").exists()


def test_options_choose_the_entries(book: Project) -> None:
    wanted = {
        ":category: text": {"Token": ["Tokenizer"], "Tokenizer": ["Token"]},
        ":tags: BIG": {"Model": [], "Old model": ["Use instead: Model"]},
        ":around: old model": {"Old model": ["Use instead: Model"], "Model": []},
        ":around: Lone\n   :depth: 3": {"Lone": []},
    }
    for number, options in enumerate(wanted):
        book.write(f"m{number}.rst", f":orphan:\n\nMap\n===\n\n.. termmap::\n   {options}\n")
    built = book.build()
    assert built.warnings == []
    assert {options: related(built, f"m{n}") for n, options in enumerate(wanted)} == wanted


def test_a_map_in_markdown(book: Project) -> None:
    book.write("sub/map.rst", ":orphan:\n\nNone\n====\n").write(
        "md.md", "# Map\n\n```{termmap}\n:around: token\n:depth: 2\n:caption: 'What, where'\n```\n"
    )
    built = book.build()
    assert list(related(built, "md"))[:2] == ["Token", "Model"]
    assert len(related(built, "md")) == 6
    assert texts(built.page("md"), ".glossterm-map-caption") == ["What, where"]


@needs_dot
def test_a_drawing_is_made_of_links(drawn: Built) -> None:
    assert drawn.warnings == []
    found = boxes(drawn)
    assert set(found.values()) == {
        f"../terms.html#{name}"
        for name in ("token", "tokenizer", "model", "old-model", "piece", "hostile")
    }
    assert found["Old model"] == "../terms.html#old-model"
    assert "Lone" not in found  # it stands in the list
    assert "Lone" in related(drawn)
    page = drawn.page("sub/map")
    [svg] = page.cssselect(".glossterm-map-drawing > svg")
    assert svg.get("aria-label") == "How they are related"
    assert svg.get("role") == "group"
    kinds = [path.get("class") for path in svg.xpath("./g[@aria-hidden='true']/path")]
    assert sorted(set(kinds)) == [
        "glossterm-map-related", "glossterm-map-replaced-by", "glossterm-map-see"
    ]  # fmt: skip
    assert kinds.count("glossterm-map-related") == 3
    assert texts(page, "details.glossterm-map-list > summary") == ["Related concepts"]
    assert page.cssselect("link[href*='_static/glossterm-map.css']")
    assert not drawn.page("terms").cssselect("link[href*=glossterm-map]")


@needs_dot
def test_a_title_stays_text(drawn: Built) -> None:
    page = drawn.page("sub/map")
    [odd] = [text for text in boxes(drawn) if "alert" in text]
    assert odd == "<script>alert(1)</script> “\\N” ]]> </svg>"
    assert len(page.cssselect("svg")) == 1
    [holder] = page.cssselect(".glossterm-map-drawing")
    assert {element.tag for element in holder.iter()} == {
        "div", "svg", "g", "path", "a", "rect", "text", "tspan"
    }  # fmt: skip
    names = {name for element in holder.iter() for name in element.keys()}  # noqa: SIM118 - of lxml
    assert names.isdisjoint({"style", "onclick", "onload", "id"})


@needs_dot
def test_nothing_else_is_drawn_in_another_way(drawn: Built) -> None:
    assert drawn.app.config.graphviz_output_format == "png"
    [picture] = drawn.page("sub/own").xpath("//div[@class='graphviz']/img/@src")
    assert picture.endswith(".png")
    assert [path.suffix for path in Path(drawn.app.outdir, "_images").glob("graphviz-*")] == [
        ".map",
        ".png",
    ]


@needs_dot
def test_a_map_around_an_entry_marks_it(drawn: Built) -> None:
    page = drawn.page("sub/near")
    assert texts(page, "svg a.glossterm-map-centre") == ["Model"]
    assert page.xpath("//svg/@aria-label") == ["Related concepts"]
    assert not drawn.page("sub/map").cssselect(".glossterm-map-centre")


@needs_dot
def test_a_map_without_relations_is_a_list(drawn: Built) -> None:
    page = drawn.page("sub/lone")
    assert not page.cssselect("svg, details")
    assert texts(page, ".glossterm-map li") == ["Lone"]


@needs_dot
def test_two_maps_have_two_anchors(drawn: Built) -> None:
    found = drawn.page("sub/two").xpath("//div[@class='glossterm-map']/@id")
    assert found == ["glossterm-map-2", "glossterm-map-3"]


@needs_dot
def test_search_leads_to_the_entries(drawn: Built) -> None:
    said = drawn.text("searchindex.js")
    index = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert index["terms"]["word"] == index["docnames"].index("sub/map")  # in the page's own text
    # In the first page's table of contents alone: a search for it leads to its title.
    assert index["terms"]["piec"] == index["docnames"].index("index")


@needs_dot
def test_a_map_in_a_translation(book: Project) -> None:
    book.translate("terms", {"Token": "टोकन", "Model": "मॉडल"})
    book.translate("sub/map", {"How they are *related*": "ये *कैसे* जुड़े हैं"})
    built = book.build(language="hi", **DRAWN)
    assert built.warnings == []
    assert boxes(built)["टोकन"] == "../terms.html#token"
    page = built.page("sub/map")
    assert texts(page, ".glossterm-map-caption > em") == ["कैसे"]
    assert page.xpath("//svg/@aria-label") == ["ये कैसे जुड़े हैं"]
    [left] = [text for text in page.cssselect("svg text") if text.text_content() == "Tokenizer"]
    assert left.get("lang") == "en"
    assert [
        text.get("lang") for text in page.cssselect("svg text") if text.text_content() == "टोकन"
    ] == [None]


@needs_dot
def test_a_map_from_right_to_left(book: Project) -> None:
    book.write("sub/map.rst", "Map\n===\n\n.. termmap::\n   :around: model\n")
    book.translate("terms", {"Model": "ماڈل"})
    page = book.build(language="ur", **DRAWN).page("sub/map")
    [text] = [text for text in page.cssselect("svg text") if text.text_content() == "Token"]
    assert text.get("direction") == "ltr"
    places = {
        link.get("href"): float(link.xpath("number(rect/@x)"))
        for link in page.cssselect("svg a.glossterm-map-entry")
    }
    assert places["../terms.html#model"] == max(places.values())


def test_a_caption_is_a_message(book: Project) -> None:
    built = book.build("gettext")
    assert built.messages("sub/map") == ["Map", "How they are *related*"]


@needs_dot
def test_a_map_follows_the_entries(book: Project) -> None:
    book.build(**DRAWN)
    assert book.build(**DRAWN).written == set()
    book.write("terms.rst", TERMS.replace(":: Tokenizer\n", ":: Cutter\n   :aka: tokenizer\n"))
    built = book.build(**DRAWN)
    assert "sub/map" in built.written
    assert boxes(built)["Cutter"] == "../terms.html#cutter"
    book.write("terms.rst", TERMS.replace("A piece.", "Another piece."))
    assert "sub/map" in book.build(**DRAWN).written  # the title is what it was
    book.write("terms.rst", TERMS.replace("A piece.", "Still another piece."))
    assert "sub/map" not in book.build(**DRAWN).written


@needs_dot
def test_a_map_is_drawn_once_there_is_a_program(book: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "which", lambda _name: None)
        built = book.build(**DRAWN)
        [warning] = built.warnings_of("config")
        assert 'the program "dot"' in warning
        assert len(related(built)) == 7
        assert not built.page("sub/map").cssselect("svg, details")
    built = book.build(**DRAWN)
    assert "terms" not in built.written
    assert len(boxes(built)) == 6


def test_one_warning_says_that_there_is_no_program(book: Project) -> None:
    book.write("more.rst", ":orphan:\n\nMore\n====\n\n.. termmap::\n\n.. termmap::\n   :around: token\n")
    built = book.build(graphviz_dot="no-such-dot", **DRAWN)
    assert len(built.warnings_of("config")) == len(built.warnings) == 1
    assert 'no program "no-such-dot"' in built.warnings[0]
    # Other formats draw no maps, and need no program.
    assert book.build("text", graphviz_dot="no-such-dot", **DRAWN).warnings == []


@needs_posix
def test_a_program_that_fails_leaves_the_list(book: Project) -> None:
    dot = book.folder / "dot.sh"
    dot.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('Error: no fonts')\n")
    dot.chmod(0o755)
    built = book.build(graphviz_dot=os.fspath(dot), **DRAWN)
    [warning] = built.warnings
    assert warning.startswith("sub/map.rst:4: WARNING: The map is shown as a list")
    assert "Error: no fonts" in warning
    assert "glossterm.config" in warning
    assert len(related(built)) == 7


@needs_dot
def test_too_many_entries_are_not_drawn(book: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "MOST", 5)
    built = book.build(**DRAWN)
    [warning] = built.warnings
    assert warning.startswith("sub/map.rst:4: WARNING: The map has 6 entries")
    assert "glossterm.option" in warning
    assert not built.page("sub/map").cssselect("svg")


SAID: Final = {
    ":: Title": ['"termmap" takes no title; "Title" is ignored'],
    "::\n   :depth: 0\n   :around: token": ['":depth:" cannot be "0"'],
    "::\n   :depth: two\n   :around: token": ['":depth:" cannot be "two"'],
    "::\n   :depth: ²\n   :around: token": ['":depth:" cannot be "²"'],
    "::\n   :depth: 2": ['":depth:" counts from the entry named in ":around:"'],
    "::\n   :centre: token": ['has no option ":centre:"', "around"],
    "::\n   :around: tokn": ['":around:" of "termmap" names "tokn"', 'Did you mean "Token"'],
    "::\n   :category: Texts": ['":category:" of "termmap" names "Texts"', 'Did you mean "Text"'],
    "::\n   :tags: bigg": ['":tags:" of "termmap" names "bigg"', 'Did you mean "big"'],
}
"""Ways to write a map, and the warnings about them."""


def test_warnings(book: Project) -> None:
    for number, options in enumerate(SAID):
        book.write(f"m{number}.rst", f":orphan:\n\nMap\n===\n\n.. termmap{options}\n")
    warnings = sorted(book.build("text").warnings)
    assert len(warnings) == len(SAID)
    for number, (warning, said) in enumerate(zip(warnings, SAID.values(), strict=True)):
        assert warning.startswith(f"m{number}.rst:6: WARNING:")
        assert all(part in warning for part in said), warning
        assert warning.endswith("[glossterm.option]")


def test_an_entry_in_the_middle_that_could_be_two(book: Project) -> None:
    more = (
        "\n.. term:: Machine\n   :aka: thing\n\n   It.\n\n.. term:: Device\n   :aka: thing\n\n   It.\n"
    )
    book.write("terms.rst", TERMS + more)
    book.write("sub/map.rst", "Map\n===\n\n.. termmap::\n   :around: thing\n")
    built = book.build()
    [warning] = built.warnings
    assert warning.startswith("sub/map.rst:4: WARNING:")
    assert "ambiguous" in warning
    assert list(related(built)) == ["Machine"]


def test_an_empty_map_says_so(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. termmap::\n")
    built = project.build(**DRAWN)
    assert built.warnings == []
    assert texts(built.page("index"), ".glossterm-map") == ["There are no terms yet."]


@needs_dot
def test_a_single_page_has_the_addresses_of_its_own(book: Project) -> None:
    built = book.build("singlehtml", **DRAWN)
    assert built.warnings == []
    page = built.page("index")
    found = boxes(built, "index")
    assert found["Token"] == "#token"
    assert all(page.xpath(f"//*[@id='{address[1:]}']") for address in found.values())
    assert page.cssselect("link[href*='_static/glossterm-map.css']")


@needs_dot
@pytest.mark.long
def test_other_folders_of_pages(book: Project) -> None:
    built = book.build("dirhtml", **DRAWN)
    assert boxes(built, "sub/map/index")["Token"] == "../../terms/#token"


@needs_dot
def test_many_processes_draw_the_same(book: Project) -> None:
    for number in range(5):  # Sphinx takes more than five pages to divide them
        book.write(f"p{number}.rst", f":orphan:\n\nP{number}\n==\n\n.. termmap::\n   :around: token\n")
    one = book.build(out="one", **DRAWN)
    many = book.build(out="many", jobs=2, nitpicky=True, **DRAWN)
    assert many.warnings == []
    for page in ("sub/map", *(f"p{number}" for number in range(5))):
        assert many.text(f"{page}.html") == one.text(f"{page}.html")
        assert boxes(many, page)


@pytest.mark.parametrize(
    "builder", mostly_long(["text", "latex", "epub", "man", "texinfo", "xml"], ["text"])
)
def test_other_formats_have_the_list(book: Project, builder: str) -> None:
    conf: dict[str, Any] = {
        "epub_copyright": "x",
        "epub_show_urls": "no",
        "man_pages": [("index", "m", "", "", 1)],
    }
    built = book.build(builder, **conf, **DRAWN)
    assert built.warnings == []
    out = Path(built.app.outdir)
    patterns = {"text": "sub/*.txt", "epub": "sub/*.xhtml", "xml": "sub/*.xml", "man": "*.1",
                "latex": "*.tex", "texinfo": "*.texi"}  # fmt: skip
    [file] = [path for path in out.glob(patterns[builder]) if "sphinx" not in path.name]
    said = file.read_text("utf-8")
    assert "Use instead" in said
    assert "<svg" not in said


def test_a_map_stands_under_conditions(book: Project) -> None:
    book.write("sub/map.rst", "Map\n===\n\n.. only:: latex\n\n   .. termmap::\n\nEnd.\n")
    assert not book.build().page("sub/map").cssselect(".glossterm-map")
