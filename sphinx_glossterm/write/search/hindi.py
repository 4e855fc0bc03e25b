"""Words of Hindi pages, as Sphinx's search wants them.

What becomes of a text here happens to a query in ``hindi.js``, in the same order:

1. **split**: NFC; a word keeps its vowel signs, viramas and joiners; stop words are left out.
2. **fold**: spellings of one word become one (:func:`sphinx_glossterm.terms.spelling.fold`).
3. **stem**: by script, as a Hindi page holds English words too. A Hindi ending on an English word is
   taken off first: ``APIओं`` is found as ``API``.
4. **number**: a bare number is found in Devanagari digits. The page drops one in ASCII digits from a
   query, whatever the language.

Stop words are left out while splitting, and not by ``word_filter``: Sphinx asks that after stemming,
and then what is left of a word like परी could not be told from the stop word पर, while the page
looks for stop words before stemming.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import snowballstemmer  # type: ignore[import-untyped]  # it has neither types nor stubs
from sphinx.search import IndexBuilder, SearchLanguage
from sphinx.search.en import SearchEnglish

from sphinx_glossterm.terms.spelling import fold
from sphinx_glossterm.terms.stopwords import HINDI_STOPWORDS
from sphinx_glossterm.write.search.endings import without_ending

TWIN: Final = Path(__file__).with_name("hindi.js")
"""The same in JavaScript."""

_DEVANAGARI: Final = re.compile("[\u0900-\u097f]")
_LATIN: Final = re.compile("[0-9a-z_\u00df-\u024f\u0300-\u036f]+")
_NUMERALS: Final = str.maketrans("0123456789", "०१२३४५६७८९")

# Latin, Greek, the beginning of Cyrillic, Devanagari, and punctuation. It takes long to go through the
# marks of all scripts, and most sites have words of these alone.
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


class _Porter(SearchLanguage):
    """The stemmer for English words, whose JavaScript comes with Sphinx.

    Not the newer one of Sphinx's English search: that still changes, and the versions that Sphinx ships
    and that Python has installed need not agree (3.0 and 3.1 do not on "internal"). Porter's is fixed.
    """

    language_name = "Porter"
    js_stemmer_rawcode = "porter-stemmer.js"


def porter_code() -> str:
    """The JavaScript of Porter's stemmer, put together by the Sphinx at hand; it makes ``Stemmer``."""
    builder = IndexBuilder.__new__(IndexBuilder)  # which otherwise wants an environment
    builder.lang = _Porter({})
    return builder.get_js_stemmer_code()


@cache
def _porter() -> Callable[[str], str]:
    """The stemmer of English."""
    stemmer: Callable[[str], str] = snowballstemmer.stemmer("porter").stemWord
    return stemmer


@lru_cache(
    maxsize=1 << 16
)  # Sphinx forgets with every page what it has asked for; most words stand on many
def stem(word: str) -> str:
    """What a word is found by: without its ending, by the script it is written in."""
    folded = fold(word)
    found = without_ending(folded) if _DEVANAGARI.search(folded) else folded
    if _LATIN.fullmatch(found):
        found = _porter()(found) or found  # it leaves nothing of "s"
    return found.translate(_NUMERALS) if found.isascii() and found.isdigit() else found


class SearchHindi(SearchLanguage):
    """Hindi, with English words in it."""

    lang = "hi"
    language_name = "Hindi"
    stopwords = HINDI_STOPWORDS | SearchEnglish.stopwords

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        # Splitter and stemmer share the folding, so both stand in what is meant for the stemmer.
        self.js_stemmer_code = f"{porter_code()}\n{TWIN.read_text(encoding='utf-8')}"

    @cached_property
    def _stopwords(self) -> frozenset[str]:
        return frozenset(map(fold, self.stopwords))

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name for it
        """The words of a text, without stop words."""
        text = unicodedata.normalize("NFC", input)
        words = _word(text).findall(text)
        return [word for word in words if fold(word) not in self._stopwords]

    def stem(self, word: str) -> str:
        """What a word is found by."""
        return stem(word)

    def word_filter(self, word: str) -> bool:
        """Whether a stem is to be found: all are, as stop words are left out by ``split``."""
        return True


class SearchEnglishAndHindi(SearchHindi):
    """For an English site that names of a Hindi one are looked for on.

    A language of its own, so that Sphinx's English stays in its place for other projects of the same
    process.
    """

    lang = "en-hi"
    language_name = "English"

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.lang = "en"  # which keywords of a page may be marked with
