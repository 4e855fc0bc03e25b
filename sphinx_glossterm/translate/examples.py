"""Examples that a builder runs. A translation may change only comments and output."""

from __future__ import annotations

import io
import tokenize
from typing import Final

from docutils import nodes

_PROMPTS: Final = (">>>", "...")
_SILENT: Final = frozenset({tokenize.COMMENT, tokenize.NL})


def is_run(block: nodes.Element) -> bool:
    """Whether ``sphinx.ext.doctest`` would run a block."""
    return isinstance(block, nodes.doctest_block) or "testnodetype" in block


def run_the_same(source: str, translation: str) -> bool:
    """Whether two examples have the same code, comments aside."""
    return _code(source) == _code(translation)


def _code(example: str) -> list[str]:
    # Split lines like doctest and Python: a form feed is no line end, but a lone carriage return is one
    # in code.
    lines = [line.strip(" ") for line in example.split("\n")]
    if any(line.startswith(_PROMPTS[0]) for line in lines):
        lines = [line[3:].removeprefix(" ") for line in lines if line.startswith(_PROMPTS)]
    else:
        lines = example.split("\n")
    code = "\n".join(lines).replace("\r\n", "\n").replace("\r", "\n")
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return lines
    return [token.string for token in tokens if token.type not in _SILENT]
