"""``python -m sphinx_glossterm``: the command line."""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command line. Ctrl-C while it loads ends it without a traceback."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from sphinx_glossterm.cli import main as run

    signal.signal(signal.SIGINT, before)
    run(prog_name="glossterm")


if __name__ == "__main__":
    main()
