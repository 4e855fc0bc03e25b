"""The first steps in documents of any language, with no setting but ``language``."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from babel.messages.pofile import read_po, write_po
from support import Project, mostly_long, texts

from cli.helpers import Run


@dataclass(frozen=True)
class Documents:
    """A glossary in a language.

    Attributes:
        home: Title of the first page.
        title: Title of the entry.
        other: Another name.
        definition: Its short definition.
        category: Its category.
        why: Why it matters.
    """

    home: str
    title: str
    other: str
    definition: str
    category: str
    why: str

    def index(self) -> str:
        line = "=" * 3 * len(self.home)
        return f"{self.home}\n{line}\n\n:term:`{self.title}`\n\n.. termindex::\n"

    def terms(self) -> str:
        return (
            f"{self.category}\n{'=' * 3 * len(self.category)}\n\n.. term:: {self.title}\n   :id: branch\n"
            f"   :aka: {self.other}\n   :category: {self.category}\n\n   {self.definition}\n\n"
            f"   .. whymatters::\n\n      {self.why}\n"
        )


ENGLISH = Documents("Home", "Branch", "Line", "A line of states.", "Basics", "You can try things out.")
LANGUAGES = {
    "de": Documents(
        "Versionen verständlich",
        "Zweig",
        "Entwicklungslinie",
        "Eine Reihe von Ständen, die für sich wächst.",
        "Grundlagen",
        "Neues lässt sich ausprobieren, ohne dass das Alte leidet.",
    ),
    "hi": Documents(
        "वर्ज़न, आसान भाषा में",
        "ब्रांच",
        "शाखा",
        "बदलावों की एक कड़ी, जो अपने आप आगे बढ़ती है।",
        "बुनियादी बातें",
        "नई चीज़ें आज़माई जा सकती हैं और पुरानी सलामत रहती हैं।",
    ),
    "ar": Documents(
        "النسخ بلغة بسيطة",
        "فرع",
        "خط تطوير",
        "سلسلة من الحالات تنمو وحدها.",
        "أساسيات",
        "يمكن تجربة الجديد من دون المساس بالقديم.",
    ),
    "ja": Documents(
        "バージョン管理をやさしく",
        "ブランチ",
        "開発系列",
        "ほかから独立して伸びていく、変更の連なり。",
        "基礎",
        "元の状態を壊さずに新しいことを試せる。",
    ),
}


@pytest.fixture(params=mostly_long(LANGUAGES, ("hi", "de")))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def documents(project: Project, language: str) -> Documents:
    project.write(
        "conf.py",
        f'extensions = ["sphinx_glossterm"]\ngettext_compact = False\nlanguage = "{language}"\n',
    )
    found = LANGUAGES[language]
    project.write("index.rst", found.index()).write("terms.rst", found.terms())
    return found


def translate(documents: Documents) -> None:
    """Fill in the English catalogues, as a translator does."""
    words = {getattr(documents, name): getattr(ENGLISH, name) for name in vars(ENGLISH)}
    words[f":term:`{documents.title}`"] = f":term:`{ENGLISH.title} <branch>`"
    for path in Path("src/locales/en/LC_MESSAGES").glob("*.po"):
        with path.open("rb") as file:
            catalogue = read_po(file)
        for message in catalogue:
            if message.id:
                message.string = words[str(message.id)]
        with path.open("wb") as file:
            write_po(file, catalogue)


def page(path: str) -> Any:
    return lxml.html.fromstring(Path(path).read_text("utf-8"))


def test_the_first_steps(documents: Documents, language: str, run: Run) -> None:
    assert run("build", "src", "out").status == 0
    found = page(f"out/{language}/terms.html")
    assert found.get("lang") == language
    assert found.xpath("//*[@class='body']//@lang") == []
    assert run("update", "src", "-l", "en").status == 0
    translate(documents)
    said = run("status", "src", "--format", "json")
    assert json.loads(said.out)["source_language"] == language
    assert re.search(r"(?m)^en +English +\d+ +\d+ +0 +0 +100.0$", run("status", "src").out)
    said = run("build", "src", "out", "-W")
    assert (said.status, said.err.count("WARNING")) == (0, 0)
    for tag, shown in ((language, documents), ("en", ENGLISH)):
        found = page(f"out/{tag}/terms.html")
        assert found.get("lang") == tag
        assert texts(found, "dfn") == [shown.title]
        assert shown.definition in texts(found, ".glossterm-definition")[0]
        assert found.cssselect("#branch")
        assert shown.title in texts(page(f"out/{tag}/index.html"), ".glossterm-index")[0]


def test_the_glossary_as_data(documents: Documents, language: str, run: Run) -> None:
    run("update", "src", "-l", "en")
    translate(documents)
    assert run("export", "src", "data", "-f", "csv,json").status == 0
    with Path("data/glossary.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert row[f"title.{language}"] == documents.title
    assert row[f"definition.{language}"] == documents.definition
    assert row["title.en"] == ENGLISH.title
    found = json.loads(Path("data/glossary.json").read_text("utf-8"))
    assert found["source_language"] == language


def test_nobody_makes_another_project_of_it_by_accident(
    documents: Documents, language: str, run: Run
) -> None:
    said = run("update", "src", "-l", language)
    assert said.status == 2
    assert f'glossterm_source_language = "{language}"' in said.err
    assert 'glossterm_source_language = "en"' in said.err
    assert not Path("src/locales").exists()


def test_an_english_project_that_is_to_be_shown_in_hindi(project: Project, run: Run) -> None:
    project.write("conf.py", 'extensions = ["sphinx_glossterm"]\nlanguage = "hi"\n')
    project.write("index.rst", ENGLISH.index()).write("terms.rst", ENGLISH.terms())
    assert run("update", "src", "-l", "hi").status == 2
    project.write(
        "conf.py",
        'extensions = ["sphinx_glossterm"]\nlanguage = "hi"\nglossterm_source_language = "en"\n',
    )
    assert run("update", "src", "-l", "hi").status == 0
    assert Path("src/locales/hi/LC_MESSAGES/terms.po").is_file()
