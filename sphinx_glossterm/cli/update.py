"""``glossterm update``: extract the text, and update the catalogues of every language."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass, fields
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Final

import click
from babel.messages.catalog import Catalog
from sphinx.util.osutil import relpath
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
from sphinx_glossterm.translate.compendium import Compendium, Key, is_of_programs, key_of
from sphinx_glossterm.translate.po_files import CatalogueError, catalogues_in, read_catalogue
from sphinx_glossterm.translate.renewal import po_text, renew

_CREATED: Final = re.compile(rb'^"POT-Creation-Date: .*\n', re.MULTILINE)
_LOCATION: Final = re.compile(rb"^#: (.*):(-?\d+)(?=\r?$)", re.MULTILINE)
"""A location as Sphinx writes it: one on each line."""
_NAMED: Final = 3
"""How many catalogues to name at most, if translations come from several."""


@dataclass(slots=True)
class Changes:
    """What an update did to the catalogues of a language.

    Attributes:
        created: How many catalogues are new.
        updated: How many have other messages than before.
        unchanged: How many are unchanged, because their messages are the same.
        added: How many messages are new in the updated ones.
        removed: How many messages have become obsolete in them.
        damaged: How many could not be updated.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    added: int = 0
    removed: int = 0
    damaged: int = 0


_HELP: Final = """\
Extract the text of SRC, and update the catalogues of every language.

This does what sphinx-build -b gettext and then sphinx-intl update do, in the source language and in
the first folder of locale_dirs. Translations are kept. Where the source text has changed a little,
the translation is marked "fuzzy", so that somebody looks at it again. Messages that the source no
longer has become obsolete. Comments tell translators what each message of an entry is; translators'
own comments stay. A text that moves to another document, or to another catalogue because
gettext_compact has changed, takes its translation with it.

A language named with -l that has no catalogues yet gets new ones. A damaged catalogue is reported
and left as it is; the others are updated.

\b
Examples:
  glossterm update docs             all languages of the project
  glossterm update docs -l hi,bn    begin two languages

\b
Exit status:
  0  every catalogue is up to date
  1  the text could not be extracted, or a catalogue is damaged or
     cannot be written
  2  the command line was wrong
"""


@click.command(help=_HELP)
@source_argument
@language_option
@click.option(
    "-p",
    "--pot",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the extracted text (.pot). Locations in the catalogues are relative to"
    " it.  [default: SRC/_build/gettext]",
)
@click.pass_context
def update(context: click.Context, source: Path, asked: tuple[str, ...], pot: Path | None) -> None:
    """Run the command."""
    project = open_project(source)
    languages = choose(asked, project.targets, project.known)
    if not languages:
        raise click.UsageError("There is no language to update yet. Name one with -l, such as -l hi.")
    _check_source_language(project, languages)
    for problem in project.misnamed(languages):
        click.echo(problem, err=True)
    # If only conf.py has the wrong name, new catalogues get the right one.
    languages = [
        gettext_name(language)
        if "-" in language and not any(map(Path.is_dir, project.folders(language)))
        else language
        for language in languages
    ]
    if not project.locale_dirs:
        raise click.UsageError(
            f"locale_dirs in {source / 'conf.py'} is empty: name the folder for catalogues there."
        )
    pot = pot or source / "_build" / "gettext"
    if source.resolve().is_relative_to(pot.resolve()):
        message = f"'{pot}' holds SRC: name a folder that is only for templates."
        raise click.BadParameter(message, param_hint="'--pot'")
    for folder in (pot, pot.resolve().parent):
        check_writable(folder, "--pot")
    check_writable(project.locale_dirs[0], "SRC")
    changes, unwritten = bring_up_to_date(project, languages, pot)
    head = ["language", *(number.name for number in fields(Changes))]
    rows = [[language, *map(str, astuple(found))] for language, found in changes.items()]
    click.echo(table(head, rows))
    if unwritten:
        files = f"{len(unwritten)} catalogue{'' if len(unwritten) == 1 else 's'}"
        click.echo(f"{files} could not be written. What was there before is unchanged.", err=True)
    if unwritten or any(found.damaged for found in changes.values()):
        context.exit(1)


def bring_up_to_date(
    project: Project, languages: Sequence[str], pot: Path
) -> tuple[dict[str, Changes], list[Path]]:
    """Extract the text, and update the catalogues of some languages.

    Args:
        project: The project.
        languages: The languages, under the names that Sphinx reads catalogues by.
        pot: The folder for the extracted text.

    Returns:
        What has changed in each language, and the catalogues that could not be written.

    Raises:
        Failure: The text could not be extracted.
    """
    with progress("Extracting", 1) as bar:
        templates = _extract(project, pot, bar)
    with progress("Updating", len(templates) * len(languages)) as bar:
        return _update_all(project, languages, pot, templates, bar)


def _check_source_language(project: Project, languages: Sequence[str]) -> None:
    """Stop before the source language gets catalogues by accident.

    Raises:
        click.BadParameter: It would, and conf.py does not name the source language.
    """
    own = project.conf.source_language
    if own in languages and not project.conf.names_source_language:
        raise click.BadParameter(
            f"glossterm takes '{own}' for the language of the documents, because of 'language' in"
            f' conf.py. If that is right, write glossterm_source_language = "{own}" there, and name'
            " another language here. If not, write their real language there, such as"
            f' glossterm_source_language = "{"de" if own == "en" else "en"}".',
            param_hint="'-l'",
        )


def _extract(project: Project, pot: Path, bar: Progress) -> list[Path]:
    """Extract the text, and update the templates in *pot*.

    Sphinx extracts into a temporary folder, so that templates of deleted documents do not count. That
    folder is not inside the source: some extensions write documents beside the output, and the next
    build would read them.

    Returns:
        The templates.
    """
    with tempfile.TemporaryDirectory(prefix="glossterm-") as folder:
        fresh, doctrees = (Path(folder).resolve() / name for name in ("gettext", "doctrees"))
        language = f"language={project.conf.source_language}"
        arguments = ["-b", "gettext", "-D", language, "-d", str(doctrees), "--no-color"]
        outcome = run_sphinx([*arguments, argument(project.source)], fresh, bar.show)
        if outcome.status:
            raise Failure(f"The text could not be extracted:\n{outcome.complaints}")
        if outcome.complaints:
            bar.say(outcome.complaints)
        extracted = {pot / path.relative_to(fresh): path for path in sorted(fresh.rglob("*.pot"))}
        for path, new in extracted.items():
            _renew_template(path, _relocated(new.read_bytes(), fresh, pot.resolve()))
    for path in sorted(pot.rglob("*.pot")):
        if path not in extracted:
            bar.say(f"{path} belongs to no document and is not used. Delete it.")
    return list(extracted)


def _relocated(template: bytes, folder: Path, home: Path) -> bytes:
    """A template moved from one folder to another, with its locations adapted.

    gettext writes names with white space between isolates. Sphinx does not, so programs would read such
    a name as several.
    """

    @cache
    def moved(name: str) -> str:
        whole = os.path.normpath(folder / name)
        found = relpath(whole, home).replace(os.sep, "/") if name else name
        return f"\u2068{found}\u2069" if re.search(r"\s", found) else found

    def relocate(line: re.Match[bytes]) -> bytes:
        return b"#: %s:%s" % (moved(line[1].decode()).encode(), line[2])

    return _LOCATION.sub(relocate, template)


def _renew_template(path: Path, content: bytes) -> None:
    """Write a template, unless only its date is new."""
    try:
        if not path.is_file() or _CREATED.sub(b"", path.read_bytes()) != _CREATED.sub(b"", content):
            replace(path, content)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}.") from error


def _update_all(
    project: Project, languages: Sequence[str], pot: Path, templates: Sequence[Path], bar: Progress
) -> tuple[dict[str, Changes], list[Path]]:
    """Update the catalogues of all languages, one language after another.

    Returns:
        What has changed in each language, and the catalogues that could not be written.
    """
    found = {path.relative_to(pot).with_suffix("").as_posix(): path for path in templates}
    loaded = {name: load_po(str(path)) for name, path in found.items()}
    wanted = {
        name: {key_of(message) for message in template if message.id}
        for name, template in loaded.items()
    }
    changes = {language: Changes() for language in languages}
    unwritten: list[Path] = []
    for language in languages:
        catalogues = _Catalogues(project.folders(language), language, wanted, bar)
        for name, path in found.items():
            catalogues.update(name, path, loaded[name], changes[language])
            bar.step(f"{language}: {name}")
        catalogues.name_unused()
        unwritten += catalogues.unwritten
    return changes, unwritten


class _Catalogues:
    """The catalogues of a language, all read before the first one changes.

    So a message that has moved is still found in its old catalogue.

    Args:
        folders: Their folders; the first is written to.
        language: The language.
        wanted: The messages of each template.
        bar: Shows progress and messages.

    Attributes:
        unwritten: Those that could not be written.
    """

    def __init__(
        self, folders: Sequence[Path], language: str, wanted: Mapping[str, Set[Key]], bar: Progress
    ) -> None:
        self._home = folders[0]
        self._language = language
        self._bar = bar
        self._found: dict[str, Catalog] = {}
        self._damaged: dict[str, CatalogueError] = {}
        self._unused: list[str] = []
        self._compendium = Compendium()
        self.unwritten: list[Path] = []
        for folder in folders:
            for path in catalogues_in(folder):
                self._read(folder, path, wanted)

    def _read(self, folder: Path, path: Path, wanted: Mapping[str, Set[Key]]) -> None:
        name = path.relative_to(folder).with_suffix("").as_posix()
        is_home, own = folder == self._home, wanted.get(name)
        self._bar.show(f"{self._language}: {name}")
        try:
            catalogue = read_catalogue(path, self._language)
        except CatalogueError as error:
            if is_home and own is not None:
                self._damaged[name] = error
            else:
                self._bar.say(f"{error} No translations can be taken from it.")
            return
        if own is None and is_of_programs(name, catalogue):
            return
        self._compendium.add(name, catalogue, own, path.stat().st_mtime_ns)
        if not is_home:
            self._compendium.cover(name, catalogue)
        elif own is not None:
            self._found[name] = catalogue
        else:
            self._unused.append(name)

    def update(self, name: str, template: Path, new: Catalog, changes: Changes) -> None:
        """Update one catalogue, and report what was done, if anything."""
        path = self._home / f"{name}.po"
        try:
            if error := self._damaged.get(name):
                raise error
            said, taken = self._renew(name, template, new, changes)
        except CatalogueError as error:
            said, taken = f"{error} It is left as it was.", {}
            changes.damaged += 1
        except OSError as error:
            said, taken = f"{path} cannot be written: {error.strerror}.", {}
            self.unwritten.append(path)
        if said:
            self._bar.say(said)
        if taken:
            self._bar.say(_taken_over(path, taken))

    def _renew(
        self, name: str, template: Path, new: Catalog, changes: Changes
    ) -> tuple[str, Mapping[str, int]]:
        """Update one catalogue by the rules of sphinx-intl.

        We do not call sphinx-intl itself: it stops at the first catalogue that it cannot read, accepts
        damaged ones, and takes minutes if a few hundred messages have changed.

        Returns:
            What was done, if anything, and how many translations came from which other catalogue.
        """
        path = self._home / f"{name}.po"
        catalogue = self._found.pop(name, None)
        if catalogue is None and not path.exists():
            catalogue = _begin(template, self._language)
            taken = renew(catalogue, new, name, self._compendium)
            replace(path, po_text(catalogue))
            changes.created += 1
            return f"Created {path}", taken
        if catalogue is None:  # in a folder that is not searched
            catalogue = read_catalogue(path, self._language)
        before, known = {message.id for message in catalogue if message.id}, _comments(catalogue)
        _join_lists(catalogue, new)
        taken = renew(catalogue, new, name, self._compendium)
        after = {message.id for message in catalogue if message.id}
        # sphinx-intl writes no file for new locations alone.
        if before == after and not taken and known == _comments(catalogue):
            changes.unchanged += 1
            return "", taken
        replace(path, po_text(catalogue))
        added, removed = len(after - before), len(before - after)
        changes.updated += 1
        changes.added += added
        changes.removed += removed
        return f"Updated {path}: +{added}, -{removed}", taken

    def name_unused(self) -> None:
        """Report catalogues that no document uses."""
        if self._unused:
            named = ", ".join(f"{name}.po" for name in self._unused)
            are = "is" if len(self._unused) == 1 else "are"
            self._bar.say(
                f"{self._home}: {named} {are} no longer used, because no document has these texts."
                f" Delete {'it' if are == 'is' else 'them'} if you need nothing in there."
            )


def _begin(template: Path, language: str) -> Catalog:
    """A catalogue with the header of a template, and without messages."""
    catalogue: Catalog = load_po(str(template))
    catalogue.locale = language.replace("-", "_")
    for message in [message for message in catalogue if message.id]:
        catalogue.delete(message.id, message.context)
    return catalogue


def _comments(catalogue: Catalog) -> dict[Key, str]:
    """The comments from the source, without white space, because long ones are wrapped."""
    found = ((key_of(message), "".join(message.auto_comments)) for message in catalogue if message.id)
    return {key: "".join(comment.split()) for key, comment in found}


def _taken_over(path: Path, taken: Mapping[str, int]) -> str:
    """The message about translations that came from other catalogues."""
    count = sum(taken.values())
    names = [f"{name}.po" for name in sorted(taken, key=lambda name: (-taken[name], name))]
    named = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" * (len(names) > _NAMED))
    return f"{path}: took {count} translation{'s' * (count != 1)} over from {named}"


def _join_lists(catalogue: Catalog, new: Catalog) -> None:
    """Join translated forms into one list. Older catalogues have a message for each form.

    This applies to a list that is a new message, if each of its items has a translation and at least one
    item is no longer a message.
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
