"""The language of the documents, if nobody names it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from support import Built, Project, texts

from sphinx_glossterm.translate import source_language as module
from sphinx_glossterm.translate.source_language import source_language

GERMAN = "Start\n=====\n\nEin Satz.\n\n.. term:: Zweig\n\n   Eine Reihe von Ständen.\n"
ENGLISH = {
    "Start": "Home",
    "Ein Satz.": "A sentence.",
    "Zweig": "Branch",
    "Eine Reihe von Ständen.": "A line of states.",
}


@pytest.fixture
def german(project: Project) -> Project:
    """German documents, and no setting but the language."""
    return project.write("conf.py", 'language = "de"\n').write("index.rst", GERMAN)


def marks(built: Built) -> set[str]:
    """The languages that parts of the page are marked with."""
    return set(built.page("index").xpath("//body//*[@class='body']//@lang"))


def description(built: Built) -> str:
    [script] = built.page("index").xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(script)
    items = found.get("@graph", [found])
    return next(str(item["description"]) for item in items if item["@type"] == "DefinedTerm")


def test_documents_are_in_the_language_of_conf_py(german: Project) -> None:
    built = german.build(language="de")
    assert built.app.config.glossterm_source_language == "de"
    assert marks(built) == set()
    assert description(built) == "Eine Reihe von Ständen."
    assert built.warnings == []


def test_a_translation_is_one_whatever_the_command_line_says(german: Project) -> None:
    built = german.translate("index", ENGLISH, language="en").build(language="en")
    assert built.app.config.glossterm_source_language == "de"
    assert texts(built.page("index"), "dfn") == ["Branch"]
    assert marks(built) == {"de"}  # the title in the source language, beside the English one
    assert description(built) == "A line of states."
    assert built.warnings == []


def test_what_is_not_translated_is_marked_as_german(german: Project) -> None:
    del (some := dict(ENGLISH))["Ein Satz."]
    page = german.translate("index", some, language="en").build(language="en").page("index")
    assert texts(page, "p[lang=de]") == ["Ein Satz."]


def test_the_command_line_alone_says_nothing_of_the_documents(project: Project) -> None:
    built = project.write("index.rst", GERMAN).build(language="de")
    assert built.app.config.glossterm_source_language == "en"


def test_an_english_project_whose_default_is_a_translation(project: Project) -> None:
    project.write("conf.py", 'language = "hi"\n').write("index.rst", "Home\n====\n\nText.\n")
    built = project.translate("index", {"Text.": "पाठ"}).build(language="hi")
    assert built.app.config.glossterm_source_language == "en"
    assert built.warnings == []


def test_a_setting_comes_first(german: Project) -> None:
    built = german.build(language="de", glossterm_source_language="fr")
    assert built.app.config.glossterm_source_language == "fr"


@pytest.mark.parametrize("name", ["sphinx", "sphinx_glossterm"])
def test_words_of_templates_and_of_the_interface_are_no_translation(german: Project, name: str) -> None:
    german.translate(name, {"Search": "Suche", "Next term": "Weiter"}, language="de")
    built = german.build(language="de")
    assert built.app.config.glossterm_source_language == "de"
    assert built.warnings == []


def test_catalogues_that_contradict_what_is_not_set_are_named_once(german: Project) -> None:
    for language in ("de", "en"):
        german.translate("index", {"Start": "Anfang"}, language=language)
    [warning] = german.build(language="de").warnings_of("config")
    assert 'written in "en", because glossterm_source_language is not set' in warning
    assert "locales/en/LC_MESSAGES" in warning
    assert "Set glossterm_source_language in conf.py" in warning


def test_catalogues_outside_of_the_source_folder_are_named_in_full(
    german: Project, tmp_path: Path
) -> None:
    for language in ("de", "en"):
        german.translate("index", {"Start": "Anfang"}, language=language)
    shutil.move(german.folder / "locales", tmp_path / "elsewhere")
    built = german.build(language="de", locale_dirs=[str(tmp_path / "elsewhere")])
    [warning] = built.warnings_of("config")
    assert f"in {(tmp_path / 'elsewhere').as_posix()}/en/LC_MESSAGES." in warning


def test_catalogues_that_contradict_a_setting_are_named(german: Project) -> None:
    german.translate("index", {"Start": "Anfang"}, language="de")
    [warning] = german.build(language="de", glossterm_source_language="de").warnings_of("config")
    assert 'written in "de", by glossterm_source_language' in warning


@pytest.mark.parametrize("name", ["_raw_config", "gone"])
def test_conf_py_is_read_again_where_sphinx_does_not_keep_it(
    german: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(module, "IN_CONF", name)
    german.translate("index", ENGLISH, language="en")
    assert german.build(language="en").app.config.glossterm_source_language == "de"


def test_a_catalogue_that_comes_later_changes_it_and_every_page(german: Project) -> None:
    german.write("more.rst", ":orphan:\n\nMehr\n====\n\nText.\n").build(language="de")
    german.translate("index", {"Ein Satz.": "Satz."}, language="de")
    built = german.build(language="de")
    assert built.app.config.glossterm_source_language == "en"
    assert built.written == {"index", "more"}


@pytest.mark.parametrize("ending", ["po", "mo"])
def test_what_counts_as_a_catalogue(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "a" / "de" / "LC_MESSAGES" / "deep"
    folder.mkdir(parents=True)
    assert source_language("de", tmp_path, ["b", "a"]) == "de"
    (folder / f"sphinx.{ending}").touch()  # a document of that name
    assert source_language("de", tmp_path, ["b", "a"]) == "en"
    assert source_language("fr", tmp_path, ["b", "a"]) == "fr"
