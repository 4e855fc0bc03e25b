"""Formats without a design of ours: what other formats show by style is put into words.

Readers of plain text, manual pages, Info or another extension's format see neither colours nor columns.
So labels need names, sides need signs, and headings need a level.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest
from typing import Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import (
    entries_of,
    glossterm_block,
    glossterm_entry,
    glossterm_facet,
    glossterm_heading,
    glossterm_notes,
    is_own_link,
    is_within,
    place_after_title,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.write.html.outline import move_line, set_level

# HTML and LaTeX have designs of their own; XML is for programs, which read classes.
_DESIGNED: Final = frozenset({"html", "latex", "xml", "pseudoxml"})
_SIGNS: Final = {"pro": "+ ", "con": "\u2212 "}


class NamedLabels(GlosstermPostTransform):
    """Put the names of labels before them: ``Category: Openness``, ``Status: Draft``.

    The source title moves up to the translated one, which it belongs to.
    """

    default_priority = 700  # after all that adds or resolves (at most 500 in Sphinx)

    def is_supported(self) -> bool:
        """Whether people read the output, and it has no design of ours."""
        return super().is_supported() and self.domain.builder.format not in _DESIGNED

    def run(self, **kwargs: Any) -> None:
        """Name the labels of the document."""
        for paragraph in self.document.findall(nodes.paragraph):
            if "glossterm-category" in paragraph["classes"]:
                self._name(paragraph, Label.CATEGORY)
        for block in _of_class(self.document, glossterm_block, "glossterm-status"):
            self._name(block[0], Label.STATUS)
        for entry in entries_of(self.document):
            move_line(entry, "glossterm-source", place_after_title(entry))

    def _name(self, paragraph: nodes.Node, which: Label) -> None:
        assert isinstance(paragraph, nodes.paragraph)
        name = interface_word(which, self.config, "glossterm-label", is_label=True)
        paragraph.insert(0, [name, nodes.Text(" ")])


class PlainParts(GlosstermPostTransform):
    """Turn cards into definition lists, and put signs before the headings of the sides."""

    default_priority = 701  # after NamedLabels (700)
    formats = ("text", "man", "texinfo")

    def run(self, **kwargs: Any) -> None:
        """Change the blocks of the document."""
        for cards in list(_of_class(self.document, nodes.bullet_list, "glossterm-cards")):
            cards.parent.replace(cards, _as_definitions(cards))
        for facet in self.document.findall(glossterm_facet):
            if facet["kind"] in _SIGNS and isinstance(facet[0], glossterm_heading):
                facet[0].insert(0, nodes.Text(_SIGNS[facet["kind"]]))


class TextHeadings(GlosstermPostTransform):
    """Set the levels of headings in blocks, including those that authors wrote in our bodies."""

    default_priority = 702  # after PlainParts (701); the order does not matter
    formats = ("text",)

    def run(self, **kwargs: Any) -> None:
        """Turn rubrics with a level into headings."""
        # All levels first: a heading of ours among them would push the next one down.
        for rubric in [node for node in self.document.findall(nodes.rubric) if set_level(node)]:
            if not isinstance(rubric, glossterm_heading):
                heading = glossterm_heading("", "", *rubric.children, **rubric.attributes)
                rubric.parent.replace(rubric, heading)


class ManualPages(GlosstermPostTransform):
    """Set headings in bold, and turn links into words, because a manual page has no targets.

    Footnotes get a block, at whose end their indent ends, where what follows is of ours::

        <glossterm_notes> <footnote> <footnote> ...
    """

    default_priority = 702  # after PlainParts (701)
    formats = ("man",)

    def run(self, **kwargs: Any) -> None:
        """Change the headings and links of our blocks."""
        for rubric in list(self.document.findall(nodes.rubric)):
            if set_level(rubric):
                rubric.children = [nodes.strong("", "", *rubric.children)]
                rubric.setup_child(rubric[0])
        for reference in list(self.document.findall(nodes.reference)):
            if is_own_link(reference):
                reference.parent.replace(reference, list(reference.children))
        holders = {id(note.parent): note.parent for note in self.document.findall(_is_note)}
        for holder in holders.values():
            _put_together(holder)


def _is_note(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.footnote, nodes.citation))


def _put_together(holder: nodes.Element) -> None:
    """Put notes that follow each other into a block, within what is of ours and before it."""
    is_ours = isinstance(holder, (glossterm_entry, glossterm_block))
    is_ours = is_ours or is_within(holder, glossterm_entry, glossterm_block)
    groups = [(are_notes, list(group)) for are_notes, group in groupby(holder.children, _is_note)]
    children: list[nodes.Node] = []
    for (are_notes, group), (_, followers) in zip_longest(groups, groups[1:], fillvalue=(False, [])):
        if are_notes and (is_ours or isinstance(next(iter(followers), None), glossterm_block)):
            children.append(glossterm_notes("", *group))
        else:
            children += group
    holder.children = []
    holder += children


def _of_class(document: nodes.document, kind: type[nodes.Element], name: str) -> Iterator[nodes.Element]:
    return (node for node in document.findall(kind) if name in node["classes"])


def _as_definitions(cards: nodes.Element) -> nodes.definition_list:
    """The cards as a definition list: the title is the term, all else the definition."""
    listed = nodes.definition_list("", classes=cards["classes"])
    for card in cards.findall(nodes.list_item):
        term = nodes.term()
        definition = nodes.definition()
        for paragraph in list(card.children):
            assert isinstance(paragraph, nodes.paragraph)
            if "glossterm-card-title" in paragraph["classes"]:
                term += paragraph.children
            else:
                definition += paragraph
        listed += nodes.definition_list_item("", term, definition)
    return listed
