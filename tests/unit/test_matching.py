"""Names in running text: whole words, the longest first, and the very place in the text."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms import spelling
from sphinx_glossterm.terms.entry import exact as exactly
from sphinx_glossterm.terms.entry import fold, fold_for, squeeze
from sphinx_glossterm.terms.matching import GAP, Matcher, is_too_common, keeps_case
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS

law: Final = settings(deadline=None)
# What folding changes, lengthens and shortens; marks, joiners and dandas; what joins words and ends them.
SIGNS: list[str] = [*"aAbIßİéकलन\u0958\u093c\u093e\u094d\u200d।.-+ \n", "e\u0301", "  ", "\u1100\u1161"]
SIGNS += ["'", "’", "ʼ", "«", "»", "\u00a0", "i\u0307", GAP]
texts: Final = st.lists(st.sampled_from(SIGNS), max_size=16).map("".join)
# French quotes pad what stands within them; no name begins or ends with one alone.
names: Final = st.lists(
    st.lists(st.sampled_from([sign for sign in SIGNS[:-1] if sign not in "«»"]), min_size=1, max_size=4)
    .map("".join)
    .filter(lambda name: squeeze(name) == name and name and not is_mark(name[0])),
    max_size=6,
)


def is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def is_word(char: str) -> bool:
    return bool(re.match(r"[\w\u200c\u200d]", char)) or is_mark(char) or char == GAP


def is_whole(text: str, start: int, end: int) -> bool:
    def joined(place: int) -> bool:
        """Whether one word reaches over a place between two characters."""
        if not 0 < place < len(text):
            return False
        left, right = text[place - 1], text[place]
        before, after = text[place - 2 : place - 1], text[place + 1 : place + 2]
        return (
            is_word(left if place == start else right)
            or (place == start and left == "." and bool(before) and is_word(before) and is_word(right))
            or (place == end and right == "." and bool(after) and is_word(left) and is_word(after))
        )

    return not joined(start) and not joined(end)


def naive(names: list[str], text: str) -> list[tuple[int, int, str]]:
    """Every stretch of the text is held against every name."""
    found = []
    start = 0
    while start < len(text):
        for end in range(len(text), start, -1):
            words = text[start:end]
            if words[0].isspace() or words[-1].isspace() or not is_whole(text, start, end):
                continue
            alike = [name for name in names if fold(name) == fold(words)]
            exact = [n for n in alike if exactly(words) == exactly(n)]
            fitting = exact or [name for name in alike if not keeps_case(name)]
            if fitting:
                found.append((start, end, fitting[0]))
                start = end - 1
                break
        start += 1
    return found


def found(names: list[str], text: str) -> list[str]:
    return [text[span.start : span.end] for span in Matcher(names).find(text)]


@settings(deadline=None, max_examples=400)
@given(names, texts)
@example(["b"], "ßb b")
@example(["aab", "aa b"], "aab aa  b")
@example(["\u0958न"], "क\u093cन \u0958न")
@example(["a", "a.a"], "a.a a. a .a")
@example(["a"], "\u00ab\xa0a\xa0\u00bb")
def test_finds_what_a_naive_search_finds(names: list[str], text: str) -> None:
    spans = [(span.start, span.end, span.name) for span in Matcher(names).find(text)]
    assert spans == naive(names, text)


@law
@given(names, texts)
def test_what_is_found_is_the_name_in_some_spelling(names: list[str], text: str) -> None:
    for span in Matcher(names).find(text):
        assert fold(text[span.start : span.end]) == fold(span.name)


def test_the_longest_name_wins_and_no_word_counts_twice() -> None:
    names = ["open source", "Source", "open source licence"]
    assert found(names, "An open source licence, open source.") == ["open source licence", "open source"]
    assert found(names, "open source licences") == ["open source"]
    assert found(names, "Open sources and source") == ["source"]


def test_lines_unicode_forms_and_case_make_no_difference() -> None:
    assert found(["Open source"], "open\n  SOURCE") == ["open\n  SOURCE"]
    assert found(["\u0958लम", "café au lait"], "क\u093cलम, cafe\u0301 au lait") == [
        "क\u093cलम",
        "cafe\u0301 au lait",
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("टोकन", 1),
        ("टोकन।", 1),
        ("(टोकन)", 1),
        ("टोकन-सीमा", 1),
        ("टोकनों", 0),
        ("टोकन\u093c", 0),
        ("टोकन\u094d\u200dय", 0),
        ("अटोकन", 0),
        ("LLMटोकन", 0),
        ("टोकन2", 0),
        ("टोकन API", 1),
        ("टोकन २", 1),
        (f"टोकन{GAP}", 0),
        (f"टोकन {GAP}", 1),
    ],
)
def test_words_in_devanagari_are_whole(text: str, hits: int) -> None:
    assert len(found(["टोकन"], text)) == hits
    assert len(found(["टोकन", "टोकनों"], text)) == max(hits, text == "टोकनों")


@pytest.mark.parametrize(
    ("text", "hits"),
    [("C++, C++.", 2), ("C++11", 0), ("node.js", 0), ("a node. Next", 1), ("tokens.", 0), (".NET", 1)],
)
def test_words_in_latin_are_whole(text: str, hits: int) -> None:
    assert len(found(["C++", "node", "token", ".NET"], text)) == hits


def test_names_in_capitals_and_of_two_letters_keep_their_case() -> None:
    assert found(["IT", "Go", "LLM"], "it IT It go Go GO llm LLM") == ["IT", "Go", "LLM"]
    assert found(["Bit"], "bit BIT") == ["bit", "BIT"]
    spans = Matcher(["IT", "It works"]).find("IT works, it works")
    assert [span.name for span in spans] == ["It works", "It works"]


def test_of_two_spellings_the_one_in_the_text_is_meant() -> None:
    spans = Matcher(["Shell", "shell", "US", "Us all", "us"]).find("shell Shell SHELL us US")
    assert [span.name for span in spans] == ["shell", "Shell", "Shell", "us", "US"]


def test_of_names_of_two_entries_each_is_found_in_its_own_spelling() -> None:
    spans = Matcher({"Shell": 1, "shell": 2, "Tree": 3, "tree": 3}).find("shell Shell SHELL TREE")
    assert [span.name for span in spans] == ["shell", "Shell", "Tree"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Moore's law", "By Moore’s law, and moore's Law.", ["Moore’s law", "moore's Law"]),
        ("Moore’s law", "By Moore's law.", ["Moore's law"]),
        (
            '"Le Monde"',
            "éà «\u00a0Le Monde\u202f» ou « Le Monde »",
            ["«\u00a0Le Monde\u202f»", "« Le Monde »"],
        ),
        (
            "« Le Monde »",
            'é l’«\u00a0Le Monde\u00a0», "le monde"',
            ["«\u00a0Le Monde\u00a0»", '"le monde"'],
        ),
        ('"Haus"', "ein »Haus« ist «Haus» é", ["»Haus«", "«Haus»"]),
        ("«\u00a0Le Monde\u00a0»", 'é "le monde" ou “Le Monde”', ['"le monde"', "“Le Monde”"]),
        ("п'ять", "це пʼять, п’ять", ["пʼять", "п’ять"]),
        ("ять", "пʼять п’ять", ["ять"]),
    ],
)
def test_quotes_of_every_kind_are_found_in_place(name: str, text: str, words: list[str]) -> None:
    assert found([name], text) == words


def test_turkish_text_has_two_letters_i() -> None:
    def in_turkish(name: str) -> list[str]:
        text = "ISI, Isı, İsi, isi, I\u0307si"
        return [text[span.start : span.end] for span in Matcher([name], "tr").find(text)]

    assert in_turkish("ısı") == ["ISI", "Isı"]
    assert in_turkish("isi") == ["İsi", "isi", "I\u0307si"]
    assert fold_for("tr")("ISI") == "ısı"


@pytest.mark.parametrize("name", ["a", "A", "का", "क्", "the", "Which", "लिए", "यहां"])
def test_common_words_are_known(name: str) -> None:
    assert is_too_common(name, stop_words())


@pytest.mark.parametrize("name", ["IT", "AND", "C#", "Go", "टोकन", "के लिए", "the web"])
def test_other_names_are_not_common_words(name: str) -> None:
    assert not is_too_common(name, stop_words())


def stop_words() -> frozenset[str]:
    return frozenset(map(spelling.fold, HINDI_STOPWORDS | {"and", "it", "the", "which"}))
