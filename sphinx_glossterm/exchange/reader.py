"""Reads a project in one language, in a process of its own.

``python -m sphinx_glossterm.exchange.reader ORDER FILE`` does what the :class:`Order` in the first file
says, and writes a :class:`Reading` into the second.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_glossterm.cli.outcome import attempt
from sphinx_glossterm.exchange.builder import GlossaryReader
from sphinx_glossterm.exchange.readings import Order, reading
from sphinx_glossterm.exchange.termbase import Reading


class _Reader(Sphinx):
    """Sphinx, with the builder replaced by one that reads and no more."""

    def preload_builder(self, name: str) -> None:
        """Replace it where builders are looked up: before any can have been made."""
        super().preload_builder(name)
        self.add_builder(GlossaryReader, override=True)


def read(order: Order) -> Reading:
    """Read the project as *order* says."""
    with (
        tempfile.TemporaryDirectory(prefix="glossterm-") as folder,
        patch_docutils(order.confdir),
        docutils_namespace(),
    ):
        app = _Reader(
            order.srcdir,
            order.confdir,
            folder,
            order.doctreedir,
            GlossaryReader.name,
            confoverrides=order.overrides,
            status=None,
            warning=sys.stderr,
            tags=order.tags,
            parallel=order.jobs,
        )
        app.build()
        return reading(app)


def main(arguments: Sequence[str]) -> int:
    """Do it."""
    asked, answer = map(Path, arguments)
    order = pickle.loads(asked.read_bytes())
    assert isinstance(order, Order)
    return attempt(lambda: answer.write_bytes(pickle.dumps(read(order))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
