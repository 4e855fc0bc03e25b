"""``glossterm build``: build every language of a project, each in its own Sphinx process."""

from __future__ import annotations

import io
import os
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Final

import click
from sphinx.cmd.build import get_parser

from sphinx_glossterm.cli.pdf import Books, make_books, missing_tools
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import (
    Project,
    check_writable,
    choose,
    language_option,
    open_project,
    source_argument,
)
from sphinx_glossterm.cli.startpage import PAGE, write_start_page
from sphinx_glossterm.cli.table import table
from sphinx_glossterm.config import WORK
from sphinx_glossterm.exchange.building import run_sphinx
from sphinx_glossterm.exchange.child import Listen, Outcome, argument, end_children
from sphinx_glossterm.freshness.files import replace

# Options of sphinx-build that only this command may set, by their names in Sphinx's parser.
_RESERVED: Final = {
    "builder": "-b",
    "doctreedir": "-d",
    "confdir": "-c",
    "noconfig": "-C",
    "warnfile": "-w",
    "pdb": "-P",
}


@dataclass(frozen=True, slots=True)
class Job:
    """What to build; the same for every language.

    Attributes:
        project: The project.
        out: The folder that holds a folder for each language.
        work: The folder for doctrees and unpublished pages; it too has a folder for each language.
        builder: The builder for HTML.
        options: Further options for Sphinx.
        with_books: Whether PDFs are made too.
    """

    project: Project
    out: Path
    work: Path
    builder: str
    options: list[str]
    with_books: bool


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one language.

    Attributes:
        language: The language.
        problems: Why it was not published; empty if it was.
        outcome: What Sphinx printed, and its exit status; None if it was never started.
        pages: How many pages it has.
        seconds: How long the build took.
        books: The result of the PDFs; None if nobody asked for them, or if there are no pages.
    """

    language: str
    problems: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    pages: int = 0
    seconds: float = 0.0
    books: Books | None = None

    @property
    def row(self) -> list[str]:
        """The line of the summary."""
        result = "failed" if self.problems else "done"
        if self.outcome is None:
            return [self.language, result, "-", "-", "-", "-"]
        pages = "-" if self.problems else str(self.pages)
        pdf = self.books.cell if self.books else "-"
        warnings = str(self.outcome.warnings)
        return [self.language, result, pages, warnings, f"{self.seconds:.1f}", pdf]


def _cores() -> int:
    # In a container, a process may use fewer cores than the machine has.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


_HELP: Final = """\
Build every language of SRC into OUT/LANG, with a start page.

Each language has a sphinx-build of its own; several run at once. A language is published only
when its build succeeds. Until then, and if it fails, OUT/LANG stays as it was, and the other
languages are still built. The next build does only what has changed.

OUT/index.html leads readers to their language. glossterm never touches an index.html that it did
not write.

With --pdf, each language gets its books (latex_documents in conf.py) too, as OUT/LANG/NAME.pdf.
This needs TeX and takes a minute or two. If TeX or a font is missing, glossterm says what to
install, and still builds the pages.

\b
Examples:
  glossterm build docs public
  glossterm build docs public -l en -l hi -W
  glossterm build docs public -b dirhtml -- --nitpicky -t draft
  glossterm build docs public --pdf

\b
Exit status:
  0  every language was built
  1  a language could not be built: its build failed, it has no catalogues,
     or a catalogue is damaged; or a PDF could not be made
  2  the command line was wrong; nothing was built
"""


@click.command(help=_HELP)
@source_argument
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@language_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=_cores,
    show_default="the number of cores",
    help="How many languages to build at once.",
)
@click.option(
    "-b",
    "--builder",
    type=click.Choice(["html", "dirhtml"]),
    default="html",
    show_default=True,
    help="The builder for the pages.",
)
@click.option("--pdf", is_flag=True, help="Make PDFs too, with LaTeX, as OUT/LANG/NAME.pdf.")
@click.option("-W", "--fail-on-warning", is_flag=True, help="Fail a language that has warnings.")
@click.option(
    "-d",
    "--work-dir",
    "work",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for doctrees and unpublished pages, which the next build uses again."
    f"  [default: OUT/{WORK}]",
)
@click.option("-v", "--verbose", is_flag=True, help="Show everything that Sphinx prints.")
@click.argument("options", metavar="[-- SPHINX-BUILD-OPTIONS]", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def build(
    context: click.Context,
    source: Path,
    out: Path,
    asked: tuple[str, ...],
    jobs: int,
    builder: str,
    pdf: bool,
    fail_on_warning: bool,
    work: Path | None,
    verbose: bool,
    options: tuple[str, ...],
) -> None:
    """Run the command."""
    project = open_project(source)
    languages = choose(asked, project.languages, project.known)
    for problem in project.misnamed(languages):
        click.echo(problem, err=True)
    _check_options(options)
    work = work or out / WORK
    _check_places(source, out, work, languages)
    if not asked and languages == [project.conf.source_language]:
        click.echo(
            f"There are no catalogues and no -l, so glossterm builds only {languages[0]}, the source"
            f" language. To begin another one: glossterm update {argument(source)} -l LANG",
            err=True,
        )
    extra = [*(["-W"] if fail_on_warning else []), *options]
    lack = missing_tools(languages) if pdf else ""
    with_books = pdf and not lack
    job = Job(project, out, work, builder, extra, with_books)
    results = _run(job, languages, jobs, verbose=verbose)
    unwritten = write_start_page(project, out, dict.fromkeys([*project.languages, *languages]))
    if unwritten:
        click.echo(unwritten, err=True)
    click.echo(_summary(results, with_books=with_books))
    failed = [result.language for result in results if result.problems]
    if len(failed) < len(results):
        click.echo(f"The site is in {out}. It begins with {out / PAGE}.")
    if failed:
        click.echo(
            f"Not built: {', '.join(failed)}. Pages from an earlier build are unchanged.", err=True
        )
    if lack:
        click.echo(lack, err=True)
    if failed or lack or any(result.books and result.books.problems for result in results):
        context.exit(1)


def _summary(results: Sequence[Result], *, with_books: bool) -> str:
    columns = ["language", "result", "pages", "warnings", "seconds", "pdf"]
    shown = len(columns) if with_books else len(columns) - 1
    return table(columns[:shown], [result.row[:shown] for result in results], 2)


# ---- checking the call


def _check_options(options: Sequence[str]) -> None:
    """Let Sphinx check its options once, before any language is built.

    Raises:
        click.UsageError: Sphinx does not know an option, or this command sets it itself.
    """
    if not {"-h", "--help", "--version"}.isdisjoint(options):
        raise click.UsageError("After --, for sphinx-build: only options of a build are allowed.")
    parser = get_parser()
    said = io.StringIO()
    try:
        with redirect_stderr(said), redirect_stdout(said):
            found = parser.parse_args(["SRC", "OUT", *options])
    except SystemExit as error:
        text = said.getvalue().strip().rpartition("error: ")[2].splitlines()
        raise click.UsageError(f"After --, for sphinx-build: {text[0] if text else error}") from error
    for name, flag in _RESERVED.items():
        if getattr(found, name) != parser.get_default(name):
            raise click.UsageError(f"Do not pass {flag} to sphinx-build: glossterm sets it itself.")
    if any(value.partition("=")[0].strip() == "language" for value in found.define):
        raise click.UsageError("Choose languages with -l, not with -D language=...")
    if found.filenames:
        names = " ".join(found.filenames)
        raise click.UsageError(
            f"glossterm builds whole languages, not single files such as '{names}'. Is -l missing?"
        )


def _check_places(source: Path, out: Path, work: Path, languages: Sequence[str]) -> None:
    """Check that every output folder can be written, and that it is not the source."""
    home = source.resolve()
    for folder in (out, *(out / language for language in languages)):
        if home == folder.resolve() or (folder != out and home.is_relative_to(folder.resolve())):
            message = f"'{folder}' would be written into the source folder '{source}'."
            raise click.BadParameter(message, param_hint="'OUT'")
    for language in languages:
        if work.resolve().is_relative_to((out / language).resolve()):
            message = f"'{work}' would be published with the pages in '{out / language}'."
            raise click.BadParameter(message, param_hint="'-d'")
    check_writable(out, "OUT")
    check_writable(work, "-d")
    for language in languages:
        if (out / language).exists():
            check_writable(out / language, "OUT")


# ---- building


def _run(job: Job, languages: Sequence[str], jobs: int, *, verbose: bool) -> list[Result]:
    """Build all languages, and report on each when it is done."""
    results: dict[str, Result] = {}
    news: SimpleQueue[str | Result] = SimpleQueue()
    with ThreadPoolExecutor(jobs) as pool, progress("Building", len(languages)) as bar:
        for language in languages:
            pool.submit(_build_and_tell, job, language, news.put)
        try:
            while len(results) < len(languages):
                item = news.get()
                if isinstance(item, str):
                    bar.show(item)
                    continue
                results[item.language] = item
                bar.say(_report(item, len(results), len(languages), verbose=verbose))
                bar.step(item.language)
        except BaseException:
            # The pool waits for its threads, and each thread waits for its Sphinx.
            end_children()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [results[language] for language in languages]


def _build_and_tell(job: Job, language: str, tell: Callable[[str | Result], None]) -> None:
    try:
        result = _build(job, language, lambda line: tell(f"{language}: {line}"))
    except Exception as error:
        # Whatever went wrong, finish the other languages and report this one.
        result = Result(language, [f"{type(error).__name__}: {error}"])
    tell(result)


def _build(job: Job, language: str, listen: Listen) -> Result:
    """Build one language, and publish it if the build succeeds."""
    project, work, target = job.project, job.work / language, job.out / language
    problems = [str(error) for error in project.damage(language)]
    if missing := project.lacks_catalogues(language):
        problems.append(missing)
    if problems:  # Sphinx would build it anyway, with texts cut short or missing
        return Result(language, problems)
    doctrees, pages, latex = work / "doctrees", work / job.builder, work / "latex"
    # Colour codes would be counted and indented as text.
    colour = "--color" if "--color" in job.options else "--no-color"
    arguments = ["-D", f"language={language}", "-d", argument(doctrees), colour, *job.options]
    arguments.append(argument(project.source))
    start = time.monotonic()
    outcome = run_sphinx(["-b", job.builder, *arguments], pages, listen)
    count = 0
    if outcome.status:
        problems.append(f"sphinx-build {outcome.end}.")
        # Sphinx would take the documents it has read for done: the next build would not repeat their
        # warnings, and would not write all their pages. Without doctrees it starts afresh.
        shutil.rmtree(doctrees, ignore_errors=True)
    else:
        try:
            count = _publish(pages, target, project.conf.suffix)
        except OSError as error:
            problems.append(f"{error.filename or target} cannot be written: {error.strerror}.")
    books = None
    if job.with_books and not problems:
        # After the pages, and with their doctrees, so that Sphinx need not read the documents again.
        is_translated = any(project.catalogues(language))
        books = make_books(language, arguments, latex, target, listen, is_closed=is_translated)
    return Result(language, problems, outcome, count, time.monotonic() - start, books)


def _publish(pages: Path, target: Path, suffix: str) -> int:
    """Copy changed files to their place. Delete nothing, just as Sphinx deletes nothing.

    Pages are copied and not linked: Sphinx overwrites files in place, and so would change published
    ones.

    Returns:
        How many pages the site has.
    """
    # Pages last, so that their styles and images are there first.
    files = sorted(path for path in pages.rglob("*") if path.is_file())
    files.sort(key=lambda path: path.suffix == suffix)
    for path in files:
        replace(target / path.relative_to(pages), path.read_bytes())
    return sum(
        path.suffix == suffix and not path.relative_to(pages).parts[0].startswith("_") for path in files
    )


def _report(result: Result, number: int, count: int, *, verbose: bool) -> str:
    """The report on a language that has been built."""
    done = "failed" if result.problems else "done"
    lines = [f"[{number}/{count}] {result.language}: {done}"]
    if result.outcome is not None:
        if verbose:
            lines.append(result.outcome.said.strip())
        lines.append(result.outcome.complaints)
        if result.books is not None:
            known = set(result.outcome.complaints.splitlines())
            lines += [line for line in result.books.complaints.splitlines() if line not in known]
            lines += result.books.problems
    lines += result.problems
    return "\n".join(filter(None, lines)).replace("\n", "\n    ")
