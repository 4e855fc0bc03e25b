"""Names that no reader sees on the page, made known to Sphinx's search.

Sphinx feeds each page to its index as a resolved doctree, in the main process, and keeps what pages
that are not written again have given it. So a node that no writer shows can carry names there, with
parallel and incremental builds alike: the forms of an entry, and its names in the other languages of
the site.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Set
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError, read_po
from docutils import nodes
from sphinx.util.i18n import CatalogInfo, docname_to_domain

from sphinx_glossterm.domain import the_domain
from sphinx_glossterm.entry import Entry, Name, fold
from sphinx_glossterm.nodes import entries_of
from sphinx_glossterm.transforms.post import GlosstermPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_MESSAGES: Final = "LC_MESSAGES"


class glossterm_searched(nodes.Invisible, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Names to be found by, and not to be shown.

    Titles in it are found as headings are: with a link of their own, to the node's first id.
    """


# ---------------------------------------------------------------------------------------------
# Catalogues of other languages


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


def catalogues(env: BuildEnvironment, docname: str) -> Iterator[CatalogInfo]:
    """A document's catalogues in languages that are neither the source's nor the build's."""
    config = env.config
    domain = docname_to_domain(docname, config.gettext_compact)
    for language in published_languages(env.srcdir, config):
        if language in {config.glossterm_source_language, config.language}:
            continue
        for locale_dir in config.locale_dirs:
            folder = Path(env.srcdir, locale_dir, language, _MESSAGES)
            info = CatalogInfo(folder, domain, config.source_encoding)
            if info.po_path.is_file():
                yield info


def _open(info: CatalogInfo) -> Catalog:
    """A catalogue, compiled if that is up to date: Sphinx compiles those of the build's language."""
    path = Path(info.po_path if info.is_outdated() else info.mo_path)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)  # many documents share one catalogue where gettext_compact is on
def _read(path: Path, modified: int) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_mo(file) if path.suffix == ".mo" else read_po(file)
    except (OSError, ValueError, PoFileError, struct.error):
        # Damaged. The build of that language says so; this one does without its names.
        return Catalog()


def translations(catalogue: Catalog, names: tuple[Name, ...], *, fuzzy: bool) -> Iterator[str]:
    """The names that *catalogue* has translations for, translated."""
    for name in names:
        message = catalogue.get(name.source)
        if message is not None and message.string and (fuzzy or not message.fuzzy):
            yield str(message.string)


# ---------------------------------------------------------------------------------------------
# Reading and resolving


def outdated_names(
    _app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Documents with entries, a translation of which has changed (``env-get-outdated``).

    Sphinx looks after the catalogues of the build's language only.
    """
    return [
        docname
        for docname in the_domain(env).entries
        if docname in env.all_docs
        for info in catalogues(env, docname)
        if Path(info.po_path).stat().st_mtime_ns // 1000 > env.all_docs[docname]
    ]


class SearchedNames(GlosstermPostTransform):
    """Give the search the names that a page does not show.

    The doctree afterwards::

        <glossterm_entry>
            ...
            <glossterm_searched ids="ANCHOR">
                <title>         title, alias or abbreviation in another language
                <inline>        a form, in any language
    """

    default_priority = 720  # after HtmlOutline (700), for which it is no part of an entry
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add a node to each entry that has such names."""
        if not getattr(self.domain.builder, "search", False):
            return
        for node in list(entries_of(self.document)):
            entry = self.domain.glossary.at(node["docname"], node["anchor"])
            if entry is not None:
                titles, forms = self._names(entry)
                if titles or forms:
                    searched = glossterm_searched(ids=[entry.anchor])
                    searched.extend(nodes.title("", text) for text in titles)
                    searched.extend(nodes.inline("", text) for text in forms)
                    node.append(searched)

    def _names(self, entry: Entry) -> tuple[list[str], list[str]]:
        """Names in other languages, and forms in all; none twice, and none that are shown anyway."""
        shown = [name.source for name in entry.shown_names]
        forms = [text for name in entry.forms for text in (name.text, name.source)]
        fuzzy = self.config.gettext_allow_fuzzy_translations
        for info in catalogues(self.env, entry.docname):
            catalogue = _open(info)
            shown += translations(catalogue, entry.shown_names, fuzzy=fuzzy)
            forms += translations(catalogue, entry.forms, fuzzy=fuzzy)
        # Sphinx 8's page takes titles for HTML; 9's does not.
        forms += [name for name in shown if "<" in name]
        seen = {fold(name.text) for name in entry.shown_names}
        return _unseen([name for name in shown if "<" not in name], seen), _unseen(forms, seen)


def _unseen(names: list[str], seen: set[str]) -> list[str]:
    """The first of each name that has not been seen, which it then has."""
    found = []
    for name in names:
        if fold(name) not in seen:
            seen.add(fold(name))
            found.append(name)
    return found


def _skip(_translator: nodes.NodeVisitor, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the node, which exists in HTML only, and what makes it."""
    app.add_node(glossterm_searched, html=(_skip, None))
    app.add_post_transform(SearchedNames)
    app.connect("env-get-outdated", outdated_names)
