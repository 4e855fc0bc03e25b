"""Names that are unusual: common words, names within names, markup, and many of them."""

from __future__ import annotations

import cProfile
import json
from itertools import permutations

import pytest
from support import Built, Project, links, texts

from sphinx_glossterm.resolve.domain import the_domain


def test_common_words_and_names_within_names(project: Project) -> None:
    entries = ["a", "का", "Open", "Open source", "Open source model", "<b>", "**kwargs", "C"]
    project.write(
        "index.rst",
        "\n".join(f".. term:: {title}\n\n   Says what it is.\n" for title in entries)
        + "\n.. termindex::\n",
    )
    project.write(
        "use.rst",
        ":orphan:\n\nUse\n===\n\n:term:`a`, :term:`का`, :term:`open`, :term:`OPEN SOURCE`, :term:`open source model`,"
        " :term:`x <<b>>`, :term:`**kwargs`, :term:`c`.\n",
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert texts(page, "dfn") == entries
    assert [address for _text, address in links(built.page("use"), "a.glossterm-ref")] == [
        "index.html#a",
        "index.html#का",
        "index.html#open",
        "index.html#open-source",
        "index.html#open-source-model",
        "index.html#b",
        "index.html#star-star-kwargs",
        "index.html#c",
    ]
    assert {*entries} <= {*texts(page, ".glossterm-index a")}


def calls_of_a_build(project: Project, aliases: int) -> int:
    """How many functions are called to build an entry with so many names, and lists of them."""
    names = ", ".join(f"name {number}" for number in range(aliases))
    project.write("index.rst", f".. term:: Many\n   :aka: {names}\n\n   Words.\n\n.. termindex::\n")
    profile = cProfile.Profile()
    built = profile.runcall(project.build, out=f"out{aliases}", glossterm_checks=["all"])
    assert len(built.inventory()["std:term"]) == aliases + 1
    return sum(entry.callcount for entry in profile.getstats())


def test_many_names_cost_no_more_each_than_few(project: Project) -> None:
    project.write("use.rst", ":orphan:\n\nPage\n====\n\nA :term:`name 7`, and plain name 8.\n")
    few, some, many = (calls_of_a_build(project, aliases) for aliases in (100, 200, 600))
    assert many - some < 1.3 * 4 * (some - few)


# ---- names that differ by case, or give one id


def ids(built: Built) -> dict[str, tuple[str, str, str]]:
    """Document, anchor and id of each entry by its title."""
    glossary = the_domain(built.app.env).glossary
    return {entry.title.source: (entry.docname, entry.anchor, entry.id) for entry in glossary}


def codes(built: Built, page: str) -> list[str]:
    """The ids that a page tells search engines."""
    [script] = built.page(page).xpath("//script[@type='application/ld+json']")
    graph = json.loads(script.text)["@graph"]
    return [node["termCode"] for node in graph if node["@type"] == "DefinedTerm"]


def test_names_that_differ_by_case_are_two(project: Project) -> None:
    project.write(
        "index.rst", "Top\n===\n\n.. termindex::\n\n:term:`y`, :term:`Y`, :glossterm:term:`y-2`\n"
    )
    project.write("a.rst", ".. term:: y\n   :related: Y\n\n   A small letter.\n")
    project.write("b.rst", ".. term:: Y\n   :related: y\n\n   A :term:`y` that is big.\n")
    built = project.build(glossterm_export=["json"])
    assert built.warnings == []
    assert ids(built) == {"y": ("a", "y", "y"), "Y": ("b", "y", "y-2")}
    assert links(built.page("index"), "#top > p a.glossterm-ref") == [
        ("y", "a.html#y"),
        ("Y", "b.html#y"),
        ("y-2", "b.html#y"),
    ]
    assert [text for text, _ in links(built.page("a"), ".glossterm-related a.glossterm-ref")] == ["Y"]
    assert (codes(built, "a"), codes(built, "b")) == (["y"], ["y-2"])
    terms = built.inventory()["std:term"]
    assert (terms["y"], terms["Y"]) == ("a.html#y", "b.html#y")
    found = project.build(glossterm_checks=["numbered-id"]).warnings_of("numbered-id")
    assert len(found) == 1
    assert found[0].startswith(
        'b.rst:1: WARNING: "Y" has the id "y-2", because "y" (a.rst, line 1) already has "y"'
    )


def test_ids_are_those_of_a_clean_build_whatever_is_read_when(project: Project) -> None:
    project.write("index.rst", "Top\n===\n\n.. termindex::\n")
    sources = {
        "a": ".. term:: y\n\n   Word A.\n",
        "b": ".. term:: Y\n\n   Word B.\n",
        "c": ".. term:: Y!\n\n   Word C.\n",
    }
    for number, names in enumerate(permutations(sources)):
        for name in sources:
            (project.folder / f"{name}.rst").unlink(missing_ok=True)
        for name in names:
            project.write(f"{name}.rst", sources[name])
            built = project.build(out=f"out{number}")
        assert [each[2] for each in ids(built).values()] == ["y", "y-2", "y-3"]
        assert [codes(built, name) for name in "abc"] == [["y"], ["y-2"], ["y-3"]]
    built = project.build(jobs=2, out="parallel")
    assert [each[2] for each in ids(built).values()] == ["y", "y-2", "y-3"]


def test_in_one_document_anchors_and_ids_are_the_same(project: Project) -> None:
    titles = ["y", "Y", "foo bar", "foo-bar", "Y 2"]
    source = "\n".join(f".. term:: {title}\n\n   Words.\n" for title in titles)
    for builder in ("html", "singlehtml"):
        built = project.write("index.rst", source).build(builder)
        assert built.warnings == []
        found = ids(built)
        assert [found[title][1:] for title in titles] == [
            (id_, id_) for id_ in ("y", "y-3", "foo-bar", "foo-bar-2", "y-2")
        ]
        sections = built.page("index").cssselect("section.glossterm")
        assert [section.get("id") for section in sections] == [found[title][1] for title in titles]


def test_entries_in_restructuredtext_within_markdown(project: Project) -> None:
    entries = {"y": ":id: same", "Y": "", "Y!": ""}
    parts = [
        f"```{{eval-rst}}\n.. term:: {title}\n   {option}\n\n   Words.\n```\n"
        for title, option in entries.items()
    ]
    built = project.write("index.md", "# Y\n\n" + "\n".join(parts)).build()
    assert built.warnings == []
    assert ids(built) == {
        "y": ("index", "same", "same"),
        "Y": ("index", "y-2", "y"),
        "Y!": ("index", "y-3", "y-2"),
    }
    found = built.page("index").xpath("//section/@id")
    assert found == ["y", "same", "y-2", "y-3"]


def test_what_an_output_leaves_out_changes_no_id(project: Project) -> None:
    project.write("a.rst", ".. only:: latex\n\n   .. term:: y\n\n      Word A.\n")
    project.write("index.rst", ".. term:: Y\n\n   Word B.\n\n.. toctree::\n\n   a\n")
    assert codes(project.build(), "index") == ["y-2"]


def test_plain_mentions_of_names_that_differ_by_case(project: Project) -> None:
    project.write("terms.rst", ".. term:: Shell\n\n   One.\n\n.. term:: shell\n\n   Two.\n")
    project.write("index.rst", "Top\n===\n\n.. toctree::\n\n   terms\n\nshell, Shell and SHELL.\n")
    built = project.build(glossterm_autolink="all")
    assert built.warnings == []
    assert links(built.page("index"), "p a.glossterm-ref") == [
        ("shell", "terms.html#shell-2"),
        ("Shell", "terms.html#shell"),
    ]


# ---- quotes and letters


@pytest.mark.parametrize("name", ["Moore's law", "Moore’s law"])
@pytest.mark.parametrize("smartquotes", [True, False])
def test_quotes_of_every_kind_are_one(project: Project, name: str, smartquotes: bool) -> None:
    project.write("terms.rst", f".. term:: {name}\n   :id: moore\n\n   Words.\n")
    project.write(
        "index.rst",
        "Top\n===\n\n.. toctree::\n\n   terms\n\n:term:`Moore's law`, :term:`Moore’s law`."
        " Moore's law, moore’s Law.\n",
    )
    built = project.build(glossterm_autolink="all", smartquotes=smartquotes)
    assert built.warnings == []
    found = links(built.page("index"), "p a.glossterm-ref")
    assert [address for _text, address in found] == ["terms.html#moore"] * 4
    assert [text.replace("’", "'") for text, _address in found[2:]] == ["Moore's law", "moore's Law"]


def test_french_quotes_have_spaces_within(project: Project) -> None:
    project.write("terms.rst", '.. term:: Le "Monde"\n   :id: monde\n\n   Words.\n')
    project.write(
        "index.rst",
        'Top\n===\n\n.. toctree::\n\n   terms\n\nOn lit le "Monde" et le «\u202fMonde\u202f» ;'
        " :term:`Le « Monde »`\n".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    )
    built = project.build(language="fr", glossterm_source_language="fr", glossterm_autolink="all")
    assert built.warnings == []
    found = links(built.page("index"), "p a.glossterm-ref")
    assert [address for _text, address in found] == ["terms.html#monde"] * 3


def test_turkish_names_have_two_letters_i(project: Project) -> None:
    project.write(
        "terms.rst", ".. term:: Isı\n   :id: heat\n\n   One.\n\n.. term:: İsi\n   :id: mark\n\n   Two.\n"
    )
    project.write(
        "index.rst",
        "Top\n===\n\n.. toctree::\n\n   terms\n\n:term:`ISI`, :term:`isi`, :term:`İSİ`. Plain ISI and isi.\n",
    )
    built = project.build(language="tr", glossterm_source_language="tr", glossterm_autolink="all")
    assert built.warnings == []
    found = links(built.page("index"), "p a.glossterm-ref")
    assert [address.partition("#")[2] for _text, address in found] == [
        "heat",
        "mark",
        "mark",
        "heat",
        "mark",
    ]
