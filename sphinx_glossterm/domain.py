"""Collect: the domain records what the rest of the project may know, and looks names up when asked.

``process_doc`` runs after Sphinx's translation of the document, so that the records hold names in the
source language and in the language of the build. Everything that survives a document is in the
domain's data, by document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode
from sphinx.util.tags import Tags

from sphinx_glossterm.builtin import builtin_records
from sphinx_glossterm.collation import collator
from sphinx_glossterm.collect import (
    entry_records,
    index_records,
    mention_records,
    one_sided_records,
)
from sphinx_glossterm.elsewhere import Elsewhere, Stamp
from sphinx_glossterm.entry import Entry, IndexPage, Mention, OneSided, PlainMention, Via
from sphinx_glossterm.glossary import Glossary, Match
from sphinx_glossterm.messages import Warn, listing, project_label, warn
from sphinx_glossterm.passages import Passage, passages_of
from sphinx_glossterm.records import Records, pack, unpack
from sphinx_glossterm.roles import DOMAIN, ROLES
from sphinx_glossterm.wording import words

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

# Of each document: its records, and the catalogues of other languages it was read with.
_ENTRIES: Final = "entries"
_BUILTIN: Final = "builtin"
_MENTIONS: Final = "mentions"
_INDEXES: Final = "indexes"
_ONE_SIDED: Final = "one_sided"
_CATALOGUES: Final = "catalogues"
_PASSAGES: Final = "passages"
# Of the whole project, once everything has been read.
_PREVIEWS: Final = "previews"
_LABELS: Final = "labels"
_OBJECTS: Final = "objects"
_SHOWN: Final = "shown"
_CHILDREN: Final = "children"
_PLAIN: Final = "plain"
_SEARCHED: Final = "searched"
_CONDITIONS: Final = "conditions"


class GlosstermDomain(Domain):
    """The store of a project's entries."""

    name = DOMAIN
    label = "Glossary"
    # Sphinx gives its own terms -1, which keeps them out of the search; ours are to be found.
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType("term", "term", "termdef", "termboth", "termabbr", searchprio=1)
    }
    roles: ClassVar[dict[str, Any]] = dict(ROLES)
    initial_data: ClassVar[dict[str, Any]] = {
        _ENTRIES: {},
        _BUILTIN: {},
        _MENTIONS: {},
        _INDEXES: {},
        _ONE_SIDED: {},
        _CATALOGUES: {},
        _PREVIEWS: (),
        _LABELS: "",
        _OBJECTS: b"",
        _SHOWN: {},
        _CHILDREN: {},
        _PASSAGES: {},
        _PLAIN: {},
        _SEARCHED: "",
        _CONDITIONS: {},
    }
    data_version = 6  # records know the conditions they stand under

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.has_changed = False
        """Whether anything has been read or removed in this run."""
        self.entries: Records[Entry] = Records(self.data[_ENTRIES])
        """The entries of each document that has any of ours."""
        self.builtin: Records[Entry] = Records(self.data[_BUILTIN])
        """Those of Sphinx's own glossaries, of each document that has any."""
        self.references: Records[Mention] = Records(self.data[_MENTIONS])
        """The references to terms in each document that has any."""
        self.indexes: Records[IndexPage] = Records(self.data[_INDEXES])
        """The lists of terms in each document that has any."""
        self.one_sided: Records[OneSided] = Records(self.data[_ONE_SIDED])
        """The comparisons with one side in each document that has any."""
        self.passages: Records[Passage] = Records(self.data[_PASSAGES])
        """The running text of each document, where plain mentions are linked."""
        self.plain_mentions: Records[PlainMention] = Records(self.data[_PLAIN])
        """The plain mentions that become references, of each document that has been searched."""
        self._kinds: tuple[Records[Any], ...] = (
            self.entries,
            self.builtin,
            self.references,
            self.indexes,
            self.one_sided,
            self.passages,
            self.plain_mentions,
        )
        self._builder: Builder | None = None
        self._elsewhere: Elsewhere | None = None
        self._glossary: Glossary | None = None
        self._groups: dict[IndexPage, list[tuple[str, list[Entry]]]] = {}
        self._names: tuple[tuple[str, str, str], ...] | None = None
        self._mentions: dict[tuple[str, str], tuple[tuple[str, str], ...]] | None = None

    @property
    def builder(self) -> Builder:
        """The builder of this run, known from ``builder-inited`` on."""
        assert self._builder is not None
        return self._builder

    @builder.setter
    def builder(self, builder: Builder) -> None:
        self._builder = builder
        self._glossary = self._mentions = None  # another one may have other entries
        self._groups.clear()

    # ---- the store

    @property
    def catalogues(self) -> dict[str, tuple[Stamp, ...]]:
        """The catalogues of other languages that each document with entries was read with."""
        catalogues: dict[str, tuple[Stamp, ...]] = self.data[_CATALOGUES]
        return catalogues

    @property
    def elsewhere(self) -> Elsewhere:
        """The other languages of the site."""
        if self._elsewhere is None:
            self._elsewhere = Elsewhere(self.env)
        return self._elsewhere

    @property
    def shown(self) -> dict[str, str]:
        """For each document that shows facts of others: a fingerprint of them."""
        shown: dict[str, str] = self.data[_SHOWN]
        return shown

    @property
    def previews(self) -> tuple[str, ...]:
        """For each preview file, by its number: a fingerprint of what it holds."""
        previews: tuple[str, ...] = self.data[_PREVIEWS]
        return previews

    @property
    def labels(self) -> str:
        """A fingerprint of the catalogues of labels that :attr:`shown` was made with."""
        return str(self.data[_LABELS])

    @property
    def children(self) -> dict[str, tuple[str, ...]]:
        """For each page with an index: the pages of entries it is the parent of, in its order."""
        children: dict[str, tuple[str, ...]] = self.data[_CHILDREN]
        return children

    @property
    def searched(self) -> str:
        """A fingerprint of the names that :attr:`plain_mentions` were found with."""
        return str(self.data[_SEARCHED])

    @property
    def conditions(self) -> dict[str, bool]:
        """The conditions that entries, references and lists stand under, and which held."""
        conditions: dict[str, bool] = self.data[_CONDITIONS]
        return conditions

    def clear_doc(self, docname: str) -> None:
        """Forget all that is known of a document."""
        self.catalogues.pop(docname, None)
        for kind in self._kinds:
            kind.discard(docname)
        self._forget()

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel process has read."""
        self.entries.merge(docnames, otherdata[_ENTRIES])
        self.builtin.merge(docnames, otherdata[_BUILTIN])
        self.references.merge(docnames, otherdata[_MENTIONS])
        self.indexes.merge(docnames, otherdata[_INDEXES])
        self.one_sided.merge(docnames, otherdata[_ONE_SIDED])
        self.passages.merge(docnames, otherdata[_PASSAGES])
        stamps = otherdata[_CATALOGUES]
        self.catalogues.update({name: stamps[name] for name in docnames if name in stamps})
        self._forget()

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the entries, lists and references of a document that has been translated."""
        stamps = self.elsewhere.stamps(docname)  # before they are read, so that no change is missed
        if entries := tuple(entry_records(document, docname, env, self.elsewhere)):
            self.entries[docname] = entries
        has_builtin = env.config.glossterm_builtin
        builtin = tuple(builtin_records(document, docname, env, self.elsewhere)) if has_builtin else ()
        if builtin:
            self.builtin[docname] = builtin
        if entries or builtin:
            self.catalogues[docname] = stamps
        if indexes := tuple(index_records(document)):
            self.indexes[docname] = indexes
        if references := tuple(dict.fromkeys(mention_records(document, builtin=has_builtin))):
            self.references[docname] = references
        if one_sided := tuple(one_sided_records(document)):
            self.one_sided[docname] = one_sided
        is_searched = env.config.glossterm_autolink != "off"
        if is_searched and (passages := passages_of(document, builtin=has_builtin)):
            self.passages[docname] = passages
        self._forget()

    def _forget(self) -> None:
        self._glossary = self._mentions = None
        self._groups.clear()
        self.has_changed = True

    # ---- what the output has

    def holds(self, condition: str) -> bool:
        """Whether the condition of an ``only`` directive holds for the builder."""
        if self._builder is None:
            return True
        tags = self._builder.tags
        if not self._builder.format and type(tags) is Tags:
            # It makes data, whose addresses are those of pages.
            tags = Tags([*tags, "html", "format_html", "builder_html"])
        try:
            return bool(tags.eval_condition(condition))
        except Exception:  # Sphinx warns of it, and shows what stands there
            return True

    def is_here(self, conditions: Iterable[str]) -> bool:
        """Whether what stands under *conditions* is in the output."""
        return all(map(self.holds, conditions))

    def absent(self, target: str) -> Entry | None:
        """The entry that *target* would mean if the output had it."""
        found = chain.from_iterable(chain(self.entries.values(), self.builtin.values()))
        absent = (entry for entry in found if not self.is_here(entry.only))
        match = Glossary(absent, collator(self.env.config.language)).find(target)
        return match.entry if match else None

    def _records(self) -> Iterator[Entry | IndexPage | Mention]:
        kinds = (self.entries, self.builtin, self.indexes, self.references)
        return chain.from_iterable(chain.from_iterable(kind.values() for kind in kinds))

    # ---- what is known once everything has been read

    @property
    def glossary(self) -> Glossary:
        """All entries of the project, ready to be asked."""
        if self._glossary is None:
            found = chain.from_iterable(chain(self.entries.values(), self.builtin.values()))
            entries = (entry for entry in found if self.is_here(entry.only))
            self._glossary = Glossary(entries, collator(self.env.config.language))
        return self._glossary

    @property
    def mentions(self) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
        """Who refers to which entry; see :meth:`Glossary.mentions`."""
        if self._mentions is None:
            places = {
                docname: [
                    (mention.anchor, entry)
                    for mention in found
                    if self.is_here(mention.only)
                    and (entry := self.meaning(mention.target, mention.via)) is not None
                ]
                for docname, found in self.references.items()
            }
            for docname, plain in self.plain_mentions.items():
                linked = ((each.anchor, self.meaning(each.target, Via.OWN)) for each in plain)
                places.setdefault(docname, []).extend(
                    (anchor, entry) for anchor, entry in linked if entry is not None
                )
            self._mentions = self.glossary.mentions(places)
        return self._mentions

    def meaning(self, target: str, via: Via) -> Entry | None:
        """The entry that a reference leads to, in whichever glossary it stands.

        By our own roles a name means an entry of ours first. Sphinx's own ``:term:`` and ``:any:`` lead
        to a term of a built-in glossary first, as they do without us.
        """
        if via is not Via.OWN and (place := self.builtin_place(target, via)):
            return self.glossary.at(*place)
        match = self.glossary.find(target) if via is Via.OWN else self.glossary.find_own(target)
        return match.entry if match else None

    def is_ours(self, target: str, via: Via) -> bool:
        """Whether a reference is one that we resolve, and not Sphinx."""
        if via is not Via.OWN and self.builtin_place(target, via):
            return False
        return self.meaning(target, via) is not None

    def groups(self, page: IndexPage) -> list[tuple[str, list[Entry]]]:
        """The entries that *page* lists, as it shows them.

        Returns:
            For each group its index letter, or its category in the source language (what has none
            comes last); one group without a name where the list is not divided.
        """
        if page not in self._groups:
            self._groups[page] = self._group(page)
        return self._groups[page]

    def _group(self, page: IndexPage) -> list[tuple[str, list[Entry]]]:
        entries = self.glossary.listed(page)
        if page.group == "letter":
            return list(self.glossary.letters(entries).items())
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
        """All lists of terms: complete ones first, then by document and line."""
        return sorted(
            (page for found in self.indexes.values() for page in found if self.is_here(page.only)),
            key=lambda page: (not page.is_complete, page.docname, page.line),
        )

    @property
    def main_index(self) -> IndexPage | None:
        """The list that "all terms" leads to, if there is any."""
        return next(iter(self.pages), None)

    def builtin_place(self, target: str, via: Via = Via.TERM) -> tuple[str, str] | None:
        """Document and anchor of a term of one of Sphinx's own glossaries, found as Sphinx finds it."""
        std = self.env.domains.standard_domain
        folded = target.lower()
        place: tuple[str, str] | None = std.objects.get(("term", folded if via is Via.ANY else target))
        return place or (std.data.get("terms", {}).get(folded) if via is Via.TERM else None)

    def check_consistency(self) -> None:
        """Warn of what only the whole project shows: two entries of one name or id, and labels."""
        for collision in self.glossary.collisions:
            first, second = collision.first, collision.second
            what = "id" if collision.is_id else "title"
            mend = ' Give one of them an ":id:".' if collision.is_id else " Rename or merge one."
            warn(
                Warn.DUPLICATE,
                f'Two entries have the {what} "{collision.name}": this one and the one in'
                f" {self.env.doc2path(first.docname, base=False)}, line {first.line}, which"
                f" references lead to.{mend}",
                location=(second.docname, second.line),
            )
        for label, spelling, entry in self.glossary.variant_labels():
            warn(
                Warn.LABEL,
                f'The label "{label}" is spelled "{spelling}" elsewhere: they count as two labels,'
                " with two translations. Spell it in one way.",
                location=(entry.docname, entry.line),
            )

    # ---- references

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """A reference to the entry that *target* names, or None.

        The doctree::

            <reference internal="True" classes="glossterm-ref" refuri=...>
                <inline> what the reader sees
        """
        match = self.glossary.find(target)
        if match is None:
            return None
        if node.get("refwarn"):
            self.warn_of_ambiguity(target, match, node)
        entry, anchor = match.entry, match.entry.anchor_of(target)
        if not node.get("refexplicit") or typ in {"termabbr", "termboth"}:
            contnode = words(typ, entry, node, contnode, env.config)
        return self.link(builder, fromdocname, entry, contnode, anchor)

    def link(
        self, builder: Builder, fromdocname: str, entry: Entry, content: Element, anchor: str = ""
    ) -> nodes.reference:
        """A reference from one document to an entry, around *content*.

        Args:
            builder: The builder.
            fromdocname: The document.
            entry: The entry.
            content: What the reader sees.
            anchor: One of the entry's anchors, if not the first.

        Raises:
            sphinx.errors.NoUri: The output has no place for the entry's document.
        """
        anchor = anchor or entry.anchor
        reference = make_refnode(builder, fromdocname, entry.docname, anchor, content)
        reference["classes"].append("glossterm-ref")
        return reference

    def warn_of_ambiguity(self, target: str, match: Match, node: Element, option: str = "") -> None:
        """Warn if *target* could mean several entries.

        Args:
            target: What the author wrote.
            match: What it was found to mean.
            node: The reference, or the entry that names another one.
            option: The option of the entry that does.
        """
        if not match.is_ambiguous:
            return
        names = (f"{entry.title.source} ({entry.id})" for entry in match.candidates)
        what = f'"{target}" in ":{option}:"' if option else f'"{target}"'
        id_ = match.entry.id
        better = id_ if option else f"text <{id_}>"
        warn(
            Warn.AMBIGUOUS,
            f"{what} could mean {listing(names, 'or')}; it leads to"
            f' "{match.entry.title.source}". Write "{better}", or another id.',
            location=node,
        )

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """What ``:any:`` finds here: nothing where Sphinx's own terms or labels have the name."""
        std = env.domains.standard_domain
        copy = contnode.deepcopy()
        if std.resolve_any_xref(env, fromdocname, builder, target, node, copy):
            return []
        if self.glossary.find_own(target) is None:
            return []
        reference = self.resolve_xref(env, fromdocname, builder, "term", target, node, contnode)
        return [(f"{DOMAIN}:term", reference)] if reference else []

    # ---- what others may know

    @property
    def names(self) -> tuple[tuple[str, str, str], ...]:
        """Every name readers see, in both languages, with document and anchor of its first entry."""
        if self._names is None:
            packed = self.data[_OBJECTS]
            self._names = unpack(packed) if packed else ()
        return self._names

    def note_plain_mentions(self, searched: str, found: Mapping[str, tuple[PlainMention, ...]]) -> None:
        """Keep the plain mentions that have been found, once everything has been read.

        Args:
            searched: A fingerprint of the names that were looked for. Where it is another than before,
                what was found before is forgotten.
            found: The plain mentions of each document that has been searched, even if there are none.
        """
        if self.searched != searched:
            for docname in list(self.plain_mentions):
                self.plain_mentions.discard(docname)
        self.data[_SEARCHED] = searched
        self.plain_mentions.update(found)
        self._mentions = None

    def note_shown(self, shown: dict[str, str], previews: tuple[str, ...], labels: str) -> None:
        """Keep what has been found out about the whole project, once everything has been read.

        Args:
            shown: For each document that shows facts of others, a fingerprint of them.
            previews: The same for each preview file.
            labels: A fingerprint of the catalogues of labels.
        """
        self.data[_SHOWN] = shown
        self.data[_PREVIEWS] = previews
        self.data[_LABELS] = labels
        conditions = sorted({each for record in self._records() for each in record.only})
        self.data[_CONDITIONS] = {condition: self.holds(condition) for condition in conditions}
        seen: dict[str, tuple[str, str, str]] = {}
        for entry in self.glossary.own:  # Sphinx knows the others
            for name in entry.shown_names:
                for text in (name.text, name.source):
                    seen.setdefault(text, (text, entry.docname, entry.anchor))
        self._names = tuple(seen.values())
        # Many, and most builds do not ask for them: see sphinx_glossterm.records.
        self.data[_OBJECTS] = pack(self._names)

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Titles, aliases and abbreviations, as search results and in the inventory."""
        priority = self.object_types["term"].attrs["searchprio"]
        for text, docname, anchor in self.names:
            yield text, text, "term", docname, anchor, priority


def the_domain(env: BuildEnvironment) -> GlosstermDomain:
    """The store of a project."""
    domain = env.domains[DOMAIN]
    assert isinstance(domain, GlosstermDomain)
    return domain


def note_builder(app: Sphinx) -> None:
    """Let the domain know which builder runs (``builder-inited``)."""
    the_domain(app.env).builder = app.builder


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(GlosstermDomain)
    app.connect("builder-inited", note_builder)
