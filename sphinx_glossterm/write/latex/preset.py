"""LaTeX for languages in Devanagari: engine, fonts, language and index, where the author has set none.

Sphinx knows no such language: its defaults end in an error with pdfLaTeX, in broken conjuncts with
XeLaTeX. What is set here is what one would write into conf.py; it is filled in value by value, and
never in the place of what the author has set.
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
# The names that Babel (the LaTeX package) has for the languages; Hindi stands in where it has none.
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
# The language by Babel's own data, as there is an old package that has another "hindi"; and words in
# Latin letters are divided as in English.
_BABEL: Final = (
    r"\usepackage[english,main={language},provide=*]{{babel}}"
    "\n"
    r"\babelprovide[import,onchar=ids]{{english}}"
)
# Whoever has set one of these has chosen fonts, or how letters reach them.
_CHOICES: Final = {"babel", "polyglossia", "multilingual", "inputenc", "utf8extra", "fontenc", "fontpkg"}
# Values that mean nothing without each other: whoever has set one decides about all.
_GROUPS: Final = ({"babel", "polyglossia", "multilingual"}, {"makeindex", "printindex"})

_US_LETTER: Final = {"en", "en-US"}
_SPHINX_THEMES: Final = {"manual", "howto"}


def _primary(language: str) -> str:
    return language.replace("-", "_").split("_")[0].lower()


def babel_language(language: str) -> str:
    """What Babel calls a language in Devanagari; empty for any other."""
    return LANGUAGES.get(_primary(language), "")


def fill_in(app: Sphinx, config: Config) -> None:
    """Set what the build needs and the author has not set (``config-inited``).

    A build in Devanagari needs all of it. A build in another language of a site that is published in
    one, too, has words of it, and needs the fonts; but there the author's own choices may well do, so
    that any choice of engine or fonts leaves all as it is.
    """
    language = babel_language(config.language)
    chosen_engine = ""
    # An extension before us may have chosen it, too.
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
    """Set the paper of books with entries: A4, as Sphinx has US letter for every language.

    English that does not say from where, or says the United States, stays on that; so does a book whose
    author has written of any paper, or has a theme of his own.
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
        # Polyglossia does not get on with these fonts.
        "polyglossia": "",
        "babel": r"\usepackage{babel}",
        "fontpkg": r"\usepackage[latin]{glosstermfonts}",
        # What Sphinx would call for the index lumps all letters of Devanagari together.
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
    """Fill in before the values are used, and before Sphinx checks them (800)."""
    # After our own check of values (400), and after conf.py and other extensions (500).
    app.connect("config-inited", fill_in, priority=700)
    app.connect("builder-inited", forget_languages)
