"""The one strict reader of ``.po`` files, and the lines that their messages stand in.

Babel, and so Sphinx and sphinx-intl, read damaged catalogues as well as they can: a missing quote
takes the last letter with it, the second of two translations is dropped, and the next update writes
the loss into the file. Here such a file is refused, with its line, before anything is made of it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, unescape

_STATEMENT: Final = re.compile(
    r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(?P<text>(?:[^"\\]|\\.)*)"'
)
_LOOKS_QUOTED: Final = re.compile(r'msg\w+(\[\d+\])?\s*"|"')
UTF_8: Final = "utf-8-sig"
"""The encoding that Sphinx reads catalogues in, if conf.py names no other."""


class CatalogueError(Exception):
    """A catalogue that cannot be used.

    Attributes:
        path: The file.
        line: The line of the fault (1-based).
        problem: What is wrong.
    """

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path = path
        self.line = line
        self.problem = problem


@dataclass(slots=True)
class _Message:
    """One message as it stands in the file, its escapes left as they are.

    Attributes:
        line: Line of its first keyword.
        parts: Its quoted texts by keyword.
    """

    line: int
    parts: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.parts.get("msgctxt"), self.parts.get("msgid", "")

    @property
    def texts(self) -> list[str]:
        return [text for keyword, text in self.parts.items() if keyword.startswith("msgstr")]


def place_of(path: PurePath, srcdir: PurePath) -> str:
    """How messages and the environment name a catalogue, the same on every system.

    Args:
        path: The catalogue, or its folder.
        srcdir: The source folder.

    Returns:
        The path from the source folder; the whole one where ``locale_dirs`` leads elsewhere.

    >>> from pathlib import PureWindowsPath
    >>> place_of(PureWindowsPath("C:/docs/locales/hi/a.po"), PureWindowsPath("C:/docs"))
    'locales/hi/a.po'
    """
    return (path.relative_to(srcdir) if path.is_relative_to(srcdir) else path).as_posix()


def catalogues_in(folder: Path) -> Iterator[Path]:
    """The ``.po`` files under a folder of catalogues, as Sphinx finds them."""
    for path in sorted(folder.rglob("*.po")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts[:-1]):
            yield path


def read_catalogue(path: Path, language: str, encoding: str = UTF_8) -> Catalog:
    """The catalogue in a ``.po`` file.

    Args:
        path: The file.
        language: The language it translates into.
        encoding: The encoding of the file.

    Raises:
        CatalogueError: The file cannot be read, or would be read wrongly.
    """
    lines = _lines(path, encoding)
    messages = list(_messages(path, lines))
    _check_headers(
        path, [message for message in messages if message.key == (None, "")], language, encoding
    )
    _check_repeats(path, messages)
    # What a translated message was before ("#~|") is a comment; Babel takes it for a statement.
    readable = ["" if line.startswith("#~|") else line for line in lines]
    try:
        return read_po(readable, locale=language.replace("-", "_"), abort_invalid=True)
    except PoFileError as error:
        problem = str(error).removesuffix(f" on {error.lineno}")
        raise CatalogueError(path, error.lineno + 1, problem) from error
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        # What Babel raises of itself for a header or a plural it cannot make sense of.
        raise CatalogueError(path, 1, f"it cannot be read: {error or type(error).__name__}") from error


def line_of(path: Path, message: str) -> int:
    """The line of *message* in a ``.po`` file, 0 where it has no translation there."""
    try:
        return _places(path, path.stat().st_mtime_ns).get(message, 0)
    except OSError:
        return 0


@lru_cache(maxsize=8)
def _places(path: Path, _modified: int) -> dict[str, int]:
    """The lines of the translated messages, as far as the file can be read."""
    found: dict[str, int] = {}
    with suppress(CatalogueError):
        for message in _messages(path, _lines(path, UTF_8)):
            if any(message.texts):
                found.setdefault(unescape(f'"{message.key[1]}"'), message.line)
    return found


def _lines(path: Path, encoding: str) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(path, 1, f"it cannot be read: {error.strerror}") from error
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CatalogueError(
            path, line, f"it is not {_named(encoding)}: save it in that encoding."
        ) from error
    # Not splitlines(): a line separator (U+2028) within a text ends no line of the file.
    return [line.strip() for line in text.split("\n")]


def _messages(path: Path, lines: list[str]) -> Iterator[_Message]:
    """The messages that are in use; obsolete ones are only checked for their quotes."""
    message: _Message | None = None
    keyword = ""
    for number, whole in enumerate(lines, start=1):
        is_obsolete = whole.startswith("#~") and not whole.startswith("#~|")
        line = whole[2:].lstrip() if is_obsolete else whole
        if not line or line.startswith("#"):
            continue
        statement = _STATEMENT.fullmatch(line)
        if statement is None:
            raise CatalogueError(path, number, _misformatted(line))
        if is_obsolete:
            continue
        starts = statement["keyword"] in {"msgctxt", "msgid"}
        if message is None or (starts and (keyword != "msgctxt" or statement["keyword"] == "msgctxt")):
            if message is not None:
                yield message
            message = _Message(number)
        keyword = statement["keyword"] or keyword
        message.parts[keyword] = message.parts.get(keyword, "") + statement["text"]
    if message is not None:
        yield message


def _misformatted(line: str) -> str:
    if re.match(r"(<<<<<<<|=======|>>>>>>>)", line):
        return "it has the marks of a merge conflict: settle it."
    if _LOOKS_QUOTED.match(line):
        return 'the quotes are not balanced: a text begins and ends with one, and \\" stands within.'
    return f'there is neither a comment nor a quoted text: "{line[:40]}".'


def _check_headers(path: Path, headers: list[_Message], language: str, encoding: str) -> None:
    """Refuse headers that contradict each other, the encoding or the folder."""
    found: dict[str, str] = {}
    for header in headers:
        for item in "".join(header.texts).split("\\n"):
            name, colon, value = item.partition(":")
            name, value = name.strip().casefold(), value.strip()
            if not colon:
                continue
            if found.setdefault(name, value) != value:
                problem = f'the headers conflict: "{name}" is "{found[name]}" and "{value}".'
                raise CatalogueError(path, header.line, problem + " Leave one of them.")
    line = headers[0].line if headers else 1
    charset = re.search(r"charset=([^\s;]+)", found.get("content-type", ""), re.IGNORECASE)
    if charset and _named(charset[1]) != _named(encoding):
        name = _named(encoding)
        problem = f'the header says "charset={charset[1]}", but Sphinx reads catalogues as {name}.'
        raise CatalogueError(path, line, f"{problem} Save it as {name}, with charset={name.lower()}.")
    named = found.get("language", "")
    if named and _primary(named) != _primary(language):
        problem = f'the header says "Language: {named}", but the folder says "{language}".'
        raise CatalogueError(path, line, f"{problem} Mend whichever is wrong.")


def _named(encoding: str) -> str:
    """An encoding as people write it: one name, however it is spelled."""
    try:
        return codecs.lookup(encoding).name.removesuffix("-sig").upper()
    except LookupError:
        return encoding


def _primary(tag: str) -> str:
    """The language of a tag, without script, region and such."""
    return re.split(r"[-_@.]", tag)[0].casefold()


def _check_repeats(path: Path, messages: list[_Message]) -> None:
    """Refuse a message with two translations, of which Babel would drop one."""
    first: dict[tuple[str | None, str], _Message] = {}
    for message in messages:
        if message.key == (None, ""):
            continue
        earlier = first.setdefault(message.key, message)
        if earlier.texts != message.texts:
            problem = f"the message is translated in two ways, here and in line {earlier.line}."
            raise CatalogueError(path, message.line, f"{problem} Leave one of them.")
