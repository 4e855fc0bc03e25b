"""The forms of an entry in a translation: as many as that language needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx_glossterm.terms.entry import is_visible


def translated_lists(
    message: str, forms: Iterable[str], translation: Callable[[str], str]
) -> dict[str, str]:
    """The translations of a list of forms, each a list, by their messages.

    The message is the whole list. Catalogues that were made when each form was a message of its own are
    used as long as they have nothing for the list.

    >>> hindi = {"token, tokens": "टोकनों, टोकनें", "tokens": "टोकनों"}.get
    >>> translated_lists("token, tokens", ["token", "tokens"], lambda text: hindi(text, ""))
    {'token, tokens': 'टोकनों, टोकनें'}
    >>> translated_lists("tokens, Tokens", ["tokens", "Tokens"], lambda text: hindi(text, ""))
    {'tokens': 'टोकनों'}

    Args:
        message: The list as its author wrote it.
        forms: Its items.
        translation: What the catalogue has for a message; nothing where it has none.
    """
    for messages in ([message], forms):
        found = {each: translation(each) for each in messages}
        if found := {each: text for each, text in found.items() if is_visible(text)}:
            return found
    return {}
