"""Write: what a page with one entry is about, for search engines and for previews of links to it.

Without a description they take the page's first words, which are labels such as "Also known as: ...".
The short definition is what they need. It is not cut, because each of them has its own limit.

sphinxext-opengraph looks into the page's metadata for ``og:description`` before it looks at the text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_entry
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.views import DefinitionView
from sphinx_glossterm.write.html.directions import attributes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

OPENGRAPH: Final = "sphinxext.opengraph"
_FIELD: Final = "og:description"
_UNSEEN: Final = (nodes.Titular, nodes.Invisible, nodes.meta)


def add_description(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the short definition of a page's only entry into its head (``html-page-context``).

    A description by the author takes precedence: ``.. meta::``, ``html_meta`` in MyST, or the field
    ``og:description``.
    """
    if doctree is None or not is_site(app.builder) or not is_about_one(doctree):
        return
    view = _definition(app, pagename)
    if view is None or not view.plain:
        return
    text = escape(view.plain)
    if not any(meta.get("name") == "description" for meta in doctree.findall(nodes.meta)):
        source = app.config.glossterm_source_language
        language = attributes(source, app.config) if view.is_source else ""
        tag = f'<meta name="description" content="{text}"{language} />'
        context["metatags"] = "\n".join([context.get("metatags", ""), tag])
    if OPENGRAPH in app.extensions:
        # A copy, because the metadata belong to the project.
        context["meta"] = {_FIELD: text, **(context.get("meta") or {})}


def is_about_one(doctree: nodes.document) -> bool:
    """Whether an entry is the title of a page, or the only content below its heading."""
    first = next(blocks_of(doctree, nodes.section), None)
    if first is None or isinstance(first, glossterm_entry):
        return first is not None
    shown = [child for child in first.children if not isinstance(child, _UNSEEN)]
    return len(shown) == 1 and isinstance(shown[0], glossterm_entry)


def _definition(app: Sphinx, docname: str) -> DefinitionView | None:
    """The short definition of a document's entry; None if it has several, or none with a definition."""
    domain = the_domain(app.env)
    entries = domain.entries_in(docname)
    return domain.views.definition(entries[0]) if len(entries) == 1 else None


def setup(app: Sphinx) -> None:
    """Add the description before others (500) look for one."""
    app.connect("html-page-context", add_description, priority=400)
