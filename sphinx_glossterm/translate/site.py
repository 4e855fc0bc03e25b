"""The other languages of the site: what a document's catalogues there call its entries.

A build is in one language, but its readers look for names in any: the search and the filter of an index
find ``token`` on the Hindi pages and ``टोकन`` on the English ones.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po
from sphinx.util.i18n import CatalogInfo, docname_to_domain

from sphinx_glossterm.terms.entry import Kind, Name, split_key, split_list, squeeze
from sphinx_glossterm.translate.forms import translated_lists
from sphinx_glossterm.translate.names import NameTexts
from sphinx_glossterm.translate.po_files import place_of
from sphinx_glossterm.translate.refusals import of_characters

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_MESSAGES: Final = "LC_MESSAGES"
# Babel raises the first three of itself, for a charset that nobody knows and for headers without sense.
_DAMAGE: Final = (LookupError, TypeError, AttributeError, OSError, ValueError, PoFileError, struct.error)

Stamp = tuple[str, int, int]
"""A catalogue as it was read: its place by :func:`place_of`, time in nanoseconds, size in bytes."""


def published_languages(srcdir: Path, config: Config) -> list[str]:
    """The languages of the site: those the author names, else those there are catalogues for."""
    if config.glossterm_languages:
        return list(config.glossterm_languages)
    found = {
        folder.parent.name
        for locale_dir in config.locale_dirs
        for folder in Path(srcdir, locale_dir).glob(f"*/{_MESSAGES}")
    }
    return sorted(found | {config.glossterm_source_language})


class OtherLanguages:
    """The catalogues in languages that are neither the source's nor the build's.

    Args:
        env: The environment of the build.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self.config = env.config
        own = {env.config.glossterm_source_language, env.config.language}
        self.folders = [
            Path(env.srcdir, locale_dir, language, _MESSAGES)
            for language in published_languages(Path(env.srcdir), env.config)
            if language not in own
            for locale_dir in env.config.locale_dirs
        ]
        self._srcdir = Path(env.srcdir)

    def catalogues(self, docname: str) -> Iterator[CatalogInfo]:
        """A document's catalogues in those languages."""
        domain = docname_to_domain(docname, self.config.gettext_compact)
        for folder in self.folders:
            info = CatalogInfo(folder, domain, self.config.source_encoding)
            if Path(info.po_path).is_file():
                yield info

    def stamps(self, docname: str) -> tuple[Stamp, ...]:
        """The document's catalogues as they are now; what has changed has other stamps."""
        found = []
        domain = docname_to_domain(docname, self.config.gettext_compact)
        for folder in self.folders:
            path = folder / f"{domain}.po"
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append((place_of(path, self._srcdir), stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    def read(self, docname: str) -> list[Catalog]:
        """The document's catalogues, read."""
        return [_open(info) for info in self.catalogues(docname)]

    def names(
        self, catalogues: Iterable[Catalog], messages: Iterable[tuple[str, Name]], texts: NameTexts
    ) -> tuple[Name, ...]:
        """What *catalogues* make of names; what they do not translate is left out.

        Args:
            catalogues: The catalogues of the names' document.
            messages: Each name, with the message that it is for translators.
            texts: What reads translated names.
        """
        messages = tuple(messages)
        found: dict[Name, None] = {}
        for catalogue in catalogues:
            for source, name in messages:
                text = squeeze(self._translation(catalogue, source))
                written = name.written or name.source
                if source != written:  # which has a key of the general index
                    text = split_key(text)[0]
                if text and (text := texts.text(written, text)):
                    found[Name(name.kind, name.source, text, True)] = None
        return tuple(found)

    def forms(
        self, catalogues: Iterable[Catalog], message: str, forms: Iterable[Name], texts: NameTexts
    ) -> tuple[Name, ...]:
        """The forms that *catalogues* have for an entry.

        Args:
            catalogues: The catalogues of the entry's document.
            message: The list of forms, which is one message for translators.
            forms: The forms in the source language.
            texts: What reads translated names.
        """
        written = [form.written or form.source for form in forms]
        found: dict[Name, None] = {}
        for catalogue in catalogues:
            lists = translated_lists(message, written, partial(self._translation, catalogue))
            for items in map(split_list, lists.values()):
                names = [texts.text(message, item) for item in items]
                if all(names):  # else the build of that language withholds the list
                    found |= dict.fromkeys(Name(Kind.FORM, "", text, True) for text in names)
        return tuple(found)

    def _translation(self, catalogue: Catalog, source: str) -> str:
        """The translation of a message; empty where the build of that language has none."""
        message = catalogue.get(source)
        if message is None or not isinstance(message.string, str):  # a plural is no name
            return ""
        if message.fuzzy and not self.config.gettext_allow_fuzzy_translations:
            return ""
        return "" if of_characters(source, message.string) else message.string


def _open(info: CatalogInfo) -> Catalog:
    """A catalogue, compiled if that is up to date: Sphinx compiles those of the build's language."""
    path = Path(info.po_path if info.is_outdated() else info.mo_path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)  # many documents share one catalogue where gettext_compact is on
def _read(path: Path, modified: int) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_mo(file) if path.suffix == ".mo" else read_po(file)
    except _DAMAGE:
        # The build of that language says so; this one does without its names.
        return Catalog()
