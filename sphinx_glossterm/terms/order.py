"""Dictionary order and index letters, by language.

The order is that of CLDR, in three levels, as in the Unicode Collation Algorithm (UTS #10): letters
first; then what makes variants of a letter (nukta, chandrabindu against anusvara, accents); then
case. Hindi follows CLDR's tailoring for ``hi``: Devanagari before Latin, and anusvara, chandrabindu
and visarga before all letters.

English and Hindi have a key of their own, which agrees with ICU's. For other languages ICU itself is
asked where PyICU is installed (the extra ``icu``); else they fall back to that same key: the order
of English, or that of Hindi where the language is written in Devanagari.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

Key = tuple[object, ...]
"""Weights of letters, of variants, of case, and the text itself, so that no two texts tie."""

DIGITS: Final = "0-9"
"""Index letter of what begins with a digit, in any script."""
SYMBOLS: Final = "#"
"""Index letter of what has neither letter nor digit."""

_PUNCTUATION: Final = " _-,;:!?.।॥॰'\"()[]{}@*/\\&#%`^+<=>|~$"
_DEVANAGARI: Final = "ॐंःॲऄअआॳॴॵॶॷइईउऊऋॠऌॡऍऎएऐऑऒओऔकखगॻघङचछजॹॼझञटठॸडॾढणतथदधनपफबॿभमयॺरलळवशषसहऽॽाऺऻॏॖॗिीुूृॄॢॣॅॕॆेॎैॉॊोौ्"
_ANUSVARA: Final = "\u0902"
_CHANDRABINDU: Final = "\u0901"
# Letters that Unicode does not take apart, though dictionaries do.
_LATIN_PARTS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
)
# Letters that stand under another one's heading: those for the vowels of English loans.
_HEADINGS: Final = {"ऑ": "ओ", "ऒ": "ओ", "ऍ": "ए", "ऎ": "ए", "ॲ": "अ", "ऄ": "अ", "ॠ": "ऋ", "ॡ": "ऌ"}
# Where each block of weights begins; the blocks are far enough apart for every code point.
_SYMBOL_BLOCK, _DIGIT_BLOCK, _OWN_BLOCK, _NEXT_BLOCK, _REST_BLOCK = (n * 0x200000 for n in range(1, 6))
_COMMON: Final = 1


class Collator:
    """Dictionary order of one language.

    Args:
        language: A language tag such as ``hi`` or ``en_GB``.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._keys: dict[str, Key] = {}  # titles are sorted again on every page that shows them
        self.is_devanagari = language.replace("-", "_").split("_")[0].lower() in _DEVANAGARI_FIRST
        devanagari = _OWN_BLOCK if self.is_devanagari else _REST_BLOCK
        latin = _NEXT_BLOCK if self.is_devanagari else _OWN_BLOCK
        self._weights = {c: _SYMBOL_BLOCK + n for n, c in enumerate(_PUNCTUATION)}
        self._weights |= {
            # In a Latin-script language Devanagari keeps its place among the other scripts.
            c: devanagari + n + (0 if self.is_devanagari else 0x900)
            for n, c in enumerate(_DEVANAGARI)
        }
        # Elsewhere the signs that Hindi counts as letters only make variants, behind the nukta.
        self._signs = {} if self.is_devanagari else {c: 0x1000 + ord(c) for c in "ँंः"}
        self._weights |= {chr(c): latin + c for c in range(ord("a"), ord("z") + 1)}

    def _weight(self, char: str) -> int:
        weight = self._weights.get(char)
        if weight is not None:
            return weight
        digit = unicodedata.digit(char, None)
        if digit is not None:
            return _DIGIT_BLOCK + digit
        block = _REST_BLOCK if unicodedata.category(char)[0] == "L" else _SYMBOL_BLOCK + 0x100
        return block + ord(char)

    def key(self, text: str) -> Key:
        """A sort key: ``sorted(titles, key=collator.key)`` is dictionary order."""
        key = self._keys.get(text)
        if key is None:
            key = self._keys[text] = self._key(text)
        return key

    def _key(self, text: str) -> Key:
        if text.isascii():  # there are no marks in it, and no letters to be taken apart
            small = text.lower()
            cases = tuple(_COMMON + (char != other) for char, other in zip(text, small, strict=True))
            return tuple(map(self._weight, small)), (_COMMON,) * len(text), cases, text
        return self._key_of_marked(text)

    def _key_of_marked(self, text: str) -> Key:
        letters: list[int] = []
        variants: list[int] = []
        cases: list[int] = []
        for char in unicodedata.normalize("NFKD", text):
            if char in self._signs:
                variants.append(self._signs[char])
            elif char == _CHANDRABINDU:
                letters.append(self._weights[_ANUSVARA])
                variants.append(_COMMON + 1)
                cases.append(_COMMON)
            elif unicodedata.category(char) in {"Mn", "Cf"} and char not in self._weights:
                if unicodedata.category(char) == "Mn":
                    variants.append(ord(char))
            else:
                small = char.lower()
                for part in small.translate(_LATIN_PARTS):
                    letters.append(self._weight(part))
                    variants.append(_COMMON)
                    cases.append(_COMMON + (char != small))
        return tuple(letters), tuple(variants), tuple(cases), text

    def letter(self, text: str) -> str:
        """The heading of an index that *text* stands under.

        Returns:
            A capital letter, a Devanagari letter (nukta letters under their plain ones, conjuncts
            under their first, ऑ under ओ), :data:`DIGITS`, or :data:`SYMBOLS`.
        """
        for char in unicodedata.normalize("NFKD", text):
            if unicodedata.digit(char, None) is not None:
                return DIGITS
            if unicodedata.category(char)[0] == "L":
                return _HEADINGS.get(char, char.lower().translate(_LATIN_PARTS)[0].upper())
        return SYMBOLS

    def letter_key(self, letter: str) -> Key:
        """A sort key for headings: symbols, digits, the language's own letters, the others."""
        return self.key("0" if letter == DIGITS else letter)


class IcuCollator(Collator):
    """Dictionary order of any language, by ICU.

    Args:
        language: A language tag.
        icu: The module of PyICU.
    """

    def __init__(self, language: str, icu: Any) -> None:
        super().__init__(language)
        locale = icu.Locale(language)
        self._collator = icu.Collator.createInstance(locale)
        self._buckets = icu.AlphabeticIndex(locale).buildImmutableIndex()

    def _key(self, text: str) -> Key:
        return self._collator.getSortKey(text), text

    def letter(self, text: str) -> str:
        """ICU's heading, such as Å in Swedish; where it has none, that of the plain letter."""
        letter = super().letter(text)
        if letter in {DIGITS, SYMBOLS}:
            return letter
        plain = unicodedata.normalize("NFKC", text)
        begin = next(n for n, char in enumerate(plain) if unicodedata.category(char)[0] == "L")
        index = self._buckets.getBucketIndex(plain[begin:])
        label = str(self._buckets[index][0])
        return label if label[:1].isalpha() else letter


_DEVANAGARI_FIRST: Final = frozenset({"hi", "mr", "ne", "sa", "kok", "mai", "bho", "doi", "brx"})
_OWN_KEY: Final = frozenset({"en", "hi"})


@lru_cache(maxsize=8)
def collator(language: str) -> Collator:
    """The collator of *language*, made once."""
    if language.replace("-", "_").split("_")[0].lower() not in _OWN_KEY:
        try:
            return IcuCollator(language, import_module("icu"))
        except ImportError:
            pass
    return Collator(language)
