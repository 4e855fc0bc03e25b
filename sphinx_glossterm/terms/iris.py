"""Addresses as IRIs: what no IRI has is escaped."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.+", re.DOTALL)
_NOT_IN_IRIS: Final = re.compile(r'[\x00-\x20\x7f-\xa0<>"{}|\\^`]')


def site_iri(address: str) -> str:
    """The address of a site as the beginning of IRIs.

    What no IRI has is escaped, and a fragment left out: the ids of terms are the fragments.

    Args:
        address: ``html_baseurl``.

    Returns:
        The IRI; empty where it is no whole address.

    >>> site_iri("https://example.org/two words/#top"), site_iri("example.org/docs")
    ('https://example.org/two%20words/', '')
    """
    address = address.strip().partition("#")[0]
    if not _ADDRESS.fullmatch(address):
        return ""
    return web_iri(address)


def web_iri(address: str) -> str:
    """An address as an IRI: what no IRI has is escaped."""
    return _NOT_IN_IRIS.sub(lambda char: quote(char[0], safe=""), address)
