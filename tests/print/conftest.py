"""The demo's books in both languages, made once for all processes of the tests."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import pytest

from print.books import Book, needs

DEMO = Path(__file__).parents[2] / "example_docs"


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, Book]:
    """The demo's books, built by the command line with every warning an error."""
    needs("lualatex")
    base = tmp_path_factory.getbasetemp()
    # The processes of pytest-xdist have folders in a common one.
    folder = (base if worker_id == "master" else base.parent) / "books"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
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
