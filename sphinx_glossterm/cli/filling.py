"""Put the translations of an imported file into the catalogues of a project."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog

from sphinx_glossterm.cli.project import Project
from sphinx_glossterm.cli.replies import Sources
from sphinx_glossterm.cli.source import markup_of
from sphinx_glossterm.exchange.fillings import (
    NAMES,
    TEXTS,
    EntryMessages,
    Filling,
    fillings,
    texts_of,
)
from sphinx_glossterm.exchange.plan import Plan, comparable
from sphinx_glossterm.exchange.termbase import Words
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.messages import LABEL_CATALOGUE
from sphinx_glossterm.migration.drafting import translation
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import Kind
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.translate.po_files import read_catalogue
from sphinx_glossterm.translate.renewal import po_text

_KINDS: Final = frozenset(map(str, NAMES))
_LISTED: Final[dict[str, str]] = {**{str(kind): name for kind, name in NAMES.items()}, **TEXTS}


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation to write.

    Attributes:
        language: The language.
        catalogue: Name of the catalogue.
        entry: Id of its entry; empty for a label.
        part: The part of the entry.
        message: The message.
        text: The new translation.
        plain: The same as plain text, or plain names.
        old: The present translation; empty if there is none.
    """

    language: str
    catalogue: str
    entry: str
    part: str
    message: str
    text: str
    plain: tuple[str, ...] = ()
    old: str = ""


@dataclass(slots=True)
class Translations:
    """The translations that a file has for a project.

    Attributes:
        missing: Translations of messages that have none yet.
        other: Translations of messages that have a different one.
        losses: Sentences about text for which the project has no message.
    """

    missing: list[Translation] = field(default_factory=list)
    other: list[Translation] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many are missing in each language."""
        found: dict[str, int] = {}
        for each in self.missing:
            found[each.language] = found.get(each.language, 0) + 1
        return found


class CataloguesOf:
    """The catalogues of a project, read as they are needed.

    Args:
        project: The project.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[tuple[str, str], list[Catalog]] = {}

    def known(self, language: str, catalogue: str, message: str, *, with_fuzzy: bool = True) -> str:
        """The translation of a message; empty if there is none.

        Args:
            language: The language.
            catalogue: The name of the catalogue.
            message: The message.
            with_fuzzy: Whether fuzzy translations count, because somebody wrote them. For a new entry
                they should not: the update has just guessed them from similar messages.
        """
        for each in self._all(language, catalogue):
            found = each.get(message)
            if found is not None and found.string and (with_fuzzy or not found.fuzzy):
                return str(found.string)
        return ""

    def _all(self, language: str, catalogue: str) -> list[Catalog]:
        key = language, catalogue
        if key not in self._found:
            paths = (folder / f"{catalogue}.po" for folder in self._project.folders(language))
            self._found[key] = [read_catalogue(path, language) for path in paths if path.is_file()]
        return self._found[key]


def translations(
    plan: Plan,
    messages: Mapping[str, EntryMessages],
    project: Project,
    sources: Sources,
    catalogues: CataloguesOf,
    fresh: Container[str] = (),
) -> Translations:
    """Compare an imported file with the catalogues: what they lack, and what they translate differently.

    Args:
        plan: What to import.
        messages: The messages of the project's entries.
        project: The project.
        sources: Its source files.
        catalogues: Its catalogues.
        fresh: The ids of entries that are new or whose text has just changed.
    """
    found = Translations()
    # The file translates another text here than the project has.
    differing = {(each.id, each.part) for each in plan.differences if each.id not in fresh}
    source = project.conf.source_language
    for id_, concept in plan.wanted.items():
        if (own := messages.get(id_)) is None:
            continue
        markup = markup_of(Path(own.file), sources.parsers) or Markup.RST
        for language, words in concept.words.items():
            if language == source:
                continue
            known = partial(catalogues.known, language, own.catalogue, with_fuzzy=id_ not in fresh)
            brought = [
                filling
                for filling in fillings(own, words, keep=concept.keep, known=known)
                if (id_, filling.part) not in differing
            ]
            if lost := [_told(filling) for filling in brought if not filling.message]:
                found.losses.append(
                    f'The entry "{concept.words[source].title}" has no message in {tag_of(source)} that'
                    f" these would translate into {tag_of(language)}: {'; '.join(lost)}."
                )
            for each in _as_written(brought, (language, own.catalogue, id_), markup, known):
                if not each.old:
                    found.missing.append(each)
                elif comparable(each.old) != comparable(each.text):
                    found.other.append(each)
    used = {label for concept in plan.wanted.values() for label in concept.labels}
    found.missing += _labels(plan, used, catalogues)
    return found


def _as_written(
    brought: Iterable[Filling],
    place: tuple[str, str, str],
    markup: Markup,
    known: Callable[[str], str],
) -> Iterator[Translation]:
    """The texts of a file, in the form that catalogues have.

    Args:
        brought: Its texts for one entry in one language.
        place: That language, the catalogue, and the entry.
        markup: The markup of the entry.
        known: Gives the present translation of a message.
    """
    for filling in brought:
        if message := filling.message:
            text = translation(filling.part, filling.text, message, markup)
            plain = (filling.text,) if isinstance(filling.text, str) else filling.text
            yield Translation(*place, filling.part, message, text, plain, known(message))


def really_other(
    found: Iterable[Translation], words: Mapping[str, Mapping[str, Words]]
) -> list[Translation]:
    """The translations that differ from the present ones. Markup does not count.

    Args:
        found: The translations.
        words: What readers of each language see of each entry.
    """
    kept = []
    for each in found:
        own = words.get(each.language, {}).get(each.entry)
        if own is not None and each.part in _KINDS:
            there = {comparable(name) for name in own.of(Kind(each.part))}
        else:
            there = {comparable(texts_of(own).get(each.part, ""))} if own is not None else set()
        if not {comparable(text) for text in each.plain} <= there:
            kept.append(each)
    return kept


def _told(filling: Filling) -> str:
    text = filling.text if isinstance(filling.text, str) else ", ".join(filling.text)
    return f'{_LISTED[filling.part]} "{text}"'


def _labels(plan: Plan, used: set[str], catalogues: CataloguesOf) -> Iterator[Translation]:
    for label, texts in plan.labels.items():
        for language, text in texts.items():
            if label in used and text and not catalogues.known(language, LABEL_CATALOGUE, label):
                yield Translation(language, LABEL_CATALOGUE, "", "label", label, text)


def write_translations(wanted: Iterable[Translation], project: Project) -> int:
    """Write translations into the catalogues, which already have the messages.

    Returns:
        How many were written.
    """
    by_file: dict[Path, tuple[str, list[Translation]]] = {}
    for each in wanted:
        path = project.folders(each.language)[0] / f"{each.catalogue}.po"
        by_file.setdefault(path, (each.language, []))[1].append(each)
    count = 0
    for path, (language, found) in by_file.items():
        if not path.is_file():
            continue
        catalogue = read_catalogue(path, language)
        for each in found:
            if (message := catalogue.get(each.message)) is not None:
                message.string = each.text
                message.flags.discard("fuzzy")
                message.previous_id = []
                count += 1
        replace(path, po_text(catalogue))
    return count
