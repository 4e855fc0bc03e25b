"""Place the page of an entry among the others: previous and next page, and table of contents.

Themes show the previous and next page, and mark the current page in the table of contents. Sphinx takes
both from toctrees. A page with a single entry follows the glossary instead: the theme's links lead to
the neighbours of the entry, and ours need not be shown. For a page in no toctree, the list of terms is
marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.environment.adapters.toctree import TocTree
from sphinx.locale import _

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.write.html.description import is_about_one
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.themes import shows_ways

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_glossterm.resolve.views import NeighbourView
    from sphinx_glossterm.terms.entry import Entry


def led_by_theme(builder: Builder, doctree: nodes.document, docname: str) -> Entry | None:
    """The entry of a page on which the theme links to its neighbours; None for all other pages.

    Such a page is only about the entry, or has its place from the glossary. If it is a chapter of a
    book, the book decides what follows.

    Args:
        builder: The builder, which has begun to write.
        doctree: The doctree of the page.
        docname: The document of the page.
    """
    if not is_site(builder):
        return None
    views = the_domain(builder.env).views
    entry = views.only_entry(docname)
    # This runs for each entry of a page. The whole page is searched only if there is one entry.
    if entry is None or not (docname in views.adopted or is_about_one(doctree)):
        return None
    return entry if shows_ways(builder, docname) else None


def lead_on(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Make the theme's previous and next page follow the glossary (``html-page-context``)."""
    if doctree is None or not is_site(app.builder):
        return
    entry = led_by_theme(app.builder, doctree, pagename)
    if entry is None:
        return
    previous, following = the_domain(app.env).views.neighbours(entry)
    fragments = Fragments(app.builder, pagename)
    # Some themes take both from the list of related pages.
    related = [link for link in context.get("rellinks", ()) if link[2] not in {"N", "P"}]
    # As in Sphinx's own list, the next one comes first.
    for name, key, words, other in (
        ("next", "N", _("next"), following),
        ("prev", "P", _("previous"), previous),
    ):
        context[name] = None
        if other is not None:
            title = fragments.name(other.link.title)
            context[name] = {"link": _address(other, fragments), "title": title}
            related.append((other.link.docname, title, key, words))
    context["rellinks"] = related


def _address(other: NeighbourView, fragments: Fragments) -> str:
    anchor = "" if other.is_page else other.link.anchor
    return fragments.address(other.link.docname, anchor) or ""


# ---------------------------------------------------------------------------------------------
# The table of contents


class _SeenFrom:
    """A builder whose addresses are always relative to one page."""

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str) -> None:
        self._builder = builder
        self._docname = docname

    def __getattr__(self, name: str) -> Any:
        return getattr(self._builder, name)

    def get_relative_uri(self, _from: str, to: str, typ: str | None = None) -> str:
        return self._builder.get_relative_uri(self._docname, to, typ)


def mark_list(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Mark the list of terms in the table of contents (``html-page-context``).

    Sphinx would mark the page itself, but it is not in the table. So we take the table of the list's
    page, with addresses relative to this page.
    """
    builder = app.builder
    if doctree is None or not is_site(builder):  # pages without a document are in no table
        return
    parent = the_domain(app.env).views.adopted.get(pagename)
    if parent is None:
        return
    seen = cast("Builder", _SeenFrom(builder, pagename))

    def toctree(collapse: bool = True, **options: Any) -> str:
        options.setdefault("includehidden", False)
        if options.get("maxdepth") == "":
            del options["maxdepth"]
        found = TocTree(app.env).get_toctree_for(parent, seen, collapse, **options)
        return builder.render_partial(found)["fragment"]

    context["toctree"] = toctree


def mark_part(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Do the same for a part of the table (``html-page-context``, after the theme).

    The PyData theme has its own function for the part below a first-level page. It returns a soup, in
    which we find the pages above this one by their addresses.
    """
    builder, generate = app.builder, context.get("generate_toctree_html")
    if doctree is None or generate is None or not is_site(builder):
        return
    views = the_domain(app.env).views
    if pagename not in views.adopted:
        return
    above = [builder.get_relative_uri(pagename, page.docname) for page in views.way(pagename).above]

    def marked(*values: Any, **options: Any) -> Any:
        soup = generate(*values, **options)
        if hasattr(soup, "find_all"):
            _mark(soup, above)
        return soup

    context["generate_toctree_html"] = marked


def _mark(soup: Any, addresses: Iterable[str]) -> None:
    """Mark the first page that is found, and its parents, as the theme marks the current page."""
    links: dict[str, list[Any]] = {}
    for link in soup.find_all("a", href=True):
        links.setdefault(link["href"], []).append(link)
    for link in next(filter(None, map(links.get, addresses)), ()):
        _add_classes(link, "current")
        for around in link.find_parents(["ul", "li"]):
            is_item = around.name == "li"
            _add_classes(around, "current", *(["active"] if is_item else []))
            branch = around.find("details", recursive=False) if is_item else None
            if branch is not None:
                branch["open"] = "open"


def _add_classes(element: Any, *names: str) -> None:
    classes = element.get("class", [])
    element["class"] = [*classes, *(name for name in names if name not in classes)]


def setup(app: Sphinx) -> None:
    """Register the handlers, before those of themes (500) and after them."""
    app.connect("html-page-context", lead_on, priority=400)
    app.connect("html-page-context", mark_list, priority=400)
    app.connect("html-page-context", mark_part, priority=600)
