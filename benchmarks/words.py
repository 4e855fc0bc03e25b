"""The words of every corpus: made up syllable by syllable, in Latin and in Devanagari, always the same.

Nothing here is random between runs or depends on hash seeds: a term is a function of its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import Final

# One for each letter of the alphabet, so that every page of a glossary by letters has its terms.
_FIRST: Final = (
    "a अ be बे ci चि do डो e ए fa फा gu गु he हे i इ jo जो ka का lu लु mi मि na ना o ओ pe पे qua क्वा ro रो"
    " si सि ta ता u उ vi वि wa वा xe क्से yo यो za ज़ा"
)
_MIDDLE: Final = "la ला ri रि mo मो ne ने du दु ke के"
_LAST: Final = "n न r र l ल tor तर ma मा lis लिस ven वन dra द्र"
# Common words: half of a real text, and left out by the search.
_SMALL: Final = "the वह of का and और to को in में is है for लिए that कि with साथ as जैसा"
HEADINGS: Final = {
    "Guide": "मार्गदर्शिका",
    "Terms": "शब्द",
    "All terms": "सभी शब्द",
    "Also known as": "अन्य नाम",
    "Why it matters": "यह क्यों मायने रखता है",
    "Deep dive": "विस्तार से",
    "Pros": "फ़ायदे",
    "Cons": "नुकसान",
    "Related concepts": "संबंधित अवधारणाएँ",
}
CATEGORIES: Final = 8


def _pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


# By middle, ending and first letter: neighbours differ in their first letter.
_MADE: Final = [
    (first[0] + middle[0] + last[0], first[1] + middle[1] + last[1])
    for middle in _pairs(_MIDDLE)
    for last in _pairs(_LAST)
    for first in _pairs(_FIRST)
]
LETTERS: Final = tuple(latin[0] for latin, _ in _pairs(_FIRST))
VOCABULARY: Final = tuple(latin for latin, _ in _MADE)
"""The made-up words, which occur only in the text of a corpus."""
_HINDI: Final = dict([*_MADE, *_pairs(_SMALL)])
_SMALL_WORDS: Final = tuple(latin for latin, _ in _pairs(_SMALL))


def hindi(text: str) -> str:
    """*text* in made-up Hindi, word by word; ``{0}`` and the like stay."""
    if text in HEADINGS:
        return HEADINGS[text]
    translated = re.sub(r"[a-z]+", lambda word: _HINDI[word[0].lower()], text, flags=re.IGNORECASE)
    return translated.replace(".", "।")


def _text(random: Random, length: int, sentences: int = 1) -> str:
    """*length* words in *sentences* sentences."""
    part = length // sentences
    return " ".join(_sentence(random, part) for _ in range(sentences))


def _sentence(random: Random, length: int) -> str:
    # `random()` alone is promised to give the same numbers in every version of Python.
    sources = (VOCABULARY, _SMALL_WORDS)
    picked = (sources[n % 2] for n in range(length))
    words = [words[int(random.random() * len(words))] for words in picked]
    return " ".join(words).capitalize() + "."


def letter(number: int) -> str:
    """The letter that a term begins with."""
    return LETTERS[number % len(LETTERS)]


def title(number: int) -> str:
    """The name of a term: two words, unlike those of all others."""
    size = len(VOCABULARY)
    second = VOCABULARY[(37 * number + 101 * (number // size)) % size]
    return f"{VOCABULARY[number % size]} {second}".title()


def category(number: int) -> str:
    """The category of a term."""
    return VOCABULARY[number % CATEGORIES * 100].title()


@dataclass(frozen=True, slots=True)
class Term:
    """The words of one term.

    Attributes:
        aliases: Three words each, so that none is another term's title.
        definition_in_hindi: The text whose translation is edited.
        deep: The paragraphs of the deep dive; the last has one reference, ``{0}``.
        related: The numbers of three other terms.
    """

    number: int
    title: str
    aliases: tuple[str, ...]
    definition: str
    definition_in_hindi: str
    why: str
    deep: tuple[str, ...]
    pro: str
    con: str
    related: tuple[int, ...]


def _definition(number: int, *, edited: bool) -> str:
    return _text(Random(3_000_000 + number if edited else 2_000_000 + number), 25)


def term(number: int, size: int, *, edits: Iterable[str] = ()) -> Term:
    """A term of a glossary of *size* terms.

    Args:
        number: Its number.
        size: How many there are.
        edits: "definition", "title" and "translation" for other words in these places. The old title
            becomes an alias, as in a glossary whose references shall go on working.
    """
    random = Random(number)
    name = title(number)
    alias = f"{name} {VOCABULARY[(number * 11) % len(VOCABULARY)]}".title()
    renamed = "title" in edits
    first, other = (_definition(number, edited=edited) for edited in (False, True))
    definition = other if "definition" in edits else first
    return Term(
        number=number,
        title=f"{alias} {VOCABULARY[0]}".title() if renamed else name,
        aliases=(name, alias) if renamed else (alias,),
        definition=definition,
        definition_in_hindi=hindi(other if "translation" in edits else definition),
        why=_text(random, 40, 2),
        deep=(_text(random, 40, 2), _text(random, 40, 2), _text(random, 40, 2) + " With {0}."),
        pro=_text(random, 15),
        con=_text(random, 15),
        related=tuple(dict.fromkeys((number + step) % size for step in (1, 7, 19) if step % size)),
    )


def prose(page: int, references: int) -> list[str]:
    """The paragraphs of a narrative page, each with one reference ``{0}``."""
    random = Random(4_000_000 + page)
    return [f"{_text(random, 10)[:-1]} {{0}} {_text(random, 10).lower()}" for _ in range(references)]
