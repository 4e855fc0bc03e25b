"""Which themes link to the previous and next page.

Sphinx gives every theme both pages, but there is no way to ask whether a theme shows them. What we know
about a theme also holds for themes that inherit from it. About any other theme we know nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


class _Page:
    """What a rule may ask about a page.

    Args:
        builder: The builder, which has begun to write.
        docname: The document of the page.
    """

    def __init__(self, builder: StandaloneHTMLBuilder, docname: str) -> None:
        self._builder = builder
        self._docname = docname

    def option(self, name: str) -> Any:
        """The value of a theme option, as templates see it."""
        return self._builder.globalcontext.get(f"theme_{name}")

    def is_on(self, name: str) -> bool:
        """Whether an option is on, by the rules of Jinja."""
        return bool(self.option(name))

    def is_true(self, name: str) -> bool:
        """Whether an option is on, by the rules of Sphinx's ``tobool``."""
        return str(self.option(name)).lower() in {"true", "1", "on", "yes"}

    def has_sidebar(self, *names: str) -> bool:
        """Whether the sidebar has one of these templates."""
        context: dict[str, Any] = {}
        self._builder.add_sidebars(self._docname, context)
        return any(Path(sidebar).stem in names for sidebar in context.get("sidebars") or ())

    @property
    def layout(self) -> str:
        """The layout in the metadata of the page; empty if there is none."""
        metadata = self._builder.env.metadata.get(self._docname, {})
        return str(metadata.get("layout", ""))


_Rule = Callable[[_Page], bool]


def _always(_page: _Page) -> bool:
    return True


def _alabaster(page: _Page) -> bool:
    # Its sidebar has them too, but its style hides them there as long as "show_related" is false.
    bars = ("show_relbars", "show_relbar_top", "show_relbar_bottom")
    in_sidebar = str(page.option("show_related")).lower() != "false"
    return any(map(page.is_true, bars)) or (in_sidebar and page.has_sidebar("relations"))


_PARTS: Final = (
    "article_header_start",
    "article_header_end",
    "article_footer_items",
    "content_footer_items",
    "primary_sidebar_end",
    "secondary_sidebar_items",
)


def _pydata(page: _Page) -> bool:
    is_part = any("prev-next" in str(page.option(part)) for part in _PARTS)
    return page.is_on("show_prev_next") or is_part or page.has_sidebar("prev-next")


def _rtd(page: _Page) -> bool:
    return page.option("prev_next_buttons_location") in {"bottom", "top", "both"}


def _awesome(page: _Page) -> bool:
    return page.is_true("show_prev_next")


def _shibuya(page: _Page) -> bool:
    return page.layout in {"", "default", "compact"}


_SPHINX: Final = frozenset(
    {"agogo", "basic", "bizstyle", "classic", "default", "haiku"}
    | {"nature", "pyramid", "scrolls", "sphinxdoc", "traditional"}
)
"""Sphinx's own themes, which always show them, and from which all others inherit."""

_RULES: Final[Mapping[str, _Rule]] = {
    **dict.fromkeys(_SPHINX, _always),
    "alabaster": _alabaster,
    "furo": _always,
    "pydata_sphinx_theme": _pydata,
    "shibuya": _shibuya,
    "sphinx_rtd_theme": _rtd,
    "sphinxawesome_theme": _awesome,
}


def shows_ways(builder: StandaloneHTMLBuilder, docname: str) -> bool:
    """Whether the theme is known to show the previous and the next page on a page.

    Args:
        builder: The builder, which has begun to write.
        docname: The document of the page.
    """
    theme = getattr(builder, "theme", None)  # data builders have no theme
    if theme is None:
        return False
    rule = _rule(theme.name, tuple(map(str, theme.get_theme_dirs())))
    return rule is not None and rule(_Page(builder, docname))


@cache
def _rule(name: str, folders: tuple[str, ...]) -> _Rule | None:
    """The rule of the theme, or of the first one that it inherits from.

    A theme with its own layout, which inherits only from Sphinx's themes, draws its pages itself, so
    nothing is known about it.
    """
    is_own = False
    for number, folder in enumerate(folders):
        inherited = Path(folder).name if number else name
        if inherited in _RULES and not (is_own and inherited in _SPHINX):
            return _RULES[inherited]
        is_own = is_own or Path(folder, "layout.html").is_file()
    return None
