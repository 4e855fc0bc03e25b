"""For translators: what is wrong with a translation is said at its line in the catalogue.

A translation that cannot be shown as it is meant, or must not be shown, is kept from Sphinx's own
translation, as names are: the source text is shown, and there is one warning. Of all ways this is
the one that needs no knowledge of what a parser makes of bad input, and none of Sphinx's insides.
"""

from __future__ import annotations

import gettext
import logging as std_logging
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sphinx
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.i18n import parse_noqa
from sphinx.util import get_filetype, logging
from sphinx.util.docutils import LoggingReporter
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import LITERAL_TYPE_NODES, extract_messages

from sphinx_glossterm.catalogues import NAMED, is_suppressed, is_translation
from sphinx_glossterm.collect import is_term_reference
from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.translations import (
    Dialect,
    Finding,
    Target,
    find_address,
    find_danger,
    find_html,
    find_lost,
    line_of,
    needs_parse,
    roles_of,
)

if TYPE_CHECKING:
    from docutils.parsers import Parser
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WITHHELD: Final = "glossterm_withheld"


# ---------------------------------------------------------------------------------------------
# A document's catalogue


class _Catalogue:
    """The translations of a document, as Sphinx's Locale sees them.

    Locale's own way of loading adds to a global chain with every call, so gettext is asked here.

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


# ---------------------------------------------------------------------------------------------
# Reading a translation as Sphinx will


class _Reader:
    """Parses translations as Locale does, in a quiet room."""

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self.document = document
        self.env = env
        self.filetype = get_filetype(env.config.source_suffix, document["source"])
        is_rst = self.filetype in {"restructuredtext", "rst"}
        self.dialect = Dialect.RST if is_rst else Dialect.MYST

    def _parser(self) -> Parser:
        registry = self.env._registry
        if sphinx.version_info >= (9,):
            return registry.create_source_parser(self.filetype, config=self.env.config, env=self.env)
        create: Any = registry.create_source_parser  # Sphinx 8 takes other arguments
        parser: Parser = create(self.env.app, self.filetype)
        return parser

    def read(self, text: str, node: nodes.Element) -> tuple[nodes.document, list[str]]:
        """The document that *text* becomes, and what the parser has to say against it."""
        config = self.env.config
        source = f"{self.document['source']}:{node.line}:<translated>"
        result = new_document(source, self.document.settings)
        result.reporter = LoggingReporter.from_reporter(result.reporter)
        around = config.rst_prolog, config.rst_epilog
        config.rst_prolog = config.rst_epilog = None
        try:
            with logging.suppress_logging() as log:
                self._parser().parse(text, result)
                records = log.clear()
        finally:
            config.rst_prolog, config.rst_epilog = around
        return result, [
            record.getMessage()
            for record in records
            if record.levelno >= std_logging.WARNING and not self._is_suppressed(record)
        ]

    def _is_suppressed(self, record: std_logging.LogRecord) -> bool:
        kind, subtype = getattr(record, "type", ""), getattr(record, "subtype", "")
        return logging.is_suppressed_warning(kind, subtype, self.env.config.suppress_warnings)


def _is_whole(result: nodes.document, node: nodes.Element, *, dummy: bool) -> bool:
    """Whether Sphinx can put all of *result* in the place of *node*."""
    found = _parts(result)
    if dummy:
        del found[1:]
    if isinstance(node, nodes.title) and found and isinstance(found[0], nodes.section):
        return len(found) == len(_parts(found[0])) == 1
    return len(found) == 1 and isinstance(found[0], nodes.paragraph)


def _parts(node: nodes.Element) -> list[nodes.Node]:
    return [child for child in node.children if not isinstance(child, nodes.system_message)]


# ---------------------------------------------------------------------------------------------
# References

_LINK: Final = "link"
_WORDING: Final = {
    Dialect.RST: {
        "": ":{kind}:`{target}`",
        _LINK: "`... <{target}>`_",
        "example": ":term:`text <target>`",
    },
    Dialect.MYST: {
        "": "{{{kind}}}`{target}`",
        _LINK: "[...]({target})",
        "example": "{term}`text <target>`",
    },
}


def _targets(node: nodes.Element, dialect: Dialect) -> Counter[Target]:
    return Counter(
        target for found in node.findall(nodes.Element) if (target := _target(found, dialect))
    )


def _target(node: nodes.Element, dialect: Dialect) -> Target | None:
    """What *node* refers to; None where it is no reference, or a matter of Sphinx alone."""
    if isinstance(node, addnodes.pending_xref):
        if is_term_reference(node):
            return Target("references to terms")
        domain, role = node.get("refdomain") or "std", node["reftype"]
        if role == "myst":
            return Target(_LINK, node["reftarget"])
        return Target(role if domain == "std" else f"{domain}:{role}", node["reftarget"])
    if isinstance(node, addnodes.download_reference):
        return Target("download", node["reftarget"])
    if isinstance(node, nodes.reference):
        address = str(node.get("refuri", ""))
        # Another page may well be a better one in another language.
        return Target(_LINK, address) if address.startswith("#") else Target("links")
    # In Markdown a footnote is known where its text stands, which is never the translation.
    if isinstance(node, nodes.footnote_reference) and dialect is Dialect.RST:
        return Target("references to footnotes")
    return Target("citations") if isinstance(node, nodes.citation_reference) else None


# ---------------------------------------------------------------------------------------------
# The check of one document


class CheckTranslations(SphinxTransform):
    """Name what is wrong with translations, and withhold those that cannot be shown."""

    # Before Locale (20), which shows them. After HideNames (19, and registered before this one): names
    # are plain text, whatever signs they hold, and hidden by then.
    default_priority = 19

    def apply(self, **kwargs: Any) -> None:
        """Look at each message that has a translation; each is named once for a document."""
        if not is_translation(self.config):
            return
        self.catalogue = _Catalogue(self.env)
        for file in self.catalogue.files:
            # Sphinx does so too, but forgets it when the document is read: without this a catalogue
            # that disappears leaves the document translated.
            self.env.note_dependency(file)
        if not self.catalogue.messages:
            return
        self.reader = _Reader(self.document, self.env)
        verdicts: dict[str, Finding | None] = {}
        for node, message in list(extract_messages(self.document)):
            text = self._translation(node, message)
            if not text:
                continue
            if message not in verdicts:
                verdicts[message] = finding = self._judge(node, message, text)
                if finding:
                    self._name(finding, message)
            self._mark(node, verdicts[message])

    def _translation(self, node: nodes.Element, message: str) -> str:
        """The translation of a message that Sphinx will parse as markup, if there is any."""
        is_literal = isinstance(node, LITERAL_TYPE_NODES) and not isinstance(node, nodes.raw)
        if not isinstance(node, nodes.TextElement) or is_literal:
            return ""
        text = self.catalogue.messages.get(message, "")
        return "" if text == message or not text.strip() else text

    def _name(self, finding: Finding, message: str) -> None:
        shown = " The source text is shown instead." if finding.withheld else ""
        warn(Warn.TRANSLATION, finding.text + shown, location=self.catalogue.place(message))

    def _mark(self, node: nodes.Element, finding: Finding | None) -> None:
        # Who suppresses our warnings gets Sphinx's own, but nothing dangerous.
        if finding is None or (is_suppressed(self.config) and not finding.dangerous):
            return
        if finding.withheld:
            node[_WITHHELD] = node.get("translatable")
            node["translatable"] = False
        else:
            node[NAMED] = True

    def _judge(self, node: nodes.Element, message: str, text: str) -> Finding | None:
        if isinstance(node, nodes.raw):
            return find_html([message], [text])
        text, noqa = parse_noqa(text)
        dialect = self.reader.dialect
        if danger := find_danger(message, text, dialect):
            return danger
        if not needs_parse(message, text, dialect):
            return None
        dummy = text.strip().endswith("::")
        if dummy:  # as Locale does: there is no literal block to come
            text += "\n\n   dummy literal"
        if isinstance(node, nodes.title):
            text += "\n" + "=" * len(text) * 2
        try:
            result, problems = self.reader.read(text, node)
        except Exception as error:  # whatever a role makes of bad input
            return Finding(f"The translation cannot be read: {type(error).__name__}: {error}.")
        return (
            find_html(_raw(node), _raw(result))
            or find_address(_new_addresses(node, result))
            or _misshapen(result, node, dummy=dummy)
            or _broken(problems, message, dialect)
            or (None if noqa else self._lost(node, result))
        )

    def _lost(self, node: nodes.Element, result: nodes.document) -> Finding | None:
        dialect = self.reader.dialect
        return find_lost(_targets(node, dialect), _targets(result, dialect), _WORDING[dialect])


def _raw(node: nodes.Element) -> Iterator[str]:
    return (found.astext() for found in node.findall(nodes.raw))


def _new_addresses(node: nodes.Element, result: nodes.Element) -> list[str]:
    old, new = (
        [str(found["refuri"]) for found in part.findall(nodes.reference) if "refuri" in found]
        for part in (node, result)
    )
    return [address for address in new if address not in old]


def _broken(problems: Iterable[str], message: str, dialect: Dialect) -> Finding | None:
    for problem in problems:
        said = " ".join(problem.split())
        _, is_role, rest = said.partition('Unknown interpreted text role "')
        if not is_role:
            return Finding(
                f"The translation has broken markup: {said.rstrip('.')}. Close what is opened, leave a"
                r' space around markup ("\ " where none is to be seen), and write "\" before a sign'
                " that is meant as text."
            )
        name, known = rest.partition('"')[0], roles_of(message, dialect)
        if name not in known:  # else it is the source text's own mistake
            written = ":{}:" if dialect is Dialect.RST else "{{{}}}"
            close = get_close_matches(name, known, 1, cutoff=0)
            hint = f' Write "{written.format(close[0])}".' if close else " Leave it out."
            return Finding(f'There is no role "{written.format(name)}".{hint}')
    return None


def _misshapen(result: nodes.document, node: nodes.Element, *, dummy: bool) -> Finding | None:
    if _is_whole(result, node, dummy=dummy):
        return None
    return Finding(
        "The translation is not one paragraph, as its source text is: a list, a block, a comment or"
        r' a second paragraph. Write it without empty lines, with "\" before a sign at its beginning'
        " that is meant as text."
    )


class ShowMessages(SphinxTransform):
    """Let everybody see again the messages that were kept from Sphinx's translation."""

    default_priority = 21  # after Locale (20); before what asks for untranslated messages (24, 25)

    def apply(self, **kwargs: Any) -> None:
        """Undo the marks of :class:`CheckTranslations`."""
        if not is_translation(self.config):
            return
        for node in self.document.findall(nodes.TextElement):
            node.attributes.pop(NAMED, None)
            if _WITHHELD in node:
                before = node.attributes.pop(_WITHHELD)
                node["translated"] = False
                node["translatable"] = before
                if before is None:
                    del node["translatable"]


def setup(app: Sphinx) -> None:
    """Register the checks; after :class:`~sphinx_glossterm.transforms.names.HideNames`."""
    app.add_transform(CheckTranslations)
    app.add_transform(ShowMessages)
