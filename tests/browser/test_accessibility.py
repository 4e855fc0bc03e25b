"""What axe-core finds in our elements, in light and in dark: nothing."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import pytest
from support import mostly_long

from browser.cards import wait_shown
from browser.sites import Sites, Visit
from browser.test_maps import built, needs_dot
from browser.test_table_of_languages import write

if TYPE_CHECKING:
    from playwright.sync_api import Page

OURS: Final = [".glossterm", ".glossterm-index", ".glossterm-map", ".glossterm-preview"]
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What each theme's own switch does; None if there is no dark mode.
DARK: Final = {
    "alabaster": None,
    "furo": "document.body.dataset.theme = 'dark'",
    "pydata_sphinx_theme": "document.documentElement.dataset.theme = 'dark'",
    "shibuya": "setColorMode('dark')",
    "sphinxawesome_theme": "document.documentElement.classList.add('dark')",
}
LOOKS: Final = [
    (theme, dark) for theme, script in DARK.items() for dark in ((False, True) if script else (False,))
]
SHORT: Final = [("alabaster", False), ("furo", True)]


@pytest.fixture(scope="session")
def axe() -> str:
    pytest.importorskip(
        "axe_playwright_python", reason="needs axe-playwright-python, which brings axe-core"
    )
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def complaints(page: Page, axe: str, theme: str, *, dark: bool) -> list[str]:
    """What is wrong with our elements, and where."""
    page.add_style_tag(content="* { transition: none !important; animation: none !important; }")
    if dark:
        page.evaluate(DARK[theme] or "")
        background = page.evaluate(
            "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor"
        )
        assert "255, 255, 255" not in background
    page.evaluate(axe)
    here = [selector for selector in OURS if page.locator(selector).count()]
    assert here
    found: dict[str, Any] = page.evaluate(
        "([include, values]) => axe.run({ include }, { runOnly: { type: 'tag', values } })", [here, TAGS]
    )
    assert len(found["passes"]) > 5
    return [
        f"{problem['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for problem in found["violations"]
        for node in problem["nodes"]
    ]


@pytest.fixture(
    params=mostly_long(LOOKS, SHORT),
    ids=[f"{theme}-{'dark' if dark else 'light'}" for theme, dark in LOOKS],
)
def look(request: pytest.FixtureRequest) -> tuple[str, bool]:
    theme, dark = request.param
    return theme, dark


@pytest.fixture
def demo(sites: Sites, address: str, look: tuple[str, bool], language: str) -> str:
    sites.demo(look[0], language)
    return f"{address}/demo/{look[0]}/{language}"


def test_an_entry_with_its_preview(visit: Visit, demo: str, look: tuple[str, bool], axe: str) -> None:
    page = visit(f"{demo}/terms/open-vs-closed.html")
    page.locator(".glossterm-definition a.glossterm-ref").first.hover()
    wait_shown(page)
    assert complaints(page, axe, look[0], dark=look[1]) == []
    page.keyboard.press("Escape")
    assert complaints(page, axe, look[0], dark=look[1]) == []


def test_the_index_with_its_filter(visit: Visit, demo: str, look: tuple[str, bool], axe: str) -> None:
    page = visit(f"{demo}/glossary.html")
    assert complaints(page, axe, look[0], dark=look[1]) == []
    page.locator(".glossterm-filter input[type=search]").first.fill("o")
    page.locator(".glossterm-filter button").first.click()
    page.locator(".glossterm-filter input[type=checkbox]").first.check()
    assert complaints(page, axe, look[0], dark=look[1]) == []
    page.locator(".glossterm-filter input[type=search]").first.fill("zzqx")
    page.wait_for_timeout(350)  # screen readers hear the count
    assert complaints(page, axe, look[0], dark=look[1]) == []


# A theme with a dark mode that has none of the variables we know.
UNKNOWN: Final = """
html { COLOR-SCHEME }
body, div.body { background: #16161a; color: #e8e8ea; }
:is(body, div.body) :is(a, p, strong, em, code, h1, h2, li) { color: #eee; }
:is(body, div.body) code { background: #333; }
"""


@pytest.mark.parametrize("scheme", ["color-scheme: dark;", ""], ids=["told", "untold"])
def test_a_dark_theme_that_nobody_knows(visit: Visit, site: str, axe: str, scheme: str) -> None:
    page = visit(f"{site}/entries.html")
    page.add_style_tag(content=UNKNOWN.replace("COLOR-SCHEME", scheme))
    page.locator(".glossterm-definition a.glossterm-ref").first.hover()
    wait_shown(page)
    said = complaints(page, axe, "alabaster", dark=False)
    assert [line for line in said if line.startswith("color-contrast")] == []
    card = page.locator(".glossterm-preview")
    colours = "element => { const { color, backgroundColor } = getComputedStyle(element); return [color, backgroundColor]; }"
    assert card.evaluate(colours) == page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("div"));
          probe.style.cssText = "color: CanvasText; background: Canvas";
          const { color, backgroundColor } = getComputedStyle(probe);
          return [color, backgroundColor];
        }"""
    )


def test_a_table_of_languages(visit: Visit, sites: Sites, address: str, axe: str) -> None:
    sites.built("tongues", write)
    page = visit(f"{address}/tongues/letters.html", viewport={"width": 320, "height": 800})
    assert complaints(page, axe, "alabaster", dark=False) == []
    page.locator("th button").last.click()
    assert complaints(page, axe, "alabaster", dark=False) == []


@needs_dot
def test_a_map(visit: Visit, sites: Sites, address: str, look: tuple[str, bool], axe: str) -> None:
    page = visit(f"{address}/{built(sites, look[0])}/map.html")
    assert complaints(page, axe, look[0], dark=look[1]) == []
    page.locator(".glossterm-map-list > summary").click()
    assert complaints(page, axe, look[0], dark=look[1]) == []
    # axe does not check lines: they and the edges of boxes must stand out from the page.
    assert page.locator(".glossterm-map").evaluate(FAINTEST) > 3


# The least contrast of lines and edges with the page.
FAINTEST: Final = """map => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (...colours) => {
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    const parts = [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part / 255);
    const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const backgrounds = ["white"];
  for (let element = map; element; element = element.parentElement)
    backgrounds.splice(1, 0, getComputedStyle(element).backgroundColor);
  const page = over(...backgrounds);
  return Math.min(...[...map.querySelectorAll("path, rect")].map((shape) => {
    const line = over(...backgrounds, getComputedStyle(shape).stroke);
    return (Math.max(line, page) + 0.05) / (Math.min(line, page) + 0.05);
  }));
}"""


def test_it_would_find_something(visit: Visit, axe: str, sites: Sites) -> None:
    page = visit((sites.demo("alabaster", "en") / "terms" / "token.html").as_uri())
    page.evaluate("document.querySelector('.glossterm-definition').style.color = '#ddd'")
    page.evaluate("document.querySelector('.glossterm').insertAdjacentHTML('beforeend', '<img src=x>')")
    said = "".join(complaints(page, axe, "alabaster", dark=False))
    assert "color-contrast" in said
    assert "image-alt" in said
