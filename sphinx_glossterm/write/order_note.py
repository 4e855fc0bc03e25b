"""Tell the user if terms are not in dictionary order because ICU is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.messages import Notice, notice
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.order import lacks_icu

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def note_order(app: Sphinx, builder: Builder) -> None:
    """Print once in each build what to install (``write-started``), if the build shows any terms."""
    language = app.config.language
    if builder.format and the_domain(app.env).entries and lacks_icu(language):
        notice(
            Notice.ORDER,
            f'The terms are not in the dictionary order of "{language}", nor under all of its'
            " letters, because ICU is not installed. To install it: pip install"
            ' "sphinx-glossterm[icu]"',
            app.config,
        )


def setup(app: Sphinx) -> None:
    """Register the handler."""
    app.connect("write-started", note_order)
