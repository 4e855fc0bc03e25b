"""Records by document, packed until they are needed.

Most builds of a large project change nothing, or one document. So the records of each document are
pickled as one byte string, which a build unpacks only if it needs them. Processes exchange these byte
strings too.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any, Final, TypeVar

_FAST: Final = 1
"""The fastest level of compression: it already halves names and definitions."""
Record = TypeVar("Record")


class ByDocument(MutableMapping[str, tuple[Record, ...]]):
    """The records of each document that has any.

    Args:
        packed: The storage: for each document its records, packed by :func:`pack`. Changes go there too.
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

    def let_go(self) -> None:
        """Free the room of unpacked records. They are unpacked again when they are needed."""
        self._unpacked.clear()

    def discard(self, docname: str) -> None:
        """Remove a document if it is there, without unpacking its records."""
        if docname in self._packed:
            del self[docname]

    def merge(self, docnames: Iterable[str], packed: dict[str, bytes]) -> None:
        """Take over records that another process has packed.

        Args:
            docnames: The documents that it has read.
            packed: Its records.
        """
        for docname in docnames:
            self.discard(docname)
            if docname in packed:
                self._packed[docname] = packed[docname]


def pack(value: object) -> bytes:
    """*value* as a byte string: pickled and compressed."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _FAST)


def unpack(packed: bytes) -> Any:
    """The value that was given to :func:`pack`."""
    return pickle.loads(zlib.decompress(packed))
