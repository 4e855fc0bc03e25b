"""What all commands need to know about a project: its folder, languages and catalogues."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar

import click
from babel.core import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from sphinx_glossterm.cli.probe import read_conf
from sphinx_glossterm.cli.replies import Conf
from sphinx_glossterm.exchange.child import ChildError, Listen, Outcome, argument, ask
from sphinx_glossterm.messages import did_you_mean, listing
from sphinx_glossterm.terms.languages import gettext_name
from sphinx_glossterm.translate.counts import Catalogues
from sphinx_glossterm.translate.po_files import CatalogueError, catalogues_in

CONF: Final = "conf.py"
_TAG: Final = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{2,8})*(@[A-Za-z0-9]{2,12})?")

P = ParamSpec("P")
T = TypeVar("T")

source_argument = click.argument(
    "source", metavar="SRC", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
language_option = click.option(
    "-l",
    "--language",
    "asked",
    metavar="LANG",
    multiple=True,
    help="A language, such as hi, pt_BR or pt-BR. Give it several times, or as a list: hi,bn."
    " Default: those in glossterm_languages of conf.py, or else the languages with"
    " catalogues.",
)


class Failure(click.ClickException):
    """The build or the check failed (exit status 1)."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Project:
    """A Sphinx project that is published in several languages.

    Attributes:
        source: The folder with conf.py, as it was given.
        conf: What conf.py says.
    """

    source: Path
    conf: Conf

    @property
    def locale_dirs(self) -> list[Path]:
        """The folders with catalogues; new ones are written to the first."""
        return [self.source / directory for directory in self.conf.locale_dirs]

    @property
    def languages(self) -> list[str]:
        """The languages in conf.py, or else the source language and those with catalogues."""
        return list(self.conf.languages) or self.known

    @property
    def known(self) -> list[str]:
        """Every language that is in conf.py or has catalogues."""
        folders = (
            messages.parent.name
            for directory in self.locale_dirs
            for messages in sorted(directory.glob("*/LC_MESSAGES"))
            if messages.is_dir()
        )
        return list(dict.fromkeys([self.conf.source_language, *self.conf.languages, *folders]))

    @property
    def targets(self) -> list[str]:
        """The languages that the project is translated into."""
        return [language for language in self.languages if language != self.conf.source_language]

    def folders(self, language: str) -> list[Path]:
        """The folders for the catalogues of a language, existing or not, by rank."""
        return [directory / language / "LC_MESSAGES" for directory in self.locale_dirs]

    def catalogues(self, language: str) -> Iterator[Path]:
        """The ``.po`` files of a language."""
        return chain.from_iterable(map(catalogues_in, self.folders(language)))

    def damage(self, language: str) -> list[CatalogueError]:
        """One error for each damaged catalogue of a language."""
        return Catalogues(self.folders(language), language).damaged

    def name(self, language: str) -> str:
        """A language's own name."""
        if language in self.conf.languages:
            return self.conf.languages[language]
        locale = find_locale(language)
        return (locale.get_display_name() if locale else None) or language

    def misnamed(self, languages: Iterable[str]) -> Iterator[str]:
        """A message for each language name that no build reads catalogues by, such as ``pt-BR``."""
        for language in languages:
            if "-" not in language or language == self.conf.source_language:
                continue
            name = gettext_name(language)
            for folder in self.folders(language):
                if folder.is_dir():
                    yield (
                        f"{folder.parent}: no build reads catalogues from a folder of that name. Rename"
                        f" it to {name}."
                    )
            if language in self.conf.languages:
                yield (
                    f'glossterm_languages in conf.py has "{language}", but no build reads catalogues'
                    f' of that name. Write "{name}".'
                )

    def lacks_catalogues(self, language: str) -> str:
        """A message if a language has no catalogues but needs some; otherwise empty."""
        if language == self.conf.source_language or any(self.catalogues(language)):
            return ""
        places = " or ".join(map(str, self.folders(language))) or "any folder: locale_dirs is empty"
        return (
            f"{language}: there are no catalogues in {places}. To create them: glossterm update"
            f" {argument(self.source)} -l {language}"
        )

    def ask(
        self,
        function: Callable[Concatenate[Path, P], T],
        listen: Listen | None = None,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> tuple[T, Outcome]:
        """Let a separate process, with Sphinx loaded, read the project.

        Args:
            function: One of :mod:`sphinx_glossterm.cli.probe`.
            listen: Called with each line that Sphinx prints.
            args: The function's arguments after the source folder.
            kwargs: Its keyword arguments.

        Raises:
            Failure: The project cannot be read.
        """
        try:
            return ask(function, listen, self.source.resolve(), *args, **kwargs)
        except ChildError as error:
            raise Failure(f"{self.source} cannot be read:\n{error}") from error


def open_project(source: Path) -> Project:
    """Read conf.py in a separate process.

    Raises:
        click.BadParameter: There is no conf.py.
        Failure: It cannot be read.
    """
    if not (source / CONF).is_file():
        near = [
            folder for name in ("source", "docs", "doc") if (folder := source / name / CONF).is_file()
        ]
        hint = did_you_mean(str(path.parent) for path in near)
        raise click.BadParameter(f"'{source}' has no {CONF}.{hint}", param_hint="'SRC'")
    try:
        conf, _ = ask(read_conf, None, source.resolve())
    except ChildError as error:
        raise Failure(f"{source / CONF} cannot be read:\n{error}") from error
    return Project(source, conf)


def split_names(asked: Iterable[str]) -> list[str]:
    """The names in an option that is given several times or as a list with commas."""
    return [name.strip() for names in asked for name in names.split(",")]


def check_names(names: Iterable[str], known: Collection[str], what: str, where: str) -> None:
    """Check all names before any work is done.

    Args:
        names: The names.
        known: The names that exist.
        what: What they are the names of, for the message.
        where: The option or setting that has them, for the message.

    Raises:
        click.BadParameter: A name is unknown.
    """
    for name in names:
        if name not in known:
            hint = did_you_mean(get_close_matches(name, known, n=1)) or f" There are {listing(known)}."
            raise click.BadParameter(f"There is no {what} '{name}'.{hint}", param_hint=where)


def find_locale(language: str) -> Locale | None:
    """Babel's locale for a language; None if it has none."""
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def choose(asked: Iterable[str], default: Iterable[str], known: Iterable[str]) -> list[str]:
    """The languages to work on, each once. New ones get the names that gettext uses.

    Args:
        asked: The languages on the command line; lists with commas are allowed.
        default: The languages to use if the command line names none.
        known: Languages that the project already has. They are accepted even if Babel does not know
            them.

    Raises:
        click.BadParameter: A language is unknown, or is not a language code.
    """
    named = split_names(asked)
    known, chosen = set(known), named or list(default)
    for tag in chosen:
        if not _TAG.fullmatch(tag) or (tag not in known and find_locale(tag) is None):
            message = f"'{tag}' is not a known language code.{did_you_mean(_closest(tag))}"
            where = "'-l'" if named else "glossterm_languages in conf.py"
            raise click.BadParameter(message, param_hint=where)
    return list(dict.fromkeys(tag if tag in known else _as_gettext(tag) for tag in chosen))


def _as_gettext(tag: str) -> str:
    """The name by which Sphinx reads the catalogues of a language. Tell the user if it differs."""
    if "-" not in tag:
        return tag
    name = gettext_name(tag)
    click.echo(f"Using {name} for {tag}: this is how gettext and Sphinx write it.", err=True)
    return name


def _closest(tag: str) -> list[str]:
    """Codes the user may have meant: of a language with such a name, or else with similar spelling."""
    codes = {str(name).casefold(): code for code, name in Locale("en").languages.items()}
    named = get_close_matches(tag.casefold(), codes, n=1, cutoff=0.8)
    if named:
        return [codes[named[0]]]
    return get_close_matches(tag.replace("-", "_"), locale_identifiers(), n=3)


def check_writable(folder: Path, parameter: str) -> None:
    """Create *folder* if it is missing, and try to write in it, before any work is done.

    Raises:
        click.BadParameter: It cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        reason = "it is a file" if folder.is_file() else error.strerror
        message = f"'{folder}' cannot be written: {reason}."
        raise click.BadParameter(message, param_hint=f"'{parameter}'") from error
