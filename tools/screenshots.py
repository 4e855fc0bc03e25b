"""Take pictures of the demo: every theme, both languages, light and dark, narrow and wide.

``python tools/screenshots.py FOLDER`` builds the demo with each theme and writes one picture for each
combination, named ``THEME-LANGUAGE-SCENE-WIDTH-SCHEME.png``. It also renews the two pictures of
``README.md``. It needs Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).parents[1]
DEMO: Final = ROOT / "example_docs"
PICTURES: Final = ROOT / "pictures"
LANGUAGES: Final = ("en", "hi")
WIDTHS: Final = (360, 1280)
HEIGHT: Final = 900
# Themes, with their colour schemes.
THEMES: Final = {
    "alabaster": ("light",),
    "furo": ("light", "dark"),
    "pydata_sphinx_theme": ("light", "dark"),
    "sphinx_book_theme": ("light", "dark"),
    "sphinx_rtd_theme": ("light",),
    "shibuya": ("light", "dark"),
    "sphinxawesome_theme": ("light", "dark"),
}
# The element that carries a theme's choice of scheme, and how: body or root, an attribute or a class.
_CHOOSE: Final = """scheme => {
  document.body.dataset.theme = scheme;
  document.documentElement.dataset.theme = scheme;
  document.documentElement.classList.toggle("dark", scheme === "dark");
}"""
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def _preview(page: Page) -> None:
    link = page.locator(".glossterm-definition a.glossterm-ref").first
    link.scroll_into_view_if_needed()
    link.hover()
    page.locator(".glossterm-preview").wait_for()
    page.wait_for_timeout(200)  # it fades in


def _filter(page: Page) -> None:
    field = page.locator(".glossterm-filter input[type=search]").first
    field.fill("model")
    page.locator(".glossterm-filter [role=status]:not(:empty)").first.wait_for()
    field.scroll_into_view_if_needed()


def _scroll_to(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.scroll_into_view_if_needed()


# Scenes: a page of the demo, and what happens on it.
SCENES: Final[dict[str, tuple[str, Callable[[Page], None]]]] = {
    "entry": ("terms/open-weights.html", lambda page: None),
    "procon": ("terms/open-weights.html", _scroll_to(".glossterm-procon")),
    "cards": ("terms/open-weights.html", _scroll_to(".glossterm-related")),
    "preview": ("terms/token.html", _preview),
    "index": ("glossary.html", lambda page: None),
    "filter": ("glossary.html", _filter),
}


def build(theme: str, language: str, folder: Path) -> Path:
    """Build the demo in a separate process, because Sphinx keeps translations as long as it lives."""
    out = folder / theme / language
    options = ["-D", f"html_theme={theme}", "-D", f"language={language}"]
    trees = folder / "doctrees" / language
    command = [sys.executable, "-m", "sphinx", "-q", "-d", trees, *options, DEMO, out]
    subprocess.run(list(map(str, command)), check=True)
    return out


@contextmanager
def open_page(browser: Browser, width: int, scheme: str) -> Iterator[Page]:
    """A browser page with the colour scheme *scheme*."""
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, color_scheme="dark" if dark else "light"
    )
    yield context.new_page()
    context.close()


def take(browser: Browser, site: Path, target: str, schemes: tuple[str, ...]) -> Iterator[Path]:
    """Take every picture of one site.

    Args:
        browser: A browser.
        site: The built site.
        target: The beginning of the pictures' paths.
        schemes: The schemes of colours that its theme has.

    Yields:
        The path of each picture.
    """
    for (scene, (name, act)), width, scheme in product(SCENES.items(), WIDTHS, schemes):
        with open_page(browser, width, scheme) as page:
            page.goto((site / name).as_uri())
            page.evaluate(_CHOOSE, scheme)
            act(page)
            picture = Path(f"{target}-{scene}-{width}-{scheme}.png")
            page.screenshot(path=picture)
            yield picture


# The languages side by side, each as on a narrow screen.
_PAIR: Final = """<!DOCTYPE html>
<style>body {{ margin: 0; display: flex }} iframe {{ flex: 1; height: 100vh; border: 0 }}</style>
<iframe src="{en}/{page}"></iframe><iframe src="{hi}/{page}"></iframe>
"""
_PAIR_SIZE: Final = (1000, 560)


def take_pair(browser: Browser, sites: Path) -> None:
    """Take the pictures of ``README.md``: an entry in both languages, with a preview open in one."""
    PICTURES.mkdir(exist_ok=True)
    both = sites / "both.html"
    both.write_text(_PAIR.format(en="furo/en", hi="furo/hi", page="terms/open-weights.html"), "utf-8")
    width, height = _PAIR_SIZE
    for scheme in THEMES["furo"]:
        with open_page(browser, width, scheme) as page:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(both.as_uri())
            for frame in page.frames[1:]:
                frame.evaluate(_CHOOSE, scheme)
                frame.locator(".glossterm-category").first.evaluate(
                    "place => scrollTo(0, place.getBoundingClientRect().top + scrollY - 64)"
                )
            page.frames[1].locator(".glossterm-definition a.glossterm-ref").first.hover()
            page.frames[1].locator(".glossterm-preview").wait_for()
            page.wait_for_timeout(200)  # it fades in
            page.screenshot(path=PICTURES / f"entry-{scheme}.png")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Write pictures of the demo into FOLDER."""
    path = shutil.which("chromium")
    if path is None:
        raise click.ClickException("Screenshots want Chromium, and there is no program of that name.")
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with TemporaryDirectory() as sites, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for (theme, schemes), language in product(THEMES.items(), LANGUAGES):
            site = build(theme, language, Path(sites))
            name = theme.removeprefix("sphinx_").removesuffix("_theme").removesuffix("_sphinx")
            count += sum(1 for _ in take(browser, site, str(folder / f"{name}-{language}"), schemes))
            click.echo(f"{theme}, {language}: {count} pictures so far")
        take_pair(browser, Path(sites))
        browser.close()


if __name__ == "__main__":
    main()
