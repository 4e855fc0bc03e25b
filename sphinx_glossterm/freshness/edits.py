"""What an edit has changed.

Most edits change the text of some entries, but no name, label, title or reference. Then only pages that
show the short definition of one of these entries can be stale, so only they are looked at. After any
other change all pages are looked at, which takes longer the larger the glossary is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from weakref import WeakKeyDictionary

from sphinx.application import Sphinx

from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.terms.entry import Entry

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Key = tuple[str, str]
"""The key of an entry."""
Facts = tuple[object, ...]

_DEFINING: Final = ("definition", "markup", "refers", "translated", "pos", "origin", "note")
"""The fields of an entry that other pages show only with its short definition, if at all."""
# The line counts only for the order of the entries of a document.
_definition_of: Any = attrgetter(*_DEFINING)
_rest_of: Any = attrgetter(*(name for name in Entry.__slots__ if name not in {*_DEFINING, "line"}))


class Outline(NamedTuple):
    """What other pages could show of a document.

    Attributes:
        definitions: The key of each of its entries, and its short definition.
        rest: Everything else.
    """

    definitions: tuple[tuple[Key, Facts], ...]
    rest: Facts


_before: Final[WeakKeyDictionary[Sphinx, dict[str, Outline]]] = WeakKeyDictionary()


def note_outlines(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember what others could show of the documents to be read again (``env-before-read-docs``).

    If more than half of all documents are read, their outlines would save nothing.
    """
    domain = the_domain(env)
    is_edit = domain.shown and 2 * len(docnames) <= len(env.found_docs)
    _before[app] = _outlines(env, domain, docnames, ours=domain.children) if is_edit else {}


def edited(app: Sphinx, env: BuildEnvironment) -> frozenset[Key] | None:
    """The entries of which only the short definition has changed, after everything has been read.

    Args:
        app: The application that builds.
        env: The environment.

    Returns:
        Their keys; None if other pages could show anything else that has changed.
    """
    domain, before = the_domain(env), _before.pop(app, {})
    if not domain.changed or domain.changed - before.keys():
        return None
    after = _outlines(env, domain, before, ours={})
    if any(after[docname].rest != outline.rest for docname, outline in before.items()):
        return None
    pairs = (
        pair
        for docname, outline in before.items()
        for pair in zip(outline.definitions, after[docname].definitions, strict=True)
    )
    return frozenset(new[0] for old, new in pairs if old != new)


def _outlines(
    env: BuildEnvironment,
    domain: GlosstermDomain,
    docnames: Iterable[str],
    ours: Mapping[str, Iterable[str]],
) -> dict[str, Outline]:
    """The outlines of documents.

    Args:
        env: The environment.
        domain: The domain.
        docnames: The documents.
        ours: For each document, the documents in its toctrees that :func:`.adopt` has added.
    """
    terms = _builtin_terms(env, {*docnames})
    return {
        docname: _outline(env, domain, docname, {*ours.get(docname, ())}, terms[docname])
        for docname in docnames
    }


def _outline(
    env: BuildEnvironment, domain: GlosstermDomain, docname: str, ours: Set[str], terms: object
) -> Outline:
    records = (*domain.entries.get(docname, ()), *domain.builtin.get(docname, ()))
    entries = sorted(records, key=attrgetter("place"))
    title = env.titles.get(docname)
    below = env.toctree_includes.get(docname, ())
    rest = (
        tuple(map(_rest_of, entries)),
        # Which words a reference shows, and how often there is one, concerns only its own page.
        {(each.anchor, each.target, each.via, each.only) for each in domain.references.get(docname, ())},
        {(each.anchor, each.target) for each in domain.plain_mentions.get(docname, ())},
        [replace(page, line=0) for page in domain.indexes.get(docname, ())],
        [replace(page, line=0) for page in domain.maps.get(docname, ())],
        domain.homes.get(docname),
        docname in domain.documents,
        title.astext() if title is not None else None,
        [child for child in below if child not in ours],
        env.included.get(docname),
        "orphan" in env.metadata.get(docname, ()),
        terms,
    )
    return Outline(tuple((entry.key, _definition_of(entry)) for entry in entries), rest)


def _builtin_terms(env: BuildEnvironment, docnames: Set[str]) -> dict[str, list[object]]:
    """The terms of Sphinx's own glossaries in documents."""
    std = env.domains.standard_domain
    found: dict[str, list[object]] = {docname: [] for docname in docnames}
    objects = ((name, place) for (kind, name), place in std.objects.items() if kind == "term")
    for name, place in chain(objects, std.data.get("terms", {}).items()):
        if place[0] in docnames:
            found[place[0]].append((name, place))
    return found


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("env-before-read-docs", note_outlines)
