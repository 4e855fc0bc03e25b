"""One spelling for all spellings of a word. That of the search has its tests in ``test_search``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.terms.spelling import fold, loosen


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("हिन्दी", "हिंदी"),
        ("हिन्", "हिं"),  # on the way to हिन्दी
        ("कम्प्यूटर", "कंप्यूटर"),
        ("जन्म", "जंम"),
        ("फ़िल्टर", "फिल्टर"),
        ("\u095eिल्टर", "फिल्टर"),  # nukta and letter in one
        ("चाँद", "चांद"),
        ("GPT", "gpt"),
        ("४ बिट", "4 बिट"),
    ],
)
def test_spellings_of_one_word_are_one(typed: str, stored: str) -> None:
    assert loosen(typed) == loosen(stored)


@given(st.text())
def test_loosening_goes_as_far_as_folding(text: str) -> None:
    assert loosen(fold(text)) == loosen(text)


@given(st.text())
def test_loosening_again_changes_nothing(text: str) -> None:
    assert loosen(loosen(text)) == loosen(text)
