"""The glossary as TBX, in both versions that programs read.

Version 3 is the standard (ISO 30042:2019), here in its public dialect TBX-Basic, data categories as
attributes (DCA). Weblate, older versions of OmegaT and others read version 2, whose elements have other
names and whose root is ``martif``.

An element for terms needs at least one. An entry without a name in a language therefore has no section
for it, and a glossary without entries makes no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words, distinct
from sphinx_glossterm.terms.entry import Kind, Status
from sphinx_glossterm.terms.languages import tag_of

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a version names things.

    Attributes:
        file: Name of the file.
        root: The root element, and its attributes.
        header: The header.
        entry: A concept.
        section: A language of a concept.
        term: A term of a language, with its properties.
    """

    file: str
    root: tuple[str, dict[str, str]]
    header: str
    entry: str
    section: str
    term: str


BASIC: Final = Dialect(
    "glossary.tbx",
    ("tbx", {"type": "TBX-Basic", "style": "dca", "xmlns": "urn:iso:std:iso:30042:ed-2"}),
    "tbxHeader",
    "conceptEntry",
    "langSec",
    "termSec",
)
MARTIF: Final = Dialect(
    "glossary-v2.tbx", ("martif", {"type": "TBX"}), "martifHeader", "termEntry", "langSet", "tig"
)


def write_tbx(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.tbx``, version 3."""
    return _write(termbase, BASIC)


def write_tbx2(termbase: Termbase) -> dict[str, bytes]:
    """``glossary-v2.tbx``, version 2."""
    return _write(termbase, MARTIF)


def _write(termbase: Termbase, dialect: Dialect) -> dict[str, bytes]:
    concepts = [concept for concept in termbase.full() if any(map(_terms, concept.words.values()))]
    if not concepts:
        return {dialect.file: b""}
    name, attributes = dialect.root
    root = ET.Element(name, {**attributes, _LANGUAGE: tag_of(termbase.source)})
    description = ET.SubElement(ET.SubElement(root, dialect.header), "fileDesc")
    title = _clean(termbase.title).strip() or "Glossary"
    ET.SubElement(ET.SubElement(description, "titleStmt"), "title").text = title
    ET.SubElement(ET.SubElement(description, "sourceDesc"), "p").text = f"Glossary of {title}"
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    names = {concept.id: concept.words[termbase.source].title for concept in concepts}
    for concept in concepts:
        _add_concept(body, concept, termbase, dialect, names)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return {dialect.file: content + b"\n"}


def _add_concept(
    body: ET.Element, concept: Concept, termbase: Termbase, dialect: Dialect, names: dict[str, str]
) -> None:
    entry = ET.SubElement(body, dialect.entry, id=concept.id)
    if concept.category:
        _add(entry, "descrip", concept.category, type="subjectField")
    others = [*concept.related, concept.replaced_by]
    for other in dict.fromkeys(other for other in others if other in names):
        _add(entry, "ref", names[other], type="crossReference", target=other)
    for language in termbase.languages:
        words = concept.words.get(language)
        if words is None or not _terms(words):
            continue
        section = ET.SubElement(entry, dialect.section, {_LANGUAGE: tag_of(language)})
        _add_texts(section, words)
        for kind, term in _terms(words):
            _add_term(section, kind, term, concept, dialect)


def _add_texts(section: ET.Element, words: Words) -> None:
    """The definition with its source, or only a source; then the usage note."""
    origin = words.origin
    if words.definition:
        holder = ET.SubElement(section, "descripGrp") if origin else section
        _add(holder, "descrip", words.definition, type="definition")
    else:
        holder = section
    if origin:
        _add(holder, "admin", origin.text, type="source")
        for address in origin.links:
            _add(holder, "xref", address, type="externalCrossReference", target=_clean(address))
    if words.note:
        _add(section, "note", words.note.text)


def _terms(words: Words) -> list[tuple[Kind, str]]:
    kinds = (Kind.TITLE, Kind.ALIAS, Kind.ABBR, Kind.FORM, Kind.AVOIDED)
    groups = distinct(words.of(kind) for kind in kinds)
    found = [(kind, name) for kind, names in zip(kinds, groups, strict=True) for name in names]
    # Names to avoid, without other names, would look like the names of the concept.
    return found if any(kind is not Kind.AVOIDED for kind, _name in found) else []


def _add_term(section: ET.Element, kind: Kind, text: str, concept: Concept, dialect: Dialect) -> None:
    term = ET.SubElement(section, dialect.term)
    _add(term, "term", text)
    if concept.pos:
        _add(term, "termNote", concept.pos, type="partOfSpeech")
    if rank := _rank(kind, concept.status):
        _add(term, "termNote", f"{rank}-admn-sts", type="administrativeStatus")
    if kind in _TYPES:
        _add(term, "termNote", _TYPES[kind], type="termType")


_TYPES: Final = {Kind.ABBR: "abbreviation", Kind.FORM: "variant"}


def _rank(kind: Kind, status: Status) -> str:
    """The usage of a term; empty for a draft."""
    if kind is Kind.AVOIDED or status is Status.DEPRECATED:
        return "deprecatedTerm"
    if status is Status.DRAFT:
        return ""
    return "preferredTerm" if kind is Kind.TITLE else "admittedTerm"


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = _clean(text)


def _clean(text: str) -> str:
    """*text*, with each character that XML cannot hold replaced."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
