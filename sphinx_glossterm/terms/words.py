"""Where words begin and end in running text, in scripts with and without spaces.

All functions take folded text: in lower case, with straight quotation marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

GAP: Final = "\ufffc"
"""The character for anything that is not text: an image, a link, a literal. It is part of a word."""
MARK: Final = "\ufff9"
"""The character for the mark of a footnote or citation. It is not part of a word."""
JOINERS: Final = frozenset("_\u200c\u200d" + GAP)
"""Characters that are part of a word, besides letters, digits and marks."""

_KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
UNSPACED: Final = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0ecf\u0edc-\u0edf"  # Thai and Lao
    "\u1000-\u103f\u104e-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f"  # Myanmar
    "\u1780-\u17d3\u17d7\u17dc\u17dd"  # Khmer
    "\u3041-\u3096\u3099-\u309f"
    + _KATAKANA  # Hiragana and Katakana
    + "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""The letters of scripts without spaces between words, as a set of a regular expression."""
_IS_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
# Vowels that are written before their consonant, and signs that put the next consonant below.
_LEADING: Final = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4\u1039\u17d2")
# Vowels that are separate letters after their consonant; and a consonant without a vowel.
_SYLLABLE_GOES_ON: Final = re.compile(
    "[\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3\u0ebd]|[\u1000-\u1021]\u1037?[\u1039\u103a]"
)
_PARTICLES: Final = """
    은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 한테 한테서 로 으로 로서 으로서 로써 으로써 와 과 랑
    이랑 하고 도 만 까지 부터 마저 조차 처럼 보다 같이 마다 밖에 뿐 대로 만큼 나 이나 라도 이라도 란 이란
    라는 이라는 입니다 이다
"""
# The plural ending and up to two particles, to the end of the word.
_ENDING_IN_KOREAN: Final = re.compile(
    "들?(?:" + "|".join(_PARTICLES.split()) + rf"){{0,2}}(?![\w{GAP}])"
)
# Elided words of French, Italian and Catalan: a new word begins after their apostrophe.
_ELISIONS: Final = """
    c d j l m n s t v qu jusqu lorsqu puisqu quoiqu quelqu presqu entr all dall dell nell sull coll gl un
    alcun nessun ciascun qualcun quest quell bell sant tutt anch com dov nient null senz cent quant
"""
_ELIDED: Final = re.compile(r"(?<!\w)(?:" + "|".join(_ELISIONS.split()) + r")'\Z")
_LONGEST_ELISION: Final = 12
_LETTERS: Final = re.compile(r"[^\W\d_]*")
# Each mark that begins a quotation, with the marks that may end it. Apostrophes do neither.
_QUOTED: Final = {
    '"': '"',
    "\u201c": "\u201d",
    "\u201e": "\u201c\u201d",
    "\u201d": "\u201d",
    "\u201a": "\u2018",
    "\u00ab": "\u00bb",
    "\u00bb": "\u00ab\u00bb",
    "\u2039": "\u203a",
    "\u203a": "\u2039",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
}
_QUOTATION: Final = "|".join(f"{begin}[^{end}]*[{end}]" for begin, end in _QUOTED.items())
_IN_SINGLE: Final = r"(?<!\w)\u2018[^\u2018]*?\u2019(?!\w)"
_DIGITS_BETWEEN: Final = frozenset(",'٫٬")
_SCRIPTS: Final = """
    LATIN GREEK CYRILLIC ARMENIAN HEBREW ARABIC SYRIAC THAANA DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA
    TAMIL TELUGU KANNADA MALAYALAM SINHALA TIBETAN GEORGIAN HANGUL ETHIOPIC MONGOLIAN
"""
_IS_SCRIPT: Final = frozenset(_SCRIPTS.split())


def quotations(text: str) -> list[tuple[int, int]]:
    """The places of quotations in a text, with their quotation marks.

    The marks depend on the language. Both « and » may begin a quotation; the first one in the text does.

    >>> text = "Say “token”, „Token“ and »token«, don’t say ‘tok’."
    >>> [text[start:end] for start, end in quotations(text)]
    ['“token”', '„Token“', '»token«', '‘tok’']
    """
    return [found.span() for found in re.finditer(f"{_QUOTATION}|{_IN_SINGLE}", text)]


def is_mark(char: str) -> bool:
    """Whether *char* is a mark on the letter before it: a vowel sign, a virama, an accent."""
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def is_word(char: str) -> bool:
    """Whether *char* is part of a word: a letter, a digit, a mark or a joiner."""
    return char.isalnum() or char in JOINERS or is_mark(char)


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The script of a letter, if it has spaces between words; otherwise empty."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    if unicodedata.category(char) not in {"Lu", "Ll", "Lt", "Lo"}:
        return ""
    script = unicodedata.name(char, "").partition(" ")[0]
    return script if script in _IS_SCRIPT else ""


def script_at_end(name: str) -> str:
    """The script of the last letter of a name."""
    return next(filter(None, map(script_of, reversed(name))), "")


# The two compile their expressions on first use, because such large sets take long, and every build
# loads this module.
@lru_cache(maxsize=1024)
def _is_unspaced(char: str) -> bool:
    return bool(re.match(f"[{UNSPACED}]", char))


@lru_cache(maxsize=1024)
def _is_katakana(char: str) -> bool:
    return bool(re.match(f"[{_KATAKANA}]", char))


def begins_word(text: str, place: int, *, is_single: bool = False) -> bool:
    """Whether a name may begin at a place in a text.

    Args:
        text: The text.
        place: Where the name begins.
        is_single: Whether the name has only one letter. Such a name is not found inside text without
            spaces.
    """
    if not place:
        return True
    left, right = text[place - 1], text[place]
    if left == " ":  # the usual case
        return True
    if is_mark(right):
        return not is_word(left)
    # A word in Katakana is borrowed as a whole, so データ is not found in メタデータ.
    if _is_katakana(left) and _is_katakana(right):
        return False
    if not is_single and (_is_unspaced(left) or _is_unspaced(right)):
        return left not in _LEADING
    if is_word(left):
        return False
    before = text[max(place - 2, 0) : place - 1]
    if left == "'" and before and script_of(right):
        if not is_word(before):
            return True
        return bool(_ELIDED.search(text[max(place - _LONGEST_ELISION, 0) : place]))
    return not _joins(before, left, right)


def ends_word(text: str, place: int, script: str, *, is_single: bool = False) -> bool:
    """Whether a name may end at a place in a text. An inflectional ending may follow it.

    Args:
        text: The text.
        place: Where the name ends.
        script: The script of its last letter. Letters of another script are an ending (APIओं).
        is_single: Whether the name has only one letter. Such a name is not found inside text without
            spaces.
    """
    if place == len(text):
        return True
    left, right = text[place - 1], text[place]
    if right == " ":
        return True
    if is_mark(right) or (_is_katakana(left) and _is_katakana(right)):
        return False
    if not is_single and (_is_unspaced(left) or _is_unspaced(right)):
        return not _SYLLABLE_GOES_ON.match(text, place)
    if is_word(right):
        other = script_of(right)
        if other and script and other != script:
            return True
        is_korean = not is_single and _IS_HANGUL.match(left)
        return bool(is_korean and _ENDING_IN_KOREAN.match(text, place))
    if right == "'" and script_of(left):
        return not _goes_on_behind_apostrophe(text, place, script)
    return not _joins(left, right, text[place + 1 : place + 2])


def _goes_on_behind_apostrophe(text: str, place: int, script: str) -> bool:
    """Whether a word goes on after an apostrophe: in п'ять and won't, but not in token's and API'nin."""
    behind = _LETTERS.match(text, place + 1)
    ending = behind[0] if behind else ""
    other = script_of(ending[:1]) if ending else ""
    return ending == "t" if other == "LATIN" else bool(other) and other == script


def _joins(left: str, sign: str, right: str) -> bool:
    """Whether *sign* joins *left* and *right* to one word or number.

    A full stop does in a file name, a comma in a number, and Catalan's middle dot between two l.
    """
    if not (left and right):
        return False
    if sign == ".":
        return is_word(left) and is_word(right)
    if sign == "\u00b7":
        return left == "l" == right
    return sign in _DIGITS_BETWEEN and left.isdigit() and right.isdigit()
