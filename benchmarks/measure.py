"""Build a corpus in a separate process, and measure it."""

from __future__ import annotations

import compileall
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from benchmarks.corpus import EDITED, TARGETS, Corpus

ROOT: Final = Path(__file__).parents[1]
_PREVIEWS: Final = ("_static/glossterm*", "_glossterm*")


class Scenario(StrEnum):
    """The scenarios: first those in English, in this order, then those of the Hindi build."""

    COLD = "cold"
    NOTHING = "nothing changed"
    DEFINITION = "one definition edited"
    TITLE = "one title edited"
    TRANSLATION = "one msgstr changed"


@dataclass(frozen=True, slots=True)
class Sample:
    """One build.

    Attributes:
        cpu: Seconds of processor time, user and system.
        peak: The most memory it held, in bytes.
        read: How many documents were read.
        written: How many pages of documents were written.
        changed: How many of these pages have changed; the others were written needlessly.
    """

    cpu: float
    peak: int
    read: int
    written: int
    changed: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes on the disk after a cold build, in bytes.

    Attributes:
        output: Everything that would be published.
        environment: Sphinx's pickled environment, which every later build loads.
        previews: The files of previews.
        page: The page of a term, on average over terms that the narrative refers to equally often.
    """

    output: int
    environment: int
    previews: int
    page: int


@dataclass(frozen=True, slots=True)
class _File:
    """The time and content of a file."""

    time: int
    digest: bytes

    @classmethod
    def at(cls, path: Path) -> _File:
        return cls(path.stat().st_mtime_ns, hashlib.blake2b(path.read_bytes()).digest())


class Site:
    """A corpus on the disk, and its builds."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self.corpus = corpus
        self.source = folder / "source"
        self.folder = folder
        corpus.write(self.source)

    def sample(self, scenario: Scenario) -> Sample:
        """Make the edit of a scenario, build, and return the measurements.

        An edit alternates between two texts, so that each build has exactly one to find.
        """
        language = "hi" if scenario is Scenario.TRANSLATION else "en"
        if scenario is Scenario.COLD:
            self.clear(language)
        self._edit(scenario)
        before = self._files(language)
        cpu, peak = self._build(language)
        after = self._files(language)
        new = [
            path for path, file in after.items() if path not in before or before[path].time != file.time
        ]
        pages = [path for path in new if path.suffix == ".html"]
        return Sample(
            cpu=cpu,
            peak=peak,
            read=len(new) - len(pages),
            written=len(pages),
            changed=sum(
                path not in before or before[path].digest != after[path].digest for path in pages
            ),
        )

    def build_anew(self, language: str, *, may_warn: bool = False) -> float:
        """Build everything in a language, as :func:`build`, and return the seconds of processor time."""
        self.clear(language)
        return self._build(language, may_warn=may_warn)[0]

    def prepare(self, language: str) -> None:
        """Build from the original texts, without measuring."""
        self.corpus = replace(self.corpus, edits=frozenset())
        self.corpus.write(self.source)
        self.clear(language)
        self._build(language)

    def clear(self, language: str) -> None:
        """Remove what has been built in a language."""
        shutil.rmtree(self._out(language), ignore_errors=True)
        shutil.rmtree(self._doctrees(language), ignore_errors=True)

    def sizes(self) -> Sizes:
        """Measure what the English build left."""
        out = self._out("en")
        numbers = range(min(self.corpus.size, TARGETS))
        pages = {out / f"{self.corpus.page_of(number)}.html" for number in numbers}
        return Sizes(
            output=_bytes(out.rglob("*")),
            environment=_bytes([self._doctrees("en") / "environment.pickle"]),
            previews=_bytes(file for found in _PREVIEWS for file in _files_in(out, found)),
            page=_bytes(pages) // len(pages),
        )

    def _edit(self, scenario: Scenario) -> None:
        kind = {
            Scenario.DEFINITION: "definition",
            Scenario.TITLE: "title",
            Scenario.TRANSLATION: "translation",
        }.get(scenario)
        if kind is None:
            return
        self.corpus = replace(self.corpus, edits=self.corpus.edits ^ {kind})
        if scenario is Scenario.TRANSLATION:
            self.corpus.write_catalogue(self.source, self.corpus.page_of(EDITED))
        else:
            self.corpus.write_document(self.source, self.corpus.page_of(EDITED))

    def _out(self, language: str) -> Path:
        return self.folder / language

    def _doctrees(self, language: str) -> Path:
        return self.folder / f"doctrees-{language}"

    def _files(self, language: str) -> dict[Path, _File]:
        """The doctree and the page of each document."""
        found: dict[Path, _File] = {}
        for name in self.corpus.documents:
            doctree = self._doctrees(language) / f"{name}.doctree"
            page = self._out(language) / f"{name}.html"
            found |= {path: _File.at(path) for path in (doctree, page) if path.exists()}
        return found

    def _build(self, language: str, *, may_warn: bool = False) -> tuple[float, int]:
        out, doctrees = self._out(language), self._doctrees(language)
        return build(self.source, out, doctrees, language, may_warn=may_warn)


def build(
    source: Path, out: Path, doctrees: Path, language: str, *, may_warn: bool = False
) -> tuple[float, int]:
    """Build a project in a process of its own.

    Args:
        source: Its source folder.
        out: Where its pages go.
        doctrees: Where its doctrees go.
        language: The language of the build.
        may_warn: Whether warnings are expected.

    Returns:
        Seconds of processor time, and the most memory it held, in bytes.

    Raises:
        RuntimeError: It failed, or gave a warning that is not expected.
    """
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-D", f"language={language}"]
    command += ["-d", str(doctrees), str(source), str(out)]
    # From the repository, so that the extension next to the benchmark is the one that is measured.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "NO_PROXY": "127.0.0.1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=ROOT)
        # The peak is at least that of the parent process, so this one has to stay small.
        _, status, usage = os.wait4(process.pid, 0)
        log.seek(0)
        said = log.read()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or (said and not may_warn):
        raise RuntimeError(f"{' '.join(command)}:\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit


def compile_package() -> None:
    """Compile the extension, just as the installer has compiled the other packages.

    Otherwise each build would do so again, if Python must not write next to the sources.
    """
    compileall.compile_dir(ROOT / "sphinx_glossterm", quiet=1)


def _files_in(folder: Path, pattern: str) -> set[Path]:
    return {file for found in folder.glob(pattern) for file in (found, *found.rglob("*"))}


def _bytes(files: Iterable[Path]) -> int:
    return sum(file.stat().st_size for file in files if file.is_file())
