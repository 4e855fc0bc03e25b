"""Files that are all written, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sphinx_glossterm.freshness.files import replace


@contextmanager
def all_or_none(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Iterator[None]:
    """Bring files back to what they were, where something goes wrong while they are written.

    Args:
        paths: The files; those that are not there yet are taken away again.
        folders: Folders whose catalogues are among them, whichever these are.
    """
    folders = list(folders)
    before = {path: path.read_bytes() if path.is_file() else None for path in [*paths, *_in(folders)]}
    try:
        yield
    except BaseException:
        for path in [*before, *_in(folders)]:
            # What cannot be written now could not be written before either.
            with suppress(OSError):
                content = before.get(path)
                if content is None:
                    path.unlink(missing_ok=True)
                else:
                    replace(path, content)
        raise


def _in(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*.po")]
