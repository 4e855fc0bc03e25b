"""The forms of an entry in a translation: as many as that language needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx_glossterm.terms.entry import is_visible


def translated_lists(
    message: str, forms: Iterable[str], translation: Callable[[str], str]
) -> dict[str, str]:
    """The translated lists of forms, by message.

    The message is the whole list. Older catalogues with a message for each form are used until they have
    a translation of the list.

    >>> hindi = {"token, tokens": "टोकनों, टोकनें", "tokens": "टोकनों"}.get
    >>> translated_lists("token, tokens", ["token", "tokens"], lambda text: hindi(text, ""))
    {'token, tokens': 'टोकनों, टोकनें'}
    >>> translated_lists("tokens, Tokens", ["tokens", "Tokens"], lambda text: hindi(text, ""))
    {'tokens': 'टोकनों'}

    Args:
        message: The list as its author wrote it.
        forms: Its items.
        translation: Gives the translation of a message; empty if there is none.
    """
    for messages in ([message], forms):
        found = {each: translation(each) for each in messages}
        if found := {each: text for each, text in found.items() if is_visible(text)}:
            return found
    return {}
