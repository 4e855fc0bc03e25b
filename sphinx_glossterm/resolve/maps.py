"""Fill in the maps of ``termmap``, as lists of entries and their relations.

On HTML pages the list is the text alternative to a drawing (:mod:`sphinx_glossterm.write.html.maps`).
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from sphinx_glossterm.collect.entries import map_page
from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_map
from sphinx_glossterm.doctree.words import NO_SEARCH, interface_word
from sphinx_glossterm.messages import Label, Warn, did_you_mean, warn
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import MapView
from sphinx_glossterm.terms.maps import RelationKind

if TYPE_CHECKING:
    from sphinx.config import Config

_POINTERS: Final = {RelationKind.SEE: Label.SEE, RelationKind.REPLACED: Label.INSTEAD}


class MapLists(GlosstermPostTransform):
    """Fill in each map with its list.

    The doctree afterwards::

        <glossterm_map classes="glossterm-map">
            <paragraph classes="glossterm-map-caption">
            <bullet_list classes="no-search">
                <list_item>
                    <paragraph> <reference> an entry
                    <bullet_list>
                        <list_item> <paragraph> <reference> one that it is related to
                        <list_item> <paragraph> See: <reference>
    """

    default_priority = 4  # before ReferencesResolver (10)

    def run(self, **kwargs: Any) -> None:
        """Fill in the maps of the document, or of all documents assembled into one."""
        domain = self.domain
        for node in blocks_of(self.document, glossterm_map):
            page = map_page(node)
            self._look_for_centre(node)
            view = domain.views.map(page)
            if view.entries:
                node += _listed(view, Cards(domain.builder, page.docname))
            else:
                text = interface_word(Label.NO_TERMS, self.config)
                node += nodes.paragraph("", "", text, classes=["glossterm-empty"])

    def _look_for_centre(self, node: glossterm_map) -> None:
        """Warn if the entry in ``:around:`` does not exist or is ambiguous."""
        target, domain = node["around"], self.domain
        if not target:
            return
        home = domain.home_of(node["docname"])
        if domain.glossary.find(target, home):
            domain.warn_of_ambiguity(target, node, "around", home=home)
        elif not domain.absent(target, home):
            hint = did_you_mean(domain.glossary.closest(target))
            warn(
                Warn.OPTION,
                f'":around:" of "termmap" names "{target}", which is not an entry.'
                + (hint or " Write an entry for it, or correct the name."),
                location=node,
            )


def _listed(view: MapView, cards: Cards) -> nodes.bullet_list:
    related: list[list[int]] = [[] for _entry in view.entries]
    pointers: list[list[nodes.paragraph]] = [[] for _entry in view.entries]
    for line in view.lines:
        if line.kind in _POINTERS:
            pointers[line.start].append(cards.see(_POINTERS[line.kind], view.entries[line.end]))
        else:
            related[line.start].append(line.end)
            related[line.end].append(line.start)
    items = []
    for entry, places, pointing in zip(view.entries, related, pointers, strict=True):
        item = nodes.list_item("", nodes.paragraph("", "", cards.link(entry)))
        others = (view.entries[place] for place in sorted(places))
        lines = [*(nodes.paragraph("", "", cards.link(other)) for other in others), *pointing]
        if lines:
            item += _bullets(lines)
        items.append(item)
    # no-search: the site's search should lead to the pages of the entries, not to the map.
    return nodes.bullet_list("", *items, bullet="*", classes=[NO_SEARCH])


def _bullets(lines: list[nodes.paragraph]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", line) for line in lines), bullet="*")


def dot_of(config: Config) -> str | None:
    """The program that draws maps, found as ``sphinx.ext.graphviz`` finds it.

    Returns:
        Its path; empty if it is not found, None if the project does not load that extension.
    """
    if "graphviz_dot" not in config:
        return None
    return shutil.which(str(config.graphviz_dot)) or ""
