"""What the project enables of Markdown."""

from __future__ import annotations

from typing import Final

EXTENSIONS: Final = (
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "strikethrough",
    "substitution",
    "tasklist",
)
"""Extensions of Markdown."""
