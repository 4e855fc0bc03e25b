"""Every builder survives, and the words are all there."""

from __future__ import annotations

import html
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.html
import pytest
from support import Built, Project

TERMS = """
    .. term:: Alpha
       :aka: First letter
       :abbr: AL
       :category: Letters
       :related: beta
       :status: draft

       Definition *alpha* with :term:`beta` and :math:`a^2`.

       .. whymatters::

          Reason alpha.

       .. deepdive::

          Depth alpha.

          Inner heading
          -------------

          .. code-block:: python

             answer = 42

       .. procon:: Balance

          .. pro::

             Gain alpha.

          .. con::

             Loss alpha.

    .. term:: Beta
       :see: alpha

    .. term:: Gamma
       :status: deprecated
       :replaced-by: alpha

       Definition gamma. :termdef:`alpha`
    """
BUILDERS = [
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "json",
]


def sources(project: Project, suffix: str) -> Project:
    project.conf |= {
        "copyright": "Us",
        "latex_documents": [("index", "book.tex", "Book", "Us", "manual")],
        "man_pages": [("index", "book", "Book", "Us", 1)],
        "texinfo_documents": [("index", "book", "Book", "Us", "Book", "A book.", "Misc")],
    }
    project.write(
        "index.rst",
        "Home\n====\n\n.. toctree::\n\n   all\n\n:term:`Alpha` :termabbr:`AL` :termboth:`Beta`\n",
    )
    project.write(
        "all.rst",
        "All\n===\n\n.. termindex::\n\n.. termindex::\n   :style: cards\n\n.. termindex::\n   :style: table\n",
    )
    if suffix == "rst":
        return project.write("terms.rst", TERMS)
    project.write("part.txt", TERMS)
    return project.write("terms.md", "```{eval-rst}\n.. include:: part.txt\n```\n")


def words_of(built: Built, builder: str) -> str:
    """All text of the output, markup taken off, white space in order."""
    folder = Path(built.app.outdir)
    if builder == "epub":
        with zipfile.ZipFile(next(folder.glob("*.epub"))) as book:
            found = [book.read(name).decode() for name in book.namelist() if name.endswith("xhtml")]
    else:
        ending = {"latex": "tex", "text": "txt", "man": "1", "texinfo": "texi", "json": "fjson"}
        suffix = ending.get(builder, "html" if "html" in builder else builder)
        found = [path.read_text("utf-8") for path in sorted(folder.rglob(f"*.{suffix}"))]
    text = html.unescape(re.sub(r"<[^>]+>", "", "\n".join(found)))
    text = re.sub(
        r"\\(emph|sphinxstyleemphasis|text\w\w|sphinxstylestrong|sphinxbfcode)?\{|[{}*_$]|@\w+|\\f.|\\-",
        "",
        text,
    )
    # Texinfo sets code in quotes.
    return " ".join(re.sub(r"`(\w+)'", r"\1", text).replace("\\n", " ").split())


@pytest.mark.parametrize("suffix", ["rst", "md"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_words_are_all_there(project: Project, builder: str, suffix: str) -> None:
    built = sources(project, suffix).build(builder)
    assert built.warnings == []
    text = words_of(built, builder)
    for word in (
        "Alpha (AL)",
        "Letters",
        "Also known as: First letter",
        "Draft",
        "Definition alpha",
        "Why it matters",
        "Reason alpha.",
        "Deep dive",
        "Depth alpha.",
        "Inner heading",
        "answer",
        "42",
        "Balance",
        "Gain alpha.",
        "Loss alpha.",
        "See:",
        "Deprecated",
        "Use instead:",
        "Definition gamma.",
        "Related concepts",
    ):
        assert word in text, word


@pytest.mark.parametrize("builder", ["gettext", "linkcheck", "dummy", "changes"])
def test_other_builders_survive(project: Project, builder: str) -> None:
    assert sources(project, "rst").build(builder, nitpicky=True).warnings == []


@pytest.mark.parametrize(
    "theme", ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme"]
)
@pytest.mark.parametrize("language", ["en", "hi"])
def test_themes(project: Project, tmp_path: Path, theme: str, language: str) -> None:
    """In a separate process, because themes keep state between builds."""
    sources(project, "rst").write(
        "conf.py",
        f"extensions = ['sphinx_glossterm']\nhtml_theme = {theme!r}\nlanguage = {language!r}\n",
    )
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "-n",
        "-q",
        str(project.folder),
        str(tmp_path / "out"),
    ]
    said = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
    page = lxml.html.fromstring((tmp_path / "out" / "terms.html").read_text("utf-8"))
    assert [section.get("id") for section in page.cssselect("section.glossterm")] == [
        "alpha",
        "beta",
        "gamma",
    ]
    for block in page.cssselect("[class*=glossterm]"):
        assert "container" not in block.get("class", "").split(), "themes give containers a width"


def test_builders_share_their_doctrees(project: Project) -> None:
    """One environment, several builders, as with one Makefile: the cached doctrees serve them all."""
    sources(project, "rst")
    for builder in ("html", "latex", "text", "epub", "html"):
        built = project.build(builder, out="shared")
        assert built.warnings == []
    assert "Reason alpha." in words_of(built, "html")


def test_doctrees_are_valid(project: Project) -> None:
    built = sources(project, "rst").build("xml")
    xml = Path(built.app.outdir, "terms.xml").read_text("utf-8")
    assert "glossterm_" not in re.sub(r'\w+="[^"]*"', "", xml), "standard elements only"
