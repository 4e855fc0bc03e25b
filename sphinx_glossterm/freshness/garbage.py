"""Let Python's garbage collector search between pages, not in the middle of them.

By default the collector starts after every 700 new objects, and now and then searches all of them.
During a build most objects belong to doctrees and the environment, which hold no garbage: in a large
project the search is a sixth of the build. What a page leaves behind, its tree of contents above all,
is garbage as soon as the page is written. So during a build the collector seldom starts by itself;
before each page, it searches the newest objects. Written doctrees are older: for them, all objects are
searched a few times. After an edit, nothing is searched that was there before the first page.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

THRESHOLD: Final = 20_000
"""After how many new objects the collector starts by itself during a build."""
FULL_SEARCHES: Final = 4
"""How often all objects are searched while every page is written."""
_MIDDLE: Final = 4
"""Every so many pages, objects that have lived for a few pages are searched too: doctrees above all."""
_NEVER: Final = 1_000_000
"""So many searches would come before the collector searches all objects by itself."""
_FEWEST: Final = 10
"""So many pages at least lie between two searches of all objects."""
_FEW: Final = 8
"""If no more documents have been read, what is left of them may stay: it is less than a search costs."""


class Pace:
    """When the collector searches during one build.

    Args:
        app: The application that builds.
    """

    def __init__(self, app: Sphinx) -> None:
        self._before = gc.get_threshold()
        self._pages = 0
        self._is_edit = False
        self._listeners = [
            app.connect("write-started", self.begin_writing, priority=900),  # when everything is loaded
            app.connect("build-finished", self.end),
        ]
        gc.set_threshold(THRESHOLD, *self._before[1:])
        gc.freeze()

    def begin_writing(self, app: Sphinx, _builder: Builder) -> None:
        """Search before each page, in projects with entries (``write-started``)."""
        domain = the_domain(app.env)
        if domain.entries:
            self._is_edit = len(domain.changed) <= _FEW
            if self._is_edit:  # then a search of what is not frozen takes little
                gc.freeze()
            self._listeners.append(app.connect("doctree-resolved", self.search, priority=0))
            gc.set_threshold(THRESHOLD, self._before[1], _NEVER)
        else:
            self.end(app, None)

    def search(self, app: Sphinx, _doctree: nodes.document, _docname: str) -> None:
        """Search for what the page before has left (``doctree-resolved``)."""
        self._pages += 1
        full = max(_FEWEST, len(app.env.found_docs) // (FULL_SEARCHES + 1) + 1)
        is_early = self._is_edit and self._pages < _FEWEST
        gc.collect(2 if not self._pages % full else 1 if is_early or not self._pages % _MIDDLE else 0)

    def end(self, app: Sphinx, _exception: Exception | None) -> None:
        """Restore the collector's own pace (``build-finished``)."""
        gc.set_threshold(*self._before)
        gc.unfreeze()
        for listener in self._listeners:
            app.disconnect(listener)


def begin(app: Sphinx, _env: BuildEnvironment, _docnames: Iterable[str]) -> None:
    """Set the pace, unless somebody else has set one (``env-before-read-docs``)."""
    is_default = gc.isenabled() and 0 < gc.get_threshold()[0] < THRESHOLD
    if is_default and not gc.get_freeze_count():
        Pace(app)


def setup(app: Sphinx) -> None:
    """Register the event."""
    app.connect("env-before-read-docs", begin)
