"""``glossterm status``: show what is translated, fuzzy and missing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import click

from sphinx_glossterm.cli.probe import read_withheld, read_work
from sphinx_glossterm.cli.progress import Progress, progress
from sphinx_glossterm.cli.project import (
    Project,
    choose,
    language_option,
    open_project,
    source_argument,
)
from sphinx_glossterm.cli.replies import Part, TermWork, Work
from sphinx_glossterm.cli.table import form_option, table
from sphinx_glossterm.exchange.child import argument
from sphinx_glossterm.translate.counts import Catalogues, Counts, State
from sphinx_glossterm.translate.po_files import CatalogueError

if TYPE_CHECKING:
    from pathlib import Path


NUMBERS: Final = ["messages", "translated", "fuzzy", "missing", "%"]


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """A language.

    Attributes:
        language: Its code.
        name: Its own name.
        counts: Each message of each catalogue once, however many documents share it.
        documents: By document.
        terms: By term.
        damaged: The catalogues that could not be read; their messages count as missing.
        note: A further message; may be empty.
    """

    language: str
    name: str
    counts: Counts
    documents: list[tuple[Part, Counts]]
    terms: list[tuple[TermWork, Counts]]
    damaged: list[CatalogueError]
    note: str


_HELP: Final = """\
Show what is translated, fuzzy or missing in SRC: by language, document and term.

The numbers follow the source as it is now: text written after the last "glossterm update" counts as
missing. A message that occurs several times in a catalogue counts once; obsolete messages do not
count. Category and tag labels belong to all terms and have a line of their own. A name that stays
as it is (":keep:") counts as translated.

A translation that must not be shown, such as one with HTML of its own, is withheld: readers see the
source text, so its message counts as missing. A build in that language says what is wrong with it.

\b
JSON (always these keys, in this order; "..." are messages, translated, fuzzy,
missing, withheld, percent, where the missing include the withheld):
  {"source_language": "en",
   "languages": [{"language": "hi", "name": "हिन्दी", ...,
                  "documents": [{"document": "terms/api", "catalogue": "terms/api", ...}],
                  "terms": [{"id": "api", "title": "API", "document": "terms/api", ...}],
                  "damaged": [{"catalogue": "...", "line": 3, "problem": "..."}]}]}

\b
Examples:
  glossterm status docs
  glossterm status docs -l hi --fail-under 90
  glossterm status docs --format json

\b
Exit status:
  0  done
  1  a language is under N percent or has no catalogues, a catalogue is
     damaged, or the project could not be read
  2  the command line was wrong
"""


@click.command(help=_HELP)
@source_argument
@language_option
@form_option("The form of the output. JSON has every document and every term.")
@click.option("--terms", "all_terms", is_flag=True, help="In the table, list complete terms too.")
@click.option(
    "--fail-under",
    metavar="N",
    type=click.FloatRange(0, 100),
    help="Exit with 1 if less than N percent of a language is translated.",
)
@click.pass_context
def status(
    context: click.Context,
    source: Path,
    asked: tuple[str, ...],
    form: str,
    all_terms: bool,
    fail_under: float | None,
) -> None:
    """Run the command."""
    project = open_project(source)
    languages = choose(asked, project.targets, project.known)
    for problem in project.misnamed(languages):
        click.echo(problem, err=True)
    if not languages:
        raise click.UsageError(
            "The project is not translated into any language yet. To begin one: glossterm update"
            f" {argument(source)} -l LANG"
        )
    with progress("Reading", 1 + len(languages)) as bar:
        work, _ = project.ask(read_work, bar.show)
        bar.step(project.conf.source_language)
        found = []
        for language in languages:
            withheld = _withheld(project, language, bar)
            found.append(_language_status(project, language, work, withheld))
            bar.step(language)
    if form == "json":
        click.echo(json.dumps(_as_json(project, found), ensure_ascii=False, indent=2))
    else:
        click.echo(_as_tables(found, all_terms=all_terms))
    if _complain(found, fail_under):
        context.exit(1)


def _complain(found: Iterable[LanguageStatus], fail_under: float | None) -> bool:
    """Print problems on standard error, and return whether there are any."""
    complaints: list[str] = []
    for language in found:
        complaints += map(str, language.damaged)
        if language.note:
            complaints.append(language.note)
        counts = language.counts
        if fail_under is not None and counts.translated * 100 < fail_under * counts.messages:
            complaints.append(f"{language.language}: {counts.percent} % is less than {fail_under:g} %.")
    for complaint in complaints:
        click.echo(complaint, err=True)
    return bool(complaints)


# ---- counting


def _withheld(project: Project, language: str, bar: Progress) -> Collection[tuple[str, str]]:
    """Catalogue and message of withheld translations, from a reading in that language."""
    if project.lacks_catalogues(language):
        return ()
    withheld, _ = project.ask(read_withheld, bar.show, language)
    return withheld


def _language_status(
    project: Project, language: str, work: Work, withheld: Collection[tuple[str, str]]
) -> LanguageStatus:
    catalogues = Catalogues(project.folders(language), language, withheld)
    states: dict[tuple[str, str], State] = {}
    home: dict[str, str] = {}
    documents: list[tuple[Part, Counts]] = []
    wanted = {
        (part.catalogue, message)
        for part in work.parts
        for message in set(part.messages).difference(part.staying)
    }
    # Messages that belong to no document come last.
    for part in sorted(work.parts, key=lambda part: (not part.document, part.document, part.catalogue)):
        home[part.document] = part.catalogue
        own = {(part.catalogue, message) for message in part.messages}
        for key in own - states.keys():
            state = catalogues.state(*key)
            stays = state is State.MISSING and key not in wanted
            states[key] = State.TRANSLATED if stays else state
        documents.append((part, Counts.of(states[key] for key in own)))
    terms = [
        (term, Counts.of(states[home[term.document], message] for message in term.messages))
        for term in work.terms
    ]
    return LanguageStatus(
        language=language,
        name=project.name(language),
        counts=Counts.of(states.values()),
        documents=documents,
        terms=terms,
        damaged=catalogues.damaged,
        note=project.lacks_catalogues(language),
    )


# ---- showing


def _as_tables(found: list[LanguageStatus], *, all_terms: bool) -> str:
    rows = [[each.language, each.name, *_cells(each.counts)] for each in found]
    parts = [table(["language", "name", *NUMBERS], rows, 2)]
    for each in found:
        title = f"{each.name} ({each.language})"
        rows = [
            [part.document or f"({part.catalogue})", *_cells(counts)] for part, counts in each.documents
        ]
        parts.append(f"{title}, by document\n\n{table(['document', *NUMBERS], rows)}")
        rows = [
            [term.title, term.document, *_cells(counts)]
            for term, counts in each.terms
            if all_terms or not counts.is_complete
        ]
        text = f"{title}, by term\n\n{table(['term', 'document', *NUMBERS], rows, 2)}" if rows else ""
        if complete := len(each.terms) - len(rows):
            what = "1 term is" if complete == 1 else f"{complete} terms are"
            text += f"\n\n{title}: {what} completely translated (--terms lists all)."
        parts.append(text.strip())
        if withheld := each.counts.withheld:
            what = "1 translation is" if withheld == 1 else f"{withheld} translations are"
            parts.append(
                f"{title}: {what} withheld, so readers see the source text. A build in this"
                " language says why."
            )
    return "\n\n".join(filter(None, parts))


def _cells(counts: Counts) -> list[str]:
    """The numbers for a table, without withheld translations, which stand below it."""
    numbers = {**_numbers(counts)}
    del numbers["withheld"]
    return list(map(str, numbers.values()))


def _as_json(project: Project, found: list[LanguageStatus]) -> dict[str, Any]:
    return {
        "source_language": project.conf.source_language,
        "languages": [
            {
                "language": each.language,
                "name": each.name,
                **_numbers(each.counts),
                "documents": [
                    {"document": part.document, "catalogue": part.catalogue, **_numbers(counts)}
                    for part, counts in each.documents
                ],
                "terms": [
                    {
                        "id": term.id,
                        "glossary": term.glossary or None,
                        "title": term.title,
                        "document": term.document,
                        **_numbers(counts),
                    }
                    for term, counts in each.terms
                ],
                "damaged": [
                    {"catalogue": str(error.path), "line": error.line, "problem": error.problem}
                    for error in each.damaged
                ],
            }
            for each in found
        ],
    }


def _numbers(counts: Counts) -> Mapping[str, float]:
    return {**asdict(counts), "percent": counts.percent}
