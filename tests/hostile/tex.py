"""What the TeX of a translation may have that the TeX of the source has not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html import unescape
from typing import Final

from hostile.model import WORD, Message, words
from hostile.pages import Fault, is_balanced

# What the writer makes of text and of plain inline markup; and of a footnote's first mention, which
# may be another one where a translation has left out a mention. Pages show whose footnotes they are.
FREE: Final = words(
    r"""
    \_ \{ \} \$ \% \& \# \- \\ \/ \( \) \textbackslash \textasciicircum \textasciitilde \textless
    \textgreater \textquotesingle \textasciigrave \textbar \textsuperscript \textsubscript
    \hyperref \index \DUrole \emph \text \textit \textbf \texttt \textendash \textemdash \label
    \phantomsection \detokenize \pageref \nameref \ref \begin{sphinxVerbatim} \end{sphinxVerbatim}
    \begin{footnote} \end{footnote} \protect \ensuremath \rightarrow \par \foreignlanguage
    """
)
_OWN: Final = r"\\(?:sphinx|PYG|spx|glossterm)\w*"
_CONTROL: Final = r"\\(?:begin|end)\{[^{}]*\}|\\[A-Za-z@]+|\\[^\sA-Za-z@]"
_PIECE: Final = r"(?ms)(^\\begin\{(sphinxVerbatim|equation\*|split)\}.*?^\\end\{\2\}.*?$|^[^\n]*$)"


class Book:
    """A book in TeX, and where the words of messages are in it.

    A message stands in one line, but for code and formulas of their own.
    """

    def __init__(self, text: str) -> None:
        self.body = text.partition(r"\begin{document}")[2]
        self.pieces: dict[str, list[str]] = defaultdict(list)
        for piece in re.findall(_PIECE, text):
            for code in {code for _, code in WORD.findall(piece[0])}:
                self.pieces[code].append(piece[0])

    def sequences(self, code: str) -> set[str]:
        """What means something to TeX around a message."""
        pieces = self.pieces[code]
        found = {found for piece in pieces for found in re.findall(_CONTROL, piece)}
        return found | {"^^"} if any("^^" in piece for piece in pieces) else found

    def balance(self, code: str) -> list[int]:
        """How many braces each piece leaves open, but for the printed index, which only we make."""
        return [_open_braces(piece) for piece in self.pieces[code] if "glosstermindex" not in piece]


def _open_braces(text: str) -> int:
    braces = Counter(re.findall(r"[{}]", re.sub(r"\\[\\{}%]", "", text)))
    return braces["{"] - braces["}"]


def compare_message(source: Book, shown: Book, message: Message) -> Iterator[Fault]:
    """What the TeX of a message has that its source's has not."""
    code = message.code
    if not shown.pieces[code]:  # words of an image, which a book has not
        return
    for sequence in sorted(shown.sequences(code) - source.sequences(code) - FREE):
        if re.fullmatch(_OWN, sequence):
            continue
        yield Fault("TeX", f"{sequence} in {shown.pieces[code][0][:300]}", code)
    is_one_line = len(unescape(message.translation).splitlines()) == 1
    if is_one_line and not {*shown.balance(code)} <= {0, *source.balance(code)}:
        yield Fault("TeX", f"not balanced: {shown.pieces[code][0][:300]}", code)


def compare(source: Book, shown: Book) -> Iterator[Fault]:
    """What the whole book has that the source's has not."""
    for word in (
        r"\^\^",
        r"\\(?:input|include|directlua|openout|write|csname|catcode|special|def|usepackage)\b",
    ):
        old, new = (Counter(re.findall(word, book.body)) for book in (source, shown))
        for found in new - old:
            yield Fault("TeX", f"{new[found]} times {found}, {old[found]} in the source")
    if is_balanced(source.body) and not is_balanced(shown.body):
        yield Fault("TeX", "the braces of the book are not balanced")
