"""Source files, for the commands that change them."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sphinx_glossterm.cli.project import Failure
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.read.markup import FILETYPES, Markup

_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")  # like patch: other line ends are ordinary characters
MARKUPS: Final = {
    **dict.fromkeys([".rst", ".rest", ".txt", ".inc"], Markup.RST),
    **dict.fromkeys([".md", ".markdown", ".myst"], Markup.MYST),
}


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file.

    Attributes:
        path: The path, as the user wrote it.
        text: Its text, with the line ends it has; without a byte order mark.
        mark: Its byte order mark, if it has one.
    """

    path: Path
    text: str
    mark: bytes = b""

    def write(self, text: str) -> None:
        """Replace the text of the file, completely or not at all.

        Raises:
            Failure: The file cannot be written; it stays as it was.
        """
        try:
            # Write to the file itself, so that a symbolic link to it still works.
            replace(self.path.resolve(), self.mark + text.encode("utf-8"))
        except OSError as error:
            kept = " It is as it was." if self.path.exists() else ""
            raise Failure(f"{self.path} cannot be written: {error.strerror}.{kept}") from error

    def with_block(self, block: Sequence[str], line: int | None) -> tuple[str, int]:
        """The text with one more block, between blank lines.

        Args:
            block: Its lines, without ends.
            line: The line that it comes before, counted from 0; None for the end.

        Returns:
            The text, and the line that the block begins in, counted from 1.
        """
        lines = _LINE.findall(self.text)
        place = len(lines) if line is None else line
        before = "".join(lines[:place]).rstrip()
        return self.with_blocks({place: block}), before.count("\n") + (3 if before else 1)

    def with_blocks(
        self,
        blocks: Mapping[int, Sequence[str]],
        replaced: Mapping[tuple[int, int], Sequence[str]] | None = None,
    ) -> str:
        """The text with several more blocks, each between blank lines.

        Args:
            blocks: Their lines, without ends, by the line that each comes before, counted from 0.
            replaced: Other lines, with their ends, for those from one line to before another.
        """
        lines = _LINE.findall(self.text)
        for (first, stop), new in (replaced or {}).items():
            lines[first:stop] = ["".join(new), *([""] * (stop - first - 1))]
        end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
        pieces, last = [], 0
        for place in sorted(blocks):
            pieces += ["".join(lines[last:place]), end.join(blocks[place]) + end]
            last = place
        pieces.append("".join(lines[last:]))
        stripped = [piece.lstrip("\r\n") if n else piece for n, piece in enumerate(pieces)]
        kept = [piece for piece in stripped if piece.strip()]
        return (end * 2).join([*(piece.rstrip() for piece in kept[:-1]), *kept[-1:]])

    def diff(self, text: str) -> Iterator[str]:
        """The difference to another text, in the form that ``patch`` reads."""
        name = self.path.as_posix()
        for line in difflib.unified_diff(_LINE.findall(self.text), _LINE.findall(text), name, name):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def suffix_of(path: Path, suffixes: Iterable[str]) -> str:
    """The longest of the suffixes that a file's name ends with; empty if there is none."""
    return max(filter(path.name.endswith, suffixes), key=len, default="")


def markup_of(path: Path, parsers: Mapping[str, str]) -> Markup | None:
    """The markup of a file; None for a notebook, or if no parser of the project reads the file.

    Args:
        path: The file.
        parsers: The parser for each suffix.
    """
    suffix = suffix_of(path, parsers)
    # MyST-NB also reads notebooks, which are not text.
    return None if suffix in {"", ".ipynb"} else FILETYPES.get(parsers[suffix])


def read_source(path: Path) -> Source:
    """Read a file.

    Raises:
        Failure: It cannot be read, or is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Failure(f"{path} cannot be read: {error.strerror}.") from error
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        return Source(path, content[len(mark) :].decode("utf-8"), mark)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Failure(
            f"{path}:{line}: the file is not UTF-8. Save it as UTF-8. It is left as it was."
        ) from error
