"""What survives between builds and between processes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Built, Project, texts

from sphinx_glossterm.resolve.domain import the_domain

BASE = {
    "index.rst": "Home\n====\n\n.. toctree::\n\n   all\n   prose\n\nNothing here.\n",
    "all.rst": "All\n===\n\n.. termindex::\n",
    "prose.rst": "Prose\n=====\n\n:term:`Beta` and :termdef:`Delta`.\n",
    "a.rst": ".. term:: Alpha\n   :related: beta\n   :category: One\n\n   Definition alpha.\n",
    "b.rst": ".. term:: Beta\n   :category: Two\n\n   Definition beta.\n",
    "c.rst": ".. term:: Charlie\n   :see: beta\n",
    "d.rst": ".. term:: Delta\n\n   Definition delta, not :term:`alpha`.\n",
    "e.rst": ".. term:: Echo\n\n   Definition echo.\n",
}
TOCTREES = {"index"}
"""Sphinx writes a page again whose toctree names one that is written."""
HINDI = {"Beta": "बीटा", "Definition beta.": "बीटा की परिभाषा।"}


def base(project: Project) -> Project:
    for name, text in BASE.items():
        project.write(name, text)
    project.translate("b", HINDI).translate("glossterm", {"One": "एक", "Two": "दो"})
    return project


def edit(project: Project, name: str, old: str, new: str) -> None:
    text = (project.folder / name).read_text("utf-8")
    assert old in text
    project.write(name, text.replace(old, new))


def pages(built: Built) -> dict[str, str]:
    """A digest of each page that was written."""
    root = Path(built.app.outdir)
    skipped = {"search.html"}
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*.html"))
        if path.name not in skipped
    }


EDITS: dict[str, tuple[Callable[[Project], object], set[str]]] = {
    "nothing": (lambda _: None, set()),
    "a definition": (
        lambda p: edit(p, "b.rst", "Definition beta.", "Another one."),
        {"b", "a", "all"},
    ),
    "a deep dive": (
        lambda p: p.write("e.rst", BASE["e.rst"] + "\n   .. deepdive::\n\n      Deep.\n"),
        {"e", "all"},
    ),
    "a title": (
        lambda p: edit(p, "b.rst", "Beta", "Beetle\n   :id: beta\n   :aka: Beta"),
        {"a", "b", "c", "all", "prose"},
    ),
    "an alias": (lambda p: edit(p, "e.rst", "Echo", "Echo\n   :aka: Reply"), {"e", "all"}),
    "a category": (lambda p: edit(p, "b.rst", "Two", "Three"), {"a", "b", "all"}),
    "a definition shown in a text": (
        lambda p: edit(p, "d.rst", "not :term:`alpha`", "yes"),
        {"d", "a", "all", "prose"},
    ),
    "an entry at the end": (
        lambda p: p.write("f.rst", ".. term:: Foxtrot\n\n   Definition foxtrot.\n"),
        {"f", "e", "all", "prose"},
    ),
    "an entry away": (lambda p: p.remove("e.rst"), {"d", "all", "prose"}),
    "a mention": (lambda p: edit(p, "index.rst", "Nothing here.", ":term:`Echo`"), {"index", "e"}),
    "a line above the index": (
        lambda p: edit(p, "all.rst", ".. termindex::", "Here they are.\n\n.. termindex::"),
        {"all"},
    ),
    "the index away": (
        lambda p: p.write("all.rst", "All\n===\n").write(
            "index.rst", BASE["index.rst"] + "\n.. termindex::\n"
        ),
        {"index", "all", "a", "b", "c", "d", "e", "prose"},
    ),
}


@pytest.mark.parametrize(("change", "written"), EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("language", ["en", "hi"])
def test_an_edit_updates_what_shows_it_and_no_more(
    project: Project, language: str, change: Callable[[Project], object], written: set[str]
) -> None:
    base(project).build(language=language)
    change(project)
    built = project.build(language=language)
    fresh = project.build(language=language, out="fresh")
    assert pages(built) | pages(fresh) == pages(built), "as a clean build"
    assert built.written <= written | TOCTREES


@pytest.mark.parametrize(
    ("messages", "title"),
    [
        ({**HINDI, "Beta": "बीटा दो"}, "बीटा दो"),
        ({**HINDI, "Alpha": "x"}, "बीटा"),
        ({"Beta": ""}, "Beta"),
    ],
)
def test_a_changed_translation_updates_what_shows_it(
    project: Project, messages: dict[str, str], title: str
) -> None:
    base(project).build(language="hi")
    project.translate("b", messages)
    built = project.build(language="hi")
    assert texts(built.page("a"), ".glossterm-card-title") == [title]
    fresh = project.build(language="hi", out="fresh")
    assert pages(built) == pages(fresh)
    assert built.written <= {"a", "b", "c", "all", "prose"} | TOCTREES


def test_a_changed_label_updates_the_entries_with_it(project: Project) -> None:
    base(project).build(language="hi")
    project.translate("glossterm", {"One": "एक", "Two": "दूसरा"})
    built = project.build(language="hi")
    assert texts(built.page("b"), "section > .glossterm-category") == ["सभी शब्द / दूसरा"]
    assert pages(built) == pages(project.build(language="hi", out="fresh"))


def test_parallel_is_as_serial(project: Project) -> None:
    base(project)
    for n in range(12):  # Sphinx reads in parallel only from a handful of documents on
        project.write(
            f"m{n}.rst", f".. term:: Many {n}\n   :related: beta\n\n   Number {n}, :term:`Alpha`.\n"
        )
    serial = project.build(language="hi")
    parallel = project.build(language="hi", jobs=2, out="parallel")
    assert parallel.warnings == serial.warnings == []
    assert pages(parallel) == pages(serial)
    assert parallel.inventory() == serial.inventory()


def test_purge_and_merge(project: Project) -> None:
    base(project)
    domain = the_domain(project.build().app.env)
    assert set(domain.entries) == {"a", "b", "c", "d", "e"}
    other = {kind: dict(found) for kind, found in domain.data.items() if isinstance(found, dict)}
    domain.clear_doc("b")
    assert "b" not in domain.entries
    assert domain.glossary.find("Beta") is None
    domain.merge_domaindata({"b"}, other)
    match = domain.glossary.find("Beta")
    assert match is not None
    assert match.entry.docname == "b"
    domain.clear_doc("prose")
    assert "prose" not in domain.references
    domain.clear_doc("all")
    assert domain.pages == []


def test_a_title_that_becomes_another_name_leaves_what_refers_to_it(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nSee :term:`Beta`.\n")
    project.write("b.rst", ":orphan:\n\n.. term:: Beta\n\n   Definition beta.\n")
    project.build()
    edit(project, "b.rst", "Beta", "Beetle\n   :id: beta\n   :aka: Beta")
    built = project.build()
    fresh = project.build(out="fresh")
    assert pages(built) | pages(fresh) == pages(built), "as a clean build"
    assert built.written == {"b"}
