"""HTML and formats made from it: elements that standard nodes cannot express, and the style."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from sphinx_glossterm.collect.entries import index_page
from sphinx_glossterm.doctree.nodes import (
    around,
    blocks_of,
    glossterm_block,
    glossterm_deepdive,
    glossterm_dfn,
    glossterm_drawing,
    glossterm_entry,
    glossterm_fold,
    glossterm_heading,
    glossterm_index,
    glossterm_language_link,
    glossterm_nav,
    glossterm_phrase,
    glossterm_relations,
    glossterm_summary,
)
from sphinx_glossterm.freshness.files import replace, sweep
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.languages import has_previews, is_site, language_address
from sphinx_glossterm.resolve.maps import dot_of
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.write.html.directions import is_right_to_left, own_direction
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.index import IndexPart, has_filter
from sphinx_glossterm.write.html.maps import draws, visit_drawing
from sphinx_glossterm.write.html.place import led_by_theme
from sphinx_glossterm.write.html.relations import relations

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

STATIC_DIR: Final = Path(__file__).parents[2] / "static"
STYLE: Final = "glossterm.css"
SCRIPT: Final = "glossterm.js"
DIRECTION: Final = "glossterm-direction.js"
INDEX_SCRIPT: Final = "glossterm-index.js"
MAP_STYLE: Final = "glossterm-map.css"
BOOK_STYLE: Final = Path(__file__).parents[2] / "static_epub" / STYLE

Visitor = Callable[[HTML5Translator, nodes.Element], None]

# One for all the entries of a page, as each page has a translator of its own.
_fragments: WeakKeyDictionary[HTML5Translator, Fragments] = WeakKeyDictionary()


def _start(tag: str, end: str = "\n", **attributes: str) -> Visitor:
    """A visit function that writes the start tag of an element.

    Args:
        tag: The element's name.
        end: The text after the tag; empty inside a line.
        attributes: The attributes of the element, each with its name in the doctree.
    """

    def visit(translator: HTML5Translator, node: nodes.Element) -> None:
        values: dict[str, Any] = {name: node[key] for name, key in attributes.items() if key in node}
        if end:  # a block
            values |= own_direction(translator.config, around(node))
        translator.body.append(translator.starttag(node, tag, end, **values))

    return visit


def _end(tag: str, end: str = "\n") -> Visitor:
    """A depart function that writes the end tag of an element."""

    def depart(translator: HTML5Translator, node: nodes.Element) -> None:
        translator.body.append(f"</{tag}>{end}")

    return depart


def visit_index(translator: HTML5Translator, node: glossterm_index) -> None:
    """``<div class="glossterm-index">``, with its content if each document is a page."""
    _start("div")(translator, node)
    if is_site(translator.builder):
        view = the_domain(translator.builder.env).views.index(index_page(node))
        translator.body.append(IndexPart(view, translator.builder, node).html())


def visit_relations(translator: HTML5Translator, node: glossterm_relations) -> None:
    """Related concepts, mentions, and the way to other entries."""
    domain = the_domain(translator.builder.env)
    entry = domain.glossary.at(node["docname"], node["anchor"])
    assert entry is not None
    fragments = _fragments.get(translator)
    if fragments is None:
        fragments = _fragments[translator] = Fragments(translator.builder, entry.docname)
    has_ways = led_by_theme(translator.builder, translator.document, entry.docname) is not None
    view = domain.views.relations(entry)
    translator.body.extend(relations(node, view, fragments, has_ways=has_ways))
    raise nodes.SkipNode


def visit_entry(translator: HTML5Translator, node: glossterm_entry) -> None:
    """A section, with its direction if that differs from Sphinx's page."""
    direction = own_direction(translator.config, around(node))
    if not direction:
        translator.visit_section(node)
        return
    translator.section_level += 1
    translator.body.append(translator.starttag(node, "section", **direction))


def depart_entry(translator: HTML5Translator, node: glossterm_entry) -> None:
    """The section's end tag."""
    translator.depart_section(node)


def visit_deepdive(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<details>``, with ``open`` if it begins open."""
    values = own_direction(translator.config, around(node))
    if node.get("open"):
        values["open"] = "open"
    translator.body.append(translator.starttag(node, "details", **values))


def visit_heading(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<h2>`` to ``<h6>``, by the level that the outline has set."""
    level = node.get("heading-level", 2)
    translator.body.append(translator.starttag(node, f"h{level}", "", CLASS="glossterm-heading"))


def depart_heading(translator: HTML5Translator, node: nodes.Element) -> None:
    """The heading's end tag."""
    translator.body.append(f"</h{node.get('heading-level', 2)}>\n")


# A block is not a ``container``, because themes give that class a width. The name of a language is in
# that language.
VISITORS: Final[dict[type[nodes.Element], Any]] = {
    glossterm_entry: (visit_entry, depart_entry),
    glossterm_block: (_start("div"), _end("div")),
    glossterm_deepdive: (visit_deepdive, _end("details")),
    glossterm_summary: (_start("summary"), _end("summary")),
    glossterm_index: (visit_index, _end("div")),
    glossterm_drawing: (visit_drawing, None),
    glossterm_fold: (_start("details"), _end("details")),
    glossterm_relations: (visit_relations, None),
    glossterm_nav: (_start("nav", **{"aria-label": "label"}), _end("nav")),
    glossterm_language_link: (
        _start("a", "", href="refuri", hreflang="hreflang", lang="hreflang", dir="direction"),
        _end("a", ""),
    ),
    glossterm_phrase: (_start("span", "", lang="language", dir="direction"), _end("span", "")),
    glossterm_dfn: (_start("dfn", ""), _end("dfn", "")),
    glossterm_heading: (visit_heading, depart_heading),
}


def _add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the style on pages with something of ours, and each script where it is used.

    The files are added to the builder, which forgets them after each page. The application would load
    them on every page of a second build.
    """
    builder = app.builder
    if not isinstance(doctree, nodes.document) or not isinstance(builder, StandaloneHTMLBuilder):
        return
    blocks = list(blocks_of(doctree, (glossterm_block, glossterm_entry)))
    refers = any("glossterm-ref" in node["classes"] for node in doctree.findall(nodes.reference))
    if not (blocks or refers):
        return
    builder.add_css_file(STYLE)
    if any(isinstance(node, glossterm_drawing) for node in blocks):
        builder.add_css_file(MAP_STYLE)
    if is_right_to_left(app.config):
        builder.add_js_file(DIRECTION, **{"data-direction": "rtl"})  # immediately, so that nothing moves
    data: dict[str, Any] = {}
    if refers and app.config.glossterm_previews and has_previews(builder):
        data["data-previews"] = str(len(the_domain(app.env).previews))
    if data or any(isinstance(node, glossterm_deepdive) for node in blocks):
        builder.add_js_file(SCRIPT, defer="defer", **data)
    if any(isinstance(node, glossterm_index) and has_filter(node, builder) for node in blocks):
        builder.add_js_file(INDEX_SCRIPT, defer="defer")


def put_files(app: Sphinx, builder: Builder) -> None:
    """Copy style and scripts to where pages load them (``write-started``).

    Pages contain checksums of the files, so the files must exist first. We do not use
    ``html_static_path``, because Sphinx would take the configuration for changed.
    """
    if not isinstance(builder, StandaloneHTMLBuilder) or not the_domain(app.env).is_used:
        return
    sweep(Path(builder.outdir, "_static"))
    is_book = builder.name == "epub"  # which has a style of its own
    names = [STYLE, SCRIPT, INDEX_SCRIPT]
    has_drawings = the_domain(app.env).maps and draws(builder) and dot_of(app.config)
    names += [MAP_STYLE] if has_drawings else []
    names += [DIRECTION] if is_right_to_left(app.config) else []
    for source in [BOOK_STYLE] if is_book else [STATIC_DIR / name for name in names]:
        put_file(builder, source)


def put_file(builder: Builder, source: Path) -> None:
    """Copy a file to where a builder's pages load it."""
    replace(Path(builder.outdir, "_static", source.name), source.read_bytes())


def _add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell search engines the address of the page in each language: ``<link rel="alternate">``."""
    languages, builder = app.config.glossterm_languages, app.builder
    if doctree is None or not languages or not is_site(builder):
        return
    page = urljoin(app.config.html_baseurl or "", builder.get_target_uri(pagename))
    source = app.config.glossterm_source_language
    tags = [(tag_of(tag), tag) for tag in languages]
    tags += [("x-default", source)] if source in languages else []
    lines = []
    for name, tag in tags:
        address = language_address(builder, pagename, tag)
        if app.config.html_baseurl:
            address = urljoin(page, address)
        lines.append(f'<link rel="alternate" hreflang="{escape(name)}" href="{escape(address)}" />')
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def setup(app: Sphinx) -> None:
    """Register the style."""
    app.connect("write-started", put_files)
    app.connect("html-page-context", _add_files)
    app.connect("html-page-context", _add_alternates)
