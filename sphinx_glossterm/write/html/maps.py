"""The drawing of a map: SVG in its page, whose entries are links.

The SVG is inline, so that it takes the page's colours, light or dark, and its links work. It has no
inline style, so a content security policy does not block it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from docutils import nodes

from sphinx_glossterm.collect.entries import map_page
from sphinx_glossterm.doctree.nodes import (
    around,
    blocks_of,
    glossterm_drawing,
    glossterm_fold,
    glossterm_map,
    glossterm_summary,
)
from sphinx_glossterm.doctree.words import interface_word
from sphinx_glossterm.messages import Label, Warn, label, warn
from sphinx_glossterm.resolve.languages import has_previews
from sphinx_glossterm.resolve.maps import dot_of
from sphinx_glossterm.resolve.post import GlosstermPostTransform
from sphinx_glossterm.resolve.views import LinkView, MapView
from sphinx_glossterm.write.html.directions import attributes, is_right_to_left, own_direction
from sphinx_glossterm.write.html.layout import (
    EM,
    FONT,
    LINE,
    Box,
    Curve,
    Layout,
    LayoutError,
    Point,
    lay_out,
    related,
)

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.writers.html5 import HTML5Translator

MOST: Final = 100
"""The most related entries that are drawn. With more, nobody can follow the lines."""
_EDGE: Final = 4
"""The margin around a drawing, for half a line and the focus mark."""

# Applications that have already warned that the program is missing.
_told: WeakSet[Builder] = WeakSet()


def draws(builder: object) -> bool:
    """Whether *builder* makes pages that can have drawings: help files are read by old browsers."""
    return has_previews(builder) and not builder.embedded


class Drawings(GlosstermPostTransform):
    """Put a drawing before the list of each map, and fold the list.

    The doctree afterwards::

        <glossterm_map classes="glossterm-map">
            <paragraph classes="glossterm-map-caption">
            <glossterm_drawing classes="glossterm-map-drawing" layout=... links=... centre=... label=...>
            <glossterm_fold classes="glossterm-map-list">
                <glossterm_summary> <inline>
                <bullet_list>

    A map stays a list if its entries have no relations, or too many.
    """

    default_priority = 5  # after MapLists (4)
    formats = ("html",)

    def is_supported(self) -> bool:
        """Whether there can be drawings."""
        return super().is_supported() and draws(self.domain.builder)

    def run(self, **kwargs: Any) -> None:
        """Draw the maps of the document, or of all documents assembled into one."""
        for node in list(blocks_of(self.document, glossterm_map)):
            view = self.domain.views.map(map_page(node))
            if view.lines and (layout := self._laid_out(node, view)):
                listed = node.children.pop()
                caption = node[0].astext() if node.children else label(Label.RELATED, self.config)
                node += glossterm_drawing(
                    classes=["glossterm-map-drawing"],
                    layout=layout,
                    links=view.entries,
                    centre=bool(node["around"]),
                    label=caption,
                )
                name = interface_word(Label.RELATED, self.config)
                node += glossterm_fold(
                    "", glossterm_summary("", name), listed, classes=["glossterm-map-list"]
                )

    def _laid_out(self, node: glossterm_map, view: MapView) -> Layout | None:
        """The layout; None, with a warning, if there is no drawing."""
        program = dot_of(self.config)
        if program is None:
            return None
        if not program:
            self._tell()
            return None
        if (number := len(related(view))) > MOST:
            warn(
                Warn.OPTION,
                f"The map has {number} related entries and is shown as a list, because a drawing has"
                f' at most {MOST}. Narrow it with ":category:", ":tags:" or ":around:".',
                location=node,
            )
            return None
        command = [program, *map(str, self.config.graphviz_dot_args)]
        try:
            return lay_out(
                view,
                command,
                has_centre=bool(node["around"]),
                is_mirrored=is_right_to_left(self.config),
            )
        except LayoutError as error:
            warn(
                Warn.CONFIG,
                f'The map is shown as a list, because "{program}" failed to draw it: {error}. Check'
                ' "graphviz_dot" and "graphviz_dot_args".',
                location=node,
            )
            return None

    def _tell(self) -> None:
        """Warn once in a build that maps cannot be drawn."""
        builder = self.domain.builder
        if builder not in _told:
            _told.add(builder)
            warn(
                Warn.CONFIG,
                f'Maps are shown as lists, because the program "{self.config.graphviz_dot}" that'
                ' draws them is missing. Install Graphviz, or set "graphviz_dot" to where it is. If'
                ' you prefer lists, remove "sphinx.ext.graphviz".',
                location=None,
            )


def visit_drawing(translator: HTML5Translator, node: glossterm_drawing) -> None:
    """``<div>``, which scrolls sideways, with ``<svg>`` in it."""
    svg = _Svg(node, _addresses(node), translator.config)
    direction = own_direction(translator.config, around(node))
    translator.body.append(translator.starttag(node, "div", **direction))
    translator.body.append(svg.html(node["label"]))
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _addresses(drawing: glossterm_drawing) -> list[str]:
    """The address of each entry, taken from the list, whose links are right in every builder.

    Addresses of entries that are not in the output are empty.
    """
    assert drawing.parent is not None
    listed = next(child for child in drawing.parent.findall(nodes.bullet_list))
    found = []
    for item in listed.children:
        assert isinstance(item, nodes.Element)
        link = next(iter(item[0].findall(nodes.reference)), nodes.reference())
        found.append(link.get("refuri") or (f"#{link['refid']}" if "refid" in link else ""))
    return found


class _Svg:
    """Writes a drawing.

    Args:
        node: The drawing in the doctree.
        addresses: The address of each entry; empty if it is not in the output.
        config: The configuration.
    """

    def __init__(self, node: glossterm_drawing, addresses: list[str], config: Config) -> None:
        self._layout: Layout = node["layout"]
        self._links: tuple[LinkView, ...] = node["links"]
        self._has_centre: bool = node["centre"]
        self._addresses = addresses
        self._source = attributes(config.glossterm_source_language, config).replace(
            " dir=", " direction="
        )

    def html(self, name: str) -> str:
        """The element.

        Args:
            name: Its name, for screen readers.
        """
        width, height = self._layout.width + 2 * _EDGE, self._layout.height + 2 * _EDGE
        box = " ".join(map(_number, (-_EDGE, -_EDGE, width, height)))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{escape(name)}"'
            f' width="{_number(width / EM)}em" height="{_number(height / EM)}em" viewBox="{box}"'
            f' font-size="{FONT}" text-anchor="middle" fill="none" stroke="currentColor">\n'
            f'<g aria-hidden="true">\n{"".join(map(_curve, self._layout.curves))}</g>\n'
            f"{''.join(map(self._entry, self._layout.boxes))}</svg>\n"
        )

    def _entry(self, box: Box) -> str:
        x, y = box.x - box.width / 2, box.y - box.height / 2
        first = box.y + FONT * 0.35 - (len(box.words) - 1) * LINE / 2
        language = self._source if self._links[box.place].title.is_source else ""
        # Lines end with a space, so that screen readers do not join words.
        lines = "\n".join(
            f'<tspan x="{_number(box.x)}" y="{_number(first + n * LINE)}">{escape(words, quote=False)}'
            "</tspan>"
            for n, words in enumerate(box.words)
        )
        shape = (
            f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(box.width)}"'
            f' height="{_number(box.height)}" rx="6"/>'
            f'<text fill="currentColor" stroke="none"{language}>{lines}</text>'
        )
        is_centre = self._has_centre and box.place == 0
        name = "glossterm-map-entry" + (" glossterm-map-centre" if is_centre else "")
        if address := self._addresses[box.place]:
            return f'<a class="{name}" href="{escape(address)}">{shape}</a>\n'
        return f'<g class="{name}">{shape}</g>\n'


def _curve(curve: Curve) -> str:
    path = f"M{_points(curve.points[:1])}C{_points(curve.points[1:])}"
    name = f"glossterm-map-{curve.kind}"
    if not curve.arrow:
        return f'<path class="{name}" d="{path}"/>\n'
    return (
        f'<path class="{name}" stroke-dasharray="5 3" d="{path}"/>'
        f'<path class="{name}" fill="currentColor" d="M{_points(curve.arrow)}Z"/>\n'
    )


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """A length, rounded to what the eye can see.

    >>> _number(12.04), _number(-4.0), _number(-0.01)
    ('12', '-4', '0')
    """
    return f"{round(value, 1) + 0:g}"
