"""Several glossaries in one project: each has its names, its order, its list, and its title."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement
from support import Built, Project, links, needs_myst, texts

from sphinx_glossterm import api
from sphinx_glossterm.resolve.domain import the_domain

PAGES = {
    "index.rst": """
        Start
        =====

        .. toctree::

           rivers/index
           money

        A :term:`token`, a :term:`rivers:bank`, a :term:`Money:bank`, a :term:`delta`, a :term:`loan`.
        A :term:`std::vector`, :term:`his bank <rivers:bank>`; :termdef:`rivers:bank`.

        .. termindex::
        """,
    "plain.rst": """
        Plain words
        ===========

        .. term:: Token

           Counted by all.

        .. term:: std::vector

           A list of :term:`tokens <Token>`.

        .. term:: Loan

           What is lent.
        """,
    "rivers/index.rst": """
        About rivers
        ============

        The :term:`bank` of a river is no :term:`money:bank`; a :term:`token` is known here.

        .. termindex::
           :glossary: rivers
        """,
    "rivers/terms.rst": """
        Words of rivers
        ===============

        .. term:: Bank
           :related: delta, money:bank, Token

           Land at the side of a :term:`delta`, or a :term:`bank`.

        .. term:: Delta
           :category: Shapes

           Where a river ends.
        """,
    "money.rst": """
        About money
        ===========

        A :term:`bank` keeps money.

        .. term:: Bank
           :glossary: Money
           :category: Shapes

           A house of money.

        .. term:: Loan
           :glossary: Money
           :see: bank

        .. term:: Debt
           :glossary: Money

           From a :term:`bank`, by a :term:`loan`, which is a :term:`:loan` too.

        .. termindex::
           :glossary: Money
           :group: none
        """,
}
CONF: dict[str, Any] = {
    "glossterm_glossary": {"rivers/*": "rivers"},
    "html_theme": "alabaster",
    "glossterm_publish": True,
    "html_baseurl": "https://example.org/",
    "epub_copyright": "2026, Nobody",
}


def write(project: Project) -> Project:
    for name, text in PAGES.items():
        project.write(name, text)
    project.translate("rivers/terms", {"Bank": "किनारा", "Delta": "डेल्टा"})
    project.translate("glossterm", {"rivers": "नदियाँ", "Money": "पैसा", "Shapes": "आकार"})
    return project


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return write(Project(tmp_path_factory.mktemp("glossaries") / "src"))


@pytest.fixture(scope="module")
def english(shared: Project) -> Built:
    return shared.build(out="en", **CONF)


@pytest.fixture(scope="module")
def hindi(shared: Project) -> Built:
    return shared.build(language="hi", out="hi", **CONF)


def entry(page: HtmlElement, anchor: str) -> HtmlElement:
    [found] = page.cssselect(f"section#{anchor}")
    return found


def test_a_name_in_two_glossaries_is_no_duplicate(english: Built) -> None:
    assert english.warnings == []


def test_a_plain_name_means_its_own_glossary_then_the_default_one_then_the_only_other(
    english: Built,
) -> None:
    assert links(english.page("index"), "p a.glossterm-ref")[:7] == [
        ("token", "plain.html#token"),
        ("bank", "rivers/terms.html#bank"),  # without the name of the glossary
        ("bank", "money.html#bank"),
        ("delta", "rivers/terms.html#delta"),
        ("loan", "plain.html#loan"),
        ("std::vector", "plain.html#std-vector"),
        ("his bank", "rivers/terms.html#bank"),
    ]
    assert links(english.page("rivers/index"), "section > p a.glossterm-ref") == [
        ("bank", "terms.html#bank"),
        ("bank", "../money.html#bank"),
        ("token", "../plain.html#token"),
    ]
    page = english.page("money")
    assert links(page, "#about-money > p a.glossterm-ref") == [("bank", "#bank")]
    assert links(entry(page, "debt"), ".glossterm-definition a") == [
        ("bank", "#bank"),
        ("loan", "#loan"),
        ("loan", "plain.html#loan"),
    ]
    assert links(entry(page, "loan"), ".glossterm-see a") == [("Bank", "#bank")]


def test_a_definition_shown_elsewhere_keeps_its_own_glossary(english: Built) -> None:
    page = english.page("index")
    assert links(page, ".glossterm-termdef a") == [
        ("delta", "rivers/terms.html#delta"),
        ("bank", "rivers/terms.html#bank"),
    ]
    row = page.cssselect(".glossterm-index div[data-glossary=rivers] dd")[0]
    assert links(row, "a")[1] == ("bank", "rivers/terms.html#bank")


def test_relations_know_glossaries(english: Built) -> None:
    bank = entry(english.page("rivers/terms"), "bank")
    assert links(bank, ".glossterm-related .glossterm-card-title a") == [
        ("Delta", "#delta"),
        ("Bank", "../money.html#bank"),
        ("Token", "../plain.html#token"),
    ]
    # Told of those of another one, if that has a name.
    assert texts(bank, ".glossterm-card-title") == ["Delta", "Bank (Money)", "Token"]
    assert texts(bank, ".glossterm-mentions a") == ["About rivers", "Start"]


def test_the_way_leads_to_the_list_of_the_glossary(english: Built, hindi: Built) -> None:
    page = english.page("rivers/terms")
    assert links(entry(page, "delta"), ".glossterm-category a") == [
        ("rivers", "index.html#glossterm-index")
    ]
    assert texts(entry(page, "delta"), ".glossterm-category") == ["rivers / Shapes"]
    assert texts(entry(page, "bank"), ".glossterm-category") == ["rivers"]
    assert texts(entry(hindi.page("rivers/terms"), "delta"), ".glossterm-category") == ["नदियाँ / आकार"]
    plain = entry(english.page("plain"), "token")
    assert texts(plain, ".glossterm-category") == []
    assert links(plain, ".glossterm-nav-all a") == [("All terms", "index.html#glossterm-index")]


def test_previous_and_next_stay_in_the_glossary(english: Built) -> None:
    page = english.page("money")
    assert [links(entry(page, id_), ".glossterm-nav a") for id_ in ("bank", "debt", "loan")] == [
        [("All terms", "#glossterm-index"), ("Next term Debt", "#debt")],
        [
            ("All terms", "#glossterm-index"),
            ("Previous term Bank", "#bank"),
            ("Next term Loan", "#loan"),
        ],
        [("All terms", "#glossterm-index"), ("Previous term Debt", "#debt")],
    ]


def test_a_list_is_of_one_glossary_or_of_all(english: Built) -> None:
    assert texts(english.page("rivers/index"), ".glossterm-index dt") == ["Bank", "Delta"]
    assert texts(english.page("money"), ".glossterm-index dt") == ["Bank", "Debt", "Loan"]
    page = english.page("index")
    assert texts(page, ".glossterm-index dt") == [
        *("Bank (Money)", "Bank (rivers)", "Debt (Money)", "Delta (rivers)"),
        *("Loan (Money)", "Loan", "std::vector", "Token"),
    ]
    assert texts(page, "fieldset[name=glossary] label") == ["Money", "rivers"]
    assert page.cssselect(".glossterm-list > div[data-glossary='']")
    assert not english.page("money").cssselect("[data-glossary], fieldset[name=glossary]")


def test_each_list_is_the_parent_of_its_own_entries(english: Built) -> None:
    assert the_domain(english.app.env).children == {
        "rivers/index": ("rivers/terms",),
        "index": ("plain",),
    }


def test_the_inventory_has_plain_names_where_they_mean_one_thing(english: Built) -> None:
    terms = {name: uri.rpartition("/")[2] for name, uri in english.inventory()["std:term"].items()}
    assert "Bank" not in terms
    assert terms["rivers:Bank"] == "terms.html#bank"
    assert terms["Money:Bank"] == "money.html#bank"
    assert terms["Loan"] == "plain.html#loan"
    assert terms["Money:Loan"] == "money.html#loan"
    assert terms["Delta"] == terms["rivers:Delta"] == "terms.html#delta"


def test_search_engines_are_told_of_each_glossary(english: Built) -> None:
    [script] = english.page("money").cssselect('script[type="application/ld+json"]')
    graph = json.loads(str(script.text))["@graph"]
    assert [(node["name"], node["@id"]) for node in graph if node["@type"] == "DefinedTermSet"] == [
        ("Money", "https://example.org/money.html#glossterm-index")
    ]
    [script] = english.page("rivers/terms").cssselect('script[type="application/ld+json"]')
    graph = json.loads(str(script.text))["@graph"]
    assert {node["inDefinedTermSet"]["@id"] for node in graph if node["@type"] == "DefinedTerm"} == {
        "https://example.org/rivers/index.html#glossterm-index"
    }


def test_previews_tell_the_glossary(english: Built) -> None:
    text = english.text("_static/glossterm-previews/0.js")
    found = json.loads(text[text.index("{detail:") + 8 : text.rindex("})")])
    assert found["rivers/terms#bank"][0] == 'Bank <span class="glossterm-from">(rivers)</span>'
    assert found["plain#loan"][0] == "Loan"


def test_what_is_published_can_be_told_apart(english: Built) -> None:
    whole = json.loads(english.text("glossterm.json"))
    entries = {each["id"]: each for each in whole["entries"]}
    assert {id_: each["glossary"] for id_, each in entries.items()} == {
        "rivers-bank": "rivers",
        "delta": "rivers",
        "money-bank": "Money",
        "money-loan": "Money",
        "debt": "Money",
        "token": None,
        "std-vector": None,
        "loan": None,
    }
    assert entries["money-loan"]["see"] == "money-bank"
    assert entries["rivers-bank"]["related"] == ["delta", "money-bank", "token"]
    assert whole["labels"]["rivers"] == {"en": "rivers"}


def test_another_project_finds_the_names_of_each_glossary(english: Built, tmp_path: Path) -> None:
    other = Project(tmp_path / "other").write(
        "index.rst", "A\n=\n\n:term:`ours:rivers:bank`, :term:`ours:money:bank`, :term:`ours:loan`\n"
    )
    built = other.build(
        glossterm_remote={"ours": str(Path(english.app.outdir, "glossterm.json"))},
    )
    assert built.warnings == []
    assert links(built.page("index"), "p a.glossterm-ref") == [
        ("bank", "https://example.org/rivers/terms.html#bank"),
        ("bank", "https://example.org/money.html#bank"),
        ("loan", "https://example.org/plain.html#loan"),
    ]


def test_titles_are_translated_once(shared: Project) -> None:
    built = shared.build("gettext", out="gettext", **CONF)
    assert {"rivers", "Money"} <= set(built.messages("glossterm"))
    assert "rivers" not in built.messages("rivers/terms")


def test_the_api_knows_glossaries(english: Built) -> None:
    terms = api.terminology(english.app.env)
    found = [terms.find("bank", glossary) for glossary in ("rivers", "Money")]
    assert [(each.docname, each.glossary and each.glossary.source) for each in found if each] == [
        ("rivers/terms", "rivers"),
        ("money", "Money"),
    ]
    assert terms.find("money:bank") == found[1]


@needs_myst
def test_markdown_names_glossaries_too(project: Project) -> None:
    write(project).write(
        "note.md", "# Note\n\n{term}`rivers:bank`, [](#delta), {term}`a <money:bank>`\n"
    )
    built = project.build(**CONF, suppress_warnings=["toc.not_included"])
    assert [(text, uri) for text, uri in links(built.page("note"), "p a") if "html#" in uri][:3] == [
        ("bank", "rivers/terms.html#bank"),
        ("Delta", "rivers/terms.html#delta"),
        ("a", "money.html#bank"),
    ]
    assert built.warnings == []


def test_bad_names_are_told(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Start
        =====

        A :term:`bank`, a :term:`b:bnak`, an :term:`other:thing`.

        .. term:: Bank
           :glossary: a

           One. See :term:`bank`.

        .. term:: Bank
           :glossary: b
           :related: bank

           Two.

        .. term:: Odd
           :glossary: a:b

           Three.

        .. term:: Other
           :glossary: B

           Four.

        .. termindex::
           :glossary: c
        """,
    )
    built = project.build(glossterm_remote={"a": "nothing.json"}, suppress_warnings=["glossterm.remote"])
    assert built.warnings_of("ambiguous") == [
        'index.rst:4: WARNING: "bank" stands in several glossaries, and in none that goes first here; it'
        ' leads to "a:bank". Write "a:bank" or "b:bank". [glossterm.ambiguous]'
    ]
    assert [line.partition("WARNING: ")[2] for line in built.warnings_of("unknown")] == [
        'There is no term "b:bnak". Did you mean "b:Bank"? [glossterm.unknown]',
        'There is no term "other:thing". Did you mean "Other"? [glossterm.unknown]',
    ]
    assert [line.partition("WARNING: ")[2] for line in built.warnings_of("option")] == [
        '":glossary:" cannot be "a:b": a colon ends the name of a glossary in references. It is left out.'
        " [glossterm.option]",
        '":glossary:" of "termindex" names "c", which no entry has. Give it to entries, or remove it'
        " here. [glossterm.option]",
    ]
    [shared] = [line for line in built.warnings_of("config") if "glossary of this project" in line]
    assert '"a" is a glossary of this project, and glossterm_remote has "a"' in shared
    [label] = built.warnings_of("label")
    assert 'The label "B" is spelled "b" elsewhere' in label


@pytest.mark.parametrize("value", [{"a/*": "b:c"}, {"a/*": ""}, ["a"]])
def test_a_bad_table_of_glossaries_is_told(project: Project, value: object) -> None:
    project.write("index.rst", "A\n=\n\n.. term:: B\n\n   C.\n")
    built = project.build(glossterm_glossary=value)
    [line] = built.warnings_of("config")
    assert "glossterm_glossary cannot be" in line


def test_plain_mentions_follow_the_glossary_of_their_text(project: Project) -> None:
    write(project)
    project.write(
        "rivers/prose.rst", ":orphan:\n\nProse\n=====\n\nThe bank is wet, and the token is not.\n"
    )
    project.write("prose.rst", ":orphan:\n\nProse\n=====\n\nA bank, a delta.\n")
    built = project.build(**CONF, glossterm_autolink="all")
    assert links(built.page("rivers/prose"), "section > p a") == [
        ("bank", "terms.html#bank"),
        ("token", "../plain.html#token"),
    ]
    # In the default glossary it could be either.
    assert links(built.page("prose"), "section > p a") == [("delta", "rivers/terms.html#delta")]


def test_what_a_page_shows_is_written_again_when_its_glossary_changes(project: Project) -> None:
    write(project)
    project.write("prose.rst", ":orphan:\n\nProse\n=====\n\nA :term:`delta`.\n").build(**CONF)
    assert project.build(**CONF).written == set()
    # Another glossary gets the name: what was the only one is one of two.
    project.write(
        "money.rst",
        PAGES["money.rst"] + "\n        .. term:: Delta\n           :glossary: Money\n\n           x",
    )
    built = project.build(**CONF)
    assert "prose" not in built.written or "ambiguous" in " ".join(built.warnings)
    project.write("plain.rst", PAGES["plain.rst"] + "\n        .. term:: Delta\n\n           y")
    built = project.build(**CONF)
    assert "prose" in built.written
    assert links(built.page("prose"), "section > p a") == [("delta", "plain.html#delta")]


@pytest.mark.parametrize("builder", ["latex", "epub", "text", "singlehtml"])
def test_other_formats_tell_the_glossary(project: Project, builder: str) -> None:
    built = write(project).build(builder, **CONF)
    assert built.warnings == []
    if builder == "singlehtml":
        page = built.page("index")
        assert "rivers / Shapes" in texts(page, ".glossterm-category")
    elif builder == "text":
        assert "rivers / Shapes" in built.text("rivers/terms.txt")
