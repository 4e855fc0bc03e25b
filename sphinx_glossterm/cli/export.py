"""``glossterm export``: the glossary as data, every language in each file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import (
    Failure,
    check_names,
    check_writable,
    open_project,
    source_argument,
    split_names,
)
from sphinx_glossterm.config import FORMATS
from sphinx_glossterm.exchange.building import run_sphinx
from sphinx_glossterm.exchange.child import argument
from sphinx_glossterm.freshness.files import replace as write_whole

_HELP: Final = """\
Write the glossary of SRC into OUT as data. Each file holds every language of the site.

Without -f, the formats are those in glossterm_export of conf.py. If that is empty, they are all
but skos, which needs another library: pip install "sphinx-glossterm[exchange]". Text without a
translation is left out of that language.

\b
Formats:
  json  everything, for programs; glossary.schema.json describes it
  csv   a table for spreadsheets; a cell that they would take for a formula,
        or that begins with an apostrophe, gets an apostrophe before it
  tsv   the same table, for programs
  skos  glossary.ttl and glossary.jsonld, for vocabularies on the web
  tbx   TBX-Basic, version 3, for terminology and translation tools
  tbx2  glossary-v2.tbx, version 2, for Weblate and older tools
  po    glossary.LANG.po for each language, for Weblate and Poedit

\b
Examples:
  glossterm export docs data
  glossterm export docs data -f json -f skos

\b
Exit status:
  0  done
  1  the project cannot be read in one of its languages, a catalogue is
     damaged, a library is missing, or OUT cannot be written
  2  the command line was wrong; nothing was written
"""


@click.command(help=_HELP)
@source_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "asked",
    metavar="FORMAT",
    multiple=True,
    help="A format to write. Give it several times, or as a list: json,csv.",
)
def export(source: Path, out: Path, asked: tuple[str, ...]) -> None:
    """Run the command."""
    formats = split_names(asked)
    check_names(formats, FORMATS, "format", "'-f'")
    project = open_project(source)
    if source.resolve() == out.resolve():
        message = f"'{out}' is the source folder itself: name another folder."
        raise click.BadParameter(message, param_hint="'OUT'")
    try:
        check_writable(out, "OUT")
    except click.BadParameter as error:
        raise Failure(error.message) from error
    # Sphinx would read damaged catalogues anyway, and overwrite good files with incomplete ones.
    damage = [error for language in project.languages for error in project.damage(language)]
    if damage:
        problems = "\n".join(map(str, damage))
        raise Failure(
            f"The glossary of {source} was not exported, because catalogues are damaged:\n{problems}"
        )
    chosen = ["-D", f"glossterm_export={','.join(formats)}"] if formats else []
    with tempfile.TemporaryDirectory(prefix="glossterm-") as folder, progress("Exporting", 1) as bar:
        # Some extensions write documents beside the output. Inside the source folder, the next build
        # would read them.
        fresh, doctrees = Path(folder, "data"), Path(folder, "doctrees")
        before = _stand_in(out, fresh)
        arguments = ["-b", "glossterm", "-d", str(doctrees), "--no-color", *chosen]
        arguments += ["-D", f"language={project.conf.source_language}", argument(source)]
        outcome = run_sphinx(arguments, fresh, bar.show)
        if outcome.complaints:
            bar.say(outcome.complaints)
        if outcome.status:
            raise Failure(f"The glossary of {source} could not be exported.")
        _publish(fresh, out, before)
    click.echo(f"The glossary is in {out}.")


def _stand_in(out: Path, fresh: Path) -> list[str]:
    """Create an empty file in the new folder for each file of an earlier export.

    Returns:
        Their names.
    """
    fresh.mkdir()
    names = [path.name for path in out.glob("glossary*") if path.is_file()]
    for name in names:
        (fresh / name).touch()
    return names


def _publish(fresh: Path, out: Path, before: Iterable[str]) -> None:
    """Copy new files to OUT, and delete there what the export has deleted."""
    path = out
    try:
        for made in sorted(fresh.iterdir()):
            path = out / made.name
            if content := made.read_bytes():
                write_whole(path, content)
        for name in before:
            if not (fresh / name).exists():
                path = out / name
                path.unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"{path} cannot be written: {error.strerror}.") from error
