"""Make IRIs from addresses, by escaping the characters that IRIs do not allow."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.+", re.DOTALL)
_NOT_IN_IRIS: Final = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`]')


def site_iri(address: str) -> str:
    """The address of a site, as the start of the IRIs of its terms.

    Characters that IRIs do not allow are escaped. A fragment is removed, because the ids of terms are
    the fragments.

    Args:
        address: ``html_baseurl``.

    Returns:
        The IRI; empty if the address is not absolute.

    >>> site_iri("https://example.org/two words/#top"), site_iri("example.org/docs")
    ('https://example.org/two%20words/', '')
    """
    address = address.strip().partition("#")[0]
    if not _ADDRESS.fullmatch(address):
        return ""
    return web_iri(address)


def web_iri(address: str) -> str:
    """An address as an IRI: characters that IRIs do not allow are escaped."""
    return _NOT_IN_IRIS.sub(lambda char: quote(char[0], safe=""), address)
