"""Lists of some entries: those that are used, those of a page, abbreviations."""

from __future__ import annotations

import pytest
from support import Project, links, texts

from sphinx_glossterm.resolve.domain import the_domain

TERMS = """
Terms
=====

.. term:: Agent
   :abbr: ZA

   It uses a :term:`token`.

.. term:: Token
   :abbr: TK

   A piece.

.. term:: Lonely

   It uses :term:`Idle`.

.. term:: Idle
   :abbr: ID

   Nobody but Lonely needs it.

.. term:: Old
   :see: Agent

   Once.
"""


@pytest.fixture
def book(project: Project) -> Project:
    project.write("index.rst", "Home\n====\n\nAn :term:`agent`.\n\n.. toctree::\n\n   terms\n   list\n")
    return project.write("terms.rst", TERMS)


def listed(project: Project, options: str, page: str = "list", builder: str = "html") -> list[str]:
    project.write("list.rst", f"List\n====\n\n.. termindex::\n{options}")
    return texts(project.build(builder).page(page), ".glossterm-list dt")


def test_used_are_those_that_the_text_leads_to(book: Project) -> None:
    assert listed(book, "   :scope: used\n") == ["Agent (ZA)", "Token (TK)"]
    book.write("more.rst", ":orphan:\n\nMore\n====\n\nSee :term:`Old`, and a :term:`lonely` one.\n")
    assert listed(book, "   :scope: used\n") == [
        "Agent (ZA)", "Idle (ID)", "Lonely", "Old", "Token (TK)"
    ]  # fmt: skip


def test_a_page_lists_what_it_mentions(book: Project) -> None:
    box = ".. termindex::\n   :scope: page\n"
    book.write("list.rst", f"List\n====\n\nA :term:`token` and an :term:`idle` one.\n\n{box}")
    built = book.build()
    page = built.page("list")
    assert texts(page, ".glossterm-list dt") == ["Idle (ID)", "Token (TK)"]
    assert page.cssselect(".glossterm-filter, .glossterm-letters, [data-names]") == []
    # It is not a place for entries.
    assert texts(built.page("terms"), ".glossterm-nav-all") == []
    book.write("list.rst", f"List\n====\n\nAn :term:`agent`.\n\n{box}")
    assert texts(book.build().page("list"), ".glossterm-list dt") == ["Agent (ZA)"]


def test_lists_follow_other_documents(book: Project) -> None:
    assert listed(book, "   :scope: used\n   :nofilter:\n") == ["Agent (ZA)", "Token (TK)"]
    book.write("index.rst", "Home\n====\n\nAn :term:`idle` one.\n\n.. toctree::\n\n   terms\n   list\n")
    built = book.build()
    assert texts(built.page("list"), ".glossterm-list dt") == ["Idle (ID)"]


def test_abbreviations_stand_with_what_they_stand_for(book: Project) -> None:
    book.write("list.rst", "List\n====\n\n.. termindex::\n   :style: abbreviations\n")
    page = book.build().page("list")
    assert texts(page, ".glossterm-abbreviations dt") == ["ID", "TK", "ZA"]
    assert texts(page, ".glossterm-abbreviations dd") == ["Idle", "Token", "Agent"]
    assert texts(page, ".glossterm-letters a") == ["I", "T", "Z"]
    assert links(page, ".glossterm-abbreviations a")[2] == ("ZA", "terms.html#agent")
    text = book.build("text").text("list.txt")
    assert text.index("ID\n") < text.index("Idle") < text.index("TK\n") < text.index("Token")
    assert texts(book.build().page("terms"), ".glossterm-nav-all") != ["Lonely"]


def test_abbreviations_in_another_language(book: Project) -> None:
    book.write("list.rst", "List\n====\n\n.. termindex::\n   :style: abbreviations\n")
    book.translate("terms", {"Agent": "एजेंट", "ZA": "ए", "Token": "टोकन"})
    page = book.build(language="hi").page("list")
    assert texts(page, ".glossterm-abbreviations dt") == ["ए", "ID", "TK"]
    assert texts(page, ".glossterm-abbreviations dd") == ["एजेंट", "Idle", "टोकन"]


def test_a_list_adopts_pages_whose_terms_only_plain_mentions_use(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   all\n\nEcho is spoken of.\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n   :scope: used\n")
    project.write("e.rst", ".. term:: Echo\n\n   Definition.\n")
    built = project.build(glossterm_autolink="all")
    assert built.warnings == []  # Sphinx would miss a toctree with the page
    assert the_domain(built.app.env).children == {"all": ("e",)}
