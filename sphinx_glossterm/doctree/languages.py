"""Facts about languages: direction, own name, and whether a text may be in a language."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from babel import Locale, UnknownLocaleError

from sphinx_glossterm.terms.languages import script_of, tag_of

Direction = Literal["ltr", "rtl"]

_LATIN: Final = "Latn"
_RIGHT_TO_LEFT: Final = frozenset(
    {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)


def direction_of(language: str) -> Direction:
    """The direction of a language, which is that of its script.

    It is the one that CLDR gives. Babel would load the whole locale for it, in every build.

    >>> [direction_of(name) for name in ("de", "ur", "ar_EG", "az@arabic", "xx")]
    ['ltr', 'rtl', 'rtl', 'rtl', 'ltr']
    """
    return "rtl" if script_of(language) in _RIGHT_TO_LEFT else "ltr"


def own_name_of(language: str) -> str:
    """The name of a language in itself, from CLDR; the tag if CLDR does not know it.

    >>> [own_name_of(name) for name in ("de", "hi", "ur", "zh", "xx")]
    ['Deutsch', 'हिन्दी', 'اردو', '中文', 'xx']
    """
    try:
        return Locale.parse(tag_of(language), sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def is_written_in(text: str, language: str) -> bool:
    """Whether *text* may be in a language: it has no letters, or some in that language's script.

    Only Latin and other letters are told apart, which is enough for names: API in Hindi documents.

    >>> [is_written_in(text, "hi") for text in ("टोकन", "API कुंजी", "API", "42")]
    [True, True, False, True]
    """
    if text.isascii() and script_of(language) == _LATIN:
        return True
    letters = [char for char in unicodedata.normalize("NFKD", text) if char.isalpha()]
    latin = sum(map(_is_latin, letters))
    of_script = latin if script_of(language) == _LATIN else len(letters) - latin
    return not letters or of_script > 0


def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "").startswith("LATIN")
