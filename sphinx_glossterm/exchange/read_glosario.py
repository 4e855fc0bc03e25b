"""Read Glosario's ``glossary.yml``: a list of entries, each with its languages.

Its definitions are Markdown. Links become plain words, and code keeps its text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from typing import Any, Final

from babel.core import Locale

from sphinx_glossterm.exchange.incoming import (
    Incoming,
    Loss,
    UnreadableError,
    concept_of,
    counted,
    decoded,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.terms.entry import Kind
from sphinx_glossterm.terms.languages import primary_of

_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_CODE: Final = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_OWN: Final = frozenset({"slug", "ref"})
_PARTS: Final = frozenset({"term", "def", "acronym"})
_TAG: Final = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def read_glosario(content: bytes) -> Incoming:
    """The entries of a ``glossary.yml``.

    Raises:
        UnreadableError: It is not one, is not UTF-8, or PyYAML is not installed.
    """
    text = decoded(content)
    whole = _load(text)
    if not isinstance(whole, list) or not all(isinstance(entry, dict) for entry in whole):
        raise UnreadableError(1, "it is YAML, but not a Glosario glossary: it has no list of entries.")
    if not text.endswith("\n"):
        raise UnreadableError(text.count("\n") + 1, "it is cut off: it ends within a line.")
    places = _places(text)
    reader = _GlosarioReader(places)
    concepts = [reader.concept(entry) for entry in whole]
    losses = [
        *reader.losses,
        *counted(reader.links, "definitions are imported as text; the words stay."),
    ]
    return Incoming(termbase_of(concepts, "en"), tuple(losses), places)


def _load(text: str) -> object:
    try:
        yaml: Any = import_module("yaml")  # comes with MyST-Parser, which may not be installed
    except ImportError as error:
        raise UnreadableError(
            1, 'YAML needs PyYAML, which is not installed: pip install "sphinx-glossterm[exchange]".'
        ) from error
    # This loader makes no Python objects, and leaves dates and numbers as text.
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return yaml.load(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise UnreadableError(line, f"it is not YAML, or is cut off: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise UnreadableError(1, f"it is not YAML: {error}.") from error
    except RecursionError as error:
        raise UnreadableError(1, "it is nested too deeply to be a glossary.") from error


def _places(text: str) -> dict[str, int]:
    """The line of each entry, by its slug."""
    slug = re.compile(r"-?\s*slug:\s*['\"]?([^'\"#]*)")
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if match := slug.match(line):
            found.setdefault(match[1].strip(), number)
    return found


def _is_language(name: str) -> bool:
    return bool(_TAG.fullmatch(name)) and primary_of(name) in Locale("en").languages


class _GlosarioReader:
    """Entries being read.

    Args:
        places: The line of each entry, by its slug.

    Attributes:
        links: How many links are in definitions.
        losses: What else cannot be imported.
    """

    def __init__(self, places: Mapping[str, int]) -> None:
        self._places = places
        self.links: Counter[str] = Counter()
        self.losses: list[Loss] = []

    def concept(self, entry: Mapping[str, Any]) -> Concept:
        """The concept of an entry."""
        slug = entry.get("slug")
        if not isinstance(slug, str) or not slug:
            raise UnreadableError(1, "it is YAML, but not a Glosario glossary: an entry has no slug.")
        words: dict[str, Words] = {}
        for name, found in entry.items():
            if isinstance(found, dict) and _is_language(str(name)):
                words[str(name)] = self._words(slug, str(name), found)
            elif name not in _OWN:
                self._lose(slug, f'"{name}" is neither a language nor something that entries have.')
        related = entry.get("ref") or []
        if not isinstance(related, list):
            self._lose(slug, '"ref" is not a list.')
            related = []
        return concept_of(slug, words, related=map(str, related))

    def _words(self, slug: str, language: str, found: Mapping[str, Any]) -> Words:
        for name in found:
            if name not in _PARTS:
                self._lose(slug, f'entries have no place for "{name}" in {language}.')
        texts = {name: found[name] if isinstance(found.get(name), str) else "" for name in _PARTS}
        names = [(Kind.TITLE, texts["term"]), (Kind.ABBR, texts["acronym"])]
        return words_of(names, self._plain(texts["def"]))

    def _plain(self, text: str) -> str:
        text, count = _LINK.subn(r"\1", text)
        if count:
            self.links["A link in a definition"] += count
        return _CODE.sub(r"\2", text)

    def _lose(self, slug: str, why: str) -> None:
        self.losses.append(Loss(self._places.get(slug, 0), f'The entry "{slug}": {why}'))
