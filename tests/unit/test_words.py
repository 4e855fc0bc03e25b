"""The catalogues of the interface: complete, and such as can be filled in, in every language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from sphinx_glossterm.messages import CATALOGUE, LOCALE_DIR, Label

LANGUAGES: Final = sorted(path.name for path in LOCALE_DIR.iterdir() if path.is_dir())
# Those of a glossary that is published in sixteen languages, and some more.
WANTED: Final = [
    "ar",
    "bn",
    "de",
    "es",
    "fr",
    "hi",
    "id",
    "it",
    "ja",
    "ko",
    "mr",
    "nl",
    "pl",
    "pt_BR",
    "ru",
    "ta",
    "te",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh_CN",
    "zh_TW",
]
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
FIELD: Final = re.compile(r"\{\w+\}")


def catalogue(language: str, suffix: str = ".po") -> Catalog:
    path = LOCALE_DIR / language / "LC_MESSAGES" / f"{CATALOGUE}{suffix}"
    with path.open("rb") as file:
        return read_mo(file) if suffix == ".mo" else read_po(file, locale=language)


def template() -> Catalog:
    with Path(LOCALE_DIR, f"{CATALOGUE}.pot").open("rb") as file:
        return read_po(file)


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def sources(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def messages(found: Catalog) -> dict[tuple[str, ...], Message]:
    return {sources(message): message for message in found if message.id}


def test_the_interface_speaks_these_languages() -> None:
    assert LANGUAGES == WANTED


def test_the_template_has_every_word_and_says_where_it_stands() -> None:
    found = messages(template())
    assert {ids[-1] for ids in found} == {which.value for which in Label}
    assert all(message.auto_comments for message in found.values())


@EVERY_LANGUAGE
def test_a_catalogue_has_every_word_and_nothing_else(language: str) -> None:
    found = catalogue(language)
    assert set(messages(found)) == set(messages(template()))
    assert not found.obsolete
    assert not any(message.fuzzy for message in found if message.id)
    assert all(text.strip() == text != "" for each in messages(found).values() for text in texts(each))


@EVERY_LANGUAGE
def test_a_translation_has_the_fields_of_its_source(language: str) -> None:
    for ids, message in messages(catalogue(language)).items():
        for text in texts(message):
            assert sorted(FIELD.findall(text)) == sorted(FIELD.findall(ids[-1]))
            assert not re.search(r"[{}<>]", FIELD.sub("", text))


@EVERY_LANGUAGE
def test_there_are_as_many_plural_forms_as_the_language_has(language: str) -> None:
    found = catalogue(language)
    plural = get_plural(language)
    assert (found.num_plurals, found.plural_expr) == (plural.num_plurals, plural.plural_expr)
    [counted] = [texts(message) for ids, message in messages(found).items() if len(ids) == 2]
    assert len(counted) == plural.num_plurals


@EVERY_LANGUAGE
def test_what_is_as_in_english_says_why(language: str) -> None:
    for ids, message in messages(catalogue(language)).items():
        if not set(ids).isdisjoint(texts(message)):
            assert re.match(r"Same as in English: \w.+\.", " ".join(message.user_comments))


@EVERY_LANGUAGE
def test_a_catalogue_says_whether_a_speaker_has_read_it(language: str) -> None:
    header = catalogue(language).header_comment
    assert re.search(r"^# Reviewed by a speaker of the language: (not yet|yes)\.$", header, re.MULTILINE)


@EVERY_LANGUAGE
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    written, compiled = messages(catalogue(language)), messages(catalogue(language, ".mo"))
    assert {ids: texts(each) for ids, each in written.items()} == {
        ids: texts(each) for ids, each in compiled.items()
    }


@pytest.mark.parametrize("language", ["ur"])
def test_urdu_is_in_urdu_letters(language: str) -> None:
    found = "".join(text for each in messages(catalogue(language)).values() for text in texts(each))
    assert not set("\u064a\u0643\u0647") & set(found), "write \u06cc, \u06a9 and \u06c1"
