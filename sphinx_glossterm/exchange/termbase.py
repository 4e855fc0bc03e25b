"""A glossary in all its languages, as the formats write it: plain records, and no Sphinx.

A build is in one language. What was read in each is a :class:`Reading`; :func:`merge` makes one
:class:`Termbase` of them. What a language has not translated is left out of that language.
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
    """What a build in one language knows.

    Attributes:
        language: The language, as Sphinx names it.
        title: Name of the project.
        base: Address of the site; empty if it has none.
        entries: All entries of the project.
        labels: Category and tag labels that have a translation, with it.
    """

    language: str
    title: str
    base: str
    entries: tuple[Entry, ...]
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What a concept is called, and what is said of it, in one language.

    Attributes:
        names: Its names, title first; ``text`` is empty where there is no translation.
        definition: The short definition as plain text; empty if there is none in this language.
        origin: Where the definition is from, if that is said in this language.
        note: How the names are used, likewise.
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
        id: Its identity; one of a kind, even where two entries claim one id.
        document: The document it stands in.
        anchor: The fragment it is reached by.
        status: How settled it is.
        category: The label above the title, in the source language; empty if there is none.
        tags: Labels for filtering, in the source language.
        related: Ids of related entries.
        see: Id of the entry this one only points to; empty for a full entry.
        replaced_by: Id of the entry to use instead of a deprecated one; empty if there is none.
        words: What there is in each language; others than the source's that have nothing are left out.
        pos: What kind of word its title is; None where nobody says.
        keep: Whether its title and its abbreviation stay as they are in every language.
        page: The address it is reached by, as seen from the site's root; empty where there are no pages.
        glossary: The glossary it belongs to, in the source language; empty for the default one.
        local: Its id in its glossary, where that is another: an entry of another glossary has it too.
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
        """The IRI of the whole: the site's address, else a URN made from the project's name."""
        return self.base or f"urn:glossterm:{quote(make_id(self.title))}"

    def iri(self, concept: str) -> str:
        """The IRI of a concept: its id under the site's address.

        Not the address of its page, so that an entry may move to another one and stay the same.
        """
        if self.base:
            return f"{self.base}#{concept}"
        return f"{self.scheme}:{quote(concept, safe='')}"

    @property
    def glossaries(self) -> tuple[str, ...]:
        """The names of the glossaries that have one."""
        return tuple(sorted({concept.glossary for concept in self.concepts if concept.glossary}))

    def scheme_of(self, glossary: str) -> str:
        """The IRI of a glossary; the default one has that of the whole."""
        return self.label_iri("glossary", glossary) if glossary else self.scheme

    def label_iri(self, kind: str, label: str) -> str:
        """The IRI of a ``category``, ``tag`` or ``glossary``; as ids have no colon, none is like it."""
        return f"{self.scheme}{'#' if self.base else ':'}{kind}:{quote(label, safe='')}"

    def full(self) -> list[Concept]:
        """The concepts without those that only point to another, whose names are that one's.

        Formats of concepts have no place for an entry that is nothing but a name: its title becomes
        another name of the entry it points to, and its other names with it.
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
    """The full entry that a chain of ``see`` leads to; empty where it leads nowhere."""
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
    """One termbase of what was read in each language.

    Args:
        readings: One for each language, in the order they are to be written in.
        source: The language the documents are written in; it has to be among them.
        order: Order of the source language, which names are looked up with.
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
    """One termbase of what was read in one language.

    A build in another language than the source's knows the names in both, and each definition in that
    which its readers see.

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
    """An entry without the texts that are translated."""
    definition = "" if entry.translated else entry.definition
    origin, note = (None if each and each.translated else each for each in (entry.origin, entry.note))
    return replace(entry, definition=definition, origin=origin, note=note)


def _identities(glossary: Glossary) -> dict[tuple[str, str], str]:
    """Each entry's key with an id that no other has: what claims one that is taken gets a number.

    Where an entry of another glossary has the same id, that of its glossary stands before it.
    """
    # Those that authors gave go before those made of the terms of Sphinx's own glossaries.
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
    """Whether *text* is in Latin letters only, where its language is written in another *script*.

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
