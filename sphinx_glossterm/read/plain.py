"""Messages without any markup, which most are: these need no parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_glossterm.read.markup import Markup

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# One line that begins with a letter, and in which no sign means anything in either markup. Beside
# ASCII no character does; but some end a line, and some are white space to a parser.
_PLAIN: Final = re.compile(
    r"(?=[^\W\d_])"  # a letter; what is not would begin a list or a line of signs
    r"(?!\w{1,9}[.)](?:\ |$))"  # "a." and "iv)" would begin a list
    r"(?:[A-Za-z0-9 ,;()?%/'\".-]|!(?!\[)|:(?=\ \S)|[^\x00-\xa0\s\ufeff])*"
    r"(?<!\ )"
)


_TYPOGRAPHY: Final = frozenset({"linkify", "gfm_autolink", "replacements", "section_ref", "smartquotes"})


def is_plain(text: str, markup: Markup, env: BuildEnvironment) -> bool:
    """Whether the parser of *text* would make one text of it, to the letter.

    Args:
        text: A message.
        markup: Its markup.
        env: The environment, whose configuration may give plain words a meaning.
    """
    if not _PLAIN.fullmatch(text):
        return False
    if markup is Markup.MYST:
        config = getattr(env, "myst_config", None)  # where MyST keeps its configuration
        return config is None or _TYPOGRAPHY.isdisjoint(config.enable_extensions)
    settings = env.settings
    return not (settings.get("pep_references") or settings.get("rfc_references"))
