"""The public interface for other extensions. Nothing else in the package is public.

The names follow ISO 1087: an entry describes a concept, and its names are *designations*. All records
are frozen, compare by value, and can be pickled. So an extension can keep them in the environment, and
see in the next build what has changed.

From version 1.0 on, this module follows semantic versioning: only a new major version removes anything
or changes its meaning. Records may get new attributes at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal

from docutils import nodes
from sphinx.errors import ExtensionError

from sphinx_glossterm.doctree.nodes import DOMAIN, via_of
from sphinx_glossterm.messages import project_label
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.terms.entry import Entry, Name, Status
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.terms.remote import RemoteEntry

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

__all__ = [
    "ENTRY_READ",
    "GLOSSARY_READY",
    "Designation",
    "RemoteTermEntry",
    "TermEntry",
    "Terminology",
    "terminology",
]

ENTRY_READ: Final = "glossterm-entry-read"
"""The event for each recorded entry.

Handlers get the :class:`~sphinx.application.Sphinx` object and the :class:`TermEntry`, and return
nothing. It is sent after a document has been read and translated, for its entries in order, and so only
for documents that this build reads. If Sphinx reads in parallel, it is sent in the process that reads
the document: keep your data in the environment, and merge it with ``env-merge-info``.

Other entries may not be known yet. An id that was made from a title is not final: if two entries claim
it, the later one gets a number.
"""

GLOSSARY_READY: Final = "glossterm-glossary-ready"
"""The event for the whole glossary.

Handlers get the :class:`~sphinx.application.Sphinx` object and the :class:`Terminology`, and return
nothing. It is sent once in each build, even if nothing has changed, after all documents have been read
and before references are resolved.
"""


@dataclass(frozen=True, slots=True)
class Designation:
    """A name of an entry, or a label such as its category: plain text, without markup.

    Attributes:
        text: The text that the build shows: the translation, or the source text if there is none.
        source: The text in the documents; empty for a form that only the translation has.
        is_translated: Whether the catalogue has a translation, even one that equals the source.
    """

    text: str
    source: str
    is_translated: bool


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One entry of the glossary.

    Attributes:
        id: Its permanent identity, the same in every language.
        docname: The document that contains it.
        anchor: Its place there: a fragment without its ``#``.
        line: The line of its directive, counted from 1.
        title: The preferred name.
        aliases: The other names, in the author's order.
        abbreviation: The abbreviation, or None.
        forms: Names that lead to it and that readers do not see.
        avoided: Names that nobody should use for it. References do not find it by them.
        part_of_speech: The part of speech of the title, in the terms of ISO 12620, such as ``noun`` or
            ``properNoun``; empty if unknown.
        glossary: The glossary it belongs to, if the project has several; None for the default one, which
            has no name.
        is_kept: Whether title and abbreviation stay as they are in every language.
        category: Its category, or None.
        tags: Its tags, in the author's order.
        related: Ids or names of related entries, as the author wrote them; see
            :meth:`Terminology.find`.
        see: The entry that this one only points to, as the author wrote it; empty for a full entry.
        status: Its status.
        replaced_by: The entry to use instead of a deprecated one, as the author wrote it; may be empty.
        definition: The short definition as plain text; empty if there is none.
        is_definition_translated: Whether the definition is in the language of the build, and not in the
            source language.
        definition_source: The source of the definition, as plain text; may be empty.
        note: The usage note, as plain text; may be empty.
        is_builtin: Whether it is from one of Sphinx's own ``glossary`` directives, and not from a
            ``term``.
    """

    id: str
    docname: str
    anchor: str
    line: int
    title: Designation
    aliases: tuple[Designation, ...]
    abbreviation: Designation | None
    forms: tuple[Designation, ...]
    avoided: tuple[Designation, ...]
    part_of_speech: str
    glossary: Designation | None
    is_kept: bool
    category: Designation | None
    tags: tuple[Designation, ...]
    related: tuple[str, ...]
    see: str
    status: Literal["draft", "stable", "deprecated"]
    replaced_by: str
    definition: str
    is_definition_translated: bool
    definition_source: str
    note: str
    is_builtin: bool


@dataclass(frozen=True, slots=True)
class RemoteTermEntry:
    """One entry of another project, as its site publishes it: plain text, which a stranger wrote.

    Attributes:
        id: Its identity in that project.
        project: The name of the project in ``glossterm_remote``.
        project_title: What the project calls itself.
        uri: The address of the entry, with ``https`` or ``http``.
        title: The preferred name.
        aliases: The other names.
        abbreviation: The abbreviation, or None.
        forms: Names that lead to it and are not shown.
        names_language: The language of the names that are not translated, as Sphinx writes languages.
        category: Its category; empty if there is none.
        category_language: The language of that.
        definition: The short definition; empty if there is none.
        definition_language: The language of that.
        status: Whether its name is still to be used. Drafts count as stable.
        replaced_by: The address of the entry to use instead of a deprecated one; empty if there is none.
    """

    id: str
    project: str
    project_title: str
    uri: str
    title: Designation
    aliases: tuple[Designation, ...]
    abbreviation: Designation | None
    forms: tuple[Designation, ...]
    names_language: str
    category: str
    category_language: str
    definition: str
    definition_language: str
    status: Literal["stable", "deprecated"]
    replaced_by: str


class Terminology:
    """The entries of a project in the output of this build. Get it from :func:`terminology`.

    Entries under an ``only`` directive whose condition is false are left out. Get a new one in each
    event: it does not see documents that are read later.
    """

    def __init__(self, domain: GlosstermDomain) -> None:
        self._domain = domain
        self._glossary = domain.glossary

    @cached_property
    def entries(self) -> tuple[TermEntry, ...]:
        """All entries, by document and line."""
        return tuple(map(self._record, self._glossary.entries))

    def find(self, name: str, glossary: str = "") -> TermEntry | None:
        """The entry that a reference to *name* leads to.

        Args:
            name: An id, or a name in the source language or in that of the build: title, alias,
                abbreviation or form. Without an exact match, case and white space do not matter.
                ``GLOSSARY:name`` names one of several glossaries.
            glossary: The glossary of the text that the reference stands in. Its names come first.
        """
        return next(iter(self.candidates(name, glossary)), None)

    def candidates(self, name: str, glossary: str = "") -> tuple[TermEntry, ...]:
        """All entries that *name* could mean. The one that references lead to comes first.

        Args:
            name: As for :meth:`find`.
            glossary: Likewise.
        """
        match = self._glossary.find(name, glossary) if name else None
        if match is None:
            return ()
        others = (entry for entry in match.candidates if entry is not match.entry)
        return (self._record(match.entry), *map(self._record, others))

    def closest(self, name: str) -> tuple[str, ...]:
        """Up to three known names that are most similar to an unknown one, best first.

        Args:
            name: What an author wrote.
        """
        return self._glossary.closest(name)

    def at(self, docname: str, anchor: str) -> TermEntry | None:
        """The entry at a place.

        Args:
            docname: The document.
            anchor: The fragment without its ``#``.
        """
        entry = self._glossary.at(docname, anchor)
        return self._record(entry) if entry else None

    def referred(self, node: nodes.Element) -> TermEntry | None:
        """The entry that a reference leads to.

        Args:
            node: A :class:`~sphinx.addnodes.pending_xref` of ``:term:``, of one of our own roles, or of
                ``:any:``, before Sphinx resolves it.

        Returns:
            The entry; None for a reference to something else, or to a name that no entry has.
        """
        via = via_of(node)
        if via is None:
            return None
        home = self._domain.home_around(node)
        entry = self._domain.meaning(str(node.get("reftarget", "")), via, home)
        return self._record(entry) if entry else None

    @cached_property
    def remote_entries(self) -> tuple[RemoteTermEntry, ...]:
        """All entries of the projects in ``glossterm_remote``, project by project.

        An entry that only points to another one is not among them. Nor is a project that cannot be read.
        """
        remotes = self._domain.remotes.of(self._domain.env.config.glossterm_remote)
        return tuple(
            self._remote_record(entry, remote.name)
            for remote in remotes
            for entry in remote.entries.values()
            if entry.meant is entry
        )

    def find_remote(self, name: str) -> RemoteTermEntry | None:
        """The entry of another project that a reference to *name* leads to.

        Args:
            name: As for :meth:`find`, or such a name with that of the project before it:
                ``PROJECT:name``.

        Returns:
            The entry, where need be the one that it points to; None where the project itself has the
            name, or nobody has it.
        """
        found = self._domain.remote(name) if name else None
        return self._remote_record(found.remote.meant, found.project) if found else None

    def referred_remote(self, node: nodes.Element) -> RemoteTermEntry | None:
        """The entry of another project that a reference leads to.

        Args:
            node: As for :meth:`referred`.

        Returns:
            The entry; None for a reference to something else, or to a name that no entry has.
        """
        via = via_of(node)
        found = self._domain.remote(str(node.get("reftarget", "")), via) if via else None
        return self._remote_record(found.remote.meant, found.project) if found else None

    def ordered(
        self, entries: Iterable[TermEntry] | None = None, language: str | None = None
    ) -> list[TermEntry]:
        """Entries in dictionary order.

        Args:
            entries: The entries; by default all.
            language: The language of the order, as Sphinx writes it; by default that of the build.
        """
        wanted = self.entries if entries is None else entries
        known = self._glossary
        order = known.ordered if language is None else known.ordered_by(collator(language))
        places = {entry.key: place for place, entry in enumerate(order)}
        return sorted(wanted, key=lambda entry: places[entry.docname, entry.anchor])

    def letters(self, entries: Iterable[TermEntry] | None = None) -> dict[str, list[TermEntry]]:
        """Entries grouped by index letter, in the language of the build, all in order.

        Args:
            entries: The entries; by default all.
        """
        wanted = self.entries if entries is None else entries
        records = {(entry.docname, entry.anchor): entry for entry in wanted}
        known = [entry for entry in self._glossary.ordered if entry.key in records]
        grouped = self._glossary.letters(known)
        return {letter: [records[each.key] for each in group] for letter, group in grouped.items()}

    def _record(self, entry: Entry) -> TermEntry:
        if entry.key not in self._made:
            self._made[entry.key] = _record(entry)
        return self._made[entry.key]

    def _remote_record(self, remote: RemoteEntry, project: str) -> RemoteTermEntry:
        return _remote_record(remote, project, self._domain.env.config.language)

    @cached_property
    def _made(self) -> dict[tuple[str, str], TermEntry]:
        return {}


def terminology(env: BuildEnvironment) -> Terminology:
    """The glossary of a project.

    Args:
        env: The environment of the build. Call this only after all documents have been read: from
            :data:`GLOSSARY_READY` on, such as in ``doctree-resolved`` or ``build-finished``.

    Raises:
        sphinx.errors.ExtensionError: The project does not load this extension.
    """
    domain = env.domains.get(DOMAIN)
    if not isinstance(domain, GlosstermDomain):
        message = (
            'The project does not load "sphinx_glossterm": call app.setup_extension("sphinx_glossterm").'
        )
        raise ExtensionError(message)
    return Terminology(domain)


def _record(entry: Entry) -> TermEntry:
    return TermEntry(
        id=entry.id,
        docname=entry.docname,
        anchor=entry.anchor,
        line=entry.line,
        title=_designation(entry.title),
        aliases=tuple(map(_designation, entry.aliases)),
        abbreviation=_designation(entry.abbr) if entry.abbr else None,
        forms=tuple(map(_designation, entry.forms)),
        avoided=tuple(map(_designation, entry.avoided)),
        part_of_speech=entry.pos.value if entry.pos else "",
        glossary=_label(entry.glossary) if entry.glossary else None,
        is_kept=entry.keep,
        category=_label(entry.category) if entry.category else None,
        tags=tuple(map(_label, entry.tags)),
        related=entry.related,
        see=entry.see,
        status=entry.status.value,
        replaced_by=entry.replaced_by,
        definition=entry.definition,
        is_definition_translated=entry.translated,
        definition_source=entry.origin.text if entry.origin else "",
        note=entry.note.text if entry.note else "",
        is_builtin=entry.is_builtin,
    )


def _remote_record(remote: RemoteEntry, project: str, language: str) -> RemoteTermEntry:
    entry, is_foreign = remote.entry, bool(remote.source)

    def designation(name: Name) -> Designation:
        # Of a project in the language of the build, no name is a translation.
        return replace(_designation(name), is_translated=name.translated and is_foreign)

    return RemoteTermEntry(
        id=entry.id,
        project=project,
        project_title=remote.project,
        uri=remote.uri,
        title=designation(entry.title),
        aliases=tuple(map(designation, entry.aliases)),
        abbreviation=designation(entry.abbr) if entry.abbr else None,
        forms=tuple(map(designation, entry.forms)),
        names_language=remote.source or language,
        category=remote.category,
        category_language=remote.labelled or language,
        definition=entry.definition,
        definition_language=remote.said or language,
        status="deprecated" if entry.status is Status.DEPRECATED else "stable",
        replaced_by=remote.replaced_by.uri if remote.replaced_by else "",
    )


def _designation(name: Name) -> Designation:
    return Designation(name.text, name.source, name.translated)


def _label(source: str) -> Designation:
    text, is_translated = project_label(source)
    return Designation(text, source, is_translated)


def _tell_of_entries(app: Sphinx, _doctree: nodes.document) -> None:
    """Send :data:`ENTRY_READ` for each entry of a document (``doctree-read``)."""
    if not app.events.listeners.get(ENTRY_READ):
        return
    domain, docname = the_domain(app.env), app.env.docname
    for entry in chain(domain.entries.get(docname, ()), domain.builtin.get(docname, ())):
        app.emit(ENTRY_READ, _record(entry))


def _tell_of_glossary(app: Sphinx, env: BuildEnvironment) -> None:
    """Send :data:`GLOSSARY_READY` (``env-updated``)."""
    if app.events.listeners.get(GLOSSARY_READY):
        app.emit(GLOSSARY_READY, terminology(env))


def setup(app: Sphinx) -> None:
    """Register the events."""
    app.add_event(ENTRY_READ)
    app.add_event(GLOSSARY_READY)
    app.connect("doctree-read", _tell_of_entries)
    app.connect("env-updated", _tell_of_glossary, priority=400)  # before handlers that use its data
