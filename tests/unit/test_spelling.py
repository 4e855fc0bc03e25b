"""One spelling for all spellings of a word. That of the search has its tests in ``test_search``.

That the page folds as Python does, and finds by it, is shown in ``tests/browser/test_index_filter.py``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spellings import NAMES, NAMES_OF_ALL, beginnings

from sphinx_glossterm.terms.spelling import ANUSVARA, fold, loosen

law: Final = settings(deadline=None)


def finds(typed: str, name: str) -> bool:
    """Whether the filter leaves a name; its rule for words."""
    found_by = loosen(name)
    return all(
        word in found_by or re.sub("[ङञणनम]$", ANUSVARA, word) in found_by
        for word in loosen(typed).split()
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        # Devanagari
        ("हिन्दी", "हिंदी"),
        ("हिन्", "हिं"),  # on the way to हिन्दी
        ("कम्प्यूटर", "कंप्यूटर"),
        ("जन्म", "जंम"),
        ("फ़िल्टर", "फिल्टर"),
        ("\u095eिल्टर", "फिल्टर"),  # nukta and letter in one
        ("चाँद", "चांद"),
        ("GPT", "gpt"),
        ("४ बिट", "4 बिट"),
        # Accents, case, letters with a stroke, ligatures
        ("cafe", "Café"),
        ("CAFE\u0301", "café"),
        ("zurich", "Zürich"),
        ("lodz", "Łódź"),
        ("smorrebrod", "Smørrebrød"),
        ("AErosund", "Ærøsund"),
        ("oeuvre", "Œuvre"),
        ("thorsmork", "Þórsmörk"),
        ("Duong", "Đường"),
        ("STRASSE", "Straße"),
        ("STRAẞE", "strasse"),
        ("istanbul", "İstanbul"),
        ("KADIKOY", "Kadıköy"),
        ("file", "ﬁle"),
        ("ΛΟΓΟΣ", "λόγος"),
        ("елка", "Ёлка"),
        ("иод", "Йод"),
        ("H2O", "H₂O"),
        # Width and signs
        ("ai", "ＡＩ"),
        ("moore's", "Moore’s"),
        ('"big" data', "“Big” data"),
        ("fine-tuning", "fine‑tuning"),
        ("fine-tuning", "fine–tun\u00ading"),
        ("データ", "ﾃﾞｰﾀ"),
        ("でーた", "データ"),
        # Arabic and Hebrew
        ("امة", "أُمَّة"),
        ("اعاده البنا", "إعادة البنــا"),
        ("اله", "آلة"),
        ("مستشفي", "مستشفى"),
        ("هوش مصنوعي", "هوش مصنوعی"),
        ("كتابها", "کتاب\u200cها"),
        ("123", "۱۲۳"),
        ("123", "١٢٣"),
        ("בינה", "בִּינָה"),
        ('צה"ל', "צה״ל"),
        ("בית-ספר", "בית־ספר"),
        # Other scripts of India; digits
        ("পডা", "পড়া"),
        ("ਜਮੀਨ", "ਜ਼ਮੀਨ"),
        ("അവന്\u200d", "അവൻ"),
        ("বিদ্যুত্\u200d", "বিদ্যুৎ"),
        ("12", "௧௨"),
        ("2569", "๒๕๖๙"),
        ("70", "𞥗𞥐"),
        # Unicode's own
        ("葛", "葛\U000e0100"),
        ("한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"),
    ],
)
def test_spellings_of_one_word_are_one(typed: str, stored: str) -> None:
    assert loosen(typed) == loosen(stored)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("कि", "की"),
        ("कम", "क्म"),
        ("কি", "কী"),
        ("நு", "நூ"),
        ("かき", "がき"),
        ("มา", "มี"),
        ("ข้าว", "ขาว"),
        ("한", "항"),
        ("o", "a"),
        ("س", "ش"),
        ("ב", "כ"),
        ("и", "і"),
    ],
)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert loosen(one) != loosen(other)


@law
@given(st.text())
def test_loosening_goes_as_far_as_folding(text: str) -> None:
    assert loosen(fold(text)) == loosen(text)


@law
@given(st.text())
def test_loosening_again_changes_nothing(text: str) -> None:
    assert loosen(loosen(text)) == loosen(text)


@law
@given(st.text())
def test_loosening_does_not_mind_the_form(text: str) -> None:
    found_by = {loosen(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert found_by == {loosen(text)}


# ---- on the way to a word


def test_korean_keys() -> None:
    assert {"ㅎ", "하", "한", "한ㄱ", "한구", "한국", "한국ㅇ", "한국어"} <= {*beginnings("한국어")}
    assert {"ㄷ", "다", "달", "닭", "달기"} <= {*beginnings("달기")}
    assert {"ㄱ", "고", "과", "괗", "과하", "과학"} <= {*beginnings("과학")}
    assert {"어", "업", "없", "없으"} <= {*beginnings("없음")}


def test_every_beginning_finds_its_name() -> None:
    assert len(NAMES) >= 25
    wrong = [
        (typed, name) for name in NAMES_OF_ALL for typed in beginnings(name) if not finds(typed, name)
    ]
    assert wrong == []


devanagari: Final = "कखगङचञटडणतदनपबमयरलवशसहअआइएओािीुेोॉॐ" + "\u0901\u0902\u0903\u093c\u094d\u200c\u200d०९"
latin: Final = "aeiosıIİłŁøØđðþæÆœßẞǆﬁéÅñŷ’'-–\u0301\u0308\u0327"
arabic: Final = "ابتةجدرسعغفقكکلمنهةويىیأإآٱؤئءۀہ٠۹ﻻ" + "\u0640\u064b\u064e\u0651\u0654\u0670\u200c"
others: Final = ("ёйїς", "άᾳΐΣς", "かがﾊﾞパー", "நொகௌ", "കൻര്ൽ", "কোৎড়ঁ", "ਪੰਂ", "נִּךּ", "น้ำเ", "ꮳᏣႠა")
hangul: Final = st.text(
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=4
)
typed_names: Final = st.one_of(
    hangul,
    *(
        st.text(st.sampled_from(letters + " "), max_size=8)
        for letters in (devanagari, latin, arabic, *others)
    ),
)


@settings(deadline=None, max_examples=400)
@given(typed_names)
def test_every_beginning_finds_any_name(name: str) -> None:
    written = unicodedata.normalize("NFC", name)
    assert [typed for typed in beginnings(written) if not finds(typed, written)] == []
