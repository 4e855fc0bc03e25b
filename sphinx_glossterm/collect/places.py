"""The file that contains a node: that of its document, or one that the document includes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_glossterm.translate.po_files import place_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def included_file(node: nodes.Node, docname: str, env: BuildEnvironment) -> str:
    """The file that a node comes from, if it is not the file of its document.

    Args:
        node: The node, with its ``source``.
        docname: Its document.
        env: The environment.

    Returns:
        The path from the source folder, or the full path outside of it; empty for the document's own
        file.
    """
    own, source = str(env.doc2path(docname)), node.source
    if not source or source == own or source.startswith("<"):  # such as <rst_prolog>
        return ""
    # docutils gives the path of an included file relative to the working directory.
    path = os.path.normpath(Path(source).absolute())
    return "" if path == own else place_of(Path(path), Path(env.srcdir))


def location(env: BuildEnvironment, docname: str, line: int, file: str = "") -> tuple[str, int] | str:
    """A place in the form that Sphinx's warnings take.

    Args:
        env: The environment.
        docname: The document.
        line: The line (1-based); 0 if it is not known.
        file: The file that the document includes, if the place is there.
    """
    if file:
        return f"{Path(env.srcdir, file)}:{line or ''}"
    return (docname, line) if line else docname
