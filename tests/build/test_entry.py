"""One entry: its doctree and its page, in reStructuredText and in MyST."""

from __future__ import annotations

from itertools import pairwise
from textwrap import dedent

import pytest
from docutils import nodes
from support import Project, classes, links, texts

from sphinx_glossterm.resolve.domain import the_domain

RST = """
    .. term:: Open Weights
       :aka: Open-weight model; Weights, published
       :abbr: OW
       :forms: open-weight, open-weights
       :category: Openness
       :tags: licensing, data
       :related: weights

       A model whose *weights* can be downloaded.

       More about it.

       .. whymatters::

          It can be run anywhere.

       .. deepdive:: How far it goes

          Deeper.

       .. procon::

          .. pro::

             Good.

          .. con:: The case against

             Bad.

    .. term:: Weights

       The numbers of a model.
    """
MYST = """
    ::::::{term} Open Weights
    :aka: Open-weight model; Weights, published
    :abbr: OW
    :forms: open-weight, open-weights
    :category: Openness
    :tags: licensing, data
    :related: weights

    A model whose *weights* can be downloaded.

    More about it.

    :::::{whymatters}
    It can be run anywhere.
    :::::

    :::::{deepdive} How far it goes
    Deeper.
    :::::

    :::::{procon}
    ::::{pro}
    Good.
    ::::
    ::::{con} The case against
    Bad.
    ::::
    :::::
    ::::::

    :::{term} Weights
    The numbers of a model.
    :::
    """
BOTH = pytest.mark.parametrize(("name", "source"), [("index.rst", RST), ("index.md", MYST)])


@BOTH
def test_page_shows_every_part_in_order(project: Project, name: str, source: str) -> None:
    built = project.write(name, source).build()
    assert built.warnings == []
    [section] = built.page("index").cssselect("section.glossterm#open-weights")
    assert classes(section) == [
        "glossterm-category",
        "h1",
        "glossterm-aka",
        "glossterm-definition",
        "glossterm-why",
        "glossterm-deepdive",
        "glossterm-procon",
        "glossterm-related",
        "glossterm-nav",
    ]
    assert texts(section, ".glossterm-category") == ["Openness"]
    assert texts(section, "h1 dfn") == ["Open Weights"]
    assert texts(section, "h1 .glossterm-abbr") == ["(OW)"]
    assert texts(section, ".glossterm-aka") == ["Also known as: Open-weight model; Weights, published"]
    assert texts(section, ".glossterm-definition p") == [
        "A model whose weights can be downloaded.",
        "More about it.",
    ]
    assert texts(section, ".glossterm-definition em") == ["weights"]
    assert texts(section, ".glossterm-why > p") == ["It can be run anywhere."]
    assert texts(section, "details.glossterm-deepdive > .glossterm-body") == ["Deeper."]
    assert texts(section, ".glossterm-procon > .glossterm-pro > p") == ["Good."]
    assert texts(section, ".glossterm-procon > .glossterm-con > p") == ["Bad."]
    assert links(section, ".glossterm-related .glossterm-card a") == [("Weights", "#weights")]
    assert texts(section, ".glossterm-related .glossterm-short") == ["The numbers of a model."]
    assert "open-weight," not in section.text_content(), "forms link but are not shown"


@BOTH
def test_headings_and_anchors(project: Project, name: str, source: str) -> None:
    page = project.write(name, source).build().page("index")
    assert texts(page, "section#open-weights h2") == [
        "Why it matters",
        "How far it goes",
        "Pros",
        "The case against",
        "Related concepts",
    ]
    for anchor in ("why", "deepdive", "procon", "pro", "con", "related"):
        assert len(page.cssselect(f"#open-weights-{anchor}")) == 1, anchor
    # A browser opens details for a fragment inside them, not for their own.
    assert page.cssselect("details > #open-weights-deepdive")


@BOTH
def test_doctree_is_made_of_standard_nodes(project: Project, name: str, source: str) -> None:
    document = project.write(name, source).build().doctree("index")
    first = document[0]
    assert isinstance(first, nodes.section)
    assert first["ids"] == ["open-weights"]
    assert isinstance(first[0], nodes.title)
    known = {node.__name__ for node in vars(nodes).values() if isinstance(node, type)}
    for node in document.findall(nodes.Element):
        standard = {base.__name__ for base in type(node).__mro__} & known
        assert standard - {"Element", "Node"}, node.tagname
    assert len(list(document.findall(nodes.section))) == 2, "only entries are sections"


@pytest.mark.parametrize(("depth", "underline"), [(1, "="), (2, "-"), (3, "~")])
def test_entries_stand_at_any_depth(project: Project, depth: int, underline: str) -> None:
    source = "".join(f"Part {n}\n{'=-~'[n] * 10}\n\n" for n in range(depth))
    source += ".. term:: Token\n\n   A piece of text.\n\n   .. whymatters::\n\n      It costs.\n"
    page = project.write("index.rst", source).build().page("index")
    assert texts(page, f"h{depth + 1} dfn") == ["Token"]
    assert texts(page, f".glossterm-why > h{depth + 2}") == ["Why it matters"]


@pytest.mark.parametrize(("name", "heading"), [("index.rst", "Inner\n~~~~~"), ("index.md", "### Inner")])
def test_headings_in_a_body_become_rubrics(project: Project, name: str, heading: str) -> None:
    if name.endswith("rst"):
        body = f"Text.\n\n{heading}\n\nBelow.".replace("\n", "\n      ")
        source = f".. term:: Token\n\n   A piece.\n\n   .. deepdive::\n\n      {body}\n"
    else:
        source = (
            f"::::{{term}} Token\nA piece.\n\n:::{{deepdive}}\nText.\n\n{heading}\n\nBelow.\n:::\n::::\n"
        )
    built = project.write(name, source).build()
    assert built.warnings == []
    page = built.page("index")
    assert texts(page, "section") == texts(page, "section#token"), "no further section"
    assert texts(page, ".glossterm-body > h3.rubric") == ["Inner"]
    assert texts(page, ".glossterm-body > p") == ["Text.", "Below."]


def test_label_before_a_heading_in_a_body_still_works(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: Token

           A piece of text.

           .. deepdive::

              .. _inner:

              Inner heading
              ~~~~~~~~~~~~~

              Text.

        See :ref:`inner`.
        """,
    )
    built = project.build()
    assert built.warnings == []
    [(text, target)] = links(built.page("index"), "p > a.reference.internal:not(.glossterm-ref)")[:1]
    assert text == "Inner heading"
    assert built.page("index").cssselect(target)


def test_entry_alone_is_the_title_of_its_page(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   token\n")
    project.write("token.rst", ".. term:: Token\n\n   A piece of text.\n")
    built = project.build()
    assert built.warnings == []
    assert links(built.page("index"), ".toctree-l1 a") == [("Token", "token.html")]
    assert built.page("token").findtext(".//title", "").startswith("Token")


def test_consecutive_directives_are_sections_all(project: Project) -> None:
    source = "".join(f".. term:: T{n}\n\n   Number {n}.\n\n" for n in range(4))
    built = project.write("index.rst", source).build()
    assert built.warnings == []
    assert texts(built.page("index"), "section > h1 dfn") == ["T0", "T1", "T2", "T3"]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("Open vs. Closed", "open-vs-closed"),
        ("Naïve Bayes", "naive-bayes"),
        ("API कुंजी", "api-कुंजी"),
        ("4-bit", "term-4-bit"),
    ],
)
def test_ids_come_from_the_source_title(project: Project, title: str, anchor: str) -> None:
    page = project.write("index.rst", f".. term:: {title}\n\n   A definition.\n").build().page("index")
    assert [section.get("id") for section in page.cssselect("section.glossterm")] == [anchor]


def test_id_option_wins_and_may_keep_capitals(project: Project) -> None:
    project.write("index.rst", ".. term:: Token\n   :id: The_Token.1\n\n   A piece.\n")
    page = project.build().page("index")
    assert [section.get("id") for section in page.cssselect("section.glossterm")] == ["The_Token.1"]


def test_heading_or_label_of_the_same_id_makes_way_for_a_written_one(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Token
        =====

        .. _token:

        A paragraph.

        .. term:: Token
           :id: token

           A piece of text.

        See :ref:`label <token>` and :term:`Token`.
        """,
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert page.cssselect("section.glossterm#token")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert ("Token", "#token") in links(page, "a.glossterm-ref")
    assert not page.cssselect("section.glossterm " + built.inventory()["std:label"]["token"][10:])


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_headings_keep_their_ids_beside_an_entry_of_their_name(
    project: Project, is_first: bool, suffix: str
) -> None:
    heading, entry = "Tree\n----\n\nWords.\n", ".. term:: Tree\n\n   What grows.\n"
    if suffix == "md":
        heading, entry = "## Tree\n\nWords.\n", "```{term} Tree\nWhat grows.\n```\n"
    top = "Top\n===\n\n" if suffix == "rst" else "# Top\n\n"
    nav = "" if suffix == "rst" else "\n[the heading](#tree)\n"
    parts = [heading, entry] if is_first else [entry, heading]
    project.write(f"index.{suffix}", top + "\n".join(parts) + nav)
    project.translate("index", {"Tree": "पेड़"})
    project.conf |= {"myst_heading_anchors": 2}
    for language in ("en", "hi"):
        built = project.build(language=language)
        assert built.warnings == []
        page = built.page("index")
        assert [section.get("class") for section in page.cssselect("section#tree")] == [None]
        assert page.cssselect("section.glossterm#tree-2")
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert built.inventory()["std:term"]["Tree"] == "index.html#tree-2"
        [record] = the_domain(built.app.env).glossary
        assert (record.id, record.anchor) == ("tree", "tree-2")


@pytest.mark.parametrize(
    ("title", "option", "anchor"), [("Run", "", "run"), ("Start", ":id: run", "run"), ("Go", "", "run")]
)
@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_the_label_of_an_entry_has_an_anchor_that_can_be_read(
    project: Project, suffix: str, title: str, option: str, anchor: str
) -> None:
    rst = f".. _run:\n.. _other:\n\n.. term:: {title}\n   {option}\n\n   Moves.\n\nSee :ref:`run`.\n"
    md = f"(run)=\n(other)=\n```{{term}} {title}\n{option}\n\nMoves.\n```\n\nSee {{ref}}`run`.\n"
    top = "Top\n===\n\n" if suffix == "rst" else "# Top\n\n"
    built = project.write(f"index.{suffix}", top + (rst if suffix == "rst" else md)).build()
    assert built.warnings == []
    page = built.page("index")
    assert built.inventory()["std:label"]["run"] == f"index.html#{anchor}"
    assert built.inventory()["std:label"]["other"] == "index.html#other"
    own = "go" if title == "Go" else "run"
    assert page.cssselect(f"section.glossterm#{own}")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert (title, f"#{anchor}") in links(page, "p a.reference")


def test_a_label_that_docutils_numbers_has_the_anchor_of_its_entry(project: Project) -> None:
    source = "Token\n=====\n\n.. _token:\n\n.. term:: Token\n\n   Words.\n\n.. _मॉडल:\n\n.. term:: Model\n\n   W.\n"
    built = project.write("index.rst", source).build()
    assert built.warnings == []
    labels = built.inventory()["std:label"]
    assert (labels["token"], labels["मॉडल"]) == ("index.html#token-2", "index.html#model")
    # The number goes on leading there.
    assert [
        len(built.page("index").cssselect(f"section.glossterm #{id_}")) for id_ in ("id1", "id2")
    ] == [1, 1]


TITLES = [
    "<script>alert(1)</script>",
    "std::vector",
    r"C:\temp \x",
    "a *b `c |d| _e",
    "*args",
    "**kwargs",
    "foo_ and bar__",
    "List<T>",
    "[1]_ and [#a]_",
    "--force",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "שלום עולם",
    "?!",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_what_is_no_markup_in_a_name_is_text(project: Project, title: str, suffix: str) -> None:
    if suffix == "rst":
        source = f".. term:: {title}\n   :aka: x {title}\n\n   A definition.\n\n   .. whymatters:: {title}\n\n      W.\n"
    else:
        source = f"::::{{term}} {title}\n:aka: x {title}\n\nA definition.\n\n:::{{whymatters}} {title}\nW.\n:::\n::::\n"
    project.write(f"index.{suffix}", source)
    project.translate("index", {title: f"अ {title}"})
    for language, expected in (("en", title), ("hi", f"अ {title}")):
        built = project.build(language=language)
        assert built.warnings == []
        page = built.page("index")
        assert texts(page, "section.glossterm h1 dfn") == [expected]
        assert texts(page, ".glossterm-aka")[0].endswith(f": x {title}")
        assert texts(page, ".glossterm-why h2") == [expected]
        assert not page.xpath("//section//script")


@pytest.mark.parametrize(
    ("options", "default", "is_open"),
    [("", "open", True), ("", "closed", False), (":open:", "closed", True), (":closed:", "open", False)],
)
def test_deep_dive_begins_open_or_closed(
    project: Project, options: str, default: str, is_open: bool
) -> None:
    project.write("index.rst", f"Home\n====\n\n.. deepdive::\n   {options}\n\n   Deep.\n")
    built = project.build(glossterm_deepdive=default)
    assert built.warnings == []
    [details] = built.page("index").cssselect("details")
    assert ("open" in details.attrib) is is_open


def test_facets_stand_anywhere(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Home
        ====

        .. note::

           .. whymatters:: Because

              Text.

        - item

          .. procon::

             .. pro::

                Good.

        .. whymatters::

           Again.
        """,
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert [facet.get("id") for facet in page.cssselect(".glossterm-why")] == ["why", "why-2"]
    assert texts(page, ".admonition .glossterm-why h2") == ["Because"]
    assert texts(page, "li .glossterm-pro h2") == ["Pros"]


def test_titled_comparison_pushes_its_sides_down(project: Project) -> None:
    project.write(
        "index.rst",
        ".. term:: T\n\n   D.\n\n   .. procon:: Is it worth it?\n\n      .. pro::\n\n         Yes.\n",
    )
    page = project.build().page("index")
    assert texts(page, ".glossterm-procon > h2") == ["Is it worth it?"]
    assert texts(page, ".glossterm-pro > h3") == ["Pros"]


def test_entry_that_points_elsewhere(project: Project) -> None:
    project.write(
        "index.rst",
        ".. term:: Proprietary model\n   :see: token\n\n.. term:: Token\n\n   A piece.\n\n.. termindex::\n",
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert links(page, "#proprietary-model > .glossterm-see a") == [("Token", "#token")]
    assert texts(page, "dl.glossterm-list dd")[0] == "See: Token"


@pytest.mark.parametrize(("status", "label"), [("draft", "Draft"), ("deprecated", "Deprecated")])
def test_status_is_shown(project: Project, status: str, label: str) -> None:
    replaced = ":replaced-by: token" if status == "deprecated" else ""
    project.write(
        "index.rst",
        f".. term:: Old\n   :status: {status}\n   {replaced}\n\n   D.\n\n.. term:: Token\n\n   A piece.\n",
    )
    built = project.build()
    assert built.warnings == []
    shown = texts(built.page("index"), f"#old > .glossterm-status.glossterm-{status} p")
    assert shown == ([label, "Use instead: Token"] if replaced else [label])


def test_style_is_loaded_only_where_it_is_needed(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   token\n   plain\n")
    project.write("token.rst", ".. term:: Token\n\n   A piece.\n").write("plain.rst", "Plain\n=====\n")
    built = project.build()
    styles = {
        name: [link for link in built.page(name).xpath("//link/@href") if "glossterm" in link]
        for name in ("token", "plain")
    }
    assert len(styles["token"]) == 1
    assert styles["plain"] == []
    assert (built.app.outdir / "_static" / "glossterm.css").is_file()


def test_nothing_of_ours_is_inline(project: Project) -> None:
    page = project.write("index.rst", RST + "\n    .. termindex::\n").build().page("index")
    for ours in page.cssselect("[class*=glossterm]"):
        assert not ours.xpath(".//@style | .//@onclick | .//script | .//style")


def test_heading_levels_never_skip(project: Project) -> None:
    project.write("index.rst", f"Home\n====\n\n{dedent(RST)}\n.. termindex::\n")
    page = project.build().page("index")
    headings = page.xpath("//div[@class='body']//*[self::h1 or self::h2 or self::h3 or self::h4]")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
