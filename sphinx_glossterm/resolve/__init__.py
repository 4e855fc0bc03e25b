"""Resolve: fill in whatever depends on other documents, before pages are written.

The domain finds entries, and views decide what is shown. Document records in the store are only read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinx_glossterm.resolve import autolinks, domain, parents
from sphinx_glossterm.resolve.entries import EntryParts
from sphinx_glossterm.resolve.headings import HeadingWords
from sphinx_glossterm.resolve.indexes import IndexLists, LetterBars
from sphinx_glossterm.resolve.languages import LanguageLinks, LanguageMarks
from sphinx_glossterm.resolve.maps import MapLists
from sphinx_glossterm.resolve.plain_mentions import PlainMentions
from sphinx_glossterm.resolve.references import BuiltinReferences, TermReferences
from sphinx_glossterm.resolve.relations import EntryRelations
from sphinx_glossterm.resolve.translated import TranslatedReferences

if TYPE_CHECKING:
    from sphinx.application import Sphinx

POST_TRANSFORMS: Final = (
    LanguageMarks,
    PlainMentions,
    HeadingWords,
    EntryParts,
    EntryRelations,
    LanguageLinks,
    IndexLists,
    LetterBars,
    MapLists,
    TermReferences,
    BuiltinReferences,
    TranslatedReferences,
)


def setup(app: Sphinx) -> None:
    """Register the domain, and everything that uses it."""
    domain.setup(app)
    autolinks.setup(app)
    parents.setup(app)
    for transform in POST_TRANSFORMS:
        app.add_post_transform(transform)
