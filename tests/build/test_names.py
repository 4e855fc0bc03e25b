"""Names that are unusual: common words, names within names, markup, and many of them."""

from __future__ import annotations

import cProfile

from support import Project, links, texts


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
