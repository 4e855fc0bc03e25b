"""Where a project keeps its entries, and in what style: found in its source files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final, TypeVar

from sphinx_glossterm.cli.progress import Progress
from sphinx_glossterm.cli.project import Failure, Project
from sphinx_glossterm.cli.replies import Sources
from sphinx_glossterm.cli.source import Source, markup_of, read_source
from sphinx_glossterm.migration.migrate import read_page
from sphinx_glossterm.migration.model import Page, SourceEntry
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import fold
from sphinx_glossterm.terms.order import Collator, collator

_T = TypeVar("_T")
_WANTED: Final = re.compile(r"term::|\{term\}|glossary|termindex")
# What stands before an entry and belongs to it: targets and comments of one line.
_ABOVE: Final = re.compile(r"\.\. +(?!\S+::)\S|\([^)]+\)=\s*$|%")
_FENCES: Final = {True: ":::", False: "```"}


@dataclass(frozen=True, slots=True)
class Known:
    """A source file that has entries, or lists them.

    Attributes:
        source: Its text.
        markup: What it is written in.
        page: What is in it.
    """

    source: Source
    markup: Markup
    page: Page

    @property
    def entries(self) -> list[SourceEntry]:
        """The entries that others can stand beside."""
        return [entry for entry in self.page.entries if not entry.is_inside]

    @property
    def is_one_entry(self) -> bool:
        """Whether the file is the page of one entry."""
        return len(self.entries) == 1 and self.entries[0].is_page


@dataclass(frozen=True, slots=True)
class Home:
    """The place for a new entry.

    Attributes:
        path: The file.
        markup: What it is written in.
        fence: What opens and closes an entry in MyST.
        indent: The indentation of its content in reStructuredText.
        source: What the file has now; None for a new one.
        line: The line that the entry comes before; None for the end.
    """

    path: Path
    markup: Markup
    fence: str
    indent: int
    source: Source | None = None
    line: int | None = None

    def with_entry(self, entry: Sequence[str]) -> str:
        """The text of the file with one more entry."""
        text = self.source.text if self.source else ""
        ends = re.search(r"\r?\n", text)
        end = ends[0] if ends else "\n"
        lines = re.findall(r"[^\n]*\n|[^\n]+", text)
        line = len(lines) if self.line is None else self.line
        before, after = "".join(lines[:line]).rstrip(), "".join(lines[line:]).lstrip("\r\n")
        new = end.join(entry) + end
        return (before + end * 2 if before else "") + new + (end + after if after else "")


class Shelf:
    """All the files of a project that have to do with its glossary.

    Args:
        project: The project.
        sources: Its source files.
    """

    def __init__(self, project: Project, sources: Sources) -> None:
        self._project = project
        self._sources = sources
        self.files: list[Known] = []

    def read(self, bar: Progress) -> None:
        """Look through the source files; what cannot be read is named."""
        for name, path in self._sources.documents.items():
            try:
                self._read(self._project.source / path)
            except (Failure, ImportError) as error:
                bar.say(f"{error} It has not been looked at.")
            bar.step(name)

    def _read(self, path: Path) -> None:
        markup = self.markup(path)
        if markup is None or path.suffix == ".ipynb":
            return
        source = read_source(path)
        if _WANTED.search(source.text):
            page = read_page(source.text, markup)
            if page.entries or page.glossaries or page.has_index:
                self.files.append(Known(source, markup, page))

    def markup(self, path: Path) -> Markup | None:
        """What a file is written in, by its name; None for what no parser of the project reads."""
        for suffix, parser in sorted(self._sources.parsers.items(), key=lambda pair: -len(pair[0])):
            if path.name.endswith(suffix):
                return markup_of(parser)
        return None

    # ---- what there is

    @property
    def has_index(self) -> bool:
        """Whether any page lists all terms."""
        return any(file.page.has_index for file in self.files)

    def entries(self) -> Iterator[tuple[Known, SourceEntry]]:
        """Every entry, and the file it is in."""
        for file in self.files:
            for entry in file.page.entries:
                yield file, entry

    def holder(self, title: str, id_: str) -> tuple[str, Path, int] | None:
        """Who has a name or an id already: what it is, the file and the line, counted from 1."""
        for file, entry in self.entries():
            if fold(title) in map(fold, (entry.title, *entry.names)):
                return f'There is an entry with the name "{title}"', file.source.path, entry.first + 1
        for file in self.files:
            for glossary in file.page.glossaries:
                for term in (term for found in glossary.entries for term in found.terms):
                    if fold(term.name) == fold(title):
                        what = f'A built-in glossary has the term "{title}"'
                        return what, file.source.path, term.line + 1
        for file, entry in self.entries():
            if entry.id == id_:
                what = f'The entry "{entry.title}" has the id "{id_}"'
                return what, file.source.path, entry.first + 1
        return None

    def spelling(self, category: str) -> str:
        """A category as the project spells it."""
        known = (entry.category for _file, entry in self.entries())
        return next((label for label in known if fold(label) == fold(category)), category)

    # ---- where a new one goes

    def home(self, title: str, id_: str, category: str) -> Home:
        """Where the project would keep a new entry.

        A file of its own, in the folder and markup that most have, where most entries have one;
        else a page of many. A project without entries gets a folder ``terms``.
        """
        singles = [file for file in self.files if file.is_one_entry]
        shared = [file for file in self.files if file.entries and not file.is_one_entry]
        if singles and len(singles) >= sum(len(file.entries) for file in shared):
            folder = _most(file.source.path.parent for file in singles)
            near = [file for file in singles if file.source.path.parent == folder]
            suffix = _most(file.source.path.suffix for file in near)
            return self._new(folder / f"{id_}{suffix}", near)
        if shared:
            return self.within(self._page(shared, title, category), title)
        root = self._project.source / self._sources.documents.get(self._project.conf.root_doc, ".rst")
        suffix = root.suffix if self.markup(root) else ".rst"
        return self._new(self._project.source / "terms" / f"{id_}{suffix}", [])

    def at(self, path: Path, title: str) -> Home:
        """A place in the file that the author has named, a new one or one with other things in it."""
        if not path.exists():
            return self._new(path, self.files)
        for file in self.files:
            if file.source.path.resolve() == path.resolve() and file.entries:
                return self.within(file, title)
        home = self._new(path, self.files)
        return Home(path, home.markup, home.fence, home.indent, read_source(path))

    def within(self, file: Known, title: str) -> Home:
        """A place in a page of entries: by the alphabet if they are in that order, else the end."""
        entries = file.entries
        fence, indent = self._style(file.markup, [file])
        order = collator(self._project.conf.source_language)
        keys = [order.key(entry.title) for entry in entries]
        line = entries[-1].end
        if len(keys) > 1 and all(first <= second for first, second in pairwise(keys)):
            line = _place(file, title, order)
        return Home(file.source.path, file.markup, fence, indent, file.source, line)

    def _new(self, path: Path, near: list[Known]) -> Home:
        markup = self.markup(path)
        assert markup is not None, path
        return Home(path, markup, *self._style(markup, near))

    def _style(self, markup: Markup, near: Iterable[Known]) -> tuple[str, int]:
        """The fence and the indentation that most entries have."""
        found = [entry for file in near if file.markup is markup for entry in file.entries]
        if not found:
            return _FENCES[self._sources.colon_fence], 3
        return _most(entry.fence for entry in found), _most(entry.indent for entry in found)

    def _page(self, shared: list[Known], title: str, category: str) -> Known:
        """Of several pages the one of the title's category, of its letter, or the fullest."""
        letter = collator(self._project.conf.source_language).letter

        def score(file: Known) -> tuple[float, float, int]:
            many = len(file.entries)
            alike = sum(fold(entry.category) == fold(category) for entry in file.entries)
            same = sum(letter(entry.title) == letter(title) for entry in file.entries)
            # A page is one of a category, or of a letter, where most of it is.
            return (
                alike / many if category and 2 * alike > many else 0,
                same / many if 2 * same > many else 0,
                many,
            )

        return max(shared, key=score)


def _place(file: Known, title: str, order: Collator) -> int:
    """The line before which an entry comes, on a page in alphabetical order."""
    entries = file.entries
    number = sum(order.key(entry.title) < order.key(title) for entry in entries)
    before = entries[number - 1] if number else None
    if number == len(entries):
        return entries[-1].end
    if before and order.letter(before.title) == order.letter(title):
        return before.end  # a heading may stand between the two
    line = entries[number].first
    lines = file.page.lines
    while True:
        above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), None)
        if above is None or not _ABOVE.match(lines[above]):
            return line
        line = above


def _most(items: Iterable[_T]) -> _T:
    return Counter(items).most_common(1)[0][0]
