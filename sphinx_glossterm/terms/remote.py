"""The entries of other projects' glossaries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.terms.by_name import Match
from sphinx_glossterm.terms.entry import Entry
from sphinx_glossterm.terms.glossary import Glossary

FORMAT_VERSION: Final = 3
"""Version of the glossary as JSON. It is raised when programs for the old format cannot read the new."""


@dataclass(frozen=True, slots=True)
class RemoteTitle:
    """The title of an entry of another project, with its address.

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
        entry: The entry itself, all in plain text.
        project: The title of its project.
        uri: The address of its page, with ``https`` or ``http``.
        source: The language of its untranslated names; empty for that of the build.
        said: The language of its short definition; empty for that of the build.
        see: The full entry that it points to, directly or through others; None for a full entry, and
            for one that points nowhere.
        replaced_by: The entry to use instead of a deprecated one.
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
        """The entry to read: the one it points to, or itself."""
        return self.see or self

    @property
    def languages(self) -> frozenset[str]:
        """The languages of its texts, without that of the build."""
        return frozenset(filter(None, (self.source, self.said, self.labelled)))


@dataclass(frozen=True, slots=True)
class RemoteGlossary:
    """The glossary of another project.

    Attributes:
        name: The name that this project gives it (in ``glossterm_remote``).
        glossary: Its entries, for look-up by name.
        entries: The same entries by their keys.
        digest: A fingerprint of the data.
        languages: The languages of its texts, without that of the build.
    """

    name: str
    glossary: Glossary
    entries: Mapping[tuple[str, str], RemoteEntry]
    digest: str
    languages: frozenset[str] = frozenset()

    def find(self, target: str) -> tuple[RemoteEntry, Match] | None:
        """The entry that *target* means here, and the match with all candidates."""
        match = self.glossary.find(target)
        return (self.entries[match.entry.key], match) if match else None


@dataclass(frozen=True, slots=True)
class RemoteMatch:
    """The result of looking up a name in the glossaries of other projects.

    Attributes:
        remote: The entry. References lead readers to its :attr:`RemoteEntry.meant`.
        match: The match in that glossary, with all candidates.
        name: The name, without the names of a project and of a glossary before it.
        project: The name that this project gives the other one.
    """

    remote: RemoteEntry
    match: Match
    name: str
    project: str


class RemoteGlossaries:
    """The glossaries of other projects.

    Args:
        glossaries: The glossaries, in the order of look-up.
    """

    def __init__(self, glossaries: tuple[RemoteGlossary, ...] = ()) -> None:
        self._glossaries = {each.name: each for each in glossaries}
        self._found: dict[str, RemoteMatch | None] = {}

    def __bool__(self) -> bool:
        return bool(self._glossaries)

    @property
    def digests(self) -> str:
        """A fingerprint of all the data."""
        return " ".join(f"{name} {each.digest}" for name, each in self._glossaries.items())

    @property
    def languages(self) -> frozenset[str]:
        """The languages of their texts, without that of the build."""
        return frozenset[str]().union(*(each.languages for each in self._glossaries.values()))

    def of(self, names: Iterable[str]) -> list[RemoteGlossary]:
        """The glossaries with these names; those that could not be read are left out."""
        return [self._glossaries[name] for name in names if name in self._glossaries]

    def find(self, target: str) -> RemoteMatch | None:
        """Look up ``PROJECT:name``, or a plain name.

        ``PROJECT:name`` comes first, even if a plain name has the same text. If several projects have a
        plain name, the match is in the first of them.

        Args:
            target: What the author wrote.

        Returns:
            The match, or None if no project has that name.
        """
        if target not in self._found:
            self._found[target] = self._find(target)
        return self._found[target]

    def closest(self, target: str) -> tuple[str, ...]:
        """The names most like ``PROJECT:name``, with the project before them, best first.

        Args:
            target: What the author wrote.

        Returns:
            Up to three names; none if there is no such project.
        """
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
