"""Which messages of an entry get which texts of a file, in another language than the source's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.exchange.termbase import Words
from sphinx_glossterm.terms.entry import IN_LISTS, Kind, exact, join_list, split_list

NAMES: Final = {
    Kind.TITLE: "the title",
    Kind.ALIAS: "another name",
    Kind.ABBR: "the abbreviation",
    Kind.FORM: "a form",
    Kind.AVOIDED: "a name to avoid",
}
"""What kinds of names are called where one is told of."""
TEXTS: Final = {"definition": "the definition", "source": "the source", "note": "the note"}
"""The other parts of an entry, likewise."""


@dataclass(frozen=True, slots=True)
class EntryMessages:
    """What there is to translate of an entry.

    Attributes:
        catalogue: Name of the catalogue.
        file: The file that the entry is written in, from the source folder.
        line: Its line there (1-based).
        texts: The messages of each part: of a kind of names, of ``definition``, ``source`` and ``note``.
    """

    catalogue: str
    file: str
    line: int
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Filling:
    """A translation that a file brings for a message.

    Attributes:
        part: What part of the entry it is.
        message: The message; empty where the entry has none for it, so that it cannot be carried over.
        text: The translation, as plain text or as plain names.
    """

    part: str
    message: str
    text: str | tuple[str, ...]


def texts_of(words: Words) -> dict[str, str]:
    """What is said of a concept beside its names, by part."""
    origin, note = words.origin, words.note
    found = {
        "definition": words.definition,
        "source": origin.text if origin else "",
        "note": note.text if note else "",
    }
    return {part: text for part, text in found.items() if text}


def fillings(
    messages: EntryMessages, words: Words, *, keep: bool, known: Callable[[str], str]
) -> Iterator[Filling]:
    """The translations that a file brings for an entry in one language.

    Other names are messages one by one, and a file has them in a list: where there are as many as in the
    source, they belong together by place; else each goes to the next message that has no translation.

    Args:
        messages: The messages of the entry.
        words: What the file has in the language.
        keep: Whether title and abbreviation stay as they are in every language.
        known: What a message is translated by; empty where it is not.
    """
    for kind in Kind:
        own, theirs = messages.texts.get(kind, ()), words.of(kind)
        if keep and kind in {Kind.TITLE, Kind.ABBR}:
            yield from (Filling(kind, "", name) for name in theirs if name not in own)
        elif kind in IN_LISTS:
            if theirs and own and join_list(theirs) and split_list(join_list(theirs)) == theirs:
                yield Filling(kind, own[0], theirs)
            else:
                yield from (Filling(kind, "", name) for name in theirs)
        else:
            yield from _one_by_one(kind, own, theirs, known)
    for part, text in texts_of(words).items():
        own = messages.texts.get(part, ())
        yield Filling(part, own[0] if len(own) == 1 else "", text)


def _one_by_one(
    kind: Kind, own: Sequence[str], theirs: Sequence[str], known: Callable[[str], str]
) -> Iterator[Filling]:
    if len(own) == len(theirs):
        yield from (Filling(kind, message, name) for message, name in zip(own, theirs, strict=True))
        return
    there = {exact(text): message for message in own if (text := known(message))}
    free = iter([message for message in own if not known(message)])
    for name in theirs:
        message = there.get(exact(name))
        yield Filling(kind, next(free, "") if message is None else message, name)
