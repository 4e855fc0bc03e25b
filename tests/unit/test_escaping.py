"""Plain text as source text: both parsers read it back as it was."""

from __future__ import annotations

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given, settings
from hypothesis import strategies as st
from support import needs_myst

from sphinx_glossterm.migration.escaping import escape, escape_paragraph
from sphinx_glossterm.migration.revising import Revision, revised
from sphinx_glossterm.read.markup import Markup

TEXTS = st.one_of(
    st.text("ab1A *_`|\\[]<>{}()#$&~^!:;.,-+=%@/'\"éन", min_size=1, max_size=24),
    st.lists(
        st.sampled_from(
            [
                "1.",
                "(a)",
                "a)",
                "- ",
                "..",
                "::",
                ":x: ",
                "x_",
                "__",
                "`r`",
                "http://e.org",
                "a@b.c",
                ">>> ",
                "|x|",
                "[1]_",
                "==== ",
                "#",
                "{{x}}",
                "&amp;",
                "$x$",
                "<b>",
                "![a](b)",
                "***",
                "--- ",
                ":::",
                "```",
                "%",
                "+++",
                "| a",
                "\\",
                " ",
            ]
        ),
        min_size=1,
        max_size=5,
    ).map("".join),
).map(lambda text: " ".join(text.split()))


def rst(text: str) -> list[nodes.Node]:
    settings = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False}
    return list(publish_doctree(text, settings_overrides=settings).children)


def myst(text: str) -> list[nodes.Node]:
    from myst_parser.config.main import MdParserConfig
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from myst_parser.parsers.mdit import create_md_parser

    extensions = {
        "dollarmath",
        "amsmath",
        "colon_fence",
        "deflist",
        "strikethrough",
        "tasklist",
        "fieldlist",
    }
    extensions |= {"attrs_inline", "attrs_block", "html_image", "html_admonition"}
    parser = create_md_parser(MdParserConfig(enable_extensions=extensions), DocutilsRenderer)
    from docutils.frontend import get_default_settings
    from docutils.parsers.rst import Parser
    from docutils.utils import new_document

    found = get_default_settings(Parser())
    found.report_level = 5
    document = new_document("", found)
    parser.options["document"] = document
    parser.render(text)
    return list(document.children)


READERS = {Markup.RST: rst, Markup.MYST: myst}
BOTH = [Markup.RST, pytest.param(Markup.MYST, marks=needs_myst)]


@pytest.mark.parametrize("markup", BOTH)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS.filter(bool))
def test_a_paragraph_is_read_as_it_was(markup: Markup, text: str) -> None:
    found = READERS[markup](escape_paragraph(text, markup))
    assert [type(node) for node in found] == [nodes.paragraph]
    assert found[0].astext() == text
    assert {type(child) for child in found[0].children} == {nodes.Text}


@pytest.mark.parametrize("markup", BOTH)
@settings(max_examples=60, deadline=None)
@given(text=TEXTS.filter(bool))
def test_a_name_is_read_as_it_was(markup: Markup, text: str) -> None:
    [found] = READERS[markup](f"Word {escape(text, markup)} word")
    assert found.astext() == f"Word {text} word"


RST = [
    ".. term:: Leaf\n",
    "   :id: leaf\n",
    "   :aka: A,\n",
    "     B\n",
    "\n",
    "   It is\n",
    "   green.\n",
    "\n",
    "   More.\n",
]
MYST = [":::{term} Leaf\n", ":id: leaf\n", "\n", "It is\n", "green.\n", ":::\n"]


def test_an_entry_is_revised_where_it_stands() -> None:
    revision = Revision("Blade", {"aka": "C", "pos": "noun"}, "It is green.", "It is \\*dry\\*.")
    assert "".join(revised(RST, Markup.RST, revision, indent=3) or ()) == (
        ".. term:: Blade\n   :id: leaf\n   :aka: C\n   :pos: noun\n\n   It is \\*dry\\*.\n\n   More.\n"
    )
    assert "".join(revised(MYST, Markup.MYST, revision, indent=3) or ()) == (
        ":::{term} Blade\n:id: leaf\n:aka: C\n:pos: noun\n\nIt is \\*dry\\*.\n:::\n"
    )


def test_an_entry_that_says_something_else_is_not_revised() -> None:
    assert revised(RST, Markup.RST, Revision("", {}, "It is blue.", "Red."), indent=3) is None
    assert revised(["text\n"], Markup.RST, Revision("x"), indent=3) is None


@pytest.mark.parametrize(
    ("lines", "markup", "text"),
    [
        ([".. term:: Leaf\n"], Markup.RST, ".. term:: Leaf\n   :pos: noun\n\n   New.\n"),
        (
            [".. term:: Leaf\n", "\n", "   It.\n"],
            Markup.RST,
            ".. term:: Leaf\n   :pos: noun\n\n   New.\n",
        ),
        ([":::{term} Leaf\n", ":::\n"], Markup.MYST, ":::{term} Leaf\n:pos: noun\n\nNew.\n:::\n"),
        (
            [":::{term} Leaf\n", "It.\n", ":::\n"],
            Markup.MYST,
            ":::{term} Leaf\n:pos: noun\n\nNew.\n:::\n",
        ),
    ],
)
def test_options_and_definitions_that_are_missing_are_added(
    lines: list[str], markup: Markup, text: str
) -> None:
    before = "It." if any("It." in line for line in lines) else ""
    found = revised(lines, markup, Revision("", {"pos": "noun"}, before, "New."), indent=3)
    assert "".join(found or ()) == text
