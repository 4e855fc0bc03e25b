"""``python -m sphinx_glossterm``: the command line."""

from __future__ import annotations

from sphinx_glossterm.cli import main

if __name__ == "__main__":
    main(prog_name="glossterm")
