"""Where a new entry goes, and in what style: next to its neighbour."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from sphinx_glossterm.cli.progress import Progress
from sphinx_glossterm.cli.project import Failure
from sphinx_glossterm.cli.replies import Sources
from sphinx_glossterm.cli.source import Source, markup_of, read_source
from sphinx_glossterm.config import glossary_by
from sphinx_glossterm.migration.migrate import read_page
from sphinx_glossterm.migration.model import Page, SourceEntry
from sphinx_glossterm.terms.entry import fold
from sphinx_glossterm.terms.order import collator

_WANTED: Final = re.compile(r"term::|\{term\}|glossary|termindex")
# The first line of a target or comment that stands before an entry and belongs to it.
_ABOVE: Final = re.compile(r"\.\. +(?!\S+::)\S|\([^)]+\)=\s*$|%")


@dataclass(frozen=True, slots=True)
class Known:
    """A source file that has entries or an index of them.

    Attributes:
        source: Its text.
        page: What is in it.
    """

    source: Source
    page: Page

    @property
    def entries(self) -> list[SourceEntry]:
        """The entries that a new one can stand next to."""
        return [entry for entry in self.page.entries if not entry.is_inside]

    @property
    def is_one_entry(self) -> bool:
        """Whether the file is the page of one entry."""
        return len(self.entries) == 1 and self.entries[0].is_page


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The entry that a new one goes next to.

    Attributes:
        file: The file it is in.
        entry: The entry itself.
        is_after: Whether it comes after the new one.
    """

    file: Known
    entry: SourceEntry
    is_after: bool

    @property
    def line(self) -> int:
        """The line of its file that the new entry comes before, counted from 0."""
        if not self.is_after:
            return self.entry.end
        top = self.entry.first
        for number in reversed(range(top)):
            line = self.file.page.lines[number]
            if not line[:1].strip():
                continue  # blank, or the second line of a comment
            if not _ABOVE.match(line):
                break
            top = number
        return top


_Keyed = tuple[Any, Known, SourceEntry]
"""An entry and its file, with the key that sorts it into dictionary order."""


def read_files(root: Path, sources: Sources, bar: Progress) -> list[Known]:
    """The files of a project with entries, indexes or glossaries.

    Args:
        root: The source folder.
        sources: The source files.
        bar: Shows progress, and names files that cannot be read.
    """
    found = []
    for name, document in sources.documents.items():
        path = root / document
        try:
            if markup := markup_of(path, sources.parsers):
                source = read_source(path)
                if _WANTED.search(source.text):
                    page = read_page(source.text, markup)
                    for entry in page.entries:
                        if entry.glossary is None:
                            entry.glossary = glossary_by(sources.glossaries, name)
                    found.append(Known(source, page))
        except (Failure, ImportError) as error:
            bar.say(f"{error} It has not been looked at.")
        bar.step(name)
    return found


class Neighbourhood:
    """The entries of a project in dictionary order: all, and those of each glossary and category.

    Args:
        files: The files that have entries.
        language: The language that decides the order.
    """

    def __init__(self, files: Sequence[Known], language: str) -> None:
        self._order = collator(language)
        pairs = [(file, entry) for file in files for entry in file.entries]
        keyed = [(self._order.key(entry.title), file, entry) for file, entry in pairs]
        self._all = sorted(keyed, key=itemgetter(0))
        self._alike: dict[tuple[str, str], list[_Keyed]] = {}
        for each in self._all:
            entry = each[2]
            for category in dict.fromkeys((fold(entry.category), "")):
                self._alike.setdefault((fold(entry.glossary or ""), category), []).append(each)

    def key(self, title: str) -> object:
        """The sort key of a title."""
        return self._order.key(title)

    def neighbour(self, title: str, category: str, glossary: str) -> Neighbour | None:
        """The entry that a new one with this title goes next to; None if there are no entries.

        Only entries of the same glossary and category count; if there are none, those of the glossary;
        else all. Of the two that the title falls between in dictionary order, it is the one before. It
        is the one after if none comes before, or if only the one after begins with the same index
        letter.
        """
        home = fold(glossary)
        ranked = self._alike.get((home, fold(category))) or self._alike.get((home, "")) or self._all
        if not ranked:
            return None
        number = bisect_left(ranked, self._order.key(title), key=itemgetter(0))
        letter = self._order.letter(title)
        letters = [
            self._order.letter(entry.title) for _key, _file, entry in ranked[number - 1 : number + 1]
        ]
        is_after = number == 0 or (letters[0] != letter and letter in letters[1:])
        _key, file, entry = ranked[number if is_after else number - 1]
        return Neighbour(file, entry, is_after)


def find_neighbour(
    files: Sequence[Known], title: str, category: str, language: str, glossary: str = ""
) -> Neighbour | None:
    """The entry that a new one goes next to: see :meth:`Neighbourhood.neighbour`.

    Args:
        files: The files that have entries.
        title: The title of the new entry.
        category: Its category; may be empty.
        language: The language that decides the order.
        glossary: Its glossary; empty for the default one.
    """
    return Neighbourhood(files, language).neighbour(title, category, glossary)
