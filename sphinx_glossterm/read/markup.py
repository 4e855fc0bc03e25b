"""The markup languages of documents."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Markup(Enum):
    """The markup language of a source file. The value is its usual name."""

    RST = "reStructuredText"
    MYST = "MyST Markdown"


FILETYPES: Final = {
    "restructuredtext": Markup.RST,
    "markdown": Markup.MYST,
    "myst-nb": Markup.MYST,
}
"""The markup language of each file type in Sphinx."""
