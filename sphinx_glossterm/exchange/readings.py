"""Read the project in each of its languages, in one process each.

This build has read its own language. A separate Sphinx reads each of the others just like a build in
that language: only such a reading applies every rule about translations, and so knows what readers see.
Doctrees are kept beside those of this build, so the next export reads only what has changed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_glossterm.exchange.child import ChildError, ask
from sphinx_glossterm.exchange.reader import ExportError, GlossaryReader
from sphinx_glossterm.exchange.termbase import Reading
from sphinx_glossterm.messages import TYPE, Warn, project_label, warn
from sphinx_glossterm.resolve.domain import the_domain

_FOLDER: Final = "glossterm-languages"
_WARNING: Final = ": WARNING: "
_TRANSLATION: Final = f" [{TYPE}.{Warn.TRANSLATION.subtype}]"


@contextmanager
def opened(
    source: str | Path,
    builder: type[Builder] = GlossaryReader,
    *,
    confdir: str | Path | None = None,
    doctreedir: str | Path | None = None,
    overrides: Mapping[str, Any],
    tags: Sequence[str] = (),
    jobs: int = 1,
) -> Iterator[Sphinx]:
    """Open a project in a Sphinx of its own. Use this in a child process.

    Args:
        source: The folder of the documents.
        builder: The builder class; it replaces the builder of the same name.
        confdir: The folder of conf.py; by default that of the documents.
        doctreedir: The folder for doctrees; by default they are discarded.
        overrides: Configuration values that override conf.py.
        tags: Tags for ``only`` directives and conf.py.
        jobs: How many processes may read.
    """

    class Opened(Sphinx):
        def preload_builder(self, name: str) -> None:
            """Replace the builder in Sphinx's registry, so that no other extension is loaded for it."""
            self.add_builder(builder, override=True)

    confdir = confdir or source
    with (
        tempfile.TemporaryDirectory(prefix="glossterm-") as folder,
        patch_docutils(confdir),
        docutils_namespace(),
    ):
        yield Opened(
            source,
            confdir,
            Path(folder, "out"),
            doctreedir or Path(folder, "doctrees"),
            builder.name,
            confoverrides=dict(overrides),
            status=sys.stdout,
            warning=sys.stderr,
            tags=tags,
            parallel=jobs,
        )


def reading(app: Sphinx) -> Reading:
    """What this process has read, in its language."""
    domain = the_domain(app.env)
    glossary, views = domain.glossary, domain.views
    shown = ((entry, views.definition(entry)) for entry in glossary.entries)
    labels = {label for entry in glossary for _kind, label in entry.labels}
    translated = ((label, *project_label(label)) for label in sorted(labels))
    return Reading(
        language=str(app.config.language),
        title=str(app.config.project),
        base=str(app.config.html_baseurl or ""),
        entries=tuple(
            # A pointer to another entry may have a definition, which is not shown.
            replace(entry, definition=view.plain) if view and not entry.see else entry
            for entry, view in shown
        ),
        labels={label: text for label, text, is_translated in translated if is_translated},
    )


def _read(source: str, **options: Any) -> Reading:
    """Read a project. Runs in the child process."""
    with opened(source, **options) as app:
        app.build()
        return reading(app)


def reading_in(app: Sphinx, language: str) -> Reading:
    """The reading in another language.

    Raises:
        ExportError: The project cannot be read in that language.
    """
    try:
        found, outcome = ask(
            _read,
            None,
            str(app.srcdir),
            confdir=str(app.confdir),
            doctreedir=str(app.doctreedir / _FOLDER / language),
            overrides={
                **app.config.overrides,
                "extensions": list(app.config.extensions),
                "language": language,
            },
            tags=tuple(app.tags),
            jobs=app.parallel,
        )
    except ChildError as error:
        raise ExportError(f"The project cannot be read in {language}:\n{error}") from error
    for place, message in _complaints(outcome.complaints):
        warn(Warn.TRANSLATION, message, location=place)
    return found


def _complaints(said: str) -> Iterator[tuple[str, str]]:
    """The place and text of warnings about translations, which only a build in that language gives."""
    for line in said.splitlines():
        if _WARNING in line and line.endswith(_TRANSLATION):
            place, _, message = line.removesuffix(_TRANSLATION).partition(_WARNING)
            yield place, message
