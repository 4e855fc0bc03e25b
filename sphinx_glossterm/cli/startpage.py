"""The start page of a built site: it leads to the reader's language, and works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx_glossterm.doctree.languages import direction_of
from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.terms.languages import tag_of

if TYPE_CHECKING:
    from sphinx_glossterm.cli.project import Project

PAGE: Final = "index.html"
STYLE: Final = "glossterm-start.css"
SCRIPT: Final = "glossterm-start.js"
_MARK: Final = '<meta name="generator" content="sphinx-glossterm">'
_TEMPLATE: Final = """\
<!DOCTYPE html>
<html lang="{tag}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{mark}
<title>{title}</title>
{alternates}
<link rel="alternate" hreflang="x-default" href="{page}">
<link rel="stylesheet" href="{style}">
<script src="{script}" defer></script>
</head>
<body>
<main>
<h1 id="title">{title}</h1>
<nav aria-labelledby="title">
<ul>
{links}
</ul>
</nav>
</main>
</body>
</html>
"""


def write_start_page(project: Project, out: Path, languages: Iterable[str]) -> str:
    """Write the start page, unless there is one that we did not write.

    Args:
        project: The project.
        out: The folder that holds a folder for each language.
        languages: The languages to list, if they have been built.

    Returns:
        A message if the page was not written; otherwise empty.
    """
    page = out / PAGE
    if page.exists() and not _is_ours(page):
        return f"{page} was not written by glossterm and is left as it is. Link to {out}/LANG from it."
    firsts = {
        language: first for language in languages if (first := _first_page(project, out / language))
    }
    if not firsts:
        return ""
    titles = {language: _title(out / language) for language in firsts}
    if len({project.conf.title, *titles.values()}) == 1:
        titles = {}  # the heading says it
    alternates, links = [], []
    for language, first in firsts.items():
        address, tag = escape(quote(f"{language}/{first}")), escape(tag_of(language))
        alternates.append(f'<link rel="alternate" hreflang="{tag}" href="{address}">')
        links.append(
            f'<li><a href="{address}" lang="{tag}" dir="{direction_of(language)}" hreflang="{tag}">'
            f"{_name(project, language, titles.get(language, ''))}</a></li>"
        )
    source = project.conf.source_language
    content = _TEMPLATE.format(
        mark=_MARK,
        title=escape(project.conf.title),
        tag=escape(tag_of(source)),
        direction=direction_of(source),
        alternates="\n".join(alternates),
        links="\n".join(links),
        page=PAGE,
        style=STYLE,
        script=SCRIPT,
    )
    here = Path(__file__)
    replace(out / STYLE, here.with_name("startpage.css").read_bytes())
    replace(out / SCRIPT, here.with_name("startpage.js").read_bytes())
    replace(page, content.encode())
    return ""


def _name(project: Project, language: str, title: str) -> str:
    """The name of a language, and the project's title in it."""
    return escape(project.name(language)) + (f"<span>{escape(title)}</span>" if title else "")


def _title(folder: Path) -> str:
    """The project's title in a language that has been built; empty if it is unknown.

    It comes from the inventory: the second line of ``objects.inv`` is ``# Project: TITLE``.
    """
    try:
        with (folder / "objects.inv").open("rb") as inventory:
            lines = inventory.readline(), inventory.readline()
    except OSError:
        return ""
    label, _, title = lines[1].decode("utf-8", "replace").partition(": ")
    return title.strip() if label == "# Project" else ""


def _is_ours(page: Path) -> bool:
    return page.is_file() and _MARK.encode() in page.read_bytes()


def _first_page(project: Project, folder: Path) -> str:
    """The first page of a language, built now or earlier; empty if there is none."""
    root, suffix = project.conf.root_doc, project.conf.suffix
    # The last is that of the builder dirhtml.
    names = (f"index{suffix}", f"{root}{suffix}", f"{root}/index{suffix}")
    return next((name for name in names if (folder / name).is_file()), "")
