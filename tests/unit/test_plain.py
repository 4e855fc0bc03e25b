"""Text that is recognised without a parser is what the parser would make plain text."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Final

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given, settings
from hypothesis import strategies as st
from support import HAS_MYST

from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.read.plain import is_plain


def environment(*extensions: str, **set_: bool) -> Any:
    config = SimpleNamespace(enable_extensions=set(extensions))
    return SimpleNamespace(myst_config=config, settings=set_)


PLAIN: Final = environment()


@pytest.mark.parametrize(
    "text",
    [
        "A plain text.",
        "सादा पाठ: एक, दो (तीन)।",
        "「用語」の説明、です。",
        "Was kostet das? 5%, sagt er!",
        "a - b",
    ],
)
def test_most_messages_need_no_parser(text: str) -> None:
    first = text if text[0].isalpha() else f"用{text}"
    assert is_plain(first, Markup.RST, PLAIN)
    assert is_plain(first, Markup.MYST, PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "a *b*", "a `b`", "a |b|", "a_", "a\\", "a [b]", "a <b>", "a::", "a https://b", "a@b", "a ![b]",
        "a\nb", " a", "a ", "1. a", "- a", "a. b", "iv) b", "", "a\u2028b", "a\u00a0b", "a {b}", "a $b$",
        "a &amp;", "a ~~b~~", "a\x0cb", "..", '"a"', "(a) b", ":a: b", "a=b", "a #b",
    ],
)  # fmt: skip
def test_what_may_mean_something_is_parsed(text: str) -> None:
    assert not is_plain(text, Markup.RST, PLAIN)


def test_what_the_project_gives_a_meaning_is_parsed() -> None:
    assert not is_plain("See PEP 8.", Markup.RST, environment(pep_references=True))
    assert not is_plain("A (c) b.", Markup.MYST, environment("replacements"))
    assert not is_plain("www.example.org", Markup.MYST, environment("linkify"))


# Signs that mean something somewhere, or nearly do, and words that might.
PIECES: Final = [
    *"abK1अक्।。“”„–—…·•",
    *" ,;()?!%/'\".-:",
    *"*_`|\\[]<>{}@#+=~^&$",
    "::", ": ", "--", "...", "..", "1. ", "a) ", "http", "www.a.org", "PEP 8", "\n", "\t", "\u00a0", "\u2028",
]  # fmt: skip
TEXTS: Final = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)


@given(TEXTS)
@settings(max_examples=1500)
def test_rst_makes_one_text_of_it(text: str) -> None:
    text = f"क{text}"
    if not is_plain(text, Markup.RST, PLAIN):
        return
    options = get_default_settings(Parser)
    options.report_level = 5
    document = new_document("", options)
    Parser().parse(text, document)
    [paragraph] = document.children
    assert isinstance(paragraph, nodes.paragraph)
    assert [(type(child), child.astext()) for child in paragraph.children] == [(nodes.Text, text)]


@pytest.mark.skipif(not HAS_MYST, reason="MyST-Parser is not installed")
@given(TEXTS)
@settings(max_examples=1500)
def test_markdown_makes_one_text_of_it(text: str) -> None:
    from myst_parser.config.main import MdParserConfig
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer
    from myst_parser.parsers.mdit import create_md_parser

    text = f"क{text}"
    if not is_plain(text, Markup.MYST, PLAIN):
        return
    extensions = {"amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"}
    extensions |= {
        "fieldlist",
        "html_admonition",
        "html_image",
        "strikethrough",
        "substitution",
        "tasklist",
    }
    markdown = create_md_parser(MdParserConfig(enable_extensions=extensions), DocutilsRenderer)
    document = new_document("")
    markdown.options["document"] = document
    markdown.render(text)
    [paragraph] = document.children
    assert isinstance(paragraph, nodes.paragraph)
    assert [(type(child), child.astext()) for child in paragraph.children] == [(nodes.Text, text)]
