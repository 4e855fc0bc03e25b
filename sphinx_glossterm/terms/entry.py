"""The vocabulary of the package: what is known about one glossary entry.

Everything here is a plain, immutable record of strings, so that it can be pickled cheaply, compared,
and tested without a build. Nothing in this module knows Sphinx or docutils.

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

# Patterns with many characters take long to compile, and most builds need none of these: they are
# left as text, which ``re`` compiles and keeps when it is first used.
#
# The joiners that decide how a conjunct looks, and the sign of an abbreviation in Devanagari.
_PARTS: Final = frozenset("_\u200c\u200d\u0970")
_VARIATIONS: Final = range(0xFE00, 0xFE10)
"""Signs that choose between two looks of the one before, which no word needs."""
SPOKEN: Final = {"+": "plus", "#": "sharp", "*": "star", "@": "at", "&": "and", "%": "percent"}
"""How signs are read out in an id, since names may differ by them alone: ``C``, ``C++`` and ``C#``. A
``#`` before a number or a word is no sharp."""
_WHITE: Final = re.compile(r"\s+")
# Quotation marks that stand for straight ones: those that Sphinx puts in their place in running text,
# and those that keyboards have. Primes too, and geresh and gershayim, which are often typed so.
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
# NameStartChar and NameChar of XML 1.0 (fifth edition) without the colon, as far as titles go: the
# word characters that XML does not have in names (², ½, ª) may not stand in an id.
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
    """What a name is to its entry; SKOS's label properties in parentheses."""

    TITLE = "title"
    """The preferred name (``prefLabel``)."""
    ALIAS = "alias"
    """Another name, shown as "Also known as" (``altLabel``)."""
    ABBR = "abbr"
    """The abbreviation, shown with the title (``altLabel``)."""
    FORM = "form"
    """A name that links but is not shown (``hiddenLabel``)."""
    AVOIDED = "avoided"
    """A name that is not to be used: it links nowhere (``hiddenLabel``)."""


IN_LISTS: Final = frozenset({Kind.FORM, Kind.AVOIDED})
"""The kinds of names of which each language has as many as it needs: all of them are one message."""


STAYING: Final = frozenset({Kind.TITLE, Kind.ABBR})
"""The kinds of names that stay as they are in every language where their entry says so."""


class PartOfSpeech(StrEnum):
    """What kind of word a title is (the ``:pos:`` option): the values of TBX-Basic, from ISO 12620."""

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
    """A record with slots that is pickled by position.

    This takes half the time: the records of a large project are read back with every build.
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        kind: Any = type(self)
        return kind, _fields_of(kind)(self)


Wording = str | bytes
"""What is shown of a name: text, or inline nodes that are frozen (``doctree.names.freeze_name``)."""


@dataclass(frozen=True, slots=True)
class Name(Packed):
    """One name of an entry, in the source language and in the language of the build.

    A name is its text: that links, sorts and is exported. What is shown may have inline markup, and
    typographic quotes.

    A form is in one language only, as each language has as many forms as it needs: one of the source
    language is its own text, and one of a translation has no source. So is a name to avoid.

    Attributes:
        kind: What the name is to its entry.
        source: The name in the source language; empty for one of a list of a translation.
        text: The name in the language of the build; the source where it is not translated.
        translated: Whether the catalogue has a translation (it may equal the source).
        written: The name as the author wrote it, markup and all; empty where that is the source.
        shown: What is shown of the text; empty where the text says it all.
        shown_source: The same of the source.
        reading: What it is sorted by, in the language of the text; empty where that is the text.
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
        """What decides its place in the order, and its index letter."""
        return self.reading or self.text

    @property
    def spellings(self) -> tuple[str, ...]:
        """What a reader may know it by: the name in the source language, and in that of the build."""
        return tuple(dict.fromkeys(filter(None, (self.source, self.text))))


@dataclass(frozen=True, slots=True)
class NamesIn(Packed):
    """The names of an entry in one of the site's other languages.

    Attributes:
        language: The language, which is neither the source's nor the build's.
        names: Title, aliases, abbreviation and forms, as far as the catalogues there translate them.
    """

    language: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Remark(Packed):
    """What is said of an entry beside its definition: where that is from, or how its names are used.

    Attributes:
        text: The plain text, in the language of the build where it is translated.
        links: The addresses outside of the project that it links to.
        translated: Whether it is in the language of the build.
    """

    text: str
    links: tuple[str, ...] = ()
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Entry(Packed):
    """What the rest of the project may know about one entry.

    Attributes:
        id: The permanent identity, the same in every language. One that was made of a title is settled
            by :func:`sphinx_glossterm.terms.ids.settle`, once all entries are known.
        docname: The document it stands in.
        anchor: The fragment it is reached by; the id, unless something else of the page has that.
        line: Line of the directive in its source file (1-based), for warnings and for order.
        title: The preferred name.
        aliases: Other names, in the author's order.
        abbr: The abbreviation, if there is one.
        forms: Names that link but are not shown: all of the source language, then those of the
            translation, however many these are.
        category: The label above the title, in the source language; empty if there is none.
        tags: Labels for filtering, in the source language.
        related: Ids or names of related entries, as the author wrote them.
        see: The entry this one only points to, as the author wrote it; empty for a full entry.
        status: How settled the entry is.
        replaced_by: The entry to use instead of a deprecated one, as the author wrote it.
        definition: The short definition as plain text; empty if there is none.
        markup: The short definition's inline markup, frozen by
            :func:`sphinx_glossterm.doctree.nodes.freeze`; empty where the plain text says it all.
        refers: Targets of the references to terms in the short definition.
        translated: Whether the short definition is in the language of the build.
        by_language: Its names in each of the other languages of the site that has any.
        is_builtin: Whether it stands in one of Sphinx's own glossaries, and not in a ``term`` of ours.
        anchors: The anchor of each alias, as there every name has its own; empty for entries of ours.
        unlinked: Names, in the source language, whose plain mentions are not linked.
        only: Conditions of the ``only`` directives around it. Where one does not hold, the output has
            no such entry.
        made_id: The id that was made of its title, which may have got a number in :attr:`id`; empty
            where the author wrote one, and for terms of Sphinx's own glossaries, which are not found by
            ids.
        file: The file it is written in, where its document includes that: the path from the source
            folder, or the whole one outside of it. Empty where it stands in the document's own file.
        avoided: Names that are not to be used: all of the source language, then those of the
            translation.
        pos: What kind of word its title is; None where nobody says.
        origin: Where its definition is from.
        note: How its names are used.
        keep: Whether its title and its abbreviation stay as they are in every language.
        glossary: The name of the glossary it belongs to; empty for the default one, which has no name.
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
        """Document and anchor: one of a kind, even where two entries share an id."""
        return self.docname, self.anchor

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """Every document and anchor it is reached by; :attr:`key` comes first."""
        return tuple((self.docname, anchor) for anchor in (self.anchor, *self.anchors))

    @property
    def place(self) -> tuple[str, int, str]:
        """What decides who comes first where two entries share a name: document, line, anchor."""
        return self.docname, self.line, self.anchor

    def avoided_in(self, *, is_source: bool) -> list[Name]:
        """The names that are not to be used in one language: that of the source, or of a translation."""
        return [name for name in self.avoided if (name.source if is_source else name.translated)]

    @property
    def staying(self) -> tuple[Name, ...]:
        """The names that stay as they are in every language."""
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
        """What it is found by in the other languages of the site: each name once, forms last."""
        names = dict.fromkeys(name for found in self.by_language for name in found.names)
        return tuple(sorted(names, key=lambda name: name.kind is Kind.FORM))

    @property
    def named(self) -> list[tuple[str, str]]:
        """What it names other entries by: the option, and an id or name as the author wrote it."""
        named = [("related", target) for target in self.related]
        named += [("see", self.see), ("replaced-by", self.replaced_by)]
        return [(option, target) for option, target in named if target]

    def is_unlinked(self, name: Name) -> bool:
        """Whether plain mentions of one of its names are not linked.

        Forms of a translation are not linked where none of the source's forms is.
        """
        if name.source:
            return name.source in self.unlinked
        return all(form.source in self.unlinked for form in self.forms if form.source)

    @property
    def labels(self) -> list[tuple[str, str]]:
        """Its glossary, category and tags, each with what it is: ``glossary``, ``category``, ``tag``."""
        labels = [("glossary", self.glossary), ("category", self.category)]
        labels += [("tag", tag) for tag in self.tags]
        return [(kind, label) for kind, label in labels if label]

    def anchor_of(self, target: str) -> str:
        """The anchor that a reference to *target* leads to: that of the name it uses, if it has one."""
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
    """What kind of reference leads, or may lead, to an entry."""

    OWN = "own"
    """One of our roles."""
    TERM = "term"
    """Sphinx's ``:term:``, which leads to a built-in glossary's term first."""
    ANY = "any"
    """``:any:`` or a link without a type, which leads to many things."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to a term: which entry of a document (if any) holds it, and its target.

    Attributes:
        anchor: Anchor of the entry the reference stands in; empty for text outside entries.
        target: What the author wrote as the target.
        via: The kind of reference.
        role: The role without its domain; empty for a link without words, which shows a title.
        text: What the author wrote for the reader to see.
        is_explicit: Whether that is more than the target.
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
        side: What it has: ``pro`` or ``con``.
        anchor: Anchor of the entry it stands in; empty for one outside entries.
        file: As of an entry.
    """

    line: int
    side: str
    anchor: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class PlainMention(Packed):
    """A name in running text that becomes a reference by itself.

    Attributes:
        anchor: Anchor of the entry the text stands in; empty for text outside entries.
        target: The name, as its entry has it.
        passage: Which passage of the document it stands in.
        start: Where it begins in the passage.
        end: Where it ends.
    """

    anchor: str
    target: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A place where terms are listed.

    Attributes:
        docname: The document with the ``termindex``.
        anchor: The fragment of the list.
        line: Line of the directive (1-based).
        category: Only entries of this category; empty for all.
        tags: Only entries with one of these tags; empty for all.
        group: By what the list is divided: ``letter``, ``category`` or ``none``.
        style: How the entries are shown; ``abbreviations`` lists those that have one, by it, and
            ``languages`` the names in every language of the site.
        scope: ``all`` entries, those that are ``used`` in the project, or on the ``page`` of the list.
        only: Conditions of the ``only`` directives around it.
        glossary: Only entries of this glossary, the default one if it is empty; None for all.
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
        """Whether the list leaves out nothing of its glossary, or of all of them."""
        return self.scope == "all" and not (self.category or self.tags or self.is_of_abbreviations)

    @property
    def is_of_abbreviations(self) -> bool:
        """Whether the list has abbreviations with what they stand for."""
        return self.style == "abbreviations"

    @property
    def is_of_languages(self) -> bool:
        """Whether the list is a table with a column for each language of the site."""
        return self.style == "languages"

    def lists(self, entry: Entry, language: str = "") -> bool:
        """Whether *entry* belongs in this list. Labels are compared without regard to case.

        Args:
            entry: The entry.
            language: The source language, where that may have a dotless ı.
        """
        if self.is_of_abbreviations and not entry.abbr:
            return False
        return _has_labels(entry, self, language)


@dataclass(frozen=True, slots=True)
class MapPage:
    """A place where entries are shown with their relations.

    Attributes:
        docname: The document with the ``termmap``.
        anchor: The fragment of the map.
        line: Line of the directive (1-based).
        category: Only entries of this category; empty for all.
        tags: Only entries with one of these tags; empty for all.
        around: The entry in the middle, as the author wrote it, which is shown in any case; empty for
            none.
        depth: How many relations away from that one an entry may be.
        only: Conditions of the ``only`` directives around it.
        glossary: As of a list.
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
        """Whether *entry* belongs on this map by its labels, as in a list (:meth:`IndexPage.lists`)."""
        return _has_labels(entry, self, language)


def _has_labels(entry: Entry, page: IndexPage | MapPage, language: str) -> bool:
    """Whether an entry has the labels that a list or a map asks for: of the tags, one."""
    fold = fold_for(language)
    if page.glossary is not None and fold(entry.glossary) != fold(page.glossary):
        return False
    if page.category and fold(entry.category) != fold(page.category):
        return False
    wanted = {*map(fold, page.tags)}
    return not wanted or not wanted.isdisjoint(map(fold, entry.tags))


def squeeze(text: str) -> str:
    """*text* with each run of white space as one space, and none at the ends."""
    return _WHITE.sub(" ", text).strip()


def is_visible(text: str) -> bool:
    """Whether *text* holds more than white space, joiners and marks of direction."""
    return any(unicodedata.category(char) not in _UNSEEN for char in text)


def exact(name: str) -> str:
    """The very spelling of a name: without extra white space, Unicode form and kind of quotes.

    What differs by case is two names here. NFC takes the precomposed nukta letters (U+0958 to U+095F)
    apart, as they are excluded from composition, so that क़ matches in both encodings.
    """
    if name.isascii():
        return " ".join(name.split())
    return squeeze(_straighten(_composed(name)))


def fold(name: str) -> str:
    """The form in which names are compared: as :func:`exact`, and without case.

    Where a language may have a dotless ı, names are compared by what :func:`fold_for` gives.
    """
    if name.isascii():
        return " ".join(name.casefold().split())
    return unicodedata.normalize("NFC", squeeze(fold_letters(_composed(name))))


def fold_letters(text: str) -> str:
    """*text* in NFC as :func:`fold` has it, but for white space and Unicode form.

    It becomes shorter by the dots that stand on an i alone, and by nothing else.
    """
    small = text.casefold()
    if "\u0307" in small:  # what is left of İ
        small = re.sub("i\u0307+", "i", small)
    return _straighten(small)  # at last, as what is folded may become a quote (ŉ)


def has_guillemets(text: str) -> bool:
    """Whether *text* has quotation marks that may have white space on their inner side."""
    return any(mark in text for mark in _OPENING + _CLOSING)


def is_padding(text: str, start: int, end: int) -> bool:
    """Whether a run of white space belongs to the French quotation mark beside it: « ainsi ».

    In languages that turn them round (»so«) a word goes on behind or before the mark.
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
    """How names are folded in a language: by :func:`fold`, but for those in which ı is no i.

    >>> [fold_for("tr")(name) for name in ("ISI", "İSİ")], fold("ISI")
    (['ısı', 'isi'], 'isi')
    """
    return _fold_turkic if has_dotless_i(language) else fold


def has_dotless_i(language: str) -> bool:
    """Whether the small letter of I is ı in a language such as ``tr`` or ``az_AZ``."""
    return primary_of(language) in _TURKIC


def with_turkic_i(text: str) -> str:
    """*text* with its I as ı and its İ as i, so that all else can be folded; no longer, no shorter.

    An I with a mark is another letter, in whichever Unicode form: Î, and İ in two parts.
    """
    return re.sub("I(?![\u0300-\u036f])", "ı", text).replace("İ", "i")


def _fold_turkic(name: str) -> str:
    return fold(with_turkic_i(name))


def differ_by_sharp_s(one: str, other: str) -> bool:
    """Whether two names that are folded alike are two words all the same: "Masse" and "Maße".

    In capitals there is one spelling for both, as ß is written SS there: "STRASSE" is "Straße".
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
    """A run of s as long as it is when folded; of a ß both halves can be told from each other."""
    return run.replace("ẞ", "ß").replace("ß", "<>").replace("ſ", "s")


def split_list(text: str) -> tuple[str, ...]:
    """The items of a list option, and of its translation.

    Items are separated by commas; where the text holds a semicolon or a line break, by those
    instead, and commas belong to the items. A line that ends with a comma has only been wrapped.
    Empty items and repeated ones are left out. Commas and semicolons are those of any keyboard; a
    danda separates nothing.

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
    """*text* without the line breaks that stand behind a comma."""
    return re.sub(rf"([{_COMMAS}])[ \t]*\n", r"\1 ", text)


def join_list(items: Iterable[str]) -> str:
    """The text that :func:`split_list` makes *items* of, if any text is.

    >>> join_list(["token", "tokens"]), join_list(["Washington, D.C."])
    ('token, tokens', 'Washington, D.C.;')
    """
    items = list(items)
    if not any(re.search(f"[{_COMMAS}]", item) for item in items):
        return ", ".join(items)
    return "; ".join(items) + (";" if len(items) == 1 else "")


def list_message(text: str) -> str:
    r"""A list option as one line, as translators get it: what is written, but for its white space.

    >>> list_message("token,\n  tokens"), list_message("Washington, D.C.\nBoston")
    ('token, tokens', 'Washington, D.C.; Boston')
    """
    text = _unwrapped(text).strip()
    return "; ".join(split_list(text)) if "\n" in text else squeeze(text)


def split_key(text: str) -> tuple[str, str]:
    """A name and its key in the general index, from ``name : key`` as Sphinx's glossary has it.

    Returns:
        The name, and the key; an empty one where the text has none.
    """
    name, *keys = _KEY.split(text)
    return name, keys[0] if keys else ""


def split_keys(text: str) -> tuple[str, ...]:
    """The items of a list in which position counts: as :func:`split_list`, but none is left out."""
    separator = f"[{_SEMICOLONS}]"
    if not re.search(separator, text):
        separator = f"[{_COMMAS}\n]"
    return tuple(map(squeeze, re.split(separator, text)))


def make_id(title: str) -> str:
    """An anchor made from a source-language title.

    Plain ASCII where the title allows it (``Open vs. Closed`` gives ``open-vs-closed``); otherwise
    its letters in NFC with their marks, and all else turned into ``-``. The signs of :data:`SPOKEN` are
    read out, and so is a dot at the beginning. An id begins with a letter, as XML names must; one that
    would not gets ``term-`` before it.

    >>> [make_id(title) for title in ("C++", ".NET", "A* search", "R&D")]
    ['c-plus-plus', 'dotnet', 'a-star-search', 'r-and-d']

    Returns:
        The id, or ``term`` for a title without a single letter or digit.
    """
    title = unicodedata.normalize("NFC", title)  # a mark by itself is no word that a sign stands behind
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
    """Whether *text* can stand as an id as it is: an XML name without colons (NCName)."""
    if not re.fullmatch(_NAME, text) or not all(c in ".-" or _is_part_of_word(c) for c in text):
        return False
    return text[0].isalpha() or text[0] == "_"


def _is_part_of_word(char: str) -> bool:
    """Whether *char* is a letter, a digit, or a mark that belongs to the letter before it."""
    if char.isalnum() or char in _PARTS:
        return True
    return unicodedata.category(char) in {"Mn", "Mc"} and ord(char) not in _VARIATIONS
