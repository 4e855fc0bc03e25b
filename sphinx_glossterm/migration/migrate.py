"""Turn the built-in glossaries of a file into entries."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, groupby
from typing import Final

from sphinx_glossterm.messages import listing
from sphinx_glossterm.migration.model import BuiltIn, Line, Page, SourceGlossary, SourceTerm
from sphinx_glossterm.migration.myst import read_myst
from sphinx_glossterm.migration.names import IMAGE, LINK
from sphinx_glossterm.migration.rst import read_rst
from sphinx_glossterm.migration.writing import Draft, keys_value, list_value, title_problem, write_entry
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import exact, fold, make_id

# Lines that Sphinx takes for comments in a glossary, but that mean something else outside it.
_EXPLICIT: Final = re.compile(r"\.\. +(_|\[|\||__( |$)|\S.*::)")


@dataclass(frozen=True, slots=True)
class Note:
    """A note to the author.

    Attributes:
        line: The line in the file, counted from 1.
        text: Whole sentences.
    """

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Migration:
    """The result for a file.

    Attributes:
        text: The file afterwards.
        notes: What could not be migrated, and what to check, by line.
        migrated: How many entries were migrated.
        left: How many were left as they were.
        glossaries: How many built-in glossaries the file had.
    """

    text: str
    notes: tuple[Note, ...]
    migrated: int
    left: int
    glossaries: int


def migrate(text: str, markup: Markup, ids: set[str] | None = None, glossary: str = "") -> Migration:
    """Turn the built-in glossaries of a file into entries.

    Args:
        text: The file.
        markup: The markup of the file.
        ids: The ids of entries in other files; those of this one are added.
        glossary: The glossary that the entries are to belong to, of several; empty for none.

    Raises:
        ImportError: The file is in MyST, and MyST-Parser is not installed.
    """
    page = read_page(text, markup)
    return _File(page, markup, set() if ids is None else ids, glossary).migrate()


def read_page(text: str, markup: Markup) -> Page:
    """Read a file.

    Raises:
        ImportError: The file is in MyST, and MyST-Parser is not installed.
    """
    return read_myst(text) if markup is Markup.MYST else read_rst(text)


class _File:
    """A file being migrated."""

    def __init__(self, page: Page, markup: Markup, ids: set[str], home: str) -> None:
        self._page = page
        self._home = home
        self._markup = markup
        self._notes: list[Note] = []
        self._migrated = self._left = 0
        self._lines_of_name = _lines_of_names(page)
        self._taken = page.ids | {term.anchor for term in page.terms}
        self._ids = ids
        self._numbers: dict[str, Iterator[int]] = {}
        ids.update(entry.id for entry in page.entries)

    def migrate(self) -> Migration:
        """Rewrite glossary by glossary."""
        lines, done = [], 0
        page = self._page
        for glossary in page.glossaries:
            if (new := self._glossary(glossary)) is not None:
                lines += page.lines[done : glossary.first]
                lines += self._with_ends(new, glossary)
                done = glossary.end
        text = "".join([*lines, *page.lines[done:]])
        notes = tuple(sorted(self._notes, key=lambda note: note.line))
        return Migration(text, notes, self._migrated, self._left, len(page.glossaries))

    def _with_ends(self, new: list[str], glossary: SourceGlossary) -> Iterator[str]:
        """New lines, with the line ends of this file."""
        newline = _end_of(self._page.lines[0]) or "\n"
        yield from (line + newline for line in new[:-1])
        yield new[-1] + _end_of(self._page.lines[glossary.end - 1])

    # ---- one glossary

    def _glossary(self, glossary: SourceGlossary) -> list[str] | None:
        """The lines that a glossary becomes; None if it is left as it was."""
        if glossary.problem:
            self._left += len(glossary.entries)
            self._note(glossary.first, f"This glossary is left as it was: {glossary.problem}.")
            return None
        left = []
        for entry in glossary.entries:
            if why := self._problem(entry):
                self._note(entry.terms[0].line, f'"{entry.title}" is left as it was: {why}.')
                left.append(entry)
        self._left += len(left)
        self._migrated += len(glossary.entries) - len(left)
        if len(left) == len(glossary.entries):
            return None
        self._look_around(glossary)
        stays = set(map(id, left))  # compare lines by identity, because two may look the same
        self._look_at_messages(glossary, [each for each in glossary.entries if id(each) not in stays])
        entries = glossary.entries
        if glossary.is_sorted:
            # In the order that Sphinx shows. Entries that are left as they were come last: Sphinx
            # numbers anchors in source order, and those numbers would change after an entry that used to
            # be later.
            entries = sorted((each for each in entries if id(each) not in stays), key=_sort_key) + left
        blocks: list[list[str]] = []
        for is_left, group in groupby(entries, key=lambda entry: id(entry) in stays):
            if is_left:
                blocks.append(self._glossary_of(glossary, group))
                continue
            for entry in group:
                blocks += self._comments(entry.item.comments, glossary)
                blocks.append(self._entry(entry, glossary))
        blocks += self._comments(glossary.comments, glossary)
        return [line for block in blocks for line in ["", *block]][1:]

    def _look_around(self, glossary: SourceGlossary) -> None:
        """Note what looks different now that each entry is a section."""
        if glossary.is_sorted:
            self._note(
                glossary.first,
                'The entries are now written in the order that ":sorted:" showed. Translations show'
                " them in that order too; a termindex lists them in the order of each language.",
            )
        if not glossary.has_heading:
            self._note(
                glossary.first,
                "There is no heading before this glossary, so its first entry becomes the title of"
                " the page. Write a heading, unless another page includes this one.",
            )
        if glossary.followed:
            self._note(
                glossary.followed - 1,
                "This now follows the last entry, so readers may take it for a part of that entry."
                " Move it before the first entry, or give it a heading.",
            )

    def _look_at_messages(self, glossary: SourceGlossary, migrated: Iterable[BuiltIn]) -> None:
        """Note messages that change: in a list, MyST left the markup out of them."""
        terms = (term for entry in migrated for term in entry.terms)
        new = next((term for term in terms if term.reading.words != term.name), None)
        if glossary.is_list and new:
            self._note(
                new.line,
                f'Names with markup are new messages for translators, such as "{new.name}". Until now'
                f' the message was the text alone, "{new.reading.words}". Update the catalogues.',
            )

    def _entry(self, entry: BuiltIn, glossary: SourceGlossary) -> list[str]:
        title, *others = entry.terms
        anchors = dict.fromkeys(term.anchor for term in entry.terms)
        id_ = self._id(title.reading.text, anchors)
        anchors.pop(id_, None)
        self._look_at_words(entry)
        values = {
            # If only a build knows the title's text, only a build knows the id.
            "id": id_ if title.reading.shown is None or id_ != make_id(title.reading.text) else "",
            "glossary": self._home,
            "aka": list_value([term.name for term in others]),
            "forms": list_value(_old_words(entry)),
            "index-key": keys_value(term.key for term in entry.terms),
            "anchors": ", ".join(anchors),
        }
        options = tuple((name, value) for name, value in values.items() if value)
        body = tuple(self._text(line)[entry.item.indent :] for line in entry.item.body)
        draft = Draft(title.name, options, body)
        return write_entry(draft, self._markup, fence=glossary.fence, indent=glossary.indent)

    def _look_at_words(self, entry: BuiltIn) -> None:
        """Note words that look like a link but lead nowhere."""
        for term in entry.terms:
            if links := [link for link in term.reading.links if not link.startswith("|")]:
                self._note(
                    term.line,
                    f'"{term.name}" becomes plain text, because nothing in this file is called'
                    f' {listing(links, "or")}. If "rst_prolog" or "rst_epilog" in conf.py has a link of'
                    ' that name, remove the "_".',
                )

    def _id(self, title: str, own: Container[str]) -> str:
        """An id that no heading of the page has, which would lose it, and no other entry."""
        wanted = make_id(title)
        choices = [wanted, f"term-{wanted}"]
        # If many titles make the same id, the lower numbers have been tried already.
        numbers = self._numbers.setdefault(wanted, count(2))
        found = next(
            choice
            for choice in chain(choices, (f"{wanted}-{number}" for number in numbers))
            if choice not in self._ids and (choice in own or choice not in self._taken)
        )
        self._ids.add(found)
        return found

    def _text(self, line: Line) -> str:
        """A line as the author wrote it, after the indentation of the glossary."""
        raw = self._page.lines[line.number].rstrip("\r\n")
        if re.search("[\t\v\f]", raw):
            return line.text  # the width of a tab depends on its column
        return raw[max(0, len(raw.rstrip()) - len(line.text.rstrip())) :]

    # ---- what is no entry

    def _glossary_of(self, glossary: SourceGlossary, entries: Iterable[BuiltIn]) -> list[str]:
        """A glossary of the entries that are left as they were."""
        raw = self._page.lines[glossary.first : glossary.first + glossary.head]
        for number, entry in enumerate(entries):
            found = entry.item.lines
            raw += [""] if number else []
            raw += self._page.lines[found[0].number : found[-1].number + 1]
        block = [line.rstrip("\r\n") for line in raw]
        return [*block, glossary.fence] if glossary.fence and not glossary.is_list else block

    def _comments(self, comments: list[Line], glossary: SourceGlossary) -> Iterator[list[str]]:
        """Comments at their new place; nothing if there are none."""
        if not comments:
            return
        texts = [self._text(line) for line in comments]
        if self._markup is Markup.MYST:
            yield [f"% {text.removeprefix('.. ')}".rstrip() for text in texts]
            return
        block: list[str] = []
        for text in texts:
            if text.startswith(".. "):
                if block and block[-1]:
                    block.append("")
                is_nested = bool(_EXPLICIT.match(text))
                block += [".."] if is_nested else []
            block.append(" " * (glossary.indent * is_nested) + text if text.strip() else "")
        yield block

    # ---- what cannot be carried over

    def _problem(self, entry: BuiltIn) -> str:
        """Why an entry has to stay as it was; empty if it can be migrated."""
        return (
            entry.item.problem
            or next(filter(None, (self._term_problem(term, entry) for term in entry.terms)), "")
            or self._double(entry)
            or _option_problem(entry)
            or ("" if entry.has_text else "it has no definition, but an entry needs one")
        )

    def _term_problem(self, term: SourceTerm, entry: BuiltIn) -> str:
        if why := self._link_problem(term, entry) or title_problem(term.name, self._markup):
            return f'"{term.name}" {why}'
        if term.key and (term.text != f"{term.name} : {term.key}" or " : " in term.key):
            return (
                f'"{term.text}" has more than one classifier, or more than one space around it, so its'
                " translations would be lost"
            )
        return ""

    def _link_problem(self, term: SourceTerm, entry: BuiltIn) -> str:
        reading = term.reading
        own = {fold(term.reading.words) for term in entry.terms}
        if reading.problem or any(fold(target) not in own for target in reading.terms):
            return reading.problem or LINK
        if found := self._page.targets.intersection(reading.links):
            return IMAGE if found.pop().startswith("|") else LINK
        return ""

    def _double(self, entry: BuiltIn) -> str:
        own = {term.line: term.reading.words for term in entry.terms}
        for term in entry.terms:
            words = term.reading.words
            others = [line for line in self._lines_of_name[exact(words)] if line != term.line]
            # An entry may have one name in two spellings.
            if any(own.get(line, words) == words for line in others):
                where = " and ".join(str(line + 1) for line in others)
                lines = "lines" if others[1:] else "line"
                return f'"{term.name}" is defined again in {lines} {where}: merge them or rename one'
        return ""

    def _note(self, line: int, text: str) -> None:
        self._notes.append(Note(line + 1, text))


def _old_words(entry: BuiltIn) -> list[str]:
    """Names that references use today and that the entry will lack, such as "foo" for "foo_"."""
    readings = [term.reading for term in entry.terms]
    return list(dict.fromkeys(found.words for found in readings if found.words != found.shown))


def _option_problem(entry: BuiltIn) -> str:
    if None in (list_value([term.name for term in entry.terms[1:]]), list_value(_old_words(entry))):
        return "one of its names has a semicolon, which separates names in a list"
    if keys_value(term.key for term in entry.terms) is None:
        return "one of its classifiers has a semicolon, which separates keys in a list"
    return ""


def _end_of(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def _lines_of_names(page: Page) -> defaultdict[str, list[int]]:
    """Where each name is defined."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for term in page.terms:
        found[exact(term.reading.words)].append(term.line)
    for entry in page.entries:
        for name in dict.fromkeys(map(exact, (entry.title, *entry.names))):
            found[name].append(entry.first)
    return found


def _sort_key(entry: BuiltIn) -> str:
    return unicodedata.normalize("NFD", entry.terms[0].reading.words.lower())
