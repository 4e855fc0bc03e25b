"""The glossary as tables: one row for each entry, with columns for each language.

CSV is for spreadsheets. It begins with a byte order mark, by which they recognise UTF-8. A cell that
looks like a formula gets an apostrophe before it, which spreadsheets hide. So does a cell that begins
with an apostrophe; programs can therefore always remove the first one. TSV is for programs: each line is
a row, and cells are unchanged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import Kind
from sphinx_glossterm.terms.languages import tag_of

JOINT: Final = " | "
"""Separates the items of a cell. A bar inside an item has a backslash before it."""
SHARED: Final = (
    *("id", "document", "anchor", "status", "part_of_speech", "keep", "see", "replaced_by", "related"),
)
"""The columns that are the same in every language."""
OWN: Final = (
    *("glossary", "category", "tags", "title", "aliases", "abbreviation", "forms", "avoid"),
    *("definition", "source", "source_links", "note"),
)
"""The columns of each language: ``title.en``, ``title.hi``."""
# Some spreadsheets also accept the full-width characters of East Asian keyboards.
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def write_csv(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.csv``: commas, quotes where needed, line ends as RFC 4180 has them."""
    stream = io.StringIO()
    csv.writer(stream).writerows([guarded(cell) for cell in row] for row in rows(termbase))
    return {"glossary.csv": stream.getvalue().encode("utf-8-sig")}


def write_tsv(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.tsv``: tabs, and no quotes, as no cell has a tab or a line end."""
    lines = ("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows(termbase))
    return {"glossary.tsv": "".join(lines).encode()}


def guarded(cell: str) -> str:
    """A cell that no spreadsheet mistakes for a formula."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def rows(termbase: Termbase) -> Iterator[list[str]]:
    """The names of the columns, and a row for each entry."""
    own = (f"{name}.{tag_of(language)}" for language in termbase.languages for name in OWN)
    yield [*SHARED, *own]
    for concept in termbase.concepts:
        row = _shared(concept)
        for language in termbase.languages:
            row += _own(concept, language, termbase)
        yield row


def _shared(concept: Concept) -> list[str]:
    return [
        *(concept.id, concept.document, concept.anchor, str(concept.status), str(concept.pos or "")),
        *("yes" if concept.keep else "", concept.see, concept.replaced_by, _joined(concept.related)),
    ]


def _own(concept: Concept, language: str, termbase: Termbase) -> list[str]:
    def labels(names: Iterable[str]) -> str:
        return _joined(termbase.labels[name].get(language, "") for name in names if name)

    words = concept.words.get(language, Words((), ""))
    return [
        labels([concept.glossary]),
        labels([concept.category]),
        labels(concept.tags),
        words.title,
        *(_joined(words.of(kind)) for kind in (Kind.ALIAS, Kind.ABBR, Kind.FORM, Kind.AVOIDED)),
        words.definition,
        words.origin.text if words.origin else "",
        _joined(words.origin.links if words.origin else ()),
        words.note.text if words.note else "",
    ]


def _joined(items: Iterable[str]) -> str:
    return JOINT.join(item.replace("|", "\\|") for item in items if item)
