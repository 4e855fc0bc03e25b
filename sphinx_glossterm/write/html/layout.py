"""Lay out the drawing of a map: what we send to ``dot``, and what it answers.

dot gets only numbers and sizes, and answers with positions. It sees no word of an author, and the same
map has the same layout whatever fonts a machine has.
"""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from typing import Final, NamedTuple

from sphinx_glossterm.resolve.views import LineView, MapView
from sphinx_glossterm.terms.maps import RelationKind, distances

INCH: Final = 72
"""How many units of a drawing dot uses for an inch."""
EM: Final = 16
"""How many units make an em of the text around the drawing."""
FONT: Final = 14
LINE: Final = 19
_MARGIN: Final = 11
_WIDEST: Final = 190
"""The width at which a title is broken into lines, if it has white space."""
_ARROW: Final = 8
_PATIENCE: Final = 30
"""Seconds; most maps take a fraction of one."""

Point = tuple[float, float]


class LayoutError(Exception):
    """No drawing could be made; the text says why."""


class Box(NamedTuple):
    """An entry on the drawing.

    Attributes:
        place: Its place among the entries of the map.
        x: Its middle, from the left.
        y: Its middle, from the top.
        width: Its width.
        height: Its height.
        words: Its title, line by line.
    """

    place: int
    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]


class Curve(NamedTuple):
    """A relation on the drawing.

    Attributes:
        kind: Its kind.
        points: The points of a curve of Bézier, from the start.
        arrow: The corners of its arrowhead; none for a relation in both directions.
    """

    kind: RelationKind
    points: tuple[Point, ...]
    arrow: tuple[Point, ...]


class Layout(NamedTuple):
    """A drawing, in units of which an em has :data:`EM`.

    Attributes:
        width: Its width.
        height: Its height.
        boxes: The entries, as they are read: column by column.
        curves: Their relations.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]


def related(view: MapView) -> list[int]:
    """The places of the entries of a map that are related to any: those that are drawn."""
    return sorted({place for line in view.lines for place in (line.start, line.end)})


def lay_out(
    view: MapView, command: Sequence[str], *, has_centre: bool = False, is_mirrored: bool = False
) -> Layout:
    """Ask dot for the layout of a map.

    Args:
        view: The map; it has relations.
        command: The program, and options of it.
        has_centre: Whether it is a map around its first entry.
        is_mirrored: Whether to lay it out from right to left.

    Raises:
        LayoutError: The program could not be run, or gave no usable answer.
    """
    places = related(view)
    words = {place: broken(view.entries[place].title.text) for place in places}
    steps = _steps(view, places, has_centre=has_centre)
    source = "\n".join(_source(view, words, steps, "RL" if is_mirrored else "LR"))
    try:
        said = subprocess.run(
            [*command, "-Tplain"],
            input=source.encode(),
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").split("\n")
        raise LayoutError(lines[0].strip() or f"it ended with {error.returncode}") from error
    except subprocess.TimeoutExpired as error:
        raise LayoutError(f"it took longer than {_PATIENCE} seconds") from error
    except OSError as error:
        raise LayoutError(error.strerror or str(error)) from error
    try:
        layout = _read(said.stdout.decode().splitlines(), view, words, steps)
    except (ValueError, KeyError, IndexError) as error:
        raise LayoutError("its output cannot be read") from error
    sign = -1 if is_mirrored else 1
    boxes = sorted(layout.boxes, key=lambda box: (sign * round(box.x), box.y))
    return layout._replace(boxes=tuple(boxes))


# ---- words


def measured(text: str) -> float:
    """A rough width of *text*, rather too large than too small, for any font.

    >>> measured("Token") < measured("Tokens") < measured("शब्दांश विभाजन")
    True
    """
    return FONT * sum(map(_width, text))


def _width(char: str) -> float:
    kind = unicodedata.category(char)
    if kind in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(char) in "WF":
        return 1
    if char in "fijlrtI.,:;'|()[]/ ":
        return 0.4
    if char in "mwMWQO@%":
        return 0.95
    return 0.7 if kind == "Lu" else 0.58


def broken(text: str) -> tuple[str, ...]:
    """*text* in lines that are not too wide, broken at white space.

    >>> broken("Retrieval-augmented generation of text")
    ('Retrieval-augmented', 'generation of text')
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measured(longer) <= _WIDEST:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


# ---- dot


def _source(
    view: MapView, words: dict[int, tuple[str, ...]], steps: dict[int, int], direction: str
) -> Iterator[str]:
    """A graph without a word of the author's: nodes have numbers, and sizes."""
    yield f"digraph {{ graph [rankdir={direction}, nodesep=0.2, ranksep=0.55]"
    yield f'node [shape=box, fixedsize=true, label=""] edge [arrowsize={_ARROW / 10}]'
    for place, lines in words.items():
        width = max(map(measured, lines)) + 2 * _MARGIN
        height = len(lines) * LINE + _MARGIN
        yield f"n{place} [width={width / INCH:.3f}, height={height / INCH:.3f}]"
    for number, line in enumerate(view.lines):
        ends = line.start, line.end
        first, last = ends[::-1] if _is_turned(line, steps) else ends
        arrow = "back" if _is_turned(line, steps) else "forward"
        if line.kind is RelationKind.RELATED:
            arrow = "none"
        # Relations inside a column do not affect the layout. The colour holds the number, which dot
        # repeats.
        constraint = "true" if steps[line.start] != steps[line.end] else "false"
        yield f'n{first} -> n{last} [dir={arrow}, constraint={constraint}, color="#{number:06x}"]'
    yield "}"


def _is_turned(line: LineView, steps: dict[int, int]) -> bool:
    """Whether to give dot a relation in reverse. From the middle outwards, there are few columns."""
    return steps[line.start] > steps[line.end]


def _steps(view: MapView, drawn: Iterable[int], *, has_centre: bool) -> dict[int, int]:
    """The distance of each entry from the middle of its connected part.

    The middle is the entry that the map is around, or else the entry with the most relations.
    """
    around: dict[int, list[int]] = {place: [] for place in drawn}
    for line in view.lines:
        around[line.start].append(line.end)
        around[line.end].append(line.start)
    steps: dict[int, int] = {}

    def rank(place: int) -> tuple[bool, int, int]:
        return not (has_centre and place == 0), -len(around[place]), place

    for place in sorted(around, key=rank):
        if place not in steps:
            steps.update(distances(place, around, around))
    return steps


def _read(
    answer: Iterable[str], view: MapView, words: dict[int, tuple[str, ...]], steps: dict[int, int]
) -> Layout:
    """Read dot's answer, line by line: in inches, from the bottom, with numbers as names."""
    width = height = 0.0
    boxes, curves = [], []
    for line in answer:
        kind, *fields = line.split()
        if kind == "graph":
            width, height = (float(value) * INCH for value in fields[1:3])
        elif kind == "node":
            place = int(fields[0][1:])
            x, y, wide, high = (float(value) * INCH for value in fields[1:5])
            boxes.append(Box(place, x, height - y, wide, high, words[place]))
        elif kind == "edge":
            count = int(fields[2])
            values = [float(value) * INCH for value in fields[3 : 3 + 2 * count]]
            points = [(x, height - y) for x, y in zip(values[::2], values[1::2], strict=True)]
            relation = view.lines[int(fields[-1].strip('"#'), 16)]
            if _is_turned(relation, steps):
                points.reverse()
            arrow = () if relation.kind is RelationKind.RELATED else _arrowhead(*points[-2:])
            curves.append(Curve(relation.kind, tuple(points), arrow))
    if len(boxes) != len(words) or len(curves) != len(view.lines):
        raise ValueError("Something is missing.")
    return Layout(width, height, tuple(boxes), tuple(curves))


def _arrowhead(before: Point, end: Point) -> tuple[Point, ...]:
    """The corners of an arrowhead at the end of a curve, in the space that dot has left for it."""
    dx, dy = end[0] - before[0], end[1] - before[1]
    length = hypot(dx, dy) or 1.0
    dx, dy = dx * _ARROW / length, dy * _ARROW / length
    tip = end[0] + dx, end[1] + dy
    return tip, (end[0] - dy / 2, end[1] + dx / 2), (end[0] + dy / 2, end[1] - dx / 2)
