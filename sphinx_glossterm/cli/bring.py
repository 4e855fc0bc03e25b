"""``glossterm import``: entries and translations of another program, brought into a project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.filling import CataloguesOf, Translations, translations, write_translations
from sphinx_glossterm.cli.home import Known, read_files
from sphinx_glossterm.cli.new import check_path, check_sources
from sphinx_glossterm.cli.placing import Placing, ReceivingFile
from sphinx_glossterm.cli.probe import read_entries
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import (
    Failure,
    Project,
    check_writable,
    choose,
    language_option,
    open_project,
    source_argument,
)
from sphinx_glossterm.cli.replies import Glossaries, Sources
from sphinx_glossterm.cli.rollback import all_or_none
from sphinx_glossterm.cli.update import bring_up_to_date
from sphinx_glossterm.exchange.incoming import Incoming, UnreadableError
from sphinx_glossterm.exchange.plan import Plan, plan
from sphinx_glossterm.exchange.readers import read_file
from sphinx_glossterm.exchange.tables import OWN, SHARED
from sphinx_glossterm.messages import listing
from sphinx_glossterm.terms.entry import make_id
from sphinx_glossterm.terms.languages import tag_of

_HELP: Final = """\
Bring the entries of FILE into the project SRC.

New entries are written next to their neighbours, as "glossterm new" does, in the markup that stands
there. What is said in other languages goes into the catalogues, where there is no translation yet.
Nothing that is there already is changed: a second import does nothing.

An entry is known by its id, or else by its title. All text comes in as text, even if it looks like
markup. What cannot be carried over is named, with its line in FILE.

\b
FILE is one of these, by the ending of its name:
  .json        what "glossterm export" writes
  .csv, .tsv   likewise; or another table, with --column
  .tbx, .xml   TBX, version 2 or 3
  .ttl, .nt, .rdf, .jsonld
               SKOS, also with labels of SKOS-XL; needs a library:
               pip install "sphinx-glossterm[exchange]"
  .yml, .yaml  the glossary of Glosario; likewise

\b
Examples:
  glossterm import glossary.json docs --dry-run
  glossterm import suse.tbx docs -l de,fr
  glossterm import terms.csv docs --column title.en=Term --column definition.en=Meaning

\b
Exit status:
  0  done, whether or not there was anything to do
  1  FILE or the project cannot be read, or something not be written; all is
     as it was
  2  the call was wrong; nothing was written
"""


@click.command("import", help=_HELP)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@source_argument
@language_option
@click.option(
    "--column",
    "columns",
    metavar="OURS=THEIRS",
    multiple=True,
    help="What a column of a table is, such as title.en=Term; may be given several times.",
)
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file that new entries go to.  [default: each next to its neighbour]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def import_command(
    file: Path,
    source: Path,
    asked: tuple[str, ...],
    columns: tuple[str, ...],
    target: Path | None,
    dry_run: bool,
) -> None:
    """Run the command."""
    mapping = _columns(columns)
    project = open_project(source)
    wanted = (
        choose(asked, project.conf.languages, project.known) if asked or project.conf.languages else []
    )
    incoming = _read(file, mapping, project.conf.source_language)
    work = _look(project, incoming, wanted)
    if target is not None:
        check_path(target, project, work.sources)
    placing = Placing(
        project,
        work.sources,
        work.files,
        target,
        incoming.termbase.title or file.stem,
        make_id(file.stem),
    )
    lost: list[str] = []
    pages = placing.place(work.plan.added, lost.append)
    found = translations(
        work.plan,
        work.glossaries.messages,
        project,
        work.sources,
        CataloguesOf(project),
    )
    for loss in work.plan.losses:
        click.echo(f"{file}:{loss.line or ''}{':' * bool(loss.line)} {loss.text}", err=True)
    for text in [*lost, *found.losses]:
        click.echo(f"{file}: {text}", err=True)
    if dry_run:
        _show(work, pages.values(), found)
        return
    if not pages and not found.missing:
        click.echo("There is nothing to do: the project has all that is in the file.")
        return
    _write(work, pages.values(), found)
    _tell_of_pages(work, pages.values())


@dataclass(frozen=True, slots=True)
class _Work:
    """What is known before anything is written.

    Attributes:
        project: The project.
        sources: Its source files.
        files: Those that have entries.
        glossaries: Its entries.
        plan: What is to be done.
    """

    project: Project
    sources: Sources
    files: list[Known]
    glossaries: Glossaries
    plan: Plan

    @property
    def languages(self) -> list[str]:
        """The languages that the file has something in, besides the source's."""
        found = (language for concept in self.plan.wanted.values() for language in concept.words)
        own = self.project.conf.source_language
        return [language for language in dict.fromkeys(found) if language != own]


def _columns(given: Iterable[str]) -> dict[str, str]:
    """Our columns, with the names that a table has for them.

    Raises:
        click.BadParameter: There is no such column of ours.
    """
    found = {}
    for each in given:
        ours, equals, theirs = each.partition("=")
        if not equals or not theirs or ours.partition(".")[0] not in (*OWN, *SHARED):
            raise click.BadParameter(
                f"'{each}' is not OURS=THEIRS: a column of ours is one of {listing([*OWN, *SHARED])}.",
                param_hint="'--column'",
            )
        found[ours] = theirs
    return found


def _read(file: Path, columns: dict[str, str], language: str) -> Incoming:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}.") from error
    try:
        with progress("Reading", 1) as bar:
            bar.show(file.name)
            return read_file(file.name, content, columns, tag_of(language))
    except UnreadableError as error:
        raise Failure(f"{file}:{error.line}: {error.problem}") from error


def _look(project: Project, incoming: Incoming, wanted: Sequence[str]) -> _Work:
    """Read the project, and work out what is to be done."""
    glossaries = _entries(project)
    sources = glossaries.sources
    check_sources(project, sources)
    with progress("Reading", len(sources.documents)) as bar:
        files = read_files(project.source, sources, bar)
    found = plan(incoming, glossaries.termbase, wanted, project.known)
    work = _Work(project, sources, files, glossaries, found)
    damage = [error for language in work.languages for error in project.damage(language)]
    if damage:
        problems = "\n".join(map(str, damage))
        raise Failure(f"Nothing is imported, as catalogues are damaged:\n{problems}")
    return work


def _entries(project: Project) -> Glossaries:
    with progress("Reading the entries", 1) as bar:
        found, _ = project.ask(read_entries, bar.show)
    if found is None:
        raise Failure(
            f'{project.source / "conf.py"} does not name "sphinx_glossterm" among the extensions, so'
            " that entries would be nothing to Sphinx."
        )
    return found


def _show(work: _Work, pages: Iterable[ReceivingFile], found: Translations) -> None:
    """What would be written."""
    for page in pages:
        click.echo("".join(page.source.diff(page.text)), nl=False)
    for each in found.missing:
        click.echo(f"{each.language}/{each.catalogue}.po: {each.message} = {each.text}")
    count = sum(len(concept.words) - 1 for concept in work.plan.added)
    if count:
        click.echo(f"New entries have something in other languages {count} times.")
    click.echo("Nothing has been written.", err=True)


def _write(work: _Work, pages: Iterable[ReceivingFile], found: Translations) -> None:
    """Write the entries, then bring the catalogues up to date, then fill them: all of it or nothing."""
    project, pages = work.project, list(pages)
    added = {concept.id for concept in work.plan.added}
    new = {
        language
        for concept in work.plan.added
        for language in concept.words
        if language != project.conf.source_language
    }
    languages = [language for language in work.languages if language in new | found.counts.keys()]
    if languages and not project.locale_dirs:
        raise Failure(
            f"locale_dirs in {project.source / 'conf.py'} is empty: it takes where catalogues are."
        )
    for folder in dict.fromkeys(page.source.path.parent for page in pages):
        check_writable(folder, "SRC")
    folders = [folder for language in languages for folder in project.folders(language)]
    with all_or_none((page.source.path for page in pages), folders):
        for page in pages:
            page.source.write(page.text)
        counts: dict[str, int] = {}
        if languages:
            counts = _fill(work, languages)
    click.echo(f"{_many(len(added), 'entry', 'entries')} added.")
    for language, count in counts.items():
        click.echo(f"{language}: {_many(count, 'translation', 'translations')} filled in.")


def _fill(work: _Work, languages: Sequence[str]) -> dict[str, int]:
    project = work.project
    _changes, unwritten = bring_up_to_date(project, languages, project.source / "_build" / "gettext")
    if unwritten:
        raise Failure(f"{unwritten[0]} cannot be written. All is as it was.")
    glossaries = _entries(project) if work.plan.added else work.glossaries
    found = translations(work.plan, glossaries.messages, project, work.sources, CataloguesOf(project))
    for text in found.losses:
        click.echo(text, err=True)
    try:
        write_translations(found.missing, project)
    except OSError as error:
        raise Failure(f"Catalogues cannot be written: {error.strerror}. All is as it was.") from error
    return found.counts


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _tell_of_pages(work: _Work, pages: Iterable[ReceivingFile]) -> None:
    """Say where nothing leads to a new page."""
    root = work.project.source.resolve()
    names = [
        page.source.path.resolve().relative_to(root).with_suffix("").as_posix()
        for page in pages
        if not page.source.text
    ]
    if names and not any(file.page.has_index for file in work.files):
        click.echo(
            f"No page lists all terms, which would lead to them: put {listing(names)} into a toctree, or"
            " a termindex on a page.",
            err=True,
        )
