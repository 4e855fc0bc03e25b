"""Dictionary order and index letters; ICU has the last word on Hindi."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.terms.order import DIGITS, HAN, SYMBOLS, Collator, collator, lacks_icu

law: Final = settings(deadline=None)
any_text: Final = st.text(st.characters(exclude_categories=["Cs"]))
languages: Final = st.sampled_from(["en", "hi", "de", "ne"])
latin: Final = st.sampled_from("aAbzZéß")
devanagari: Final = st.sampled_from(["अ", "ऑ", "ए", "क", "क़", "ज्ञ", "ह"])
digits: Final = st.sampled_from("059०९")

DEMO: Final = Path(__file__).parents[2] / "example_docs"
SIGNS: Final = "ँंः़्ािीुूृेैॉोौ"
LETTERS: Final = "अआइईउऊऋएऐऑओऔकखगघचछजझटठडढतथदधनपफबभमयरलवशषसह"
NUKTA_LETTERS: Final = "\u0958\u0959\u095a\u095b\u095c\u095d\u095e"


def compare(one: tuple[object, ...], other: tuple[object, ...]) -> int:
    return (one > other) - (one < other)


def rises(keys: list[tuple[object, ...]]) -> bool:
    return all(one < other for one, other in pairwise(keys))


# ---- order


@law
@given(any_text, any_text, languages)
@example("\u0958", "क\u093c", "hi")
@example("é", "e\u0301", "en")
@example("2", "²", "en")
def test_order_is_total(one: str, other: str, language: str) -> None:
    key = collator(language).key
    assert (key(one) == key(other)) == (one == other)
    assert [key(one) < key(other), key(one) == key(other), key(one) > key(other)].count(True) == 1


@law
@given(digits, latin, devanagari, any_text)
def test_digits_then_own_script_then_the_other(digit: str, a: str, ka: str, rest: str) -> None:
    hindi, english = collator("hi").key, collator("en").key
    assert hindi(digit + rest) < hindi(ka + rest) < hindi(a + rest)
    assert english(digit + rest) < english(a + rest) < english(ka + rest)


@pytest.mark.parametrize(
    "titles",
    [
        ["अंक", "अँधेरा", "कलम", "क़लम", "ज्ञान"],
        ["अंत", "अः", "अक", "आम", "ऑनलाइन", "ओस", "औसत"],
        ["3D", "५०", "क", "हल", "API", "Zebra"],
        ["अंक", "अँक"],
        ["काम", "कि", "क्या", "क्षमा", "खाना"],
        ["token", "Token", "tokenizer"],
    ],
)
def test_hindi_order(titles: list[str]) -> None:
    assert rises([collator("hi").key(title) for title in titles])


@pytest.mark.parametrize(
    "titles",
    [
        ["3D", "attention", "Attention", "Zebra", "Ωmega", "कलम"],
        ["resume", "résumé", "resumes"],
        ["open source", "open-source", "opensource"],
        ["strasse", "Straße", "strata"],
    ],
)
def test_english_order(titles: list[str]) -> None:
    assert rises([collator("en").key(title) for title in titles])


@pytest.mark.parametrize("language", ["hi", "hi_IN", "hi-IN", "ne", "mr"])
def test_languages_with_devanagari_first(language: str) -> None:
    assert collator(language).key("क") < collator(language).key("a")


@pytest.mark.parametrize("language", ["en", "en_GB", "de", "hil"])
def test_languages_with_latin_first(language: str) -> None:
    assert collator(language).key("a") < collator(language).key("क")


def random_pairs(alphabet: str, count: int) -> list[tuple[str, str]]:
    """Pairs of random words, every second pair alike but for one place."""
    dice = random.Random(20261123)
    pairs = []
    for number in range(count):
        one, other = ("".join(dice.choices(alphabet, k=dice.randint(1, 6))) for _ in range(2))
        if number % 2:
            place = dice.randrange(len(one))
            other = one[:place] + dice.choice(alphabet) + one[place + 1 :]
        pairs.append((one, other))
    return pairs


@pytest.mark.parametrize(
    ("language", "alphabet"),
    [
        ("hi", LETTERS + SIGNS + NUKTA_LETTERS),
        ("hi", LETTERS + SIGNS + NUKTA_LETTERS + "abzABZéß059०९ -'."),
        ("en", LETTERS + SIGNS + NUKTA_LETTERS + "abcdexyzABCDEXYZéàüß059 -'."),
    ],
    ids=["Hindi", "Hindi and Latin", "English"],
)
def test_order_is_that_of_icu(language: str, alphabet: str) -> None:
    icu = pytest.importorskip("icu")
    oracle = icu.Collator.createInstance(icu.Locale(language))
    key = collator(language).key
    wrong = [
        (one, other)
        for one, other in random_pairs(alphabet, 100_000)
        # Without the text itself, which only breaks ties.
        if compare(key(one)[:-1], key(other)[:-1]) != oracle.compare(one, other)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "hi"])
def test_names_of_the_demo_are_in_the_order_of_icu(language: str) -> None:
    icu = pytest.importorskip("icu")
    oracle = icu.Collator.createInstance(icu.Locale(language))
    names = set()
    for path in DEMO.glob("locales/hi/LC_MESSAGES/terms/*.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                names |= {str(message.id), str(message.string)} if len(str(message.id)) < 60 else set()
    assert len(names) > 500
    assert sorted(names, key=collator(language).key) == sorted(
        names, key=lambda name: (oracle.getSortKey(name), name)
    )


def test_other_languages_ask_icu() -> None:
    pytest.importorskip("icu")
    swedish = collator("sv")
    assert sorted(["Örn", "Zebra", "Ånger", "apa"], key=swedish.key) == ["apa", "Zebra", "Ånger", "Örn"]
    assert [swedish.letter(title) for title in ("Ånger", ".NET", "örn", "3D", "?")] == [
        "Å",
        "N",
        "Ö",
        DIGITS,
        SYMBOLS,
    ]


@pytest.mark.usefixtures("without_icu")
def test_other_languages_fall_back_without_icu() -> None:
    assert sorted(["zoo", "éclair", "Apfel"], key=collator("de").key) == ["Apfel", "éclair", "zoo"]
    assert collator("mr").is_devanagari


OWN_SCRIPT: Final = {
    "ru": ["еда", "Ёж", "иней", "яма"],
    "sr": ["бор", "јама"],
    "sr@latin": ["bor", "Zora", "бор"],
    "el": ["Άλφα", "βήτα", "ωμέγα"],
    "he": ["אבא", "בית"],
    "ar": ["باب", "جمل"],
    "bn": ["ক", "কক", "কা", "কু", "খ"],
    "ta": ["கக", "கா", "கு", "ங"],
    "th": ["ขข", "ขา", "ขิ"],
    "ja": ["アイ", "いぬ", "うみ", "愛"],
    "ko": ["가", "나무", "한국"],
    "zh_CN": ["一", "三"],
    "ka": ["ანი", "ბანი"],
    "hi": ["अ", "क"],
    "en": ["apple", "Zebra"],
}


@pytest.mark.parametrize("language", OWN_SCRIPT)
@pytest.mark.usefixtures("without_icu")
def test_own_script_comes_first_without_icu(language: str) -> None:
    own = OWN_SCRIPT[language]
    others = ["API"] if not own[0].isascii() else ["ক"]
    titles = ["#", "3D", *own, *others]
    assert sorted(set(titles), key=collator(language).key) == titles


def test_languages_that_lack_icu(request: pytest.FixtureRequest) -> None:
    pytest.importorskip("icu")
    assert not any(map(lacks_icu, ["en", "hi", "en_GB", "ta"]))
    request.getfixturevalue("without_icu")
    assert [lacks_icu(language) for language in ("en", "hi", "en_GB", "hi-IN", "ta", "de")] == [
        *[False] * 4,
        True,
        True,
    ]


# ---- index letters


@pytest.mark.parametrize("language", ["hi", "en"])
@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("ऑनलाइन", "ओ"),
        ("ऍप", "ए"),
        ("ॲप", "अ"),
        ("अँधेरा", "अ"),
        ("आम", "आ"),
        ("\u0958लम", "क"),
        ("क\u093cलम", "क"),
        ("क्षमा", "क"),
        ("ज्ञान", "ज"),
        ("श्रम", "श"),
        ("3D", DIGITS),
        ("१०", DIGITS),
        ("²", DIGITS),
        ("token", "T"),
        ("État", "E"),
        ("ßtest", "S"),
        ("ønske", "O"),
        (".NET", "N"),
        ("«कलम»", "क"),
        ("Ωmega", "Ω"),
        ("…", SYMBOLS),
        ("", SYMBOLS),
        ("한국", "ㅎ"),
        ("까치", "ㄱ"),
        ("ㅎ", "ㅎ"),
        ("がくせい", "か"),
        ("カメラ", "か"),
        ("ヵ", "か"),
        ("ゃ", "や"),
        ("ん", "わ"),
        ("用語", HAN),
        ("\u00b5m", "M"),
        ("\u03bcm", "\u039c"),
        ("\u2126", "Ω"),
        ("\u212b", "A"),
        ("\u02b0a", "A"),
        ("\u02bbokina", "O"),
        ("ー", SYMBOLS),
        ("Привет", "П"),
        ("ანი", "ა"),
    ],
)
def test_letters(language: str, title: str, letter: str) -> None:
    assert collator(language).letter(title) == letter


@law
@given(any_text, languages)
def test_a_letter_stands_under_itself(title: str, language: str) -> None:
    letter = collator(language).letter(title)
    assert letter == SYMBOLS or collator(language).letter(letter) == letter


@pytest.mark.parametrize(
    ("language", "bar"),
    [
        ("hi", [SYMBOLS, DIGITS, "अ", "ए", "ओ", "क", "ज", "ह", "A", "Z"]),
        ("en", [SYMBOLS, DIGITS, "A", "Z", "अ", "ए", "ओ", "क", "ज", "ह"]),
    ],
)
def test_order_of_the_letter_bar(language: str, bar: list[str]) -> None:
    assert rises([collator(language).letter_key(letter) for letter in bar])


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_letter_bar_follows_the_order_of_the_titles(language: str) -> None:
    order = collator(language)
    titles = [*LETTERS, *NUKTA_LETTERS, *"abcxyz", "5", "०", "ऑन", "ओस", "क्ष", "ज्ञ"]
    bar = [order.letter_key(order.letter(title)) for title in sorted(titles, key=order.key)]
    assert all(one <= other for one, other in pairwise(bar))


# ---- index letters by ICU


@pytest.mark.parametrize(
    ("language", "title", "letter"),
    [
        ("mr", "ज्ञान", "ज्ञ"),
        ("mr", "क्षमा", "क्ष"),
        ("mr", "जल", "ज"),
        ("mr", "ळ", "ळ"),
        ("ta", "ஜாவா", "ஜ"),
        ("ta", "க்ஷணம்", "க்ஷ"),
        ("ta", "கடல்", "க"),
        ("ne", "ऑनलाइन", "ओ"),
        ("ne", "ऍप", "ए"),
        ("pa", "ਉੱਲੂ", "ੳ"),
        ("zh_CN", "中国", "Z"),
        ("zh_CN", "API", "A"),
        ("zh_CN", "한국", "ㅎ"),
        ("zh_TW", "中國", "4劃"),
        ("zh_TW", "API", "A"),
        ("ko", "한국", "ㅎ"),
        ("ko", "까치", "ㄱ"),
        ("ko", "漢字", "ㅎ"),
        ("ja", "がくせい", "か"),
        ("ja", "カメラ", "か"),
        ("ja", "用語", HAN),
        ("de", "用語", HAN),
        ("de", "Þórr", "Þ"),
        ("de", "\u00b5m", "M"),
        ("el", "\u00b5m", "Μ"),
        ("ru", "Ёж", "Е"),
        ("ru", "Йод", "Й"),
        ("ru", "API", "A"),
        ("ru", "Ъ", "Ъ"),
        ("sr@latin", "Šuma", "Š"),
        ("sr@latin", "Njegoš", "NJ"),
        ("cs", "chata", "CH"),
        ("tr", "ılık", "I"),
        ("tr", "iyi", "İ"),
        ("th", "เก", "ก"),
        ("am", "ሰላም", "ሰ"),
        ("am", "ላም", "ለ"),
        ("fa", "كتاب", "ک"),
    ],
)
def test_letters_of_icu(language: str, title: str, letter: str) -> None:
    pytest.importorskip("icu")
    assert collator(language).letter(title) == letter


LATIN_PARTS: Final = {"A": "æ", "O": "øœ"}
KANA: Final = {
    "あ": "ぁぃいぅうぇえぉおァアィイゥウェエォオヴ",
    "か": "きぎくぐけげこごカガキギクグケゲコゴヵヶ",
    "さ": "しじすずせぜそぞサザシジスズセゼソゾ",
    "た": "ちぢっつづてでとどタダチヂッツヅテデトド",
    "な": "にぬねのナニヌネノ",
    "は": "ひびぴふぶぷへべぺほぼぽハバパヒビピフブプヘベペホボポ",
    "ま": "みむめもマミムメモ",
    "や": "ゃゅゆょよャヤュユョヨ",
    "ら": "りるれろラリルレロ",
    "わ": "ゎゐゑをんヮワヰヱヲン",
    SYMBOLS: "々ゝゞーヽヾ",  # none of them begins a word
}
# The letters of a language, including those of loan words, that are listed under another letter. All
# others are listed under themselves.
UNDER_ANOTHER: Final[dict[str, dict[str, str]]] = {
    "ar": {"ا": "ءؤئ", "ت": "ة", "ي": "ىی", SYMBOLS: "ـ"},
    "bn": {"ত": "ৎ"},
    "de": {**LATIN_PARTS, "S": "ß", "I": "ı"},
    "el": {"Σ": "ς"},
    "es": LATIN_PARTS,
    "fa": {"ی": "ئىي", "ه": "ة", "ک": "ك", SYMBOLS: "ـ"},
    "fr": {**LATIN_PARTS, "S": "ß"},
    "gu": {},
    "he": {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"},
    "hi": {"ए": "ऍ", "ओ": "ऑ"},
    "id": LATIN_PARTS,
    "it": {**LATIN_PARTS, "S": "ß"},
    "ja": KANA,
    "mr": {"ए": "ऍ"},
    "nl": LATIN_PARTS,
    "pl": {"S": "ß", "A": "æ", "O": "œ"},
    "pt_BR": LATIN_PARTS,
    "ru": {},
    "sv": {"Ä": "æ", "Ö": "ø", "Y": "ü"},
    "ta": {},
    "te": {},
    "tr": {**LATIN_PARTS, "S": "ß", "I": "ı"},
    "uk": {SYMBOLS: "\u02bc"},
    "ur": {"ی": "ئ"},
    "vi": {},
    "zh_CN": {},
    "zh_TW": {},
}


def letters_of(language: str) -> list[str]:
    """What CLDR has as letters of a language: in use, in loan words, and in indexes."""
    icu = pytest.importorskip("icu")
    data = icu.LocaleData(tag_of(language).replace("-", "_"))
    found = {str(letter) for kind in range(3) for letter in data.getExemplarSet(0, kind)}
    return [each for each in found if unicodedata.category(each[0])[0] == "L"]


@pytest.mark.parametrize("language", UNDER_ANOTHER)
def test_every_letter_of_a_language_stands_under_itself(language: str) -> None:
    order, found = collator(language), dict[str, set[str]]()
    for each in letters_of(language):
        letter = order.letter(each)
        assert "…" not in letter
        if not unicodedata.name(each[0]).startswith("CJK"):
            first = (unicodedata.normalize("NFKD", text)[0].lower() for text in (letter, each))
            if len(set(first)) > 1:
                found.setdefault(letter, set()).add(each)
    assert found == {letter: set(others) for letter, others in UNDER_ANOTHER[language].items()}


def test_every_letter_of_korean_stands_under_its_consonant() -> None:
    order = collator("ko")
    letters = {order.letter(each) for each in letters_of("ko") if "가" <= each <= "힣"}
    assert letters == set("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")


@pytest.mark.parametrize(
    ("language", "bar"),
    [
        ("zh_TW", [SYMBOLS, DIGITS, "1劃", "2劃", "10劃", "A", "Ω"]),
        ("zh_CN", [SYMBOLS, DIGITS, "A", "H", "Z", HAN]),
        ("ta", [SYMBOLS, DIGITS, "அ", "ஔ", "ஃ", "க", "ன", "ஜ", "ஹ", "க்ஷ", "A", "Z"]),
        ("mr", [SYMBOLS, DIGITS, "अ", "ज", "ह", "ळ", "क्ष", "ज्ञ", "A"]),
        ("ja", [SYMBOLS, DIGITS, "A", "あ", "わ", HAN]),
        ("sv", [SYMBOLS, DIGITS, "A", "Z", "Å", "Ä", "Ö", "Ω", HAN]),
        ("ru", [SYMBOLS, DIGITS, "А", "Щ", "Ъ", "Ы", "Я", "A", "Z"]),
    ],
)
def test_order_of_the_letter_bar_by_icu(language: str, bar: list[str]) -> None:
    pytest.importorskip("icu")
    assert rises([collator(language).letter_key(letter) for letter in bar])


# Not Persian or Ukrainian, where characters that begin no word are elsewhere.
@pytest.mark.parametrize("language", sorted(UNDER_ANOTHER.keys() - {"fa", "uk"} | {"ko"}))
def test_letters_of_icu_follow_its_order(language: str) -> None:
    pytest.importorskip("icu")
    order = collator(language)
    # Parts of syllables do not stand alone. Chinese has Latin words behind all others, under one letter.
    own = [each for each in letters_of(language) if not "\u1100" <= each[0] <= "\u11ff"]
    own = [each for each in own if language != "zh_CN" or unicodedata.name(each[0])[:3] == "CJK"]
    bar = [order.letter_key(order.letter(each)) for each in sorted(own, key=order.key)]
    assert len(own) > 20
    assert all(one <= other for one, other in pairwise(bar))


def test_collators_are_made_once() -> None:
    assert isinstance(collator("hi"), Collator)
    assert collator("hi") is collator("hi")
