"""The markup that documents are written in."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Markup(Enum):
    """The language of a source file; its value is the name people know it by."""

    RST = "reStructuredText"
    MYST = "MyST Markdown"


FILETYPES: Final = {
    "restructuredtext": Markup.RST,
    "markdown": Markup.MYST,
    "myst-nb": Markup.MYST,
}
"""The markup of each type of files, by the name that its parser has in Sphinx."""
