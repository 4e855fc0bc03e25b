"""Views as pieces of HTML, without a doctree of their own.

What a page says about its own entries is doctree, which every builder can write. What indexes and
preview files show of other entries would be several times as much doctree, rebuilt after every change.
So they are written as HTML directly; only inline markup goes through a translator.
"""

from __future__ import annotations

from collections.abc import Iterable
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

from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label, word
from sphinx_glossterm.resolve.cards import (
    Resolve,
    Shown,
    from_project,
    plain_reference,
    resolved,
    words_in,
    words_of,
)
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.views import (
    CardView,
    DefinitionView,
    LinkView,
    NameView,
    PageView,
    PlaceView,
    RemoteView,
)
from sphinx_glossterm.write.html.directions import (
    attributes,
    mark_directions,
    other_directions,
    page_direction,
    side_class,
)

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


class Fragments:
    """Makes pieces of HTML.

    Args:
        builder: The builder, whose translator writes markup.
        docname: The document they are for.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str) -> None:
        self.docname = docname
        self._config = builder.config
        self._builder = builder
        self._addresses: dict[str, str | None] = {docname: ""}
        self._direction = page_direction(self._config)
        self._others = other_directions(the_domain(builder.env))

    def word(self, which: Label) -> str:
        """An interface word, marked with its language if that is not the page's."""
        shown = word(which, self._config)
        html = escape(shown.text, quote=False)
        return (
            f"<span{attributes(shown.language, self._config)}>{html}</span>" if shown.language else html
        )

    def word_text(self, which: Label, number: int = 0) -> str:
        """The same for an attribute, which cannot be marked."""
        return escape(word(which, self._config, number).text)

    def name(self, name: NameView) -> str:
        """A name or label, marked with its language if that is not the page's."""
        return self._marked(self.words(name), name)

    def words(self, name: NameView) -> str:
        """The same without a mark."""
        if name.markup:
            return self.html(words_in(name, self._builder))
        return escape(name.text, quote=False)

    def language(self, view: NameView | DefinitionView) -> str:
        """The language of a text, if it is not the page's; otherwise empty."""
        return view.language or (self._config.glossterm_source_language if view.is_source else "")

    def language_mark(self, view: NameView | DefinitionView) -> str:
        """The attributes that mark this language; empty if it is the page's."""
        language = self.language(view)
        return attributes(language, self._config) if language else ""

    def _marked(self, html: str, view: NameView | DefinitionView) -> str:
        mark = self.language_mark(view) if html else ""
        return f"<span{mark}>{html}</span>" if mark else html

    def abbreviation(self, name: NameView | None) -> str:
        """The abbreviation in parentheses, with the space before it; nothing if there is none."""
        if name is None:
            return ""
        return f' <span class="glossterm-abbr"{self.language_mark(name)}>({self.words(name)})</span>'

    def label(self, which: Label) -> str:
        """An interface word before what it labels, with a colon or what the language uses."""
        return self.html([interface_word(which, self._config, "glossterm-label", is_label=True)])

    def see(self, which: Label, other: LinkView | str) -> str:
        """``See: Title``, with a link if the target is known."""
        words = escape(other, quote=False) if isinstance(other, str) else self.link(other)
        return f"{self.label(which)} {words}"

    def _linked(self, html: str, to: LinkView | PageView, kind: str) -> str:
        """A link, or just its content if the target is not in the output."""
        address = self.address(to.docname, to.anchor)
        return html if address is None else f'<a class="{kind}" href="{escape(address)}">{html}</a>'

    def address(self, docname: str, anchor: str) -> str | None:
        """The address of a place, relative to the page; None if it is not in the output."""
        if docname not in self._addresses:
            try:
                self._addresses[docname] = self._builder.get_relative_uri(self.docname, docname)
            except NoUri:
                self._addresses[docname] = None
        page = self._addresses[docname]
        return page if page is None or not anchor else f"{page}#{anchor}"

    def link(self, link: LinkView, before: str = "") -> str:
        """The title as a link to the entry, or as plain words if the entry is not in the output."""
        words = before + self.name(link.title)
        if link.remote:
            return self.remote(link.remote, words, "glossterm-ref reference external")
        return self._linked(words, link, "glossterm-ref reference internal")

    def remote(self, remote: RemoteView, words: str, kind: str = "reference external") -> str:
        """A link to an entry of another project, with the name of that project.

        Args:
            remote: The entry.
            words: The content of the link, as HTML.
            kind: The classes of the link.
        """
        title = escape(from_project(remote, self._config).text)
        return f'<a class="{kind}" href="{escape(remote.uri)}" title="{title}">{words}</a>'

    def origin(self, remote: RemoteView) -> str:
        """``from PROJECT``, marked with the language of the words."""
        shown = from_project(remote, self._config)
        mark = attributes(shown.language, self._config) if shown.language else ""
        return f'<p class="glossterm-from"{mark}>{escape(shown.text, quote=False)}</p>'

    def page(self, page: PageView, words: str = "") -> str:
        """A link to a document, or to a place in it."""
        return self._linked(words or escape(page.title), page, "reference internal")

    def place(self, view: LinkView | PageView) -> str:
        """A link to an entry or to a document."""
        return self.link(view) if isinstance(view, LinkView) else self.page(view)

    def title(self, card: CardView) -> str:
        """The title of a card as a link, and the abbreviation."""
        return self.link(card.link) + self.abbreviation(card.abbreviation) + self.glossary(card)

    def glossary(self, card: CardView) -> str:
        """The glossary of a card in parentheses, with the space before it, if the card names it."""
        if card.glossary is None:
            return ""
        return f' <span class="glossterm-from">({self.name(card.glossary)})</span>'

    def card(self, card: CardView, data: str = "", category: NameView | None = None) -> str:
        """An entry as a card: its category if wanted, its title, its short definition.

        Args:
            card: The entry.
            data: Further attributes of the element.
            category: The category, where it is wanted.
        """
        above = f'<p class="glossterm-category">{self.name(category)}</p>' if category else ""
        below = self.origin(card.link.remote) if card.link.remote else ""
        return (
            f'<li class="glossterm-card"{data}>{above}<p class="glossterm-card-title">'
            f"{self.title(card)}</p>{self.paragraph(card.definition)}{below}</li>\n"
        )

    def cards(self, cards: Iterable[str]) -> str:
        """A list of cards."""
        return f'<ul class="glossterm-cards">\n{"".join(cards)}</ul>\n'

    def block(self, kind: str, ids: Iterable[str], level: int, heading: str) -> str:
        """The start of a block, with its heading.

        Args:
            kind: The class of the block, without ``glossterm-``.
            ids: The ids of the block.
            level: The level of the heading, from 1 to 6.
            heading: The content of the heading, as HTML.
        """
        anchor = "".join(f' id="{escape(id_)}"' for id_ in ids)
        return (
            f'<div class="glossterm-{kind}"{anchor}{self._direction}>\n'
            f'<h{level} class="glossterm-heading">{heading}</h{level}>\n'
        )

    def paragraph(self, view: DefinitionView | None, *, is_linked: bool = False) -> str:
        """The short definition as a paragraph; nothing if there is none.

        Args:
            view: The definition.
            is_linked: Whether to keep its links. In a card, which is itself a link, they become words.
        """
        if view is None:
            return ""
        kind = "glossterm-short" if view.see is None else "glossterm-see"
        language = self.language(view)
        kind += side_class(language, self._config) if language else ""
        return f'<p class="{kind}">{self.definition(view, self._reference if is_linked else None)}</p>'

    def _reference(self, node: addnodes.pending_xref, shown: Shown) -> list[nodes.Node]:
        """A reference in a short definition as a link, if it leads anywhere."""
        words = plain_reference(node, shown, self._builder)
        if shown is None:
            return words
        if isinstance(shown, PlaceView):
            kind = "reference external" if shown.uri else "reference internal"
            address = shown.uri or (self.address(*shown[:2]) if shown.docname else None)
        elif shown.remote:
            kind, address = "glossterm-ref reference external", shown.remote.uri
        elif not shown.docname:  # it must not lead there
            return words
        else:
            kind, address = "glossterm-ref reference internal", self.address(*shown[:2])
        if address is None:
            return words
        start = f'<a class="{kind}" href="{escape(address)}">'
        return [nodes.raw("", start, format="html"), *words, nodes.raw("", "</a>", format="html")]

    def definition(self, view: DefinitionView, resolve: Resolve | None = None) -> str:
        """The short definition, or a pointer to the entry to read instead.

        Args:
            view: The definition.
            resolve: Turns a reference into HTML; without it, all links become words.
        """
        if view.see is not None:
            return self.see(Label.SEE, view.see)
        if not view.markup:
            html = escape(view.text, quote=False)
        elif resolve is None:
            html = self.html(words_of(view, self._builder, self.docname))
        else:
            html = self.html(resolved(view, resolve, self._builder).children)
        return self._marked(html, view)

    def html(self, content: Iterable[nodes.Node]) -> str:
        """Inline nodes as the builder's translator writes them."""
        self._translator.body = []
        for node in content:
            if isinstance(node, nodes.Element):
                mark_directions(node, self._others)
            node.walkabout(self._translator)
        return "".join(self._translator.body).strip()

    @cached_property
    def _translator(self) -> HTML5Translator:
        document = new_document("fragments", get_default_settings(HTMLWriter))
        translator = self._builder.create_translator(document, self._builder)
        assert isinstance(translator, HTML5Translator)
        return translator
