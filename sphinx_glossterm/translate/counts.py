"""How much is translated: the state of each message, and what that adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from babel.messages.catalog import Catalog

from sphinx_glossterm.translate.po_files import CatalogueError, catalogues_in, read_catalogue


class State(Enum):
    """How far a message is translated; the best comes first."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many messages there are, and in which state.

    Attributes:
        messages: All of them.
        translated: Those with a translation that counts.
        fuzzy: Those with one that someone has to look at.
        missing: Those with none, whether their catalogue knows them or not.
    """

    messages: int
    translated: int
    fuzzy: int
    missing: int

    @classmethod
    def of(cls, states: Iterable[State]) -> Counts:
        """Count."""
        found = list(states)
        return cls(len(found), *(found.count(state) for state in State))

    @property
    def percent(self) -> float:
        """How much is translated, rounded down: 100 means all."""
        return self.translated * 1000 // self.messages / 10 if self.messages else 100.0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.translated == self.messages


class Catalogues:
    """The translations into a language, by catalogue.

    Attributes:
        damaged: What is wrong with those that cannot be read; their messages count as missing.
    """

    def __init__(self, folders: Iterable[Path], language: str) -> None:
        self.damaged: list[CatalogueError] = []
        self._found: dict[str, list[Catalog]] = {}
        for folder in folders:
            for path in catalogues_in(folder):
                self._read(path.relative_to(folder).with_suffix("").as_posix(), path, language)

    def _read(self, name: str, path: Path, language: str) -> None:
        try:
            self._found.setdefault(name, []).append(read_catalogue(path, language))
        except CatalogueError as error:
            self.damaged.append(error)

    def state(self, catalogue: str, message: str) -> State:
        """The best that any folder of catalogues has for a message."""
        found = State.MISSING
        for each in self._found.get(catalogue, ()):
            known = each.get(message)
            texts = known.string if known else ""
            forms = texts if isinstance(texts, (list, tuple)) else [texts]
            if known and all((form or "").strip() for form in forms):  # blank is none for Sphinx
                if not known.fuzzy:
                    return State.TRANSLATED
                found = State.FUZZY
        return found
