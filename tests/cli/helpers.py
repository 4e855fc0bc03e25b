"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

CONF = """\
project = "Tea & <Co>"
extensions = ["sphinx_glossterm"]
html_theme = "basic"
html_copy_source = False
gettext_compact = False
exclude_patterns = ["locales", "_build"]
"""


@dataclass(frozen=True)
class Said:
    """What a command said, and how it ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]
