"""Spare the garbage collector the objects that live as long as the build.

Python's collector searches all objects, again and again as they become more. While pages are written,
most objects belong to the environment and the doctrees, which hold no garbage; in a large project that
search is a fifth of the build. :func:`gc.freeze` takes them out of the search. Python also recommends it
before forking, because processes then share more memory. The price: doctrees stay in memory until the
end of the build, not just until their page is written.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def freeze(app: Sphinx, _builder: Builder) -> None:
    """Take all present objects out of the search (``write-started``)."""
    if (
        the_domain(app.env).entries and not gc.get_freeze_count()
    ):  # otherwise somebody else manages the collector
        gc.freeze()
        app.connect("build-finished", _unfreeze)


def _unfreeze(_app: Sphinx, _exception: Exception | None) -> None:
    gc.unfreeze()


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("write-started", freeze, priority=900)  # last, when everything is loaded
