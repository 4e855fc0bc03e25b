"""Fetch the content of a web address, within limits of time and memory.

A server may be slow, broken or hostile. A separate thread asks it, because a time-out for each step does
not end an answer that comes byte by byte. The answer is read in pieces.
"""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sphinx.util import requests

from sphinx_glossterm.remote.parse import RemoteError

if TYPE_CHECKING:
    from sphinx.config import Config

LARGEST: Final = 20_000_000
"""The most bytes of content, after unpacking."""
SECONDS: Final = 60
"""The most seconds for a whole answer, unless ``intersphinx_timeout`` allows more for one step."""
STEP_SECONDS: Final = 30
"""The most seconds for one step, if ``intersphinx_timeout`` is not set."""
_MISSING: Final = frozenset({404, 410})
_PIECE: Final = 65536
_WEB: Final = ("http", "https")
# For each validator: the request header that asks the server whether the content has changed, and the
# pattern of safe values. Other values are not sent back.
_VALIDATORS: Final = {
    "ETag": ("If-None-Match", re.compile(r'(W/)?"[\x21\x23-\x7e]{0,200}"')),
    "Last-Modified": ("If-Modified-Since", re.compile(r"[A-Za-z0-9,: +-]{1,50}")),
}
# For zlib: detect "deflate" or "gzip" from the header of the data.
_ANY_HEAD: Final = 32 + zlib.MAX_WBITS


@dataclass(slots=True)
class Fetched:
    """The result of a request.

    Attributes:
        content: The content from the server.
        url: The address after redirects.
        why: Why there is no content, as the end of a sentence; empty on success.
        is_missing: Whether the server answers that there is no such page.
        is_unchanged: Whether the server answers that the content has not changed. Then it sends none.
        validators: The headers that identify this version of the content: ``ETag``, ``Last-Modified``.
    """

    content: bytes = b""
    url: str = ""
    why: str = ""
    is_missing: bool = False
    is_unchanged: bool = False
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Question:
    """A running request. It starts at once, in a thread of its own.

    Args:
        url: The address.
        config: Sphinx's configuration, with its user agent, TLS settings and ``intersphinx_timeout``.
        validators: The validators of an existing copy, so that the server need not send the same again.
    """

    url: str
    config: Config
    validators: Mapping[str, str] = field(default_factory=dict)
    _deadline: float = field(init=False)
    _answer: Fetched = field(init=False, default_factory=Fetched)
    _thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        step = getattr(self.config, "intersphinx_timeout", None) or STEP_SECONDS
        self._deadline = time.monotonic() + max(SECONDS, step)
        # Not a thread pool: Python waits for its threads at exit.
        self._thread = Thread(target=self._ask, args=(step,), daemon=True)
        self._thread.start()

    def answer(self) -> Fetched:
        """Wait for the result until the time is up. Errors are in :attr:`Fetched.why`."""
        self._thread.join(max(0.0, self._deadline - time.monotonic()))
        if self._thread.is_alive():
            return Fetched(why="it takes too long")
        return self._answer

    def _ask(self, step: float) -> None:
        try:
            self._answer = self._get(step)
        except RemoteError as error:
            self._answer = Fetched(why=str(error))
        except Exception as error:  # requests passes on errors of many libraries
            self._answer = Fetched(why=_reason(error))

    def _get(self, step: float) -> Fetched:
        config = self.config
        known = validators_in(self.validators)
        conditions = {_VALIDATORS[name][0]: value for name, value in known.items()}
        response = requests.get(
            self.url,
            stream=True,
            timeout=step,
            headers={"Accept-Encoding": "gzip, deflate", **conditions},
            _user_agent=config.user_agent,
            _tls_info=(config.tls_verify, config.tls_cacerts),
        )
        with closing(response):
            if response.status_code in _MISSING:
                return Fetched(why="there is no such page", is_missing=True)
            is_unchanged = bool(known) and response.status_code == HTTPStatus.NOT_MODIFIED
            if response.status_code != HTTPStatus.OK and not is_unchanged:
                return Fetched(why=f"the server answers {response.status_code}")
            schemes = [urlsplit(each.url).scheme for each in (*response.history, response)]
            if not set(schemes) <= set(_WEB) or (schemes[0] == "https" and set(schemes) != {"https"}):
                raise RemoteError("it is redirected to another scheme")
            url = str(response.url)
            if is_unchanged:
                return Fetched(url=url, is_unchanged=True)
            return Fetched(self._unpacked(response), url, validators=validators_in(response.headers))

    def _unpacked(self, response: Any) -> bytes:
        """The content, unpacked only up to the limit.

        Raises:
            RemoteError: It is too large, incomplete, too slow, or packed in an unknown way.
        """
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in {"identity", "gzip", "x-gzip", "deflate", ""}:
            raise RemoteError(f"it is packed in a way that was not asked for: {coding[:20]!r}")
        found = bytearray()
        if coding in {"identity", ""}:
            for piece in self._pieces(response):
                found += piece
                _check(found)
            return bytes(found)
        unpacker = zlib.decompressobj(_ANY_HEAD)
        for piece in self._pieces(response):
            found += unpacker.decompress(piece, LARGEST + 1 - len(found))
            _check(found)
        if not unpacker.eof:
            raise RemoteError("it ends too early")
        return bytes(found)

    def _pieces(self, response: Any) -> Iterator[bytes]:
        """The pieces of the content, as the server sends them.

        Raises:
            RemoteError: It takes too long.
        """
        while piece := response.raw.read(_PIECE, decode_content=False):
            if time.monotonic() > self._deadline:
                raise RemoteError("it takes too long")
            yield piece


def validators_in(headers: Mapping[str, str]) -> dict[str, str]:
    """The validators in *headers* that have safe values."""
    found = {name: headers.get(name) for name in _VALIDATORS}
    return {
        name: value
        for name, value in found.items()
        if isinstance(value, str) and _VALIDATORS[name][1].fullmatch(value)
    }


def _check(found: bytearray) -> None:
    if len(found) > LARGEST:
        raise RemoteError("it is too large")


def _reason(error: Exception) -> str:
    """An error as one line, without passwords."""
    said = ""
    with suppress(Exception):
        said = " ".join(str(error).split())
    # An address may contain a password.
    return re.sub(r"//[^/\s]*@", "//", said or type(error).__name__)[:300]
