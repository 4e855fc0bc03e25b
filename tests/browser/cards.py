"""What tests of previews have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

DELAY: Final = 300  # ms, as in the script
SHOWN: Final = "document.querySelector('.glossterm-preview:popover-open') !== null"
GONE: Final = "document.querySelector('.glossterm-preview') === null"
TOUCH: Final = {"has_touch": True}


def card_of(page: Page) -> Locator:
    return page.locator(".glossterm-preview")


def wait_shown(page: Page) -> Locator:
    page.locator(".glossterm-preview:popover-open").wait_for()
    return card_of(page)


def words(locator: Locator) -> str:
    return " ".join(locator.inner_text().split())


def stays(page: Page, state: str) -> bool:
    """Whether the state is still the same when all delays are over."""
    page.wait_for_timeout(DELAY + 150)
    return bool(page.evaluate(state))


def token_link(page: Page) -> Locator:
    """The page's first reference to the token."""
    return page.locator("p > a.glossterm-ref[href$='#token']").first


def tab_to(page: Page, link: Locator) -> None:
    """Come to a link by the key."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            return
    pytest.fail("The key does not lead to the link.")
