"""The drawing of a map: reached by keyboard, on narrow pages, under a strict policy, on paper."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest

from browser.sites import served

if TYPE_CHECKING:
    from support import Project

    from browser.sites import Sites, Visit

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
TERMS: Final = """
Terms
=====

.. term:: Token
   :related: A model of many words

   A piece.

.. term:: A model of many words
   :related: Another word that comes behind it, Weight

   It reads.

.. term:: Another word that comes behind it
   :related: The last one of them all

   It.

.. term:: The last one of them all

   It.

.. term:: Weight

   A number.

.. term:: Old
   :see: Weight
"""
HINDI: Final = {"Token": "टोकन", "A model of many words": "लार्ज लैंग्वेज मॉडल का शब्द", "Weight": "वज़न"}
POLICY: Final = "default-src 'self'; img-src 'self' data:"


def write(project: Project) -> None:
    project.conf["extensions"] = [*project.conf["extensions"], "sphinx.ext.graphviz"]
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   map\n   terms\n")
    project.write("map.rst", "Map\n===\n\nWords.\n\n.. termmap::\n   :around: token\n   :depth: 4\n")
    project.write("terms.rst", TERMS)
    project.translate("terms", HINDI)


def built(sites: Sites, theme: str, language: str = "en") -> str:
    """Where the site with a map lies."""
    name = f"maps/{theme}/{language}"
    sites.built(name, write, "-D", f"html_theme={theme}", language=language)
    return name


@needs_dot
def test_the_keyboard_leads_through_a_map(visit: Visit, sites: Sites, address: str) -> None:
    page = visit(f"{address}/{built(sites, 'alabaster', 'hi')}/map.html")
    first = page.locator("svg a").first
    first.focus()
    page.keyboard.press("Tab")
    focused = page.locator("svg a:focus-visible")
    assert " ".join((focused.text_content() or "").split()) == HINDI["A model of many words"]
    width = "element => getComputedStyle(element.querySelector('rect')).strokeWidth"
    assert focused.evaluate(width) == "2.5px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms.html#a-model-of-many-words")


@needs_dot
def test_titles_stay_within_their_boxes(visit: Visit, sites: Sites, address: str) -> None:
    page = visit(f"{address}/{built(sites, 'alabaster', 'hi')}/map.html")
    gaps = page.locator("svg a").evaluate_all(
        """links => links.flatMap((link) => {
          const box = link.querySelector("rect").getBoundingClientRect();
          const text = link.querySelector("text").getBoundingClientRect();
          return [text.left - box.left, box.right - text.right, text.top - box.top, box.bottom - text.bottom];
        })"""
    )
    assert len(gaps) == 24
    assert min(gaps) > 1


@needs_dot
def test_a_narrow_page_does_not_move_sideways(visit: Visit, sites: Sites, address: str) -> None:
    page = visit(
        f"{address}/{built(sites, 'alabaster')}/map.html", viewport={"width": 390, "height": 800}
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    holder = page.locator(".glossterm-map-drawing")
    assert holder.evaluate("element => element.scrollWidth > element.clientWidth + 100")
    page.locator("svg a").last.focus()
    assert holder.evaluate("element => element.scrollLeft") > 0
    page.emulate_media(media="print")
    assert holder.evaluate("element => element.scrollWidth <= element.clientWidth + 1")


@needs_dot
@pytest.mark.long  # what is inline is looked for without a browser too
def test_a_strict_policy_is_kept(visit: Visit, sites: Sites) -> None:
    name = built(sites, "alabaster")
    with served(sites.folder, Content_Security_Policy=POLICY) as address:
        page = visit(f"{address}/{name}/map.html")
        colours = page.locator("svg rect").first.evaluate(
            "element => [getComputedStyle(element).fill, getComputedStyle(element).stroke]"
        )
    assert "none" not in colours  # the style has come
    assert (
        page.locator(".glossterm-map [style], .glossterm-map style, .glossterm-map script").count() == 0
    )
