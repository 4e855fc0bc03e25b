"""The rules of the package. Each can be switched off, to see that a test notices."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

_PACKAGE: Final = "sphinx_glossterm.translate"


@dataclass(frozen=True)
class Mutation:
    """A rule that is switched off.

    Attributes:
        apply: Switches it off, for as long as the process lives.
        noticed_by: Productions whose messages then come to light, or do not though they might.
        builders: The output that shows it.
        reason: Why no test notices, if none does.
    """

    apply: Callable[[], None]
    noticed_by: tuple[str, ...]
    builders: tuple[str, ...] = ("html",)
    reason: str = ""


def _module(name: str) -> Any:
    return importlib.import_module(f"{_PACKAGE}.{name}")


def _set(module: str, name: str, value: Any) -> Callable[[], None]:
    """Replace a name of a module, which must exist."""

    def apply() -> None:
        *path, last = name.split(".")
        owner = _module(module)
        for part in path:
            owner = getattr(owner, part)
        assert hasattr(owner, last), f"{module} has no {name} any more"
        setattr(owner, last, value)

    return apply


def _without_rule(name: str) -> Callable[[], None]:
    def apply() -> None:
        judge = _module("judge")
        assert name in judge.RULES
        judge.RULES = {other: rule for other, rule in judge.RULES.items() if other != name}

    return apply


def _passing(kind: str) -> Callable[[], None]:
    def apply() -> None:
        gate = _module("gate").Gate
        passes = gate.passes
        gate.passes = lambda self, construct: construct.kind == kind or passes(self, construct)

    return apply


def _without_guard(name: str) -> Callable[[], None]:
    """Let the gate find what Sphinx finds."""

    def apply() -> None:
        gate = _module("gate").Gate
        setattr(gate, name, getattr(gate.__mro__[1], name))

    return apply


def _without_withdrawal() -> None:
    """Let Sphinx translate the document once more."""
    documents = _module("documents")
    apply = documents.TranslateMessages.apply

    def apply_in_sight(self: Any, **options: Any) -> None:
        children = self.document.children
        apply(self, **options)
        self.document.children = children

    documents.TranslateMessages.apply = apply_in_sight
    documents.RestoreChildren.apply = lambda self, **options: None


def _nothing(*_arguments: object) -> str:
    return ""


def _always(*_arguments: object) -> bool:
    return True


_RULES: Final[dict[str, Mutation]] = {
    "images": Mutation(_without_rule("images"), ("myst image",)),
    "downloads": Mutation(_without_rule("downloads"), ("rst download", "myst link to a file")),
    "raw": Mutation(_without_rule("raw"), ("myst html that is kept",)),
    "footnotes": Mutation(_without_rule("footnotes"), ("rst footnote",)),
    "citations": Mutation(_without_rule("citations"), ("rst citation",)),
    "substitutions": Mutation(_without_rule("substitutions"), ("rst substitution",)),
    "targets": Mutation(_without_rule("targets"), ("rst target",)),
    "index_entries": Mutation(_without_rule("index_entries"), ("rst role of the index",)),
    "links": Mutation(_without_rule("links"), ("rst link host", "myst link host")),
    "names": Mutation(_without_rule("names"), ("rst link by name",)),
    "formulas": Mutation(_without_rule("formulas"), ("rst formula", "myst formula")),
    "numbers": Mutation(_without_rule("numbers"), ("rst number",)),
}
_REFUSALS: Final[dict[str, Mutation]] = {
    "of_shape": Mutation(_set("refusals", "of_shape", _nothing), ("rst explicit markup", "myst block")),
    "of_characters": Mutation(_set("refusals", "of_characters", _nothing), ("rst control character",)),
    "of_description": Mutation(_set("refusals", "of_description", _nothing), ("rst refresh",)),
    "of_image": Mutation(_set("refusals", "of_image", _nothing), ("rst address of an image",)),
    "of_markup": Mutation(_set("refusals", "of_markup", _nothing), ("rst problem",)),
    "of_raw": Mutation(_set("refusals", "of_raw", _nothing), ("rst raw TeX block",), ("html", "latex")),
    "of_brackets": Mutation(_set("refusals", "of_brackets", _nothing), ("myst link definition",)),
    "of_example": Mutation(_set("documents", "run_the_same", _always), ("rst doctest", "rst test code")),
}
_GATE: Final[dict[str, Mutation]] = {
    "directive": Mutation(_passing("directive"), ("rst directive canary", "myst directive canary")),
    "role": Mutation(_passing("role"), ("rst role", "myst role")),
    "expression": Mutation(_passing("expression"), ("myst expression",)),
    "attribute": Mutation(_passing("attribute"), ("myst attribute",)),
    "front matter": Mutation(
        _passing("front matter"),
        ("myst block", "myst directive canary"),
        reason=(
            "The reader leaves such a message unread whatever the gate says, and an empty message is"
            " withheld for its shape."
        ),
    ),
}

MUTATIONS: Final[dict[str, Mutation]] = {
    **{f"rule {name}": mutation for name, mutation in _RULES.items()},
    **{f"refusal {name}": mutation for name, mutation in _REFUSALS.items()},
    **{f"gate passes {name}": mutation for name, mutation in _GATE.items()},
    "gate finds directives": Mutation(_without_guard("directive"), ("rst directive canary",)),
    "gate finds roles": Mutation(_without_guard("role"), ("rst role", "myst role")),
    "foreign": Mutation(_set("judge", "foreign", _nothing), ("rst role", "myst role")),
    "strange_html": Mutation(_set("judge", "strange_html", _nothing), ("myst html", "rst raw block")),
    "strange_formula": Mutation(
        _set("judge", "strange_formula", _nothing), ("rst display formula", "myst math block")
    ),
    "withdrawal from Sphinx": Mutation(_without_withdrawal, ("rst directive canary", "rst role")),
    "is_textual": Mutation(_set("gate", "is_textual", _always), ("rst role", "myst role")),
    "is_plain": Mutation(
        _set("documents", "is_plain", _always), ("rst honest link", "myst honest link")
    ),
}
"""Every rule that can be switched off, by name."""
