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
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri

from sphinx_glossterm.doctree.frozen import is_portable
from sphinx_glossterm.doctree.nodes import plain_words, via_of
from sphinx_glossterm.freshness.stale import ledger_of
from sphinx_glossterm.resolve.cards import plain_reference, reference_to, reference_words
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.preview_files import preview_name
from sphinx_glossterm.resolve.views import PreviewView, ReferenceView
from sphinx_glossterm.terms.entry import Via
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.write.html.fragments import Fragments

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER: Final = "_static/glossterm-previews"
FORMAT: Final = "1"
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
        # Links are made as if the previews stood in the main document.
        self.docname = str(builder.config.root_doc)
        self._main = builder.get_target_uri(self.docname)
        self._fragments = Fragments(builder, self.docname)

    def preview(self, view: PreviewView) -> tuple[str, str, str] | None:
        """Title, category and short definition as HTML; None if there is nothing to preview."""
        if view.card.definition is None:
            return None
        title = self._fragments.name(view.card.link.title)
        title += self._fragments.abbreviation(view.card.abbreviation)
        category = self._fragments.name(view.category) if view.category else ""
        return title, category, self._fragments.definition(view.card.definition, self._resolve)

    def _resolve(self, node: addnodes.pending_xref, reference: ReferenceView | None) -> list[nodes.Node]:
        """A link for a reference, from the site's root; words where there can be none."""
        content = node[0]
        if not isinstance(content, nodes.Element) or not is_portable(node) or via_of(node) is Via.ANY:
            return plain_reference(node, reference, self.builder.config)
        if reference is not None:
            content = reference_words(reference, content, self.builder.config)
            args = self.builder, self.docname, reference.docname, reference.anchor, content
            link: nodes.Node | None = reference_to(*args)
        else:
            link = self._theirs(node, content)
        if not isinstance(link, nodes.reference):
            return plain_words(node)
        # Not as a reference node, whose classes would take more room than its words.
        return [_raw(f'<a href="{escape(self._address(link))}">'), *plain_words(link), _raw("</a>")]

    def _theirs(self, node: addnodes.pending_xref, content: nodes.Element) -> nodes.Node | None:
        """What Sphinx makes of a reference that leads to no entry of ours."""
        domain = self.domain.env.domains.get(node["refdomain"])
        if domain is None:
            return None
        target = node["reftarget"]
        args = self.domain.env, self.docname, self.builder, node["reftype"], target, node, content
        try:
            return domain.resolve_xref(*args)
        except NoUri:
            return None

    def _address(self, link: nodes.reference) -> str:
        """Where a link in the main document leads, from the site's root."""
        if "refid" in link:
            return f"{self._main}#{link['refid']}"
        page, mark, anchor = str(link["refuri"]).partition("#")
        if not link.get("internal"):
            return f"{page}{mark}{anchor}"
        if not page:
            return f"{self._main or '.'}{mark}{anchor}"
        path = normpath(join(str(PurePosixPath(self._main).parent), page))
        return path + "/" * page.endswith("/") + mark + anchor


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
