"""The formats by name, as in ``glossterm_export`` and ``glossterm export -f``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import Final

from sphinx_glossterm.exchange.catalogue import write_catalogues
from sphinx_glossterm.exchange.jsonfile import write_json
from sphinx_glossterm.exchange.tables import write_csv, write_tsv
from sphinx_glossterm.exchange.tbx import write_tbx, write_tbx2
from sphinx_glossterm.exchange.termbase import Termbase

Write = Callable[[Termbase], dict[str, bytes]]
"""Makes the files of a format: contents by file name. A file without content is not written."""


def _write_skos(termbase: Termbase) -> dict[str, bytes]:
    from sphinx_glossterm.exchange.skos import write_skos  # rdflib may not be installed

    return write_skos(termbase)


WRITERS: Final[dict[str, Write]] = {
    "json": write_json,
    "csv": write_csv,
    "tsv": write_tsv,
    "skos": _write_skos,
    "tbx": write_tbx,
    "tbx2": write_tbx2,
    "po": write_catalogues,
}


def chosen(names: Iterable[str]) -> list[str]:
    """The formats to write, each once and in a fixed order.

    Args:
        names: The formats asked for. Without any, all formats that need no further library, so that the
            result does not depend on what is installed.
    """
    names = set(names)
    return [name for name in WRITERS if (name in names if names else name not in EXTRA)]


EXTRA: Final = {"skos": "rdflib"}
"""The formats that need a library which is not installed with the package."""


def lacking(names: Iterable[str]) -> str:
    """A message if a format needs a library that is not installed; otherwise empty."""
    for name in names:
        if name in EXTRA and find_spec(EXTRA[name]) is None:
            return (
                f'The format "{name}" needs {EXTRA[name]}, which is not installed. Install it with:'
                ' pip install "sphinx-glossterm[exchange]"'
            )
    return ""
