"""The live index: what typing and choosing leaves, its address, its keys, its speed."""

from __future__ import annotations

import json
import random
import statistics
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import pytest
from spellings import NAMES_OF_ALL, beginnings
from support import Project, mostly_long

from browser.sites import LANGUAGES, Sites, Visit
from sphinx_glossterm.terms import spelling

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SCRIPT: Final = Path(spelling.__file__).parents[1] / "static" / "glossterm-index.js"
LIST, CARDS = 0, 1  # the demo's two indexes
TITLES: Final = {
    "en": {"token": "Token", "hallucination": "Hallucination", "llm": "Large Language Model"},
    "hi": {"token": "टोकन", "hallucination": "हैलुसिनेशन", "llm": "लार्ज लैंग्वेज मॉडल"},
}


@pytest.fixture
def glossary(sites: Sites, address: str, language: str) -> str:
    """The demo's page of all terms."""
    sites.demo("alabaster", language)
    return f"{address}/demo/alabaster/{language}/glossary.html"


def index_of(page: Page, place: int = LIST) -> Locator:
    return page.locator(".glossterm-index").nth(place)


def field(page: Page, place: int = LIST) -> Locator:
    return index_of(page, place).locator("input[type=search]")


def shown(page: Page, place: int = LIST) -> list[str]:
    """The anchors of the entries that can be seen, in order."""
    found = (
        index_of(page, place)
        .locator(".glossterm-list > div, .glossterm-card, tbody > tr")
        .evaluate_all(
            "rows => rows.filter((row) => row.checkVisibility()).map((row) => row.querySelector('a').hash.slice(1))"
        )
    )
    return list(found)


def chip(page: Page, name: str, value: str) -> Locator:
    """A label of the choice, which is opened if it is not."""
    button = index_of(page).locator("button[aria-expanded]")
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return index_of(page).locator(f"fieldset[name={name}] input[value='{value}']")


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# ---- typing

QUERIES: Final = {
    # Titles, whole and in part, in capitals, in both languages
    "token": "token",
    "TOKEN": "token",
    "टोकन": "token",
    "टोक": "token",
    "halluc": "hallucination",
    # Aliases, abbreviations, forms
    "confabulation": "hallucination",
    "मतिभ्रम": "hallucination",
    "llm": "large-language-model",
    "एलएलएम": "large-language-model",
    "tokenizer": "token",
    "quantisation": "quantization",
    # Several words, in any order
    "window context": "context-window",
    "विंडो कॉन्टेक्स्ट": "context-window",
    # Spellings: nasals, while one is typing as well; chandrabindu, nukta, joiners
    "कण्टेक्स्ट": "context-window",
    "कंटेक्स्ट": "context-window",
    "कॉन्": "context-window",
    "फाइन-ट्यूनिंग": "fine-tuning",
    "फ़ाइन-ट्यूनिंग": "fine-tuning",
    "क्वान्टाइजेशन": "quantization",
    "टो\u200dकन": "token",
    "  token  ": "token",
}


def test_typing_leaves_what_fits(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    everything = shown(page)
    assert len(everything) >= 30
    found = {}
    for query in QUERIES:
        field(page).fill(query)
        found[query] = shown(page)
    wrong = {query: rows for query, rows in found.items() if QUERIES[query] not in rows or len(rows) > 8}
    assert wrong == {}
    assert shown(page, CARDS)
    assert len(shown(page, CARDS)) == len(everything)  # each index for itself
    field(page).fill("")
    assert shown(page) == everything


def test_each_key_counts(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    counts = []
    for key in TITLES[language]["hallucination"]:
        field(page).press_sequentially(key)
        counts.append(len(shown(page)))
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] == 1
    for _ in counts:
        field(page).press("Backspace")
    assert len(shown(page)) >= 30


def test_letters_without_terms_go(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    letters = index_of(page).locator(".glossterm-letters a")
    assert letters.count() >= 10
    field(page).fill(TITLES[language]["token"])
    rows = shown(page)
    left = [letter for letter in letters.all() if letter.is_visible()]
    groups = [group for group in index_of(page).locator(".glossterm-group").all() if group.is_visible()]
    assert len(left) == len(groups) < letters.count()
    assert [f"#{group.get_attribute('id')}" for group in groups] == [
        letter.get_attribute("href") for letter in left
    ]
    assert all(group.locator("[data-names]:visible").count() for group in groups)
    assert "token" in rows


# ---- chips


def data(page: Page, kind: str) -> dict[str, list[str]]:
    """The labels of each entry, as the page has them."""
    found = (
        index_of(page)
        .locator("[data-names]")
        .evaluate_all(
            "(rows, kind) => rows.map((row) => [row.querySelector('a').hash.slice(1), row.dataset[kind].split('\\n')])",
            kind,
        )
    )
    return dict(found)


def test_labels_are_chosen(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    categories, tags = data(page, "category"), data(page, "tag")
    order = shown(page)
    chip(page, "category", "Training").check()
    assert shown(page) == [name for name in order if "Training" in categories[name]] != []
    chip(page, "category", "Safety").check()  # or
    either = [name for name in order if {"Training", "Safety"} & set(categories[name])]
    assert shown(page) == either
    chip(page, "tag", "deployment").check()  # and
    both = [name for name in either if "deployment" in tags[name]]
    assert shown(page) == both != either
    field(page).fill("o")
    assert set(shown(page)) <= set(both)
    field(page).fill("")
    for name in ("Training", "Safety"):
        chip(page, "category", name).uncheck()
    assert shown(page) == [name for name in order if "deployment" in tags[name]]


def test_chips_speak_the_language(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    said = {"en": "Training", "hi": "ट्रेनिंग"}[language]
    chip(page, "category", "Training")
    assert index_of(page).get_by_role("checkbox", name=said).first.get_attribute("value") == "Training"
    legends = index_of(page).locator("legend").all_text_contents()
    assert legends == {"en": ["Category", "Tags"], "hi": ["श्रेणी", "टैग"]}[language]


# ---- what is said


def test_the_count_is_announced(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    total = len(shown(page))
    status = index_of(page).get_by_role("status")
    assert status.inner_text() == ""
    field(page).fill(TITLES[language]["hallucination"])
    said = {"en": f"1 of {total} terms", "hi": f"{total} में से 1 शब्द"}[language]
    page.wait_for_function(
        "said => document.querySelector('.glossterm-index [role=status]').innerText === said", arg=said
    )
    field(page).fill("")
    page.wait_for_function("document.querySelector('.glossterm-index [role=status]').innerText === ''")


def test_nothing_found_helps(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    total = len(shown(page))
    words = {"en": ("No term matches.", "Show all terms"), "hi": ("कोई शब्द नहीं मिला।", "सभी शब्द दिखाएँ")}[
        language
    ]
    assert not page.get_by_text(words[0]).first.is_visible()
    field(page).fill("zzqx ग़")
    assert shown(page) == []
    status = index_of(page).get_by_role("status")
    status.filter(has_text=words[0]).wait_for()
    assert index_of(page).get_by_text(words[0]).locator("visible=true").count() == 1
    href = index_of(page).locator("form p a").evaluate("link => link.href")
    assert urlsplit(href).path.endswith(f"/{language}/search.html")
    assert parse_qs(urlsplit(href).query) == {"q": ["zzqx ग़"]}
    index_of(page).get_by_role("button", name=words[1]).click()
    page.wait_for_function("document.querySelector('.glossterm-index input').value === ''")
    assert len(shown(page)) == total
    status.filter(has_not_text=words[0]).wait_for(state="attached")
    assert state(page) == {}
    assert field(page).evaluate("field => field === document.activeElement")  # the button is gone


def test_the_search_takes_over(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    field(page).fill("zzqx")
    index_of(page).locator("form p a").click()
    page.wait_for_url("**/search.html?q=zzqx")
    assert page.locator("input[name=q]").first.input_value() == "zzqx"


# ---- the address


def test_the_address_holds_the_state(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    word = TITLES[language]["token"][:2]
    field(page).fill(word)
    chip(page, "tag", "usage").check()
    chip(page, "tag", "architecture").check()
    assert state(page) == {"q": [word], "tag": ["architecture", "usage"]} or state(page) == {
        "q": [word], "tag": ["usage", "architecture"]
    }  # fmt: skip
    rows = shown(page)
    assert 0 < len(rows) < 20
    page.reload()
    assert shown(page) == rows
    assert field(page).input_value() == word
    assert chip(page, "tag", "usage").is_checked()
    shared = visit(page.url)
    assert shown(shared) == rows
    field(shared).fill("")
    for value in ("usage", "architecture"):
        chip(shared, "tag", value).uncheck()
    assert state(shared) == {}


def test_back_and_forward(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    everything = shown(page)
    chip(page, "tag", "usage").check()
    usage = shown(page)
    page.wait_for_timeout(1100)  # what comes later is a separate step
    word = TITLES[language]["token"]
    field(page).press_sequentially(word)
    one = shown(page)
    assert len(one) < len(usage) < len(everything)
    page.go_back()
    assert shown(page) == usage
    assert field(page).input_value() == ""
    page.go_forward()
    assert shown(page) == one
    assert field(page).input_value() == word
    index_of(page).locator("dt a:visible").first.click()
    page.wait_for_url("**/terms/token.html**")
    page.go_back()
    page.wait_for_url("**/glossary.html?**")
    assert shown(page) == one
    page.go_back()
    page.go_back()
    assert shown(page) == everything


def test_a_page_has_one_filter(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    everything = shown(page, CARDS)
    assert index_of(page, CARDS).locator("form, [data-names], [data-tag]").count() == 0
    field(page).fill(TITLES[language]["token"])
    assert shown(page, CARDS) == everything


def test_the_rest_of_the_address_stays(visit: Visit, glossary: str, language: str) -> None:
    page = visit(f"{glossary}?ref=x&ref=y#glossterm-index-m")
    word = TITLES[language]["token"]
    field(page).fill(word)
    chip(page, "tag", "usage").check()
    assert state(page) == {"ref": ["x", "y"], "q": [word], "tag": ["usage"]}
    assert urlsplit(page.url).fragment == "glossterm-index-m"
    plain = visit(glossary)
    field(plain).fill(word)
    field(plain).fill("")
    assert plain.url == glossary  # no lonely question mark


def test_a_fragment_shows_what_the_filter_hides(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}?q=token")
    group = index_of(page).locator(".glossterm-group").first
    anchor = group.get_attribute("id")
    assert not group.is_visible()
    page = visit(f"{glossary}?q=token#{anchor}")
    group = index_of(page).locator(".glossterm-group").first
    assert group.is_visible()
    assert group.locator("[data-names]:visible").count() == group.locator("[data-names]").count()
    assert "token" in shown(page)
    field(page).press_sequentially("i")  # and is no longer requested
    assert not group.is_visible()


def test_an_address_that_means_nothing_does_no_harm(visit: Visit, glossary: str) -> None:
    total = len(shown(visit(glossary)))
    assert len(shown(visit(f"{glossary}?category=Nothing&tag=&x=%E0%A4%A"))) == total
    assert shown(visit(f"{glossary}?q=%E0%A4%9F%E0%A5%8B%E0%A4%95%E0%A4%A8#100%"))


# ---- keys


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.hash ?? document.activeElement.type"))


def test_arrows_lead_through_the_results(visit: Visit, glossary: str, language: str) -> None:
    page = visit(glossary)
    field(page).fill({"en": "mod", "hi": "मॉ"}[language])
    rows = [f"#{name}" for name in shown(page)]
    assert len(rows) >= 3
    keys = page.keyboard
    field(page).focus()
    passed = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "Enter"):
        keys.press(key)
        passed.append(focused(page))
    assert passed == [rows[0], rows[1], rows[0], "search", rows[0]]
    for _ in rows:
        keys.press("ArrowDown")
    assert focused(page) == rows[-1]
    keys.press("Enter")
    page.wait_for_url(f"**/terms/*{rows[-1]}")


def test_escape_clears(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    total = len(shown(page))
    field(page).fill("token")
    assert len(shown(page)) < total
    field(page).press("Escape")
    assert field(page).input_value() == ""
    assert len(shown(page)) == total


def test_enter_sends_nothing(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    page.evaluate("window.stayed = true")
    field(page).fill("zzqx")
    field(page).press("Enter")
    chip(page, "tag", "usage").press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("window.stayed")
    assert field(page).input_value() == "zzqx"


def test_escape_leads_back_from_a_result(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    total = len(shown(page))
    field(page).fill("token")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "#token"
    page.keyboard.press("Escape")
    assert focused(page) == "search"
    assert len(shown(page)) == total


def test_the_first_result_is_near(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    field(page).focus()
    tabs = 0
    while not page.evaluate("document.activeElement.closest('[data-names]')"):
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= 3
    described = field(page).get_attribute("aria-describedby")
    assert page.locator(f"[id='{described}']").text_content()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_filter_is_one_line(visit: Visit, glossary: str, width: int) -> None:
    page = visit(glossary, viewport={"width": width, "height": 844})
    first = index_of(page).locator("[data-names]").first.bounding_box()
    bar = index_of(page).locator(".glossterm-letters").bounding_box()
    assert first is not None
    assert bar is not None
    assert first["y"] - bar["y"] < 190  # 290 and 450 where all choices are shown
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    shift = page.evaluate(
        "new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().map(({ value }) => value)))"
        ".observe({ type: 'layout-shift', buffered: true }) ?? setTimeout(() => done([]), 300))"
    )
    assert sum(shift) < 0.005


# ---- why a row is there

# What is marked, as text.
MARKED: Final = "[...(CSS.highlights.get('glossterm') ?? [])].map(String)"


@pytest.mark.parametrize(
    ("query", "entry", "why", "marked"),
    [
        ("confab", "hallucination", "Confabulation", ["Confab"]),
        ("TOKEN", "token", "", ["Token"]),
        ("मतिभ्र", "hallucination", "मतिभ्रम", ["मतिभ्र"]),
    ],
)
def test_a_row_says_why_it_is_there(
    visit: Visit, sites: Sites, address: str, query: str, entry: str, why: str, marked: list[str]
) -> None:
    sites.demo("alabaster", "en")
    page = visit(f"{address}/demo/alabaster/en/glossary.html")
    field(page).fill(query)
    row = index_of(page).locator("[data-names]:visible").filter(has=page.locator(f"a[href$='#{entry}']"))
    found = row.locator("dt .glossterm-found").all_inner_texts()
    assert found == ([why] if why else [])
    assert set(marked) <= set(page.evaluate(MARKED))
    field(page).fill("")
    assert page.locator(".glossterm-found").count() == 0
    assert page.evaluate(MARKED) == []


def test_how_many_labels_are_chosen_is_seen(visit: Visit, glossary: str) -> None:
    page = visit(glossary)
    chip(page, "tag", "usage").check()
    button = index_of(page).locator("button[aria-expanded]")
    button.click()
    assert not chip_panel(page).is_visible()
    assert button.evaluate("button => getComputedStyle(button, '::after').content") == '" (1)"'
    page.reload()  # what is chosen by the address is seen
    assert chip_panel(page).is_visible()


def chip_panel(page: Page) -> Locator:
    return index_of(page).locator("form > div")


# ---- where it is not


def test_nofilter_has_none(visit: Visit, site: str, language: str) -> None:
    page = visit(f"{site}/indexes.html")
    assert index_of(page, 0).locator("form").count() == 1
    field(page, 0).fill({"en": "Model", "hi": "मॉडल"}[language])
    assert shown(page, 0) == ["model"]
    assert index_of(page, 1).locator("form, [data-names], [data-tag]").count() == 0
    assert index_of(page, 1).locator("dt:visible").count() == 5


def test_without_script_all_is_there(visit: Visit, glossary: str) -> None:
    page = visit(f"{glossary}?q=token", java_script_enabled=False)
    assert index_of(page).locator("dt:visible").count() >= 30
    assert index_of(page, CARDS).locator("li:visible").count() >= 30
    assert page.locator("form.glossterm-filter").count() == 1
    assert page.locator("form.glossterm-filter:visible").count() == 0


def test_works_from_files(visit: Visit, sites: Sites, language: str) -> None:
    page = visit((sites.demo("alabaster", language) / "glossary.html").as_uri())
    field(page).fill(TITLES[language]["token"])
    rows = shown(page)
    assert "token" in rows
    assert len(rows) < 8
    page.reload()
    assert shown(page) == rows


# ---- the twin of spelling.loosen


# Letters, marks and digits of many scripts; what is joined, wide, or not seen.
SCRIPTS: Final = {
    "Latin": [*range(0x20, 0x250), *range(0x300, 0x370), *range(0x1E00, 0x1F00), *range(0xFB00, 0xFB07)],
    "Greek": [*range(0x370, 0x400), *range(0x1F00, 0x2000), 0x301, 0x345],
    "Cyrillic": [*range(0x400, 0x530), 0x301, 0x308, 0x306],
    "Arabic": [*range(0x600, 0x700), *range(0x8A0, 0x900), *range(0xFE70, 0xFEFD), 0x200C],
    "Hebrew": [*range(0x591, 0x5F5), *range(0xFB1D, 0xFB50)],
    "Devanagari": [*range(0x900, 0x980), 0x200C, 0x200D],
    "Bengali": [*range(0x980, 0xA00), 0x200D],
    "Gurmukhi and Gujarati": [*range(0xA00, 0xB00)],
    "Tamil": [*range(0xB80, 0xC00), 0x200C],
    "Kannada and Malayalam": [*range(0xC80, 0xD80), 0x200D],
    "Thai and Lao": [*range(0xE00, 0xF00)],
    "Hangul": [
        *range(0x1100, 0x1200),
        *range(0x3131, 0x3190),
        *range(0xAC00, 0xD7A4, 7),
        *range(0xFFA0, 0xFFDD),
    ],
    "kana": [*range(0x3040, 0x3100), *range(0xFF61, 0xFFA0), 0x3099],
    "full width": [*range(0xFF01, 0xFF61)],
    "signs": [
        *range(0x2000, 0x2070),
        *range(0x20D0, 0x2190),
        *range(0xFE00, 0xFE70),
        *range(0xE0100, 0xE0110),
    ],
}
# Characters that Unicode does not fold, or folds all alike: Han and private ones.
ALIKE: Final = [
    *range(0x3400, 0xA000),
    *range(0xD800, 0xF900),
    *range(0x20000, 0xE0000),
    *range(0xE0200, 0x110000),
]


def words_of_all_scripts() -> list[str]:
    """Each letter of Unicode, and some words of each script, and of all of them."""
    points = sorted({*range(0x110000)} - {*ALIKE})
    texts = [chr(point) for point in points if unicodedata.category(chr(point)) != "Cn"]
    some = random.Random(4)
    everything = [point for points in SCRIPTS.values() for point in points]
    for points, count in [*((points, 1_000) for points in SCRIPTS.values()), (everything, 2_000)]:
        for n in range(count):
            letters = map(chr, some.choices(points, k=1 + n % 12))
            texts.append("".join(letter for letter in letters if unicodedata.category(letter) != "Cn"))
    return texts


def test_the_page_loosens_as_python_does(visit: Visit, sites: Sites) -> None:
    script = SCRIPT.read_text("utf-8")
    source = script[script.index("  const plain = ") : script.index("  // ---- the live index")]
    texts = words_of_all_scripts() + NAMES_OF_ALL + [*QUERIES]
    texts += [
        a + "्" + j + b for a in "ङञणनम" for b in map(chr, range(0x915, 0x93A)) for j in ("", "\u200d")
    ]
    pages = [
        visit((sites.demo("alabaster", language) / "glossary.html").as_uri()) for language in LANGUAGES
    ]
    for page in pages:
        names = (
            index_of(page)
            .locator("[data-names]")
            .evaluate_all("rows => rows.map((row) => row.dataset.names)")
        )
        texts += "\n".join(names).split("\n")
        texts += page.locator("dt").all_inner_texts()
    assert len(texts) > 50_000
    # What this Chromium does not know yet it cannot fold.
    ours = pages[0].evaluate(
        f"(texts) => {{ {source} return texts.map((text) => /\\p{{Cn}}/u.test(text) ? null : loosen(text)); }}",
        texts,
    )
    assert ours.count(None) < 1_000
    wrong = [
        text for text, mine in zip(texts, ours, strict=True) if mine not in {spelling.loosen(text), None}
    ]
    assert wrong == []


# ---- on the way to a word

# What the filter leaves for each thing typed, as row numbers.
TYPED: Final = """(typed) => {
  const input = document.querySelector(".glossterm-filter input");
  const rows = [...document.querySelectorAll("[data-names]")];
  return typed.map((text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    return rows.flatMap((row, n) => row.hidden ? [] : [n]);
  });
}"""


PARTS: Final = 5


def names_of_many_languages(project: Project) -> None:
    project.write(
        "index.rst", "Many\n====\n\n.. termindex::\n   :group: none\n\n.. toctree::\n\n   names\n"
    )
    terms = (
        f".. term:: Entry {n}\n   :forms: {name}\n\n   A name.\n"
        for n, name in enumerate(NAMES_OF_ALL, 100)
    )
    project.write("names.rst", "Names\n=====\n\n" + "\n".join(terms))


@pytest.mark.parametrize("part", mostly_long(range(PARTS), [0]))
def test_never_empty_on_the_way_to_a_name(visit: Visit, sites: Sites, address: str, part: int) -> None:
    sites.built("languages", names_of_many_languages, "-D", "html_use_index=0")
    page = visit(f"{address}/languages/index.html")
    assert (
        index_of(page).locator("[data-names]").count() == len(NAMES_OF_ALL) < 300
    )  # the rest come later
    names = list(enumerate(NAMES_OF_ALL))[part::PARTS]
    steps = [(n, typed) for n, name in names for typed in beginnings(name)]
    found = page.evaluate(TYPED, [typed for _, typed in steps])
    missed = [
        (typed, NAMES_OF_ALL[n]) for (n, typed), rows in zip(steps, found, strict=True) if n not in rows
    ]
    assert missed == []
    (whole, none) = page.evaluate(TYPED, ["ЕЛКА", "Елкб"])
    assert [NAMES_OF_ALL[n] for n in whole] == ["Ёлка"]
    assert none == []


# ---- several glossaries


def banks(project: Project) -> None:
    """Entries of one name in two glossaries, and one in the default glossary."""
    terms = "".join(
        f".. term:: {title}\n   :id: {id_}\n{option}\n   A thing.\n\n"
        for title, id_, option in (
            ("Bank", "shore", "   :glossary: Rivers\n"),
            ("Bank", "house", "   :glossary: Money\n"),
            ("Token", "token", ""),
        )
    )
    project.write("index.rst", f"Banks\n=====\n\n.. termindex::\n   :group: none\n\n{terms}")


def test_a_list_of_several_glossaries_can_be_filtered_by_them(
    visit: Visit, sites: Sites, address: str
) -> None:
    sites.built("banks", banks)
    page = visit(f"{address}/banks/index.html")
    assert shown(page) == ["shore", "house", "token"]
    chip(page, "glossary", "Rivers").check()
    assert shown(page) == ["shore"]
    assert state(page) == {"glossary": ["Rivers"]}
    page.reload()
    assert shown(page) == ["shore"]


# ---- speed

MANY: Final = 5_000
# From the key to the end of the frame that shows its effect.
STROKE: Final = """async (value) => {
  const input = document.querySelector(".glossterm-filter input[type=search]");
  input.value = value;
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  await new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  });
  return performance.now() - start;
}"""


def many(project: Project) -> None:
    """So many terms, in two scripts, with all that a row can be found by."""
    project.write("index.rst", "Many\n====\n\n.. termindex::\n")
    for part in range(20):
        terms = (
            f".. term:: {('Name', 'शब्द')[n % 2]} {n:04d}\n   :aka: other {n}, दूसरा {n}\n"
            f"   :category: Kind {n % 7}\n   :tags: tag {n % 9}, tag {n % 5}\n\n   Definition {n}.\n"
            for n in range(part * 250, part * 250 + 250)
        )
        project.write(f"part{part}.rst", f"Part {part}\n=======\n\n" + "\n".join(terms))


@pytest.mark.long
def test_five_thousand_entries_filter_at_once(
    visit: Visit, sites: Sites, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sites.built("many", many, "-D", "html_use_index=0")
    page = visit(f"{address}/many/index.html")
    assert index_of(page).locator("[data-names]").count() == MANY
    strokes = {"hides most": "Name 0012", "shows all": "", "shows half": "शब्", "shows a few": "शब्द 49"}
    times: dict[str, list[float]] = {name: [] for name in strokes}
    for _ in range(5):
        for name, value in strokes.items():
            times[name].append(page.evaluate(STROKE, value))
    medians = {name: round(statistics.median(values), 1) for name, values in times.items()}
    least = {name: round(min(values), 1) for name, values in times.items()}
    with capsys.disabled():
        print(
            f"\n{MANY} entries, ms a keystroke: median {json.dumps(medians)}, least {json.dumps(least)}"
        )
    # Machines differ, and share their time: what is asserted is that no key waits for thousands of rows.
    page.evaluate(STROKE, "")
    assert index_of(page).locator("[data-names]:not([hidden])").count() < MANY
    page.wait_for_function(
        "count => document.querySelectorAll('[data-names]:not([hidden])').length === count", arg=MANY
    )
