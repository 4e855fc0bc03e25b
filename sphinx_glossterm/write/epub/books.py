"""E-books: mark glossaries, terms, definitions and references; let definitions pop up.

The values come from the EPUB Structural Semantics Vocabulary and DPUB-ARIA, as far as ARIA in HTML
allows them: ``dt``, ``dd`` and ``dfn`` take no role, because they already have the right one.
"""

from __future__ import annotations

import posixpath
from typing import Any, Final
from urllib.parse import unquote

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_glossterm.doctree.nodes import (
    around,
    blocks_of,
    entries_of,
    entry_around,
    glossterm_book_block,
    glossterm_book_entry,
    glossterm_book_link,
    glossterm_book_phrase,
    glossterm_definition,
    glossterm_dfn,
    glossterm_entry,
    glossterm_index,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label, label
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import CardView, LinkView

_GLOSSREF: Final = {"epub:type": "glossref", "role": "doc-glossref"}
# Only this value: e-readers compare it exactly before they show a note in place.
_NOTEREF: Final = {"epub:type": "noteref", "role": "doc-glossref"}
_BACKLINK: Final = {"epub:type": "backlink", "role": "doc-backlink"}
# As text: some readers would show a coloured picture of it.
_ARROW: Final = "\u21a9\ufe0e"


class BookNotes(GlosstermPostTransform):
    """Let references in the text lead to a note on the same page that holds the short definition.

    E-readers that support notes show them in place, and some then hide them at the end of the page,
    where all others show them. Each note leads to the full entry, and back to the text; that of another
    project's entry says whose it is, and leads there. Note ids are always ASCII, because some readers
    find no others. The heading leads to the list of all terms, so that something remains if a reader
    hides the notes. The doctree::

        <glossterm_book_block tag="div" classes="glossterm-notes">
            <glossterm_book_block tag="h2"> <reference>
            <glossterm_book_block tag="aside" ids="glossterm-note-1">
                <paragraph classes="glossterm-note-term"> <reference> the title, as a link
                <paragraph> the short definition <glossterm_book_link> back
                <paragraph classes="glossterm-from"> only of another project's
    """

    default_priority = (
        60  # after ReferencesResolver (10) and OnlyNodeTransform (50), which takes some away
    )
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Turn the references of the document to notes, and add the notes."""
        cards = Cards(self.domain.builder, self.env.docname)
        notes: dict[LinkView, glossterm_book_block] = {}
        for reference in list(filter(_is_in_text, self.document.findall(nodes.reference))):
            card = self._card(reference)
            if card is None:
                continue
            if card.link not in notes:
                note = self._note(card, cards, len(notes) + 1)
                if note is None:
                    continue
                notes[card.link] = note
                back = next(note.findall(glossterm_book_link))
                reference["ids"].append(back["refid"])
            link = _become(reference, glossterm_book_link, "a", _NOTEREF)
            link.attributes.pop("refuri", None)
            link.attributes.update(refid=notes[card.link]["ids"][0], internal=True)
        if notes:
            semantics = {"epub:type": "footnotes"}
            self.document += glossterm_book_block(
                "",
                self._heading(cards),
                *notes.values(),
                tag="div",
                semantics=semantics,
                classes=["glossterm-notes"],
            )

    def _heading(self, cards: Cards) -> glossterm_book_block:
        words: nodes.Element = interface_word(Label.NAVIGATION, self.config)
        page = self.domain.views.all_terms(self.domain.home_of(self.env.docname))
        if page and page.docname != self.env.docname:
            refuri = cards.page(page)["refuri"]
            words = glossterm_book_link("", "", words, tag="a", semantics={}, refuri=refuri)
        # One level below the title of the page.
        return glossterm_book_block("", words, tag="h2", semantics={}, classes=["glossterm-heading"])

    def _card(self, reference: nodes.reference) -> CardView | None:
        """The entry that *reference* leads to, found by its address; None for the one it stands in."""
        domain = self.domain
        if remote := domain.remote_at(reference.get("refuri", "")):
            return domain.views.remote_card(remote)
        builder, own = domain.builder, entry_around(reference)
        assert isinstance(builder, StandaloneHTMLBuilder)
        docname, anchor = self.env.docname, reference.get("refid", "")
        if "refuri" in reference:
            page, _, anchor = reference["refuri"].partition("#")
            path = posixpath.join(posixpath.dirname(docname), unquote(page))
            docname = posixpath.normpath(path).removesuffix(builder.link_suffix or "")
        entry = domain.glossary.at(docname, anchor)
        if entry is None or (own is not None and own["anchor"] == entry.anchor):
            return None
        return domain.views.card(entry)

    def _note(self, view: CardView, cards: Cards, number: int) -> glossterm_book_block | None:
        definition = cards.definition(view.definition)
        if not definition:
            return None
        title = nodes.paragraph("", "", *cards.title(view), classes=["glossterm-note-term"])
        semantics = {**_BACKLINK, "aria-label": label(Label.BACK, self.config)}
        refid = self._free("noteref", number)
        back = glossterm_book_link("", _ARROW, tag="a", semantics=semantics, refid=refid)
        last = definition[-1]
        assert isinstance(last, nodes.TextElement)
        last += [nodes.Text(" "), back]
        if view.link.remote:
            words = cards.origin(view.link.remote)
            definition.append(nodes.paragraph("", "", words, classes=["glossterm-from"]))
        return glossterm_book_block(
            "",
            title,
            *definition,
            tag="aside",
            semantics={"epub:type": "footnote", "role": "doc-footnote"},
            ids=[self._free("note", number)],
            classes=["glossterm-note"],
        )

    def _free(self, kind: str, number: int) -> str:
        """An id that is not used in the document."""
        wanted = f"glossterm-{kind}-{number}"
        while wanted in self.document.ids:
            wanted += "-"
        return wanted


class BookSemantics(GlosstermPostTransform):
    """Turn glossary nodes into elements with the right semantics.

    Terms and definitions must be inside a glossary. So each list with definitions is a glossary and a
    landmark, and so is each entry. A list of only names is an index.
    """

    default_priority = 710  # after HtmlOutline (700), which looks for the nodes as they were
    builders = ("epub",)

    def run(self, **kwargs: Any) -> None:
        """Replace the nodes of the document."""
        for index in list(self.document.findall(glossterm_index)):
            self._mark_index(index)
        for dfn in list(self.document.findall(glossterm_dfn)):
            _become(dfn, glossterm_book_phrase, "dfn", {"epub:type": "glossterm"})
        for definition in list(self.document.findall(glossterm_definition)):
            semantics = {"epub:type": "glossdef", "role": "definition"}
            _become(definition, glossterm_book_block, "div", semantics)
        for reference in list(self.document.findall(_is_ours)):
            if not isinstance(reference, glossterm_book_link):
                _become(reference, glossterm_book_link, "a", _GLOSSREF)
        for entry in list(entries_of(self.document)):
            is_section = isinstance(entry, glossterm_entry)
            kind = glossterm_book_entry if is_section else glossterm_book_block
            _become(entry, kind, "section", {"epub:type": "glossary"})

    def _mark_index(self, index: glossterm_index) -> None:
        name = _heading_above(index) or label(Label.ALL_TERMS, self.config)
        kind = "index"
        if any(map(_defines, blocks_of(index, (nodes.definition, nodes.paragraph)))):
            kind = "glossary"
            self._mark_definitions(index)
        semantics = {"epub:type": kind, "role": f"doc-{kind}", "aria-label": name}
        _become(index, glossterm_book_block, "section", semantics)

    def _mark_definitions(self, index: glossterm_index) -> None:
        term, definition = {"epub:type": "glossterm"}, {"epub:type": "glossdef"}
        for node in list(index.findall(nodes.Element)):
            if isinstance(node, nodes.term):
                _become(node, glossterm_book_block, "dt", term)
            elif isinstance(node, nodes.definition):
                _become(node, glossterm_book_block, "dd", definition)
            elif isinstance(node, nodes.paragraph) and not isinstance(node.parent, glossterm_book_block):
                # In a card or a cell.
                if node.children and _is_ours(node[0]):
                    _become(node, glossterm_book_block, "p", term)
                elif "glossterm-short" in node["classes"]:
                    _become(node, glossterm_book_block, "p", definition)


def _become(
    node: nodes.Node, kind: type[nodes.Element], tag: str, semantics: dict[str, str]
) -> nodes.Element:
    """Replace *node* by a node of another class, with the same attributes and children."""
    assert isinstance(node, nodes.Element)
    new = kind()
    new.attributes.update(node.attributes, tag=tag, semantics=semantics)
    new += node.children
    # Not replace_self, which would copy ids and classes a second time.
    node.parent.replace(node, new)
    return new


def _heading_above(node: nodes.Element) -> str:
    """The title of the section around *node*; empty if there is none."""
    titles = (parent[0].astext() for parent in around(node) if isinstance(parent, nodes.section))
    return next(titles, "")


def _defines(node: nodes.Element) -> bool:
    """Whether *node* is a definition."""
    return isinstance(node, nodes.definition) or "glossterm-short" in node["classes"]


def _is_ours(node: nodes.Node) -> bool:
    return isinstance(node, nodes.reference) and "glossterm-ref" in node["classes"]


def _is_in_text(node: nodes.reference) -> bool:
    """Whether an author wrote the reference *node*, so that it is not part of a card or list."""
    return _is_ours(node) and any(
        isinstance(child, nodes.inline) and "xref" in child["classes"] for child in node.children
    )
