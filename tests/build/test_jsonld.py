"""What pages tell search engines: JSON-LD about their entries, and nothing that could end the element."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from support import Built, Project

SCHEMA: Final = Namespace("https://schema.org/")
BASE: Final = "https://example.org/docs/"
EVIL: Final = "</script><script>alert(1)</script><!--"


def data(built: Built, page: str) -> dict[str, Any]:
    """The data of a page, by type; terms by their code."""
    found = built.page(page).xpath("//head/script[@type='application/ld+json']")
    assert len(found) == 1
    content = json.loads(found[0].text_content())
    assert content["@context"] == "https://schema.org"
    terms = {node["termCode"]: node for node in content["@graph"] if "termCode" in node}
    return {**{node["@type"]: node for node in content["@graph"]}, **terms}


def has_data(built: Built, page: str) -> bool:
    return bool(built.page(page).xpath("//script[@type='application/ld+json']"))


def way(built: Built, page: str) -> list[tuple[int, str, str]]:
    items = data(built, page)["BreadcrumbList"]["itemListElement"]
    assert {item["@type"] for item in items} == {"ListItem"}
    return [(item["position"], item["name"], item["item"]) for item in items]


def write_glossary(project: Project) -> None:
    project.conf["html_baseurl"] = BASE
    project.conf["smartquotes"] = False
    project.conf["project"] = "Words & <Co>"
    project.write("index.rst", "Home\n====\n\nText.\n\n.. toctree::\n\n   list\n")
    project.write("list.rst", "Glossary\n========\n\n.. termindex::\n")
    project.write(
        "terms/leaf.rst",
        """
        .. term:: Leaf
           :aka: Foliage, leaf
           :abbr: LF
           :forms: leaves

           It has *flavour*; see :term:`kettle`.

           More of it.
        """,
    )
    project.write(
        "terms/more.rst",
        f"""
        Things
        ======

        .. term:: Kettle
           :aka: {EVIL}

           It {EVIL} boils.

        .. term:: Tea {EVIL}
           :id: tea

           Drink it.

        .. term:: Pot
           :see: kettle

        .. glossary::

           Strainer
           Sieve
              It holds back leaves.
        """,
    )
    project.translate("list", {"Glossary": "शब्दावली"})
    project.translate("index", {"Home": "मुखपृष्ठ"})
    project.translate("terms/leaf", {"Leaf": "पत्ती", "Foliage": "पर्ण"})


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("jsonld") / "src")
    write_glossary(project)
    return project


@pytest.fixture(scope="module")
def english(glossary: Project) -> Built:
    return glossary.build()


def test_a_term_says_what_it_is_called_and_means(english: Built) -> None:
    found = data(english, "terms/leaf")
    index = f"{BASE}list.html#"
    assert found["DefinedTermSet"]["name"] == "Glossary"
    assert found["DefinedTermSet"]["inLanguage"] == "en"
    assert found["DefinedTermSet"]["@id"] == found["DefinedTermSet"]["url"]
    assert found["DefinedTermSet"]["url"].startswith(index)
    assert found["leaf"] == {
        "@type": "DefinedTerm",
        "name": "Leaf",
        "description": "It has flavour; see kettle.",
        "alternateName": [
            "Foliage",
            "LF",
        ],  # forms are not shown, and the title is not one of the other names
        "termCode": "leaf",
        "inDefinedTermSet": {"@id": found["DefinedTermSet"]["@id"]},
        "url": f"{BASE}terms/leaf.html#leaf",
    }


def test_breadcrumbs_lead_down_from_the_first_page(english: Built) -> None:
    assert way(english, "terms/more") == [
        (1, "Home", f"{BASE}index.html"),
        (2, "Glossary", f"{BASE}list.html"),
        (3, "Things", f"{BASE}terms/more.html"),
    ]


def test_a_term_of_a_built_in_glossary_is_one_too(english: Built) -> None:
    found = data(english, "terms/more")["strainer"]
    assert found["alternateName"] == ["Sieve"]
    assert found["description"] == "It holds back leaves."
    assert found["url"] == f"{BASE}terms/more.html#term-Strainer"


def test_nothing_can_end_the_element(english: Built) -> None:
    found = data(english, "terms/more")
    assert set(found) == {"DefinedTermSet", "BreadcrumbList", "DefinedTerm", "kettle", "tea", "strainer"}
    assert found["kettle"]["alternateName"] == [EVIL]
    assert found["kettle"]["description"] == f"It {EVIL} boils."
    assert found["tea"]["name"] == f"Tea {EVIL}"
    assert not english.page("terms/more").xpath("//script[contains(., 'alert')][not(@type)]")


def test_pages_without_entries_say_nothing(english: Built) -> None:
    assert not any(has_data(english, page) for page in ("index", "list", "genindex", "search"))


def test_it_is_linked_data(english: Built) -> None:
    found = english.page("terms/more").xpath("//script[@type='application/ld+json']")[0]
    content = json.loads(found.text_content())
    content["@context"] = {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "item": {"@type": "@id"}}
    graph = Graph().parse(data=json.dumps(content), format="json-ld")
    terms = set(graph.subjects(RDF.type, SCHEMA.DefinedTerm))
    assert {str(graph.value(term, SCHEMA.termCode)) for term in terms} == {
        "kettle",
        "tea",
        "strainer",
    }
    sets = set(graph.subjects(RDF.type, SCHEMA.DefinedTermSet))
    assert {graph.value(term, SCHEMA.inDefinedTermSet) for term in terms} == sets
    assert (None, SCHEMA.url, URIRef(f"{BASE}terms/more.html#tea")) in graph
    assert (None, SCHEMA.position, Literal(3)) in graph


def test_it_is_in_the_language_of_the_page(glossary: Project) -> None:
    hindi = glossary.build(language="hi")
    found = data(hindi, "terms/leaf")
    assert found["DefinedTermSet"]["inLanguage"] == "hi"
    assert found["DefinedTermSet"]["name"] == "शब्दावली"
    assert found["leaf"]["name"] == "पत्ती"
    assert found["leaf"]["alternateName"] == ["पर्ण", "leaf", "LF"]
    assert found["leaf"]["termCode"] == "leaf"
    assert "description" not in found["leaf"]  # it is not translated
    assert [name for _n, name, _address in way(hindi, "terms/more")][:2] == ["मुखपृष्ठ", "शब्दावली"]


def test_without_an_address_all_is_relative_to_the_page(glossary: Project) -> None:
    built = glossary.build("dirhtml", html_baseurl="")
    found = data(built, "terms/leaf/index")
    assert found["leaf"]["url"] == "#leaf"
    assert found["DefinedTermSet"]["url"].startswith("../../list/#")
    assert [address for *_rest, address in way(built, "terms/leaf/index")] == [
        "../../",
        "../../list/",
        "#",
    ]


def test_it_can_be_switched_off(glossary: Project) -> None:
    built = glossary.build(out="off", glossterm_jsonld=False)
    assert not has_data(built, "terms/leaf")


def test_a_page_follows_the_titles_above_it(project: Project) -> None:
    """Also in a toctree, where Sphinx itself would not write the page again."""
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   group\n   other\n")
    project.write("group.rst", "Group\n=====\n\n.. toctree::\n\n   leaf\n")
    project.write("other.rst", "Other\n=====\n")
    project.write("leaf.rst", ".. term:: Leaf\n\n   It has flavour.\n")
    assert [name for _n, name, _a in way(project.build(), "leaf")] == ["Home", "Group", "Leaf"]
    project.write("index.rst", "Start\n=====\n\n.. toctree::\n\n   group\n   other\n")
    second = project.build()
    assert [name for _n, name, _a in way(second, "leaf")] == ["Start", "Group", "Leaf"]
    project.write("other.rst", "Another\n=======\n")
    assert "leaf" not in project.build().written


def test_a_page_follows_the_index_to_another_page(project: Project) -> None:
    """One that has a built-in glossary only, too."""
    toctree = "Home\n====\n\n.. toctree::\n\n   own\n   {0}\n"
    project.write("index.rst", toctree.format("all"))
    project.write("own.rst", "Own\n===\n\n.. glossary::\n\n   Leaf\n      It has flavour.\n")
    project.write("all.rst", "All\n===\n\n.. termindex::\n")
    assert data(project.build(), "own")["DefinedTermSet"]["url"] == "all.html#glossterm-index"
    project.remove("all.rst").write("new/all.rst", "All\n===\n\n.. termindex::\n")
    project.write("index.rst", toctree.format("new/all"))
    assert data(project.build(), "own")["DefinedTermSet"]["url"] == "new/all.html#glossterm-index"


def test_a_page_of_many_entries_does_not_double(project: Project) -> None:
    entries = "".join(
        f".. term:: Term number {number}\n\n   What it means, in a sentence of about {number} words.\n\n"
        for number in range(200)
    )
    project.write("index.rst", f"Home\n====\n\n{entries}")
    page = Path(project.build().app.outdir, "index.html")
    found = len(page.read_bytes())
    plain = Path(project.build(out="plain", glossterm_jsonld=False).app.outdir, "index.html")
    assert found < 1.5 * len(plain.read_bytes())
