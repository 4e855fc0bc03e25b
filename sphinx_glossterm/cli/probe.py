"""What only Sphinx knows about a project. A separate process answers with plain records."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.gettext import Catalog, MessageCatalogBuilder
from sphinx.config import Config
from sphinx.util.i18n import docname_to_domain
from sphinx.util.logging import is_suppressed_warning
from sphinx.util.nodes import extract_messages
from sphinx.util.tags import Tags

from sphinx_glossterm.checks.report import chosen, find
from sphinx_glossterm.cli.replies import (
    Conf,
    Glossaries,
    Part,
    Report,
    ReportedFinding,
    Sources,
    TermWork,
    Work,
)
from sphinx_glossterm.config import ALL_CHECKS, CHECKS, PREFIX, Options
from sphinx_glossterm.doctree.nodes import (
    DOMAIN,
    EntryNode,
    anchor_around,
    entries_of,
    glossterm_definition,
    glossterm_list,
    glossterm_name,
    glossterm_note,
    glossterm_origin,
    is_entry,
)
from sphinx_glossterm.exchange.fillings import EntryMessages
from sphinx_glossterm.exchange.readings import opened, reading
from sphinx_glossterm.exchange.termbase import Reading, Words, merge
from sphinx_glossterm.messages import TYPE
from sphinx_glossterm.resolve.domain import the_domain
from sphinx_glossterm.terms.entry import Kind
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.translate.source_language import source_language


def read_conf(source: Path) -> Conf:
    """What the commands need from conf.py."""
    config = Config.read(source, overrides={}, tags=Tags())
    config.add("html_file_suffix", None, "html", ())  # only an HTML builder knows it
    own = _own(config, "source_language")
    return Conf(
        title=str(config.project),
        source_language=own or source_language(config.language, source, config.locale_dirs),
        names_source_language=bool(own),
        languages=dict(_own(config, "languages")),
        locale_dirs=[str(directory) for directory in config.locale_dirs],
        root_doc=str(config.root_doc),
        suffix=str(config.html_file_suffix or ".html"),
        checks=_checks(config),
    )


def _checks(config: Config) -> list[str]:
    """The names in ``glossterm_checks``, unknown ones included, without suppressed ones."""
    asked = list(_own(config, "checks"))
    if ALL_CHECKS in asked:
        asked = [*CHECKS, *(name for name in asked if name not in (ALL_CHECKS, *CHECKS))]
    suppressed = config.suppress_warnings
    return [name for name in asked if not is_suppressed_warning(TYPE, name, suppressed)]


def _own(config: Config, name: str) -> Any:
    """A value of our configuration. An unusable value becomes the default; every build warns of it."""
    default = getattr(Options(), name)
    config.add(PREFIX + name, default, "", ())
    value = config[PREFIX + name]
    return value if Options.__dataclass_fields__[name].metadata["validator"].accepts(value) else default


class Extractor(MessageCatalogBuilder):
    """The gettext builder, which also notes the document and the term of each message."""

    def init(self) -> None:
        """Begin with nothing."""
        super().init()
        self.parts: list[Part] = []
        self.terms: dict[tuple[str, str], dict[str, None]] = {}

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Extract the messages of one document."""
        others, self.catalogs = self.catalogs, defaultdict(Catalog)
        super().write_doc(docname, doctree)
        own, self.catalogs = self.catalogs, others
        extracted = list(extract_messages(doctree))
        kept = {message for node, message in extracted if node.get("keep")}
        kept -= {message for node, message in extracted if not node.get("keep")}
        for catalogue, found in own.items():
            staying = [message for message in found.messages if message in kept]
            self.parts.append(Part(docname, catalogue, found.messages, staying))
        messages = {message for found in own.values() for message in found.messages}
        for node, message in extracted:
            anchor = anchor_around(node, builtin=getattr(self.config, "glossterm_builtin", False))
            if anchor and message in messages:
                self.terms.setdefault((docname, anchor), {})[message] = None

    def finish(self) -> None:
        """Write nothing. The remaining messages are labels and texts of templates."""
        for catalogue, found in self.catalogs.items():
            self.parts.append(Part("", catalogue, found.messages, []))


def read_work(source: Path) -> Work:
    """What there is to translate in a project, as the gettext builder extracts it.

    This looks at the source and not at the catalogues. Text written since the last update therefore
    counts as missing.
    """
    with _opened(source) as app:
        app.build()
        assert isinstance(app.builder, Extractor)
        return Work(app.builder.parts, list(_terms(app, app.builder)))


def read_withheld(source: Path, language: str) -> set[tuple[str, str]]:
    """Catalogue and message of each translation that the build of its language withholds."""
    # Other warnings do not matter here.
    with _opened_in(source, language) as app:
        if not app.registry.has_domain(DOMAIN):  # without us, Sphinx shows every translation
            return set()
        app.build()
        compact = app.config.gettext_compact
        return {
            (docname_to_domain(docname, compact), message)
            for docname, messages in the_domain(app.env).withheld.items()
            for message in messages
        }


def read_sources(source: Path) -> Sources:
    """The source files of a project. Its extensions decide which files these are."""
    with _opened(source) as app:
        app.env.find_files(app.config, app.builder)
        return _sources(app)


def _sources(app: Sphinx) -> Sources:
    root = app.config.root_doc
    # A symbolic link may lead to the same file again, or round in a circle.
    ranked = sorted(app.env.found_docs, key=lambda name: (name != root, name.count("/"), name))
    files: dict[str, str] = {}
    for name in ranked:
        files.setdefault(os.path.realpath(app.env.doc2path(name)), name)
    return Sources(
        {name: str(app.env.doc2path(name, base=False)) for name in sorted(files.values())},
        dict(app.config.source_suffix),
        "colon_fence" in getattr(app.config, "myst_enable_extensions", ()),
        dict(getattr(app.config, PREFIX + "glossary", {})),
    )


def read_entries(source: Path) -> Glossaries | None:
    """The entries of a project, and their messages; None in a project without our extension."""
    language = read_conf(source).source_language
    with opened(source, overrides={"language": language, PREFIX + "checks": []}) as app:
        if not app.registry.has_domain(DOMAIN):
            return None
        app.build()
        glossary = the_domain(app.env).glossary
        messages = {
            (docname, node["anchor"]): _messages(node, docname, app)
            for docname in dict.fromkeys(entry.docname for entry in glossary.own)
            for node in entries_of(app.env.get_doctree(docname))
        }
        own = reading(app)
        termbase = merge([own], language, collator(language))
        places = {concept.id: (concept.document, concept.anchor) for concept in termbase.concepts}
        found = {id_: messages[place] for id_, place in places.items() if place in messages}
        return Glossaries(termbase, found, _sources(app), own)


def read_words(source: Path, language: str, own: Reading) -> dict[str, Words]:
    """What readers of a language see of each entry, by id.

    Args:
        source: The source folder.
        language: The language.
        own: The same in the source language.
    """
    with _opened_in(source, language) as app:
        app.build()
        merged = merge([own, reading(app)], own.language, collator(own.language))
    return {
        concept.id: concept.words[language] for concept in merged.concepts if language in concept.words
    }


def _messages(node: EntryNode, docname: str, app: Sphinx) -> EntryMessages:
    """The messages of an entry, as the gettext builder extracts them."""
    # A definition of several paragraphs has several messages. Only a single message can be compared.
    definition = next(
        (child for child in node.children if isinstance(child, glossterm_definition)), None
    )
    texts: dict[str, list[str]] = {}
    for part, message in extract_messages(node):
        if definition is not None and part is definition[0]:
            texts.setdefault("definition", []).append(message)
        elif field := _field(part):
            texts.setdefault(field, []).append(message)
    return EntryMessages(
        catalogue=docname_to_domain(docname, app.config.gettext_compact),
        file=str(app.env.doc2path(docname, base=False)),
        line=node.line or 0,
        texts={name: tuple(found) for name, found in texts.items()},
    )


def _field(part: nodes.Element) -> str:
    """Which part of an entry a node holds; empty if exported data has no such part."""
    if isinstance(part, (glossterm_name, glossterm_list)):
        return str(part["kind"])
    if isinstance(part, nodes.title) and is_entry(part.parent):
        return str(Kind.TITLE)
    if isinstance(part, glossterm_origin):
        return "source"
    return "note" if isinstance(part, glossterm_note) else ""


def read_report(source: Path, language: str, names: Sequence[str]) -> Report:
    """What checks find in a language.

    Args:
        source: The source folder.
        language: The language.
        names: The names of the checks.
    """
    # The checks that conf.py asks for would give warnings here.
    with _opened_in(source, language) as app:
        if not app.registry.has_domain(DOMAIN):
            return Report(language, list(names), None, [])
        app.build()
        checks = chosen(app.config, names)
        findings = [
            ReportedFinding(
                check=finding.check.subtype,
                file=finding.file or str(app.env.doc2path(finding.docname, base=False)),
                line=finding.line,
                document=finding.docname,
                term=finding.term,
                message=finding.message,
            )
            for finding in find(app.env, checks)
        ]
        ran = [check.name for check in checks]
        return Report(language, ran, len(the_domain(app.env).glossary), findings)


def _opened(source: Path) -> AbstractContextManager[Sphinx]:
    return opened(source, Extractor, overrides={"language": read_conf(source).source_language})


@contextmanager
def _opened_in(source: Path, language: str) -> Iterator[Sphinx]:
    """A project, opened in a language, without checks."""
    overrides: dict[str, Any] = {"language": language, PREFIX + "checks": []}
    folders = [source / folder for folder in Config.read(source, overrides={}, tags=Tags()).locale_dirs]
    with tempfile.TemporaryDirectory(prefix="glossterm-") as copies:
        if not all(map(_can_be_compiled, folders)):
            overrides["locale_dirs"] = [
                str(_copied(folder, Path(copies, str(number)))) for number, folder in enumerate(folders)
            ]
        with opened(source, overrides=overrides) as app:
            yield app


def _can_be_compiled(folder: Path) -> bool:
    """Whether Sphinx can write compiled catalogues into a folder, as it must before it reads them."""
    places = {path.parent for path in folder.rglob("*.po")}
    return all(os.access(place, os.W_OK) for place in places)


def _copied(folder: Path, copy: Path) -> Path:
    """A copy of a folder of catalogues, compiled ones included, with their times."""
    for path in chain(folder.rglob("*.po"), folder.rglob("*.mo")):
        place = copy / path.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
        times = path.stat()
        os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
    return copy


def _terms(app: Sphinx, builder: Extractor) -> Iterator[TermWork]:
    if not app.registry.has_domain(DOMAIN):  # a project may be translated without our extension
        return
    for entry in the_domain(app.env).glossary:
        messages = list(builder.terms.get(entry.key, ()))
        yield TermWork(entry.id, entry.title.source, entry.docname, messages, entry.glossary)
