"""The formats we read, by the suffix of the file name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import PurePath
from typing import Final

from sphinx_glossterm.exchange.incoming import Incoming, UnreadableError
from sphinx_glossterm.exchange.read_glosario import read_glosario
from sphinx_glossterm.exchange.read_json import read_json
from sphinx_glossterm.exchange.read_tables import read_csv, read_tsv
from sphinx_glossterm.exchange.read_tbx import read_tbx
from sphinx_glossterm.exchange.xml_tree import read_xml

Read = Callable[[bytes, str], Incoming]
"""Reads the content of a file. Texts that name no language are in the project's."""


def _read_vocabulary(content: bytes, language: str, *, syntax: str) -> Incoming:
    if find_spec("rdflib") is None:
        raise UnreadableError(
            1, 'SKOS needs rdflib, which is not installed: pip install "sphinx-glossterm[exchange]".'
        )
    from sphinx_glossterm.exchange.read_skos import read_skos  # rdflib may not be installed

    return read_skos(content, syntax, language)


def _read_xml(content: bytes, language: str) -> Incoming:
    """TBX, or SKOS in RDF/XML."""
    if read_xml(content).name == "RDF":
        return _read_vocabulary(content, language, syntax="xml")
    return read_tbx(content)


TABLES: Final = {".csv": read_csv, ".tsv": read_tsv, ".tab": read_tsv}
READERS: Final[Mapping[str, Read]] = {
    ".json": lambda content, _language: read_json(content),
    **dict.fromkeys([".tbx", ".xml", ".rdf"], _read_xml),
    **{
        suffix: partial(_read_vocabulary, syntax=syntax)
        for suffix, syntax in ((".ttl", "turtle"), (".nt", "nt"), (".jsonld", "json-ld"))
    },
    **dict.fromkeys([".yml", ".yaml"], lambda content, _language: read_glosario(content)),
}


def read_file(name: str, content: bytes, columns: Mapping[str, str], language: str) -> Incoming:
    """Read a file.

    Args:
        name: Its name; the suffix says which format it is.
        content: Its content.
        columns: The table's names for our columns.
        language: The project's language.

    Raises:
        UnreadableError: It cannot be read.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix not in {*TABLES, *READERS}:
        endings = ", ".join([*TABLES, *READERS])
        raise UnreadableError(1, f"its name does not say what it is: it ends in none of {endings}.")
    if not content.strip():
        raise UnreadableError(1, "it is empty.")
    if suffix in TABLES:
        return TABLES[suffix](content, columns, language)
    return READERS[suffix](content, language)
