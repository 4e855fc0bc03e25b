"""Records by document, packed until somebody asks for them.

Most builds of a large project change nothing, or one document. What such a build does not look at is
read back as a string of bytes for each document, and handed on between processes as one.
"""

from __future__ import annotations

import gc
import pickle
import zlib
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

_FAST: Final = 1
"""Names and definitions shrink to half or less with the least effort."""
Record = TypeVar("Record")


class ByDocument(MutableMapping[str, tuple[Record, ...]]):
    """The records of each document that has any.

    Args:
        packed: Where they are kept: for each document its records, as :func:`pack` makes them.
    """

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._unpacked: dict[str, tuple[Record, ...]] = {}

    def __getitem__(self, docname: str) -> tuple[Record, ...]:
        if docname not in self._unpacked:
            self._unpacked[docname] = unpack(self._packed[docname])
        return self._unpacked[docname]

    def __setitem__(self, docname: str, records: Iterable[Record]) -> None:
        self._unpacked[docname] = tuple(records)
        self._packed[docname] = pack(self._unpacked[docname])

    def __delitem__(self, docname: str) -> None:
        self._unpacked.pop(docname, None)
        del self._packed[docname]

    def __contains__(self, docname: object) -> bool:
        return docname in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def discard(self, docname: str) -> None:
        """Forget a document, without asking for its records."""
        if docname in self._packed:
            del self[docname]

    def merge(self, docnames: Iterable[str], packed: dict[str, bytes]) -> None:
        """Take over the records that another process has packed."""
        for docname in docnames:
            self.discard(docname)
            if docname in packed:
                self._packed[docname] = packed[docname]


def pack(value: object) -> bytes:
    """*value* as a string of bytes, small and quickly made."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _FAST)


def unpack(packed: bytes) -> Any:
    """What :func:`pack` was given."""
    return pickle.loads(zlib.decompress(packed))


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Let Python not look for garbage meanwhile: what is made of thousands of names is all kept.

    It would look through the whole project with every few thousand of them, which takes as long again.
    """
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()
