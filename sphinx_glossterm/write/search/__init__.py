"""Hindi for Sphinx's search, and names in every language of the site.

:mod:`~sphinx_glossterm.write.search.hindi` is what Python does with a word when pages are written, and
``hindi.js`` what the reader's browser does with a query: each is the other's twin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.search import languages
from sphinx.search.en import SearchEnglish

from sphinx_glossterm.translate.site import published_languages
from sphinx_glossterm.write.search import names
from sphinx_glossterm.write.search.hindi import SearchEnglishAndHindi, SearchHindi

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def search_both(app: Sphinx, config: Config) -> None:
    """Let the English site of a project with Hindi take Hindi words for words (``config-inited``).

    Sphinx's own English search would cut them at every vowel sign. Whoever has chosen a language for
    the search, or has put another English one in Sphinx's place, keeps it.
    """
    if config.html_search_language or languages.get("en") is not SearchEnglish:
        return
    published = published_languages(app.srcdir, config)
    if _base(config.language) == "en" and "hi" in map(_base, published):
        config.html_search_language = SearchEnglishAndHindi.lang


def _base(language: str) -> str:
    return language.replace("-", "_").partition("_")[0]


def setup(app: Sphinx) -> None:
    """Register the search languages that Sphinx lacks, and what makes hidden names known to it."""
    if SearchHindi.lang not in languages:
        app.add_search_language(SearchHindi)
    app.add_search_language(SearchEnglishAndHindi)
    # After the check of our options (400), which this reads.
    app.connect("config-inited", search_both)
    names.setup(app)
