"""Write: the files that name every term of the project: search index, inventory and general index.

Sphinx writes them with every build, even one without a page to write. Of a large glossary they hold so
many names that this takes longer than the rest of such a build; and as Sphinx does not read back what
the search index has from the general one, the search would lose it. So a build that has nothing to
write leaves all three as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_glossterm.collect.packed import without_garbage_collection
from sphinx_glossterm.freshness.ledger import Ledger
from sphinx_glossterm.freshness.stale import ledger_of, sources
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

REPLACED: Final = ("load_indexer", "dump_inventory", "dump_search_index", "write_genindex")
"""Methods of Sphinx's builder: what it calls before it writes, and at the end of each build."""


def spare(app: Sphinx, builder: Builder) -> None:
    """Keep Sphinx from writing the files where they cannot have changed (``write-started``).

    No event knows what is about to be written. But with it Sphinx calls the method of its builder that
    loads the search index, before all else that it writes. The methods are replaced for this builder
    and until the build ends; where Sphinx has them no longer, it writes the files with every build.
    """
    domain = the_domain(app.env)
    if not isinstance(builder, StandaloneHTMLBuilder) or not (domain.entries or domain.builtin):
        return
    if not builder.search or not all(hasattr(builder, name) for name in REPLACED):
        return
    load = partial(_load_indexer, app, builder, builder.load_indexer)
    builder.load_indexer = load  # type: ignore[method-assign]  # see above
    for name in REPLACED[1:]:
        setattr(builder, name, partial(_unless_complete, ledger_of(app), getattr(builder, name)))


def give_back(app: Sphinx, _exception: Exception | None) -> None:
    """Leave the builder with the methods of its class (``build-finished``)."""
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


def _unless_complete(ledger: Ledger, write: Callable[[], None]) -> None:
    if not ledger.is_complete:
        with without_garbage_collection():
            write()


def _is_complete(app: Sphinx, builder: StandaloneHTMLBuilder) -> bool:
    """Whether the folder has the files, and pages that were written from all that is known now."""
    files = [Path(app.outdir, name) for name in (builder.searchindex_filename, INVENTORY_FILENAME)]
    if builder.use_index:
        files.append(Path(builder.get_outfilename("genindex")))
    is_there = all(file.is_file() for file in files)
    return is_there and ledger_of(app).shows(sources(app.env, the_domain(app.env)))


def setup(app: Sphinx) -> None:
    """Look after the files."""
    app.connect("write-started", spare)
    app.connect("build-finished", give_back)
