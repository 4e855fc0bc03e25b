"""Sphinx's search: words of every language of the site, hidden names, and one result for each entry.

:mod:`~sphinx_glossterm.write.search.words` handles words when pages are written; its twin ``words.js``
handles queries in the browser. ``static/glossterm-search.js`` repairs and sorts the results page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.html._assets import _JavaScript
from sphinx.search import languages

from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.languages import primary_of
from sphinx_glossterm.translate.site import published_languages
from sphinx_glossterm.write.html.visitors import STATIC_DIR, put_file
from sphinx_glossterm.write.search import names
from sphinx_glossterm.write.search.words import SearchWords, needs_words, search_in

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

SCRIPT: Final = "glossterm-search.js"


def choose_words(app: Sphinx, config: Config) -> None:
    """Use our search if Sphinx's would cut words of the site apart (``config-inited``).

    A project that chooses a search language, sets its options, or replaces Sphinx's, keeps its choice.
    """
    own = languages.get(config.language, "")
    if config.html_search_language or config.html_search_options or not _is_ours_or_sphinx(own):
        return
    site = {config.language, *published_languages(app.srcdir, config)}
    if any(map(needs_words, site)):
        chosen = search_in(config.language, has_hindi="hi" in map(primary_of, site))
        app.add_search_language(chosen)
        config.html_search_language = chosen.lang


def _is_ours_or_sphinx(search: object) -> bool:
    if not isinstance(search, type):
        return True
    return issubclass(search, SearchWords) or search.__module__.startswith("sphinx.search.")


def put_script(app: Sphinx, builder: Builder) -> None:
    """Copy the script to where the results page loads it (``write-started``)."""
    if _has_results(app):
        put_file(builder, STATIC_DIR / SCRIPT)


def add_script(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Load the script on the results page (``html-page-context``)."""
    if pagename == "search" and "script_files" in context and _has_results(app):
        # It must come after Sphinx's scripts, which it changes, and before the page is ready, when they
        # start. We do not add it to the builder, which forgets files only with its next page, and that
        # may belong to another build.
        context["script_files"] = [
            *context["script_files"],
            _JavaScript(f"_static/{SCRIPT}", defer="defer"),
        ]


def _has_results(app: Sphinx) -> bool:
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and builder.search and the_domain(app.env).is_used


def setup(app: Sphinx) -> None:
    """Register the search languages that Sphinx lacks, and the nodes with hidden names."""
    if "hi" not in languages:
        app.add_search_language(search_in("hi", has_hindi=True, name="hi"))
    # After the check of our options (400), which this reads.
    app.connect("config-inited", choose_words)
    app.connect("write-started", put_script)
    app.connect("html-page-context", add_script)
    names.setup(app)
