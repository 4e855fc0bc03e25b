"""What stands below an entry's own text: related concepts, mentions, and the way to other entries.

Builders of HTML pages write these parts straight from the records, where :class:`EntryRelations` leaves
a mark (:mod:`sphinx_glossterm.write.html.relations`); others get standard nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes

from sphinx_glossterm.doctree.nodes import (
    EntryNode,
    entries_of,
    glossterm_block,
    glossterm_heading,
    glossterm_nav,
    glossterm_relations,
)
from sphinx_glossterm.messages import Label, Warn, did_you_mean, label, warn
from sphinx_glossterm.resolve.cards import Cards
from sphinx_glossterm.resolve.domain import GlosstermDomain
from sphinx_glossterm.resolve.languages import is_site
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.entry import Entry


def related_entries(domain: GlosstermDomain, entry: Entry) -> list[Entry]:
    """The entries that one names as related, in the author's order; itself and unknown ones left out."""
    matches = (domain.glossary.find(target) for target in entry.related)
    found = {match.entry.key: match.entry for match in matches if match and match.entry is not entry}
    return list(found.values())


def mentioning(domain: GlosstermDomain, entry: Entry) -> list[tuple[str, Entry | str]]:
    """Where an entry is mentioned: titles with an entry or a document each, in dictionary order."""
    shown: list[tuple[str, Entry | str]] = []
    titles = domain.env.titles
    for docname, anchor in domain.mentions.get(entry.key, ()):
        other = domain.glossary.at(docname, anchor) if anchor else None
        if other is not None:
            shown.append((other.title.text, other))
        elif docname in titles:
            shown.append((titles[docname].astext(), docname))
    key = domain.glossary.collator.key
    return sorted(shown, key=lambda pair: key(pair[0]))


class EntryRelations(GlosstermPostTransform):
    """Put the relations of each entry below its facets.

    The doctree afterwards, for builders of pages a mark that holds no text, for others the parts that
    there are::

        <glossterm_entry>
            ...
            <glossterm_relations> |
            <glossterm_block classes="glossterm-related" ids="ID-related">
                <glossterm_heading> <bullet_list classes="glossterm-cards">
            <glossterm_block classes="glossterm-mentions" ids="ID-mentions">
                <glossterm_heading> <bullet_list>
            <glossterm_nav classes="glossterm-nav" label=...>             in HTML only
                <paragraph classes="glossterm-nav-all"> <reference> ...
    """

    # After EntryParts (3); before TermReferences (5) and ReferencesResolver (10), as definitions may
    # hold references.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Add the relations of the document's entries, or of all documents assembled into one."""
        domain = self.domain
        for node in list(entries_of(self.document)):
            entry = domain.glossary.at(node["docname"], node["anchor"])
            if entry is None:
                continue
            self._warn_of_names(node, entry)
            if is_site(domain.builder):
                mark = glossterm_relations(docname=entry.docname, anchor=entry.anchor)
                for part in ("related", "mentions"):
                    mark[part] = self._free(f"{entry.anchor}-{part}")
                node.append(mark)
            else:
                node.extend(self._parts(entry, Cards(domain, entry.docname)))

    def _warn_of_names(self, node: EntryNode, entry: Entry) -> None:
        """Warn of names of other entries that nobody has, or several."""
        glossary = self.domain.glossary
        named = [("related", target) for target in entry.related]
        named += [("see", entry.see), ("replaced-by", entry.replaced_by)]
        for option, target in named:
            if not target:
                continue
            if match := glossary.find(target):
                self.domain.warn_of_ambiguity(target, match, node, option)
            elif not self.domain.absent(target):
                hint = did_you_mean(glossary.closest(target))
                warn(
                    Warn.RELATED,
                    f'":{option}:" names "{target}", which is no entry; it is left out.'
                    + (hint or " Write an entry for it, or take the name away."),
                    location=node,
                )

    def _parts(self, entry: Entry, cards: Cards) -> Iterator[nodes.Node]:
        domain = self.domain
        if related := related_entries(domain, entry):
            yield self._block(Label.RELATED, "related", entry, cards.cards(related))
        if self.config.glossterm_mentions and (shown := mentioning(domain, entry)):
            links = (
                cards.title(other) if isinstance(other, Entry) else cards.document(other, text)
                for text, other in shown
            )
            items = (nodes.list_item("", nodes.paragraph("", "", link)) for link in links)
            listed = nodes.bullet_list("", *items, bullet="*")
            yield self._block(Label.MENTIONED, "mentions", entry, listed)
        if domain.builder.format == "html":
            yield from self._navigation(entry, cards)

    def _block(self, which: Label, kind: str, entry: Entry, content: nodes.Node) -> glossterm_block:
        heading = glossterm_heading("", label(which, self.config))
        ids = self._free(f"{entry.anchor}-{kind}")
        return glossterm_block("", heading, content, classes=[f"glossterm-{kind}"], ids=ids)

    def _free(self, wanted: str) -> list[str]:
        """An id that nothing in the document has; none where it is taken."""
        return [] if wanted in self.document.ids else [wanted]

    def _navigation(self, entry: Entry, cards: Cards) -> Iterator[nodes.Node]:
        nav = glossterm_nav("", classes=["glossterm-nav"], label=label(Label.NAVIGATION, self.config))
        if index := self.domain.main_index:
            text = label(Label.ALL_TERMS, self.config)
            link = cards.document(index.docname, text, index.anchor)
            nav += nodes.paragraph("", "", link, classes=["glossterm-nav-all"])
        is_book = self.domain.builder.name == "epub"  # its next page is the next entry anyway
        ways = ((Label.PREVIOUS, "previous"), (Label.NEXT, "next"))
        for other, (which, kind) in zip(self.domain.glossary.neighbours(entry), ways, strict=True):
            if other is not None and not is_book:
                reference = cards.title(other)
                name = nodes.inline("", label(which, self.config), classes=["glossterm-label"])
                reference.insert(0, [name, nodes.Text(" ")])
                nav += nodes.paragraph("", "", reference, classes=[f"glossterm-nav-{kind}"])
        if nav.children:
            yield nav
