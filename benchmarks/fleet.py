"""What one glossary costs many projects: small ones, each built for itself, against one site.

A glossary project is built, and served on this machine as a site on the web is. The other projects read
its ``glossterm.json`` through ``glossterm_remote``, or its inventory through intersphinx alone. They are
built four times: at first; when nothing has changed; when the glossary has edited one definition; and
when it has renamed one term. ``python -m benchmarks.fleet --projects 4`` takes two minutes.

``--remote-names 10000 --pages 1000`` measures something else: what 10,000 names of another project cost
one project of 1,000 pages, each of which uses two of them.

To be fair to both:

- Each build asks the server: ``intersphinx_cache_limit`` is 0. Doctrees are kept between the builds, as
  a cache of a CI service keeps them.
- The server does what hosts of documentation do. It packs what it sends, and by ``ETag`` and
  ``Last-Modified`` it knows what the reader has. The bytes are all that it sends, headers included.
- Both have the same sources, except that intersphinx alone has links in place of definitions.

Where a page is written, Sphinx writes the main page of its project too.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any, Final

import click

from benchmarks.corpus import EDITED, Corpus
from benchmarks.measure import build, compile_package
from benchmarks.words import prose, term
from sphinx_glossterm.terms.remote import FORMAT_VERSION

REFERENCES: Final = 8
"""References on each page of a small project, besides those to the term that is edited."""
ADDRESS: Final = "https://terms.example.org/"
_LANGUAGES: Final = ("en", "hi")
_CONF: Final[dict[str, Any]] = {"html_copy_source": False, "intersphinx_cache_limit": 0}


class Way(StrEnum):
    """How projects know the glossary."""

    REMOTE = "glossterm_remote"
    INTERSPHINX = "intersphinx"


class Round(StrEnum):
    """What has happened before all projects are built, in this order."""

    FIRST = "first build"
    NOTHING = "nothing changed"
    DEFINITION = "one definition edited"
    TITLE = "one term renamed"


EDITS: Final = {Round.DEFINITION: "definition", Round.TITLE: "title"}


@dataclass
class Traffic:
    """What a server was asked, and what it sent.

    Attributes:
        requests: How often it was asked.
        spared: How often it said that the reader has it already.
        sent: How many bytes it sent.
    """

    requests: int = 0
    spared: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One round of builds.

    Attributes:
        cpu: Seconds of processor time, of all builds.
        seconds: Seconds on the clock.
        traffic: What the server was asked meanwhile.
        written: How many pages of documents were written.
        changed: How many of these are not what they were: the others were written in vain.
    """

    cpu: float
    seconds: float
    traffic: Traffic
    written: int
    changed: int


class Host:
    """A server for the files of a folder.

    Args:
        root: The folder.

    Attributes:
        address: Where it is, without a slash at the end.
        traffic: What has happened since the last :meth:`take`.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self.traffic = Traffic()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = host.answer(self.path, dict(self.headers))
                first = f"HTTP/1.0 {status} {status.phrase}"
                lines = [first, *(f"{name}: {value}" for name, value in headers.items()), "", ""]
                answer = "\r\n".join(lines).encode() + body
                host.note(status, len(answer))
                self.wfile.write(answer)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def serving(self) -> Iterator[Host]:
        """Serve until the block ends."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def answer(self, path: str, asked: dict[str, str]) -> tuple[HTTPStatus, dict[str, str], bytes]:
        """Status, headers and content for a path."""
        file = (self._root / path.lstrip("/")).resolve()
        if not (file.is_relative_to(self._root.resolve()) and file.is_file()):
            return HTTPStatus.NOT_FOUND, {}, b""
        body = file.read_bytes()
        head = {
            "ETag": f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"',
            "Last-Modified": formatdate(file.stat().st_mtime, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        same = asked.get("If-None-Match", asked.get("If-Modified-Since"))
        if same and same in head.values():
            return HTTPStatus.NOT_MODIFIED, head, b""
        if "gzip" in asked.get("Accept-Encoding", ""):
            body, head["Content-Encoding"] = gzip.compress(body, mtime=0), "gzip"
        return HTTPStatus.OK, {**head, "Content-Length": str(len(body))}, body

    def note(self, status: HTTPStatus, size: int) -> None:
        """Count an answer."""
        with self._lock:
            self.traffic.requests += 1
            self.traffic.spared += status is HTTPStatus.NOT_MODIFIED
            self.traffic.sent += size

    def take(self) -> Traffic:
        """What has happened since this was last asked."""
        with self._lock:
            taken, self.traffic = self.traffic, Traffic()
        return taken


@dataclass
class Fleet:
    """One glossary project, and the projects that use it.

    Args:
        folder: Where all of it goes.
        projects: How many projects use it.
        pages: How many pages each of them has.
        terms: How many terms the glossary has.
        languages: The languages that everything is built in.
        jobs: How many builds may run at once.
    """

    folder: Path
    projects: int
    pages: int
    terms: int
    languages: Sequence[str] = _LANGUAGES
    jobs: int = 1
    _edits: frozenset[str] = field(init=False, default=frozenset())

    @property
    def _site(self) -> Path:
        return self.folder / "site"

    def rounds(self, way: Way) -> Iterator[tuple[Round, Row]]:
        """Build everything in each round."""
        self._edits = frozenset()
        for part in (self._site, self.folder / way, self.folder / "doctrees"):
            shutil.rmtree(part, ignore_errors=True)
        with Host(self._site).serving() as host:
            for number in range(self.projects):
                self._write_project(way, number, host.address)
            for each in Round:
                self._edits |= {EDITS[each]} if each in EDITS else set()
                if each is not Round.NOTHING:
                    self._publish()
                yield each, self._build_projects(way, host)

    def _publish(self) -> None:
        """Build the glossary project as it is now, in every language."""
        source = self.folder / "terms"
        Corpus(self.terms, narratives=1, edits=self._edits).write(source)
        conf = source / "conf.py"
        conf.write_text(f"{conf.read_text('utf-8')}glossterm_publish = True\n", "utf-8")
        for language in self.languages:
            build(source, self._site / language, self.folder / "doctrees" / language, language)

    def _write_project(self, way: Way, number: int, address: str) -> None:
        conf = {**_CONF, "project": f"Project {number}", "extensions": ["sphinx.ext.intersphinx"]}
        if way is Way.REMOTE:
            conf["extensions"].append("sphinx_glossterm")
            conf["glossterm_remote"] = {"shared": f"{address}/{{language}}/glossterm.json"}
        else:
            # The inventory of another language has none of the names that are written here.
            conf["intersphinx_mapping"] = {"shared": (f"{address}/en/", None)}
        source = self._source(way, number)
        source.mkdir(parents=True)
        (source / "conf.py").write_text("".join(f"{k} = {v!r}\n" for k, v in conf.items()), "utf-8")
        listed = "".join(f"   page{page}\n" for page in range(self.pages))
        (source / "index.rst").write_text(f"Home\n====\n\n.. toctree::\n\n{listed}", "utf-8")
        for page in range(self.pages):
            text = self._page(number * self.pages + page, way, is_first=not page)
            (source / f"page{page}.rst").write_text(text, "utf-8")

    def _page(self, number: int, way: Way, *, is_first: bool) -> str:
        """A page; the first one of a project shows the title and the definition of the edited term."""
        others = [each for each in range(self.terms) if each != EDITED]
        targets = [
            others[7919 * place % len(others)]
            for place in range(number * REFERENCES, (number + 1) * REFERENCES)
        ]
        parts = [f"Page {number}\n{'=' * 20}"]
        for paragraph, target in zip(prose(number, REFERENCES), targets, strict=True):
            parts.append(paragraph.format(f":term:`{term(target, self.terms).title}`"))
        if is_first:
            title = term(EDITED, self.terms).title
            roles = ("term", "termboth", "termdef") if way is Way.REMOTE else ("term",) * 3
            parts.append(" ".join(f":{role}:`{title}`." for role in roles))
        return "\n\n".join(parts) + "\n"

    def _source(self, way: Way, number: int) -> Path:
        return self.folder / way / f"{number:03}" / "source"

    def _out(self, way: Way, number: int, language: str) -> Path:
        return self._source(way, number).with_name(language)

    def _build_projects(self, way: Way, host: Host) -> Row:
        wanted = list(product(range(self.projects), self.languages))

        def build_one(number: int, language: str) -> float:
            out = self._out(way, number, language)
            return build(
                self._source(way, number), out, out.with_name(f"doctrees-{language}"), language
            )[0]

        before = self._pages(way)
        host.take()
        start = time.monotonic()
        with ThreadPoolExecutor(self.jobs) as pool:
            cpu = sum(pool.map(build_one, *zip(*wanted, strict=True)))
        seconds, traffic, after = time.monotonic() - start, host.take(), self._pages(way)
        new = [
            page for page, (written, _text) in after.items() if before.get(page, (0, b""))[0] != written
        ]
        changed = [page for page in new if page not in before or before[page][1] != after[page][1]]
        return Row(cpu, seconds, traffic, len(new), len(changed))

    def _pages(self, way: Way) -> dict[Path, tuple[int, bytes]]:
        """When each page of a document was written, and what it holds."""
        names = ["index", *(f"page{page}" for page in range(self.pages))]
        found = {}
        for number, language, name in product(range(self.projects), self.languages, names):
            path = self._out(way, number, language) / f"{name}.html"
            if path.is_file():
                found[path] = path.stat().st_mtime_ns, hashlib.blake2b(path.read_bytes()).digest()
        return found


# ---- many names


@dataclass
class Names:
    """A project with and without the names of another one.

    Args:
        folder: Where all of it goes.
        names: How many names the other project has.
        pages: How many pages there are.
    """

    folder: Path
    names: int
    pages: int

    def write(self) -> None:
        """Write both: on each page two references, to terms of the one or of the other."""
        size = self.names // 2  # each has a title and an alias
        for way, extra in (("without", {}), ("with", {"glossterm_remote": {"shared": "terms.json"}})):
            source = self.folder / way
            corpus = Corpus(EDITED * 4, narratives=self.pages)
            corpus.write(source)
            conf = source / "conf.py"
            lines = "".join(f"{name} = {value!r}\n" for name, value in extra.items())
            conf.write_text(conf.read_text("utf-8") + lines, "utf-8")
            for number, name in enumerate(corpus.guide):
                if extra:
                    titles = [_remote_title(each % size) for each in (2 * number, 2 * number + 1)]
                else:
                    titles = [corpus.term(each % corpus.size).title for each in (number, number + 1)]
                page = source / f"{name}.rst"
                words = " and ".join(f":term:`{title}`" for title in titles)
                page.write_text(f"{page.read_text('utf-8')}\nMore of {words}.\n", "utf-8")
        (self.folder / "with" / "terms.json").write_text(json.dumps(_published(size)), "utf-8")

    def sample(self, way: str, *, is_cold: bool) -> float:
        """Build one of them, and say how many seconds of processor time it took."""
        out, doctrees = self.folder / f"{way}-out", self.folder / f"{way}-doctrees"
        if is_cold:
            for folder in (out, doctrees):
                shutil.rmtree(folder, ignore_errors=True)
        return build(self.folder / way, out, doctrees, "en")[0]


def _remote_title(number: int) -> str:
    return f"Elsewhere {term(number, number + 1).title}"


def _published(size: int) -> dict[str, Any]:
    """A glossary as a site publishes it."""
    entries = []
    for number in range(size):
        words, title = term(number, size), _remote_title(number)
        said = {"title": title, "aliases": [f"{title} Too"], "definition": words.definition}
        entries.append({"id": f"e{number}", "page": f"#e{number}", "languages": {"en": said}})
    head = {"version": FORMAT_VERSION, "title": "Terms", "base": ADDRESS, "source_language": "en"}
    return {**head, "languages": ["en"], "labels": {}, "entries": entries}


# ---- the tables


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    rule = ["---"] * 2 + ["---:"] * (len(head) - 2)
    return "".join("| " + " | ".join(line) + " |\n" for line in [head, rule, *rows])


HEAD: Final = (
    "way",
    "build",
    "CPU s",
    "s",
    "requests",
    "304",
    "kB received",
    "pages written",
    "changed",
)


def line(way: Way, each: Round, row: Row) -> list[str]:
    """A round as a line of the table."""
    traffic = row.traffic
    figures = [f"{row.cpu:.1f}", f"{row.seconds:.1f}", str(traffic.requests), str(traffic.spared)]
    return [way, each, *figures, f"{traffic.sent / 1000:,.1f}", str(row.written), str(row.changed)]


def report_names(samples: dict[str, dict[str, list[float]]]) -> str:
    """What the names cost, with the spread over the runs.

    Args:
        samples: Seconds for each kind of build, without and with them, run by run.
    """
    rows = []
    for kind, found in samples.items():
        ratios = [one / other for one, other in zip(found["with"], found["without"], strict=True)]
        spread = max(found["without"]) / min(found["without"]) - 1
        figures = [f"{median(found[way]):.2f}" for way in ("without", "with")]
        shown = [f"{median(ratios):.3f}", f"{min(ratios):.3f} to {max(ratios):.3f}", f"{spread:.1%}"]
        rows.append([kind, str(len(ratios)), *figures, *shown])
    head = (
        "build",
        "runs",
        "without, CPU s",
        "with, CPU s",
        "ratio",
        "of single pairs",
        "spread without",
    )
    return table(head, rows)


# ---- the command


def _languages(value: str) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(value.split(",")))
    if not set(wanted) <= set(_LANGUAGES):
        raise click.BadParameter(f"takes {', '.join(_LANGUAGES)}")
    return wanted


def _number(name: str, most: int, default: int, text: str) -> Callable[[Any], Any]:
    kind = click.IntRange(1, most)
    return click.option(f"--{name}", type=kind, default=default, help=text, show_default=True)


@click.command()
@_number("projects", 500, 50, "How many projects use the glossary.")
@_number("pages", 5000, 4, "How many pages each of them has.")
@_number("terms", 5000, 500, "How many terms the glossary has.")
@_number("jobs", 64, 1, "How many builds may run at once.")
@_number("runs", 50, 3, "With --remote-names: how often each build is made.")
@click.option(
    "--languages",
    type=_languages,
    default="en,hi",
    help="Languages to build, with commas.",
    show_default=True,
)
@click.option(
    "--remote-names",
    type=click.IntRange(2, 50_000),
    help="Measure what so many names of another project cost one of so many pages.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the table goes.")
def main(
    projects: int,
    pages: int,
    terms: int,
    jobs: int,
    runs: int,
    languages: tuple[str, ...],
    remote_names: int | None,
    output: Path | None,
) -> None:
    """Build many projects against one glossary, and tell what it costs them."""
    compile_package()
    with tempfile.TemporaryDirectory(prefix="glossterm-fleet-") as folder:
        if remote_names:
            text = measure_names(Names(Path(folder), remote_names, pages), runs)
        else:
            text = measure(Fleet(Path(folder), projects, pages, max(terms, EDITED + 2), languages, jobs))
    if output:
        output.write_text(text, "utf-8")
    else:
        click.echo(text)


def measure(fleet: Fleet) -> str:
    """The table of a fleet."""
    rows = []
    for way in Way:
        for each, row in fleet.rounds(way):
            rows.append(line(way, each, row))
            click.echo(", ".join(map(" ".join, zip(HEAD, rows[-1], strict=True))), err=True)
    size = f"{fleet.projects} projects of {fleet.pages + 1} pages, {', '.join(fleet.languages)}"
    return f"{size}; a glossary of {fleet.terms:,} terms.\n\n{table(HEAD, rows)}"


def measure_names(names: Names, runs: int) -> str:
    """The table of a project with and without the names of another one."""
    names.write()
    samples: dict[str, dict[str, list[float]]] = {}
    for run, kind in product(range(runs), ("cold", "nothing changed")):
        # In turn, and there and back again, so that a machine that grows slower is fair to both.
        for way in ("without", "with")[:: -1 if run % 2 else 1]:
            cpu = names.sample(way, is_cold=kind == "cold")
            samples.setdefault(kind, {"without": [], "with": []})[way].append(cpu)
            click.echo(f"run {run + 1}, {kind}, {way}: {cpu:.2f} s", err=True)
    return f"{names.names:,} remote names, {names.pages:,} pages.\n\n{report_names(samples)}"


if __name__ == "__main__":
    main()
