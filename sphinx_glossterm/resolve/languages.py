"""Link to the same page and entry in the other languages of the site, and mark languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_glossterm.doctree.languages import direction_of, is_written_in, own_name_of
from sphinx_glossterm.doctree.nodes import (
    conditions_around,
    entries_of,
    glossterm_language_link,
    glossterm_nav,
    glossterm_phrase,
    language_class,
)
from sphinx_glossterm.doctree.words import NO_SEARCH, interface_word
from sphinx_glossterm.messages import Label, label
from sphinx_glossterm.resolve.cards import joint_of
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.translate.marks import UNTRANSLATED

if TYPE_CHECKING:
    from sphinx.config import Config


def language_address(
    builder: StandaloneHTMLBuilder,
    docname: str,
    language: str,
    anchor: str = "",
    fromdocname: str = "",
) -> str:
    """The address of a page in another language, from ``glossterm_language_url``.

    Args:
        builder: A builder with one page for each document.
        docname: The page.
        language: The other language.
        anchor: A fragment of the page; empty for its beginning.
        fromdocname: The page with the link; by default the same page.

    Returns:
        An address relative to the page with the link; unchanged if the project's is absolute.
    """
    page = builder.get_target_uri(docname)
    address = str(builder.config.glossterm_language_url).format(language=language, page=page)
    if not urlsplit(address).scheme and not address.startswith("/"):
        # Up from the page to the site's root, once for each slash in its address.
        begin = builder.get_target_uri(fromdocname) if fromdocname else page
        address = "../" * begin.count("/") + address
    return f"{address}#{anchor}" if anchor else address


def in_language(language: str, config: Config, *content: nodes.Node) -> nodes.inline:
    """Words in a language of the site, marked if that is not the build's.

    The doctree::

        <inline> | <glossterm_phrase language="hi" direction=...>

    Args:
        language: The language.
        config: The configuration.
        content: The words.
    """
    if language == config.language:
        return nodes.inline("", "", *content)
    phrase = glossterm_phrase("", "", *content, language=tag_of(language))
    if direction_of(language) != direction_of(config.language):
        phrase["direction"] = direction_of(language)
    return phrase


def language_name(language: str, config: Config) -> str:
    """A language's own name: from ``glossterm_languages``, or else from CLDR."""
    return config.glossterm_languages.get(language) or own_name_of(language)


class LanguageMarks(GlosstermPostTransform):
    """Mark the language of untranslated text on every page (``lang`` in HTML).

    Without the mark, a Hindi screen reader would read English by Hindi rules. Only Sphinx's table of
    contents has no marks, because it copies only the text of titles. In a project without anything of
    ours, nothing is marked. The doctree::

        <paragraph classes="language-en">
    """

    default_priority = 1  # before the transforms that add text (2 and later)
    for_messages = True

    def run(self, **kwargs: Any) -> None:
        """Replace the attribute of untranslated text by the class of the source language."""
        source = self.config.glossterm_source_language
        mark = language_class(source)
        is_used = self.domain.is_used
        for node in self.document.findall(nodes.TextElement):
            is_left = node.attributes.pop(UNTRANSLATED, False) and is_used
            if is_left and is_written_in(node.astext(), source):
                node["classes"].append(mark)


class LanguageLinks(GlosstermPostTransform):
    """Put links to the other languages under each entry, or at the end of a page without entries.

    Under an entry, they include its title in that language, if it is known and differs.

    The doctree::

        <glossterm_nav classes="glossterm-languages" label=...>
            <paragraph> <inline classes="glossterm-label"> <glossterm_language_link hreflang=...> ...
    """

    default_priority = 6  # after EntryRelations (4), so that the links come last
    formats = ("html",)

    def is_supported(self) -> bool:
        """Whether the builder makes a site, and the site has other languages."""
        return super().is_supported() and is_site(self.domain.builder) and bool(self._others())

    def run(self, **kwargs: Any) -> None:
        """Add the links to the document."""
        docname = self.env.docname
        is_here = self.domain.is_here
        entries = [node for node in entries_of(self.document) if is_here(conditions_around(node))]
        for entry in entries:
            entry.append(self._links(docname, entry["anchor"]))
        if not entries:
            sections = [node for node in self.document.children if isinstance(node, nodes.section)]
            place = sections[-1] if sections else self.document
            place.append(self._links(docname))

    def _others(self) -> dict[str, str]:
        languages = self.config.glossterm_languages
        return {tag: name for tag, name in languages.items() if tag != self.config.language}

    def _title(self, docname: str, anchor: str, language: str) -> str:
        """The text after the name of a language: an entry's title there, if it differs."""
        entry = self.domain.glossary.at(docname, anchor) if anchor else None
        title = self.domain.views.names(entry, language).title if entry else None
        return f": {title.text}" if entry and title and title.text != entry.title.text else ""

    def _links(self, docname: str, anchor: str = "") -> glossterm_nav:
        builder = self.domain.builder
        assert is_site(builder)
        name = label(Label.LANGUAGES, self.config)
        shown = {tag: text + self._title(docname, anchor, tag) for tag, text in self._others().items()}
        joint = joint_of(shown.values())
        paragraph = nodes.paragraph()
        paragraph += interface_word(Label.LANGUAGES, self.config, "glossterm-label", is_label=True)
        for n, (tag, text) in enumerate(shown.items()):
            uri = language_address(builder, docname, tag, anchor)
            paragraph += nodes.Text(joint if n else " ")
            link = glossterm_language_link("", text, refuri=uri, hreflang=tag_of(tag))
            if direction_of(tag) != direction_of(self.config.language):
                link["direction"] = direction_of(tag)
            paragraph += link
        return glossterm_nav("", paragraph, classes=["glossterm-languages", NO_SEARCH], label=name)


def has_previews(builder: object) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether *builder* makes pages for a browser: one for each document, or one for all."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name != "epub"


def is_site(builder: object) -> TypeGuard[StandaloneHTMLBuilder]:
    """Whether *builder* makes one page for each document, for a browser."""
    return has_previews(builder) and builder.name != "singlehtml"
