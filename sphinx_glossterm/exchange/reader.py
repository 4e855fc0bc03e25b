"""The builder that the readings of all languages use: it reads documents, and writes nothing.

Every build loads this module, so it is small.
"""

from __future__ import annotations

from collections.abc import Set

from sphinx.builders import Builder
from sphinx.errors import SphinxError


class ExportError(SphinxError):
    """The glossary cannot be exported."""

    category = "Export error"


class GlossaryReader(Builder):
    """Reads documents, and writes nothing."""

    name = "glossterm"
    allow_parallel = True

    def get_outdated_docs(self) -> list[str]:
        """None, because no document has an output file."""
        return []

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """No document has an address."""
        return ""

    def write_documents(self, docnames: Set[str]) -> None:
        """Resolve nothing: only records are written."""
