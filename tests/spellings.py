"""Names of many languages, and how readers type them: for the filter of an index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

NAMES: Final = {
    "ar": "الذكاء الاصطناعي، أُمَّة، مؤشر الأداء، إعادة البناء، شبكة عصبية، مستشفى، آلة",
    "bn": "কৃত্রিম বুদ্ধিমত্তা, যন্ত্র শিখন, বিদ্যুৎ, পড়া, সংখ্যা, চাঁদ",
    "cs": "Čeština, Žluťoučký kůň, Příliš, Ďábelské ódy",
    "da": "Ærø, Smørrebrød, Åben kildekode",
    "de": "Zürich, Fußgängerübergang, Maß, Straße, Größe",
    "el": "Λόγος, Τεχνητή νοημοσύνη, Μάθηση, ΟΔΥΣΣΕΥΣ",
    "en": "Café, Moore’s law, Fine‑tuning, naïve Bayes, ﬁle, C++",
    "es": "Año, Aprendizaje automático, Pingüino, ¿Qué?",
    "fa": "هوش مصنوعی, کتاب‌ها, یادگیری, خانهٔ ما, ۱۲۳",
    "fr": "Œuvre, Ça va, L’été, Apprentissage supervisé, Garçon",
    "gu": "હિન્દી, યંત્ર શિક્ષણ, ગુજરાતી",
    "he": "בִּינָה מְלָאכוּתִית, צה״ל, בית־ספר, מלך",
    "hi": "हिन्दी, जन्म, सङ्केत, न्यूरल नेटवर्क, चाँद, फ़ाइल, मम्मी, अन्न, गङ्गा, लार्ज लैंग्वेज मॉडल, वर्ष २०२५",
    "ja": "トークン, がっこう, 人工知能, プログラミング, ﾃﾞｰﾀ, 東京タワー",
    "kn": "ಕೃತಕ ಬುದ್ಧಿಮತ್ತೆ, ಹಿಂದಿ, ಕನ್ನಡ",
    "ko": "한국어, 하나, 과학, 닭고기, 없음, 의미, 값이, 꽃잎, 웬일, 자연어 처리, 달기",
    "ml": "അവൻ, മലയാളം, നിർമ്മിത ബുദ്ധി, കണക്ക്, വിരൽ",
    "pa": "ਪੰਜਾਬੀ, ਹਿੰਦੀ, ਜ਼ਮੀਨ",
    "pl": "Łódź, Źródło, Sieć neuronowa, Żółw",
    "ru": "Ёлка, Йод, Машинное обучение, Объём",
    "ta": "செயற்கை நுண்ணறிவு, கொள்கை, தமிழ், ௧௨",
    "te": "కృత్రిమ మేధస్సు, తెలుగు, హింది",
    "th": "ปัญญาประดิษฐ์, น้ำ, การเรียนรู้ของเครื่อง, กุ้ง",
    "tr": "İstanbul, Kadıköy, IĞDIR, Öğrenme, ılık",
    "uk": "Їжак, Ґанок, Комп’ютер",
    "ur": "مصنوعی ذہانت, گھر, کتاب, پاکستان",
    "vi": "Trí tuệ nhân tạo, Đường, Học máy, Nguyễn",
    "zh": "人工智能, 機器學習, ＡＩ 模型",
}
"""Some names in each of many languages, with a comma between them."""

NAMES_OF_ALL: Final = [name for names in NAMES.values() for name in names.replace("،", ",").split(", ")]

_VOWELS: Final = {"WA": "O", "WAE": "O", "OE": "O", "WEO": "U", "WE": "U", "WI": "U", "YI": "EU"}
_JAMO: Final = {unicodedata.normalize("NFKD", char): char for char in map(chr, range(0x3131, 0x3164))}


def _jamo(kind: str, name: str) -> str:
    try:
        return unicodedata.lookup(f"HANGUL {kind} {name}")
    except KeyError:
        return ""


def _name(jamo: str) -> str:
    return unicodedata.name(jamo).split()[2]


def _syllable(*jamo: str) -> str:
    return unicodedata.normalize("NFC", "".join(jamo))


def beginnings(name: str) -> Iterator[str]:
    """What a field shows on the way to a name: it letter by letter, in both forms of Unicode, or key by key."""
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, name)
        yield from (text[:end] for end in range(1, len(text) + 1))
    for end in range(len(name)):
        if "가" <= name[end] <= "힣":
            yield from _keys(name[:end], name[end])


def _keys(before: str, syllable: str) -> Iterator[str]:
    """What a Korean keyboard shows between one syllable and the next."""
    initial, vowel, *final = list(unicodedata.normalize("NFD", syllable))
    yield before + _JAMO[initial]
    last = unicodedata.normalize("NFD", before[-1:])
    # The initial is first taken for the final of the syllable before it, or for a part of that.
    if 2 <= len(last) <= 3 and "ᄀ" <= last[0] <= "ᄒ":
        held = f"{_name(last[2])}-{_name(initial)}" if last[2:] else _name(initial)
        taken = _jamo("JONGSEONG", held)
        if "\u11a8" <= taken <= "\u11c2":  # what stands behind is of old texts
            yield before[:-1] + _syllable(last[:2], taken)
    if first := _VOWELS.get(_name(vowel)):
        yield before + _syllable(initial, _jamo("JUNGSEONG", first))
    yield before + _syllable(initial, vowel)
    if final and "-" in _name(final[0]):
        yield before + _syllable(initial, vowel, _jamo("JONGSEONG", _name(final[0]).split("-")[0]))
