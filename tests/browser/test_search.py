"""The built search page in a real Chromium: what queries find, and that the page does as Python does.

The demo is built in both languages with two themes, one of them Sphinx's own. What the page makes of a
word is asked of the page itself (``Search._parseQuery``), not of the script by itself.
"""

from __future__ import annotations

import random
import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest
from support import Project, mostly_long

from browser.sites import DEMO, LANGUAGES, Sites
from sphinx_glossterm.write.search.endings import ENDINGS
from sphinx_glossterm.write.search.words import SearchWords, search_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

THEMES: Final = ("alabaster", "furo")
# The title loses its dots when the search is over; they go on by themselves.
DONE: Final = "Search.title && !Search.title.contains(Search.dots)"
RESULTS: Final = """
[...document.querySelectorAll("#search-results ul.search > li")].map((item) => {
  const link = item.querySelector("a");
  return [item.className.replace("kind-", ""), link.getAttribute("href"), link.textContent];
})
"""
GENERATED: Final = 30_000
HINDI_FORMS: Final = Path(__file__).parents[1] / "unit" / "hindi_forms.txt"


# ---- sites and the browser


@pytest.fixture(scope="module")
def search_sites(sites: Sites) -> Path:
    """The demo as ``THEME/LANGUAGE``."""
    for theme in THEMES:
        for language in LANGUAGES:
            sites.demo(theme, language)
    return sites.folder / "demo"


@pytest.fixture(scope="module")
def search_address(search_sites: Path, address: str) -> str:
    return f"{address}/demo"


@contextmanager
def open_page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    try:
        yield page
    finally:
        page.close()


@dataclass(frozen=True)
class Result:
    kind: str
    address: str
    title: str

    @property
    def page(self) -> str:
        """The document it leads to."""
        return self.address.partition("#")[0].removesuffix(".html")


def search(page: Page, site: str, query: str) -> list[Result]:
    """What the search page of a site shows for a query."""
    page.goto(f"{site}/search.html?q={quote(query)}")
    page.wait_for_function(DONE)
    return [Result(*found) for found in page.evaluate(RESULTS)]


# ---- queries


@dataclass(frozen=True)
class Query:
    """A query, with what it must and must not find.

    Attributes:
        text: What the reader types.
        finds: Documents that must be among the results, the first of them among the first three.
        omits: Documents that must not be; ``*`` for all others.
    """

    text: str
    finds: str = ""
    omits: str = ""


HINDI_QUERIES: Final = [
    # Titles, in both languages
    Query("टोकन", "token", "red-teaming"),
    Query("Token", "token", "red-teaming"),
    Query("कॉन्टेक्स्ट विंडो", "context-window", "onnx"),
    Query("Context Window", "context-window", "onnx"),
    Query("मॉडल कार्ड", "model-card", "temperature"),
    Query("Overfitting", "overfitting", "*"),
    # Aliases
    Query("मतिभ्रम", "hallucination", "*"),
    Query("Confabulation", "hallucination", "*"),
    Query("प्रोग्रामिंग इंटरफ़ेस", "api", "lora"),
    Query("key-value cache", "kv-cache", "lora"),
    Query("Tool calling", "tool-use", "*"),
    # Abbreviations
    Query("LLM", "large-language-model", "red-teaming"),
    Query("rlhf", "rlhf", "onnx"),
    Query("API", "api", "overfitting"),
    # Forms, which no page shows
    Query("एलएलएम", "large-language-model", "*"),
    Query("जीपीयू", "gpu", "*"),
    Query("क्वांटीकरण", "quantization", "*"),
    Query("quantisation", "quantization", "*"),
    Query("hallucinating", "hallucination", "*"),
    # Spellings
    Query("कण्टेक्स्ट", "context-window", "*"),
    Query("क्वाण्टाइज़ेशन", "quantization", "red-teaming"),
    Query("क्वान्टाइजेशन", "quantization", "red-teaming"),
    Query("ओवरफिटिंग", "overfitting", "red-teaming"),
    Query("फाइन-ट्यूनिंग", "fine-tuning", "temperature"),
    Query("बेन्चमार्क", "evaluation", "prompt-injection"),
    Query("टो\u200dकन", "token", "red-teaming"),
    # Inflected words, also of a Hindi ending on an English word
    Query("टोकनों", "token", "red-teaming"),
    Query("प्रॉम्प्टों", "prompt prompt-injection", "overfitting"),
    Query("APIओं", "api", "overfitting"),
    Query("LLMs", "large-language-model", "red-teaming"),
    Query("model cards", "model-card", "*"),
    # Stop words
    Query("मॉडल का कार्ड", "model-card", "temperature"),
    Query("the red team", "red-teaming", "token"),
    # Nothing at all: syllables and words there are none of, stop words
    Query("झ्यूण", omits="*"),
    Query("ठॄ", omits="*"),
    Query("टोकन झ्यूण", omits="*"),
    Query("मॉडेल", omits="*"),
    Query("zzqx", omits="*"),
    Query("का", omits="*"),
]
ENGLISH_QUERIES: Final = [
    # Names in Hindi: titles, an alias, forms, spellings, inflected words, two words
    Query("एम्बेडिंग", "embedding", "*"),  # the first page has the word for a token
    Query("लार्ज लैंग्वेज मॉडल", "large-language-model", "*"),
    Query("टूल का इस्तेमाल", "tool-use", "*"),
    Query("मतिभ्रम", "hallucination", "*"),
    Query("एलएलएम", "large-language-model", "*"),
    Query("क्वांटीकरण", "quantization", "*"),
    Query("कण्टेक्स्ट", "context-window", "*"),
    Query("क्वाण्टाइजेशन", "quantization", "*"),
    Query("फाइन-ट्यूनिंग", "fine-tuning", "*"),
    Query("टोकनाइज़रों", "token", "*"),
    Query("पैरामीटरों", "weights", "*"),
    Query("रेड टीम", "red-teaming", "*"),
    # Names in English
    Query("Large Language Model", "large-language-model", "red-teaming"),
    Query("confabulation", "hallucination", "*"),
    Query("LLM", "large-language-model", "red-teaming"),
    Query("LLMs", "large-language-model", "red-teaming"),
    Query("quantisation", "quantization", "*"),
    Query("GPUs", "gpu", "red-teaming"),
    Query("fine tuned", "fine-tuning", "temperature"),
    # Nothing at all; a Hindi syllable is no part of other words
    Query("ट", omits="*"),
    Query("टे", omits="*"),
    Query("झ्यूण", omits="*"),
    Query("zzqx", omits="*"),
    Query("और", omits="*"),
]
QUERIES: Final = [("hi", query) for query in HINDI_QUERIES] + [
    ("en", query) for query in ENGLISH_QUERIES
]


def complaint(query: Query, results: list[Result]) -> str:
    """What is wrong with the results, if anything is."""
    pages = list(dict.fromkeys(result.page for result in results))
    wanted = [f"terms/{name}" for name in query.finds.split()]
    missing = [name for name in wanted if name not in pages]
    if missing:
        return f"{query.text}: does not find {missing}"
    if wanted and wanted[0] not in pages[:3]:
        return f"{query.text}: {wanted[0]} comes after {pages[:3]}"
    unwanted = set(pages) - set(wanted) if query.omits == "*" else {f"terms/{query.omits}"} & set(pages)
    return f"{query.text}: finds {sorted(unwanted)}" if unwanted else ""


def test_there_are_enough_queries() -> None:
    assert len(QUERIES) >= 40
    assert len(set(QUERIES)) == len(QUERIES)
    assert all(query.finds or query.omits == "*" for _language, query in QUERIES)


@pytest.mark.parametrize("theme", mostly_long(THEMES, ["alabaster"]))
@pytest.mark.parametrize("language", LANGUAGES)
def test_queries_find_what_they_must_and_no_more(
    browser: Browser, search_address: str, language: str, theme: str
) -> None:
    with open_page(browser) as page:
        found = [
            complaint(query, search(page, f"{search_address}/{theme}/{language}", query.text))
            for site, query in QUERIES
            if site == language
        ]
    assert [line for line in found if line] == []


def numbers_and_spellings(project: Project) -> None:
    pages = {
        "western": "West\n====\n\nसन् 2019 में।\n",
        "indian": "India\n=====\n\nसन् २०१९ में, सन् २०२० में भी।\n",
        "coffee": "Coffee\n======\n\nकॉफ़ी बनाना, और गयी बार की गलतियाँ।\n",
        "speech": ".. term:: Language\n   :forms: languages\n\n   What people speak.\n",
    }
    project.write("index.rst", "Words\n=====\n")
    for name, text in pages.items():
        project.write(f"{name}.rst", f":orphan:\n\n{text}")
    project.translate("speech", {"Language": "भाषा", "languages": "भाषाएँ, bhasha"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2019", "indian western"),
        ("२०१९", "indian western"),
        ("सन् 2019", "indian western"),
        ("२०१९ 2020", "indian"),
        ("2018", ""),
        ("bhasha", "speech"),
        ("Bhasha", "speech"),
        ("भाषाओं", "speech"),
        ("कोफी", "coffee"),
        ("कॉफी बनाये", "coffee"),
        ("गलती", "coffee"),
    ],
)
def test_spellings_and_digits_of_either_script_are_found(
    browser: Browser, sites: Sites, address: str, language: str, query: str, found: str
) -> None:
    sites.built(
        f"spellings/{language}", numbers_and_spellings, "-D", "html_theme=alabaster", language=language
    )
    with open_page(browser) as page:
        results = search(page, f"{address}/spellings/{language}", query)
    assert " ".join(sorted({result.page for result in results})) == found


@pytest.mark.parametrize(
    ("language", "query", "place"),
    [
        ("hi", "टोकन", "terms/token.html#token"),
        ("hi", "Context Window", "terms/context-window.html#context-window"),
        ("en", "कॉन्टेक्स्ट विंडो", "terms/context-window.html#context-window"),
        ("en", "मतिभ्रम", "terms/hallucination.html#hallucination"),
    ],
)
def test_a_name_leads_to_its_entry(
    browser: Browser, search_address: str, language: str, query: str, place: str
) -> None:
    with open_page(browser) as page:
        results = search(page, f"{search_address}/alabaster/{language}", query)
        assert place in {result.address for result in results}
        page.click(f'#search-results a[href="{place}"]')
        page.wait_for_load_state()
        assert page.evaluate("document.querySelector(':target').matches('.glossterm')")


@pytest.mark.parametrize("theme", THEMES)
def test_search_works_from_files(browser: Browser, search_sites: Path, theme: str) -> None:
    with open_page(browser) as page:
        site = (search_sites / theme / "hi").as_uri()
        assert "terms/token" in {result.page for result in search(page, site, "टोकनों")}


# ---- the page does as Python does


def made_by_python(language: SearchWords, text: str) -> set[str]:
    """What Sphinx puts into the index for a text."""
    found = set()
    for word in language.split(text):
        stem = language.stem(word).lower()
        kept = stem if language.word_filter(stem) else word
        if language.word_filter(kept):
            found.add(kept)
    return found


def disagreements(page: Page, texts: list[str]) -> list[tuple[str, set[str], set[str]]]:
    """Texts that the page makes other words of than Python."""
    language = search_in("hi", has_hindi=True)({})
    by_page = page.evaluate("(texts) => texts.map((text) => [...Search._parseQuery(text)[1]])", texts)
    pairs = (
        (text, made_by_python(language, text), set(words))
        for text, words in zip(texts, by_page, strict=True)
    )
    # The index has each letter of scripts without spaces; a query only where it stands alone.
    return [
        (text, ours, theirs)
        for text, ours, theirs in pairs
        if not theirs <= ours or any(not is_letter_of_a_line(word) for word in ours - theirs)
    ]


def is_letter_of_a_line(word: str) -> bool:
    return len(word) == 1 and len(search_in("hi", has_hindi=True)({}).split(f"q{word}z")) > 1


@pytest.fixture(scope="module")
def demo_words() -> list[str]:
    """Every word of the demo's pages and catalogues, as written, and as split."""
    sources = [
        path
        for pattern in ("*.rst", "*.md", "*.po", "*.py")
        for path in DEMO.rglob(pattern)
        if "_build" not in path.parts
    ]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    split = re.findall(r"[\w\u0900-\u097f\u200c\u200d]+", unicodedata.normalize("NFC", text))
    return sorted({*text.split(), *split})


@pytest.fixture(scope="module")
def hindi_search_page(browser: Browser, search_address: str) -> Iterator[Page]:
    with open_page(browser) as page:
        page.goto(f"{search_address}/alabaster/hi/search.html")
        yield page


def is_devanagari(word: str) -> bool:
    return any("\u0900" <= char <= "\u097f" for char in word)


def test_the_page_agrees_on_every_word_of_the_demo(
    hindi_search_page: Page, demo_words: list[str]
) -> None:
    assert len(demo_words) > 5_000
    assert sum(map(is_devanagari, demo_words)) > 1_500
    assert disagreements(hindi_search_page, demo_words) == []


def test_the_page_agrees_on_inflected_forms(hindi_search_page: Page, demo_words: list[str]) -> None:
    """Every root of the demo with every Hindi ending there is, in the spellings there are."""
    hindi = search_in("hi", has_hindi=True)({})
    roots = sorted({hindi.stem(word) for word in demo_words if is_devanagari(word)})
    endings = [ending for line in ENDINGS.strip().splitlines() for ending in line.split(": ")[1].split()]
    endings += ["ये", "यी", "ायें", "ाइये", "ायेगा", "ूँ", "ाएँ", "ियाँ", "न्", "तिय", "ॉ"]
    forms = sorted({root + ending for root in roots for ending in endings})
    forms = random.Random(1).sample(forms, GENERATED)
    assert disagreements(hindi_search_page, forms) == []


def test_the_page_agrees_on_words_with_all_their_forms(hindi_search_page: Page) -> None:
    """Those the stemmer is measured with, also without each of their letters, and some words run together."""
    words = sorted(set(re.findall("[\u0900-\u097f]+", HINDI_FORMS.read_text("utf-8"))))
    assert len(words) > 2_000
    shorter = {word[:n] + word[n + 1 :] for word in words for n in range(len(word))}
    joined = {a + b for a, b in zip(words, random.Random(4).sample(words, len(words)), strict=True)}
    texts = sorted({*words, *shorter, *joined})
    assert len(texts) > 10_000
    assert disagreements(hindi_search_page, texts) == []


def test_the_page_agrees_on_english_forms(hindi_search_page: Page, demo_words: list[str]) -> None:
    roots = [word for word in demo_words if word.isascii() and word.isalpha()]
    latin = ("s", "es", "ed", "ing", "ly", "ness", "ization", "ational", "iveness", "ful", "er", "able")
    endings = (*latin, "ement", "ies", "y", "al", "ous", "ओं", "ों")
    forms = sorted({root + ending for root in roots for ending in endings})
    assert len(forms) > 20_000
    forms = random.Random(2).sample(forms, 20_000)
    assert disagreements(hindi_search_page, forms) == []


def test_the_page_agrees_on_any_sequence_of_signs(hindi_search_page: Page) -> None:
    """Letters, marks, digits and joiners in any order, mostly not words."""
    choose = random.Random(3).choices
    devanagari = [chr(point) for point in range(0x0900, 0x0980)] + ["\u200c", "\u200d"]
    others = list("abcdegilnosuy०१२345_ -é²ǅßİΣΩ½ªم۳中\u0301\U0001d4b3\U0001f600")
    alphabets = [devanagari, devanagari + others, others]
    texts = ["".join(choose(alphabets[n % 3], k=1 + n % 9)) for n in range(GENERATED)]
    nasals = [
        first + "्" + joiner + second + sign
        for first in "ङञणनम"
        for second in map(chr, range(0x0915, 0x093A))
        for joiner in ("", "\u200c", "\u200d")
        for sign in ("", "\u0901", "\u093c", "ों")
    ]
    assert disagreements(hindi_search_page, sorted({*texts, *nasals})) == []


def test_the_page_agrees_on_what_belongs_to_a_word(hindi_search_page: Page) -> None:
    """For every character that this Python knows: whether it parts two letters."""
    points = [
        point
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) not in {"Cn", "Co", "Cs"}
    ]
    assert len(points) > 140_000
    parted = hindi_search_page.evaluate(
        "(points) => points.map((point) => splitQuery(`q${String.fromCodePoint(point)}z`).length > 1)",
        points,
    )
    language = search_in("hi", has_hindi=True)({})
    wrong = [
        hex(point)
        for point, is_parted in zip(points, parted, strict=True)
        if (len(language.split(f"q{chr(point)}z")) > 1) != is_parted
    ]
    assert wrong == []


def test_the_english_site_has_the_same_twin(search_sites: Path) -> None:
    """So that comparisons on the Hindi page also hold for the English one."""
    english, hindi = (
        (search_sites / "alabaster" / language / "_static" / "language_data.js").read_text("utf-8")
        for language in LANGUAGES
    )
    assert english == hindi
    assert "withoutEnding" in english
