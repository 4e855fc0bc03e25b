"""What TeX needs, and the advice when it stops. The logs are real ones."""

from __future__ import annotations

import pytest

from sphinx_glossterm.cli.tex import Book, stop_in, usual_book

COMMON = ("latexmk", "texlive-latex-recommended", "texlive-latex-extra", "texlive-fonts-recommended")


@pytest.mark.parametrize(
    ("book", "packages"),
    [
        (usual_book("en"), "tex-gyre"),
        (usual_book("de"), "texlive-lang-german tex-gyre"),
        (usual_book("pt_BR"), "texlive-lang-portuguese tex-gyre"),
        (usual_book("ru"), "texlive-lang-cyrillic cm-super"),
        (usual_book("mr"), "texlive-luatex texlive-lang-other fonts-noto-core fonts-noto-mono"),
        (usual_book("el"), "texlive-xetex texlive-lang-greek fonts-freefont-otf"),
        (usual_book("ja"), "texlive-lang-japanese texlive-lang-japanese tex-gyre"),
        (Book("lualatex", "fr"), "texlive-luatex texlive-lang-french fonts-freefont-otf"),
        (Book("lualatex", "en", has_noto=True), "texlive-luatex fonts-noto-core fonts-noto-mono"),
        (Book("xelatex", "zh-CN"), "texlive-xetex texlive-lang-chinese fonts-freefont-otf"),
    ],
)
def test_packages_are_those_of_engine_and_language(book: Book, packages: str) -> None:
    assert book.packages == (*COMMON, *packages.split())


FILE = r"""
! LaTeX Error: File `fncychap.sty' not found.

Type X to quit or <RETURN> to proceed,
or enter new name. (Default extension: sty)

Enter file name:
! Emergency stop.
<read *>

l.36 \usepackage
                {sphinx}^^M
Here is how much of TeX's memory you used:
"""
ENCODING = r"""
! Package fontenc Error: Encoding file `lgrenc.def' not found.
(fontenc)                You might have misspelt the name of the encoding.

See the fontenc package documentation for explanation.
Type  H <return>  for immediate help.
 ...

l.111 \ProcessOptions*

"""
LETTER = r"""
! LaTeX Error: Unicode character {} (U+{:04X})
               not set up for use with LaTeX.

See the LaTeX manual or LaTeX Companion for explanation.
Type  H <return>  for immediate help.
 ...

l.122 {}
          and :term:
"""


@pytest.mark.parametrize(
    ("log", "message", "place", "advice"),
    [
        (
            FILE,
            "LaTeX Error: File `fncychap.sty' not found.",
            r"l.36 \usepackage{sphinx}",
            "On Debian: apt install texlive-latex-extra",
        ),
        (
            FILE.replace("fncychap", "rare"),
            "LaTeX Error: File `rare.sty' not found.",
            r"l.36 \usepackage{sphinx}",
            "On Debian, apt-file search rare.sty says which package has it",
        ),
        (
            ENCODING,
            "Package fontenc Error: Encoding file `lgrenc.def' not found."
            " You might have misspelt the name of the encoding.",
            r"l.111 \ProcessOptions*",
            "On Debian: apt install texlive-lang-greek",
        ),
        (
            '! Package fontspec Error: The font "FreeSerif" cannot be found.\n\nl.41 ]\n       \n',
            'Package fontspec Error: The font "FreeSerif" cannot be found.',
            "l.41 ]",
            "On Debian: apt install fonts-freefont-otf",
        ),
        (
            "! Package babel Error: Unknown option 'ngerman'. Either you misspelled it\n"
            "(babel)                or the language definition file ngerman.ldf was not found.\n\n",
            "Package babel Error: Unknown option 'ngerman'. Either you misspelled it"
            " or the language definition file ngerman.ldf was not found.",
            "",
            "On Debian: apt install texlive-lang-german",
        ),
        (
            r"! Font T1/qtm/m/n/10=ec-qtmr at 10.0pt not loadable: Metric (TFM) file not found."
            + "\n\n",
            "Font T1/qtm/m/n/10=ec-qtmr at 10.0pt not loadable: Metric (TFM) file not found.",
            "",
            "On Debian: apt install tex-gyre",
        ),
        (
            "!pdfTeX error: pdflatex (file sfrm1000): Font sfrm1000 at 600 not found\n ==> Fatal error\n",
            "pdfTeX error: pdflatex (file sfrm1000): Font sfrm1000 at 600 not found ==> Fatal error",
            "",
            "On Debian: apt install cm-super",
        ),
        (
            "! Undefined control sequence.\nl.7 \\tea\n       \n",
            "Undefined control sequence.",
            r"l.7 \tea",
            "",
        ),
    ],
)
def test_what_tex_says_and_what_to_do(log: str, message: str, place: str, advice: str) -> None:
    stop = stop_in(log)
    assert stop is not None
    assert (stop.message, stop.place) == (message, place)
    assert stop.advice(usual_book("de")) == advice


@pytest.mark.parametrize(
    ("letter", "advice"),
    [
        ("Ж", r"\usepackage[X2,T1]{fontenc}"),
        ("α", r"\usepackage[LGR,T1]{fontenc}"),
        ("अ", r'"fontpkg": r"\usepackage[latin]{glosstermfonts}"'),
        ("가", r'"fontpkg": r"\setmainfont{...}"'),
    ],
)
def test_a_letter_that_pdflatex_lacks(letter: str, advice: str) -> None:
    stop = stop_in(LETTER.format(letter, ord(letter), letter))
    assert stop is not None
    said = (
        f"LaTeX Error: Unicode character {letter} (U+{ord(letter):04X}) not set up for use with LaTeX."
    )
    assert (stop.message, stop.place) == (said, f"l.122 {letter} and :term:")
    assert advice in stop.advice(usual_book("de"))
    assert ("LuaLaTeX" in stop.advice(usual_book("de"))) is (letter in "अ가")


def test_a_log_without_an_error() -> None:
    assert stop_in("This is pdfTeX\n\nOutput written on book.pdf\n") is None
