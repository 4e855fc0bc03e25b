"""What lives as long as the build is spared the search for garbage.

Python looks for garbage in all objects, again and again while they become more. When pages are written,
most objects are the environment and the doctrees, and no garbage will be found there: in a large
project that search is a fifth of the build. Python's way around it is :func:`gc.freeze`, which it
recommends before processes are forked too, as they then share more memory. Doctrees are kept until the
end of the build instead of until their page is written.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def freeze(app: Sphinx, _builder: Builder) -> None:
    """Look for garbage no more in what there is (``write-started``)."""
    if the_domain(app.env).entries and not gc.get_freeze_count():  # else somebody else takes care of it
        gc.freeze()
        app.connect("build-finished", _unfreeze)


def _unfreeze(_app: Sphinx, _exception: Exception | None) -> None:
    gc.unfreeze()


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("write-started", freeze, priority=900)  # at last, when all is there
