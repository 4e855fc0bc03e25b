"""HTML and all that is made of it: the elements that standard nodes cannot say, and the style."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from sphinx_glossterm.nodes import glossterm_block, glossterm_entry
from sphinx_glossterm.transforms.languages import is_site, language_address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

STATIC_DIR: Final = Path(__file__).parent.parent / "static"
STYLE: Final = "glossterm.css"


def _open(translator: HTML5Translator, node: nodes.Element, tag: str, **attributes: Any) -> None:
    translator.body.append(translator.starttag(node, tag, **attributes))


def _open_inline(translator: HTML5Translator, node: nodes.Element, tag: str, **attributes: Any) -> None:
    translator.body.append(translator.starttag(node, tag, "", **attributes))


def visit_block(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<div>``, without the class ``container`` that themes give a width to."""
    _open(translator, node, "div")


def depart_block(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</div>``."""
    translator.body.append("</div>\n")


def visit_nav(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<nav aria-label=...>``."""
    _open(translator, node, "nav", **{"aria-label": node["label"]})


def depart_nav(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</nav>``."""
    translator.body.append("</nav>\n")


def visit_deepdive(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<details>``, with ``open`` where it begins open."""
    _open(translator, node, "details", **({"open": "open"} if node.get("open") else {}))


def depart_deepdive(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</details>``."""
    translator.body.append("</details>\n")


def visit_summary(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<summary>``."""
    _open(translator, node, "summary")


def depart_summary(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</summary>``."""
    translator.body.append("</summary>\n")


def visit_language_link(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<a hreflang=... lang=...>``: the language's own name, in itself."""
    tag = node["hreflang"]
    _open_inline(translator, node, "a", href=node["refuri"], hreflang=tag, lang=tag)


def depart_language_link(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</a>``."""
    translator.body.append("</a>")


def visit_dfn(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<dfn>``."""
    _open_inline(translator, node, "dfn")


def depart_dfn(translator: HTML5Translator, node: nodes.Element) -> None:
    """``</dfn>``."""
    translator.body.append("</dfn>")


def visit_heading(translator: HTML5Translator, node: nodes.Element) -> None:
    """``<h2>`` to ``<h6>``, by the depth that the outline found."""
    level = node.get("heading-level", 2)
    translator.body.append(translator.starttag(node, f"h{level}", "", CLASS="glossterm-heading"))


def depart_heading(translator: HTML5Translator, node: nodes.Element) -> None:
    """The heading's end tag."""
    translator.body.append(f"</h{node.get('heading-level', 2)}>\n")


def _add_static_path(app: Sphinx) -> None:
    if app.builder.name != "epub":  # e-books have a style of their own, and no script
        app.config.html_static_path.append(str(STATIC_DIR))


def _add_style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the style on pages that show something of ours, and on no others."""
    if isinstance(doctree, nodes.document) and any(doctree.findall(_is_ours)):
        app.add_css_file(STYLE)


def _add_alternates(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Tell search engines where the page lies in each language: ``<link rel="alternate">``."""
    languages = app.config.glossterm_languages
    builder = app.builder
    if doctree is None or not languages or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if not is_site(builder):
        return
    page = urljoin(app.config.html_baseurl or "", builder.get_target_uri(pagename))
    source = app.config.glossterm_source_language
    tags = [(tag.replace("_", "-"), tag) for tag in languages]
    tags += [("x-default", source)] if source in languages else []
    lines = []
    for name, tag in tags:
        address = language_address(builder, pagename, tag)
        if app.config.html_baseurl:
            address = urljoin(page, address)
        lines.append(f'<link rel="alternate" hreflang="{escape(name)}" href="{escape(address)}" />')
    context["metatags"] = "\n".join([context.get("metatags", ""), *lines])


def _is_ours(node: nodes.Node) -> bool:
    if isinstance(node, (glossterm_block, glossterm_entry)):
        return True
    return isinstance(node, nodes.reference) and "glossterm-ref" in node["classes"]


def setup(app: Sphinx) -> None:
    """Register the style."""
    app.connect("builder-inited", _add_static_path)
    app.connect("html-page-context", _add_style)
    app.connect("html-page-context", _add_alternates)
