"""Markup in names, labels, definitions and translations is text, wherever it is shown."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from support import Project

from browser.cards import TOUCH, wait_shown
from browser.sites import Sites, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

RUN: Final = "window.ran=(window.ran||0)+1"


def evil(word: str) -> str:
    """A word with everything that would run if it were not escaped. No commas, which separate names."""
    return (
        f"{word}<script>{RUN}</script><img src=x onerror={RUN}>&quot;\"' onmouseover={RUN} x='</p></div>"
    )


FIELDS: Final = ("Title", "ABBR", "Alias", "Form", "Category", "Tag", "Definition", "See", "Other")
LISTS: Final = ("Alias", "Form", "Tag")  # in which a semicolon parts names


def fields(prefix: str) -> dict[str, str]:
    return {field: evil(prefix + field).replace(";", "" if field in LISTS else ";") for field in FIELDS}


EVIL: Final = {"en": fields(""), "hi": fields("हिंदी")}


def hostile(project: Project) -> None:
    """Two entries full of markup, one pointing to the other, with equally bad translations."""
    text = EVIL["en"]
    project.write(
        "index.rst",
        f".. term:: {text['Title']}\n   :id: first\n   :abbr: {text['ABBR']}\n   :aka: {text['Alias']}\n"
        f"   :forms: {text['Form']}\n   :category: {text['Category']}\n   :tags: {text['Tag']}\n\n"
        f"   {text['Definition']}\n\n   .. deepdive::\n\n      Deep.\n\n"
        f".. term:: {text['See']}\n   :id: second\n   :see: first\n\n"
        f".. term:: {text['Other']}\n   :id: third\n   :category: Plain\n   :related: first\n\n   Plain.\n",
    )
    project.write(
        "list.rst", ":orphan:\n\nList\n====\n\nSee :term:`first` and :term:`second`.\n\n.. termindex::\n"
    )  # fmt: skip
    project.write("cards.rst", ":orphan:\n\n.. termindex::\n   :style: cards\n   :group: category\n")
    project.write("table.rst", ":orphan:\n\n.. termindex::\n   :style: table\n")
    names = {field: field for field in ("Category", "Tag")}
    project.translate(
        "index", {text[field]: EVIL["hi"][field] for field in FIELDS if field not in names}
    )
    project.translate("glossterm", {text[field]: EVIL["hi"][field] for field in names})


@pytest.fixture
def site(sites: Sites, address: str, language: str) -> str:
    sites.built(f"hostile/{language}", hostile, "-D", "suppress_warnings=glossterm", language=language)
    return f"{address}/hostile/{language}"


def straight(text: str) -> str:
    """Without the quotation marks that typography makes of straight ones."""
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


def visible(page: Page, selector: str) -> str:
    return straight(" ".join(page.locator(selector).first.inner_text().split()))


def is_harmless(page: Page) -> bool:
    """No script has run, and nothing has become an element or an attribute."""
    page.wait_for_timeout(100)
    planted = ":is(.glossterm, .glossterm-index, .glossterm-preview, title) :is(script, img, [onerror], [onmouseover])"
    return bool(page.evaluate("window.ran === undefined")) and page.locator(planted).count() == 0


def test_the_page_shows_text(visit: Visit, site: str, language: str) -> None:
    page, text = visit(f"{site}/index.html"), EVIL[language]
    assert is_harmless(page)
    assert visible(page, "#first dfn") == text["Title"]
    assert text["ABBR"] in visible(page, "#first h1, #first h2")
    assert text["Alias"] in visible(page, "#first .glossterm-aka")
    assert visible(page, "#first .glossterm-category").endswith(" / " + text["Category"])
    assert visible(page, "#first .glossterm-definition") == text["Definition"]
    assert text["Title"] in visible(page, "#second .glossterm-see")
    assert text["Title"] in visible(page, "#third .glossterm-card")


def test_the_preview_shows_text(visit: Visit, site: str, language: str) -> None:
    page, text = visit(f"{site}/list.html", **TOUCH), EVIL[language]
    page.locator("p > a.glossterm-ref[href$='#first']").first.tap()
    wait_shown(page)
    assert is_harmless(page)
    assert (
        visible(page, ".glossterm-preview .glossterm-card-title") == f"{text['Title']} ({text['ABBR']})"
    )
    assert visible(page, ".glossterm-preview .glossterm-category") == text["Category"]
    assert visible(page, ".glossterm-preview .glossterm-short") == text["Definition"]
    page.locator("h1").tap(position={"x": 2, "y": 2})
    page.locator("p > a.glossterm-ref[href$='#second']").first.tap()
    wait_shown(page)
    assert is_harmless(page)
    assert text["Title"] in visible(page, ".glossterm-preview .glossterm-short")


@pytest.mark.parametrize("style", ["list", "cards", "table"])
def test_the_index_and_its_filter_show_text(visit: Visit, site: str, language: str, style: str) -> None:
    page, text = visit(f"{site}/{style}.html"), EVIL[language]
    assert is_harmless(page)
    index = page.locator(".glossterm-index")
    row = index.locator("[data-tag^=Tag]")
    assert text["Title"] in straight(" ".join(row.inner_text().split()))
    index.locator("button[aria-expanded]").click()
    chips = index.get_by_role("checkbox")
    values = {chip.get_attribute("value") for chip in chips.all()}
    categories = {EVIL["en"]["Category"], "Plain"} if style != "cards" else set()
    assert values == {EVIL["en"]["Tag"], *categories}
    said = " ".join(index.locator("fieldset").first.inner_text().split())
    assert text["Category" if categories else "Tag"] in said
    for word in (text["Title"], text["Alias"], EVIL["en"]["Form"], text["Form"], EVIL["en"]["ABBR"]):
        index.locator("input[type=search]").fill(word)
        assert row.is_visible(), word
        assert index.locator("[data-names]:visible").count() == 1
        assert is_harmless(page)  # with the name that it was found by
    index.locator("input[type=search]").fill("")
    chips.and_(page.locator("[name^=tag]")).check()
    assert index.locator("[data-names]:visible").count() == 1
    index.locator("input[type=search]").fill(evil("nothing"))
    assert index.locator("[data-names]:visible").count() == 0
    assert is_harmless(page)
    page.reload()
    assert is_harmless(page)
    assert index.locator("input[type=search]").input_value() == evil("nothing")


def test_search_shows_text(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/search.html?q={'Title' if language == 'en' else 'हिंदीTitle'}")
    page.wait_for_function("Search.title && !Search.title.contains(Search.dots)")
    assert page.locator("#search-results li").count()
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran === undefined")
    assert page.locator("#search-results :is(script, img)").count() == 0


def test_the_preview_file_holds_text(site: str, sites: Sites, language: str) -> None:
    folder = sites.folder / "hostile" / language
    code = (folder / "_static" / "glossterm-previews" / "0.js").read_text("utf-8")
    previews = json.loads(code[code.index("{detail:") + len("{detail:") : code.rindex("})")])
    assert set(previews) == {"#first", "#second", "#third"}
    for parts in previews.values():
        markup = "".join(parts)
        assert "<script" not in markup
        assert "<img" not in markup
