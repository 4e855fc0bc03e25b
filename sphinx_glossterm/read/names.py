"""Register directives, and warn if another extension has a directive of the same name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from docutils.parsers.rst import directives
from docutils.parsers.rst.languages import get_language
from docutils.utils import new_document

from sphinx_glossterm.messages import Warn, warn

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_ENGLISH: Final[Any] = get_language("en")


def add_directives(app: Sphinx, ours: Mapping[str, type]) -> None:
    """Register directives, and warn which one is used if another extension has the same name.

    The last to register a name wins. Some extensions register theirs after the configuration has been
    read, so the names are checked again at ``builder-inited``.

    Args:
        app: The application.
        ours: Our directives by name.
    """
    for name, directive in ours.items():
        other = registered(name)
        if other not in (None, directive):
            _say(name, f"that of {_place(directive)} is used, and that of {_place(other)} is not")
        app.add_directive(name, directive, override=True)

    def look_again(_app: Sphinx) -> None:
        for name, directive in ours.items():
            other = registered(name)
            if other is not directive:
                _say(name, f"that of {_place(other)} is used, so the glossary stays empty")

    app.connect("builder-inited", look_again)


def _say(name: str, who: str) -> None:
    warn(
        Warn.CONFIG,
        f'Two extensions have a directive "{name}": {who}. Give the other extension\'s directive another'
        ' name in its own settings, such as "directive" in needs_types for sphinx-needs.',
        location=None,
    )


def registered(name: str) -> Any:
    """The directive that is registered under a name; None if there is none."""
    return directives.directive(name, _ENGLISH, _document())[0]


@cache
def _document() -> nodes.document:
    """A document for messages of the look-up. To make one takes long."""
    return new_document("")


def _place(directive: Any) -> str:
    return str(directive.__module__).partition(".")[0]
