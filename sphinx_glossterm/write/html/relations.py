"""The relations of an entry as HTML: related concepts, mentions, and the way to other entries.

Written straight from the records, for builders of pages; the markup is that of the standard nodes which
other builders get from :mod:`sphinx_glossterm.resolve.relations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.relations import mentioning, related_entries
from sphinx_glossterm.terms.entry import Entry
from sphinx_glossterm.write.html.outline import heading_level

if TYPE_CHECKING:
    from sphinx_glossterm.doctree.nodes import glossterm_relations
    from sphinx_glossterm.write.html.fragments import Fragments


def relations(node: glossterm_relations, entry: Entry, fragments: Fragments) -> Iterator[str]:
    """The parts that there are."""
    level = heading_level(node)
    domain = fragments.domain
    if related := related_entries(domain, entry):
        yield _block(Label.RELATED, "related", node["related"], level, fragments)
        yield fragments.cards(related)
        yield "</div>\n"
    if domain.env.config.glossterm_mentions and (shown := mentioning(domain, entry)):
        yield _block(Label.MENTIONED, "mentions", node["mentions"], level, fragments)
        links = (
            fragments.link(other) if isinstance(other, Entry) else fragments.page(other, text)
            for text, other in shown
        )
        items = "".join(f"<li><p>{link}</p></li>\n" for link in links)
        yield f"<ul>\n{items}</ul>\n</div>\n"
    if ways := "".join(_ways(entry, fragments)):
        name = fragments.word(Label.NAVIGATION)
        yield f'<nav class="glossterm-nav" aria-label="{name}">\n{ways}</nav>\n'


def _block(which: Label, kind: str, ids: Iterable[str], level: int, fragments: Fragments) -> str:
    anchor = "".join(f' id="{escape(id_)}"' for id_ in ids)
    heading = fragments.word(which)
    return (
        f'<div class="glossterm-{kind}"{anchor}>\n'
        f'<h{level} class="glossterm-heading">{heading}</h{level}>\n'
    )


def _ways(entry: Entry, fragments: Fragments) -> Iterator[str]:
    domain = fragments.domain
    if index := domain.main_index:
        link = fragments.page(index.docname, fragments.words(Label.ALL_TERMS), index.anchor)
        yield f'<p class="glossterm-nav-all">{link}</p>\n'
    ways = ((Label.PREVIOUS, "previous"), (Label.NEXT, "next"))
    for other, (which, kind) in zip(domain.glossary.neighbours(entry), ways, strict=True):
        if other is not None:
            label = f'<span class="glossterm-label">{fragments.word(which)}</span> '
            link = fragments.link(other, before=label)
            yield f'<p class="glossterm-nav-{kind}">{link}</p>\n'
