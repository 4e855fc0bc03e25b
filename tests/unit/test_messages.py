"""Sentences, warnings and the interface's own words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Any, cast

import pytest
import sphinx.locale

from sphinx_glossterm.messages import (
    CATALOGUE,
    LABEL_CATALOGUE,
    LOCALE_DIR,
    Label,
    Warn,
    did_you_mean,
    find_label,
    label,
    listing,
    project_label,
    warn,
    word,
)


@dataclass
class Config:
    """The two values that labels depend on."""

    language: str = "en"
    glossterm_labels: dict[str, dict[str, str]] = field(default_factory=dict)


class Catalogue(NullTranslations):
    """A catalogue with given messages, asked by text as gettext's own are."""

    def __init__(self, **messages: str) -> None:
        super().__init__()
        self._catalog = messages

    def gettext(self, message: str) -> str:
        return self._catalog.get(message) or super().gettext(message)


@pytest.fixture(autouse=True)
def catalogues(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], NullTranslations]:
    """The catalogues that Sphinx has loaded: none."""
    loaded: dict[tuple[str, str], NullTranslations] = {}
    monkeypatch.setattr(sphinx.locale, "translators", loaded)
    return loaded


def words(which: Label, config: Config) -> str:
    stand_in: Any = config
    return label(which, stand_in)


# ---- sentences


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], '"a"'),
        (["a", "b"], '"a" and "b"'),
        (["a", "b", "c"], '"a", "b" and "c"'),
    ],
)
def test_listing(items: list[str], expected: str) -> None:
    assert listing(items) == expected


def test_listing_with_or() -> None:
    assert listing(iter("ab"), "or") == '"a" or "b"'


@pytest.mark.parametrize(
    ("names", "expected"), [("", ""), ("a", ' Did you mean "a"?'), ("ab", ' Did you mean "a" or "b"?')]
)
def test_did_you_mean(names: str, expected: str) -> None:
    assert did_you_mean(iter(names)) == expected


# ---- warnings


@pytest.fixture
def records() -> Iterator[list[logging.LogRecord]]:
    """What is logged, before Sphinx's filters."""
    found: list[logging.LogRecord] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(copy(record))  # handlers of builds in this process would rewrite it

    handler = Handler()
    logger = logging.getLogger("sphinx.sphinx_glossterm.messages")
    logger.addHandler(handler)
    yield found
    logger.removeHandler(handler)


@pytest.mark.parametrize("which", Warn)
def test_warnings_can_be_suppressed_by_subtype(which: Warn, records: list[logging.LogRecord]) -> None:
    warn(which, 'There is no term "100 %s".', ("terms", 3))
    (record,) = records
    assert record.levelname == "WARNING"
    assert record.getMessage() == 'There is no term "100 %s".'
    assert {"type": "glossterm", "subtype": which.subtype, "location": ("terms", 3)}.items() <= (
        vars(record).items()
    )


def test_the_subtypes_are_those_of_the_contract() -> None:
    promised = (
        "duplicate ambiguous unknown related definition placement procon option config label status"
    )
    ours_besides = {"autolink", "encoding", "export", "translation"}
    unasked = {which.subtype for which in Warn if not which.is_check}
    assert unasked == {*promised.split(), *ours_besides}
    assert all(which.meaning.endswith(".") for which in Warn)


# ---- labels


@pytest.mark.parametrize("which", Label)
def test_labels_are_found_by_text_and_by_name(which: Label) -> None:
    for name in (which.value, which.value.upper(), which.name, which.name.lower()):
        assert find_label(name) is which


@pytest.mark.parametrize(
    ("name", "which"),
    [
        ("why", Label.WHY),
        ("whymatters", Label.WHY),
        ("why-it-matters", Label.WHY),
        ("pro", Label.PROS),
        ("con", Label.CONS),
        ("mentions", Label.MENTIONED),
        ("All terms:", Label.ALL_TERMS),
        ("All", None),
        ("", None),
    ],
)
def test_short_names_of_labels(name: str, which: Label | None) -> None:
    assert find_label(name) is which


def test_the_english_defaults_are_those_of_the_contract() -> None:
    promised = (
        "Why it matters, Deep dive, Pros, Cons, Related concepts, All terms, Also known as, Mentioned in,"
        " Previous term, Next term"
    )
    assert set(promised.split(", ")) <= {words(which, Config()) for which in Label}


def test_labels_in_hindi() -> None:
    sphinx.locale.init([LOCALE_DIR], "hi", CATALOGUE)
    assert words(Label.DEEPDIVE, Config("hi")) == "विस्तार से"


def test_labels_of_a_language_without_a_catalogue_stay_english_and_say_so() -> None:
    sphinx.locale.init([LOCALE_DIR], "et", CATALOGUE)
    found = word(Label.DEEPDIVE, cast("Any", Config("et")))
    assert found == ("Deep dive", "en")
    assert word(Label.COUNT, cast("Any", Config("et")), 1) == ("{count} of {total} term", "en")


def test_labels_in_the_language_of_the_build_say_nothing_of_it() -> None:
    assert word(Label.DEEPDIVE, cast("Any", Config("en_GB"))) == ("Deep dive", "")
    sphinx.locale.init([LOCALE_DIR], "de", CATALOGUE)
    assert word(Label.STATUS, cast("Any", Config("de"))) == ("Status", "")
    own = {"et": {"Deep dive": "Süvitsi"}}
    assert word(Label.DEEPDIVE, cast("Any", Config("et", own))) == ("Süvitsi", "")


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "{count} of {total} term"),
        ("en", 2, "{count} of {total} terms"),
        ("pl", 1, "{count} z {total} terminu"),
        ("pl", 22, "{count} z {total} terminów"),
        ("ru", 21, "{count} из {total} термина"),
        ("ar", 3, "{count} من أصل {total} مصطلحات"),
        ("ar", 11, "{count} من أصل {total} مصطلحا"),
        ("ja", 1, "用語{total}件中{count}件"),
    ],
)
def test_numbers_choose_the_plural_form(language: str, number: int, text: str) -> None:
    sphinx.locale.init([LOCALE_DIR], language, CATALOGUE)
    assert word(Label.COUNT, cast("Any", Config(language)), number) == (text, "")


def test_the_projects_own_labels_win_in_their_language_only() -> None:
    own = {"hi": {"Deep dive": "गहराई से"}, "en": {"why": "Why care?"}}
    sphinx.locale.init([LOCALE_DIR], "hi", CATALOGUE)
    assert words(Label.DEEPDIVE, Config("hi", own)) == "गहराई से"
    assert words(Label.WHY, Config("hi", own)) == "यह क्यों मायने रखता है"
    assert words(Label.WHY, Config("en", own)) == "Why care?"


def test_labels_of_a_region_come_before_those_of_its_language() -> None:
    own = {"en_GB": {"Pros": "Upsides"}, "en": {"pros": "Pluses", "Cons": "Minuses"}}
    assert words(Label.PROS, Config("en_GB", own)) == "Upsides"
    assert words(Label.CONS, Config("en_GB", own)) == "Minuses"
    assert words(Label.PROS, Config("en", own)) == "Pluses"


def test_an_unknown_label_changes_nothing() -> None:
    assert words(Label.PROS, Config("en", {"en": {"Nothing": "x"}})) == "Pros"


# ---- the project's catalogues


def test_translations(catalogues: dict[tuple[str, str], NullTranslations]) -> None:
    catalogues["general", LABEL_CATALOGUE] = Catalogue(
        Model=" मॉडल ", API="API", Token="", Blank=" \n", Mark="\u200f", Both="एक \n दो"
    )
    assert project_label("Model") == ("मॉडल", True)
    assert project_label("API") == ("API", True)
    assert project_label("Token") == ("Token", False)
    assert project_label("Blank") == ("Blank", False)
    assert project_label("Mark") == ("Mark", False)
    assert project_label("Both") == ("एक दो", True)
    assert project_label("Prompt") == ("Prompt", False)
    assert project_label("") == ("", False)


def test_translations_from_a_further_directory(
    catalogues: dict[tuple[str, str], NullTranslations],
) -> None:
    catalogues["general", LABEL_CATALOGUE] = first = Catalogue(Model="मॉडल")
    first.add_fallback(Catalogue(API="API"))
    assert project_label("API") == ("API", True)


def test_without_a_catalogue_labels_stay_as_they_are(
    catalogues: dict[tuple[str, str], NullTranslations],
) -> None:
    catalogues.pop(("general", LABEL_CATALOGUE), None)
    assert project_label("Model") == ("Model", False)
