"""LaTeX for languages in Devanagari: engine, fonts, language and index, unless the author sets them.

Sphinx does not know these languages: with its defaults, pdfLaTeX stops, and XeLaTeX breaks conjuncts.
This module sets what an author would write into conf.py, value by value, and never overrides what the
author has set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils.writers.latex2e import Babel
from sphinx.builders.latex import default_latex_engine

from sphinx_glossterm.config import is_chosen
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.write.latex.printed_index import PRINT_INDEX

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

ENGINE: Final = "lualatex"
# The names of the languages in Babel (the LaTeX package). Hindi stands in for those without one.
LANGUAGES: Final = {
    "hi": "hindi",
    "mr": "marathi",
    "ne": "nepali",
    "sa": "sanskrit",
    "kok": "konkani",
    "brx": "bodo",
    "mai": "hindi",
    "bho": "hindi",
    "doi": "hindi",
}
# The language comes from Babel's own data, because an old package has another "hindi". Words in Latin
# letters are hyphenated as in English.
_BABEL: Final = (
    r"\usepackage[english,main={language},provide=*]{{babel}}"
    "\n"
    r"\babelprovide[import,onchar=ids]{{english}}"
)
# An author who sets one of these has chosen fonts or encodings.
_CHOICES: Final = {"babel", "polyglossia", "multilingual", "inputenc", "utf8extra", "fontenc", "fontpkg"}
# Values that only work together: an author who sets one decides about all.
_GROUPS: Final = ({"babel", "polyglossia", "multilingual"}, {"makeindex", "printindex"})

_US_LETTER: Final = {"en", "en-US"}
_SPHINX_THEMES: Final = {"manual", "howto"}


def _primary(language: str) -> str:
    return language.replace("-", "_").split("_")[0].lower()


def babel_language(language: str) -> str:
    """Babel's name for a language in Devanagari; empty for any other."""
    return LANGUAGES.get(_primary(language), "")


def fill_in(app: Sphinx, config: Config) -> None:
    """Set the values that the build needs, unless the author has set them (``config-inited``).

    A build in Devanagari needs all of them. A build in another language of such a site shows words in
    Devanagari, and needs the fonts; but there, if the author has chosen an engine or fonts, nothing is
    changed.
    """
    language = babel_language(config.language)
    chosen_engine = ""
    # An extension before us may have chosen it as well.
    if is_chosen(config, "latex_engine") or config.latex_engine != default_latex_engine(config):
        chosen_engine = config.latex_engine
    if chosen_engine not in {"", ENGINE}:
        return
    if not language:
        among = any(map(babel_language, config.glossterm_languages))
        if not among or chosen_engine or not _CHOICES.isdisjoint(config.latex_elements):
            return
    own = config.latex_elements
    elements = _elements(language)
    for group in _GROUPS:
        if not group.isdisjoint(own):
            elements = {key: value for key, value in elements.items() if key not in group}
    config.latex_engine = ENGINE
    config.latex_elements = {**elements, **own}
    if language and "babel" in elements:
        _teach_babel(config.language, language)


def choose_paper(config: Config) -> None:
    """Set the paper of books with entries to A4. Sphinx uses US letter for every language.

    US letter stays for English without a country or of the United States, and for a book whose author
    sets a paper size or has their own theme.
    """
    themes = {str(document[4]) for document in config.latex_documents}
    if (
        tag_of(config.language) in _US_LETTER
        or not themes <= _SPHINX_THEMES
        or any("paper" in f"{key}{value}" for key, value in config.latex_elements.items())
    ):
        return
    config.latex_elements = {"papersize": "a4paper", **config.latex_elements}


def _elements(language: str) -> dict[str, Any]:
    elements = {
        # Polyglossia does not work with these fonts.
        "polyglossia": "",
        "babel": r"\usepackage{babel}",
        "fontpkg": r"\usepackage[latin]{glosstermfonts}",
        # Sphinx's program for the index puts all Devanagari letters under one heading.
        "makeindex": "",
        "printindex": PRINT_INDEX,
    }
    if language:
        elements |= {
            "babel": _BABEL.format(language=language),
            "fontpkg": r"\usepackage{glosstermfonts}",
            # Devanagari is set smaller than Latin letters of the same size.
            "pointsize": "11pt",
        }
    return elements


# ---------------------------------------------------------------------------------------------
# Sphinx asks docutils for Babel's name of the language, and warns, with no type that could be
# suppressed, if there is none. It asks once, when it makes its builder; so docutils knows the name
# until then, and no longer.

_taught: Final[set[str]] = set()


def _teach_babel(tag: str, language: str) -> None:
    key = _primary(tag)
    if key not in Babel.language_codes:
        Babel.language_codes[key] = language
        _taught.add(key)


def forget_languages(app: Sphinx) -> None:
    """Leave docutils as it was (``builder-inited``)."""
    while _taught:
        Babel.language_codes.pop(_taught.pop(), None)


def setup(app: Sphinx) -> None:
    """Register the handlers, which run before Sphinx checks the values (800)."""
    # After our own check of values (400), and after conf.py and other extensions (500).
    app.connect("config-inited", fill_in, priority=700)
    app.connect("builder-inited", forget_languages)
