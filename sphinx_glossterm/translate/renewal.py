"""Update a catalogue from its template, and write it without losing anything.

Babel can do both, but compares each new message with each old one, drops headers of other tools, and
cannot wrap lines of previous texts.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize, write_po

from sphinx_glossterm.terms.alike import Alike
from sphinx_glossterm.translate.compendium import Compendium, Holding, Key, has_text, key_of, singular

_WIDTH: Final = 76
"""The length of lines, as in gettext and sphinx-intl."""


def renew(
    catalogue: Catalog, template: Catalog, name: str = "", compendium: Compendium | None = None
) -> Counter[str]:
    """Give a catalogue the messages of its template, and keep its translations.

    A message without a translation gets that of another catalogue; if it is fuzzy or obsolete there, it
    becomes fuzzy here. Another new message gets the translation of the most similar one, as fuzzy,
    together with the text that this was made for. A message that was obsolete and comes back gets its
    own translation, also as fuzzy, because Babel and sphinx-intl do not record whether it was. Messages
    that are no longer in the template become obsolete.

    Args:
        catalogue: The catalogue.
        template: The messages of the present source.
        name: The name of the catalogue.
        compendium: The translations of all catalogues, including this one before the update.

    Returns:
        How many translations came from which other catalogue.
    """
    legacy = _Legacy(catalogue, name, compendium or Compendium())
    messages = [message.clone() for message in template if message.id]
    taken = Counter(filter(None, map(legacy.hand_on, messages)))
    for message in legacy.old.values():
        catalogue.delete(message.id, message.context)
    _fill(catalogue, messages, legacy.left())
    catalogue.creation_date = template.creation_date
    return taken


class _Legacy:
    """Passes the translations of a catalogue and of others on to the messages of its template.

    Args:
        catalogue: The catalogue.
        name: Its name.
        compendium: The translations of the other catalogues.
    """

    def __init__(self, catalogue: Catalog, name: str, compendium: Compendium) -> None:
        self.old = {key_of(message): message for message in catalogue if message.id}
        self._gone = {key_of(message): message for message in catalogue.obsolete.values()}
        self._used: set[Key] = set()
        self._name = name
        self._compendium = compendium

    @cached_property
    def _translated(self) -> dict[str, Message]:
        return {_comparable(message): message for message in self.old.values() if message.string}

    @cached_property
    def _alike(self) -> Alike:
        return Alike(self._translated)

    def hand_on(self, message: Message) -> str:
        """Give a message its translation, if there is any.

        Returns:
            The other catalogue that it came from, if any.
        """
        key = key_of(message)
        is_new = key not in self.old
        if not is_new:
            _inherit(message, self.old[key])
            self._used.add(key)
        if not has_text(message):
            held = self._compendium.find(self._name, message, is_new=is_new)
            if held and (held.is_settled or key not in self._gone):
                _take_over(message, held)
                self._gone.pop(key, None)
                return held.catalogue
        if is_new and key in self._gone:
            _inherit(message, self._gone.pop(key))
            if message.string:
                message.flags.add("fuzzy")
        elif is_new and (found := self._alike.closest(_comparable(message))):
            closest = self._translated[found]
            _inherit(message, closest)
            _make_fuzzy(message, closest)
            self._used.add(key_of(closest))
        return ""

    def left(self) -> Iterable[Message]:
        """The messages that are obsolete now."""
        unused = {key: message for key, message in self.old.items() if key not in self._used}
        return (self._gone | unused).values()


def _fill(catalogue: Catalog, messages: Iterable[Message], obsolete: Iterable[Message]) -> None:
    """Give an empty catalogue these messages and the obsolete ones."""
    for message in messages:
        catalogue[message.id] = message
    catalogue.obsolete.clear()
    for message in obsolete:
        catalogue.obsolete[catalogue._key_for(message.id, message.context)] = message


def po_text(catalogue: Catalog) -> bytes:
    """The content of the ``.po`` file of a catalogue, in UTF-8."""
    catalogue.charset = "utf-8"
    stream = io.BytesIO()
    write_po(stream, catalogue, width=_WIDTH)
    text = stream.getvalue().decode()
    before, body, after = text.partition(text.strip("\n"))
    # Babel writes one block for each message, in this order.
    messages = [(message, "#") for message in catalogue]
    messages += [(message, "#~") for message in catalogue.obsolete.values()]
    blocks = [
        _with_previous(block, message, mark)
        for block, (message, mark) in zip(body.split("\n\n"), messages, strict=True)
    ]
    return (before + "\n\n".join(blocks) + after).encode()


def _comparable(message: Message) -> str:
    return singular(message).lower().strip()


def _inherit(message: Message, old: Message) -> None:
    """Copy to a message the translators' work on an old one."""
    message.string = old.string
    message.user_comments = list(old.user_comments)
    message.previous_id = list(old.previous_id)
    message.flags |= old.flags
    # Sphinx has no plurals, but a catalogue may come from elsewhere.
    if isinstance(message.string, (list, tuple)) and isinstance(message.id, str):
        message.string = message.string[0] if message.string else ""
        message.flags.add("fuzzy")
    elif isinstance(message.string, str) and not isinstance(message.id, str):
        message.string = (message.string, *([""] * (len(message.id) - 1)))
        message.flags.add("fuzzy")


def _take_over(message: Message, held: Holding) -> None:
    """Give a message without a translation that of another catalogue."""
    comments = message.user_comments
    message.flags.discard("fuzzy")
    _inherit(message, held.message)
    message.user_comments = list(dict.fromkeys([*comments, *message.user_comments]))
    if held.is_obsolete:
        message.flags.add("fuzzy")


def _make_fuzzy(message: Message, old: Message) -> None:
    """Mark a translation as made for another text, and keep that text."""
    if not (old.fuzzy and old.previous_id):
        message.previous_id = [old.id] if isinstance(old.id, str) else list(old.id)
    message.flags.add("fuzzy")


def _with_previous(block: str, message: Message, mark: str) -> str:
    """The text of a message in the file, with its previous text, and flags also if it is obsolete."""
    lines = block.split("\n")
    is_obsolete = mark == "#~"
    previous = [f"#, {', '.join(sorted(message.flags))}"] if is_obsolete and message.flags else []
    for keyword, text in zip(("msgid", "msgid_plural"), message.previous_id, strict=False):
        statement = f"{keyword} {normalize(text, width=_WIDTH - len(mark) - 1)}"
        previous += [f"{mark}| {line}" for line in statement.split("\n")]
    start = next(
        number
        for number, line in enumerate(lines)
        if line.removeprefix("#~ ").startswith(("msgctxt ", "msgid "))
    )
    return "\n".join([*lines[:start], *previous, *lines[start:]])
