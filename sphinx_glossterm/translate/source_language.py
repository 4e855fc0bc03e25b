"""Find the language of the documents, if the author has not named it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sphinx.config import Config

from sphinx_glossterm.config import IN_CONF
from sphinx_glossterm.messages import CATALOGUE, Warn, warn
from sphinx_glossterm.translate.po_files import place_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DEFAULT: Final = "en"
# Catalogues with words of templates and of the interface, which a project may change even in its own
# language.
_NO_DOCUMENTS: Final = frozenset({"sphinx", CATALOGUE})


def source_language(language: str, srcdir: Path, locale_dirs: Iterable[str]) -> str:
    """The language of the documents, guessed from the catalogues.

    Args:
        language: ``language`` in conf.py.
        srcdir: The source folder.
        locale_dirs: The folders with catalogues, relative to it.

    Returns:
        *language*, unless catalogues translate into it; then English.
    """
    return DEFAULT if any(_catalogues(language, srcdir, locale_dirs)) else language


def _catalogues(language: str, srcdir: Path, locale_dirs: Iterable[str]) -> Iterator[Path]:
    """The folders with catalogues of documents in a language."""
    for locale_dir in locale_dirs:
        folder = Path(srcdir, locale_dir, language, "LC_MESSAGES")
        names = (path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.[pm]o"))
        if not _NO_DOCUMENTS.issuperset(names):
            yield folder


def settle(app: Sphinx, config: Config) -> None:
    """Set the source language if the author has not, and report contradictions (``config-inited``).

    The language on the command line does not count: ``-D language=`` asks for a translation.
    """
    own = config.glossterm_source_language
    language = own or source_language(_language_in_conf(app, config), app.srcdir, config.locale_dirs)
    config.glossterm_source_language = language
    folder = next(_catalogues(language, app.srcdir, config.locale_dirs), None)
    if folder is not None:
        why = "by glossterm_source_language" if own else "because glossterm_source_language is not set"
        where = place_of(folder, app.srcdir)
        warn(
            Warn.CONFIG,
            f'The documents count as written in "{language}", {why}; but {where} has catalogues'
            " that translate into it. Set glossterm_source_language in conf.py to the language"
            " that the documents are written in.",
            location=None,
        )


def _language_in_conf(app: Sphinx, config: Config) -> str:
    if "language" not in config.overrides:
        return str(config.language)
    in_conf = getattr(config, IN_CONF, None)
    if in_conf is None:  # a future Sphinx may keep it elsewhere; then read conf.py again
        return str(Config.read(app.confdir, overrides={}, tags=app.tags).language)
    return str(in_conf.get("language") or DEFAULT)


def setup(app: Sphinx) -> None:
    """Register the handler, which runs after the check of values (400) and before they are used."""
    app.connect("config-inited", settle, priority=401)
