"""The page with the index as parent: pages of entries need no toctree.

Sidebars do not grow with the glossary, and no page copies a table of contents of thousands.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import glossterm_index
from sphinx_glossterm.resolve.domain import GlosstermDomain, the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def adopt(env: BuildEnvironment, domain: GlosstermDomain) -> None:
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
            if entry.is_builtin:
                continue  # its page stays in the place it has without us
            if child in placed or "orphan" in env.metadata[child] or child == page.docname:
                continue
            children.setdefault(page.docname, {})[child] = None
        placed.update(children.get(page.docname, ()))
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
    """Let builders that put documents together find the adopted pages."""
    app.connect("write-started", assemble)
