"""The translations of one document, with their places in the catalogue."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from sphinx_glossterm.messages import Warn, look_up, warn
from sphinx_glossterm.translate.po_files import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class DocumentCatalogue:
    """The translations of a document into the language of the build.

    Sphinx's own loader adds to a global chain with every call, so this uses gettext directly.

    Attributes:
        files: The ``.mo`` files, in order of precedence.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        domain = docname_to_domain(env.docname, env.config.gettext_compact)
        languages = [env.config.language]
        self.files: list[Path] = []
        self._translators: list[gettext.NullTranslations] = []
        for folder in env.config.locale_dirs:
            directory = str(env.srcdir / folder)
            if files := gettext.find(domain, directory, languages, all=True):
                self.files += map(Path, files)
                try:
                    self._translators.append(gettext.translation(domain, directory, languages))
                except Exception:  # damage can raise many kinds of errors
                    _warn_of_compiled(Path(files[0]))

    def translation(self, message: str) -> str:
        """The translation of *message*; empty if there is none."""
        for translator in self._translators:
            if text := look_up(translator, message):
                return text
        return ""

    def place(self, message: str) -> str:
        """The place of *message* in the catalogue, as ``PATH:LINE``."""
        for file in self.files:
            catalogue = file.with_suffix(".po")
            if line := line_of(catalogue, message):
                return f"{catalogue}:{line}"
        return f"{self.files[0]}:1"


def _warn_of_compiled(file: Path) -> None:
    warn(
        Warn.TRANSLATION,
        "The compiled catalogue cannot be read, so nothing in it is translated. Delete it:"
        " Sphinx makes it again from the .po file next to it.",
        location=f"{file}:1",
    )
