"""Language names: of BCP 47, and of gettext and Sphinx."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SCRIPTS: Final = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
"""The scripts (ISO 15924) for gettext's modifiers."""
_MODIFIERS: Final = {script: modifier for modifier, script in _SCRIPTS.items()}


# Languages by their usual script, from CLDR. All other languages use the Latin script.
_WRITTEN_IN: Final = {
    "Arab": "apc ar ary bal bgn bqi brh ckb fa ks lrc mzn ps sd sdh skr trw ug ur",
    "Armn": "hy",
    "Beng": "as bn mni",
    "Cyrl": "ab ady ba be bg bua ce cu cv kaa kbd kk ky mdf mk mn myv os ru sah sr tg tt tyv uk xdq",
    "Deva": "bgc bho brx doi hi kok mai mr ne raj sa suz xnr",
    "Ethi": "am byn gez ti tig wal",
    "Geor": "ka",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hani": "yue zh",
    "Hebr": "he yi",
    "Jpan": "ja",
    "Khmr": "km",
    "Knda": "kn",
    "Kore": "ko",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my shn",
    "Nkoo": "nqo",
    "Orya": "or",
    "Rohg": "rhg",
    "Sinh": "si",
    "Syrc": "syr",
    "Taml": "ta",
    "Telu": "te",
    "Tfng": "shi zgh",
    "Thaa": "dv",
    "Thai": "th",
    "Tibt": "bo dz",
}
_SCRIPT_OF: Final = {
    language: script for script, languages in _WRITTEN_IN.items() for language in languages.split()
}
_HAN: Final = {"Hans": "Hani", "Hant": "Hani"}


@lru_cache
def tag_of(language: str) -> str:
    """The BCP 47 tag of a language, from its name in Sphinx and gettext.

    >>> [tag_of(name) for name in ("pt_BR", "sr@latin", "sr_RS@latin", "hi-IN", "ca@valencia")]
    ['pt-BR', 'sr-Latn', 'sr-Latn-RS', 'hi-IN', 'ca']
    """
    name, _, modifier = language.partition("@")
    script = _SCRIPTS.get(modifier.casefold())
    first, *rest = re.split("[-_]", name)
    return "-".join([first.lower(), *([script] if script else []), *rest])


def primary_of(language: str) -> str:
    """The primary language subtag of BCP 47, in lower case: the language without script or region.

    >>> [primary_of(name) for name in ("pt_BR", "hi-IN", "sr@latin", "DE")]
    ['pt', 'hi', 'sr', 'de']
    """
    return re.split("[-_@]", language)[0].lower()


def gettext_name(tag: str) -> str:
    """The name of a language in gettext and Sphinx, from its BCP 47 tag; the reverse of :func:`tag_of`.

    The language's usual script is left out.

    >>> [gettext_name(tag) for tag in ("pt-BR", "sr-Latn", "sr-latn-rs", "zh-Hant", "sr-Cyrl", "de-at")]
    ['pt_BR', 'sr@latin', 'sr_RS@latin', 'zh_Hant', 'sr', 'de_AT']
    >>> [gettext_name(tag) for tag in ("hi", "ca-valencia", "es-419", "sr@latin", "uz-Cyrl-UZ")]
    ['hi', 'ca@valencia', 'es_419', 'sr@latin', 'uz_UZ@cyrillic']
    """
    name, _, modifier = tag.partition("@")
    first, *rest = re.split("[-_]", name)
    parts = [first.lower()]
    for part in rest:
        if len(part) == 4 and part.isalpha():
            script = part.title()
            if script in _MODIFIERS:
                modifier = _MODIFIERS[script] if script != script_of(parts[0]) else modifier
            elif script != script_of(parts[0]):
                parts.append(script)
        elif len(part) > 3:  # a variant
            modifier = modifier or part.lower()
        else:
            parts.append(part.upper())
    return "_".join(parts) + (f"@{modifier}" if modifier else "")


@lru_cache
def script_of(language: str) -> str:
    """The script of a language (ISO 15924); ``Hani`` for simplified and traditional Chinese.

    >>> [script_of(name) for name in ("pt_BR", "ru", "sr", "sr@latin", "zh_TW", "ja")]
    ['Latn', 'Cyrl', 'Cyrl', 'Latn', 'Hani', 'Jpan']
    """
    first, *rest = tag_of(language).split("-")
    if rest and len(rest[0]) == 4 and rest[0].isalpha():
        script = rest[0].title()
        return _HAN.get(script, script)
    return _SCRIPT_OF.get(first, "Latn")


def catalogue_names(language: str) -> list[str]:
    """The folders that may hold the catalogues of a language, best first.

    >>> catalogue_names("hi-IN")
    ['hi-IN', 'hi_IN', 'hi']
    """
    name = language.replace("-", "_")
    return list(dict.fromkeys((language, name, name.partition("_")[0])))
