"""``termindex``: a list of terms."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_index
from sphinx_glossterm.messages import Warn
from sphinx_glossterm.read.base import GlosstermDirective
from sphinx_glossterm.read.ids import claim
from sphinx_glossterm.terms.entry import split_list

GROUPS = ("letter", "category", "none")
STYLES = ("list", "cards", "table", "abbreviations", "languages")
SCOPES = ("all", "used", "page")


class TermIndexDirective(GlosstermDirective):
    """``termindex``: a list of all or some terms, grouped by letter or category.

    The doctree has a placeholder, which is filled in after the whole project has been read
    (:class:`sphinx_glossterm.resolve.indexes.IndexLists`)::

        <glossterm_index classes="glossterm-index" group=... style=... scope=... glossary=...
                         category=... tags=... filter=...>
    """

    known_options: ClassVar = {
        "glossary": (
            "List only the entries of this glossary. Without a value: of the default one, which has no"
            " name. Without the option: of all."
        ),
        "category": "List only the entries of this category.",
        "tags": "List only the entries that have one of these tags.",
        "group": '"letter" (the default), "category" or "none".',
        "style": '"list" (the default), "cards", "table", "abbreviations" or "languages".',
        "scope": (
            '"all" (the default), "used" for entries that the project refers to, or "page" for'
            " those that this page mentions."
        ),
        "nofilter": "Leave out the field and the buttons that filter the list.",
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, after any content of the directive."""
        if self.title:
            self.warn(Warn.OPTION, f'"termindex" takes no title; "{self.title}" is ignored.')
        self.check_options()
        scope = self.choice_option("scope", SCOPES, SCOPES[0])
        is_box = scope == "page"
        index = glossterm_index(
            classes=["glossterm-index"],
            docname=self.env.docname,
            group=self.choice_option("group", GROUPS, "none" if is_box else GROUPS[0]),
            style=self.choice_option("style", STYLES, STYLES[0]),
            scope=scope,
            glossary=self.glossary_option(None),
            category=self.text_option("category"),
            tags=list(split_list(self.text_option("tags"))),
            filter=not (self.flag_option("nofilter") or is_box),
        )
        self.set_source_info(index)
        claim(self.state.document, index, "glossterm-index", yielding=True)
        return [*self.parse_body(), index]
