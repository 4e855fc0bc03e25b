"""Translation: which messages there are, and what a Hindi build shows of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes
from support import Project, links, texts

from sphinx_glossterm.resolve.domain import the_domain

SOURCE = """
    .. term:: Token
       :aka: Text piece; Lexical token
       :abbr: TK
       :forms: tokens
       :category: Fundamentals
       :tags: text, cost

       A piece of *text*.

       More of it.

       .. whymatters::

          It costs.

       .. deepdive:: Going deeper

          - An item
    """
MYST = """
    ::::{term} Token
    :aka: Text piece; Lexical token
    :abbr: TK
    :forms: tokens
    :category: Fundamentals
    :tags: text, cost

    A piece of *text*.

    More of it.

    :::{whymatters}
    It costs.
    :::

    :::{deepdive} Going deeper
    - An item
    :::
    ::::
    """
MESSAGES = [
    "Token",
    "Text piece",
    "Lexical token",
    "TK",
    "tokens",
    "A piece of *text*.",
    "More of it.",
    "It costs.",
    "Going deeper",
    "An item",
]
HINDI = {
    "Token": "टोकन",
    "Text piece": "टेक्स्ट का टुकड़ा",
    "tokens": "टोकनों",
    "A piece of *text*.": "*टेक्स्ट* का एक टुकड़ा।",
    "It costs.": "इसकी कीमत है।",
    "Going deeper": "और गहराई में",
}
INDEX = """
    Home
    ====

    .. toctree::

       token

    Text: :term:`Token` and :term:`tokens`.

    .. termindex::
    """
BOTH = pytest.mark.parametrize(("name", "source"), [("token.rst", SOURCE), ("token.md", MYST)])


@BOTH
@pytest.mark.parametrize("language", ["en", "hi"])
def test_one_message_for_each_name_and_paragraph(
    project: Project, name: str, source: str, language: str
) -> None:
    """The same messages whatever the language of the build, and none of the interface's words."""
    project.write("index.rst", INDEX).write(name, source).translate("token", HINDI)
    built = project.build("gettext", language=language)
    assert built.warnings == []
    assert built.messages("token") == MESSAGES
    assert built.messages("glossterm") == ["Fundamentals", "text", "cost"]
    assert built.messages("index") == ["Home", "Text: :term:`Token` and :term:`tokens`."]


def test_labels_are_extracted_once_for_the_whole_project(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE)
    project.write("other.rst", ".. term:: Other\n   :category: Fundamentals\n   :tags: cost\n\n   D.\n")
    pot = project.build("gettext", gettext_compact=True).text("glossterm.pot")
    assert pot.count('msgid "Fundamentals"') == 1
    assert "token.rst:1" in pot
    assert "other.rst:1" in pot


@BOTH
def test_hindi_page(project: Project, name: str, source: str) -> None:
    project.write("index.rst", INDEX).write(name, source)
    project.translate("token", HINDI).translate("glossterm", {"Fundamentals": "मूल बातें"})
    built = project.build(language="hi")
    assert built.warnings == []
    page = built.page("token")
    assert page.get("lang") == "hi"
    assert texts(page, "section.glossterm#token > h1 dfn") == ["टोकन"]
    assert texts(page, "h1 .glossterm-abbr") == ["(TK)"]
    assert texts(page, ".glossterm-category") == ["मूल बातें"]
    assert texts(page, ".glossterm-source [lang=en]") == ["Token"]
    assert texts(page, ".glossterm-aka") == ["अन्य नाम: टेक्स्ट का टुकड़ा, Lexical token"]
    assert texts(page, ".glossterm-aka [lang=en]") == ["Lexical token"]
    assert texts(page, ".glossterm-definition p") == ["टेक्स्ट का एक टुकड़ा।", "More of it."]
    assert texts(page, "h2") == ["यह क्यों मायने रखता है", "और गहराई में", "इन पन्नों पर ज़िक्र"]
    assert page.cssselect("#token-why, #token-deepdive .glossterm-body, #token-deepdive")


def test_translated_titles_are_shown_everywhere(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", HINDI)
    project.write("b.rst", ":orphan:\n\n.. term:: Zebra\n   :related: token\n\n   An animal.\n")
    built = project.build(language="hi")
    assert built.warnings == []
    home, other = built.page("index"), built.page("b")
    assert texts(home, ".toctree-l1") == ["टोकन"]
    assert links(home, "p a.glossterm-ref") == [
        ("टोकन", "token.html#token"),
        ("tokens", "token.html#token"),
    ]
    assert texts(home, ".glossterm-index dt") == ["टोकन (TK)", "Zebra"]
    assert texts(home, ".glossterm-index dd") == ["टेक्स्ट का एक टुकड़ा।", "An animal."]
    assert texts(home, ".glossterm-letters a") == ["ट", "Z"]
    assert texts(other, ".glossterm-card-title") == ["टोकन (TK)"]
    assert texts(other, ".glossterm-nav-previous a") == ["पिछला शब्द टोकन"]
    assert built.page("token").findtext(".//title", "").startswith("टोकन")
    assert "टोकन" in built.inventory()["std:term"]
    assert [entry.title.text for entry in the_domain(built.app.env).glossary.ordered] == [
        "टोकन",
        "Zebra",
    ]


def test_what_is_not_translated_says_so(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE)
    page = project.build(language="hi").page("index")
    assert texts(page, ".glossterm-index dt [lang=en]") == ["Token", "(TK)"]
    assert texts(page, ".glossterm-index dd [lang=en]") == ["A piece of text."]
    assert project.build().page("index").cssselect(".glossterm-index [lang]") == []


def test_a_translation_equal_to_its_source_counts(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", {"Token": "Token"})
    page = project.build(language="hi").page("token")
    assert page.cssselect("dfn[lang]") == []
    assert page.cssselect(".glossterm-source") == []


def test_white_space_is_no_translation(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE)
    project.translate("token", {"Token": " ", "Text piece": "टेक्स्ट\nका  टुकड़ा"})
    project.translate("glossterm", {"Fundamentals": "\n"})
    built = project.build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), ".glossterm-index dt [lang=en]") == ["Token", "(TK)"]
    assert texts(built.page("token"), ".glossterm-category [lang=en]") == ["Fundamentals"]
    assert "टेक्स्ट का टुकड़ा" in built.inventory()["std:term"]


def test_names_elsewhere_are_texts(project: Project) -> None:
    """Neither white space nor a plural, which a glossary has no use for, is a name to be found by."""
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", {"TK": " "})
    catalogue = project.folder / "locales/hi/LC_MESSAGES/token.po"
    plural = '\nmsgid "Token"\nmsgid_plural "Tokens"\nmsgstr[0] "टोकन"\nmsgstr[1] "टोकन"\n'
    catalogue.write_text(catalogue.read_text("utf-8") + plural, "utf-8")
    (entry,) = the_domain(project.build().app.env).glossary.entries
    assert entry.other_languages == ()


def test_anchors_and_files_are_the_same_in_every_language(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", HINDI)
    english, hindi = project.build(), project.build(language="hi")
    for name in ("index", "token"):
        ids = [
            [i for i in built.page(name).xpath("//@id") if "index-" not in i]
            for built in (english, hindi)
        ]
        assert ids[0] == ids[1]


def test_source_title_can_be_left_out(project: Project) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", HINDI)
    page = project.build(language="hi", glossterm_show_source_title=False).page("token")
    assert page.cssselect(".glossterm-source") == []


@pytest.mark.parametrize("key", ["Why it matters", "why it MATTERS", "whymatters", "why"])
def test_words_of_the_interface_can_be_changed(project: Project, key: str) -> None:
    project.write("index.rst", INDEX).write("token.rst", SOURCE)
    labels = {"hi": {key: "यह क्यों matter करता है"}, "en": {"All terms": "The lot"}}
    page = project.build(language="hi", glossterm_labels=labels).page("token")
    assert texts(page, ".glossterm-why h2") == ["यह क्यों matter करता है"]
    assert texts(page, ".glossterm-nav-all") == ["सभी शब्द"]
    assert texts(project.build(glossterm_labels=labels).page("token"), ".glossterm-nav-all") == [
        "The lot"
    ]


def test_hindi_can_be_the_source(project: Project) -> None:
    project.write("index.rst", INDEX.replace("`Token`", "`टोकन`").replace("tokens", "टोकन"))
    project.write("token.rst", ".. term:: टोकन\n\n   टेक्स्ट का टुकड़ा।\n")
    project.translate("token", {"टोकन": "Token", "टेक्स्ट का टुकड़ा।": "A piece of text."}, language="en")
    for language, title in (("hi", "टोकन"), ("en", "Token")):
        built = project.build(language=language, glossterm_source_language="hi")
        assert built.warnings == []
        assert texts(built.page("token"), "section#टोकन dfn") == [title]
    assert texts(built.page("token"), ".glossterm-source [lang=hi]") == ["टोकन"]


def test_messages_are_nodes_with_their_place(project: Project) -> None:
    document = (
        project.write("index.rst", "Home\n====\n\n" + SOURCE.replace("\n    ", "\n"))
        .build()
        .doctree("index")
    )
    names = [node for node in document.findall(nodes.paragraph) if "kind" in node]
    assert [node.astext() for node in names] == MESSAGES[1:5]
    for node in names:
        assert node.rawsource == node.astext()
        assert Path(str(node.source)).name == "index.rst"
        assert node.line == 5
