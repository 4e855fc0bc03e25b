"""Names in running text: whole words, the longest first, and the very place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_glossterm.terms import matching, spelling
from sphinx_glossterm.terms.entry import exact as exactly
from sphinx_glossterm.terms.entry import fold, fold_for, squeeze
from sphinx_glossterm.terms.matching import Matcher, fold_loosely, is_too_common, keeps_case
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS
from sphinx_glossterm.terms.words import GAP, MARK

law: Final = settings(deadline=None)
# What folding changes, lengthens and shortens; marks, joiners and dandas; what joins words and ends them.
SIGNS: list[str] = [*"aAbIßİéकलन\u0958\u093c\u093e\u094d\u200d।.-+ \n", "e\u0301", "  ", "\u1100\u1161"]
SIGNS += ["'", "’", "ʼ", "«", "»", "\u00a0", "i\u0307", GAP]
# Scripts without spaces, particles and endings; what does not end a word; spellings of one word.
MORE: list[str] = [
    *"語型カナเการะ한국는에의",
    *"sStlд",
    "l'",
    "l·l",
    ",",
    "1",
    "\u00ad",
    "\u2011",
    "\u0901",
    "\u0902",
]
MORE += ["न्द", "५", MARK]
UNWRITTEN: Final = re.compile("[\u00ad\u2060\ufeff\u093c\u200c\u200d]")
NOT_IN_NAMES: Final = frozenset("«»" + GAP + MARK)
texts: Final = st.lists(st.sampled_from(SIGNS), max_size=16).map("".join) | st.lists(
    st.sampled_from(SIGNS + MORE), max_size=16
).map("".join)


def names_of(signs: list[str]) -> st.SearchStrategy[list[str]]:
    """French quotes have spaces inside; no name begins or ends with a single quote."""
    name = st.lists(
        st.sampled_from([sign for sign in signs if sign not in NOT_IN_NAMES]), min_size=1, max_size=4
    )
    return st.lists(
        name.map("".join).filter(
            lambda name: squeeze(name) == name and not is_mark(UNWRITTEN.sub("", name)[:1] or "\u0301")
        ),
        max_size=6,
    )


names: Final = names_of(SIGNS) | names_of(SIGNS + MORE)
CURLY: Final = re.compile("[‘’‚‛‹›]")


def is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def is_word(char: str) -> bool:
    return bool(re.match(r"\w", char)) or is_mark(char) or char == GAP


def script(char: str) -> str:
    if not char.isalpha() or char in "ʼ\u1100\u1161":
        return ""
    first = unicodedata.name(char).split()[0]
    return first if first in {"LATIN", "DEVANAGARI", "CYRILLIC", "HANGUL"} else ""


def is_unspaced(char: str) -> bool:
    return unicodedata.name(char, "").split(" ")[0] in {"CJK", "KATAKANA", "THAI"}


def is_katakana(*chars: str) -> bool:
    return all(unicodedata.name(char, "").startswith("KATAKANA") for char in chars)


def joins(left: str, sign: str, right: str) -> bool:
    if not (left and right):
        return False
    if sign == ".":
        return is_word(left) and is_word(right)
    return (sign == "·" and left + right == "ll") or (sign in ",'" and (left + right).isdigit())


def begins(left: str, name: str, *, single: bool) -> bool:
    """Whether a name can follow *left*."""
    if not left:
        return True
    last, first, before = left[-1], name[0], left[-2:-1]
    if last == "ʼ" or is_katakana(last, first):
        return False
    if is_mark(first):
        return not is_word(last)
    if not single and (is_unspaced(last) or is_unspaced(first)):
        return last != "เ"
    if is_word(last):
        return False
    if last == "'" and before and is_word(before) and script(first):
        return bool(re.search(r"(?<!\w)[lst]'$", left))
    return not joins(before, last, first)


def ends(name: str, right: str, *, single: bool) -> bool:
    """Whether a name can precede *right*."""
    if not right:
        return True
    last, first, after = name[-1], right[0], right[1:2]
    if first == "ʼ" or is_mark(first) or is_katakana(last, first):
        return False
    if not single and (is_unspaced(last) or is_unspaced(first)):
        return first not in "ะา"
    own = next((found for char in reversed(name) if (found := script(char))), "")
    if is_word(first):
        if own and script(first) and script(first) != own:
            return True
        return (
            "가" <= last <= "힣"
            and not single
            and bool(re.match(rf"[는에의가]{{1,2}}(?![\w{GAP}])", right))
        )
    if first == "'" and script(last):
        word = re.split(r"[\W\d_]", right[1:])[0]
        is_latin = bool(word) and script(word[0]) == "LATIN"
        return not (word == "t" if is_latin else bool(word) and script(word[0]) == own != "")
    return not joins(last, first, after)


def is_whole(text: str, start: int, end: int) -> bool:
    parts = text[:start], text[start:end], text[end:]
    left, name, right = (
        unicodedata.normalize("NFC", UNWRITTEN.sub("", CURLY.sub("'", part))).lower() for part in parts
    )
    right = spelling.NASAL.sub(spelling.ANUSVARA, right)
    # What may be an apostrophe is a letter only where it stands next to the name.
    left, name = left[:-1].replace("ʼ", "'") + left[-1:], name.replace("ʼ", "'")
    right = right[:1] + right[1:].replace("ʼ", "'")
    single = sum(not (is_mark(char) or char.isspace() or char in "_" + GAP) for char in fold(name)) < 2
    # A letter with its marks is not divided.
    if (
        is_mark(text[end : end + 1] or " ")
        or is_mark(right[:1] or " ")
        or "\u1160" <= right[:1] <= "\u11ff"
    ):
        return False
    return begins(left, name, single=single) and ends(name, right, single=single)


def loosely(words: str) -> str:
    words = fold(words).translate(dict.fromkeys(map(ord, "\u2010\u2011"), "-"))
    return spelling.fold(UNWRITTEN.sub("", words)).strip()


def readings(words: str) -> set[str]:
    """All that words in capitals may be with ß and with ss."""
    if not words:
        return {""}
    found = {("ß" if words[0] in "ßẞ" else words[0].casefold()) + rest for rest in readings(words[1:])}
    return found | ({"ß" + rest for rest in readings(words[2:])} if words.startswith("SS") else set())


def own_case(words: str) -> str:
    """The words with one spelling for all, each letter in its case."""
    simpler: dict[str, str | int | None] = dict(
        zip("\u2010\u2011\u0901५\u0929", "--\u09025न", strict=True)
    )
    words = UNWRITTEN.sub("", exactly(words)).translate(str.maketrans(simpler))
    return words.replace("न्द", "\u0902द").replace("न्न", "\u0902न").replace("न्क", "\u0902क").strip()


def fits(name: str, words: str) -> bool:
    """Whether words that are folded as a name is may be that name."""
    if readings(fold_quietly(name)).isdisjoint(readings(fold_quietly(words))):
        return False
    if keeps_case(name):
        return own_case(name) == own_case(words)
    pairs = zip(re.findall(r"\w+", own_case(name)), re.findall(r"\w+", own_case(words)), strict=False)
    return all(
        own == said or not any(map(str.isupper, "".join(filter(str.isalpha, own))[1:]))
        for own, said in pairs
    )


def fold_quietly(words: str) -> str:
    """Only what s and ß are made of, in its case."""
    return "".join(re.findall("[sSßẞ]", words))


def naive(names: list[str], text: str) -> list[tuple[int, int, str]]:
    """Every stretch of the text is held against every name."""
    found = []
    start = 0
    while start < len(text):
        for end in range(len(text), start, -1):
            words = text[start:end]
            bare = UNWRITTEN.sub("", words)
            if UNWRITTEN.match(words) or bare != bare.strip() or not is_whole(text, start, end):
                continue
            if words[-1].isspace():
                continue
            alike = [name for name in names if loosely(name) == loosely(words) != ""]
            plain = exactly(words.replace("\u00ad", ""))
            exact = [n for n in alike if plain == exactly(n.replace("\u00ad", ""))]
            close = [name for name in alike if fits(name, words)]
            closest = exact or [name for name in close if fold(name) == fold(words)] or close
            if closest:
                found.append((start, end, closest[0]))
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
        assert loosely(text[span.start : span.end]) == loosely(span.name)


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
        ("टोकन\u093c", 1),  # another spelling
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
        ("ять", "пʼять п’ять ’ять", ["ять"]),
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


# ---- scripts without spaces, and endings


@pytest.mark.parametrize(
    ("names", "text", "words"),
    [
        (["模型", "语言模型", "语"], "大语言模型是模型。", ["语言模型", "模型"]),
        (["API"], "用API来做，API。", ["API", "API"]),
        (["学習"], "機械学習する", ["学習"]),
        (["モデル", "言語モデル"], "この言語モデルのモデル", ["言語モデル", "モデル"]),
        # Katakana words are borrowed as a whole.
        (
            ["データ", "メタデータ"],
            "メタデータのデータ、データベース、ビッグ・データ",
            ["メタデータ", "データ", "データ"],
        ),
        (["ภาษา", "โมเดล"], "โมเดลภาษาขนาดใหญ่", ["โมเดล", "ภาษา"]),
        (["กร"], "กระ เกรง กร่ กรณี", ["กร"]),  # a syllable is not divided
        (["ဘာသာ"], "ဘာသာစကား ဘာသာန်", ["ဘာသာ"]),
        (["ភាសា"], "គំរូភាសាធំ", ["ភាសា"]),
        (["ພາສາ"], "ແບບພາສາໃຫຍ່", ["ພາສາ"]),
        (["模型"], f"{GAP}模型{GAP}", ["模型"]),
    ],
)
def test_text_without_spaces(names: list[str], text: str, words: list[str]) -> None:
    assert found(names, text) == words


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("한국어", "한국어는 한국어를 한국어에서는 한국어들의 한국어학 韓한국어", ["한국어"] * 5),
        ("모델", "언어모델은 모델명 모델, 모델과 모데\u11af", ["모델", "모델", "모데\u11af"]),
        ("한국어", unicodedata.normalize("NFD", "한국어는"), [unicodedata.normalize("NFD", "한국어")]),
        ("API", "APIओं, API-ओं, API‐ओं, API\u2011ओं; API는", ["API"] * 5),
        ("GPT4", "GPT4ओं GPT4s GPT42", ["GPT4"]),
        ("API", "ओंAPI APIs API\u0902", []),
        ("टोकन", "टोकन2 टोकनs", ["टोकन"]),
        ("API", "API'nin l'API d’API dell'API API's", ["API"] * 5),
    ],
)
def test_endings(name: str, text: str, words: list[str]) -> None:
    assert found([name], text) == words


# ---- what is no end of a word, and what is one


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("Token", "token\u00ads token\u2060s token\ufeffs", []),
        ("Token", "to\u00adken, token\u00ad-", ["to\u00adken", "token\u00ad"]),
        ("LLM", "LL\u00adM llm", ["LL\u00adM"]),
        ("Won", "won't won’t wonʼt wont won", ["won"]),
        ("Clock", "o'clock the 'clock'", ["clock"]),
        ("404", "1,404 1.404 4,404,1 404, 404", ["404", "404"]),
        ("Intel", "intel·ligència Intel·x Intel", ["Intel", "Intel"]),
        ("fine-tuning", "fine‐tuning fine\u2011tuning", ["fine‐tuning", "fine\u2011tuning"]),
        ("GPT\u20114", "GPT-4 gpt-4", ["GPT-4"]),
        ("क्ष", "क्\u200dष", ["क्\u200dष"]),
        ("कीबोर्ड", "की\u200cबोर्ड", ["की\u200cबोर्ड"]),
        ("हिन्दी", "हिंदी में", ["हिंदी"]),
        ("फाइल", "फ़ाइल, फ\u093cाइल", ["फ़ाइल", "फ\u093cाइल"]),
        ("पाँच ५", "पांच 5", ["पांच 5"]),
        ("token", f"token{MARK}, token{GAP}", ["token"]),
        ("batch size", f"batch{MARK} size batch\nsize", ["batch\nsize"]),
    ],
)
def test_ends_and_spellings_of_words(name: str, text: str, words: list[str]) -> None:
    assert found([name], text) == words


@law
@given(st.text("कखघनदम्ंँिा़\u200c\u200d५5 अ\u0929\u0931", max_size=8))
def test_spellings_are_one_as_in_the_filter(text: str) -> None:
    name = fold(text)
    assert fold_loosely(name) == squeeze(spelling.fold(name)) or "  " in UNWRITTEN.sub("", name)


def test_of_two_spellings_of_two_entries_each_is_found_in_its_own() -> None:
    spans = Matcher({"अंक": 1, "अँक": 2, "कलम Box": 3, "क़लम Box": 4}).find("अँक अंक क़लम box कलम box")
    assert [span.name for span in spans] == ["अँक", "अंक", "क़लम Box", "कलम Box"]


def test_a_capital_behind_the_first_letter_keeps_its_case() -> None:
    assert found(["RAGs", "RoPE", "LaTeX", "NeXT"], "rags Rope LATEX next RAGs RoPE LaTeX NeXT") == [
        "RAGs",
        "RoPE",
        "LaTeX",
        "NeXT",
    ]
    assert found(["Large Language Model"], "large language model, LARGE LANGUAGE MODEL")
    assert found(["KV cache"], "kv cache, KV Cache, Kv cache") == ["KV Cache"]
    assert found(["Wi-Fi"], "wi-fi WI-FI") == ["wi-fi", "WI-FI"]


def test_sharp_s_is_no_double_s_but_in_capitals() -> None:
    def in_german(*names: str) -> list[str]:
        text = "Masse masse Maße MASSE MAẞE"
        return [span.name for span in Matcher({name: name for name in names}).find(text)]

    assert in_german("Maße") == ["Maße"] * 3
    assert in_german("Masse") == ["Masse"] * 3
    assert in_german("Masse", "Maße") == ["Masse", "Masse", "Maße", "Maße"]
    assert found(["Straße"], "Strasse STRASSE") == ["STRASSE"]


def test_names_that_are_kept_out_keep_their_words() -> None:
    def spoken(text: str) -> list[str]:
        matcher = Matcher({"source": 1, "licence": 2}, kept_out=["Open source", "source", "MIT licence"])
        return [span.name for span in matcher.find(text)]

    assert spoken("open source licence, source; mit licence, MIT licence") == [
        "licence",
        "source",
        "licence",
    ]
    # So do names of two entries where their spelling does not tell which.
    spans = Matcher({"Open source": 1, "open Source": 2, "source": 3}).find("open source, Open source")
    assert [span.name for span in spans] == ["Open source"]


@pytest.mark.parametrize("sign", ["a", "कि", "คำ", "モ", "한"])
def test_long_words_are_looked_at_once(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of names that begin alike took 17 seconds for 20,000 letters."""
    steps = 0

    def count(function: Callable[..., bool]) -> Callable[..., bool]:
        def counted(*args: Any, **options: Any) -> bool:
            nonlocal steps
            steps += 1
            return function(*args, **options)

        return counted

    for name in ("_is_whole", "begins_word"):
        monkeypatch.setattr(matching, name, count(getattr(matching, name)))
    matcher = Matcher([sign * number for number in range(2, 300)])
    matcher.find(sign * 20_000)
    assert steps <= 20_000 + 300


@pytest.mark.parametrize("name", ["a", "A", "का", "क्", "the", "Which", "लिए", "यहां"])
def test_common_words_are_known(name: str) -> None:
    assert is_too_common(name, stop_words())


@pytest.mark.parametrize("name", ["IT", "AND", "C#", "Go", "टोकन", "के लिए", "the web"])
def test_other_names_are_not_common_words(name: str) -> None:
    assert not is_too_common(name, stop_words())


def stop_words() -> frozenset[str]:
    return frozenset(map(spelling.fold, HINDI_STOPWORDS | {"and", "it", "the", "which"}))
