"""What the project says in each of its languages, one process for each.

The build's own language has been read. Each of the others is read by a Sphinx of its own, as a build in
that language would: Python keeps catalogues for as long as a process lives, and only a whole reading
knows what readers of that language see, with each rule about translations that a build has. Doctrees
are kept beside those of this build, so that the next export reads what has changed.
"""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.errors import SphinxError

from sphinx_glossterm.exchange.termbase import Reading
from sphinx_glossterm.messages import TYPE, Warn, project_label, warn
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

READER: Final = "sphinx_glossterm.exchange.reader"
_FOLDER: Final = "glossterm-languages"
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_WARNING: Final = ": WARNING: "
_TRANSLATION: Final = f" [{TYPE}.{Warn.TRANSLATION.subtype}]"


class ExportError(SphinxError):
    """The glossary cannot be exported."""

    category = "Export error"


@dataclass(frozen=True, slots=True)
class Order:
    """What another process is asked to read: what Sphinx is called with.

    Attributes:
        srcdir: The folder of the documents.
        confdir: The folder of conf.py.
        doctreedir: Where doctrees are kept.
        language: The language.
        overrides: Values that go before those of conf.py.
        tags: Tags that documents may ask for.
        jobs: How many processes may read.
    """

    srcdir: str
    confdir: str
    doctreedir: str
    language: str
    overrides: dict[str, Any]
    tags: tuple[str, ...]
    jobs: int


def reading(app: Sphinx) -> Reading:
    """What this process has read, in the language of its build."""
    glossary = the_domain(app.env).glossary
    labels = {label for entry in glossary for label in (entry.category, *entry.tags) if label}
    translated = ((label, *project_label(label)) for label in sorted(labels))
    return Reading(
        language=str(app.config.language),
        title=str(app.config.project),
        base=str(app.config.html_baseurl or ""),
        entries=glossary.entries,
        labels={label: text for label, text, is_translated in translated if is_translated},
    )


def reading_in(app: Sphinx, language: str) -> Reading:
    """What another language says.

    Raises:
        ExportError: The project cannot be read in that language.
    """
    overrides = {**app.config.overrides, "extensions": list(app.config.extensions)}
    order = Order(
        srcdir=str(app.srcdir),
        confdir=str(app.confdir),
        doctreedir=str(app.doctreedir / _FOLDER / language),
        language=language,
        overrides={**overrides, "language": language},
        tags=tuple(app.tags),
        jobs=app.parallel,
    )
    with tempfile.TemporaryDirectory(prefix="glossterm-") as folder:
        asked, answer = Path(folder, "order"), Path(folder, "reading")
        asked.write_bytes(pickle.dumps(order))
        # -P: as with the sphinx-build script, the working folder is no place to import from.
        outcome = subprocess.run(
            [sys.executable, "-P", "-m", READER, str(asked), str(answer)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        said = _COLOUR.sub("", outcome.stderr).strip()
        if outcome.returncode:
            raise ExportError(f"The project cannot be read in {language}:\n{said}")
        for place, message in _complaints(said):
            warn(Warn.TRANSLATION, message, location=place)
        found = pickle.loads(answer.read_bytes())
    assert isinstance(found, Reading)
    return found


def _complaints(said: str) -> Iterator[tuple[str, str]]:
    """The warnings about translations, which only a build in that language gives: place and message."""
    for line in said.splitlines():
        if _WARNING in line and line.endswith(_TRANSLATION):
            place, _, message = line.removesuffix(_TRANSLATION).partition(_WARNING)
            yield place, message
