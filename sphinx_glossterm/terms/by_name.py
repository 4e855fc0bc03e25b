"""Look names up: in one glossary, and in all glossaries of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from sphinx_glossterm.terms.entry import Entry, by_glossary, differ_by_sharp_s, exact


@dataclass(frozen=True, slots=True)
class Match:
    """The result of looking up a name.

    Attributes:
        entry: The entry the name leads to.
        candidates: All entries it could mean, with the chosen one; several if the name is ambiguous.
        name: The name, without the glossary's name before it.
        is_across: Whether the candidates are in several glossaries that have equal rank.
    """

    entry: Entry
    candidates: tuple[Entry, ...]
    name: str = field(default="", compare=False)
    is_across: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name belongs to more than one entry."""
        return len(self.candidates) > 1


class _Names:
    """Entries by name, in exact spelling and without regard to case.

    Args:
        fold: Folds names in their language.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        self.fold = fold
        self.exact: dict[str, list[Entry]] = {}
        self.folded: dict[str, list[Entry]] = {}
        self.spellings: dict[tuple[str, str], list[str]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Add a name of *entry*. Add entries in order, and all names of an entry together."""
        names = (self.exact.setdefault(exact(name), []), self.folded.setdefault(self.fold(name), []))
        for found in names:
            if not found or found[-1] is not entry:
                found.append(entry)
        self.spellings.setdefault(entry.key, []).append(name)

    def loosely(self, target: str) -> tuple[list[Entry], str, Callable[[str], str]]:
        """Look *target* up without regard to case.

        Returns:
            The entries with that name, the folded name, and a function that folds names in this way.
        """
        key = self.fold(target)

        def spell(name: str) -> str:
            return "" if differ_by_sharp_s(name, target) else self.fold(name)

        found = self.folded.get(key, [])
        if "ss" in key:  # "Masse" is not "Maße"
            found = [each for each in found if key in map(spell, self.spellings[each.key])]
        return found, key, spell


class EntriesByName:
    """The entries of one glossary by name and by id.

    Args:
        entries: The entries, by document and line.
        fold: Folds names in the source language.
        fold_translated: Folds names in the language of the build.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        fold: Callable[[str], str],
        fold_translated: Callable[[str], str],
    ) -> None:
        # Made ids come after exact names: an author who writes a name may not know them.
        self._by_written_id: dict[str, Entry] = {}
        self._by_made_id: dict[str, Entry] = {}
        self._found: dict[str, Match | None] = {}
        # A name to avoid means nothing, even if it is another entry's name in a different case.
        self._avoided: set[str] = set()
        # Names in the source language take precedence over translated names.
        self._source, self._translated = _Names(fold), _Names(fold_translated)
        for entry in entries:
            if not entry.is_builtin:
                by_id = self._by_made_id if entry.made_id else self._by_written_id
                by_id.setdefault(entry.id, entry)
            for name in entry.names:
                if name.source:
                    self._source.add(name.source, entry)
                if name.written:  # with its markup, as an author may copy it
                    self._source.add(name.written, entry)
                if name.text != name.source:
                    self._translated.add(name.text, entry)
            self._avoided.update(exact(name.source) for name in entry.avoided if name.source)

    def find(self, target: str) -> Match | None:
        """Look *target* up; see :meth:`sphinx_glossterm.terms.glossary.Glossary.find`."""
        if target not in self._found:
            match = self._find(target)
            self._found[target] = match and replace(match, name=target)
        return self._found[target]

    def _find(self, target: str) -> Match | None:
        source, translated = self._source, self._translated
        spelled = exact(target)
        found = (
            _only(self._by_written_id.get(target))
            or _match_source(source.exact.get(spelled), spelled, exact)
            or _match_translated(translated.exact.get(spelled), spelled, exact)
        )
        if found or spelled in self._avoided:
            return found
        return (
            _only(self._by_made_id.get(target))
            or _match_source(*source.loosely(target))
            or _match_translated(*translated.loosely(target))
        )


def _only(entry: Entry | None) -> Match | None:
    return Match(entry, (entry,)) if entry else None


def _match_source(found: list[Entry] | None, key: str, spell: Callable[[str], str]) -> Match | None:
    """The match of a name in the source language.

    Args:
        found: The entries with this name, in order.
        key: The name in the form in which it was found: exact or folded.
        spell: Gives other names the same form.

    Returns:
        The match. An entry with this title comes before those with this alias, abbreviation or form.
    """
    if not found:
        return None
    titles: dict[str, Entry] = {}
    others = []
    for entry in found:
        if spell(entry.title.source) == key:
            # Entries with the same title are reported elsewhere, as duplicates.
            titles.setdefault(exact(entry.title.source), entry)
        else:
            others.append(entry)
    candidates = (*titles.values(), *others)
    return Match(candidates[0], candidates)


def _match_translated(found: list[Entry] | None, key: str, spell: Callable[[str], str]) -> Match | None:
    """The match of a name in the language of the build; see :func:`_match_source`."""
    if not found:
        return None
    titled = (entry for entry in found if spell(entry.title.text) == key)
    return Match(next(titled, found[0]), tuple(found))


class GlossariesByName:
    """The entries of a project by name, in each of its glossaries.

    Args:
        entries: The entries, by document and line.
        fold: Folds names in the source language.
        fold_translated: Folds names in the language of the build.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        fold: Callable[[str], str],
        fold_translated: Callable[[str], str],
    ) -> None:
        self._fold = fold
        self._glossaries = {
            name: EntriesByName(found, fold, fold_translated)
            for name, found in by_glossary(entries, fold).items()
        }
        self._only = self._glossaries[""] if list(self._glossaries) == [""] else None
        self._anywhere: dict[str, Match | None] = {}

    def find(self, target: str, home: str = "") -> Match | None:
        """Look *target* up as a name, then as ``GLOSSARY:name``.

        A plain name is looked up in *home*, then in the default glossary, then in all others.

        Args:
            target: What the author wrote.
            home: The glossary of the text that contains the reference.
        """
        if self._only is not None:  # the usual case: there is only the default glossary
            return self._only.find(target) or (self.within(target) if target[:1] == ":" else None)
        for name in dict.fromkeys((self._fold(home), "")):
            if name in self._glossaries and (found := self._glossaries[name].find(target)):
                return found
        return self._find_anywhere(target) or self.within(target)

    def within(self, target: str) -> Match | None:
        """Look ``GLOSSARY:name`` up; ``:name`` stands for the default glossary, which has no name."""
        glossary, colon, name = target.partition(":")
        found = self._glossaries.get(self._fold(glossary)) if colon else None
        return found.find(name.strip()) if found else None

    def _find_anywhere(self, target: str) -> Match | None:
        """Look a plain name up in all glossaries, if neither its own nor the default one has it."""
        if target not in self._anywhere:
            found = [match for each in self._glossaries.values() if (match := each.find(target))]
            found.sort(key=lambda match: match.entry.place)
            candidates = tuple(entry for match in found for entry in match.candidates)
            self._anywhere[target] = (
                replace(found[0], candidates=candidates, is_across=len(found) > 1) if found else None
            )
        return self._anywhere[target]
