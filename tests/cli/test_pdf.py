"""``glossterm build --pdf``, with stand-ins for TeX: what is published, and what is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support import Project, needs_posix

from cli.helpers import Run

pytestmark = needs_posix  # make and TeX are scripts for a shell here

FONTS = ["Noto Serif", "Noto Sans", "Noto Serif Devanagari", "Noto Sans Devanagari", "Noto Sans Mono"]
# Writes a PDF for the last argument, as latexmk would.
WORKS = (
    'for name; do :; done; echo "%PDF" > "${name%.tex}.pdf"; echo "Run number 1 of rule \'pdflatex\'"'
)
FAILS = """
for name; do :; done
printf '! Package glosstermfonts Error: The font "Noto Sans" is missing. Install Debian'"'"'s\\npackage x\\n' \\
  > "${name%.tex}.log"
printf '\\nType  H <return>  for immediate help.\\n ...\\nl.12 \\\\usepackage\\n              {glosstermfonts}\\n' \\
  >> "${name%.tex}.log"
exit 1
"""
ONCE = "if [ -e tea.aux ]; then exit 1; fi; : > tea.aux; " + WORKS


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Programs by name, and what they do; those the test leaves are the only ones that are found."""
    if shutil.which("make") is None:
        pytest.skip("needs make, and there is no program of that name")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    make, rm = "/usr/bin/make", shutil.which("rm", path=os.defpath) or "/bin/rm"
    make = shutil.which("make", path=os.defpath) or make
    return {
        "make": f'exec {make} "$@"',
        "rm": f'exec {rm} "$@"',
        "sh": 'exec /bin/sh "$@"',
        "latexmk": WORKS,
        "lualatex": "",
        "pdflatex": "",
        "fc-list": f"echo '{','.join(FONTS)}'",
    }


def install(tools: dict[str, str], folder: Path) -> None:
    for name, script in tools.items():
        path = folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)


@pytest.fixture
def tea_book(tea: Project) -> Project:
    conf = (tea.folder / "conf.py").read_text()
    return tea.write(
        "conf.py", conf + 'latex_documents = [("index", "tea.tex", "Tea", "Us", "manual")]\n'
    )


def test_books_are_published_with_the_pages(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    install(tools, tmp_path)
    said = run("build", "src", "out", "--pdf")
    assert said.status == 0, said.err
    assert [line.split()[-1] for line in said.out.splitlines()[2:4]] == ["done", "done"]
    for language in ("en", "hi"):
        assert Path("out", language, "tea.pdf").read_text() == "%PDF\n"
        assert Path("out", language, "index.html").is_file()
    assert "केतली" in Path("out/.glossterm/hi/latex/tea.tex").read_text("utf-8")


def test_tex_is_kept_from_other_folders_and_programs_where_there_are_translations(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    tools["latexmk"] = WORKS + '; echo "$openin_any $openout_any $LATEXOPTS" > said'
    install(tools, tmp_path)
    assert run("build", "src", "out", "--pdf").status == 0
    said = {name: Path(f"out/.glossterm/{name}/latex/said").read_text() for name in ("en", "hi")}
    assert said["hi"].startswith("p p -")
    assert "-no-shell-escape" in said["hi"]
    assert "no-shell-escape" not in said["en"]


def test_without_asking_there_are_none(tea_book: Project, run: Run, tools: dict[str, str]) -> None:
    said = run("build", "src", "out", "-l", "en")
    assert said.status == 0
    assert "pdf" not in said.out
    assert not list(Path("out").rglob("*.pdf"))


def test_without_tex_it_says_what_to_install_and_builds_the_pages(
    tea_book: Project, run: Run, tools: dict[str, str]
) -> None:
    said = run("build", "src", "out", "--pdf")  # nothing at all is installed
    assert said.status == 1
    [line] = [line for line in said.err.splitlines() if "PDF" in line]
    assert line.startswith(
        "No PDF can be made: make and latexmk are not installed. On Debian: apt install"
    )
    # English with pdfLaTeX, Hindi with LuaLaTeX and its own fonts. Common packages are named once.
    assert line.split("apt install ")[1].split() == [
        *("make", "latexmk", "texlive-latex-recommended", "texlive-latex-extra"),
        *("texlive-fonts-recommended", "tex-gyre"),
        *("texlive-luatex", "texlive-lang-other", "fonts-noto-core", "fonts-noto-mono"),
    ]
    assert Path("out/hi/index.html").is_file()
    assert "The site is in out" in said.out


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("latexmk", "latexmk is not installed"),
        ("lualatex", "hi: done\n    No PDF can be made: lualatex is not installed. On Debian: apt"),
    ],
)
def test_a_program_that_is_missing_is_named(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path, missing: str, message: str
) -> None:
    del tools[missing]
    install(tools, tmp_path)
    said = run("build", "src", "out", "--pdf")
    assert said.status == 1
    assert message in said.err
    assert Path("out/hi/index.html").is_file()
    assert Path("out/en/tea.pdf").is_file() is (missing == "lualatex"), "English needs another one"


def test_fonts_that_are_missing_are_named(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    tools["fc-list"] = f"echo '{','.join(FONTS[:3])}'"
    install(tools, tmp_path)
    said = run("build", "src", "out", "--pdf", "-l", "hi")
    assert said.status == 1
    fonts = 'the font "Noto Sans Devanagari" and the font "Noto Sans Mono" are not installed'
    assert f"No PDF can be made: {fonts}. On Debian: apt install" in said.err
    assert "fonts-noto-core fonts-noto-mono" in said.err
    assert Path("out/hi/index.html").is_file()


def test_what_tex_says_is_shown(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    tools["latexmk"] = FAILS
    install(tools, tmp_path)
    said = run("build", "src", "out", "--pdf", "-l", "hi")
    assert said.status == 1
    lines = [line.strip() for line in said.err.splitlines()]
    message = (
        '! Package glosstermfonts Error: The font "Noto Sans" is missing. Install Debian\'s package x'
    )
    place = lines.index("LaTeX stopped:")
    assert lines[place + 1 : place + 4] == [
        message,
        r"l.12 \usepackage{glosstermfonts}",
        "On Debian: apt install fonts-noto-core",
    ]
    assert lines[place + 4].startswith("Its whole output is in ")
    assert lines[place + 4].endswith("tea.log.")
    assert said.out.splitlines()[2].split()[-1] == "failed"
    assert not Path("out/hi/tea.pdf").exists()
    assert Path("out/hi/index.html").is_file()


def test_xindy_is_asked_for_where_sphinx_makes_an_index_with_it(
    project: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    conf = 'latex_engine = "lualatex"\nlatex_documents = [("index", "tea.tex", "Tea", "Us", "manual")]\n'
    project.write("conf.py", f'extensions = ["sphinx_glossterm"]\n{conf}')
    install(tools, tmp_path)
    project.write("index.rst", "Home\n====\n\n.. index:: tea\n")
    said = run("build", "src", "out", "--pdf")
    assert said.status == 1
    assert "No PDF can be made: xindy is not installed. On Debian: apt install xindy" in said.err
    project.write("index.rst", "Home\n====\n\n.. index:: tea\n\n.. term:: Tea\n\n   It is drunk.\n")
    assert run("build", "src", "out", "--pdf").status == 0


def test_what_an_earlier_run_has_left_does_no_harm(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    tools["latexmk"] = ONCE
    install(tools, tmp_path)
    for _ in range(2):
        assert run("build", "src", "out", "--pdf", "-l", "en").status == 0


def test_a_book_that_is_no_longer_named_is_not_made(
    tea_book: Project, run: Run, tools: dict[str, str], tmp_path: Path
) -> None:
    install(tools, tmp_path)
    run("build", "src", "out", "--pdf", "-l", "en")
    Path("out/en/tea.pdf").unlink()
    conf = (tea_book.folder / "conf.py").read_text()
    tea_book.write("conf.py", conf.replace("tea.tex", "leaf.tex"))
    assert run("build", "src", "out", "--pdf", "-l", "en").status == 0
    assert [path.name for path in Path("out").glob("en/*.pdf")] == ["leaf.pdf"]
