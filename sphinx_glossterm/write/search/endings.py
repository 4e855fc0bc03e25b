"""Remove the endings of Hindi words, so that all forms of a word become one, with few false matches.

This is our own stemmer. Snowball's removes ता, ती, ना and नी as verb endings, but does not know the
plurals of nouns with these endings (गलती, but not गलतियाँ). It does not know how vowels change each
other (नया and नई, सोना and सोया), and may leave only one letter of a short word (खाता, खाना and खाई).

Here an ending is removed only if the rest can be a root with that ending:

=======  ===================================================================================
word     two syllables or more. A consonant with its own *a* is one, also at the end (घर).
verb     the same, ending in a consonant: कर, समझ. If ा precedes the ending, it stays: बना, दिखा,
         which are other verbs than बन and दिख.
light    two or three consonants with short vowels, as most verbs in ा have: so बनाएँ is of बना,
         but भाषाएँ has the plural's ending, and is of भाष, like भाषा.
short    a verb of one syllable, ending in a vowel: खा, सो. Without ता, as nouns end so (खाता,
         जूता) more often than such verbs are written in that form.
letter   one consonant: what is left of पी and छू in पिया and छुआ
cluster  one consonant, or several without a vowel: what is left of स्त्री in स्त्रियाँ
other    anything in another script: APIओं
=======  ===================================================================================

``tests/unit/test_stemming.py`` measures what these rules find, and which words they wrongly join.
``endings.js`` has the same tables.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

ROOTS: Final = {
    "word": "([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्)).*([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्))",
    "verb": "^(?=.*[क-ह]$).*([ऄ-औॠॡॲ-ॷ]|[क-हॸ-ॿ](?!्)).+",
    "light": "^[अइउक-ह][िु]?[क-ह]([ुं]*[क-ह])?$",
    "short": "^(([क-ह]्)*[क-ह][ाीूेो]|आ)$",
    "letter": "^[क-ह]$",
    "cluster": "^([क-ह]्)*[क-ह]$",
    "other": "[^ऀ-ॿ]$",
}
"""What may come before an ending, as regular expressions for both Python and JavaScript.

None takes quadratic time, because the text may not be a word at all.
"""

ENDINGS: Final = """
    light+ा: ाएं
    word: ा े ी ि ो ों ें ां ीं ् एं ओं ाएं ाओं िए िया ियां ियों ियाएं ियाओं
    word+ु: ू ुएं ुओं
    verb: ना ने नी नि नाएं नाओं नियां नियों ता ते ती ति तीं ताएं ताओं तियां तियों
    verb: कर िए िएगा ियो ूं ूंगा ूंगी ेगा ेगी ेंगे ेंगी
    verb+ा: ाना ाने ानी ानि ानाएं ानाओं ानियां ानियों
    verb+ा: ाता ाते ाती ाति ातीं ाताएं ाताओं ातियां ातियों
    verb+ा: ाया ाई ाईं ाइयां ाइयों ाकर ाए ाओ ाइए ाइएगा ाइयो ाऊं ाऊंगा ाऊंगी ाएगा ाएगी ाएंगे ाएंगी ाओगे ाओगी
    short: ना ने नाएं नाओं या यां ई ईं इयां इयों
    short: कर ए एं ओ इए इएगा इयो ऊं ऊंगा ऊंगी एगा एगी एंगे एंगी ओगे ओगी
    letter+ी: ीजिए ीजिएगा िया िए िएं ियो ियूं िएगा िएगी िएंगे िएंगी
    letter+ू: ुआ ुआं ुई ुईं ुए ुएं ुओं ुऊं ुएगा ुएगी ुएंगे ुएंगी ुइयां ुइयों
    cluster+ी: ियां ियों
    other: ओं ों एं ें
"""
"""For each kind of root, its endings. After ``+`` stands what replaces the ending."""


@cache
def _table() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """For each ending, the roots it follows and what replaces it; made on first use."""
    table: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for line in ENDINGS.strip().splitlines():
        kind, _, endings = line.strip().partition(": ")
        root, _, instead = kind.partition("+")
        for ending in endings.split():
            table.setdefault(ending, []).append((re.compile(ROOTS[root]), instead))
    return table


_LONGEST: Final = max(len(ending) for ending in ENDINGS.split() if not ending.endswith(":"))
_SOUNDS: Final = str.maketrans("ऑॉ", "ओो")
_GLIDE: Final = re.compile("([ािीुूेोइ])य([िीे])")
_AFTER_CONSONANT: Final = re.compile("([क-ह])([ईए])(ं?)$")
_VOWELS: Final = dict(zip("िीे", "इईए", strict=True))
_SIGNS: Final = {vowel: sign for sign, vowel in _VOWELS.items()}


def one_sound(word: str) -> str:
    """A folded word, with one spelling for sounds that are hard to tell apart.

    ऑ as ओ (कॉफ़ी, कोफ़ी), and य before ई and ए as the vowels alone (बनायी, बनाये as बनाई, बनाए), or,
    where a word ends so after a consonant, always there (नई, नए as नयी, नये, next to नया).
    """
    plain = _GLIDE.sub(lambda found: found[1] + _VOWELS[found[2]], word.translate(_SOUNDS))
    return _AFTER_CONSONANT.sub(lambda found: f"{found[1]}य{_SIGNS[found[2]]}{found[3]}", plain)


def without_ending(word: str) -> str:
    """A folded word without the longest ending that it can have.

    >>> [without_ending(word) for word in ("गलती", "गलतियां", "नई", "नया", "सोया", "भाषाओं", "पानी")]
    ['गल', 'गल', 'नय', 'नय', 'सो', 'भाष', 'पान']
    """
    table, word = _table(), one_sound(word)
    for start in range(max(1, len(word) - _LONGEST), len(word)):
        for root, instead in table.get(word[start:], ()):
            if root.search(word[:start]):
                return word[:start] + instead
    return word
