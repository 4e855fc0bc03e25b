"""Auto-links: plain mentions of names become references where they should, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from support import Built, Project, links, needs_myst, texts

from sphinx_glossterm.resolve import autolinks
from sphinx_glossterm.resolve.domain import the_domain

EXTENSIONS: Final = ["colon_fence", "attrs_block", "dollarmath"]
TERMS: Final = """
    Terms
    =====

    A token before all entries.

    .. term:: Token
       :forms: tokens

       A token is a piece of text; see large language model.

       .. whymatters::

          Tokens cost money.

    .. term:: Large language model
       :abbr: LLM
       :aka: Language model

       Reads tokens. It is no token
       limit.

    .. term:: Token limit
       :id: limit

       How many tokens there may be, in a :ref:`model <other>`.

    .. term:: Information technology
       :abbr: IT

       Machines.
    """
PROSE: Final = r"""
    Token in a heading
    ==================

    .. _other:

    A token, *tokens* and a token limit; **token**\ ization, Token-based. IT is what it is.
    A language
    model (LLM, not llm) reads C:\\token and token.py. \*token\*

    - :term:`The limit <limit>` comes before the token limit.
    """
NOTES: Final = """
    # Notes

    A Large Language Model, एक टोकन, टोकनों में।

    {.no-autolink}
    A token here.

    :::{container} no-autolink
    - A token there.
    :::

    [token](https://example.org) and `token` and $token$ and token
    """
SKIPPED: Final = """
    Skipped
    =======

    :Token: ``token``

    `token <https://example.org>`__, `token`_, |token|, :math:`token`, `token`:t:, :guilabel:`Token`,
    :abbr:`LLM (token)`, :doc:`token <notes>`, [token]_, _`token`.

    .. |token| image:: token.png
       :alt: token

    .. [token] ``token``

    .. rubric:: Token

    .. figure:: token.png

       A token

    .. table:: Token

       ==  ==
       1   2
       ==  ==

    .. code-block:: text
       :caption: Token

       token

    .. math:: token

    .. index:: token

    .. A token.

    .. raw:: html

       <p>token</p>

    .. option:: --token

    .. py:function:: token(token)

    .. container:: no-autolink

       A token.

       .. note:: A token.

    .. rst-class:: no-autolink

    A token.

    token
       ``token``

    .. deepdive:: Token

       ``token``
    """


def project(folder: Path, **conf: object) -> Project:
    made = Project(folder / "source")
    made.conf |= {"myst_enable_extensions": EXTENSIONS, "glossterm_autolink": "all", **conf}
    made.write(
        "index.rst", "Home\n====\n\n.. toctree::\n\n   terms\n   prose\n   notes\n   skipped\n   plain\n"
    )
    made.write("terms.rst", TERMS).write("prose.rst", PROSE).write("notes.md", NOTES)
    made.write("skipped.rst", SKIPPED).write("plain.rst", "Plain\n=====\n\nNothing of that kind.\n")
    made.write("token.png", "")
    made.translate("terms", {"Token": "टोकन", "tokens": "टोकनों", "Token limit": "टोकन-सीमा"})
    return made.translate("prose", {"\\*token\\*": "x"})


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return project(tmp_path_factory.mktemp("autolink"))


@pytest.fixture(scope="module")
def english(source: Project) -> Built:
    return source.build()


@pytest.fixture(scope="module")
def hindi(source: Project) -> Built:
    return source.build(language="hi")


@pytest.fixture(scope="module")
def first(source: Project) -> Built:
    return source.build(out="first", glossterm_autolink="first", jobs=2)


def references(built: Built, page: str, within: str = "[role=main]") -> list[tuple[str, str]]:
    """The references in the text, by roles and by themselves: their words and anchors."""
    return [
        (" ".join(link.text_content().split()), str(link.get("href")).partition("#")[2])
        for link in built.page(page).cssselect(f"{within} a.glossterm-ref")
        if link.cssselect("span.glossterm-term, span.std-term")
    ]


MODEL: Final = "large-language-model"


def test_plain_mentions_become_references(english: Built) -> None:
    assert references(english, "prose") == [
        ("token", "token"),
        ("tokens", "token"),
        ("token limit", "limit"),
        ("Token", "token"),
        ("IT", "information-technology"),
        ("language model", MODEL),
        ("LLM", MODEL),
        ("token", "token"),
        ("token", "token"),
        ("The limit", "limit"),
        ("token limit", "limit"),
    ]
    reference = english.page("prose").cssselect("a.glossterm-ref")[0]
    assert reference.get("href") == "terms.html#token"
    assert "internal" in reference.classes
    assert reference.cssselect("span.glossterm-term")


def test_text_stays_what_it_was(english: Built, source: Project) -> None:
    plain = source.build(out="off", glossterm_autolink="off")
    for name in ("prose", "notes", "skipped"):
        assert texts(plain.page(name), "[role=main] p") == texts(english.page(name), "[role=main] p")
    assert len(references(plain, "prose")) == 1
    assert "C:\\token" in plain.page("prose").text_content()


def test_nothing_becomes_a_reference_where_it_should_not(english: Built) -> None:
    assert references(english, "skipped") == []


def test_markdown(english: Built) -> None:
    assert references(english, "notes") == [("Large Language Model", MODEL), ("token", "token")]


def test_an_entry_does_not_link_to_itself(english: Built) -> None:
    page = english.page("terms")
    assert links(page, "#token .glossterm-definition a, #token .glossterm-why a") == [
        ("large language model", f"#{MODEL}")
    ]
    assert references(english, "terms")[0] == ("token", "token")
    assert links(page, f"#{MODEL} .glossterm-definition a") == [
        ("tokens", "#token"),
        ("token limit", "#limit"),
    ]


def test_mentions_name_the_places(english: Built) -> None:
    page = english.page("terms")
    assert texts(page, "#limit .glossterm-mentions li") == ["Large language model", "Token in a heading"]
    assert texts(page, "#information-technology .glossterm-mentions li") == ["Token in a heading"]


def test_first_mention_in_each_document(first: Built) -> None:
    assert references(first, "prose") == [
        ("token", "token"),
        ("token limit", "limit"),
        ("IT", "information-technology"),
        ("language model", MODEL),
        ("The limit", "limit"),
    ]
    assert texts(first.page("terms"), "#limit .glossterm-mentions li") == [
        "Large language model",
        "Token in a heading",
    ]


def test_a_reference_of_the_author_counts_as_the_first(source: Project, tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst",
        """
        A
        =

        .. only:: latex

           A shell.

        A kernel and a shell. A kernel: :term:`kernel`, a shell.

        .. rubric:: The :term:`driver`

        A driver.

        .. term:: Kernel

           Not a shell.

        .. term:: Shell

           Around a kernel.

        .. term:: Driver

           For a kernel.
        """,
    )
    built = made.build(glossterm_autolink="first")
    # Text for other builders only is not a first mention in this one.
    assert references(built, "index")[:3] == [
        ("kernel", "kernel"),
        ("shell", "shell"),
        ("kernel", "kernel"),
    ]
    assert references(built, "index").count(("driver", "driver")) == 1


@pytest.mark.parametrize("mode", ["all", "first"])
def test_markdown_links_alone_in_their_paragraphs(tmp_path: Path, mode: str) -> None:
    """MyST resolves them between the two readings of a document."""
    made = Project(tmp_path / "source").write(
        "index.md",
        """
        # A

        [to an entry](#shell)

        - [to a heading](#kernel)

        A shell and a kernel and a driver.

        ## Kernel

        :::{term} Shell
        :forms: shells

        Around a kernel.
        :::

        :::{term} Core
        :aka: kernel

        Of it all.
        :::

        :::{term} Driver

        Of a driver.
        :::

        One driver.
        """,
    )
    built = made.build(glossterm_autolink=mode, myst_heading_anchors=2)
    assert built.warnings == []
    found = [("to an entry", "shell"), ("shell", "shell"), ("kernel", "core"), ("driver", "driver")]
    found += [("kernel", "core"), ("driver", "driver")]
    if mode == "first":
        found = [("to an entry", "shell"), ("kernel", "core"), ("driver", "driver")]
    assert references(built, "index") == found


def test_names_of_the_language_and_of_the_source(hindi: Built) -> None:
    assert references(hindi, "notes") == [
        ("Large Language Model", MODEL),
        ("टोकन", "token"),
        ("टोकनों", "token"),
        ("token", "token"),
    ]
    assert texts(hindi.page("terms"), "#token .glossterm-mentions li")[-1] == "Token in a heading"


def test_plain_text_is_just_the_words(source: Project) -> None:
    text = source.build("text").text("prose.txt")
    assert "A token, *tokens* and a token limit; **token**ization" in text


def test_documents_in_one(source: Project) -> None:
    page = source.build("singlehtml").page("index")
    addresses = [address for text, address in links(page, "a.glossterm-ref") if text == "language model"]
    assert addresses == [f"#{MODEL}"]


# ---- names that cannot be linked


def test_names_that_cannot_be_linked(tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst",
        """
        A
        =

        IT is a run of x, the shell.

        .. term:: Shell
           :aka: the, a, run, x
           :no-autolink: x

           About it.

        .. term:: Process
           :aka: run

           A thing.

        .. term:: Information technology
           :abbr: IT
           :no-autolink:

           Machines.

        .. term:: Window
           :no-autolink: windw

           A pane.
        """,
    )
    built = made.build(glossterm_autolink="all")
    assert references(built, "index") == [("shell", "shell")]
    common = "are not linked: it is a very common word. If you want that, write"
    assert built.warnings_of("autolink") == [
        f'index.rst:6: WARNING: Plain mentions of "the" {common} ":no-autolink: the", or choose another'
        " name. [glossterm.autolink]",
        f'index.rst:6: WARNING: Plain mentions of "a" {common} ":no-autolink: a", or choose another'
        " name. [glossterm.autolink]",
        'index.rst:6: WARNING: Plain mentions of "run" are not linked: it could mean "Shell (shell)" or'
        ' "Process (process)". If you want that, write ":no-autolink: run", or choose another name.'
        " [glossterm.autolink]",
    ]
    (option,) = built.warnings_of("option")
    assert option.startswith('index.rst:23: WARNING: ":no-autolink:" has "windw", which is not a name')
    assert 'Did you mean "Window"?' in option


@pytest.mark.parametrize(
    ("language", "words", "linked", "refused"),
    [
        ("de", "Die Not ist gross. Die die not.", ["Not", "not"], ["Die"]),
        ("en", "Die, not the die.", ["Die", "die"], ["Not"]),
        ("zh_CN", "Die, not the die.", ["Die", "not", "die"], []),
        ("ko", "Die, not the die.", ["Die", "not", "die"], []),
    ],
)
def test_stop_words_are_those_of_the_language(
    tmp_path: Path, language: str, words: str, linked: list[str], refused: list[str]
) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst", f"A\n=\n\n{words}\n\n.. term:: Die\n\n   A chip.\n\n.. term:: Not\n\n   Gates.\n"
    )
    built = made.build(glossterm_autolink="all", language=language, glossterm_source_language=language)
    assert [text for text, _anchor in references(built, "index")] == linked
    assert [warning.split('"')[1] for warning in built.warnings_of("autolink")] == refused


def test_stop_words_of_all_languages_of_the_site(tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write("index.rst", "A\n=\n\nDie, not the die.\n\n.. term:: Die\n\n   A chip.\n")
    assert len(references(made.build(glossterm_autolink="all"), "index")) == 2
    # The text is searched again when a language is added.
    built = made.build(glossterm_autolink="all", glossterm_languages={"en": "English", "de": "Deutsch"})
    assert references(built, "index") == []


def test_longer_names_that_are_kept_out_keep_their_words(tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst",
        """
        A
        =

        An open source, a closed source, a source.

        .. term:: Source

           Of all.

        .. term:: Open source
           :no-autolink:

           For all.

        .. term:: Freedom
           :aka: closed source

           For some.

        .. term:: Prison
           :aka: closed source

           For others.
        """,
    )
    for mode in ("all", "first"):
        assert references(made.build(glossterm_autolink=mode, out=mode), "index") == [
            ("source", "source")
        ]


def test_sharp_s_makes_two_entries(tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst",
        """
        A
        =

        Masse, Maße, STRASSE; :term:`STRASSE`, :term:`maße`, :term:`Strasse`.

        .. term:: Masse

           Schwer.

        .. term:: Maße
           :no-autolink: Masse

           Lang.

        .. term:: Straße

           Weit.
        """,
    )
    built = made.build(glossterm_autolink="all", language="de")
    assert references(built, "index") == [
        ("Masse", "masse"),
        ("Maße", "maße"),
        ("STRASSE", "straße"),
        ("STRASSE", "straße"),
        ("maße", "maße"),
    ]
    option, unknown = built.warnings
    assert '":no-autolink:" has "Masse", which is not a name of this entry' in option
    assert 'There is no term "Strasse".' in unknown


# ---- pieces of text


@needs_myst
@pytest.mark.parametrize("mode", ["all", "first"])
def test_names_that_are_wrapped_in_markdown(tmp_path: Path, mode: str) -> None:
    made = Project(tmp_path / "source").write(
        "index.md",
        """
        # A

        Before, batch
        size and token behind
        it; *batch
        size* and batch
        *size*.

        :::{term} Batch size
        So many.
        :::

        :::{term} Token
        So few.
        :::
        """,
    )
    built = made.build(glossterm_autolink=mode)
    found = [("batch size", "batch-size"), ("token", "token"), ("batch size", "batch-size")]
    assert references(built, "index") == (found if mode == "all" else found[:2])
    plain = made.build(out="off", glossterm_autolink="off")
    assert texts(plain.page("index"), "[role=main] p") == texts(built.page("index"), "[role=main] p")


def test_names_beside_marks_of_notes(tmp_path: Path) -> None:
    made = Project(tmp_path / "source").write(
        "index.rst",
        r"""
        A
        =

        A token\ [#]_ and a token\ [Cit]_, a :math:`x`\ token.

        .. [#] A note.

        .. [Cit] A book.

        .. term:: Token

           So few.
        """,
    )
    assert references(made.build(glossterm_autolink="all"), "index") == [("token", "token")] * 2


def test_particles_and_text_without_spaces(tmp_path: Path) -> None:
    made = Project(tmp_path / "source").write(
        "index.rst",
        """
        A
        =

        한국어는 大语言模型是 APIओं हिंदी

        .. term:: 한국어

           A.

        .. term:: 语言模型

           B.

        .. term:: 模型

           C.

        .. term:: API

           D.

        .. term:: हिन्दी

           E.
        """,
    )
    built = made.build(glossterm_autolink="all")
    assert [text for text, _anchor in references(built, "index")] == [
        "한국어",
        "语言模型",
        "API",
        "हिंदी",
    ]


# ---- later builds


def test_only_pages_that_show_a_change_are_written(tmp_path: Path) -> None:
    made = project(tmp_path)
    assert made.build().written == {"index", "terms", "prose", "notes", "skipped", "plain"}
    assert made.build().written == set()
    made.write("plain.rst", "Plain\n=====\n\nA kind of text.\n")
    assert made.build().written == {"plain", "index"}  # Sphinx writes what has it in a toctree, too
    # A new name, in a document of its own, is mentioned in two others.
    made.write("new.rst", ":orphan:\n\n.. term:: Money\n   :forms: kind\n\n   About nothing.\n")
    built = made.build()
    assert built.written == {"new", "plain", "terms", "index"}  # the latter is its neighbour, too
    assert texts(built.page("new"), ".glossterm-mentions li") == ["Plain", "Token"]
    assert references(built, "plain") == [("kind", "money")]
    # A longer name takes the place of a shorter one.
    made.write("new.rst", ":orphan:\n\n.. term:: Money\n   :forms: kind of text\n\n   About nothing.\n")
    assert made.build().written == {"new", "plain", "index"}
    made.remove("new.rst")
    built = made.build()
    assert built.written == {"plain", "terms", "index"}
    assert references(built, "plain") == []


def test_what_is_off_costs_nothing(source: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(autolinks, "Matcher", None)  # a call would fail
    domain = the_domain(source.build(out="off", glossterm_autolink="off").app.env)
    assert domain.references
    assert not domain.running_text
    assert not domain.plain_mentions


# ---- Sphinx's own glossaries


def test_entries_of_builtin_glossaries(tmp_path: Path) -> None:
    made = Project(tmp_path / "source")
    made.write(
        "index.rst",
        """
        A
        =

        A kernel and a core in a shell.

        .. glossary::

           kernel
           core
              The kernel of the shell.

           shell
           of
              Around the core.
        """,
    )
    built = made.build(glossterm_autolink="all")
    assert references(built, "index") == [
        ("kernel", "term-kernel"),
        ("core", "term-core"),
        ("shell", "term-shell"),
        ("shell", "term-shell"),
        ("core", "term-core"),
    ]
    (warning,) = built.warnings
    assert 'Plain mentions of "of" are not linked' in warning
    assert "Write an entry for it" in warning
    assert warning.startswith("index.rst:12: WARNING")  # the item
