"""``termmap``: a map of entries and their relations."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinx_glossterm.doctree.nodes import glossterm_map
from sphinx_glossterm.messages import Warn
from sphinx_glossterm.read.base import GlosstermDirective
from sphinx_glossterm.read.ids import claim
from sphinx_glossterm.terms.entry import split_list


class TermMapDirective(GlosstermDirective):
    """``termmap``: entries and their relations, of the whole glossary or a part of it.

    The doctree has a placeholder, which is filled in after the whole project has been read
    (:class:`sphinx_glossterm.resolve.maps.MapLists`)::

        <glossterm_map classes="glossterm-map" glossary=... category=... tags=... around=...
                       depth=...>
            <paragraph classes="glossterm-map-caption"> the caption, a message of its own
    """

    known_options: ClassVar = {
        "glossary": (
            "Show only the entries of this glossary. Without a value: of the default one, which has no"
            " name. Without the option: of all."
        ),
        "category": "Show only the entries of this category.",
        "tags": "Show only the entries that have one of these tags.",
        "around": "Show this entry and those related to it.",
        "depth": 'With "around": how many relations away entries may be. The default is one.',
        "caption": "The caption of the map.",
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder, after any content of the directive."""
        if self.title:
            self.warn(
                Warn.OPTION,
                f'"termmap" takes no title; "{self.title}" is ignored. Write ":caption:" for one.',
            )
        self.check_options()
        around = self.text_option("around")
        node = glossterm_map(
            classes=["glossterm-map"],
            docname=self.env.docname,
            glossary=self.glossary_option(None),
            category=self.text_option("category"),
            tags=list(split_list(self.text_option("tags"))),
            around=around,
            depth=self._depth(),
        )
        if "depth" in self.options and not around:
            self.warn(
                Warn.OPTION,
                '":depth:" counts from the entry named in ":around:", which is missing. Add'
                ' ":around:", or remove ":depth:".',
            )
        self.set_source_info(node)
        claim(self.state.document, node, "glossterm-map", yielding=True)
        if caption := self.text_option("caption"):
            node += self.message(nodes.paragraph(classes=["glossterm-map-caption"]), caption)
        return [*self.parse_body(), node]

    def _depth(self) -> int:
        value = self.text_option("depth") or "1"
        # Only ASCII: for "²", isdigit() is true, but int() fails.
        if value.isascii() and value.isdigit() and int(value[:9]) > 0:
            return int(value[:9])
        self.warn(
            Warn.OPTION,
            f'":depth:" cannot be "{value}": it takes a whole number, 1 or more. "1" is used instead.',
        )
        return 1
