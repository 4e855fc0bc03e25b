"""What a process that works for another one says when it fails."""

from __future__ import annotations

import sys
from collections.abc import Callable

from sphinx.errors import SphinxError


def attempt(work: Callable[[], object]) -> int:
    """Do some work; a fault is said on standard error, without a traceback.

    Returns:
        The exit status.
    """
    try:
        work()
    except SphinxError as error:
        print(error, file=sys.stderr)
        return 1
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0
