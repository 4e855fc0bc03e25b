"""Make views from the store.

Here, and nowhere else, is decided what a place shows of an entry or document from another place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.frozen import references_in
from sphinx_glossterm.doctree.languages import is_written_in
from sphinx_glossterm.doctree.names import thaw_name, words
from sphinx_glossterm.doctree.nodes import around, is_unnamed, typed_words, via_of
from sphinx_glossterm.messages import project_label
from sphinx_glossterm.resolve.preview_files import preview_files
from sphinx_glossterm.resolve.remote_views import RemoteViews
from sphinx_glossterm.resolve.targets import TargetFinder
from sphinx_glossterm.resolve.views import (
    CardView,
    DefinitionView,
    DocumentView,
    GroupView,
    HeadView,
    IndexView,
    LabelView,
    LineView,
    LinkView,
    MapView,
    NamesView,
    NameView,
    NeighbourView,
    PageView,
    PlaceView,
    PreviewView,
    ReferenceView,
    RelationsView,
    RowView,
    SetView,
    WayView,
)
from sphinx_glossterm.terms.by_name import Match
from sphinx_glossterm.terms.entry import (
    Entry,
    IndexPage,
    Kind,
    MapPage,
    Name,
    PlainMention,
    Status,
    Via,
    Wording,
    squeeze,
)
from sphinx_glossterm.terms.ids import group_anchors
from sphinx_glossterm.terms.remote import RemoteEntry
from sphinx_glossterm.terms.spelling import loosen
from sphinx_glossterm.translate.addresses import open_sites, site_of
from sphinx_glossterm.translate.replace import OWN_REFERENCE
from sphinx_glossterm.translate.site import published_languages

if TYPE_CHECKING:
    from sphinx_glossterm.resolve.lookup import Lookup


Relations = dict[str, list[str | None]]
"""For each document in a toctree, the documents above, before and after it."""

View = TypeVar("View")


class Views:
    """Makes the views of a project, for the build's language and output.

    Args:
        lookup: The store.

    Attributes:
        unsettled: The keys of entries whose short definitions, of those made so far, refer to anything
            but entries. Any document may change what such a definition shows.
    """

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._glossary = lookup.glossary
        self._config = lookup.env.config
        self._is_translation = self._config.language != self._config.glossterm_source_language
        self._targets = TargetFinder(lookup.env, lookup.builder)
        self._remote = RemoteViews(self._glossary.fold, is_translation=self._is_translation)
        self._index_pages: dict[str, PageView | None] = {}
        self._labels: dict[str, NameView] = {}
        self._titles: dict[str, str] = {}
        self._indexes: dict[IndexPage, IndexView] = {}
        self._cards: dict[tuple[str, str], CardView] = {}
        self._definitions: dict[tuple[tuple[str, str], bool], DefinitionView | None] = {}
        # A cache: thousands of references share a few hundred targets.
        self._references: dict[tuple[object, ...], ReferenceView | None] = {}
        self._defined: dict[tuple[str, str], None] = {}
        self.unsettled: set[tuple[str, str]] = set()

    def with_definitions(self, make: Callable[[], View]) -> tuple[View, tuple[tuple[str, str], ...]]:
        """A view, and the keys of the entries whose short definitions it shows.

        Args:
            make: Makes the view.
        """
        self._defined = {}
        return make(), tuple(self._defined)

    # ---- parts

    def name(self, name: Name) -> NameView:
        """A name of an entry."""
        is_source = self._is_translation and not name.translated
        return self._name_view(name.shown or name.text, is_source=is_source)

    def source(self, name: Name) -> NameView:
        """A name of an entry in the source language, on a page in another language."""
        return self._name_view(name.shown_source or name.source, is_source=True)

    def source_title(self, entry: Entry) -> NameView | None:
        """The title in the source language, if it differs and the project shows it."""
        title = entry.title
        is_shown = self._config.glossterm_show_source_title and title.text != title.source
        return self.source(title) if is_shown else None

    def avoided(self, entry: Entry) -> list[NameView]:
        """The names to avoid for an entry, if the project shows them.

        A build in another language shows those of the translation.
        """
        if not self._config.glossterm_show_avoided:
            return []
        return list(map(self.name, entry.avoided_in(is_source=not self._is_translation)))

    def _name_view(self, shown: Wording, *, is_source: bool = False) -> NameView:
        text = shown if isinstance(shown, str) else words(thaw_name(shown))
        markup = b"" if isinstance(shown, str) else shown
        return NameView(text, is_source and self._is_of_source(text), markup)

    def _is_of_source(self, text: str) -> bool:
        # "API" in a Hindi project is not Hindi, and must not be marked as Hindi for screen readers.
        return is_written_in(text, self._config.glossterm_source_language)

    def label(self, text: str) -> NameView:
        """A category, a tag, or the name of a glossary."""
        if text not in self._labels:
            shown, is_translated = project_label(text)
            is_source = self._is_translation and not is_translated
            self._labels[text] = self._name_view(shown, is_source=is_source)
        return self._labels[text]

    def link(self, entry: Entry) -> LinkView:
        """The title of an entry."""
        return LinkView(entry.docname, entry.anchor, self.name(entry.title))

    def page(self, docname: str, anchor: str = "") -> PageView:
        """A link to a document with its title, or to a place in it.

        Args:
            docname: The document.
            anchor: The fragment of the place; empty for the beginning.
        """
        if docname not in self._titles:
            title = self._lookup.env.titles.get(docname)
            self._titles[docname] = title.astext() if isinstance(title, nodes.Element) else ""
        return PageView(docname, self._titles[docname], anchor)

    def other(self, target: str, home: str) -> LinkView | str:
        """A link to an entry that another one names, or just the name if there is no such entry.

        Args:
            target: The id or name.
            home: The glossary of the entry that names it.
        """
        entry = self._glossary.entry(target, home)
        return self.link(entry) if entry else target

    def glossary_title(self, name: str) -> NameView | None:
        """The title of a glossary; None for the default one, which has no name."""
        return self.label(name) if name else None

    def index_page(self, glossary: str) -> PageView | None:
        """The list of terms for the entries of a glossary ("All terms"), if there is one."""
        if glossary not in self._index_pages:
            page = self._lookup.list_of(glossary)
            self._index_pages[glossary] = self.page(page.docname, page.anchor) if page else None
        return self._index_pages[glossary]

    def all_terms(self, glossary: str) -> PageView | None:
        """The list of :meth:`index_page` without its title, because the link has other words."""
        page = self.index_page(glossary)
        return page and page._replace(title="")

    def shelf(self, entry: Entry) -> PageView | None:
        """The list of the entries of its category; None if there is no list, or it has no category."""
        fold = self._glossary.fold
        category = fold(entry.category)
        places = ((glossary, category) for glossary in (fold(entry.glossary), None))
        return next((self._shelves[place] for place in places if place in self._shelves), None)

    @cached_property
    def _shelves(self) -> dict[tuple[str | None, str], PageView]:
        """The first list of each category: a group of an index, or an index of only that category.

        The key is the glossary of the index (None for all) and the category, both folded.
        """
        found: dict[tuple[str | None, str], PageView] = {}
        fold = self._glossary.fold
        for page in self._lookup.pages:
            if page.tags:
                continue
            if page.group == "category":
                names = [name for name, _entries in self._lookup.groups(page)]
                places = zip(names, group_anchors(page, names), strict=True)
            else:
                places = zip([page.category], [page.anchor], strict=True)
            for name, anchor in places:
                if name:
                    glossary = None if page.glossary is None else fold(page.glossary)
                    place = PageView(page.docname, anchor=anchor)
                    found.setdefault((glossary, fold(name)), place)
        return found

    # ---- entries on other pages

    def card(self, entry: Entry) -> CardView:
        """An entry as a card. A card is itself a link, so references in its definition lead nowhere."""
        key = entry.key
        self._defined[key] = None
        if key not in self._cards:
            abbreviation = self.name(entry.abbr) if entry.abbr else None
            definition = self.definition(entry)
            if definition and definition.references:
                definition = definition._replace(references=tuple(map(_words, definition.references)))
            glossary = self.glossary_title(entry.glossary)
            self._cards[key] = CardView(self.link(entry), abbreviation, definition, glossary)
        return self._cards[key]

    def remote_card(self, entry: RemoteEntry) -> CardView:
        """An entry of another project as a card."""
        return self._remote.card(entry)

    def definition(self, entry: Entry, *, is_in_text: bool = False) -> DefinitionView | None:
        """The short definition, or a pointer to the entry to read instead; None if there is neither.

        Args:
            entry: The entry.
            is_in_text: Whether it is for running text, where its references keep their roles. In other
                places they show what ``:term:`` shows.
        """
        self._defined[entry.key] = None
        key = entry.key, is_in_text
        if key not in self._definitions:
            self._definitions[key] = self._define(entry, is_in_text=is_in_text)
        return self._definitions[key]

    def _define(self, entry: Entry, *, is_in_text: bool) -> DefinitionView | None:
        if entry.see:
            return DefinitionView(self.other(entry.see, entry.glossary), "", b"", is_source=False)
        if not entry.definition:
            return None
        references: list[ReferenceView | PlaceView | None] = []
        for node in references_in(entry.markup):
            is_kept = is_in_text and node["reftype"] != "termdef"
            view = self.reference_of(node, "" if is_kept else "term", entry.glossary)
            if view and view.remote and self._is_withheld(node, view.remote.uri):
                view = view._replace(remote=None)
            if view is None:
                self.unsettled.add(entry.key)
            references.append(view or self._place(node, entry.docname))
        text = "" if entry.markup else entry.definition
        is_source = self._is_translation and not entry.translated
        found = DefinitionView(None, text, entry.markup, is_source, tuple(references))
        return found._replace(is_source=is_source and self._is_of_source(found.plain))

    def _place(self, node: addnodes.pending_xref, docname: str) -> PlaceView | None:
        found = self._targets.place(node, docname)
        if found is None:
            return None
        if found.uri and self._is_withheld(node, found.uri):
            found = found._replace(uri="")
        return PlaceView(*found)

    def _is_withheld(self, node: addnodes.pending_xref, uri: str) -> bool:
        """Whether a reference must not lead to an address outside the project.

        The rule is that of ``TranslatedReferences``: only the translation has the reference, and the
        site is not allowed.
        """
        is_own = any(OWN_REFERENCE in holder for holder in around(node))
        return is_own and site_of(uri) not in open_sites(self._config)

    def preview(self, entry: Entry | RemoteEntry) -> PreviewView:
        """The preview of an entry."""
        if isinstance(entry, RemoteEntry):
            return self._remote.preview(entry)
        return PreviewView(
            self.card(entry)._replace(definition=self.definition(entry)),
            self.label(entry.category) if entry.category else None,
            self.source_title(entry),
            entry.status is Status.DEPRECATED,
            self.other(entry.replaced_by, entry.glossary),
        )

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the site: the build's, the source's, and the others in the author's order."""
        config = self._config
        others = published_languages(Path(self._lookup.env.srcdir), config)
        return tuple(dict.fromkeys([config.language, config.glossterm_source_language, *others]))

    def names(self, entry: Entry, language: str) -> NamesView:
        """The names of an entry in a language of the site.

        In the build's language it always has a title, if need be the source title, as on all its pages.

        Args:
            entry: The entry.
            language: The language.
        """
        title, *others = entry.shown_names
        if language == self._config.language:
            known = (name for name in others if name.translated or not self._is_translation)
            return NamesView(self.name(title), tuple(map(self.name, known)))
        if language == self._config.glossterm_source_language:
            return NamesView(self.source(title), tuple(map(self.source, others)))
        names = {each.language: each.names for each in entry.by_language}.get(language, ())
        shown = [(name.kind, NameView(name.text)) for name in names if name.kind is not Kind.FORM]
        return NamesView(
            next((view for kind, view in shown if kind is Kind.TITLE), None),
            tuple(view for kind, view in shown if kind is not Kind.TITLE),
        )

    def row(
        self,
        entry: Entry,
        languages: tuple[str, ...] = (),
        *,
        with_category: bool,
        with_glossary: bool = False,
    ) -> RowView:
        """An entry in an index.

        Args:
            entry: The entry.
            languages: The columns of a table of languages; empty in other lists.
            with_category: Whether to show its category.
            with_glossary: Whether to show its glossary, if that has a name.
        """
        names = (name.text for name in (*entry.names, *entry.other_languages))
        sources = (name.source for name in entry.names if name.source)
        quoted = (name.shown for name in entry.names if isinstance(name.shown, str) and name.shown)
        found_by: dict[str, str] = {}
        for text in map(squeeze, (*names, *sources, *quoted)):
            found_by.setdefault(loosen(text), text)
        is_labelled = with_category and entry.category
        category = LabelView(entry.category, self.label(entry.category)) if is_labelled else None
        tags = tuple(LabelView(tag, self.label(tag)) for tag in entry.tags)
        card = self.card(entry)._replace(definition=self.definition(entry))
        called = ((language, self.names(entry, language)) for language in languages)
        named = tuple((language, view) for language, view in called if view.all)
        glossary = None
        if with_glossary and card.glossary:
            glossary = LabelView(entry.glossary, card.glossary)
        card = card._replace(glossary=glossary and glossary.shown)
        return RowView(card, category, tags, tuple(found_by.values()), named, glossary)

    def index(self, page: IndexPage) -> IndexView:
        """A list of terms."""
        if page not in self._indexes:  # large ones are needed twice: to be compared, and to be written
            self._indexes[page] = self._index(page)
        view = self._indexes[page]
        links = (row.card.link for row in view.rows)
        self._defined.update(((link.docname, link.anchor), None) for link in links)
        return view

    def _index(self, page: IndexPage) -> IndexView:
        groups = []
        languages = self.languages if page.is_of_languages else ()
        is_of_all = page.glossary is None
        for key, entries in self._lookup.groups(page):
            is_shelf = page.group == "category"
            shown = self.label(key) if key and is_shelf else NameView(key)
            rows = tuple(
                self.row(entry, languages, with_category=not is_shelf, with_glossary=is_of_all)
                for entry in entries
            )
            groups.append(GroupView(LabelView(key, shown), rows))
        return IndexView(tuple(groups), languages)

    def map(self, page: MapPage) -> MapView:
        """Entries and their relations."""
        entries, relations = self._lookup.relations.mapped(page, self._lookup.home_of(page.docname))
        places = {entry.key: place for place, entry in enumerate(entries)}
        lines = (
            LineView(places[relation.start], places[relation.end], relation.kind)
            for relation in relations
        )
        return MapView(tuple(self.link(entry) for entry in entries), tuple(lines))

    # ---- references

    def reference_of(
        self, node: addnodes.pending_xref, role: str = "", home: str | None = None
    ) -> ReferenceView | None:
        """The view of a reference in a doctree; None if it is not ours to resolve to an entry.

        Args:
            node: The reference.
            role: The role whose text it shows; by default its own.
            home: The glossary of the text in which the author wrote it; by default, of the text around.
        """
        via = via_of(node)
        if via is None or (via is Via.ANY and not is_unnamed(node)):
            return None
        role = "" if is_unnamed(node) else role or str(node["reftype"])
        is_explicit = bool(node.get("refexplicit"))
        home = self._lookup.home_around(node) if home is None else home
        return self.reference(
            node["reftarget"], via, role, typed_words(node), is_explicit=is_explicit, home=home
        )

    def reference(
        self, target: str, via: Via, role: str, typed: str, *, is_explicit: bool, home: str = ""
    ) -> ReferenceView | None:
        """The view of a reference.

        Args:
            target: The target, as the author wrote it.
            via: The kind of reference.
            role: The role without its domain; empty for a link without text.
            typed: The text of the reference, as the author wrote it.
            is_explicit: Whether the author wrote that text besides the target.
            home: The glossary of the text in which the author wrote it.

        Returns:
            The view; None if the reference leads to no entry, or if Sphinx resolves it.
        """
        key = (target, via, role, typed, is_explicit, home)
        if role == "termdef":  # so that each view notes that it shows the definition
            return self._refer(*key)
        if key not in self._references:
            self._references[key] = self._refer(*key)
        return self._references[key]

    def _refer(
        self, target: str, via: Via, role: str, typed: str, is_explicit: bool, home: str
    ) -> ReferenceView | None:
        match = self._lookup.match(target, via, home)
        found = match or self._lookup.remote(target, via, home)
        if found is None:
            return None
        # Without explicit text, *typed* is the target, perhaps GLOSSARY:name or PROJECT:name.
        typed = typed if is_explicit else found.name
        if isinstance(found, Match):
            view = self._shown(found.entry, found.name, role, typed, is_explicit=is_explicit)
        else:
            view = self._remote.reference(found.remote, role, typed, is_explicit=is_explicit)
        if view.name is None and not is_explicit and found.name != target:
            view = view._replace(name=NameView(found.name))
        return view

    def _shown(
        self, entry: Entry, target: str, role: str, typed: str, *, is_explicit: bool
    ) -> ReferenceView:
        title, shown, source = entry.title, None, None
        fold = self._glossary.fold
        is_title = fold(typed) == fold(title.source)
        is_changed = is_title and title.text != title.source
        if not role or (not is_explicit and (is_changed or role == "termboth")):
            shown = self.name(title)
        elif not is_explicit:
            shown = self._as_shown(entry, typed)
        if role == "termboth" and title.text != title.source:
            source = self.source(title)
        abbreviation = entry.abbr if role == "termabbr" else None
        if abbreviation and fold(typed) in map(fold, (abbreviation.text, abbreviation.source, entry.id)):
            shown = self.name(title)
        # Explicit text is in the language of the text around it.
        is_title = not role or (is_title and (not is_explicit or bool(source or abbreviation)))
        return ReferenceView(
            entry.docname,
            entry.anchor_of(target),
            shown,
            is_title and self.name(title).is_source,
            self.name(abbreviation) if abbreviation else None,
            source,
            self.definition(entry, is_in_text=True) if role == "termdef" else None,
        )

    def _as_shown(self, entry: Entry, typed: str) -> NameView | None:
        """The name that the author typed, with its markup or typographic quotes; None without any."""
        fold = self._glossary.fold
        for name in entry.names:
            if name.shown and fold(typed) == fold(name.text):
                return self._name_view(name.shown)
            if name.shown_source and fold(typed) in map(fold, (name.source, name.written)):
                return self._name_view(name.shown_source)
        return None

    def _mentioned(self, docname: str) -> Iterator[ReferenceView | None]:
        """The views of a document's references, also of those that Sphinx resolves."""
        for mention in self._lookup.references.get(docname, ()):
            target, via = mention.target, mention.via
            home = self._lookup.home_of(docname, mention.anchor)
            if via is not Via.OWN and (place := self._lookup.builtin_place(target, via)):
                yield ReferenceView(*place)  # it shows only the author's words
            else:
                yield self.reference(
                    target, via, mention.role, mention.text, is_explicit=mention.is_explicit, home=home
                )

    def _plain(self, docname: str, plain: PlainMention) -> tuple[int, int, int, ReferenceView | None]:
        home = self._lookup.home_of(docname, plain.anchor)
        view = self.reference(plain.target, Via.OWN, "term", plain.target, is_explicit=True, home=home)
        return plain.passage, plain.start, plain.end, view

    # ---- an entry's own page

    def head(self, entry: Entry) -> HeadView:
        """The parts above an entry's definition."""
        return HeadView(
            self.glossary_title(entry.glossary),
            self.label(entry.category) if entry.category else None,
            self.shelf(entry) if entry.category else None,
            self.other(entry.see, entry.glossary),
            self.other(entry.replaced_by, entry.glossary),
        )

    def relations(self, entry: Entry) -> RelationsView:
        """The parts below an entry."""
        related: dict[object, CardView] = {}
        for target in entry.related:
            if other := self._glossary.entry(target, entry.glossary):
                card = self.card(other)
                if card.glossary:
                    fold = self._glossary.fold
                    if fold(other.glossary) == fold(entry.glossary):
                        card = card._replace(glossary=None)
                related[other.key] = card
            elif found := self._lookup.remote(target, home=entry.glossary):
                meant = found.remote.meant
                related[meant.uri] = self._remote.card(meant)
        related.pop(entry.key, None)
        return RelationsView(
            tuple(related.values()),
            self._mentions(entry) if self._config.glossterm_mentions else (),
            self.all_terms(entry.glossary),
            *self.neighbours(entry),
        )

    def neighbours(self, entry: Entry) -> tuple[NeighbourView | None, NeighbourView | None]:
        """The entries before and after it in its glossary."""
        before, after = self._glossary.neighbours(entry)
        return self._neighbour(before), self._neighbour(after)

    def _neighbour(self, entry: Entry | None) -> NeighbourView | None:
        if entry is None:
            return None
        link = self.link(entry)
        is_page = entry.docname in self._single and self.page(entry.docname).title == link.title.text
        return NeighbourView(link, is_page)

    @cached_property
    def _single(self) -> frozenset[str]:
        """The documents with exactly one entry."""
        held = Counter(entry.docname for entry in self._glossary.ordered)
        return frozenset(docname for docname, number in held.items() if number == 1)

    def only_entry(self, docname: str) -> Entry | None:
        """Our entry on a page with no other entry and no list of terms; otherwise None.

        Args:
            docname: The document.
        """
        if docname not in self._single:
            return None
        if any(page.scope != "page" for page in self._lookup.indexes.get(docname, ())):
            return None
        [entry] = self._lookup.entries_in(docname)
        return None if entry.is_builtin else entry

    def _mentions(self, entry: Entry) -> tuple[LinkView | PageView, ...]:
        shown: list[tuple[str, LinkView | PageView]] = []
        for docname, anchor in self._lookup.mentions.get(entry.key, ()):
            other = self._glossary.at(docname, anchor) if anchor else None
            if other is not None:
                shown.append((other.title.sort_text, self.link(other)))
            elif docname in self._lookup.env.titles:
                page = self.page(docname)
                shown.append((page.title, page))
        key = self._glossary.collator.key
        return tuple(view for _text, view in sorted(shown, key=lambda pair: key(pair[0])))

    # ---- whole pages, and their files

    def document(self, docname: str) -> DocumentView:
        """Everything that a page shows of others."""
        lookup = self._lookup
        entries = lookup.entries_in(docname)
        own = [entry for entry in entries if not entry.is_builtin]
        is_described = docname in lookup.entries or docname in lookup.builtin
        return DocumentView(
            references=tuple(self._mentioned(docname)),
            plain=tuple(self._plain(docname, each) for each in lookup.plain_mentions.get(docname, ())),
            ids=tuple(entry.id for entry in own) if self._config.glossterm_jsonld else (),
            entries=tuple((self.head(entry), self.relations(entry)) for entry in own),
            indexes=tuple(map(self.index, lookup.indexes.get(docname, ()))),
            maps=tuple(map(self.map, lookup.maps.get(docname, ()))),
            way=self.way(docname) if is_described and self._config.glossterm_jsonld else None,
            around=self._around.get(docname, ()),
            described=tuple(self._described(docname)),
            preview_files=len(self.preview_files),
        )

    def _described(self, docname: str) -> Iterator[str]:
        """The short definitions of a page's own entries that have references, as plain text."""
        for entry in (*self._lookup.entries.get(docname, ()), *self._lookup.builtin.get(docname, ())):
            if entry.markup and (view := self.definition(entry)) and view.references:
                yield view.plain

    def previews(self, number: int) -> tuple[tuple[str, PreviewView], ...]:
        """The previews in one preview file, each with its name."""
        named = self.preview_files[number]
        return tuple((name, self.preview(entry)) for name, entry in named.items())

    def way(self, docname: str) -> WayView:
        """The pages above a page with entries."""
        sets = tuple(map(self._set, self.glossaries_of(docname)))
        return WayView(tuple(map(self.page, above(docname, self._relations))), sets)

    def glossaries_of(self, docname: str) -> list[str]:
        """The glossaries of the entries of a page, each once, in order."""
        entries = self._lookup.entries_in(docname)
        return list({self._glossary.fold(each.glossary): each.glossary for each in entries}.values())

    def _set(self, glossary: str) -> SetView:
        title, page = self.glossary_title(glossary), self._lookup.list_of(glossary)
        is_own = page is not None and page.glossary is not None
        return SetView(title.text if title else "", self.index_page(glossary), is_own)

    @cached_property
    def preview_files(self) -> list[dict[str, Entry | RemoteEntry]]:
        """The entries of each preview file, by the names of their previews.

        They include the entries of other projects to which the text refers.
        """
        return preview_files(self._glossary, self._lookup.remote_used)

    @cached_property
    def _relations(self) -> Relations:
        return self._lookup.env.collect_relations() if self._glossary else {}

    @cached_property
    def adopted(self) -> dict[str, str]:
        """The pages with entries that are in no toctree, each with the page that lists them."""
        lists = self._lookup.children.items()
        return {child: parent for parent, children in lists for child in children}

    @cached_property
    def _around(self) -> dict[str, tuple[PageView | None, ...]]:
        """For each adopted page, and each page next to one, the pages above, before and after it.

        For an adopted page they include all pages up to the main one: themes show the whole path.
        """
        adopted = self.adopted.keys()
        found: dict[str, tuple[PageView | None, ...]] = {}
        for docname, others in self._relations.items() if adopted else ():
            if docname in adopted:
                others = [*others, *above(docname, self._relations)]
            elif adopted.isdisjoint(others):
                continue
            found[docname] = tuple(self.page(other) if other else None for other in others)
        return found

    @property
    def surrounded(self) -> frozenset[str]:
        """The documents whose pages above, before or after them depend on the glossary."""
        return frozenset(self._around)


def _words(view: ReferenceView | PlaceView | None) -> ReferenceView | PlaceView | None:
    """The view of a reference without its target: only its text."""
    if isinstance(view, PlaceView):
        return PlaceView("", "", "", view.text)
    return view and view._replace(docname="", anchor="", remote=None)


def above(docname: str, relations: Relations) -> Iterator[str]:
    """The documents above one in the toctree, the nearest first.

    Args:
        docname: The document.
        relations: The relations of all documents.
    """
    seen: set[str | None] = set()
    parent = relations[docname][0] if docname in relations else None
    while parent is not None and parent not in seen:
        yield parent
        seen.add(parent)
        parent = relations[parent][0] if parent in relations else None
