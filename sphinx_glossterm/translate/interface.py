"""A project's own ``sphinx.po``: words that Sphinx's templates write into pages as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.mofile import read_mo
from sphinx.locale import get_translator

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.translate.judge import short
from sphinx_glossterm.translate.po_files import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What ends a text or an attribute in HTML; and what a template fills in.
_MARKUP: Final = r'[<>"]|&(?!#?\w+;)'
_TAG: Final = r"<[^>]*>?"
_FIELD: Final = r"%(?:\(\w+\))?[a-zA-Z]|\{\w*\}"


def withhold_markup(app: Sphinx) -> None:
    """Take out of the project's ``sphinx.mo`` what is more than words (``builder-inited``)."""
    for folder in app.config.locale_dirs:
        path = Path(app.srcdir, folder, app.config.language, "LC_MESSAGES", "sphinx.mo")
        for message, text in _strange(path):
            catalogue = path.with_suffix(".po")
            warn(
                Warn.TRANSLATION,
                f'"{short(text)}" has HTML or fields that its source text has not. Write plain words,'
                " with the fields that are there. The source text is shown instead.",
                location=f"{catalogue}:{line_of(catalogue, message) or 1}",
            )
            _forget(message, text)


def _strange(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open("rb") as file:
            messages = list(read_mo(file))
    except Exception:  # missing or damaged; Sphinx does without it too
        return
    for message in messages:
        source = message.id if isinstance(message.id, str) else message.id[0]
        texts = [message.string] if isinstance(message.string, str) else message.string
        for text in texts or ():
            if source and not is_plain_wording(source, text):
                yield source, text


def is_plain_wording(source: str, text: str) -> bool:
    """Whether *text* brings nothing into a template that *source* does not."""
    return all(
        set(re.findall(pattern, text)) <= set(re.findall(pattern, source))
        for pattern in (_MARKUP, _TAG, _FIELD)
    )


def _forget(message: str, text: str) -> None:
    """Let Sphinx's translator not have a translation: gettext offers no other way than its table."""
    translator: object = get_translator()
    while translator is not None:
        table: Mapping[object, str] = getattr(translator, "_catalog", {})
        if isinstance(table, dict):
            for key in [
                key for key, value in table.items() if value == text and message in (key, key[0])
            ]:
                del table[key]
        translator = getattr(translator, "_fallback", None)


def setup(app: Sphinx) -> None:
    """Look at the words before a builder uses them."""
    app.connect("builder-inited", withhold_markup, priority=0)
