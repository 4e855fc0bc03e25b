"""Work out what each page has to show of others, after everything has been read.

In the first build, and after most changes, that takes a look at all pages. What it finds is kept: while
only short definitions change, later builds look only at the pages that show them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinx_glossterm.freshness.edits import Key, edited
from sphinx_glossterm.resolve import autolinks
from sphinx_glossterm.resolve.domain import GlosstermDomain
from sphinx_glossterm.resolve.parents import adopt, adopt_again
from sphinx_glossterm.resolve.views import facts
from sphinx_glossterm.terms.fingerprint import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.resolve.view_maker import Views

Place = tuple[str, str]
"""The key of an entry, or a document's name with an empty anchor."""


class Survey(NamedTuple):
    """What a look at all pages has found. It stays true while only short definitions change.

    Short definitions are given by the keys of their entries.

    Attributes:
        documents: The short definitions that each document shows.
        previews: Those in each preview file, by its number.
        unsettled: Those that refer to anything but entries, which any document may change.
        order: The dictionary order, as positions in :attr:`.Glossary.entries`.
        mentions: The places that refer to each entry; None if no page shows them.
    """

    documents: dict[str, tuple[Key, ...]]
    previews: tuple[tuple[Key, ...], ...]
    unsettled: frozenset[Key]
    order: tuple[int, ...]
    mentions: dict[Key, tuple[Place, ...]] | None

    def packed(self) -> tuple[object, ...]:
        """The same with one object for equal keys, which takes less room when it is pickled."""
        known: dict[Key, Key] = {}

        def once(keys: Iterable[Key]) -> tuple[Key, ...]:
            return tuple(known.setdefault(key, key) for key in keys)

        documents = {docname: once(keys) for docname, keys in self.documents.items()}
        mentions = self.mentions and {key: once(places) for key, places in self.mentions.items()}
        return documents, tuple(map(once, self.previews)), self.unsettled, self.order, mentions


def look(app: Sphinx, domain: GlosstermDomain, labels: str, *, is_edit: bool) -> None:
    """Store what each page has to show (:attr:`.Store.shown`), and each preview file.

    Args:
        app: The application that builds.
        domain: The domain.
        labels: A fingerprint of everything outside documents.
        is_edit: Whether nothing but documents has changed.
    """
    searched = domain.searched
    autolinks.refresh(domain)
    entries = edited(app, app.env)
    if is_edit and entries is not None and domain.searched == searched:
        _look_around(app.env, domain, Survey(*domain.survey), entries)
    else:
        _look_everywhere(app.env, domain, labels)


def _look_everywhere(env: BuildEnvironment, domain: GlosstermDomain, labels: str) -> None:
    adopt(env, domain)
    views = domain.views
    docnames = {*domain.references, *domain.entries, *domain.builtin, *domain.indexes, *domain.maps}
    docnames |= views.surrounded
    docnames.update(name for name, found in domain.plain_mentions.items() if found)
    pages = {name: _looked(views, partial(views.document, name)) for name in sorted(docnames)}
    numbers = range(len(views.preview_files)) if any(views.preview_files) else ()
    files = [_looked(views, partial(views.previews, number)) for number in numbers]
    shown = {name: page.fingerprint for name, page in pages.items()}
    domain.note_shown(shown, tuple(file.fingerprint for file in files), labels)
    documents = {name: page.definitions for name, page in pages.items() if page.definitions}
    previews = tuple(file.definitions for file in files)
    mentions = domain.mentions if env.config.glossterm_mentions else None
    order = domain.glossary.positions
    domain.note_survey(Survey(documents, previews, frozenset(views.unsettled), order, mentions).packed())
    domain.note_conditions(domain.holds)
    domain.note_names(domain.glossary)
    domain.references.let_go()  # pages only need what has been found in them


def _look_around(
    env: BuildEnvironment, domain: GlosstermDomain, survey: Survey, entries: frozenset[Key]
) -> None:
    """Work out what pages have to show if only short definitions have changed.

    Args:
        env: The environment.
        domain: The domain.
        survey: What the last look at all pages found.
        entries: The entries whose short definitions have changed.
    """
    adopt_again(env, domain)
    reached = entries | survey.unsettled
    docnames = {name for name, keys in survey.documents.items() if not reached.isdisjoint(keys)}
    docnames |= domain.changed
    # The languages of the site depend on its folders too.
    docnames |= {
        name for name, lists in domain.indexes.items() if any(each.is_of_languages for each in lists)
    }
    numbers = {n for n, keys in enumerate(survey.previews) if not reached.isdisjoint(keys)}
    docnames &= domain.shown.keys()
    if not docnames and not numbers:
        return
    domain.glossary.put_in_order(survey.order)
    if survey.mentions is not None:
        domain.mentions = survey.mentions
    views = domain.views
    pages = {name: _looked(views, partial(views.document, name)) for name in sorted(docnames)}
    files = {number: _looked(views, partial(views.previews, number)) for number in sorted(numbers)}
    shown = {**domain.shown, **{name: page.fingerprint for name, page in pages.items()}}
    previews = list(zip(domain.previews, survey.previews, strict=True))
    for number, file in files.items():
        previews[number] = file
    domain.note_shown(shown, tuple(fingerprint for fingerprint, _keys in previews), domain.labels)
    documents = survey.documents | {name: page.definitions for name, page in pages.items()}
    survey = survey._replace(
        documents={name: keys for name, keys in documents.items() if keys},
        previews=tuple(keys for _fingerprint, keys in previews),
        unsettled=(survey.unsettled - entries) | views.unsettled,
    )
    domain.note_survey(survey.packed())


class _Looked(NamedTuple):
    """What one page or preview file has to show: a fingerprint, and the definitions among it."""

    fingerprint: str
    definitions: tuple[Key, ...]


def _looked(views: Views, make: Callable[[], object]) -> _Looked:
    view, definitions = views.with_definitions(make)
    return _Looked(digest([facts(view)]), definitions)
