"""Bad input to the commands that read a whole project: a clear message, and nothing lost."""

from __future__ import annotations

import pytest
from support import Project

from cli.helpers import Run


@pytest.mark.parametrize(
    "call", [("status", "src"), ("build", "src", "out", "-l", "en", "--", "-j", "2")]
)
def test_a_document_that_is_not_utf_8_is_named(tea: Project, run: Run, call: tuple[str, ...]) -> None:
    path = tea.folder / "latin.rst"
    path.write_bytes(b"Page\n====\n\n.. term:: Caf\xe9\n\n   Words.\n")
    said = run(*call)
    assert said.status == 1
    assert "latin.rst:4: WARNING: This document is not UTF-8" in said.err
    assert "[glossterm.encoding]" in said.err
    assert said.err.count("[glossterm.encoding]") == 1
    assert b"Caf\xe9" in path.read_bytes()
