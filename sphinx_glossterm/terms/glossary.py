"""The glossary as a whole: look-up of names, order, neighbours, groups and collisions.

A :class:`Glossary` is built once from all entries of a project and never changes. It holds no doctree
and does not depend on Sphinx, so each rule of the glossary is a plain function of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from sphinx_glossterm.terms.alike import CUTOFF, MAX_SUGGESTIONS, KnownNames
from sphinx_glossterm.terms.by_name import GlossariesByName, Match
from sphinx_glossterm.terms.cycles import cycles
from sphinx_glossterm.terms.entry import Entry, IndexPage, MapPage, Name, by_glossary, exact, fold_for
from sphinx_glossterm.terms.order import Collator


@dataclass(frozen=True, slots=True)
class Collision:
    """Two entries with the same id or title.

    Attributes:
        name: The id or title.
        first: The entry that references lead to.
        second: The later entry, by document and line.
        is_id: Whether they share the id, not the title.
    """

    name: str
    first: Entry
    second: Entry
    is_id: bool


def _heading(entry: Entry, *, by_abbreviation: bool) -> Name:
    """The name that decides an entry's place in a list."""
    return entry.abbr if by_abbreviation and entry.abbr else entry.title


def _order(entry: Entry, order: Collator, *, by_abbreviation: bool = False) -> tuple[object, ...]:
    """The sort key of an entry."""
    # By index letter first: ".NET" is under N, among the other entries there.
    name = _heading(entry, by_abbreviation=by_abbreviation)
    letter = order.letter_key(order.letter(name.sort_text))
    return letter, order.key(name.sort_text), order.key(name.text), entry.place


class Glossary:
    """All entries of a project.

    Args:
        entries: The entries with settled ids (:func:`sphinx_glossterm.terms.ids.settle`), in any order.
            Their order decides nothing.
        collator: The order of the language of the build.
        source: The language the documents are written in; by default that of the build.

    Attributes:
        entries: All entries, by document and line.
        own: The entries of ``term`` directives, without those of Sphinx's own glossaries.
        fold: Folds names in the source language.
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
        """The entry at *anchor* in the document *docname*; None if there is none.

        It may be any of the entry's anchors (:attr:`Entry.keys`).
        """
        return self._by_key.get((docname, anchor))

    def find(self, target: str, home: str = "") -> Match | None:
        """Look up what *target* means.

        If there are several glossaries, a plain name is looked up in that of the text, then in the
        default one, then in all others. If none of them has it, it may be ``GLOSSARY:name``.

        In each glossary, *target* is compared in this order:

        1. with the ids that authors wrote,
        2. with names in exact spelling,
        3. with the ids made from titles,
        4. with names without regard to case ("Masse" and "Maße" are still two names).

        In steps 2 and 4, names in the source language come before names in the build's language. If
        several entries have the name, the match is the one with that title, or else the first by
        document and line. A name to avoid means nothing, unless it is an exact name.

        Our entries come before those of Sphinx's own glossaries. There a name has one meaning only,
        because Sphinx itself warns of duplicates.

        Args:
            target: What the author wrote.
            home: The glossary of the text that contains the reference.

        Returns:
            The match, or None if no entry has that name.
        """
        if own := self._own.find(target, home):
            return own
        builtin = self._builtin.find(target, home)
        return builtin and replace(builtin, candidates=(builtin.entry,))

    def find_for_term(self, target: str, home: str = "") -> Match | None:
        """Look up the target of a ``:term:`` role, for which Sphinx itself finds built-in terms.

        Sphinx does not know which glossary a built-in term belongs to, so ``GLOSSARY:name`` is looked up
        here for those terms too.

        Args:
            target: What the author wrote.
            home: The glossary of the text that contains the reference.
        """
        return self._own.find(target, home) or self._builtin.within(target)

    def entry(self, target: str, home: str = "") -> Entry | None:
        """The entry that *target* means; None if there is none, or if *target* is empty.

        Args:
            target: What the author wrote.
            home: The glossary of the text that contains the reference.
        """
        match = self.find(target, home) if target else None
        return match.entry if match else None

    def target_of(self, entry: Entry, home: str = "") -> str:
        """The target that an author writes to refer to *entry*.

        It is the id, or the title if the id means another entry. If both do, the name of the glossary
        comes before it: ``GLOSSARY:id``.

        Args:
            entry: The entry.
            home: The glossary of the text that contains the reference.
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
        """The names of the glossaries, in the order and spelling in which entries first have them."""
        named: dict[str, str] = {}
        for entry in self.entries:
            if entry.glossary:
                named.setdefault(self.fold(entry.glossary), entry.glossary)
        return tuple(named.values())

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All names of all entries, in the source and the build's language, each once."""
        names = (name for entry in self.entries for name in entry.names)
        return tuple(dict.fromkeys(text for name in names for text in name.spellings))

    def avoided(self, *, is_source: bool) -> dict[str, tuple[Entry, ...]]:
        """The names to avoid in a language, each with the entries that list it.

        A name of another entry is left out, because an author may mean that entry.

        Args:
            is_source: Whether to return the names of the source language, or those of the translation.
        """
        found: dict[str, list[Entry]] = {}
        used = set(map(exact, self.spellings))
        for entry in self.entries:
            for name in entry.avoided_in(is_source=is_source):
                if exact(name.text) not in used:
                    found.setdefault(name.text, []).append(entry)
        return {name: tuple(entries) for name, entries in found.items()}

    def instead_of(self, target: str) -> tuple[Entry, ...]:
        """The entries that list *target* as a name to avoid."""
        return self._instead.get(self.fold(target), ())

    @cached_property
    def _instead(self) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, dict[Entry, None]] = {}
        for entry in self.own:
            for name in entry.avoided:
                found.setdefault(self.fold(name.text), {})[entry] = None
        return {name: tuple(entries) for name, entries in found.items()}

    def every_name(self) -> Iterator[str]:
        """All names and ids that an author may write, entry by entry."""
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
        """The names most like ``GLOSSARY:name``; none if there is no such glossary.

        Args:
            target: What the author wrote.

        Returns:
            Up to three names with that glossary's name before them, best first.
        """
        glossary, colon, name = target.partition(":")
        if not (colon and self.glossaries) or self.fold(glossary) not in self._known_within:
            return ()
        closest = self._known_within[self.fold(glossary)].closest(name.strip())
        return tuple(f"{glossary}:{each}" for each in closest)

    def closest(self, target: str) -> tuple[str, ...]:
        """The names most like one that was not found.

        Args:
            target: What the author wrote.

        Returns:
            Up to three names as they are written, best first; for a name to avoid, the targets to use
            instead.
        """
        if instead := self.instead_of(target):
            return tuple(map(self.target_of, instead))
        return self.closest_within(target) or self._known.closest(target)

    @cached_property
    def ordered(self) -> tuple[Entry, ...]:
        """All entries in the dictionary order of the build's language."""
        return self.ordered_by(self.collator)

    def ordered_by(self, collator: Collator) -> tuple[Entry, ...]:
        """All entries in the dictionary order of another language."""
        return tuple(sorted(self.entries, key=lambda entry: _order(entry, collator)))

    @property
    def positions(self) -> tuple[int, ...]:
        """The dictionary order of the build's language, as positions in :attr:`entries`."""
        numbers = {id(entry): number for number, entry in enumerate(self.entries)}
        return tuple(numbers[id(entry)] for entry in self.ordered)

    def put_in_order(self, positions: Iterable[int]) -> None:
        """Take over :attr:`positions` from a glossary with the same names, which spares sorting."""
        self.ordered = tuple(map(self.entries.__getitem__, positions))

    @cached_property
    def _neighbours(self) -> Mapping[tuple[str, str], tuple[Entry | None, Entry | None]]:
        ordered = (entry for entry in self.ordered if not entry.is_builtin)
        return {
            entry.key: (before, after)
            for found in by_glossary(ordered, self.fold).values()
            for before, entry, after in zip([None, *found], found, [*found[1:], None], strict=False)
        }

    def neighbours(self, entry: Entry) -> tuple[Entry | None, Entry | None]:
        """The entries before and after *entry* in its glossary, in dictionary order; None at the ends.

        Entries of Sphinx's own glossaries are left out, because they have no navigation.

        Args:
            entry: The entry.

        Raises:
            KeyError: *entry* is itself one of Sphinx's own.
        """
        return self._neighbours[entry.key]

    def letters(
        self, entries: Iterable[Entry], *, by_abbreviation: bool = False
    ) -> dict[str, list[Entry]]:
        """Group *entries* by index letter.

        Args:
            entries: The entries, in dictionary order.
            by_abbreviation: Whether the abbreviation decides the letter, not the title.

        Returns:
            The entries by letter. The letters are in the order of the build's language.
        """
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            name = _heading(entry, by_abbreviation=by_abbreviation)
            groups.setdefault(self.collator.letter(name.sort_text), []).append(entry)
        return {letter: groups[letter] for letter in sorted(groups, key=self.collator.letter_key)}

    def listed(self, page: IndexPage) -> list[Entry]:
        """The entries for the list *page* in dictionary order, without regard to its ``scope``."""
        found = [entry for entry in self.ordered if page.lists(entry, self._language)]
        if page.is_of_abbreviations:
            found.sort(key=lambda entry: _order(entry, self.collator, by_abbreviation=True))
        return found

    def mapped(self, page: MapPage) -> list[Entry]:
        """The entries with the labels of the map *page*, in dictionary order."""
        return [entry for entry in self.ordered if page.shows(entry, self._language)]

    @cached_property
    def numbered(self) -> tuple[tuple[Entry, Entry], ...]:
        """Entries whose id got a number, each with the entry that has the id without one; in order.

        Entries that share a title are left out, because they are reported as duplicates.
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
        """Our entries that have the id or title of an earlier entry, by document and line.

        Titles that differ in case, or are in different glossaries, do not collide.
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
        """Find entries that point to each other in a circle, by ``see`` or ``replaced_by``.

        Yields:
            The entries of a circle, each before the one it points to, beginning with the first by
            document and line.
        """
        entries = {entry.key: entry for entry in self.own}
        points: dict[tuple[str, str], tuple[str, str]] = {}
        for entry in self.own:
            other = self.entry(entry.see or entry.replaced_by, entry.glossary)
            if other is not None:
                points[entry.key] = other.key
        # An entry points to at most one other, so each group is a single circle.
        leads = {key: [other] if other in points else [] for key, other in points.items()}
        for circle, _size in cycles(leads):
            yield [entries[key] for key in circle]

    def variant_labels(self) -> list[tuple[str, str, Entry]]:
        """Find labels that differ from an earlier one only in case or white space.

        Labels are the names of glossaries, categories and tags.

        Returns:
            For each, the label, the earlier spelling, and the entry with the label.
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
        """Find labels in the options of lists and maps that no entry has.

        Args:
            pages: The lists and maps.

        Yields:
            The list or map; the option, which is ``glossary``, ``category`` or ``tags``; the label; and
            the most similar labels that entries have.
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
        """Find the places that refer to each entry.

        Args:
            references: For each document, its references: the anchor of the entry that contains the
                reference (empty outside entries), and the entry it leads to.

        Returns:
            By the key of each entry, the places that refer to it: keys of other entries, or a document's
            name with an empty anchor. References from the entry itself, or from text outside entries in
            its own document, do not count.
        """
        places: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
        for docname in sorted(references):
            for anchor, entry in references[docname]:
                place = (docname, anchor)
                if place == entry.key or (not anchor and docname == entry.docname):
                    continue
                places.setdefault(entry.key, {})[place] = None
        return {key: tuple(found) for key, found in places.items()}
