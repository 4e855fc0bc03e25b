"""A strict reader of ``.po`` files, which knows the line of each message.

Babel, and so Sphinx and sphinx-intl, read damaged catalogues as well as they can. A missing quote loses
the last letter, the second of two translations is dropped, and the next update writes the loss into the
file. This reader refuses such a file, with the line, before it is used.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, PoFileParser, unescape

_STATEMENT: Final = re.compile(
    r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"(?P<text>(?:[^"\\]|\\.)*)"'
)
_PREVIOUS: Final = re.compile(r"#[~ ]?\|\s*(?P<statement>.*)")
"""The previous text of a message. Earlier versions of "update" wrote it as a comment ("# |")."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
"""The line ends of Sphinx. A line separator (U+2028) inside a text is none."""
_LOOKS_QUOTED: Final = re.compile(r'msg\w+(\[\d+\])?\s*"|"')
UTF_8: Final = "utf-8-sig"
"""The encoding in which Sphinx reads catalogues, unless conf.py names another."""


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


class PoCatalog(Catalog):
    """A catalogue that keeps headers unknown to Babel, such as those of Poedit and Weblate.

    Attributes:
        others: Their names and values.
    """

    others: Sequence[tuple[str, str]] = ()

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """All headers. Babel's last one ends with an empty line, and so stays last."""
        known = super().mime_headers
        return [*known[:-1], *self.others, *known[-1:]]

    @mime_headers.setter
    def mime_headers(self, value: Iterable[tuple[str, str]]) -> None:
        self._set_mime_headers(value)


@dataclass(slots=True)
class _Message:
    """One message as it is in the file, with its escapes.

    Attributes:
        line: Line of its first keyword.
        parts: Its quoted texts by keyword.
        previous: The quoted texts of the previous message.
        is_obsolete: Whether it is no longer in use.
    """

    line: int
    parts: dict[str, str] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    is_obsolete: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        return self.parts.get("msgctxt"), self.parts.get("msgid", "")

    @property
    def texts(self) -> list[str]:
        return [text for keyword, text in self.parts.items() if keyword.startswith("msgstr")]

    @property
    def items(self) -> list[tuple[str, str]]:
        """The names and values in it, if it is a header."""
        lines = _unescaped("".join(self.texts)).split("\n")
        found = (line.partition(":") for line in lines)
        return [(name.strip(), value.strip()) for name, colon, value in found if colon]


def place_of(path: PurePath, srcdir: PurePath) -> str:
    """The name of a catalogue in messages and in the environment, the same on every system.

    Args:
        path: The catalogue, or its folder.
        srcdir: The source folder.

    Returns:
        The path from the source folder, or the full path if ``locale_dirs`` leads elsewhere.

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
        CatalogueError: The file cannot be read, or Babel would misread it.
    """
    lines = _lines(path, encoding)
    messages = list(_messages(path, lines))
    in_use = [message for message in messages if not message.is_obsolete]
    headers = [message for message in in_use if message.key == (None, "")]
    _check_headers(path, headers, language, encoding)
    for message in messages:
        if "msgid" not in message.parts:
            raise CatalogueError(path, message.line, "there is no msgid.")
    _check_repeats(path, in_use)
    # Babel takes a previous text for a comment, and in obsolete messages for a statement.
    readable = ["" if _previous(line) else line for line in lines]
    try:
        catalogue = PoCatalog(locale=language.replace("-", "_"))
        PoFileParser(catalogue, abort_invalid=True).parse(readable)
    except PoFileError as error:
        problem = str(error).removesuffix(f" on {error.lineno}")
        raise CatalogueError(path, error.lineno + 1, problem) from error
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        # Babel raises these for a header or plural that it does not understand.
        raise CatalogueError(path, 1, f"it cannot be read: {error or type(error).__name__}") from error
    known = {name.casefold() for name, _value in catalogue.mime_headers}
    items = [item for header in headers for item in header.items if item[0].casefold() not in known]
    catalogue.others = list(dict.fromkeys(items))
    _give_previous(catalogue, messages)
    return catalogue


def _give_previous(catalogue: Catalog, messages: Iterable[_Message]) -> None:
    """Store the previous texts of messages."""
    for message in messages:
        if not message.previous:
            continue
        context, own_id = message.key
        own_id, own_context = _unescaped(own_id), None if context is None else _unescaped(context)
        found = (
            catalogue.obsolete.get(catalogue._key_for(own_id, own_context))
            if message.is_obsolete
            else catalogue.get(own_id, own_context)
        )
        if found is not None:
            texts = map(message.previous.get, ("msgid", "msgid_plural"))
            found.previous_id = [_unescaped(text) for text in texts if text is not None]


def _unescaped(text: str) -> str:
    return unescape(f'"{text}"')


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
            if any(message.texts) and not message.is_obsolete:
                found.setdefault(_unescaped(message.key[1]), message.line)
    return found


def _lines(path: Path, encoding: str) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogueError(path, 1, f"it cannot be read: {error.strerror}") from error
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.split(content[: error.start].decode(encoding, "replace")))
        raise CatalogueError(path, line, _misencoded(content, encoding)) from error
    lines = _LINE_END.split(text)
    if "\0" in lines[0]:
        raise CatalogueError(path, 1, _misencoded(content, encoding))
    return [line.strip() for line in lines]


def _misencoded(content: bytes, encoding: str) -> str:
    """The problem with a file in another encoding."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in content[:4]
    name = _named(encoding)
    if is_wide:
        return f"it is UTF-16 or UTF-32: save it as {name}."
    return f"it is not {name}: save it as {name}."


def _messages(path: Path, lines: list[str]) -> Iterator[_Message]:
    """The messages, including obsolete ones."""
    message: _Message | None = None
    keyword = before = ""
    previous: dict[str, str] = {}
    for number, whole in enumerate(lines, start=1):
        if was := _previous(whole):
            before = was["keyword"] or before
            previous[before] = previous.get(before, "") + was["text"]
            continue
        is_obsolete = whole.startswith("#~") and not whole.startswith("#~|")
        line = whole[2:].lstrip() if is_obsolete else whole
        if not line or line.startswith("#"):
            continue
        statement = _STATEMENT.fullmatch(line)
        if statement is None:
            raise CatalogueError(path, number, _misformatted(line))
        starts = statement["keyword"] in {"msgctxt", "msgid"}
        if message is not None and not starts and statement["keyword"] in message.parts:
            raise CatalogueError(
                path, number, f"{statement['keyword']} stands twice: remove one of them."
            )
        if message is None or (starts and (keyword != "msgctxt" or statement["keyword"] == "msgctxt")):
            if message is not None:
                yield message
            message = _Message(number, previous=previous, is_obsolete=is_obsolete)
            previous, before = {}, ""
        keyword = statement["keyword"] or keyword
        message.parts[keyword] = message.parts.get(keyword, "") + statement["text"]
    if message is not None:
        yield message


def _previous(line: str) -> re.Match[str] | None:
    """The statement of a previous text in a line, if there is one."""
    found = _PREVIOUS.fullmatch(line)
    return _STATEMENT.fullmatch(found["statement"]) if found else None


def _misformatted(line: str) -> str:
    if re.match(r"(<<<<<<<|=======|>>>>>>>)", line):
        return "it has the marks of a merge conflict: resolve it."
    if "\0" in line:  # inside a text it concerns only that translation
        return "it has zero bytes: it is cut off or damaged. Restore an older version."
    if line.startswith("\ufeff"):
        return "there is a byte order mark (U+FEFF) inside the text: delete it."
    if _LOOKS_QUOTED.match(line):
        return 'the quotes are not balanced: a text begins and ends with one, and \\" stands within.'
    return f'this is neither a comment nor a quoted text: "{line[:40]}".'


def _check_headers(path: Path, headers: list[_Message], language: str, encoding: str) -> None:
    """Refuse headers that contradict each other, the encoding or the folder."""
    found: dict[str, str] = {}
    for header in headers:
        for name, value in header.items:
            name = name.casefold()
            if found.setdefault(name, value) != value:
                problem = f'the headers conflict: "{name}" is "{found[name]}" and "{value}".'
                raise CatalogueError(path, header.line, problem + " Remove one of them.")
    line = headers[0].line if headers else 1
    charset = re.search(r"charset=([^\s;]+)", found.get("content-type", ""), re.IGNORECASE)
    if charset and _named(charset[1]) != _named(encoding):
        name = _named(encoding)
        problem = f'the header says "charset={charset[1]}", but Sphinx reads catalogues as {name}.'
        raise CatalogueError(path, line, f"{problem} Save it as {name}, with charset={name.lower()}.")
    named = found.get("language", "")
    if named and _primary(named) != _primary(language):
        problem = f'the header says "Language: {named}", but the folder is for "{language}".'
        raise CatalogueError(path, line, f"{problem} Correct whichever is wrong.")


def _named(encoding: str) -> str:
    """One name for an encoding, in whatever spelling."""
    try:
        return codecs.lookup(encoding).name.removesuffix("-sig").upper()
    except LookupError:
        return encoding


def _primary(tag: str) -> str:
    """The language of a tag, without script or region."""
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
            raise CatalogueError(path, message.line, f"{problem} Remove one of them.")
