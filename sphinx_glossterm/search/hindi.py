"""Words of Hindi pages, as Sphinx's search wants them.

What becomes of a text here happens to a query in ``hindi.js``, in the same order:

1. **split**: NFC; a word keeps its vowel signs, viramas and joiners; stop words are left out.
2. **fold**: spellings of one word become one (:func:`sphinx_glossterm.spelling.fold`).
3. **stem**: by script, as a Hindi page holds English words too. A Hindi ending on an English word is
   taken off first: ``APIओं`` is found as ``API``.

Stop words are left out while splitting, and not by ``word_filter``: Sphinx asks that after stemming,
and then what is left of a word like परी could not be told from the stop word पर, while the page
looks for stop words before stemming.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import snowballstemmer  # type: ignore[import-untyped]  # it has neither types nor stubs
from sphinx.search import IndexBuilder, SearchLanguage, parse_stop_word
from sphinx.search.en import SearchEnglish

from sphinx_glossterm.spelling import fold

TWIN: Final = Path(__file__).with_name("hindi.js")
"""The same in JavaScript."""

_DEVANAGARI: Final = re.compile("[\u0900-\u097f]")
_LATIN: Final = re.compile("[0-9a-z_\u00df-\u024f\u0300-\u036f]+")

HINDI_STOPWORDS: Final = frozenset(
    parse_stop_word("""
        | postpositions and particles
        का की के को से में पर तक ने ही भी तो सा सी द्वारा लिए लिये वाला वाली वाले वालों बिना बिन
        साथ बाद पहले ऊपर नीचे अंदर भीतर बाहर ओर तरफ प्रति बीच पास दौरान अलावा बारे जी न ना नहीं मत
        हाँ मात्र केवल सिर्फ़ बस
        | conjunctions
        और या व एवं तथा अथवा किंतु परंतु लेकिन मगर बल्कि कि क्योंकि चूँकि ताकि यदि अगर वरना इसलिए
        इसलिये जबकि हालाँकि फिर अतः यानी अर्थात
        | pronouns and what goes with them
        मैं मैंने मुझे मुझको मुझ मुझसे मेरा मेरी मेरे हम हमने हमें हमको हमसे हमारा हमारी हमारे
        तू तूने तुझे तेरा तेरी तेरे तुम तुमने तुम्हें तुम्हारा तुम्हारी तुम्हारे आप आपने आपको आपसे
        आपका आपकी आपके यह ये इस इसे इसको इससे इसने इसका इसकी इसके इसमें इसपर इन इन्हें इनको इनसे
        इन्होंने इनका इनकी इनके इनमें इन्हीं इसी यही वह वो वे उस उसे उसको उससे उसने उसका उसकी उसके
        उसमें उन उन्हें उनको उनसे उन्होंने उनका उनकी उनके उनमें उन्हीं उसी वही जो जिस जिसे जिसको
        जिससे जिसने जिसका जिसकी जिसके जिसमें जिन जिन्हें जिनको जिनसे जिन्होंने जिनका जिनकी जिनके
        जिनमें कौन कौनसा कौनसी कौनसे किस किसे किसको किससे किसने किसका किसकी किसके किसमें किन किन्हें
        किनका किनकी किनके क्या क्यों कोई किसी किन्हीं कुछ अपना अपनी अपने अपनों खुद स्वयं
        | how much, when, where, how
        एक सब सभी हर कई अनेक अन्य इतना इतनी इतने उतना उतनी उतने जितना जितनी जितने कितना कितनी कितने
        बहुत अधिक ज़्यादा काफ़ी थोड़ा थोड़ी थोड़े ऐसा ऐसी ऐसे वैसा वैसी वैसे जैसा जैसी जैसे कैसा
        कैसी कैसे यहाँ वहाँ जहाँ कहाँ यहीं वहीं कहीं जहाँ अब तब जब कब अभी तभी जभी कभी यों यूँ ज्यों
        त्यों आदि इत्यादि वग़ैरह
        | verbs that only help
        है हैं हूँ हो हों था थी थे थीं होना होने होनी होता होती होते होतीं हुआ हुई हुए हुये हुईं
        होगा होगी होंगे होंगी होकर गा गी गे रहा रही रहे रहना रहने रहता रहती रहते कर करके करना करने
        करनी करता करती करते करें करे करो करूँ किया किए किये की कीं करेगा करेगी करेंगे जा जाना जाने
        जानी जाता जाती जाते जाए जाएँ जाएगा जाएगी जाएँगे जाकर गया गई गए गयी गये गईं दिया दिए दिये दी
        देना देने देनी देता देती देते दे दें लिया ली लेना लेने लेता लेती लेते ले लें सकना सकने सकता
        सकती सकते सका सकी सके सकें सकेगा चाहिए चाहिये चाहे पड़ता पड़ती पड़ते पड़ना पड़ने पड़ा पड़ी पड़े
        लगा लगी लगे लगता लगती लगते चुका चुकी चुके पाता पाती पाते पाया पाई पाए
    """)
)


@cache
def _word() -> re.Pattern[str]:
    """A word: a letter, digit or underscore, then also marks of any script, and joiners."""
    # Beyond the first two planes the only marks are variation selectors.
    points = chain(range(0x300, 0x20000), range(0xE0100, 0xE01F0))
    marks = "".join(c for c in map(chr, points) if unicodedata.category(c)[0] == "M")
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
def _stemmers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """The stemmers of Hindi and of English."""
    return snowballstemmer.stemmer("hindi").stemWord, snowballstemmer.stemmer("porter").stemWord


@lru_cache(
    maxsize=1 << 16
)  # Sphinx forgets with every page what it has asked for; most words stand on many
def stem(word: str) -> str:
    """What a word is found by: without its ending, by the script it is written in."""
    of_hindi, of_english = _stemmers()
    folded = fold(word)
    found = of_hindi(folded) if _DEVANAGARI.search(folded) else folded
    if _LATIN.fullmatch(found):
        found = of_english(found)
    # Porter leaves nothing of "s"; and as bare numbers are not looked for, no word may become one.
    return folded if not found or _is_number(fold(found)) else found


def _is_number(folded: str) -> bool:
    return folded.isascii() and folded.isdigit()


class SearchHindi(SearchLanguage):
    """Hindi, with English words in it."""

    lang = "hi"
    language_name = "Hindi"
    stopwords = HINDI_STOPWORDS | SearchEnglish.stopwords

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._stopwords = frozenset(map(fold, self.stopwords))
        # Splitter and stemmer share the folding, so both stand in what is meant for the stemmer.
        self.js_stemmer_code = f"{porter_code()}\n{TWIN.read_text(encoding='utf-8')}"

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name for it
        """The words of a text, without stop words."""
        words = _word().findall(unicodedata.normalize("NFC", input))
        return [word for word in words if fold(word) not in self._stopwords]

    def stem(self, word: str) -> str:
        """What a word is found by."""
        return stem(word)

    def word_filter(self, word: str) -> bool:
        """Whether a word or stem is to be found: all are but numbers, as on the page."""
        return not _is_number(fold(word))


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
