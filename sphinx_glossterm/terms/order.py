"""Dictionary order and index letters, by language.

The order is that of CLDR. As in the Unicode Collation Algorithm (UTS #10), it has three levels: first
letters; then variants of letters (nukta, chandrabindu or anusvara, accents); then case. Hindi follows
CLDR's tailoring for ``hi``: Devanagari before Latin, and anusvara, chandrabindu and visarga before all
letters.

English and Hindi use a sort key of our own, which agrees with ICU's. Other languages use ICU if its
Python module is installed (the extra ``icu``). Without it they use our key: languages in Devanagari have
the order of Hindi, and others have the order of English with their own script first.

Index letters come from ICU. ICU's lists lack some letters (for Hindi ऑ, for Tamil ja), and ICU puts
titles that begin with one of those under the letter before it. Here such a title is under its own
letter. So is a title in a script that the language does not use, for which ICU has only "…".
"""

from __future__ import annotations

import unicodedata
from bisect import bisect
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from sphinx_glossterm.terms.languages import primary_of, script_of, tag_of

Key = tuple[object, ...]
"""The weights of letters, of variants and of case, and the text itself, so that no two texts tie."""

DIGITS: Final = "0-9"
"""Index letter of titles that begin with a digit, in any script."""
SYMBOLS: Final = "#"
"""Index letter of titles without letters and digits."""

# Index letter of titles that begin with a Chinese character and have no reading. This is no docstring,
# because the reference would then show the value, also in print, and few fonts have it.
HAN: Final = "漢字"

_PUNCTUATION: Final = " _-,;:!?.।॥॰'\"()[]{}@*/\\&#%`^+<=>|~$"
_DEVANAGARI: Final = "ॐंःॲऄअआॳॴॵॶॷइईउऊऋॠऌॡऍऎएऐऑऒओऔकखगॻघङचछजॹॼझञटठॸडॾढणतथदधनपफबॿभमयॺरलळवशषसहऽॽाऺऻॏॖॗिीुूृॄॢॣॅॕॆेॎैॉॊोौ्"
_ANUSVARA: Final = "\u0902"
_CHANDRABINDU: Final = "\u0901"
# Letters that dictionaries sort as others, but that Unicode does not decompose.
_LATIN_PARTS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i"}
)
# Tense consonants of Korean are under the plain ones; both as letters that stand alone.
_TENSE: Final = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")
# Letters under another letter's heading.
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
    # Vowels under their vowel bearers, as in the alphabet of Punjabi.
    **dict.fromkeys("ਉਊਓ", "ੳ"),
    **dict.fromkeys("ਆਐਔ", "ਅ"),
    **dict.fromkeys("ਇਈਏ", "ੲ"),
    # Final forms of Hebrew letters.
    "ך": "כ",
    "ם": "מ",
    "ן": "נ",
    "ף": "פ",
    "ץ": "צ",
    # Korean syllables decompose into letters that cannot stand alone.
    **{unicodedata.normalize("NFKD", c): c.translate(_TENSE) for c in map(chr, range(0x3131, 0x3164))},
}
# The kana that head the rows; below, the first kana of each row, which may be a small one.
_KANA: Final = range(0x3041, 0x30F7)
_KATAKANA: Final = 0x30A1
_TO_HIRAGANA: Final = 0x60
_ROWS: Final = "あかさたなはまやらわ"
_ROW_BEGINS: Final = "かさたなはまゃらゎ"
_SMALL_KA: Final = "ゕゖ"
_MICRO: Final = "\u00b5"
# For each script, how the Unicode names of its letters begin.
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
# Where each block of weights begins. Each block has room for every code point.
_SYMBOL_BLOCK, _DIGIT_BLOCK, _OWN_BLOCK, _NEXT_BLOCK, _REST_BLOCK = (n * 0x200000 for n in range(1, 6))
_COMMON: Final = 1
_VIRAMA: Final = 9  # the canonical combining class of viramas


class Collator:
    """The dictionary order of one language.

    Args:
        language: A language tag such as ``hi`` or ``en_GB``.
    """

    source = ""
    """The version of the library that gives the order, if there is one; another may differ."""

    def __init__(self, language: str) -> None:
        self.language = language
        # Caches: titles are sorted again for every page that shows them.
        self._keys: dict[str, Key] = {}
        self._parts: dict[str, tuple[tuple[int, ...], ...]] = {}
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
        # These signs are letters in Hindi. In other languages they make variants, after the nukta.
        self._signs = {} if self.is_devanagari else {c: 0x1000 + ord(c) for c in "ँंः"}
        self._weights |= {chr(c): latin + c for c in range(ord("a"), ord("z") + 1)}

    def _weight(self, char: str) -> int:
        weight = self._weights.get(char)
        if weight is None:
            weight = self._weights[char] = self._weigh(char)
        return weight

    def _counts(self, mark: str) -> bool:
        """Whether a mark counts as a letter, like the vowel signs of Indic scripts and of Thai."""
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
        """A sort key: ``sorted(titles, key=collator.key)`` gives dictionary order."""
        key = self._keys.get(text)
        if key is None:
            key = self._keys[text] = self._key(text)
        return key

    def _key(self, text: str) -> Key:
        if text.isascii():  # no marks, and no letters to decompose
            small = text.lower()
            cases = [_COMMON + (char != other) for char, other in zip(text, small, strict=True)]
            return tuple(map(self._weight, small)), (), _short(cases), text
        return self._key_of_marked(text)

    def _key_of_marked(self, text: str) -> Key:
        letters: list[int] = []
        variants: list[int] = []
        cases: list[int] = []
        for char in unicodedata.normalize("NFKD", text):
            parts = self._parts.get(char)
            if parts is None:
                parts = self._parts[char] = self._parts_of(char)
            letters += parts[0]
            variants += parts[1]
            cases += parts[2]
        return tuple(letters), _short(variants), _short(cases), text

    def _parts_of(self, char: str) -> tuple[tuple[int, ...], ...]:
        """The weights of letters, of variants and of case that a character adds to a key."""
        if char in self._signs:
            return (), (self._signs[char],), ()
        if char == _CHANDRABINDU:
            return (self._weights[_ANUSVARA],), (_COMMON + 1,), (_COMMON,)
        category = unicodedata.category(char)
        if category in {"Mn", "Cf"} and not self._counts(char):
            return (), (ord(char),) if category == "Mn" else (), ()
        small = char.lower()
        letters = tuple(map(self._weight, small.translate(_LATIN_PARTS)))
        return letters, (_COMMON,) * len(letters), (_COMMON + (char != small),) * len(letters)

    def letter(self, text: str) -> str:
        """The heading of an index for *text*.

        Signs, and letters that only modify others, are skipped.

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
        """The heading for *text* without ICU, and the place of its letter in the text."""
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
        """A sort key for headings: symbols, digits, the language's own letters, other letters."""
        return self.key("0" if letter == DIGITS else letter)


def _short(weights: list[int]) -> tuple[int, ...]:
    """Weights of variants or of case without the common ones at the end, which decide nothing.

    They are the lowest, and keys that reach this level have as many letters.
    """
    while weights and weights[-1] == _COMMON:
        weights.pop()
    return tuple(weights)


def _hiragana(char: str) -> str:
    """A letter; katakana as hiragana."""
    code = ord(char)
    return chr(code - _TO_HIRAGANA) if code in _KANA and code >= _KATAKANA else char


def _heading(char: str) -> str:
    """The heading of a letter in compatibility decomposition.

    >>> "".join(map(_heading, "eßऑガゃ")), _heading("字")
    ('ESओかや', '漢字')
    """
    if heading := _HEADINGS.get(char):
        return heading
    if ord(char) in _KANA:
        char = _hiragana(char)
        return "か" if char in _SMALL_KA else _ROWS[bisect(_ROW_BEGINS, char)]
    if unicodedata.name(char, "").startswith("CJK "):
        return HAN
    # Georgian uses its capitals only for whole words, so title case leaves its letters as they are.
    return char.lower().translate(_LATIN_PARTS)[0].title()


class IcuCollator(Collator):
    """The dictionary order of any language, from ICU.

    Args:
        language: A language tag, or the language's name in Sphinx and gettext.
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
        # Labels of other kinds are for text before, between and after the letters.
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
            self._label(own) or own  # Arabic ئ decomposes into a letter that Persian does not have
        )

    def _label(self, text: str, *, in_rows: bool = False) -> str:
        """ICU's letter for *text*; empty if it has none, or if the text begins with another letter.

        Args:
            text: A text that begins with a letter.
            in_rows: Whether a letter of ICU also stands for other letters, by sound or by strokes.
        """
        bucket = self._buckets.getBucketIndex(text)
        is_right = in_rows or self._primary_key(text).startswith(self._begins[bucket])
        return self._labels[bucket] if is_right else ""

    def letter_key(self, letter: str) -> Key:
        """A sort key for headings: ICU's letters in ICU's order, and other letters between them."""
        if letter in {SYMBOLS, DIGITS}:
            return (-1, self.key(letter))
        if letter == HAN:
            return (len(self._labels), self.key(letter))
        rank = self._ranks.get(letter)
        if rank is not None:
            return (rank, ())
        return (self._buckets.getBucketIndex(letter), self.key(letter))


# Letters of several signs that ICU's lists lack, as sets of ICU. Single letters need no entry, because
# titles that begin with one are under it anyway.
_EXTRA_LABELS: Final = {
    "mr": "[{क्ष}{ज्ञ}]",  # the last two letters of the alphabet
    "ta": "[{க்ஷ}]",  # the last of the letters for Sanskrit words
}
# Scripts in which a letter of ICU stands for all syllables with its consonant.
_ROWS_OF_ICU: Final = frozenset({"Ethi"})
_OWN_KEY: Final = frozenset({"en", "hi"})


@lru_cache(maxsize=8)
def collator(language: str) -> Collator:
    """The collator of *language*, cached; ICU's if the language needs it and it is installed."""
    if not _has_own_key(language):
        try:
            return IcuCollator(language, import_module("icu"))
        except ImportError:
            pass
    return Collator(language)


def lacks_icu(language: str) -> bool:
    """Whether *language* needs ICU for its order, and ICU is not installed."""
    return not (_has_own_key(language) or isinstance(collator(language), IcuCollator))


def _has_own_key(language: str) -> bool:
    return primary_of(language) in _OWN_KEY
