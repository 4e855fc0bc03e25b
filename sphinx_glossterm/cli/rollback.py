"""Write several files, or none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sphinx_glossterm.freshness.files import replace


@contextmanager
def all_or_none(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Iterator[None]:
    """Restore files if something goes wrong while they are written.

    Args:
        paths: The files. New ones are deleted again.
        folders: Folders of which all catalogues are restored too.
    """
    folders = list(folders)
    before = {path: path.read_bytes() if path.is_file() else None for path in [*paths, *_in(folders)]}
    try:
        yield
    except BaseException:
        for path in [*before, *_in(folders)]:
            # A file that cannot be restored could not be changed either.
            with suppress(OSError):
                content = before.get(path)
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    replace(path, content)
        raise


def _in(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*.po")]
