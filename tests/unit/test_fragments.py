"""Short definitions outside the document they were written in."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from sphinx_glossterm.doctree.frozen import PLACE, freeze, references_in, text_of, thaw
from sphinx_glossterm.resolve.cards import in_text, plain_reference, words_of
from sphinx_glossterm.resolve.views import DefinitionView, PlaceView

if TYPE_CHECKING:
    from sphinx.builders import Builder

BUILDER = cast("Builder", SimpleNamespace(format="text", name="text", config=None))


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


def thawed(source: nodes.Element, *, docname: str = "terms/a") -> list[nodes.Node]:
    words, markup = freeze(source, docname)
    return list(thaw(markup, words).children)


def restored(source: nodes.Element) -> list[nodes.Node]:
    """A short definition in a card: its links are words."""
    words, markup = freeze(source, "terms/a")
    references = (None,) * len(references_in(markup))
    view = DefinitionView(None, words, markup, is_source=False, references=references)
    return words_of(view, BUILDER, "index")


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
        xref("empty", "x", "x", domain="cite"),
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


@pytest.mark.parametrize(("kind", "domain"), [("ref", "citation"), ("p", "cite"), ("t", "cite")])
def test_citations_stay(kind: str, domain: str) -> None:
    source = paragraph(text("So "), xref(kind, "x", "[X]", domain=domain))
    assert freeze(source, "a")[0] == "So [X]"
    node = only(addnodes.pending_xref, thawed(source))
    assert (node["refdomain"], node["reftarget"]) == (domain, "x")


@pytest.mark.parametrize(
    "wrapped",
    [
        nodes.target("", "very", ids=["here"], names=["here"]),
        nodes.problematic("", "very", ids=["problem"]),
        nodes.reference("", "very", refname="nowhere"),
    ],
    ids=lambda node: type(node).__name__,
)
def test_of_what_leads_nowhere_the_words_stay(wrapped: nodes.Element) -> None:
    found = thawed(paragraph(wrapped, emphasis()))
    assert shape(found) == shape([text("very"), emphasis()])


@pytest.mark.parametrize("link", [{"refid": "here"}, {"refuri": "#here"}], ids=str)
def test_links_of_the_page_become_references(link: dict[str, str]) -> None:
    source = paragraph(nodes.reference("", "", text("very "), emphasis(), **link))
    node = only(addnodes.pending_xref, thawed(source))
    assert (node["reftype"], node["reftarget"], node["refexplicit"]) == (PLACE, "here", True)
    assert shape(restored(source)) == shape([text("very "), emphasis()])


def test_markdown_links_without_words_have_those_of_their_target() -> None:
    link = nodes.reference("", "", refuri="#here", id_link=True)
    node = only(addnodes.pending_xref, thawed(paragraph(link)))
    assert (node["reftype"], node["refexplicit"], node.astext()) == ("myst", False, "here")


@pytest.mark.parametrize(
    "note",
    [
        nodes.footnote_reference("", "1"),
        xref("empty", "x", "x", domain="cite"),
    ],
    ids=lambda node: type(node).__name__,
)
@pytest.mark.parametrize(
    ("before", "behind", "expected"),
    [
        ("A ", ", b", "A, b"),
        ("A\n", " b", "A b"),
        ("A", " b", "A b"),
        ("A ", "", "A"),
        ("", " b", "b"),
        ("A ", "b", "A b"),
    ],
)
def test_a_note_takes_the_space_before_it_along(
    note: nodes.Element, before: str, behind: str, expected: str
) -> None:
    parts = [text(words) for words in (before, behind)]
    first = [parts[0], note.deepcopy(), text(" "), note.deepcopy(), parts[1]]
    shown = [each for each in first if str(each)]
    assert freeze(paragraph(*shown), "a") == (expected, b"")
    # In markup, white space is left as it is.
    found = restored(paragraph(*shown, emphasis(".")))
    assert "".join(node.astext() for node in found).strip().replace("\n", " ") == (expected + ".")


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
    found = thawed(paragraph(xref("doc", target)))
    assert only(addnodes.pending_xref, found)["reftarget"] == absolute


# ---- thaw


def place(words: str) -> PlaceView:
    return PlaceView("terms/a", "x", "", words)


def test_references_stay_where_there_is_a_document_to_stand_in() -> None:
    node = in_text(xref("numref", "x"), place("Fig. 1"), "index")
    assert (node["reftarget"], node["refdoc"], node["refwarn"]) == ("x", "index", False)
    assert node.astext() == "Fig. 1"  # for where Sphinx has no place for it


def test_references_with_words_of_their_own_keep_them() -> None:
    node = xref("numref", "x", "Figure %s")
    node["refexplicit"] = True
    assert in_text(node, place("Figure 1"), "index").astext() == "Figure %s"


@pytest.mark.parametrize(("words", "expected"), [("Fig. 1", "Fig. 1"), ("", "shown")])
def test_as_words_references_show_what_the_view_says(words: str, expected: str) -> None:
    found = plain_reference(xref("numref", "x"), place(words), cast("Builder", None))
    assert shape(found) == shape([text(expected)])


def test_the_plain_text_has_what_references_show() -> None:
    source = paragraph(text("See "), xref("ref", "x"), text(" and "), xref("ref", "y"), text("."))
    _words, markup = freeze(source, "a")
    assert text_of(markup, ["A  title", ""]) == "See A title and shown."


@pytest.mark.parametrize("kind", ["term", "doc"])
def test_without_a_document_references_become_words(kind: str) -> None:
    source = paragraph(text("So "), xref(kind, "token"), emphasis())
    assert shape(restored(source)) == shape([text("So "), text("shown"), emphasis()])


def test_web_links_are_kept_and_are_words_in_cards() -> None:
    link = nodes.reference("", "site", refuri="https://example.org")
    assert shape(thawed(paragraph(link))) == shape([link])
    assert shape(restored(paragraph(link))) == shape([text("site")])


def test_references_are_found_in_order() -> None:
    _words, markup = freeze(paragraph(xref("term", "token"), emphasis(), xref("ref", "x")), "a")
    assert [node["reftarget"] for node in references_in(markup)] == ["token", "x"]


def test_each_thawing_gives_nodes_of_its_own() -> None:
    words, markup = freeze(paragraph(xref("term", "token")), "a")
    first, second = (thaw(markup, words) for _n in range(2))
    assert only(addnodes.pending_xref, first.children) is not only(
        addnodes.pending_xref, second.children
    )
