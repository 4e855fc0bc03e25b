"""Links to the same page, and the same entry, in the other languages of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import HtmlElement
from support import Built, Project, links, texts

from sphinx_glossterm.resolve.domain import the_domain

LANGUAGES = {"en": "English", "hi": "हिन्दी"}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"glossterm_languages": LANGUAGES}
    project.write(
        "index.rst", "Home\n====\n\n.. toctree::\n\n   part/many\n   part/one\n   part/prose\n"
    )
    project.write("part/one.rst", ".. term:: Token\n\n   A piece.\n")
    project.write("part/many.rst", "Many\n====\n\n.. term:: A\n\n   D.\n\n.. term:: B\n\n   D.\n")
    return project.write("part/prose.rst", "Prose\n=====\n\nText.\n")


def page(built: Built, builder: str, name: str) -> HtmlElement:
    return built.page(f"{name}/index" if builder == "dirhtml" and name != "index" else name)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize(("language", "other"), [("en", "hi"), ("hi", "en")])
def test_pages_and_entries_link_to_each_other(
    site: Project, builder: str, language: str, other: str
) -> None:
    """Resolved as a browser would, each link ends at the page's place under the other language."""
    built = site.build(builder, language=language)
    assert built.warnings == []
    root = Path("/site") / language
    for name, anchors in {
        "index": [""],
        "part/one": ["token"],
        "part/many": ["a", "b"],
        "part/prose": [""],
    }.items():
        address = built.app.builder.get_target_uri(name)
        found = links(page(built, builder, name), ".glossterm-languages a")
        assert [text for text, _ in found] == [LANGUAGES[other]] * len(anchors)
        for (_, target), anchor in zip(found, anchors, strict=True):
            path, _, fragment = target.partition("#")
            folder = root / address if address.endswith("/") or not address else (root / address).parent
            resolved = (folder / path).resolve()
            assert resolved == (Path("/site") / other / address).resolve()
            assert fragment == anchor


def test_links_say_their_language(site: Project) -> None:
    entry = site.build().page("part/one").cssselect("section.glossterm")[0]
    [nav] = entry.cssselect("nav.glossterm-languages")
    assert entry[-1] is nav
    assert nav.get("aria-label") == "In other languages"
    [link] = nav.cssselect("a")
    assert (link.get("lang"), link.get("hreflang")) == ("hi", "hi")
    assert texts(site.build(language="hi").page("part/one"), ".glossterm-languages") == [
        "दूसरी भाषाओं में: English"
    ]


def test_search_engines_are_told(site: Project) -> None:
    def alternates(built: Built) -> dict[str, str]:
        found = built.page("part/one").xpath("//head/link[@rel='alternate'][@hreflang]")
        return {link.get("hreflang"): link.get("href") for link in found}

    assert alternates(site.build()) == {
        "en": "../../en/part/one.html",
        "hi": "../../hi/part/one.html",
        "x-default": "../../en/part/one.html",
    }
    assert alternates(site.build(html_baseurl="https://example.org/en/", out="base"))["hi"] == (
        "https://example.org/hi/part/one.html"
    )


@pytest.mark.parametrize("address", ["https://example.org/{language}/{page}", "/{language}/{page}"])
def test_absolute_addresses_stay_as_they_are(site: Project, address: str) -> None:
    built = site.build(glossterm_language_url=address)
    [(_, target)] = links(built.page("part/one"), ".glossterm-languages a")
    assert target == address.format(language="hi", page="part/one.html") + "#token"


def test_without_languages_there_is_nothing(site: Project) -> None:
    built = site.build(glossterm_languages={})
    assert built.page("part/one").cssselect(".glossterm-languages, link[hreflang]") == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text"])
def test_other_builders_leave_them_out(site: Project, builder: str) -> None:
    site.conf |= {"copyright": "Us"}
    built = site.build(builder)
    assert built.warnings == []
    for path in Path(built.app.outdir).rglob("*.*html"):
        assert "glossterm-languages" not in path.read_text("utf-8")


def test_names_are_text(site: Project) -> None:
    built = site.build(glossterm_languages={"en": "English", "hi": "<b>x</b>"})
    assert texts(built.page("part/one"), ".glossterm-languages a") == ["<b>x</b>"]


def test_catalogues_may_be_outside_of_the_source_folder(project: Project, tmp_path: Path) -> None:
    project.write("index.rst", ".. term:: Token\n\n   A piece.\n").translate("index", {"Token": "टोकन"})
    (project.folder / "locales").rename(tmp_path / "elsewhere")
    where = str(tmp_path / "elsewhere")
    assert project.build(locale_dirs=[where]).warnings == []
    built = project.build(locale_dirs=[where])
    assert built.written == set()
    [token] = the_domain(built.app.env).glossary.own
    assert [name.text for name in token.other_languages] == ["टोकन"]
