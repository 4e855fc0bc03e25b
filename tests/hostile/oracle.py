"""Whether a build kept its promise: what came out of it, against the build in the source language."""

from __future__ import annotations

import ast
import doctest
import json
import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from hostile import tex
from hostile.browser import OWN, family, site
from hostile.build import Report
from hostile.model import Message
from hostile.pages import Fault, Fragment, Page, compare, compare_pages, machinery_of
from hostile.project import SECRETS, Document, Project
from hostile.tex import Book

HOSTS: Final = ("hosts.example.com",)
"""What ``glossterm_translation_hosts`` has."""
TRANSLATION: Final = "[glossterm.translation]"
INDEX: Final = "genindex"

_ROW: Final = r"(?m)^.+? [a-z]+:[a-z-]+ -?\d+ (\S+) "
"""A row of the inventory, with the address of what has the name."""

# What Sphinx says of references that lead nowhere, and of translations that differ from their sources.
_EXPECTED: Final = (
    "[glossterm.",
    "[i18n.inconsistent_references]",
    "[ref.",
    "[myst.xref_missing]",
    "[myst.iref",
    "[myst.strikethrough]",
    "[misc.highlighting_failure]",
    "[intersphinx.",
    "duplicate term description",
)
# A translator may give a term the name of another one, and the index then leads to one of them. Nobody
# can detect a wrong word without knowing the language.
_RENAMED: Final = "rst name of another"

# A warning about a reference that an inventory resolves. It belongs to a page, not to a catalogue.
_OUTWARDS: Final = "that leads out of the project"


@dataclass(frozen=True)
class Failure:
    """A promise that was broken.

    Attributes:
        production: The production of the message, or the document's.
        rule: What is broken.
        detail: How.
        message: The message, where it is known.
    """

    production: str
    rule: str
    detail: str
    message: Message | None = None

    def __str__(self) -> str:
        said = f"{self.production}: {self.rule}: {self.detail[:300]}"
        if self.message is None:
            return said
        shown = f"{self.message.msgid!r} -> {self.message.translation!r}"
        return f"{said}\n    {self.message.place.name}: {shown}"


class Output:
    """What a build wrote.

    Args:
        folder: The output in one language.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pages: dict[str, Page] = {}

    def page(self, name: str) -> Page:
        """A page of HTML."""
        if name not in self._pages:
            self._pages[name] = Page(self.folder / "html" / f"{name}.html")
        return self._pages[name]

    @cached_property
    def files(self) -> set[str]:
        """The names of all files for readers."""
        folders = (self.folder / builder for builder in ("html", "latex"))
        found = (path for folder in folders for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in found}

    @cached_property
    def html(self) -> set[str]:
        """The names of the files of the site."""
        return {name.removeprefix("html/") for name in self.files if name.startswith("html/")}

    @cached_property
    def book(self) -> Book:
        """The book in TeX."""
        path = self.folder / "latex" / "hostile.tex"
        return Book(path.read_text("utf-8") if path.is_file() else "")

    @cached_property
    def search(self) -> dict[str, object]:
        """The index of the search."""
        text = (self.folder / "html/searchindex.js").read_text("utf-8")
        found: dict[str, object] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
        return found

    @cached_property
    def previews(self) -> Counter[tuple[str, ...]]:
        """What a browser loads or runs for the previews of terms, and the sites they lead to."""
        found: Counter[tuple[str, ...]] = Counter()
        for path in (self.folder / "html/_static/glossterm-previews").glob("*.js"):
            content = json.loads(
                path.read_text("utf-8").partition("{detail:")[2].rstrip().removesuffix("}))")
            )
            for preview in content.values():
                found += machinery_of(
                    preview if isinstance(preview, list) else [], {family(host) for host in HOSTS}
                )
        return found

    @cached_property
    def inventory(self) -> str:
        """``objects.inv`` as text."""
        content = (self.folder / "html/objects.inv").read_bytes()
        return zlib.decompress(content.split(b"\n", 4)[4]).decode()


@lru_cache(maxsize=4)
def _output(folder: Path) -> Output:
    return Output(folder)


class Oracle:
    """Compares two builds of a project.

    Args:
        project: The project.
        source: What the build in the source language did.
        shown: What the build of the translation did.
        is_silent: Whether warnings of translations are suppressed.
        only: The productions whose documents have been built, if not all have been.
    """

    def __init__(
        self,
        project: Project,
        source: Report,
        shown: Report,
        *,
        is_silent: bool = False,
        only: Collection[str] = (),
    ) -> None:
        self.project = project
        self.is_silent = is_silent
        self.only = only
        self.reports = source, shown
        self.source, self.shown = (
            Output(project.folder / "out" / report.name) for report in self.reports
        )
        self.by_code = {message.code: message for _, message in project.messages()}
        self.withheld: set[str] = set()

    def failures(self) -> Iterator[Failure]:
        """Every promise that was broken."""
        yield from self._of_build(self._of_translation())

    def _of_build(self, of_pages: Iterator[Failure]) -> Iterator[Failure]:
        """What the build did, and then what its pages show, if there are any."""
        if self.reports[1].error:
            yield Failure("the build", "crash", _last(self.reports[1].error))
            return
        yield from self._of_process()
        yield from self._of_files()
        yield from of_pages

    def _of_translation(self) -> Iterator[Failure]:
        for document in self.project.documents:
            if not self.only or document.production in self.only:
                yield from self._of_document(document)
        yield from self._named(tex.compare(self.source.book, self.shown.book), "the book")
        yield from self._of_warnings()
        if not self.only:
            yield from self._of_whole()

    def _of_whole(self) -> Iterator[Failure]:
        """What only a build of all documents shows."""
        for name in ("index", "search", "names", INDEX):
            is_index = name in {"names", INDEX}
            faults = compare_pages(self.source.page(name), self.shown.page(name), is_index=is_index)
            yield from self._named(faults, name)
        for name in sorted(_names(self.source.files) - _names(self.shown.files)):
            if (self.shown.folder / name.partition("/")[0]).is_dir():  # which that builder wrote
                yield Failure("the files", "file", f"{name} is missing")
        for name in sorted(_found(self.source) - _found(self.shown)):
            yield Failure(_production(name, self.project), "search", f"{name} is not found")
        for parts in self.shown.previews - self.source.previews:
            yield Failure("the previews", "machinery", " ".join(parts))
        if any(document.production == _RENAMED for document in self.project.documents):
            return
        old, new = (output.page("index").references for output in (self.source, self.shown))
        for address in sorted(old.keys() | new.keys()):  # which nobody translates
            if old[address] != new[address]:
                yield Failure(
                    "index",
                    "reference",
                    f"{address}: {new[address]} times, {old[address]} in the source",
                )

    def failures_elsewhere(self) -> Iterator[Failure]:
        """Every promise that a build in a third language broke: it knows names by the catalogue."""
        yield from self._of_build(self._of_names())

    def _of_names(self) -> Iterator[Failure]:
        for document in self.project.documents:
            faults = compare_pages(self.source.page(document.name), self.shown.page(document.name))
            yield from self._named(faults, document.production)
        yield from self._of_whole()

    def _named(self, faults: Iterator[Fault], name: str) -> Iterator[Failure]:
        for fault in faults:
            message = self.by_code.get(fault.code)
            yield Failure(
                message.production.name if message else name, fault.rule, fault.detail, message
            )

    # ---- the process, and what it wrote

    def _of_process(self) -> Iterator[Failure]:
        before, after = ({_neutral(event, report) for event in report.events} for report in self.reports)
        for event in sorted(after - before):
            yield Failure("the process", "event", event)
        if self.reports[1].has_trace:
            yield Failure("the process", "event", "a directive or a role has left its trace")

    def _of_files(self) -> Iterator[Failure]:
        for name in sorted(_names(self.shown.files) - _names(self.source.files)):
            yield Failure("the files", "file", name)
        anchors = [set(re.findall(_ROW, output.inventory)) for output in (self.source, self.shown)]
        for anchor in sorted(anchors[1] - anchors[0]):
            yield Failure("the inventory", "inventory", anchor)
        texts = {f"text/{path.name}" for path in (self.shown.folder / "text").glob("*.txt")}
        for name in sorted(self.shown.files | texts):
            yield from self._of_text(name)

    def _of_text(self, name: str) -> Iterator[Failure]:
        data = (self.shown.folder / name).read_bytes()
        text = self.shown.inventory if name.endswith("objects.inv") else data.decode("utf-8", "replace")
        lower = text.lower()
        if name.endswith(".html"):
            text = self.shown.page(name.removeprefix("html/").removesuffix(".html")).text
        same = self.source.folder / name
        known = same.read_bytes().decode("utf-8", "replace").lower() if same.is_file() else ""
        for secret in SECRETS:
            if secret in lower and secret not in known:
                yield Failure(_production(name, self.project), "canary", f"{secret} in {name}")
        if name.endswith((".html", ".tex", ".txt")):
            for sign in set(re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)):
                yield Failure(
                    _production(name, self.project), "control character", f"{sign!r} in {name}"
                )

    # ---- documents and messages

    def _of_document(self, document: Document) -> Iterator[Failure]:
        source, shown = self.source.page(document.name), self.shown.page(document.name)
        production = document.production
        for fault in compare_pages(source, shown):
            yield Failure(production, fault.rule, fault.detail)
        if not self.only:
            for address in sorted(self._dead_links(shown) - self._dead_links(source, self.source)):
                yield Failure(production, "dead link", address)
        old, new = (report.examples.get(document.name, []) for report in self.reports)
        if [_code(text) for text in old] != [_code(text) for text in new]:
            strange = next((b for a, b in zip(old, new, strict=False) if _code(a) != _code(b)), "")
            yield Failure(production, "example", repr(strange))
        for message in document.messages:
            for rule, detail in self._of_message(message, document):
                yield Failure(production, rule, detail, message)

    def _dead_links(self, page: Page, output: Output | None = None) -> set[str]:
        """The links to other pages of the project that lead nowhere."""
        output = output or self.shown
        found = set()
        for address in map(str, page.root.xpath("//a/@href")):
            path, _, anchor = re.sub(r"\?.*?(?=#|$)", "", address).partition("#")
            if not path or site(address) != OWN:
                continue
            name = unquote(path)
            page_name = name.removesuffix(".html")
            if name not in output.html or (
                anchor and unquote(anchor) not in output.page(page_name).anchors
            ):
                found.add(address)
        return found

    def _of_message(self, message: Message, document: Document) -> Iterator[tuple[str, str]]:
        page = message.place.page or document.name
        code = message.code
        source, shown = self.source.page(page).holders[code], self.shown.page(page).holders[code]
        if shown["Src"] and not shown["Trn"] and message.translation.strip():
            self.withheld.add(code)
        if message.place.is_refused:
            self.withheld.add(code)
        if message.place.is_shown:
            yield from _compare_presence(message, source, shown)
            if (
                not (shown["Src"] or "Trn" in message.translation)
                and message.translation not in self.shown.page(page).words
            ):
                yield "lost", "neither the source text nor the translation is shown"
        if message.place.is_shown and page != INDEX and (shown["Src"] or shown["Trn"]):
            fragment = Fragment(source["Src"]), Fragment([*shown["Src"], *shown["Trn"]])
            faults = compare(*fragment, HOSTS)
            # Brackets are text to reStructuredText, and whatever is text to the letter.
            is_free = message.place.is_text or document.markup == "rst"
            yield from (fault for fault in faults if not (is_free and fault[0] == "markup as text"))
            if message.production.is_honest:
                yield from _compare_honest(*fragment)
        for fault in tex.compare_message(self.source.book, self.shown.book, message):
            yield fault.rule, fault.detail

    # ---- warnings

    def _of_warnings(self) -> Iterator[Failure]:
        lines = self.project.lines()
        named: Counter[str] = Counter()
        known = Counter(map(_without_place, self.reports[0].warnings))
        for warning in self.reports[1].warnings:
            if TRANSLATION in warning:
                named[warning.split(": ", 1)[0]] += 1
                if _OUTWARDS in warning and re.match(r"\S+:\d+: WARNING: ", warning):
                    continue  # of a page
                if not re.match(r"\S+\.po:\d+: WARNING: \S", warning):
                    yield Failure("the warnings", "warning", warning)
            elif not any(kind in warning for kind in _EXPECTED) and not known[_without_place(warning)]:
                yield Failure(_production(warning, self.project), "other warning", warning)
        if self.is_silent:
            if named:
                yield Failure(
                    "the warnings", "warning", f"{len(named)} warnings though they are suppressed"
                )
            return
        for code in sorted(self.withheld):
            if not named[lines[code]]:
                message = self.by_code[code]
                yield Failure(message.production.name, "no warning", lines[code], message)
        if not self.withheld and len(self.project.documents) > 1:
            yield Failure("the warnings", "warning", "nothing at all is withheld")


Holders = dict[str, list[HtmlElement]]


def _compare_presence(message: Message, source: Holders, shown: Holders) -> Iterator[tuple[str, str]]:
    """Whether readers see the message in one of two languages, and in one only."""
    if not source["Src"]:
        yield "grammar", "the page in the source language does not show the message"
    elif shown["Src"] and shown["Trn"]:
        yield "mixed", "both the source text and the translation are shown"
    elif not (shown["Src"] or shown["Trn"]) and "Trn" in message.translation:
        yield "lost", "neither the source text nor the translation is shown"
    elif message.production.is_honest and shown["Src"]:
        yield "withheld", "a sound translation is not shown"


def _compare_honest(source: Fragment, shown: Fragment) -> Iterator[tuple[str, str]]:
    """What a sound translation has to keep."""
    if len(shown.links) != len(source.links):
        yield "lost", f"links: {shown.links}"
    if source.formulas and not shown.formulas:
        yield "lost", "the formula"
    if source.tags["img"] != shown.tags["img"]:
        yield "lost", "the image"
    for mark in ("`", "](", "**", "{{", "<b>"):
        if mark in shown.words and mark not in source.words:
            yield "markup as text", mark


def _last(error: str) -> str:
    """The end of a traceback, which says what happened and where."""
    return " ".join(error.split())[-250:]


def _found(output: Output) -> set[str]:
    """The documents that the search finds."""
    names, titles = output.search["docnames"], output.search["titles"]
    assert isinstance(names, list)
    assert isinstance(titles, list)
    return {name for name, title in zip(names, titles, strict=True) if title}


def _neutral(event: str, report: Report) -> str:
    return event.replace(f"/out/{report.name}/", "/out/")


# Scripts of a language, and what a language makes of the files that a book needs besides.
_OF_LANGUAGE: Final = (
    r"_static/(?:translations|[\w-]+-stemmer)\.js$"
    r"|latex/(?:Makefile|latexmkrc|make\.bat|python\.\w+|sphinx.*|LICR.*|LatinRules.*|.*\.xdy)$"
)


def _names(files: Collection[str]) -> set[str]:
    """The names of files, but for those that only a language has."""
    return {name for name in files if not re.search(_OF_LANGUAGE, name)}


def _production(text: str, project: Project) -> str:
    """The production of a document that a text names."""
    found = re.search(r"(?:rst|myst)-[a-z0-9'-]+-\d+", text)
    for document in project.documents:
        if found and document.name == found[0]:
            return document.production
    return "the project"


def _without_place(warning: str) -> str:
    return re.sub(r"^\S+?(?::\d+|<\w+>)*: ", "", warning)


def _code(text: str) -> list[str]:
    """What Python makes of an example, comments and output aside."""
    try:
        found = [example.source for example in doctest.DocTestParser().get_examples(text)]
        return [ast.dump(ast.parse(source)) for source in (found if ">>>" in text else [text])]
    except (SyntaxError, ValueError):
        return [text]
