"""Builds in processes of their own, without the second that each would spend on imports.

A server imports Sphinx and all that the project uses, and forks for each build. What one build leaves
in memory, another never sees, as with ``sphinx-build``; and a build can be killed with its workers.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NoReturn

HERE: Final = Path(__file__)
PRELOADED: Final = ("sphinx_glossterm", "myst_parser", "markdown_it", "docutils.parsers.rst", "babel")


@dataclass(frozen=True)
class Build:
    """One call of ``sphinx-build``.

    Attributes:
        source: The folder with ``conf.py``.
        out: The output folder.
        doctrees: The folder for the environment and the doctrees.
        language: The language of the build.
        jobs: How many processes read and write.
        builder: The output format.
        environ: Environment variables, besides those of the server.
    """

    source: Path
    out: Path
    doctrees: Path
    language: str
    jobs: int = 1
    builder: str = "html"
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """The file for the build's messages."""
        return self.out.with_suffix(".log")

    @property
    def arguments(self) -> list[str]:
        """The arguments of ``sphinx-build``."""
        return [
            *("-b", self.builder, "-d", str(self.doctrees), "-j", str(self.jobs)),
            *("-D", f"language={self.language}", str(self.source), str(self.out)),
        ]


class Running:
    """A running build, in its own process group."""

    def __init__(self, pid: int, answers: IO[str]) -> None:
        self.pid = pid
        self._answers = answers

    def wait(self) -> int:
        """The exit status; below zero the number of the signal that ended the build."""
        return int(self._answers.readline())

    def kill(self) -> int:
        """End the build and its workers at once, and return the exit status."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        status = self.wait()
        for _ in range(100):  # until the workers are gone too, or nobody collects them
            try:
                os.killpg(self.pid, 0)
            except ProcessLookupError:
                break
            time.sleep(0.002)
        return status


class Forks:
    """The server, from outside.

    Args:
        environ: Environment variables of every build.
    """

    def __init__(self, **environ: str) -> None:
        paths = [str(HERE.parent.parent), *filter(None, sys.path)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "soak.forks"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environ},
        )
        atexit.register(self.close)

    def start(self, build: Build) -> Running:
        """Start a build."""
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None
        assert answers is not None
        build.out.parent.mkdir(parents=True, exist_ok=True)
        job = {"arguments": build.arguments, "log": str(build.log), "environ": build.environ}
        questions.write(json.dumps(job) + "\n")
        questions.flush()
        return Running(int(answers.readline()), answers)

    def run(self, build: Build) -> None:
        """Build, and insist on success."""
        status = self.start(build).wait()
        said = build.log.read_text("utf-8")
        assert status == 0, f"the build ended with {status}:\n{said}"
        assert "Traceback" not in said, said

    def close(self) -> None:
        """End the server."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


# ---------------------------------------------------------------------------------------------
# The server, from inside


def _preload(names: Sequence[str]) -> None:
    from sphinx.application import builtin_extensions

    for name in (*names, *builtin_extensions):
        module = importlib.import_module(name)
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
            with contextlib.suppress(ImportError, SystemExit):
                if not found.name.endswith("__main__"):
                    importlib.import_module(found.name)


def _build(arguments: list[str], log: str, environ: dict[str, str]) -> NoReturn:
    """What the child of a fork does."""
    from sphinx.cmd.build import build_main

    status = 70
    try:
        os.setpgid(0, 0)
        os.environ.update(environ)
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        status = build_main(arguments)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _serve() -> None:
    _preload(PRELOADED)
    gc.freeze()
    for line in sys.stdin:
        job = json.loads(line)
        pid = os.fork()
        if not pid:
            _build(**job)
        with contextlib.suppress(OSError):  # the child does so too: whoever comes first
            os.setpgid(pid, pid)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve()
