"""The formats by name, as ``glossterm_export`` and ``glossterm export -f`` have them."""

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
"""Makes the files of a format: content by name; without any content there is to be no such file."""


def _write_skos(termbase: Termbase) -> dict[str, bytes]:
    from sphinx_glossterm.exchange.skos import write_skos  # rdflib is not everybody's

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
        names: What is asked for; nothing means every format that needs no further library. So the
            files of a project do not depend on what happens to be installed.
    """
    names = set(names)
    return [name for name in WRITERS if (name in names if names else name not in EXTRA)]


EXTRA: Final = {"skos": "rdflib"}
"""The formats that need a library which is not installed with the package."""


def lacking(names: Iterable[str]) -> str:
    """What to say where a library is missing that a format needs; nothing where all are there."""
    for name in names:
        if name in EXTRA and find_spec(EXTRA[name]) is None:
            return (
                f'The format "{name}" needs {EXTRA[name]}, which is not installed. Install it with:'
                ' pip install "sphinx-glossterm[exchange]"'
            )
    return ""
