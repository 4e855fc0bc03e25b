"""Builds a project of the fuzzer, and says what is wrong with what came out."""

from __future__ import annotations

import posixpath
import re
import shutil
import traceback
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import unquote, urlsplit

import lxml.html
from babel.messages.pofile import read_po
from lxml.html import HtmlElement
from support import Built, Project

from fuzz.grammar import SHARED
from fuzz.model import WORD, Case

_PICTURE: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)
_INDEX: Final = """\
Home
====

.. toctree::

   {}

.. termindex::
   :style: table
"""
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_TYPE: Final = re.compile(r"\[([a-z_]+(?:\.[a-z_]+)*)\]$", re.IGNORECASE)
_UNTYPED: Final = re.compile(
    "WARNING: (duplicate (label|(term|token|object) description) "
    "|exception while evaluating only directive expression)"
)
"""Warnings that Sphinx gives no type."""
_NOWHERE: Final = re.compile("odds")
"""Targets of Sphinx's general index that are inside an omitted ``only``."""
_RESET: Final = "\x1b[39;49;00m\n"
"""Separates two warnings, which may have several lines."""


@dataclass(frozen=True)
class Fault:
    """Something that is wrong.

    Attributes:
        rule: Which rule is broken.
        what: What breaks it; the same when the project has been cut down.
        detail: More of it, to be read by somebody.
    """

    rule: str
    what: str = ""
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}\n{self.detail}".rstrip()


def faults(case: Case) -> list[Fault]:
    """Build a project in all its ways, and tell what is wrong."""
    with TemporaryDirectory() as folder:
        return list(_faults(case, Path(folder)))


def _faults(case: Case, folder: Path) -> Iterator[Fault]:
    project = Project(folder / "src")
    project.conf |= {"extensions": [*project.conf["extensions"]], **case.conf}
    project.conf["exclude_patterns"] = ["locales"]
    (project.folder / "sub").mkdir()
    for place in ("", "sub/"):
        (project.folder / place / "pic.png").write_bytes(_PICTURE)
        _write(project, f"{place}shared.txt", SHARED)
    _write(project, "index.rst", _INDEX.format("\n   ".join(page.docname for page in case.pages)))
    for page in case.pages:
        _write(project, page.name, page.source())
    for builder in ("html", *case.builders):
        yield from _built(case, project, builder)
    if case.is_translated:
        yield from _translated(case, project)


def _write(project: Project, name: str, text: str) -> None:
    """Write a file to the letter: ``Project.write`` takes its common indentation off."""
    (project.folder / name).write_text(text, "utf-8", newline="")


def _build(project: Project, builder: str, language: str = "en") -> Built | Fault:
    try:
        return project.build(builder, language=language)
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "sphinx_glossterm" in frame.filename] or frames
        where = f"{Path(ours[-1].filename).name}:{ours[-1].name}"
        return Fault(f"crash of {builder}", f"{type(error).__name__} in {where}", traceback.format_exc())


def _built(case: Case, project: Project, builder: str) -> Iterator[Fault]:
    built = _build(project, builder)
    if isinstance(built, Fault):
        yield built
        return
    yield from _warnings(built)
    out = Path(built.app.outdir)
    if builder == "html":
        yield from _pages(case, out, {page.docname: _words(page.source()) for page in case.pages})
    else:
        yield from _formats(case, out, builder)
    shutil.rmtree(out)


def _words(source: str, kinds: Collection[str] = ("kept", "html")) -> set[str]:
    return {word for word in WORD.findall(source) if word[:4] in kinds}


# ---------------------------------------------------------------------------------------------
# Warnings


def _warnings(built: Built) -> Iterator[Fault]:
    """Warnings without a type, and messages that are not warnings."""
    for warning in built.app.warning.getvalue().split(_RESET):
        text = _COLOUR.sub("", warning).strip()
        is_typed = bool(_TYPE.search(text) or _UNTYPED.search(text))
        if text and (not is_typed or "Traceback" in text or "Exception occurred" in text):
            yield Fault("warning", re.sub(r"kept\w{4}|\d+", "0", text.partition(": ")[2])[:60], text)


# ---------------------------------------------------------------------------------------------
# Pages


def _pages(case: Case, out: Path, expected: dict[str, set[str]]) -> Iterator[Fault]:
    roots = {path.relative_to(out).as_posix(): _parse(path) for path in sorted(out.rglob("*.html"))}
    # Sphinx numbers anew what docutils could not read in a translation, where its source was no better.
    own = "//@id[not(parent::span[@class='problematic'])]"
    ids = {name: Counter(map(str, root.xpath(own))) for name, root in roots.items()}
    for docname, words in expected.items():
        if (root := roots.get(f"{docname}.html")) is not None:
            text = _text(root)
            for word in sorted(words):
                if word not in text:
                    yield Fault("lost in html", word)
        else:
            yield Fault("no page", docname)
    for name, root in roots.items():
        for id_, number in ids[name].items():
            if number > 1:
                holders = root.xpath("//*[@id=$id]", id=id_)
                shown = "\n".join(
                    lxml.html.tostring(holder, encoding="unicode")[:200] for holder in holders
                )
                yield Fault("double id", "", f"{id_}: {number} times in {name}\n{shown}")
        yield from _links(name, root, ids)


def _parse(path: Path) -> HtmlElement:
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    return lxml.html.document_fromstring(path.read_bytes(), parser)


def _text(root: HtmlElement) -> str:
    [body] = root.cssselect("div.body")
    return str(body.text_content())


def _links(name: str, root: HtmlElement, ids: dict[str, Counter[str]]) -> Iterator[Fault]:
    """Links within the site that lead nowhere."""
    # What docutils could not read leads to a message that Sphinx takes away; what MyST found nothing for
    # leads to where it may be.
    unread = "contains(@class, 'problematic') or contains(@class, 'xref myst')"
    links = root.xpath(f"//a[@href][not(descendant::*[{unread}])]/@href")
    for address in sorted(set(map(str, links))):
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme or parts.netloc:
            continue
        target = _joined(name, unquote(parts.path))
        if not target.startswith("../") and (target.endswith(".html") or not parts.path):
            place = unquote(parts.fragment)
            if target not in ids:
                yield Fault("dead link", "page", f"{address} in {name}")
            elif place and place not in ids[target] and not _NOWHERE.search(place):
                yield Fault("dead link", "fragment", f"{address} in {name}")


def _joined(name: str, path: str) -> str:
    if not path:
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _formats(case: Case, out: Path, builder: str) -> Iterator[Fault]:
    """Words that another format has lost."""
    if builder == "gettext":
        return  # what it has is what the second language is made of
    kinds = {"kept", "html"} if builder == "singlehtml" else {"kept"}
    endings = {"singlehtml": "*.html", "latex": "*.tex", "text": "*.txt"}
    files = out.rglob(endings[builder])
    if builder == "singlehtml":
        text = "".join(_text(_parse(path)) for path in files)
    else:
        text = "".join(path.read_text("utf-8") for path in files)
    for word in sorted(set().union(*(_words(page.source(), kinds) for page in case.pages))):
        if word not in text:
            yield Fault(f"lost in {builder}", word)


# ---------------------------------------------------------------------------------------------
# A second language


def _translated(case: Case, project: Project) -> Iterator[Fault]:
    """Build the project with hostile catalogues."""
    built = _build(project, "gettext")
    if isinstance(built, Fault):
        yield built
        return
    rng = Random(case.seed)
    expected = {page.docname: _words(page.source()) for page in case.pages}
    for path in sorted(Path(built.app.outdir).rglob("*.pot")):
        domain = path.relative_to(built.app.outdir).with_suffix("").as_posix()
        with path.open("rb") as file:
            sources = [str(message.id) for message in read_po(file) if message.id]
        messages = {source: _translation(source, sources, rng) for source in sources}
        project.translate(domain, {source: text for source, text in messages.items() if text})
        translated = set().union(*(_words(source) for source, text in messages.items() if text))
        for name in expected:
            if domain in (name, "glossterm"):  # labels have one catalogue for all pages
                expected[name] -= translated
    in_hindi = _build(project, "html", "hi")
    if isinstance(in_hindi, Fault):
        yield Fault(f"{in_hindi.rule} in hi", in_hindi.what, in_hindi.detail)
        return
    pages = {page.docname for page in case.pages}
    wanted = {name: words for name, words in expected.items() if name in pages}
    for fault in (*_warnings(in_hindi), *_pages(case, Path(in_hindi.app.outdir), wanted)):
        yield Fault(f"{fault.rule} in hi", fault.what, fault.detail)


def _translation(source: str, sources: list[str], rng: Random) -> str:
    """What a message becomes; empty for no translation. It does not depend on other messages' luck."""
    return rng.choice(
        (
            "",
            rng.choice(sources),
            source[: rng.randrange(len(source) + 1)],
            source.upper(),
            source[::-1],
            f"हिन्दी {source}",
            f"{source} {source}",
            f"*{source}",
        )
    )
