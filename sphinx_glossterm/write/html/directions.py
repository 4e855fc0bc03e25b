"""Mark the direction of text with ``dir``, where it differs from the text around it.

Docutils writes ``lang`` from a class, but has nothing for ``dir``. So words of the other direction get
their own element. On pages from right to left, our elements get the attribute, and so does the page if
the theme does not set it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_glossterm.doctree.languages import Direction, direction_of
from sphinx_glossterm.doctree.nodes import VOCABULARY, glossterm_phrase, language_class
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.terms.languages import tag_of

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_glossterm.resolve.domain import GlosstermDomain

_FALLBACK = "en"  # of the interface's words


class DirectionMarks(GlosstermPostTransform):
    """Put words of the other direction into elements of their own.

    The doctree afterwards::

        <paragraph classes="glossterm-ltr">
            <glossterm_phrase language="en" direction="ltr">
    """

    default_priority = 705  # after HtmlOutline (700), and after everything that marks languages
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Mark the document."""
        mark_directions(self.document, other_directions(self.domain))


def other_directions(domain: GlosstermDomain) -> dict[str, tuple[str, Direction]]:
    """The languages with the other direction than the page, by their classes."""
    config = domain.env.config
    page = direction_of(config.language)
    languages = {config.glossterm_source_language, _FALLBACK, *domain.remotes.languages}
    return {
        language_class(language): (tag_of(language), direction_of(language))
        for language in languages
        if direction_of(language) != page
    }


def mark_directions(root: nodes.Element, others: Mapping[str, tuple[str, Direction]]) -> None:
    """Mark *root* and its content where they are in the languages *others*."""
    if not others:
        return
    for node in list(root.findall(nodes.Element)):
        found = next((name for name in node["classes"] if name in others), None)
        if found is None:
            continue
        language, direction = others[found]
        node["classes"].remove(found)
        phrase = glossterm_phrase("", "", *node.children, language=language, direction=direction)
        node.children = []
        node += phrase
        if not isinstance(node, nodes.Inline):
            node["classes"].append(_side(direction))


def attributes(language: str, config: Config) -> str:
    """``lang`` and, where it is needed, ``dir`` of an element in another language than the page's."""
    return f' lang="{tag_of(language)}"{direction_attribute(language, config)}'


def direction_attribute(language: str, config: Config) -> str:
    """The ``dir`` attribute for a language with the other direction; otherwise empty."""
    direction = direction_of(language)
    return f' dir="{direction}"' if direction != direction_of(config.language) else ""


def is_right_to_left(config: Config) -> bool:
    """Whether the pages of a build are written from right to left."""
    return direction_of(config.language) == "rtl"


def page_direction(config: Config) -> str:
    """The ``dir`` attribute for our elements on a page from right to left; otherwise empty."""
    return ' dir="rtl"' if is_right_to_left(config) else ""


def side_class(language: str, config: Config) -> str:
    """The class of a block in another language, after a space, if it has the other direction."""
    direction = direction_of(language)
    return f" {_side(direction)}" if direction != direction_of(config.language) else ""


def _side(direction: Direction) -> str:
    # A block begins on its own side, by the style: no writer gives a paragraph the attribute.
    return f"glossterm-{direction}"


def own_direction(config: Config, around: Iterable[nodes.Node]) -> dict[str, Any]:
    """The same for a node. Inside another node of ours it is not needed."""
    if not is_right_to_left(config) or any(isinstance(node, VOCABULARY) for node in around):
        return {}
    return {"dir": "rtl"}
