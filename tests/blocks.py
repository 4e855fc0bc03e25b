"""The blocks of code that the guide and the README show: where each stands, what it is, and its twin in MyST."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Final

ROOT: Final = Path(__file__).parents[1]
GUIDE: Final = ROOT / "example_docs" / "guide"
TUTORIAL: Final = GUIDE / "tutorial.rst"
CODE: Final = ("code", "code-block", "sourcecode")
# Other ways to show code. What is in none of these or CODE is no block.
_OTHERS: Final = ("highlight", "literalinclude", "parsed-literal", "showcase")
_DIRECTIVE: Final = re.compile(r"( *)\.\. ([\w-]+):: *(.*)")
_OPTION: Final = re.compile(r" *:([\w-]+): *(.*)")
_NOT_RUN: Final = re.compile(r" *(?:\.\. |<!-- )not run: (.*?)(?: -->)?")
_FENCE: Final = re.compile(r"( *)(`{3,}|~{3,})\{?([\w-]*).*")


@dataclass(frozen=True)
class Block:
    """A block of code.

    Args:
        page: The page that shows it.
        line: Its first line there.
        language: What it is written in; for other directives than ``code-block``, their name.
        file: Its caption, which names the file that it belongs into; or what is included.
        text: The code.
        reason: Why nothing can run it, from the comment ``not run: ...`` before it.
    """

    page: Path
    line: int
    language: str
    file: str
    text: str
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def pages() -> list[Path]:
    """All pages that show code, but for the examples, which are code."""
    guide = (path for path in GUIDE.rglob("*.rst") if "examples" not in path.parts)
    return [ROOT / "README.md", *sorted(guide)]


def all_blocks() -> list[Block]:
    return [block for page in pages() for block in blocks_of(page, page.read_text("utf-8"))]


def blocks_of(page: Path, text: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    find = _in_markdown if page.suffix == ".md" else _in_rst
    yield from find(page, text.splitlines())


def _in_rst(page: Path, lines: list[str]) -> Iterator[Block]:
    reason, n = "", 0
    while n < len(lines):
        line, n = lines[n], n + 1
        if comment := _NOT_RUN.fullmatch(line):
            reason = comment[1]
            continue
        found = _DIRECTIVE.fullmatch(line)
        is_plain = found is None and line.rstrip().endswith("::") and not line.lstrip().startswith(".. ")
        if (found and found[2] in (*CODE, *_OTHERS)) or is_plain:
            start, indent = n, _indent(line)
            while n < len(lines) and (not lines[n].strip() or _indent(lines[n]) > indent):
                n += 1
            options, body = _options(lines[start:n])
            name, argument = (found[2], found[3]) if found else ("::", "")
            is_code = name in CODE
            yield Block(
                page=page,
                line=start,
                language=argument if is_code else name,
                file=options.get("caption", "") if is_code else argument,
                text=dedent("\n".join(body)).strip() + "\n",
                reason=reason,
            )
        if line.strip():
            reason = ""


def _in_markdown(page: Path, lines: list[str]) -> Iterator[Block]:
    reason, n = "", 0
    while n < len(lines):
        line, n = lines[n], n + 1
        if comment := _NOT_RUN.fullmatch(line):
            reason = comment[1]
        elif fence := _FENCE.fullmatch(line):
            start = n
            while n < len(lines) and not lines[n].strip().startswith(fence[2]):
                n += 1
            text = dedent("\n".join(lines[start:n])).strip() + "\n"
            yield Block(page, start, fence[3], "", text, reason)
            n += 1
            reason = ""
        elif line.strip():
            reason = ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _options(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The options of a directive, and its content."""
    options: dict[str, str] = {}
    while lines and (option := _OPTION.fullmatch(lines[0])):
        options[option[1]] = option[2]
        lines = lines[1:]
    return options, lines


def as_myst(text: str) -> str:
    """What a block of reStructuredText is in MyST: titles, directives with options, roles.

    That is all that the guide's blocks have in them; anything else is left as it is, and the comparison
    of both pages fails.

    >>> print(as_myst(".. term:: Ant\\n   :aka: Emmet\\n\\n   A :term:`bee`.\\n"))
    :::{term} Ant
    :aka: Emmet
    <BLANKLINE>
    A {term}`bee`.
    :::
    """
    done: list[str] = []
    lines, n = text.rstrip().splitlines(), 0
    while n < len(lines):
        line, n = lines[n], n + 1
        underline = lines[n] if n < len(lines) else ""
        if found := _DIRECTIVE.fullmatch(line):
            start, indent = n, _indent(line)
            while n < len(lines) and (not lines[n].strip() or _indent(lines[n]) > indent):
                n += 1
            options, body = _options(lines[start:n])
            content = as_myst(dedent("\n".join(body)).strip("\n"))
            inner = max(map(len, re.findall(r"^:{3,}", content, re.MULTILINE)), default=2)
            fence = ":" * (inner + 1)
            done += [f"{fence}{{{found[2]}}} {found[3]}".rstrip()]
            done += [f":{name}: {value}".rstrip() for name, value in options.items()]
            done += ["", content] if content else []
            done += [fence, ""]
        elif line and len(underline) >= len(line) and re.fullmatch(r"(=+|-+)", underline):
            done.append(("# " if underline[0] == "=" else "## ") + line)
            n += 1
        else:
            done.append(re.sub(r":([\w:+.-]+):(`[^`]+`)", r"{\1}\2", line))
    return "\n".join(done).rstrip()
