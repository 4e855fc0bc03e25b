"""PDF: what Sphinx's LaTeX builder writes, set by TeX, and what to do where TeX is not installed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sphinx_glossterm.exchange.building import run_sphinx
from sphinx_glossterm.exchange.child import Listen, Outcome, run_command
from sphinx_glossterm.freshness.files import replace

# What Debian calls the parts; elsewhere TeX Live has all but the fonts.
_COMMON: Final = "latexmk texlive-latex-recommended texlive-latex-extra texlive-fonts-recommended"
_PACKAGES: Final = {
    "pdflatex": f"{_COMMON} tex-gyre",
    "xelatex": f"{_COMMON} texlive-xetex fonts-freefont-otf",
    "lualatex": f"{_COMMON} texlive-luatex texlive-lang-other fonts-noto-core fonts-noto-mono",
    "platex": f"{_COMMON} texlive-lang-japanese",
    "uplatex": f"{_COMMON} texlive-lang-japanese",
}
# The fonts that glosstermfonts.sty sets a book with Devanagari in.
_FONTS: Final = (
    "Noto Serif",
    "Noto Sans",
    "Noto Serif Devanagari",
    "Noto Sans Devanagari",
    "Noto Sans Mono",
)
_ENGINE: Final = re.compile(r"^\$pdflatex = '(\w+)", re.MULTILINE)
_PASS: Final = re.compile(r"Run number (\d+) of rule '\w*latex")
_NEVER_STOP: Final = "LATEXOPTS=-interaction=nonstopmode -halt-on-error"
# TeX reads and writes below its own folder alone, and starts no program. What a translation brings is
# judged before it comes so far: this is a second line of defence.
_NO_SHELL: Final = " -no-shell-escape"
_CLOSED: Final = {"openin_any": "p", "openout_any": "p"}


@dataclass(frozen=True, slots=True)
class Books:
    """What came of the PDFs of one language.

    Attributes:
        problems: Why there are none, or not all; empty if there are.
        complaints: What Sphinx had to say.
    """

    problems: list[str]
    complaints: str

    @property
    def cell(self) -> str:
        """Its cell of the summary."""
        return "failed" if self.problems else "done"


def missing_tools() -> str:
    """What to say where no PDF can be made at all; nothing where it may be tried."""
    lacking = [name for name in ("make", "latexmk") if shutil.which(name) is None]
    return _not_installed(lacking, f"make {_PACKAGES['lualatex']}") if lacking else ""


def _not_installed(names: Sequence[str], packages: str) -> str:
    what = f"{', '.join(names[:-1])} and {names[-1]} are" if names[1:] else f"{names[0]} is"
    return f"No PDF can be made: {what} not installed. On Debian: apt install {packages}"


def make_books(
    arguments: Sequence[str], latex: Path, target: Path, listen: Listen, *, is_closed: bool
) -> Books:
    """Make the PDFs of one language, and publish them.

    Args:
        arguments: What Sphinx is called with, but for the builder and the folder it writes to.
        latex: The folder for the LaTeX files; TeX's own files in it save time the next time.
        target: The folder for the PDFs.
        listen: Called with what is being done.
        is_closed: Whether TeX is kept from other folders and from other programs.
    """
    for path in latex.glob("*.tex"):  # of a book that conf.py may no longer name
        path.unlink()
    outcome = run_sphinx(["-b", "latex", *arguments], latex, listen)
    if outcome.status:
        problem = f"sphinx-build {outcome.end} when it wrote LaTeX."
        return Books([problem], outcome.complaints)
    if lack := _missing(latex):
        return Books([lack], outcome.complaints)
    made = _run_tex(latex, listen, is_closed=is_closed)
    if made.status and any(latex.glob("*.aux")):
        # What a run with other settings has left may be what has stopped this one.
        run_command(["make", "clean"], folder=latex)
        made = _run_tex(latex, listen, is_closed=is_closed)
    if made.status:
        return Books([_why(latex)], outcome.complaints)
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
    return run_command(["make", "all-pdf", options], tell, latex, _CLOSED if is_closed else {})


def _engine(latex: Path) -> str:
    """The program that the files are meant for, as Sphinx has noted for latexmk."""
    found = _ENGINE.search((latex / "latexmkrc").read_text("utf-8"))
    return found[1] if found else "pdflatex"


def _missing(latex: Path) -> str:
    """What to say where the program or the fonts that the files ask for are not there."""
    engine = _engine(latex)
    packages = _PACKAGES.get(engine, _COMMON)
    if shutil.which(engine) is None:
        return _not_installed([engine], packages)
    asked = any("{glosstermfonts}" in path.read_text("utf-8") for path in latex.glob("*.tex"))
    if asked and shutil.which("fc-list"):
        found = set(run_command(["fc-list", ":", "family"]).said.replace("\n", ",").split(","))
        if lacking := [f'the font "{name}"' for name in _FONTS if name not in found]:
            return _not_installed(lacking, packages)
    return ""


def _why(latex: Path) -> str:
    """The first error that TeX has noted."""
    for log in sorted(latex.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True):
        lines = log.read_text("utf-8", "replace").splitlines()
        for number, line in enumerate(lines):
            if line.startswith("!"):
                # TeX breaks its lines wherever they are full.
                text = " ".join(lines[number : number + 2]).lstrip("! ").strip()
                hint = ""
                if re.search(r"not found|missing|cannot be found", text):
                    hint = f" On Debian: apt install {_PACKAGES.get(_engine(latex), _COMMON)}."
                return f'LaTeX stopped with "{text}".{hint} All it said is in {log}.'
    return f"latexmk failed in {latex}; run make there to see why."
