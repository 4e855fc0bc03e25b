"""The size of what a reader loads: little, and nothing that a page does not use."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

import pytest
from support import Built, Project

import sphinx_glossterm
from sphinx_glossterm.write.html import previews

STATIC: Final = Path(sphinx_glossterm.__file__).parent / "static"
STYLE, SCRIPT, INDEX_SCRIPT = FILES = ("glossterm.css", "glossterm.js", "glossterm-index.js")
ELSEWHERE: Final = {
    "glossterm-search.js": 2_400,
    "glossterm-direction.js": 200,
    "glossterm-map.css": 400,
}
"""What only the page of results, pages from right to left and pages with a drawing load, with the bytes they may have."""


def compressed(name: str) -> int:
    return len(gzip.compress(Path(STATIC, name).read_bytes(), 9))


def test_script_and_style_are_small() -> None:
    """Compressed, as servers send them: what pages load, pages with an index, and those with all of it."""
    assert {path.name for path in STATIC.iterdir()} == {*FILES, *ELSEWHERE}
    size = {name: compressed(name) for name in FILES}
    assert size[STYLE] + size[SCRIPT] < 5.8 * 1024
    assert size[STYLE] + size[INDEX_SCRIPT] < 7.2 * 1024
    assert sum(size.values()) < 9.75 * 1024
    assert {name: compressed(name) for name in ELSEWHERE if compressed(name) > ELSEWHERE[name]} == {}
    assert sum(Path(STATIC, name).stat().st_size for name in FILES) < 30_000


def loaded(built: Built, page: str) -> list[str]:
    """The files of ours that a page loads."""
    document = built.page(page)
    addresses = [*document.xpath("//script/@src"), *document.xpath("//link[@rel='stylesheet']/@href")]
    return sorted(
        name
        for address in addresses
        if (name := str(address).split("?")[0].split("/")[-1]).startswith("glossterm")
    )


def test_pages_load_what_they_need(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n")
    project.write("words.rst", "Words\n=====\n\nNone of ours.\n")
    project.write("entry.rst", ".. term:: Token\n\n   A piece.\n")
    project.write("link.rst", "Link\n====\n\nA :term:`token`.\n")
    project.write("dive.rst", ".. term:: Deep\n\n   Down.\n\n   .. deepdive::\n\n      Text.\n")
    project.write("why.rst", "Why\n===\n\n.. whymatters::\n\n   Because.\n")
    both, style = [STYLE, SCRIPT], [STYLE]
    wanted = {"words": [], "entry": style, "link": both, "dive": both, "why": style, "genindex": []}
    built = project.build()
    assert {page: loaded(built, page) for page in wanted} == wanted
    project.write("list.rst", "List\n====\n\n.. termindex::\n")
    project.write("bare.rst", "Bare\n====\n\n.. termindex::\n   :nofilter:\n")
    project.write("all.rst", "All\n===\n\nA :term:`token`.\n\n.. termindex::\n")
    wanted |= {"list": [INDEX_SCRIPT, STYLE], "bare": style, "all": sorted(FILES)}
    built = project.build()  # of some pages only: the others keep what they have
    assert {page: loaded(built, page) for page in wanted} == wanted
    project.write("list.rst", "List\n====\n\n.. termindex::\n   :nofilter:\n")
    project.write("bare.rst", "Bare\n====\n\n.. termindex::\n")
    wanted |= {"list": style, "bare": [INDEX_SCRIPT, STYLE]}
    built = project.build()
    assert {page: loaded(built, page) for page in wanted} == wanted
    without = project.build(out="without", glossterm_previews=False)
    assert loaded(without, "link") == style
    assert loaded(without, "dive") == both
    assert loaded(without, "all") == [INDEX_SCRIPT, STYLE]
    assert without.page("dive").xpath("//@data-previews") == []
    assert not (Path(without.app.outdir) / previews.FOLDER).exists()


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_what_has_no_filter_loads_none(project: Project, builder: str) -> None:
    project.write("index.rst", "Home\n====\n\n.. term:: Token\n\n   A piece.\n\n.. termindex::\n")
    built = project.build(builder, epub_show_urls="no")
    pages = list(Path(built.app.outdir).rglob("index.*html"))
    assert pages
    assert [path for path in pages if INDEX_SCRIPT in path.read_text("utf-8")] == []
