"""Publish a site's glossary for other projects, as ``glossterm.json`` beside ``objects.inv``.

It has the format of the export, the language of the build, and the address of each entry.
"""

from __future__ import annotations

from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.builders.html import INVENTORY_FILENAME, StandaloneHTMLBuilder

from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.freshness.stale import ledger_of
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.write.html.single_page import one_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_glossterm.exchange.termbase import Concept

PUBLISHED: Final = "glossterm.json"
_FOLDER: Final = "./"  # a fragment alone would point into the JSON file


def publish(app: Sphinx, exception: Exception | None) -> None:
    """Write the glossary if the project wants it; otherwise delete an earlier one.

    At ``build-finished``, for builders that write an inventory.
    """
    builder, path = app.builder, Path(app.outdir, PUBLISHED)
    if exception is not None or not isinstance(builder, StandaloneHTMLBuilder):
        return
    if not Path(app.outdir, INVENTORY_FILENAME).is_file():
        return
    if app.config.glossterm_publish:
        if not (ledger_of(app).is_complete and path.is_file()):
            replace(path, _published(app, builder))
    elif path.is_file():
        from sphinx_glossterm.exchange.jsonfile import (
            SCHEMA_URN,
        )  # imported late, because every build loads this module

        with path.open("rb") as file:
            begin = file.read(100)
        if SCHEMA_URN.rpartition(":")[0].encode() in begin:  # otherwise it is not ours
            path.unlink()


def _published(app: Sphinx, builder: StandaloneHTMLBuilder) -> bytes:
    """The content of the file."""
    from sphinx_glossterm.exchange.jsonfile import published_json  # see above
    from sphinx_glossterm.exchange.readings import reading
    from sphinx_glossterm.exchange.termbase import merge_one

    source = app.config.glossterm_source_language
    termbase = merge_one(reading(app), source, collator(source))
    concepts = tuple(changed(concept, page=_address(concept, builder)) for concept in termbase.concepts)
    return published_json(changed(termbase, concepts=concepts))


def _address(concept: Concept, builder: StandaloneHTMLBuilder) -> str:
    """The address of an entry, as seen from the site's root."""
    if page := one_page(builder):
        root = f"{builder.config.root_doc}{builder.out_suffix}"
        return root + page.address(concept.document, concept.anchor)
    return f"{builder.get_target_uri(concept.document) or _FOLDER}#{concept.anchor}"


def setup(app: Sphinx) -> None:
    """Publish when everything is written, and before the ledger records that (900)."""
    app.connect("build-finished", publish)
