"""Languages as BCP 47 names them, and the folders of their catalogues."""

from __future__ import annotations

import pytest

from sphinx_glossterm.terms.languages import catalogue_names, tag_of


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("hi", "hi"),
        ("pt_BR", "pt-BR"),
        ("hi-IN", "hi-IN"),
        ("zh-Hant", "zh-Hant"),
        ("zh_Hans_CN", "zh-Hans-CN"),
        ("sr@latin", "sr-Latn"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("ca@x", "ca"),
        ("tlh", "tlh"),
    ],
)
def test_languages_are_named_as_the_web_names_them(language: str, tag: str) -> None:
    assert tag_of(language) == tag


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("hi", ["hi"]),
        ("hi_IN", ["hi_IN", "hi"]),
        ("hi-IN", ["hi-IN", "hi_IN", "hi"]),
        ("zh_Hans_CN", ["zh_Hans_CN", "zh"]),
    ],
)
def test_catalogues_are_looked_for_from_near_to_far(language: str, names: list[str]) -> None:
    assert catalogue_names(language) == names
