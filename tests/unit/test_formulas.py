"""What formulas of translations can do."""

from __future__ import annotations

import pytest

from sphinx_glossterm.translate.formulas import control_sequences, is_balanced
from sphinx_glossterm.translate.judge import strange_formula


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (r"a^2 + b_1 = \frac{x}{y}", {r"\frac"}),
        (r"\text{für} \,\alpha", {r"\text", r"\,", r"\alpha"}),
        (r"\inputx", {r"\inputx"}),
        (r"\अब", {r"\अब"}),
        ("^^5cinput{x}", {"^^"}),
        ("a^^", {"^^"}),
        (r"\begin {cases} a \\ b \end{cases}", {r"\begin{cases}", r"\\", r"\end{cases}"}),
        ("a % b", {"%"}),
        ("a$ b", {"$"}),
        ("a & b # c", {"&", "#"}),
        ("\\", {"\\"}),
        ("\\\n", {"\\\n"}),
        ("\\ a", {"\\ "}),
        ("a\x0cb", {"\x0c"}),
        ("x' = 5", set()),
    ],
)
def test_control_sequences(formula: str, found: set[str]) -> None:
    assert control_sequences(formula) == found


@pytest.mark.parametrize(
    ("formula", "is_whole"),
    [
        ("{a}{b{c}}", True),
        (r"\{", True),
        ("{a", False),
        ("a}{b", False),
        (r"\begin{a}\begin{b}\end{b}\end{a}", True),
        (r"\begin{a}\begin{b}\end{a}\end{b}", False),
        (r"\end{a}", False),
        (r"\begin{a}", False),
    ],
)
def test_what_is_opened_is_closed(formula: str, is_whole: bool) -> None:
    assert is_balanced(formula) is is_whole


@pytest.mark.parametrize(
    ("source", "formula"),
    [
        (r"w_{\text{total}}", r"w_{\text{कुल}}"),
        (r"\frac{a}{b}", r"\frac{c}{d}"),
        ("a", "b^2 + {c}"),
        (r"\href{https://example.org}{x}", r"\href{https://example.org}{x}"),
    ],
)
def test_formulas_that_are_fine(source: str, formula: str) -> None:
    assert strange_formula([source], formula) == ""


@pytest.mark.parametrize(
    ("source", "formula", "says"),
    [
        ("a", r"\directlua{os.execute()}", r"\directlua"),
        (r"\text{a}", r"\text{\input{x}}", r"\input"),
        (r"\text{a}", r"\text{^^5cinput{x}}", "^^"),
        (r"\text{a}", r"\csname input\endcsname", r"\csname"),
        (r"\href{https://example.org}{x}", r"\href{javascript:x}{x}", "as it is there"),
        ("a", "a}", "does not close"),
        ("a", "a%", "%"),
    ],
)
def test_formulas_that_are_not(source: str, formula: str, says: str) -> None:
    assert says in strange_formula([source], formula)
