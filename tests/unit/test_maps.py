"""Maps: which entries they show, and their layout."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import needs_posix

from sphinx_glossterm.resolve.views import LineView, LinkView, MapView, NameView
from sphinx_glossterm.terms.entry import Entry, Kind, MapPage, Name
from sphinx_glossterm.terms.glossary import Glossary
from sphinx_glossterm.terms.maps import Relation, RelationKind, Relations
from sphinx_glossterm.terms.order import collator
from sphinx_glossterm.write.html import layout
from sphinx_glossterm.write.html.layout import LayoutError, lay_out

RELATED, SEE, REPLACED = RelationKind
needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def entry(title: str, **known: Any) -> Entry:
    return Entry(title.lower(), "page", title.lower(), 1, Name(Kind.TITLE, title, title), **known)


ENTRIES = [
    entry("Ant", related=("bee", "Bee", "ant"), category="Small"),
    entry("Bee", related=("Ant", "Cat"), category="small", tags=("wings", "day")),
    entry("Cat", related=("Dog", "Nobody"), tags=("Day",)),
    entry("Dog", see="Cat", related=("cat",)),
    entry("Eel", replaced_by="Ant"),
    entry("Fox"),
]


def shown(**options: Any) -> tuple[str, list[tuple[str, str, RelationKind]]]:
    """The first letters of the entries that a map shows, and their relations."""
    relations = Relations(Glossary(ENTRIES, collator("en")))
    entries, found = relations.mapped(MapPage("map", "map", 1, **options))
    names = "".join(found.title.text[0] for found in entries)
    return names, [(start[1][0], end[1][0], kind) for start, end, kind in found]


def test_a_map_shows_each_relation_once() -> None:
    assert shown() == (
        "ABCDEF",
        [
            ("a", "b", RELATED),
            ("b", "c", RELATED),
            ("c", "d", RELATED),
            ("d", "c", SEE),
            ("e", "a", REPLACED),
        ],
    )


def test_a_map_of_some_labels() -> None:
    assert shown(category="SMALL") == ("AB", [("a", "b", RELATED)])
    assert shown(tags=("day", "night")) == ("BC", [("b", "c", RELATED)])
    assert shown(category="small", tags=("day",)) == ("B", [])
    assert shown(category="large") == ("", [])


def test_a_map_around_an_entry() -> None:
    near = [("b", "a", RELATED), ("b", "c", RELATED)]
    names, found = shown(around="BEE")
    assert names == "BAC"
    assert {frozenset(pair[:2]) for pair in found} == {frozenset(pair[:2]) for pair in near}
    assert shown(around="bee", depth=2)[0] == "BACDE"
    assert shown(around="fox", depth=9) == ("F", [])
    assert shown(around="Nobody") == ("", [])


def test_the_way_from_the_middle_leads_over_what_the_map_shows() -> None:
    assert shown(around="eel", depth=5)[0] == "EABCD"
    # The middle is shown in any case; Ant, which leads on, has no such tag.
    assert shown(around="eel", depth=5, tags=("day",)) == ("E", [])
    assert shown(around="ant", depth=5, tags=("day",)) == (
        "ABC",
        [("a", "b", RELATED), ("b", "c", RELATED)],
    )


def test_a_pair_is_a_relation() -> None:
    assert Relation(("a", "b"), ("c", "d"), SEE).end == ("c", "d")


# ---- where things lie


def view(*lines: tuple[int, int, RelationKind], titles: str = "ABCDEFGH") -> MapView:
    links = (LinkView("page", title, NameView(title)) for title in titles)
    return MapView(tuple(links), tuple(LineView(*line) for line in lines))


@needs_dot
def test_columns_follow_from_the_entry_with_most_relations() -> None:
    found = lay_out(view((0, 1, RELATED), (1, 2, RELATED), (3, 1, RELATED), (4, 2, SEE)), ["dot"])
    columns: dict[float, set[int]] = {}
    for box in found.boxes:
        columns.setdefault(box.x, set()).add(box.place)
    assert [columns[x] for x in sorted(columns)] == [{1}, {0, 2, 3}, {4}]
    assert [box.x for box in found.boxes] == sorted(box.x for box in found.boxes)  # as they are read
    assert 5 not in {box.place for box in found.boxes}  # it is related to none


@needs_dot
def test_a_map_around_an_entry_begins_with_it() -> None:
    lines = (0, 1, RELATED), (1, 2, RELATED), (3, 1, RELATED)
    assert lay_out(view(*lines), ["dot"]).boxes[0].place == 1
    found = lay_out(view(*lines), ["dot"], has_centre=True)
    assert found.boxes[0].place == 0
    turned = lay_out(view(*lines), ["dot"], has_centre=True, is_mirrored=True)
    assert turned.boxes[0] == max(turned.boxes, key=lambda box: box.x)
    assert turned.boxes[0].place == 0


@needs_dot
@pytest.mark.parametrize("has_centre", [False, True])
def test_arrows_point_to_what_is_named(has_centre: bool) -> None:
    lines = (1, 0, SEE), (2, 1, REPLACED), (1, 2, SEE), (0, 3, SEE), (3, 4, RELATED)
    found = lay_out(view(*lines), ["dot"], has_centre=has_centre)
    boxes = {box.place: box for box in found.boxes}
    waiting = list(lines)
    for curve in found.curves:
        start, end, kind = next(
            line
            for line in waiting
            if line[2] is curve.kind
            and near(boxes[line[0]], curve.points[0])
            and near(boxes[line[1]], curve.points[-1])
        )
        waiting.remove((start, end, kind))
        assert bool(curve.arrow) is (kind is not RELATED)
        if curve.arrow:
            assert distance(boxes[end], curve.arrow[0]) < distance(boxes[end], curve.points[-1])
            assert near(boxes[end], curve.arrow[0], by=2.5)
    assert waiting == []


def distance(box: layout.Box, point: tuple[float, float]) -> float:
    """How far a point is from the edge of a box."""
    across = max(abs(box.x - point[0]) - box.width / 2, 0)
    down = max(abs(box.y - point[1]) - box.height / 2, 0)
    return max(across, down)


def near(box: layout.Box, point: tuple[float, float], by: float = 11) -> bool:
    return distance(box, point) < by


@needs_dot
def test_a_box_is_as_large_as_its_words() -> None:
    plain = view((0, 1, RELATED), (0, 2, RELATED))
    title = NameView("A title of many words that goes on for some lines")
    long = plain._replace(entries=(LinkView("page", "x", title), *plain.entries[1:]))
    small, large = (lay_out(found, ["dot"]).boxes[0] for found in (plain, long))
    assert small.words == ("A",)
    assert large.words == ("A title of many words", "that goes on for some", "lines")
    assert large.height > small.height
    assert large.width > small.width


def test_no_word_of_an_author_reaches_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bytes] = []

    def run(command: list[str], *, input: bytes, **_options: object) -> None:  # noqa: A002 - subprocess's name
        assert command == ["dot", "-v", "-Tplain"]
        said.append(input)
        raise OSError("no")

    monkeypatch.setattr(subprocess, "run", run)
    odd = MapView(
        (LinkView("page", "x", NameView('secret"]; node [URL="x')), *view().entries[1:]),
        (LineView(0, 1, SEE),),
    )
    with pytest.raises(LayoutError, match="no"):
        lay_out(odd, ["dot", "-v"])
    [source] = said
    assert b"n0 -> n1" in source
    assert b"secret" not in source
    assert b"URL" not in source


def program(folder: Path, code: str) -> list[str]:
    path = folder / "dot.py"
    path.write_text(code, "utf-8")
    return [sys.executable, str(path)]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("import sys; sys.exit('Error: bad\\nmore')", "Error: bad"),
        ("import sys; sys.exit(3)", "it ended with 3"),
        ("print('graph 1 2 x')", "cannot be read"),
        ("print('node n0 1 2')", "cannot be read"),
        ("print('node n7 1 1 1 1 x solid box black grey')", "cannot be read"),
        ("print('edge n0 n1 2 0 0 1 1 solid black')", "cannot be read"),
        ("import sys; sys.stdout.buffer.write(b'graph \\xff')", "cannot be read"),
        ("", "cannot be read"),
        ("import time; time.sleep(9)", "longer than 1 seconds"),
    ],
)
def test_a_program_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, why: str
) -> None:
    monkeypatch.setattr(layout, "_PATIENCE", 1)
    with pytest.raises(LayoutError, match=why):
        lay_out(view((0, 1, RELATED)), program(tmp_path, code))


@needs_posix
def test_a_program_that_cannot_be_run(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="Permission denied"):
        lay_out(view((0, 1, RELATED)), [str(tmp_path)])
