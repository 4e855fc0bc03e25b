"""Report catalogues that are broken, gone or left over, and report each fault once."""

from __future__ import annotations

import logging as std_logging
import os
import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.messages.mofile import read_mo
from sphinx.util import logging
from sphinx.util.i18n import CatalogRepository, docname_to_domain

from sphinx_glossterm.messages import LABEL_CATALOGUE, Warn, listing, warn
from sphinx_glossterm.translate.po_files import CatalogueError, read_catalogue

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def is_translation(config: Config) -> bool:
    """Whether the build is in another language than the documents."""
    return bool(config.language != config.glossterm_source_language)


def is_suppressed(config: Config) -> bool:
    """Whether the author suppresses our warnings about translations."""
    return logging.is_suppressed_warning("glossterm", Warn.TRANSLATION.subtype, config.suppress_warnings)


class _Named(std_logging.Filter):
    """Drops Sphinx's own warnings about catalogues that we have reported.

    Sphinx offers no other way to avoid reporting a catalogue twice.
    """

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def filter(self, record: std_logging.LogRecord) -> bool:
        if getattr(record, "subtype", "") == "not_readable" and isinstance(record.args, tuple):
            return str(record.args[0]) not in self.paths
        return True


_named: Final = _Named()
_logger: Final = logging.getLogger("sphinx.util.i18n").logger


def remove_damaged(srcdir: Path, config: Config) -> None:
    """Remove compiled catalogues that an interrupted build has left cut off.

    Sphinx compiles them again from their ``.po`` files. It would treat damaged ones as empty.
    """
    repository = CatalogRepository(srcdir, config.locale_dirs, config.language, config.source_encoding)
    for catalogue in repository.catalogs:
        compiled = Path(catalogue.mo_path)
        if compiled.exists() and not _is_whole(compiled):
            compiled.unlink()


def _is_whole(compiled: Path) -> bool:
    try:
        with compiled.open("rb") as file:
            read_mo(file)
    except (OSError, ValueError, LookupError, struct.error):
        return False
    return True


def name_damage(app: Sphinx) -> None:
    """Report unreadable catalogues before Sphinx compiles them (``builder-inited``)."""
    stop_filtering()  # in case an earlier run ended before it compiled
    config = app.config
    if not is_translation(config):
        return
    files = chain.from_iterable(map(_files_in, _folders(app)))
    for path in (Path(each.path) for each, beside in files if _is_outdated(each, beside)):
        try:
            read_catalogue(path, config.language, config.source_encoding)
        except CatalogueError as error:
            warn(
                Warn.TRANSLATION,
                f'The catalogue is damaged: {error.problem.rstrip(".")}. Fix this line; "msgfmt'
                ' --check" tells you more. Until then, translations from it are old, wrong or'
                " missing.",
                location=f"{path}:{error.line}",
            )
            if not is_suppressed(config):
                _named.paths.add(str(path))
    if _named.paths:
        _logger.addFilter(_named)


def _folders(app: Sphinx) -> list[Path]:
    """The folders of the catalogues of the build's language."""
    places = (app.srcdir / folder / app.config.language for folder in app.config.locale_dirs)
    return [Path(place, "LC_MESSAGES") for place in places]


_Files = dict[str, "os.DirEntry[str]"]


def _files_in(folder: Path) -> Iterator[tuple[os.DirEntry[str], _Files]]:
    """Each file in a folder, with those beside it by name. Like Sphinx, we skip folders with a dot.

    Every build looks through the catalogues. For a thousand, ``Path.rglob`` takes a tenth of a second.

    Args:
        folder: The folder. If it is not there, it has no files.
    """
    beside: _Files = {}
    if folder.is_dir():
        with suppress(OSError), os.scandir(folder) as found:  # an unreadable folder has no files
            beside = {each.name: each for each in sorted(found, key=attrgetter("name"))}
    for name, each in beside.items():
        yield each, beside
        if each.is_dir(follow_symlinks=False) and not name.startswith("."):
            yield from _files_in(Path(each.path))


def _is_outdated(catalogue: os.DirEntry[str], beside: _Files) -> bool:
    """Whether a file is a catalogue that Sphinx will compile. It compares times in microseconds."""
    if not catalogue.name.endswith(".po"):
        return False
    compiled = beside.get(f"{catalogue.name.removesuffix('.po')}.mo")
    if compiled is None:
        return True
    try:
        return compiled.stat().st_mtime_ns // 1000 < catalogue.stat().st_mtime_ns // 1000
    except FileNotFoundError:  # a link that leads nowhere
        return True


def stop_filtering(*_args: object) -> None:
    """Stop filtering, as Sphinx has compiled the catalogues now (``env-before-read-docs``)."""
    _logger.removeFilter(_named)
    _named.paths.clear()


def name_absence(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """Report catalogues that are gone, and leftover compiled ones (``env-get-outdated``).

    Returns:
        The documents that were read with a catalogue that has gone.
    """
    if not is_translation(app.config):
        return []
    folders, root = _folders(app), os.fspath(app.srcdir)
    _name_leftovers(env, folders)
    gone: dict[Path, list[str]] = {}
    for docname in sorted(env.found_docs & env.dependencies.keys()):
        for dependency in map(os.fspath, env.dependencies[docname]):
            if not dependency.endswith(".mo") or (path := Path(root, dependency)).exists():
                continue
            if any(map(path.is_relative_to, folders)) and not path.with_suffix(".po").exists():
                gone.setdefault(path, []).append(docname)
    for path, docnames in gone.items():
        more = f" and {len(docnames) - 3} more" if docnames[3:] else ""
        warn(
            Warn.TRANSLATION,
            f"The catalogue is gone, so {listing(docnames[:3])}{more} fell back to the source"
            " text. If you did not mean this, restore the catalogue.",
            location=f"{path.with_suffix('.po')}:1",
        )
    return [docname for docnames in gone.values() for docname in docnames]


def _name_leftovers(env: BuildEnvironment, folders: Iterable[Path]) -> None:
    found = [
        (folder, Path(file.path))
        for folder in folders
        for file, beside in _files_in(folder)
        if file.name.endswith(".mo") and f"{file.name.removesuffix('.mo')}.po" not in beside
    ]
    if not found:
        return
    used = {docname_to_domain(docname, env.config.gettext_compact) for docname in env.found_docs}
    used |= {LABEL_CATALOGUE, "sphinx"}
    for folder, file in found:
        if file.relative_to(folder).with_suffix("").as_posix() in used:
            say = "its translations are still used. Delete it, or restore the .po file."
        else:
            say = "no document uses it. Delete it."
        warn(
            Warn.TRANSLATION,
            f"The compiled catalogue has no .po file next to it; {say}",
            location=f"{file}:1",
        )


def setup(app: Sphinx) -> None:
    """Register the handlers."""
    app.connect("builder-inited", name_damage)
    app.connect("env-get-outdated", name_absence)
    app.connect("env-before-read-docs", stop_filtering)
