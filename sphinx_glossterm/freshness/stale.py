"""Which written pages a change makes stale.

A page is written again when its views are not those that it was written with. Each document has two
fingerprints of its views: in the store that of the views as they are now, and in the
:class:`~sphinx_glossterm.freshness.ledger.Ledger` of an output folder that of the views its page shows.
Where they differ, the page is written again. So is that of a document that has changed itself, and no
other.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import sphinx
from docutils import nodes
from sphinx.application import Sphinx

from sphinx_glossterm.collect.packed import without_garbage_collection
from sphinx_glossterm.freshness.ledger import Ledger
from sphinx_glossterm.messages import CATALOGUE, LABEL_CATALOGUE
from sphinx_glossterm.resolve import autolinks
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.maps import dot_of
from sphinx_glossterm.resolve.parents import ASSEMBLING, adopt
from sphinx_glossterm.resolve.views import facts
from sphinx_glossterm.terms.fingerprint import digest
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
    """Documents with entries whose names elsewhere may have changed (``env-get-outdated``).

    Sphinx looks after the catalogues of the build's own language only.
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
    has_turned = has_turned or autolinks.has_other_languages(domain)
    if domain.has_changed or has_turned or domain.labels != labels:
        with without_garbage_collection():
            _look(env, domain, labels)
    if app.builder.name in {*ASSEMBLING, "glossterm"}:  # these write everything with every build
        return []
    return ledger.stale(sources(env, domain))


def _look(env: BuildEnvironment, domain: GlosstermDomain, labels: str) -> None:
    """Find out what each page has to show, now that everything has been read."""
    adopt(env, domain)
    autolinks.refresh(domain)
    views = domain.views
    docnames = {*domain.references, *domain.entries, *domain.builtin, *domain.indexes, *domain.maps}
    docnames |= views.surrounded
    docnames.update(name for name, found in domain.plain_mentions.items() if found)
    shown = {name: digest([facts(views.document(name))]) for name in sorted(docnames)}
    numbers = range(len(views.preview_files)) if any(views.preview_files) else ()
    previews = tuple(digest([facts(views.previews(number))]) for number in numbers)
    domain.note_shown(shown, previews, labels)
    domain.note_conditions(domain.holds)
    domain.note_names(domain.glossary)


def sources(env: BuildEnvironment, domain: GlosstermDomain) -> dict[str, str]:
    """What each page is to be written from: the reading of its document, and the facts of others.

    The reading counts because another builder may have done it, with the same doctrees: then Sphinx has
    no reason left to write the page. Whether the project has anything of ours counts because the first
    term marks the languages of all pages, and the last takes the marks away. In an e-book a page shows
    the short definitions of what it refers to, as the preview files of a site do, and leads from them to
    the list of all terms. Maps are drawn where there is a program that does it.
    """
    notes = ""
    if domain.builder.name == "epub":
        lists = map(str, map(domain.list_of, ("", *domain.glossary.glossaries)))
        notes = digest([*domain.previews, *lists])
    notes += catalogue_stamp(env, CATALOGUE)  # of the project's own words of the interface
    shown = {docname: views + notes for docname, views in domain.shown.items()}
    if domain.maps and dot_of(env.config):
        shown.update((docname, f"{shown.get(docname, '')} drawn") for docname in domain.maps)
    return {
        docname: f"{env.all_docs.get(docname, 0)} {domain.is_used:d} {shown.get(docname, '')}"
        for docname in env.found_docs
    }


def catalogue_stamp(env: BuildEnvironment, name: str) -> str:
    """A fingerprint of the project's catalogues of a name that belong to no document.

    Args:
        env: The environment of the build.
        name: The name of the catalogues.

    Returns:
        The fingerprint; an empty one where there are none.
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
    """Note each page (``doctree-resolved``, in the main process however many there are)."""
    ledger_of(app).note_page(docname)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Keep what has been written (``build-finished``)."""
    if exception is None:
        ledger_of(app).end(sources(app.env, the_domain(app.env)))


def setup(app: Sphinx) -> None:
    """Look at what has changed once everything has been read."""
    app.connect("config-inited", begin)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-get-updated", stale_pages)
    app.connect("write-started", begin_writing)
    app.connect("doctree-resolved", note_page)
    # After all else that writes.
    app.connect("build-finished", end, priority=900)
