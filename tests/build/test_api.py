"""The public API: records, look-up, order, events, and the guide's two examples."""

from __future__ import annotations

import json
import pickle
import sys
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Any, Final

import pytest
from sphinx import addnodes
from sphinx.errors import ExtensionError
from support import Built, Project

from sphinx_glossterm import api
from sphinx_glossterm.messages import load_catalogues
from sphinx_glossterm.terms.remote import FORMAT_VERSION

EXAMPLES: Final = Path(__file__).parents[2] / "example_docs" / "guide" / "examples" / "api"
EVENTS: Final = """
    from pathlib import Path
    from sphinx_glossterm import api

    def log(app, what):
        with Path(app.confdir, "log.txt").open("a", encoding="utf-8") as file:
            file.write(what + "\\n")

    def entry_read(app, entry):
        log(app, f"read {entry.docname} {entry.title.text}")

    def glossary_ready(app, terms):
        log(app, "ready " + ", ".join(entry.id for entry in terms.entries))

    def resolved(app, doctree, docname):
        log(app, f"resolved {docname}")

    def setup(app):
        app.setup_extension("sphinx_glossterm")
        app.connect("glossterm-entry-read", entry_read)
        app.connect(api.GLOSSARY_READY, glossary_ready)
        app.connect("doctree-resolved", resolved)
        return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def book(project: Project) -> Project:
    project.write(
        "index.rst",
        """
        Home
        ====

        .. toctree::

           sea
           land

        .. termindex::

        A :term:`wave`, a :term:`hill`, :ref:`a page <search>`, :any:`Hill` and :term:`brook`.

        .. glossary::

           brook
              A small stream.
        """,
    )
    project.write(
        "sea.rst",
        """
        Sea
        ===

        .. term:: Wave
           :aka: breaker; billow
           :abbr: WV
           :forms: waves
           :avoid: ripple
           :pos: noun
           :keep:
           :source: A *book* of 1900
           :note: Mostly in the plural
           :category: Water
           :tags: motion, sound
           :related: hill
           :status: deprecated
           :replaced-by: hill

           Water that *moves*.

        .. term:: Äther

           Was thought to carry light.
        """,
    )
    project.write(
        "land.rst",
        """
        Land
        ====

        .. term:: Hill
           :category: Land

           Less than a mountain.

        .. term:: Zone

           A part of a map.
        """,
    )
    project.translate("sea", {"Wave": "लहर", "Water that *moves*.": "चलता पानी।", "waves": "लहरें; लहरों"})
    project.translate("glossterm", {"Water": "पानी"})
    return project


def terms_of(built: Built) -> api.Terminology:
    return api.terminology(built.app.env)


def test_a_record_says_what_the_entry_says(book: Project) -> None:
    built = book.build(language="hi")
    load_catalogues(built.app)  # they are forgotten with the end of the build
    entry = terms_of(built).find("wave")
    assert entry == api.TermEntry(
        id="wave",
        docname="sea",
        anchor="wave",
        line=4,
        title=api.Designation("लहर", "Wave", is_translated=True),
        aliases=(
            api.Designation("breaker", "breaker", is_translated=False),
            api.Designation("billow", "billow", is_translated=False),
        ),
        abbreviation=api.Designation("WV", "WV", is_translated=True),
        forms=(
            api.Designation("waves", "waves", is_translated=False),
            api.Designation("लहरें", "", is_translated=True),
            api.Designation("लहरों", "", is_translated=True),
        ),
        avoided=(api.Designation("ripple", "ripple", is_translated=False),),
        part_of_speech="noun",
        glossary=None,
        is_kept=True,
        category=api.Designation("पानी", "Water", is_translated=True),
        tags=(
            api.Designation("motion", "motion", is_translated=False),
            api.Designation("sound", "sound", is_translated=False),
        ),
        related=("hill",),
        see="",
        status="deprecated",
        replaced_by="hill",
        definition="चलता पानी।",
        is_definition_translated=True,
        definition_source="A book of 1900",
        note="Mostly in the plural",
        is_builtin=False,
    )


def test_records_are_frozen_and_can_be_kept(book: Project) -> None:
    entries = terms_of(book.build()).entries
    assert pickle.loads(pickle.dumps(entries)) == entries
    assert len(set(entries)) == len(entries) == 5
    with pytest.raises(FrozenInstanceError):
        entries[0].id = "other"  # type: ignore[misc]
    changed = replace(entries[0], definition="Another one.")
    assert changed != entries[0]


def test_names_are_looked_up_as_references_are(book: Project) -> None:
    terms = terms_of(book.build(language="hi"))
    for name in ("wave", "WAVE", "लहर", "breaker", "wv", "लहरों"):
        found = terms.find(name)
        assert found is not None
        assert found.id == "wave", name
    assert terms.find("") is terms.find("nothing") is None
    assert terms.candidates("nothing") == ()
    assert terms.closest("Hil")[0] == "Hill"
    assert terms.at("land", "hill") == terms.find("Hill")
    assert terms.at("land", "wave") is None
    brook = terms.find("brook")
    assert brook is not None
    assert brook.is_builtin


def test_an_ambiguous_name_has_all_its_candidates(book: Project) -> None:
    book.write(
        "land.rst",
        "Land\n====\n\n.. term:: Surge\n   :aka: billow\n\n   One.\n\n.. term:: Hill\n\n   Two.\n",
    )
    terms = terms_of(book.build())
    assert [entry.id for entry in terms.candidates("billow")] == ["surge", "wave"]


def test_order_and_letters_are_those_of_a_language(book: Project) -> None:
    terms = terms_of(book.build())
    titles = [entry.title.text for entry in terms.ordered()]
    assert titles == ["Äther", "brook", "Hill", "Wave", "Zone"]
    swedish = [entry.title.text for entry in terms.ordered(language="sv")]
    assert swedish == ["brook", "Hill", "Wave", "Zone", "Äther"]
    own = [entry for entry in terms.entries if not entry.is_builtin]
    letters = {letter: [each.id for each in found] for letter, found in terms.letters(own).items()}
    assert letters == {"A": ["ather"], "H": ["hill"], "W": ["wave"], "Z": ["zone"]}


def test_a_reference_leads_to_its_entry(book: Project) -> None:
    built = book.build()
    terms = terms_of(built)
    found = {}
    for node in built.doctree("index").findall(addnodes.pending_xref):
        entry = terms.referred(node)
        found[node["reftype"], node["reftarget"]] = entry.id if entry else None
    assert found == {
        ("term", "wave"): "wave",
        ("term", "hill"): "hill",
        ("ref", "search"): None,
        ("any", "Hill"): "hill",
        ("term", "brook"): "brook",
    }


SHIPS: Final = {
    "version": FORMAT_VERSION,
    "title": "The Ships",
    "base": "https://ships.example.org/",
    "source_language": "en",
    "labels": {"Parts": {"en": "Parts", "hi": "हिस्से"}},
    "entries": [
        {
            "id": "mast",
            "page": "rig.html#mast",
            "category": "Parts",
            "languages": {
                "en": {
                    "title": "Mast",
                    "aliases": ["pole"],
                    "abbreviation": "MST",
                    "forms": ["masts"],
                    "definition": "It holds the sails.",
                },
                "hi": {"title": "मस्तूल"},
            },
        },
        {
            "id": "spar",
            "page": "rig.html#spar",
            "status": "deprecated",
            "replaced_by": "mast",
            "languages": {"en": {"title": "Spar"}},
        },
        {"id": "stick", "page": "#stick", "see": "mast", "languages": {"en": {"title": "Stick"}}},
        {"id": "wave", "page": "#wave", "languages": {"en": {"title": "Wave"}}},
    ],
}


@pytest.fixture
def ships(book: Project) -> Project:
    book.conf["glossterm_remote"] = {"ships": "ships.json"}
    return book.write("ships.json", json.dumps(SHIPS))


def test_entries_of_other_projects_are_looked_up_as_references_are(ships: Project) -> None:
    terms = terms_of(ships.build())
    mast, spar, wave = terms.remote_entries
    assert mast == api.RemoteTermEntry(
        id="mast",
        project="ships",
        project_title="The Ships",
        uri="https://ships.example.org/rig.html#mast",
        title=api.Designation("Mast", "Mast", is_translated=False),
        aliases=(api.Designation("pole", "pole", is_translated=False),),
        abbreviation=api.Designation("MST", "MST", is_translated=False),
        forms=(api.Designation("masts", "masts", is_translated=False),),
        names_language="en",
        category="Parts",
        category_language="en",
        definition="It holds the sails.",
        definition_language="en",
        status="stable",
        replaced_by="",
    )
    assert (spar.status, spar.replaced_by) == ("deprecated", mast.uri)
    for name in ("mast", "POLE", "ships:masts", "stick", "ships:stick"):
        assert terms.find_remote(name) == mast
    # The project's own name goes first.
    assert terms.find_remote("wave") is None
    assert terms.find_remote("ships:wave") == wave
    assert [terms.find_remote(name) for name in ("", "ships:", "nothing")] == [None] * 3
    assert pickle.loads(pickle.dumps(mast)) == mast
    with pytest.raises(FrozenInstanceError):
        mast.uri = ""  # type: ignore[misc]


def test_they_are_in_the_language_of_the_build_as_far_as_they_can_be(ships: Project) -> None:
    ships.write("index.rst", "Home\n====\n\n:term:`ships:mast` :term:`spar` :any:`mast` :ref:`mast`\n")
    built = ships.build(language="hi")
    terms = terms_of(built)
    mast = terms.find_remote("मस्तूल")
    assert mast is not None
    assert mast.title == api.Designation("मस्तूल", "Mast", is_translated=True)
    assert (mast.aliases[0].is_translated, mast.names_language) == (False, "en")
    assert (mast.definition_language, mast.category, mast.category_language) == ("en", "हिस्से", "hi")
    found = map(terms.referred_remote, built.doctree("index").findall(addnodes.pending_xref))
    assert [entry and entry.id for entry in found] == ["mast", "spar", None, None]
    assert terms_of(ships.build(glossterm_remote={})).remote_entries == ()


@pytest.mark.parametrize("jobs", [0, 2])
def test_events_come_in_their_order(book: Project, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(book.write("events.py", EVENTS).folder)
    monkeypatch.delitem(sys.modules, "events", raising=False)
    book.build(jobs=jobs, extensions=["events"])
    log = book.folder / "log.txt"
    lines = log.read_text("utf-8").splitlines()
    ready = [line for line in lines if line.startswith("ready")]
    assert ready == ["ready brook, hill, zone, wave, ather"]
    before, after = lines[: lines.index(ready[0])], lines[lines.index(ready[0]) + 1 :]
    assert sorted(before) == [
        "read index brook",
        "read land Hill",
        "read land Zone",
        "read sea Wave",
        "read sea Äther",
    ]
    assert sorted(after) == ["resolved index", "resolved land", "resolved sea"]
    log.unlink()
    land = book.folder / "land.rst"
    land.write_text(land.read_text("utf-8").replace("Less than", "Lower than"), "utf-8")
    book.build(jobs=jobs, extensions=["events"])
    lines = log.read_text("utf-8").splitlines()
    assert lines[:3] == ["read land Hill", "read land Zone", ready[0]]
    log.unlink()
    book.build(jobs=jobs, extensions=["events"])
    assert log.read_text("utf-8").splitlines() == ready


def test_what_the_output_has_not_is_no_entry(book: Project) -> None:
    book.write("land.rst", "Land\n====\n\n.. only:: print\n\n   .. term:: Hill\n\n      Up.\n")
    terms = terms_of(book.build())
    assert terms.find("hill") is None
    assert terms.at("land", "hill") is None


def test_without_the_extension_there_is_a_sentence(project: Project) -> None:
    built = project.write("index.rst", "Home\n====\n").build(extensions=[])
    with pytest.raises(ExtensionError, match=r"app\.setup_extension"):
        terms_of(built)


def test_every_public_attribute_is_described() -> None:
    for record in (api.Designation, api.TermEntry, api.RemoteTermEntry):
        for field in fields(record):
            assert f"        {field.name}: " in (record.__doc__ or ""), field.name


# ---- the guide's examples


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(EXAMPLES)


@pytest.mark.usefixtures("examples")
@pytest.mark.parametrize("jobs", [0, 2])
def test_the_example_of_a_list_is_kept_up_to_date(book: Project, jobs: int) -> None:
    book.write("list.rst", ":orphan:\n\nList\n====\n\n.. fieldlist:: Water\n")
    conf: dict[str, Any] = {"extensions": ["fieldlist"], "jobs": jobs}
    built = book.build(**conf)
    assert built.warnings_of("config") == []

    def shown(built: Built) -> list[tuple[str, str]]:
        links = built.page("list").xpath("//main//li//a | //*[@class='body']//li//a")
        return [(link.text_content(), link.get("href")) for link in links]

    assert shown(built) == [("Wave", "sea.html#wave")]
    land = book.folder / "land.rst"
    land.write_text(land.read_text("utf-8").replace(":category: Land", ":category: Water"), "utf-8")
    built = book.build(**conf)
    assert shown(built) == [("Hill", "land.html#hill"), ("Wave", "sea.html#wave")]
    if not jobs:  # which pages other processes write is not seen here
        assert "list" in built.written
        assert book.build(**conf).written == set()
    assert "Wave" in book.build("text", **conf).text("list.txt")


@pytest.mark.usefixtures("examples")
def test_the_example_of_a_file_says_all_terms(book: Project) -> None:
    built = book.build(language="hi", extensions=["fieldtext"])
    assert "[पानी]\nलहर: चलता पानी।\n" in built.text("terms.txt")
    assert "[Land]\nHill: Less than a mountain.\n" in built.text("terms.txt")
