"""Catalogues of messages: comments for translators, and category and tag labels.

Labels are messages once for the whole project, in ``glossterm.pot``. Every catalogue has comments.
Sphinx's template for catalogues has no place for them, so ours adds them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx import package_dir
from sphinx.builders.gettext import MessageCatalogBuilder, MsgOrigin

from sphinx_glossterm.messages import LABEL_CATALOGUE
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

_TEMPLATE: Final = "message.pot.jinja"
_OURS: Final = Path(__file__).parent / "pot"
_SPHINX: Final = Path(package_dir, "templates")
_KINDS: Final = {"glossary": "Glossary", "category": "Category", "tag": "Tag"}


def add_comments(app: Sphinx, builder: Builder) -> None:
    """Let catalogues have comments for translators (``write-started``).

    A project's own template takes precedence. If Sphinx moves its template, there are no comments.
    """
    if not isinstance(builder, MessageCatalogBuilder) or not the_domain(app.env).glossary:
        return
    from sphinx_glossterm.write.message_comments import CommentedCatalog

    made = partial(CommentedCatalog, builtin=app.config.glossterm_builtin)
    builder.catalogs = defaultdict(made, builder.catalogs)
    if Path(_SPHINX, "gettext", _TEMPLATE).is_file():
        app.config.templates_path = [*app.config.templates_path, str(_OURS), str(_SPHINX)]


def add_labels(app: Sphinx, builder: Builder) -> None:
    """Add every label with the places it is used in (``write-started``)."""
    if not isinstance(builder, MessageCatalogBuilder):
        return
    from sphinx_glossterm.write.message_comments import CommentedCatalog

    domain = the_domain(app.env)
    for entry in domain.glossary.own:
        origin = MsgOrigin(str(app.env.doc2path(entry.docname)), entry.line)
        for kind, label in entry.labels:
            catalogue = builder.catalogs[LABEL_CATALOGUE]
            catalogue.add(label, origin)
            if isinstance(catalogue, CommentedCatalog):
                catalogue.comment(label, _KINDS[kind])


def setup(app: Sphinx) -> None:
    """Add comments and labels when catalogues are about to be written."""
    app.connect("write-started", add_comments)
    app.connect("write-started", add_labels)
