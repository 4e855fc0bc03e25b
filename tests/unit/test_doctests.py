"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import sphinx_glossterm

HOME = Path(sphinx_glossterm.__file__).parent
MODULES = sorted(
    ".".join((HOME.name, *path.relative_to(HOME).with_suffix("").parts))
    for path in HOME.rglob("*.py")
    if "\n    >>> " in path.read_text("utf-8")
)


def test_there_are_examples() -> None:
    assert len(MODULES) > 10


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    if name.endswith(("skos", "graph")):
        pytest.importorskip("rdflib")
    failed, tried = doctest.testmod(import_module(name))
    assert (failed, tried > 0) == (0, True)
