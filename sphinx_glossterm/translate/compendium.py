"""Find translations in all catalogues of a language, for messages that have moved.

If a document is renamed, an entry moves to another document, or ``gettext_compact`` changes, a message
gets another catalogue, and its translation stays in the old one. A compendium, as gettext calls it,
holds the translations of many catalogues, from which new ones are filled.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from babel.messages.catalog import Catalog, Message

from sphinx_glossterm.messages import CATALOGUE

Key = tuple[str, str | None]
"""The key of a message: text and context."""

_INTERFACES: Final = frozenset({"sphinx", CATALOGUE})
"""Catalogues with which projects change words of Sphinx and of this package."""
_PROGRAMS: Final = (".py", ".html", ".htm", ".js", ".jinja", ".j2")
_MOST: Final = 2
"""How many translations to keep for a message: the best may be in the asking catalogue itself."""


class Holding(NamedTuple):
    """A translation and its place. The better of two is the greater.

    Attributes:
        is_settled: Whether it can be used unchanged, as it is neither fuzzy nor obsolete. Babel and
            sphinx-intl do not record whether obsolete ones are fuzzy.
        is_unused: Whether no document uses its catalogue.
        modified: When its catalogue was last changed.
        catalogue: The name of its catalogue.
        position: A running number, so that no two are equal.
        is_obsolete: Whether it is obsolete in its catalogue.
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
    """All translations into one language."""

    def __init__(self) -> None:
        self._all: dict[Key, list[Holding]] = {}
        self._stray: dict[Key, list[Holding]] = {}
        self._covered: set[tuple[str, Key]] = set()
        self._count = 0

    def add(
        self, name: str, catalogue: Catalog, wanted: Collection[Key] | None, modified: int = 0
    ) -> None:
        """Add a catalogue, before it changes.

        Args:
            name: Its name, such as ``guide/intro``.
            catalogue: What it has.
            wanted: The messages that documents have for it; None if no document uses it.
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
        """Note that another folder translates these messages under the same name.

        Args:
            name: The name of the catalogue.
            catalogue: What it has.
        """
        translated = (message for message in catalogue if message.id and not message.fuzzy)
        self._covered.update((name, key_of(message)) for message in translated if has_text(message))

    def find(self, name: str, message: Message, *, is_new: bool) -> Holding | None:
        """The best translation in another catalogue.

        Args:
            name: The catalogue that lacks it.
            message: The message.
            is_new: Whether it is new there. If it is not, translators may have left it empty on purpose,
                and it only gets a translation that no catalogue in use has.
        """
        key = key_of(message)
        if (name, key) in self._covered:
            return None
        holdings = (self._all if is_new else self._stray).get(key, ())
        return next((holding for holding in holdings if holding.catalogue != name), None)


def _hold(holdings: list[Holding], holding: Holding) -> None:
    holdings.append(holding)
    # Compare all but the message, which has no order.
    holdings.sort(key=lambda each: each[:5], reverse=True)
    del holdings[_MOST:]


def key_of(message: Message) -> Key:
    """The key of a message: its text (the singular, if there are two) and its context."""
    return singular(message), message.context


def singular(message: Message) -> str:
    """The text of a message; the first one if it has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def has_text(message: Message) -> bool:
    """Whether a message has any translation, fuzzy or not."""
    texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return any((text or "").strip() for text in texts)


def is_of_programs(name: str, catalogue: Catalog) -> bool:
    """Whether a catalogue translates a theme or an extension, and not a document.

    Args:
        name: Its name.
        catalogue: What it has.
    """
    if name in _INTERFACES:
        return True
    places = {place for message in catalogue for place, _line in message.locations}
    return bool(places) and all(place.endswith(_PROGRAMS) for place in places)
