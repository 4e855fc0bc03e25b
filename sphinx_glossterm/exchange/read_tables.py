"""Read tables: our own CSV and TSV, and others with named columns.

The inverse of :mod:`sphinx_glossterm.exchange.tables`. ``title.en=Term`` maps a column of another table
to one of ours. A column of ours without a language is in the project's language.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sphinx_glossterm.exchange.incoming import (
    Incoming,
    Loss,
    UnreadableError,
    choice_of,
    concept_of,
    decoded,
    one_line,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.tables import OWN, SHARED
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.terms.entry import Kind, PartOfSpeech, Status

# A bar after a backslash belongs to the item.
_BAR: Final = re.compile(r"(?<!\\)\|")
_YES: Final = frozenset({"yes", "true", "1", "x"})


def read_csv(content: bytes, columns: Mapping[str, str], language: str) -> Incoming:
    """The entries of a table with commas, or with semicolons, which some spreadsheets use.

    Args:
        content: The file.
        columns: The file's names for our columns, if they differ.
        language: The project's language.

    Raises:
        UnreadableError: It is not such a table, is cut off, or is not UTF-8.
    """
    text = decoded(content)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(max(len(text), 131072))
    rows = []
    try:
        line = 1
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableError(reader.line_num, f"it is not CSV, or is cut off: {error}.") from error
    # Only our own tables put an apostrophe before cells that look like formulas.
    return _read(text, rows, columns, language, is_guarded=not columns)


def read_tsv(content: bytes, columns: Mapping[str, str], language: str) -> Incoming:
    """The entries of a table with tabs.

    Args:
        content: The file.
        columns: The file's names for our columns, if they differ.
        language: The project's language.

    Raises:
        UnreadableError: It is not such a table, is cut off, or is not UTF-8.
    """
    text = decoded(content)
    lines = text.removesuffix("\n").split("\n") if text else []
    rows = [(number, line.rstrip("\r").split("\t")) for number, line in enumerate(lines, 1)]
    return _read(text, rows, columns, language, is_guarded=False)


def _read(
    text: str,
    rows: Sequence[tuple[int, list[str]]],
    columns: Mapping[str, str],
    language: str,
    *,
    is_guarded: bool,
) -> Incoming:
    if not rows:
        raise UnreadableError(1, "it is empty.")
    head = [one_line(cell) for cell in rows[0][1]]
    ours = {theirs: own for own, theirs in columns.items()}
    if missing := next((theirs for theirs in ours if theirs not in head), ""):
        raise UnreadableError(1, f'it has no column "{missing}": its columns are {", ".join(head)}.')
    names = [ours.get(cell, cell) for cell in head]
    if not any(name.partition(".")[0] == "title" for name in names):
        raise UnreadableError(
            1,
            'it has no column "title": say which column has the names of the entries, with'
            " --column title=NAME.",
        )
    # Our own files end with a line end; others often do not.
    if names[: len(SHARED)] == [*SHARED] and not text.endswith("\n"):
        raise UnreadableError(rows[-1][0], "it is cut off: it ends within a line.")
    table = _Table(names, language, is_guarded=is_guarded)
    concepts, lines = [], {}
    for line, row in rows[1:]:
        if not any(map(str.strip, row)):
            continue
        if len(row) != len(head):
            raise UnreadableError(
                line,
                f"it has {len(row)} cells, but the first line has {len(head)}: it is damaged or cut"
                " off.",
            )
        concept = table.concept(line, row)
        concepts.append(concept)
        lines[concept.id] = line
    return Incoming(
        termbase_of(concepts, table.languages[0], labels=table.labels),
        (*table.foreign(head), *table.losses),
        lines,
    )


class _Table:
    """What the columns of a table mean.

    Args:
        names: Their names.
        language: The language of columns that name none.
        is_guarded: Whether cells may begin with an apostrophe that guards against formulas.

    Attributes:
        languages: The tags of the languages, in order.
        labels: Labels in all languages.
        losses: What cannot be imported.
    """

    def __init__(self, names: Sequence[str], language: str, *, is_guarded: bool) -> None:
        self._places = [self._place(name, language) for name in names]
        self._is_guarded = is_guarded
        found = dict.fromkeys(tag for name, tag in self._places if tag)
        self.languages = list(found) or [language]
        self.labels: dict[str, dict[str, str]] = {}
        self.losses: list[Loss] = []

    @staticmethod
    def _place(name: str, language: str) -> tuple[str, str]:
        own, _, tag = name.partition(".")
        if own in OWN:
            return own, tag or language
        return (name, "") if name in SHARED else ("", "")

    def foreign(self, head: Sequence[str]) -> Iterator[Loss]:
        """The columns that we do not know."""
        for name, (own, _tag) in zip(head, self._places, strict=True):
            if not own:
                yield Loss(
                    1,
                    f'Entries have no column "{name}": say what it is with --column, such as --column'
                    f" note={name}.",
                )

    def concept(self, line: int, row: Sequence[str]) -> Concept:
        """The concept of a row."""
        cells: dict[str, dict[str, str]] = {tag: {} for tag in ("", *self.languages)}
        for (own, tag), cell in zip(self._places, row, strict=True):
            if own:
                cells[tag][own] = cell[1:] if self._is_guarded and cell.startswith("'") else cell
        shared = cells[""]
        first = cells[self.languages[0]]
        self._note_labels(cells)
        return concept_of(
            one_line(shared.get("id", "")) or f"line {line}",
            {tag: _words(cells[tag]) for tag in self.languages},
            status=Status(self._choice(line, Status, shared.get("status", "")) or Status.STABLE),
            glossary=" ".join(_items(first.get("glossary", ""))),
            category=" ".join(_items(first.get("category", ""))),
            tags=_items(first.get("tags", "")),
            related=_items(shared.get("related", "")),
            see=one_line(shared.get("see", "")),
            replaced_by=one_line(shared.get("replaced_by", "")),
            pos=_part_of_speech(self._choice(line, PartOfSpeech, shared.get("part_of_speech", ""))),
            keep=shared.get("keep", "").strip().casefold() in _YES,
        )

    def _note_labels(self, cells: Mapping[str, Mapping[str, str]]) -> None:
        for name in ("glossary", "category", "tags"):
            own = _items(cells[self.languages[0]].get(name, ""))
            for tag in self.languages:
                texts = _items(cells[tag].get(name, ""))
                # If a language has only some of them, we cannot tell which.
                if len(texts) == len(own):
                    for label, text in zip(own, texts, strict=True):
                        self.labels.setdefault(label, {}).setdefault(tag, text)

    def _choice(self, line: int, kind: type[Status] | type[PartOfSpeech], text: str) -> str:
        found = choice_of(kind, text)
        if text.strip() and not found:
            what = "status" if kind is Status else "part of speech"
            self.losses.append(Loss(line, f'Entries cannot have the {what} "{text.strip()}".'))
        return found


def _part_of_speech(text: str) -> PartOfSpeech | None:
    return PartOfSpeech(text) if text else None


def _words(cells: Mapping[str, str]) -> Words:
    names = [
        (kind, item)
        for kind, column in (
            (Kind.ALIAS, "aliases"),
            (Kind.ABBR, "abbreviation"),
            (Kind.FORM, "forms"),
            (Kind.AVOIDED, "avoid"),
        )
        for item in _items(cells.get(column, ""))
    ]
    origin = cells.get("source", ""), _items(cells.get("source_links", ""))
    title = (Kind.TITLE, cells.get("title", ""))
    return words_of([title, *names], cells.get("definition", ""), origin, cells.get("note", ""))


def _items(cell: str) -> list[str]:
    found = (one_line(item.replace("\\|", "|")) for item in _BAR.split(cell))
    return [item for item in found if item]
