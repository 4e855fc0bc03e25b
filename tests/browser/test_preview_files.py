"""The preview files: what is loaded and when, wherever and however the site was built."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from support import Project

from browser.cards import DELAY, GONE, TOUCH, card_of, stays, token_link, wait_shown, words
from browser.corners import WORDS, corners
from browser.sites import Sites, Visit, served, sphinx_build, written
from sphinx_glossterm.resolve import preview_files
from sphinx_glossterm.terms.remote import FORMAT_VERSION

if TYPE_CHECKING:
    from playwright.sync_api import Page

BUILTIN: Final = Path(__file__).parents[1] / "roots" / "builtin"


def preview_requests(page: Page) -> list[str]:
    """The preview files that are asked for from now on."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url) if "previews" in request.url else None)
    return found


def tapped(page: Page) -> str:
    """What the preview of the page's first reference to the token says."""
    token_link(page).tap()
    return words(wait_shown(page).locator(".glossterm-short"))


# ---- requests


def test_nothing_is_loaded_before_it_is_asked_for(visit: Visit, site: str) -> None:
    page = visit("about:blank")
    asked = preview_requests(page)
    every: list[str] = []
    page.on("request", lambda request: every.append(request.url))
    page.goto(f"{site}/index.html")
    page.wait_for_load_state("networkidle")
    assert [url for url in every if not url.startswith(site)] == []
    assert asked == []
    token_link(page).hover()
    wait_shown(page)
    assert asked == [f"{site}/_static/glossterm-previews/0.js"]
    before = len(every)
    page.mouse.move(1200, 780)
    page.wait_for_function(GONE)
    page.locator("p > a.glossterm-ref[href$='#model']").hover()
    wait_shown(page)
    assert len(every) == before


def test_without_its_file_a_tap_follows_the_link(visit: Visit, site: str) -> None:
    page = visit("about:blank", **TOUCH)
    page.route("**/glossterm-previews/*", lambda route: route.abort())
    page.goto(f"{site}/index.html")
    token_link(page).tap()
    page.wait_for_url(f"{site}/entries.html#token")


def test_a_missing_file_is_no_error_and_asked_for_again(visit: Visit, site: str) -> None:
    page = visit("about:blank")
    page.route("**/glossterm-previews/*", lambda route: route.fulfill(status=404, body="Not found"))
    page.goto(f"{site}/index.html")
    asked = preview_requests(page)
    token_link(page).hover()
    assert stays(page, GONE)
    assert len(asked) == 1
    page.unroute("**/glossterm-previews/*")
    page.mouse.move(1200, 780)
    token_link(page).hover()
    wait_shown(page)
    assert len(asked) == 2


def test_a_preview_that_there_is_none_of(visit: Visit, site: str) -> None:
    """As on a page of yesterday that leads to an entry which is gone today."""
    page = visit(f"{site}/index.html", **TOUCH)
    token_link(page).evaluate("link => link.hash = 'gone'")
    page.locator("p > a.glossterm-ref").first.tap()
    page.wait_for_url(f"{site}/entries.html#gone")


# At most 0.65 KB for each term, although Devanagari takes three bytes a letter and the source title is
# there too. A server that compresses sends less.
PER_TERM: Final = 650, 200


def test_the_files_are_small(sites: Sites, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = (sites.demo("alabaster", language) / "_static" / "glossterm-previews").iterdir()
    content = b"".join(path.read_bytes() for path in files)
    terms = len(re.findall(rb'[{,]"[^"#]+#[^"]+":\[', content))
    assert terms >= 30
    sizes = len(content) / terms, len(gzip.compress(content, 9)) / terms
    with capsys.disabled():
        print(f"\nPreview files, {language}: {sizes[0]:.0f} bytes a term, {sizes[1]:.0f} compressed")
    assert sizes[0] < PER_TERM[0]
    assert sizes[1] < PER_TERM[1]


# ---- sites


ONE_PAGE: Final = "singlehtml/{}"


def test_works_where_all_is_one_page(visit: Visit, sites: Sites, address: str, language: str) -> None:
    """From a server and from a disk, where a folder does not open as a page."""
    name = ONE_PAGE.format(language)
    folder = sites.built(name, corners, "-b", "singlehtml", language=language)
    for start in (
        f"{address}/{name}/",
        f"{address}/{name}/index.html",
        (folder / "index.html").as_uri(),
    ):
        page = visit(start, **TOUCH)
        assert tapped(page) == WORDS[language].definition
        inner = card_of(page).locator(".glossterm-short a").first
        assert inner.evaluate("link => link.href") == f"{start}#model"
        inner.tap()
        page.wait_for_url(f"{start}#model")
        page.wait_for_function(GONE)
        assert page.evaluate(
            "document.querySelector('#model').getBoundingClientRect().top < innerHeight"
        )
        page.locator("p > a.glossterm-ref[href$='#model']").first.tap()
        assert words(wait_shown(page).locator(".glossterm-short")) == WORDS[language].model


PAGES: Final = ("index.html", "guide/index.html", "guide/places.html")


def test_works_from_files(visit: Visit, sites: Sites, language: str) -> None:
    folder = sites.built(f"corners/{language}", corners, language=language)
    for page in PAGES:
        assert tapped(visit((folder / page).as_uri(), **TOUCH)) == WORDS[language].definition


def test_works_under_any_path(
    visit: Visit, site: str, sites: Sites, language: str, tmp_path: Path
) -> None:
    # With blanks, signs that have a meaning in addresses, and letters that are none of ASCII.
    folder = tmp_path / "शब्द कोश" / "a%20b+c"
    folder.mkdir(parents=True)
    (folder / "docs").symlink_to(sites.folder / "corners" / language)
    with served(tmp_path) as address:
        for page in PAGES:
            visited = visit(f"{address}/शब्द कोश/a%2520b+c/docs/{page}", **TOUCH)
            assert tapped(visited) == WORDS[language].definition
            inner = card_of(visited).locator(".glossterm-short a").first
            assert inner.evaluate("link => link.href").endswith("/a%2520b+c/docs/entries.html#model")


def test_works_with_another_suffix(visit: Visit, sites: Sites, address: str, language: str) -> None:
    name = f"suffix/{language}"
    sites.built(name, corners, "-D", "html_file_suffix=.htm", language=language)
    for page in PAGES:
        visited = visit(f"{address}/{name}/{page.replace('.html', '.htm')}", **TOUCH)
        assert tapped(visited) == WORDS[language].definition


def test_works_in_dirhtml(visit: Visit, sites: Sites, address: str, language: str) -> None:
    name = f"dirhtml/{language}"
    sites.built(name, corners, "-b", "dirhtml", language=language)
    for page in ("", "guide/", "guide/places/", "guide/index.html"):
        visited = visit(f"{address}/{name}/{page}", **TOUCH)
        assert tapped(visited) == WORDS[language].definition
        inner = card_of(visited).locator(".glossterm-short a").first
        assert inner.evaluate("link => link.href") == f"{address}/{name}/entries/#model"


def test_works_where_the_server_leaves_suffixes_out(visit: Visit, site: str, language: str) -> None:
    """The page is at "/entries", and so are its links to itself."""
    page = visit("about:blank", **TOUCH)
    page.route(f"{site}/entries", lambda route: route.continue_(url=f"{site}/entries.html"))
    page.goto(f"{site}/entries")
    assert tapped(page) == WORDS[language].definition


def test_works_after_parallel_and_incremental_builds(
    visit: Visit, tmp_path: Path, language: str
) -> None:
    source = written(tmp_path / "src", corners)
    options = ("-j", "2", "-D", f"language={language}")
    sphinx_build(source, tmp_path / "out", *options)
    page = (tmp_path / "out" / "guide" / "index.html").as_uri()
    assert tapped(visit(page, **TOUCH)) == WORDS[language].definition
    text = (source / "entries.rst").read_text("utf-8")
    (source / "entries.rst").write_text(text.replace("What reads a", "What now reads a"), "utf-8")
    sphinx_build(source, tmp_path / "out", *options)
    visited = visit(page, **TOUCH)
    assert tapped(visited) == WORDS[language].definition
    visited.evaluate("document.querySelector('p > a.glossterm-ref').hash = 'model'")
    visited.evaluate("document.body.click()")
    visited.locator("p > a.glossterm-ref").first.tap()
    assert "now" in words(wait_shown(visited).locator(".glossterm-short"))


def many(project: Project) -> None:
    """More terms than one file holds, with ids in several scripts, and a reference to each."""
    names = [f"{('name', 'शब्द', 'a𝒳b', 'é', '𑄌𑄋')[n % 5]}-{n}" for n in range(600)]
    for part in range(3):
        mine = names[part::3]
        terms = "\n".join(
            f".. term:: T {name}\n   :id: {name}\n\n   Definition of {name}.\n" for name in mine
        )
        project.write(f"teil/ordner-{part}.rst" if part else "index.rst", f"Part\n====\n\n{terms}")
    links = "\n\n".join(f":term:`{name} <{name}>`" for name in names)
    project.write(
        "links.rst", f":orphan:\n\nLinks\n=====\n\n{links}\n\n.. toctree::\n   :glob:\n\n   teil/*\n"
    )


def test_each_term_has_its_own_preview(visit: Visit, sites: Sites, address: str, language: str) -> None:
    """Also with several files: the page finds the same file as Python."""
    name = f"many-files/{language}"
    folder = sites.built(name, many, language=language)
    assert len(list((folder / "_static" / "glossterm-previews").iterdir())) == 3
    page = visit(f"{address}/{name}/links.html", **TOUCH)
    asked = preview_requests(page)
    links = page.locator("p > a.glossterm-ref")
    assert links.count() == 600
    # Every one, by the events of a tap: fingers are slow.
    wrong = page.evaluate("""async () => {
      const wrong = [];
      for (const link of document.querySelectorAll("p > a.glossterm-ref")) {
        dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch" }));
        link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
        const start = Date.now();
        const said = () => document.querySelector("[aria-details]") === link
          && document.querySelector(".glossterm-preview .glossterm-short").innerText;
        while (!said() && Date.now() - start < 5000) await new Promise((done) => setTimeout(done, 1));
        if (said() !== `Definition of ${link.innerText}.`) wrong.push([link.innerText, said()]);
      }
      return wrong;
    }""")
    assert wrong == []
    assert len(asked) == len(set(asked)) == 3


def test_the_page_shares_them_out_as_python_does(visit: Visit) -> None:
    code = Path(preview_files.__file__).parents[1].joinpath("static", "glossterm.js").read_text("utf-8")
    start = code.index("let hash = 0;")
    body = code[start : code.index("const n =", start)]
    names = [
        f"{page}#{chr(point)}{point}"
        for page in ("", "terms/क़लम", "a-😀")
        for point in range(32, 0x11000, 97)
    ]
    names = [name for name in names if name.isprintable()]
    assert len(names) > 1_000
    mine = visit("about:blank").evaluate(
        f"(names) => names.map((name) => {{ {body} return hash % 97; }})", names
    )
    assert mine == [preview_files.file_of(name, 97) for name in names]


# ---- where there are none


@pytest.mark.parametrize(
    "link",
    [
        ".glossterm-card a.glossterm-ref",
        ".glossterm-nav a.glossterm-ref",
        "dt a.glossterm-ref",
        "table a.glossterm-ref",
    ],
)
def test_what_only_leads_on_has_no_preview(visit: Visit, site: str, link: str) -> None:
    page = visit(f"{site}/{'indexes' if link[0] in 'dt' else 'entries'}.html")
    page.locator(link).first.hover()
    assert stays(page, GONE)
    page.locator(link).first.focus()
    assert stays(page, GONE)


def test_nothing_happens_without_script(visit: Visit, site: str) -> None:
    page = visit(f"{site}/index.html", java_script_enabled=False)
    token_link(page).hover()
    page.wait_for_timeout(DELAY + 150)
    assert page.locator(".glossterm-preview").count() == 0
    token_link(page).click()
    page.wait_for_url(f"{site}/entries.html#token")


def test_where_they_are_turned_off(visit: Visit, sites: Sites, address: str, language: str) -> None:
    name = f"no-previews/{language}"
    folder = sites.built(name, corners, "-D", "glossterm_previews=0", language=language)
    assert not (folder / "_static" / "glossterm-previews").exists()
    page = visit(f"{address}/{name}/guide/places.html")
    assert page.locator("script[src*=glossterm], [data-previews]").count() == 0
    page = visit(f"{address}/{name}/entries.html")  # which has a deep dive
    assert page.locator("script[src*=glossterm]").count() == 1
    assert page.locator("[data-previews]").count() == 0
    token_link(page).hover()
    assert stays(page, GONE)


# ---- languages


def test_untranslated_text_says_its_language(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/guide/places.html", **TOUCH)
    page.locator(".untranslated a.glossterm-ref").tap()
    card = wait_shown(page)
    for part in (".glossterm-card-title a", ".glossterm-short"):
        text = card.locator(part)
        nearest = (
            text.locator("[lang]").first if text.locator("[lang]").count() else page.locator("html")
        )
        assert nearest.get_attribute("lang") == "en"
    page.locator("h1").tap(position={"x": 2, "y": 2})
    assert tapped(page)
    assert card_of(page).locator(":not(.glossterm-source) > [lang]").count() == 0


def test_an_entry_that_only_points_elsewhere_says_where(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/guide/places.html", **TOUCH)
    page.locator(".pointing a.glossterm-ref").tap()
    said = {"en": "See: Token", "hi": "देखें: टोकन"}[language]
    assert words(wait_shown(page).locator(".glossterm-short")) == said
    card_of(page).locator(".glossterm-short a").tap()
    page.wait_for_url(f"{site}/entries.html#token")


@pytest.mark.parametrize("theme", ["furo", "pydata_sphinx_theme"])
def test_the_demo_has_them(visit: Visit, sites: Sites, address: str, theme: str, language: str) -> None:
    sites.demo(theme, language)
    page = visit(f"{address}/demo/{theme}/{language}/reading/open-or-closed.html")
    page.locator("p > a.glossterm-ref").first.hover()
    said = words(wait_shown(page).locator(".glossterm-short"))
    assert len(said) > 40
    assert any("\u0900" <= char <= "\u097f" for char in said) == (language == "hi")


# ---- speed

# A bare timer of the same delay is drawn beside the preview: a machine that is late with one is late with both.
WATCH: Final = """
addEventListener("DOMContentLoaded", () => {
  const drawn = (name) => requestAnimationFrame(() => setTimeout(() => (window[name] = performance.now())));
  addEventListener("pointerover", ({ target }) => {
    if (!target.closest(".glossterm-ref") || window.entered) return;
    window.entered = performance.now();
    setTimeout(() => drawn("timed"), DELAY);
  }, true);
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".glossterm-preview")) return;
    watch.disconnect();
    drawn("shown");
  });
  watch.observe(document.body, { childList: true, subtree: true });
});
""".replace("DELAY", str(DELAY))


def test_it_is_on_the_screen_when_the_delay_is_over(
    visit: Visit, site: str, capsys: pytest.CaptureFixture[str]
) -> None:
    late, waited = [], []
    for _ in range(5):
        page = visit(f"{site}/index.html", WATCH)
        token_link(page).hover()
        page.wait_for_function("window.shown > 0 && window.timed > 0")
        late.append(page.evaluate("shown - timed"))
        waited.append(page.evaluate("shown - entered"))
    with capsys.disabled():
        print(
            f"\nPreview on screen after the delay's end, ms: {sorted(round(time, 1) for time in late)}"
        )
    assert min(late) < 50
    assert min(waited) > DELAY / 2


# ---- Sphinx's own glossaries


def test_terms_of_built_in_glossaries_have_previews(visit: Visit, sites: Sites, address: str) -> None:
    sites.built("builtin", BUILTIN, "-D", "extensions=myst_parser,sphinx_glossterm")
    page = visit(f"{address}/builtin/guide.html")
    page.locator("a[href='glossary.html#term-transaction']").first.hover()
    assert words(wait_shown(page).locator(".glossterm-card-title")) == "transaction"
    page.locator("a[href='glossary.html#term-WAL']").hover()  # a second name of its item
    title = card_of(page).locator(".glossterm-card-title a[href$='#term-WAL']")
    title.wait_for()
    assert words(title) == "write-ahead log"


# ---- terms of other projects

EVIL: Final = '<img src=x onerror="window.stolen = 1"> is text'


def far(project: Project) -> None:
    """A page that refers to terms of another project, one of them on pages within this very site."""
    said = {"en": {"title": "Thing", "definition": EVIL}}
    entries = [
        {"id": name, "page": page, "languages": said}
        for name, page in (("thing", "far/page.html#thing"), ("उपकरण", "page.html#उपकरण"))
    ]
    where = {"title": "Far", "base": "https://far.example.org/a/", "source_language": "en"}
    what = {"version": FORMAT_VERSION, "languages": ["en"], "entries": entries}
    project.write("far.json", json.dumps({**where, **what}))
    project.conf["glossterm_remote"] = {"far": "far.json"}
    project.write("index.rst", "Words\n=====\n\n:term:`far:thing`\n\n:term:`far:उपकरण`\n")


def test_terms_of_other_projects_have_previews_too(visit: Visit, sites: Sites, address: str) -> None:
    sites.built("far", far)
    page = visit(f"{address}/far/index.html")
    for link in page.locator("a.glossterm-ref").all():
        link.hover()
        shown = wait_shown(page)
        assert words(shown.locator(".glossterm-short")) == EVIL
        assert words(shown.locator(".glossterm-from")) == "from Far"
        title = shown.locator(".glossterm-card-title a")
        assert title.get_attribute("href") == link.evaluate("link => link.href")
        assert page.evaluate("window.stolen") is None
        page.mouse.move(1200, 780)
        page.wait_for_function(GONE)
