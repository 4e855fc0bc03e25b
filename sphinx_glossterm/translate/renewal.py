"""A catalogue brought up to date with its template, and written, nothing of it lost.

Babel does both as well, but compares each new message with each old one, drops the headers of other
tools, and cannot wrap the lines of a previous text.
"""

from __future__ import annotations

import io
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import normalize, write_po

from sphinx_glossterm.translate.alike import Alike

_WIDTH: Final = 76
"""How long lines are, as gettext and sphinx-intl have it."""


def renew(catalogue: Catalog, template: Catalog) -> None:
    """Give a catalogue the messages of its template, with the translations that it has.

    A new message gets the translation of the one most like it, as fuzzy, and with the text that the
    translation was made for. One that had become obsolete and has come back gets its own, as fuzzy too:
    Babel and sphinx-intl do not write which of those are. What is no longer in the template becomes
    obsolete.
    """
    old = {_key(message): message for message in catalogue if message.id}
    gone = {_key(message): message for message in catalogue.obsolete.values()}
    translated = {_comparable(message): message for message in old.values() if message.string}
    alike: Alike | None = None
    used = set()
    renewed = []
    for fresh in template:
        if not fresh.id:
            continue
        message, key = fresh.clone(), _key(fresh)
        if key in old:
            _inherit(message, old[key])
            used.add(key)
        elif key in gone:
            _inherit(message, gone.pop(key))
            if message.string:
                message.flags.add("fuzzy")
        else:
            alike = alike or Alike(translated)
            if found := alike.closest(_comparable(message)):
                _inherit(message, translated[found])
                _make_fuzzy(message, translated[found])
                used.add(_key(translated[found]))
        renewed.append(message)
    for message in old.values():
        catalogue.delete(message.id, message.context)
    for message in renewed:
        catalogue[message.id] = message
    gone.update({key: message for key, message in old.items() if key not in used})
    catalogue.obsolete.clear()
    for message in gone.values():
        catalogue.obsolete[catalogue._key_for(message.id, message.context)] = message
    catalogue.creation_date = template.creation_date


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


def _key(message: Message) -> tuple[str, str | None]:
    return _singular(message), message.context


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _comparable(message: Message) -> str:
    return _singular(message).lower().strip()


def _inherit(message: Message, old: Message) -> None:
    """Give a message what translators have made of an old one."""
    message.string = old.string
    message.user_comments = list(old.user_comments)
    message.previous_id = list(old.previous_id)
    message.flags |= old.flags
    # Sphinx knows no plurals, but a catalogue may have come from elsewhere.
    if isinstance(message.string, (list, tuple)) and isinstance(message.id, str):
        message.string = message.string[0] if message.string else ""
        message.flags.add("fuzzy")
    elif isinstance(message.string, str) and not isinstance(message.id, str):
        message.string = (message.string, *([""] * (len(message.id) - 1)))
        message.flags.add("fuzzy")


def _make_fuzzy(message: Message, old: Message) -> None:
    """Mark a translation as made for another text, and keep that text."""
    if not (old.fuzzy and old.previous_id):
        message.previous_id = [old.id] if isinstance(old.id, str) else list(old.id)
    message.flags.add("fuzzy")


def _with_previous(block: str, message: Message, mark: str) -> str:
    """What is written of a message, with its previous text; of an obsolete one with its flags too."""
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
