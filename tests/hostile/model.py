"""What a grammar of messages consists of: productions, places and the messages themselves.

Templates hold words in capital letters that stand for what differs from message to message, so that
braces and per cent signs, which markup has too, need no escaping.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final, Literal

Markup = Literal["rst", "myst"]

SOURCE: Final = "SRC"
"""Stands for the word of the source message."""
SHOWN: Final = "TRN"
"""Stands for the word of the translation."""
LABEL: Final = "LBL"
"""Stands for a name that no other message has."""
OUTSIDE: Final = "OUTSIDE"
"""Stands for the folder of files that lie outside the project."""

_LETTERS: Final = "bcdfghjklmnpqrstvwxz"
WORD: Final = re.compile(r"\b(Src|Trn)([bcdfghjklmnpqrstvwxz]{4})(?![a-z])")
"""How a word of a message is found in the output."""


@dataclass(frozen=True)
class Sample:
    """One message of a production, as templates.

    Attributes:
        source: The source message.
        translation: Its translation.
        tail: What the document has to hold besides, such as the body of a footnote.
    """

    source: str
    translation: str
    tail: str = ""


@dataclass(frozen=True)
class Place:
    """Where in a document a message stands.

    Attributes:
        name: What the place is called.
        markup: The markup of the document.
        write: The source text of the message in its place.
        refuses: A pattern of messages that cannot stand there.
        page: The page that shows the message, where it is not the document's own.
        is_shown: Whether readers see the message at all.
        is_refused: Whether no translation can be shown there.
        is_head: Whether it stands at the top of its document.
        is_text: Whether the message is text to the letter, markup and all.
        message: The message as translators get it, where it is not what the author writes.
    """

    name: str
    markup: Markup
    write: Callable[[str], str]
    refuses: str = r"\n"
    page: str = ""
    is_shown: bool = True
    is_refused: bool = False
    is_head: bool = False
    is_text: bool = False
    message: Callable[[str], str] | None = None

    def takes(self, message: str) -> bool:
        """Whether a message can stand here."""
        return not re.search(self.refuses, message)


@dataclass(frozen=True)
class Production:
    """A way to make messages.

    Attributes:
        name: What it is called, with its markup before it.
        make: Makes one message.
        places: Where its messages may stand.
        head: What stands at the beginning of its documents.
        foot: What stands at their end.
        is_honest: Whether its translations have to be shown.
        is_alone: Whether it is built apart, as it has been seen to spoil the whole build.
        conf: Values of the configuration that it is built with, where it is built apart.
    """

    name: str
    make: Callable[[Random], Sample]
    places: Sequence[Place]
    head: str = ""
    foot: str = ""
    is_honest: bool = False
    is_alone: bool = False
    conf: Mapping[str, object] = field(default_factory=dict)

    @property
    def markup(self) -> Markup:
        """The markup of its documents."""
        return self.places[0].markup


@dataclass(frozen=True)
class Message:
    """A message in its document.

    Attributes:
        production: The production it comes from.
        place: Where it stands.
        code: Four letters that no other message has.
        source: The source message, without its place.
        translation: The translation.
        tail: What the document has to hold besides.
    """

    production: Production
    place: Place
    code: str
    source: str
    translation: str
    tail: str

    @property
    def msgid(self) -> str:
        """The message as it stands in a catalogue."""
        message = self.place.message
        return fill(message(self.source), self.code) if message else self.source


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


Make = Callable[[Random], Sample]


def any_of(sources: Sequence[str] | str, translations: Sequence[str], tail: str = "") -> Make:
    """Any of the translations for any of the sources."""
    known = [sources] if isinstance(sources, str) else sources
    return lambda rng: Sample(rng.choice(known), rng.choice(translations), tail)


def pairs(*found: tuple[str, str], tail: str = "") -> Make:
    """Translations that belong to their sources."""
    return lambda rng: Sample(*rng.choice(found), tail)


def code_of(number: int) -> str:
    """Four letters for a number: no word of any language, and none that a stemmer would cut."""
    letters = []
    for _ in range(4):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(reversed(letters))


def fill(template: str, code: str) -> str:
    """A template with the words of a message."""
    known = {SOURCE: f"Src{code}", SHOWN: f"Trn{code}", LABEL: f"label-{code}"}
    return re.sub("|".join(known), lambda found: known[found[0]], template)
