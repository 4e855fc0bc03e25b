"""Where something is written: in the file of its document, or in one that the document includes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_glossterm.translate.po_files import place_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def included_file(node: nodes.Node, docname: str, env: BuildEnvironment) -> str:
    """The file that a node comes from, if that is not the file of its document.

    Args:
        node: The node, with its source.
        docname: Its document.
        env: The environment.

    Returns:
        The path from the source folder, or the whole one outside of it; empty for the document's own.
    """
    own, source = str(env.doc2path(docname)), node.source
    if not source or source == own or source.startswith("<"):  # such as <rst_prolog>
        return ""
    # docutils has the path of what is included from where the build runs.
    path = os.path.normpath(Path(source).absolute())
    return "" if path == own else place_of(Path(path), Path(env.srcdir))


def location(env: BuildEnvironment, docname: str, line: int, file: str = "") -> tuple[str, int] | str:
    """A place as Sphinx takes it for a warning.

    Args:
        env: The environment.
        docname: The document.
        line: The line (1-based); 0 where it is not known.
        file: The file that the document includes, if it is written there.
    """
    if file:
        return f"{Path(env.srcdir, file)}:{line or ''}"
    return (docname, line) if line else docname
