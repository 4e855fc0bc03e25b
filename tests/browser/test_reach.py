"""Print, motion, colours, zoom, direction, and a policy that forbids what is not the site's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest
from support import Project, mostly_long

from browser.cards import GONE, TOUCH, card_of, token_link, wait_shown
from browser.corners import corners
from browser.sites import Sites, Visit, served

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

THEMES: Final = ("alabaster", "furo", "pydata_sphinx_theme")


@pytest.fixture
def demo(sites: Sites, address: str, language: str) -> str:
    sites.demo("alabaster", language)
    return f"{address}/demo/alabaster/{language}"


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    """A computed style of the first element that is found."""
    return str(
        page.locator(selector).first.evaluate(
            "(element, [name, pseudo]) => getComputedStyle(element, pseudo || null)[name]",
            [name, pseudo],
        )
    )


# ---- print


def test_print_leaves_out_what_paper_cannot_do(visit: Visit, demo: str) -> None:
    page = visit(f"{demo}/terms/open-vs-closed.html")
    page.locator(".glossterm-definition a.glossterm-ref").first.hover()
    wait_shown(page)
    gone = (".glossterm-nav", ".glossterm-languages", ".glossterm-preview")
    assert all(page.locator(selector).first.is_visible() for selector in gone)
    page.emulate_media(media="print")
    assert [selector for selector in gone if page.locator(selector).first.is_visible()] == []
    for kept in (
        ".glossterm-definition",
        ".glossterm-why",
        ".glossterm-body",
        ".glossterm-pro",
        ".glossterm-card",
    ):
        assert page.locator(kept).first.is_visible()
    for whole in (".glossterm-why", ".glossterm-card"):
        assert style(page, whole, "breakInside") == "avoid"
    assert style(page, ".glossterm-heading", "breakAfter") == "avoid"
    page.goto(f"{demo}/glossary.html")
    for selector in (".glossterm-letters", ".glossterm-filter input"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator(".glossterm-list dt").first.is_visible()
    page.locator(".glossterm-filter input").first.evaluate(
        "input => { input.value = 'token'; input.form.dispatchEvent(new Event('input')); }"
    )
    status = page.locator(".glossterm-filter [role=status]")
    status.filter(has_text="37").wait_for()
    assert status.is_visible()  # that the list is not whole is seen on paper


def test_print_tells_where_links_lead(visit: Visit, site: str) -> None:
    page = visit(f"{site}/entries.html")
    link = ".glossterm-definition a.external"
    assert style(page, link, "content", "::after") == "none"
    page.emulate_media(media="print")
    assert "https://example.org/token" in style(page, link, "content", "::after")
    assert style(page, ".glossterm-definition a.internal", "content", "::after") == "none"


def test_paper_holds_what_is_folded_away(visit: Visit, site: str, tmp_path: Path) -> None:
    page = visit(f"{site}/entries.html")
    body = page.locator(".glossterm-body")
    assert not body.is_visible()
    page.emulate_media(media="print")
    box = body.bounding_box()
    assert body.is_visible()
    assert box is not None
    assert box["height"] > 20
    assert page.pdf().startswith(b"%PDF")


def a_glossary(project: Project) -> None:
    """As many terms as the demo has, with definitions as long."""
    words = "A thing that people make and use and sell, and that is made of other things which are terms too. "
    terms = (f".. term:: {chr(65 + n // 2)}{n} thing\n\n   {words}\n" for n in range(43))
    project.write("index.rst", "Things\n======\n\n.. termindex::\n\n.. toctree::\n\n   terms\n")
    project.write("terms.rst", "Terms\n=====\n\n" + "\n".join(terms))


@pytest.mark.parametrize("theme", mostly_long(THEMES, ["furo"]))
def test_a_printed_index_is_no_book(visit: Visit, sites: Sites, address: str, theme: str) -> None:
    pages = 4 if theme == "pydata_sphinx_theme" else 3  # its own margins are wide
    sites.built(f"printed/{theme}", a_glossary, "-D", f"html_theme={theme}")
    page = visit(f"{address}/printed/{theme}/index.html")
    assert page.locator(".glossterm-list dt").count() == 43
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) <= pages


# ---- motion and colours


def test_motion_is_for_those_who_do_not_mind(visit: Visit, site: str) -> None:
    for wish, duration in (("no-preference", "0.12s"), ("reduce", "0s")):
        page = visit(f"{site}/index.html", reduced_motion=wish, **TOUCH)
        token_link(page).tap()
        wait_shown(page)
        assert style(page, ".glossterm-preview", "transitionDuration") == duration
        page.goto(f"{site}/entries.html")
        moving = page.locator(":is(.glossterm, .glossterm-index) *").evaluate_all(
            "all => all.filter((e) => { const s = getComputedStyle(e);"
            " return parseFloat(s.transitionDuration) || parseFloat(s.animationDuration) || s.scrollBehavior === 'smooth'; }).length"
        )
        assert moving == 0


def test_forced_colours_keep_the_borders(visit: Visit, demo: str) -> None:
    page = visit(f"{demo}/terms/open-vs-closed.html", forced_colors="active")
    page.locator(".glossterm-definition a.glossterm-ref").first.hover()
    wait_shown(page)
    for box in (".glossterm-preview", ".glossterm-card", ".glossterm-pro", ".glossterm-con"):
        assert style(page, box, "borderTopStyle") == "solid"
        assert float(style(page, box, "borderTopWidth").removesuffix("px")) >= 1
    assert float(style(page, ".glossterm-why", "borderInlineStartWidth").removesuffix("px")) >= 3
    page.goto(f"{demo}/glossary.html")
    field = page.locator(".glossterm-filter input").first
    assert style(page, ".glossterm-filter input", "borderTopStyle") == "solid"
    page.keyboard.press("Tab")
    field.focus()
    assert style(page, ".glossterm-filter input", "outlineStyle") == "solid"
    page.locator(".glossterm-filter button").first.click()
    chip = page.locator(".glossterm-filter fieldset input").first
    assert style(page, ".glossterm-filter fieldset input", "appearance") in {
        "auto",
        "checkbox",
    }  # a tick is to be seen
    chip.check()


def test_pros_and_cons_are_told_apart_without_colour(visit: Visit, demo: str) -> None:
    page = visit(f"{demo}/terms/open-vs-closed.html")
    signs = [
        style(page, f".glossterm-{side} > .glossterm-heading", "content", "::before")
        for side in ("pro", "con")
    ]
    assert signs[0] != signs[1]
    assert all(sign.strip('"')[0] in "+\u2212" for sign in signs)


# ---- zoom

# The widest of our elements that overflows without a scrolling parent.
STICKING_OUT: Final = """[...document.querySelectorAll(":is(.glossterm, .glossterm-index, .glossterm-preview) *")].filter((element) => {
  if (!element.checkVisibility() || element.closest("table, pre, .glossterm-letters > p, .sd-hidden")) return false;
  const { left, right } = element.getBoundingClientRect();
  return right > innerWidth + 1 || left < -1;
}).map((element) => `${element.tagName} ${element.className} ${element.innerText.slice(0, 30)}`)"""


@pytest.mark.parametrize("theme", mostly_long(THEMES, ["furo"]))
@pytest.mark.parametrize("width", [640, 320], ids=["200 %", "400 %"])
def test_zoomed_pages_do_not_scroll_sideways(
    visit: Visit, sites: Sites, address: str, theme: str, width: int, language: str
) -> None:
    sites.demo(theme, language)
    demo = f"{address}/demo/{theme}/{language}"
    page = visit("about:blank", viewport={"width": width, "height": 512}, **TOUCH)
    for name in ("terms/open-vs-closed", "terms/token", "glossary"):
        page.goto(f"{demo}/{name}.html")
        assert page.evaluate(STICKING_OUT) == [], name
    page.goto(f"{demo}/terms/open-vs-closed.html")
    page.locator(".glossterm-definition a.glossterm-ref").first.tap()
    wait_shown(page)
    assert page.evaluate(STICKING_OUT) == []


# ---- cards

# For each list of cards: the number in each row, and the part of its row that the last one takes.
ROWS: Final = """[...document.querySelectorAll("ul.glossterm-cards")].map((list) => {
  const rows = Map.groupBy(list.children, (card) => Math.round(card.getBoundingClientRect().top));
  return [[...rows.values()].map((row) => row.length), list.lastElementChild.offsetWidth / list.clientWidth];
})"""


@pytest.mark.parametrize("width", [390, 800, 1600])
def test_no_card_stands_alone_beside_a_gap(visit: Visit, sites: Sites, address: str, width: int) -> None:
    sites.demo("basic", "en")
    page = visit(f"{address}/demo/basic/en/glossary.html", viewport={"width": width, "height": 800})
    page.add_style_tag(content="div.body { max-width: none }")
    lists = page.evaluate(ROWS)
    assert len(lists) >= 5
    assert max(max(rows) for rows, _ in lists) == {390: 1, 800: 2, 1600: 3}[width]
    for rows, share in lists:
        assert rows[-1] > 1 or share > 0.98
        assert rows != [3, 1]


# ---- direction

TURN: Final = "addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')"


def left_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def test_right_to_left_all_is_turned(visit: Visit, demo: str) -> None:
    pages = [visit(f"{demo}/terms/open-vs-closed.html", script) for script in ("", TURN)]
    for pair in (
        (".glossterm-pro", ".glossterm-con"),
        (".glossterm-nav-previous", ".glossterm-nav-next"),
    ):
        assert left_of(pages[0], pair[0]) < left_of(pages[0], pair[1])
        assert left_of(pages[1], pair[0]) > left_of(pages[1], pair[1])
    sides = [
        [style(page, ".glossterm-why", f"border{side}Width") for side in ("Left", "Right")]
        for page in pages
    ]
    assert sides[0] == sides[1][::-1]
    assert sides[0][0] != sides[0][1]
    turned = pages[1]
    link = turned.locator(".glossterm-definition a.glossterm-ref").first
    link.hover()
    assert style(turned, ".glossterm-deepdive > summary", "rotate", "::before") != ""
    card = wait_shown(turned).bounding_box()
    at = link.bounding_box()
    assert card is not None
    assert at is not None
    assert card["x"] >= 0
    assert card["x"] + card["width"] <= 1280
    assert card["y"] >= at["y"] + at["height"] or card["y"] + card["height"] <= at["y"]
    assert style(turned, ".glossterm-preview", "textAlign") == "start"


# ---- a strict policy

VIOLATIONS: Final = """
window.violations = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, sample }) =>
  violations.push([violatedDirective, blockedURI, sourceFile, sample].join(" ")));
"""


@pytest.fixture
def strict(sites: Sites, language: str) -> Iterator[tuple[str, str]]:
    """The demo and the small project in Sphinx's plainest theme, under a strict policy."""
    demo = sites.demo("basic", language)
    sites.built(f"corners/{language}", corners, language=language)
    policy = "default-src 'self'; report-uri /none"
    with served(sites.folder, Content_Security_Policy=policy) as address:
        yield f"{address}/{demo.relative_to(sites.folder)}", f"{address}/corners/{language}"


def violations(page: Page) -> list[str]:
    """What the policy has refused so far, most of it from the theme and Sphinx."""
    page.wait_for_timeout(100)
    found = list(page.evaluate("violations"))
    assert [line for line in found if "glossterm" in line] == []
    return found


def test_a_strict_policy_is_kept_by_previews(visit: Visit, strict: tuple[str, str]) -> None:
    for script in ("", "CSS.supports = () => false;"):
        page = visit(f"{strict[1]}/guide/places.html", VIOLATIONS + script, **TOUCH)
        assert "default-src" in str(page.request.get(page.url).headers["content-security-policy"])
        before = violations(page)
        assert before  # the theme has a script within the page
        for link in page.locator(".first a.glossterm-ref, td > p > a.glossterm-ref").all():
            link.tap(position={"x": 3, "y": 5})
            wait_shown(page)
            assert (card_of(page).evaluate("card => card.style.left") != "") == bool(script)
            page.evaluate("document.body.click()")
            assert page.evaluate(GONE)
        assert violations(page) == before


def test_a_strict_policy_is_kept_by_deep_dives_and_filter(visit: Visit, strict: tuple[str, str]) -> None:
    demo, site = strict
    page = visit(f"{site}/entries.html#token-deepdive", VIOLATIONS)
    before = violations(page)
    assert page.locator("details").first.evaluate("dive => dive.open")
    page.locator("summary").first.click()
    assert violations(page) == before
    page = visit(f"{demo}/glossary.html", VIOLATIONS)
    before = violations(page)
    rows = page.locator(".glossterm-index").first.locator("[data-names]:visible")
    everything = rows.count()
    page.locator(".glossterm-filter input[type=search]").first.fill("token")
    assert 0 < rows.count() < everything
    page.locator(".glossterm-filter input[type=search]").first.fill("zzqx")
    page.locator(".glossterm-filter button[type=reset]").first.click()
    assert violations(page) == before


def test_nothing_of_ours_is_inline(sites: Sites, language: str) -> None:
    import lxml.html

    folder = sites.demo("basic", language)
    pages: list[Any] = [lxml.html.parse(str(path)) for path in folder.rglob("*.html")]
    ours = "//*[contains(@class, 'glossterm')]/descendant-or-self::*"
    for page in pages:
        assert page.xpath(f"{ours}[@style[not(parent::col)] or self::script or self::style]") == []
        assert page.xpath(f"{ours}/@*[starts-with(name(), 'on')]") == []
