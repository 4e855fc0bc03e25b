"""The records that the process with Sphinx sends to the command."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_glossterm.exchange.fillings import EntryMessages
from sphinx_glossterm.exchange.termbase import Reading, Termbase


@dataclass(frozen=True, slots=True)
class Conf:
    """What the commands need from conf.py.

    Attributes:
        title: Name of the project.
        source_language: Language the documents are written in.
        names_source_language: Whether conf.py names the source language itself.
        languages: The languages the site is published in, with their own names; may be empty.
        locale_dirs: Where the catalogues are, relative to the source folder.
        root_doc: The document that the site begins with.
        suffix: How the names of HTML pages end.
        checks: The names of the checks that builds run, without suppressed ones.
    """

    title: str
    source_language: str
    names_source_language: bool
    languages: dict[str, str]
    locale_dirs: list[str]
    root_doc: str
    suffix: str
    checks: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    """The messages of a document, or those of a catalogue that belong to no document.

    Attributes:
        document: The document's name; empty for labels and texts of templates.
        catalogue: Name of the catalogue that translates it.
        messages: What there is to translate, each message once.
        staying: Those that stay as they are in every language, wherever they occur here.
    """

    document: str
    catalogue: str
    messages: list[str]
    staying: list[str]


@dataclass(frozen=True, slots=True)
class TermWork:
    """The messages of a glossary entry.

    Attributes:
        id: The entry's id.
        title: Its title in the source language.
        document: The document it stands in.
        messages: What there is to translate, each message once.
        glossary: The glossary it belongs to; empty for the default one.
    """

    id: str
    title: str
    document: str
    messages: list[str]
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """All messages of a project, by document and by term."""

    parts: list[Part]
    terms: list[TermWork]


@dataclass(frozen=True, slots=True)
class Sources:
    """The source files of a project.

    Attributes:
        documents: The path of each document, relative to the source folder.
        parsers: The parser for each suffix, such as ``restructuredtext``.
        colon_fence: Whether MyST accepts fences made of colons.
        glossaries: ``glossterm_glossary``, which assigns documents to glossaries.
    """

    documents: dict[str, str]
    parsers: dict[str, str]
    colon_fence: bool
    glossaries: dict[str, str]


@dataclass(frozen=True, slots=True)
class Glossaries:
    """The entries of a project in its source language.

    Attributes:
        termbase: The entries.
        messages: The messages of each entry, by its id.
        sources: The source files.
        reading: The same entries as the build has read them.
    """

    termbase: Termbase
    messages: Mapping[str, EntryMessages]
    sources: Sources
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding of one check.

    Attributes:
        check: Name of the check.
        file: The file to correct, relative to the source folder.
        line: The line in it (1-based); 0 if only the file is known.
        document: Name of the document.
        term: Id of the entry that the finding is about, if any; otherwise empty.
        message: What is wrong and what to do.
    """

    check: str
    file: str
    line: int
    document: str
    term: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of all checks.

    Attributes:
        language: The language whose texts were checked.
        checks: Names of the checks that were run.
        terms: How many entries there are; None in a project without our extension.
        findings: What was found, by document and line.
    """

    language: str
    checks: list[str]
    terms: int | None
    findings: list[ReportedFinding]
