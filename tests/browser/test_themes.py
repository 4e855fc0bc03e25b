"""How entries and indexes look where themes have rules of their own for headings, lists and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from support import Project, mostly_long

from browser.cards import wait_shown
from browser.sites import Sites, Visit
from browser.test_accessibility import DARK, axe, complaints

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["axe"]  # the fixture

THEMES: Final = ("alabaster", "furo", "sphinx_rtd_theme", "shibuya", "sphinxawesome_theme")
SHORT: Final = ("alabaster", "sphinx_rtd_theme", "shibuya", "sphinxawesome_theme")
NEW: Final = ("shibuya", "sphinxawesome_theme")
"""With a dark mode, and without the variables that we know."""


def write(project: Project) -> None:
    """One entry with all its parts, beside others that it names, and their list."""
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   list\n")
    project.write("list.rst", "All of them\n===========\n\n.. termindex::\n")
    project.write(
        "ant.rst",
        """
        .. term:: Ant
           :aka: Emmet
           :abbr: AN
           :category: Animals
           :tags: small
           :related: bee, cat

           It lives with ``many`` a :term:`bee`.

           A second paragraph.

           .. whymatters::

              It works.

           .. deepdive::

              Deep.

              - A list.

              And more of a :term:`cat`.

           .. procon::

              .. pro::

                 For.

              .. con::

                 Against.
        """,
    )
    for name in ("Bee", "Cat"):
        project.write(
            f"{name.lower()}.rst",
            f"""
            .. term:: {name}
               :aka: {name}s of old
               :category: Animals
               :status: draft

               It knows the :term:`ant`.
            """,
        )


@pytest.fixture
def site(sites: Sites, address: str, theme: str) -> str:
    name = f"looks/{theme}"
    sites.built(name, write, "-D", f"html_theme={theme}")
    return f"{address}/{name}"


def numbers(page: Page, selector: str, *names: str) -> list[float]:
    """Some lengths of the first element's computed style, in pixels."""
    found = page.locator(selector).first.evaluate(
        "(element, names) => names.map((name) => parseFloat(getComputedStyle(element)[name]))", names
    )
    return list(found)


@pytest.mark.parametrize("theme", mostly_long(THEMES, SHORT))
def test_an_entry_keeps_its_measures(visit: Visit, site: str) -> None:
    page = visit(f"{site}/ant.html")
    [title] = numbers(page, ".glossterm > h1", "fontSize")
    [text] = numbers(page, ".glossterm-why > p", "fontSize")
    for part in ("why", "pro", "con", "related"):
        heading = f".glossterm-{part} > .glossterm-heading"
        size, *rest = numbers(
            page, heading, "fontSize", "marginTop", "paddingBottom", "borderBottomWidth"
        )
        assert text < size < title
        assert rest == [0, 0, 0]
    # The box begins with its heading, the list with its first card.
    for inner in (".glossterm-cards", ".glossterm-card", ".glossterm-card p"):
        assert numbers(page, inner, "marginTop", "marginLeft") == [0, 0]
    # Paragraphs are apart, and nothing is below the last.
    for second in (".glossterm-definition > p + p", ".glossterm-body > ul + p"):
        gap = page.locator(second).evaluate(
            "element => element.getBoundingClientRect().top - element.previousElementSibling.getBoundingClientRect().bottom"
        )
        assert gap > 5
    # One line under a link at most: themes draw theirs as a border, too.
    for link in (".glossterm-card a", ".glossterm-category a", ".glossterm-nav a"):
        lines = page.locator(link).first.evaluate(
            """element => {
              const { textDecorationLine, borderBottomWidth, borderBottomColor } = getComputedStyle(element);
              return [textDecorationLine !== "none", parseFloat(borderBottomWidth) && borderBottomColor !== "rgba(0, 0, 0, 0)"];
            }"""
        )
        assert not any(lines)


@pytest.mark.parametrize("theme", mostly_long(THEMES, SHORT))
def test_an_index_keeps_its_measures(visit: Visit, site: str) -> None:
    page = visit(f"{site}/list.html")
    page.locator(".glossterm-filter button").first.click()
    left = "element => element.getBoundingClientRect().left"
    term, definition = (
        float(page.locator(f".glossterm-list {tag}").first.evaluate(left)) for tag in ("dt", "dd")
    )
    assert 16 <= definition - term <= 40
    family = "element => getComputedStyle(element).fontFamily"
    assert page.locator(".glossterm-filter legend").first.evaluate(family) == page.locator(
        ".glossterm-filter fieldset label"
    ).first.evaluate(family)
    [gap] = numbers(page, ".glossterm-list div:last-child dt", "paddingTop")
    assert gap == 12


LOOKS: Final = [(theme, dark, width) for theme in NEW for dark in (False, True) for width in (390, 1280)]
SAMPLE: Final = [(theme, dark, width) for theme, dark, width in LOOKS if dark == (width == 390)]


@pytest.mark.parametrize(("theme", "dark", "width"), [
    pytest.param(*look, marks=() if look in SAMPLE else pytest.mark.long) for look in LOOKS
])  # fmt: skip
def test_nothing_is_hard_to_read(
    visit: Visit, site: str, axe: str, theme: str, dark: bool, width: int
) -> None:
    assert DARK[theme]
    page = visit(f"{site}/ant.html", viewport={"width": width, "height": 800})
    page.locator(".glossterm-definition a.glossterm-ref").first.hover()
    card = wait_shown(page)
    assert complaints(page, axe, theme, dark=dark) == []
    light = "element => { const [r, g, b] = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g); return +r + +g + +b; }"
    assert (card.evaluate(light) < 3 * 64) == dark
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page = visit(f"{site}/list.html", viewport={"width": width, "height": 800})
    page.locator(".glossterm-filter button").first.click()
    assert complaints(page, axe, theme, dark=dark) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("theme", NEW)
def test_there_is_one_next(visit: Visit, site: str, theme: str) -> None:
    """shibuya shows its own always, and sphinxawesome if it is told to."""
    page = visit(f"{site}/bee.html")
    shown = page.locator("main a[href^='cat.html']:visible").filter(has_text="Cat")
    assert shown.count() == 1
    is_ours = shown.first.evaluate("link => link.closest('.glossterm-nav') !== null")
    assert is_ours == (theme == "sphinxawesome_theme")
