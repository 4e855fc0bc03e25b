"""Recognize messages without markup. Most have none, and so need no parser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sphinx_glossterm.read.markup import Markup

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# One line that begins with a letter, and without signs that have a meaning in rST or MyST. Outside ASCII
# no character has one, but some end a line, and some are white space for a parser.
_PLAIN: Final = re.compile(
    r"(?=[^\W\d_])"  # a letter; other characters may begin a list or a line of signs
    r"(?!\w{1,9}[.)](?:\ |$))"  # "a." and "iv)" would begin a list
    r"(?:[A-Za-z0-9 ,;()?%/'\".-]|!(?!\[)|:(?=\ \S)|[^\x00-\xa0\s\ufeff])*"
    r"(?<!\ )"
)


_TYPOGRAPHY: Final = frozenset({"linkify", "gfm_autolink", "replacements", "section_ref", "smartquotes"})


def is_plain(text: str, markup: Markup, env: BuildEnvironment) -> bool:
    """Whether parsing *text* would give a single text node with exactly this text.

    Args:
        text: A message.
        markup: Its markup language.
        env: The environment. Some configuration values give plain words a meaning.
    """
    if not _PLAIN.fullmatch(text):
        return False
    if markup is Markup.MYST:
        config = getattr(env, "myst_config", None)  # MyST's configuration
        return config is None or _TYPOGRAPHY.isdisjoint(config.enable_extensions)
    settings = env.settings
    return not (settings.get("pep_references") or settings.get("rfc_references"))
