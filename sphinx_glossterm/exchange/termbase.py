"""A glossary in all its languages, as the formats write it: plain records, and no Sphinx.

A build has one language. A :class:`Reading` is the glossary in one language; :func:`merge` joins several
into a :class:`Termbase`. Text without a translation is left out of that language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import quote

from sphinx_glossterm.terms.entry import (
    IN_LISTS,
    Entry,
    Kind,
    Name,
    PartOfSpeech,
    Remark,
    Status,
    make_id,
)
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.ids import share_out
from sphinx_glossterm.terms.iris import site_iri
from sphinx_glossterm.terms.order import Collator

SHOWN: Final = (Kind.TITLE, Kind.ALIAS, Kind.ABBR)
"""The kinds of names that readers see, the preferred one first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The glossary as a build in one language knows it.

    Attributes:
        language: The language, as Sphinx names it.
        title: Name of the project.
        base: Address of the site; empty if it has none.
        entries: All entries of the project.
        labels: Category and tag labels with their translations.
    """

    language: str
    title: str
    base: str
    entries: tuple[Entry, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The names and texts of a concept in one language.

    Attributes:
        names: Its names, title first; ``text`` is empty if there is no translation.
        definition: The short definition as plain text; empty if there is none in this language.
        origin: The source of the definition, if it is given in this language.
        note: The usage note, if it is given in this language.
    """

    names: tuple[Name, ...]
    definition: str
    origin: Remark | None = None
    note: Remark | None = None

    def of(self, *kinds: Kind) -> tuple[str, ...]:
        """The names of some kinds, each once."""
        found = (name.text for kind in kinds for name in self.names if name.kind is kind and name.text)
        return tuple(dict.fromkeys(found))

    @property
    def title(self) -> str:
        """The preferred name; empty if there is none in this language."""
        return next(iter(self.of(Kind.TITLE)), "")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in this language."""
        said = self.definition or self.origin or self.note
        return not (said or any(name.text for name in self.names))


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry in all languages.

    Attributes:
        id: Its identity, unique even if two entries claim the same id.
        document: The document it stands in.
        anchor: The fragment it is reached by.
        status: How settled it is.
        category: The label above the title, in the source language; empty if there is none.
        tags: Labels for filtering, in the source language.
        related: Ids of related entries.
        see: Id of the entry this one only points to; empty for a full entry.
        replaced_by: Id of the entry to use instead of a deprecated one; empty if there is none.
        words: Its words in each language. Apart from the source language, empty ones are left out.
        pos: The part of speech of its title; None if unknown.
        keep: Whether its title and its abbreviation stay as they are in every language.
        page: The address of its page, relative to the site's root; empty if there are no pages.
        glossary: Its glossary, in the source language; empty for the default one.
        local: Its id within its glossary, if an entry of another glossary has the same id; else empty.
    """

    id: str
    document: str
    anchor: str
    status: Status
    category: str
    tags: tuple[str, ...]
    related: tuple[str, ...]
    see: str
    replaced_by: str
    words: Mapping[str, Words]
    pos: PartOfSpeech | None = None
    keep: bool = False
    page: str = ""
    glossary: str = ""
    local: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Its glossary, its category and its tags; the first two may be empty."""
        return self.glossary, self.category, *self.tags

    @property
    def reference(self) -> str:
        """What an author of the project writes to refer to it."""
        return f"{self.glossary}:{self.local}" if self.local else self.id


@dataclass(frozen=True, slots=True)
class Termbase:
    """The whole glossary.

    Attributes:
        title: Name of the project.
        base: Address of the site; empty if it has none.
        source: The language the documents are written in.
        languages: All languages, the source first.
        concepts: All entries, by id.
        labels: For each glossary, category and tag its texts by language.
    """

    title: str
    base: str
    source: str
    languages: tuple[str, ...]
    concepts: tuple[Concept, ...]
    labels: Mapping[str, Mapping[str, str]]

    @property
    def scheme(self) -> str:
        """The IRI of the glossary: the site's address, or else a URN made from the project's name."""
        return self.base or f"urn:glossterm:{quote(make_id(self.title))}"

    def iri(self, concept: str) -> str:
        """The IRI of a concept: its id under the site's address.

        It is not the address of the page, so an entry keeps it when it moves to another page.
        """
        if self.base:
            return f"{self.base}#{concept}"
        return f"{self.scheme}:{quote(concept, safe='')}"

    def scheme_of(self, glossary: str) -> str:
        """The IRI of a glossary; the default one has that of the whole."""
        return self.label_iri("glossary", glossary) if glossary else self.scheme

    def label_iri(self, kind: str, label: str) -> str:
        """The IRI of a ``category``, ``tag`` or ``glossary``. It has a colon, unlike every id."""
        return f"{self.scheme}{'#' if self.base else ':'}{kind}:{quote(label, safe='')}"

    def full(self) -> list[Concept]:
        """The concepts, where those that only point to another have been merged into it.

        Concept formats have no place for an entry that only points to another. Its title and other names
        become other names of the entry it points to.
        """
        known = {concept.id: concept for concept in self.concepts}
        ends = {concept.id: end for concept in self.concepts if (end := _end(concept, known))}
        lent: dict[str, list[Concept]] = {}
        for name, end in ends.items():
            lent.setdefault(end, []).append(known[name])
        found = []
        for concept in self.concepts:
            if concept.id in ends:
                continue
            words = _with_names(concept, lent.get(concept.id, []))
            related = dict.fromkeys(ends.get(other, other) for other in concept.related)
            related.pop(concept.id, None)
            successor = ends.get(concept.replaced_by, concept.replaced_by)
            found.append(replace(concept, words=words, related=tuple(related), replaced_by=successor))
        return found


def _end(concept: Concept, known: Mapping[str, Concept]) -> str:
    """The full entry at the end of a chain of ``see``; empty if there is none."""
    seen = set()
    while concept.see and concept.id not in seen:
        seen.add(concept.id)
        concept = known[concept.see]
    return concept.id if seen and not concept.see else ""


def _with_names(concept: Concept, others: Iterable[Concept]) -> Mapping[str, Words]:
    words = dict(concept.words)
    for other in others:
        for language, theirs in other.words.items():
            mine = words.get(language, Words((), ""))
            given = tuple(
                replace(name, kind=name.kind if name.kind in IN_LISTS else Kind.ALIAS)
                for name in theirs.names
            )
            words[language] = replace(mine, names=(*mine.names, *given))
    return words


# ---------------------------------------------------------------------------------------------
# From readings to one whole


def merge(readings: Sequence[Reading], source: str, order: Collator) -> Termbase:
    """One termbase from the readings of all languages.

    Args:
        readings: One for each language, in the order they are to be written in.
        source: The language the documents are written in; there must be a reading for it.
        order: The order of the source language, for looking up names.
    """
    readings = sorted(readings, key=lambda reading: reading.language != source)
    first = readings[0]
    glossary = Glossary(first.entries, order)
    ids = _identities(glossary)
    words: dict[tuple[str, str], dict[str, Words]] = {entry.key: {} for entry in glossary}
    for reading in readings:
        for entry in reading.entries:
            found = _words(entry, is_source=reading is first)
            if entry.key in words and (reading is first or not found.is_empty):
                words[entry.key][reading.language] = found
    concepts = (_concept(entry, glossary, ids, words[entry.key]) for entry in glossary)
    labels = {label for entry in glossary for _kind, label in entry.labels}
    return Termbase(
        title=first.title,
        base=site_iri(first.base),
        source=source,
        languages=tuple(reading.language for reading in readings),
        concepts=tuple(sorted(concepts, key=lambda concept: concept.id)),
        labels={label: _label(label, readings, source) for label in sorted(labels)},
    )


def merge_one(reading: Reading, source: str, order: Collator) -> Termbase:
    """One termbase from a single reading.

    A build in another language knows the names in both languages, and each definition in the language
    that its readers see.

    Args:
        reading: What was read.
        source: The language the documents are written in.
        order: Order of the source language.
    """
    if reading.language == source:
        return merge([reading], source, order)
    untranslated = replace(reading, language=source, entries=tuple(map(_of_source, reading.entries)))
    return merge([untranslated, reading], source, order)


def _of_source(entry: Entry) -> Entry:
    """An entry without its translatable texts."""
    definition = "" if entry.translated else entry.definition
    origin, note = (None if each and each.translated else each for each in (entry.origin, entry.note))
    return replace(entry, definition=definition, origin=origin, note=note)


def _identities(glossary: Glossary) -> dict[tuple[str, str], str]:
    """The key of each entry, with a unique id. An entry whose id is taken gets a number.

    If entries of two glossaries have one id, the name of the glossary comes before it.
    """
    # Ids of authors come before those made from terms of Sphinx's own glossaries.
    entries = sorted(glossary, key=lambda entry: entry.is_builtin)
    holders: dict[str, set[str]] = {}
    for entry in entries:
        holders.setdefault(entry.id, set()).add(glossary.fold(entry.glossary))
    wanted = [
        f"{make_id(entry.glossary)}-{entry.id}"
        if entry.glossary and len(holders[entry.id]) > 1
        else entry.id
        for entry in entries
    ]
    ids = share_out(wanted, ())
    return {entry.key: id_ for entry, id_ in zip(entries, ids, strict=True)}


def _words(entry: Entry, *, is_source: bool) -> Words:
    avoided = entry.avoided_in(is_source=is_source)
    if is_source:
        names = tuple(replace(name, text=name.source) for name in (*entry.names, *avoided))
        return Words(names, entry.definition, entry.origin, entry.note)
    names = tuple(name if name.translated else replace(name, text="") for name in entry.names)
    origin, note = (each if each and each.translated else None for each in (entry.origin, entry.note))
    return Words((*names, *avoided), entry.definition if entry.translated else "", origin, note)


def _concept(
    entry: Entry,
    glossary: Glossary,
    ids: Mapping[tuple[str, str], str],
    words: Mapping[str, Words],
) -> Concept:
    def identity(target: str) -> str:
        other = glossary.entry(target, entry.glossary)
        # An entry is not related to itself.
        return ids[other.key] if other is not None and other is not entry else ""

    related = dict.fromkeys(map(identity, entry.related))
    return Concept(
        id=ids[entry.key],
        document=entry.docname,
        anchor=entry.anchor,
        status=entry.status,
        category=entry.category,
        tags=entry.tags,
        related=tuple(filter(None, related)),
        see=identity(entry.see),
        replaced_by=identity(entry.replaced_by),
        words=words,
        pos=entry.pos,
        keep=entry.keep,
        glossary=entry.glossary,
        local=entry.id if entry.glossary and ids[entry.key] != entry.id else "",
    )


def _label(label: str, readings: Iterable[Reading], source: str) -> dict[str, str]:
    texts = {
        reading.language: label if reading.language == source else reading.labels.get(label, "")
        for reading in readings
    }
    return {language: text for language, text in texts.items() if text}


# ---------------------------------------------------------------------------------------------
# Names of languages


def is_transliterated(text: str, script: str) -> bool:
    """Whether *text* is all in Latin letters, although its language uses another *script*.

    Args:
        text: A name.
        script: The script that the language is commonly written in, such as ``Deva``.
    """
    letters = [char for char in text if char.isalpha()]
    return (
        script not in {"", "Latn"}
        and bool(letters)
        and all(unicodedata.name(char, "").startswith("LATIN ") for char in letters)
    )


def distinct(groups: Iterable[Iterable[str]]) -> list[list[str]]:
    """Groups of names, each name in the first group that has it: labels of a concept are disjoint."""
    seen: set[str] = set()
    found = []
    for group in groups:
        kept = {name: None for name in group if name not in seen}
        seen.update(kept)
        found.append(list(kept))
    return found
