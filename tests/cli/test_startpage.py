"""The start page: links, languages, no inline script or style, and other people's pages."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement
from support import Project

from cli.helpers import CONF, Run


def page() -> HtmlElement:
    return lxml.html.parse("out/index.html").getroot()


def test_each_language_by_its_own_name(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    links = page().cssselect("nav a")
    assert [(a.text, a.get("lang"), a.get("hreflang")) for a in links] == [
        ("English", "en", "en"),
        ("हिन्दी", "hi", "hi"),
    ]
    for link in links:
        assert Path("out", link.get("href", "")).is_file()


def test_the_title_in_each_language(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    assert page().cssselect("nav span") == []
    titles = """
def setup(app):
    app.connect("config-inited", translate_title)


def translate_title(app, config):
    if config.language == "hi":
        config.project = "चाय & <Co>"
"""
    tea.write("conf.py", CONF + titles)
    run("build", "src", "out")
    assert [span.text for span in page().cssselect("nav a[lang] > span")] == ["Tea & <Co>", "चाय & <Co>"]
    assert page().findtext(".//h1") == "Tea & <Co>"
    Path("out/hi/objects.inv").write_bytes(b"")
    run("build", "src", "out", "-l", "en")
    assert [span.text for span in page().cssselect("nav span")] == ["Tea & <Co>"]


def test_alternates_and_files(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    found = page().cssselect("link[rel=alternate]")
    assert [(link.get("hreflang"), link.get("href")) for link in found] == [
        ("en", "en/index.html"),
        ("hi", "hi/index.html"),
        ("x-default", "index.html"),
    ]
    for name in page().xpath("//script/@src | //link[@rel='stylesheet']/@href"):
        assert Path("out", name).is_file()


def test_nothing_inline_and_no_refresh(tea: Project, run: Run) -> None:
    run("build", "src", "out")
    html = page()
    assert [script.text for script in html.cssselect("script")] == [None]
    assert html.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []
    assert html.xpath("//meta[@http-equiv]") == []
    assert "prefers-color-scheme: dark" in Path("out/glossterm-start.css").read_text()


def test_text_is_escaped(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = {"en": "<b>&"}\n')
    run("build", "src", "out")
    assert page().findtext(".//h1") == page().findtext(".//title") == "Tea & <Co>"
    assert page().cssselect("nav a")[0].text == "<b>&"


def test_a_language_built_earlier_is_still_listed(tea: Project, run: Run) -> None:
    run("build", "src", "out", "-l", "en")
    assert page().xpath("//nav//@hreflang") == ["en"]
    run("build", "src", "out", "-l", "hi")
    assert page().xpath("//nav//@hreflang") == ["en", "hi"]


@pytest.mark.parametrize(
    ("builder", "address"), [("html", "en/start.html"), ("dirhtml", "en/start/index.html")]
)
def test_another_first_document(tea: Project, run: Run, builder: str, address: str) -> None:
    tea.write("conf.py", CONF + 'root_doc = "start"\n')
    Path("src/index.rst").rename("src/start.rst")
    run("build", "src", "out", "-l", "en", "-b", builder)
    assert page().xpath("//nav//@href") == [address]


def test_another_suffix(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'html_file_suffix = ".htm"\n')
    said = run("build", "src", "out", "-l", "en")
    assert page().xpath("//nav//@href") == ["en/index.htm"]
    assert said.out.splitlines()[2].split()[:3] == ["en", "done", "4"]


def test_a_page_of_others_is_left_alone(tea: Project, run: Run) -> None:
    Path("out").mkdir()
    Path("out/index.html").write_text("<title>Own</title>")
    said = run("build", "src", "out", "-l", "en")
    assert said.status == 0
    assert "out/index.html was not written by glossterm and is left as it is" in said.err
    assert Path("out/index.html").read_text() == "<title>Own</title>"
    assert not Path("out/glossterm-start.js").exists()


def test_ours_is_written_again(tea: Project, run: Run) -> None:
    run("build", "src", "out", "-l", "en")
    tea.write("conf.py", CONF.replace("Tea & <Co>", "Coffee"))
    run("build", "src", "out", "-l", "en")
    assert page().findtext(".//h1") == "Coffee"
