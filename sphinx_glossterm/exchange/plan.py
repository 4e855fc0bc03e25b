"""Plan an import before anything is written: records in, records out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sphinx_glossterm.exchange.fillings import NAMES, texts_of
from sphinx_glossterm.exchange.incoming import Incoming, Loss
from sphinx_glossterm.exchange.termbase import Concept, Termbase
from sphinx_glossterm.terms.entry import exact, fold, is_id, is_visible, make_id
from sphinx_glossterm.terms.ids import share_out
from sphinx_glossterm.terms.languages import primary_of, script_of, tag_of

# What Sphinx makes of dashes and dots in running text.
_TYPED: Final = (("---", "\N{EM DASH}"), ("--", "\N{EN DASH}"), ("...", "\N{HORIZONTAL ELLIPSIS}"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of an entry that the file and the project have differently.

    Attributes:
        id: The entry.
        part: What part of it.
        old: The texts of the project.
        new: The texts of the file.
    """

    id: str
    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import is to do.

    Attributes:
        added: The new entries, with their ids.
        differences: Where existing entries differ.
        wanted: The file's concept of each entry, new or not, by id, with the project's names for
            languages.
        labels: Glossaries, categories and tags in other languages.
        losses: What cannot be imported.
        own: The entries of the project, by id.
    """

    added: tuple[Concept, ...]
    differences: tuple[Difference, ...]
    wanted: Mapping[str, Concept]
    labels: Mapping[str, Mapping[str, str]]
    losses: tuple[Loss, ...]
    own: Mapping[str, Concept]

    def as_written(self, concept: Concept) -> Concept:
        """A concept that names others as an author of the project does."""

        def reference(id_: str) -> str:
            return self.own[id_].reference if id_ in self.own else id_

        return replace(
            concept,
            related=tuple(map(reference, concept.related)),
            see=reference(concept.see),
            replaced_by=reference(concept.replaced_by),
        )


def comparable(text: str) -> str:
    """A text for comparison, without differences of white space and of typography that Sphinx adds.

    >>> comparable('It is "hot" -- very...') == comparable("It is “hot” – very…")
    True
    """
    for typed, sign in _TYPED:
        text = text.replace(typed, sign)
    # Some languages have double quotation marks for single ones.
    return exact(text).replace('"', "'")


def plan(incoming: Incoming, project: Termbase, chosen: Iterable[str], known: Iterable[str]) -> Plan:
    """Work out what an import is to do.

    Args:
        incoming: The content of the file.
        project: The project's entries, in its source language.
        chosen: The languages to import; empty for all of the file.
        known: The languages that the project has.
    """
    return _Planning(incoming, project, set(chosen), list(known)).plan()


class _Planning:
    """An import being worked out.

    Args:
        incoming: The content of the file.
        project: The project's entries.
        chosen: The languages to import; empty for all.
        known: The languages of the project.
    """

    def __init__(
        self, incoming: Incoming, project: Termbase, chosen: set[str], known: list[str]
    ) -> None:
        self._file = incoming.termbase
        self._lines = incoming.lines
        self._source = project.source
        self._losses = list(incoming.losses)
        self._languages = _named(self._file, [project.source, *known, *sorted(chosen)])
        self._chosen = chosen
        self._own = {concept.id: concept for concept in project.concepts}

    def plan(self) -> Plan:
        """The plan."""
        self._tell_of_languages()
        concepts = [found for concept in self._file.concepts if (found := self._usable(concept))]
        ids = self._matched(concepts)
        new = list(self._new(concepts, ids))
        source = self._source
        wishes = [
            concept.id if is_id(concept.id) else make_id(concept.words[source].title) for concept in new
        ]
        given = share_out(wishes, self._own)
        ids |= {concept.id: id_ for concept, id_ in zip(new, given, strict=True)}
        wanted = {
            ids[concept.id]: self._with_targets(concept, ids)
            for concept in concepts
            if concept.id in ids
        }
        return Plan(
            added=tuple(wanted[id_] for id_ in given),
            differences=tuple(
                difference
                for id_, concept in wanted.items()
                if id_ in self._own
                for difference in _differences(self._own[id_], concept, source)
            ),
            wanted=wanted,
            labels=self._labels(),
            losses=tuple(self._losses),
            own=self._own,
        )

    def _is_wanted(self, language: str) -> bool:
        return language == self._source or not self._chosen or language in self._chosen

    def _tell_of_languages(self) -> None:
        for language, own in self._languages.items():
            if not self._is_wanted(own):
                count = sum(language in concept.words for concept in self._file.concepts)
                many = f"{count} entr{'y' if count == 1 else 'ies'}"
                self._losses.append(
                    Loss(0, f"{tag_of(language)} ({many}): the project does not have this language.")
                )

    def _usable(self, concept: Concept) -> Concept | None:
        """A concept with the project's names for languages; None if it cannot be an entry."""
        named = ((self._languages[language], words) for language, words in concept.words.items())
        words = {language: found for language, found in named if self._is_wanted(language)}
        title = words[self._source].title if self._source in words else ""
        if not is_visible(title):
            source = tag_of(self._source)
            self._lose(concept, f"it has no name in {source}, the language of the project.")
            return None
        return replace(concept, words=words)

    def _lose(self, concept: Concept, why: str) -> None:
        names = (words.title for words in concept.words.values() if words.title)
        name = next(names, concept.id)
        self._losses.append(Loss(self._lines.get(concept.id, 0), f'The entry "{name}": {why}'))

    def _matched(self, concepts: Iterable[Concept]) -> dict[str, str]:
        """The project's entry for each concept of the file, by id or else by title."""
        ids = {concept.id: concept.id for concept in concepts if concept.id in self._own}
        free: dict[tuple[str, str], str] = {}
        for own in self._own.values():
            if own.id not in ids:
                free.setdefault(self._titled(own), own.id)
        for concept in concepts:
            if concept.id not in ids and (id_ := free.pop(self._titled(concept), "")):
                ids[concept.id] = id_
        return ids

    def _titled(self, concept: Concept) -> tuple[str, str]:
        """The glossary and the title of a concept, by which it is known where its id is not."""
        return fold(concept.glossary), exact(concept.words[self._source].title)

    def _new(self, concepts: Iterable[Concept], ids: Mapping[str, str]) -> Iterator[Concept]:
        """The concepts that become new entries.

        Two with the same title need ids; otherwise a second import could not recognise them.
        """
        titles = set(map(self._titled, self._own.values()))
        for concept in concepts:
            if concept.id in ids:
                continue
            title = self._titled(concept)
            if title in titles and not is_id(concept.id):
                self._lose(concept, "another entry has the same name, and no id tells the two apart.")
                continue
            titles.add(title)
            yield concept

    def _with_targets(self, concept: Concept, ids: Mapping[str, str]) -> Concept:
        """A concept whose references use the project's ids."""

        def target(name: str) -> str:
            found = ids.get(name) or (name if name in self._own else "")
            if name and not found:
                self._lose(concept, f'it refers to "{name}", which is not an entry of the file.')
            return found

        return replace(
            concept,
            id=ids[concept.id],
            related=tuple(filter(None, map(target, concept.related))),
            see=target(concept.see),
            replaced_by=target(concept.replaced_by),
        )

    def _labels(self) -> dict[str, dict[str, str]]:
        named = self._languages
        return {
            label: {
                own: text
                for language, text in texts.items()
                if (own := named.get(language, "")) and own != self._source and self._is_wanted(own)
            }
            for label, texts in self._file.labels.items()
        }


def _named(file: Termbase, known: list[str]) -> dict[str, str]:
    """The languages of a file, each with the project's name for it.

    ``en_US`` counts as ``en`` if the project has only ``en``, and the file has no other English with
    more entries.
    """
    named = {language: language for language in file.languages if language in known}
    counts = {
        language: sum(language in concept.words for concept in file.concepts)
        for language in file.languages
    }
    for language in sorted(file.languages, key=lambda name: -counts[name]):
        if language not in named:
            alike = (
                own
                for own in known
                if own not in named.values()
                and primary_of(own) == primary_of(language)
                and script_of(own) == script_of(language)
            )
            named[language] = next(alike, language)
    return {language: named[language] for language in file.languages}


def _differences(own: Concept, theirs: Concept, source: str) -> Iterator[Difference]:
    """The differences between a file and an entry. What the file lacks is no difference."""
    mine, new = own.words[source], theirs.words[source]
    for kind in NAMES:
        old, wanted = mine.of(kind), new.of(kind)
        if wanted and set(map(exact, wanted)) != set(map(exact, old)):
            yield Difference(own.id, kind, old, wanted)
    before = texts_of(mine)
    for part, text in texts_of(new).items():
        if comparable(text) != comparable(before.get(part, "")):
            yield Difference(own.id, part, (before[part],) if part in before else (), (text,))
    for part, old_text, text in (
        ("glossary", own.glossary, theirs.glossary),
        ("category", own.category, theirs.category),
        ("replaced-by", own.replaced_by, theirs.replaced_by),
        ("pos", str(own.pos or ""), str(theirs.pos or "")),
    ):
        if text and text != old_text:
            yield Difference(own.id, part, (old_text,) if old_text else (), (text,))
    for part, old_list, found in (
        ("tags", own.tags, theirs.tags),
        ("related", own.related, theirs.related),
    ):
        if found and set(found) != set(old_list):
            yield Difference(own.id, part, old_list, found)
