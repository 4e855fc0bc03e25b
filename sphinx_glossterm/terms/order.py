"""Dictionary order and index letters, by language.

The order is that of CLDR, in three levels, as in the Unicode Collation Algorithm (UTS #10): letters
first; then what makes variants of a letter (nukta, chandrabindu against anusvara, accents); then
case. Hindi follows CLDR's tailoring for ``hi``: Devanagari before Latin, and anusvara, chandrabindu
and visarga before all letters.

English and Hindi have a key of their own, which agrees with ICU's. For other languages ICU itself is
asked where its Python module is installed (the extra ``icu``); else they fall back to that same key: the
order of Hindi where the language is written in Devanagari, else that of English with the language's own
script before all others.

Index letters are ICU's where the title begins with what the letter stands for. ICU's lists lack some
letters (for Hindi ऑ, for Tamil ja), and what begins with one of those it puts under the letter before.
Such a title stands under its own letter. So does a title in a script that the language
does not use, where ICU has "…" for all letters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from sphinx_glossterm.terms.languages import primary_of, script_of, tag_of

Key = tuple[object, ...]
"""Weights of letters, of variants, of case, and the text itself, so that no two texts tie."""

DIGITS: Final = "0-9"
"""Index letter of what begins with a digit, in any script."""
SYMBOLS: Final = "#"
"""Index letter of what has neither letter nor digit."""

# Index letter of what begins with a Chinese character and has no reading. No docstring: the reference,
# which is printed too, would show the value, and few fonts have it.
HAN: Final = "漢字"

_PUNCTUATION: Final = " _-,;:!?.।॥॰'\"()[]{}@*/\\&#%`^+<=>|~$"
_DEVANAGARI: Final = "ॐंःॲऄअआॳॴॵॶॷइईउऊऋॠऌॡऍऎएऐऑऒओऔकखगॻघङचछजॹॼझञटठॸडॾढणतथदधनपफबॿभमयॺरलळवशषसहऽॽाऺऻॏॖॗिीुूृॄॢॣॅॕॆेॎैॉॊोौ्"
_ANUSVARA: Final = "\u0902"
_CHANDRABINDU: Final = "\u0901"
# Letters that Unicode does not take apart, though dictionaries do.
_LATIN_PARTS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
)
# The consonants of Korean, as they stand alone: they begin with a tense one where the plain one does.
_TENSE: Final = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")
# Letters that stand under another one's heading.
_HEADINGS: Final = {
    # The vowels of English loans, in Devanagari.
    "ऑ": "ओ",
    "ऒ": "ओ",
    "ऍ": "ए",
    "ऎ": "ए",
    "ॲ": "अ",
    "ऄ": "अ",
    "ॠ": "ऋ",
    "ॡ": "ऌ",
    # Vowels by what bears them, as in the alphabet of Punjabi.
    **dict.fromkeys("ਉਊਓ", "ੳ"),
    **dict.fromkeys("ਆਐਔ", "ਅ"),
    **dict.fromkeys("ਇਈਏ", "ੲ"),
    # The last form of a letter of Hebrew.
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
    # Korean syllables come apart into letters that cannot stand alone.
    **{unicodedata.normalize("NFKD", c): c.translate(_TENSE) for c in map(chr, range(0x3131, 0x3164))},
}
# Each row of kana begins with the first of these that comes before, small letters included.
_KANA: Final = range(0x3041, 0x30F7)
_KATAKANA: Final = 0x30A1
_TO_HIRAGANA: Final = 0x60
_ROWS: Final = "あかさたなはまやらわ"
_ROW_BEGINS: Final = "かさたなはまゃらゎ"
_SMALL_KA: Final = "ゕゖ"
_MICRO: Final = "\u00b5"
# How the names of the letters of each script begin in Unicode.
_SCRIPT_NAMES: Final = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Hani": ("CJK", "BOPOMOFO"),
    "Hebr": ("HEBREW",),
    "Jpan": ("HIRAGANA", "KATAKANA", "CJK"),
    "Khmr": ("KHMER",),
    "Knda": ("KANNADA",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mlym": ("MALAYALAM",),
    "Mymr": ("MYANMAR",),
    "Orya": ("ORIYA",),
    "Sinh": ("SINHALA",),
    "Syrc": ("SYRIAC",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Tfng": ("TIFINAGH",),
    "Thaa": ("THAANA",),
    "Thai": ("THAI",),
    "Tibt": ("TIBETAN",),
}
# Where each block of weights begins; the blocks are far enough apart for every code point.
_SYMBOL_BLOCK, _DIGIT_BLOCK, _OWN_BLOCK, _NEXT_BLOCK, _REST_BLOCK = (n * 0x200000 for n in range(1, 6))
_COMMON: Final = 1
_VIRAMA: Final = 9  # the canonical combining class of what joins consonants


class Collator:
    """Dictionary order of one language.

    Args:
        language: A language tag such as ``hi`` or ``en_GB``.
    """

    source = ""
    """The version of what else the order comes from; a new one may have another order."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Titles are sorted again on every page that shows them.
        self._keys: dict[str, Key] = {}
        self._letters: dict[str, str] = {}
        self._script = script_of(language)
        self._own_names = _SCRIPT_NAMES.get(self._script, ())
        self.is_devanagari = self._script == "Deva"
        devanagari = _OWN_BLOCK if self.is_devanagari else _REST_BLOCK
        latin = _OWN_BLOCK if self._script == "Latn" else _NEXT_BLOCK
        self._weights = {c: _SYMBOL_BLOCK + n for n, c in enumerate(_PUNCTUATION)}
        self._weights |= {
            # In another language Devanagari keeps its place among the other scripts.
            c: devanagari + n + (0 if self.is_devanagari else 0x900)
            for n, c in enumerate(_DEVANAGARI)
        }
        # Elsewhere the signs that Hindi counts as letters only make variants, behind the nukta.
        self._signs = {} if self.is_devanagari else {c: 0x1000 + ord(c) for c in "ँंः"}
        self._weights |= {chr(c): latin + c for c in range(ord("a"), ord("z") + 1)}

    def _weight(self, char: str) -> int:
        weight = self._weights.get(char)
        if weight is None:
            weight = self._weights[char] = self._weigh(char)
        return weight

    def _counts(self, mark: str) -> bool:
        """Whether a mark counts as a letter: in scripts of India a sign of a vowel, in Thai a vowel."""
        if mark in self._weights:
            return True
        return unicodedata.combining(mark) in {0, _VIRAMA} and self._is_own(mark)

    def _is_own(self, char: str) -> bool:
        return unicodedata.name(char, "").startswith(self._own_names)

    def _weigh(self, char: str) -> int:
        digit = unicodedata.digit(char, None)
        if digit is not None:
            return _DIGIT_BLOCK + digit
        kind, is_own = unicodedata.category(char)[0], self._is_own(char)
        if kind != "L" and not (kind == "M" and is_own):
            return _SYMBOL_BLOCK + 0x100 + ord(char)
        return (_OWN_BLOCK if is_own else _REST_BLOCK) + ord(_hiragana(char))

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
            elif unicodedata.category(char) in {"Mn", "Cf"} and not self._counts(char):
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

        Signs are passed over, and letters that only modify another one.

        Returns:
            A capital letter; a Devanagari letter (nukta letters under their plain ones, conjuncts
            under their first, ऑ under ओ); the first consonant of a Korean syllable; the first letter of
            a row of kana; the word for Chinese characters, :data:`DIGITS`, or :data:`SYMBOLS`.
        """
        letter = self._letters.get(text)
        if letter is None:
            letter = self._letters[text] = self._letter(text)
        return letter

    def _letter(self, text: str) -> str:
        return self._beginning(text)[0]

    def _beginning(self, text: str) -> tuple[str, int]:
        """The heading that *text* has by itself, and where in the text its letter is."""
        for place, sign in enumerate(text):
            if unicodedata.category(sign) == "Lm":
                continue
            if sign == _MICRO and self._script != "Grek":
                return "M", place
            for char in unicodedata.normalize("NFKD", sign):
                if unicodedata.digit(char, None) is not None:
                    return DIGITS, place
                category = unicodedata.category(char)
                if category[0] == "L" and category != "Lm":
                    return _heading(char), place
        return SYMBOLS, len(text)

    def letter_key(self, letter: str) -> Key:
        """A sort key for headings: symbols, digits, the language's own letters, the others."""
        return self.key("0" if letter == DIGITS else letter)


def _hiragana(char: str) -> str:
    """A letter, one of katakana as that of hiragana."""
    code = ord(char)
    return chr(code - _TO_HIRAGANA) if code in _KANA and code >= _KATAKANA else char


def _heading(char: str) -> str:
    """The heading of a letter in compatibility decomposition.

    >>> "".join(map(_heading, "éßऑガゃ")), _heading("字")
    ('ESओかや', '漢字')
    """
    if heading := _HEADINGS.get(char):
        return heading
    if ord(char) in _KANA:
        char = _hiragana(char)
        return "か" if char in _SMALL_KA else _ROWS[bisect(_ROW_BEGINS, char)]
    if unicodedata.name(char, "").startswith("CJK "):
        return HAN
    # Georgian has capitals for whole words only, which are no title case.
    return char.lower().translate(_LATIN_PARTS)[0].title()


class IcuCollator(Collator):
    """Dictionary order of any language, by ICU.

    Args:
        language: A language tag, or what Sphinx and gettext call the language.
        icu: The module of PyICU.
    """

    def __init__(self, language: str, icu: Any) -> None:
        super().__init__(language)
        self.source = f" ICU {icu.ICU_VERSION}"
        locale = icu.Locale(tag_of(language).replace("-", "_"))
        self._collator = icu.Collator.createInstance(locale)
        self._primary = icu.Collator.createInstance(locale)
        self._primary.setStrength(icu.Collator.PRIMARY)
        index = icu.AlphabeticIndex(locale)
        if extra := _EXTRA_LABELS.get(primary_of(language)):
            index.addLabels(icu.UnicodeSet(extra))
        self._buckets = index.buildImmutableIndex()
        # Labels of other kinds stand for what comes before, between and after the letters.
        kind = icu.UAlphabeticIndexLabelType.NORMAL
        labels = [str(label) if of == kind else "" for label, of in self._buckets]
        self._labels = [label if label[:1].isalnum() else "" for label in labels]
        self._ranks = {label: rank for rank, label in enumerate(self._labels) if label}
        self._begins = [self._primary_key(label) for label in self._labels]

    def _key(self, text: str) -> Key:
        return self._collator.getSortKey(text), text

    def _primary_key(self, text: str) -> bytes:
        key: bytes = self._primary.getSortKey(text)
        return key.rstrip(b"\0")

    def _letter(self, text: str) -> str:
        own, begin = self._beginning(text)
        if own in {DIGITS, SYMBOLS}:
            return own
        plain = unicodedata.normalize("NFKC", text[begin:])
        return self._label(plain, in_rows=own == HAN or self._script in _ROWS_OF_ICU) or (
            self._label(own) or own  # as Arabic ئ comes apart into a letter that Persian has not
        )

    def _label(self, text: str, *, in_rows: bool = False) -> str:
        """ICU's letter for *text*; empty if it has none, or one that the text does not begin with.

        Args:
            text: What begins with a letter.
            in_rows: Whether a letter stands for others too, by their sound or their strokes.
        """
        bucket = self._buckets.getBucketIndex(text)
        is_right = in_rows or self._primary_key(text).startswith(self._begins[bucket])
        return self._labels[bucket] if is_right else ""

    def letter_key(self, letter: str) -> Key:
        """A sort key for headings: those of ICU in its order, others where they belong between them."""
        if letter in {SYMBOLS, DIGITS}:
            return (-1, self.key(letter))
        if letter == HAN:
            return (len(self._labels), self.key(letter))
        rank = self._ranks.get(letter)
        if rank is not None:
            return (rank, ())
        return (self._buckets.getBucketIndex(letter), self.key(letter))


# Letters of several signs that ICU's lists lack, as sets of ICU. Single letters need not be here: what
# begins with one stands under it.
_EXTRA_LABELS: Final = {
    "mr": "[{क्ष}{ज्ञ}]",  # the last two letters of the alphabet
    "ta": "[{க்ஷ}]",  # the last of the letters for Sanskrit words
}
# Scripts in which a letter of ICU's stands for all syllables with its consonant.
_ROWS_OF_ICU: Final = frozenset({"Ethi"})
_OWN_KEY: Final = frozenset({"en", "hi"})


@lru_cache(maxsize=8)
def collator(language: str) -> Collator:
    """The collator of *language*, made once."""
    if not _has_own_key(language):
        try:
            return IcuCollator(language, import_module("icu"))
        except ImportError:
            pass
    return Collator(language)


def lacks_icu(language: str) -> bool:
    """Whether *language* has its order from ICU, which is not installed."""
    return not (_has_own_key(language) or isinstance(collator(language), IcuCollator))


def _has_own_key(language: str) -> bool:
    return primary_of(language) in _OWN_KEY
