"""Read TBX, versions 2 and 3: the inverse of :mod:`sphinx_glossterm.exchange.tbx`.

Data categories are attributes (DCA) or elements (DCT); both are the same here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sphinx_glossterm.exchange.incoming import (
    Incoming,
    Loss,
    UnreadableError,
    choice_of,
    concept_of,
    counted,
    one_line,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.exchange.xml_tree import Element, read_xml
from sphinx_glossterm.terms.entry import Kind, PartOfSpeech, Status
from sphinx_glossterm.terms.languages import primary_of

_ROOTS: Final = {"tbx", "martif"}
_ENTRIES: Final = ("conceptEntry", "termEntry")
_SECTIONS: Final = frozenset({"langSec", "langSet"})
_TERMS: Final = frozenset({"termSec", "tig", "ntig"})
_GROUPS: Final = frozenset({"descripGrp", "termGrp", "adminGrp", "termNoteGrp"})
_HOLDERS: Final = frozenset({"descrip", "admin", "termNote", "ref", "xref"})
"""Elements whose data category is named by an attribute."""
_AVOIDED: Final = ("deprecated", "superseded", "notrecommended", "forbidden", "obsolete")
_SHORT: Final = frozenset({"abbreviation", "acronym", "initialism", "shortform", "abbreviatedform"})


@dataclass(slots=True)
class _RankedTerm:
    """A term of a language.

    Attributes:
        text: The term.
        rank: Its usage, such as preferred or deprecated, in small letters.
        type: Its type, such as an abbreviation, in small letters.
        pos: Its part of speech.
    """

    text: str
    rank: str = ""
    type: str = ""
    pos: str = ""

    @property
    def is_avoided(self) -> bool:
        return self.rank.startswith(_AVOIDED)


@dataclass(slots=True)
class _Section:
    """The content of an entry in one language."""

    definition: str = ""
    source: str = ""
    links: list[str] = field(default_factory=list)
    note: str = ""
    terms: list[_RankedTerm] = field(default_factory=list)


def read_tbx(content: bytes) -> Incoming:
    """The entries of a TBX file.

    Raises:
        UnreadableError: It is not one, or is cut off.
    """
    root = read_xml(content)
    if root.name not in _ROOTS:
        raise UnreadableError(root.line, f"it is XML, but not TBX: its root is <{root.name}>.")
    reader = _TbxReader(root.language)
    concepts, lines = [], {}
    for element in root.find(*_ENTRIES):
        concept = reader.concept(element)
        concepts.append(concept)
        lines[concept.id] = element.line
    title = next((element.text for element in root.find("title")), "")
    losses = [*reader.losses, *counted(reader.foreign, "entries have no place for it.")]
    return Incoming(termbase_of(concepts, "", title=title), tuple(losses), lines)


class _TbxReader:
    """Entries being read.

    Args:
        language: The language of texts that name none.

    Attributes:
        foreign: How often each data category occurs that entries do not have.
        losses: What else cannot be imported.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self.foreign: Counter[str] = Counter()
        self.losses: list[Loss] = []

    def concept(self, element: Element) -> Concept:
        """The concept of an entry."""
        sections: dict[str, _Section] = {}
        common = _Section()
        category, related = "", []
        for part in self._parts(element):
            kind = _category(part)
            if part.name in _SECTIONS:
                self._read_section(
                    part, sections.setdefault(part.language or self._language, _Section())
                )
            elif kind == "subjectfield" and not category:
                category = part.text
            elif kind == "crossreference" and part.attributes.get("target"):
                related.append(part.attributes["target"].lstrip("#"))
            elif not self._read_text(part, kind, common):
                self._note_foreign(part)
        self._share(element, common, sections)
        terms = [term for section in sections.values() for term in section.terms]
        is_deprecated = bool(terms) and all(term.rank.startswith("deprecated") for term in terms)
        pos = next((found for term in terms if (found := choice_of(PartOfSpeech, term.pos))), "")
        return concept_of(
            one_line(element.attributes.get("id", "")) or f"line {element.line}",
            {tag: _words(section, is_deprecated=is_deprecated) for tag, section in sections.items()},
            status=Status.DEPRECATED if is_deprecated else Status.STABLE,
            category=category,
            related=related,
            pos=PartOfSpeech(pos) if pos else None,
        )

    def _parts(self, element: Element) -> Iterator[Element]:
        """The children of an element, with groups resolved."""
        for child in element.children:
            if child.name in _GROUPS:
                yield from self._parts(child)
            else:
                yield child

    def _read_section(self, element: Element, section: _Section) -> None:
        for part in self._parts(element):
            if part.name in _TERMS:
                self._read_term(part, section)
            elif part.name == "term":  # some programs leave the group out
                section.terms.append(_RankedTerm(part.text))
            elif not self._read_text(part, _category(part), section):
                self._note_foreign(part)

    def _read_text(self, part: Element, kind: str, section: _Section) -> bool:
        """Store a text; False if there is no place for it."""
        if kind == "definition" and not section.definition:
            section.definition = part.text
        elif kind == "source" and not section.source:
            section.source = part.text
        elif kind in {"externalcrossreference", "xgraphic"} and part.attributes.get("target"):
            section.links.append(part.attributes["target"])
        elif kind in {"note", "usagenote"} and not section.note:
            section.note = part.text
        else:
            return False
        return True

    def _read_term(self, element: Element, section: _Section) -> None:
        term = _RankedTerm("")
        for part in self._parts(element):
            kind, text = _category(part), one_line(part.text)
            if part.name == "term":
                term.text = text
            elif kind == "administrativestatus":
                term.rank = text.casefold()
            elif kind == "termtype":
                term.type = text.casefold()
            elif kind == "partofspeech":
                term.pos = text
            elif not self._read_text(part, kind, section):
                self._note_foreign(part)
        section.terms.append(term)

    def _share(self, element: Element, common: _Section, sections: dict[str, _Section]) -> None:
        """Move texts about the whole entry to their language."""
        if not (common.definition or common.source or common.note or common.links):
            return
        own = primary_of(self._language)
        tag = next((tag for tag in sections if tag.casefold() == self._language.casefold()), "")
        tag = tag or next((tag for tag in sections if primary_of(tag) == own), "")
        if not tag:
            text = one_line(common.definition or common.note or common.source)
            self.losses.append(
                Loss(
                    element.line,
                    f"The entry has no term in {self._language or 'any language'}, in"
                    f' which it says: "{text}".',
                )
            )
            return
        section = sections[tag]
        section.definition = section.definition or common.definition
        section.source = section.source or common.source
        section.note = section.note or common.note
        section.links += common.links

    def _note_foreign(self, part: Element) -> None:
        kind = _written_category(part)
        self.foreign[f'<{part.name}> "{kind}"' if kind != part.name else f"<{part.name}>"] += 1


def _category(part: Element) -> str:
    """The data category of an element, from its attribute or else its name, in any spelling.

    Some programs write ``Usage note`` for ``usageNote``.
    """
    return re.sub(r"[\W_]", "", _written_category(part)).casefold()


def _written_category(part: Element) -> str:
    return part.attributes.get("type", "") if part.name in _HOLDERS else part.name


def _words(section: _Section, *, is_deprecated: bool) -> Words:
    terms = sorted(section.terms, key=lambda term: not term.rank.startswith("preferred"))
    kinds = [(_kind(term, is_deprecated=is_deprecated), term.text) for term in terms]
    # The first term becomes the title. If there is only an abbreviation, that does.
    for wanted in (Kind.ALIAS, Kind.ABBR, Kind.FORM):
        place = next((n for n, (kind, _text) in enumerate(kinds) if kind is wanted), None)
        if place is not None:
            kinds.insert(0, (Kind.TITLE, kinds.pop(place)[1]))
            break
    return words_of(kinds, section.definition, (section.source, section.links), section.note)


def _kind(term: _RankedTerm, *, is_deprecated: bool) -> Kind:
    if term.is_avoided and not is_deprecated:
        return Kind.AVOIDED
    if term.type in _SHORT:
        return Kind.ABBR
    return Kind.FORM if term.type == "variant" else Kind.ALIAS
