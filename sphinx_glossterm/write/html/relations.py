"""The parts below an entry, as HTML.

Page builders write them directly from a view: they change most, and as a doctree would be several times
as large. The markup is that of the standard nodes that other builders get from
:mod:`sphinx_glossterm.resolve.relations`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_glossterm.messages import Label
from sphinx_glossterm.write.html.outline import heading_level

if TYPE_CHECKING:
    from sphinx_glossterm.doctree.nodes import glossterm_relations
    from sphinx_glossterm.resolve.views import RelationsView
    from sphinx_glossterm.write.html.fragments import Fragments


def relations(
    node: glossterm_relations, view: RelationsView, fragments: Fragments, *, has_ways: bool
) -> Iterator[str]:
    """The parts that have content.

    Args:
        node: Their node in the doctree.
        view: What to show.
        fragments: Makes the HTML.
        has_ways: Whether the theme links to the previous and next entry.
    """
    level = heading_level(node)
    if view.related:
        yield fragments.block("related", node["related"], level, fragments.word(Label.RELATED))
        yield fragments.cards(map(fragments.card, view.related))
        yield "</div>\n"
    if view.mentions:
        yield fragments.block("mentions", node["mentions"], level, fragments.word(Label.MENTIONED))
        items = "".join(f"<li><p>{link}</p></li>\n" for link in map(fragments.place, view.mentions))
        yield f"<ul>\n{items}</ul>\n</div>\n"
    if ways := "".join(_ways(view, fragments, has_ways=has_ways)):
        name = fragments.word_text(Label.NAVIGATION)
        yield f'<nav class="glossterm-nav" aria-label="{name}">\n{ways}</nav>\n'


def _ways(view: RelationsView, fragments: Fragments, *, has_ways: bool) -> Iterator[str]:
    if view.all_terms:
        link = fragments.page(view.all_terms, fragments.word(Label.ALL_TERMS))
        yield f'<p class="glossterm-nav-all">{link}</p>\n'
    ways = ((view.previous, Label.PREVIOUS, "previous"), (view.next, Label.NEXT, "next"))
    for other, which, kind in ways:
        if other is not None and not has_ways:
            label = f'<span class="glossterm-label">{fragments.word(which)}</span> '
            link = fragments.link(other.link, before=label)
            yield f'<p class="glossterm-nav-{kind}">{link}</p>\n'
