"""After an edit of a short definition alone, only the pages that show it are looked at.

Any other edit takes a look at all pages; these tests name each kind. That pages are those of a clean
build after either is tested elsewhere, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import Built, Project

from sphinx_glossterm.resolve import preview_files
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.preview_files import file_of, preview_name
from sphinx_glossterm.resolve.view_maker import Views

BASE = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   all\n   prose\n   said\n   plain\n   far\n   words\n",
    "all.rst": "All\n===\n\n.. termindex::\n",
    "prose.rst": "Prose\n=====\n\n:term:`Beta`\n",
    "said.rst": "Said\n====\n\n:termdef:`Beta` and :termdef:`Echo`.\n",
    "plain.rst": "Plain\n=====\n\nNothing.\n\n.. include:: part.txt\n",
    "part.txt": "A part.\n",
    "far.rst": "Far\n===\n\nFarther\n-------\n\n.. _there:\n\nThere\n-----\n\nText.\n",
    "words.rst": "Words\n=====\n\n.. glossary::\n\n   Xylophone\n      An instrument.\n",
    "a.rst": ".. term:: Alpha\n   :related: beta\n   :category: One\n\n   Definition alpha.\n",
    "b.rst": ".. term:: Beta\n   :category: Two\n\n   Definition beta.\n",
    "c.rst": "Charlie\n=======\n\n.. term:: Charlie\n   :see: beta\n",
    "d.rst": ".. term:: Delta\n\n   Definition delta, not :term:`beta`.\n",
    "e.rst": ".. term:: Echo\n\n   Definition echo.\n",
    "f.rst": ".. term:: Foxtrot\n   :related: golf\n\n   See :ref:`there`.\n",
    "g.rst": ".. term:: Golf\n   :related: foxtrot\n\n   Definition golf.\n",
}
HINDI = {"Definition beta.": "बीटा की परिभाषा।", "Beta": "बीटा"}

Change = Callable[[Project], object]


def text(name: str, old: str, new: str) -> Change:
    def change(project: Project) -> None:
        source = (project.folder / name).read_text("utf-8")
        assert old in source
        project.write(name, source.replace(old, new, 1))

    return change


def hindi(**messages: str) -> Change:
    return lambda project: project.translate("b", {**HINDI, **messages})


class Watch:
    """What a build has looked at."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: set[str] = set()
        self.files: set[int] = set()
        document, previews = Views.document, Views.previews

        def look_at(views: Views, docname: str) -> object:
            self.pages.add(docname)
            return document(views, docname)

        def look_into(views: Views, number: int) -> object:
            self.files.add(number)
            return previews(views, number)

        monkeypatch.setattr(Views, "document", look_at)
        monkeypatch.setattr(Views, "previews", look_into)


def base(project: Project) -> Project:
    for name, content in BASE.items():
        project.write(name, content)
    return project.translate("b", HINDI)


def output(built: Built) -> dict[str, str]:
    """A digest of each page and preview file."""
    root = Path(built.app.outdir)
    files = [*root.rglob("*.html"), *root.glob("_static/glossterm-previews/*.js")]
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "search.html"
    }


def found(built: Built) -> tuple[object, ...]:
    """What is known of all pages afterwards."""
    domain = the_domain(built.app.env)
    return domain.shown, domain.previews, domain.survey, domain.children


# The section that the definition of Foxtrot refers to may be anywhere.
UNSETTLED = {"all", "f", "g"}
SMALL: dict[str, tuple[Change, set[str]]] = {
    "a definition": (text("b.rst", "Definition", "A"), {"a", "b", "all", "said", *UNSETTLED}),
    "another definition": (text("e.rst", "Definition", "The"), {"e", "all", "said", *UNSETTLED}),
    "no definition any more": (
        text("b.rst", "\n   Definition beta.\n", ""),
        {"a", "b", "all", "said", *UNSETTLED},
    ),
    "a marked definition": (text("b.rst", "Definition", "*A*"), {"a", "b", "all", "said", *UNSETTLED}),
    "a note": (
        text("e.rst", "Echo\n", "Echo\n   :note: Not a sound.\n"),
        {"e", "all", "said", *UNSETTLED},
    ),
    "a deep dive": (
        text("e.rst", "echo.\n", "echo.\n\n   .. deepdive::\n\n      Deep.\n"),
        {"e", *UNSETTLED},
    ),
    "a line above an entry": (text("c.rst", "\n.. term", "\nOne more.\n\n.. term"), {"c", *UNSETTLED}),
    "a line above the index": (text("all.rst", "\n.. term", "\nThese:\n\n.. term"), UNSETTLED),
    "prose": (text("plain.rst", "Nothing", "Something"), UNSETTLED),
    "a section in a definition": (text("far.rst", "There\n-----", "Here\n----"), UNSETTLED),
    "the words of a reference": (text("prose.rst", "`Beta`", "`that <Beta>`"), {"prose", *UNSETTLED}),
    "a definition that is settled": (text("f.rst", ":ref:`there`", "there"), UNSETTLED),
}
LARGE: dict[str, Change] = {
    "a title": text("b.rst", "Beta", "Beth\n   :aka: Beta"),
    "other markup of a title": text("b.rst", "Beta", "*Beta*"),
    "an id": text("b.rst", "Beta", "Beta\n   :id: second"),
    "an alias": text("b.rst", "Beta", "Beta\n   :aka: Bet"),
    "an abbreviation": text("b.rst", "Beta", "Beta\n   :abbr: BT"),
    "a form": text("b.rst", "Beta", "Beta\n   :forms: Betas"),
    "a name to avoid": text("b.rst", "Beta", "Beta\n   :avoid: Bette"),
    "a category": text("b.rst", "Two", "Three"),
    "a tag": text("b.rst", "Beta", "Beta\n   :tags: red"),
    "a glossary": text("b.rst", "Beta", "Beta\n   :glossary: Own"),
    "a status": text("b.rst", "Beta", "Beta\n   :status: draft"),
    "a relation": text("a.rst", "beta", "echo"),
    "a pointer": text("c.rst", "beta", "echo"),
    "a condition": text(
        "b.rst", ".. term:: Beta", ".. only:: latex\n\n   .. term:: Zulu\n\n.. term:: Beta"
    ),
    "a reference": text("plain.rst", "Nothing", ":term:`Echo`"),
    "a reference in a definition": text("e.rst", "echo.", ":term:`alpha`."),
    "a reference of another kind": text("prose.rst", ":term:", ":any:"),
    "a reference with a condition": text("prose.rst", ":term:", ".. only:: html\n\n   :term:"),
    "a plain mention": text("plain.rst", "Nothing", "Echo"),
    "an index": text("all.rst", "index::\n", "index::\n   :group: none\n"),
    "another index": text("all.rst", "index::\n", "index::\n\n.. termindex::\n"),
    "a map": text("plain.rst", "Nothing", ".. termmap::\n\nNothing"),
    "a title of a page": text("prose.rst", "Prose\n=====", "Poems\n====="),
    "a page in a toctree": text("index.rst", "   words\n", "   words\n   c\n"),
    "another order of a toctree": text("index.rst", "   all\n   prose\n", "   prose\n   all\n"),
    "a page without a place": text("c.rst", "Charlie\n===", ":orphan:\n\nCharlie\n==="),
    "a page that is a part": text("plain.rst", "part.txt", "far.rst"),
    "a term of Sphinx": text("words.rst", "Xylo", "Mega"),
    "a term of Sphinx's more": text("words.rst", "   Xylo", "   Beta\n   Xylo"),
    "a new page": lambda project: project.write("h.rst", ":orphan:\n\nHotel\n=====\n"),
    "a page away": lambda project: project.remove("e.rst"),
    "a translation of a title": hindi(Beta="बेटा"),
}


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize(("change", "pages"), SMALL.values(), ids=SMALL)
def test_after_a_small_edit_few_pages_are_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch, language: str, change: Change, pages: set[str]
) -> None:
    base(project).build(language=language)
    change(project)
    with monkeypatch.context() as patch:
        watch = Watch(patch)
        built = project.build(language=language)
    assert watch.pages == pages
    fresh = project.build(language=language, out="fresh")
    assert found(built) == found(fresh)
    assert output(built) == output(fresh)


# With these, no other part of the outline tells of the edit.
CONF: dict[str, dict[str, Any]] = {
    "a plain mention": {"glossterm_autolink": "all"},
    "a term of Sphinx": {"glossterm_builtin": False},
    "a term of Sphinx's more": {"glossterm_builtin": False},
}


@pytest.mark.parametrize("edit", LARGE)
def test_after_a_large_edit_all_pages_are_looked_at(
    project: Project, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    change, conf = LARGE[edit], CONF.get(edit, {})
    base(project).build(language="hi", **conf)
    change(project)
    with monkeypatch.context() as patch:
        watch = Watch(patch)
        built = project.build(language="hi", **conf)
    assert watch.pages == the_domain(built.app.env).shown.keys()
    assert found(built) == found(project.build(language="hi", out="fresh", **conf))


def test_what_a_small_edit_changes_is_known_to_the_next(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits: list[tuple[Change, set[str]]] = [
        (text("f.rst", ":ref:`there`", "there"), UNSETTLED),
        (text("far.rst", "There\n-----", "Here\n----"), set()),
        (text("e.rst", "Definition", "A :ref:`there`, a"), {"e", "all", "said"}),
        (text("far.rst", "Here\n----", "Where\n-----"), {"e", "all", "said"}),
        (text("b.rst", "Definition", "A"), {"a", "b", "e", "all", "said"}),
    ]
    base(project).build()
    for change, pages in edits:
        change(project)
        with monkeypatch.context() as patch:
            watch = Watch(patch)
            built = project.build()
        assert watch.pages == pages
        assert output(built) == output(project.build(out="fresh"))


def test_few_preview_files_are_looked_at(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_files, "SIZE", 2)
    base(project).build()
    text("b.rst", "Definition", "A")(project)
    with monkeypatch.context() as patch:
        watch = Watch(patch)
        built = project.build()
    ours = {preview_name("b", "beta"), preview_name("f", "foxtrot")}
    count = len(the_domain(built.app.env).previews)
    assert count == 4
    assert watch.files == {file_of(name, count) for name in ours}
    assert output(built) == output(project.build(out="fresh"))
