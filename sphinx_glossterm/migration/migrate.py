"""Turning the built-in glossaries of a file into entries."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sphinx_glossterm.migration.model import BuiltIn, Line, Page, SourceGlossary
from sphinx_glossterm.migration.myst import read_myst
from sphinx_glossterm.migration.rst import read_rst
from sphinx_glossterm.migration.writing import Draft, keys_value, list_value, title_problem, write_entry
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import fold, make_id

# What would begin something else than a comment outside of a glossary, where Sphinx takes no look.
_EXPLICIT: Final = re.compile(r"\.\. +(_|\[|\||__( |$)|\S.*::)")


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell the author.

    Attributes:
        line: The line of the file it is about, counted from 1.
        text: Whole sentences.
    """

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Migration:
    """What became of a file.

    Attributes:
        text: The file afterwards.
        notes: What could not be carried over, and what to look at, by line.
        migrated: How many entries were migrated.
        left: How many were left as they were.
        glossaries: How many built-in glossaries the file had.
    """

    text: str
    notes: tuple[Note, ...]
    migrated: int
    left: int
    glossaries: int


def migrate(text: str, markup: Markup, ids: set[str] | None = None) -> Migration:
    """Turn the built-in glossaries of a file into entries.

    Args:
        text: The file.
        markup: What it is written in.
        ids: The ids of entries in other files; those of this one are added.

    Raises:
        ImportError: The file is in MyST, and MyST-Parser is not installed.
    """
    page = read_page(text, markup)
    return _File(page, markup, set() if ids is None else ids).migrate()


def read_page(text: str, markup: Markup) -> Page:
    """Read a file.

    Raises:
        ImportError: The file is in MyST, and MyST-Parser is not installed.
    """
    return read_myst(text) if markup is Markup.MYST else read_rst(text)


class _File:
    """A file being migrated."""

    def __init__(self, page: Page, markup: Markup, ids: set[str]) -> None:
        self._page = page
        self._markup = markup
        self._notes: list[Note] = []
        self._migrated = self._left = 0
        self._lines_of_name = _lines_of_names(page)
        anchors = {
            term.anchor
            for glossary in page.glossaries
            for entry in glossary.entries
            for term in entry.terms
        }
        self._taken = page.ids | anchors
        self._ids = ids
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
        """New lines, with the ends that lines have in this file."""
        end = re.search(r"\r?\n?$", self._page.lines[0])
        newline = end[0] if end and end[0] else "\n"
        yield from (line + newline for line in new[:-1])
        last = self._page.lines[glossary.end - 1]
        yield new[-1] + last[len(last.rstrip("\r\n")) :]

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
        blocks: list[list[str]] = []
        for group in _groups(glossary, left):
            if group[0] in left:
                blocks.append(self._glossary_of(glossary, group))
            else:
                blocks += self._blocks(group[0], glossary)
        blocks += self._comments(glossary.comments, glossary)
        return [line for block in blocks for line in ["", *block]][1:]

    def _look_around(self, glossary: SourceGlossary) -> None:
        """Name what reads otherwise now that each entry is a section."""
        if glossary.is_sorted:
            self._note(
                glossary.first,
                'The entries are written in the order in which ":sorted:" showed them. Translations show'
                " them in that order too; a termindex lists them in the order of each language.",
            )
        if not glossary.has_heading:
            self._note(
                glossary.first,
                "No heading stands before this glossary: its first entry gives the page its title."
                " Write a heading, unless another page includes this one.",
            )
        if glossary.followed:
            self._note(
                glossary.followed - 1,
                "This stands behind the last entry now, and readers may take it for a part of it. Move"
                " it before the first entry, or give it a heading.",
            )

    def _blocks(self, entry: BuiltIn, glossary: SourceGlossary) -> Iterator[list[str]]:
        """An entry and the comments that came with it."""
        yield from self._comments(entry.item.comments, glossary)
        draft = self._draft(entry)
        yield write_entry(draft, self._markup, fence=glossary.fence, indent=glossary.indent)

    def _draft(self, entry: BuiltIn) -> Draft:
        title, *others = entry.terms
        anchors = dict.fromkeys(term.anchor for term in entry.terms)
        id_ = self._id(title.name, anchors)
        anchors.pop(id_, None)
        options = {
            "id": id_ if id_ != make_id(title.name) else "",
            "aka": list_value([term.name for term in others]),
            "index-key": keys_value(term.key for term in entry.terms),
            "anchors": ", ".join(anchors),
        }
        indent = entry.item.body[0].indent
        body = tuple(self._text(line)[indent:] for line in entry.item.body)
        return Draft(title.name, tuple((name, value) for name, value in options.items() if value), body)

    def _id(self, title: str, own: Iterable[str]) -> str:
        """An id that neither a heading of the page has, which would lose it, nor another entry."""
        wanted = make_id(title)
        taken = self._taken.difference(own) | self._ids
        choices = [wanted, f"term-{wanted}"]
        while (found := choices.pop(0)) in taken:
            if not choices:
                number = int(re.sub(r"\D", "", found.removeprefix(wanted)) or 1)
                choices.append(f"{wanted}-{number + 1}")
        self._ids.add(found)
        return found

    def _text(self, line: Line) -> str:
        """A line as the author wrote it, behind the indentation of the glossary."""
        raw = self._page.lines[line.number].rstrip("\r\n")
        if re.search("[\t\v\f]", raw):
            return line.text  # how far a tab reaches depends on its column
        return raw[max(0, len(raw.rstrip()) - len(line.text.rstrip())) :]

    # ---- what is no entry

    def _glossary_of(self, glossary: SourceGlossary, entries: list[BuiltIn]) -> list[str]:
        """A glossary of the entries that are left as they were."""
        lines = self._page.lines
        block = [line.rstrip("\r\n") for line in lines[glossary.first : glossary.first + glossary.head]]
        for number, entry in enumerate(entries):
            found = entry.item.lines
            raw = lines[found[0].number : found[-1].number + 1]
            block += [*([""] if number else []), *(line.rstrip("\r\n") for line in raw)]
        return [*block, glossary.fence] if glossary.fence else block

    def _comments(self, comments: list[Line], glossary: SourceGlossary) -> Iterator[list[str]]:
        """Comments in the place they have now; none if there are none."""
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
            or next(filter(None, map(self._term_problem, _names_of(entry))), "")
            or self._double(entry)
            or self._option_problem(entry)
            or ("" if entry.has_text else "it has no definition, which an entry needs")
        )

    def _term_problem(self, pair: tuple[bool, str, str, str]) -> str:
        is_plain, text, name, key = pair
        if not is_plain:
            return f'"{name}" has markup in it, and the names of an entry are plain text'
        if why := title_problem(name, self._markup):
            return f'"{name}" {why}'
        if key and (text != f"{name} : {key}" or " : " in key):
            return (
                f'"{text}" has more than one classifier, or more than one space around it, so that its'
                " translations would be lost"
            )
        return ""

    def _double(self, entry: BuiltIn) -> str:
        for term in entry.terms:
            others = [line for line in self._lines_of_name[fold(term.name)] if line != term.line]
            same = [other for other in entry.terms if other.line in others]
            if [line for line in others if line not in {other.line for other in same}] or any(
                other.name == term.name for other in same
            ):
                where = f"line {others[0] + 1}"
                if others[1:]:
                    where = "lines " + " and ".join(str(line + 1) for line in others)
                return f'"{term.name}" is defined again in {where}: merge them or rename one'
        return ""

    def _option_problem(self, entry: BuiltIn) -> str:
        if list_value([term.name for term in entry.terms[1:]]) is None:
            return "one of its names has a semicolon, which divides names in a list"
        if keys_value(term.key for term in entry.terms) is None:
            return "one of its classifiers has a semicolon, which divides keys in a list"
        return ""

    def _note(self, line: int, text: str) -> None:
        self._notes.append(Note(line + 1, text))


def _names_of(entry: BuiltIn) -> Iterator[tuple[bool, str, str, str]]:
    for term in entry.terms:
        yield term.is_plain, term.text, term.name, term.key


def _lines_of_names(page: Page) -> defaultdict[str, list[int]]:
    """Where each name is defined."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for glossary in page.glossaries:
        for built_in in glossary.entries:
            for term in built_in.terms:
                found[fold(term.name)].append(term.line)
    for entry in page.entries:
        for name in dict.fromkeys(map(fold, (entry.title, *entry.names))):
            found[name].append(entry.first)
    return found


def _groups(glossary: SourceGlossary, left: list[BuiltIn]) -> Iterator[list[BuiltIn]]:
    """The entries as they will stand: one by one, but those that stay a glossary together."""
    entries = glossary.entries
    if glossary.is_sorted:
        # In the order that Sphinx shows. Those that are left come last: the numbers in Sphinx's
        # anchors go by the order of the source, and theirs would change behind one that was later.
        entries = sorted((entry for entry in entries if entry not in left), key=_sort_key) + left
    group: list[BuiltIn] = []
    for entry in entries:
        if entry in left:
            group.append(entry)
            continue
        if group:
            yield group
            group = []
        yield [entry]
    if group:
        yield group


def _sort_key(entry: BuiltIn) -> str:
    return unicodedata.normalize("NFD", entry.title.lower())
