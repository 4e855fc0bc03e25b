"""What an entry may keep of a built-in glossary's: keys in the general index, and old anchors."""

from __future__ import annotations

import pytest
from support import Built, Project, texts

ENTRY = """
    Words
    =====

    .. _season:

    .. term:: Salt; sea salt
       :aka: Halite, Brine
       :forms: salts
       :index-key: S; ; B
       :anchors: term-Salt, term-0

       White.
"""


def rows(built: Built) -> dict[str, list[str]]:
    """The rows under each heading of the general index."""
    headings = built.page("genindex").cssselect("h2")
    tables = [(heading.text_content(), heading.getnext()) for heading in headings]
    return {text: texts(table, "a") for text, table in tables if table is not None}


@pytest.fixture
def words(project: Project) -> Project:
    return project.write("index.rst", ENTRY)


def test_key_and_name_are_one_message_as_in_a_glossary(words: Project) -> None:
    found = words.build("gettext").messages("index")
    assert found == ["Words", "Salt; sea salt : S", "Halite", "Brine : B", "salts", "White."]


def test_names_stand_under_their_keys(words: Project) -> None:
    built = words.build()
    assert rows(built) == {"B": ["Brine"], "H": ["Halite"], "S": ["Salt, sea salt"]}
    assert texts(built.page("index"), "dfn") == ["Salt; sea salt"]
    assert built.warnings == []


def test_a_translation_brings_its_own_key(words: Project) -> None:
    words.translate(
        "index", {"Salt; sea salt : S": "नमक : न", "Brine : B": "खारा पानी", "Halite": "हैलाइट"}
    )
    built = words.build(language="hi")
    assert rows(built) == {"ख": ["खारा पानी"], "न": ["नमक"], "ह": ["हैलाइट"]}
    page = built.page("index")
    assert texts(page, "dfn") == ["नमक"]
    assert texts(page, ".glossterm-source") == ["Salt; sea salt"]
    assert texts(page, ".glossterm-aka") == ["अन्य नाम: हैलाइट, खारा पानी"]
    assert {"नमक", "Salt; sea salt", "Brine"} <= built.inventory()["std:term"].keys()


def test_what_is_not_translated_keeps_its_key(words: Project) -> None:
    words.translate("index", {"Salt; sea salt : S": "Salt; sea salt : S"})
    assert rows(words.build(language="hi"))["S"] == ["Salt, sea salt"]


def test_the_name_is_found_without_its_key(words: Project) -> None:
    words.write("index.rst", ENTRY + "\n    :term:`brine` and :term:`Salt; sea salt`\n")
    built = words.build()
    assert built.warnings == []
    assert len(built.page("index").cssselect("p > a.glossterm-ref")) == 2


def test_where_no_section_may_stand(project: Project) -> None:
    project.write(
        "index.rst", "A\n=\n\n.. note::\n\n   .. term:: Salt\n      :index-key: T\n\n      White.\n"
    )
    built = project.build()
    assert len(built.warnings) == len(built.warnings_of("placement")) == 1
    assert rows(built) == {"T": ["Salt"]}


def test_old_anchors_lead_to_the_entry(words: Project) -> None:
    page = words.build().page("index")
    for anchor in ("term-Salt", "term-0", "season"):
        assert page.xpath("//section[@id='salt-sea-salt']//*[@id=$id]", id=anchor)


def test_anchors_that_cannot_be(words: Project) -> None:
    words.write("index.rst", ENTRY.replace("term-0", "words, words!, term-Salt, salt-sea-salt"))
    built = words.build()
    assert len(built.warnings_of("option")) == 2
    assert '":anchors:" has "words", which is an anchor of something else' in built.warnings[0]
    assert '":anchors:" has "words!", which cannot be an anchor' in built.warnings[1]
    ids = [str(found) for found in built.page("index").xpath("//@id")]
    assert len(ids) == len(set(ids))
