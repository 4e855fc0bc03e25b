"""The records of the package: a glossary entry, its names, and the places that refer to it.

All records are plain and immutable, so that they can be pickled cheaply, compared, and tested without a
build. Nothing in this module depends on Sphinx or docutils.

Terms follow ISO 1087 (*concept*, *designation*, *definition*) and SKOS (*prefLabel*, *altLabel*,
*hiddenLabel*): an :class:`Entry` is a concept, its title the preferred label, its aliases and
abbreviation alternative labels, and its forms hidden ones.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, Final

from sphinx_glossterm.terms.languages import primary_of

# Patterns with many characters take long to compile, and most builds need none of these. So they stay
# text, which ``re`` compiles and caches at first use.
#
# The joiners that decide how a conjunct looks, and the abbreviation sign of Devanagari.
_PARTS: Final = frozenset("_\u200c\u200d\u0970")
_VARIATIONS: Final = range(0xFE00, 0xFE10)
"""Variation selectors, which only choose how the character before them looks."""
SPOKEN: Final = {"+": "plus", "#": "sharp", "*": "star", "@": "at", "&": "and", "%": "percent"}
"""The words for signs in an id, because names may differ only by signs: ``C``, ``C++`` and ``C#``.

A ``#`` before a number or a word is not read as "sharp"."""
_WHITE: Final = re.compile(r"\s+")
# Quotation marks that count as straight ones: those that Sphinx puts into running text, and those of
# keyboards. Also primes, geresh and gershayim, which are often typed as straight ones.
_SINGLE: Final = "\u2018\u2019\u201a\u201b\u2039\u203a\u300e\u300f\u02bb\u02bc\u2032\uff07\u05f3"
_DOUBLE: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\u2033\uff02\u05f4"
_STRAIGHT: Final = dict.fromkeys(_SINGLE, "'") | dict.fromkeys(_DOUBLE, '"')
_CURLY: Final = re.compile(f"[{_SINGLE}{_DOUBLE}]")
_OPENING: Final = "\u00ab\u2039"
_CLOSING: Final = "\u00bb\u203a"
_TURKIC: Final = frozenset({"tr", "az", "crh", "gag"})
"""Languages with two letters, I ı and İ i."""
_SHARP_S: Final = re.compile("[ßẞ]")
_RUN_OF_S: Final = re.compile("[sSſßẞ]+")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_KEY: Final = re.compile(" +: +")
# The commas and semicolons that keyboards have: also those of Arabic, Ethiopic, Chinese and Japanese.
_COMMAS: Final = ",\u060c\u1363\u3001\uff0c\uff64"
_SEMICOLONS: Final = ";\u061b\u1364\uff1b"
# NameStartChar and NameChar of XML 1.0 (fifth edition) without the colon, as far as titles need them.
# Word characters that XML does not allow in names (², ½, ª) are not allowed in an id.
_START: Final = (
    "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME: Final = f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f-]*"
_NO_NAME: Final = f"[^{_START}0-9\u0300-\u036f]+"


class Status(StrEnum):
    """How settled an entry is (the ``:status:`` option)."""

    DRAFT = "draft"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Kind(StrEnum):
    """The kind of a name of an entry, with SKOS's label property in parentheses."""

    TITLE = "title"
    """The preferred name (``prefLabel``)."""
    ALIAS = "alias"
    """Another name, shown as "Also known as" (``altLabel``)."""
    ABBR = "abbr"
    """The abbreviation, shown with the title (``altLabel``)."""
    FORM = "form"
    """A name that links but is not shown (``hiddenLabel``)."""
    AVOIDED = "avoided"
    """A name that authors should avoid: it links nowhere (``hiddenLabel``)."""


IN_LISTS: Final = frozenset({Kind.FORM, Kind.AVOIDED})
"""Kinds of names that are translated as one list, because each language needs its own number of them."""


STAYING: Final = frozenset({Kind.TITLE, Kind.ABBR})
"""Kinds of names that stay the same in every language if their entry has ``:keep:``."""


class PartOfSpeech(StrEnum):
    """The part of speech of a title (the ``:pos:`` option): the values of TBX-Basic, from ISO 12620."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PROPER_NOUN = "properNoun"
    OTHER = "other"


@cache
def _fields_of(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(*kind.__slots__)


class Packed:
    """A record with slots that is pickled by position, not by field name.

    This takes half the time, and every build unpickles the records of the whole project.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        kind: Any = type(self)
        return kind, _fields_of(kind)(self)


Wording = str | bytes
"""A name as readers see it: text, or frozen inline nodes (``doctree.names.freeze_name``)."""


@dataclass(frozen=True, slots=True)
class Name(Packed):
    """One name of an entry, in the source language and in the language of the build.

    Links, sorting and exports use the plain text of a name. Readers may see inline markup and
    typographic quotes.

    A form has one language only, because each language needs its own number of forms. A form of the
    source language has equal :attr:`source` and :attr:`text`; a form of a translation has no source. The
    same holds for names to avoid.

    Attributes:
        kind: The kind of name.
        source: The name in the source language; empty for a form or avoided name of a translation.
        text: The name in the language of the build; the source if it is not translated.
        translated: Whether the catalogue has a translation (it may equal the source).
        written: The name as the author wrote it, with markup; empty if that is the source.
        shown: The text as readers see it; empty if it has no markup.
        shown_source: The source as readers see it; empty if it has no markup.
        reading: The sort key, in the language of the text; empty if that is the text.
    """

    kind: Kind
    source: str
    text: str
    translated: bool = False
    written: str = ""
    shown: Wording = ""
    shown_source: Wording = ""
    reading: str = ""

    @property
    def sort_text(self) -> str:
        """The text that decides its place in the order, and its index letter."""
        return self.reading or self.text

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name in the source language and in the build's language, without repetition."""
        return tuple(dict.fromkeys(filter(None, (self.source, self.text))))


@dataclass(frozen=True, slots=True)
class NamesIn(Packed):
    """The names of an entry in one of the site's other languages.

    Attributes:
        language: The language; neither the source language nor that of the build.
        names: Title, aliases, abbreviation and forms, as far as its catalogues translate them.
    """

    language: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Remark(Packed):
    """The source of an entry's definition (``:source:``), or its usage note (``:note:``).

    Attributes:
        text: The plain text, in the language of the build if it is translated.
        links: The addresses outside the project that it links to.
        translated: Whether it is in the language of the build.
    """

    text: str
    links: tuple[str, ...] = ()
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Packed):
    """All that the rest of the project knows about one entry.

    Attributes:
        id: The permanent identity, the same in every language. An id made from a title becomes final in
            :func:`sphinx_glossterm.terms.ids.settle`, when all entries are known.
        docname: The document with the entry.
        anchor: The fragment that links use; the id, unless something else on the page has it.
        line: Line of the directive in its source file (1-based), for warnings and for order.
        title: The preferred name.
        aliases: Other names, in the author's order.
        abbr: The abbreviation, if there is one.
        forms: Names that link but are not shown: first those of the source language, then those of the
            translation, which may have more or fewer.
        category: The label above the title, in the source language; empty if there is none.
        tags: Labels for filtering, in the source language.
        related: Ids or names of related entries, as the author wrote them.
        see: The entry to read instead, as the author wrote it; empty for a full entry.
        status: How settled the entry is.
        replaced_by: The entry to use instead of a deprecated one, as the author wrote it.
        definition: The short definition as plain text; empty if there is none.
        markup: The short definition's inline markup, frozen by
            :func:`sphinx_glossterm.doctree.nodes.freeze`; empty if it is plain text.
        refers: Targets of the references to terms in the short definition.
        translated: Whether the short definition is in the language of the build.
        by_language: Its names in those other languages of the site that have any.
        is_builtin: Whether it is a term of a built-in glossary of Sphinx, not a ``term`` directive.
        anchors: For a built-in entry, the anchor of each alias, because Sphinx gives each name its own;
            otherwise empty.
        unlinked: Names, in the source language, that auto-linking leaves alone.
        only: Conditions of the ``only`` directives around it. If one does not hold, the output does not
            contain the entry.
        made_id: The id made from its title, to which :attr:`id` may add a number. Empty if the author
            wrote an id, and for built-in entries, which are not found by id.
        file: The file with the directive, if the document includes it: its path from the source folder,
            or its full path outside of that. Empty for the document's own file.
        avoided: Names that authors should avoid: first those of the source language, then those of the
            translation.
        pos: The part of speech of the title; None if the author gives none.
        origin: The source of the definition.
        note: The usage note.
        keep: Whether title and abbreviation stay the same in every language.
        glossary: The name of its glossary; empty for the default one, which has no name.
    """

    id: str
    docname: str
    anchor: str
    line: int
    title: Name
    aliases: tuple[Name, ...] = ()
    abbr: Name | None = None
    forms: tuple[Name, ...] = ()
    category: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    see: str = ""
    status: Status = Status.STABLE
    replaced_by: str = ""
    definition: str = ""
    markup: bytes = b""
    refers: tuple[str, ...] = ()
    translated: bool = False
    by_language: tuple[NamesIn, ...] = ()
    is_builtin: bool = False
    anchors: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    made_id: str = ""
    file: str = ""
    avoided: tuple[Name, ...] = ()
    pos: PartOfSpeech | None = None
    origin: Remark | None = None
    note: Remark | None = None
    keep: bool = False
    glossary: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Document and anchor: unique, even if two entries share an id."""
        return self.docname, self.anchor

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every document and anchor that leads to it; :attr:`key` comes first."""
        return tuple((self.docname, anchor) for anchor in (self.anchor, *self.anchors))

    @property
    def place(self) -> tuple[str, int, str]:
        """Document, line and anchor: the order of entries that share a name."""
        return self.docname, self.line, self.anchor

    def avoided_in(self, *, is_source: bool) -> list[Name]:
        """The names to avoid in one language.

        Args:
            is_source: Whether to return those of the source language, or those of the translation.
        """
        return [name for name in self.avoided if (name.source if is_source else name.translated)]

    @property
    def staying(self) -> tuple[Name, ...]:
        """The names that stay the same in every language: title and abbreviation, with ``:keep:``."""
        return tuple(name for name in self.shown_names if self.keep and name.kind in STAYING)

    @property
    def shown_names(self) -> tuple[Name, ...]:
        """Title, aliases and abbreviation: what readers see, and what inventories carry."""
        return (self.title, *self.aliases, *((self.abbr,) if self.abbr else ()))

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name that a reference may use."""
        return (*self.shown_names, *self.forms)

    @property
    def other_languages(self) -> tuple[Name, ...]:
        """Its names in the other languages of the site: each once, forms last."""
        names = dict.fromkeys(name for found in self.by_language for name in found.names)
        return tuple(sorted(names, key=lambda name: name.kind is Kind.FORM))

    @property
    def named(self) -> list[tuple[str, str]]:
        """The entries it names: for each the option, and an id or name as the author wrote it."""
        named = [("related", target) for target in self.related]
        named += [("see", self.see), ("replaced-by", self.replaced_by)]
        return [(option, target) for option, target in named if target]

    def is_unlinked(self, name: Name) -> bool:
        """Whether auto-linking leaves one of its names alone.

        It leaves forms of a translation alone if it does so with all forms of the source language.
        """
        if name.source:
            return name.source in self.unlinked
        return all(form.source in self.unlinked for form in self.forms if form.source)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Its glossary, category and tags, as pairs of kind and label.

        The kind is ``glossary``, ``category`` or ``tag``.
        """
        labels = [("glossary", self.glossary), ("category", self.category)]
        labels += [("tag", tag) for tag in self.tags]
        return [(kind, label) for kind, label in labels if label]

    def anchor_of(self, target: str) -> str:
        """The anchor for a reference to *target*: that of the name, if it has its own."""
        if self.anchors:
            anchors = (self.anchor, *self.anchors)
            for spell in (exact, fold):
                key = spell(target)
                for name, anchor in zip((self.title, *self.aliases), anchors, strict=True):
                    for each in (name.source, name.text):
                        if spell(each) == key and not differ_by_sharp_s(each, target):
                            return anchor
        return self.anchor


class Via(StrEnum):
    """The kind of a reference that leads, or may lead, to an entry."""

    OWN = "own"
    """One of our roles."""
    TERM = "term"
    """Sphinx's ``:term:``, which prefers terms of built-in glossaries."""
    ANY = "any"
    """``:any:`` or a link without a type, which may lead to anything in the project."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to a term, and the entry that contains it.

    Attributes:
        anchor: Anchor of the entry that contains the reference; empty outside entries.
        target: The target, as the author wrote it.
        via: The kind of reference.
        role: The role without its domain; empty for a link without text, which shows a title.
        text: The text for the reader, as the author wrote it.
        is_explicit: Whether the author wrote a text besides the target.
        only: Conditions of the ``only`` directives around it.
    """

    anchor: str
    target: str
    via: Via = Via.OWN
    role: str = "term"
    text: str = ""
    is_explicit: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OneSided:
    """A comparison with pros only, or with cons only.

    Attributes:
        line: Line of the directive (1-based).
        side: The side it has: ``pro`` or ``con``.
        anchor: Anchor of the entry that contains it; empty outside entries.
        file: As :attr:`Entry.file`.
    """

    line: int
    side: str
    anchor: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class PlainMention(Packed):
    """A name in running text that auto-linking turns into a reference.

    Attributes:
        anchor: Anchor of the entry that contains the text; empty outside entries.
        target: The name, as its entry has it.
        passage: The number of its passage in the document.
        start: Its start in the passage, in characters.
        end: Its end in the passage.
    """

    anchor: str
    target: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A list of terms: a ``termindex`` directive.

    Attributes:
        docname: The document with the ``termindex``.
        anchor: The fragment of the list.
        line: Line of the directive (1-based).
        category: Only entries of this category; empty for all.
        tags: Only entries with one of these tags; empty for all.
        group: What the groups are: ``letter``, ``category`` or ``none``.
        style: How to show the entries. ``abbreviations`` lists only entries with an abbreviation, and
            sorts by it; ``languages`` shows the names in every language of the site.
        scope: ``all`` entries, those ``used`` in the project, or those used on this ``page``.
        only: Conditions of the ``only`` directives around it.
        glossary: Only entries of this glossary; empty for the default one, None for all.
    """

    docname: str
    anchor: str
    line: int
    category: str = ""
    tags: tuple[str, ...] = ()
    group: str = "letter"
    style: str = "list"
    scope: str = "all"
    only: tuple[str, ...] = ()
    glossary: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the list contains every entry of its glossary, or of all glossaries."""
        return self.scope == "all" and not (self.category or self.tags or self.is_of_abbreviations)

    @property
    def is_of_abbreviations(self) -> bool:
        """Whether the list shows abbreviations and their meanings."""
        return self.style == "abbreviations"

    @property
    def is_of_languages(self) -> bool:
        """Whether the list is a table with a column for each language of the site."""
        return self.style == "languages"

    def lists(self, entry: Entry, language: str = "") -> bool:
        """Whether *entry* belongs in this list. Labels are compared without regard to case.

        Args:
            entry: The entry.
            language: The source language; it decides how I and ı are folded.
        """
        if self.is_of_abbreviations and not entry.abbr:
            return False
        return _has_labels(entry, self, language)


@dataclass(frozen=True, slots=True)
class MapPage:
    """A map of entries and their relations: a ``termmap`` directive.

    Attributes:
        docname: The document with the ``termmap``.
        anchor: The fragment of the map.
        line: Line of the directive (1-based).
        category: Only entries of this category; empty for all.
        tags: Only entries with one of these tags; empty for all.
        around: The entry in the middle, as the author wrote it, which is always shown; empty for none.
        depth: The largest number of relations between that entry and another.
        only: Conditions of the ``only`` directives around it.
        glossary: As :attr:`IndexPage.glossary`.
    """

    docname: str
    anchor: str
    line: int
    category: str = ""
    tags: tuple[str, ...] = ()
    around: str = ""
    depth: int = 1
    only: tuple[str, ...] = ()
    glossary: str | None = None

    def shows(self, entry: Entry, language: str = "") -> bool:
        """Whether *entry* has the labels for this map; see :meth:`IndexPage.lists`."""
        return _has_labels(entry, self, language)


def _has_labels(entry: Entry, page: IndexPage | MapPage, language: str) -> bool:
    """Whether an entry has the labels of a list or map: its glossary, its category, one of its tags."""
    fold = fold_for(language)
    if page.glossary is not None and fold(entry.glossary) != fold(page.glossary):
        return False
    if page.category and fold(entry.category) != fold(page.category):
        return False
    wanted = {*map(fold, page.tags)}
    return not wanted or not wanted.isdisjoint(map(fold, entry.tags))


def by_glossary(entries: Iterable[Entry], fold: Callable[[str], str]) -> dict[str, list[Entry]]:
    """Entries by the folded name of their glossary, in their order; that of the default one is empty.

    Args:
        entries: The entries.
        fold: Folds names in the source language.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(fold(entry.glossary), []).append(entry)
    return found


def squeeze(text: str) -> str:
    """*text* with one space for each run of white space, and none at the ends."""
    return _WHITE.sub(" ", text).strip()


def is_visible(text: str) -> bool:
    """Whether *text* holds more than white space, joiners and marks of direction."""
    return any(unicodedata.category(char) not in _UNSEEN for char in text)


def exact(name: str) -> str:
    """The exact spelling of a name: in NFC, with straight quotes, without extra white space.

    Names that differ in case stay different. NFC decomposes the precomposed nukta letters (U+0958 to
    U+095F), so that क़ matches in both encodings.
    """
    if name.isascii():
        return " ".join(name.split())
    return squeeze(_straighten(_composed(name)))


def fold(name: str) -> str:
    """The form to compare names in: as :func:`exact`, and without case.

    If the language may have a dotless ı, use the function that :func:`fold_for` returns.
    """
    if name.isascii():
        return " ".join(name.casefold().split())
    return unicodedata.normalize("NFC", squeeze(fold_letters(_composed(name))))


def fold_letters(text: str) -> str:
    """Fold the letters of a text in NFC as :func:`fold` does, but keep its white space.

    The result may not be in NFC. Only combining dots after an i are removed.
    """
    small = text.casefold()
    if "\u0307" in small:  # from İ
        small = re.sub("i\u0307+", "i", small)
    return _straighten(small)  # last, because folding may make a quote (ŉ)


def has_guillemets(text: str) -> bool:
    """Whether *text* has quotation marks that may have white space on the inside."""
    return any(mark in text for mark in _OPENING + _CLOSING)


def is_padding(text: str, start: int, end: int) -> bool:
    """Whether a run of white space belongs to the French quotation mark beside it: « ainsi ».

    It does not if a letter stands on the other side of the mark, as in languages that write »so«.

    Args:
        text: The text.
        start: Where the white space starts.
        end: Where it ends.
    """
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before and before[-1] in _OPENING and not _is_in_word(before[:-1]):
        return True
    return bool(after) and after[0] in _CLOSING and not _is_in_word(after[1:])


def _is_in_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or unicodedata.category(char)[0] == "M")


def _composed(name: str) -> str:
    """*name* in NFC, without the white space that belongs to quotation marks."""
    name = unicodedata.normalize("NFC", name)
    if not has_guillemets(name):
        return name
    return _WHITE.sub(lambda run: "" if is_padding(name, *run.span()) else " ", name)


def _straighten(text: str) -> str:
    return _CURLY.sub(lambda quote: _STRAIGHT[quote[0]], text)


def fold_for(language: str) -> Callable[[str], str]:
    """The function that folds names in a language: :func:`fold`, or another if it has a dotless ı.

    >>> [fold_for("tr")(name) for name in ("ISI", "İSİ")], fold("ISI")
    (['ısı', 'isi'], 'isi')
    """
    return _fold_turkic if has_dotless_i(language) else fold


def has_dotless_i(language: str) -> bool:
    """Whether the small letter of I is ı in a language such as ``tr`` or ``az_AZ``."""
    return primary_of(language) in _TURKIC


def with_turkic_i(text: str) -> str:
    """*text* with ı for I and i for İ, so that the rest can be folded. Its length stays the same.

    An I with a combining mark stays, because it is another letter: a decomposed Î or İ.
    """
    return re.sub("I(?![\u0300-\u036f])", "ı", text).replace("İ", "i")


def _fold_turkic(name: str) -> str:
    return fold(with_turkic_i(name))


def differ_by_sharp_s(one: str, other: str) -> bool:
    """Whether two names that fold alike are different words: "Masse" and "Maße".

    In capitals they are the same, because ß is written SS there: "STRASSE" is "Straße".

    Args:
        one: A name; not folded.
        other: A name that folds to the same; not folded.
    """
    if not _SHARP_S.search(one + other):
        return False
    runs = [[_spelled_out(run) for run in _RUN_OF_S.findall(name)] for name in (one, other)]
    return len(runs[0]) != len(runs[1]) or any(
        len(first) != len(second)
        or any(a != b and "S" not in (a, b) for a, b in zip(first, second, strict=True))
        for first, second in zip(*runs, strict=True)
    )


def _spelled_out(run: str) -> str:
    """A run of s, as long as when folded; each ß becomes two different signs."""
    return run.replace("ẞ", "ß").replace("ß", "<>").replace("ſ", "s")


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list option, or of its translation.

    Commas separate the items. If the text has a semicolon or a line break, only those separate, and
    commas belong to the items. A line break after a comma does not count. Empty and repeated items are
    left out. Commas and semicolons of all keyboards count; a danda does not separate.

    >>> split_list("token, tokens"), split_list("safe, sound; secure"), split_list(",")
    (('token', 'tokens'), ('safe, sound', 'secure'), ())
    """
    text = _unwrapped(text)
    separator = f"[{_SEMICOLONS}\n]"
    if not re.search(separator, text.strip()):
        separator = f"[{_COMMAS}]"
    items = map(squeeze, re.split(separator, text))
    return tuple(dict.fromkeys(filter(is_visible, items)))


def _unwrapped(text: str) -> str:
    """*text* without the line breaks after a comma."""
    return re.sub(rf"([{_COMMAS}])[ \t]*\n", r"\1 ", text)


def join_list(items: Iterable[str]) -> str:
    """The text that :func:`split_list` turns back into *items*, if there is one.

    >>> join_list(["token", "tokens"]), join_list(["Washington, D.C."])
    ('token, tokens', 'Washington, D.C.;')
    """
    items = list(items)
    if not any(re.search(f"[{_COMMAS}]", item) for item in items):
        return ", ".join(items)
    return "; ".join(items) + (";" if len(items) == 1 else "")


def list_message(text: str) -> str:
    r"""A list option as one line for translators. Only its white space and line breaks change.

    >>> list_message("token,\n  tokens"), list_message("Washington, D.C.\nBoston")
    ('token, tokens', 'Washington, D.C.; Boston')
    """
    text = _unwrapped(text).strip()
    return "; ".join(split_list(text)) if "\n" in text else squeeze(text)


def split_key(text: str) -> tuple[str, str]:
    """A name and its key in the general index, from ``name : key`` as in Sphinx's glossary.

    Returns:
        The name, and the key; empty if the text has none.
    """
    name, *keys = _KEY.split(text)
    return name, keys[0] if keys else ""


def split_keys(text: str) -> tuple[str, ...]:
    """The items of a list in which positions count, so that empty and repeated items stay."""
    separator = f"[{_SEMICOLONS}]"
    if not re.search(separator, text):
        separator = f"[{_COMMAS}\n]"
    return tuple(map(squeeze, re.split(separator, text)))


def make_id(title: str) -> str:
    """Make an anchor from a title in the source language.

    It is plain ASCII if the title allows it: ``Open vs. Closed`` gives ``open-vs-closed``. Otherwise it
    keeps letters and their marks in NFC, and has ``-`` for everything else. Words replace the signs in
    :data:`SPOKEN` and a dot at the beginning. An id must begin with a letter, as XML names do; otherwise
    it gets the prefix ``term-``.

    >>> [make_id(title) for title in ("C++", ".NET", "A* search", "R&D")]
    ['c-plus-plus', 'dotnet', 'a-star-search', 'r-and-d']

    Returns:
        The id, or ``term`` for a title without a single letter or digit.
    """
    title = unicodedata.normalize("NFC", title)  # "#" is sharp after a letter, not a mark
    title = re.sub(r"^\s*\.(?=\w)", "dot", title)
    title = re.sub(r"[+*@&%]|(?<=\w)#", lambda sign: f" {SPOKEN[sign[0]]} ", title)
    plain = "".join(c for c in unicodedata.normalize("NFKD", title) if not "\u0300" <= c <= "\u036f")
    text = plain if plain.isascii() else title
    words = "".join(c if _is_part_of_word(c) else "-" for c in text.lower().replace("_", "-"))
    slug = re.sub("-+", "-", re.sub(_NO_NAME, "-", words)).strip("-")
    if not slug:
        return "term"
    return slug if is_id(slug) else f"term-{slug}"


def is_id(text: str) -> bool:
    """Whether *text* is a valid id: an XML name without colons (NCName)."""
    if not re.fullmatch(_NAME, text) or not all(c in ".-" or _is_part_of_word(c) for c in text):
        return False
    return text[0].isalpha() or text[0] == "_"


def _is_part_of_word(char: str) -> bool:
    """Whether *char* is a letter, a digit, or a mark that belongs to the letter before it."""
    if char.isalnum() or char in _PARTS:
        return True
    return unicodedata.category(char) in {"Mn", "Mc"} and ord(char) not in _VARIATIONS
