"""Read addresses like a browser, and find what a page makes a browser do.

It is written from the standard of addresses and knows nothing of how the package judges.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_SPECIAL: Final = frozenset({"http", "https", "ftp", "ws", "wss"})
_PORTS: Final = {"http": "80", "https": "443", "ftp": "21", "ws": "80", "wss": "443"}
_DOTS: Final = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
_EDGES: Final = "".join(map(chr, range(0x21)))

OWN: Final = ""
"""The site of an address inside the project."""


def site(address: str) -> str:
    """The site that an address leads to: a host, ``mailto:`` and a mailbox, or a scheme with its colon.

    >>> site("/\\\\example.com"), site("java\\nscript:x"), site("a/b.html")
    ('example.com', 'javascript:', '')
    """
    address = re.sub(r"[\t\n\r]", "", address.strip(_EDGES))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
    if found is None:
        return host(address, "https") if re.match(r"[/\\]{2}", address) else OWN
    scheme, rest = found[1].lower(), address[found.end() :]
    if scheme == "mailto":
        return f"mailto:{unquote(rest).lower()}"
    if scheme not in _SPECIAL:
        return f"{scheme}:"
    where = host(rest, scheme)
    return where if scheme in {"http", "https"} else f"{scheme}:{where}"


def host(rest: str, scheme: str) -> str:
    """The host of what follows a scheme; a port stands with it unless it is the usual one."""
    authority = re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0]
    name, _, port = authority.rpartition("@")[2].partition(":")
    name = unicodedata.normalize("NFKC", unquote(name)).translate(_DOTS).lower()
    name = re.sub(r"[\u00ad\u200b-\u200d\u2060\ufeff]", "", name)
    return f"{name}:{port}" if port and port != _PORTS[scheme] else name


def family(where: str) -> str:
    """A site without the label of a language, or ``www``."""
    label, dot, rest = where.partition(".")
    is_label = label == "www" or re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", label)
    return rest if dot and is_label and "." in rest else where
