"""EPUB: elements with semantics, the language of each page, and code for night mode."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeGuard

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
from sphinx_glossterm.write.html.visitors import put_file

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.writers.html5 import HTML5Translator


CODE_STYLE: Final = Path(__file__).parents[2] / "static_epub" / "glossterm-code.css"


def visit_element(translator: HTML5Translator, node: Element) -> None:
    """The start tag that the node describes: ``<aside epub:type="footnote" ...>``."""
    attributes = dict(node["semantics"])
    if isinstance(node, glossterm_book_link):
        attributes["href"] = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        is_external = node.get("internal") is False
        attributes["class"] = f"reference {'external' if is_external else 'internal'}"
    if isinstance(node, glossterm_book_entry):
        translator.section_level += 1  # the level of its heading
    translator.body.append(translator.starttag(node, node["tag"], _line_end(node), **attributes))


def depart_element(translator: HTML5Translator, node: Element) -> None:
    """The element's end tag."""
    if isinstance(node, glossterm_book_entry):
        translator.section_level -= 1
    translator.body.append(f"</{node['tag']}>{_line_end(node)}")


def _line_end(node: Element) -> str:
    """The white space after a tag: none inside a line."""
    return "" if isinstance(node, (glossterm_book_link, glossterm_book_phrase)) else "\n"


VISITORS: Final[dict[type[Element], Any]] = dict.fromkeys(
    (glossterm_book_entry, glossterm_book_block, glossterm_book_phrase, glossterm_book_link),
    (visit_element, depart_element),
)


def _is_book(builder: Builder) -> TypeGuard[Epub3Builder]:
    """Whether *builder* makes an e-book of a project with terms."""
    return isinstance(builder, Epub3Builder) and the_domain(builder.env).is_used


def _has_plain_code(builder: Epub3Builder) -> bool:
    """Whether code has the colour of the text, as is Sphinx's default for e-books.

    Sphinx has no interface for this. If its highlighter changes, code stays as Sphinx writes it.
    """
    style = getattr(builder.highlighter, "formatter_args", {}).get("style")
    return style is not None and not any(token["color"] for _name, token in style)


def _prepare(app: Sphinx, builder: Builder) -> None:
    """Name the table of contents in the book's language; put the style of code (``write-started``)."""
    if _is_book(builder):
        # Sphinx has the words but does not translate them here.
        builder.guide_titles = {**builder.guide_titles, "toc": _("Table of Contents")}
        if _has_plain_code(builder):
            put_file(builder, CODE_STYLE)


def _add_style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the style for code on every page, because code may be anywhere."""
    if doctree is not None and _is_book(app.builder) and _has_plain_code(app.builder):
        app.builder.add_css_file(CODE_STYLE.name)


def _add_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Mark the language of the page. Sphinx only marks that of the whole book.

    Without it, a screen reader reads a Hindi book by English rules, and the style for Devanagari has no
    effect.
    """
    if _is_book(app.builder) and context.get("html_tag") == HTML_TAG:
        language = escape(tag_of(app.config.epub_language))
        direction = page_direction(app.config)
        context["html_tag"] = f'{HTML_TAG[:-1]} lang="{language}" xml:lang="{language}"{direction}>'


def setup(app: Sphinx) -> None:
    """Prepare the book and each of its pages."""
    app.connect("write-started", _prepare)
    app.connect("html-page-context", _add_style)
    app.connect("html-page-context", _add_language)
