"""Decide where a link leads, if every browser agrees on it, and so what a translation may link to."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from babel.localedata import locale_identifiers

if TYPE_CHECKING:
    from sphinx.config import Config

# Characters that a browser might read differently from us. It drops tabs and line breaks, and reads a
# backslash as a slash. The rest are special to TeX.
_ODD: Final = r'[\x00-\x20\x7f-\xa0\u2028\u2029\\<>"^`{|}]'
_HOST: Final = r"(?P<label>[a-z0-9-]+\.)?(?P<rest>[a-z0-9.-]+?)(?P<port>:\d+)?"
_WEB: Final = ("http", "https")

OWN_SITE: Final = ""
"""The site of an address that leads to the project's own pages."""


def open_sites(config: Config) -> frozenset[str | None]:
    """The sites that references in a translation may lead to even if the source message has none."""
    hosts = config.glossterm_translation_hosts
    return frozenset((OWN_SITE, *(site_of(f"https://{host}") for host in hosts)))


def site_of(address: str) -> str | None:
    """The site that *address* leads to.

    A leading ``www`` or language label does not count, as in ``en.wikipedia.org`` and
    ``hi.wikipedia.org``.

    Returns:
        A host with its port; ``mailto:`` and a mailbox; :data:`OWN_SITE` for an address without scheme
        and host; None if browsers may disagree on the address, or if its scheme is not ``https``,
        ``http`` or ``mailto``.
    """
    if re.search(_ODD, address) or address.startswith("//"):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no address of the sixth version
        return None
    if parts.scheme == "mailto":
        # A query could add further recipients.
        return f"mailto:{parts.path.casefold()}" if parts.path and not parts.query else None
    if parts.scheme in _WEB:
        return _site(parts.netloc.lower()) if parts.netloc.isascii() else None
    return OWN_SITE if not parts.scheme and not parts.netloc else None


def _site(host: str) -> str | None:
    found = re.fullmatch(_HOST, host)
    if found is None:  # user names, escapes, numbers in brackets
        return None
    label = (found["label"] or "").removesuffix(".")
    if "." in found["rest"] and (label == "www" or label in _languages()):
        host = found["rest"] + (found["port"] or "")
    return host


@cache
def _languages() -> frozenset[str]:
    return frozenset(name.lower().replace("_", "-") for name in locale_identifiers())
