"""Collect: the data that is kept from one build to the next.

``process_doc`` runs after Sphinx has translated the document, so the records have names in the source
language and in the language of the build. All data of a document is in the domain's data, by document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sphinx.domains import Domain

from sphinx_glossterm.collect.builtin import collect_builtin_entries
from sphinx_glossterm.collect.entries import (
    collect_entries,
    collect_indexes,
    collect_maps,
    collect_mentions,
    collect_one_sided,
)
from sphinx_glossterm.collect.packed import ByDocument, pack, unpack
from sphinx_glossterm.collect.running_text import Passage, running_text_of
from sphinx_glossterm.config import glossary_of
from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_block, glossterm_entry
from sphinx_glossterm.terms.entry import Entry, IndexPage, MapPage, Mention, OneSided, PlainMention
from sphinx_glossterm.terms.known import KnownName, known_names
from sphinx_glossterm.translate.documents import WITHHELD
from sphinx_glossterm.translate.site import OtherLanguages, Stamp

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.terms.glossary import Glossary

# The records of each document.
_KINDS: Final = (
    "entries",
    "builtin",
    "mentions",
    "indexes",
    "maps",
    "one_sided",
    "running_text",
    "plain",
)


class Store(Domain):
    """The base of the domain: its data, which Sphinx stores with the environment."""

    initial_data: ClassVar[dict[str, Any]] = {
        **{kind: {} for kind in _KINDS},
        "catalogues": {},
        "ours": {},
        "withheld": {},
        "homes": {},
        # Of the whole project, after everything has been read.
        "previews": (),
        "labels": "",
        "objects": b"",
        "shown": {},
        "survey": b"",
        "children": {},
        "searched": "",
        "conditions": {},
    }
    # Reasons for past versions: readings of names; forms as one message, and each in one language;
    # withheld translations; citations in short definitions; the included file of an entry; style and
    # scope of lists; names in other languages by language; names to avoid, part of speech, source, note
    # and ":keep:" of entries; maps; glossaries of entries and of documents; a survey of pages.
    data_version = 18

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.changed: set[str] = set()
        """The documents that have been read or removed in this run."""
        self._kinds: dict[str, ByDocument[Any]] = {kind: ByDocument(self.data[kind]) for kind in _KINDS}
        self.entries: ByDocument[Entry] = self._kinds["entries"]
        """Our entries in each document that has any."""
        self.builtin: ByDocument[Entry] = self._kinds["builtin"]
        """The entries of Sphinx's own glossaries in each document that has any."""
        self.references: ByDocument[Mention] = self._kinds["mentions"]
        """The references to terms in each document that has any."""
        self.indexes: ByDocument[IndexPage] = self._kinds["indexes"]
        """The lists of terms in each document that has any."""
        self.maps: ByDocument[MapPage] = self._kinds["maps"]
        """The maps in each document that has any."""
        self.one_sided: ByDocument[OneSided] = self._kinds["one_sided"]
        """The comparisons with one kind of side only, in each document that has any."""
        self.running_text: ByDocument[Passage] = self._kinds["running_text"]
        """The running text of each document, if plain mentions are linked."""
        self.plain_mentions: ByDocument[PlainMention] = self._kinds["plain"]
        """The plain mentions that become references, in each document that was searched."""
        self.catalogues: dict[str, tuple[Stamp, ...]] = self.data["catalogues"]
        """For each document with entries, the catalogues of other languages that were used for it."""
        self.withheld: dict[str, tuple[str, ...]] = self.data["withheld"]
        """The messages of each document whose translation exists but is not shown."""
        self.homes: dict[str, str] = self.data["homes"]
        """The glossary of each document, if it is not the default one."""
        self.documents: dict[str, None] = self.data["ours"]
        """The documents with any nodes or references of ours, in the order of reading."""
        self.shown: dict[str, str] = self.data["shown"]
        """For each document that shows facts from other documents, a fingerprint of them."""
        self.children: dict[str, tuple[str, ...]] = self.data["children"]
        """For each page with an index, its child pages with entries, in the order of the index."""
        self.conditions: dict[str, bool] = self.data["conditions"]
        """The ``only`` conditions of entries, references and lists, and whether each was true."""
        self._names: tuple[KnownName, ...] | None = None

    @cached_property
    def other_languages(self) -> OtherLanguages:
        """The other languages of the site."""
        return OtherLanguages(self.env)

    # ---- of each document

    def all_entries(self) -> Iterator[Entry]:
        """The entries of all documents, with those of Sphinx's own glossaries."""
        return chain.from_iterable(chain(self.entries.values(), self.builtin.values()))

    def clear_doc(self, docname: str) -> None:
        """Remove all data of a document."""
        self.catalogues.pop(docname, None)
        self.documents.pop(docname, None)
        self.withheld.pop(docname, None)
        self.homes.pop(docname, None)
        for kind in self._kinds.values():
            kind.discard(docname)
        self.note_change({docname})

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over the data that a parallel process has read."""
        for name, kind in self._kinds.items():
            kind.merge(docnames, otherdata[name])
        for name in ("catalogues", "ours", "withheld", "homes"):
            found = otherdata[name]
            self.data[name].update({each: found[each] for each in found if each in docnames})
        self.note_change(docnames)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Store the entries, lists and references of a translated document."""
        if withheld := document.attributes.pop(WITHHELD, ()):
            self.withheld[docname] = withheld
        others = self.other_languages
        stamps = others.stamps(docname)  # before reading the catalogues, so that no change is missed
        if entries := tuple(collect_entries(document, docname, env, others)):
            self.entries[docname] = entries
        has_builtin = env.config.glossterm_builtin
        terms = collect_builtin_entries(document, docname, env, others) if has_builtin else ()
        if builtin := tuple(terms):
            self.builtin[docname] = builtin
        if entries or builtin:
            self.catalogues[docname] = stamps
        if home := _home(docname, entries, env):
            self.homes[docname] = home
        if indexes := tuple(collect_indexes(document)):
            self.indexes[docname] = indexes
        if maps := tuple(collect_maps(document)):
            self.maps[docname] = maps
        if references := tuple(dict.fromkeys(collect_mentions(document, builtin=has_builtin))):
            self.references[docname] = references
        if one_sided := tuple(collect_one_sided(document, docname, env)):
            self.one_sided[docname] = one_sided
        is_searched = env.config.glossterm_autolink != "off"
        if is_searched and (running_text := running_text_of(document, builtin=has_builtin)):
            self.running_text[docname] = running_text
        blocks = blocks_of(document, (glossterm_block, glossterm_entry))
        if builtin or indexes or references or next(blocks, None) is not None:
            self.documents[docname] = None
        self.note_change({docname})

    def let_go(self) -> None:
        """Free the room of what can be made again from the data."""
        for kind in self._kinds.values():
            kind.let_go()

    def note_change(self, docnames: Set[str]) -> None:
        """Note that documents have been read or removed."""
        self.changed |= docnames

    # ---- of the whole project, after everything has been read

    @property
    def previews(self) -> tuple[str, ...]:
        """For each preview file, by its number, a fingerprint of its content."""
        previews: tuple[str, ...] = self.data["previews"]
        return previews

    @property
    def labels(self) -> str:
        """A fingerprint of everything outside documents that :attr:`shown` depends on.

        These are the catalogues of labels, the version of ICU, and other projects' glossaries.
        """
        return str(self.data["labels"])

    @property
    def survey(self) -> tuple[Any, ...]:
        """What was given to :meth:`note_survey` when :attr:`shown` was stored."""
        return tuple(unpack(self.data["survey"]))

    @property
    def searched(self) -> str:
        """A fingerprint of the names that were searched for :attr:`plain_mentions`."""
        return str(self.data["searched"])

    @property
    def names(self) -> tuple[KnownName, ...]:
        """Every name that readers see, in the source language and in the build's language."""
        if self._names is None:
            packed = self.data["objects"]
            self._names = tuple(map(KnownName._make, unpack(packed))) if packed else ()
        return self._names

    def note_plain_mentions(self, searched: str, found: Mapping[str, tuple[PlainMention, ...]]) -> None:
        """Store plain mentions.

        Args:
            searched: A fingerprint of the names that were searched for. If it has changed, older plain
                mentions are removed.
            found: The plain mentions in each document that was searched, even if there are none.
        """
        if self.searched != searched:
            for docname in list(self.plain_mentions):
                self.plain_mentions.discard(docname)
        self.data["searched"] = searched
        self.plain_mentions.update(found)

    def note_survey(self, survey: tuple[object, ...]) -> None:
        """Store what a look at all pages has found, packed, as only builds after an edit need it."""
        self.data["survey"] = pack(survey)

    def note_shown(self, shown: dict[str, str], previews: tuple[str, ...], labels: str) -> None:
        """Store fingerprints of what pages and preview files show.

        Args:
            shown: For each document that shows facts from other documents, a fingerprint of them.
            previews: For each preview file, a fingerprint of its content.
            labels: A fingerprint of everything outside documents; see :attr:`labels`.
        """
        self.shown.clear()
        self.shown.update(shown)
        self.data["previews"] = previews
        self.data["labels"] = labels

    def note_conditions(self, holds: Callable[[str], bool]) -> None:
        """Store the ``only`` conditions of all records, and whether each is true.

        Args:
            holds: Tells whether a condition is true for the builder.
        """
        kinds: tuple[ByDocument[Any], ...] = (
            self.entries,
            self.builtin,
            self.indexes,
            self.maps,
            self.references,
        )
        records = chain.from_iterable(chain.from_iterable(kind.values() for kind in kinds))
        self.conditions.clear()
        for condition in sorted({each for record in records for each in record.only}):
            self.conditions[condition] = holds(condition)

    def note_names(self, glossary: Glossary) -> None:
        """Store the names of our entries for :attr:`names`."""
        self._names = known_names(glossary)
        # Packed, because they are many, and most builds do not need them.
        self.data["objects"] = pack(tuple(map(tuple, self._names)))


def _home(docname: str, entries: Iterable[Entry], env: BuildEnvironment) -> str:
    """The glossary of a document: from ``glossterm_glossary``, or else that of all its entries."""
    named = {entry.glossary for entry in entries}
    return glossary_of(env.config, docname) or (named.pop() if len(named) == 1 else "")
