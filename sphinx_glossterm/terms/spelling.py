"""One spelling for all spellings of a word: how words are compared when a reader looks for them.

Authors' references are compared more strictly (:func:`~sphinx_glossterm.terms.entry.fold`): an author
corrects them once, while a reader types what comes to hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

NUKTA_AND_JOINERS: Final = re.compile("[\u093c\u200c\u200d]")
# Each class's nasal with a virama, before a consonant of its class: the anusvara's long spelling. In
# loans न् stands for the others too (सेन्टर, बेन्च, इन्फ़्रा, लाइसेन्स); not before a vowel-like
# consonant or another nasal, where it is a sound of its own (अन्य, उन्हें, जन्म).
NASAL: Final = re.compile("ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[क-घच-झट-ढत-नप-भश-स])|म्(?=[प-म])")
_ANY_NASAL: Final = re.compile("[ङञणनम]्")
ANUSVARA: Final = "\u0902"
SIMPLER: Final = str.maketrans({"\u0901": ANUSVARA} | dict(zip("०१२३४५६७८९", "0123456789", strict=True)))


@lru_cache(maxsize=1 << 16)  # a glossary has some ten thousand words, and each many times
def fold(text: str) -> str:
    """The one spelling of a word or of several.

    In small letters and NFC, without nukta and joiners; chandrabindu, and a nasal with virama that
    only stands for it, as anusvara (हिन्दी as हिंदी); Devanagari digits as 0 to 9.

    ``search/hindi.js`` does the same in the browser.
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    whole = unicodedata.normalize("NFC", NUKTA_AND_JOINERS.sub("", parts))
    return NASAL.sub(ANUSVARA, whole.translate(SIMPLER))


def loosen(text: str) -> str:
    """*text* as the filter of an index compares it: folded, and every nasal with virama as anusvara.

    So what is typed finds its word before it is complete: हिन् may become हिन्दी, and finds हिंदी.
    ``static/glossterm.js`` does the same in the browser.
    """
    return _ANY_NASAL.sub(ANUSVARA, fold(text))
