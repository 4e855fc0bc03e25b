"""Honest translations are shown: whole catalogues, and not a message of them withheld.

The projects in ``tests/roots/weather`` (German) and ``tests/roots/letterforms`` (Spanish) were translated
as translators do, with all liberties they take, before the check that they are held to was known.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.testing.util import SphinxTestApp
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.nodes import extract_messages
from support import Built, needs_myst

ROOTS = Path(__file__).parents[1] / "roots"


@dataclass(frozen=True)
class Case:
    """A project, and the language it is translated into."""

    root: str
    language: str
    lost: int
    """Translations that leave out a reference: shown, with a warning."""


CASES = {
    "weather": Case("weather", "de", lost=0),
    # The message shows a reference as plain text, so its translator could not see it.
    "letterforms": Case("letterforms", "es", lost=1),
}
PARAMETERS = [
    pytest.param(CASES["weather"]),
    pytest.param(CASES["letterforms"], marks=needs_myst),
]


@pytest.fixture(params=PARAMETERS, ids=[*CASES])
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def built(case: Case, tmp_path: Path) -> Built:
    source = tmp_path / "src"
    shutil.copytree(ROOTS / case.root, source)
    conf = source / "conf.py"
    conf.write_text(conf.read_text("utf-8") + '\nextensions += ["sphinx_glossterm"]\n', "utf-8")
    with patch_docutils(source), docutils_namespace():
        overrides = {"language": case.language}
        app = SphinxTestApp("html", source, builddir=tmp_path / "out", confoverrides=overrides)
        try:
            app.build()
        finally:
            app.cleanup()
    return Built(app, set())


def translations(built: Built, docname: str) -> dict[str, str]:
    """What a document's catalogue translates."""
    folder = Path(built.app.srcdir, "locales", built.app.config.language, "LC_MESSAGES")
    with (folder / f"{docname}.po").open("rb") as file:
        catalogue = read_po(file)
    return {
        str(found.id): str(found.string)
        for found in catalogue
        if found.id and found.string and not found.fuzzy and found.id != found.string
    }


def shown(built: Built) -> Iterator[tuple[str, nodes.Element, str]]:
    """The messages of all documents that have a translation, each with the document."""
    for docname in sorted(built.app.env.found_docs):
        known = translations(built, docname)
        for node, message in extract_messages(built.doctree(docname)):
            if message in known:
                yield docname, node, message


def test_no_honest_message_is_withheld(case: Case, built: Built) -> None:
    assert len(built.warnings) == case.lost, built.warnings
    assert not any("shown instead" in warning for warning in built.warnings)
    found = list(shown(built))
    assert len(found) > 350
    # Images differ by their text; captions of toctrees have no such mark.
    text = [item for item in found if isinstance(item[1], nodes.TextElement)]
    assert [(docname, message) for docname, node, message in text if not node.get("translated")] == []


def is_lasting(id_: str) -> bool:
    """Whether an id is to be linked to: not a number, as references to footnotes have, nor a random one."""
    return not re.fullmatch(r"id\d+|equation-[0-9a-f-]{36}", id_)


def test_every_target_of_the_source_is_there(case: Case, built: Built) -> None:
    """What was linked to in the source language can be linked to in every other one."""
    source = built.app.srcdir
    with patch_docutils(source), docutils_namespace():
        other = SphinxTestApp("html", source, builddir=source.parent / "source")
        try:
            other.build()
        finally:
            other.cleanup()
    english = Built(other, set())
    for docname in sorted(built.app.env.found_docs):
        ids = [
            sorted(filter(is_lasting, map(str, page.page(docname).xpath("//@id"))))
            for page in (english, built)
        ]
        assert ids[0] == ids[1], docname
