"""The glossary as a whole: looking names up, order, neighbours, groups and collisions.

A :class:`Glossary` is built once from all entries of a project and never changed. It holds no
document tree and knows no Sphinx, so that each rule of the glossary is a plain function of records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from sphinx_glossterm.terms.alike import CUTOFF, MAX_SUGGESTIONS, KnownNames
from sphinx_glossterm.terms.cycles import cycles
from sphinx_glossterm.terms.entry import (
    Entry,
    IndexPage,
    MapPage,
    Name,
    differ_by_sharp_s,
    exact,
    fold_for,
)
from sphinx_glossterm.terms.order import Collator


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was found to mean.

    Attributes:
        entry: The entry it leads to.
        candidates: All entries it could mean, the chosen one among them; more than one is ambiguous.
    """

    entry: Entry
    candidates: tuple[Entry, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether the name belongs to more than one entry."""
        return len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class Collision:
    """Two entries that claim one id or one title.

    Attributes:
        name: The id or title.
        first: The entry that references lead to.
        second: The one that comes later, by document and line.
        is_id: Whether the id is shared (else the title).
    """

    name: str
    first: Entry
    second: Entry
    is_id: bool


class _Names:
    """Entries by name, in the very spelling and without regard to case.

    Args:
        fold: How names are folded in their language.
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        self.fold = fold
        self.exact: dict[str, list[Entry]] = {}
        self.folded: dict[str, list[Entry]] = {}
        self.spellings: dict[tuple[str, str], list[str]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Note that *entry* has *name*; entries come in order, all names of one together."""
        names = (self.exact.setdefault(exact(name), []), self.folded.setdefault(self.fold(name), []))
        for found in names:
            if not found or found[-1] is not entry:
                found.append(entry)
        self.spellings.setdefault(entry.key, []).append(name)

    def loosely(self, target: str) -> tuple[list[Entry], str, Callable[[str], str]]:
        """The entries that have *target* in some case, its form, and what gives names that form."""
        key = self.fold(target)

        def spell(name: str) -> str:
            return "" if differ_by_sharp_s(name, target) else self.fold(name)

        found = self.folded.get(key, [])
        if "ss" in key:  # "Masse" is not "Maße"
            found = [each for each in found if key in map(spell, self.spellings[each.key])]
        return found, key, spell


class _Lookup:
    """Entries by name, and by id where an author may know it.

    Args:
        entries: The entries, by document and line.
        fold: How names are folded in the source language.
        fold_translated: How they are in the language of the build.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        fold: Callable[[str], str],
        fold_translated: Callable[[str], str],
    ) -> None:
        # An id that was made of a title is what nobody may have in mind who writes a name.
        self._by_written_id: dict[str, Entry] = {}
        self._by_made_id: dict[str, Entry] = {}
        self._found: dict[str, Match | None] = {}
        # What is not to be written means nothing, though it be a name but for its case.
        self._avoided: set[str] = set()
        # What authors write goes before what translators made of another entry's name.
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
        if target not in self._found:
            self._found[target] = self._find(target)
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


def _heading(entry: Entry, *, by_abbreviation: bool) -> Name:
    """The name that decides an entry's place in a list."""
    return entry.abbr if by_abbreviation and entry.abbr else entry.title


def _order(entry: Entry, order: Collator, *, by_abbreviation: bool = False) -> tuple[object, ...]:
    """What an entry is sorted by."""
    # By index letter first: ".NET" stands under N, and next to what else stands there.
    name = _heading(entry, by_abbreviation=by_abbreviation)
    letter = order.letter_key(order.letter(name.sort_text))
    return letter, order.key(name.sort_text), order.key(name.text), entry.place


def _only(entry: Entry | None) -> Match | None:
    return Match(entry, (entry,)) if entry else None


def _match_source(found: list[Entry] | None, key: str, spell: Callable[[str], str]) -> Match | None:
    """What a name in the source language means, of the entries that have it.

    Args:
        found: These entries, in order.
        key: The name, in the form that it was found in.
        spell: What gives names that form.
    """
    if not found:
        return None
    titles: dict[str, Entry] = {}
    others = []
    for entry in found:
        if spell(entry.title.source) == key:
            # Two entries of one title have been reported as duplicates, where they stand.
            titles.setdefault(exact(entry.title.source), entry)
        else:
            others.append(entry)
    candidates = (*titles.values(), *others)
    return Match(candidates[0], candidates)


def _match_translated(found: list[Entry] | None, key: str, spell: Callable[[str], str]) -> Match | None:
    """What a name in the language of the build means; see :func:`_match_source`."""
    if not found:
        return None
    titled = (entry for entry in found if spell(entry.title.text) == key)
    return Match(next(titled, found[0]), tuple(found))


class Glossary:
    """All entries of a project, ready to be asked.

    Args:
        entries: The entries, in any order: what is read first never decides anything. Their ids are
            settled (:func:`sphinx_glossterm.terms.ids.settle`).
        collator: Order of the language of the build.
        source: The language the documents are written in; by default that of the build.

    Attributes:
        entries: All entries, by document and line.
        own: Those that stand in a ``term``, and not in one of Sphinx's own glossaries.
        fold: How names are folded in the source language.
    """

    def __init__(self, entries: Iterable[Entry], collator: Collator, source: str = "") -> None:
        self.collator = collator
        self._language = source or collator.language
        self.fold = fold_for(self._language)
        self.entries: tuple[Entry, ...] = tuple(sorted(entries, key=lambda entry: entry.place))
        self.own = tuple(entry for entry in self.entries if not entry.is_builtin)
        builtin = [entry for entry in self.entries if entry.is_builtin]
        self._by_key = {key: entry for entry in (*builtin, *self.own) for key in entry.keys}
        folds = self.fold, fold_for(collator.language)
        self._own, self._builtin = _Lookup(self.own, *folds), _Lookup(builtin, *folds)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def at(self, docname: str, anchor: str) -> Entry | None:
        """The entry that stands at *anchor* in *docname*."""
        return self._by_key.get((docname, anchor))

    def find(self, target: str) -> Match | None:
        """What *target* means.

        It may be an id that an author wrote; else an exact name; else an id that was made of a title;
        else a name but for its case, by which "Masse" and "Maße" are two names still. At each step a
        name in the source language goes before one in the language of the build. Where a name belongs to
        several entries, the one that has it as its title is taken, else the first by document and line.
        What an entry says not to write means nothing, unless it is an exact name.
        Whatever entries of ours are called, they go before those of Sphinx's own glossaries; of these a
        name has but one meaning, as Sphinx has warned of others.

        Returns:
            The match, or None if no entry has that name.
        """
        if own := self._own.find(target):
            return own
        builtin = self._builtin.find(target)
        return Match(builtin.entry, (builtin.entry,)) if builtin else None

    def entry(self, target: str) -> Entry | None:
        """The entry that *target* means; an empty one means none."""
        match = self.find(target) if target else None
        return match.entry if match else None

    def target_of(self, entry: Entry) -> str:
        """What an author writes to refer to *entry*: its id, or its title where its id is a name."""
        title = entry.title.source
        return title if self.entry(entry.id) is not entry and self.entry(title) is entry else entry.id

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All names of all entries, in the source language and in that of the build, each once."""
        names = (name for entry in self.entries for name in entry.names)
        return tuple(dict.fromkeys(text for name in names for text in name.spellings))

    def avoided(self, *, is_source: bool) -> dict[str, tuple[Entry, ...]]:
        """The names that are not to be used in a language, each with the entries that say so.

        Not one that an entry has: who says it may mean that one.

        Args:
            is_source: Whether it is the source language, and not that of a translation.
        """
        found: dict[str, list[Entry]] = {}
        used = set(map(exact, self.spellings))
        for entry in self.entries:
            for name in entry.avoided_in(is_source=is_source):
                if exact(name.text) not in used:
                    found.setdefault(name.text, []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    def instead_of(self, target: str) -> tuple[Entry, ...]:
        """The entries that are not to be called *target*, which nobody has for a name."""
        return self._instead.get(self.fold(target), ())

    @cached_property
    def _instead(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, dict[Entry, None]] = {}
        for entry in self.own:
            for name in entry.avoided:
                found.setdefault(self.fold(name.text), {})[entry] = None
        return {name: tuple(entries) for name, entries in found.items()}

    def find_own(self, target: str) -> Match | None:
        """What *target* means among the entries of ours."""
        return self._own.find(target)

    def every_name(self) -> Iterator[str]:
        """Whatever an author may write for an entry: its names and its id, of all entries in order."""
        for entry in self.entries:
            for name in entry.names:
                yield from name.spellings
            yield entry.id

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self.every_name(), self.fold)

    def closest(self, target: str) -> tuple[str, ...]:
        """The names nearest to one that was not found.

        Args:
            target: What the author wrote.

        Returns:
            Up to three names as they are written, best first; for a name that is not to be used, those
            to use instead.
        """
        if instead := self.instead_of(target):
            return tuple(map(self.target_of, instead))
        return self._known.closest(target)

    @cached_property
    def ordered(self) -> tuple[Entry, ...]:
        """All entries in dictionary order of the language of the build."""
        return self.ordered_by(self.collator)

    def ordered_by(self, collator: Collator) -> tuple[Entry, ...]:
        """All entries in dictionary order of any language."""
        return tuple(sorted(self.entries, key=lambda entry: _order(entry, collator)))

    @cached_property
    def _neighbours(self) -> Mapping[tuple[str, str], tuple[Entry | None, Entry | None]]:
        ordered = [entry for entry in self.ordered if not entry.is_builtin]
        around = zip([None, *ordered], ordered, [*ordered[1:], None], strict=False)
        return {entry.key: (before, after) for before, entry, after in around}

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries before and after *entry* in dictionary order; None at the ends.

        Those of Sphinx's own glossaries are passed over: there is no way on from them.
        """
        return self._neighbours[entry.key]

    def letters(
        self, entries: Iterable[Entry], *, by_abbreviation: bool = False
    ) -> dict[str, list[Entry]]:
        """*entries*, which must be in order, grouped by index letter, the groups in order too.

        Args:
            entries: The entries.
            by_abbreviation: Whether their abbreviations have the letters, and not their titles.
        """
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            name = _heading(entry, by_abbreviation=by_abbreviation)
            groups.setdefault(self.collator.letter(name.sort_text), []).append(entry)
        return {letter: groups[letter] for letter in sorted(groups, key=self.collator.letter_key)}

    def listed(self, page: IndexPage) -> list[Entry]:
        """The entries that *page* may list, wherever they are used, in dictionary order."""
        found = [entry for entry in self.ordered if page.lists(entry, self._language)]
        if page.is_of_abbreviations:
            found.sort(key=lambda entry: _order(entry, self.collator, by_abbreviation=True))
        return found

    def mapped(self, page: MapPage) -> list[Entry]:
        """The entries that *page* may show, however they are related, in dictionary order."""
        return [entry for entry in self.ordered if page.shows(entry, self._language)]

    @cached_property
    def numbered(self) -> tuple[tuple[Entry, Entry], ...]:
        """Entries whose ids got a number, each with the one that has the id without; in order.

        Not those that share their title, as they have been reported.
        """
        holders = {entry.id: entry for entry in reversed(self.own)}
        pairs = (
            (entry, holders[entry.made_id])
            for entry in self.own
            if entry.made_id not in {"", entry.id} and entry.made_id in holders
        )
        return tuple(
            (entry, holder)
            for entry, holder in pairs
            if exact(entry.title.source) != exact(holder.title.source)
        )

    @cached_property
    def collisions(self) -> tuple[Collision, ...]:
        """Entries of ours that claim an id or a title that an earlier one has, by document and line.

        Titles that differ by case are two titles.
        """
        found: list[Collision] = []
        ids: dict[str, Entry] = {}
        titles: dict[str, Entry] = {}
        for entry in self.own:
            by_title = titles.setdefault(exact(entry.title.source), entry)
            by_id = ids.setdefault(entry.id, entry)
            if by_title is not entry:
                found.append(Collision(entry.title.source, by_title, entry, is_id=False))
            elif by_id is not entry:
                found.append(Collision(entry.id, by_id, entry, is_id=True))
        return tuple(found)

    def pointer_cycles(self) -> Iterator[list[Entry]]:
        """Entries that point to each other, by ``see`` or ``replaced_by``: a reader never arrives.

        Yields:
            The entries of a circle, each before the one that it points to, the first of all at its head.
        """
        entries = {entry.key: entry for entry in self.own}
        points: dict[tuple[str, str], tuple[str, str]] = {}
        for entry in self.own:
            other = self.entry(entry.see or entry.replaced_by)
            if other is not None:
                points[entry.key] = other.key
        # An entry points to one at most, so that a group of them is one circle.
        leads = {key: [other] if other in points else [] for key, other in points.items()}
        for circle, _size in cycles(leads):
            yield [entries[key] for key in circle]

    def variant_labels(self) -> list[tuple[str, str, Entry]]:
        """Categories, and tags, that differ from an earlier one in case or white space only.

        Returns:
            The label, the earlier spelling, and the entry with the label.
        """
        first: dict[tuple[str, str], str] = {}
        found = []
        for entry in self.entries:
            for kind, label in entry.labels:
                spelling = first.setdefault((kind, self.fold(label)), label)
                if spelling != label:
                    found.append((label, spelling, entry))
        return found

    def unknown_labels(
        self, pages: Iterable[IndexPage | MapPage]
    ) -> Iterator[tuple[IndexPage | MapPage, str, str, tuple[str, ...]]]:
        """Labels that lists and maps ask for, and no entry has.

        Args:
            pages: The lists and maps.

        Yields:
            The list or map, ``category`` or ``tags``, the label there, and the closest ones there are.
        """
        known: dict[str, dict[str, str]] = {"category": {}, "tag": {}}
        for entry in self.entries:
            for kind, label in entry.labels:
                known[kind].setdefault(self.fold(label), label)
        for page in pages:
            asked = [("category", "category", page.category)] if page.category else []
            for option, kind, label in [*asked, *(("tags", "tag", tag) for tag in page.tags)]:
                folded = self.fold(label)
                if folded not in known[kind]:
                    near = get_close_matches(folded, known[kind], n=MAX_SUGGESTIONS, cutoff=CUTOFF)
                    yield page, option, label, tuple(known[kind][name] for name in near)

    def mentions(
        self, references: Mapping[str, Iterable[tuple[str, Entry]]]
    ) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
        """Who refers to whom.

        Args:
            references: For each document, where in it a reference stands (the anchor of an entry, or
                nothing for text outside entries), and the entry that it leads to.

        Returns:
            For each entry's key, the places that refer to it: keys of entries, or a document's name
            with an empty anchor. An entry does not mention itself, nor does the text around it.
        """
        places: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        for docname in sorted(references):
            for anchor, entry in references[docname]:
                place = (docname, anchor)
                if place == entry.key or (not anchor and docname == entry.docname):
                    continue
                places.setdefault(entry.key, {})[place] = None
        return {key: tuple(found) for key, found in places.items()}
