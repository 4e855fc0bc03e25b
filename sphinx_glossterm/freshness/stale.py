"""Which written pages a change makes stale.

The rule: a page is written again when the facts it shows of *other* documents are not those it showed
when it was written. For each document that shows such facts there are two fingerprints of them: in the
store that of the facts as they are now, in the :class:`Ledger` of an output folder that of the facts its
page shows. Where they differ the page is written again, and no other is, but for those whose documents
have changed themselves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Set
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import sphinx
from docutils import nodes
from sphinx.application import Sphinx

from sphinx_glossterm.collect.packed import kept
from sphinx_glossterm.doctree.nodes import in_language
from sphinx_glossterm.messages import LABEL_CATALOGUE, project_label
from sphinx_glossterm.resolve import autolinks
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.parents import adopt
from sphinx_glossterm.resolve.preview_files import shards
from sphinx_glossterm.terms.entry import Entry, Mention, Name, PlainMention, Via, fold
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.translate.catalogues import remove_damaged

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

Relations = dict[str, list[str | None]]
"""For each document in a toctree: the ones above, before and after it."""
BUILD_INFO: Final = ".buildinfo"
"""Where Sphinx keeps what the pages of a folder were configured with."""
# These put all documents together with every build.
_ASSEMBLING: Final = frozenset({"glossterm", "latex", "man", "singlehtml", "texinfo"})


# ---------------------------------------------------------------------------------------------
# What is shown


class Facts:
    """What documents show of others, as text to be compared.

    Args:
        domain: The store.
    """

    def __init__(self, domain: GlosstermDomain) -> None:
        self.domain = domain
        self.glossary = domain.glossary
        self._shards = shards(self.glossary)
        self._links: dict[tuple[str, str], str] = {}
        self._cards: dict[tuple[str, str], str] = {}
        # Thousands of references have some hundred targets, and stand in some hundred documents.
        self._targets: dict[tuple[str, bool], str] = {}
        self._mentions: dict[tuple[object, ...], str] = {}
        self._titles: dict[str | None, str] = {}
        index = domain.main_index
        self._index = f"{index.docname} {index.anchor}" if index else ""
        relations = domain.env.collect_relations() if self.glossary else {}
        self.adopted = _adopted_relations(domain, relations)
        """For each adopted page and its neighbours: the pages above, before and after it."""
        self._relations = relations if domain.env.config.glossterm_jsonld else {}

    def of(self, docname: str) -> Iterator[str]:
        """The facts of a document, in a fixed order."""
        domain = self.domain
        yield str(len(self._shards))  # which the page tells its script
        for mention in domain.references.get(docname, ()):
            yield self._mention(mention)
        for plain in domain.plain_mentions.get(docname, ()):
            yield self._plain(plain)
        for entry in domain.entries.get(docname, ()):
            if domain.is_here(entry.only):
                yield from self._related(entry)
        for page in domain.indexes.get(docname, ()):
            for name, entries in domain.groups(page):
                yield name
                for entry in entries:
                    yield self.card(entry)
                    yield self._names(entry)
        for other in self.adopted.get(docname, ()):
            yield f"{other} {self._title(other)}"
        if self._relations and (docname in domain.entries or docname in domain.builtin):
            yield from self._way(docname)

    def previews(self) -> tuple[str, ...]:
        """A fingerprint of each preview file."""
        if not self.glossary:
            return ()
        return tuple(
            digest(chain.from_iterable((name, self.card(entry)) for name, entry in named.items()))
            for named in self._shards
        )

    def link(self, entry: Entry | None) -> str:
        """What a reference to *entry* shows: where it leads, title and abbreviation."""
        if entry is None:
            return ""
        key = entry.key
        shown = self._links.get(key)
        if shown is None:
            names = (entry.title, entry.abbr) if entry.abbr else (entry.title,)
            shown = self._links[key] = " ".join((*key, *map(_name, names)))
        return shown

    def card(self, entry: Entry) -> str:
        """What is shown where *entry* is shown with its short definition."""
        key = entry.key
        shown = self._cards.get(key)
        if shown is None:
            shown = self._cards[key] = "\n".join(
                (
                    self.link(entry),
                    entry.definition,
                    entry.markup.hex(),
                    str(entry.translated),
                    repr(project_label(entry.category)),
                    self._target(entry.see) if entry.see else "",
                    *map(self._target, entry.refers),
                )
            )
        return shown

    def _mention(self, mention: Mention) -> str:
        alike = (mention.target, mention.via, mention.defines, mention.text, mention.names)
        shown = self._mentions.get(alike)
        if shown is None:
            shown = self._mentions[alike] = self._reference(mention)
        return shown

    def _reference(self, mention: Mention) -> str:
        if mention.via is Via.TERM and (builtin := self.domain.builtin_place(mention.target)):
            return f"{mention.via} {builtin}"  # all else that is shown is the author's
        match = self.glossary.find(mention.target)
        if match is None or mention.defines or mention.names:
            return self._target(mention.target, is_defined=mention.defines)
        title, shown = match.entry.title, mention.text
        if fold(shown) == fold(title.source):  # see wording.words
            config = self.domain.env.config
            marks = in_language(title, config.glossterm_source_language, config.language)
            shown = " ".join((shown if title.text == title.source else title.text, *marks))
        place = f"{match.entry.docname} {match.entry.anchor_of(mention.target)}"
        return f"{mention.via} {place} {shown} {self.domain.builtin_place(mention.target)}"

    def _plain(self, plain: PlainMention) -> str:
        match = self.glossary.find(plain.target)
        place = f"{match.entry.docname} {match.entry.anchor_of(plain.target)}" if match else ""
        return f"{plain.passage} {plain.start} {plain.end} {place}"

    def _names(self, entry: Entry) -> str:
        names = (*entry.names, *entry.elsewhere)
        return " ".join((*map(_name, names), *(repr(project_label(tag)) for tag in entry.tags)))

    def _target(self, target: str, *, is_defined: bool = False) -> str:
        shown = self._targets.get((target, is_defined))
        if shown is None:
            shown = self._targets[target, is_defined] = self._find(target, is_defined=is_defined)
        return shown

    def _find(self, target: str, *, is_defined: bool) -> str:
        match = self.glossary.find(target)
        builtin = self.domain.builtin_place(target)
        if match is None:
            return f"{target} {builtin}"
        shown = self.card(match.entry) if is_defined else self.link(match.entry)
        return f"{shown} {match.entry.anchor_of(target)} {builtin}"

    def _related(self, entry: Entry) -> list[str]:
        target = self._target
        mentions = self.domain.mentions.get(entry.key, ())
        return [
            repr(project_label(entry.category)),
            *[target(name, is_defined=True) for name in entry.related],
            target(entry.see),
            target(entry.replaced_by),
            *map(self.link, self.glossary.neighbours(entry)),
            *[self._place(docname, anchor) for docname, anchor in mentions],
            self._index,
        ]

    def _place(self, docname: str, anchor: str) -> str:
        """What "Mentioned in" shows of an entry, or of a document."""
        other = self.glossary.at(docname, anchor) if anchor else None
        return self.link(other) or f"{docname} {self._title(docname)}"

    def _way(self, docname: str) -> Iterator[str]:
        """What JSON-LD shows of other pages: those above, and the place and name of the glossary."""
        for other in _above(docname, self._relations):
            yield f"{other} {self._title(other)}"
        index = self.domain.main_index
        yield self._index
        yield self._title(index.docname) if index else ""

    def _title(self, docname: str | None) -> str:
        if docname not in self._titles:
            title = self.domain.env.titles.get(docname or "")
            self._titles[docname] = title.astext() if isinstance(title, nodes.Element) else ""
        return self._titles[docname]


def _name(name: Name) -> str:
    return f"{name.source}\t{name.text}\t{name.translated}"


def _adopted_relations(domain: GlosstermDomain, relations: Relations) -> dict[str, list[str | None]]:
    """The pages above, before and after each page that is adopted or stands next to one that is.

    Above an adopted page are all up to the main one: themes show the whole way.
    """
    adopted = {child for children in domain.children.values() for child in children}
    if not adopted:
        return {}
    found: dict[str, list[str | None]] = {}
    for docname, others in relations.items():
        if docname in adopted:
            found[docname] = [*others, *_above(docname, relations)]
        elif not adopted.isdisjoint(others):
            found[docname] = others
    return found


def _above(docname: str, relations: Relations) -> Iterator[str]:
    seen: set[str | None] = set()
    parent = relations[docname][0] if docname in relations else None
    while parent is not None and parent not in seen:
        yield parent
        seen.add(parent)
        parent = relations[parent][0] if parent in relations else None


# ---------------------------------------------------------------------------------------------
# What has been written


class Ledger:
    """What one output folder shows: fingerprints of its pages and preview files as they were written.

    It is kept next to the doctrees and not in the environment, which the builders of several folders
    share, and which Sphinx saves before anything is written. While a build is under way there is a note
    beside it; one that is found by the next build has been left by one that was interrupted.

    Args:
        doctreedir: Where Sphinx keeps doctrees.
        outdir: The folder that is written to.
        release: What writes it. Another release may make other pages of the same documents, so that
            what it knew of the folder does not count.

    Attributes:
        pages: What each page was written from, by document, as :func:`sources` has it.
        previews: A fingerprint of each preview file, by name.
        is_torn: Whether pages may be missing or cut off, as a build was interrupted while it wrote them.
        is_complete: Whether there is nothing to write; see :mod:`sphinx_glossterm.freshness.spared`.
    """

    def __init__(self, doctreedir: Path, outdir: Path, release: str = "") -> None:
        folder = os.path.relpath(outdir, doctreedir)
        self._file = doctreedir / f"glossterm-{digest([folder])}.json"
        self._note = self._file.with_suffix(".building")
        self.pages: dict[str, str] = {}
        self.previews: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError):  # the first build, or a damaged file
            writer, pages, previews = json.loads(self._file.read_text("utf-8"))
            if writer == release:
                self.pages, self.previews = pages, previews
        self._release = release
        self._saved = self._content()
        self.was_interrupted = self._note.exists()
        self.is_torn = self.was_interrupted and (
            self._note.read_text("utf-8") != "reading" or _is_newer(outdir / BUILD_INFO, self._note)
        )
        if self.is_torn:
            # Sphinx cannot read half of it, and without it asks the pages alone.
            (outdir / BUILD_INFO).unlink(missing_ok=True)
        self.is_complete = False
        self._resolved: set[str] = set()

    def _content(self) -> str:
        return json.dumps([self._release, self.pages, self.previews], ensure_ascii=False, sort_keys=True)

    def begin(self) -> None:
        """Note that a build is under way."""
        self._note.parent.mkdir(parents=True, exist_ok=True)
        self._note.write_text("writing" if self.is_torn else "reading", "utf-8")

    def begin_writing(self) -> None:
        """Note that pages are about to be written."""
        self._note.write_text("writing", "utf-8")

    def note_page(self, docname: str) -> None:
        """Note that a page is being written."""
        self._resolved.add(docname)

    def stale(self, sources: dict[str, str]) -> list[str]:
        """The documents whose pages were not written from *sources*."""
        if self.is_torn:
            return list(sources)
        return [docname for docname, source in sources.items() if self.pages.get(docname) != source]

    def shows(self, sources: dict[str, str]) -> bool:
        """Whether the folder holds a page for each of *sources*, written from it, and no other."""
        return not self.is_torn and self.pages == sources

    def end(self, sources: dict[str, str]) -> None:
        """Keep what pages have been written from, once they are.

        Args:
            sources: What all pages are to be written from.
        """
        written = {**self.pages, **{name: sources[name] for name in self._resolved if name in sources}}
        self.pages = {docname: source for docname, source in written.items() if docname in sources}
        content = self._content()
        if content != self._saved:
            new = self._file.with_suffix(".new")
            new.write_text(content, "utf-8")
            new.replace(self._file)
        self._note.unlink(missing_ok=True)


def _is_newer(path: Path, other: Path) -> bool:
    return path.exists() and path.stat().st_mtime_ns > other.stat().st_mtime_ns


# ---------------------------------------------------------------------------------------------
# In the course of a build

_ledgers: Final[WeakKeyDictionary[Sphinx, Ledger]] = WeakKeyDictionary()


def begin(app: Sphinx, config: Config) -> None:
    """Open the output folder's ledger (``config-inited``, before Sphinx compiles catalogues)."""
    own = app.extensions["sphinx_glossterm"].version
    ledger = Ledger(
        Path(app.doctreedir), Path(app.outdir), release=f"{sphinx.__display_version__} {own}"
    )
    if ledger.was_interrupted:
        remove_damaged(Path(app.srcdir), config)
    ledger.begin()
    _ledgers[app] = ledger


def ledger_of(app: Sphinx) -> Ledger:
    """The ledger of the output folder."""
    return _ledgers[app]


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Documents with entries whose names elsewhere may have changed (``env-get-outdated``).

    Sphinx looks after the catalogues of the build's own language only.
    """
    domain = the_domain(env)
    return [
        docname
        for docname, stamps in domain.catalogues.items()
        if docname not in removed and domain.elsewhere.stamps(docname) != stamps
    ]


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose pages do not show what they should (``env-get-updated``)."""
    domain, ledger = the_domain(env), ledger_of(app)
    labels = _labels_stamp(app)
    has_turned = any(domain.holds(text) != held for text, held in domain.conditions.items())
    if domain.has_changed or has_turned or domain.labels != labels:
        with kept():
            _look(env, domain, labels)
    if app.builder.name in _ASSEMBLING:
        return []
    return ledger.stale(sources(env, domain))


def _look(env: BuildEnvironment, domain: GlosstermDomain, labels: str) -> None:
    """Find out what each page has to show, now that everything has been read."""
    adopt(env, domain)
    autolinks.refresh(domain)
    facts = Facts(domain)
    docnames = {*domain.references, *domain.entries, *domain.builtin, *domain.indexes}
    docnames.update(facts.adopted)
    docnames.update(name for name, found in domain.plain_mentions.items() if found)
    shown = {name: digest(facts.of(name)) for name in sorted(docnames)}
    domain.note_shown(shown, facts.previews(), labels)
    domain.note_conditions(domain.holds)
    domain.note_names(domain.glossary.own)  # Sphinx knows the others


def sources(env: BuildEnvironment, domain: GlosstermDomain) -> dict[str, str]:
    """What each page is to be written from: the reading of its document, and the facts of others.

    The reading counts because another builder may have done it, with the same doctrees: then Sphinx has
    no reason left to write the page.
    """
    return {
        docname: f"{env.all_docs.get(docname, 0)} {domain.shown.get(docname, '')}"
        for docname in env.found_docs
    }


def _labels_stamp(app: Sphinx) -> str:
    """A fingerprint of the catalogues of labels, which belong to no document."""
    folders = (Path(app.srcdir, folder, app.config.language) for folder in app.config.locale_dirs)
    files = (folder / "LC_MESSAGES" / f"{LABEL_CATALOGUE}.mo" for folder in folders)
    return digest(file.read_bytes().hex() for file in files if file.is_file())


def begin_writing(app: Sphinx, _builder: object) -> None:
    """Note that pages are about to be written (``write-started``)."""
    ledger_of(app).begin_writing()


def note_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note each page (``doctree-resolved``, in the main process however many there are)."""
    ledger_of(app).note_page(docname)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Keep what has been written (``build-finished``)."""
    if exception is None:
        ledger_of(app).end(sources(app.env, the_domain(app.env)))


def setup(app: Sphinx) -> None:
    """Look at what has changed once everything has been read."""
    app.connect("config-inited", begin)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-get-updated", stale_pages)
    app.connect("write-started", begin_writing)
    app.connect("doctree-resolved", note_page)
    # After all else that writes.
    app.connect("build-finished", end, priority=900)
