"""Add our names to the project's inventory, among Sphinx's own terms.

A project without this extension can then link to them with plain ``:term:`` through intersphinx.
Sphinx's own domain, from which the inventory is made, does not know them.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.freshness.stale import ledger_of
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_glossterm.terms.known import KnownName

_HEADER: Final = 4
"""The lines before the compressed part, in version 2 of the format."""
_KIND: Final = " std:term "


def add_names(app: Sphinx, exception: Exception | None) -> None:
    """Add the names of entries to ``objects.inv`` (``build-finished``)."""
    builder, path = app.builder, Path(app.outdir, INVENTORY_FILENAME)
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if ledger_of(app).is_complete or not path.is_file():  # it has them already, or there is none
        return
    if names := the_domain(app.env).names:
        replace(path, with_names(path.read_bytes(), builder, names))


def with_names(content: bytes, builder: Builder, names: Iterable[KnownName]) -> bytes:
    """An inventory with more terms.

    Args:
        content: The inventory, as Sphinx has written it.
        builder: The builder, which knows the addresses of documents.
        names: The names. Names that are already in the inventory stay.
    """
    *header, body = content.split(b"\n", _HEADER)
    lines = zlib.decompress(body).decode().splitlines(keepends=True)
    known = {line.partition(_KIND)[0] for line in lines if _KIND in line}
    lines += [_line(builder, name) for name in names if name.name not in known]
    # At its default level zlib takes a third of the time of its best one, and as little room.
    return b"\n".join([*header, zlib.compress("".join(lines).encode())])


def _line(builder: Builder, known: KnownName) -> str:
    name, anchor = known.name, known.anchor
    if anchor.endswith(name):
        anchor = anchor.removesuffix(name) + "$"  # as Sphinx does: it saves a quarter
    return f"{name}{_KIND}-1 {builder.get_target_uri(known.docname)}#{anchor} -\n"


def setup(app: Sphinx) -> None:
    """Add our names after Sphinx has written its own, and before the ledger is saved (900)."""
    app.connect("build-finished", add_names)
