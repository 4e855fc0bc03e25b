"""A small project with two terms, half of it in Hindi, and the command line to run on it."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import Project

from cli.helpers import CONF, Run, Said
from sphinx_glossterm.cli import main


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call the command line in the folder that holds the project ``src``."""
    monkeypatch.chdir(tmp_path)
    # However slow the machine is, what a command says is the same.
    monkeypatch.setattr("sphinx_glossterm.cli.progress._PAUSE", math.inf)

    def call(*arguments: str) -> Said:
        result = CliRunner().invoke(main, arguments, prog_name="glossterm")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def tea(project: Project) -> Project:
    """Two messages in the index, five in the document of the terms, one label; half in Hindi."""
    project.write("conf.py", CONF)
    project.write(
        "index.rst",
        """
        Tea
        ===

        Welcome.

        .. toctree::

           terms
        """,
    )
    project.write(
        "terms.rst",
        """
        Terms
        =====

        .. term:: Kettle
           :id: kettle
           :category: Things

           It boils water.

        .. term:: Leaf
           :id: leaf
           :category: Things

           Flavour comes from here.
        """,
    )
    project.translate("index", {"Tea": "चाय", "Welcome.": "स्वागत है।"})
    project.translate("terms", {"Kettle": "केतली", "It boils water.": "यह पानी उबालती है।"})
    return project
