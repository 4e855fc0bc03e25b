"""The demo glossary: complete, in both languages, and as the interface promises."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from babel.messages.pofile import read_po
from lxml.html import HtmlElement
from support import classes, links, needs_myst, texts

pytestmark = needs_myst

DEMO = Path(__file__).parents[2] / "example_docs"
ORDER = [
    "glossterm-category",
    "heading",
    "glossterm-source",
    "glossterm-aka",
    "glossterm-definition",
    "glossterm-why",
    "glossterm-deepdive",
    "glossterm-procon",
    "glossterm-related",
    "glossterm-mentions",
    "glossterm-nav",
    "glossterm-languages",
]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, HtmlElement]]:
    """Each page of each language's site, built with every warning an error."""
    folder = tmp_path_factory.mktemp("demo")
    found = {}
    for language in ("en", "hi"):
        command = [
            sys.executable,
            "-m",
            "sphinx",
            "-W",
            "-n",
            "-q",
            "-j",
            "2",
            "-D",
            f"language={language}",
        ]
        command += ["-d", str(folder / f"{language}-trees"), str(DEMO), str(folder / language)]
        said = subprocess.run(command, check=False, capture_output=True, text=True)
        assert (said.returncode, said.stderr) == (0, "")
        pages = sorted((folder / language).rglob("*.html"))
        found[language] = {
            str(path.relative_to(folder / language)): lxml.html.fromstring(path.read_text("utf-8"))
            for path in pages
        }
    return found


@pytest.fixture(params=["en", "hi"])
def site(
    request: pytest.FixtureRequest, sites: dict[str, dict[str, HtmlElement]]
) -> dict[str, HtmlElement]:
    return sites[request.param]


def entries(site: dict[str, HtmlElement]) -> Iterator[HtmlElement]:
    for page in site.values():
        yield from page.cssselect("section.glossterm")


def test_size(site: dict[str, HtmlElement]) -> None:
    found = list(entries(site))
    count = {
        name: sum(bool(entry.cssselect(f".glossterm-{name}")) for entry in found)
        for name in ("definition", "why", "deepdive", "pro", "con", "related", "category")
    }
    assert len(found) >= 32
    for name in ("definition", "why", "related", "category"):
        assert count[name] == len(found), name
    assert count["deepdive"] >= 18
    assert min(count["pro"], count["con"]) >= 10
    assert len({text for entry in found for text in texts(entry, "section > .glossterm-category")}) >= 6


def test_about_two_thirds_are_restructuredtext() -> None:
    rst, myst = len(list(DEMO.glob("terms/*.rst"))), len(list(DEMO.glob("terms/*.md")))
    assert 0.25 < myst / (rst + myst) < 0.42


def test_parts_stand_in_order(site: dict[str, HtmlElement]) -> None:
    for entry in entries(site):
        found = ["heading" if name[0] == "h" and name[1:].isdigit() else name for name in classes(entry)]
        parts = [name for name in found if name in ORDER]
        assert parts == sorted(parts, key=ORDER.index), entry.get("id")
        assert "heading" in parts


def test_same_anchors_in_both_languages(sites: dict[str, dict[str, HtmlElement]]) -> None:
    assert sites["en"].keys() == sites["hi"].keys()
    for name, page in sites["en"].items():
        if name in {"genindex.html", "search.html", "glossary.html"}:  # their letters differ
            continue
        ours = [
            set(each.xpath("//section[contains(@class, 'glossterm')]//@id"))
            for each in (page, sites["hi"][name])
        ]
        assert ours[0] == ours[1], name


def test_hindi_shows_both_titles_and_standard_words(
    sites: dict[str, dict[str, HtmlElement]],
) -> None:
    page = sites["hi"]["terms/open-vs-closed.html"]
    assert texts(page, "h1 dfn") == ["ओपन बनाम क्लोज़्ड"]
    assert texts(page, ".glossterm-source") == ["Open vs. Closed"]
    assert texts(page, ".glossterm-why > .glossterm-heading") == ["यह क्यों मायने रखता है"]
    assert texts(page, ".glossterm-related > .glossterm-heading") == ["संबंधित अवधारणाएँ"]
    assert texts(page, ".glossterm-nav-all") == ["सभी शब्द"]


def test_narrative_pages_use_the_terms(site: dict[str, HtmlElement]) -> None:
    pages = [page for name, page in site.items() if name.startswith("reading/")]
    assert len(pages) >= 4
    for page in pages:
        assert len(links(page, "a.glossterm-ref")) >= 10


def test_every_reference_leads_somewhere(site: dict[str, HtmlElement]) -> None:
    for name, page in site.items():
        for _, target in links(page, "a.glossterm-ref, .glossterm-nav a, .glossterm-letters a"):
            path, _, anchor = target.partition("#")
            other = Path(name).parent / path if path else Path(name)
            resolved = str(other) if ".." not in other.parts else str(Path(*_clean(other)))
            assert site[resolved].xpath("//*[@id=$anchor]", anchor=anchor), (name, target)


def _clean(path: Path) -> list[str]:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return parts


def test_headings_and_ids_are_in_order(site: dict[str, HtmlElement]) -> None:
    for name, page in site.items():
        if name in {"genindex.html", "search.html"}:
            continue
        [article] = page.xpath("//article")
        levels = [int(h.tag[1]) for h in article.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)
        # Furo repeats a table's id on what it wraps it in.
        ids = article.xpath(".//*[not(contains(@class, 'table-wrapper'))]/@id")
        assert len(ids) == len(set(ids)), name


def test_catalogues_are_complete() -> None:
    names = sorted(DEMO.glob("locales/hi/LC_MESSAGES/**/*.po"))
    assert len(names) > 40
    for name in names:
        with name.open("rb") as file:
            for message in read_po(file, locale="hi"):
                if message.id:
                    assert message.string, (name, message.id)
                    assert not message.fuzzy, (name, message.id)


def test_catalogues_fit_the_text(tmp_path: Path) -> None:
    """No message is missing from the catalogues, and none is left over."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "gettext",
        "-d",
        str(tmp_path / "trees"),
        str(DEMO),
    ]
    subprocess.run([*command, str(tmp_path / "pot")], check=True)
    templates = {
        path.relative_to(tmp_path / "pot").with_suffix("") for path in (tmp_path / "pot").rglob("*.pot")
    }
    folder = DEMO / "locales" / "hi" / "LC_MESSAGES"
    assert templates == {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.po")}
    for name in templates:
        with (
            (tmp_path / "pot" / f"{name}.pot").open("rb") as pot,
            (folder / f"{name}.po").open("rb") as po,
        ):
            expected = {message.id for message in read_po(pot)}
            assert {message.id for message in read_po(po)} == expected, name


def test_hindi_names_have_no_precomposed_letters() -> None:
    for name in DEMO.glob("locales/hi/LC_MESSAGES/**/*.po"):
        text = name.read_text("utf-8")
        assert not any("\u0958" <= char <= "\u095f" for char in text), name


def test_signatures_read_as_in_the_source(site: dict[str, HtmlElement]) -> None:
    page = site["guide/api.html"]
    names = [texts(signature, ".sig-name")[0] for signature in page.cssselect("dt.sig")]
    assert len(names) > 50
    parameters = texts(page, ".sig-param")
    assert len(parameters) > 50
    odd = [text for text in parameters if not re.fullmatch(r"[*/]|\*{0,2}\w+(: [^:]+)?( ?= ?.+)?", text)]
    assert odd == []
    [warn] = page.cssselect('dt[id="sphinx_glossterm.messages.warn"]')
    said = " ".join(warn.text_content().split())
    assert "warn(subtype: Warn, message: str, location: " in said
