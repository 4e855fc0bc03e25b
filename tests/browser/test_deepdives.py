"""Deep dives: opened by links, by find-in-page and for print; left as the reader left them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from support import Project

from browser.sites import Sites, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

HINDI: Final = {
    "Token": "टोकन",
    "Hidden in the deep.": "गहराई में छिपा हुआ।",
    "To the :ref:`note <note>`.": ":ref:`टिप्पणी <note>` पर।",
}
HIDDEN: Final = {"en": "Hidden in the deep.", "hi": "गहराई में छिपा हुआ।"}
OPEN: Final = "dives => dives.map(({open}) => open)"


def dives(project: Project) -> None:
    """Two entries, one deep dive shut and one open; a page with links into them."""
    filler = "\n\n".join("   Many more words stand here, so that the page is long." for _ in range(40))
    project.write(
        "token.rst",
        ".. term:: Token\n\n   A piece. :ref:`To the note <note>`.\n\n   .. deepdive::\n      :closed:\n\n"
        "      Hidden in the deep.\n\n      .. _note:\n\n      .. rubric:: Note\n\n      It is here.\n\n"
        ".. term:: Model\n\n   A reader.\n\n"
        + filler
        + "\n\n   .. deepdive::\n      :open:\n\n      Seen.\n",
    )
    project.write(
        "index.rst", "Dives\n=====\n\n.. toctree::\n\n   token\n\nTo the :ref:`note <note>`.\n"
    )
    project.translate("token", HINDI)


@pytest.fixture
def site(sites: Sites, address: str, language: str) -> str:
    sites.built(f"dives/{language}", dives, language=language)
    return f"{address}/dives/{language}"


def details(page: Page) -> Locator:
    return page.locator("details.glossterm-deepdive")


def opened(page: Page) -> list[bool]:
    return list(details(page).evaluate_all(OPEN))


def in_view(locator: Locator) -> bool:
    return bool(
        locator.evaluate(
            "e => { const {top, bottom} = e.getBoundingClientRect(); return bottom > 0 && top < innerHeight; }"
        )
    )


def test_they_begin_as_the_author_said(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/token.html")
    assert opened(page) == [False, True]
    assert not page.get_by_text(HIDDEN[language]).is_visible()


def test_an_address_within_opens(visit: Visit, site: str, language: str) -> None:
    for anchor in ("token-deepdive", "note"):
        page = visit(f"{site}/token.html#{anchor}")
        assert opened(page) == [True, True]
        assert page.get_by_text(HIDDEN[language]).is_visible()
        assert in_view(page.locator(f"#{anchor}"))


def test_a_link_on_the_page_opens(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html")
    page.evaluate("scrollTo(0, 0)")
    page.locator("a[href='#note']").first.click()
    page.wait_for_function("document.querySelector('details').open")
    assert in_view(page.locator("#note"))
    # Also if the link leads to the current place.
    details(page).first.locator("summary").click()
    assert opened(page) == [False, True]
    page.locator("a[href='#note']").first.click()
    page.wait_for_function("document.querySelector('details').open")


def test_a_link_from_another_page_opens(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    page.locator("p a[href='token.html#note']").click()
    page.wait_for_url("**/token.html#note")
    assert opened(page) == [True, True]
    assert in_view(page.locator("#note"))


def test_links_open_without_script(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html#note", java_script_enabled=False)
    assert page.locator("#note").is_visible()


def test_a_broken_fragment_breaks_nothing(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html#100%")
    page.locator("p a[href='#note']").first.click()
    page.wait_for_function("document.querySelector('details').open")


def test_the_browser_can_find_within(visit: Visit, site: str, language: str) -> None:
    """A fragment of text is looked for as find-in-page does, and opens what hides it.

    That is the browser's own doing with ``<details>``, which nothing of ours may stand in the way of.
    """
    page = visit(f"{site}/token.html")
    assert details(page).first.evaluate("dive => dive instanceof HTMLDetailsElement")
    hidden = "getComputedStyle(document.querySelector('details'), '::details-content').contentVisibility"
    assert page.evaluate(hidden) == "hidden"  # and not "display: none", in which nothing can be found
    page = visit(f"{site}/token.html#:~:text={HIDDEN[language]}")
    page.wait_for_function("document.querySelector('details').open")
    assert in_view(page.get_by_text(HIDDEN[language]))


def test_print_shows_all(visit: Visit, site: str, language: str, tmp_path: Path) -> None:
    page = visit(f"{site}/token.html")
    page.emulate_media(media="print")
    assert page.get_by_text(HIDDEN[language]).is_visible()
    assert opened(page) == [False, True]  # nothing has changed for the screen
    page.emulate_media(media="screen")
    assert not page.get_by_text(HIDDEN[language]).is_visible()


# ---- as the reader left them


def test_they_stay_as_left_when_one_comes_back(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html")
    for summary in details(page).locator("summary").all():
        summary.click()
    page.wait_for_function("history.state?.glossterm?.join() === 'true,false'")
    page.goto(f"{site}/index.html")
    page.go_back()
    page.wait_for_url("**/token.html")
    assert opened(page) == [True, False]
    page.reload()
    assert opened(page) == [True, False]
    assert opened(visit(f"{site}/token.html")) == [False, True]  # nowhere else


def test_what_a_link_opened_and_the_reader_shut_stays_shut(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html#note")
    details(page).first.locator("summary").click()
    page.wait_for_function("history.state?.glossterm?.[0] === false")
    page.reload()
    assert opened(page) == [False, True]
    page.goto(f"{site}/index.html")
    page.go_back()
    page.wait_for_url("**/token.html#note")
    assert opened(page) == [False, True]


def test_the_state_goes_along_to_another_place_on_the_page(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html")
    details(page).first.locator("summary").click()
    page.evaluate("location.hash = 'model'")
    page.wait_for_timeout(100)
    page.goto(f"{site}/index.html")
    page.go_back()
    page.wait_for_url("**/token.html#model")
    assert opened(page) == [True, True]


def test_the_keyboard_opens(visit: Visit, site: str) -> None:
    page = visit(f"{site}/token.html")
    details(page).first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert opened(page) == [True, True]
    page.keyboard.press("Space")
    assert opened(page) == [False, True]
