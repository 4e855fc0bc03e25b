"""``glossterm import``: bring entries and translations from another program into a project."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.filling import (
    CataloguesOf,
    Translation,
    Translations,
    really_other,
    translations,
    write_translations,
)
from sphinx_glossterm.cli.home import Known, read_files
from sphinx_glossterm.cli.new import check_path, check_sources
from sphinx_glossterm.cli.placing import Placing, ReceivingFile
from sphinx_glossterm.cli.probe import read_entries, read_words
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import (
    Failure,
    Project,
    check_writable,
    choose,
    open_project,
    source_argument,
)
from sphinx_glossterm.cli.replies import Glossaries, Sources
from sphinx_glossterm.cli.rollback import all_or_none
from sphinx_glossterm.cli.update import bring_up_to_date
from sphinx_glossterm.exchange.incoming import Incoming, UnreadableError
from sphinx_glossterm.exchange.plan import Difference, Plan, plan
from sphinx_glossterm.exchange.readers import read_file
from sphinx_glossterm.exchange.tables import OWN, SHARED
from sphinx_glossterm.exchange.termbase import Concept
from sphinx_glossterm.messages import listing
from sphinx_glossterm.migration.drafting import revision_of
from sphinx_glossterm.migration.revising import Revision
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import make_id
from sphinx_glossterm.terms.languages import tag_of

_HELP: Final = """\
Import the entries of FILE into the project SRC.

New entries are written next to their neighbours, as "glossterm new" does, in the same markup. Text
in other languages goes into the catalogues, where a translation is missing. Nothing that exists is
changed without --update: importing a file twice gives the same as importing it once.

An entry is recognised by its id, or else by its title. All text comes in as text, even if it looks
like markup. What cannot be imported is reported, with its line in FILE.

\b
The ending of FILE says what it is:
  .json        what "glossterm export" writes
  .csv, .tsv   likewise; or another table, with --column
  .tbx, .xml   TBX, version 2 or 3
  .ttl, .nt, .rdf, .jsonld
               SKOS, also with labels of SKOS-XL; needs a library:
               pip install "sphinx-glossterm[exchange]"
  .yml, .yaml  the glossary of Glosario; needs the same

\b
Examples:
  glossterm import glossary.json docs --dry-run
  glossterm import suse.tbx docs -l de,fr
  glossterm import terms.csv docs --column title.en=Term --column definition.en=Meaning

\b
Exit status:
  0  done, even if there was nothing to do
  1  FILE or the project could not be read, or something could not be
     written; everything is as it was
  2  the command line was wrong, or --update had no terminal to ask on;
     nothing was written
"""


@click.command("import", help=_HELP)
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@source_argument
@click.option(
    "-l",
    "--language",
    "asked",
    metavar="LANG",
    multiple=True,
    help="A language to import, such as hi or pt_BR. Give it several times, or as a list: hi,bn."
    "  [default: those in glossterm_languages of conf.py, or else all of FILE]",
)
@click.option(
    "--column",
    "columns",
    metavar="OURS=THEIRS",
    multiple=True,
    help="Which column of a table holds what, such as title.en=Term. Can be given several times.",
)
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file for new entries.  [default: each next to its neighbour]",
)
@click.option(
    "--update", "updates", is_flag=True, help="Also change what FILE says differently. This asks first."
)
@click.option("--yes", is_flag=True, help="Do not ask: with --update, take what FILE says.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, but write nothing.")
def import_command(
    file: Path,
    source: Path,
    asked: tuple[str, ...],
    columns: tuple[str, ...],
    target: Path | None,
    updates: bool,
    yes: bool,
    dry_run: bool,
) -> None:
    """Run the command."""
    mapping = _columns(columns)
    project = open_project(source)
    wanted = (
        choose(asked, project.conf.languages, project.known) if asked or project.conf.languages else []
    )
    incoming = _read(file, mapping, project.conf.source_language)
    work = _look(file, project, incoming, wanted)
    if target is not None:
        check_path(target, project, work.sources)
    heading = incoming.termbase.title or file.stem
    placing = Placing(project, work.sources, work.files, target, heading, make_id(file.stem))
    lost: list[str] = []
    placing.place(map(work.plan.as_written, work.plan.added), lost.append)
    found = _translations(work, work.glossaries)
    for loss in work.plan.losses:
        click.echo(f"{file}:{loss.line or ''}{':' * bool(loss.line)} {loss.text}", err=True)
    changes = _Changes([], [])
    if updates:
        changes = _agreed(_changes(work, found), yes=yes or dry_run)
        _revise(work, placing, changes.differences, lost.append)
    for text in [*lost, *found.losses]:
        click.echo(f"{file}: {text}", err=True)
    if work.plan.differences and not updates:
        many = _many(len(work.plan.differences), "difference is", "differences are")
        click.echo(
            f"{many} left as they are, and so are their translations. Add --update to see and change"
            " them.",
            err=True,
        )
    pages = list(placing.pages.values())
    if dry_run:
        _show(work, pages, found)
    elif pages or found.missing or changes.translations:
        _write(work, pages, found, changes)
        _tell_of_pages(work, pages)
    elif work.plan.differences or (updates and found.other):
        click.echo("Nothing has been written.")
    else:
        click.echo("There is nothing to do: the project already has everything in the file.")


@dataclass(frozen=True, slots=True)
class _Changes:
    """The places where the project and the file differ.

    Attributes:
        differences: In the source language.
        translations: In other languages.
    """

    differences: list[Difference]
    translations: list[Translation]

    @property
    def ids(self) -> set[str]:
        """The entries whose source changes."""
        return {difference.id for difference in self.differences}


def _changes(work: _Work, found: Translations) -> _Changes:
    languages = dict.fromkeys(each.language for each in found.other)
    words = {}
    with progress("Reading the languages", max(len(languages), 1)) as bar:
        for language in languages:
            own = work.glossaries.reading
            words[language], _ = work.project.ask(read_words, bar.show, language, own)
            bar.step(language)
    return _Changes(list(work.plan.differences), really_other(found.other, words))


def _agreed(changes: _Changes, *, yes: bool) -> _Changes:
    """Show the changes, and ask whether to make them.

    Raises:
        click.UsageError: There is nobody to ask.
    """
    if not (changes.differences or changes.translations):
        return changes
    for difference in changes.differences:
        old, new = (", ".join(texts) for texts in (difference.old, difference.new))
        click.echo(f'{difference.id}: {difference.part}: "{old}" becomes "{new}"')
    for each in changes.translations:
        click.echo(
            f'{each.entry}: {each.part} in {tag_of(each.language)}: "{each.old}" becomes "{each.text}"'
        )
    if yes:
        return changes
    if not sys.stdin.isatty():
        raise click.UsageError(
            "There is no terminal to ask on, so nothing was written. Add --yes to accept these"
            " changes, or leave --update out."
        )
    many = _many(len(changes.differences) + len(changes.translations), "change", "changes")
    return changes if click.confirm(f"Write {many}?") else _Changes([], [])


def _revise(
    work: _Work, placing: Placing, differences: Iterable[Difference], tell: Callable[[str], None]
) -> None:
    """Change entries to what the file says, where possible."""
    language = work.project.conf.source_language
    by_id: dict[str, list[str]] = {}
    for difference in differences:
        by_id.setdefault(difference.id, []).append(difference.part)
    for id_, parts in by_id.items():
        messages, concept = work.glossaries.messages.get(id_), work.plan.wanted[id_]
        before = messages.texts.get("definition", ("",))[0] if messages else ""

        def revision(
            markup: Markup, parts: list[str] = parts, concept: Concept = concept, before: str = before
        ) -> Revision:
            written = work.plan.as_written(concept)
            return revision_of(parts, written, language, before, markup, tell)

        own = work.plan.own[id_]
        if messages is None or not placing.revise(own.local or own.id, messages, revision):
            tell(f'The entry "{id_}" cannot be changed where it stands. Change it by hand.')


@dataclass(frozen=True, slots=True)
class _Work:
    """Everything that is known before the first file is written.

    Attributes:
        file: The file.
        project: The project.
        sources: Its source files.
        files: Those that have entries.
        glossaries: Its entries.
        plan: What to do.
    """

    file: Path
    project: Project
    sources: Sources
    files: list[Known]
    glossaries: Glossaries
    plan: Plan

    @property
    def languages(self) -> list[str]:
        """The languages of the file, without the source language."""
        found = (language for concept in self.plan.wanted.values() for language in concept.words)
        own = self.project.conf.source_language
        return [language for language in dict.fromkeys(found) if language != own]


def _columns(given: Iterable[str]) -> dict[str, str]:
    """Our columns, and their names in the table.

    Raises:
        click.BadParameter: The name is none of our columns.
    """
    found = {}
    for each in given:
        ours, equals, theirs = each.partition("=")
        if not equals or not theirs or ours.partition(".")[0] not in (*OWN, *SHARED):
            raise click.BadParameter(
                f"'{each}' is not OURS=THEIRS, where OURS begins with one of"
                f" {listing([*OWN, *SHARED], 'or')}.",
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


def _look(file: Path, project: Project, incoming: Incoming, wanted: Sequence[str]) -> _Work:
    """Read the project, and work out what to do."""
    glossaries = _entries(project)
    sources = glossaries.sources
    check_sources(project, sources)
    with progress("Reading", len(sources.documents)) as bar:
        files = read_files(project.source, sources, bar)
    found = plan(incoming, glossaries.termbase, wanted, project.known)
    work = _Work(file, project, sources, files, glossaries, found)
    damage = [error for language in work.languages for error in project.damage(language)]
    if damage:
        problems = "\n".join(map(str, damage))
        raise Failure(f"Nothing was imported, because catalogues are damaged:\n{problems}")
    return work


def _entries(project: Project) -> Glossaries:
    with progress("Reading the entries", 1) as bar:
        found, _ = project.ask(read_entries, bar.show)
    if found is None:
        raise Failure(
            f"{project.source / 'conf.py'} does not load this extension, so Sphinx would ignore"
            ' entries. Add "sphinx_glossterm" to extensions there.'
        )
    return found


def _show(work: _Work, pages: Iterable[ReceivingFile], found: Translations) -> None:
    """Show what would be written."""
    for page in pages:
        click.echo("".join(page.source.diff(page.text)), nl=False)
    for each in found.missing:
        click.echo(f"{each.language}/{each.catalogue}.po: {each.message} = {each.text}")
    count = sum(len(concept.words) - 1 for concept in work.plan.added)
    if count:
        click.echo(f"New entries have text in other languages {count} times.")
    click.echo("Nothing has been written.", err=True)


def _write(work: _Work, pages: Sequence[ReceivingFile], found: Translations, changes: _Changes) -> None:
    """Write the entries, update the catalogues, then fill them: all of it or nothing."""
    project = work.project
    fresh = {concept.id for concept in work.plan.added} | changes.ids
    touched = {language for id_ in fresh for language in work.plan.wanted[id_].words}
    touched |= {each.language for each in (*found.missing, *changes.translations)}
    languages = [language for language in work.languages if language in touched]
    if languages and not project.locale_dirs:
        raise Failure(
            f"locale_dirs in {project.source / 'conf.py'} is empty: name the folder for catalogues"
            " there."
        )
    for folder in dict.fromkeys(page.source.path.parent for page in pages):
        check_writable(folder, "SRC")
    folders = [folder for language in languages for folder in project.folders(language)]
    counts: Counter[str] = Counter()
    with all_or_none((page.source.path for page in pages), folders):
        for page in pages:
            page.source.write(page.text)
        if languages:
            counts = _fill(work, languages, fresh, changes, set(found.losses))
    click.echo(f"{_many(len(work.plan.added), 'entry', 'entries')} added.")
    if changes.ids:
        click.echo(f"{_many(len(changes.ids), 'entry', 'entries')} changed.")
    for language, count in counts.items():
        click.echo(f"{language}: {_many(count, 'translation', 'translations')} filled in.")


def _fill(
    work: _Work,
    languages: Sequence[str],
    fresh: Container[str],
    changes: _Changes,
    said: Container[str],
) -> Counter[str]:
    project = work.project
    _renewed, unwritten = bring_up_to_date(project, languages, project.source / "_build" / "gettext")
    if unwritten:
        raise Failure(f"{unwritten[0]} cannot be written. Everything is as it was.")
    is_changed = bool(work.plan.added or changes.ids)
    found = _translations(work, _entries(project) if is_changed else work.glossaries, fresh)
    for text in found.losses:
        if text not in said:
            click.echo(f"{work.file}: {text}", err=True)
    agreed = {(each.language, each.entry, each.part, each.text) for each in changes.translations}
    written = [
        *found.missing,
        *(each for each in found.other if (each.language, each.entry, each.part, each.text) in agreed),
    ]
    try:
        write_translations(written, project)
    except OSError as error:
        raise Failure(
            f"Catalogues cannot be written: {error.strerror}. Everything is as it was."
        ) from error
    return Counter(each.language for each in written)


def _translations(work: _Work, glossaries: Glossaries, fresh: Container[str] = ()) -> Translations:
    catalogues = CataloguesOf(work.project)
    return translations(work.plan, glossaries.messages, work.project, work.sources, catalogues, fresh)


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _tell_of_pages(work: _Work, pages: Iterable[ReceivingFile]) -> None:
    """Tell the user if nothing leads to a new page."""
    root = work.project.source.resolve()
    names = [
        page.source.path.resolve().relative_to(root).with_suffix("").as_posix()
        for page in pages
        if not page.source.text
    ]
    if names and not any(file.page.has_index for file in work.files):
        click.echo(
            f"No page lists all terms, so nothing leads to the new pages: put {listing(names)} into a"
            " toctree, or a termindex on a page.",
            err=True,
        )
