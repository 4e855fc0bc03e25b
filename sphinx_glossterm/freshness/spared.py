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
from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_glossterm.collect.packed import kept
from sphinx_glossterm.freshness.stale import Ledger, ledger_of, sources
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_SPARED: Final = ("dump_inventory", "dump_search_index", "write_genindex")
"""What Sphinx's builder calls at the end of each build."""


def add_to_inventory(app: Sphinx) -> list[Any]:
    """Put our names among Sphinx's own terms, just before ``objects.inv`` is written.

    A project without this extension then links to them by plain ``:term:`` through intersphinx. This
    comes after everything has been resolved and the environment saved (``html-collect-pages``), so
    that nothing else ever sees it.

    Returns:
        No pages.
    """
    if not ledger_of(app).is_complete:
        terms = app.env.domains.standard_domain.objects
        for text, docname, anchor in the_domain(app.env).names:
            terms.setdefault(("term", text), (docname, anchor))
    return []


def spare(app: Sphinx) -> None:
    """Keep Sphinx from writing the files where they cannot have changed (``builder-inited``).

    No event knows what is about to be written. But with it Sphinx calls the method of its builder that
    loads the search index, before all else that it writes.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or not builder.search:
        return
    # Only of this builder: the methods of its class stay as they are.
    load = partial(_load_indexer, app, builder, builder.load_indexer)
    builder.load_indexer = load  # type: ignore[method-assign]  # see above
    for name in _SPARED:
        setattr(builder, name, partial(_unless_complete, ledger_of(app), getattr(builder, name)))


def _load_indexer(
    app: Sphinx, builder: StandaloneHTMLBuilder, load: Callable[[Set[str]], None], docnames: Set[str]
) -> None:
    ledger = ledger_of(app)
    ledger.is_complete = not docnames and _is_complete(app, builder)
    if not ledger.is_complete:
        with kept():
            load(docnames)


def _unless_complete(ledger: Ledger, write: Callable[[], None]) -> None:
    if not ledger.is_complete:
        with kept():
            write()


def _is_complete(app: Sphinx, builder: StandaloneHTMLBuilder) -> bool:
    """Whether the folder has the files, and pages that were written from all that is known now."""
    domain = the_domain(app.env)
    files = [Path(app.outdir, name) for name in (builder.searchindex_filename, INVENTORY_FILENAME)]
    if builder.use_index:
        files.append(Path(builder.get_outfilename("genindex")))
    return (
        bool(domain.entries or domain.builtin)
        and all(file.is_file() for file in files)
        and ledger_of(app).shows(sources(app.env, domain))
    )


def setup(app: Sphinx) -> None:
    """Look after the files."""
    app.connect("builder-inited", spare)
    app.connect("html-collect-pages", add_to_inventory)
