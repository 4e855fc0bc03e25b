"""Books that TeX has set, and what is in them."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.etree
import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pytest
from pypdf import PdfReader

FONTS = "Noto Serif Devanagari"


def needs(*tools: str) -> None:
    """Skip if a program or the fonts are missing."""
    for tool in ("make", "latexmk", "pdftotext", "fc-list", *tools):
        if shutil.which(tool) is None:
            pytest.skip(f"needs TeX, fonts and poppler, and there is no program {tool}")
    if "lualatex" in tools and FONTS not in run("fc-list", ":", "family"):
        pytest.skip(f"needs the font {FONTS}")


def run(*command: str, folder: Path | None = None) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout


def plain(text: str) -> str:
    """Text without what TeX or the typographer may have changed: hyphens, quotes, dashes, joiners."""
    text = re.sub(r"[-\u2010\u00ad]\s*", "", text)
    text = re.sub("[\u200b\u200c\u200d\"'“”‘’]", "", text)
    return " ".join(text.split())


def bare(text: str) -> str:
    """Text as all programs read it: no white space, which some see in gaps, and plain letters alone."""
    return "".join(unicodedata.normalize("NFKC", plain(text)).split())


def set_by_tex(folder: Path) -> None:
    """Run TeX as Sphinx has prepared it; what it says goes into the log."""
    options = "LATEXOPTS=-interaction=nonstopmode -halt-on-error"
    said = subprocess.run(
        ["make", "all-pdf", options], cwd=folder, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout[-3000:]


@dataclass
class Book:
    """A PDF with the files it was made from."""

    pdf: Path
    tex: Path

    @cached_property
    def pages(self) -> list[str]:
        """The text of each page, without header and footer."""
        [size] = re.findall(r"Page size:\s+(\d+)\S* x (\d+)", run("pdfinfo", str(self.pdf)))
        area = ["-x", "0", "-y", "60", "-W", size[0], "-H", str(int(size[1]) - 118)]
        return run("pdftotext", *area, str(self.pdf), "-").split("\f")

    def layout(self, number: int) -> str:
        """The text of a page, counted from 0, in its layout."""
        page = str(number + 1)
        return run("pdftotext", "-layout", "-f", page, "-l", page, str(self.pdf), "-")

    def words(self, number: int) -> list[tuple[str, float, float]]:
        """Each word of a page, counted from 0, with how far from the left and the top it begins."""
        page = str(number + 1)
        said = run("pdftotext", "-bbox", "-f", page, "-l", page, str(self.pdf), "-")
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*>(.*)</word>', said)
        return [(word, float(x), float(y)) for x, y, word in found]

    @cached_property
    def text(self) -> str:
        return " ".join(" ".join(self.pages).split())

    def text_by(self, program: str) -> str:
        """The text as a program reads it, "poppler" or "mupdf"."""
        if program == "poppler":
            return run("pdftotext", str(self.pdf), "-")
        return run("mutool", "draw", "-q", "-F", "text", "-o", "-", str(self.pdf))

    def pages_with(self, words: str) -> set[int]:
        """The pages with text, by their printed numbers, from page 1."""
        return {
            number
            for place, page in enumerate(self.pages)
            if words in unicodedata.normalize("NFKC", page) and (number := self._number(place))
        }

    def _number(self, place: int) -> int:
        words = self.layout(place).split()
        return int(words[-1]) if words and words[-1].isdecimal() else 0

    def faces_of(self, words: str) -> list[str]:
        """The fonts of the last occurrence of words, one for each letter, as MuPDF reports them."""
        text = "".join(letter for letter, _font in self._letters)
        place = text.rindex("".join(words.split()))
        return [font for _letter, font in self._letters[place:][: len("".join(words.split()))]]

    @cached_property
    def _letters(self) -> list[tuple[str, str]]:
        """Each letter and the name of its font, in the order of the text."""
        said = run("mutool", "draw", "-q", "-F", "stext", "-o", "-", str(self.pdf))
        tree = lxml.etree.fromstring(said.encode(), lxml.etree.XMLParser(recover=True, huge_tree=True))
        return [
            (letter.get("c", ""), font.get("name", ""))
            for font in tree.iter("font")
            for letter in font.iter("char")
            if not letter.get("c", "").isspace()
        ]

    @cached_property
    def readings(self) -> dict[str, str]:
        """The text as programs read it that have nothing in common.

        Poppler and PDFium (Chrome) know the text of words. pypdf, as pdf.js (Firefox), spells out shapes;
        what it says of shapes that say nothing, pdf.js leaves out.
        """
        pages = pypdfium2.PdfDocument(self.pdf)
        spelled = " ".join(page.extract_text() for page in PdfReader(self.pdf).pages)
        return {
            "poppler": run("pdftotext", str(self.pdf), "-"),
            "PDFium": " ".join(page.get_textpage().get_text_range() for page in pages),
            "pypdf": spelled.replace("\u200b", ""),
        }

    @cached_property
    def language(self) -> str:
        """The language of the book for programs that read it aloud."""
        return str(PdfReader(self.pdf).root_object.get("/Lang", ""))

    @cached_property
    def paper(self) -> str:
        """The name of its paper."""
        [name] = re.findall(r"Page size:.*\((.*)\)", run("pdfinfo", str(self.pdf)))
        return str(name)

    @cached_property
    def outline(self) -> list[str]:
        """The bookmarks."""
        said = run("pdftohtml", "-xml", "-i", "-stdout", str(self.pdf))
        tree = lxml.etree.fromstring(said.encode(), lxml.etree.XMLParser(recover=True))
        return ["".join(item.itertext()) for item in tree.iter("item")]

    @cached_property
    def fonts(self) -> list[tuple[str, bool, bool]]:
        """Each font: its name, whether it is embedded, and whether its text can be copied."""
        lines = run("pdffonts", str(self.pdf)).splitlines()[2:]
        found = []
        for line in lines:
            fields = line.split()
            found.append((fields[0], fields[-5] == "yes", fields[-3] == "yes"))
        return found

    @cached_property
    def log(self) -> str:
        return self.tex.with_suffix(".log").read_text("utf-8", "replace")

    @cached_property
    def labels(self) -> dict[str, str]:
        """The page of each label."""
        aux = self.tex.with_suffix(".aux").read_text("utf-8")
        return dict(re.findall(r"\\newlabel\{(.*?)\}\{\{.*?\}\{(\w+)\}", aux))

    @property
    def overfull(self) -> list[str]:
        """Lines that overflow their column by more than a letter."""
        found = re.findall(r"Overfull \\hbox \((\d+\.?\d*)pt too wide\).*", self.log)
        return [width for width in found if float(width) > 10]

    def check(self) -> None:
        """What goes for every book."""
        assert "Missing character" not in self.log
        assert "undefined references" not in self.log
        assert "multiply-defined" not in self.log
        assert self.overfull == []
        assert [name for name, embedded, _unicode in self.fonts if not embedded] == []
