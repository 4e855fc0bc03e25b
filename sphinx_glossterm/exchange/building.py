"""Run ``sphinx-build`` in a separate process. Errors end in one sentence, not in a crash report."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import sphinx.cmd.build
from sphinx.application import Sphinx

from sphinx_glossterm.exchange.child import ChildError, Listen, Outcome, ask
from sphinx_glossterm.exchange.failures import explain, sum_up

_FAILED: Final = 2


def run_sphinx(arguments: Sequence[str], out: Path, listen: Listen | None = None) -> Outcome:
    """Run sphinx-build.

    Args:
        arguments: Its arguments, without the output folder.
        out: The output folder. Its name may begin with a dash.
        listen: Called with each line of output while it runs.

    Returns:
        The outcome. It counts as failed, too, if a file could not be written; Sphinx only warns of that.
    """
    try:
        status, outcome = ask(_build, listen, [*arguments, str(out.absolute())])
    except ChildError as error:
        status, outcome = error.outcome.status, error.outcome
        if not status:
            status, outcome = _FAILED, replace(outcome, complaints=str(error))
    complaints, is_unwritten = sum_up(outcome.complaints, out.absolute())
    return replace(outcome, status=status or is_unwritten * _FAILED, complaints=complaints)


def _build(arguments: list[str]) -> int:
    """Build. Runs in the child process.

    Returns:
        The exit status of sphinx-build.
    """
    # conf.py may read them.
    sys.argv[:] = ["sphinx-build", *arguments]
    asked = sphinx.cmd.build.get_parser().parse_args(arguments)
    # Users who ask for a traceback or for all details get Sphinx's own report.
    if not (asked.traceback or asked.verbosity):
        # Sphinx reports a crash if an exception leaves its application.
        vars(sphinx.cmd.build)["Sphinx"] = Explaining
    return sphinx.cmd.build.main(arguments)


class Explaining(Sphinx):
    """Sphinx's application; an error ends it with one sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        out = kwargs.get("outdir")
        with _explained(Path(out) if out else None):
            super().__init__(*args, **kwargs)

    def build(self, *args: Any, **kwargs: Any) -> None:
        """Build."""
        with _explained(Path(self.outdir)):
            super().build(*args, **kwargs)


@contextmanager
def _explained(out: Path | None) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        print(explain(error, out), file=sys.stderr)
        raise SystemExit(_FAILED) from None
