"""``glossterm migrate``: turn built-in glossaries into entries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.new import check_glossary
from sphinx_glossterm.cli.progress import Progress, progress
from sphinx_glossterm.cli.project import CONF, Failure
from sphinx_glossterm.cli.source import MARKUPS, read_source
from sphinx_glossterm.messages import listing
from sphinx_glossterm.migration.migrate import Migration, migrate
from sphinx_glossterm.read.markup import Markup

_HELP: Final = """\
Turn the built-in glossaries in each FILE into entries, and show the difference.

Nothing is written without --write. In each entry of a glossary, the first term becomes the title
and the others become other names. Classifiers, comments, the whole definition and the order stay.
Links to the old anchors still work, and translations still match, message for message.

Names keep their markup. What cannot be migrated, such as a term with a link in it or a glossary
inside a list, is reported with its line and left as it was. A file may hold entries and a glossary:
fix what was reported, and run the command again.

\b
Examples:
  glossterm migrate docs/glossary.rst
  glossterm migrate docs/glossary.rst docs/reference/*.md --write

\b
Exit status:
  0  done, even if there was nothing to do
  1  a file could not be read or written, or is not UTF-8; the others are done
  2  the command line was wrong; nothing was written
"""


@click.command("migrate", help=_HELP)
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--write", is_flag=True, help="Write the files, instead of only showing the difference.")
@click.option("-g", "--glossary", default="", help="The glossary of the entries, if there are several.")
@click.pass_context
def migrate_command(context: click.Context, files: tuple[Path, ...], write: bool, glossary: str) -> None:
    """Run the command."""
    glossary = check_glossary(glossary)
    _check_kinds(files)
    failed = done = 0
    ids: set[str] = set()
    with progress("Migrating", len(files)) as bar:
        for path in dict(zip(map(Path.resolve, files), files, strict=True)).values():
            try:
                done += _migrate(path, ids, glossary, write=write, bar=bar)
            except Failure as failure:
                bar.say(failure.message)
                failed += 1
            bar.step(path.name)
    if done and (conf := _conf_without_us(files)):
        click.echo(
            f'{conf} does not load this extension, so Sphinx ignores entries. Add "sphinx_glossterm"'
            " to extensions there.",
            err=True,
        )
    if done and not write:
        click.echo("Nothing was written. Add --write to write it.", err=True)
    if failed:
        context.exit(1)


def _conf_without_us(files: Iterable[Path]) -> Path | None:
    """The first conf.py above the files that does not mention this package; None if all do."""
    for path in files:
        above = (folder / CONF for folder in path.resolve().parents)
        conf = next((conf for conf in above if conf.is_file()), None)
        if conf is not None and "sphinx_glossterm" not in conf.read_text("utf-8", "replace"):
            return conf
    return None


def _check_kinds(files: Iterable[Path]) -> None:
    """Check the markup of every file before anything is written.

    Raises:
        click.BadParameter: A file has another suffix.
    """
    for path in files:
        if path.suffix.lower() not in MARKUPS:
            raise click.BadParameter(
                f"'{path}' is not named as reStructuredText or MyST Markdown: the name must end in"
                f" {listing(MARKUPS, 'or')}.",
                param_hint="'FILE...'",
            )


def _migrate(path: Path, ids: set[str], glossary: str, *, write: bool, bar: Progress) -> bool:
    """Migrate one file.

    Args:
        path: Where it is.
        ids: The ids of the entries in the files before it; its own are added.
        glossary: The glossary the entries are to belong to; empty for none.
        write: Whether to write it.
        bar: Shows progress and messages.

    Returns:
        Whether there was anything to migrate.

    Raises:
        Failure: It cannot be read or written.
    """
    source = read_source(path)
    try:
        found = migrate(source.text, MARKUPS[path.suffix.lower()], ids, glossary)
    except ImportError as error:
        raise Failure(
            f"{path} is {Markup.MYST.value}. To read it, run: pip install myst-parser"
        ) from error
    for note in found.notes:
        bar.say(f"{path}:{note.line}: {note.text}")
    if not found.glossaries:
        bar.say(f"{path}: no built-in glossary found.")
        return False
    if found.migrated:
        click.echo("".join(source.diff(found.text)), nl=False)
        if write:
            source.write(found.text)
    bar.say(f"{path}: {_summary(found, write=write)}")
    return bool(found.migrated)


def _summary(found: Migration, *, write: bool) -> str:
    many = f"{found.migrated} entr{'y' if found.migrated == 1 else 'ies'}"
    verb = "migrated" if write else "can be migrated"
    left = f"; {found.left} left as before" if found.left else ""
    return f"{many} {verb}{left}."
