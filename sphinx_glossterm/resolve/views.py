"""Views: exactly what one place shows of an entry or document from another place.

:mod:`.view_maker` makes them from the store, and it alone decides what is shown. Renderers get a view
and nothing else. A page is stale if the digest of its views has changed, so everything that a page shows
of others is in a view.
"""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from sphinx_glossterm.doctree.frozen import text_of
from sphinx_glossterm.terms.maps import RelationKind


class NameView(NamedTuple):
    """A name or label.

    Attributes:
        text: Its text in the language of the build, or in the source language.
        is_source: Whether it is in the source language, and that is not the page's.
        markup: Its frozen inline markup; empty if it is plain text.
        language: For text from another project, its language if that is not the page's; otherwise empty.
    """

    text: str
    is_source: bool = False
    markup: bytes = b""
    language: str = ""


class RemoteView(NamedTuple):
    """The place of an entry of another project.

    Attributes:
        uri: The address of its page.
        project: The title of its project.
    """

    uri: str
    project: str


class LinkView(NamedTuple):
    """The title of an entry as a link to it.

    Attributes:
        docname: Its document; empty if it is in another project.
        anchor: Its fragment; empty if it is in another project.
        title: Its title.
        remote: Its place in another project; None if it is in this one.
    """

    docname: str
    anchor: str
    title: NameView
    remote: RemoteView | None = None


class PageView(NamedTuple):
    """A link to a document, or to a place in it.

    Attributes:
        docname: The document.
        title: Its title; empty if the link has other words.
        anchor: Its fragment; empty for its beginning.
    """

    docname: str
    title: str = ""
    anchor: str = ""


class ReferenceView(NamedTuple):
    """What a reference in running text shows of its entry.

    Attributes:
        docname: The document of the entry.
        anchor: The fragment that the reference leads to.
        name: The name to show instead of the author's words; None to keep those.
        is_source: Whether the shown text is in the source language, and that is not the page's.
        abbreviation: For ``:termabbr:``, the abbreviation: in parentheses after the name at first use,
            and alone after that.
        source: For ``:termboth:``, the source title in parentheses.
        definition: For ``:termdef:``, the short definition.
        remote: The place of the entry in another project; None if it is in this one.
    """

    docname: str
    anchor: str
    name: NameView | None = None
    is_source: bool = False
    abbreviation: NameView | None = None
    source: NameView | None = None
    definition: DefinitionView | None = None
    remote: RemoteView | None = None

    @property
    def text(self) -> str:
        """The text to show instead of the author's words; empty to keep those."""
        return self.name.text if self.name else ""


class PlaceView(NamedTuple):
    """A reference in a short definition to anything but an entry: a section, a figure, a formula.

    Attributes:
        docname: The document it leads to; empty if that is not in the project.
        anchor: Its fragment; empty for its beginning.
        uri: The address outside the project that it leads to; empty if there is none.
        text: The title or number to show; empty to keep the author's words.
    """

    docname: str
    anchor: str
    uri: str
    text: str


class DefinitionView(NamedTuple):
    """A short definition on another page.

    Attributes:
        see: The entry to read instead, or its name if there is no such entry; None for a definition.
        text: The definition if it is plain text; empty if it has markup.
        markup: The definition with its markup, frozen; empty if it is plain text.
        is_source: Whether it is in the source language, and that is not the page's.
        references: The views of the references in the markup, in order; None for one that leads nowhere.
        language: As :attr:`NameView.language`.
    """

    see: LinkView | str | None
    text: str
    markup: bytes
    is_source: bool
    references: tuple[ReferenceView | PlaceView | None, ...] = ()
    language: str = ""

    @property
    def plain(self) -> str:
        """The definition as plain text, with the text of its references; formulas as TeX."""
        shown = (view.text if view else "" for view in self.references)
        return text_of(self.markup, shown) if self.markup else self.text


class CardView(NamedTuple):
    """An entry as a card.

    Attributes:
        link: Its title.
        abbreviation: Its abbreviation, if it has one.
        definition: Its short definition, if it has one.
        glossary: The title of its glossary, if the card names it.
    """

    link: LinkView
    abbreviation: NameView | None
    definition: DefinitionView | None
    glossary: NameView | None = None


class PreviewView(NamedTuple):
    """The preview of an entry.

    Attributes:
        card: Its title, abbreviation and short definition. Links in the definition work.
        category: Its category, if it has one.
        source: Its title in the source language, if the project shows it.
        is_deprecated: Whether it is deprecated.
        replaced_by: The entry to use instead, or its name if there is no such entry.
    """

    card: CardView
    category: NameView | None
    source: NameView | None
    is_deprecated: bool
    replaced_by: LinkView | str

    @property
    def is_empty(self) -> bool:
        """Whether it shows only a title. Never for an entry of another project, which is named too."""
        is_remote = self.card.link.remote is not None
        return self.card.definition is None and not self.is_deprecated and not is_remote


class LabelView(NamedTuple):
    """A category, a tag or an index letter.

    Attributes:
        source: The label in the source language; empty for entries without a category.
        shown: The label in the language of the build.
    """

    source: str
    shown: NameView


class NamesView(NamedTuple):
    """The names of an entry in one language.

    Attributes:
        title: Its title; None if that is not translated.
        others: Its aliases and its abbreviation, as far as they are translated.
    """

    title: NameView | None
    others: tuple[NameView, ...] = ()

    @property
    def all(self) -> tuple[NameView, ...]:
        """The title, if there is one, and the others."""
        return (self.title, *self.others) if self.title else self.others


class RowView(NamedTuple):
    """An entry in an index.

    Attributes:
        card: Its title, abbreviation and short definition. Links in the definition work.
        category: Its category, if it has one, and if the list is not grouped by category.
        tags: Its tags.
        found_by: The names by which the filter finds it, in every language of the site, each once.
        names: In a table of languages, its names in each language that has any.
        glossary: Its glossary, in a list of several glossaries.
    """

    card: CardView
    category: LabelView | None
    tags: tuple[LabelView, ...]
    found_by: tuple[str, ...]
    names: tuple[tuple[str, NamesView], ...] = ()
    glossary: LabelView | None = None


class GroupView(NamedTuple):
    """A group of an index: its letter or category, and its rows."""

    label: LabelView
    rows: tuple[RowView, ...]


class IndexView(NamedTuple):
    """A list of terms.

    Attributes:
        groups: Its groups; a single one with an empty label if the list has no groups.
        languages: In a table of languages, the language of each column.
    """

    groups: tuple[GroupView, ...]
    languages: tuple[str, ...] = ()

    @property
    def rows(self) -> list[RowView]:
        """All its rows."""
        return [row for group in self.groups for row in group.rows]


class LineView(NamedTuple):
    """A relation between two entries of a map.

    Attributes:
        start: The position, in the map's entries, of the entry that names the other.
        end: The position of the other entry.
        kind: The option that names it.
    """

    start: int
    end: int
    kind: RelationKind


class MapView(NamedTuple):
    """A map.

    Attributes:
        entries: Its entries as links; first the one in the middle, if there is one.
        lines: The relations between them.
    """

    entries: tuple[LinkView, ...]
    lines: tuple[LineView, ...]


class HeadView(NamedTuple):
    """The parts above an entry's definition that come from other places.

    Attributes:
        glossary: The title of its glossary; None for the default one, which has no name.
        category: Its category, if it has one.
        shelf: The list of the entries of its category, if there is one.
        see: The entry to read instead, or its name if there is no such entry; empty for none.
        replaced_by: The entry to use instead, or its name if there is no such entry; empty for none.
    """

    glossary: NameView | None
    category: NameView | None
    shelf: PageView | None
    see: LinkView | str
    replaced_by: LinkView | str


class NeighbourView(NamedTuple):
    """The entry before or after another one in the glossary.

    Attributes:
        link: Its title as a link.
        is_page: Whether its page has its title and no other entry, so that a link needs no fragment.
    """

    link: LinkView
    is_page: bool


class RelationsView(NamedTuple):
    """The parts below an entry.

    Attributes:
        related: Related entries, in the author's order.
        mentions: Entries and documents that refer to it, in dictionary order.
        all_terms: The list of its glossary.
        previous: The entry before it in its glossary.
        next: The entry after it in its glossary.
    """

    related: tuple[CardView, ...]
    mentions: tuple[LinkView | PageView, ...]
    all_terms: PageView | None
    previous: NeighbourView | None
    next: NeighbourView | None


class SetView(NamedTuple):
    """A glossary in the data for search engines.

    Attributes:
        title: Its title, in the language of the build; empty for the default one.
        page: The page with its list of terms, if there is one.
        is_own: Whether that list has only this glossary.
    """

    title: str
    page: PageView | None
    is_own: bool


class WayView(NamedTuple):
    """The pages above a page with entries, in the data for search engines.

    Attributes:
        above: The pages above it, the nearest first.
        sets: The glossaries of its entries, in the order of :meth:`Views.glossaries_of`.
    """

    above: tuple[PageView, ...]
    sets: tuple[SetView, ...]


class DocumentView(NamedTuple):
    """Everything that a page shows of others.

    Attributes:
        references: Its references to terms.
        plain: Its plain mentions that became references: passage, start, end, and view.
        ids: The ids of its entries, for search engines. Entries on other pages may give them numbers.
        entries: The parts above and below each of its entries.
        indexes: Its lists of terms.
        maps: Its maps.
        way: The pages above it, for search engines.
        around: The pages above, before and after it, if they depend on the glossary.
        described: The short definitions of its own entries that contain references, for search engines.
        preview_files: The number of preview files, which its script needs.
    """

    references: tuple[ReferenceView | None, ...]
    plain: tuple[tuple[int, int, int, ReferenceView | None], ...]
    ids: tuple[str, ...]
    entries: tuple[tuple[HeadView, RelationsView], ...]
    indexes: tuple[IndexView, ...]
    maps: tuple[MapView, ...]
    way: WayView | None
    around: tuple[PageView | None, ...]
    described: tuple[str, ...]
    preview_files: int


_FACTS: Final = json.JSONEncoder(
    ensure_ascii=False,
    check_circular=False,
    separators=(",", ":"),
    default=bytes.hex,  # of frozen markup
)


def facts(view: object) -> str:
    """A view as text, to compare it: every field of every view in it.

    JSON leaves out the names of views, but where one of several may stand, they differ in their fields.
    It is much faster than anything written in Python.
    """
    return _FACTS.encode(view)
