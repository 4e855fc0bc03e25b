"""Rich, bilingual glossary entries in any Sphinx project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm import (
    adoption,
    answers,
    autolink,
    builtin,
    config,
    directives,
    domain,
    encoding,
    exchange,
    freshness,
    indexkeys,
    messages,
    previews,
    quality,
    registers,
    roles,
    search,
    transforms,
    translate,
    writers,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

ENV_VERSION = 3  # there are records of Sphinx's own glossaries, and of comparisons with one side


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything, in the order in which a value travels: read, collect, resolve, write."""
    config.register(app)
    messages.setup(app)
    encoding.setup(app)
    directives.setup(app)
    roles.setup(app)
    translate.setup(app)
    builtin.setup(app)
    domain.setup(app)
    answers.setup(app)
    transforms.setup(app)
    indexkeys.setup(app)
    adoption.setup(app)
    autolink.setup(app)
    freshness.setup(app)
    quality.setup(app)
    writers.setup(app)
    previews.setup(app)
    registers.setup(app)
    search.setup(app)
    exchange.setup(app)
    return {
        "version": __version__,
        "env_version": ENV_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
