"""Which written pages a change makes stale, and which page is the parent of a page of entries.

The rule: a page is written again when the facts it shows of *other* documents are not those it
showed before. For each document that shows such facts a fingerprint of them is kept in the store;
after reading, those whose fingerprint has changed are written again, and no others.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.domain import GlosstermDomain, the_domain
from sphinx_glossterm.entry import Entry
from sphinx_glossterm.messages import project_label
from sphinx_glossterm.nodes import glossterm_index

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

Fact = tuple[object, ...]


# ---------------------------------------------------------------------------------------------
# Fingerprints


class _Facts:
    """What each document shows of others."""

    def __init__(self, domain: GlosstermDomain) -> None:
        self.domain = domain
        self.glossary = domain.glossary

    def of(self, docname: str) -> Iterator[Fact]:
        """The facts, in a fixed order."""
        for mention in self.domain.references.get(docname, ()):
            yield (mention.via, *self._target(mention.target, with_definition=mention.defines))
        for entry in self.domain.entries.get(docname, ()):
            yield from self._relations(entry)
        for page in self.domain.indexes.get(docname, ()):
            for name, entries in self.domain.groups(page):
                yield (name,)
                yield from map(self._card, entries)

    def place(self, docname: str, relations: dict[str, list[str | None]]) -> Iterator[Fact]:
        """The pages before, after and above one, where adopted pages are among them."""
        titles = self.domain.env.titles
        for other in relations.get(docname, ()):
            yield (other, titles[other].astext() if other in titles else "")

    def _link(self, entry: Entry | None) -> Fact:
        return (entry.key, entry.title, entry.abbr) if entry else ()

    def _card(self, entry: Entry | None) -> Fact:
        if entry is None:
            return ()
        see = self._target(entry.see) if entry.see else ()
        shown = (entry.definition, entry.markup, entry.translated, project_label(entry.category))
        inner = (self._target(target) for target in entry.refers)
        return (*self._link(entry), *shown, *see, *inner)

    def _target(self, target: str, *, with_definition: bool = False) -> Fact:
        match = self.glossary.find(target)
        builtin = self.domain.is_builtin(target)
        if match is None:
            return (target, builtin)
        if with_definition:
            return (builtin, *self._card(match.entry))
        return (builtin, *self._link(match.entry))

    def _relations(self, entry: Entry) -> Iterator[Fact]:
        yield (project_label(entry.category),)
        for target in entry.related:
            yield self._target(target, with_definition=True)
        yield self._target(entry.see)
        yield self._target(entry.replaced_by)
        for other in self.glossary.neighbours(entry):
            yield self._link(other)
        for docname, anchor in self.domain.mentions.get(entry.key, ()):
            other = self.glossary.at(docname, anchor) if anchor else None
            title = self.domain.env.titles.get(docname)
            yield self._link(other) or (docname, title.astext() if title is not None else "")
        yield (self.domain.main_index,)


def stale_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents that no longer show what they should (``env-get-updated``)."""
    domain = the_domain(env)
    _adopt(env, domain)
    facts = _Facts(domain)
    relations = _relations(env, domain)
    docnames = {*domain.references, *domain.entries, *domain.indexes, *relations}
    prints = {
        docname: _fingerprint(chain(facts.of(docname), facts.place(docname, relations)))
        for docname in sorted(docnames)
    }
    stale = [name for name in env.found_docs if prints.get(name) != domain.shown.get(name)]
    domain.shown.clear()
    domain.shown.update(prints)
    return stale


def _fingerprint(facts: Iterable[Fact]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for fact in facts:
        digest.update(repr(fact).encode())
    return digest.hexdigest()


# ---------------------------------------------------------------------------------------------
# The page with the index as parent


def _adopt(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    """Make each page of entries that no toctree has a child of the page that lists them.

    Sphinx then knows its place (no warning, breadcrumbs, previous and next page), while the table of
    contents, which every page copies, does not grow.
    """
    _give_back(env, domain)
    placed = {*env.files_to_rebuild, env.config.root_doc, *set().union(*env.included.values())}
    children: dict[str, dict[str, None]] = {}
    for page in domain.pages:
        for entry in chain.from_iterable(members for _name, members in domain.groups(page)):
            child = entry.docname
            if child in placed or "orphan" in env.metadata[child] or child == page.docname:
                continue
            children.setdefault(page.docname, {})[child] = None
        placed.update(children.get(page.docname, ()))
    for parent, docnames in children.items():
        domain.children[parent] = tuple(docnames)
        env.toctree_includes.setdefault(parent, []).extend(docnames)
        for docname in docnames:
            env.files_to_rebuild.setdefault(docname, set()).add(parent)


def _relations(env: BuildEnvironment, domain: GlosstermDomain) -> dict[str, list[str | None]]:
    """The pages above, before and after each page that is adopted or stands next to one that is."""
    adopted = {child for children in domain.children.values() for child in children}
    if not adopted:
        return {}
    return {
        docname: others
        for docname, others in env.collect_relations().items()
        if docname in adopted or not adopted.isdisjoint(others)
    }


def _give_back(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    for parent, docnames in domain.children.items():
        ours = set(docnames)
        kept = [name for name in env.toctree_includes.get(parent, ()) if name not in ours]
        if kept:
            env.toctree_includes[parent] = kept
        else:
            env.toctree_includes.pop(parent, None)
        _forget_parent(env, parent, docnames)
    domain.children.clear()


def _forget_parent(env: BuildEnvironment, parent: str, children: Iterable[str]) -> None:
    for docname in children:
        parents = env.files_to_rebuild.get(docname, set())
        parents.discard(parent)
        if not parents:
            env.files_to_rebuild.pop(docname, None)


def assemble(app: Sphinx, builder: Builder) -> None:
    """Let builders that put documents together find the pages of entries (``write-started``).

    Those builders follow toctrees, so the page with the index gets a hidden one, in memory and for
    this builder only: LaTeX, single-page HTML and the like look for it in the document, EPUB in the
    table of contents.
    """
    domain = the_domain(app.env)
    for parent, children in domain.children.items():
        # Sphinx has checked that each page has a parent. It would write the parent again with every
        # child, where the fingerprint knows better.
        _forget_parent(app.env, parent, children)
        toctree = _toctree(parent, children)
        if builder.name == "epub":
            toctree["hidden"] = False  # its navigation leaves hidden ones out
            _put_into_contents(app.env.tocs[parent], toctree)
        elif builder.format != "html" or builder.name == "singlehtml":
            _put_into_document(app.env, parent, toctree)


def _toctree(parent: str, children: tuple[str, ...]) -> addnodes.toctree:
    attributes: dict[str, Any] = {
        "parent": parent,
        "entries": [(None, docname) for docname in children],
        "includefiles": list(children),
        "maxdepth": -1,
        "caption": None,
        "rawcaption": "",
        "glob": False,
        "hidden": True,
        "includehidden": False,
        "numbered": 0,
        "titlesonly": False,
    }
    return addnodes.toctree("", **attributes)


def _put_into_contents(contents: nodes.bullet_list, toctree: addnodes.toctree) -> None:
    """Put *toctree* under the document's own title in its table of contents."""
    item = next(iter(contents.findall(nodes.list_item)), None)
    if item is None:
        contents.append(toctree)
        return
    if len(item) == 1:
        item.append(nodes.bullet_list())
    below = item[1]
    assert isinstance(below, nodes.Element)
    below.append(toctree)


def _put_into_document(env: BuildEnvironment, docname: str, toctree: addnodes.toctree) -> None:
    doctree = env.get_doctree(docname)
    index = next(doctree.findall(glossterm_index))
    place: nodes.Element = index
    while place.parent is not None and not isinstance(place, (nodes.section, nodes.document)):
        place = place.parent
    place += toctree
    doctree.reporter = None  # type: ignore[assignment]  # cannot be pickled; Sphinx does the same
    doctree.settings.env = None
    # Where Sphinx looks first for a document's pickled doctree; the file stays as it is.
    env._pickled_doctree_cache[docname] = pickle.dumps(doctree, pickle.HIGHEST_PROTOCOL)
    env._write_doc_doctree_cache.pop(docname, None)


def setup(app: Sphinx) -> None:
    """Look at what has changed once everything has been read."""
    app.connect("env-get-updated", stale_pages)
    app.connect("write-started", assemble)
