"""One way to run Sphinx, or any program, in a process of its own.

Python keeps catalogues for as long as a process lives, and conf.py may do anything: neither is let into
the process that wants to know. :func:`ask` calls a function in a child process and gives back what it
returned; :func:`run_module` and :func:`run_command` run what is there already.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, ParamSpec, TypeVar

from sphinx.errors import SphinxError

_MODULE: Final = "sphinx_glossterm.exchange.child"
_WARNING: Final = re.compile(r"(?:^|: )(?:WARNING|ERROR|SEVERE|CRITICAL): ", re.MULTILINE)
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")

Listen = Callable[[str], None]
"""Called with each line of output while a process runs."""

P = ParamSpec("P")
T = TypeVar("T")


class ChildError(Exception):
    """A child process failed; the text is what it wrote on its standard error."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a process.

    Attributes:
        status: Its exit status.
        said: What it wrote on its standard output.
        complaints: What it wrote on its standard error: warnings and errors, without colours.
    """

    status: int
    said: str
    complaints: str

    @property
    def warnings(self) -> int:
        """How many warnings and errors Sphinx has given."""
        return len(_WARNING.findall(self.complaints))


def ask(
    function: Callable[P, T], listen: Listen | None = None, *args: P.args, **kwargs: P.kwargs
) -> tuple[T, Outcome]:
    """Call a function in a child process.

    What goes in and out is pickled into a folder that only this user can read.

    Args:
        function: A function of a module.
        listen: Called with each line of output while the process runs.
        args: What the function is called with.
        kwargs: Likewise.

    Returns:
        What the function returned, and what the process wrote.

    Raises:
        ChildError: The function raised.
    """
    with tempfile.TemporaryDirectory(prefix="glossterm-") as folder:
        question, answer = Path(folder, "question"), Path(folder, "answer")
        question.write_bytes(pickle.dumps((function, args, kwargs)))
        outcome = run_module(_MODULE, [str(question), str(answer)], listen)
        if outcome.status:
            raise ChildError(outcome.complaints)
        found: T = pickle.loads(answer.read_bytes())
    return found, outcome


def run_module(module: str, arguments: Sequence[str], listen: Listen | None = None) -> Outcome:
    """Run a module with this very interpreter.

    Args:
        module: What ``python -m`` takes.
        arguments: Its arguments.
        listen: Called with each line of output while the process runs.
    """
    # -P: as with the sphinx-build script, the working folder is no place to import from.
    return run_command([sys.executable, "-P", "-m", module, *arguments], listen)


def argument(path: Path) -> str:
    """A path as an argument of a program: one that begins with a dash is no option.

    >>> argument(Path("-dash")).endswith(f".{os.sep}-dash"), argument(Path("docs"))
    (True, 'docs')
    """
    return f".{os.sep}{path}" if str(path).startswith("-") else str(path)


def run_command(
    command: Sequence[str],
    listen: Listen | None = None,
    folder: Path | None = None,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> Outcome:
    """Run any command.

    Args:
        command: The program and its arguments.
        listen: Called with each line of output while the process runs.
        folder: Where it runs; by default where this process does.
        variables: Variables of its environment, beside those of this process.
    """
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1", **variables}
    said = []
    # Complaints go through a file: two pipes that are read one after the other can block.
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            cwd=folder,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                said.append(line)
                if listen is not None:
                    listen(line.strip())
        complaints.seek(0)
        text = _COLOUR.sub("", complaints.read().decode("utf-8", "replace"))
    return Outcome(process.returncode, "".join(said), text.strip())


def _answer(question: Path, answer: Path) -> None:
    """Do what is asked for; what fails is said on standard error, without a traceback."""
    try:
        function, args, kwargs = pickle.loads(question.read_bytes())
        answer.write_bytes(pickle.dumps(function(*args, **kwargs)))
    except SphinxError as error:
        sys.exit(str(error))
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    _answer(*map(Path, sys.argv[1:]))
