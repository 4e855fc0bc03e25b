"""The description of a page with one entry for search engines."""

from __future__ import annotations

import pytest
from support import HAS_MYST, Built, Project

DEFINITION = 'A *steady* wave of :math:`\\omega_0`, "plain" & <simple>; see :term:`signal`.'
CARRIER = f"""
    .. term:: Carrier wave
       :aka: Carrier
       :category: Physics

       {DEFINITION}

       More of it.
    """
TEXT = 'A steady wave of \\omega_0, "plain" & <simple>; see signal.'
SIGNAL = ".. term:: Signal\n\n   What is sent.\n"
META = ".. meta::\n   :description: Mine.\n   :keywords: waves\n\n"


def described(built: Built, page: str = "carrier") -> list[str]:
    """All descriptions in the head of a page."""
    return [str(tag) for tag in built.page(page).xpath("//head/meta[@name='description']/@content")]


@pytest.fixture
def glossary(project: Project) -> Project:
    project.conf["smartquotes"] = False
    project.write("index.rst", "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n")
    project.write("signal.rst", SIGNAL)
    return project.write("carrier.rst", CARRIER)


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_a_page_with_one_entry_is_described_by_its_short_definition(
    glossary: Project, theme: str
) -> None:
    sentence = "It is " + "very " * 100 + "long."
    glossary.write("long.rst", f".. term:: Long\n\n   {sentence}\n")
    built = glossary.build(html_theme=theme)
    assert built.warnings == []
    assert described(built) == [TEXT]
    assert described(built, "signal") == ["What is sent."]
    assert described(built, "long") == [sentence]  # nothing is cut
    assert described(built, "index") == described(built, "genindex") == []


def test_an_address_in_a_folder_of_its_own_changes_nothing(glossary: Project) -> None:
    assert described(glossary.build("dirhtml"), "carrier/index") == [TEXT]


def test_a_book_has_none(glossary: Project) -> None:
    assert 'name="description"' not in glossary.build("epub").text("carrier.xhtml")
    assert described(glossary.build("singlehtml"), "index") == []


def test_a_page_with_more_than_an_entry_is_left_alone(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nText.\n\n.. toctree::\n   :glob:\n\n   p*\n")
    project.write("other.rst", ":orphan:\n\n.. term:: Other\n\n   One more.\n")
    heading, section = "Words\n=====\n\n", "\nAnd\n{}\n\nText.\n"
    builtin = ".. glossary::\n\n   {}\n      What is not.\n"
    is_described = {
        heading + ".. only a comment\n\n" + SIGNAL: True,
        SIGNAL + section.format("==="): True,
        heading + "Ours.\n\n" + SIGNAL: False,
        heading + SIGNAL + section.format("---"): False,
        SIGNAL + "\n.. term:: Noise\n\n   What is not.\n": False,
        SIGNAL + "\n" + builtin.format("Hiss"): False,
        builtin.format("Hum"): False,
        heading + builtin.format("Buzz"): False,
        ".. term:: Pointer\n   :see: other\n": False,
        "* Item\n\n  .. term:: Listed\n\n     What is sent.\n": False,
    }
    for number, source in enumerate(is_described):
        project.write(f"p{number}.rst", source.replace("Signal", f"Signal {number}"))
    built = project.build()
    for number, (source, wanted) in enumerate(is_described.items()):
        assert described(built, f"p{number}") == ["What is sent."] * wanted, source


def test_what_the_author_wrote_stands(glossary: Project) -> None:
    glossary.write("signal.rst", META + SIGNAL)
    keywords = META.replace("   :description: Mine.\n", "")
    glossary.write("words.rst", keywords + ".. term:: Words\n\n   What is said.\n")
    if HAS_MYST:
        head = "---\nmyst:\n  html_meta:\n    description: Mine.\n---\n\n"
        glossary.write("noise.md", head + ":::{term} Noise\nWhat is not.\n:::\n")
    built = glossary.build()
    assert described(built, "signal") == ["Mine."]
    assert described(built, "words") == ["What is said."]  # other metadata are not a description
    if HAS_MYST:
        assert described(built, "noise") == ["Mine."]


def test_it_is_in_the_language_that_the_page_shows(glossary: Project) -> None:
    glossary.translate("carrier", {DEFINITION: 'ایک :math:`\\omega_0` :term:`signal`، "لہر"'}, "ur")
    glossary.write("noise.rst", ".. term:: Noise\n\n   What is not.\n")
    glossary.translate("signal", {"Signal": "سگنل", "What is sent.": "جو بھیجا جائے"}, "ur")
    built = glossary.build(language="ur")
    assert described(built) == ['ایک \\omega_0 سگنل، "لہر"']
    assert described(built, "signal") == ["جو بھیجا جائے"]
    (translated,) = built.page("signal").xpath("//meta[@name='description']")
    assert (translated.get("lang"), translated.get("dir")) == (None, None)
    (left,) = built.page("noise").xpath("//meta[@name='description']")
    assert (left.get("content"), left.get("lang"), left.get("dir")) == ("What is not.", "en", "ltr")


def test_it_follows_what_it_shows_of_others(glossary: Project) -> None:
    # Nothing else on the page shows the title, in another document, that the definition shows.
    glossary.conf |= {"glossterm_jsonld": False, "glossterm_mentions": False}
    glossary.write("carrier.rst", ".. term:: Carrier\n\n   See :doc:`there`.\n")
    glossary.remove("signal.rst").write("there.rst", "There\n=====\n\nText.\n")
    assert described(glossary.build()) == ["See There."]
    glossary.write("there.rst", "Elsewhere\n=========\n\nText.\n")
    assert described(glossary.build()) == ["See Elsewhere."]
