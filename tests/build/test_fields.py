"""What belongs to an entry beside its names and texts: what termbases hold."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from docutils import nodes
from support import Project, classes, links, texts

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.entry import PartOfSpeech, Remark

RST = """
    Words
    =====

    .. term:: Token
       :abbr: TK
       :forms: tokens
       :avoid: tok, *lexical* piece
       :pos: noun
       :keep:
       :source: `The book <https://example.org/book>`__, *page* 2
       :note: Of *text*
         only; see :term:`model`.

       A piece.

       .. whymatters::

          Because.

    .. term:: Model

       A thing.
    """
MYST = """
    # Words

    ::::{term} Token
    ---
    abbr: TK
    forms: tokens
    avoid: tok, *lexical* piece
    pos: noun
    keep:
    source: "[The book](https://example.org/book), *page* 2"
    note: |
      Of *text*
      only; see {term}`model`.
    ---
    A piece.

    :::{whymatters}
    Because.
    :::
    ::::

    :::{term} Model
    A thing.
    :::
    """
BOTH = pytest.mark.parametrize(("name", "source"), [("words.rst", RST), ("words.md", MYST)])
EACH = pytest.mark.parametrize(
    ("name", "source"),
    [("words.rst", RST), pytest.param("words.md", MYST, marks=pytest.mark.long)],
)
AVOID = "tok, *lexical* piece"


def written(name: str, rst: str) -> str:
    """A message of one inline role or link, in the markup of the file."""
    if name.endswith(".rst"):
        return rst
    link = rst.replace("`The book <https://example.org/book>`__", "[The book](https://example.org/book)")
    return link.replace(":term:", "{term}")


def messages(name: str) -> tuple[str, str]:
    return (
        written(name, "`The book <https://example.org/book>`__, *page* 2"),
        written(name, "Of *text* only; see :term:`model`."),
    )


@pytest.fixture
def words(project: Project, name: str, source: str) -> Project:
    project.conf |= {"root_doc": "words"}
    return project.write(name, source)


# ---- in the source language


@BOTH
def test_an_entry_shows_its_fields_in_small_print(words: Project) -> None:
    built = words.build()
    assert built.warnings == []
    page = built.page("words")
    [section] = page.cssselect("section#token")
    assert classes(section)[:5] == [
        "h2",
        "glossterm-pos",
        "glossterm-definition",
        "glossterm-origin",
        "glossterm-note",
    ]
    assert classes(section)[5] == "glossterm-why"
    fine = ["noun", "Source: The book, page 2", "Usage note: Of text only; see model."]
    assert texts(section, "p.glossterm-fine") == fine
    assert texts(section, ".glossterm-label")[:2] == ["Source:", "Usage note:"]
    assert texts(section, ".glossterm-fine em") == ["page", "text"]
    assert links(section, ".glossterm-fine a") == [
        ("The book", "https://example.org/book"),
        ("model", "#model"),
    ]
    assert "tok" not in section.text_content().replace("token", "")
    assert texts(page, "#model-mentions li") == ["Token"]


@EACH
def test_names_to_avoid_are_shown_where_they_are_asked_for(words: Project) -> None:
    page = words.build(glossterm_show_avoided=True).page("words")
    assert texts(page, ".glossterm-avoid") == ["Do not use: tok, lexical piece"]
    assert texts(page, ".glossterm-avoid em") == ["lexical"]


@EACH
def test_fields_are_known_of_the_entry(words: Project) -> None:
    entries = the_domain(words.build("dummy").app.env).glossary.entries
    token, model = entries
    assert [name.text for name in token.avoided] == ["tok", "lexical piece"]
    assert (token.pos, token.keep) == (PartOfSpeech.NOUN, True)
    assert token.origin == Remark("The book, page 2", ("https://example.org/book",), True)
    assert token.note == Remark("Of text only; see model.", (), True)
    assert (model.pos, model.keep, model.origin, model.note, model.avoided) == (
        *(None, False, None, None),
        (),
    )


@BOTH
def test_each_text_is_one_message(words: Project, name: str) -> None:
    assert words.build("gettext").messages("words") == [
        *("Words", "Token", "TK", "tokens", AVOID, "A piece."),
        *messages(name),
        *("Because.", "Model", "A thing."),
    ]


@EACH
def test_messages_stand_where_the_entry_does(words: Project, name: str, source: str) -> None:
    line = (
        source.strip().splitlines().index(next(each for each in source.splitlines() if "Token" in each))
    )
    catalogue = read_po(words.build("gettext").text("words.pot").splitlines())
    places = {str(message.id): [line for _file, line in message.locations] for message in catalogue}
    assert {tuple(places[each]) for each in (AVOID, *messages(name))} == {(line + 1,)}


@pytest.mark.parametrize(
    ("builder", "file"), [("text", "words.txt"), ("latex", "words.tex"), ("texinfo", "words.texi")]
)
def test_every_builder_shows_them(project: Project, builder: str, file: str) -> None:
    project.conf |= {"root_doc": "words", "project": "words"}
    built = project.write("words.rst", RST).build(builder)
    assert built.warnings == []
    text = built.text(file)
    for shown in ("noun", "Source:", "The book", "Usage note:"):
        assert shown in text


def test_a_plain_mention_in_a_source_is_no_link(project: Project) -> None:
    """Titles of others are theirs; a note is text as any other."""
    project.write(
        "index.rst",
        """
        Home
        ====

        .. term:: Token
           :source: Model of it
           :note: As a model.

           A piece.

        .. term:: Model

           A thing.
        """,
    )
    page = project.build(glossterm_autolink="all").page("index")
    assert links(page, ".glossterm-fine a") == [("model", "#model")]
    assert texts(page, ".glossterm-note a") == ["model"]


@pytest.mark.parametrize(
    ("option", "warning"),
    [
        (
            ":pos: gerund",
            '":pos:" cannot be "gerund": it takes "noun", "verb", "adjective", "adverb", "properNoun" or'
            ' "other". It is ignored.',
        ),
        (":pos:", '":pos:" needs a value; it is ignored.'),
        (":source:", '":source:" needs a value; it is ignored.'),
        (":note:", '":note:" needs a value; it is ignored.'),
        (":avoid:", '":avoid:" needs a value; it is ignored.'),
        (":keep: yes", '":keep:" takes no value; "yes" is ignored.'),
        (
            ":avoid: Token, word",
            '":avoid:" has "Token", which is also a name of this entry; it is ignored. Remove one'
            " of the two.",
        ),
    ],
)
def test_a_value_that_cannot_be(project: Project, option: str, warning: str) -> None:
    built = project.write("index.rst", f".. term:: Token\n   {option}\n\n   A piece.\n").build()
    [said] = built.warnings_of("option")
    assert warning in said
    page = built.page("index")
    assert texts(page, ".glossterm-definition") == ["A piece."]
    assert page.cssselect(".glossterm-fine") == []


def test_other_words_have_no_name(project: Project) -> None:
    project.write("index.rst", ".. term:: Hello\n   :pos: other\n\n   A greeting.\n")
    built = project.build()
    assert built.warnings == []
    assert built.page("index").cssselect(".glossterm-pos") == []


def test_broken_markup_is_told_and_shown(project: Project) -> None:
    project.write("index.rst", ".. term:: Token\n   :note: Of *text\n\n   A piece.\n")
    built = project.build()
    assert "Inline emphasis start-string without end-string" in " ".join(built.warnings)
    assert texts(built.page("index"), ".glossterm-note") == ["Usage note: Of *text"]


def test_a_pointer_to_another_entry_has_fields_too(project: Project) -> None:
    project.write("index.rst", ".. term:: A\n   :see: B\n   :note: Old.\n\n.. term:: B\n\n   A thing.\n")
    built = project.build()
    assert built.warnings == []
    assert texts(built.page("index"), "#a .glossterm-note") == ["Usage note: Old."]


def test_an_entry_that_is_a_block_has_fields_too(project: Project) -> None:
    project.write(
        "index.rst", "Home\n====\n\n* .. term:: A\n     :note: Old.\n     :pos: verb\n\n     It.\n"
    )
    built = project.build()
    assert texts(built.page("index"), ".glossterm-fine") == ["verb", "Usage note: Old."]


# ---- incremental


@EACH
def test_a_changed_note_is_shown(words: Project, name: str, source: str) -> None:
    words.write("other.rst", ":orphan:\n\nOther\n=====\n\nNothing.\n").build()
    words.write(name, source.replace("only; see", "alone; see"))
    built = words.build()
    assert built.written == {"words"}
    assert texts(built.page("words"), ".glossterm-note") == ["Usage note: Of text alone; see model."]


def test_a_setting_that_shows_more_rewrites_pages(project: Project) -> None:
    project.write("index.rst", ".. term:: Token\n   :avoid: tok\n\n   A piece.\n").build()
    page = project.build(glossterm_show_avoided=True).page("index")
    assert texts(page, ".glossterm-avoid") == ["Do not use: tok"]


def test_a_renamed_entry_is_shown_in_a_note(project: Project) -> None:
    project.write(
        "index.rst", "Home\n====\n\n.. term:: Token\n   :note: See :term:`m`.\n\n   A piece.\n"
    )
    project.write("m.rst", ":orphan:\n\n.. term:: Model\n   :id: m\n\n   A thing.\n")
    built = project.build()
    assert links(built.page("index"), ".glossterm-note a") == [("m", "m.html#m")]
    project.write("m.rst", ":orphan:\n\n.. term:: Model\n   :id: model\n   :aka: m\n\n   A thing.\n")
    assert links(project.build().page("index"), ".glossterm-note a") == [("m", "m.html#model")]


# ---- translated


def hindi(name: str) -> dict[str, str]:
    origin, note = messages(name)
    return {
        "Token": "टोकन",
        AVOID: "टुकड़ा, tok, टुकड़े",
        origin: origin.replace("The book", "किताब").replace("page", "पृष्ठ"),
        note: note.replace("Of", "केवल").replace("only; see ", ""),
    }


@BOTH
def test_a_translation_has_its_own(words: Project, name: str) -> None:
    words.translate("words", hindi(name))
    built = words.build(language="hi", glossterm_show_avoided=True)
    assert built.warnings == []
    page = built.page("words")
    assert texts(page, ".glossterm-avoid span:not(.glossterm-label)") == ["tok", "टुकड़ा", "टुकड़े"]
    assert texts(page, ".glossterm-origin > span:not(.glossterm-label)") == ["किताब, पृष्ठ 2"]
    assert links(page, ".glossterm-origin a") == [("किताब", "https://example.org/book")]
    assert texts(page, ".glossterm-note em") == ["text"]
    assert page.cssselect("p.glossterm-origin[lang], p.glossterm-note[lang]") == []
    token = the_domain(built.app.env).glossary.entries[0]
    assert [(each.source, each.text) for each in token.avoided_in(is_source=False)] == [
        ("tok", "tok"),
        ("", "टुकड़ा"),
        ("", "टुकड़े"),
    ]
    assert token.origin == Remark("किताब, पृष्ठ 2", ("https://example.org/book",), True)


@EACH
def test_what_is_not_translated_says_so(words: Project) -> None:
    words.translate("words", {"Token": "टोकन"})
    built = words.build(language="hi", glossterm_show_avoided=True)
    page = built.page("words")
    assert texts(page, ".glossterm-origin > [lang=en]:last-child") == ["The book, page 2"]
    assert texts(page, ".glossterm-note > [lang=en]:last-child") == ["Of text only; see model."]
    # Which English names to avoid says nothing of Hindi ones.
    assert page.cssselect(".glossterm-avoid") == []
    token = the_domain(built.app.env).glossary.entries[0]
    assert token.origin is not None
    assert not token.origin.translated


@EACH
def test_a_dangerous_translation_is_not_shown(words: Project, name: str) -> None:
    origin, note = messages(name)
    bad = written(name, "`The book <https://example.org/book>`__").replace("example", "elsewhere")
    words.translate("words", {origin: bad, note: f"{note} |nobody|"})
    built = words.build(language="hi")
    warnings = built.warnings_of("translation")
    assert any("leads to a site that the source text does not link to" in each for each in warnings)
    assert links(built.page("words"), ".glossterm-origin a") == [
        ("The book", "https://example.org/book")
    ]


def test_doctrees_hold_standard_nodes(project: Project) -> None:
    document = project.write("index.rst", RST).build("dummy").doctree("index")
    found = [node for node in document.findall(nodes.paragraph) if type(node) is not nodes.paragraph]
    assert {node.tagname for node in found} == {"paragraph"}
    assert {type(node).__name__ for node in found} == {
        *("glossterm_name", "glossterm_list", "glossterm_origin", "glossterm_note"),
    }
