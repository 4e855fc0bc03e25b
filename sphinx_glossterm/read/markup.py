"""The markup that documents are written in."""

from __future__ import annotations

from enum import Enum


class Markup(Enum):
    """The language of a source file; its value is the name people know it by."""

    RST = "reStructuredText"
    MYST = "MyST Markdown"
