"""Write: what single formats do better than the standard nodes would."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_glossterm.writers import gettext, html

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register every format's part."""
    html.setup(app)
    gettext.setup(app)
