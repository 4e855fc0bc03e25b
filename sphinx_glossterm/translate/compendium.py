"""What all catalogues of a language have, for messages that have moved from one to another.

A document that is renamed, an entry that goes to another document, or ``gettext_compact`` set later: a
message has another catalogue then, and its translation stays behind. gettext has the word for the
remedy: a compendium holds the translations of many catalogues, and new ones are filled from it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog, Message

from sphinx_glossterm.messages import CATALOGUE

Key = tuple[str, str | None]
"""What tells messages apart: text and context."""

_INTERFACES: Final = frozenset({"sphinx", CATALOGUE})
"""Catalogues by which projects change the words of Sphinx, and ours."""
_PROGRAMS: Final = (".py", ".html", ".htm", ".js", ".jinja", ".j2")
_MOST: Final = 2
"""How many holdings of a message are held: the best one may be of the catalogue that asks."""


class Holding(NamedTuple):
    """A translation, and where it is; of two, the better one is greater.

    Attributes:
        is_settled: Whether it can be taken as it is: it is neither fuzzy nor obsolete. Of obsolete ones
            Babel and sphinx-intl do not write whether they are fuzzy.
        is_unused: Whether no document has anything of its catalogue.
        modified: When its catalogue was last changed.
        catalogue: The name of its catalogue.
        position: How many were there before, so that no two compare alike.
        is_obsolete: Whether its catalogue counts it as obsolete.
        message: The message with its translation.
    """

    is_settled: bool
    is_unused: bool
    modified: int
    catalogue: str
    position: int
    is_obsolete: bool
    message: Message


class Compendium:
    """The translations into one language, wherever they are."""

    def __init__(self) -> None:
        self._all: dict[Key, list[Holding]] = {}
        self._stray: dict[Key, list[Holding]] = {}
        self._covered: set[tuple[str, Key]] = set()
        self._count = 0

    def add(
        self, name: str, catalogue: Catalog, wanted: Collection[Key] | None, modified: int = 0
    ) -> None:
        """Take in a catalogue, before it is changed.

        Args:
            name: Its name, such as ``guide/intro``.
            catalogue: What it has.
            wanted: The messages that documents have for it; None where no document has any.
            modified: When it was last changed.
        """
        messages = [(message, False) for message in catalogue]
        messages += [(message, True) for message in catalogue.obsolete.values()]
        for message, is_obsolete in messages:
            if not message.id or not has_text(message):
                continue
            self._count += 1
            holding = Holding(
                not is_obsolete and not message.fuzzy,
                wanted is None,
                modified,
                name,
                self._count,
                is_obsolete,
                message,
            )
            key = key_of(message)
            _hold(self._all.setdefault(key, []), holding)
            if wanted is None or key not in wanted:
                _hold(self._stray.setdefault(key, []), holding)

    def cover(self, name: str, catalogue: Catalog) -> None:
        """Note what another folder of catalogues translates under the same name: it is not missing.

        Args:
            name: The name of the catalogue.
            catalogue: What it has.
        """
        translated = (message for message in catalogue if message.id and not message.fuzzy)
        self._covered.update((name, key_of(message)) for message in translated if has_text(message))

    def find(self, name: str, message: Message, *, is_new: bool) -> Holding | None:
        """The translation that another catalogue has for a message.

        Args:
            name: The catalogue that lacks it.
            message: The message.
            is_new: Whether it is new there. For one that is not, translators may have reasons to leave
                it: it gets a translation that stands nowhere else any more.
        """
        key = key_of(message)
        if (name, key) in self._covered:
            return None
        holdings = (self._all if is_new else self._stray).get(key, ())
        return next((holding for holding in holdings if holding.catalogue != name), None)


def _hold(holdings: list[Holding], holding: Holding) -> None:
    holdings.append(holding)
    # By all but the message, which has no order.
    holdings.sort(key=lambda each: each[:5], reverse=True)
    del holdings[_MOST:]


def key_of(message: Message) -> Key:
    """What tells a message from others: its text, the singular one of two, and its context."""
    return singular(message), message.context


def singular(message: Message) -> str:
    """The text of a message; the first one where it has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def has_text(message: Message) -> bool:
    """Whether a message has any translation, fuzzy or not."""
    texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return any((text or "").strip() for text in texts)


def is_of_programs(name: str, catalogue: Catalog) -> bool:
    """Whether a catalogue translates no document but a theme or an extension, which reads it by name.

    Args:
        name: Its name.
        catalogue: What it has.
    """
    if name in _INTERFACES:
        return True
    places = {place for message in catalogue for place, _line in message.locations}
    return bool(places) and all(place.endswith(_PROGRAMS) for place in places)
