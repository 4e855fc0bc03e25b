"""Leave alone the files that name every term: search index, inventory and general index.

Sphinx writes them in every build, even if it writes no page. In a large glossary this takes longer than
the rest of such a build. Sphinx also does not read back the index entries in the search index, so the
search would lose them. A build with nothing to write therefore leaves all three files as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_glossterm.freshness.stale import ledger_of, sources
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.garbage import without_garbage_collection

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

REPLACED: Final = ("load_indexer", "dump_inventory", "dump_search_index", "write_genindex")
"""Methods of Sphinx's builder that it calls before it writes, and at the end of each build."""


def spare(app: Sphinx, builder: Builder) -> None:
    """Keep Sphinx from writing the files if they cannot have changed (``write-started``).

    No event says which pages are about to be written. But before writing, Sphinx calls the builder's
    method that loads the search index, with exactly these pages. We replace the methods on this one
    builder, until the build ends. If a future Sphinx lacks them, it simply writes the files in every
    build.
    """
    domain = the_domain(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder) or not (domain.entries or domain.builtin):
        return
    if not builder.search or not all(hasattr(builder, name) for name in REPLACED):
        return
    load = partial(_load_indexer, app, builder, builder.load_indexer)
    builder.load_indexer = load  # type: ignore[method-assign]  # see above
    for name in REPLACED[1:]:
        setattr(builder, name, partial(_unless_complete, app, name, getattr(builder, name)))


def give_back(app: Sphinx, _exception: Exception | None) -> None:
    """Restore the builder's own methods (``build-finished``)."""
    for name in REPLACED:
        vars(app.builder).pop(name, None)


def _load_indexer(
    app: Sphinx, builder: StandaloneHTMLBuilder, load: Callable[[Set[str]], None], docnames: Set[str]
) -> None:
    ledger = ledger_of(app)
    ledger.is_complete = not docnames and _is_complete(app, builder)
    if not ledger.is_complete:
        with without_garbage_collection():
            load(docnames)


def _unless_complete(app: Sphinx, name: str, write: Callable[[], None]) -> None:
    if ledger_of(app).is_complete:
        return
    if name == "dump_search_index" and not app.config.glossterm_publish:
        # It takes more room than all before. Every page is written, so nothing needs ours any more.
        the_domain(app.env).let_go()
    with without_garbage_collection():
        write()


def _is_complete(app: Sphinx, builder: StandaloneHTMLBuilder) -> bool:
    """Whether the folder has the files, and its pages show everything that is known now."""
    files = [Path(app.outdir, name) for name in (builder.searchindex_filename, INVENTORY_FILENAME)]
    if builder.use_index:
        files.append(Path(builder.get_outfilename("genindex")))
    is_there = all(file.is_file() for file in files)
    return is_there and ledger_of(app).shows(sources(app.env, the_domain(app.env)))


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("write-started", spare)
    app.connect("build-finished", give_back)
