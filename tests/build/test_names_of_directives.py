"""Directives with the same name: another extension has its own ``term``."""

from __future__ import annotations

import pytest
from support import Project, texts

OTHER = """
    from docutils import nodes
    from docutils.parsers.rst import Directive


    class Other(Directive):
        required_arguments = 1
        final_argument_whitespace = True
        has_content = True

        def run(self):
            return [nodes.paragraph("", "Of the other.")]


    def add(app, *_arguments):
        app.add_directive("term", Other, override=True)


    def setup(app):
    """


@pytest.mark.parametrize(
    ("setup", "extensions", "winner"),
    [
        ("add(app)", ["other", "sphinx_glossterm"], "ours"),
        ("add(app)", ["sphinx_glossterm", "other"], "theirs"),
        ('app.connect("config-inited", add)', ["other", "sphinx_glossterm"], "theirs"),
    ],
)
def test_one_message_says_which_one_wins(
    project: Project, monkeypatch: pytest.MonkeyPatch, setup: str, extensions: list[str], winner: str
) -> None:
    monkeypatch.syspath_prepend(project.folder)
    monkeypatch.delitem(__import__("sys").modules, "other", raising=False)
    project.write("other.py", OTHER + f"    {setup}\n")
    project.write("index.rst", "Home\n====\n\n.. term:: Row\n\n   A line.\n")
    built = project.build(extensions=extensions)
    [warning] = built.warnings_of("config")
    used = "sphinx_glossterm" if winner == "ours" else "other"
    assert f'Two extensions have a directive "term": that of {used} is used' in warning
    assert "needs_types" in warning
    assert bool(texts(built.page("index"), "dfn")) is (winner == "ours")


def test_nothing_is_said_where_the_names_are_ours(project: Project) -> None:
    assert project.write("index.rst", "Home\n====\n").build().warnings == []
