"""Checks of a release before it is published: its tag, and its notes."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from tools.release import check_tag, release_notes

WHEEL = Path("dist/sphinx_glossterm-1.2.0-py3-none-any.whl")
CHANGELOG = """# Changelog

## 1.3.0 (unreleased)

- Third.

## 1.2.0 (2026-12-01)

- Second.

  More of it.

## 1.1.0 (2026-11-01)

- First.
"""


def test_the_tag_is_the_version() -> None:
    assert check_tag("v1.2.0", WHEEL) == "1.2.0"


@pytest.mark.parametrize("tag", ["1.2.0", "v1.2", "v1.2.0rc1", "v1.3.0"])
def test_another_tag_stops_the_release(tag: str) -> None:
    with pytest.raises(click.ClickException, match=f'"{tag}", but the version is 1.2.0'):
        check_tag(tag, WHEEL)


def test_notes_are_the_section_of_the_version() -> None:
    assert release_notes("1.2.0", CHANGELOG) == "- Second.\n\n  More of it.\n"
    assert release_notes("1.1.0", CHANGELOG) == "- First.\n"


@pytest.mark.parametrize("version", ["1.3.0", "1.2", "1x2.0"])
def test_without_a_dated_section_nothing_is_released(version: str) -> None:
    with pytest.raises(click.ClickException, match="has no section"):
        release_notes(version, CHANGELOG)
