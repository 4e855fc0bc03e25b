"""What differs on Windows, tried without one: backslashes, and drives."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from sphinx_glossterm.translate.po_files import place_of


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (r"C:\docs\locales\hi\LC_MESSAGES\part\one.po", "locales/hi/LC_MESSAGES/part/one.po"),
        (r"C:\docs\..\locales\hi\LC_MESSAGES", "../locales/hi/LC_MESSAGES"),
        (r"C:\other\hi\LC_MESSAGES", "C:/other/hi/LC_MESSAGES"),
        (r"D:\docs\locales\hi\LC_MESSAGES", "D:/docs/locales/hi/LC_MESSAGES"),
    ],
)
def test_catalogues_have_the_place_that_they_have_elsewhere(path: str, place: str) -> None:
    assert place_of(PureWindowsPath(path), PureWindowsPath(r"C:\docs")) == place


def test_a_catalogue_outside_of_the_source_folder_has_its_whole_path() -> None:
    assert place_of(PurePosixPath("/other/hi"), PurePosixPath("/docs")) == "/other/hi"
