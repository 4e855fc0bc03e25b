"""Let Sphinx's search find names that pages do not show.

Sphinx indexes each page from its resolved doctree, in the main process, and keeps the words of pages
that are not written again. So a node that no writer shows can carry names into the index: the forms of
an entry, and its names in other languages. This works in parallel and incremental builds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_glossterm.doctree.nodes import builtin_items, builtin_terms, entries_of
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.entry import Entry, Kind, fold

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class glossterm_searched(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Names for the search, which no writer shows.

    Titles in it are found like headings, with a link to the node's first id.
    """


class SearchedNames(GlosstermPostTransform):
    """Give the search the names that a page does not show.

    The doctree afterwards::

        <glossterm_entry>
            ...
            <glossterm_searched ids="ANCHOR">
                <title>         title, alias or abbreviation in another language
                <inline>        a form, in any language
        <glossary>
            ...
            <glossterm_searched ids="ANCHOR">
                <title>         any name of an item, in any language
    """

    default_priority = 720  # after HtmlOutline (700), for which it is no part of an entry
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add a node to each entry that has such names."""
        domain, docname = self.domain, self.env.docname
        if not getattr(domain.builder, "search", False):
            return
        for node in list(entries_of(self.document)):
            _add(node, domain.glossary.at(node["docname"], node["anchor"]))
        if docname in domain.builtin:
            for item in list(builtin_items(self.document)):
                glossary = item.parent.parent
                _add(glossary, domain.glossary.at(docname, builtin_terms(item)[0]["ids"][0]))


def _add(node: nodes.Element, entry: Entry | None) -> None:
    if entry is None:
        return
    titles, forms = _names(entry)
    if titles or forms:
        searched = glossterm_searched(ids=[entry.anchor])
        searched.extend(nodes.title("", text) for text in titles)
        searched.extend(nodes.inline("", text) for text in forms)
        node.append(searched)


def _names(entry: Entry) -> tuple[list[str], list[str]]:
    """Names in other languages and forms in all, each once, without those that are headings anyway."""
    # The names of our entries are headings, or objects of the search.
    seen = set() if entry.is_builtin else {fold(name.text) for name in entry.shown_names}
    shown = [text for name in entry.shown_names for text in (name.text, name.source)]
    forms = [text for name in entry.forms for text in name.spellings]
    shown += [name.text for name in entry.other_languages if name.kind is not Kind.FORM]
    forms += [name.text for name in entry.other_languages if name.kind is Kind.FORM]
    # Sphinx 8's page takes titles for HTML; 9's does not.
    forms += [name for name in shown if "<" in name]
    return _unseen([name for name in shown if "<" not in name], seen), _unseen(forms, seen)


def _unseen(names: list[str], seen: set[str]) -> list[str]:
    """Each name that has not been seen before."""
    found = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            found.append(name)
    return found


def _skip(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node, which exists only in HTML, and its transform."""
    app.add_node(glossterm_searched, html=(_skip, None))
    app.add_post_transform(SearchedNames)
