"""The translations of one document, and where they stand."""

from __future__ import annotations

import gettext
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.i18n import docname_to_domain

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.translate.po_files import line_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class DocumentCatalogue:
    """The translations of a document into the language of the build.

    Sphinx's own way of loading adds to a global chain with every call, so gettext is asked here.

    Attributes:
        files: The ``.mo`` files, those that win first.
        messages: Translations by message.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        domain = docname_to_domain(env.docname, env.config.gettext_compact)
        languages = [env.config.language]
        maps: list[dict[str, str]] = []
        self.files: list[Path] = []
        for folder in env.config.locale_dirs:
            directory = str(env.srcdir / folder)
            files = [Path(name) for name in gettext.find(domain, directory, languages, all=True)]
            self.files += files
            try:
                found: gettext.NullTranslations | None = (
                    gettext.translation(domain, directory, languages) if files else None
                )
            except Exception:  # damage shows as one of many errors
                _warn_of_compiled(files[0])
                continue
            while found is not None:
                maps.append(getattr(found, "_catalog", {}))
                found = getattr(found, "_fallback", None)
        self.messages: Mapping[str, str] = ChainMap(*maps)

    def place(self, message: str) -> str:
        """Where translators find *message*, as ``PATH:LINE``."""
        for file in self.files:
            catalogue = file.with_suffix(".po")
            if line := line_of(catalogue, message):
                return f"{catalogue}:{line}"
        return f"{self.files[0]}:1"


def _warn_of_compiled(file: Path) -> None:
    warn(
        Warn.TRANSLATION,
        "The compiled catalogue cannot be read, so that nothing of it is translated. Delete it: it is"
        " made again from the .po file next to it.",
        location=f"{file}:1",
    )
