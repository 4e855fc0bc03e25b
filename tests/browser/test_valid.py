"""What the Nu Html Checker finds in our elements: no error, as built and as the script makes them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from browser.cards import TOUCH, token_link, wait_shown
from browser.sites import Sites, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Standing in a paragraph, as the card does for the order of keys, is for scripts only.
CARD_OUT: Final = (
    "document.querySelectorAll('p .glossterm-preview').forEach((card) => card.closest('p').after(card))"
)
OURS: Final = ":is(.glossterm, .glossterm-index)"


@pytest.fixture(scope="session")
def vnu() -> str:
    path = shutil.which("vnu")
    if path is None or shutil.which("java") is None:
        pytest.skip("needs the Nu Html Checker: Java, and the program vnu of npm's vnu-jar")
    return path


def errors(vnu: str, *pages: Path) -> list[str]:
    command = [vnu, "--errors-only", "--format", "json", *map(str, pages)]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    messages: list[dict[str, Any]] = json.loads(said.stderr)["messages"]
    return [
        f"{message['url'].rpartition('/')[2]}: {message['message']} {message.get('extract', '')!r}"
        for message in messages
    ]


def fragment(page: Page, language: str) -> str:
    """Our elements of a page, in their present state, inside a minimal valid document."""
    page.evaluate(CARD_OUT)
    parts = page.evaluate(
        "(ours) => [...document.querySelectorAll(ours)].filter((e) => !e.parentElement.closest(ours)).map((e) => e.outerHTML)",
        OURS,
    )
    assert parts
    body = "\n".join(parts)
    return f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8"><title>Page</title></head>\n<body><main>\n<h1>Page</h1>\n{body}\n</main></body></html>\n'


def test_our_elements_are_valid(
    visit: Visit, sites: Sites, address: str, site: str, language: str, vnu: str, tmp_path: Path
) -> None:
    sites.demo("basic", language)
    demo = f"{address}/demo/basic/{language}"
    files = []

    def keep(name: str, page: Page) -> None:
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(fragment(page, language), "utf-8")

    plain = visit("about:blank", java_script_enabled=False)
    live = visit("about:blank", **TOUCH)
    for name in ("terms/open-vs-closed", "terms/token", "terms/api", "glossary"):
        plain.goto(f"{demo}/{name}.html")
        keep(f"plain-{name.replace('/', '-')}", plain)
    plain.goto(f"{site}/indexes.html")
    keep("plain-indexes", plain)
    live.goto(f"{site}/entries.html")
    keep("live-entries", live)
    token_link(live).tap()
    wait_shown(live)
    keep("live-preview", live)
    live.goto(f"{demo}/glossary.html")
    live.locator(".glossterm-filter input[type=search]").first.fill("zzqx")
    live.locator(".glossterm-filter button").first.click()
    live.locator(".glossterm-filter input[type=checkbox]").first.check()
    keep("live-filter", live)
    assert "popover" in (tmp_path / "live-preview.html").read_text("utf-8")
    assert errors(vnu, *files) == []


def test_it_would_find_something(vnu: str, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text(
        '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div id=" "></body></html>',
        "utf-8",
    )
    assert len(errors(vnu, page)) >= 1
