"""The content of an address on the web, within limits of time and memory.

A server may be slow, broken or hostile. It is asked in a thread of its own, as no time-out of a single
step ends an answer that comes byte by byte; and what it sends is taken in pieces.
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
"""How many bytes are taken, once they are unpacked."""
SECONDS: Final = 60
"""How long a whole answer may take; longer where ``intersphinx_timeout`` lets one step of it."""
STEP_SECONDS: Final = 30
"""How long one step may take where ``intersphinx_timeout`` is not set."""
_MISSING: Final = frozenset({404, 410})
_PIECE: Final = 65536
_WEB: Final = ("http", "https")
# By what a server knows again what it has sent, and what asks it whether that is still so. Whatever else
# stands there would be no header to send back.
_VALIDATORS: Final = {
    "ETag": ("If-None-Match", re.compile(r'(W/)?"[\x21\x23-\x7e]{0,200}"')),
    "Last-Modified": ("If-Modified-Since", re.compile(r"[A-Za-z0-9,: +-]{1,50}")),
}
# For zlib: either of the forms that "deflate" and "gzip" have, told by their heads.
_ANY_HEAD: Final = 32 + zlib.MAX_WBITS


@dataclass(slots=True)
class Fetched:
    """What came of asking an address.

    Attributes:
        content: What the server sent.
        url: Where it is, after redirects.
        why: Why there is nothing; empty if there is something.
        is_missing: Whether the server says that there is nothing.
        is_unchanged: Whether the server says that it is still what it was: then it sends nothing.
        validators: The headers by which the server knows this content again.
    """

    content: bytes = b""
    url: str = ""
    why: str = ""
    is_missing: bool = False
    is_unchanged: bool = False
    validators: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Question:
    """An address that is being asked.

    Args:
        url: The address.
        config: Sphinx's configuration, whose rules for the web count.
        validators: What came with a copy that is here already. The server need not send the same again.
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
        # Not a pool, for whose threads Python would wait at its end.
        self._thread = Thread(target=self._ask, args=(step,), daemon=True)
        self._thread.start()

    def answer(self) -> Fetched:
        """What came of it, once that is known or the time is up."""
        self._thread.join(max(0.0, self._deadline - time.monotonic()))
        if self._thread.is_alive():
            return Fetched(why="it takes too long")
        return self._answer

    def _ask(self, step: float) -> None:
        try:
            self._answer = self._get(step)
        except RemoteError as error:
            self._answer = Fetched(why=str(error))
        except Exception as error:  # requests lets errors of many libraries through
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
        """The content, of which no more is unpacked than may be taken."""
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
        """The content as it is sent."""
        while piece := response.raw.read(_PIECE, decode_content=False):
            if time.monotonic() > self._deadline:
                raise RemoteError("it takes too long")
            yield piece


def validators_in(headers: Mapping[str, str]) -> dict[str, str]:
    """Those headers by which a server knows again what it has sent."""
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
    """An error as one line, without what belongs to Python."""
    said = ""
    with suppress(Exception):
        said = " ".join(str(error).split())
    # An address may have a password in it.
    return re.sub(r"//[^/\s]*@", "//", said or type(error).__name__)[:300]
