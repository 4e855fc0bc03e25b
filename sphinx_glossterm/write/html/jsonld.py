"""Write: describe a page with entries to search engines, as JSON-LD in its head.

In the terms of schema.org, each entry is a ``DefinedTerm``, the glossary is its ``DefinedTermSet``, and
the path from the first page to this one is a ``BreadcrumbList``. All of it is in the language of the
page. Browsers do not run data, so a policy that forbids inline scripts allows it.

Addresses begin with ``html_baseurl``. If that is empty, they are relative to the page, as JSON-LD in
HTML allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from posixpath import join
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.views import PageView, SetView
from sphinx_glossterm.terms.entry import Entry, fold, make_id
from sphinx_glossterm.terms.languages import tag_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Node = dict[str, Any]
"""A node of the graph, without empty values."""


class PageData:
    """Makes the data of one page.

    Args:
        builder: A builder of one page for each document.
        docname: The page.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str) -> None:
        self.domain = the_domain(builder.env)
        self.docname = docname
        self._builder = builder
        self._config = builder.config
        self._way = self.domain.views.way(docname)
        names = self.domain.views.glossaries_of(docname)
        fold = self.domain.glossary.fold
        self._sets = {
            fold(name): self._term_set(name, view)
            for name, view in zip(names, self._way.sets, strict=True)
        }

    def graph(self) -> list[Node]:
        """The sets, the path to the page unless it is the first one, and the entries of the page."""
        found = self.domain.entries_in(self.docname)
        terms = [self._term(entry) for entry in found if not entry.see]
        if not terms:
            return []
        ids = {term["inDefinedTermSet"]["@id"] for term in terms}
        sets = [each for each in self._sets.values() if each["@id"] in ids]
        way = [*self._way.above[::-1], self.domain.views.page(self.docname)]
        return [*sets, *([self._breadcrumbs(way)] if way[1:] else []), *terms]

    def _term(self, entry: Entry) -> Node:
        term: Node = {"@type": "DefinedTerm", "name": entry.title.text}
        definition = self.domain.views.definition(entry) if entry.translated else None
        if definition:
            term["description"] = definition.plain
        if others := self._other_names(entry):
            term["alternateName"] = others
        # "A code that identifies this DefinedTerm within a DefinedTermSet": that is the id. The
        # abbreviation is a name.
        term["termCode"] = entry.id
        of = self._sets[self.domain.glossary.fold(entry.glossary)]
        term["inDefinedTermSet"] = {"@id": of["@id"]}
        term["url"] = self._address(self.docname, entry.anchor)
        return term

    def _other_names(self, entry: Entry) -> list[str]:
        """The other names that the page shows."""
        shown = [name.text for name in entry.shown_names[1:]]
        if self._config.glossterm_show_source_title:
            shown.append(entry.title.source)
        names = {fold(entry.title.text): ""}
        for name in shown:
            names.setdefault(fold(name), name)
        return list(names.values())[1:]

    def _term_set(self, glossary: str, view: SetView) -> Node:
        """A glossary: the page that lists its terms, or else the whole project."""
        page = view.page or PageView(self._config.root_doc)
        address = self._address(page.docname, page.anchor)
        id_, name = address, view.title
        if glossary and not view.is_own:  # the page is that of all glossaries
            id_ = self._address(page.docname, f"glossary-{make_id(glossary)}")
        elif not name:
            name = page.title if page.docname != self._config.root_doc else self._config.project
        return {
            "@type": "DefinedTermSet",
            "@id": id_,
            "name": str(name),
            "url": address,
            "inLanguage": tag_of(self._config.language),
        }

    def _breadcrumbs(self, way: Iterable[PageView]) -> Node:
        items = [
            {
                "@type": "ListItem",
                "position": position,
                "name": page.title or page.docname,
                "item": self._address(page.docname),
            }
            for position, page in enumerate(way, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _address(self, docname: str, anchor: str = "") -> str:
        fragment = f"#{anchor}" if anchor else ""
        base = self._config.html_baseurl
        if base:
            return join(base, self._builder.get_target_uri(docname)) + fragment
        if docname == self.docname:
            return fragment or "#"
        return self._builder.get_relative_uri(self.docname, docname) + fragment


def script(graph: list[Node]) -> str:
    """A graph as an HTML element, escaped so that its content cannot end the element."""
    data = json.dumps(
        {"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":")
    )
    data = data.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{data}</script>'


def add_page_data(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Put a page's data into its head (``html-page-context``); pages without entries have none."""
    builder = app.builder
    if doctree is None or not is_site(builder) or not app.config.glossterm_jsonld:
        return
    if graph := PageData(builder, pagename).graph():
        context["metatags"] = "\n".join([context.get("metatags", ""), script(graph)])


def setup(app: Sphinx) -> None:
    """Add the data when pages are written."""
    app.connect("html-page-context", add_page_data)
