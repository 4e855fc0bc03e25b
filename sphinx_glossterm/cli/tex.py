"""What TeX needs, by engine and language, and what to do about its errors.

The packages are those of Debian and its relatives. Elsewhere, TeX Live has all but the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.terms.languages import primary_of
from sphinx_glossterm.write.latex.preset import ENGINE, babel_language


def _by_word(packages: dict[str, str]) -> dict[str, str]:
    """The package of each word, from the words of each package."""
    return {word: package for package, words in packages.items() for word in words.split()}


_COMMON: Final = (
    "latexmk",
    "texlive-latex-recommended",
    "texlive-latex-extra",
    "texlive-fonts-recommended",
)
_ENGINES: Final = {
    "pdflatex": (),
    "xelatex": ("texlive-xetex",),
    "lualatex": ("texlive-luatex",),
    "platex": ("texlive-lang-japanese",),
    "uplatex": ("texlive-lang-japanese",),
}
_NOTO: Final = ("fonts-noto-core", "fonts-noto-mono")
_FREE: Final = "fonts-freefont-otf"
_GYRE: Final = "tex-gyre"
_CYRILLIC: Final = "cm-super"
# The languages for which a package has captions or hyphenation.
_LANGUAGES: Final = _by_word(
    {
        "texlive-lang-arabic": "ar fa",
        "texlive-lang-chinese": "zh",
        "texlive-lang-cyrillic": "be bg kk mk mn ru sr uk",
        "texlive-lang-czechslovak": "cs sk",
        "texlive-lang-european": "cy da et fi ga hr hu is la lt lv nb nl nn no ro sl sq sv tr",
        "texlive-lang-french": "fr",
        "texlive-lang-german": "de",
        "texlive-lang-greek": "el",
        "texlive-lang-italian": "it",
        "texlive-lang-japanese": "ja",
        "texlive-lang-korean": "ko",
        "texlive-lang-other": "as az bn eo gu he hi id ka kn ml mr ms ne or pa sa ta te th vi",
        "texlive-lang-polish": "pl",
        "texlive-lang-portuguese": "pt",
        "texlive-lang-spanish": "ca es eu gl",
    }
)
# Files that Sphinx's styles and ours load, and that babel and fontspec load for a language or script.
_FILES: Final = _by_word(
    {
        "tex-gyre": "tgtermes tgheros",
        "texlive-fonts-recommended": "txfonts t1txtt.fd",
        "texlive-lang-chinese": "xeCJK ctex",
        "texlive-lang-cjk": "CJK CJKutf8",
        "texlive-lang-cyrillic": "t2aenc.def t2acmr.fd x2enc.def russianb.ldf",
        "texlive-lang-greek": "lgrenc.def textalpha greek-fontenc.def",
        "texlive-lang-japanese": "luatexja jsbook jreport ujreport ujbook",
        "texlive-lang-korean": "kotex",
        "texlive-latex-extra": "capt-of fncychap framed makecmds needspace paracol tabulary titlesec"
        " upquote varwidth wrapfig",
        "texlive-latex-recommended": "booktabs cmap etoolbox fancyvrb float fontspec parskip polyglossia"
        " xcolor xkeyval",
        "texlive-luatex": "luaotfload luatex85 luatexbase",
        "texlive-pictures": "ellipse pict2e",
        "texlive-xetex": "mathspec xltxtra",
    }
)
# By the beginning of the name: fonts that fontspec loads, and the files of TeX's own fonts.
_FAMILIES: Final = {
    "Free": _FREE,
    "Noto Sans Mono": "fonts-noto-mono",
    "Noto Serif CJK": "fonts-noto-cjk",
    "Noto Sans CJK": "fonts-noto-cjk",
    "Noto": "fonts-noto-core",
    "DejaVu": "fonts-dejavu",
}
_METRICS: Final = {
    "ec-q": _GYRE,
    "ts1-q": _GYRE,
    "t1x": "texlive-fonts-recommended",
    "la": "texlive-lang-cyrillic",
    "gr": "texlive-lang-greek",
    "sf": _CYRILLIC,
    "ec": _CYRILLIC,
    "tc": _CYRILLIC,
}
_FILE: Final = re.compile(r"[Ff]ile `?([^' ]+)'? (?:was )?not found")
_FONT: Final = re.compile(r'font "([^"]+)"')
_METRIC: Final = re.compile(
    r"=(\S+?)(?: at [\d.]+pt| scaled \d+)? not loadable|\(file (\w[\w-]*)\): Font"
)
_LETTER: Final = re.compile(r"Unicode character .*\(U\+([0-9A-F]+)\)")
_BABEL: Final = re.compile(r"[Pp]ackage babel Error.*(?:Unknown (?:option|language)|haven't defined)")
# Scripts that pdfLaTeX can set in a book of another script, and Sphinx's names for their encodings.
_SCRIPTS: Final = (
    (range(0x370, 0x400), "LGR", "texlive-lang-greek"),
    (range(0x400, 0x530), "X2", "texlive-lang-cyrillic"),
)
_DEVANAGARI: Final = range(0x900, 0x980)
_WITH_DEVANAGARI: Final = (
    r'{"polyglossia": "", "babel": r"\usepackage{babel}",'
    r' "fontpkg": r"\usepackage[latin]{glosstermfonts}"}'
)
# A message ends at an empty line, or at the place where TeX stopped.
_PLACE: Final = re.compile(r"l\.\d+ ")


@dataclass(frozen=True, slots=True)
class Book:
    """What decides which packages a book needs.

    Attributes:
        engine: The program that sets it.
        language: Its language.
        has_noto: Whether it uses Noto fonts, including those for Devanagari.
    """

    engine: str
    language: str
    has_noto: bool = False

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages with the engine, the files it loads, and the fonts."""
        of_language = self.of_language
        fonts: tuple[str, ...] = (_GYRE,)
        if self.has_noto:
            fonts = _NOTO
        elif self.engine in {"xelatex", "lualatex"}:
            fonts = (_FREE,)
        elif of_language == "texlive-lang-cyrillic":
            fonts = (_CYRILLIC,)
        return (*_COMMON, *_ENGINES.get(self.engine, ()), *filter(None, [of_language]), *fonts)

    @property
    def of_language(self) -> str:
        """The package for its language; empty if it needs none."""
        return _LANGUAGES.get(primary_of(self.language), "")


def usual_book(language: str) -> Book:
    """A book with Sphinx's default settings.

    Args:
        language: Its language.

    >>> usual_book("de").engine, usual_book("hi").engine, usual_book("zh_CN").engine
    ('pdflatex', 'lualatex', 'xelatex')
    """
    if babel_language(language):
        return Book(ENGINE, language, has_noto=True)
    engine = {"ja": "uplatex", "zh": "xelatex", "el": "xelatex"}.get(primary_of(language), "pdflatex")
    return Book(engine, language)


def install(packages: Iterable[str]) -> str:
    """How to install packages; each is named once.

    >>> install(["tex-gyre", "latexmk", "tex-gyre"])
    'On Debian: apt install tex-gyre latexmk'
    """
    return f"On Debian: apt install {' '.join(dict.fromkeys(packages))}"


@dataclass(frozen=True, slots=True)
class Stop:
    """An error that stopped TeX.

    Attributes:
        message: Why, in its own words.
        place: The line where it stopped, with its number; empty if TeX names none.
    """

    message: str
    place: str

    def advice(self, book: Book) -> str:
        """What to do; empty if we do not know.

        Args:
            book: The book.
        """
        if found := _LETTER.search(self.message):
            return _letter(int(found[1], 16), book)
        packages: Iterable[str] = ()
        if _BABEL.search(self.message):
            packages = [book.of_language or "texlive-lang-all"]
        elif found := _FILE.search(self.message):
            package = _FILES.get(found[1].removesuffix(".sty").removesuffix(".cls"))
            if package is None:
                return f"On Debian, apt-file search {found[1]} says which package has it"
            packages = [package]
        elif found := _METRIC.search(self.message):
            packages = _by_beginning(found[1] or found[2], _METRICS) or book.packages
        elif found := _FONT.search(self.message):
            packages = _by_beginning(found[1], _FAMILIES) or book.packages
        return install(packages) if packages else ""


def _by_beginning(name: str, packages: dict[str, str]) -> list[str]:
    return [package for begin, package in packages.items() if name.startswith(begin)][:1]


def _letter(code: int, book: Book) -> str:
    for letters, encoding, package in _SCRIPTS:
        if code in letters and book.of_language != package:
            elements = rf'{{"fontenc": r"\usepackage[{encoding},T1]{{fontenc}}"}}'
            return f"Add it to conf.py: latex_elements = {elements}. {install([package])}"
    has_noto = code in _DEVANAGARI
    elements = (
        _WITH_DEVANAGARI
        if has_noto
        else '{"fontpkg": r"\\setmainfont{...}"}, with a font that has this letter'
    )
    return (
        "pdfLaTeX does not have this letter. LuaLaTeX has every letter that its fonts have. To"
        f' use it, write into conf.py: latex_engine = "lualatex"; latex_elements = {elements}.'
        f" {install(Book(ENGINE, book.language, has_noto).packages)}"
    )


def stop_in(log: str) -> Stop | None:
    r"""The first error in TeX's log; None if there is none.

    Args:
        log: The content of TeX's log.

    >>> stop_in("! Undefined control sequence.\nl.7 Tea \\leaf\n              and milk\n")
    Stop(message='Undefined control sequence.', place='l.7 Tea \\leaf and milk')
    """
    lines = log.splitlines()
    first = next((number for number, line in enumerate(lines) if line.startswith("!")), None)
    if first is None:
        return None
    message = [lines[first].lstrip("! ")]
    for line in lines[first + 1 :]:
        if not line.strip() or line.startswith(("<", "See ", "Type ")) or _PLACE.match(line):
            break
        message.append(re.sub(r"^\([\w-]+\)", "", line))
    places = (n for n in range(first, len(lines)) if _PLACE.match(lines[n]))
    place = next((_unbroken(*lines[n : n + 2]) for n in places), "")
    return Stop(" ".join(" ".join(message).split()), " ".join(place.split()))


def _unbroken(before: str, after: str = "") -> str:
    """A line of the log in one piece: TeX breaks it where it stopped, at the same column."""
    indent = len(after) - len(after.lstrip())
    widths = (len(before.encode()), len(before), indent)  # pdfTeX counts bytes
    width = next(width for width in widths if width <= indent)
    return (before + after[width:]).replace("^^M", "")
