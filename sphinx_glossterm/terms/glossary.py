"""The glossary as a whole: looking names up, order, neighbours, groups and collisions.

A :class:`Glossary` is built once from all entries of a project and never changed. It holds no
document tree and knows no Sphinx, so that each rule of the glossary is a plain function of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from sphinx_glossterm.terms.alike import CUTOFF, MAX_SUGGESTIONS, KnownNames
from sphinx_glossterm.terms.by_name import GlossariesByName, Match
from sphinx_glossterm.terms.cycles import cycles
from sphinx_glossterm.terms.entry import Entry, IndexPage, MapPage, Name, exact, fold_for
from sphinx_glossterm.terms.order import Collator


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


def _heading(entry: Entry, *, by_abbreviation: bool) -> Name:
    """The name that decides an entry's place in a list."""
    return entry.abbr if by_abbreviation and entry.abbr else entry.title


def _order(entry: Entry, order: Collator, *, by_abbreviation: bool = False) -> tuple[object, ...]:
    """What an entry is sorted by."""
    # By index letter first: ".NET" stands under N, and next to what else stands there.
    name = _heading(entry, by_abbreviation=by_abbreviation)
    letter = order.letter_key(order.letter(name.sort_text))
    return letter, order.key(name.sort_text), order.key(name.text), entry.place


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
        self._own, self._builtin = GlossariesByName(self.own, *folds), GlossariesByName(builtin, *folds)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def at(self, docname: str, anchor: str) -> Entry | None:
        """The entry that stands at *anchor* in *docname*."""
        return self._by_key.get((docname, anchor))

    def find(self, target: str, home: str = "") -> Match | None:
        """What *target* means.

        Of several glossaries, a plain name is looked up in that of the text it stands in, then in the
        default one, then in all others; what none of them has may be ``GLOSSARY:name``.

        In a glossary it may be an id that an author wrote; else an exact name; else an id that was made
        of a title; else a name but for its case, by which "Masse" and "Maße" are two names still. At
        each step a name in the source language goes before one in the language of the build. Where a
        name belongs to several entries, the one that has it as its title is taken, else the first by
        document and line. What an entry says not to write means nothing, unless it is an exact name.
        Whatever entries of ours are called, they go before those of Sphinx's own glossaries; of these a
        name has but one meaning, as Sphinx has warned of others.

        Args:
            target: What the author wrote.
            home: The glossary of the text it stands in.

        Returns:
            The match, or None if no entry has that name.
        """
        if own := self._own.find(target, home):
            return own
        builtin = self._builtin.find(target, home)
        return builtin and replace(builtin, candidates=(builtin.entry,))

    def find_for_term(self, target: str, home: str = "") -> Match | None:
        """What *target* means where Sphinx resolves terms of its own glossaries by itself.

        It knows nothing of the glossary that such a term belongs to.
        """
        return self._own.find(target, home) or self._builtin.within(target)

    def entry(self, target: str, home: str = "") -> Entry | None:
        """The entry that *target* means; an empty one means none."""
        match = self.find(target, home) if target else None
        return match.entry if match else None

    def target_of(self, entry: Entry, home: str = "") -> str:
        """What an author writes to refer to *entry*: its id, or its title where its id is a name.

        That of another glossary stands before it where it means another entry without.

        Args:
            entry: The entry.
            home: The glossary of the text in which the author writes it.
        """
        prefix = f"{entry.glossary}:"
        names = entry.id, entry.title.source
        for name in (*names, *(prefix + name for name in names)):
            match = self.find(name, home)
            if match and match.entry is entry and not match.is_across:
                return name
        return entry.id

    @cached_property
    def glossaries(self) -> tuple[str, ...]:
        """The names of the glossaries that have one, each in the first spelling, as they come first."""
        named: dict[str, str] = {}
        for entry in self.entries:
            if entry.glossary:
                named.setdefault(self.fold(entry.glossary), entry.glossary)
        return tuple(named.values())

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

    def every_name(self) -> Iterator[str]:
        """Whatever an author may write for an entry: its names and its id, of all entries in order."""
        for entry in self.entries:
            for name in entry.names:
                yield from name.spellings
            yield entry.id

    @cached_property
    def _known(self) -> KnownNames:
        return KnownNames(self.every_name(), self.fold)

    @cached_property
    def _known_within(self) -> Mapping[str, KnownNames]:
        """The names in each glossary."""
        names: dict[str, list[str]] = {self.fold(name): [] for name in self.glossaries}
        for entry in self.entries:
            spellings = (text for name in entry.names for text in name.spellings)
            names.setdefault(self.fold(entry.glossary), []).extend((*spellings, entry.id))
        return {glossary: KnownNames(found, self.fold) for glossary, found in names.items()}

    def closest_within(self, target: str) -> tuple[str, ...]:
        """The names nearest to ``GLOSSARY:name``, if that is a glossary which has no such entry."""
        glossary, colon, name = target.partition(":")
        if not (colon and self.glossaries) or self.fold(glossary) not in self._known_within:
            return ()
        closest = self._known_within[self.fold(glossary)].closest(name.strip())
        return tuple(f"{glossary}:{each}" for each in closest)

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
        return self.closest_within(target) or self._known.closest(target)

    @cached_property
    def ordered(self) -> tuple[Entry, ...]:
        """All entries in dictionary order of the language of the build."""
        return self.ordered_by(self.collator)

    def ordered_by(self, collator: Collator) -> tuple[Entry, ...]:
        """All entries in dictionary order of any language."""
        return tuple(sorted(self.entries, key=lambda entry: _order(entry, collator)))

    @cached_property
    def _neighbours(self) -> Mapping[tuple[str, str], tuple[Entry | None, Entry | None]]:
        ordered = (entry for entry in self.ordered if not entry.is_builtin)
        members: dict[str, list[Entry]] = {}
        for entry in ordered:
            members.setdefault(self.fold(entry.glossary), []).append(entry)
        return {
            entry.key: (before, after)
            for found in members.values()
            for before, entry, after in zip([None, *found], found, [*found[1:], None], strict=False)
        }

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries before and after *entry* in its glossary, in dictionary order; None at the ends.

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
        holders = {(self.fold(entry.glossary), entry.id): entry for entry in reversed(self.own)}
        pairs = (
            (entry, holder)
            for entry in self.own
            if entry.made_id not in {"", entry.id}
            and (holder := holders.get((self.fold(entry.glossary), entry.made_id)))
        )
        return tuple(
            (entry, holder)
            for entry, holder in pairs
            if exact(entry.title.source) != exact(holder.title.source)
        )

    @cached_property
    def collisions(self) -> tuple[Collision, ...]:
        """Entries of ours that claim an id or a title that an earlier one has, by document and line.

        Titles that differ by case are two titles. So are those of two glossaries.
        """
        found: list[Collision] = []
        ids: dict[tuple[str, str], Entry] = {}
        titles: dict[tuple[str, str], Entry] = {}
        for entry in self.own:
            glossary = self.fold(entry.glossary)
            by_title = titles.setdefault((glossary, exact(entry.title.source)), entry)
            by_id = ids.setdefault((glossary, entry.id), entry)
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
            other = self.entry(entry.see or entry.replaced_by, entry.glossary)
            if other is not None:
                points[entry.key] = other.key
        # An entry points to one at most, so that a group of them is one circle.
        leads = {key: [other] if other in points else [] for key, other in points.items()}
        for circle, _size in cycles(leads):
            yield [entries[key] for key in circle]

    def variant_labels(self) -> list[tuple[str, str, Entry]]:
        """Glossaries, categories and tags that differ from an earlier one in case or white space only.

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
            The list or map, ``glossary``, ``category`` or ``tags``, the label there, and the closest
            ones there are.
        """
        known: dict[str, dict[str, str]] = {"glossary": {}, "category": {}, "tag": {}}
        for entry in self.entries:
            for kind, label in entry.labels:
                known[kind].setdefault(self.fold(label), label)
        for page in pages:
            asked = [("glossary", "glossary", page.glossary or "")]
            asked.append(("category", "category", page.category))
            asked += [("tags", "tag", tag) for tag in page.tags]
            for option, kind, label in asked:
                if not label:
                    continue
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
