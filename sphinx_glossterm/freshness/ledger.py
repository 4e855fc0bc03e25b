"""What one output folder shows: fingerprints of its pages, kept beside the doctrees."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from sphinx_glossterm.freshness.files import replace
from sphinx_glossterm.terms.fingerprint import digest

BUILD_INFO: Final = ".buildinfo"
"""The file in which Sphinx keeps the configuration that the pages of a folder were written with."""


class Ledger:
    """What one output folder shows: fingerprints of its pages and preview files as they were written.

    It lies next to the doctrees and not in the environment: builders of several folders share the
    environment, and Sphinx saves it before it writes pages. During a build there is a note beside the
    ledger. A build that finds such a note knows that the last one was interrupted.

    Args:
        doctreedir: Where Sphinx keeps doctrees.
        outdir: The folder that is written to.
        release: The release that writes it. Another release may write other pages from the same
            documents, so its ledger does not count.

    Attributes:
        pages: What each page was written from, by document; see :func:`sources`.
        previews: A fingerprint of each preview file, by name.
        is_torn: Whether pages may be missing or cut off because a build was interrupted while writing.
        is_complete: Whether there is nothing to write; see :mod:`sphinx_glossterm.freshness.spared`.
    """

    def __init__(self, doctreedir: Path, outdir: Path, release: str = "") -> None:
        self._file = doctreedir / f"glossterm-{digest([_way(doctreedir, outdir)])}.json"
        self._note = self._file.with_suffix(".building")
        self.pages: dict[str, str] = {}
        self.previews: dict[str, str] = {}
        with suppress(OSError, ValueError, TypeError):  # the first build, or a damaged file
            writer, pages, previews = json.loads(self._file.read_text("utf-8"))
            if writer == release:
                self.pages, self.previews = pages, previews
        self._release = release
        self.was_interrupted = self._note.exists()
        self.is_torn = self.was_interrupted and (
            self._note.read_text("utf-8") != "reading" or _is_newer(outdir / BUILD_INFO, self._note)
        )
        if self.is_torn:
            # Sphinx cannot read half a file. Without the file it looks only at the pages.
            (outdir / BUILD_INFO).unlink(missing_ok=True)
        self.is_complete = False
        self._resolved: set[str] = set()

    def begin(self) -> None:
        """Note that a build is under way."""
        self._note.parent.mkdir(parents=True, exist_ok=True)
        self._note.write_text("writing" if self.is_torn else "reading", "utf-8")

    def begin_writing(self) -> None:
        """Note that pages are about to be written."""
        self._note.write_text("writing", "utf-8")

    def note_page(self, docname: str) -> None:
        """Note that a page is being written."""
        self._resolved.add(docname)

    def stale(self, sources: dict[str, str]) -> list[str]:
        """The documents whose pages were not written from *sources*."""
        if self.is_torn:
            return list(sources)
        return [docname for docname, source in sources.items() if self.pages.get(docname) != source]

    def shows(self, sources: dict[str, str]) -> bool:
        """Whether the folder holds a page for each of *sources*, written from it, and no other."""
        return not self.is_torn and self.pages == sources

    def end(self, sources: dict[str, str]) -> None:
        """Record what the pages were written from, after writing.

        Args:
            sources: What all pages should be written from.
        """
        written = {**self.pages, **{name: sources[name] for name in self._resolved if name in sources}}
        self.pages = {docname: source for docname, source in written.items() if docname in sources}
        content = json.dumps(
            [self._release, self.pages, self.previews], ensure_ascii=False, sort_keys=True
        )
        replace(self._file, content.encode())
        self._note.unlink(missing_ok=True)


def _way(doctreedir: Path, outdir: Path) -> str:
    """The path from the doctrees to the output folder, so that both may be moved together."""
    try:
        return os.path.relpath(outdir, doctreedir)
    except ValueError:  # on Windows there is no relative path between drives
        return str(outdir)


def _is_newer(path: Path, other: Path) -> bool:
    return path.exists() and path.stat().st_mtime_ns > other.stat().st_mtime_ns
