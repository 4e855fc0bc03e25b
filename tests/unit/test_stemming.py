"""How many forms of Hindi words the search finds, and how many other words with them.

Measured on ``hindi_forms.txt``. A form finds a word if both have one stem.

- **Recall**: how many forms find their word.
- **Precision**: of all words that forms find, how many are their own.

"Kin" is precision with words of the same root counted as found rightly: उठाना and उठना.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import pytest
import snowballstemmer  # type: ignore[import-untyped]

from sphinx_glossterm.terms.spelling import fold
from sphinx_glossterm.write.search.endings import ENDINGS, ROOTS, without_ending
from sphinx_glossterm.write.search.words import ENDINGS_TWIN as TWIN
from sphinx_glossterm.write.search.words import search_in

FORMS: Final = Path(__file__).with_name("hindi_forms.txt")
stem: Final = search_in("hi", has_hindi=True)({}).stem
_snowball: Final = snowballstemmer.stemmer("hindi").stemWord


@dataclass(frozen=True)
class Word:
    """A line of the file."""

    text: str
    kin: str
    forms: tuple[str, ...]


def words_of(text: str) -> list[Word]:
    lines = (re.fullmatch(r"(\S+)(?: \((\S+)\))?: (.+)", line) for line in text.splitlines())
    return [Word(line[1], line[2] or "", tuple(line[3].split())) for line in lines if line]


EARLIER, LATER = map(words_of, FORMS.read_text("utf-8").split("\n# ==== "))
WORDS: Final = EARLIER + LATER


class Measured(NamedTuple):
    recall: float
    precision: float
    kin: float


def measure(stem: Callable[[str], str], words: list[Word]) -> Measured:
    """How the forms of some words fare among all words."""
    named: dict[str, list[Word]] = defaultdict(list)
    for word in WORDS:
        named[stem(word.text)].append(word)
    pairs = [
        (word, found) for word in words for form in word.forms for found in named.get(stem(form), ())
    ]
    right = sum(word is found for word, found in pairs)
    near = sum(
        word is found or word.kin == found.text or found.kin == word.text for word, found in pairs
    )
    return Measured(
        right / sum(len(word.forms) for word in words), right / len(pairs), near / len(pairs)
    )


def snowball(word: str) -> str:
    """What the search did with a word before it had its own stemmer."""
    return str(_snowball(fold(word)))


def test_the_words_are_many_and_each_is_there_once() -> None:
    texts = [word.text for word in WORDS]
    assert len(set(texts)) == len(texts)
    assert len(EARLIER) >= 330
    assert len(LATER) >= 100
    assert all(word.forms and word.text not in word.forms for word in WORDS)
    assert {word.kin for word in WORDS if word.kin} <= set(texts)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(WORDS, id="all"),
        pytest.param(EARLIER[::2], id="even"),
        pytest.param(EARLIER[1::2], id="odd"),
        pytest.param(LATER, id="later"),
    ],
)
def test_forms_find_their_word_and_few_others(words: list[Word]) -> None:
    ours, before = measure(stem, words), measure(snowball, words)
    forms = sum(len(word.forms) for word in words)
    print(f"\n{len(words)} words, {forms} forms")
    for name, figures in (("ours", ours), ("Snowball", before)):
        print(f"{name:>10}: " + ", ".join(f"{k} {v:.3f}" for k, v in figures._asdict().items()))
    assert ours.recall >= 0.95
    if words is WORDS:
        assert ours.kin >= 0.96
    assert ours.precision >= before.precision
    assert ours.kin >= before.kin


def test_of_no_word_one_letter_is_left() -> None:
    texts = {text for word in WORDS for text in (word.text, *word.forms)}
    assert {text for text in texts if len(stem(text)) == 1} == set()
    assert {text for text in texts if len(snowball(text)) == 1} != set()


@pytest.mark.parametrize(
    "forms",
    [
        "गलती गलतियाँ गलतियों",
        "कंपनी कंपनियाँ कम्पनियों",
        "खाता खाते खातों",
        "प्रदाता प्रदाताओं",
        "चिड़िया चिड़ियाँ चिड़ियों",
        "नया नए नये नई नयी",
        "गया गए गये गई गयी",
        "बनाना बनाये बनाए बनायी बनाई बनाया बनाकर बनाएँ बनायें बनाएगा बनायेगा बनाइए बनाइये",
        "सोना सोया सोई सोए सोये सोकर",
        "पीना पिया पिए पिये पीकर पीजिए",
        "छूना छुआ छुई छुए छूकर",
        "रुपया रुपए रुपये रुपयों",
        "कॉफ़ी कोफ़ी कॉफी कॉफ़ियाँ",
        "वस्तु वस्तुएँ वस्तुओं",
        "आलू आलुओं",
        "स्त्री स्त्रियाँ स्त्रियों",
        "घर घरों",
        "बटन बटनों",
    ],
)
def test_forms_have_one_stem(forms: str) -> None:
    stems = {stem(form) for form in forms.split()}
    assert len(stems) == 1


@pytest.mark.parametrize(
    "words",
    [
        "खाता खाना",
        "कंपनी कंपन",
        "झाड़ी झाड़ू",
        "बहू बहना",
        "उपयोगी उपयोगिता",
        "सेना सेव",
        "बटन बटना",
        "रात रास्ता",
        "ऋतु ऋत",
    ],
)
def test_words_stay_apart(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize("sign", ["क", "ि", "का", "ाय", "क्", "\u200d", "ए"])
def test_long_words_take_no_longer_than_their_letters(sign: str) -> None:
    """Not a word: a million letters take only a moment."""
    start = time.process_time()
    for end in ("", "ना", "ाना", "ाओं", "ों", "ई"):
        without_ending(sign * 200_000 + end)
    assert time.process_time() - start < 10


def test_the_twin_has_the_same_tables() -> None:
    script = TWIN.read_text("utf-8")
    endings = re.search(r"const ENDINGS = `([^`]*)`", script)
    roots = re.search(r"const ROOTS = \{(.*?)  \};", script, re.DOTALL)
    assert endings is not None
    assert roots is not None
    assert endings[1] == ENDINGS
    assert dict(re.findall(r"(\w+): /(.+)/,\n", roots[1])) == ROOTS


def test_no_ending_is_listed_twice_for_a_root() -> None:
    listed = [
        (line.split(":")[0].strip(), ending)
        for line in ENDINGS.strip().splitlines()
        for ending in line.partition(": ")[2].split()
    ]
    assert len(set(listed)) == len(listed) > 100
