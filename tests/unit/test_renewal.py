"""Catalogues brought up to date: as good matches as Babel's in linear work, and nothing lost."""

from __future__ import annotations

import random
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.terms.alike import CANDIDATES, Alike
from sphinx_glossterm.translate.po_files import read_catalogue
from sphinx_glossterm.translate.renewal import po_text, renew

WORDS = [
    "the",
    "a",
    "of",
    "to",
    "in",
    "and",
    "is",
    "for",
    "with",
    "that",
    "on",
    "as",
    "are",
    "by",
    "it",
    "from",
    "or",
    "an",
    "be",
    "this",
    "which",
    "has",
    "can",
    "not",
    "at",
    "each",
    "kettle",
    "leaf",
    "water",
    "boils",
    "cup",
    "garden",
    "grows",
    "picked",
    "dried",
    "green",
    "black",
    "white",
    "hour",
    "light",
    "slow",
    "quick",
    "bitter",
    "sweet",
    "flavour",
    "taste",
    "smell",
    "harvest",
    "slope",
    "mountain",
    "rain",
    "season",
    "worker",
    "basket",
    "factory",
    "table",
    "letter",
    "language",
    "glossary",
    "term",
    "entry",
    "reader",
    "translator",
    "sentence",
    "catalogue",
    "message",
    "builder",
    "document",
    "chapter",
]


def sentences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [
        " ".join(chance.choices(WORDS, k=chance.randrange(2, 8))).capitalize() + f". {number}"
        for number in range(count)
    ]


def changed(text: str, chance: random.Random) -> str:
    """The text after an edit: a word or a few are others, new or gone."""
    words = text.split()
    for _edit in range(1 + len(words) * chance.choice([0, 1, 3]) // 10):
        place = chance.randrange(len(words))
        words[place : place + chance.randrange(2)] = chance.choices(WORDS, k=chance.randrange(3))
        words = words or ["Leaf"]
    return " ".join(words)


def catalogue_of(texts: list[str]) -> Catalog:
    catalogue = Catalog(locale="hi")
    for number, text in enumerate(texts):
        catalogue.add(text, f"अनुवाद {number}")
    return catalogue


def template_of(texts: list[str]) -> Catalog:
    template = Catalog()
    for text in texts:
        template.add(text)
    return template


def strings(catalogue: Catalog) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def test_matches_are_those_of_babel() -> None:
    texts, chance = sentences(300, 1), random.Random(2)
    template = template_of([changed(text, chance) for text in texts])
    ours, theirs = catalogue_of(texts), catalogue_of(texts)
    renew(ours, template)
    theirs.update(template)
    mine, expected = strings(ours), strings(theirs)
    assert mine.keys() == expected.keys()
    assert sum(map(bool, expected.values())) > 250
    assert sum(mine[text] == expected[text] for text in mine) >= 0.95 * len(mine)


@pytest.mark.parametrize("count", [100, 800])
def test_the_work_for_each_message_does_not_grow(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    ratio = SequenceMatcher.real_quick_ratio

    def counted(matcher: SequenceMatcher[str]) -> float:
        nonlocal compared
        compared += 1
        return ratio(matcher)

    monkeypatch.setattr(SequenceMatcher, "real_quick_ratio", counted)
    texts, chance = sentences(count, 3), random.Random(4)
    catalogue = catalogue_of(texts)
    renew(catalogue, template_of([changed(text, chance) for text in texts]))
    assert count <= compared <= CANDIDATES * count


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_a_text_that_is_there_is_found(text: str, others: list[str]) -> None:
    assert Alike([*others, text]).closest(text) == text


POEDIT = """\
# Hindi.
# Asha Rao, 2024.
msgid ""
msgstr ""
"Project-Id-Version: Tea 1\\n"
"Language: hi\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Poedit 3.4\\n"
"X-Poedit-Basepath: C:\\\\new\\n"
"X-Poedit-SourceCharset: UTF-8\\n"

#: a.rst:1
#, fuzzy
#| msgid "It boils "
#| "some \\"hot\\" "
#| "some \\"hot\\" "
#| "water."
msgid "It boils water."
msgstr "यह पानी उबालती है।"

# A note.
# | msgid "Leaves"
#, fuzzy
msgid "Leaf"
msgstr "पत्ती"

# | is a bar
msgid "Bar"
msgstr "छड़"

#~| msgid "Cups"
#~ msgid "Cup"
#~ msgstr "प्याला"
"""


@pytest.fixture
def poedit(tmp_path: Path) -> Path:
    path = tmp_path / "x.po"
    path.write_text(POEDIT, "utf-8")
    return path


def test_headers_and_previous_texts_of_other_tools_are_kept(poedit: Path) -> None:
    for _update in range(3):
        catalogue = read_catalogue(poedit, "hi")
        renew(catalogue, template_of(["It boils water.", "Leaf", "Bar", "New and long, " * 20]))
        poedit.write_bytes(po_text(catalogue))
    text = poedit.read_text("utf-8")
    header, *messages = text.split("\n\n")
    for line in POEDIT.splitlines()[-1:1:-1]:
        if line.startswith('"X-'):
            assert header.splitlines().count(line) == 1
    assert '#| msgid "It boils some \\"hot\\" some \\"hot\\" water."\nmsgid "It boils water."' in text
    assert '# A note.\n#, fuzzy\n#| msgid "Leaves"\nmsgid' in messages[1]
    assert "# | is a bar\nmsgid" in messages[2]
    assert messages[4].rstrip() == '#~| msgid "Cups"\n#~ msgid "Cup"\n#~ msgstr "प्याला"'
    assert "Asha Rao" in header


def test_a_new_match_says_what_the_translation_was_made_for(poedit: Path) -> None:
    old = "A long sentence about tea, which goes on for more than one line of a catalogue, as it does. "
    catalogue = catalogue_of([old])
    renew(catalogue, template_of([old + "It is."]))
    poedit.write_bytes(po_text(catalogue))
    assert '\n#| msgid ""\n#| "A long' in poedit.read_text("utf-8")
    message = read_catalogue(poedit, "hi").get(old + "It is.")
    assert message is not None
    assert (message.previous_id, message.fuzzy) == ([old], True)
    # Changed again, it is still the translation of the first text.
    catalogue = read_catalogue(poedit, "hi")
    renew(catalogue, template_of([old + "It is so."]))
    again = catalogue.get(old + "It is so.")
    assert again is not None
    assert again.previous_id == [old]


def test_what_comes_back_has_its_translation_to_be_looked_at_again(poedit: Path) -> None:
    catalogue = read_catalogue(poedit, "hi")
    renew(catalogue, template_of(["Cup"]))
    cup = catalogue.get("Cup")
    assert cup is not None
    assert (cup.string, cup.fuzzy) == ("प्याला", True)
    assert set(catalogue.obsolete) == {"It boils water.", "Leaf", "Bar"}
    poedit.write_bytes(po_text(catalogue))
    obsolete = read_catalogue(poedit, "hi").obsolete
    assert {str(key): message.fuzzy for key, message in obsolete.items()} == {
        "It boils water.": True,
        "Leaf": True,
        "Bar": False,
    }


def test_a_catalogue_with_plurals_from_elsewhere(poedit: Path) -> None:
    catalogue = Catalog(locale="hi")
    catalogue.add(("Leaf", "Leaves"), ("पत्ती", "पत्तियाँ"))
    renew(catalogue, template_of(["Leaf"]))
    leaf = catalogue.get("Leaf")
    assert leaf is not None
    assert (leaf.string, leaf.fuzzy) == ("पत्ती", True)
