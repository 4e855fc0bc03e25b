"""Sort keys of names in the general index, in the language of the build.

Sphinx's own glossary writes a key after the name, ``用語 : よ``, in the source and in each translation.
An entry with ``:index-key:`` makes the same message, so one catalogue serves both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_glossterm.doctree.names import other_names
from sphinx_glossterm.doctree.nodes import entries_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class IndexKeys(SphinxTransform):
    """Put the keys of names into the general index."""

    # After IndexEntries (22), which makes the rows; before the index's own domain collects (850).
    default_priority = 23

    def apply(self, **kwargs: Any) -> None:
        """Go through the entries that have keys."""
        for entry in entries_of(self.document):
            # As in IndexEntries: a semicolon would begin a sub-entry.
            keys = {
                name.astext().replace(";", ","): name["index_key"]
                for name in (entry[0], *other_names(entry))
                if isinstance(name, nodes.TextElement) and "index_key" in name
            }
            for index in entry.children if keys else ():
                if isinstance(index, addnodes.index):
                    index["entries"] = [_with_key(row, keys) for row in index["entries"]]


def _with_key(row: tuple[Any, ...], keys: dict[str, str]) -> tuple[Any, ...]:
    """A row of the general index, ``(kind, text, anchor, main, key)``, with its own key."""
    kind, text, anchor, main, _none = row
    if text not in keys:
        return row
    return kind, text, anchor, main, keys[text] or None


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(IndexKeys)
