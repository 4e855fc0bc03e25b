"""Make the page with the index the parent of the pages with entries, which then need no toctree.

So sidebars do not grow with the glossary, and no page copies a table of contents with thousands of
entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import new_document
from sphinx.util.nodes import inline_all_toctrees

from sphinx_glossterm.doctree.nodes import around, blocks_of, glossterm_index
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain
from sphinx_glossterm.resolve.post import GlosstermPostTransform

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


TABLES: Final = ("toctree_includes", "files_to_rebuild")
"""The tables of Sphinx's environment that store parents and children of documents."""


def adopt(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    """Make each page with entries that is in no toctree a child of the page that lists them.

    Then Sphinx knows its place (no warning, breadcrumbs, previous and next page), but the table of
    contents, which every page copies, does not grow. No event offers this, so this function writes to
    two of Sphinx's tables. In a Sphinx without these tables, nothing happens.

    Args:
        env: The environment.
        domain: The domain.
    """
    if not all(hasattr(env, table) for table in TABLES):
        return
    _give_back(env, domain)
    placed = {*env.files_to_rebuild, env.config.root_doc, *set().union(*env.included.values())}
    children: dict[str, list[str]] = {}
    for page in domain.pages:
        for entry in chain.from_iterable(members for _name, members in domain.groups(page)):
            child = entry.docname
            if entry.is_builtin:
                continue  # its page keeps its place
            if child in placed or "orphan" in env.metadata[child] or child == page.docname:
                continue
            children.setdefault(page.docname, []).append(child)
            placed.add(child)
    for parent, docnames in children.items():
        domain.children[parent] = tuple(docnames)
        env.toctree_includes.setdefault(parent, []).extend(docnames)
        _note_parent(env, parent, docnames)


def adopt_again(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    """Repeat what :func:`adopt` did, if the parents are still the same.

    Args:
        env: The environment.
        domain: The domain.
    """
    for parent, docnames in domain.children.items():
        if parent in domain.changed:  # Sphinx has read it again, and forgotten its children
            env.toctree_includes.setdefault(parent, []).extend(docnames)
        _note_parent(env, parent, docnames)


def _note_parent(env: BuildEnvironment, parent: str, children: Iterable[str]) -> None:
    for docname in children:
        env.files_to_rebuild.setdefault(docname, set()).add(parent)


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


def prepare(app: Sphinx, builder: Builder) -> None:
    """Remove the parents again before writing; lend e-books a table of contents (``write-started``)."""
    env, domain = app.env, the_domain(app.env)
    for parent, children in domain.children.items():
        # Sphinx has checked by now that each page has a parent. From here on it would only use this to
        # write the parent again with every child, which the views decide better.
        _forget_parent(env, parent, children)
        if builder.name == "epub":
            _lend_contents(app, parent, children)


# ---------------------------------------------------------------------------------------------
# E-books take their navigation from the tables of contents, and no event can add a page there. So the
# parent's table is replaced by a longer one while the book is written.

_contents: Final[WeakKeyDictionary[Sphinx, dict[str, nodes.bullet_list]]] = WeakKeyDictionary()


def _lend_contents(app: Sphinx, parent: str, children: tuple[str, ...]) -> None:
    contents = app.env.tocs.get(parent)
    if not isinstance(contents, nodes.bullet_list):
        return
    _contents.setdefault(app, {})[parent] = contents
    app.env.tocs[parent] = lent = contents.deepcopy()
    toctree = _toctree(parent, children)
    toctree["hidden"] = False  # the navigation leaves hidden toctrees out
    item = next(iter(lent.findall(nodes.list_item)), None)
    if item is None:
        lent.append(toctree)
        return
    if len(item) == 1:
        item.append(nodes.bullet_list())
    below = item[1]
    assert isinstance(below, nodes.Element)
    below.append(toctree)


def give_contents_back(app: Sphinx, _exception: Exception | None) -> None:
    """Restore the tables of contents (``build-finished``)."""
    app.env.tocs.update(_contents.pop(app, {}))


# ---------------------------------------------------------------------------------------------
# Builders that assemble documents


class AssembledPages(GlosstermPostTransform):
    """Add the pages with entries after the index that lists them, in assembled documents.

    Builders of books and single pages follow toctrees, but these pages are in none. They are added at
    the end of the page with the index, beside its sections and not inside the last one. The doctree::

        <section>
            ... <glossterm_index>
            <section> ... <glossterm_index>
            <start_of_file docname=...> ...
    """

    default_priority = 1  # before all transforms for entries and references

    def is_supported(self) -> bool:
        """Whether there are adopted pages, which an assembled document may lack."""
        return super().is_supported() and bool(self.domain.children)

    def run(self, **kwargs: Any) -> None:
        """Add the pages that are missing."""
        starts = {str(node["docname"]): node for node in self.document.findall(addnodes.start_of_file)}
        if not starts and self.domain.builder.name not in ASSEMBLING:
            return
        root = str(self.document.get("docname", self.env.docname))
        places: dict[str, nodes.Element] = {root: self.document, **starts}
        for node in blocks_of(self.document, glossterm_index):
            sections = [parent for parent in _up_to_its_page(node) if isinstance(parent, nodes.section)]
            places[node["docname"]] = sections[-1] if sections else places[node["docname"]]
        for parent, children in self.domain.children.items():
            missing = tuple(docname for docname in children if docname not in starts)
            if parent in places and missing:
                places[parent] += self._assemble(parent, missing, [root, *starts])

    def _assemble(self, parent: str, children: tuple[str, ...], there: list[str]) -> list[nodes.Node]:
        builder = self.domain.builder
        # LaTeX and Texinfo store the names of a book's documents, and use them for its links.
        docnames: set[str] = getattr(builder, "docnames", set())
        holder = new_document(parent)
        holder += _toctree(parent, children)
        assembled = inline_all_toctrees(builder, docnames, parent, holder, str, there)
        return list(assembled.children)


def _up_to_its_page(node: nodes.Element) -> Iterator[nodes.Element]:
    """The ancestors of *node* within its own document."""
    return takewhile(
        lambda parent: not isinstance(parent, (nodes.document, addnodes.start_of_file)), around(node)
    )


ASSEMBLING: Final = frozenset({"latex", "man", "singlehtml", "texinfo"})
"""Sphinx's builders that assemble all documents in every build."""


def _toctree(parent: str, children: tuple[str, ...]) -> addnodes.toctree:
    return addnodes.toctree(
        "",
        parent=parent,
        entries=[(None, docname) for docname in children],
        includefiles=list(children),
        maxdepth=-1,
        caption=None,
        rawcaption="",
        glob=False,
        hidden=True,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )


def setup(app: Sphinx) -> None:
    """Register the handlers that let builders find the adopted pages."""
    app.connect("write-started", prepare)
    app.connect("build-finished", give_contents_back)
    app.add_post_transform(AssembledPages)
