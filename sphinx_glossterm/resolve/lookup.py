"""Look up entries, references and lists in the store, after everything has been read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from sphinx.util.tags import Tags

from sphinx_glossterm.collect.store import Store
from sphinx_glossterm.doctree.nodes import entry_around
from sphinx_glossterm.messages import project_label
from sphinx_glossterm.terms.alike import KnownNames
from sphinx_glossterm.terms.by_name import Match
from sphinx_glossterm.terms.entry import Entry, IndexPage, Mention, PlainMention, Via, fold_for
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.ids import settle
from sphinx_glossterm.terms.maps import Relations
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.terms.remote import RemoteEntry, RemoteGlossaries, RemoteMatch

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder

HOME: Final = "glossterm_home"
"""Attribute of a reference that was copied to another text: the glossary of its original text."""


class Lookup(Store):
    """A store that finds entries, and knows which of them are in the builder's output."""

    _builder: Builder | None = None
    remotes: RemoteGlossaries = RemoteGlossaries()
    """The glossaries of other projects, read for this build."""

    def _forget_cached(self) -> None:
        # Only the caches of this class and its subclasses: those of Store do not depend on documents.
        for family in (found for found in type(self).__mro__ if issubclass(found, Lookup)):
            for name, value in vars(family).items():
                if isinstance(value, cached_property):
                    self.__dict__.pop(name, None)

    def note_change(self, docnames: Set[str]) -> None:
        """Note that documents have been read or removed."""
        super().note_change(docnames)
        self._forget_cached()

    def let_go(self) -> None:
        """Free the room of what can be made again from the data."""
        super().let_go()
        self._forget_cached()

    def note_plain_mentions(self, searched: str, found: Mapping[str, tuple[PlainMention, ...]]) -> None:
        """Store plain mentions; see :meth:`Store.note_plain_mentions`."""
        super().note_plain_mentions(searched, found)
        self._forget_cached()

    @property
    def builder(self) -> Builder:
        """The builder of this run, known since ``builder-inited``."""
        assert self._builder is not None
        return self._builder

    @builder.setter
    def builder(self, builder: Builder) -> None:
        self._builder = builder
        self._forget_cached()  # another builder may have other entries

    # ---- the content of the output

    def holds(self, condition: str) -> bool:
        """Whether the condition of an ``only`` directive is true for the builder."""
        if self._builder is None:
            return True
        tags = self._builder.tags
        if not self._builder.format and type(tags) is Tags:
            # A builder without a format makes data, with the addresses of HTML pages.
            tags = Tags([*tags, "html", "format_html", "builder_html"])
        try:
            return bool(tags.eval_condition(condition))
        except Exception:  # Sphinx warns of the condition, and keeps the content
            return True

    def is_here(self, conditions: Iterable[str]) -> bool:
        """Whether content with these ``only`` conditions is in the output."""
        return all(map(self.holds, conditions))

    @property
    def is_used(self) -> bool:
        """Whether the project uses this package at all. If not, its pages stay as they are."""
        return bool(self.documents or self.env.config.glossterm_languages)

    def absent(self, target: str, home: str = "") -> Entry | None:
        """The entry that *target* would mean if that entry were in the output; None if there is none.

        Args:
            target: What the author wrote.
            home: The glossary of the text that contains the reference.
        """
        return self._absent.entry(target, home)

    @cached_property
    def _absent(self) -> Glossary:
        return self._glossary_of(in_output=False)

    def _glossary_of(self, *, in_output: bool) -> Glossary:
        """The entries that are in the output, or those that are not."""
        entries = (each for each in self._settled if self.is_here(each.only) == in_output)
        config = self.env.config
        return Glossary(entries, collator(config.language), config.glossterm_source_language)

    @cached_property
    def _settled(self) -> tuple[Entry, ...]:
        """All entries with their final ids, which are the same in every output."""
        return settle(self.all_entries(), fold_for(self.env.config.glossterm_source_language))

    # ---- the whole project, after everything has been read

    @cached_property
    def glossary(self) -> Glossary:
        """All entries of the project that are in the output."""
        return self._glossary_of(in_output=True)

    @cached_property
    def known_terms(self) -> KnownNames:
        """The names that ``:term:`` finds: of our entries, and of Sphinx's own glossaries."""
        objects = self.env.domains.standard_domain.objects
        builtin = (name for kind, name in objects if kind == "term")
        return KnownNames(chain(self.glossary.every_name(), builtin), self.glossary.fold)

    @cached_property
    def relations(self) -> Relations:
        """The relations between entries, for maps."""
        return Relations(self.glossary)

    def entries_in(self, docname: str) -> list[Entry]:
        """The entries of a document that are in the output: ours, then those of built-in glossaries."""
        records = chain(self.entries.get(docname, ()), self.builtin.get(docname, ()))
        return [entry for each in records if (entry := self.glossary.at(*each.key)) is not None]

    @cached_property
    def mentions(self) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
        """The places that refer to each entry; see :meth:`Glossary.mentions`."""
        return self.glossary.mentions(self._uses)

    @cached_property
    def _uses(self) -> dict[str, list[tuple[str, Entry]]]:
        """For each document, its references: the anchor of the entry around each, and its target."""
        places = {
            docname: [
                (mention.anchor, entry)
                for mention in found
                if self.is_here(mention.only) and (entry := self._meant(docname, mention))
            ]
            for docname, found in self.references.items()
        }
        for docname, plain in self.plain_mentions.items():
            linked = (
                (each.anchor, self.meaning(each.target, Via.OWN, self.home_of(docname, each.anchor)))
                for each in plain
            )
            places.setdefault(docname, []).extend(
                (anchor, entry) for anchor, entry in linked if entry is not None
            )
        return places

    @cached_property
    def used(self) -> Set[tuple[str, str]]:
        """The keys of entries that readers need.

        These are entries to which text outside entries refers, and in turn entries to which those refer.
        """
        leads: dict[tuple[str, str], list[Entry]] = {}
        for docname, uses in self._uses.items():
            for anchor, entry in uses:
                leads.setdefault((docname, anchor), []).append(entry)
        for entry in self.glossary.own:
            named = (
                self.glossary.entry(target, entry.glossary) for target in (entry.see, entry.replaced_by)
            )
            leads.setdefault(entry.key, []).extend(filter(None, named))
        found: set[tuple[str, str]] = set()
        ahead = [entry.key for place, entries in leads.items() if not place[1] for entry in entries]
        while ahead:
            key = ahead.pop()
            if key not in found:
                found.add(key)
                ahead += [entry.key for entry in leads.get(key, ())]
        return found

    # ---- references

    def home_of(self, docname: str, anchor: str = "") -> str:
        """The glossary of a text, in which its plain names are looked up first.

        Args:
            docname: The document with the text.
            anchor: The anchor of the entry around the text; empty outside entries.
        """
        if not self.glossary.glossaries:
            return ""
        entry = self.glossary.at(docname, anchor) if anchor else None
        return entry.glossary if entry else self.homes.get(docname, "")

    def home_around(self, node: nodes.Element) -> str:
        """The glossary of the text around a reference or another node; see :meth:`home_of`."""
        if not self.glossary.glossaries:
            return ""
        if HOME in node:
            return str(node[HOME])
        entry = entry_around(node)
        if entry is not None:
            return str(entry["glossary"])
        return self.homes.get(node.get("refdoc") or node.get("docname") or self.env.docname, "")

    def match(self, target: str, via: Via, home: str = "") -> Match | None:
        """The match of a reference that we resolve; None if Sphinx resolves it, or nothing is found.

        Our own roles prefer our entries. Sphinx's ``:term:`` and ``:any:`` prefer the terms of built-in
        glossaries, as they do without this package.

        Args:
            target: What the author wrote.
            via: The kind of reference.
            home: The glossary of the text that contains the reference.
        """
        if via is Via.OWN:
            return self.glossary.find(target, home)
        if self.builtin_place(target, via):
            return None
        return self.glossary.find_for_term(target, home)

    def meaning(self, target: str, via: Via, home: str = "") -> Entry | None:
        """The entry that a reference leads to, also if Sphinx resolves it; None if there is none.

        Args:
            target: What the author wrote.
            via: The kind of reference.
            home: The glossary of the text that contains the reference.
        """
        key = (target, via, home)
        if key not in self._meanings:
            self._meanings[key] = self._look_up(*key)
        return self._meanings[key]

    @cached_property
    def _meanings(self) -> dict[tuple[str, Via, str], Entry | None]:
        return {}

    def _look_up(self, target: str, via: Via, home: str) -> Entry | None:
        if match := self.match(target, via, home):
            return match.entry
        place = self.builtin_place(target, via) if via is not Via.OWN else None
        return self.glossary.at(*place) if place else None

    def _meant(self, docname: str, mention: Mention) -> Entry | None:
        return self.meaning(mention.target, mention.via, self.home_of(docname, mention.anchor))

    def remote(self, target: str, via: Via = Via.OWN, home: str = "") -> RemoteMatch | None:
        """The entry of another project that a reference leads to.

        Names of this project come first, even if the entry is not in this output or the name is one to
        avoid. So do terms of Sphinx's own glossaries. ``:any:`` is left to Sphinx.

        Args:
            target: What the author wrote.
            via: The kind of reference.
            home: The glossary of the text that contains the reference.
        """
        if not self.remotes or via is Via.ANY or self.builtin_place(target, Via.TERM):
            return None
        glossary = self.glossary
        if glossary.find(target, home) or glossary.instead_of(target) or self.absent(target, home):
            return None
        return self.remotes.find(target)

    def closest_named(self, target: str) -> tuple[str, ...]:
        """The names nearest to ``GLOSSARY:name`` or ``PROJECT:name``; none for any other target."""
        return self.glossary.closest_within(target) or self.remotes.closest(target)

    @cached_property
    def remote_used(self) -> tuple[RemoteEntry, ...]:
        """The entries of other projects that the text refers to, by their addresses."""
        if not self.remotes:
            return ()
        targets = {
            (use.target, use.via, self.home_of(docname, use.anchor))
            for docname, uses in self.references.items()
            for use in uses
            if self.is_here(use.only)
        }
        targets |= {
            (use.target, Via.OWN, self.home_of(docname, use.anchor))
            for docname, uses in self.plain_mentions.items()
            for use in uses
        }
        found = (self.remote(*target) for target in targets)
        used = {match.remote.meant.uri: match.remote.meant for match in found if match}
        return tuple(entry for _uri, entry in sorted(used.items()))

    def remote_at(self, uri: str) -> RemoteEntry | None:
        """The entry of another project at an address, if the text refers to it."""
        return self._remote_by_uri.get(uri)

    @cached_property
    def _remote_by_uri(self) -> dict[str, RemoteEntry]:
        return {entry.uri: entry for entry in self.remote_used}

    # ---- lists

    def groups(self, page: IndexPage) -> list[tuple[str, list[Entry]]]:
        """The entries that *page* lists, in its groups and order.

        Returns:
            Each group's index letter, or its category in the source language, with its entries. Entries
            without a category come last. A list without groups has one group with an empty name.
        """
        if page not in self._groups:
            self._groups[page] = self._group(page)
        return self._groups[page]

    @cached_property
    def _groups(self) -> dict[IndexPage, list[tuple[str, list[Entry]]]]:
        return {}

    def _group(self, page: IndexPage) -> list[tuple[str, list[Entry]]]:
        entries = self.glossary.listed(page)
        if page.scope == "used":
            entries = [entry for entry in entries if entry.key in self.used]
        elif page.scope == "page":
            here = {entry.key for _anchor, entry in self._uses.get(page.docname, ())}
            entries = [entry for entry in entries if entry.key in here]
        if page.group == "letter":
            by_abbreviation = page.is_of_abbreviations
            return list(self.glossary.letters(entries, by_abbreviation=by_abbreviation).items())
        if page.group == "none":
            return [("", entries)]
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(entry.category, []).append(entry)
        key = self.glossary.collator.key
        order = sorted(found, key=lambda text: (not text, key(project_label(text)[0])))
        return [(text, found[text]) for text in order]

    @property
    def pages(self) -> list[IndexPage]:
        """All lists of terms to which entries belong, the preferred ones first.

        First come complete lists of one glossary, then complete lists of all glossaries, then others;
        each by document and line. Lists with ``:scope: page`` are left out, as no entry belongs to them.
        """
        pages = (page for page in chain.from_iterable(self.indexes.values()) if page.scope != "page")
        return sorted(
            (page for page in pages if self.is_here(page.only)),
            key=lambda page: (
                not page.is_complete,
                page.is_complete and page.glossary is None,
                page.docname,
                page.line,
            ),
        )

    def list_of(self, glossary: str) -> IndexPage | None:
        """The list of terms of a glossary: the first to which its entries belong.

        Args:
            glossary: The name of the glossary; empty for the default one.
        """
        if glossary not in self._lists:
            name, fold = self.glossary.fold(glossary), self.glossary.fold
            lists = (page for page in self.pages if page.glossary is None or fold(page.glossary) == name)
            self._lists[glossary] = next(lists, None)
        return self._lists[glossary]

    @cached_property
    def _lists(self) -> dict[str, IndexPage | None]:
        return {}

    def builtin_place(self, target: str, via: Via = Via.TERM) -> tuple[str, str] | None:
        """Document and anchor of a term of Sphinx's own glossaries, looked up as Sphinx does.

        Args:
            target: What the author wrote.
            via: The kind of reference, because Sphinx looks up ``:term:`` and ``:any:`` differently.

        Returns:
            None if there is no such term.
        """
        std = self.env.domains.standard_domain
        folded = target.lower()
        place: tuple[str, str] | None = std.objects.get(("term", folded if via is Via.ANY else target))
        return place or (std.data.get("terms", {}).get(folded) if via is Via.TERM else None)
