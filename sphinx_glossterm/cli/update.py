"""``glossterm update``: extract the text, and bring every language's catalogues up to date."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from sphinx_intl.catalog import load_po  # type: ignore[import-untyped]  # it has no types

from sphinx_glossterm.cli.progress import Progress, progress
from sphinx_glossterm.cli.project import (
    Failure,
    Project,
    check_writable,
    choose,
    language_option,
    open_project,
    source_argument,
)
from sphinx_glossterm.cli.table import table
from sphinx_glossterm.exchange.building import run_sphinx
from sphinx_glossterm.exchange.child import argument
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.terms.entry import join_list, split_list
from sphinx_glossterm.terms.languages import gettext_name
from sphinx_glossterm.translate.po_files import CatalogueError, read_catalogue
from sphinx_glossterm.translate.renewal import po_text, renew

_CREATED: Final = re.compile(rb'^"POT-Creation-Date: .*\n', re.MULTILINE)


@dataclass(slots=True)
class Changes:
    """What an update did to the catalogues of a language.

    Attributes:
        created: How many catalogues are new.
        updated: How many have other messages than before.
        unchanged: How many were left as they are, as their messages are the same.
        added: How many messages are new in the updated ones.
        removed: How many messages have become obsolete in them.
        damaged: How many could not be brought up to date.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    added: int = 0
    removed: int = 0
    damaged: int = 0


_HELP: Final = """\
Extract the text of SRC and bring every language's catalogues up to date.

This is sphinx-build -b gettext, in the source language, and then sphinx-intl update, into the
first folder of locale_dirs. Translations are kept; where the source has changed a little, they
are kept as "fuzzy", to be looked at again; what is no longer in the source becomes obsolete.

A language that is named with -l and has no catalogues yet gets them. A damaged catalogue is
named and left as it is; the others are brought up to date.

\b
Examples:
  glossterm update docs             all languages of the project
  glossterm update docs -l hi,bn    begin two languages

\b
Exit status:
  0  every catalogue is up to date
  1  the text could not be extracted, or a catalogue is damaged or
     cannot be written
  2  the call was wrong
"""


@click.command(help=_HELP)
@source_argument
@language_option
@click.option(
    "-p",
    "--pot",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the extracted text (.pot) goes; the locations in the catalogues are relative to it."
    "  [default: SRC/_build/gettext]",
)
@click.pass_context
def update(context: click.Context, source: Path, asked: tuple[str, ...], pot: Path | None) -> None:
    """Run the command."""
    project = open_project(source)
    languages = choose(asked, project.targets, project.known)
    if not languages:
        raise click.UsageError(
            "There is no language yet to bring up to date: name one with -l, such as -l hi."
        )
    _check_source_language(project, languages)
    for problem in project.misnamed(languages):
        click.echo(problem, err=True)
    # Where conf.py alone has such a name, catalogues begin under the right one.
    languages = [
        gettext_name(language)
        if "-" in language and not any(map(Path.is_dir, project.folders(language)))
        else language
        for language in languages
    ]
    if not project.locale_dirs:
        raise click.UsageError(
            f"locale_dirs in {source / 'conf.py'} is empty: it takes where catalogues are."
        )
    pot = pot or source / "_build" / "gettext"
    if source.resolve().is_relative_to(pot.resolve()):
        message = f"'{pot}' holds SRC: name a folder for templates alone."
        raise click.BadParameter(message, param_hint="'--pot'")
    for folder in (pot, pot.resolve().parent):
        check_writable(folder, "--pot")
    check_writable(project.locale_dirs[0], "SRC")
    with progress("Extracting", 1) as bar:
        templates = _extract(project, pot, bar)
    with progress("Updating", len(templates)) as bar:
        changes, unwritten = _update_all(project, languages, pot, templates, bar)
    head = ["language", *(number.name for number in fields(Changes))]
    rows = [[language, *map(str, astuple(found))] for language, found in changes.items()]
    click.echo(table(head, rows))
    if unwritten:
        files = f"{len(unwritten)} catalogue{'' if len(unwritten) == 1 else 's'}"
        click.echo(f"{files} could not be written. What stood there before is as it was.", err=True)
    if unwritten or any(found.damaged for found in changes.values()):
        context.exit(1)


def _check_source_language(project: Project, languages: Sequence[str]) -> None:
    """Stop before the language that the documents count as written in gets catalogues by accident.

    Raises:
        click.BadParameter: It would, and conf.py does not say what the documents are written in.
    """
    own = project.conf.source_language
    if own in languages and not project.conf.names_source_language:
        raise click.BadParameter(
            f"'{own}' counts as the language of the documents, by 'language' in conf.py. If they are in"
            f' it, write glossterm_source_language = "{own}" there, and name another language'
            " here. If not, write the language that they are in, such as"
            f' glossterm_source_language = "{"de" if own == "en" else "en"}".',
            param_hint="'-l'",
        )


def _extract(project: Project, pot: Path, bar: Progress) -> list[Path]:
    """Extract the text, and bring the templates in *pot* up to date.

    They are extracted into a folder of their own: what an earlier run has left of documents that are
    gone is no template any more.

    Returns:
        The templates.
    """
    # Beside pot, as locations in templates are relative to the folder they are written to.
    with (
        tempfile.TemporaryDirectory(prefix="glossterm-") as doctrees,
        tempfile.TemporaryDirectory(prefix=".glossterm-", dir=pot.resolve().parent) as fresh,
    ):
        language = f"language={project.conf.source_language}"
        arguments = ["-b", "gettext", "-D", language, "-d", doctrees, "--no-color"]
        outcome = run_sphinx([*arguments, argument(project.source)], Path(fresh), bar.show)
        if outcome.status:
            raise Failure(f"The text could not be extracted:\n{outcome.complaints}")
        if outcome.complaints:
            bar.say(outcome.complaints)
        extracted = {pot / path.relative_to(fresh): path for path in sorted(Path(fresh).rglob("*.pot"))}
        for path, new in extracted.items():
            _renew_template(path, new.read_bytes())
    for path in sorted(pot.rglob("*.pot")):
        if path not in extracted:
            bar.say(f"{path} belongs to no document: it is not used. Delete it.")
    return list(extracted)


def _renew_template(path: Path, content: bytes) -> None:
    """Write a template, unless nothing but the date is new in it."""
    try:
        if not path.is_file() or _CREATED.sub(b"", path.read_bytes()) != _CREATED.sub(b"", content):
            replace(path, content)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}.") from error


def _update_all(
    project: Project, languages: Sequence[str], pot: Path, templates: Sequence[Path], bar: Progress
) -> tuple[dict[str, Changes], list[Path]]:
    """Bring all catalogues up to date.

    Returns:
        What has changed in each language, and the catalogues that could not be written.
    """
    changes = {language: Changes() for language in languages}
    unwritten = []
    for path in templates:
        for language in languages:
            catalogue = project.folders(language)[0] / path.relative_to(pot).with_suffix(".po")
            try:
                said = _update(path, catalogue, language, changes[language])
            except CatalogueError as error:
                said = f"{error} It is left as it was."
                changes[language].damaged += 1
            except OSError as error:
                said = f"{catalogue} cannot be written: {error.strerror}."
                unwritten.append(catalogue)
            if said:
                bar.say(said)
        bar.step(path.stem)
    return changes, unwritten


def _update(template: Path, path: Path, language: str, changes: Changes) -> str:
    """Bring one catalogue up to date, by the rules of sphinx-intl.

    sphinx-intl's own command stops at the first catalogue it cannot read, reads damaged ones as if they
    were sound, and takes minutes where a few hundred messages have changed.

    Returns:
        What was done, if anything.
    """
    new = load_po(str(template))
    if not path.exists():
        new.locale = language.replace("-", "_")
        replace(path, po_text(new))
        changes.created += 1
        return f"Created {path}"
    catalogue = read_catalogue(path, language)
    before = {message.id for message in catalogue if message.id}
    _join_lists(catalogue, new)
    renew(catalogue, new)
    after = {message.id for message in catalogue if message.id}
    if before == after:  # sphinx-intl writes no file for new locations alone
        changes.unchanged += 1
        return ""
    replace(path, po_text(catalogue))
    added, removed = len(after - before), len(before - after)
    changes.updated += 1
    changes.added += added
    changes.removed += removed
    return f"Updated {path}: +{added}, -{removed}"


def _join_lists(catalogue: Catalog, new: Catalog) -> None:
    """Make one list of what catalogues have one by one: the forms of an entry, before they were a list.

    They are known by this: the list is new, and translations are there for each of its items, of which
    one at least is no message any more.
    """
    known = {str(message.id): str(message.string) for message in catalogue if not message.fuzzy}
    messages = {str(message.id) for message in new}
    for message in messages - {str(message.id) for message in catalogue}:
        items = split_list(message)
        if len(items) < 2 or messages.issuperset(items) or not all(map(known.get, items)):
            continue
        texts = tuple(dict.fromkeys(chain.from_iterable(split_list(known[item]) for item in items)))
        if split_list(joined := join_list(texts)) == texts:
            catalogue.add(message, joined)
