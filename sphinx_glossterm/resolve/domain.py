"""The domain: it resolves references to entries, and warns of names that no entry has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sphinx.domains import Domain, ObjType
from sphinx.util import get_filetype

from sphinx_glossterm.collect.places import location
from sphinx_glossterm.doctree.nodes import (
    DOMAIN,
    conditions_around,
    is_term_reference,
    is_unnamed,
    typed_words,
)
from sphinx_glossterm.messages import Warn, did_you_mean, listing, warn
from sphinx_glossterm.read.markup import FILETYPES, Markup
from sphinx_glossterm.read.roles import ROLES
from sphinx_glossterm.resolve.cards import reference_to, reference_words, remote_reference
from sphinx_glossterm.resolve.lookup import Lookup
from sphinx_glossterm.resolve.view_maker import Views
from sphinx_glossterm.terms.entry import MapPage, Via
from sphinx_glossterm.terms.remote import RemoteGlossaries

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.terms.entry import Entry
    from sphinx_glossterm.terms.glossary import Collision


_UNSEARCHED: Final = -1
"""The search priority of names that Sphinx's search leaves out."""


class GlosstermDomain(Lookup):
    """The domain of a project's entries."""

    name = DOMAIN
    label = "Glossary"
    # Sphinx gives its own terms the priority -1, which keeps them out of the search; ours are in it.
    object_types: ClassVar[dict[str, ObjType]] = {
        "term": ObjType("term", "term", "termdef", "termboth", "termabbr", searchprio=1)
    }
    roles: ClassVar[dict[str, Any]] = dict(ROLES)

    @cached_property
    def views(self) -> Views:
        """What pages show of entries on other pages, after everything has been read."""
        return Views(self)

    def check_consistency(self) -> None:
        """Warn of duplicate entries, circles of pointers, and inconsistent or unknown labels."""
        for collision in self.glossary.collisions:
            warn(Warn.DUPLICATE, self._why_duplicate(collision), self._place(collision.second))
        for first, *others in self.glossary.pointer_cycles():
            way = [
                f'"{other.title.source}" ({self._file(other)}, line {other.line})' for other in others
            ]
            name, option = f'"{first.title.source}"', "see" if first.see else "replaced-by"
            warn(
                Warn.RELATED,
                f'":{option}:" leads in a circle: {name} points to'
                f" {', which points to '.join([*way, name])}. Make one of them point elsewhere, or"
                " give it a definition instead.",
                location=self._place(first),
            )
        self._warn_of_shared_words()
        for label, spelling, entry in self.glossary.variant_labels():
            warn(
                Warn.LABEL,
                f'The label "{label}" is spelled "{spelling}" elsewhere, so they count as two labels'
                " with two translations. Spell both the same way.",
                location=self._place(entry),
            )
        indexes, maps = chain(*self.indexes.values()), chain(*self.maps.values())
        for page, option, label, close in self.glossary.unknown_labels(chain(indexes, maps)):
            hint = did_you_mean(close) or " Give it to entries, or remove it here."
            directive = "termmap" if isinstance(page, MapPage) else "termindex"
            warn(
                Warn.OPTION,
                f'":{option}:" of "{directive}" names "{label}", which no entry has.{hint}',
                location=(page.docname, page.line),
            )

    def _warn_of_shared_words(self) -> None:
        """Warn if a glossary and another project have the same name, as ``NAME:`` cannot mean both."""
        config = self.env.config
        others = {"glossterm_remote": config.glossterm_remote}
        if "intersphinx_mapping" in config:
            others["intersphinx_mapping"] = config.intersphinx_mapping
        fold = self.glossary.fold
        known = {fold(name): (name, option) for option, named in others.items() for name in named}
        for glossary in self.glossary.glossaries:
            if fold(glossary) in known:
                name, option = known[fold(glossary)]
                warn(
                    Warn.CONFIG,
                    f'"{glossary}" is a glossary of this project, and {option} has "{name}":'
                    f' "{glossary}:name" means the glossary first. Give one of the two another name.',
                    location=None,
                )

    def _place(self, entry: Entry) -> tuple[str, int] | str:
        return location(self.env, entry.docname, entry.line, entry.file)

    def _file(self, entry: Entry) -> str:
        return entry.file or str(self.env.doc2path(entry.docname, base=False))

    def _why_duplicate(self, collision: Collision) -> str:
        first, second = collision.first, collision.second
        what = f'Two entries have the {"id" if collision.is_id else "title"} "{collision.name}"'
        if first.file and (first.file, first.line) == (second.file, second.line):
            one, other = (str(self.env.doc2path(each.docname, base=False)) for each in (first, second))
            return (
                f"{what}, because {one} and {other} both include this one. References lead to the"
                " one in the first of them. Include it once."
            )
        mend = 'Give one of them an ":id:".' if collision.is_id else "Rename or merge one."
        return (
            f"{what}: this one and the one in {self._file(first)}, line {first.line}, which"
            f" references lead to. {mend}"
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
        """A reference to the entry that *target* means, or None if there is no such entry.

        The doctree::

            <reference internal="True" classes="glossterm-ref" refuri=...>
                <inline> the text for readers
        """
        role = "" if is_unnamed(node) else typ
        is_explicit = bool(node.get("refexplicit"))
        home = self.home_around(node)
        view = self.views.reference(
            target, Via.OWN, role, typed_words(node), is_explicit=is_explicit, home=home
        )
        if view is None:
            return None
        if node.get("refwarn"):
            self.warn_of_ambiguity(target, node, home=home)
        if view.name or view.is_source or view.abbreviation or view.source:
            is_first = bool(node.get("glossterm_first"))
            contnode = reference_words(view, contnode, builder, is_first=is_first)
        if view.remote:
            return remote_reference(view.remote, contnode, self.env.config)
        return reference_to(builder, fromdocname, view.docname, view.anchor, contnode)

    def warn_of_ambiguity(self, target: str, node: Element, option: str = "", *, home: str = "") -> None:
        """Warn if *target* could mean several entries.

        Args:
            target: What the author wrote.
            node: The reference, or the entry or map that names an entry.
            option: The option with that name; empty for a reference.
            home: The glossary of the text that contains it.
        """
        match, project = self.glossary.find(target, home), ""
        if match is None and (found := self.remote(target, home=home)):
            match, project = found.match, f"{found.project}:"
        if match is None or not match.is_ambiguous:
            return
        what = f'"{target}" in ":{option}:"' if option else f'"{target}"'
        if match.is_across and not project:
            clear = [self.glossary.target_of(entry, home) for entry in match.candidates]
            warn(
                Warn.AMBIGUOUS,
                f"{what} stands in several glossaries, and in none that goes first here; it leads to"
                f' "{clear[0]}". Write {listing(clear, "or")}.',
                location=node,
            )
            return
        names = (f"{entry.title.source} ({entry.id})" for entry in match.candidates)
        clear_id = project + (match.entry.id if project else self.glossary.target_of(match.entry, home))
        better = clear_id if option else f"text <{clear_id}>"
        other = "another id" if clear_id == project + match.entry.id else "another of them"
        warn(
            Warn.AMBIGUOUS,
            f"{what} could mean {listing(names, 'or')}; it leads to"
            f' "{match.entry.title.source}". Write "{better}", or {other}.',
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
        """The entry that ``:any:`` finds; none if Sphinx's own terms or labels have that name."""
        args = env, fromdocname, builder, target, node, contnode.deepcopy()
        found = self.glossary.find_for_term(target, self.home_around(node))
        if found is None or env.domains.standard_domain.resolve_any_xref(*args):
            return []
        reference = self.resolve_xref(env, fromdocname, builder, "term", target, node, contnode)
        return [(f"{DOMAIN}:term", reference)] if reference else []

    # ---- objects

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Titles, aliases and abbreviations, for the search and for the inventory."""
        priority = self.object_types["term"].attrs["searchprio"]
        for name, shown, docname, anchor, is_searched in self.names:
            yield name, shown, "term", docname, anchor, priority if is_searched else _UNSEARCHED


def the_domain(env: BuildEnvironment) -> GlosstermDomain:
    """The domain of a project, which is also its store."""
    domain = env.domains[DOMAIN]
    assert isinstance(domain, GlosstermDomain)
    return domain


def on_missing_reference(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Warn of an unknown term, and suggest similar names (``warn-missing-reference``).

    Returns:
        True if there is nothing left to report; None to leave it to Sphinx, as in a project without
        entries of ours.
    """
    own = the_domain(app.env)
    if domain is None or not is_term_reference(node):
        return None
    if domain.name != DOMAIN and not own.entries:
        return None
    if not own.is_here(conditions_around(node)):
        return True  # the reference is not in the output
    warn(Warn.UNKNOWN, _why_unknown(own, node), location=node)
    return True


def _why_unknown(domain: GlosstermDomain, node: pending_xref) -> str:
    """The message for an unknown name, with a suggestion."""
    target = str(node["reftarget"])
    if domain.builtin_place(target):
        return (
            f'"{target}" is a term of a built-in glossary. While "glossterm_builtin" is False,'
            f' you can only link to it: write ":term:`{target}`".'
        )
    if absent := domain.absent(target, domain.home_around(node)):
        return (
            f'The entry "{absent.title.source}" is not in this output, because it is inside an'
            f' "only" directive with the condition {listing(absent.only)}. Put the reference'
            " into such a directive too."
        )
    if entries := domain.glossary.instead_of(target):
        names = listing((domain.glossary.target_of(entry) for entry in entries), "or")
        titles = listing((entry.title.source for entry in entries), "or")
        return f'Do not use "{target}", which the ":avoid:" of {titles} lists: refer to {names} instead.'
    if hint := _name_in_two(domain, node):
        return f'There is no term "{target}".{hint}'
    hint = did_you_mean(domain.closest_named(target) or domain.known_terms.closest(target))
    return f'There is no term "{target}".' + (hint or " Write an entry for it, or correct the name.")


def _name_in_two(domain: GlosstermDomain, node: pending_xref) -> str:
    """A hint for a name that was split into text and target, like ``List<T>``; otherwise empty."""
    if not node.get("refexplicit") or not re.search(r"\S<[^<]*$", node.rawsource):
        return ""
    words = node.astext().rstrip("\\")
    name = f"{words}<{node['reftarget']}>"
    env = domain.env
    filetype = get_filetype(env.config.source_suffix, str(env.doc2path(node["refdoc"])))
    if FILETYPES.get(filetype) is Markup.MYST:
        entry = domain.glossary.entry(name)
        id_ = domain.glossary.target_of(entry) if entry else "id"
        return f' If "{name}" is one name, write "[](#{id_})".'
    return f' If "{name}" is one name, write "\\<" for its "<".'


def note_builder(app: Sphinx) -> None:
    """Give the domain the builder, and other projects' glossaries (``builder-inited``)."""
    domain = the_domain(app.env)
    domain.builder = app.builder
    domain.remotes = RemoteGlossaries()
    if app.config.glossterm_remote:
        from sphinx_glossterm.remote.load import load  # imported late: most projects have none

        domain.remotes = load(app)


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(GlosstermDomain)
    app.connect("builder-inited", note_builder)
    app.connect("warn-missing-reference", on_missing_reference)
