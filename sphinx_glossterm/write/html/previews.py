"""Write: the preview files, which a page loads when a reader first asks for a preview.

``_static/glossterm-previews/N.js`` calls out what it holds, as pages opened from a disk may load
scripts and no data::

    dispatchEvent(new CustomEvent("glossterm-N", {detail: {"page#id": [TITLE, CATEGORY, DEFINITION]}}))

Of an entry with several anchors the others hold the name of the first, where that is in the file too.
TITLE, CATEGORY and DEFINITION are HTML: names as escaped text, the definition as the builder's own
translator writes it, with links relative to the site's root.
"""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri

from sphinx_glossterm.freshness.stale import ledger_of
from sphinx_glossterm.resolve.cards import Shown, plain_reference
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.preview_files import preview_name
from sphinx_glossterm.resolve.views import PlaceView, PreviewView
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.write.html.fragments import Fragments

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER: Final = "_static/glossterm-previews"
FORMAT: Final = "2"
"""Changes whenever files with the same facts would look different."""


class Previews:
    """Makes previews for one builder.

    Args:
        domain: The store.
        builder: The builder, of one HTML page for each document.
    """

    def __init__(self, domain: GlosstermDomain, builder: StandaloneHTMLBuilder) -> None:
        self.domain = domain
        self.builder = builder
        self._fragments = Fragments(builder, str(builder.config.root_doc))

    def preview(self, view: PreviewView) -> tuple[str, str, str] | None:
        """Title, category and short definition as HTML; None if there is nothing to preview."""
        if view.card.definition is None:
            return None
        title = self._fragments.name(view.card.link.title)
        title += self._fragments.abbreviation(view.card.abbreviation)
        category = self._fragments.name(view.category) if view.category else ""
        return title, category, self._fragments.definition(view.card.definition, self._resolve)

    def _resolve(self, node: addnodes.pending_xref, shown: Shown) -> list[nodes.Node]:
        """A link for a reference, from the site's root; words where it leads nowhere."""
        words = plain_reference(node, shown, self.builder)
        if shown is None:
            return words
        address = shown.uri if isinstance(shown, PlaceView) else ""
        if not address:
            if not shown.docname:
                return words
            try:
                page = self.builder.get_target_uri(shown.docname) or "."
            except NoUri:
                return words
            address = f"{page}#{shown.anchor}" if shown.anchor else page
        # Not as a reference node, whose classes would take more room than its words.
        return [_raw(f'<a href="{escape(address)}">'), *words, _raw("</a>")]


def _raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def write_previews(app: Sphinx) -> list[Any]:
    """Write the preview files that have changed (``html-collect-pages``, when all else is known).

    Returns:
        No pages.
    """
    builder, ledger = app.builder, ledger_of(app)
    if not is_site(builder):
        return []
    domain = the_domain(app.env)
    folder = Path(app.outdir, FOLDER)
    wanted = _wanted(domain, builder) if app.config.glossterm_previews else {}
    if not wanted:
        shutil.rmtree(folder, ignore_errors=True)
        ledger.previews = {}
        return []
    folder.mkdir(parents=True, exist_ok=True)
    previews = Previews(domain, builder)
    for number, (name, wish) in enumerate(wanted.items()):
        file = folder / name
        if ledger.is_torn or ledger.previews.get(name) != wish or not file.is_file():
            file.write_text(_file(previews, number), "utf-8")
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    ledger.previews = wanted
    return []


def _wanted(domain: GlosstermDomain, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """The preview files there should be, each with a fingerprint of what it holds."""
    main = builder.get_target_uri(str(domain.env.config.root_doc))
    how = (FORMAT, builder.name, builder.link_suffix, main)
    return {f"{number}.js": digest((*how, facts)) for number, facts in enumerate(domain.previews)}


def _file(previews: Previews, number: int) -> str:
    found: dict[str, tuple[str, str, str] | str] = {}
    named = dict(previews.domain.views.previews(number))
    for name, view in sorted(named.items()):
        preview = previews.preview(view)
        first = preview_name(view.card.link.docname, view.card.link.anchor)
        if preview is not None:
            found[name] = first if name != first and first in named else preview
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f'dispatchEvent(new CustomEvent("glossterm-{number}",{{detail:{content}}}))\n'


def setup(app: Sphinx) -> None:
    """Write the files once all pages are written."""
    app.connect("html-collect-pages", write_previews)
