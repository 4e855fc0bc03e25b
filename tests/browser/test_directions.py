"""Pages that are written from right to left, with and without script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from support import Project

if TYPE_CHECKING:
    from browser.sites import Sites, Visit

SOURCE: Final = """
Words
=====

.. term:: Container

   A process with resources of its own.

.. term:: Cluster
   :related: Container

   Several of them.
"""
SIDES: Final = """
(selector) => [...document.querySelectorAll(selector)].map((node) => getComputedStyle(node).direction)
"""


def urdu(project: Project) -> None:
    project.write("index.rst", SOURCE).translate("index", {"Cluster": "جھرمٹ"}, language="ur")


@pytest.fixture(
    params=["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
)
def page_address(request: pytest.FixtureRequest, sites: Sites, address: str) -> str:
    name = f"directions/{request.param}"
    sites.built(name, urdu, "-D", f"html_theme={request.param}", language="ur")
    return f"{address}/{name}/index.html"


def test_a_page_is_written_from_right_to_left(visit: Visit, page_address: str) -> None:
    page = visit(page_address)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert set(page.evaluate(SIDES, "section.glossterm, .glossterm-cards")) == {"rtl"}
    english = "section#container .glossterm-definition p, .glossterm-card .glossterm-short"
    assert page.evaluate(SIDES, english) == ["ltr", "ltr"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_entries_are_even_without_script(visit: Visit, page_address: str) -> None:
    page = visit(page_address, java_script_enabled=False)
    sides = page.locator("section.glossterm").evaluate_all(
        "nodes => nodes.map((n) => getComputedStyle(n).direction)"
    )
    assert sides == ["rtl", "rtl"]


def test_a_theme_that_says_its_direction_is_left_alone(visit: Visit, page_address: str) -> None:
    said = "new MutationObserver(() => (document.documentElement.dir ||= 'ltr')).observe(document, {childList: true})"
    page = visit(page_address, said)
    assert page.evaluate("document.documentElement.dir") == "ltr"
