"""Turn a stranger's ``glossterm.json`` into records, and check every value.

Nothing in it is trusted. Whatever does not follow the format is dropped, only text is kept, and
addresses must be on the site of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from sphinx_glossterm.terms.entry import Entry, Kind, Name, Status, is_visible, squeeze
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.iris import web_iri
from sphinx_glossterm.terms.languages import gettext_name, primary_of, tag_of
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.terms.remote import FORMAT_VERSION, RemoteEntry, RemoteGlossary, RemoteTitle

CONTAINERS: Final = 1_000_000
"""The most lists and objects in a file; each takes far more memory than space in the file."""
ENTRIES: Final = 50_000
"""The most entries in a file; reading them takes time."""
NAME_LENGTH: Final = 300
"""The most characters of a name."""
TEXT_LENGTH: Final = 3000
"""The most characters of a definition or an address."""
NAMES: Final = 100
"""The most names of each kind that an entry may have in one language."""
_TAG: Final = re.compile("[a-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}", re.ASCII)
# Surrogates, and characters that change the direction of the text after them.
_BAD: Final = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")

Json = Mapping[str, Any]


class RemoteError(Exception):
    """A glossary cannot be used.

    Args:
        why: The reason, as the end of a sentence.
        is_missing: Whether there is nothing at the address, so that another one should be tried.
    """

    def __init__(self, why: str, *, is_missing: bool = False) -> None:
        super().__init__(why)
        self.is_missing = is_missing


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed glossary.

    Attributes:
        glossary: The usable part.
        left_out: The number of unusable entries.
    """

    glossary: RemoteGlossary
    left_out: int


def parse(content: bytes, name: str, base: str, language: str) -> Parsed:
    """The glossary of another project.

    Args:
        content: The file.
        name: This project's name for the other one.
        base: The address that entry addresses are relative to; empty to use the one in the file.
        language: The language of the build.

    Raises:
        RemoteError: It is not a valid file.
    """
    whole = _load(content)
    if whole.get("version") != FORMAT_VERSION:
        raise RemoteError(
            f"it is not of version {FORMAT_VERSION} of the format, but of"
            f" {str(whole.get('version'))[:20]!r}"
        )
    source = whole.get("source_language")
    if not isinstance(source, str) or not _is_tag(source) or not isinstance(whole.get("entries"), list):
        raise RemoteError("it has no entries, or does not say which language they are in")
    if len(whole["entries"]) > ENTRIES:
        raise RemoteError(f"it has more than {ENTRIES} entries")
    base = base or f"{str(whole.get('base')).rstrip('/')}/"
    if not _site(base):
        raise RemoteError(
            "the address of its pages is unknown: set html_baseurl in that project, or name it"
            " in intersphinx_mapping"
        )
    reader = _Reader(whole, name, base, language)
    found = list(reader.entries(whole["entries"]))
    entries = {each.entry.key: each for each in found}
    glossary = Glossary(
        (each.entry for each in entries.values()), collator(language), gettext_name(source)
    )
    digest = blake2b(content + f"{name} {base}".encode(), digest_size=12).hexdigest()
    left_out = len(whole["entries"]) - len(entries)
    languages = frozenset(language for each in entries.values() for language in each.languages)
    return Parsed(RemoteGlossary(name, glossary, entries, digest, languages), left_out)


def _load(content: bytes) -> Json:
    if content.count(b"[") + content.count(b"{") > CONTAINERS:
        raise RemoteError("it is too large")
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RemoteError("it is not JSON") from error
    if not isinstance(whole, dict):
        raise RemoteError("it is not a glossary")
    return whole


def _site(address: str) -> tuple[str, str] | None:
    """Scheme and host of a web address; None for other addresses."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc
    return (parts.scheme, parts.netloc) if is_web else None


def _is_tag(value: object) -> bool:
    return isinstance(value, str) and bool(_TAG.fullmatch(value))


def _text(value: object, longest: int = NAME_LENGTH) -> str:
    """A value as text that can be shown; empty if it is not text."""
    if not isinstance(value, str):
        return ""
    # Cut twice, so that a far too long text is not searched.
    text = value[: 2 * longest]
    if not text.isprintable():  # a cheap test first: nearly all of many texts pass it
        text = _CONTROL.sub(" ", _BAD.sub("", text))
    text = squeeze(text)
    if len(text) > longest:
        text = text[: longest - 1] + "\u2026"
    return text if is_visible(text) else ""


def _name(value: object) -> str:
    """A value as a name; empty if it is too long."""
    text = _text(value)
    return "" if isinstance(value, str) and len(value) > NAME_LENGTH else text


def _names(value: object) -> tuple[str, ...]:
    found = map(_name, value[:NAMES]) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(filter(None, found)))


def _ends(ways: Mapping[str, str]) -> dict[str, str]:
    """For each entry that points to another, the last entry on the way; empty for a circle."""
    ends: dict[str, str] = {}
    for start in ways:
        passed, id_ = [], start
        while id_ in ways and id_ not in ends:
            ends[id_] = ""  # until the end is known; coming here again means a circle
            passed.append(id_)
            id_ = ways[id_]
        ends.update(dict.fromkeys(passed, ends.get(id_, id_)))
    return ends


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


class _Reader:
    """Reads entries one by one.

    Args:
        whole: The file.
        name: This project's name for the other one.
        base: The address that entry addresses are relative to.
        language: The language of the build.
    """

    def __init__(self, whole: Json, name: str, base: str, language: str) -> None:
        self._base, self._site = base, _site(base)
        self._project = _text(whole.get("title")) or name
        self._labels = _object(whole.get("labels"))
        own = tag_of(language)
        source = str(whole["source_language"])
        published = whole.get("languages")
        others = published[:NAMES] if isinstance(published, list) else []
        # First the build's language, with or without its country; then the other project's.
        self._own = tuple(dict.fromkeys([own, primary_of(language)]))
        self._source = source
        self._order = tuple(dict.fromkeys([*self._own, source, *filter(_is_tag, others)]))

    def entries(self, found: Iterable[object]) -> Iterator[RemoteEntry]:
        """The usable part of *found*."""
        read: dict[str, tuple[RemoteEntry, str, str]] = {}
        for item in map(_object, found):
            entry = self._entry(item)
            if entry is not None:
                points = (_name(item.get("see")), _name(item.get("replaced_by")))
                read.setdefault(entry.entry.id, (entry, *points))
        titles = {
            id_: RemoteTitle(entry.entry.title.text, self._language_of(entry), entry.uri)
            for id_, (entry, *_points) in read.items()
        }
        settled = {
            id_: replace(entry, replaced_by=titles.get(replaced_by)) if replaced_by else entry
            for id_, (entry, _see, replaced_by) in read.items()
        }
        ends = _ends({id_: see for id_, (_entry, see, _replaced_by) in read.items() if see})
        for id_, entry in settled.items():
            yield replace(entry, see=settled.get(ends[id_])) if id_ in ends else entry

    @staticmethod
    def _language_of(entry: RemoteEntry) -> str:
        return "" if entry.entry.title.translated else entry.source

    def _entry(self, item: Json) -> RemoteEntry | None:
        id_, uri = _name(item.get("id")), self._uri(item.get("page"))
        said = {tag: _object(words) for tag, words in _object(item.get("languages")).items()}
        own, _ = self._first(said, "title", self._own)
        there, source = self._first(said, "title", (self._source, *self._order))
        if not (id_ and uri and there):
            return None
        definition, spoken = self._first(said, "definition", self._order, TEXT_LENGTH)
        category, labelled = self._category(item.get("category"))
        entry = Entry(
            id=id_,
            docname=uri.partition("#")[0],
            anchor=id_,
            line=0,
            title=Name(Kind.TITLE, there, own or there, bool(own)),
            aliases=tuple(self._others(said, source, "aliases", Kind.ALIAS)),
            abbr=self._abbreviation(said, source),
            forms=tuple(self._others(said, source, "forms", Kind.FORM)),
            definition=definition,
            translated=spoken in self._own,
            status=Status.DEPRECATED if item.get("status") == "deprecated" else Status.STABLE,
            glossary=_name(item.get("glossary")).replace(":", " "),
        )
        return RemoteEntry(
            entry,
            self._project,
            uri,
            source=self._marked(source),
            said=self._marked(spoken),
            category=category,
            labelled=labelled,
        )

    def _uri(self, page: object) -> str:
        """The address of an entry; empty if it is not on the site of the glossary."""
        if not isinstance(page, str) or not 0 < len(page) <= TEXT_LENGTH:
            return ""
        try:
            uri = urljoin(self._base, web_iri(_BAD.sub("", page)))
        except ValueError:
            return ""
        return uri if _site(uri) == self._site else ""

    def _first(
        self, said: Mapping[str, Json], key: str, order: Iterable[str], longest: int = NAME_LENGTH
    ) -> tuple[str, str]:
        """A text in the first language that has it, and the language."""
        for tag in order:
            if tag in said and (text := _text(said[tag].get(key), longest)):
                return text, tag
        return "", ""

    def _marked(self, tag: str) -> str:
        """The language to mark words with; empty if the page is in it."""
        return "" if not tag or tag in self._own else gettext_name(tag)

    def _others(self, said: Mapping[str, Json], source: str, key: str, kind: Kind) -> Iterator[Name]:
        for name in _names(said.get(source, {}).get(key)):
            yield Name(kind, name, name)
        for tag in self._own:
            if tag != source and tag in said:
                for name in _names(said[tag].get(key)):
                    yield Name(kind, "", name, True)

    def _abbreviation(self, said: Mapping[str, Json], source: str) -> Name | None:
        own, _ = self._first(said, "abbreviation", self._own)
        there, _ = self._first(said, "abbreviation", (source,))
        shown = own or there
        return Name(Kind.ABBR, there or own, shown, bool(own)) if shown else None

    def _category(self, value: object) -> tuple[str, str]:
        """The label of a category, and its language as in :meth:`_marked`."""
        texts = _object(self._labels.get(value)) if isinstance(value, str) else {}
        for tag in self._order:
            if text := _text(texts.get(tag)):
                return text, self._marked(tag)
        return "", ""
