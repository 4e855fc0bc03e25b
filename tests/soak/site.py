"""A project on disk with its incremental builds, and the clean builds they are held against."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Final

from soak.compare import Files, differences, tree
from soak.forks import Build, Forks
from soak.model import CATALOGUES, write

LANGUAGES: Final = ("en", "hi")


@cache
def forks(hash_seed: int) -> Forks:
    """The server of this process whose builds have a certain order of sets."""
    return Forks(PYTHONHASHSEED=str(hash_seed))


@dataclass(frozen=True)
class Manner:
    """How a language is built.

    Attributes:
        jobs: How many processes read and write.
        other: Another builder that goes before and shares the doctrees; empty for none.
    """

    jobs: int = 1
    other: str = ""

    def __str__(self) -> str:
        how = "parallel" if self.jobs > 1 else "serial"
        return f"{how} build after one of {self.other!r}" if self.other else f"{how} build"


SERIAL: Final = Manner()


@dataclass(frozen=True)
class State:
    """The project at one moment, and how it is built then.

    Attributes:
        files: The text of every file.
        uncompiled: Names of compiled catalogues that are deleted at that moment.
        manners: How each language is built.
    """

    files: dict[str, str]
    uncompiled: frozenset[str]
    manners: dict[str, Manner]


class Site(AbstractContextManager["Site"]):
    """The project's folder, its output, and a clone that is always built afresh."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="soak-"))
        self.source = self.folder / "source"
        self.files: dict[str, str] = {}
        self.names: set[str] = set()
        self._clean: dict[str, Files] = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder)

    def write(self, files: dict[str, str], uncompiled: Iterable[str] = ()) -> None:
        """Write the changed files of the project."""
        write(files, self.source, self.files)
        for name in uncompiled:
            self.compiled(name).unlink(missing_ok=True)
        self.files = files
        self.names |= documents(files)
        self._clean.clear()

    def compiled(self, name: str) -> Path:
        """The compiled catalogue of a document."""
        return self.source / CATALOGUES / f"{name}.mo"

    def incremental(self, language: str, jobs: int = 1, environ: dict[str, str] | None = None) -> Build:
        """The build that finds what was built before."""
        base = self.folder / "built"
        out, doctrees = base / language, base / f"doctrees-{language}"
        return Build(self.source, out, doctrees, language, jobs, environ=environ or {})

    def build(self, language: str, manner: Manner = SERIAL) -> None:
        """Build incrementally."""
        build = self.incremental(language, manner.jobs)
        if manner.other:
            out = build.out.with_name(f"{manner.other}-{language}")
            forks(0).run(replace(build, builder=manner.other, out=out))
        forks(0).run(build)

    def clean(self, language: str) -> Files:
        """What a clean build of a clone shows."""
        if language not in self._clean:
            base = self.folder / "clean"
            if not self._clean:
                shutil.rmtree(base, ignore_errors=True)
                self._clone(base / "source")
            build = Build(base / "source", base / language, base / f"doctrees-{language}", language)
            forks(1).run(build)  # in another order of sets
            self._clean[language] = tree(build.out)
        return self._clean[language]

    def _clone(self, folder: Path) -> None:
        write(self.files, folder, {})
        # Compiled catalogues are left to the clean build, but for those that have lost their source.
        for path in self.source.rglob("*.mo"):
            if not path.with_suffix(".po").exists():
                copy = folder / path.relative_to(self.source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, copy)

    def differences(self, language: str, ours: Iterable[str]) -> str:
        """What the incremental build shows otherwise than a clean one; empty if nothing.

        Args:
            language: The language.
            ours: The pages whose place among others is our doing.
        """
        built = tree(self.incremental(language).out)
        gone = self.names - documents(self.files)
        return differences(built, self.clean(language), gone, frozenset(ours))


def documents(files: Iterable[str]) -> set[str]:
    """The names of the documents among source files."""
    return {name.rpartition(".")[0] for name in files if name.endswith((".rst", ".md"))}


def replay(states: Sequence[State], language: str, ours: Iterable[str]) -> str:
    """The differences after the last of several states, each built on what the one before left."""
    with Site() as site:
        for state in states:
            site.write(state.files, state.uncompiled)
            for each in LANGUAGES:
                site.build(each, state.manners[each])
        return site.differences(language, ours)
