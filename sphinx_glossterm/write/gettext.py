"""Category and tag labels as messages, once for the whole project, in ``glossterm.pot``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin

from sphinx_glossterm.messages import LABEL_CATALOGUE
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def add_labels(app: Sphinx, builder: Builder) -> None:
    """Add every label with the places it is used in (``write-started``)."""
    if not isinstance(builder, MessageCatalogBuilder):
        return
    domain = the_domain(app.env)
    for entry in domain.glossary.own:
        origin = MsgOrigin(str(app.env.doc2path(entry.docname)), entry.line)
        for label in filter(None, (entry.category, *entry.tags)):
            builder.catalogs[LABEL_CATALOGUE].add(label, origin)


def setup(app: Sphinx) -> None:
    """Add the labels when catalogues are about to be written."""
    app.connect("write-started", add_labels)
