"""EPUB: elements that say what they are, and the language of each page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils.nodes import Element
from sphinx.builders.epub3 import HTML_TAG, Epub3Builder
from sphinx.locale import _

from sphinx_glossterm.doctree.nodes import (
    glossterm_book_block,
    glossterm_book_entry,
    glossterm_book_link,
    glossterm_book_phrase,
)
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.write.html.directions import page_direction

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator


def visit_element(translator: HTML5Translator, node: Element) -> None:
    """The element that the node names, with what it is: ``<aside epub:type="footnote" ...>``."""
    attributes = dict(node["semantics"])
    if isinstance(node, glossterm_book_link):
        attributes["href"] = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        attributes["class"] = "reference internal"
    if isinstance(node, glossterm_book_entry):
        translator.section_level += 1  # the level of its heading
    translator.body.append(translator.starttag(node, node["tag"], _line_end(node), **attributes))


def depart_element(translator: HTML5Translator, node: Element) -> None:
    """The element's end tag."""
    if isinstance(node, glossterm_book_entry):
        translator.section_level -= 1
    translator.body.append(f"</{node['tag']}>{_line_end(node)}")


def _line_end(node: Element) -> str:
    """What stands behind a tag: nothing within a line."""
    return "" if isinstance(node, (glossterm_book_link, glossterm_book_phrase)) else "\n"


VISITORS: Final[dict[type[Element], Any]] = dict.fromkeys(
    (glossterm_book_entry, glossterm_book_block, glossterm_book_phrase, glossterm_book_link),
    (visit_element, depart_element),
)


def _prepare(app: Sphinx, builder: Builder) -> None:
    """Name the table of contents in the book's language (``write-started``)."""
    if isinstance(builder, Epub3Builder) and the_domain(app.env).is_used:
        # Sphinx has the words but does not translate them here.
        builder.guide_titles = {**builder.guide_titles, "toc": _("Table of Contents")}


def _add_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Say the language of the page, which Sphinx says of the book as a whole only.

    Without it a screen reader reads a Hindi book by English rules, and the style for Devanagari finds
    nothing.
    """
    is_ours = isinstance(app.builder, Epub3Builder) and the_domain(app.env).is_used
    if is_ours and context.get("html_tag") == HTML_TAG:
        language = escape(tag_of(app.config.epub_language))
        direction = page_direction(app.config)
        context["html_tag"] = f'{HTML_TAG[:-1]} lang="{language}" xml:lang="{language}"{direction}>'


def setup(app: Sphinx) -> None:
    """Prepare the book and each of its pages."""
    app.connect("write-started", _prepare)
    app.connect("html-page-context", _add_language)
