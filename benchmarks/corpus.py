"""A Sphinx project with a glossary of any size, in one of the forms of :mod:`benchmarks.forms`.

Narrative pages refer to its terms; their references are the same in every large glossary.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from benchmarks.forms import FORMS, Form, Page
from benchmarks.markup import MARKUPS, Markup
from benchmarks.words import HEADINGS, Term, category, hindi, letter, prose, term

VARIANTS: Final = tuple(FORMS)
LAYOUTS: Final = ("letters", "pages")
EDITED: Final = 7
"""The number of the term that is edited."""
TARGETS: Final = 1000
"""The narrative refers to this many first terms, the same ones in every larger glossary."""
NARRATIVES: Final = 200
"""Narrative pages of a glossary of a thousand terms or more."""
REFERENCES: Final = 20
"""References on each narrative page."""
_CONF: Final[dict[str, Any]] = {
    "project": "Benchmark",
    "locale_dirs": ["locales"],
    "gettext_compact": False,
    "exclude_patterns": ["locales"],
    "html_copy_source": False,
}


@dataclass(frozen=True)
class Corpus:
    """One project.

    Attributes:
        size: The number of terms.
        variant: A key of ``FORMS``.
        layout: "letters" for a page for each letter, "pages" for a page for each term.
        markup: A key of ``MARKUPS``.
        narratives: The number of narrative pages; by default one for five terms, at most ``NARRATIVES``.
        edits: What has been edited: "definition", "title", "translation".
    """

    size: int
    variant: str = "ours"
    layout: str = "letters"
    markup: str = "rst"
    narratives: int | None = None
    edits: frozenset[str] = frozenset()

    @property
    def form(self) -> Form:
        """How the glossary is written."""
        return FORMS[self.variant]

    @property
    def writer(self) -> Markup:
        """How the markup is written."""
        return MARKUPS[self.markup]

    def term(self, number: int) -> Term:
        """A term as it is after the edits."""
        return term(number, self.size, edits=self.edits if number == EDITED else ())

    def page_of(self, number: int) -> str:
        """The document of a term."""
        return f"terms/{letter(number)}" if self.layout == "letters" else f"terms/{number:05}"

    @cached_property
    def glossary(self) -> dict[str, list[int]]:
        """The documents of the glossary, each with the numbers of its terms."""
        pages: dict[str, list[int]] = {}
        for number in range(self.size):
            pages.setdefault(self.page_of(number), []).append(number)
        return pages

    @cached_property
    def guide(self) -> list[str]:
        """The narrative documents."""
        wanted = min(NARRATIVES, max(1, self.size // 5)) if self.narratives is None else self.narratives
        return [f"guide/{number:03}" for number in range(wanted)]

    @property
    def documents(self) -> list[str]:
        """All documents."""
        index = ["terms/index"] if self.form.index else []
        return ["index", "guide/index", *index, *self.guide, *self.glossary]

    # ---- what the documents hold

    def page(self, name: str) -> Page:
        """A document with its messages."""
        page = Page(self.writer, self.form.link)
        folder, _, rest = name.partition("/")
        if name == "index":
            _write_heading(page, "Guide")
            self._write_toctree(page, self._top_level())
        elif name == "guide/index":
            _write_heading(page, "Guide")
            self._write_toctree(page, self.guide)
        elif name == "terms/index":
            _write_heading(page, "All terms")
            page.parts.append(self.writer.directive("termindex"))
        elif folder == "guide":
            self._write_prose(page, int(rest))
        else:
            self._write_terms(page, name)
        return page

    def _top_level(self) -> list[str]:
        index = ["terms/index"] if self.form.index else []
        # A toctree of thousands of terms would be copied into every page; nobody has one.
        letters = sorted(self.glossary) if self.layout == "letters" else []
        return ["guide/index", *index, *letters]

    def _write_toctree(self, page: Page, names: list[str]) -> None:
        body = "\n".join(f"/{name}" for name in names)
        page.parts.append(self.writer.directive("toctree", options={"maxdepth": "1"}, body=body))

    def _write_prose(self, page: Page, number: int) -> None:
        _write_heading(page, "Guide", f" {number}")
        first, targets = number * REFERENCES, min(self.size, TARGETS)
        for place, paragraph in enumerate(prose(number, REFERENCES), first):
            page.parts.append(page.refer(paragraph, [self.term(7919 * place % targets)]))

    def _write_terms(self, page: Page, name: str) -> None:
        numbers = self.glossary[name]
        if self.layout == "letters":
            _write_heading(page, "Terms", f" {letter(numbers[0]).upper()}")
        elif not self.form.index:
            page.parts.append(self.writer.orphan())
        level = 2 if self.layout == "letters" else 1
        self.form.write(page, [self.term(number) for number in numbers], self.term, level)

    # ---- files

    def write(self, folder: Path) -> None:
        """Write the project into a new folder."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in self.documents:
            page = self.page(name)
            self._write_source(folder, name, page)
            _write_po(folder, name, page.messages)
        if self.form.index:  # the labels of categories are messages of the project
            labels = dict.fromkeys(category(number) for number in range(self.size))
            _write_po(folder, "glossterm", {text: hindi(text) for text in labels})
        conf = {**_CONF, **self.writer.conf, **self.form.conf}
        conf["extensions"] = [*self.writer.conf["extensions"], *self.form.conf["extensions"]]
        lines = [f"{name} = {value!r}\n" for name, value in conf.items()]
        (folder / "conf.py").write_text("".join(lines), "utf-8")

    def write_document(self, folder: Path, name: str) -> None:
        """Write the source of one document again."""
        self._write_source(folder, name, self.page(name))

    def write_catalogue(self, folder: Path, name: str) -> None:
        """Write the Hindi catalogue of one document again."""
        _write_po(folder, name, self.page(name).messages)

    def _write_source(self, folder: Path, name: str, page: Page) -> None:
        path = folder / f"{name}.{self.writer.suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.text, "utf-8")


def _write_heading(page: Page, text: str, rest: str = "") -> None:
    page.parts.append(page.markup.heading(page.say(text + rest, HEADINGS[text] + rest), 1))


def _write_po(folder: Path, domain: str, messages: dict[str, str]) -> None:
    # By hand, because Babel would write the time into it.
    pairs = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    texts = [f"msgid {_quoted(source)}\nmsgstr {_quoted(text)}\n" for source, text in pairs.items()]
    path = folder / "locales" / "hi" / "LC_MESSAGES" / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(texts), "utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
