"""The command line: a thin layer over ``sphinx-build`` and ``sphinx-intl``.

A separate process answers what only Sphinx knows about a project.
"""

from __future__ import annotations

import errno
import signal
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import click

from sphinx_glossterm.cli.bring import import_command
from sphinx_glossterm.cli.build import build
from sphinx_glossterm.cli.check import check
from sphinx_glossterm.cli.export import export
from sphinx_glossterm.cli.migrate import migrate_command
from sphinx_glossterm.cli.new import new
from sphinx_glossterm.cli.project import Failure
from sphinx_glossterm.cli.status import status
from sphinx_glossterm.cli.update import update
from sphinx_glossterm.exchange.child import Terminated, supervised
from sphinx_glossterm.exchange.failures import explain


class _InOrder(click.Group):
    """A group that lists its commands as they are registered: in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command. When it ends early, so do all processes that it started."""
        try:
            with supervised():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("\nInterrupted.", err=True)
            ctx.exit(128 + signal.SIGINT)
        except Terminated as end:
            ctx.exit(128 + end.number)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader closed the pipe; click handles that
                raise
            raise Failure(explain(error, Path("The output"))) from error


_HELP: Final = """\
Build and translate a Sphinx project in several languages.

SRC is always the folder that holds conf.py. The usual round:

\b
  glossterm update docs -l hi     extract the text; create or update catalogues
  (translate docs/locales/hi/LC_MESSAGES/*.po)
  glossterm status docs           see what is left to translate
  glossterm build docs public     build every language, with a start page

Plain sphinx-build and sphinx-intl can do all of this too.

\b
To fill the glossary, and to check it:

\b
  glossterm migrate docs/glossary.rst     turn a built-in glossary into entries
  glossterm new "Context window" docs     write an entry to fill in
  glossterm import terms.json docs        import entries from another program
  glossterm check docs                    see what could be better in the glossary

\b
To use the glossary in other programs:

\b
  glossterm export docs data      write it as JSON, CSV, TSV, TBX and PO, or as SKOS

\b
Exit status of every command:
  0  done
  1  the build or the check failed
  2  the command line was wrong
  130, 143  the command was interrupted or terminated; it has stopped
     everything it had started, and left nothing half written
"""


@click.group(cls=_InOrder, help=_HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sphinx-glossterm", message="%(prog)s %(version)s")
def main() -> None:
    """Run one of the commands."""
    for stream in (sys.stdout, sys.stderr):
        # If a terminal cannot show a letter, print an escape sequence instead of failing.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for _command in (build, update, status, migrate_command, new, import_command, check, export):
    main.add_command(_command)
