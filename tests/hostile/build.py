"""Build a project in separate processes, and record what they do.

``python -m hostile.build FOLDER`` reads what to build from ``jobs.json`` there. It imports Sphinx once
and forks for each build, so that nothing leaks from one to the next: neither what one has loaded nor a
rule that has been switched off.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent.parent

WATCHED: Final = frozenset(
    {
        "open",
        "os.listdir",
        "os.scandir",
        "os.remove",
        "os.rename",
        "os.mkdir",
        "os.rmdir",
        "os.symlink",
        "os.link",
        "os.chmod",
        "os.truncate",
        "shutil.copyfile",
        "shutil.copytree",
        "shutil.move",
        "shutil.rmtree",
    }
)
"""Events whose first arguments are paths."""
FORBIDDEN: Final = frozenset(
    {
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "os.fork",
        "os.startfile",
        "pty.spawn",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendto",
        "urllib.Request",
        "http.client.connect",
        "ftplib.connect",
        "smtplib.connect",
        "webbrowser.open",
    }
)
"""Events that are noted and then stopped."""
UNKNOWN_MODULES: Final = frozenset({"hidden_module"})
PRELOADED: Final = (
    "sphinx.application",
    "sphinx.builders.html",
    "sphinx.builders.latex",
    "sphinx_glossterm",
    "docutils.parsers.rst.states",
    "babel.messages.pofile",
    "myst_parser.parsers.sphinx_",
)


@dataclass(frozen=True)
class Job:
    """One build.

    Attributes:
        name: The folder of the output.
        language: The language.
        builders: The builders, which share their doctrees.
        without: A rule of the package that is switched off, by its name in ``MUTATIONS``.
        conf: Other values of the configuration.
    """

    name: str
    language: str = "hi"
    builders: Sequence[str] = ("html", "latex")
    without: str = ""
    conf: dict[str, Any] = field(default_factory=dict)


@dataclass
class Report:
    """What a build did.

    Attributes:
        name: The folder of the output.
        events: What it touched beside its own files.
        warnings: What it warned of.
        error: What stopped it, if anything did.
        examples: The code of each document that the doctest builder would run.
        has_trace: Whether a directive or a role of the project's own has left its trace.
        seconds: How long the processor was busy, by builder.
    """

    name: str
    events: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    examples: dict[str, list[str]] = field(default_factory=dict)
    has_trace: bool = False
    seconds: dict[str, float] = field(default_factory=dict)


_COLOUR: Final = r"\x1b\[[0-9;]*m"
_RESET: Final = "\x1b[39;49;00m\n"
"""Separates two warnings, which may have several lines."""


class Watch:
    """Notes what the process does, once it has been switched on.

    Args:
        known: Files that may be touched.
        folders: Folders in which all may be touched.
    """

    def __init__(self, known: set[str], folders: Sequence[str]) -> None:
        self.known = known
        self.folders = tuple(folder.rstrip("/") + "/" for folder in folders)
        self.events: dict[str, None] = {}
        self._is_busy = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take an event of Python's."""
        if self._is_busy or not (event in WATCHED or event in FORBIDDEN or event == "import"):
            return
        self._is_busy = True
        try:
            self._note(event, arguments)
        finally:
            self._is_busy = False

    def _note(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "import":
            if arguments[0] in UNKNOWN_MODULES:
                self.events[f"import {arguments[0]}"] = None
        elif event in FORBIDDEN:
            self.events[f"{event} {arguments!r}"] = None
            raise PermissionError(f"{event} is not allowed here")
        else:
            many = event in {"os.rename", "os.link", "os.symlink"} or event.startswith("shutil.")
            for path in arguments[: 2 if many else 1]:
                if not self._is_known(path):
                    self.events[f"{event} {os.fsdecode(path)}"] = None

    def _is_known(self, path: object) -> bool:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return True  # an open file
        whole = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - Path would ask the system
        return whole in self.known or f"{whole}/".startswith(self.folders)


def known_files(source: Path) -> set[str]:
    """The files of a project that its build may read, and their folders."""
    names = {"conf.py", "zoo.py", "index.rst", "names.rst", "given.txt", "pic.png", "other.inv"}
    files = {source / name for name in names}
    files |= {path for path in source.iterdir() if path.name.startswith(("rst-", "myst-"))}
    own = {source / f"locales/{language}/LC_MESSAGES/sphinx.po" for language in ("hi", "de")}
    catalogues = own | set(source.rglob("*.po"))
    files |= catalogues | {path.with_suffix(".mo") for path in catalogues}
    folders = {source, source.parent, *(path for path in source.rglob("*") if path.is_dir())}
    return {str(path) for path in files | folders}


def known_folders(folder: Path) -> list[str]:
    """The folders of Python, of installed packages, and of the output."""
    paths = sysconfig.get_paths()
    python = [sys.prefix, sys.base_prefix, sys.exec_prefix, *paths.values()]
    ours = [HERE, HERE.parent / "sphinx_glossterm", folder / "out", folder / "src/__pycache__"]
    return [*python, *map(os.path.realpath, python), *map(str, ours)]


# ---------------------------------------------------------------------------------------------
# The build


def build(folder: Path, job: Job) -> Report:
    """Build the project in *folder*; :func:`do` has the watch running."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    report = Report(job.name)
    source, out = folder / "src", folder / "out" / job.name
    for builder in job.builders:
        warnings, begun = io.StringIO(), time.process_time()
        try:
            with patch_docutils(source), docutils_namespace():
                app = Sphinx(
                    source,
                    source,
                    out / builder,
                    out / "doctrees",
                    builder,
                    confoverrides={"language": job.language, **job.conf},
                    status=None,
                    warning=warnings,
                    freshenv=builder == job.builders[0],
                )
                app.build()
                report.examples = report.examples or examples(app)
        except Exception:
            report.error = traceback.format_exc()
        said = warnings.getvalue().replace(f"{source}/", "").split(_RESET)
        report.warnings += [re.sub(_COLOUR, "", warning).strip() for warning in said if warning.strip()]
        report.seconds[builder] = time.process_time() - begun
        if report.error:
            break
    return report


def examples(app: Any) -> dict[str, list[str]]:
    """What the doctest builder would run of each document."""
    from docutils import nodes

    found = {}
    for name in sorted(app.env.found_docs):
        blocks = app.env.get_doctree(name).findall(nodes.Element)
        texts = [
            node.astext()
            for node in blocks
            if isinstance(node, nodes.doctest_block) or "testnodetype" in node
        ]
        if texts:
            found[name] = texts
    return found


def do(folder: Path, job: Job) -> None:
    """Build, watched, and write what is to be reported."""
    trace = folder / "outside/trace"
    trace.unlink(missing_ok=True)
    if job.without:
        from hostile.mutations import MUTATIONS

        MUTATIONS[job.without].apply()
    watch = Watch(known_files(folder / "src"), known_folders(folder))
    sys.addaudithook(watch)
    report = build(folder, job)
    report.events = list(watch.events)
    report.has_trace = trace.exists()
    (folder / "out" / f"{job.name}.json").write_text(json.dumps(asdict(report)))


def main(folder: Path) -> None:
    """Run the jobs in ``jobs.json``, each in its own process."""
    for name in PRELOADED:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:  # MyST is not required
            continue
    (folder / "out").mkdir(exist_ok=True)
    for job in json.loads((folder / "jobs.json").read_text()):
        if pid := os.fork():
            os.waitpid(pid, 0)
            continue
        try:
            do(folder, Job(**job))
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(0)


def run(folder: Path, *jobs: Job) -> list[Report]:
    """Do jobs, one after the other."""
    (folder / "jobs.json").write_text(json.dumps([asdict(job) for job in jobs]))
    paths = [folder / "out" / f"{job.name}.json" for job in jobs]
    for path in paths:
        path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "hostile.build", str(folder.resolve())]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return [
        Report(**json.loads(path.read_text())) if path.is_file() else Report(job.name, error=done.stderr)
        for job, path in zip(jobs, paths, strict=True)
    ]


SOURCE: Final = Job("en", "en", conf={"locale_dirs": []})
"""The build that all others are compared with: no translation at all."""
SHOWN: Final = Job("hi")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
