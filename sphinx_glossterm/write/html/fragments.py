"""Names and short definitions as pieces of HTML, without a doctree of their own.

What a page says of its own entries is doctree, which every builder can write. What it shows of others,
as do an index and the preview files, would be several times as much, and be made again with every
change: there, only markup goes through a translator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.writers.html import HTMLWriter
from sphinx.writers.html5 import HTML5Translator

from sphinx_glossterm.doctree.frozen import thaw
from sphinx_glossterm.doctree.nodes import in_language
from sphinx_glossterm.messages import Label, label, project_label
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.terms.entry import Entry, Name

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_glossterm.resolve.domain import GlosstermDomain

Resolve = Callable[[addnodes.pending_xref], list[nodes.Node]]


class Fragments:
    """Makes pieces of HTML.

    Args:
        domain: The store.
        builder: The builder, whose translator writes markup.
        docname: The document they are for.
    """

    def __init__(self, domain: GlosstermDomain, builder: StandaloneHTMLBuilder, docname: str) -> None:
        self.domain = domain
        self.docname = docname
        self._nodes = Cards(domain, docname)
        self._builder = builder
        self._addresses: dict[str, str | None] = {docname: ""}
        self.source = domain.env.config.glossterm_source_language
        self.language = domain.env.config.language
        self._tag = self.source.replace("_", "-")

    def words(self, which: Label) -> str:
        """One of the interface's own words, as text."""
        return label(which, self.domain.env.config)

    def word(self, which: Label) -> str:
        """The same as HTML."""
        return escape(self.words(which))

    def text(self, text: str, *, is_foreign: bool = False) -> str:
        """*text*, marked with its language where that is the source's and not the page's."""
        return self.foreign(escape(text, quote=False), is_foreign=is_foreign)

    def foreign(self, html: str, *, is_foreign: bool) -> str:
        """*html*, marked in the same way."""
        if not (html and is_foreign) or self.source == self.language:
            return html
        return f'<span lang="{escape(self._tag)}">{html}</span>'

    def name(self, name: Name) -> str:
        """A name of an entry."""
        marks = in_language(name, self.source, self.language)
        return self.text(name.text, is_foreign=bool(marks))

    def abbreviation(self, entry: Entry) -> str:
        """The abbreviation in parentheses, with the space before it; nothing if there is none."""
        if entry.abbr is None:
            return ""
        marks = in_language(entry.abbr, self.source, self.language)
        language = f' lang="{escape(self._tag)}"' if marks else ""
        return f' <span class="glossterm-abbr"{language}>({escape(entry.abbr.text)})</span>'

    def address(self, docname: str, anchor: str) -> str | None:
        """Where something lies, from the document these pieces are for; None if it has no page."""
        if docname not in self._addresses:
            try:
                self._addresses[docname] = self._builder.get_relative_uri(self.docname, docname)
            except NoUri:
                self._addresses[docname] = None
        page = self._addresses[docname]
        if page is None:
            return None
        return f"{page}#{anchor}" if anchor else page

    def link(self, entry: Entry, before: str = "") -> str:
        """The title as a link to the entry; as words where the output has no place for it."""
        text = before + self.name(entry.title)
        address = self.address(entry.docname, entry.anchor)
        if address is None:
            return text
        return f'<a class="glossterm-ref reference internal" href="{escape(address)}">{text}</a>'

    def page(self, docname: str, text: str, anchor: str = "") -> str:
        """*text* as a link to a document, or to an anchor in it."""
        address = self.address(docname, anchor)
        if address is None:
            return escape(text)
        return f'<a class="reference internal" href="{escape(address)}">{escape(text)}</a>'

    def card(self, entry: Entry, data: str = "", *, with_category: bool = False) -> str:
        """An entry as a card: its category if wanted, its title, its short definition.

        Args:
            entry: The entry.
            data: Further attributes of the element.
            with_category: Whether the category is wanted.
        """
        category = ""
        if with_category and entry.category:
            category = f'<p class="glossterm-category">{self.label(entry.category)}</p>'
        title = self.link(entry) + self.abbreviation(entry)
        return (
            f'<li class="glossterm-card"{data}>{category}<p class="glossterm-card-title">{title}</p>'
            f"{self.paragraph(entry)}</li>\n"
        )

    def cards(self, entries: Iterable[Entry]) -> str:
        """Entries as a list of cards."""
        return f'<ul class="glossterm-cards">\n{"".join(map(self.card, entries))}</ul>\n'

    def paragraph(self, entry: Entry) -> str:
        """The short definition as a paragraph, all its links words; nothing if there is none."""
        definition = self.definition(entry)
        kind = "glossterm-see" if entry.see else "glossterm-short"
        return f'<p class="{kind}">{definition}</p>' if definition else ""

    def label(self, text: str) -> str:
        """A category or tag in the language of the build."""
        shown, is_translated = project_label(text)
        return self.text(shown, is_foreign=not is_translated)

    def definition(self, entry: Entry, resolve: Resolve | None = None) -> str:
        """The short definition, or where to look instead; nothing if there is none.

        Args:
            entry: The entry.
            resolve: What becomes of a reference; without it, all links become words.
        """
        if entry.see:
            return self.html(self._nodes.see(Label.SEE, entry.see).children)
        if not entry.markup:
            return self.text(entry.definition, is_foreign=not entry.translated)
        if resolve is None:
            content = thaw(entry.markup, entry.definition, self._nodes.words)
        else:
            content = thaw(entry.markup, entry.definition, resolve, refdoc=entry.docname)
            holder = nodes.inline("", "", *content)
            for node in list(holder.findall(addnodes.pending_xref)):
                node.parent.replace(node, resolve(node))
            content = holder.children
        return self.foreign(self.html(content), is_foreign=not entry.translated)

    def words_of(self, reference: addnodes.pending_xref) -> list[nodes.Node]:
        """What a reference shows, without being one."""
        return self._nodes.words(reference)

    def html(self, content: Iterable[nodes.Node]) -> str:
        """Inline nodes as the builder's translator writes them."""
        self._translator.body = []
        for node in content:
            node.walkabout(self._translator)
        return "".join(self._translator.body).strip()

    @cached_property
    def _translator(self) -> HTML5Translator:
        document = new_document("fragments", get_default_settings(HTMLWriter))
        translator = self._builder.create_translator(document, self._builder)
        assert isinstance(translator, HTML5Translator)
        return translator
