"""``glossterm new``: an entry, ready to fill in."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.home import Home, Shelf
from sphinx_glossterm.cli.probe import read_sources
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import Project, check_writable, open_project
from sphinx_glossterm.cli.source import Source
from sphinx_glossterm.messages import listing
from sphinx_glossterm.migration.writing import Draft, title_problem, write_entry
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import Status, is_id, make_id, squeeze

# The definition an entry begins with, in the language the project is written in.
_TODO: Final = {
    "en": "TODO: say in one sentence what this is.",
    "hi": "TODO: एक वाक्य में बताएँ कि यह क्या है।",
}
_HINT: Final = (
    'Take ":status: draft" away when the entry is ready. Other options: :aka:, :abbr:, :forms:,',
    ":tags: and :related:. Further directives: whymatters, deepdive and procon.",
)

_HELP: Final = """\
Write a new entry where the project keeps its entries, in the style it uses.

SRC is the folder with conf.py; without it, the current folder. Where most entries have a file of
their own, so has the new one, named by its id; else it goes to the page of its category, of its
letter, or the fullest, in alphabetical order if the page is so. It begins as a draft.

\b
Examples:
  glossterm new "Context window" docs --category "How models work"
  glossterm new "संदर्भ विंडो" --id context-window
  glossterm new Token docs --to docs/terms/basics.md --dry-run

\b
Exit status:
  0  the entry is written
  1  the project could not be read, or the file not be written
  2  the call was wrong: such as a title that exists; nothing was written
"""


@click.command("new", help=_HELP)
@click.argument("title", metavar="TITLE")
@click.argument(
    "source",
    metavar="[SRC]",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("-c", "--category", default="", help="The entry's category.")
@click.option("--id", "wanted", default="", help="Its id.  [default: made from the title]")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file it goes to, a new one or one with other entries.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
def new(
    title: str, source: Path, category: str, wanted: str, target: Path | None, dry_run: bool
) -> None:
    """Run the command."""
    title = _check_text(title, "'TITLE'", "a title")
    category = _check_text(category, "'--category'", "a category") if category else ""
    id_ = _check_id(wanted) if wanted else make_id(title)
    project = open_project(source)
    shelf = _read(project)
    if holder := shelf.holder(title, id_):
        what, path, line = holder
        mend = (
            f"Turn it into an entry with: glossterm migrate {path} --write"
            if what.startswith("A built-in")
            else "Go on with that one, or choose another title or --id."
        )
        raise click.BadParameter(f"{what}: {path}:{line}. {mend}", param_hint="'TITLE'")
    home = _home(shelf, project, title, id_, category, target)
    if not dry_run:
        check_writable(home.path.parent, "--to" if target else "SRC")
    _write(project, shelf, home, _draft(project, shelf, home, title, wanted, category), dry_run=dry_run)


def _check_text(text: str, parameter: str, what: str) -> str:
    """A title or a category with its white space in order.

    Raises:
        click.BadParameter: There is nothing in it, or something that no text has.
    """
    # Cc: control characters, line breaks among them; Cs: bytes of the call that are not UTF-8.
    bad = next((char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}), None)
    if bad is not None:
        raise click.BadParameter(
            f"{what} is one line of text, and this one has the character U+{ord(bad):04X} in it.",
            param_hint=parameter,
        )
    if not squeeze(text):
        raise click.BadParameter(f"{what} needs at least one letter.", param_hint=parameter)
    return squeeze(unicodedata.normalize("NFC", text))


def _check_id(wanted: str) -> str:
    if not is_id(wanted):
        raise click.BadParameter(
            f'\'{wanted}\' is no id: it takes letters, digits, "-", "_" and ".", and begins with a'
            f" letter. '{make_id(wanted)}' would do.",
            param_hint="'--id'",
        )
    return wanted


def _read(project: Project) -> Shelf:
    sources, _ = project.ask(read_sources)
    shelf = Shelf(project, sources)
    with progress("Reading", len(sources.documents)) as bar:
        shelf.read(bar)
    return shelf


def _home(
    shelf: Shelf, project: Project, title: str, id_: str, category: str, target: Path | None
) -> Home:
    """Where the entry goes.

    Raises:
        click.BadParameter: It cannot go there.
    """
    if target is None:
        home = shelf.home(title, id_, category)
        if home.source is None and home.path.exists():
            raise click.BadParameter(
                f"{home.path} exists, and has no such entry: choose another --id, or name a file with"
                " --to.",
                param_hint="'TITLE'",
            )
    else:
        if shelf.markup(target) is None or target.suffix == ".ipynb":
            raise click.BadParameter(
                f"'{target}' is in no markup of this project, by its name.", param_hint="'--to'"
            )
        if not target.resolve().is_relative_to(project.source.resolve()):
            raise click.BadParameter(f"'{target}' is not in '{project.source}'.", param_hint="'--to'")
        home = shelf.at(target, title)
    if why := title_problem(title, home.markup):
        raise click.BadParameter(
            f'"{title}" {why}, so that {home.markup.value} has no way to write it as a title.',
            param_hint="'TITLE'",
        )
    return home


def _draft(project: Project, shelf: Shelf, home: Home, title: str, wanted: str, category: str) -> Draft:
    options = {
        "id": wanted if wanted != make_id(title) else "",
        "category": shelf.spelling(category),
        "status": Status.DRAFT.value,
    }
    language = project.conf.source_language.replace("-", "_").split("_")[0]
    todo = _TODO.get(language, _TODO["en"])
    if home.markup is Markup.MYST:
        hint = tuple(f"% {line}" for line in _HINT)
    else:
        hint = (f".. {_HINT[0]}", *(f"   {line}" for line in _HINT[1:]))
    return Draft(title, tuple((k, v) for k, v in options.items() if v), (todo, "", *hint))


def _write(project: Project, shelf: Shelf, home: Home, draft: Draft, *, dry_run: bool) -> None:
    entry = write_entry(draft, home.markup, fence=home.fence, indent=home.indent)
    text = home.with_entry(entry)
    line = text[: text.index(entry[0])].count("\n") + 1
    if dry_run:
        before = home.source or Source(home.path, "")
        click.echo("".join(before.diff(text)), nl=False)
        click.echo("Nothing has been written.", err=True)
        return
    (home.source or Source(home.path, "")).write(text)
    click.echo(f'{home.path}:{line}: the entry "{draft.title}" begins here. Fill it in.')
    if not shelf.has_index and home.source is None:
        name = home.path.resolve().relative_to(project.source.resolve()).with_suffix("").as_posix()
        click.echo(
            f"No page lists all terms, which would lead to it: put {listing([name])} into a toctree, or"
            " a termindex on a page.",
            err=True,
        )
