"""One spelling for all spellings of a word, to compare words in search, filters and running text.

Authors' references are compared more strictly (:func:`~sphinx_glossterm.terms.entry.fold`): an author
can correct a reference, but readers type whatever their keyboard offers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

NUKTA_AND_JOINERS: Final = re.compile("[\u093c\u200c\u200d]")
# The nasal of each class with a virama, before a consonant of that class: a long spelling of anusvara.
# In loan words न् also stands for other nasals (सेन्टर, बेन्च, इन्फ़्रा, लाइसेन्स). Before semivowels,
# ह and nasals it is a sound of its own (अन्य, उन्हें, जन्म).
NASAL: Final = re.compile("ङ्(?=[क-ङ])|ञ्(?=[च-ञ])|ण्(?=[ट-ण])|न्(?=[क-घच-झट-ढत-नप-भश-स])|म्(?=[प-म])")
_ANY_NASAL: Final = re.compile("[ङञणनम]्")
ANUSVARA: Final = "\u0902"
SIMPLER: Final = str.maketrans({"\u0901": ANUSVARA} | dict(zip("०१२३४५६७८९", "0123456789", strict=True)))

# ---- for the filter of an index; static/glossterm-index.js has the same two

# Signs that do not make another letter, or none that readers look for. Vowel signs are not among them.
# The script uses Unicode properties for them, which Python's regular expressions do not have.
_MODIFIERS: Final = re.compile(
    r"["
    # Marks of every script (accents, tones, Vedic accents) but those of kana, and marks of Cyrillic
    r"\u0300-\u036f\u0483-\u0489\u0951-\u0954\u1ab0-\u1aeb\u1cd0-\u1cd2\u1cd4-\u1ce0\u1ce2-\u1ce8\u1ced\u1cf4"
    r"\u1cf8\u1cf9\u1dc0-\u1dff\u20d0-\u20f0\u2de0-\u2dff\u302a-\u302d\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f"
    r"\ufe20-\ufe2f\U000101fd\U000102e0\U0001133b\U0001cf00-\U0001cf46\U0001d167-\U0001d169\U0001d17b-\U0001d182"
    r"\U0001d185-\U0001d18b\U0001d1aa-\U0001d1ad\U0001e08f"
    # Points of Hebrew; vowel signs of Arabic and Syriac, tatweel; tones of N'Ko
    r"\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\ufb1e\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc"
    r"\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07eb-\u07f3\u07fd\u0897-\u089f\u08ca-\u08e1"
    r"\u08e3-\u08ff\U00010efa-\U00010eff"
    # Nuktas
    r"\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc"
    # Invisible signs: soft hyphens, joiners, directions, fillers, variations, tags
    r"\xad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"]"
)
# Replacements for letters that Unicode does not decompose, and for signs that keyboards vary.
# In Hangul, finals become initials, and compound letters become the two letters that are typed.
_LETTERS: Final = """
    ss:ß i:ı l:ł o:ø d:đðɗɖ th:þ ae:æ oe:œ h:ħ t:ŧ k:ĸƙ n:ŋ b:ɓ y:ƴ σ:ς
    ا:ٱ ي:ىی ك:ک ه:ةەہۃ
    ं:ँ ਂ:ੰ ত্:ৎ ണ്:ൺ ന്:ൻ ര്:ർ ല്:ൽ ള്:ൾ ക്:ൿ
    ᄀ:ᆨ ᄁ:ᆩ ᄀᄉ:ᆪ ᄂ:ᆫ ᄂᄌ:ᆬ ᄂᄒ:ᆭ ᄃ:ᆮ ᄅ:ᆯ ᄅᄀ:ᆰ ᄅᄆ:ᆱ ᄅᄇ:ᆲ ᄅᄉ:ᆳ ᄅᄐ:ᆴ ᄅᄑ:ᆵ ᄅᄒ:ᆶᄚ ᄆ:ᆷ ᄇ:ᆸ ᄇᄉ:ᆹᄡ
    ᄉ:ᆺ ᄊ:ᆻ ᄋ:ᆼ ᄌ:ᆽ ᄎ:ᆾ ᄏ:ᆿ ᄐ:ᇀ ᄑ:ᇁ ᄒ:ᇂ ᅩᅡ:ᅪ ᅩᅢ:ᅫ ᅩᅵ:ᅬ ᅮᅥ:ᅯ ᅮᅦ:ᅰ ᅮᅵ:ᅱ ᅳᅵ:ᅴ
    ':‘’‚‛‹›『』ʹʻʼ′׳ ":“”„‟«»「」״ -:‐‒–—―−־֊
"""
_KANA: Final = {point: point + 0x60 for point in range(0x3041, 0x3097)}  # Hiragana as katakana
_PLAIN: Final = _KANA | {
    ord(char): plain for plain, chars in (pair.split(":") for pair in _LETTERS.split()) for char in chars
}
_DIGIT: Final = re.compile(r"(?![0-9])\d")


@lru_cache(maxsize=1 << 16)  # a large glossary has some ten thousand different words, often repeated
def fold(text: str) -> str:
    """The one spelling of a word, or of several words.

    It is in lower case and NFC, without nukta and joiners. Chandrabindu, and a nasal with virama that
    stands for an anusvara, become anusvara (हिन्दी becomes हिंदी). Devanagari digits become 0 to 9.

    ``search/hindi.js`` does the same in the browser.
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.lower())
    whole = unicodedata.normalize("NFC", NUKTA_AND_JOINERS.sub("", parts))
    return NASAL.sub(ANUSVARA, whole.translate(SIMPLER))


@lru_cache(maxsize=1 << 16)
def loosen(text: str) -> str:
    """*text* as the filter of an index compares it: one form for everything that readers type.

    The result is in lower case and of one width. It has no accents, points, vowel signs of Arabic and
    Hebrew, nuktas, joiners and marks of direction. Letters with a stroke lose it, and ligatures become
    two letters. Every nasal with virama becomes anusvara. Signs that make another syllable stay: vowel
    signs and viramas, the vowels of Thai, the marks of kana. Hangul is decomposed into the letters that
    are typed, and all kana become katakana.

    So the first letters of a word, as typed, are also the beginning of its form, even before a syllable
    of Hangul has its final or a kana its mark. The filter itself handles one exception: हिन may become
    हिन्दी, which is हिंदी here.

    ``static/glossterm-index.js`` does the same in the browser.

    Args:
        text: A name, or what a reader types.

    Returns:
        The text, in Unicode's form NFD.

    >>> loosen("Čeština für Fußgänger"), loosen("LŁodź"), loosen("İstanbul Kadıköy")
    ('cestina fur fussganger', 'llodz', 'istanbul kadikoy')
    """
    if text.isascii():
        return text.lower()
    bare = _MODIFIERS.sub("", unicodedata.normalize("NFKD", text))
    # Again NFD, because removed signs may have stood between marks, whose order is fixed.
    plain = unicodedata.normalize("NFD", bare).lower().translate(_PLAIN)
    digits = _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)
    return _ANY_NASAL.sub(ANUSVARA, digits)
