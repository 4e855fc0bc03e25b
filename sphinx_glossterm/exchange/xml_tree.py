"""XML from strangers as a tree with line numbers. Nothing is loaded, and no entity is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from sphinx_glossterm.exchange.incoming import UnreadableError

_DEEPEST: Final = 200
"""The deepest nesting of elements that we accept; no real data goes deeper."""


@dataclass(slots=True)
class Element:
    """An element.

    Attributes:
        name: Its name, without the prefix of a namespace.
        attributes: Its attributes, by their names as written.
        line: The line it begins in.
        parts: Text and elements, in order.
    """

    name: str
    attributes: dict[str, str]
    line: int
    parts: list[str | Element] = field(default_factory=list)

    @property
    def children(self) -> list[Element]:
        """The elements in it."""
        return [part for part in self.parts if isinstance(part, Element)]

    @property
    def text(self) -> str:
        """All the text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def language(self) -> str:
        """The language that it names for its text."""
        return self.attributes.get("xml:lang", "").strip()

    def find(self, *names: str) -> Iterator[Element]:
        """The elements with one of these names at any depth, except those inside one another."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.find(*names)


def read_xml(content: bytes) -> Element:
    """The root of a document.

    A document type is ignored, but one that defines entities is refused.

    Raises:
        UnreadableError: It is not XML, or is cut off.
    """
    return _TreeReader().read(content)


class _TreeReader:
    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate()
        self._open: list[Element] = [Element("", {}, 1)]
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._refuse
        parser.SkippedEntityHandler = self._skipped

    def read(self, content: bytes) -> Element:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            problem = expat.errors.messages.get(error.code, "it is not well-formed")
            raise UnreadableError(
                error.lineno, f"it is not XML, or is damaged or cut off: {problem}."
            ) from error
        except (LookupError, ValueError) as error:
            raise UnreadableError(1, f"its encoding cannot be read: {error}.") from error
        return self._open[0].children[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) > _DEEPEST:
            self._stop("its elements are nested too deeply.")
        element = Element(name.rpartition(":")[2], attributes, self._parser.CurrentLineNumber)
        self._open[-1].parts.append(element)
        self._open.append(element)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].parts.append(text)

    def _refuse(self, name: str, *_rest: object) -> None:
        self._stop(f'it defines an entity, "{name}": glossterm reads no file with entities of its own.')

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        self._stop(f'it uses an entity, "{name}", that it does not define.')

    def _stop(self, problem: str) -> NoReturn:
        raise UnreadableError(self._parser.CurrentLineNumber, problem)
