"""Fingerprints: what stands for a text that is only ever compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def digest(facts: Iterable[str]) -> str:
    """A fingerprint of *facts*, in their order."""
    return hashlib.blake2b("\0".join(facts).encode(), digest_size=12).hexdigest()
