"""reStructuredText and MyST, as far as a corpus needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any, Final, Protocol


class Markup(Protocol):
    """Writes one markup. A block is text without a final line break."""

    conf: Mapping[str, Any]
    suffix: str

    def heading(self, text: str, level: int) -> str:
        """A heading; 1 is the title of the page."""

    def label(self, name: str) -> str:
        """A name for the heading that follows."""

    def directive(
        self, name: str, argument: str = "", options: Mapping[str, str] | None = None, body: str = ""
    ) -> str:
        """A directive."""

    def role(self, name: str, text: str, target: str) -> str:
        """A reference, to *target*, that shows *text*."""

    def orphan(self) -> str:
        """The mark of a page that is in no toctree."""


def blocks(parts: Iterable[str]) -> str:
    """Blocks with empty lines between them."""
    return "\n\n".join(part for part in parts if part)


def _content(text: str, target: str) -> str:
    return text if text == target else f"{text} <{target}>"


def _options(options: Mapping[str, str] | None) -> str:
    return "\n".join(f":{name}: {value}".rstrip() for name, value in (options or {}).items())


class Rst:
    """reStructuredText."""

    conf: Mapping[str, Any] = {"extensions": []}
    suffix = "rst"

    def heading(self, text: str, level: int) -> str:
        """A heading with a long underline, because Devanagari can be wide."""
        return f"{text}\n{'=-~'[level - 1] * (2 * len(text))}"

    def label(self, name: str) -> str:
        """A target."""
        return f".. _{name}:"

    def directive(
        self, name: str, argument: str = "", options: Mapping[str, str] | None = None, body: str = ""
    ) -> str:
        """A directive with an indented body."""
        head = f".. {name}:: {argument}".rstrip()
        if options:
            head += "\n" + indent(_options(options), "   ")
        return blocks([head, indent(body, "   ")])

    def role(self, name: str, text: str, target: str) -> str:
        """An interpreted text."""
        return f":{name}:`{_content(text, target)}`"

    def orphan(self) -> str:
        """A field at the top."""
        return ":orphan:"


class Myst:
    """MyST Markdown, with colon fences."""

    conf: Mapping[str, Any] = {
        "extensions": ["myst_parser"],
        "myst_enable_extensions": ["colon_fence"],
    }
    suffix = "md"

    def heading(self, text: str, level: int) -> str:
        """A heading."""
        return f"{'#' * level} {text}"

    def label(self, name: str) -> str:
        """A target."""
        return f"({name})="

    def directive(
        self, name: str, argument: str = "", options: Mapping[str, str] | None = None, body: str = ""
    ) -> str:
        """A fence longer than those in the body."""
        fence = max(map(len, re.findall(r"^ *(:{3,})", body, re.MULTILINE)), default=2) * ":" + ":"
        head = f"{fence}{{{name}}} {argument}".rstrip()
        if options:
            head += "\n" + _options(options) + "\n"
        return "\n".join(part for part in (head, body, fence) if part)

    def role(self, name: str, text: str, target: str) -> str:
        """A role."""
        return f"{{{name}}}`{_content(text, target)}`"

    def orphan(self) -> str:
        """Front matter."""
        return "---\norphan: true\n---"


MARKUPS: Final[Mapping[str, Markup]] = {"rst": Rst(), "myst": Myst()}
