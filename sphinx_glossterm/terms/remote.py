"""Other projects' glossaries: what is known of their entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.terms.by_name import Match
from sphinx_glossterm.terms.entry import Entry
from sphinx_glossterm.terms.glossary import Glossary

FORMAT_VERSION: Final = 3
"""Version of the glossary as JSON. Raised when a program that reads the old format would fail on the
new one."""


@dataclass(frozen=True, slots=True)
class RemoteTitle:
    """The title of an entry of another project, and where it leads.

    Attributes:
        text: The title.
        language: Its language; empty for that of the build.
        uri: The address of the entry.
    """

    text: str
    language: str
    uri: str


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """An entry of another project.

    Attributes:
        entry: What its project says of it. All is plain text.
        project: What its project is called.
        uri: The address of its page, with ``https`` or ``http``.
        source: The language of its names that are not translated; empty for that of the build.
        said: The language of its short definition, likewise.
        see: The full entry that it only points to, be it by way of others; None for a full entry, and
            for one that points nowhere.
        replaced_by: The entry to use instead.
        category: The label above its title; empty if there is none.
        labelled: The language of that label; empty for that of the build.
    """

    entry: Entry
    project: str
    uri: str
    source: str = ""
    said: str = ""
    see: RemoteEntry | None = None
    replaced_by: RemoteTitle | None = None
    category: str = ""
    labelled: str = ""

    @property
    def meant(self) -> RemoteEntry:
        """The entry to read: what it points to, or itself."""
        return self.see or self

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its words other than that of the build."""
        return frozenset(filter(None, (self.source, self.said, self.labelled)))


@dataclass(frozen=True, slots=True)
class RemoteGlossary:
    """The glossary of another project.

    Attributes:
        name: What this project calls it.
        glossary: Its entries, to be asked for names.
        entries: The same, by their keys.
        digest: A fingerprint of what was read.
        languages: The languages of its words other than that of the build.
    """

    name: str
    glossary: Glossary
    entries: Mapping[tuple[str, str], RemoteEntry]
    digest: str
    languages: frozenset[str] = frozenset()

    def find(self, target: str) -> tuple[RemoteEntry, Match] | None:
        """The entry that *target* means here, and what else it could mean."""
        match = self.glossary.find(target)
        return (self.entries[match.entry.key], match) if match else None


@dataclass(frozen=True, slots=True)
class RemoteMatch:
    """What a name was found to mean in the glossaries of other projects.

    Attributes:
        remote: The entry. Readers are led to the one that is :attr:`RemoteEntry.meant`.
        match: What else the name could mean there.
        name: The name without that of the project before it, and without that of a glossary.
        project: What this project calls the other one.
    """

    remote: RemoteEntry
    match: Match
    name: str
    project: str


class RemoteGlossaries:
    """The glossaries of other projects, in the order in which they are asked.

    Args:
        glossaries: The glossaries.
    """

    def __init__(self, glossaries: tuple[RemoteGlossary, ...] = ()) -> None:
        self._glossaries = {each.name: each for each in glossaries}
        self._found: dict[str, RemoteMatch | None] = {}

    def __bool__(self) -> bool:
        return bool(self._glossaries)

    @property
    def digests(self) -> str:
        """What stands for all that was read, to be compared."""
        return " ".join(f"{name} {each.digest}" for name, each in self._glossaries.items())

    @property
    def languages(self) -> frozenset[str]:
        """The languages of their words other than that of the build."""
        return frozenset[str]().union(*(each.languages for each in self._glossaries.values()))

    def of(self, names: Iterable[str]) -> list[RemoteGlossary]:
        """The glossaries of some projects, as far as they could be read."""
        return [self._glossaries[name] for name in names if name in self._glossaries]

    def find(self, target: str) -> RemoteMatch | None:
        """What *target* means: ``PROJECT:name``, or a name that one of them has.

        The name of a project goes before names that happen to begin so; of the projects that have a
        plain name, the first is taken.
        """
        if target not in self._found:
            self._found[target] = self._find(target)
        return self._found[target]

    def closest(self, target: str) -> tuple[str, ...]:
        """The names nearest to ``PROJECT:name``, if it names a project that has no such term."""
        project, _colon, name = target.partition(":")
        if project not in self._glossaries:
            return ()
        return tuple(f"{project}:{each}" for each in self._glossaries[project].glossary.closest(name))

    def _find(self, target: str) -> RemoteMatch | None:
        project, colon, name = target.partition(":")
        if colon and project in self._glossaries and (found := self._glossaries[project].find(name)):
            return RemoteMatch(*found, found[1].name, project)
        for each in self._glossaries.values():
            if found := each.find(target):
                return RemoteMatch(*found, found[1].name, each.name)
        return None
