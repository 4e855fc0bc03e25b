"""Rich glossary entries in any Sphinx project, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.terms.garbage import without_garbage_collection

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

ENV_VERSION = 4  # modules of pickled nodes and records have moved


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register each stage of an entry's way, in order."""
    with without_garbage_collection():
        _register(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _register(app: Sphinx) -> None:
    # Imported late, because the command line loads this package too, and must start fast.
    from sphinx_glossterm import (
        api,
        checks,
        collect,
        config,
        exchange,
        freshness,
        messages,
        read,
        resolve,
        translate,
        write,
    )

    config.register(app)
    messages.setup(app)
    read.setup(app)
    translate.setup(app)
    collect.setup(app)
    resolve.setup(app)
    freshness.setup(app)
    write.setup(app)
    checks.setup(app)
    exchange.setup(app)
    api.setup(app)
