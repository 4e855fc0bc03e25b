"""Load the glossaries of ``glossterm_remote``, as intersphinx loads inventories.

Copies of glossaries from the web are stored beside the doctrees, for as long as
``intersphinx_cache_limit`` says. After that, the server is asked whether the glossary has changed, and
sends it only if it has (conditional requests of HTTP). If that fails, the last copy is used. Local files
are read in every build.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from sphinx.util import logging

from sphinx_glossterm.messages import Warn, warn
from sphinx_glossterm.remote.fetch import LARGEST, Question
from sphinx_glossterm.remote.parse import RemoteError, parse
from sphinx_glossterm.terms.fingerprint import digest
from sphinx_glossterm.terms.languages import primary_of, tag_of
from sphinx_glossterm.terms.remote import RemoteGlossaries, RemoteGlossary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FILE: Final = "glossterm.json"
"""The file name of a site's glossary, if ``glossterm_remote`` has None for its address."""
FOLDER: Final = "glossterm-remote"
"""The folder for copies, beside the doctrees."""
CACHE_DAYS: Final = 5
"""The default for ``intersphinx_cache_limit``, if intersphinx is not loaded."""
logger = logging.getLogger(__name__)

_DAY: Final = 24 * 60 * 60  # in seconds


def load(app: Sphinx) -> RemoteGlossaries:
    """Load all glossaries of ``glossterm_remote``. Those that cannot be read give a warning.

    Returns:
        The glossaries that could be read.
    """
    config = app.config
    projects = [
        _Project(app, str(name), _locations(config, str(name), location))
        for name, location in config.glossterm_remote.items()
    ]
    for project in projects:
        project.begin()  # all in parallel, so that the total time is that of the slowest
    found = (project.end() for project in projects)
    return RemoteGlossaries(tuple(glossary for glossary in found if glossary))


def _locations(config: Config, name: str, location: str | None) -> tuple[str, ...]:
    """The addresses or paths where the glossary of a project may be, the best first.

    For ``{language}``, they have the language of the build, that language without a country, and the
    source language of this project.
    """
    if location is None:
        uri, inventories = _mapped(config, name)
        places = (uri if each is None else each.rpartition("/")[0] for each in inventories)
        return tuple(f"{place.rstrip('/')}/{FILE}" if place else FILE for place in places)
    own, source = config.language, config.glossterm_source_language
    languages = (own, tag_of(own), primary_of(own), source)
    return tuple(dict.fromkeys(location.replace("{language}", language) for language in languages))


def _mapped(config: Config, name: str) -> tuple[str, tuple[str | None, ...]]:
    """Address and inventories of a project in ``intersphinx_mapping``, as normalized by intersphinx."""
    mapping = getattr(config, "intersphinx_mapping", {})
    uri, inventories = mapping[name][1] if name in mapping else ("", ())
    return uri, inventories


def _is_on_web(location: str) -> bool:
    return "://" in location


@dataclass(frozen=True, slots=True)
class _Copy:
    """A stored copy of an answer.

    Attributes:
        url: Its address after redirects.
        place: The index of the location that led there.
        validators: The headers that identify this version for the server.
        content: The content from the server.
    """

    url: str
    place: int
    validators: Mapping[str, str]
    content: bytes

    def write(self, path: Path) -> None:
        """Write the copy completely or not at all: first a line with the other fields, then the content.

        Raises:
            OSError: It cannot be written.
        """
        head = json.dumps({"url": self.url, "place": self.place, "validators": self.validators})
        half = path.with_suffix(".part")
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(head.encode() + b"\n" + self.content)
        half.replace(path)

    @classmethod
    def read(cls, path: Path) -> _Copy | None:
        """The copy in a file; None if there is none, or it is damaged."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            first, _, content = path.read_bytes().partition(b"\n")
            head = json.loads(first)
            return cls(str(head["url"]), int(head["place"]), dict(head["validators"]), content)
        return None


@dataclass
class _Project:
    """A project whose glossary is being loaded.

    Args:
        app: The application.
        name: This project's name for it.
        locations: The addresses or paths where its glossary may be.
    """

    app: Sphinx
    name: str
    locations: tuple[str, ...]
    _question: Question | None = field(init=False, default=None)

    @property
    def _file_of_copy(self) -> Path:
        name = digest([self.name, *self.locations])
        return Path(self.app.doctreedir, FOLDER, f"{name}.json")

    @cached_property
    def _copy(self) -> _Copy | None:
        """The copy of the last answer, if there is one."""
        return _Copy.read(self._file_of_copy)

    def begin(self) -> None:
        """Start the request, unless there is a copy that is recent enough."""
        if self.locations and _is_on_web(self.locations[0]) and not self._is_copy_fresh():
            self._question = self._ask(0, self._copy)

    def _ask(self, place: int, copy: _Copy | None) -> Question:
        """Start a request to one of the locations; a conditional one if *copy* came from there."""
        location = self.locations[place]
        logger.info('loading the glossary of "%s" from %s ...', self.name, _safe(location))
        known = copy.validators if copy and copy.place == place else {}
        return Question(location, self.app.config, known)

    def _is_copy_fresh(self) -> bool:
        days = getattr(self.app.config, "intersphinx_cache_limit", CACHE_DAYS)
        with suppress(OSError):
            return days < 0 or self._file_of_copy.stat().st_mtime >= time.time() - days * _DAY
        return False

    def end(self) -> RemoteGlossary | None:
        """Finish loading.

        Returns:
            The glossary. If it cannot be read, the last copy or None, with a warning.
        """
        if not self.locations:
            self._warn("", "intersphinx_mapping has no such project", is_copy=False)
            return None
        if self._question is None and _is_on_web(self.locations[0]):
            if found := self._from_copy():
                return found
            self._question = self._ask(0, None)  # the copy is damaged
        for number in range(len(self.locations)):
            try:
                return self._read(number)
            except FileNotFoundError:
                why = "there is no such file"
            except RemoteError as error:
                why = str(error)
                if not error.is_missing:
                    break
            if number + 1 < len(self.locations) and _is_on_web(self.locations[number + 1]):
                self._question = self._ask(number + 1, self._copy)
        location = self.locations[number]
        found = self._from_copy() if _is_on_web(location) else None
        self._warn(_safe(location), why, is_copy=found is not None)
        return found

    def _read(self, place: int) -> RemoteGlossary:
        location = self.locations[place]
        if not _is_on_web(location):
            return self._parsed(self._file(location), self._base())
        assert self._question is not None
        answer = self._question.answer()
        if answer.is_unchanged:
            if (
                self._copy
                and self._copy.url == _without_user(answer.url)
                and (found := self._from_copy())
            ):
                with suppress(OSError):  # if this fails, the next build asks again
                    os.utime(self._file_of_copy)
                return found
            # The copy is damaged, or the address now leads to another page.
            answer = self._ask(place, None).answer()
        if answer.why:
            raise RemoteError(answer.why, is_missing=answer.is_missing)
        url = _without_user(answer.url)
        found = self._parsed(answer.content, url)
        with suppress(OSError):  # if this fails, the next build asks again
            _Copy(url, place, answer.validators, answer.content).write(self._file_of_copy)
        return found

    def _file(self, location: str) -> bytes:
        path = Path(self.app.srcdir, location)
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            raise
        except (OSError, ValueError) as error:
            raise RemoteError(f"it cannot be read ({error})") from error
        if len(content) > LARGEST:
            raise RemoteError("it is too large")
        return content

    def _base(self) -> str:
        """For a glossary in a file, the address of its pages (``intersphinx_mapping``); may be empty."""
        uri, _inventories = _mapped(self.app.config, self.name)
        return f"{_without_user(uri).rstrip('/')}/" if _is_on_web(uri) else ""

    def _parsed(self, content: bytes, base: str) -> RemoteGlossary:
        parsed = parse(content, self.name, base, str(self.app.config.language))
        if count := parsed.left_out:
            warn(
                Warn.CONFIG,
                f'glossterm_remote: {count} entries of the glossary of "{self.name}" are ignored:'
                " each needs an id, a title, and a page on the site of the glossary.",
                location=None,
            )
        return parsed.glossary

    def _from_copy(self) -> RemoteGlossary | None:
        if self._copy:
            with suppress(RemoteError):
                return self._parsed(self._copy.content, self._copy.url)
        return None

    def _warn(self, location: str, why: str, *, is_copy: bool) -> None:
        what = f'the glossary of "{self.name}" cannot be read'
        what += f" from {location}" if location else ""
        rest = "The last copy is used." if is_copy else "Its terms are left to intersphinx."
        warn(
            Warn.CONFIG,
            f"glossterm_remote: {what}: {why.rstrip('.')}. {rest}",
            location=None,
        )


def _without_user(url: str) -> str:
    """An address without user name and password; empty if it is not valid."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets without an IPv6 address
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _safe(location: str) -> str:
    """A location for a log, without user name and password."""
    return _without_user(location) if _is_on_web(location) else location
