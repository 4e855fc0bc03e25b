"""Fill in the headings that are interface words, in the language of the output."""

from __future__ import annotations

from typing import Any

from sphinx_glossterm.doctree.nodes import blocks_of, glossterm_heading
from sphinx_glossterm.doctree.words import NO_SEARCH, interface_word
from sphinx_glossterm.messages import Label
from sphinx_glossterm.resolve.post import GlosstermPostTransform


class HeadingWords(GlosstermPostTransform):
    """Put interface words into the headings that the author did not write.

    The doctree::

        <glossterm_heading classes="no-search"> <inline>
    """

    default_priority = 2  # before EntryRelations (4) and others, which add complete headings

    def run(self, **kwargs: Any) -> None:
        """Fill in the headings of the document."""
        for heading in blocks_of(self.document, glossterm_heading):
            if name := heading.attributes.pop("label", ""):
                word = interface_word(Label[name], self.config)
                word["classes"].remove(NO_SEARCH)
                heading["classes"].append(NO_SEARCH)
                heading.children = []
                heading += word if word["classes"] else word.children
