"""The benchmark of many projects builds what it says. How long anything takes is never a test."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support import TEMPLATES

from benchmarks import fleet
from benchmarks.corpus import EDITED
from benchmarks.fleet import Fleet, Host, Names, Round, Row, Way


def build_here(source: Path, out: Path, doctrees: Path, language: str) -> tuple[float, int]:
    """Build in this process, which takes a tenth of the time."""
    said, start = io.StringIO(), time.process_time()
    # As sphinx-build does, so that no directive of one build is known to the next.
    with patch_docutils(source), docutils_namespace():
        conf = {"language": language, "html_theme": "basic"}
        app = Sphinx(source, source, out, doctrees, "html", conf, status=None, warning=said)
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        app.builder.templates.environment.bytecode_cache = TEMPLATES
        app.build()
    assert said.getvalue() == ""
    return time.process_time() - start, 0


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet, "build", build_here)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def test_pages_are_written_where_what_they_show_has_changed(tmp_path: Path) -> None:
    """And what has not changed is not sent."""
    found = dict(
        Fleet(tmp_path, projects=2, pages=2, terms=EDITED + 2, languages=["en"]).rounds(Way.REMOTE)
    )
    assert list(found) == list(Round)
    first, nothing, *edits = found.values()
    assert [(row.traffic.requests, row.traffic.spared) for row in (first, nothing)] == [(2, 0), (2, 2)]
    assert (first.written, nothing.written) == (2 * 3, 0)
    assert nothing.traffic.sent < 1000 < first.traffic.sent
    for row in edits:
        assert (row.traffic.requests, row.traffic.spared) == (2, 0)
        # In each project the page that shows the term; with it Sphinx writes the main page.
        assert (row.written, row.changed) == (2 * 2, 2)


def test_names_of_another_project_are_used_on_each_page(tmp_path: Path) -> None:
    names = Names(tmp_path, names=20, pages=3)
    names.write()
    for way, links in (("without", 0), ("with", 2)):
        assert names.sample(way, is_cold=True) > 0
        for page in range(3):
            html = (tmp_path / f"{way}-out" / "guide" / f"{page:03}.html").read_text("utf-8")
            assert html.count(f'href="{fleet.ADDRESS}#e') == links
    seconds = {"cold": {"without": [10.0, 20.0, 30.0], "with": [10.5, 20.2, 33.0]}}
    cells = [cell.strip() for cell in fleet.report_names(seconds).splitlines()[-1].strip("|").split("|")]
    assert cells == ["cold", "3", "20.00", "20.20", "1.050", "1.010 to 1.100", "200.0%"]


def test_the_host_knows_what_a_reader_has(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "a.txt").write_text("a" * 1000)
    (tmp_path / "b.txt").write_text("secret")
    host = Host(root)
    with host.serving():
        status, head, body = host.answer("/a.txt", {"Accept-Encoding": "gzip"})
    assert (status, head["Content-Encoding"]) == (200, "gzip")
    assert len(body) < 100
    for name, condition in (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")):
        assert host.answer("/a.txt", {condition: head[name]})[0] == 304
        assert host.answer("/a.txt", {condition: "x"})[0] == 200
    assert [host.answer(path, {})[0] for path in ("/c.txt", "/", "/../b.txt")] == [404] * 3


@pytest.mark.long
def test_the_command_builds_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # each build in a process of its own
    done = CliRunner().invoke(
        fleet.main, ["--projects", "2", "--pages", "1", "--terms", "26", "--jobs", "2"]
    )
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if line.startswith(("| glossterm", "| inter"))]
    assert [line.split(" | ")[0].strip("| ") for line in lines] == [
        *[Way.REMOTE] * 4,
        *[Way.INTERSPHINX] * 4,
    ]


def test_a_line_has_all_figures() -> None:
    row = Row(1.25, 2.5, fleet.Traffic(3, 2, 4500), 6, 5)
    line = fleet.line(Way.REMOTE, Round.NOTHING, row)
    assert line == ["glossterm_remote", "nothing changed", "1.2", "2.5", "3", "2", "4.5", "6", "5"]
    assert len(line) == len(fleet.HEAD)
