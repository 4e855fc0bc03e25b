"""Previews: with pointer, keyboard and finger, in awkward places, and without a server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest
from support import mostly_long

from browser.cards import (
    DELAY,
    GONE,
    SHOWN,
    TOUCH,
    card_of,
    stays,
    tab_to,
    token_link,
    wait_shown,
    words,
)
from browser.corners import WORDS
from browser.sites import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

# As in browsers that know no anchor positioning.
BY_RECTANGLE: Final = """
const supports = CSS.supports;
CSS.supports = (...query) => !query.join().includes("position-a") && supports.apply(CSS, query);
const sheet = new CSSStyleSheet();
sheet.replaceSync(`.glossterm-preview {
  position-anchor: auto !important; position-area: none !important; position-try: none !important;
  position-visibility: always !important;
}`);
addEventListener("DOMContentLoaded", () => document.adoptedStyleSheets.push(sheet));
"""


def centre(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


# ---- the pointer


def test_hovering_shows_the_entry(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    assert page.evaluate(GONE)  # not before the delay is over
    card, said = wait_shown(page), WORDS[language]
    assert words(card.locator(".glossterm-card-title")) == said.title
    assert words(card.locator(".glossterm-category")) == said.category
    assert words(card.locator(".glossterm-short")) == said.definition
    assert words(card.locator(".glossterm-short em")) == {"en": "piece", "hi": "टुकड़ा"}[language]
    hrefs = [link.evaluate("link => link.href") for link in card.locator("a").all()]
    assert hrefs == [
        f"{site}/entries.html#token", f"{site}/entries.html#model", "https://example.org/token"
    ]  # fmt: skip


def test_the_card_can_be_entered_and_goes_when_left(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    card = wait_shown(page)
    assert stays(page, SHOWN)
    page.mouse.move(*centre(card), steps=8)
    assert stays(page, SHOWN)
    page.mouse.move(*centre(token_link(page)), steps=8)
    assert stays(page, SHOWN)
    page.mouse.move(*centre(card), steps=8)
    page.mouse.move(1200, 780, steps=3)
    page.wait_for_function(GONE)


def test_passing_over_a_link_shows_nothing(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    page.mouse.move(1200, 780)
    assert stays(page, GONE)


def test_from_link_to_link(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    wait_shown(page)
    page.locator("p > a.glossterm-ref[href$='#model']").hover()
    page.wait_for_function(
        f"document.querySelector('.glossterm-short')?.innerText === '{WORDS[language].model}'"
    )
    assert card_of(page).count() == 1
    assert page.locator("[aria-details]").get_attribute("href") == "entries.html#model"


def test_escape_closes_what_the_pointer_opened(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    wait_shown(page)
    page.keyboard.press("Escape")
    assert page.evaluate(GONE)
    x, y = centre(token_link(page))
    page.mouse.move(x + 2, y, steps=3)
    assert stays(page, GONE)
    page.mouse.move(1200, 780)
    page.wait_for_timeout(50)
    token_link(page).hover()
    wait_shown(page)


MODEL: Final = "p > a.glossterm-ref[href$='#model']"


def test_a_link_without_a_preview_closes_that_of_another(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    page.locator(MODEL).evaluate("link => link.hash = 'gone'")
    token_link(page).hover()
    wait_shown(page)
    page.locator("p > a.glossterm-ref[href$='#gone']").hover()
    page.wait_for_function(GONE)
    tab_to(page, token_link(page))
    wait_shown(page)
    page.locator("p > a.glossterm-ref[href$='#gone']").focus()
    page.wait_for_function(GONE)


def test_nothing_is_shown_while_a_button_is_pressed(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    page.mouse.move(*centre(page.locator("h1")))
    page.mouse.down()
    page.mouse.move(*centre(token_link(page)), steps=5)
    assert stays(page, GONE)
    page.mouse.move(1200, 780)
    page.mouse.up()
    token_link(page).hover()
    wait_shown(page)
    page.mouse.down()
    assert page.evaluate(GONE)
    page.mouse.move(1200, 780)
    page.mouse.up()
    token_link(page).hover()
    page.mouse.down()  # before the delay is over
    assert stays(page, GONE)


def test_its_text_is_in_no_selection(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    wait_shown(page)
    page.keyboard.press("Control+a")
    selected = page.evaluate("getSelection().toString()")
    assert token_link(page).inner_text() in selected
    assert WORDS[language].definition.split(" ")[1] not in selected.split()


def test_a_press_within_leaves_it_open(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    token_link(page).hover()
    card = wait_shown(page)
    card.locator(".glossterm-category").click()
    assert stays(page, SHOWN)


def test_a_link_in_it_to_the_same_page_closes_it(visit: Visit, site: str) -> None:
    page = visit(f"{site}/entries.html")
    link = page.locator(".glossterm-definition a.glossterm-ref").first
    link.hover()
    wait_shown(page).locator(".glossterm-card-title a").click()
    page.wait_for_url(f"{site}/entries.html#model")
    page.wait_for_function(GONE)


def test_terms_in_a_preview_lead_on(visit: Visit, site: str) -> None:
    page = visit(f"{site}/guide/index.html")
    token_link(page).hover()
    wait_shown(page).locator(".glossterm-short a").first.click()
    page.wait_for_url(f"{site}/entries.html#model")


def test_the_title_leads_to_the_entry(visit: Visit, site: str) -> None:
    page = visit(f"{site}/guide/index.html")
    token_link(page).hover()
    wait_shown(page).locator(".glossterm-card-title a").click()
    page.wait_for_url(f"{site}/entries.html#token")


# ---- the keyboard


def test_the_keyboard_gets_the_same(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html")
    tab_to(page, token_link(page))
    card = wait_shown(page)
    assert words(card.locator(".glossterm-short")) == WORDS[language].definition
    focused = "document.activeElement.getAttribute('href')"
    passed = []
    for _ in range(3):
        page.keyboard.press("Tab")
        passed.append(
            page.evaluate(
                "document.activeElement.closest('.glossterm-preview') && document.activeElement.href"
            )
        )
    assert passed == [
        f"{site}/entries.html#token", f"{site}/entries.html#model", "https://example.org/token"
    ]  # fmt: skip
    assert stays(page, SHOWN)
    page.keyboard.press("Escape")
    assert page.evaluate(GONE)
    assert page.evaluate(focused) == "entries.html#token"
    assert stays(page, GONE)  # it does not come back by itself
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "entries.html#model"
    page.keyboard.press("Shift+Tab")
    wait_shown(page)


def test_going_on_with_the_keyboard_closes(visit: Visit, site: str) -> None:
    page = visit(f"{site}/guide/index.html")
    tab_to(page, token_link(page))
    wait_shown(page)
    for _ in range(4):
        page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.glossterm-preview, .glossterm-ref')")
    page.wait_for_function(GONE)


def test_enter_on_the_title_follows_it(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html")
    tab_to(page, token_link(page))
    wait_shown(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/entries.html#token")


def test_screen_readers_are_told(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html")
    link = token_link(page)
    assert link.get_attribute("aria-details") is None
    tab_to(page, link)
    card = wait_shown(page)
    assert link.get_attribute("aria-details") == card.get_attribute("id")
    assert card.get_attribute("role") == "group"
    name = WORDS[language].title.partition(" (")[0]
    assert page.get_by_role("group", name=name).count() == 1
    assert page.get_by_role("tooltip").count() == 0
    page.keyboard.press("Escape")
    assert link.get_attribute("aria-details") is None
    assert not link.get_attribute("style")


IN_IT: Final = "document.activeElement.closest('.glossterm-preview') !== null"


def test_while_the_focus_is_in_it_no_other_opens_and_none_closes(
    visit: Visit, site: str, language: str
) -> None:
    page = visit(f"{site}/index.html")
    tab_to(page, token_link(page))
    card = wait_shown(page)
    page.keyboard.press("Tab")
    assert page.evaluate(IN_IT)
    page.locator(MODEL).hover()
    assert stays(page, SHOWN)
    page.mouse.move(1200, 780, steps=3)
    page.evaluate("document.body.click()")
    page.mouse.wheel(0, 40)
    assert stays(page, SHOWN)
    assert words(card.locator(".glossterm-short")) == WORDS[language].definition
    assert page.evaluate(IN_IT)
    page.locator("h1").click()
    page.wait_for_function(GONE)
    page.locator(MODEL).hover()
    wait_shown(page)


def test_escape_cancels_what_is_loading(visit: Visit, site: str) -> None:
    page = visit("about:blank")
    held = hold(page)
    page.goto(f"{site}/index.html")
    tab_to(page, token_link(page))
    page.wait_for_timeout(DELAY + 50)
    page.keyboard.press("Escape")
    held[0].continue_()
    assert stays(page, GONE)


@pytest.mark.parametrize("how", ["", BY_RECTANGLE], ids=["anchored", "by rectangle"])
def test_a_link_out_of_view_that_gets_the_focus_shows_it(visit: Visit, site: str, how: str) -> None:
    page = visit(f"{site}/guide/places.html", how, viewport={"width": 600, "height": 400})
    page.add_style_tag(content="html { scroll-behavior: smooth; }")
    before = page.locator(".pointing a.glossterm-ref")
    before.focus(timeout=5000)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    link = page.locator(".last a.glossterm-ref")
    page.keyboard.press("Tab")
    for _ in range(8):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    wait_shown(page)
    page.wait_for_timeout(1000)  # it scrolls
    assert link.evaluate(GEOMETRY) == []


def test_it_moves_with_the_page(visit: Visit, site: str) -> None:
    page = visit(f"{site}/guide/places.html", BY_RECTANGLE, viewport={"width": 600, "height": 400})
    link = page.locator(".pointing a.glossterm-ref").first
    link.evaluate("link => link.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(50)
    link.hover()
    card = wait_shown(page)
    for _ in range(3):
        page.mouse.wheel(0, 30)
        page.wait_for_timeout(100)
        assert page.evaluate(SHOWN)
        assert link.evaluate(GEOMETRY) == []
    assert abs(centre(link)[1] - centre(card)[1]) < 200


# ---- the finger


def hold(page: Page) -> list[Route]:
    """Hold back the preview files; they come when their routes are continued."""
    held: list[Route] = []
    page.route("**/glossterm-previews/*", lambda route: held.append(route))
    return held


# A second never passes by itself.
NO_SECOND: Final = """() => {
  const set = setTimeout;
  window.setTimeout = (done, delay, ...values) => delay < 1000 && set(done, delay, ...values);
}"""


def test_a_second_tap_follows_while_the_file_is_under_way(visit: Visit, site: str) -> None:
    page = visit("about:blank", **TOUCH)
    hold(page)
    page.goto(f"{site}/index.html")
    page.evaluate(NO_SECOND)
    token_link(page).tap()
    page.wait_for_timeout(100)
    assert page.url == f"{site}/index.html"
    token_link(page).tap()
    page.wait_for_url(f"{site}/entries.html#token")


def test_a_file_that_is_late_makes_a_tap_follow(visit: Visit, site: str) -> None:
    page = visit("about:blank", **TOUCH)
    hold(page)
    page.goto(f"{site}/index.html")
    start = time.monotonic()
    token_link(page).tap()
    page.wait_for_url(f"{site}/entries.html#token")
    assert time.monotonic() - start > 0.8


def test_escape_and_a_tap_elsewhere_cancel_a_tap(visit: Visit, site: str) -> None:
    page = visit("about:blank", **TOUCH)
    held = hold(page)
    page.goto(f"{site}/index.html")
    token_link(page).tap()
    page.keyboard.press("Escape")
    page.wait_for_timeout(1300)
    assert page.url == f"{site}/index.html"
    token_link(page).tap()
    page.locator("h1").tap(position={"x": 5, "y": 5})
    page.wait_for_timeout(1300)
    held[0].continue_()
    assert stays(page, GONE)
    assert page.url == f"{site}/index.html"


def test_a_click_by_script_follows(visit: Visit, site: str) -> None:
    """As assistive technology sends it, even behind the tap of a finger."""
    page = visit(f"{site}/index.html", **TOUCH)
    page.evaluate("dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch' }))")
    token_link(page).evaluate("link => link.click()")
    page.wait_for_url(f"{site}/entries.html#token")


def test_a_tap_says_nothing_of_the_next_click(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).tap()
    wait_shown(page)
    page.locator(MODEL).dispatch_event("click", {"detail": 1})
    page.wait_for_url(f"{site}/entries.html#model")


def test_a_first_tap_shows_and_a_second_follows(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).tap()
    assert words(wait_shown(page).locator(".glossterm-short")) == WORDS[language].definition
    assert stays(page, SHOWN)
    assert page.url == f"{site}/index.html"
    token_link(page).tap()
    page.wait_for_url(f"{site}/entries.html#token")


def test_a_tap_elsewhere_closes(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).tap()
    card = wait_shown(page)
    card.locator(".glossterm-category").tap()
    assert stays(page, SHOWN)
    page.locator("h1").tap(position={"x": 5, "y": 5})
    page.wait_for_function(GONE)
    token_link(page).tap()
    wait_shown(page)


def test_a_tap_on_another_link_shows_that(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).tap()
    wait_shown(page)
    page.locator("p > a.glossterm-ref[href$='#model']").tap()
    page.wait_for_function(
        f"document.querySelector('.glossterm-short')?.innerText === '{WORDS[language].model}'"
    )
    assert page.url == f"{site}/index.html"


def test_a_tap_on_a_link_in_the_card_follows_it(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).tap()
    wait_shown(page).locator(".glossterm-short a").first.tap()
    page.wait_for_url(f"{site}/entries.html#model")


def test_a_tap_brings_back_what_escape_closed(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html", **TOUCH)
    tab_to(page, token_link(page))
    wait_shown(page)
    page.keyboard.press("Escape")
    token_link(page).tap()
    wait_shown(page)


def test_a_long_definition_can_be_scrolled_with_the_finger(visit: Visit, site: str) -> None:
    page = visit(f"{site}/guide/places.html", viewport={"width": 360, "height": 500}, **TOUCH)
    page.locator(".last a.glossterm-ref").tap()
    x, y = centre(wait_shown(page))
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for _ in range(8):
        y -= 12
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y}]})
    assert stays(page, SHOWN)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert stays(page, SHOWN)
    assert card_of(page).evaluate("card => card.scrollTop") > 20


# ---- places

PLACES: Final = (
    ".sticky > p",
    ".first",
    ".wrapped",
    "table td",
    ".nested",
    ".shut summary",
    ".unfolded summary",
    ".unfolded > p",
    ".transformed",
    ".last",
)
VIEWPORTS: Final = {
    "320": (320, 640),
    "360": (360, 740),
    "1280": (1280, 800),
    "1280 at 400 %": (320, 256),
}
WIDTH: Final = "document.documentElement.scrollWidth"
GEOMETRY: Final = """(link) => {
  const card = document.querySelector(".glossterm-preview").getBoundingClientRect();
  const over = ({ left, right, top, bottom }) =>
    left < card.right - 0.5 && right > card.left + 0.5 && top < card.bottom - 0.5 && bottom > card.top + 0.5;
  const found = [];
  if ([...link.getClientRects()].some(over)) found.push("it covers the link");
  if (card.left < 0 || card.right > innerWidth) found.push("it is too wide");
  if (card.top < 0 || card.bottom > innerHeight) found.push("it is too high");
  if (card.width < 200 || card.height < 80) found.push(`it is very small: ${card.width} x ${card.height}`);
  const middle = document.elementFromPoint((card.left + card.right) / 2, (card.top + card.bottom) / 2);
  if (!middle?.closest(".glossterm-preview")) found.push("it cannot be seen");
  return found;
}"""


def tap_first_line(page: Page, link: Locator) -> None:
    x, y = link.evaluate("link => { const {x, y} = link.getClientRects()[0]; return [x + 4, y + 6]; }")
    page.touchscreen.tap(x, y)


@pytest.mark.parametrize("how", ["", BY_RECTANGLE], ids=["anchored", "by rectangle"])
@pytest.mark.parametrize(
    "size",
    mostly_long(VIEWPORTS.values(), [VIEWPORTS["360"], VIEWPORTS["1280 at 400 %"]]),
    ids=VIEWPORTS,
)
def test_the_card_finds_room_and_covers_no_link(
    visit: Visit, site: str, size: tuple[int, int], how: str
) -> None:
    width, height = size
    page = visit(f"{site}/guide/places.html", how, viewport={"width": width, "height": height}, **TOUCH)
    page_width = page.evaluate(WIDTH)
    wrong = []
    for place in PLACES:
        if place == ".wrapped" and height < 300:
            continue  # the link fills most of the screen: there may be no room above or below
        link = page.locator(f"{place} a.glossterm-ref").first
        for block in ("start", "center", "end"):
            link.evaluate("(link, block) => link.scrollIntoView({block})", block)
            page.wait_for_timeout(50)  # wait until scrolling ends, as it may close a card
            tap_first_line(page, link)
            page.wait_for_function(SHOWN)
            wrong += [(place, block, what) for what in link.evaluate(GEOMETRY)]
            if page.evaluate(WIDTH) > page_width:
                wrong.append((place, block, "the page has become wider"))
            page.evaluate("document.body.click()")
            assert page.evaluate(GONE)
    assert wrong == []
