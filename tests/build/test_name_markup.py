"""Names with inline markup: shown with it wherever they stand; what links, sorts and is exported is text."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Final

import lxml.html
import pytest
from lxml.html import HtmlElement
from support import Project, needs_myst, texts

from sphinx_glossterm.read import name_markup
from sphinx_glossterm.resolve.domain import the_domain

SPECIES: Final = "<em>Homo sapiens</em>"
WATER: Final = "H<sub>2</sub>O"


def inner(element: HtmlElement) -> str:
    """What is in an element, without the elements that only carry classes."""
    copy = lxml.html.fromstring(lxml.html.tostring(element, with_tail=False))
    for found in copy.xpath(".//span|.//dfn|.//a"):
        found.drop_tag()
    for found in copy.iter():
        found.attrib.pop("class", None)
    html = lxml.html.tostring(copy, encoding="unicode", with_tail=False)
    return " ".join(html.partition(">")[2].rpartition("<")[0].split())


def shown(page: HtmlElement, selector: str) -> list[str]:
    return [inner(element) for element in page.cssselect(selector)]


def write_rst(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   names\n   use\n")
    project.write(
        "names.rst",
        """
        Names
        =====

        .. term:: ``git rebase``
           :aka: rebasing with ``git``
           :related: Homo sapiens, H2O

           A command.

        .. term:: *Homo sapiens*
           :abbr: *H. s.*

           A species.

        .. term:: H\\ :sub:`2`\\ O
           :forms: *aqua*

           Water.
        """,
    )
    write_use(project)


def write_myst(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   names\n   use\n")
    project.write(
        "names.md",
        """
        # Names

        :::{term} `git rebase`
        :aka: rebasing with `git`
        :related: Homo sapiens, H2O

        A command.
        :::

        :::{term} *Homo sapiens*
        :abbr: "*H. s.*"

        A species.
        :::

        :::{term} H{sub}`2`O
        :forms: "*aqua*"

        Water.
        :::
        """,
    )
    write_use(project)


def write_use(project: Project) -> None:
    project.write(
        "use.rst",
        """
        Use
        ===

        :term:`git rebase`, :term:`homo sapiens`, :term:`H2O`, :term:`aqua`, :term:`rebasing with git`,
        :termabbr:`Homo sapiens`, :termboth:`Homo sapiens`, :term:`our own words <H2O>`.

        .. termindex::

        .. termindex::
           :style: cards

        .. termindex::
           :style: table
        """,
    )


WRITE: Final = {"rst": write_rst, "md": write_myst}


@pytest.mark.parametrize("markup", WRITE)
def test_markup_is_shown_wherever_a_name_stands(project: Project, markup: str) -> None:
    WRITE[markup](project)
    built = project.build(html_theme="alabaster")
    assert built.warnings == []
    names, use = built.page("names"), built.page("use")
    assert shown(names, "h2 dfn") == ["<code>git rebase</code>", SPECIES, WATER]
    assert shown(names, ".glossterm-aka") == ["Also known as: rebasing with <code>git</code>"]
    assert shown(names, "h2 .glossterm-abbr") == ["(<em>H. s.</em>)"]
    assert shown(names, ".glossterm-card-title") == [f"{SPECIES} (<em>H. s.</em>)", WATER]
    assert {*shown(names, ".glossterm-nav a")} >= {f"Previous term {WATER}", f"Next term {SPECIES}"}
    assert shown(names, "#homo-sapiens .glossterm-mentions a") == ["Use"]
    assert shown(built.page("index"), ".toctree-l2 a") == ["<code>git rebase</code>", SPECIES, WATER]
    assert shown(use, "#use > p a")[:8] == [
        "<code>git rebase</code>",
        SPECIES,
        WATER,
        "<em>aqua</em>",
        "rebasing with <code>git</code>",
        f"{SPECIES} (<em>H. s.</em>)",
        SPECIES,
        "our own words",
    ]
    rows = ["<code>git rebase</code>", WATER, f"{SPECIES} (<em>H. s.</em>)"]
    for selector in ("dt", ".glossterm-card-title", "td:first-child"):
        assert shown(use, f".glossterm-index {selector}") == rows


@pytest.mark.parametrize("markup", WRITE)
def test_the_name_itself_is_its_text(project: Project, markup: str) -> None:
    WRITE[markup](project)
    built = project.build(html_baseurl="https://example.org/", glossterm_export=["json"])
    page = built.page("names")
    assert [section.get("id") for section in page.cssselect("section.glossterm")] == [
        "git-rebase",
        "homo-sapiens",
        "h2o",
    ]
    assert {*built.inventory()["std:term"]} == {
        "git rebase",
        "rebasing with git",
        "Homo sapiens",
        "H. s.",
        "H2O",
    }
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text_content())
    assert [node["name"] for node in data["@graph"] if node["@type"] == "DefinedTerm"] == [
        "git rebase",
        "Homo sapiens",
        "H2O",
    ]
    names = built.page("use").cssselect(".glossterm-list > div")
    assert [row.get("data-names") for row in names] == [
        "git rebase\nrebasing with git",
        "H2O\naqua",
        "Homo sapiens\nH. s.",
    ]


def test_the_preview_of_a_name_has_its_markup(project: Project) -> None:
    write_rst(project)
    built = project.build()
    folder = Path(built.app.outdir, "_static", "glossterm-previews")
    content = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert "<em>Homo sapiens</em>" in content


def test_every_builder_shows_the_markup(project: Project) -> None:
    write_rst(project)
    latex = project.build("latex", latex_documents=[("index", "book.tex", "Book", "Us", "manual")])
    assert latex.warnings == []
    tex = latex.text("book.tex")
    assert r"\sphinxcode{\sphinxupquote{git rebase}}" in tex
    assert tex.count(r"\sphinxstyleemphasis{Homo sapiens}") >= 5
    assert r"H$_{\text{2}}$O" in tex
    book = project.build("epub", epub_copyright="Us", version="1")
    assert book.warnings == []
    with zipfile.ZipFile(next(Path(book.app.outdir).glob("*.epub"))) as archive:
        page = lxml.html.fromstring(archive.read("names.xhtml"))
    assert shown(page, "dfn") == ["<code>git rebase</code>", SPECIES, WATER]
    text = project.build("text")
    assert text.warnings == []
    assert "*Homo sapiens*" in text.text("use.txt")


@pytest.mark.parametrize("markup", WRITE)
def test_translators_see_the_markup_and_write_their_own(project: Project, markup: str) -> None:
    WRITE[markup](project)
    messages = project.build("gettext").messages("names")
    code, sub = ("``{}``", "H\\ :sub:`2`\\ O") if markup == "rst" else ("`{}`", "H{sub}`2`O")
    assert {code.format("git rebase"), "*Homo sapiens*", "*H. s.*", sub, "*aqua*"} <= {*messages}
    project.translate(
        "names",
        {
            code.format("git rebase"): f"{code.format('git rebase')} कमांड",
            "*Homo sapiens*": "*होमो सेपियन्स*",
            sub: f"पानी ({sub})",
        },
    )
    built = project.build(language="hi")
    assert built.warnings == []
    names, use = built.page("names"), built.page("use")
    assert shown(names, "h2 dfn") == [
        "<code>git rebase</code> कमांड",
        "<em>होमो सेपियन्स</em>",
        f"पानी ({WATER})",
    ]
    assert shown(names, ".glossterm-source") == ["<code>git rebase</code>", SPECIES, WATER]
    assert shown(use, "#use > p a")[:8] == [
        "<code>git rebase</code> कमांड",
        "<em>होमो सेपियन्स</em>",
        f"पानी ({WATER})",
        "<em>aqua</em>",
        "rebasing with <code>git</code>",
        "<em>होमो सेपियन्स</em> (<em>H. s.</em>)",
        f"<em>होमो सेपियन्स</em> ({SPECIES})",
        "our own words",
    ]
    assert {"git rebase कमांड", "git rebase", "पानी (H2O)", "H2O"} <= {*built.inventory()["std:term"]}
    # The English pages find them by their text.
    english = project.build(glossterm_languages={"en": "English", "hi": "हिन्दी"})
    found = [row.get("data-names", "") for row in english.page("use").cssselect(".glossterm-list > div")]
    assert "होमो सेपियन्स" in found[2].split("\n")
    assert "पानी (H2O)" in found[1].split("\n")


@pytest.mark.parametrize(
    ("suffix", "translation", "part"),
    [
        ("rst", ":download:`x <conf.py>`", "conf.py"),
        ("rst", "`x <javascript:alert(1)>`_", "javascript:"),
        ("rst", "`x <https://example.org>`_", "example.org"),
        ("rst", ":raw-html:`x`", "raw-html"),
        ("rst", ":math:`\\input{x}`", "not in the source text"),
        ("rst", "|secret|", "secret"),
        ("rst", ".. include:: conf.py", "include"),
        ("rst", ".. include ::  conf.py", "include"),
        ("md", "[x](path:../conf.py)", "conf.py"),
        ("md", "{download}`x <conf.py>`", "conf.py"),
        ("md", "<img src=x onerror=alert(1)>", "<img"),
        ("md", "![x](https://example.org/x.png)", "example.org"),
        ("md", "[x](javascript:alert(1))", "javascript:"),
        ("md", "x <script>alert(1)</script>", "<script>"),
    ],
)
def test_what_a_translated_name_must_not_do_is_withheld(
    project: Project, suffix: str, translation: str, part: str
) -> None:
    entries = {
        "rst": """
            .. |secret| replace:: hidden

            .. role:: raw-html(raw)
               :format: html

            .. term:: *Name*
               :aka: *Other*

               Words.
            """,
        "md": """
            :::{term} *Name*
            :aka: "*Other*"

            Words.
            :::
            """,
    }
    project.write(f"index.{suffix}", entries[suffix])
    project.translate("index", {"*Name*": translation, "*Other*": translation})
    built = project.build(language="hi")
    found = built.warnings_of("translation")
    assert len(found) == 2 == len(built.warnings)
    assert all(part in line and "source text is shown" in line for line in found)
    page = built.page("index")
    assert shown(page, "h1 dfn") == ["<em>Name</em>"]
    assert page.cssselect("h1 dfn")[0].get("lang") == "en"
    # Nor do the pages of other languages find the entry by it.
    english = project.build(glossterm_languages={"en": "English", "hi": "हिन्दी"})
    assert english.warnings == []
    entry = the_domain(english.app.env).entries["index"][0]
    assert entry.other_languages == ()


@pytest.mark.parametrize("translation", ["*x", "`x", "x_", "[1]_", "- x", "1. x", "x |y| z", "::"])
def test_a_translation_that_does_not_parse_is_text(project: Project, translation: str) -> None:
    project.write("index.rst", ".. term:: Name\n\n   Words.\n")
    project.translate("index", {"Name": translation})
    built = project.build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), "dfn") == [translation]


def test_references_in_a_name_are_words(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: Use of :term:`water <water>`, `links <https://example.org>`_ and :doc:`x <index>`

           Words.

        .. term:: Water

           Words.
        """,
    )
    built = project.build()
    assert built.warnings == []
    assert shown(built.page("index"), "dfn")[0] == "Use of water, links and x"
    assert not built.page("index").cssselect("dfn a")


def test_names_leave_the_numbers_of_footnotes_alone(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: Name [#]_ and [#a]_ or `x`__

           Words [#]_ and more [#]_.

           .. [#] First.
           .. [#] Second.
        """,
    )
    built = project.build()
    assert built.warnings == []
    page = built.page("index")
    assert texts(page, "dfn") == ["Name [#]_ and [#a]_ or `x`__"]
    assert texts(page, "a.footnote-reference") == ["[1]", "[2]"]


def test_substitutions_stand_for_what_they_say(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: |prod| |release| ``x``
           :aka: |both|, |nobody|, |today|

           See :term:`Wind Box 1.2 x`.

        .. |prod| replace:: Wind *Box*
        .. |both| replace:: |prod| |image|
        .. |image| image:: x.png
           :alt: picture
        """,
    )
    project.translate("index", {"|prod| |release| ``x``": "|release| |prod|"})
    built = project.build(release="1.2", today="May 4")
    page = built.page("index")
    assert built.warnings_of("unknown") == []
    assert shown(page, "dfn") == ["Wind <em>Box</em> 1.2 <code>x</code>"]
    assert shown(page, ".glossterm-aka") == ["Also known as: Wind <em>Box</em> picture, |nobody|, May 4"]
    assert page.cssselect("section.glossterm")[0].get("id") == "prod-release-x"
    hindi = project.build(language="hi", release="1.2").page("index")
    assert shown(hindi, "dfn") == ["1.2 Wind <em>Box</em>"]
    assert shown(hindi, ".glossterm-source") == ["Wind <em>Box</em> 1.2 <code>x</code>"]


def test_substitutions_that_hold_each_other_end(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: |a| name

           Words.

        .. |a| replace:: |b|
        .. |b| replace:: |a|
        """,
    )
    assert "name" in texts(project.build().page("index"), "dfn")[0]


def test_titles_have_the_quotes_of_running_text_wherever_they_stand(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   names\n   use\n")
    project.write(
        "names.rst",
        """
        .. term:: Moore's "law"
           :aka: the '``x``' --force...
           :related: Other

           Words.

        .. term:: Other
           :related: Moore's "law"

           Words.
        """,
    )
    project.write("use.rst", """Use\n===\n\n:term:`Moore's "law"`.\n\n.. termindex::\n""")
    built = project.build()
    assert built.warnings == []
    name = "Moore’s “law”"
    names, use, home = map(built.page, ("names", "use", "index"))
    assert texts(names, "dfn")[0] == name
    assert texts(names, ".glossterm-aka") == ["Also known as: the ‘x’ --force..."]
    assert name in texts(names, ".glossterm-card-title")
    assert name in texts(home, ".toctree-wrapper a")
    assert name in texts(use, ".glossterm-index dt")
    assert texts(use, "#use > p a") == [name]
    assert """Moore's "law\"""" in built.inventory()["std:term"]
    german = project.build(language="de", glossterm_source_language="de", out="de")
    assert texts(german.page("names"), "dfn")[0] == "Moore’s „law“"
    plain = project.build(smartquotes=False, out="plain")
    assert texts(plain.page("names"), "dfn")[0] == """Moore's "law\""""


def test_terms_of_builtin_glossaries_are_shown_with_their_markup(project: Project) -> None:
    project.write(
        "index.rst",
        """
        Words
        =====

        .. glossary::

           ``git rebase``
              A command.

           *Homo sapiens*
              A species.

        .. termindex::
        """,
    )
    project.translate("index", {"*Homo sapiens*": "*होमो सेपियन्स*"})
    built = project.build()
    assert built.warnings == []
    assert shown(built.page("index"), ".glossterm-index dt") == ["<code>git rebase</code>", SPECIES]
    hindi = project.build(language="hi")
    assert "<em>होमो सेपियन्स</em>" in shown(hindi.page("index"), ".glossterm-index dt")


def test_keys_of_the_general_index_go_with_names_that_have_markup(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: *Homo sapiens*
           :index-key: m

           A species.
        """,
    )
    project.translate("index", {"*Homo sapiens* : m": "*होमो* : ह"})
    built = project.build(language="hi", glossterm_languages={"en": "English", "hi": "हिन्दी"})
    assert built.warnings == []
    assert shown(built.page("index"), "dfn") == ["<em>होमो</em>"]
    assert "होमो" in texts(built.page("genindex"), ".indextable a")
    english = project.build(glossterm_languages={"en": "English", "hi": "हिन्दी"})
    [entry] = the_domain(english.app.env).entries["index"]
    assert [name.text for name in entry.other_languages] == ["होमो"]


def test_names_that_are_not_linked_may_be_given_with_their_markup(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: *Name*
           :aka: ``code``, third
           :no-autolink: *Name*, code

           Words.
        """,
    )
    built = project.build(glossterm_autolink="all")
    assert built.warnings == []
    [entry] = the_domain(built.app.env).entries["index"]
    assert entry.unlinked == ("Name", "code")


def test_headings_of_facets_have_markup_too(project: Project) -> None:
    project.write(
        "index.rst",
        """
        .. term:: Name

           Words.

           .. whymatters:: Why ``x`` *matters*

              So.
        """,
    )
    project.translate("index", {"Why ``x`` *matters*": "``x`` *क्यों*"})
    assert shown(project.build().page("index"), ".glossterm-why h2") == [
        "Why <code>x</code> <em>matters</em>"
    ]
    hindi = project.build(language="hi").page("index")
    assert shown(hindi, ".glossterm-why h2") == ["<code>x</code> <em>क्यों</em>"]


def test_a_changed_markup_of_a_name_changes_the_pages_that_show_it(project: Project) -> None:
    write_rst(project)
    project.build()
    names = project.folder / "names.rst"
    names.write_text(names.read_text("utf-8").replace("*Homo sapiens*", "**Homo sapiens**"), "utf-8")
    built = project.build()
    assert "use" in built.written
    assert "<strong>Homo sapiens</strong>" in shown(built.page("use"), "#use > p a")


def test_one_process_for_each_document_makes_no_difference(project: Project) -> None:
    write_rst(project)
    alone, together = project.build(out="one"), project.build(out="two", jobs=2)
    for page in ("index", "names", "use"):
        assert shown(together.page(page), "body") == shown(alone.page(page), "body")


@needs_myst
def test_where_myst_tells_nothing_of_itself_names_are_text(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_markup, "RENDERER", "gone")
    project.write("index.md", ":::{term} *Name*\nWords.\n:::\n")
    assert texts(project.build().page("index"), "dfn") == ["*Name*"]


def test_the_general_index_has_translated_names_alone(project: Project) -> None:
    project.write("index.rst", ".. term:: *Homo sapiens*\n   :aka: Moore's ``x``\n\n   A species.\n")
    project.translate("index", {"*Homo sapiens*": "*होमो*", "Moore's ``x``": "मूर का ``x``"})
    page = project.build(language="hi").page("genindex")
    assert sorted(texts(page, ".indextable a")) == ["मूर का x", "होमो"]
