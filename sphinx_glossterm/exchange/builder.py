"""The builder ``glossterm``: reads the project in every language, and writes the glossary as data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import status_iterator

from sphinx_glossterm.exchange.reader import ExportError, GlossaryReader
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.translate.site import published_languages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_glossterm.exchange.termbase import Reading, Termbase

logger = logging.getLogger(__name__)


class GlossaryBuilder(GlossaryReader):
    """Writes the glossary as data, with every language in each file."""

    epilog = "The glossary is in %(outdir)s."

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self.application = app  # Sphinx 9.0 has renamed this attribute

    def init(self) -> None:
        """Check the formats that are asked for, before anything is read.

        Raises:
            ExportError: A format needs a library that is not installed.
        """
        # Imported late: every build loads this module, but only this builder needs the formats.
        from sphinx_glossterm.exchange.formats import WRITERS, chosen, lacking

        self.writers = WRITERS
        self.formats = chosen(self.config.glossterm_export)
        if problem := lacking(self.formats):
            raise ExportError(problem)

    def finish(self) -> None:
        """Gather the glossary in each language, and write it."""
        termbase = self._gather()
        if not termbase.concepts:
            warn(
                Warn.EXPORT,
                'There is no entry to export. Write one with ".. term::", or export another project.',
                location=None,
            )
        self._check_address(termbase)
        count, verbosity = len(self.formats), self.application.verbosity
        for name in status_iterator(
            self.formats, "writing the glossary... ", "darkgreen", count, verbosity
        ):
            self._write(self.writers[name](termbase))

    def _check_address(self, termbase: Termbase) -> None:
        """Warn if terms have no address."""
        if termbase.base:
            return
        instead = f'names such as "{termbase.iri("ID")}" are written instead.'
        if base := self.config.html_baseurl:
            warn(
                Warn.EXPORT,
                f'html_baseurl is "{base}", which is not a whole address, so terms have no address:'
                f' {instead} Begin it with "https://".',
                location=None,
            )
        elif "skos" in self.formats:
            warn(
                Warn.EXPORT,
                f"SKOS gives each term an address, but html_baseurl is empty: {instead} Set"
                " html_baseurl.",
                location=None,
            )

    def _gather(self) -> Termbase:
        from sphinx_glossterm.exchange.readings import reading, reading_in  # see init
        from sphinx_glossterm.exchange.termbase import merge

        source, own = self.config.glossterm_source_language, self.config.language
        languages = dict.fromkeys([source, *published_languages(self.srcdir, self.config), own])
        others = [language for language in languages if language != own]
        found: dict[str, Reading] = {own: reading(self.application)}
        for language in status_iterator(
            others, "reading in other languages... ", "purple", len(others), self.application.verbosity
        ):
            found[language] = reading_in(self.application, language)
        return merge([found[language] for language in languages], source, collator(source))

    def _write(self, files: dict[str, bytes]) -> None:
        for name, content in files.items():
            path = Path(self.outdir, name)
            try:
                if not content:
                    path.unlink(missing_ok=True)
                else:
                    replace(path, content)
            except OSError as error:
                raise ExportError(f"{path} cannot be written: {error.strerror}.") from error
