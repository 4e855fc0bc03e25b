"""The demo's books in both languages, made once for all processes of the tests."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import Project

from print.books import Book, needs, set_by_tex

DEMO = Path(__file__).parents[2] / "example_docs"


MakeOnce = Callable[[str, Callable[[Project], None], str], Book]
"""Makes a book: its name, what writes the project, and its language."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep other processes of the tests from a folder."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder for all processes of the tests."""
    base = tmp_path_factory.getbasetemp()
    # The processes of pytest-xdist have folders in a common one.
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def make_once(common: Path) -> MakeOnce:
    """Makes small books, each of them once."""

    def make(name: str, write: Callable[[Project], None], language: str) -> Book:
        folder = common / f"book-{name}"
        out = folder / "out" / f"latex-{language}" / "latex"
        with held(folder):
            if not (folder / "src").exists():
                project = Project(folder / "src")
                write(project)
                built = project.build("latex", language=language, glossterm_source_language=language)
                assert built.warnings == []
                set_by_tex(out)
        assert (out / "book.pdf").exists(), "it could not be made, as the first test of it says"
        return Book(out / "book.pdf", out / "book.tex")

    return make


@pytest.fixture(scope="session")
def books(common: Path) -> dict[str, Book]:
    """The demo's books, built by the command line with every warning an error."""
    needs("lualatex")
    folder = common / "books"
    with held(folder):
        if not (folder / "done").exists():
            command = [sys.executable, "-m", "sphinx_glossterm", "build", str(DEMO), str(folder / "out")]
            said = subprocess.run(
                [*command, "--pdf", "-W", "-d", str(folder / "work")],
                capture_output=True,
                text=True,
                check=False,
            )
            (folder / "done").write_text(f"{said.returncode}\n{said.stdout}\n{said.stderr}")
    status, _, said_all = (folder / "done").read_text().partition("\n")
    assert status == "0", said_all
    return {
        language: Book(
            folder / "out" / language / "ai-terms.pdf",
            folder / "work" / language / "latex" / "ai-terms.tex",
        )
        for language in ("en", "hi")
    }


@pytest.fixture(params=["en", "hi"])
def demo(request: pytest.FixtureRequest, books: dict[str, Book]) -> Book:
    return books[request.param]
