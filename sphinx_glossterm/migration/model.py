"""What is known of a source file: its glossaries, its entries, and the anchors it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a glossary's content.

    Attributes:
        text: The line, without the indentation of the glossary itself.
        number: Its place in the file, counted from 0.
    """

    text: str
    number: int

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read in it."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """How many characters of white space it begins with."""
        return len(self.text) - len(self.text.lstrip())


@dataclass(slots=True)
class Item:
    """Terms with one definition, as they stand in a glossary.

    Attributes:
        comments: The comments before the definition; they are Sphinx's own and shown nowhere.
        terms: The lines of the terms.
        body: The lines of the definition, with their indentation.
        problem: Why it cannot be read as an entry of its own; empty if it can.
    """

    comments: list[Line] = field(default_factory=list)
    terms: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    problem: str = ""

    @property
    def indent(self) -> int:
        """The indentation of the definition."""
        return self.body[0].indent if self.body else 0

    @property
    def texts(self) -> list[str]:
        """The lines of the definition without that indentation."""
        return [line.text[self.indent :] for line in self.body]

    @property
    def lines(self) -> list[Line]:
        """All its lines."""
        return sorted([*self.comments, *self.terms, *self.body], key=lambda line: line.number)


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name says.

    Attributes:
        words: Its text as Sphinx reads it: what references find a built-in term by.
        shown: Its text as an entry reads it; None if a build alone knows it.
        problem: What in it the names of an entry cannot hold; empty if they can hold it all.
        terms: The terms that references in it lead to.
        links: Further parts that no name holds if :attr:`Page.targets` has them.
    """

    words: str
    shown: str | None
    problem: str
    terms: tuple[str, ...]
    links: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its text as an entry reads it, as far as it is known."""
        return self.words if self.shown is None else self.shown


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """A term of a built-in glossary.

    Attributes:
        line: Where it stands, counted from 0.
        text: The whole line: what translators see.
        name: The term itself, as written.
        key: Its classifiers, as written; empty if it has none.
        anchor: The fragment that Sphinx gives it.
        reading: What the name says.
    """

    line: int
    text: str
    name: str
    key: str
    anchor: str
    reading: NameReading


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """An entry of a built-in glossary.

    Attributes:
        item: Its lines.
        terms: Its terms, the first of which becomes the title.
        has_text: Whether its definition says anything.
    """

    item: Item
    terms: tuple[SourceTerm, ...]
    has_text: bool

    @property
    def title(self) -> str:
        """The first term, as written."""
        return self.terms[0].name


@dataclass(slots=True)
class SourceGlossary:
    """A built-in glossary.

    Attributes:
        first: The line of the directive, counted from 0.
        end: The line after its last one.
        head: How many lines come before its content: the directive and its options.
        has_heading: Whether a heading stands before it.
        problem: Why none of it can be migrated; empty if it can.
        fence: What opens and closes it in MyST.
        indent: The indentation of its content, in reStructuredText.
        entries: Its entries, in the order of the source.
        comments: The comments behind the last entry.
        is_sorted: Whether Sphinx shows it in alphabetical order.
        followed: The line of text that follows it under the same heading, if any.
        is_list: Whether it is a definition list of MyST, with ``{.glossary}`` before it.
    """

    first: int
    end: int
    head: int
    has_heading: bool
    problem: str
    fence: str = ""
    indent: int = 0
    entries: list[BuiltIn] = field(default_factory=list)
    comments: list[Line] = field(default_factory=list)
    is_sorted: bool = False
    followed: int | None = None
    is_list: bool = False


@dataclass(slots=True)
class SourceEntry:
    """One of our entries.

    Attributes:
        first: The line of the directive, counted from 0.
        end: The line after its last one.
        is_page: Whether it stands under no heading, as the page itself.
        is_inside: Whether it stands inside other markup.
        fence: What opens it in MyST.
        indent: The indentation of its content, in reStructuredText.
        title: The text of its title.
        names: The texts of its other names.
        id: Its id.
        category: Its category, if it has one.
        glossary: The glossary that it names, an empty one for the default; None where it names none.
    """

    first: int
    end: int
    is_page: bool
    is_inside: bool
    fence: str = ""
    indent: int = 0
    title: str = ""
    names: tuple[str, ...] = ()
    id: str = ""
    category: str = ""
    glossary: str | None = None


@dataclass(slots=True)
class Page:
    """A source file.

    Attributes:
        lines: Its lines, with their ends.
        glossaries: The built-in glossaries, in order.
        entries: Our entries, in order.
        ids: The anchors of everything else.
        has_index: Whether it lists all terms.
        targets: What references without a role lead to, by name; and the substitutions that stand for
            an image, as ``|name|``.
    """

    lines: list[str]
    glossaries: list[SourceGlossary] = field(default_factory=list)
    entries: list[SourceEntry] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    has_index: bool = False
    targets: set[str] = field(default_factory=set)

    @property
    def terms(self) -> Iterator[SourceTerm]:
        """The terms of all built-in glossaries."""
        for glossary in self.glossaries:
            for entry in glossary.entries:
                yield from entry.terms
