"""What a reader has to load: little, and nothing where there is no use for it."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

from support import Built, Project

import sphinx_glossterm
from sphinx_glossterm.write.html import previews

STATIC: Final = Path(sphinx_glossterm.__file__).parent / "static"
FILES: Final = [path for path in STATIC.iterdir() if path.suffix in {".css", ".js"}]
RAW, COMPRESSED = 20_000, 6 * 1024


def test_script_and_style_are_small() -> None:
    assert sorted(path.name for path in FILES) == ["glossterm.css", "glossterm.js"]
    assert sum(path.stat().st_size for path in FILES) < RAW
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in FILES) < COMPRESSED


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
    both, style = ["glossterm.css", "glossterm.js"], ["glossterm.css"]
    wanted = {"words": [], "entry": style, "link": both, "dive": both, "why": style, "genindex": []}
    built = project.build()
    assert {page: loaded(built, page) for page in wanted} == wanted
    project.write("list.rst", "List\n====\n\n.. termindex::\n")
    assert loaded(project.build(), "list") == both
    without = project.build(out="without", glossterm_previews=False)
    assert loaded(without, "link") == style
    assert loaded(without, "dive") == both
    assert without.page("dive").xpath("//@data-previews") == []
    assert not (Path(without.app.outdir) / previews.FOLDER).exists()
