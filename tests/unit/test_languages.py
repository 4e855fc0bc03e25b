"""Languages as BCP 47 names them, and the folders of their catalogues."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from sphinx_glossterm.doctree.languages import direction_of
from sphinx_glossterm.terms.languages import catalogue_names, script_of, tag_of


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


def test_scripts_are_those_of_cldr() -> None:
    same = {"Hans": "Hani", "Hant": "Hani"}
    likely = get_global("likely_subtags")
    languages = sorted({name.split("_")[0] for name in locale_identifiers()})
    scripts = {each: str(likely.get(each, "_Latn_")).split("_")[1] for each in languages}
    wrong = {
        each: script for each, script in scripts.items() if script_of(each) != same.get(script, script)
    }
    # Scripts of a few languages in which hardly anything is written with Sphinx count as Latin.
    assert all(script_of(each) == "Latn" for each in wrong)
    assert sorted(wrong) == [
        "blt",
        "ccp",
        "chr",
        "cop",
        "csw",
        "hnj",
        "ii",
        "iu",
        "mww",
        "osa",
        "sat",
        "vai",
    ]


def test_directions_are_those_of_cldr() -> None:
    names = locale_identifiers()
    assert {name: direction_of(name) for name in names} == {
        name: "rtl" if Locale.parse(name).text_direction == "rtl" else "ltr" for name in names
    }


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("sr@latin", "Latn"),
        ("sr_Latn_RS", "Latn"),
        ("hi-Latn", "Latn"),
        ("zh_Hant_TW", "Hani"),
        ("xx", "Latn"),
    ],
)
def test_a_name_may_say_the_script(language: str, script: str) -> None:
    assert script_of(language) == script
