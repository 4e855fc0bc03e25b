"""Corner cases in which features meet. Each was wrong once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from docutils import nodes
from support import Project, links, texts


def home(project: Project, *names: str, body: str = "") -> Project:
    entries = "".join(f"   {name}\n" for name in names)
    return project.write("index.rst", f"Home\n====\n\n.. toctree::\n\n{entries}\n{body}\n")


@pytest.mark.parametrize("builder", ["latex", "texinfo", "man", "singlehtml", "text"])
def test_what_lies_outside_the_output_is_shown_as_words(project: Project, builder: str) -> None:
    home(project, "a")
    project.write("a.rst", ".. term:: Foo\n   :related: bar\n\n   Definition.\n\n.. termindex::\n")
    project.write("o.rst", ":orphan:\n\nOut\n===\n\n:term:`Foo`\n\n.. term:: Bar\n   :see: foo\n")
    project.conf |= {
        "latex_documents": [("a", "a.tex", "A", "Us", "manual")],
        "man_pages": [("a", "a", "A", "Us", 1)],
        "texinfo_documents": [("a", "a", "A", "Us", "A", "A.", "Misc")],
    }
    assert project.build(builder).warnings == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("index.rst", ".. _label:\n\n.. term:: Token\n\n   A piece.\n\n:ref:`label`\n"),
        ("index.md", "(label)=\n:::{term} Token\nA piece.\n:::\n\n{ref}`label`\n"),
    ],
)
def test_a_label_does_not_change_the_id(project: Project, name: str, source: str) -> None:
    built = project.write(name, source).build()
    assert built.warnings == []
    assert built.page("index").cssselect("section.glossterm#token")
    assert built.inventory()["std:term"]["Token"] == "index.html#token"
    assert ("Token", "#label") in links(built.page("index"), "p a") or built.page("index").cssselect(
        "#label"
    )


def test_an_authors_name_goes_before_a_translators(project: Project) -> None:
    home(project, "terms", body=":term:`Shore` and :term:`तट`")
    project.write(
        "terms.rst", "".join(f".. term:: {name}\n\n   D.\n\n" for name in ("Token", "Bank", "Shore"))
    )
    project.translate("terms", {"Token": "Shore", "Bank": "तट", "Shore": "तट"})
    built = project.build(language="hi")
    [warning] = built.warnings
    assert '"तट" could mean "Bank (bank)" or "Shore (shore)"' in warning
    assert [target for _, target in links(built.page("index"), "p a.glossterm-ref")] == [
        "terms.html#shore",
        "terms.html#bank",
    ]


def test_references_within_a_shown_definition_stay_fresh(project: Project) -> None:
    home(project, "a", "b", "c", body=":termdef:`A`, :any:`B`")
    project.write("a.rst", ".. term:: A\n\n   See :term:`B`.\n").write(
        "b.rst", ".. term:: B\n\n   Bee.\n"
    )
    project.write("c.rst", "C\n=\n")
    project.build()
    project.write("b.rst", "B away\n======\n").write("c.rst", ".. term:: B\n\n   Bee.\n")
    page = project.build().page("index")
    assert links(page, ".body p a.glossterm-ref") == [("B", "c.html#b"), ("B", "c.html#b")]


def test_a_built_in_term_that_appears_takes_its_references(project: Project) -> None:
    home(project, "a", "b", body=":term:`A`")
    project.write("a.rst", ".. term:: A\n\n   Ours.\n").write("b.rst", "B\n=\n")
    assert project.build().page("a").cssselect(".glossterm-mentions")
    project.write("b.rst", "B\n=\n\n.. glossary::\n\n   A\n      Theirs.\n")
    built = project.build()
    assert links(built.page("index"), ".body p a") == [("A", "b.html#term-A")]
    assert built.page("a").cssselect(".glossterm-mentions") == []


def test_our_roles_say_where_a_built_in_term_is_meant(project: Project) -> None:
    home(project, "a", body=":termdef:`cloud`\n\n.. glossary::\n\n   cloud\n      Theirs.\n")
    project.write("a.rst", ".. term:: A\n\n   Ours.\n")
    [warning] = project.build(glossterm_builtin=False).warnings_of("unknown")
    assert "is a term of a built-in glossary" in warning
    assert ":term:`cloud`" in warning


def test_text_left_untranslated_says_its_language(project: Project) -> None:
    source = """
        .. term:: Token

           A piece.

           - An item

           .. deepdive:: Deep

              Text.
        """
    project.write("index.rst", source)
    page = project.build(language="hi").page("index")
    assert texts(page, "p[lang=en]") == ["A piece.", "An item", "Text."]
    assert texts(page, "h2[lang=en]") == ["Deep"]
    project.translate("index", {"A piece.": "एक टुकड़ा।", "Deep": "गहरा"})
    page = project.build(language="hi").page("index")
    assert texts(page, "p[lang=en]") == ["An item", "Text."]
    assert page.cssselect("h2[lang]") == []
    assert project.build().page("index").cssselect("p[lang]") == []


def test_plain_pages_say_their_language_too(project: Project) -> None:
    project.write(
        "index.rst", "Home\n====\n\nText with *emphasis*.\n\nMore.\n\n.. note::\n\n   A note.\n"
    )
    page = project.build(language="hi").page("index")
    assert not page.cssselect(".body [lang]"), "a project without terms is left alone"
    project.write("a.rst", ":orphan:\n\n.. term:: A\n\n   D.\n")
    page = project.build(language="hi").page("index")
    assert texts(page, ".body [lang=en]") == ["Home¶", "Text with emphasis.", "More.", "A note."]
    project.translate("index", {"Home": "घर", "More.": "और।"})
    page = project.build(language="hi").page("index")
    assert texts(page, ".body [lang=en]") == ["Text with emphasis.", "A note."]
    assert project.build().page("index").cssselect(".body [lang]") == []


def test_termboth_marks_the_source_title(project: Project) -> None:
    home(project, "a", body=":termboth:`A`")
    project.write("a.rst", ".. term:: A\n\n   D.\n").translate("a", {"A": "अ"})
    page = project.build(language="hi").page("index")
    assert texts(page, "a.glossterm-ref [lang=en]") == ["A"]


def test_cards_show_titles_within_definitions_translated(project: Project) -> None:
    home(project, "a", body=".. termindex::")
    project.write(
        "a.rst", ".. term:: A\n\n   Like *the* :term:`B` and :term:`bs <B>`.\n\n.. term:: B\n\n   Bee.\n"
    )
    project.translate(
        "a", {"B": "ब", "Like *the* :term:`B` and :term:`bs <B>`.": "*वह* :term:`B` और :term:`सब <B>`।"}
    )
    page = project.build(language="hi").page("index")
    assert texts(page, ".glossterm-index dd")[1] == "वह ब और सब।"
    assert links(page, ".glossterm-index dd a") == [("ब", "a.html#b"), ("सब", "a.html#b")]
    project.translate(
        "a", {"B": "बी", "Like *the* :term:`B` and :term:`bs <B>`.": "*वह* :term:`B` और :term:`सब <B>`।"}
    )
    assert texts(project.build(language="hi").page("index"), ".glossterm-index dd")[1] == "वह बी और सब।"


def test_ids_stay_unique(project: Project) -> None:
    home(project, body=":term:`Token`\n\n.. termindex::\n   :group: category\n")
    entries = [("Token", "C"), ("Token mentions", "C++"), ("Token related", "C#")]
    for n, (title, category) in enumerate(entries):
        project.write(
            f"t{n}.rst", f".. term:: {title}\n   :category: {category}\n   :related: token\n\n   D.\n"
        )
    for page in (project.build().page(name) for name in ("index", "t0", "t1")):
        ids = page.xpath("//div[@class='body']//@id")
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("suffix", "definition", "shown"),
    [
        ("rst", "Text of foot [#f]_.\n\n   .. [#f] Note.", "Text of foot."),
        ("rst", "Text with _`inline target` and *emph*.", "Text with inline target and emph."),
        (
            "rst",
            "A :doc:`page <b>` and `self`_.\n\n   .. _self: https://example.org/",
            "A page and self.",
        ),
        ("rst", "- Only a list.\n   - Two.", "Only a list."),
        ("md", "A [page](#lb) and ![pic](x.png).", "A page and pic."),
    ],
)
def test_short_definitions_elsewhere(project: Project, suffix: str, definition: str, shown: str) -> None:
    home(project, "a", "b", body=":termdef:`A`\n\n.. termindex::\n")
    project.write("b.rst", "B\n=\n").write("x.png", "")
    if suffix == "rst":
        project.write("a.rst", f".. term:: A\n\n   {definition}\n")
    else:
        project.write("a.md", f"(lb)=\n:::{{term}} A\n{definition}\n:::\n")
    built = project.build()
    page = built.page("index")
    assert texts(page, ".glossterm-termdef") == [shown]
    assert texts(page, ".glossterm-index dd") == [shown]
    for _, target in links(page, ".glossterm-termdef a"):
        assert not target.startswith("#")


def test_markdown_links_to_entries_are_references(project: Project) -> None:
    """Without words they show the title, in cards too, and each is a mention."""
    home(project, "a", "b", "c", body=".. termindex::\n")
    linker = ":::{term} Linker\nSee [](#other), [it](#other), [](#own), [](b.rst).\n:::"
    project.write("a.md", f"# A\n\n{linker}\n")
    project.write("b.rst", "B\n=\n\n.. term:: Other\n\n   Else.\n\n.. term:: Third one\n\n   Else.\n")
    project.write("c.md", "# C\n\n## Third one\n\n[](#third-one), [](#other)\n")
    project.translate("b", {"Other": "दूसरा"})
    project.conf |= {"myst_heading_anchors": 2}
    quiet = ["myst.xref_missing"]
    built = project.build(language="hi", suppress_warnings=quiet)
    assert texts(built.page("a"), ".glossterm-definition p") == ["See दूसरा, it, own, B."]
    assert "See दूसरा, it, own, B." in texts(built.page("index"), "dd")
    assert texts(built.page("b"), "#other-mentions li") == ["C", "Linker"]
    assert texts(built.page("b"), "#third-one-mentions li") == []
    project.translate("b", {"Other": "और"})
    built = project.build(language="hi", suppress_warnings=quiet)
    assert texts(built.page("a"), ".glossterm-definition p") == ["See और, it, own, B."]


def test_what_an_only_directive_hides_is_nowhere(project: Project) -> None:
    """Neither in lists and relations nor in the inventory, for each builder by its own tags."""
    project.write(
        "index.rst",
        """
        Home
        ====

        .. only:: latex

           :termabbr:`Open model` and :term:`Secret`.

           .. termindex::

        .. termindex::
           :group: none

        :termabbr:`Open model`.
        """,
    )
    project.write(
        "a.rst",
        """
        A
        =

        .. term:: Open model
           :abbr: OM
           :related: Secret

           For all.

        .. only:: latex

           .. term:: Secret

              For the few: :term:`Secret`.

        .. term:: Third

           For all, too.
        """,
    )
    built = project.build(out="both")
    assert built.warnings == []
    page = built.page("index")
    assert texts(page, ".glossterm-index dt") == ["Open model (OM)", "Third"]
    assert texts(page, "p > a.glossterm-ref") == ["Open model (OM)"]
    assert page.cssselect(".glossterm-index")[0].get("id") == "glossterm-index-2"
    assert "Secret" not in built.inventory()["std:term"]
    page = built.page("a")
    assert texts(page, ".glossterm-nav-next") == ["Next term Third"]
    assert links(page, ".glossterm-nav-all a")[0] == ("All terms", "index.html#glossterm-index-2")
    assert page.cssselect(".glossterm-related") == []
    latex = project.build("latex", out="both")
    assert latex.warnings == []
    assert "For the few" in latex.text("projectnamenotset.tex")


def test_a_reference_to_an_entry_that_is_hidden_is_named(project: Project) -> None:
    home(project, "a", body=":term:`Secret`")
    project.write("a.rst", "A\n=\n\n.. only:: inside\n\n   .. term:: Secret\n\n      Few know.\n")
    (warning,) = project.build(out="both").warnings
    assert warning.startswith('index.rst:8: WARNING: The entry "Secret" is not in this output')
    assert 'condition "inside"' in warning


@pytest.mark.parametrize("group", ["letter", "category"])
def test_one_page_has_levels_and_order_of_the_index(project: Project, group: str) -> None:
    home(project, "all")
    project.write("all.rst", f"All\n===\n\nInner\n-----\n\n.. termindex::\n   :group: {group}\n")
    for n, (title, category) in enumerate([("Alpha", "Z"), ("Beta", "A"), (".Net", "A"), ("Nut", "Z")]):
        project.write(
            f"t{n}.rst",
            f".. term:: {title}\n   :category: {category}\n\n   D.\n\n   .. deepdive::\n\n      Deep.\n",
        )
    page = project.build("singlehtml").page("index")
    order = {"letter": ["Alpha", "Beta", ".Net", "Nut"], "category": ["Beta", ".Net", "Alpha", "Nut"]}[
        group
    ]
    assert texts(page, ".glossterm-index dt") == order
    assert texts(page, "section.glossterm dfn") == order
    headings = page.xpath(
        "//div[@class='body']//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]"
    )
    levels = [int(heading.tag[1]) for heading in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    for entry in page.cssselect("section.glossterm"):
        [inner] = entry.cssselect("summary > *")
        level = int(str(inner.tag)[1])
        assert texts(entry, f"h{level - 1} dfn"), "the facet is one below its entry"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("index.rst", "Home\n====\n\n.. _dd:\n\n.. deepdive:: Down\n\n   Deep.\n\n:ref:`dd`\n"),
        ("index.md", "# Home\n\n(dd)=\n:::{deepdive} Down\nDeep.\n:::\n\n{ref}`dd`\n"),
    ],
)
def test_labels_of_facets_have_titles(project: Project, name: str, source: str) -> None:
    built = project.write(name, source).build()
    assert built.warnings == []
    page = built.page("index")
    [(text, target)] = links(page, ".body p a")
    assert text == "Down"
    assert page.cssselect(target)


def test_latex_has_the_anchors_of_blocks(project: Project) -> None:
    project.write(
        "index.rst", "Home\n====\n\n* item\n\n  .. term:: Listed\n\n     D.\n\n  :term:`Listed`\n"
    )
    project.conf["latex_documents"] = [("index", "book.tex", "Book", "Us", "manual")]
    book = project.build("latex").text("book.tex")
    assert r"\label{\detokenize{index:listed}}" in book
    assert r"\hyperref[\detokenize{index:listed}]" in book


def test_man_pages_begin_the_definition_on_its_own(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. term:: T\n   :aka: Tea\n\n   The definition.\n")
    project.conf["man_pages"] = [("index", "book", "Book", "Us", 1)]
    page = project.build("man").text("book.1")
    assert ".sp\nThe definition." in page


def test_loose_facets_leave_headings_their_anchors(project: Project) -> None:
    project.write(
        "index.rst",
        "Why\n===\n\n.. _pro:\n\nText\n----\n\n.. whymatters::\n\n   W.\n\n.. procon::\n\n   .. pro::\n\n      P.\n",
    )
    page = project.build().page("index")
    assert page.cssselect("section#why")
    assert page.cssselect(".glossterm-why#why-2")
    assert page.cssselect("#pro")[0].tag != "div"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("index.rst", ".. _why:\n\n.. term:: Token\n   :id: why\n\n   A piece.\n\n.. _why:\n\nMore.\n"),
        ("index.md", "(why)=\n\n:::{term} Token\n:id: why\n\nA piece.\n:::\n\n(why)=\n\nMore.\n"),
    ],
)
def test_a_label_of_an_entry_may_be_given_twice(project: Project, name: str, source: str) -> None:
    built = project.write(name, source).build()
    assert any("Duplicate explicit target name" in line for line in built.warnings)
    assert texts(built.page("index"), "section.glossterm#why .glossterm-definition") == ["A piece."]
    assert "More." in built.page("index").text_content()


def test_an_entry_has_the_name_of_its_label_once(project: Project) -> None:
    source = ".. _why:\n\n.. term:: Token\n   :id: why\n\n   A piece.\n\n:ref:`why`\n"
    built = project.write("index.rst", source).build()
    assert built.warnings == []
    [entry] = built.doctree("index").findall(nodes.section)
    assert sorted(entry["names"]) == ["token", "why"]
