"""Check a project's own ``sphinx.po``, whose words Sphinx's templates write into pages unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.mofile import read_mo
from sphinx.locale import translators

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.translate.judge import short
from sphinx_glossterm.translate.po_files import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

# Characters that end a text or an attribute in HTML, and fields that a template fills in.
_MARKUP: Final = r'[<>"]|&(?!#?\w+;)'
_TAG: Final = r"<[^>]*>?"
_FIELD: Final = r"%(?:\(\w+\))?[a-zA-Z]|\{\w*\}"


class _Checked(NullTranslations):
    """The translations of the interface, without withheld ones."""

    def __init__(self, words: NullTranslations, withheld: Iterable[str]) -> None:
        super().__init__()
        self._words = words
        self._withheld = frozenset(withheld)

    def add_fallback(self, fallback: NullTranslations) -> None:
        self._words.add_fallback(fallback)

    def gettext(self, message: str) -> str:
        return message if message in self._withheld else self._words.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        if msgid1 in self._withheld:
            return super().ngettext(msgid1, msgid2, n)
        return self._words.ngettext(msgid1, msgid2, n)


def withhold_markup(app: Sphinx, config: Config) -> None:
    """Withhold translations in the project's ``sphinx.mo`` that are more than words (``config-inited``).

    No builder has asked for a word yet.
    """
    withheld = []
    for folder in config.locale_dirs:
        path = Path(app.srcdir, folder, config.language, "LC_MESSAGES", "sphinx.mo")
        for message, text in _strange(path):
            catalogue = path.with_suffix(".po")
            warn(
                Warn.TRANSLATION,
                f'"{short(text)}" has HTML or fields that its source text does not have. Write plain'
                " words, with the fields of the source text. The source text is shown instead.",
                location=f"{catalogue}:{line_of(catalogue, message) or 1}",
            )
            withheld.append(message)
    if withheld:
        app.translator = translators["general", "sphinx"] = _Checked(app.translator, withheld)


def _strange(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open("rb") as file:
            messages = list(read_mo(file))
    except Exception:  # missing or damaged; Sphinx also works without it
        return
    for message in messages:
        source = message.id if isinstance(message.id, str) else message.id[0]
        texts = [message.string] if isinstance(message.string, str) else message.string
        for text in texts or ():
            if source and not is_plain(source, text):
                yield source, text


def is_plain(source: str, text: str) -> bool:
    """Whether *text* adds nothing to a template that *source* does not have, and can be filled in."""
    fields, own = (re.findall(_FIELD, words) for words in (source, text))
    if fields and re.search("[{%}]", re.sub(rf"{_FIELD}|%%", "", text)):
        return False
    positions = [
        [field for field in found if "(" not in field and field != "{}"] for found in (fields, own)
    ]
    return positions[0] == positions[1] and all(
        set(re.findall(pattern, text)) <= set(re.findall(pattern, source))
        for pattern in (_MARKUP, _TAG, _FIELD)
    )


def setup(app: Sphinx) -> None:
    """Register the handler, which runs before a builder uses the words."""
    app.connect("config-inited", withhold_markup)
