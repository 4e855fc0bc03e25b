"""Match the translated texts of an imported file with the messages of an entry."""

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
"""How messages to the user call each kind of name."""
TEXTS: Final = {"definition": "the definition", "source": "the source", "note": "the note"}
"""How they call the other parts of an entry."""


@dataclass(frozen=True, slots=True)
class EntryMessages:
    """The messages of an entry.

    Attributes:
        catalogue: Name of the catalogue.
        file: The file with the entry, relative to the source folder.
        line: Its line there (1-based).
        texts: The messages of each part: each kind of name, ``definition``, ``source`` and ``note``.
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
        message: The message; empty if the entry has none for it, so it cannot be imported.
        text: The translation, as plain text or as plain names.
    """

    part: str
    message: str
    text: str | tuple[str, ...]


def texts_of(words: Words) -> dict[str, str]:
    """The texts of a concept other than its names, by part."""
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

    Each other name is one message, but a file has them in a list. If the list is as long as that of the
    source, names belong together by position. Otherwise each goes to the next message without a
    translation.

    Args:
        messages: The messages of the entry.
        words: The texts of the file in the language.
        keep: Whether title and abbreviation stay as they are in every language.
        known: Gives the present translation of a message; empty if there is none.
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
