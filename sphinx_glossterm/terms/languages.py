"""Languages as BCP 47 names them."""

from __future__ import annotations

import re
from typing import Final

_SCRIPTS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
"""What the modifiers of gettext mean as scripts (ISO 15924)."""


def tag_of(language: str) -> str:
    """A language as BCP 47 names it, from the name that Sphinx and gettext have for it.

    >>> [tag_of(name) for name in ("pt_BR", "sr@latin", "sr_RS@latin", "hi-IN", "ca@valencia")]
    ['pt-BR', 'sr-Latn', 'sr-Latn-RS', 'hi-IN', 'ca']
    """
    name, _, modifier = language.partition("@")
    script = _SCRIPTS.get(modifier.casefold())
    first, *rest = re.split("[-_]", name)
    return "-".join([first.lower(), *([script] if script else []), *rest])


def catalogue_names(language: str) -> list[str]:
    """The folders that may hold catalogues of ``hi-IN``, the nearest first: that, ``hi_IN``, ``hi``."""
    name = language.replace("-", "_")
    return list(dict.fromkeys((language, name, name.partition("_")[0])))
