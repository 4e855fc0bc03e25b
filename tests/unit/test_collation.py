"""Dictionary order and index letters; ICU has the last word on Hindi."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms.order import DIGITS, SYMBOLS, Collator, collator

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


def test_other_languages_fall_back_without_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icu", None)
    collator.cache_clear()
    assert sorted(["zoo", "éclair", "Apfel"], key=collator("de").key) == ["Apfel", "éclair", "zoo"]
    assert collator("mr").is_devanagari
    collator.cache_clear()


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


def test_collators_are_made_once() -> None:
    assert isinstance(collator("hi"), Collator)
    assert collator("hi") is collator("hi")
