"""Count how much is translated, from the state of each message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from babel.messages.catalog import Catalog

from sphinx_glossterm.terms.entry import is_visible
from sphinx_glossterm.translate.po_files import CatalogueError, catalogues_in, read_catalogue


class State(Enum):
    """How far a message is translated; the best comes first."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    MISSING = "missing"
    WITHHELD = "withheld"
    """It has a translation that must not be shown, so readers get the source text."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of messages in each state.

    Attributes:
        messages: All of them.
        translated: Those with a translation that counts.
        fuzzy: Those with a fuzzy one.
        missing: Those that are shown in the source language, whether or not their catalogue has them.
        withheld: Those of the missing whose translation must not be shown.
    """

    messages: int
    translated: int
    fuzzy: int
    missing: int
    withheld: int

    @classmethod
    def of(cls, states: Iterable[State]) -> Counts:
        """Count."""
        found = Counter(states)
        missing = found[State.MISSING] + found[State.WITHHELD]
        return cls(
            found.total(),
            found[State.TRANSLATED],
            found[State.FUZZY],
            missing,
            found[State.WITHHELD],
        )

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

    Args:
        folders: The folders of catalogues, in order of precedence.
        language: The language.
        withheld: Catalogue and message of what a build in that language withholds.

    Attributes:
        damaged: One error for each catalogue that cannot be read. Its messages count as missing.
    """

    def __init__(
        self, folders: Iterable[Path], language: str, withheld: Collection[tuple[str, str]] = ()
    ) -> None:
        self._withheld = withheld
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
        """The best state of a message in any folder of catalogues."""
        found = State.MISSING
        for each in self._found.get(catalogue, ()):
            known = each.get(message)
            texts = known.string if known else ""
            forms = texts if isinstance(texts, (list, tuple)) else [texts]
            if known and all(
                is_visible(form or "") for form in forms
            ):  # for Sphinx, a blank translation is none
                if not known.fuzzy:
                    is_withheld = (catalogue, message) in self._withheld
                    return State.WITHHELD if is_withheld else State.TRANSLATED
                found = State.FUZZY
        return found
