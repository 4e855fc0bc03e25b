"""What only Sphinx knows of a project, as JSON: run as a module, in a process of its own.

``python -m sphinx_glossterm.cli.probe SRC FILE`` writes what conf.py says into FILE. With a third
argument, a folder for temporary files, it writes what there is to translate instead; with a fourth,
which source files there are.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.builders.gettext import Catalog, MessageCatalogBuilder
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import is_suppressed_warning
from sphinx.util.nodes import extract_messages
from sphinx.util.tags import Tags

from sphinx_glossterm.cli.outcome import attempt
from sphinx_glossterm.cli.replies import Conf, Part, Sources, Term, Work, save
from sphinx_glossterm.config import ALL_CHECKS, CHECKS, PREFIX, Options
from sphinx_glossterm.doctree.nodes import DOMAIN, anchor_around
from sphinx_glossterm.messages import TYPE
from sphinx_glossterm.resolve.domain import the_domain

if TYPE_CHECKING:
    from docutils import nodes


def read_conf(source: Path) -> Conf:
    """What the commands need of conf.py."""
    config = Config.read(source, overrides={}, tags=Tags())
    config.add("html_file_suffix", None, "html", ())  # known only where an HTML builder runs
    return Conf(
        title=str(config.project),
        source_language=_own(config, "source_language"),
        languages=dict(_own(config, "languages")),
        locale_dirs=[str(directory) for directory in config.locale_dirs],
        root_doc=str(config.root_doc),
        suffix=str(config.html_file_suffix or ".html"),
        checks=_checks(config),
    )


def _checks(config: Config) -> list[str]:
    """The names in ``glossterm_checks``, those that nobody knows too, without what is suppressed."""
    asked = list(_own(config, "checks"))
    if ALL_CHECKS in asked:
        asked = [*CHECKS, *(name for name in asked if name not in (ALL_CHECKS, *CHECKS))]
    suppressed = config.suppress_warnings
    return [name for name in asked if not is_suppressed_warning(TYPE, name, suppressed)]


def _own(config: Config, name: str) -> Any:
    """A value of ours; its default where it cannot be used, as every build will warn."""
    default = getattr(Options(), name)
    config.add(PREFIX + name, default, "", ())
    value = config[PREFIX + name]
    return value if Options.__dataclass_fields__[name].metadata["check"].accepts(value) else default


class Extractor(MessageCatalogBuilder):
    """The gettext builder, noting which document and which term each message stands in."""

    def init(self) -> None:
        """Begin with nothing."""
        super().init()
        self.parts: list[Part] = []
        self.terms: dict[tuple[str, str], dict[str, None]] = {}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Extract from one document, apart from the others."""
        others, self.catalogs = self.catalogs, defaultdict(Catalog)
        super().write_doc(docname, doctree)
        own, self.catalogs = self.catalogs, others
        for catalogue, found in own.items():
            self.parts.append(Part(docname, catalogue, found.messages))
        messages = {message for found in own.values() for message in found.messages}
        for node, message in extract_messages(doctree):
            anchor = anchor_around(node, builtin=getattr(self.config, "glossterm_builtin", False))
            if anchor and message in messages:
                self.terms.setdefault((docname, anchor), {})[message] = None

    def finish(self) -> None:
        """Write nothing; what is left belongs to no document: labels, and texts of templates."""
        for catalogue, found in self.catalogs.items():
            self.parts.append(Part("", catalogue, found.messages))


class Probe(Sphinx):
    """Sphinx, with the gettext builder replaced by ours."""

    def preload_builder(self, name: str) -> None:
        """Replace it where builders are looked up: before any can have been made."""
        super().preload_builder(name)
        self.add_builder(Extractor, override=True)


def read_work(source: Path, temporary: Path) -> Work:
    """What there is to translate in a project, as the gettext builder extracts it.

    This asks the source and not the catalogues: what has been written since they were last brought
    up to date is missing, whether they know it or not.
    """
    with patch_docutils(source), docutils_namespace():
        app = _application(source, temporary)
        app.build()
        assert isinstance(app.builder, Extractor)
        return Work(app.builder.parts, list(_terms(app, app.builder)))


def read_sources(source: Path, temporary: Path) -> Sources:
    """The source files of a project: which they are is known once its extensions are loaded."""
    with patch_docutils(source), docutils_namespace():
        app = _application(source, temporary)
        app.env.find_files(app.config, app.builder)
        return Sources(
            {name: str(app.env.doc2path(name, base=False)) for name in sorted(app.env.found_docs)},
            dict(app.config.source_suffix),
            "colon_fence" in getattr(app.config, "myst_enable_extensions", ()),
        )


def _application(source: Path, temporary: Path) -> Probe:
    language = {"language": read_conf(source).source_language}
    places = (source, source, temporary / "out", temporary / "doctrees")
    return Probe(*places, "gettext", confoverrides=language, warning=sys.stderr, status=sys.stdout)


def _terms(app: Sphinx, builder: Extractor) -> Iterator[Term]:
    if not app.registry.has_domain(DOMAIN):  # a project may be translated without our extension
        return
    for entry in the_domain(app.env).glossary:
        messages = list(builder.terms.get(entry.key, ()))
        yield Term(entry.id, entry.title.source, entry.docname, messages)


def main(arguments: Sequence[str]) -> int:
    """Write what is asked for."""
    # conf.py is run from its own folder, so that relative paths would mean something else.
    source, file, *temporary = (Path(argument).resolve() for argument in arguments[:3])

    def answer() -> None:
        # Nothing that conf.py prints may be taken for progress.
        if arguments[3:]:
            save(read_sources(source, temporary[0]), file)
        elif temporary:
            save(read_work(source, temporary[0]), file)
        else:
            with redirect_stdout(sys.stderr):
                save(read_conf(source), file)

    return attempt(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
