"""A whole site in the browser: the start page, and the way from one language to the other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    source = folder / "src"
    (source / "locales" / "hi" / "LC_MESSAGES").mkdir(parents=True)
    conf = (
        "extensions = ['sphinx_glossterm']\nlocale_dirs = ['locales']\nexclude_patterns = ['locales']\n"
    )
    conf += "glossterm_languages = {'en': 'English', 'hi': 'हिन्दी'}\n"
    (source / "conf.py").write_text(conf, "utf-8")
    (source / "index.rst").write_text("Home\n====\n\n.. toctree::\n\n   token\n", "utf-8")
    (source / "token.rst").write_text(".. term:: Token\n\n   A piece.\n", "utf-8")
    catalogue = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Token"\nmsgstr "टोकन"\n'
    )
    (source / "locales" / "hi" / "LC_MESSAGES" / "token.po").write_text(catalogue, "utf-8")
    command = [sys.executable, "-m", "sphinx_glossterm", "build", str(source), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "out"


@pytest.mark.parametrize(
    ("settings", "language"),
    [({"locale": "hi-IN"}, "hi"), ({"locale": "en-GB"}, "en"), ({"locale": "hi"}, "hi")],
    ids=str,
)
def test_start_page_leads_to_the_readers_language(
    site: Path, browser: Browser, settings: dict[str, Any], language: str
) -> None:
    page = browser.new_context(**settings).new_page()
    page.goto((site / "index.html").as_uri())
    page.wait_for_url(f"**/{language}/index.html")
    assert page.locator("html").get_attribute("lang") == language


def test_start_page_remembers_a_choice(site: Path, browser: Browser) -> None:
    page = browser.new_context(locale="hi-IN").new_page()
    start = (site / "index.html").as_uri()
    page.goto(f"{start}#choose")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/index.html")
    page.goto("about:blank")
    page.goto(start)
    page.wait_for_url("**/en/index.html")


def test_start_page_works_where_nothing_is_stored(site: Path, browser: Browser) -> None:
    context = browser.new_context(locale="hi-IN")
    refuse = "{ get() { throw new DOMException('', 'SecurityError') } }"
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {refuse})")
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/hi/index.html")
    page.goto((site / "index.html").as_uri() + "#choose")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/index.html")


def test_start_page_works_without_script(site: Path, browser: Browser) -> None:
    page = browser.new_context(locale="hi-IN", java_script_enabled=False).new_page()
    page.goto((site / "index.html").as_uri())
    assert [link.inner_text() for link in page.get_by_role("link").all()] == ["English", "हिन्दी"]
    page.get_by_role("link", name="हिन्दी").click()
    assert page.url.endswith("/hi/index.html")


def test_an_entry_leads_to_itself_in_the_other_language(site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site / "en" / "token.html").as_uri())
    page.locator(".glossterm-languages a").click()
    assert page.url.endswith("/hi/token.html#token")
    assert page.locator("dfn").inner_text() == "टोकन"
    page.locator(".glossterm-languages a").click()
    assert page.url.endswith("/en/token.html#token")
