"""Words of any language, as Sphinx's search wants them.

Sphinx's own search cuts words at every vowel sign of Hindi, Bengali, Tamil or Telugu, and finds nothing
inside a Chinese or Thai line. Sites with such words get this search instead, with the stemmer of their
own language inside. ``words.js`` does to a query what this module does to a text, in the same order:

1. **split**: NFKC; a word keeps its vowel signs, viramas and joiners; stop words are left out. Scripts
   without spaces, and Korean, which has its particles in the word, are cut into pairs of letters.
2. **fold**: spellings of one word become one (:func:`fold`).
3. **stem**: by script, as a Hindi page holds English words too. A Hindi ending on an English word is
   taken off first: ``APIओं`` is found as ``API``.
4. **number**: a bare number is found in Devanagari digits. The page drops one in ASCII digits from a
   query, whatever the language.

Splitting drops stop words, not ``word_filter``, which Sphinx calls after stemming. By then, a word like
परी has become पर, a stop word. The page checks stop words before stemming.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from importlib import import_module
from itertools import chain, pairwise
from pathlib import Path
from typing import ClassVar, Final

import snowballstemmer  # type: ignore[import-untyped]  # it has neither types nor stubs
from sphinx.search import IndexBuilder, SearchLanguage, languages
from sphinx.search.en import SearchEnglish

from sphinx_glossterm.terms import spelling
from sphinx_glossterm.terms.languages import catalogue_names, script_of
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS
from sphinx_glossterm.write.search.endings import without_ending

TWIN: Final = Path(__file__).with_name("words.js")
"""The same in JavaScript."""
ENDINGS_TWIN: Final = Path(__file__).with_name("endings.js")
"""The JavaScript of :mod:`.endings`, for sites with Hindi."""

_DEVANAGARI: Final = re.compile("[\u0900-\u097f]")
_NUMERALS: Final = str.maketrans("0123456789", "०१२३४५६७८९")
_LATIN: Final = re.compile("[0-9a-z_\u00df-\u024f\u0300-\u036f]+")
# Letters that are written without spaces: Thai, Lao, Burmese, Khmer, kana, Han; and Hangul.
_UNPARTED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
# Invisible characters: soft hyphens, word joiners, variation selectors.
_UNSEEN: Final = re.compile("[\u00ad\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Characters that writers may omit: Arabic vowel signs and the lengthening stroke, nuktas.
_OPTIONAL: Final = re.compile("[\u0640\u064b-\u0652\u0670\u09bc\u0a3c\u0abc\u0b3c]")

# Scripts whose words Sphinx splits as they are written.
_PLAIN_SCRIPTS: Final = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
# Languages for which Sphinx splits by a dictionary, and so misses names inside other words.
_WITHOUT_SPACES: Final = frozenset({"ja", "zh"})

# Latin, Greek, the beginning of Cyrillic, Devanagari, and punctuation. Most sites have only these, and
# testing for the marks of all scripts takes long.
_OTHER_SCRIPT: Final = re.compile("[^\0-\u0482\u0900-\u097f\u2000-\u20cf]")
_MARKS: Final = (range(0x300, 0x483), range(0x900, 0x980))
# Beyond the first two planes the only marks are variation selectors.
_ALL_MARKS: Final = (range(0x300, 0x20000), range(0xE0100, 0xE01F0))


def _word(text: str) -> re.Pattern[str]:
    """A word of *text*: a letter, digit or underscore, then also marks of any script, and joiners."""
    return _word_with(*_ALL_MARKS if _OTHER_SCRIPT.search(text) else _MARKS)


@cache
def _word_with(*blocks: range) -> re.Pattern[str]:
    points = map(chr, chain.from_iterable(blocks))
    marks = "".join(c for c in points if unicodedata.category(c)[0] == "M")
    return re.compile(rf"\w[\w{marks}\u200c\u200d]*")


@cache
def _run() -> re.Pattern[str]:
    """Unparted letters, compiled on first use: every build loads this module."""
    return re.compile(f"([{_UNPARTED}]+)")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The one spelling of a word: as :func:`.spelling.fold`, and without signs that may be left out."""
    if word.isascii():
        return word.lower()
    return spelling.fold(_OPTIONAL.sub("", unicodedata.normalize("NFD", word.lower())))


def needs_words(language: str) -> bool:
    """Whether Sphinx's own search cuts words of a language apart, or finds none.

    >>> list(filter(needs_words, ["en", "ru", "hi", "mr-IN", "zh_CN", "ko", "ur", "sr@latin"]))
    ['hi', 'mr-IN', 'zh_CN', 'ko', 'ur']
    """
    return script_of(language) not in _PLAIN_SCRIPTS


class _Porter(SearchLanguage):
    """The stemmer for English words, whose JavaScript comes with Sphinx.

    We do not use the newer stemmer of Sphinx's English search. It still changes, and the version in
    Sphinx's JavaScript may differ from the installed one (3.0 and 3.1 differ on "internal"). Porter's is
    fixed.
    """

    language_name = "Porter"
    js_stemmer_rawcode = "porter-stemmer.js"
    stopwords = SearchEnglish.stopwords

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stem = snowballstemmer.stemmer("porter").stemWord

    def stem(self, word: str) -> str:
        """The stem of a Latin word; other words stay as they are."""
        return str(self._stem(word)) if _LATIN.fullmatch(word) else word


def _stemming(language: str) -> type[SearchLanguage]:
    """Sphinx's stemmer for a language; Porter's if it has none."""
    for name in catalogue_names(language.partition("@")[0]):
        found = languages.get(name)
        if found is None or name in _WITHOUT_SPACES or found is SearchEnglish:
            continue
        if isinstance(found, str):
            module, _, name = found.rpartition(".")
            found = getattr(import_module(module), name)
        if isinstance(found, type) and not issubclass(found, SearchWords):
            return found
    return _Porter


def _code(language: SearchLanguage) -> str:
    """The JavaScript of a language's stemmer, ``Stemmer``, as the installed Sphinx writes it."""
    builder = IndexBuilder.__new__(IndexBuilder)  # which otherwise wants an environment
    builder.lang = language
    return builder.get_js_stemmer_code()


class SearchWords(SearchLanguage):
    """The search of a site in one language, for words of any language: see :func:`search_in`."""

    site_language: ClassVar[str] = "en"
    stemming: ClassVar[type[SearchLanguage]] = _Porter
    has_hindi: ClassVar[bool] = False

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.lang = self.site_language  # which keywords of a page may be marked with
        self._own = self.stemming(options)
        self.stopwords = self._own.stopwords | (HINDI_STOPWORDS if self.has_hindi else frozenset())
        # Splitter and stemmer share the folding, so the stemmer's code contains both.
        twins = [ENDINGS_TWIN, TWIN] if self.has_hindi else [TWIN]
        self.js_stemmer_code = "\n".join(
            [_code(self._own), *(twin.read_text("utf-8") for twin in twins)]
        )
        self._stems: dict[str, str] = {}

    @cached_property
    def _stopwords(self) -> frozenset[str]:
        return frozenset(map(fold, self.stopwords))

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name for it
        """The words of a text, without stop words; of letters without spaces, each one and each pair."""
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", input))
        words: list[str] = _word(text).findall(text)
        if _run().search(text):
            words = list(chain.from_iterable(map(_parts, words)))
        return [word for word in words if fold(word) not in self._stopwords]

    def stem(self, word: str) -> str:
        """The stem of a word, by the rules of its script."""
        stem = self._stems.get(word)  # Sphinx forgets with every page what it has asked for
        if stem is None:
            stem = self._stems[word] = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        found = fold(word)
        if self.has_hindi and _DEVANAGARI.search(found):
            found = without_ending(found)
        found = self._own.stem(found) or found  # Porter leaves nothing of "s"
        return found.translate(_NUMERALS) if found.isascii() and found.isdigit() else found

    def word_filter(self, word: str) -> bool:
        """Whether to index a stem: always, because ``split`` has dropped stop words."""
        return True


def _parts(word: str) -> Iterator[str]:
    """A word as it is; what it has of unparted letters as each of them and each pair."""
    for run in _run().split(word):
        if _run().fullmatch(run):
            yield from run
            yield from map("".join, pairwise(run))
        elif any(map(str.isalnum, run)) or "_" in run:
            yield run


@cache
def search_in(language: str, *, has_hindi: bool, name: str = "") -> type[SearchWords]:
    """The search of a site.

    It is a search language of its own, so that Sphinx's stay unchanged for other projects in the same
    process.

    Args:
        language: The language of the site.
        has_hindi: Whether the site is also published in Hindi, so that readers search for Hindi names.
        name: Its name in Sphinx; by default a name of its own.
    """
    return type(
        "SearchWords",
        (SearchWords,),
        {
            "lang": name or f"{language}-words{'-hi' if has_hindi else ''}",
            "language_name": language,
            "site_language": language,
            "stemming": _stemming(language),
            "has_hindi": has_hindi,
        },
    )
