"""Name the documents that are not UTF-8. Sphinx stops at the first without naming it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxParallelError

from sphinx_glossterm.messages import Warn, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def name_documents(app: Sphinx, exception: Exception | None) -> None:
    """Warn of the documents that cannot be decoded, if that made the build fail (``build-finished``)."""
    # From a parallel process, only the name of the error arrives.
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
    """Register the check of documents after a failed build."""
    app.connect("build-finished", name_documents)
