"""Interface words in a doctree. They are not part of the project's text, so the search skips them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import language_class
from sphinx_glossterm.messages import Label, word

if TYPE_CHECKING:
    from sphinx.config import Config

NO_SEARCH: Final = "no-search"
"""The class of nodes that Sphinx's search skips."""


def interface_word(which: Label, config: Config, *classes: str, is_label: bool = False) -> nodes.inline:
    """An interface word, marked with its language if that is not the build's.

    The doctree::

        <inline classes="CLASSES no-search"> | <inline classes="CLASSES no-search language-en">

    Args:
        which: The word.
        config: The configuration.
        classes: Classes of the node.
        is_label: Whether it comes before what it labels, with a colon or what the language uses.
    """
    shown = word(which, config)
    text = shown.text
    if is_label:
        form = Label.LABELLED.value if shown.language else word(Label.LABELLED, config).text
        text = form.replace("{label}", text)
    marks = [language_class(shown.language)] if shown.language else []
    return nodes.inline("", text, classes=[*classes, NO_SEARCH, *marks])
