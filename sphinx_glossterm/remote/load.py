"""The glossaries that ``glossterm_remote`` names, read as intersphinx reads inventories.

What comes from the web is kept beside the doctrees, as long as ``intersphinx_cache_limit`` says. Then
the server is asked whether it has changed, by the rules of HTTP, and sends it only if it has. Where it
cannot be had again, the last copy serves. Files are read with every build.
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
"""What a site's glossary is called where ``glossterm_remote`` has None for its address."""
FOLDER: Final = "glossterm-remote"
"""Where copies are kept, beside the doctrees."""
CACHE_DAYS: Final = 5
"""``intersphinx_cache_limit``, where intersphinx is not loaded."""
logger = logging.getLogger(__name__)

_DAY: Final = 24 * 60 * 60  # s


def load(app: Sphinx) -> RemoteGlossaries:
    """Read all of them; what cannot be read gives a warning, and is left out."""
    config = app.config
    projects = [
        _Project(app, str(name), _locations(config, str(name), location))
        for name, location in config.glossterm_remote.items()
    ]
    for project in projects:
        project.begin()  # all at once, so that the slowest decides how long it takes
    found = (project.end() for project in projects)
    return RemoteGlossaries(tuple(glossary for glossary in found if glossary))


def _locations(config: Config, name: str, location: str | None) -> tuple[str, ...]:
    """Where the glossary of a project may be, the best place first.

    It may be published in the language of the build, in that language whatever the country, or in that
    of our own documents.
    """
    if location is None:
        uri, inventories = _mapped(config, name)
        places = (uri if each is None else each.rpartition("/")[0] for each in inventories)
        return tuple(f"{place.rstrip('/')}/{FILE}" if place else FILE for place in places)
    own, source = config.language, config.glossterm_source_language
    languages = (own, tag_of(own), primary_of(own), source)
    return tuple(dict.fromkeys(location.replace("{language}", language) for language in languages))


def _mapped(config: Config, name: str) -> tuple[str, tuple[str | None, ...]]:
    """Address and inventories of a project in ``intersphinx_mapping``, settled by intersphinx."""
    mapping = getattr(config, "intersphinx_mapping", {})
    uri, inventories = mapping[name][1] if name in mapping else ("", ())
    return uri, inventories


def _is_on_web(location: str) -> bool:
    return "://" in location


@dataclass(frozen=True, slots=True)
class _Copy:
    """What was kept of an answer.

    Attributes:
        url: Where it was found, after redirects.
        place: Which of the locations led there, counted from 0.
        validators: The headers by which the server knows it again.
        content: What the server sent.
    """

    url: str
    place: int
    validators: Mapping[str, str]
    content: bytes

    def write(self, path: Path) -> None:
        """Write it whole or not at all: what it is in the first line, then the content."""
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
    """A project whose glossary is being read.

    Args:
        app: The application.
        name: What this project calls it.
        locations: Where the glossary may be.
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
        """What the last answer has left."""
        return _Copy.read(self._file_of_copy)

    def begin(self) -> None:
        """Begin to ask, unless there is a copy that is new enough."""
        if self.locations and _is_on_web(self.locations[0]) and not self._is_copy_fresh():
            self._question = self._ask(0, self._copy)

    def _ask(self, place: int, copy: _Copy | None) -> Question:
        """Ask at one of the locations; where *copy* came from there, whether it has changed since."""
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
        """The glossary; with a warning, the last copy of it, or None."""
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
                with suppress(OSError):  # then the next build asks again
                    os.utime(self._file_of_copy)
                return found
            # The copy is damaged, or the address leads to another page now.
            answer = self._ask(place, None).answer()
        if answer.why:
            raise RemoteError(answer.why, is_missing=answer.is_missing)
        url = _without_user(answer.url)
        found = self._parsed(answer.content, url)
        with suppress(OSError):  # then the next build asks again
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
        """Where the pages are of a project whose glossary is a file; empty where nothing says so."""
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
    """An address without name and password, as it is shown to readers; empty for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that are no address of the sixth version
        return ""
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _safe(location: str) -> str:
    """A location as it may stand in a log."""
    return _without_user(location) if _is_on_web(location) else location
