"""Which pages a change makes stale.

A page is written again if its views have changed since it was written. Each document has two
fingerprints of its views: one of the views as they are now, in the store, and one of the views that its
page shows, in the :class:`~sphinx_glossterm.freshness.ledger.Ledger` of the output folder. If they
differ, or if the document itself has changed, the page is written again.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import sphinx
from docutils import nodes
from sphinx.application import Sphinx

from sphinx_glossterm.freshness.ledger import Ledger
from sphinx_glossterm.freshness.survey import look
from sphinx_glossterm.messages import CATALOGUE, LABEL_CATALOGUE
from sphinx_glossterm.resolve import autolinks
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.maps import dot_of
from sphinx_glossterm.resolve.parents import ASSEMBLING
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.terms.garbage import without_garbage_collection
from sphinx_glossterm.terms.languages import catalogue_names
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.translate.catalogues import remove_damaged

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

_ledgers: Final[WeakKeyDictionary[Sphinx, Ledger]] = WeakKeyDictionary()


def begin(app: Sphinx, config: Config) -> None:
    """Open the output folder's ledger (``config-inited``, before Sphinx compiles catalogues)."""
    own = app.extensions["sphinx_glossterm"].version
    ledger = Ledger(
        Path(app.doctreedir), Path(app.outdir), release=f"{sphinx.__display_version__} {own}"
    )
    if ledger.was_interrupted:
        remove_damaged(Path(app.srcdir), config)
    ledger.begin()
    _ledgers[app] = ledger


def ledger_of(app: Sphinx) -> Ledger:
    """The ledger of the output folder."""
    return _ledgers[app]


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Documents with entries whose names in other languages may have changed (``env-get-outdated``).

    Sphinx itself watches only the catalogues of the build's language.
    """
    domain = the_domain(env)
    return [
        docname
        for docname, stamps in domain.catalogues.items()
        if docname not in removed and domain.other_languages.stamps(docname) != stamps
    ]


def stale_pages(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose pages do not show what they should (``env-get-updated``)."""
    domain, ledger = the_domain(env), ledger_of(app)
    labels = f"{catalogue_stamp(env, LABEL_CATALOGUE)}{collator(env.config.language).source}"
    labels += domain.remotes.digests
    has_turned = any(domain.holds(text) != held for text, held in domain.conditions.items())
    has_turned = has_turned or autolinks.has_other_languages(domain) or domain.labels != labels
    if domain.changed or has_turned:
        with without_garbage_collection():
            look(app, domain, labels, is_edit=not has_turned)
    if app.builder.name in {*ASSEMBLING, "glossterm"}:  # these write everything in every build
        return []
    return ledger.stale(sources(env, domain))


def sources(env: BuildEnvironment, domain: GlosstermDomain) -> dict[str, str]:
    """What each page is written from: its document, and facts about other documents.

    The time of reading counts: if another builder has read the document into the same doctrees, Sphinx
    sees no reason to write the page. Whether the project has any terms counts: the first term marks the
    languages of all pages, and removing the last one removes the marks. In an e-book, each page shows
    the short definitions of its references, as preview files do on a site, with a link to the list of
    all terms. Whether maps are drawn depends on the program that draws them.
    """
    notes = ""
    if domain.builder.name == "epub":
        lists = map(str, map(domain.list_of, ("", *domain.glossary.glossaries)))
        notes = digest([*domain.previews, *lists])
    notes += catalogue_stamp(env, CATALOGUE)  # of the project's own interface words
    shown = {docname: views + notes for docname, views in domain.shown.items()}
    if domain.maps and dot_of(env.config):
        shown.update((docname, f"{shown.get(docname, '')} drawn") for docname in domain.maps)
    return {
        docname: f"{env.all_docs.get(docname, 0)} {domain.is_used:d} {shown.get(docname, '')}"
        for docname in env.found_docs
    }


def catalogue_stamp(env: BuildEnvironment, name: str) -> str:
    """A fingerprint of the project's catalogues with this name, which belong to no document.

    Args:
        env: The environment of the build.
        name: The name of the catalogues.

    Returns:
        The fingerprint; empty if there are none.
    """
    found = []
    for folder in env.config.locale_dirs:
        for tag in catalogue_names(env.config.language):
            file = Path(env.srcdir, folder, tag, "LC_MESSAGES", f"{name}.mo")
            if file.is_file():
                found.append(file.read_bytes().hex())
    return digest(found) if found else ""


def begin_writing(app: Sphinx, _builder: object) -> None:
    """Note that pages are about to be written (``write-started``)."""
    ledger_of(app).begin_writing()


def note_page(app: Sphinx, _doctree: nodes.document, docname: str) -> None:
    """Note each page (``doctree-resolved``, always in the main process)."""
    ledger_of(app).note_page(docname)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Record what has been written (``build-finished``)."""
    if exception is None:
        ledger_of(app).end(sources(app.env, the_domain(app.env)))


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("config-inited", begin)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-get-updated", stale_pages)
    app.connect("write-started", begin_writing)
    app.connect("doctree-resolved", note_page)
    # After everything else that writes.
    app.connect("build-finished", end, priority=900)
