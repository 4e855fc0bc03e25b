"""Short definitions outside the document they were written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from sphinx_glossterm.doctree.frozen import freeze, references_in, thaw_in_text
from sphinx_glossterm.resolve.cards import words_of
from sphinx_glossterm.resolve.views import DefinitionView

if TYPE_CHECKING:
    from sphinx.config import Config


def paragraph(*children: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


def text(words: str) -> nodes.Text:
    return nodes.Text(words)


def emphasis(words: str = "much") -> nodes.emphasis:
    return nodes.emphasis("", words)


def xref(kind: str, target: str, shown: str = "shown", domain: str = "std") -> addnodes.pending_xref:
    mark = nodes.inline("", shown, classes=["xref", domain])
    return addnodes.pending_xref(
        "", mark, refdomain=domain, reftype=kind, reftarget=target, refdoc="terms/a", refwarn=True
    )


def shape(found: list[nodes.Node]) -> str:
    return nodes.inline("", "", *found).pformat()


def restored(source: nodes.Element, *, refdoc: str = "", docname: str = "terms/a") -> list[nodes.Node]:
    words, markup = freeze(source, docname)
    if refdoc:
        return list(thaw_in_text(markup, words, refdoc).children)
    references = (None,) * len(references_in(markup))
    view = DefinitionView(None, words, markup, is_source=False, references=references)
    return words_of(view, cast("Config", None))


def only(kind: type[nodes.Element], found: list[nodes.Node]) -> nodes.Element:
    (node,) = (node for node in found if isinstance(node, kind))
    return node


# ---- freeze


def test_plain_text_needs_no_markup() -> None:
    source = paragraph(text("A piece\n of "), text("text."))
    assert freeze(source, "a") == ("A piece of text.", b"")
    assert restored(source) == [text("A piece of text.")]


def test_the_plain_text_is_that_of_what_is_shown() -> None:
    source = paragraph(
        text("So "), emphasis(), nodes.footnote_reference("", "1"), xref("term", "x", " it")
    )
    assert freeze(source, "a")[0] == "So much it"


def test_a_note_alone_leaves_plain_text() -> None:
    source = paragraph(text("A piece"), nodes.footnote_reference("", "1"), text(" of text."))
    assert freeze(source, "a") == ("A piece of text.", b"")


def test_inline_markup_comes_back() -> None:
    source = paragraph(text("So "), emphasis(), nodes.literal("", "x"), nodes.math("", "y"))
    assert shape(restored(source)) == shape(source.children)


def test_the_paragraph_itself_is_not_changed() -> None:
    source = paragraph(
        xref("doc", "b"),
        nodes.image(alt="logo", uri="x.png"),
        nodes.emphasis("", "much", ids=["much"], names=["much"]),
    )
    before = source.pformat()
    freeze(source, "terms/a")
    assert source.pformat() == before


@pytest.mark.parametrize(
    "dropped",
    [
        nodes.footnote_reference("", "1"),
        nodes.citation_reference("", "X"),
        nodes.raw("", "<b>", format="html"),
        nodes.system_message("", nodes.paragraph("", "wrong")),
        addnodes.index(entries=[]),
    ],
    ids=lambda node: type(node).__name__,
)
def test_what_means_nothing_elsewhere_is_left_out(dropped: nodes.Element) -> None:
    inner = nodes.strong("", "", text("very"), dropped.deepcopy())
    source = paragraph(text("So "), dropped, emphasis(), inner)
    expected = [text("So "), emphasis(), nodes.strong("", "very")]
    assert shape(restored(source)) == shape(expected)


@pytest.mark.parametrize(
    "wrapped",
    [
        nodes.target("", "very", ids=["here"], names=["here"]),
        nodes.problematic("", "very", ids=["problem"]),
        nodes.reference("", "very", refid="here"),
        nodes.reference("", "very", refuri="#here"),
    ],
    ids=lambda node: type(node).__name__,
)
def test_of_what_leads_nowhere_else_the_words_stay(wrapped: nodes.Element) -> None:
    found = restored(paragraph(wrapped, emphasis()), refdoc="index")
    assert shape(found) == shape([text("very"), emphasis()])


def test_images_become_their_text() -> None:
    source = paragraph(emphasis(), nodes.image(alt="logo", uri="x.png"), nodes.image(uri="y.png"))
    assert shape(restored(source)) == shape([emphasis(), text("logo"), text("")])


def test_ids_and_places_are_left_out() -> None:
    inner = nodes.emphasis("", "much", ids=["much"], names=["much"])
    inner.source, inner.line = "a.rst", 3
    (found,) = restored(paragraph(inner))
    assert isinstance(found, nodes.emphasis)
    assert (found["ids"], found["names"], found.source, found.line) == ([], [], None, None)


def test_the_document_is_not_frozen_with_it() -> None:
    document = new_document("a.rst")
    source = paragraph()
    document += [paragraph(text("Elsewhere")), source]
    source += [text("So "), emphasis()]
    assert source[1].document is document
    _, markup = freeze(source, "a")
    assert b"much" in markup
    assert b"Elsewhere" not in markup


@pytest.mark.parametrize(
    ("target", "absolute"), [("b", "/terms/b"), ("../b", "/b"), ("/guide/b", "/guide/b")]
)
def test_references_to_documents_become_absolute(target: str, absolute: str) -> None:
    found = restored(paragraph(xref("doc", target)), refdoc="index")
    assert only(addnodes.pending_xref, found)["reftarget"] == absolute


# ---- thaw


@pytest.mark.parametrize("kind", ["term", "termdef", "termboth", "termabbr", "ref", "numref", "any"])
def test_references_stay_where_there_is_a_document_to_stand_in(kind: str) -> None:
    node = only(addnodes.pending_xref, restored(paragraph(xref(kind, "token")), refdoc="index"))
    assert (node["reftarget"], node["refdoc"], node["refwarn"]) == ("token", "index", False)
    assert node.astext() == "shown"


def test_references_that_depend_on_their_place_become_words() -> None:
    found = restored(paragraph(xref("class", "Token", domain="py"), emphasis()), refdoc="index")
    assert shape(found) == shape([text("shown"), emphasis()])


@pytest.mark.parametrize("kind", ["term", "doc"])
def test_without_a_document_references_become_words(kind: str) -> None:
    source = paragraph(text("So "), xref(kind, "token"), emphasis())
    assert shape(restored(source)) == shape([text("So "), text("shown"), emphasis()])


def test_web_links_stay_only_where_there_is_a_document_to_stand_in() -> None:
    link = nodes.reference("", "site", refuri="https://example.org")
    assert shape(restored(paragraph(link), refdoc="index")) == shape([link])
    assert shape(restored(paragraph(link))) == shape([text("site")])


def test_references_are_found_in_order() -> None:
    _words, markup = freeze(paragraph(xref("term", "token"), emphasis(), xref("ref", "x")), "a")
    assert [node["reftarget"] for node in references_in(markup)] == ["token", "x"]


def test_each_thawing_gives_nodes_of_its_own() -> None:
    words, markup = freeze(paragraph(xref("term", "token")), "a")
    first, second = (thaw_in_text(markup, words, refdoc) for refdoc in "xy")
    assert only(addnodes.pending_xref, first.children)["refdoc"] == "x"
    assert only(addnodes.pending_xref, second.children)["refdoc"] == "y"
