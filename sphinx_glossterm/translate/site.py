"""The names of entries in the other languages of the site, from the document's catalogues.

A build has one language, but readers search in any: the search and the filter of an index find ``token``
on Hindi pages and ``टोकन`` on English ones.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po
from sphinx.util.i18n import CatalogInfo, docname_to_domain

from sphinx_glossterm.terms.entry import Kind, Name, NamesIn, split_key, split_list, squeeze
from sphinx_glossterm.translate.forms import translated_lists
from sphinx_glossterm.translate.names import NameTexts
from sphinx_glossterm.translate.po_files import place_of
from sphinx_glossterm.translate.refusals import of_characters

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_MESSAGES: Final = "LC_MESSAGES"
# Babel raises the first three itself, for an unknown charset and for meaningless headers.
_DAMAGE: Final = (LookupError, TypeError, AttributeError, OSError, ValueError, PoFileError, struct.error)

Stamp = tuple[str, int, int]
"""A catalogue at the time of reading: its place by :func:`place_of`, time in nanoseconds, size in
bytes."""

Catalogues = dict[str, list[Catalog]]
"""The catalogues of a document by language; several if several folders have one."""


class Forms(NamedTuple):
    """The forms of an entry in the source language.

    Attributes:
        message: The list of forms, which is one message for translators.
        names: Each of them.
    """

    message: str
    names: list[Name]


def published_languages(srcdir: Path, config: Config) -> list[str]:
    """The languages of the site: those in conf.py, or else those with catalogues."""
    if config.glossterm_languages:
        return list(config.glossterm_languages)
    found = {
        folder.parent.name
        for locale_dir in config.locale_dirs
        for folder in Path(srcdir, locale_dir).glob(f"*/{_MESSAGES}")
    }
    return sorted(found | {config.glossterm_source_language})


class OtherLanguages:
    """The catalogues in all languages but the source language and that of the build.

    Args:
        env: The environment of the build.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        self.config = env.config
        own = {env.config.glossterm_source_language, env.config.language}
        self.folders = [
            (language, Path(env.srcdir, locale_dir, language, _MESSAGES))
            for language in published_languages(Path(env.srcdir), env.config)
            if language not in own
            for locale_dir in env.config.locale_dirs
        ]
        self._srcdir = Path(env.srcdir)

    def catalogues(self, docname: str) -> Iterator[tuple[str, CatalogInfo]]:
        """A document's catalogues in those languages, each with its language."""
        domain = docname_to_domain(docname, self.config.gettext_compact)
        for language, folder in self.folders:
            info = CatalogInfo(folder, domain, self.config.source_encoding)
            if Path(info.po_path).is_file():
                yield language, info

    def stamps(self, docname: str) -> tuple[Stamp, ...]:
        """The present stamps of the document's catalogues; a changed catalogue has another stamp."""
        found = []
        domain = docname_to_domain(docname, self.config.gettext_compact)
        for _language, folder in self.folders:
            path = folder / f"{domain}.po"
            try:
                stat = path.stat()
            except OSError:
                continue
            found.append((place_of(path, self._srcdir), stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    def read(self, docname: str) -> Catalogues:
        """The document's catalogues, read."""
        found: Catalogues = {}
        for language, info in self.catalogues(docname):
            found.setdefault(language, []).append(_open(info))
        return found

    def names(
        self,
        catalogues: Catalogues,
        messages: Iterable[tuple[str, Name]],
        texts: NameTexts,
        forms: Forms | None = None,
        staying: Container[Kind] = (),
    ) -> tuple[NamesIn, ...]:
        """The translations of an entry's names in *catalogues*; untranslated ones are left out.

        Args:
            catalogues: The catalogues of the entry's document.
            messages: Each name that readers see, with its message.
            texts: Reads translated names.
            forms: Its forms, if it has any.
            staying: The kinds of names that stay as they are if they are not translated.
        """
        messages = tuple(messages)
        found = []
        for language, read in catalogues.items():
            names = dict.fromkeys(self._names(read, messages, texts, staying))
            if forms:
                names |= dict.fromkeys(self._forms(read, forms, texts))
            if names:
                found.append(NamesIn(language, tuple(names)))
        return tuple(found)

    def _names(
        self,
        catalogues: list[Catalog],
        messages: Iterable[tuple[str, Name]],
        texts: NameTexts,
        staying: Container[Kind],
    ) -> Iterator[Name]:
        for source, name in messages:
            written = name.written or name.source
            for catalogue in catalogues:
                text = squeeze(self._translation(catalogue, source))
                if source != written:  # with a key of the general index
                    text = split_key(text)[0]
                if text and (text := texts.text(written, text)):
                    yield Name(name.kind, name.source, text, True)
                    break  # as in the build of that language, the first folder counts
            else:
                if name.kind in staying:
                    yield Name(name.kind, name.source, name.source, True)

    def _forms(self, catalogues: list[Catalog], forms: Forms, texts: NameTexts) -> Iterator[Name]:
        written = [form.written or form.source for form in forms.names]
        for catalogue in catalogues:
            lists = translated_lists(forms.message, written, partial(self._translation, catalogue))
            for items in map(split_list, lists.values()):
                names = [texts.text(forms.message, item) for item in items]
                if all(names):  # otherwise the build of that language withholds the list
                    yield from (Name(Kind.FORM, "", text, True) for text in names)

    def _translation(self, catalogue: Catalog, source: str) -> str:
        """The translation of a message; empty if the build of that language has none."""
        message = catalogue.get(source)
        if message is None or not isinstance(message.string, str):  # a plural is not a name
            return ""
        if message.fuzzy and not self.config.gettext_allow_fuzzy_translations:
            return ""
        return "" if of_characters(source, message.string) else message.string


def _open(info: CatalogInfo) -> Catalog:
    """A catalogue, read from its compiled file if that is up to date."""
    path = Path(info.po_path if info.is_outdated() else info.mo_path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)  # with gettext_compact, many documents share one catalogue
def _read(path: Path, modified: int) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_mo(file) if path.suffix == ".mo" else read_po(file)
    except _DAMAGE:
        # The build of that language reports it; this one goes on without its names.
        return Catalog()
