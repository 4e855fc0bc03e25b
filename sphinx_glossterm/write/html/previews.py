"""Write: the preview files, which a page loads when a reader first asks for a preview.

``_static/glossterm-previews/N.js`` dispatches an event with its content, because pages opened from a
disk may load scripts but no data::

    dispatchEvent(new CustomEvent("glossterm-N", {detail: {"page#id": PREVIEW}}))

If an entry has several anchors in one file, the others hold the name of the first. PREVIEW is ``[TITLE,
CATEGORY, DEFINITION, SOURCE, STATUS]``, without empty ones at the end. All are HTML: names are escaped
text, and the builder's translator writes the definition. Links are relative to the site's root, or
fragments if all documents are one page. The key of another project's entry is its address as in the
link; STATUS names the project.
"""

from __future__ import annotations

import json
import shutil
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import NoUri

from sphinx_glossterm.freshness.stale import ledger_of
from sphinx_glossterm.messages import Label, word
from sphinx_glossterm.resolve.cards import Shown, plain_reference
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.languages import has_previews
from sphinx_glossterm.resolve.preview_files import file_of, preview_name
from sphinx_glossterm.resolve.views import LinkView, PlaceView, PreviewView, ReferenceView
from sphinx_glossterm.terms.entry import Status
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.write.html.fragments import Fragments
from sphinx_glossterm.write.html.single_page import one_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER: Final = "_static/glossterm-previews"
FORMAT: Final = "4"
"""Raise this when files with the same facts look different."""

Preview = tuple[str, ...]


class Previews(Fragments):
    """Makes previews for one builder, with links relative to the site's root or within its only page.

    Args:
        builder: The builder.
    """

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        super().__init__(builder, str(builder.config.root_doc))
        self._page = one_page(builder)

    def preview(self, view: PreviewView) -> Preview:
        """The preview of an entry, as the browser gets it."""
        title = self.name(view.card.link.title) + self.abbreviation(view.card.abbreviation)
        title += self.glossary(view.card)
        category = self.name(view.category) if view.category else ""
        definition = view.card.definition
        short = self.definition(definition, self._resolve) if definition else ""
        source = self.name(view.source) if view.source else ""
        status = self._deprecated(view) if view.is_deprecated else ""
        if remote := view.card.link.remote:
            status = self.origin(remote) + status
        if status:
            return title, category, short, source, status
        return (title, category, short, source) if source else (title, category, short)

    def _deprecated(self, view: PreviewView) -> str:
        """What the entry's own page says of it."""
        lines = f'<p><span class="glossterm-label">{self.word(Label.DEPRECATED)}</span></p>'
        if view.replaced_by:
            lines += f'<p class="glossterm-see">{self.see(Label.INSTEAD, view.replaced_by)}</p>'
        return f'<div class="glossterm-status glossterm-{Status.DEPRECATED}">{lines}</div>'

    def address(self, docname: str, anchor: str) -> str | None:
        """The address of a place, relative to the site's root or on its only page."""
        if self._page:
            return self._page.address(docname, anchor) if docname in self._page.docnames else None
        try:
            page = self._builder.get_target_uri(docname) or "."
        except NoUri:
            return None
        return f"{page}#{anchor}" if anchor else page

    def _resolve(self, node: addnodes.pending_xref, shown: Shown) -> list[nodes.Node]:
        """A link for a reference, or words if it leads nowhere."""
        words = plain_reference(node, shown, self._builder)
        if shown is None:
            return words
        address: str | None = shown.uri if isinstance(shown, PlaceView) else ""
        if isinstance(shown, ReferenceView) and shown.remote:
            address = shown.remote.uri
        if not address:
            address = self.address(shown.docname, shown.anchor) if shown.docname else None
        if address is None:
            return words
        # Not as a reference node, whose classes would take more room than its words.
        return [_raw(f'<a href="{escape(address)}">'), *words, _raw("</a>")]


def _raw(html: str) -> nodes.raw:
    return nodes.raw("", html, format="html")


def write_previews(app: Sphinx) -> list[Any]:
    """Write the preview files that have changed, after the pages of all documents.

    Returns:
        No pages, for ``html-collect-pages``.
    """
    builder, ledger = app.builder, ledger_of(app)
    if not has_previews(builder):
        return []
    domain = the_domain(app.env)
    folder = Path(app.outdir, FOLDER)
    wanted = _wanted(domain, builder) if app.config.glossterm_previews else {}
    if not wanted:
        shutil.rmtree(folder, ignore_errors=True)
        ledger.previews = {}
        return []
    folder.mkdir(parents=True, exist_ok=True)
    files = _Files(domain, builder)
    for number, (name, wish) in enumerate(wanted.items()):
        file = folder / name
        if ledger.is_torn or ledger.previews.get(name) != wish or not file.is_file():
            file.write_text(files.content(number), "utf-8")
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    ledger.previews = wanted
    return []


def write_with_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Write them for a single page; Sphinx has no event for that."""
    if doctree is not None and one_page(app.builder):
        write_previews(app)


def _wanted(domain: GlosstermDomain, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """The preview files that should exist, each with a fingerprint of its content."""
    config = builder.config
    main = builder.get_target_uri(str(config.root_doc))
    words = (
        word(which, config)
        for which in (Label.SEE, Label.DEPRECATED, Label.INSTEAD, Label.LABELLED, Label.FROM)
    )
    how: list[object] = [
        FORMAT,
        builder.name,
        builder.link_suffix,
        main,
        config.glossterm_show_source_title,
        *words,
    ]
    if page := one_page(builder):
        how += [page, *domain.previews]  # an id may be another one whenever any document changes
    return {
        f"{number}.js": digest([*map(str, how), facts]) for number, facts in enumerate(domain.previews)
    }


class _Files:
    """The content of a builder's preview files.

    Args:
        domain: The store.
        builder: The builder.
    """

    def __init__(self, domain: GlosstermDomain, builder: StandaloneHTMLBuilder) -> None:
        self._domain = domain
        self._page = one_page(builder)
        self._previews = Previews(builder)
        self._root = str(builder.config.root_doc)

    def content(self, number: int) -> str:
        """One of the files."""
        named = self._on_page[number] if self._page else dict(self._domain.views.previews(number))
        found: dict[str, Preview | str] = {}
        for name, view in sorted(named.items()):
            first = self._name(view.card.link)
            if not view.is_empty:
                is_other = name != first and first in named
                found[name] = first if is_other else self._previews.preview(view)
        content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        return f'dispatchEvent(new CustomEvent("glossterm-{number}",{{detail:{content}}}))\n'

    def _name(self, link: LinkView) -> str:
        return link.remote.uri if link.remote else self._name_at(link.docname, link.anchor)

    def _name_at(self, docname: str, anchor: str) -> str:
        if self._page:
            return preview_name(self._root, self._page.address(docname, anchor)[1:])
        return preview_name(docname, anchor)

    @cached_property
    def _on_page(self) -> list[dict[str, PreviewView]]:
        """The content of each file if all documents are one page, by the fragment of each link."""
        domain, page = self._domain, self._page
        assert page is not None
        count = len(domain.previews)
        found: list[dict[str, PreviewView]] = [{} for _ in range(count)]
        for entry in domain.glossary:
            for docname, anchor in entry.keys:
                if docname in page.docnames:
                    name = self._name_at(docname, anchor)
                    found[file_of(name, count)][name] = domain.views.preview(entry)
        for remote in domain.remote_used:
            found[file_of(remote.uri, count)][remote.uri] = domain.views.preview(remote)
        return found


def setup(app: Sphinx) -> None:
    """Write the files once all pages are written."""
    app.connect("html-collect-pages", write_previews)
    app.connect("html-page-context", write_with_page)
