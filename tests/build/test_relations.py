"""What is resolved from the store: cards, mentions, navigation, the index, and the page's parent."""

from __future__ import annotations

import pytest
from support import Project, links, texts

NAMES = ["Agent", "agile", "Beta", "3D", "API", "Zeta"]


def pages(project: Project, *names: str, category: str = "") -> Project:
    """A page for each name, outside every toctree, and an index on another page."""
    for n, name in enumerate(names):
        shelf = category or ("Odd" if n % 2 else "Even")
        project.write(
            f"t{n}.rst",
            f".. term:: {name}\n   :category: {shelf}\n   :tags: x{n}\n\n   Definition of {name}.\n",
        )
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n")
    return project.write("all.rst", "All\n===\n\n.. termindex::\n")


def test_related_terms_by_id_or_name_with_their_definitions(project: Project) -> None:
    pages(project, "Agent", "Beta")
    project.write("c.rst", ".. term:: C\n   :related: beta, Agent, C\n\n   The third.\n")
    built = project.build()
    assert built.warnings == []
    page = built.page("c")
    assert links(page, "#c-related .glossterm-card a") == [
        ("Beta", "t1.html#beta"),
        ("Agent", "t0.html#agent"),
    ]
    assert texts(page, "#c-related .glossterm-short") == ["Definition of Beta.", "Definition of Agent."]


def test_mentions_name_entries_and_documents_once(project: Project) -> None:
    pages(project, "Agent", "Beta")
    project.write("b.rst", ".. term:: C\n\n   Like :term:`Beta` and :term:`beta`, and :term:`C`.\n")
    project.write("prose.rst", ":orphan:\n\nProse\n=====\n\n:term:`Beta`, :termdef:`Agent`.\n")
    built = project.build()
    assert built.warnings == []
    assert links(built.page("t1"), "#beta-mentions a") == [("C", "b.html#c"), ("Prose", "prose.html")]
    assert links(built.page("t0"), "#agent-mentions a") == [("Prose", "prose.html")]
    assert built.page("b").cssselect(".glossterm-mentions") == []
    assert project.build(glossterm_mentions=False).page("t1").cssselect(".glossterm-mentions") == []


def test_navigation_follows_the_dictionary(project: Project) -> None:
    built = pages(project, *NAMES).build(html_theme="nonav")  # which shows no way of its own
    assert built.warnings == []
    nav = built.page("t0").cssselect("nav.glossterm-nav")[0]
    assert nav.get("aria-label") == "Glossary"
    assert links(nav, ".glossterm-nav-all a") == [("All terms", "all.html#glossterm-index")]
    assert links(nav, ".glossterm-nav-previous a") == [("Previous term 3D", "t3.html#term-3d")]
    assert links(nav, ".glossterm-nav-next a") == [("Next term agile", "t1.html#agile")]
    first, last = built.page("t3"), built.page("t5")
    assert first.cssselect(".glossterm-nav-previous") == []
    assert last.cssselect(".glossterm-nav-next") == []


def test_index_by_letter(project: Project) -> None:
    page = pages(project, *NAMES).build().page("all")
    assert texts(page, ".glossterm-group > h2") == ["0-9", "A", "B", "Z"]
    assert texts(page, ".glossterm-letters a") == ["0-9", "A", "B", "Z"]
    for _, target in links(page, ".glossterm-letters a"):
        assert page.cssselect(f".glossterm-group[id='{target[1:]}']")
    assert texts(page, "dl.glossterm-list dt") == ["3D", "Agent", "agile", "API", "Beta", "Zeta"]
    assert texts(page, "dl.glossterm-list dd")[0] == "Definition of 3D."


@pytest.mark.parametrize(
    ("options", "selector", "expected"),
    [
        (":group: category", ".glossterm-group > h2", ["Even", "Odd"]),
        (":group: none", ".glossterm-group", []),
        (":category: odd", "dt", ["3D", "agile", "Zeta"]),
        (":tags: x0, x5", "dt", ["Agent", "Zeta"]),
        (":style: cards", ".glossterm-card-title", ["3D", "Agent", "agile", "API", "Beta", "Zeta"]),
        (
            ":style: table\n   :group: none",
            "tbody td:first-child",
            ["3D", "Agent", "agile", "API", "Beta", "Zeta"],
        ),
        (":style: table\n   :group: none", "th", ["Term", "Category", "Definition"]),
        (":category: none of these", ".glossterm-empty", ["There are no terms yet."]),
    ],
)
def test_index_options(project: Project, options: str, selector: str, expected: list[str]) -> None:
    pages(project, *NAMES).write("all.rst", f"All\n===\n\n.. termindex::\n   {options}\n")
    built = project.write("rest.rst", ":orphan:\n\nRest\n====\n\n.. termindex::\n").build()
    assert len(built.warnings_of("option")) == len(built.warnings) == ("none of these" in options)
    assert texts(built.page("all"), f".glossterm-index {selector}") == expected


def test_index_in_myst(project: Project) -> None:
    pages(project, *NAMES).remove("all.rst").write(
        "all.md", "# All\n\n:::{termindex}\n:group: none\n:::\n"
    )
    built = project.build()
    assert built.warnings == []
    assert len(texts(built.page("all"), ".glossterm-index dt")) == len(NAMES)


def test_pages_of_entries_need_no_toctree(project: Project) -> None:
    pages(project, *NAMES)
    built = project.build(html_theme="alabaster")
    assert built.warnings == []
    assert texts(built.page("index"), ".sphinxsidebar .toctree-l1") == ["All"], (
        "the sidebar does not grow"
    )
    # Their place is known all the same, in the order of the index.
    assert built.page("t0").xpath("//link[@rel='prev']/@href") == ["t3.html"]
    assert built.app.env.collect_relations()["t0"][:2] == ["all", "t3"]


def test_a_toctree_of_the_author_is_respected(project: Project) -> None:
    pages(project, *NAMES)
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   t5\n   all\n")
    built = project.build()
    assert built.warnings == []
    relations = built.app.env.collect_relations()
    assert relations["t5"][0] == "index"
    assert relations["t0"][0] == "all"


def test_without_an_index_sphinx_warns_as_ever(project: Project) -> None:
    pages(project, "Agent").write("all.rst", "All\n===\n")
    built = project.build()
    [warning] = built.warnings
    assert "t0.rst" in warning
    assert warning.endswith("[toc.not_included]")
    assert built.page("t0").cssselect(".glossterm-nav-all") == []


def test_assembled_documents_hold_the_entries_in_order(project: Project) -> None:
    pages(project, *NAMES)
    page = project.build("singlehtml").page("index")
    assert texts(page, "section.glossterm dfn") == ["3D", "Agent", "agile", "API", "Beta", "Zeta"]
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    book = project.build("latex").text("book.tex")
    places = [
        book.index(f"section{{{name}}}") for name in ("3D", "Agent", "agile", "API", "Beta", "Zeta")
    ]
    assert places == sorted(places)
    navigation = project.build("epub").text("nav.xhtml")
    places = [navigation.index(f">{name}<") for name in ("3D", "Agent", "agile", "API", "Beta", "Zeta")]
    assert places == sorted(places)


def test_index_on_the_first_page(project: Project) -> None:
    pages(project, *NAMES).remove("all.rst").write("index.rst", "Home\n====\n\n.. termindex::\n")
    built = project.build(html_theme="alabaster")
    assert built.warnings == []
    assert texts(built.page("t0"), ".sphinxsidebar .toctree-l1") == []
    assert len(texts(project.build("singlehtml").page("index"), "section.glossterm")) == len(NAMES)


def test_duplicates_are_both_shown_and_the_first_wins(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   b\n   a\n\n:term:`Token`\n")
    project.write("a.rst", ".. term:: Token\n\n   First by name.\n")
    project.write("b.rst", ".. term:: Token\n\n   Second by name.\n")
    for jobs in (0, 2):
        built = project.build(jobs=jobs, out=f"jobs{jobs}")
        [warning] = built.warnings_of("duplicate")
        assert warning.startswith("b.rst:1: WARNING:")
        assert "a.rst, line 1" in warning
        assert links(built.page("index"), ".body p a.glossterm-ref") == [("Token", "a.html#token")]
        assert texts(built.page("b"), "dfn") == ["Token"]
