"""Which document is not UTF-8: Sphinx stops at it, and does not say which it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxParallelError

from sphinx_glossterm.messages import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def name_documents(app: Sphinx, exception: Exception | None) -> None:
    """Name the documents that cannot be decoded, if a build has failed for that (``build-finished``)."""
    # A process that read some of the documents hands on the name of what went wrong.
    in_process = isinstance(exception, SphinxParallelError) and "UnicodeDecodeError" in str(exception)
    if not in_process and not isinstance(exception, UnicodeDecodeError):
        return
    encoding = app.config.source_encoding
    for docname in sorted(app.env.found_docs):
        content = Path(app.env.doc2path(docname)).read_bytes()
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            name = "UTF-8" if encoding.startswith("utf-8") else encoding
            message = f"This document is not {name}, so Sphinx cannot read it. Save it as {name}."
            warn(Warn.ENCODING, message, location=(docname, line))


def setup(app: Sphinx) -> None:
    """Look at the documents if a build has failed."""
    app.connect("build-finished", name_documents)
