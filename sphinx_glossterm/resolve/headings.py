"""Headings of blocks in the interface's own words, as the output has them."""

from __future__ import annotations

from typing import Any

from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_heading
from sphinx_glossterm.doctree.words import NO_SEARCH, interface_word
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.post import GlosstermPostTransform


class HeadingWords(GlosstermPostTransform):
    """Put the words of the interface into the headings that no author has written.

    The doctree::

        <glossterm_heading classes="no-search"> <inline>
    """

    default_priority = 2  # before EntryRelations (4) and others, which add headings with words in them

    def run(self, **kwargs: Any) -> None:
        """Go through the headings of the document."""
        for heading in blocks_of(self.document, glossterm_heading):
            if name := heading.attributes.pop("label", ""):
                word = interface_word(Label[name], self.config)
                word["classes"].remove(NO_SEARCH)
                heading["classes"].append(NO_SEARCH)
                heading.children = []
                heading += word if word["classes"] else word.children
