"""Opt-in checks of a glossary's quality: each a plain function of records.

:data:`CHECKS` is the table of them. A check finds :class:`Finding` records. A build gives them as
warnings (:mod:`~sphinx_glossterm.checks.report`), and ``glossterm check`` as a table. Each check takes
time in proportion to the glossary and its references; ``unlinked`` and ``avoid`` read all text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.messages import Warn, listing
from sphinx_glossterm.terms.cycles import cycles
from sphinx_glossterm.terms.entry import Entry, Mention, OneSided, Status, fold
from sphinx_glossterm.terms.glossary import Glossary

_ARTICLE: Final = re.compile(r"(?:an?|the)\s+")
_LISTED: Final = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a check.

    Attributes:
        check: Which check it was.
        docname: The document to correct.
        line: The line in it (1-based); 0 if only the document is known.
        message: What is wrong and what to do.
        term: Id of the entry it is about.
        file: The included file with that line; empty for the document's own file.
        reference: If references are to be corrected: one of them, to find the lines of all that are
            alike.
    """

    check: Warn
    docname: str
    line: int
    message: str
    term: str = ""
    file: str = ""
    reference: Mention | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A plain mention of an entry that comes before any reference to it in its document.

    Attributes:
        docname: The document.
        line: Line of the paragraph (1-based).
        words: Its text.
        entry: The entry that it mentions.
        file: As in :class:`Finding`.
    """

    docname: str
    line: int
    words: str
    entry: Entry
    file: str = ""


@dataclass(frozen=True, slots=True)
class Misnamed:
    """A use of a name to avoid.

    Attributes:
        docname: The document.
        line: The line (1-based).
        words: Its text.
        entries: The entries that list this name in ``:avoid:``.
        file: As in :class:`Finding`.
    """

    docname: str
    line: int
    words: str
    entries: tuple[Entry, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What checks look at.

    Attributes:
        glossary: All entries.
        references: For each document its references that lead to entries, with the entries.
        one_sided: For each document its comparisons with one side.
        spoken: Finds plain mentions of entries; reads all text.
        misnamed: Finds uses of names to avoid; reads all text.
        definition_words: How many words a short definition may have.
        path: Gives the file name of a document.
    """

    glossary: Glossary
    references: Mapping[str, Sequence[tuple[Mention, Entry]]]
    one_sided: Mapping[str, Sequence[OneSided]]
    spoken: Callable[[], Iterable[Spoken]]
    misnamed: Callable[[], Iterable[Misnamed]]
    definition_words: int
    path: Callable[[str], str]

    def named(self, entry: Entry, *targets: str) -> dict[tuple[str, str], Entry]:
        """The other entries that *entry* names in its options, by their keys."""
        found = filter(None, (self.glossary.entry(target, entry.glossary) for target in targets))
        return {other.key: other for other in found if other is not entry}

    def place(self, entry: Entry) -> str:
        """An entry with its place, for a sentence."""
        return f'"{entry.title.source}" ({self.line(entry)})'

    def line(self, entry: Entry) -> str:
        """The file and line of an entry."""
        return f"{entry.file or self.path(entry.docname)}, line {entry.line}"

    @property
    def defined(self) -> Iterator[Entry]:
        """The entries with a short definition in the language of the build.

        Untranslated ones are in the source language.
        """
        return (entry for entry in self.glossary if entry.definition and entry.translated)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        warn: Its warning, with its name and what it looks for.
        find: The function that finds.
        is_textual: Whether it looks at text, and so runs again for a translation. The others find the
            same in every language.
    """

    warn: Warn
    find: Callable[[Material], Iterable[Finding]]
    is_textual: bool = False

    @property
    def name(self) -> str:
        """Its name in ``glossterm_checks``, and the subtype of its warnings."""
        return self.warn.subtype


def run_checks(checks: Iterable[Check], material: Material) -> list[Finding]:
    """The findings of some checks, by document and line."""
    found = [finding for check in checks for finding in check.find(material)]
    return sorted(found, key=lambda finding: (finding.docname, finding.file, finding.line))


def _finding(check: Warn, entry: Entry, message: str) -> Finding:
    return Finding(check, entry.docname, entry.line, message, entry.id, entry.file)


# ---- references and relations


def _orphans(material: Material) -> Iterator[Finding]:
    wanted: set[tuple[str, str]] = set()
    for docname, references in material.references.items():
        for mention, entry in references:
            if (docname, mention.anchor) not in entry.keys:
                wanted.add(entry.key)
    for entry in material.glossary:
        wanted.update(material.named(entry, *entry.related, entry.see, entry.replaced_by))
    for entry in material.glossary:
        # Not reported: an entry that only points to another, which readers look up; a deprecated one,
        # which nobody should refer to; and one that shares its title with another, which nobody can
        # refer to.
        if entry.key in wanted or entry.see or entry.status is Status.DEPRECATED:
            continue
        if material.glossary.entry(entry.title.source, entry.glossary) is entry:
            yield _finding(
                Warn.ORPHAN,
                entry,
                f'Nothing refers to "{entry.title.source}": link to it where the text mentions it, or'
                ' name it in the ":related:" of another entry.',
            )


def _unlinked(material: Material) -> Iterator[Finding]:
    for spoken in material.spoken():
        if spoken.entry.status is Status.DEPRECATED:  # which nobody should refer to
            continue
        words, title = spoken.words, spoken.entry.title.text
        first = f'"{words}" is the first mention of "{title}" in this document, but not a link'
        if fold(words) == fold(title):
            first = f'The first mention of "{title}" in this document is not a link'
        message = f'{first}: make it a ":term:".'
        yield Finding(Warn.UNLINKED, spoken.docname, spoken.line, message, spoken.entry.id, spoken.file)


def _one_way(material: Material) -> Iterator[Finding]:
    partners = {entry.key: material.named(entry, *entry.related) for entry in material.glossary}
    waiting: dict[tuple[str, str], list[Entry]] = {}
    for entry in material.glossary:
        for other in partners[entry.key].values():
            # A deprecated entry points to its successor, and nobody should name it as related.
            is_old = Status.DEPRECATED in {entry.status, other.status}
            can_name = not (is_old or other.see or other.is_builtin)
            if can_name and entry.key not in partners[other.key]:
                waiting.setdefault(other.key, []).append(entry)
    for entry in material.glossary:
        if others := waiting.get(entry.key):
            them = _enumerate(map(material.place, others))
            ids = ", ".join(material.glossary.target_of(other, entry.glossary) for other in others)
            yield _finding(
                Warn.ONE_WAY,
                entry,
                f'"{entry.title.source}" is named as related by {them}, but not the other way round:'
                f' add {ids} to its ":related:", or remove "{entry.title.source}" there.',
            )


def _deprecated(material: Material) -> Iterator[Finding]:
    for docname, references in material.references.items():
        # References that differ only in their text count as one.
        different = {(mention.anchor, mention.target): (mention, entry) for mention, entry in references}
        for mention, entry in different.values():
            holder = material.glossary.at(docname, mention.anchor)
            if _is_out_of_place(entry, holder, material):
                line, file = (holder.line, holder.file) if holder else (0, "")
                message = f"This refers to {_old(entry, material)}"
                yield Finding(Warn.DEPRECATED, docname, line, message, entry.id, file, mention)
    for holder in material.glossary:
        for option, target in [*(("related", name) for name in holder.related), ("see", holder.see)]:
            other = material.glossary.entry(target, holder.glossary)
            if other is not None and _is_out_of_place(other, holder, material):
                yield _finding(Warn.DEPRECATED, holder, f'":{option}:" names {_old(other, material)}')


def _is_out_of_place(entry: Entry, holder: Entry | None, material: Material) -> bool:
    """Whether *entry* is deprecated, and named by one who might name what replaces it."""
    if entry.status is not Status.DEPRECATED:
        return False
    if holder is None:
        return True
    return holder.status is not Status.DEPRECATED and _successor(entry, material) is not holder


def _successor(entry: Entry, material: Material) -> Entry | None:
    """The final successor of a deprecated entry; its direct successor may be deprecated too."""
    seen: set[tuple[str, str]] = set()
    new: Entry | None = entry
    while new is not None and new.status is Status.DEPRECATED and new.key not in seen:
        seen.add(new.key)
        new = material.glossary.entry(new.replaced_by, new.glossary)
    return new if new is not None and new.key not in seen else None


def _old(entry: Entry, material: Material) -> str:
    title = entry.title.source
    if new := _successor(entry, material):
        target = material.glossary.target_of(new)
        return f'"{title}", which is deprecated: use "{new.title.source}" ({target}) instead.'
    place = material.line(entry)
    return (
        f'"{title}", which is deprecated: remove the reference, or give the entry a'
        f' ":replaced-by:" ({place}).'
    )


def _lone_labels(material: Material) -> Iterator[Finding]:
    used: dict[tuple[str, str], list[tuple[Entry, str]]] = {}
    fold = material.glossary.fold
    for entry in material.glossary:
        # Another warning covers one tag in two spellings.
        labels = {(kind, fold(label)): label for kind, label in entry.labels if kind != "glossary"}
        for key, label in labels.items():
            used.setdefault(key, []).append((entry, label))
    for (kind, _folded), uses in used.items():
        if len(uses) == 1:
            [(entry, label)] = uses
            yield _finding(
                Warn.LONE_LABEL,
                entry,
                f'Only "{entry.title.source}" has the {kind} "{label}": use one that other entries'
                " have, or give it to other entries too.",
            )


# ---- names


def _avoided_names(material: Material) -> Iterator[Finding]:
    for use in material.misnamed():
        titles = listing(dict.fromkeys(entry.title.text for entry in use.entries), "or")
        message = f'Do not use "{use.words}": write {titles}.'
        term = use.entries[0].id
        yield Finding(Warn.AVOID, use.docname, use.line, message, term, use.file)


def _kept_names(material: Material) -> Iterator[Finding]:
    for entry in material.glossary:
        for name in entry.staying:
            if name.text != name.source:
                yield _finding(
                    Warn.KEEP,
                    entry,
                    f'"{name.source}" should stay as it is in every language, because of its'
                    f' ":keep:", but this translation changes it to "{name.text}": write it as'
                    " it is, or leave the translation empty.",
                )


def _numbered_ids(material: Material) -> Iterator[Finding]:
    for entry, holder in material.glossary.numbered:
        yield _finding(
            Warn.NUMBERED_ID,
            entry,
            f'"{entry.title.source}" has the id "{entry.id}", because {material.place(holder)}'
            f' already has "{holder.id}". The number may change when you add entries: write an'
            ' ":id:".',
        )


# ---- what stands in an entry


def _one_sided(material: Material) -> Iterator[Finding]:
    for docname, found in material.one_sided.items():
        for each in found:
            entry = material.glossary.at(docname, each.anchor)
            other, what = ("con", "against") if each.side == "pro" else ("pro", "for")
            message = (
                f'This "procon" has only "{each.side}": add a "{other}" with what speaks {what} it, or'
                " write it as plain text."
            )
            term = entry.id if entry else ""
            yield Finding(Warn.ONE_SIDED, docname, each.line, message, term, each.file)


def _long_definitions(material: Material) -> Iterator[Finding]:
    most = material.definition_words
    for entry in material.defined:
        if (words := count_words(entry.definition)) > most:
            yield _finding(
                Warn.LONG_DEFINITION,
                entry,
                f'The short definition of "{entry.title.text}" has {words} words;'
                f" glossterm_definition_words allows {most}: move what previews can do without to a"
                " second paragraph.",
            )


def count_words(text: str) -> int:
    """The number of words of a text, separated by spaces. A lone dash or danda is not a word."""
    return sum(any(map(str.isalnum, part)) for part in text.split())


def _repeated_terms(material: Material) -> Iterator[Finding]:
    for entry in material.defined:
        names = [entry.title, entry.abbr] if entry.abbr else [entry.title]
        texts = {fold(text): text for name in names for text in (name.source, name.text)}
        # Quotation marks and brackets do not count.
        beginning = _ARTICLE.sub("", re.sub(r"^\W+", "", fold(entry.definition)), count=1)
        for folded, text in texts.items():
            if begins_with(beginning, _ARTICLE.sub("", folded, count=1)):
                yield _finding(
                    Warn.REPEATED_TERM,
                    entry,
                    f'The short definition of "{entry.title.text}" begins with "{text}", which'
                    " readers see above it already: begin with the kind of thing it is.",
                )
                break


def begins_with(text: str, name: str) -> bool:
    """Whether *text* begins with *name* as a whole word. Both are folded for comparison."""
    if not name or not text.startswith(name):
        return False
    following = text[len(name) : len(name) + 1]
    # M: a vowel sign continues the word, and so do joiners.
    return not following or (
        unicodedata.category(following)[0] not in "LMN" and following not in "-\u200c\u200d"
    )


def _circular(material: Material) -> Iterator[Finding]:
    entries = {entry.key: entry for entry in material.glossary}
    leads: dict[tuple[str, str], list[tuple[str, str]]] = {}
    meant = {
        (docname, mention.anchor, mention.target): other.key
        for docname, references in material.references.items()
        for mention, other in references
        if mention.anchor
    }
    for entry in material.glossary:
        found = (meant.get((*entry.key, target)) for target in entry.refers)
        leads[entry.key] = [key for key in found if key]
    for cycle, size in cycles(leads):
        first = entries[cycle[0]]
        if len(cycle) == 1:
            title = first.title.source
            message = (
                f'The short definition of "{title}" refers to "{title}" itself: remove the reference.'
            )
        else:
            way = [f'"{first.title.source}"', *(material.place(entries[key]) for key in cycle[1:])]
            way = way if len(way) <= _LISTED else [*way[: _LISTED - 1], "...", way[-1]]
            message = (
                f"Short definitions lead in a circle: {way[0]} refers to"
                f" {', which refers to '.join([*way[1:], way[0]])}. Explain one of them without the"
                " others."
            )
            if size > len(cycle):
                message += f" {size} entries lead to each other in this way."
        yield _finding(Warn.CIRCULAR, first, message)


def _enumerate(places: Iterable[str]) -> str:
    shown = list(places)
    if len(shown) > _LISTED:
        return f"{', '.join(shown[:_LISTED])} and {len(shown) - _LISTED} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown)


CHECKS: Final = (
    Check(Warn.ORPHAN, _orphans),
    Check(Warn.UNLINKED, _unlinked, is_textual=True),
    Check(Warn.AVOID, _avoided_names, is_textual=True),
    Check(Warn.KEEP, _kept_names, is_textual=True),
    Check(Warn.ONE_WAY, _one_way),
    Check(Warn.ONE_SIDED, _one_sided),
    Check(Warn.LONG_DEFINITION, _long_definitions, is_textual=True),
    Check(Warn.REPEATED_TERM, _repeated_terms, is_textual=True),
    Check(Warn.CIRCULAR, _circular),
    Check(Warn.DEPRECATED, _deprecated),
    Check(Warn.LONE_LABEL, _lone_labels),
    Check(Warn.NUMBERED_ID, _numbered_ids),
)
"""All checks, in the order of the guide."""
