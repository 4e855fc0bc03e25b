"""What the checks of a glossary find, as JSON: run as a module, in a process of its own.

``python -m sphinx_glossterm.cli.checking SRC FILE TEMPORARY LANGUAGE NAME...`` reads the project in a
language, runs the checks of these names, and writes what they find into FILE.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_glossterm.checks.report import chosen, find
from sphinx_glossterm.cli.outcome import attempt
from sphinx_glossterm.cli.replies import Fault, Report, save
from sphinx_glossterm.config import PREFIX
from sphinx_glossterm.doctree.nodes import DOMAIN
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from collections.abc import Set


class Reader(DummyBuilder):
    """A builder that reads all documents and writes none."""

    name = "glossterm-reader"

    def write_documents(self, docnames: Set[str]) -> None:
        """Leave references unresolved: that is a build's affair."""


class Checked(Sphinx):
    """Sphinx, with a builder of ours."""

    def preload_builder(self, name: str) -> None:
        """Make it known where builders are looked up: before any can have been made."""
        self.add_builder(Reader)
        super().preload_builder(name)


def report(source: Path, temporary: Path, language: str, names: Sequence[str]) -> Report:
    """What the checks of these names find."""
    # What conf.py asks for would be warnings here.
    overrides = {"language": language, PREFIX + "checks": []}
    places = (source, source, temporary / "out", temporary / "doctrees")
    with patch_docutils(source), docutils_namespace():
        app = Checked(
            *places, Reader.name, confoverrides=overrides, warning=sys.stderr, status=sys.stdout
        )
        if not app.registry.has_domain(DOMAIN):
            return Report(language, list(names), None, [])
        app.build()
        checks = chosen(app.config, names)
        faults = [
            Fault(
                check=finding.check.subtype,
                file=str(app.env.doc2path(finding.docname, base=False)),
                line=finding.line,
                document=finding.docname,
                term=finding.term,
                message=finding.message,
            )
            for finding in find(app.env, checks)
        ]
        ran = [check.name for check in checks]
        return Report(language, ran, len(the_domain(app.env).glossary), faults)


def main(arguments: Sequence[str]) -> int:
    """Write what is asked for."""
    source, file, temporary = (Path(argument).resolve() for argument in arguments[:3])
    language, *names = arguments[3:]
    return attempt(lambda: save(report(source, temporary, language, names), file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
