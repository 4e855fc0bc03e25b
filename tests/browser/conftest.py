"""One browser for all tests of a process: the system's own Chromium. One build of each site for all processes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import pytest
from support import mostly_long

from browser.corners import corners
from browser.sites import LANGUAGES, Sites, Visit, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebError

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
VIEWPORT: Final = {"width": 1280, "height": 800}
PATIENCE: Final = 20_000  # ms, for machines that have much else to do


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright, which is not installed")
    # The first has no windows, and opens pages four times as fast.
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        pytest.skip("needs Chromium, and there is no program of that name")
    api.expect.set_options(timeout=PATIENCE)
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address in a new window. At the end, no script may have failed.

    ``visit(address, script="...", **settings)``: the script runs before all of the page's, the settings
    are those of a browser context.
    """
    contexts, failures = [], []

    def note(error: WebError) -> None:
        # Sphinx 9.0.4 fails after the last result, and uses eval(), which a policy may forbid.
        if not any(file in str(error.error.stack) for file in ("searchtools.js", "doctools.js")):
            failures.append(str(error.error.stack))

    def visit(address: str, script: str = "", **settings: Any) -> Page:
        context = browser.new_context(**{"viewport": VIEWPORT, **settings})
        contexts.append(context)
        context.on("weberror", note)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(address)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert failures == []


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Sites:
    base = tmp_path_factory.getbasetemp()
    return Sites((base if worker_id == "master" else base.parent) / "sites")


@pytest.fixture(scope="session")
def address(sites: Sites) -> Iterator[str]:
    """Where all sites are served."""
    sites.folder.mkdir(exist_ok=True)
    with served(sites.folder) as address:
        yield address


@pytest.fixture(params=mostly_long(LANGUAGES, ["hi"]))
def language(request: pytest.FixtureRequest) -> str:
    """The language of a site: what works in a translation works in the source, which long runs try too."""
    return str(request.param)


@pytest.fixture
def site(sites: Sites, address: str, language: str) -> str:
    """Where the small project of the corners is served."""
    name = f"corners/{language}"
    sites.built(name, corners, language=language)
    return f"{address}/{name}"
