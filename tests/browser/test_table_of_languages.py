"""A table of the names in all languages: sorted by any column, filtered, on wide and narrow pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from support import Project

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from browser.sites import Sites, Visit

TERMS: Final = """
Terms
=====

.. term:: Apple

   A fruit.

.. term:: C++

   A language.

.. term:: Cat
   :category: Animals
   :aka: Pussycat
   :forms: felines

   It purrs.

.. term:: Cow

   It moos.
"""
GERMAN: Final = {"Apple": "Äpfel", "C++": "C++", "Cat": "Katze", "Cow": "Zebu"}
URDU: Final = {"Cat": "بلی", "Cow": "گائے"}
SORTED: Final = "heads => heads.map((head) => head.ariaSort)"


def write(project: Project) -> None:
    project.conf["glossterm_languages"] = {"en": "English", "de": "Deutsch", "ur": "اردو"}
    project.conf["html_theme"] = "alabaster"
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   terms\n   all\n   letters\n   bare\n")
    project.write("terms.rst", TERMS)
    style = ".. termindex::\n   :style: languages\n"
    project.write("all.rst", f"All\n===\n\n{style}   :group: none\n")
    project.write("letters.rst", f"Letters\n=======\n\n{style}")
    project.write("bare.rst", f"Bare\n====\n\n{style}   :nofilter:\n")
    project.translate("terms", GERMAN, "de").translate("terms", URDU, "ur")


@pytest.fixture
def glossary(sites: Sites, address: str) -> str:
    sites.built("tongues", write)
    return f"{address}/tongues"


def shown(page: Page) -> list[str]:
    """The title of each row that can be seen, in order."""
    rows = page.locator("tr[data-names]:visible td:first-child > a")
    return rows.all_inner_texts()


def button(page: Page, language: str) -> Locator:
    return page.locator("th").get_by_role("button", name=language, exact=True)


def state(page: Page) -> list[str]:
    return list(page.locator("th").evaluate_all(SORTED))


def test_a_press_sorts_by_a_language(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}/all.html")
    assert state(page) == ["ascending", "none", "none"]
    assert shown(page) == ["Apple", "C++", "Cat", "Cow"]
    steps = {
        ("Deutsch", "ascending"): ["Apple", "C++", "Cat", "Cow"],
        ("Deutsch", "descending"): ["Cow", "Cat", "C++", "Apple"],
        # Rows without a name come last in both directions.
        ("اردو", "ascending"): ["Cat", "Cow", "Apple", "C++"],
        ("اردو", "descending"): ["Cow", "Cat", "Apple", "C++"],
        ("English", "ascending"): ["Apple", "C++", "Cat", "Cow"],
        ("English", "descending"): ["Cow", "Cat", "C++", "Apple"],
    }
    languages = ["English", "Deutsch", "اردو"]
    for (language, order), rows in steps.items():
        button(page, language).press("Enter")
        assert state(page) == [order if each == language else "none" for each in languages]
        assert shown(page) == rows, (language, order)
        assert button(page, language).evaluate("button => button === document.activeElement")


def test_each_group_is_sorted_by_itself(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}/letters.html")
    button(page, "Deutsch").first.click()
    button(page, "Deutsch").last.click()
    assert shown(page) == ["Apple", "Cow", "Cat", "C++"]
    assert state(page) == ["none", "descending", "none"] * 2
    groups = page.locator(".glossterm-group").all()
    assert [group.locator("tr[data-names]").count() for group in groups] == [1, 3]


def test_filter_and_arrows_follow_the_order(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}/all.html")
    button(page, "Deutsch").click()
    button(page, "Deutsch").click()
    field = page.locator("input[type=search]")
    field.fill("c")
    assert shown(page) == ["Cow", "Cat", "C++"]
    passed = []
    for _ in range(3):
        page.keyboard.press("ArrowDown")
        passed.append(page.evaluate("document.activeElement.textContent"))
    assert passed == ["Cow", "Cat", "C++"]
    field.fill("بلی")
    assert shown(page) == ["Cat"]


def test_only_names_that_are_not_seen_are_added(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}/all.html")
    marked = "[...CSS.highlights.get('glossterm')].map(String)"
    for typed in ("Katze", "pussy"):
        page.locator("input[type=search]").fill(typed)
        assert shown(page) == ["Cat"]
        assert page.locator(".glossterm-found").count() == 0
        assert [each.casefold() for each in page.evaluate(marked)] == [typed.casefold()]
    page.locator("input[type=search]").fill("felin")
    assert page.locator(".glossterm-found").all_inner_texts() == ["felines"]


@pytest.mark.parametrize("name", ["bare", "all"])
def test_without_filter_or_script_there_are_no_buttons(visit: Visit, glossary: str, name: str) -> None:
    page = visit(f"{glossary}/{name}.html", java_script_enabled=name == "bare")
    assert page.locator("th").first.inner_text() == "English"
    assert page.locator("th button").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_a_narrow_page_is_not_wider_than_itself(visit: Visit, glossary: str, width: int) -> None:
    page = visit(f"{glossary}/all.html", viewport={"width": width, "height": 800})
    page.locator("tbody td").first.evaluate("cell => { cell.style.minWidth = '20rem'; }")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator(".glossterm-wide").bounding_box()
    assert box is not None
    is_cut = page.locator(".glossterm-wide").evaluate("box => box.scrollWidth > box.clientWidth")
    assert is_cut == (width == 320)
    head = button(page, "Deutsch").bounding_box()
    assert head is not None
    assert head["height"] >= 24
