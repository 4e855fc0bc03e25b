"""Translation: which messages there are, and what a Hindi build shows of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import Project, links, texts

from sphinx_glossterm.doctree.nodes import glossterm_name
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
    assert texts(page, ".glossterm-category") == ["सभी शब्द / मूल बातें"]
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
    assert other.xpath("//link[@rel='prev']/@title") == ["टोकन"]
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
    """White space or a plural form is not a name to search by."""
    project.write("index.rst", INDEX).write("token.rst", SOURCE).translate("token", {"TK": " "})
    catalogue = project.folder / "locales/hi/LC_MESSAGES/token.po"
    plural = '\nmsgid "Token"\nmsgid_plural "Tokens"\nmsgstr[0] "टोकन"\nmsgstr[1] "टोकन"\n'
    catalogue.write_text(catalogue.read_text("utf-8") + plural, "utf-8")
    (entry,) = the_domain(project.build().app.env).glossary.entries
    assert entry.other_languages == ()


# ---- forms: as many as the language needs

FORMS_RST = """
    Words
    =====

    .. term:: Token
       :forms: tokens, tokenised,
               tokenisers

       A piece of text.
    """
FORMS_MYST = """
    # Words

    :::{term} Token
    ---
    forms: |
       tokens, tokenised,
       tokenisers
    ---
    A piece of text.
    :::
    """
LIST = "tokens, tokenised, tokenisers"
FORMS = pytest.mark.parametrize(("name", "source"), [("words.rst", FORMS_RST), ("words.md", FORMS_MYST)])


def with_forms(project: Project, name: str, source: str, *names: str) -> Project:
    """A page of an entry with forms, and one with references to names."""
    project.conf |= {"root_doc": "words"}
    uses = "\n\n".join(f":term:`{each}`" for each in names)
    return project.write(name, source).write("use.rst", f":orphan:\n\n{uses}\n")


@FORMS
def test_forms_are_one_message(project: Project, name: str, source: str) -> None:
    built = with_forms(project, name, source, "tokens").build("gettext")
    assert built.warnings == []
    assert built.messages("words") == ["Words", "Token", LIST, "A piece of text."]


@FORMS
@pytest.mark.parametrize(
    ("language", "text", "forms"),
    [
        ("hi", "टोकनों, टोकनें, टोकनो", ["टोकनों", "टोकनें", "टोकनो"]),
        ("hi", "टोकनों", ["टोकनों"]),
        ("hi", ", ".join(f"टोकन{n}" for n in range(12)), [f"टोकन{n}" for n in range(12)]),
        ("hi", "टोकनों; टोकन, बहुवचन", ["टोकनों", "टोकन, बहुवचन"]),
        ("hi", "टोकनों\nटोकनें", ["टोकनों", "टोकनें"]),
        ("ja", "トークン列、字句", ["トークン列", "字句"]),
        ("zh_CN", "词元，令牌, token-zh", ["词元", "令牌", "token-zh"]),
        ("ar", "رمز، رموز", ["رمز", "رموز"]),
        ("ja", "、", []),
        ("ja", "", []),
    ],
)
def test_a_translation_has_as_many_forms_as_its_language_needs(
    project: Project, name: str, source: str, language: str, text: str, forms: list[str]
) -> None:
    english = ["tokens", "tokenised", "tokenisers"]
    with_forms(project, name, source, *english, *forms).translate("words", {LIST: text}, language)
    built = project.build(language=language)
    assert built.warnings == []
    (entry,) = the_domain(built.app.env).glossary.entries
    assert [form.source for form in entry.forms] == [*english, *([""] * len(forms))]
    assert [form.text for form in entry.forms] == [*english, *forms]
    assert len(built.page("use").cssselect("p a[href='words.html#token']")) == 3 + len(forms)


def test_a_form_that_is_the_same_in_both_languages_is_one(project: Project) -> None:
    with_forms(project, "words.rst", FORMS_RST).translate("words", {LIST: "tokenised, टोकनों"})
    (entry,) = the_domain(project.build(language="hi").app.env).glossary.entries
    assert [(form.text, form.translated) for form in entry.forms] == [
        ("tokens", False),
        ("tokenised", True),
        ("tokenisers", False),
        ("टोकनों", True),
    ]


def test_catalogues_with_a_message_for_each_form_are_read_until_the_list_is_translated(
    project: Project,
) -> None:
    old = {"tokens": "टोकनों, टोकनें", "tokenised": "टोकनीकृत"}
    with_forms(project, "words.rst", FORMS_RST).translate("words", old)

    def forms() -> list[str]:
        (entry,) = the_domain(project.build(language="hi").app.env).glossary.entries
        return [form.text for form in entry.forms if not form.source]

    assert forms() == ["टोकनों", "टोकनें", "टोकनीकृत"]
    project.translate("words", {**old, LIST: "टोकनो"})
    assert forms() == ["टोकनो"]


@FORMS
def test_a_list_of_forms_with_a_form_that_must_not_be_is_withheld(
    project: Project, name: str, source: str
) -> None:
    link = "`b <https://evil.example>`_" if name.endswith("rst") else "[b](https://evil.example)"
    with_forms(project, name, source).translate("words", {LIST: f"टोकनों, {link}"})
    built = project.build(language="hi")
    (warning,) = built.warnings
    assert "a site that the source text does not link to" in warning
    assert warning.startswith("locales/hi/LC_MESSAGES/words.po:")
    (entry,) = the_domain(built.app.env).glossary.entries
    assert [form.text for form in entry.forms] == ["tokens", "tokenised", "tokenisers"]
    assert the_domain(built.app.env).withheld == {"words": (LIST,)}
    # The other languages of the site do not have them either.
    (entry,) = the_domain(project.build().app.env).glossary.entries
    assert entry.other_languages == ()


def test_the_site_in_the_source_language_knows_the_forms_of_the_others(project: Project) -> None:
    with_forms(project, "words.rst", FORMS_RST)
    project.translate("words", {LIST: "टोकनों, टोकनें"}).translate(
        "words", {LIST: "トークン列、字句"}, "ja"
    )
    (entry,) = the_domain(project.build().app.env).glossary.entries
    assert [name.text for name in entry.other_languages] == ["टोकनों", "टोकनें", "トークン列", "字句"]


def test_plain_mentions_of_translated_forms_go_with_those_of_the_source(project: Project) -> None:
    with_forms(project, "words.rst", FORMS_RST).translate("words", {LIST: "टोकनों"})
    project.write("use.rst", ":orphan:\n\nTOPIC टोकनों के बारे में।\n")
    conf: dict[str, Any] = {"language": "hi", "glossterm_autolink": "all"}

    def linked() -> list[str]:
        return [text for text, _ in links(project.build(**conf).page("use"), "p a.glossterm-ref")]

    assert linked() == ["टोकनों"]
    for kept, expected in (("tokens", ["टोकनों"]), (LIST, []), ("", [])):
        option = f"   :no-autolink: {kept}".rstrip()
        project.write("words.rst", FORMS_RST.replace("   :forms", f"   {option.strip()}\n       :forms"))
        assert linked() == expected, kept


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
    names = list(document.findall(glossterm_name))
    assert [node.astext() for node in names] == MESSAGES[1:5]
    for node in names:
        assert node.rawsource == node.astext()
        assert Path(str(node.source)).name == "index.rst"
        assert node.line == 5


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("messages", [{}, {"Wave": "लहर", "A thing.": "एक चीज़।"}])
def test_sphinx_is_not_asked_about_what_it_would_write_to_its_log(
    project: Project, monkeypatch: pytest.MonkeyPatch, language: str, messages: dict[str, str]
) -> None:
    text = ".. term:: Wave\n   :aka: breaker\n   :forms: waves\n   :abbr: WV\n\n   A thing.\n"
    project.write("index.rst", f"Home\n====\n\n{text}\n   .. whymatters::\n\n      It matters.\n")
    if messages:
        project.translate("index", messages)
    refused: list[object] = []
    monkeypatch.setattr("sphinx.util.nodes.repr_domxml", refused.append)
    built = project.build(language=language)
    assert built.warnings == []
    assert refused == []
