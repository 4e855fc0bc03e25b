r"""Find what a formula can do, from the TeX control sequences in it.

A formula reaches TeX, which can read and write files and, in LuaTeX, run programs. It also reaches
MathJax in the browser, which can make links. Control sequences start all of this.
"""

from __future__ import annotations

import re
from typing import Final

# An environment; a word or another character after a backslash; characters that are special to TeX.
_CONTROL: Final = r"""(?xs)\\(?:begin|end)\s*\{[^{}]*\} | \\(?:[^\W\d_]+|.|$)
      | [$%\#&\x00-\x08\x0b-\x1f\x7f]"""
_ESCAPE: Final = "^^"
"""TeX's notation for a character by its number, which it replaces before anything else."""
_BRACES: Final = r"\\.|[{}]"

ALONE: Final = frozenset(
    {
        r"\bbox",
        r"\catcode",
        r"\class",
        r"\csname",
        r"\cssId",
        r"\data",
        r"\def",
        r"\directlua",
        r"\edef",
        r"\endcsname",
        r"\expandafter",
        r"\gdef",
        r"\href",
        r"\immediate",
        r"\include",
        r"\includegraphics",
        r"\input",
        r"\InputIfFileExists",
        r"\jobname",
        r"\latelua",
        r"\let",
        r"\luaexec",
        r"\luadirect",
        r"\message",
        r"\mmlToken",
        r"\newcommand",
        r"\openin",
        r"\openout",
        r"\pdfliteral",
        r"\providecommand",
        r"\read",
        r"\renewcommand",
        r"\require",
        r"\special",
        r"\string",
        r"\style",
        r"\toks",
        r"\unicode",
        r"\url",
        r"\usepackage",
        r"\write",
        r"\xdef",
        _ESCAPE,
    }
)
"""Control sequences whose argument is an address, a file, a program or a name: a formula with one of
them is the same in every language."""


def control_sequences(formula: str) -> frozenset[str]:
    r"""The control sequences of a formula.

    >>> sorted(control_sequences(r"\frac{a}{b} \text{and} ^^5cinput"))
    ['\\frac', '\\text', '^^']
    """
    found = re.findall(_CONTROL, formula)
    escape = [_ESCAPE] if _ESCAPE in formula else []
    return frozenset(escape + [re.sub(r"\s", "", one) if one.endswith("}") else one for one in found])


def is_balanced(formula: str) -> bool:
    """Whether braces and environments are balanced.

    Otherwise the formula would swallow the text after it, or stop TeX.
    """
    depth = 0
    for found in re.findall(_BRACES, formula, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found, 0)
        if depth < 0:
            return False
    sides = [len(re.findall(rf"\\{side}(?![A-Za-z])", formula)) for side in ("left", "right")]
    return depth == 0 and sides[0] == sides[1] and _environments(formula)


def _environments(formula: str) -> bool:
    opened: list[str] = []
    for what, name in re.findall(r"\\(begin|end)\s*\{([^{}]*)\}", formula):
        if what == "begin":
            opened.append(name)
        elif not opened or opened.pop() != name:
            return False
    return not opened
