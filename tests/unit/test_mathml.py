"""Formulas as MathML."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_glossterm.doctree.mathml import mathml


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("E = mc^2", "E=mc2"),
        (r"\frac{1}{2} < x", "12<x"),
        (r"\alpha \in \mathrm{R}", "α∈R"),
        (r"\text{if } x", "if\u00a0x"),
        (r"\begin{matrix}1 & 2\\3 & 4\end{matrix}", "1234"),
    ],
)
def test_a_formula_is_an_element_of_mathml(tex: str, shown: str) -> None:
    found = etree.fromstring(mathml(tex))
    assert found.tag == "math"
    assert "".join(found.itertext()).replace(" ", "\u00a0") == shown


@pytest.mark.parametrize(
    "tex",
    ["", "   ", r"\nosuchthing", r"\frac{1}", "{", r"\href{javascript:x}{y}", r"a & b \\\\ c", "\x00"],
)
def test_what_cannot_be_translated_is_none(tex: str) -> None:
    assert mathml(tex) == ""


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\mathrm{<img src=x onerror=y>}",
        r"\operatorname{<b>}",
        r"<a href=\"x\">&amp;</a>",
        r"\boldsymbol{x}",
        r"\hspace{1em\" onclick=\"x}y",
        r"\left< x \right>",
        "{" * 5000,
    ],
)
def test_nothing_but_mathml_comes_out(tex: str) -> None:
    found = mathml(tex)
    for element in etree.fromstring(found).iter() if found else ():
        assert str(element.tag).startswith("m") or element.tag == "none"
        assert not {"style", "href", "class", "id"} & set(element.attrib)
        assert not any(name.startswith("on") for name in element.attrib)
