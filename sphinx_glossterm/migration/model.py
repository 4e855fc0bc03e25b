"""Records of a source file: its glossaries, its entries and its anchors."""

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
        """Whether it is blank."""
        return not self.text.strip()

    @property
    def indent(self) -> int:
        """The number of white space characters at its start."""
        return len(self.text) - len(self.text.lstrip())


@dataclass(slots=True)
class Item:
    """Terms with one definition, as lines of a glossary.

    Attributes:
        comments: The comments before the definition, which Sphinx does not show.
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
    """The meaning of a name.

    Attributes:
        words: Its text as Sphinx reads it, by which references find a built-in term.
        shown: Its text as an entry reads it; None if only a build knows it.
        problem: What the name of an entry cannot hold of it; empty if it can hold everything.
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
        line: Its line, counted from 0.
        text: The whole line, as translators see it.
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
        has_text: Whether its definition has any text.
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
        fence: Its fence in MyST.
        indent: The indentation of its content, in reStructuredText.
        entries: Its entries, in the order of the source.
        comments: The comments after the last entry.
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
        is_page: Whether no heading is above it, so that it is the page itself.
        is_inside: Whether it stands inside other markup.
        fence: Its fence in MyST.
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
        targets: The targets of references without a role, by name; and substitutions that are images, as
            ``|name|``.
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
