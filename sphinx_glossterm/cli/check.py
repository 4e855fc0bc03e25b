"""``glossterm check``: what could be better in a glossary."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Final

import click

from sphinx_glossterm.checks.rules import CHECKS as TABLE
from sphinx_glossterm.cli.probe import read_report
from sphinx_glossterm.cli.progress import progress
from sphinx_glossterm.cli.project import check_names, choose, open_project, source_argument, split_names
from sphinx_glossterm.cli.table import form_option, table
from sphinx_glossterm.config import CHECKS
from sphinx_glossterm.messages import Warn, listing

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_glossterm.cli.replies import Report

_HELP: Final = """\
Look for what could be better in the glossary of SRC. Nothing is written.

The checks that run are those named with -c. Without -c, they are those in glossterm_checks of
conf.py, except those that suppress_warnings silences. If there are none, all checks run. A build
reports the same findings as warnings, for the checks in glossterm_checks.
"glossterm check --list" says what each check looks for.

With -l, the checks that look at text look at the translation into that language.

\b
JSON (always these keys, in this order; line is 0 if only the file is known,
term is the id of an entry, or empty):
  {"language": "en", "checks": ["orphan", ...], "terms": 120,
   "findings": [{"check": "orphan", "file": "docs/terms.rst", "line": 12,
                 "document": "terms", "term": "token", "message": "..."}]}

\b
Examples:
  glossterm check docs
  glossterm check docs -c orphan -c deprecated
  glossterm check docs --format json

\b
Exit status:
  0  nothing was found
  1  something was found, or the project could not be read
  2  the command line was wrong
"""


def _list(context: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:
    """Show all checks, and do nothing else."""
    if is_asked:
        rows = [[kind.subtype, kind.meaning] for kind in Warn if kind.is_check]
        click.echo(table(["check", "looks for"], rows, 2))
        context.exit()


@click.command(help=_HELP)
@source_argument
@click.option(
    "-c",
    "--check",
    "asked",
    metavar="NAME",
    multiple=True,
    help="A check to run. Give it several times, or as a list: orphan,deprecated.",
)
@click.option(
    "-l",
    "--language",
    metavar="LANG",
    help="The language whose text is checked.  [default: the source language]",
)
@form_option("The form of the output.")
@click.option(
    "--list", is_flag=True, expose_value=False, is_eager=True, callback=_list, help="Show all checks."
)
@click.pass_context
def check(
    context: click.Context, source: Path, asked: tuple[str, ...], language: str | None, form: str
) -> None:
    """Run the command."""
    named = split_names(asked)
    check_names(named, CHECKS, "check", "'-c'")
    project = open_project(source)
    check_names(project.conf.checks, CHECKS, "check", "glossterm_checks in conf.py")
    names = named or project.conf.checks or CHECKS
    own = project.conf.source_language
    language, *more = choose([language] if language else [], [own], project.known)
    if more:
        raise click.BadParameter("Check one language at a time.", param_hint="'-l'")
    if language != own and not any(check.is_textual for check in TABLE if check.name in names):
        raise click.BadParameter(
            f"-l changes nothing, because no text is checked by {listing(names)}. Leave it out.",
            param_hint="'-l'",
        )
    with progress("Reading", 1) as bar:
        report, outcome = project.ask(read_report, bar.show, language, names)
    if report.terms is None:
        raise click.BadParameter(
            f"'{source}' has no glossary: add \"sphinx_glossterm\" to extensions in its conf.py.",
            param_hint="'SRC'",
        )
    # Files are named as the caller can open them.
    findings = [replace(each, file=(source / each.file).as_posix()) for each in report.findings]
    report = replace(report, findings=findings)
    if form == "json":
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        click.echo(_as_table(report))
    if warnings := outcome.warnings:
        them = "it" if warnings == 1 else "them"
        click.echo(f"Sphinx has {_count(warnings, 'warning')}. A build shows {them}.", err=True)
    if report.findings:
        context.exit(1)


def _as_table(report: Report) -> str:
    ran = f"{_count(len(report.checks), 'check')}, {_count(report.terms or 0, 'term')}"
    if not report.findings:
        return f"Nothing was found: {ran}."
    rows = [
        [f"{each.file}:{each.line}" if each.line else each.file, each.check, each.message]
        for each in report.findings
    ]
    found = _count(len(report.findings), "finding")
    return f"{table(['place', 'check', 'what is found'], rows, 3)}\n\n{found}: {ran}."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
