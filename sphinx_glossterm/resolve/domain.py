"""Collect: the domain looks names up when asked, among what its store holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.domains import ObjType
from sphinx.util.nodes import make_refnode
from sphinx.util.tags import Tags

from sphinx_glossterm.collect.store import Store
from sphinx_glossterm.doctree.nodes import DOMAIN
from sphinx_glossterm.messages import Warn, listing, project_label, warn
from sphinx_glossterm.read.roles import ROLES
from sphinx_glossterm.resolve.wording import words
from sphinx_glossterm.terms.entry import Entry, IndexPage, PlainMention, Via
from sphinx_glossterm.terms.glossary import Glossary, Match
from sphinx_glossterm.terms.order import collator

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class GlosstermDomain(Store):
    """A project's entries, and the answers to Sphinx's questions about them."""

    name = DOMAIN
    label = "Glossary"
    # Sphinx gives its own terms -1, which keeps them out of the search; ours are to be found.
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType("term", "term", "termdef", "termboth", "termabbr", searchprio=1)
    }
    roles: ClassVar[dict[str, Any]] = dict(ROLES)

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self._builder: Builder | None = None
        self._glossary: Glossary | None = None
        self._absent: Glossary | None = None
        self._groups: dict[IndexPage, list[tuple[str, list[Entry]]]] = {}
        self._mentions: dict[tuple[str, str], tuple[tuple[str, str], ...]] | None = None

    def _forget_answers(self) -> None:
        self._glossary = self._absent = self._mentions = None
        self._groups.clear()

    def note_change(self) -> None:
        """Note that a document has been read or removed."""
        super().note_change()
        self._forget_answers()

    def note_plain_mentions(self, searched: str, found: Mapping[str, tuple[PlainMention, ...]]) -> None:
        """Keep the plain mentions that have been found."""
        super().note_plain_mentions(searched, found)
        self._mentions = None

    @property
    def builder(self) -> Builder:
        """The builder of this run, known from ``builder-inited`` on."""
        assert self._builder is not None
        return self._builder

    @builder.setter
    def builder(self, builder: Builder) -> None:
        self._builder = builder
        self._forget_answers()  # another one may have other entries

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
        if self._absent is None:
            self._absent = self._glossary_of(in_output=False)
        match = self._absent.find(target)
        return match.entry if match else None

    def _glossary_of(self, *, in_output: bool) -> Glossary:
        """The entries that the output has, or those that it has not."""
        entries = (each for each in self.recorded_entries() if self.is_here(each.only) == in_output)
        return Glossary(entries, collator(self.env.config.language))

    # ---- what is known once everything has been read

    @property
    def glossary(self) -> Glossary:
        """All entries of the project that the output has, ready to be asked."""
        if self._glossary is None:
            self._glossary = self._glossary_of(in_output=True)
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
