"""PDF: let TeX set what Sphinx's LaTeX builder writes, or say what to install."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sphinx_glossterm.cli.tex import Book, install, stop_in, usual_book
from sphinx_glossterm.exchange.building import run_sphinx
from sphinx_glossterm.exchange.child import Listen, Outcome, run_command
from sphinx_glossterm.freshness.files import replace

# The fonts that glosstermfonts.sty sets a book with Devanagari in.
_FONTS: Final = (
    "Noto Serif",
    "Noto Sans",
    "Noto Serif Devanagari",
    "Noto Sans Devanagari",
    "Noto Sans Mono",
)
# The settings that Sphinx writes for latexmk; Japanese engines have a file of their own.
_ENGINE: Final = re.compile(r"^\$(?:pdf)?latex = '(\w+)", re.MULTILINE)
_PASS: Final = re.compile(r"Run number (\d+) of rule '\w*latex")
_NEVER_STOP: Final = "LATEXOPTS=-interaction=nonstopmode -halt-on-error"
# TeX reads and writes only below its own folder, and starts no program. Translations are judged before
# they get here; this is a second line of defence.
_NO_SHELL: Final = " -no-shell-escape"
_CLOSED: Final = {"openin_any": "p", "openout_any": "p"}
# Without this, TeX breaks the lines of its log in the middle of names.
_LONG_LINES: Final = {"max_print_line": "1000"}


@dataclass(frozen=True, slots=True)
class Books:
    """The PDFs of one language.

    Attributes:
        problems: Why PDFs are missing; empty if none are.
        complaints: The warnings and errors of Sphinx.
    """

    problems: list[str]
    complaints: str

    @property
    def cell(self) -> str:
        """The cell of the summary."""
        return "failed" if self.problems else "done"


def missing_tools(languages: Iterable[str]) -> str:
    """Why no PDF can be made, and what to install; empty if it is worth trying.

    Args:
        languages: The languages to build.
    """
    lacking = [name for name in ("make", "latexmk") if shutil.which(name) is None]
    if not lacking:
        return ""
    packages = [name for language in languages for name in usual_book(language).packages]
    return _not_installed(lacking, ["make", *packages])


def _not_installed(names: Sequence[str], packages: Iterable[str]) -> str:
    what = f"{', '.join(names[:-1])} and {names[-1]} are" if names[1:] else f"{names[0]} is"
    return f"No PDF can be made: {what} not installed. {install(packages)}"


def make_books(
    language: str,
    arguments: Sequence[str],
    latex: Path,
    target: Path,
    listen: Listen,
    *,
    is_closed: bool,
) -> Books:
    """Make the PDFs of one language, and publish them.

    Args:
        language: The language.
        arguments: The arguments for Sphinx, without the builder and the output folder.
        latex: The folder for the LaTeX files; TeX's own files in it save time the next time.
        target: The folder for the PDFs.
        listen: Called with each step.
        is_closed: Whether to keep TeX from other folders and programs.
    """
    for path in latex.glob("*.tex"):  # of a book that conf.py may no longer list
        path.unlink()
    outcome = run_sphinx(["-b", "latex", *arguments], latex, listen)
    if outcome.status:
        problem = f"sphinx-build {outcome.end} when it wrote LaTeX."
        return Books([problem], outcome.complaints)
    book = _book(latex, language)
    if lack := _missing(latex, book):
        return Books([lack], outcome.complaints)
    made = _run_tex(latex, listen, is_closed=is_closed)
    if made.status and any(latex.glob("*.aux")):
        # Files left by a run with other settings may have stopped this one.
        run_command(["make", "clean"], folder=latex)
        made = _run_tex(latex, listen, is_closed=is_closed)
    if made.status:
        return Books([_why(latex, book)], outcome.complaints)
    problems = []
    for path in sorted(latex.glob("*.tex")):
        name = path.with_suffix(".pdf").name
        try:
            replace(target / name, (latex / name).read_bytes())
        except OSError as error:
            problems.append(f"{target / name} cannot be written: {error.strerror}.")
    return Books(problems, outcome.complaints)


def _run_tex(latex: Path, listen: Listen, *, is_closed: bool) -> Outcome:
    def tell(line: str) -> None:
        if found := _PASS.search(line):
            listen(f"LaTeX, run {found[1]}")

    options = _NEVER_STOP + (_NO_SHELL if is_closed else "")
    variables = {**_LONG_LINES, **(_CLOSED if is_closed else {})}
    return run_command(["make", "all-pdf", options], tell, latex, variables)


def _book(latex: Path, language: str) -> Book:
    """The engine, language and fonts of the books that Sphinx has written."""
    is_japanese = "latexmkjarc" in (latex / "Makefile").read_text("utf-8")
    notes = (latex / ("latexmkjarc" if is_japanese else "latexmkrc")).read_text("utf-8")
    engine = _ENGINE.search(notes)
    has_noto = any("{glosstermfonts}" in path.read_text("utf-8") for path in latex.glob("*.tex"))
    return Book(engine[1] if engine else "pdflatex", language, has_noto)


def _missing(latex: Path, book: Book) -> str:
    """Which program or font the files need that is not installed, and how to install it."""
    packages = book.packages
    if shutil.which(book.engine) is None:
        return _not_installed([book.engine], packages)
    if _wants_xindy(latex) and shutil.which("xindy") is None:
        return f"{_not_installed(['xindy'], ['xindy'])}. Or set latex_use_xindy = False in conf.py."
    if book.has_noto and shutil.which("fc-list"):
        found = set(run_command(["fc-list", ":", "family"]).said.replace("\n", ",").split(","))
        if lacking := [f'the font "{name}"' for name in _FONTS if name not in found]:
            return _not_installed(lacking, packages)
    return ""


def _wants_xindy(latex: Path) -> bool:
    """Whether a book has Sphinx's own index, and xindy would make it."""
    if "xindy" not in (latex / "latexmkrc").read_text("utf-8"):
        return False
    texts = (path.read_text("utf-8") for path in latex.glob("*.tex"))
    return any(r"\printindex" in text and r"\index{" in text for text in texts)


def _why(latex: Path, book: Book) -> str:
    """The first error in TeX's log, and what to do about it."""
    for log in sorted(latex.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True):
        if stop := stop_in(log.read_text("utf-8", "replace")):
            lines = ["LaTeX stopped:", f"! {stop.message}", stop.place, stop.advice(book)]
            return "\n".join(filter(None, [*lines, f"Its whole output is in {log}."]))
    return f"latexmk failed in {latex}; run make there to see why."
