"""Entries as they are shown elsewhere: links, cards, rows. Standard nodes only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri

from sphinx_glossterm.doctree.frozen import thaw
from sphinx_glossterm.doctree.nodes import (
    glossterm_block,
    glossterm_heading,
    in_language,
    is_unnamed,
    language_class,
    plain_words,
    via_of,
)
from sphinx_glossterm.messages import Label, label, project_label
from sphinx_glossterm.resolve.wording import words
from sphinx_glossterm.terms.entry import Entry, Name, Via

if TYPE_CHECKING:
    from sphinx_glossterm.resolve.domain import GlosstermDomain


class Cards:
    """Makes nodes that show entries in one document.

    Args:
        domain: The store.
        docname: The document the nodes will stand in.
    """

    def __init__(self, domain: GlosstermDomain, docname: str) -> None:
        self.domain = domain
        self.builder = domain.builder
        self.docname = docname
        self.config = domain.env.config

    def name(self, name: Name, *classes: str) -> nodes.inline:
        """A name, marked with its language where that is not the build's."""
        marks = in_language(name, self.config.glossterm_source_language, self.config.language)
        return nodes.inline("", name.text, classes=[*classes, *marks])

    def title(self, entry: Entry) -> nodes.TextElement:
        """The title as a link to the entry; as words where the output has no place for it."""
        name = self.name(entry.title)
        try:
            return self.domain.link(self.builder, self.docname, entry, name)
        except NoUri:
            return name

    def document(self, docname: str, title: str, anchor: str = "") -> nodes.TextElement:
        """A link to a document, or to an anchor in it; words where the output has no place for it."""
        text = nodes.inline("", title)
        try:
            uri = self.builder.get_relative_uri(self.docname, docname)
        except NoUri:
            return text
        refuri = f"{uri}#{anchor}" if anchor else uri
        return nodes.reference("", "", text, internal=True, refuri=refuri)

    def abbreviation(self, entry: Entry) -> list[nodes.Node]:
        """The abbreviation in parentheses, with the space before it; nothing if there is none."""
        if entry.abbr is None:
            return []
        name = self.name(entry.abbr, "glossterm-abbr")
        name.children = [nodes.Text(f"({entry.abbr.text})")]
        return [nodes.Text(" "), name]

    def definition(self, entry: Entry) -> list[nodes.Node]:
        """The short definition as a paragraph, or where to look instead; nothing if there is none."""
        if entry.see:
            return [self.see(Label.SEE, entry.see)]
        if not entry.definition:
            return []
        content = thaw(entry.markup, entry.definition, self.words)
        paragraph = nodes.paragraph("", "", *content, classes=["glossterm-short"])
        if not entry.translated and self.config.language != self.config.glossterm_source_language:
            paragraph["classes"].append(language_class(self.config.glossterm_source_language))
        return [paragraph]

    def words(self, reference: addnodes.pending_xref) -> list[nodes.Node]:
        """What a reference shows, in the language of the build, without being one."""
        via = via_of(reference)
        target = reference["reftarget"]
        is_theirs = via is Via.ANY and not is_unnamed(reference)
        if via is None or is_theirs or not self.domain.is_ours(target, via):
            return plain_words(reference)
        match = self.domain.glossary.find(target)
        if match is None or not isinstance(reference[0], nodes.Element):
            return plain_words(reference)
        shown = words("term", match.entry, reference, reference[0], self.config)
        marks = [name for name in shown["classes"] if name.startswith("language-")]
        return [nodes.inline("", "", *shown.children, classes=marks)] if marks else shown.children

    def see(self, which: Label, target: str) -> nodes.paragraph:
        """``See: Title``, with a link where the target is known."""
        match = self.domain.glossary.find(target)
        other = self.title(match.entry) if match else nodes.inline("", target)
        return self.line(which, [other], "glossterm-see")

    def line(self, which: Label, items: Iterable[nodes.Node], *classes: str) -> nodes.paragraph:
        """``Label: item, item``, the label as an element of its own."""
        items = list(items)
        joint = "; " if any("," in item.astext() for item in items) else ", "
        paragraph = nodes.paragraph("", "", classes=list(classes))
        paragraph += nodes.inline("", f"{label(which, self.config)}:", classes=["glossterm-label"])
        for n, item in enumerate(items):
            paragraph += nodes.Text(joint if n else " ")
            paragraph += item
        return paragraph

    def category(self, text: str) -> nodes.paragraph:
        """A category's label as a line of its own."""
        return nodes.paragraph("", "", self.label(text), classes=["glossterm-category"])

    def label(self, text: str) -> nodes.inline:
        """A category or tag in the language of the build."""
        shown, translated = project_label(text)
        name = nodes.inline("", shown)
        if not translated and self.config.language != self.config.glossterm_source_language:
            name["classes"].append(language_class(self.config.glossterm_source_language))
        return name

    def card(self, entry: Entry, *, with_category: bool = False) -> nodes.list_item:
        """An entry as a card: its category if wanted, its title, its short definition."""
        item = nodes.list_item("", classes=["glossterm-card"])
        if with_category and entry.category:
            item += self.category(entry.category)
        title = nodes.paragraph("", "", self.title(entry), classes=["glossterm-card-title"])
        title += self.abbreviation(entry)
        item += title
        item += self.definition(entry)
        return item

    def cards(self, entries: Iterable[Entry], *, with_category: bool = False) -> nodes.bullet_list:
        """Entries as a list of cards."""
        items = (self.card(entry, with_category=with_category) for entry in entries)
        return nodes.bullet_list("", *items, classes=["glossterm-cards"], bullet="*")

    def block(
        self, heading: nodes.Node, kind: str, ids: list[str], *content: nodes.Node
    ) -> glossterm_block:
        """A block of an entry or an index, with a heading."""
        title = glossterm_heading("", "", heading)
        return glossterm_block("", title, *content, classes=[f"glossterm-{kind}"], ids=ids)
