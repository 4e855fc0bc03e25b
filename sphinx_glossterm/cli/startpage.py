"""The start page of a built site: it leads to the reader's language, and works without script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sphinx_glossterm.cli.project import find_locale, replace

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


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language.

    Attributes:
        tag: The language as a BCP 47 tag.
        direction: In which direction its script runs: ``ltr`` or ``rtl``.
        name: The language's own name.
        address: Its first page, relative to the start page.
    """

    tag: str
    direction: str
    name: str
    address: str


def write_start_page(project: Project, out: Path, languages: Iterable[str]) -> str:
    """Write the start page, unless a page stands there that is not ours.

    Args:
        project: The project.
        out: The folder that holds a folder for each language.
        languages: The languages to list, where they have been built.

    Returns:
        What to tell the caller if the page was not written; else nothing.
    """
    page = out / PAGE
    if page.exists() and not _is_ours(page):
        return (
            f"{page} is left as it is, as it was not written by glossterm. Link to {out}/LANG from it."
        )
    editions = list(find_editions(project, out, languages))
    if not editions:
        return ""
    source = project.conf.source_language
    content = render(project.conf.title, language_tag(source), _direction(source), editions)
    here = Path(__file__)
    replace(out / STYLE, here.with_name("startpage.css").read_bytes())
    replace(out / SCRIPT, here.with_name("startpage.js").read_bytes())
    replace(page, content.encode())
    return ""


def _is_ours(page: Path) -> bool:
    return page.is_file() and _MARK.encode() in page.read_bytes()


def find_editions(project: Project, out: Path, languages: Iterable[str]) -> Iterator[Edition]:
    """The languages that have a first page, whether they have been built just now or earlier."""
    root, suffix = project.conf.root_doc, project.conf.suffix
    for language in languages:
        # The last is that of the builder dirhtml.
        for name in (f"index{suffix}", f"{root}{suffix}", f"{root}/index{suffix}"):
            if (out / language / name).is_file():
                address = quote(f"{language}/{name}")
                tag = language_tag(language)
                yield Edition(tag, _direction(language), project.name(language), address)
                break


def render(title: str, tag: str, direction: str, editions: Iterable[Edition]) -> str:
    """The page's HTML."""
    editions = list(editions)
    alternates = (
        f'<link rel="alternate" hreflang="{escape(edition.tag)}" href="{escape(edition.address)}">'
        for edition in editions
    )
    links = (
        f'<li><a href="{escape(edition.address)}" lang="{escape(edition.tag)}"'
        f' dir="{edition.direction}" hreflang="{escape(edition.tag)}">{escape(edition.name)}</a></li>'
        for edition in editions
    )
    return _TEMPLATE.format(
        mark=_MARK,
        title=escape(title),
        tag=escape(tag),
        direction=direction,
        alternates="\n".join(alternates),
        links="\n".join(links),
        page=PAGE,
        style=STYLE,
        script=SCRIPT,
    )


def language_tag(language: str) -> str:
    """The BCP 47 tag of a language that is named as gettext does: ``pt_BR``, ``sr@latin``."""
    locale = find_locale(language) if "@" in language else None
    if locale is None:
        return language.partition("@")[0].replace("_", "-")
    script = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}.get(locale.modifier or "")
    parts = (locale.language, locale.script or script, locale.territory)
    return "-".join(part for part in parts if part)


def _direction(language: str) -> str:
    locale = find_locale(language)
    return locale.text_direction if locale else "ltr"
