"""The page with the index as parent: pages of entries need no toctree.

Sidebars do not grow with the glossary, and no page copies a table of contents of thousands.
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
"""Tables of Sphinx's that know which documents a page is the parent of."""


def adopt(env: BuildEnvironment, domain: GlosstermDomain) -> None:
    """Make each page of entries that no toctree has a child of the page that lists them.

    Sphinx then knows its place (no warning, breadcrumbs, previous and next page), while the table of
    contents, which every page copies, does not grow. No event offers that, so two of Sphinx's tables
    are written. In a Sphinx without them a page has the place that it would have without us.
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
                continue  # its page stays in the place it has without us
            if child in placed or "orphan" in env.metadata[child] or child == page.docname:
                continue
            children.setdefault(page.docname, []).append(child)
            placed.add(child)
    for parent, docnames in children.items():
        domain.children[parent] = tuple(docnames)
        env.toctree_includes.setdefault(parent, []).extend(docnames)
        for docname in docnames:
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
    """Let pages of entries count as children no longer, but in an e-book (``write-started``)."""
    env, domain = app.env, the_domain(app.env)
    for parent, children in domain.children.items():
        # Sphinx has checked that each page has a parent. It would write the parent again with every
        # child, where the views know better.
        _forget_parent(env, parent, children)
        if builder.name == "epub":
            _lend_contents(app, parent, children)


# ---------------------------------------------------------------------------------------------
# E-books take their navigation from the tables of contents, and no event lets a page into it: it is
# lent an entry while the book is written.

_contents: Final[WeakKeyDictionary[Sphinx, dict[str, nodes.bullet_list]]] = WeakKeyDictionary()


def _lend_contents(app: Sphinx, parent: str, children: tuple[str, ...]) -> None:
    contents = app.env.tocs.get(parent)
    if not isinstance(contents, nodes.bullet_list):
        return
    _contents.setdefault(app, {})[parent] = contents
    app.env.tocs[parent] = lent = contents.deepcopy()
    toctree = _toctree(parent, children)
    toctree["hidden"] = False  # the navigation leaves hidden ones out
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
    """Leave the tables of contents as they were (``build-finished``)."""
    app.env.tocs.update(_contents.pop(app, {}))


# ---------------------------------------------------------------------------------------------
# Builders that put documents together


class AssembledPages(GlosstermPostTransform):
    """Put the pages of entries behind the index that lists them, where documents become one.

    Builders of books and single pages follow toctrees, and these pages are in none. They stand at the
    end of its whole page, beside its sections and not within the last one. The doctree::

        <section>
            ... <glossterm_index>
            <section> ... <glossterm_index>
            <start_of_file docname=...> ...
    """

    default_priority = 1  # before all that looks at entries and references

    def is_supported(self) -> bool:
        """Whether the document may have been put together of several."""
        return super().is_supported() and bool(self.domain.children)

    def run(self, **kwargs: Any) -> None:
        """Put in what is missing."""
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
        # LaTeX and Texinfo keep the names of a book's documents, and ask them for its links.
        docnames: set[str] = getattr(builder, "docnames", set())
        holder = new_document(parent)
        holder += _toctree(parent, children)
        assembled = inline_all_toctrees(builder, docnames, parent, holder, str, there)
        return list(assembled.children)


def _up_to_its_page(node: nodes.Element) -> Iterator[nodes.Element]:
    """What *node* stands in, up to the document that it was written in."""
    return takewhile(
        lambda parent: not isinstance(parent, (nodes.document, addnodes.start_of_file)), around(node)
    )


ASSEMBLING: Final = frozenset({"latex", "man", "singlehtml", "texinfo"})
"""Sphinx's builders that put all documents together with every build."""


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
    """Let builders find the adopted pages."""
    app.connect("write-started", prepare)
    app.connect("build-finished", give_contents_back)
    app.add_post_transform(AssembledPages)
