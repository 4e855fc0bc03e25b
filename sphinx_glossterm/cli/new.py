"""``glossterm new``: an entry, ready to fill in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.home import Known, Neighbour, find_neighbour, read_files
from sphinx_glossterm.cli.probe import read_sources
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import Failure, Project, check_writable, open_project
from sphinx_glossterm.cli.replies import Sources
from sphinx_glossterm.cli.source import Source, markup_of, read_source, suffix_of
from sphinx_glossterm.config import glossary_by
from sphinx_glossterm.messages import listing
from sphinx_glossterm.migration.migrate import read_page
from sphinx_glossterm.migration.writing import Draft, title_problem, write_entry
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import Status, exact, fold, is_id, make_id, squeeze

# The definition that a new entry begins with, in the language of the project.
_TODO: Final = {
    "en": "TODO: say in one sentence what this is.",
    "hi": "TODO: एक वाक्य में बताएँ कि यह क्या है।",
}
_HINT: Final = (
    'Remove ":status: draft" when the entry is ready. Other options: :aka:, :abbr:, :forms:,',
    ":tags: and :related:. Other directives: whymatters, deepdive and procon.",
)

_HELP: Final = """\
Write a new entry next to its neighbour, in the neighbour's style. It begins as a draft.

SRC is the folder with conf.py; without it, the current folder. The first entry of a project goes
into the folder "terms".

The neighbour is the entry that comes before the new one in dictionary order, in the same category
if that has entries. If none comes before, or if only the entry after it begins with the same
letter, the neighbour is the entry after it. If the neighbour has a page to itself, the new entry
gets its own page beside it; otherwise it goes onto the neighbour's page.

\b
Examples:
  glossterm new "Context window" docs --category "How models work"
  glossterm new "संदर्भ विंडो" --id context-window
  glossterm new Token docs --to docs/terms/basics.md --dry-run

\b
Exit status:
  0  the entry was written
  1  the project could not be read, or the file could not be written
  2  the command line was wrong, or the title exists; nothing was written
"""


@click.command("new", help=_HELP)
@click.argument("title", metavar="TITLE")
@click.argument(
    "source",
    metavar="[SRC]",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@click.option("-c", "--category", default="", help="The category of the entry.")
@click.option("-g", "--glossary", default="", help="The glossary of the entry, if there are several.")
@click.option("--id", "wanted", default="", help="The id of the entry.  [default: made from the title]")
@click.option(
    "--to",
    "target",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file for the entry: a new one, or one that has entries.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written, but write nothing.")
def new(
    title: str,
    source: Path,
    category: str,
    glossary: str,
    wanted: str,
    target: Path | None,
    dry_run: bool,
) -> None:
    """Run the command."""
    title = _check_text(title, "'TITLE'", "a title")
    category = _check_text(category, "'--category'", "a category") if category else ""
    glossary = check_glossary(glossary)
    if wanted:
        _check_id(wanted)
    project = open_project(source)
    sources, _ = project.ask(read_sources)
    check_sources(project, sources)
    root = project.source / sources.documents.get(project.conf.root_doc, "")
    text, made = _read_title(title, markup_of(target or root, sources.parsers) or Markup.RST)
    id_ = wanted or made
    with progress("Reading", len(sources.documents)) as bar:
        files = read_files(source, sources, bar)
    home = glossary or _home(project, sources, target)
    if taken := next(_holders(files, text, id_, home), ""):
        raise click.BadParameter(taken, param_hint="'TITLE'")
    known = (entry.category for file in files for entry in file.page.entries)
    category = next((label for label in known if fold(label) == fold(category)), category)
    near = [file for file in files if target is None or file.source.path.resolve() == target.resolve()]
    neighbour = find_neighbour(near, text, category, project.conf.source_language, home)
    path = target or _path(project, sources, neighbour, id_)
    markup = check_path(path, project, sources)
    if why := title_problem(title, markup):
        raise click.BadParameter(
            f'"{title}" {why}, so it cannot be written as a title in {markup.value}.',
            param_hint="'TITLE'",
        )
    draft = _draft(project.conf.source_language, markup, title, id_, glossary, category)
    old, place = _place(path, neighbour)
    content, line = old.with_block(_written(draft, markup, neighbour, sources), place)
    if dry_run:
        click.echo("".join(old.diff(content)), nl=False)
        click.echo("Nothing has been written.", err=True)
        return
    is_new = not path.exists()
    check_writable(path.parent, "--to" if target else "SRC")
    old.write(content)
    click.echo(f'{old.path}:{line}: the entry "{title}" begins here. Fill it in.')
    if is_new and not any(file.page.has_index for file in files):
        _say_how_to_reach(_docname(path, project))


def _say_how_to_reach(docname: str) -> None:
    """Say that no page leads to a new one yet."""
    click.echo(
        f"No page lists all terms, so nothing leads to the new page: put {listing([docname])} into a"
        " toctree, or a termindex on a page.",
        err=True,
    )


def check_sources(project: Project, sources: Sources) -> None:
    """Stop if no build would find a new entry.

    Raises:
        Failure: There are documents, but not the one that the project begins with.
    """
    # If there are none at all, an entry may be the first.
    if sources.documents and project.conf.root_doc not in sources.documents:
        names = [project.conf.root_doc + suffix for suffix in sources.parsers]
        raise Failure(
            f"{project.source} has no {listing(names, 'or')}, the document that the project begins"
            " with. Write it first, or set root_doc in conf.py to another one."
        )


def _check_text(text: str, parameter: str, what: str) -> str:
    """A title or category with normalised white space.

    Raises:
        click.BadParameter: It is empty, or has control characters.
    """
    # Cc: control characters and line breaks. Cs: bytes of the command line that are not UTF-8.
    bad = next((char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}), None)
    if bad is not None:
        raise click.BadParameter(
            f"{what} is one line of text, and this one has the character U+{ord(bad):04X} in it.",
            param_hint=parameter,
        )
    if not squeeze(text):
        raise click.BadParameter(f"{what} needs at least one letter.", param_hint=parameter)
    return squeeze(unicodedata.normalize("NFC", text))


def check_glossary(name: str) -> str:
    """The name of a glossary with its white space in order; empty if none is given.

    Raises:
        click.BadParameter: No glossary can have that name.
    """
    if ":" in name:
        raise click.BadParameter("a colon ends the name of a glossary.", param_hint="'--glossary'")
    return _check_text(name, "'--glossary'", "the name of a glossary") if name else ""


def _check_id(wanted: str) -> None:
    if not is_id(wanted):
        raise click.BadParameter(
            f"'{wanted}' cannot be an id: an id begins with a letter, and has letters, digits, \"-\","
            f' "_" and ".". Try \'{make_id(wanted)}\'.',
            param_hint="'--id'",
        )


def _read_title(title: str, markup: Markup) -> tuple[str, str]:
    """The plain text of a title, which may have markup, and the id made from it."""
    lines = write_entry(Draft(title, (), ()), markup, fence="~~~")
    found = read_page("\n".join(lines), markup).entries
    return (found[0].title, found[0].id) if found and found[0].title else (title, make_id(title))


def _holders(files: Sequence[Known], title: str, id_: str, glossary: str) -> Iterator[str]:
    """A message for each entry of a glossary that already has the name or the id."""
    go_on = "Edit that one, or choose another title or --id."
    entries = [
        (file.source.path, entry)
        for file in files
        for entry in file.page.entries
        if fold(entry.glossary or "") == fold(glossary)
    ]
    for path, entry in entries:
        if exact(title) in map(exact, (entry.title, *entry.names)):
            yield f'There is an entry with the name "{title}": {path}:{entry.first + 1}. {go_on}'
    for file in files:
        for builtin in file.page.glossaries:
            for term in (term for entry in builtin.entries for term in entry.terms):
                if exact(term.reading.words) == exact(title):
                    path = file.source.path
                    yield (
                        f'A built-in glossary has the term "{title}": {path}:{term.line + 1}.'
                        f" Turn it into an entry with: glossterm migrate {path} --write"
                    )
    for path, entry in entries:
        if entry.id == id_:
            yield f'The entry "{entry.title}" has the id "{id_}": {path}:{entry.first + 1}. {go_on}'


def _path(project: Project, sources: Sources, neighbour: Neighbour | None, id_: str) -> Path:
    """The file for the entry, if the user named none.

    Raises:
        click.BadParameter: The entry would get its own page, but the file exists.
    """
    if neighbour is None:
        root = project.source / sources.documents.get(project.conf.root_doc, "")
        suffix = suffix_of(root, sources.parsers) if markup_of(root, sources.parsers) else ".rst"
        path = project.source / "terms" / f"{id_}{suffix}"
    else:
        path = neighbour.file.source.path
        if not neighbour.file.is_one_entry:
            return path
        path = path.with_name(f"{id_}{suffix_of(path, sources.parsers)}")
    if path.exists():
        raise click.BadParameter(
            f"{path} exists, but does not hold this entry. Choose another --id, or name a file with"
            " --to.",
            param_hint="'TITLE'",
        )
    return path


def check_path(path: Path, project: Project, sources: Sources) -> Markup:
    """The markup of the file for the entry.

    Args:
        path: The file.
        project: The project.
        sources: Its source files.

    Raises:
        click.BadParameter: The suffix is unknown, or the file is outside the project.
    """
    markup = markup_of(path, sources.parsers)
    if markup is None:
        raise click.BadParameter(
            f"'{path}' does not end in a suffix that this project reads.", param_hint="'--to'"
        )
    if not path.resolve().is_relative_to(project.source.resolve()):
        raise click.BadParameter(f"'{path}' is not in '{project.source}'.", param_hint="'--to'")
    return markup


def _home(project: Project, sources: Sources, target: Path | None) -> str:
    """The glossary of a file that has been named; empty for the default one, and where none has been."""
    if target is None or not target.resolve().is_relative_to(project.source.resolve()):
        return ""
    return glossary_by(sources.glossaries, _docname(target, project))


def _docname(path: Path, project: Project) -> str:
    """The name of the document in a file of the project."""
    return path.resolve().relative_to(project.source.resolve()).with_suffix("").as_posix()


def _place(path: Path, neighbour: Neighbour | None) -> tuple[Source, int | None]:
    """The present file, and the line before which the entry goes; None for the end."""
    if neighbour and path.resolve() == neighbour.file.source.path.resolve():
        return neighbour.file.source, neighbour.line
    return (read_source(path) if path.exists() else Source(path, "")), None


def _written(draft: Draft, markup: Markup, neighbour: Neighbour | None, sources: Sources) -> list[str]:
    """The lines of an entry, in the style of its neighbour."""
    fence, indent = ":::" if sources.colon_fence else "```", 3
    if neighbour:
        fence, indent = neighbour.entry.fence, neighbour.entry.indent
    return write_entry(draft, markup, fence=fence, indent=indent)


def _draft(language: str, markup: Markup, title: str, id_: str, glossary: str, category: str) -> Draft:
    options = [("id", id_)] if id_ != _read_title(title, markup)[1] else []
    options += [("glossary", glossary)] if glossary else []
    options += [("category", category)] if category else []
    todo = _TODO.get(language.replace("-", "_").split("_")[0], _TODO["en"])
    if markup is Markup.MYST:
        hint = [f"% {line}" for line in _HINT]
    else:
        hint = [f".. {_HINT[0]}", *(f"   {line}" for line in _HINT[1:])]
    return Draft(title, (*options, ("status", Status.DRAFT.value)), (todo, "", *hint))
