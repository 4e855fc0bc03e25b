"""The glossary as data: what the builder writes, as others read it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import jsonschema
import pytest
from lxml import etree
from pyshacl import validate
from rdflib import OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from sphinx.errors import SphinxError
from support import Built, Project
from translate.storage.pypo import pofile
from translate.storage.tbx import tbxfile

from sphinx_glossterm.exchange.tables import OWN, SHARED

DCT: Final = Namespace("http://purl.org/dc/terms/")
BASE: Final = "https://example.org/docs/"
HERE: Final = Namespace(f"{BASE}#")
ALL: Final = ["json", "csv", "tsv", "skos", "tbx", "tbx2", "po"]
EVIL: Final = "=HYPERLINK(1) </script> \x01 \u202e"
NOTHING: Final[dict[str, Any]] = {"avoid": [], "source": None, "source_links": [], "note": None}
"""What an entry has not that has nothing but names and a definition."""
FILES: Final = [
    "glossary-v2.tbx",
    "glossary.csv",
    "glossary.hi.po",
    "glossary.json",
    "glossary.jsonld",
    "glossary.pt-BR.po",
    "glossary.schema.json",
    "glossary.tbx",
    "glossary.tsv",
    "glossary.ttl",
]


def write_glossary(project: Project) -> None:
    project.conf |= {"html_baseurl": BASE, "project": "Tea & <Co>", "smartquotes": False}
    project.write("index.rst", "Home\n====\n\n.. toctree::\n\n   list\n\n.. termindex::\n")
    project.write(
        "list.rst",
        f"""
        List
        ====

        .. term:: Leaf
           :aka: Foliage; Leaf, dried
           :abbr: LF
           :forms: leaves
           :category: Plants
           :tags: green, dry
           :related: kettle, Pot, nothing

           It has *flavour*; see :term:`kettle`.

           More of it.

        .. term:: Kettle
           :category: Things

           It boils water.

        .. term:: Pot
           :see: kettle

        .. term:: Cup
           :abbr: CP
           :avoid: mug; bowl | dish
           :pos: noun
           :keep:
           :source: `The book <https://example.org/a b>`__, p. 2
           :note: Not of *tea*.

           It holds tea.

        .. term:: Samovar
           :status: deprecated
           :replaced-by: Pot

           An old kettle.

        .. term:: Cosy
           :status: draft

           It keeps warm.

        .. term:: {EVIL}
           :id: evil

           @It | hurts. {EVIL}

        .. glossary::

           Strainer
           Sieve
              It holds back leaves.
        """,
    )
    project.write("more.rst", ":orphan:\n\nMore\n====\n\n.. term:: Leaf\n\n   Another one.\n")
    hindi = {
        "Leaf": "पत्ती",
        "Foliage": "पर्ण",
        "leaves": "pattiyan",
        "It has *flavour*; see :term:`kettle`.": "इसमें **स्वाद** है; :term:`केतली <kettle>` देखिए।",
        "Kettle": "केतली",
        "Pot": "हाँडी",
        "mug; bowl | dish": "कटोरा",
        "`The book <https://example.org/a b>`__, p. 2": "`किताब <https://example.org/a b>`__",
        "It holds tea.": "इसमें चाय है।",
        "Strainer": "छन्नी",
        "It holds back leaves.": "यह पत्तियाँ रोकती है।",
        "An old kettle.": "`पुरानी <javascript:alert(1)>`__ केतली।",
    }
    project.translate("list", hindi)
    project.translate("more", {"Another one.": "एक और।"})
    project.translate("glossterm", {"Plants": "पौधे", "green": "हरा"})
    project.translate("list", {"Leaf": "Folha"}, "pt_BR")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("export") / "src")
    write_glossary(project)
    return project


@pytest.fixture(scope="module")
def exported(project: Project) -> Built:
    return project.build("glossterm", glossterm_export=ALL)


def read(reader: Any, content: bytes) -> Any:
    """What translate-toolkit, which has few types, makes of a file."""
    return reader.parsestring(content)


def files(built: Built) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(built.app.outdir).glob("glossary*")}


# ---- all of it


def test_every_format_is_written(exported: Built) -> None:
    assert sorted(files(exported)) == FILES
    assert exported.warnings_of("export") == []


def test_the_same_project_gives_the_same_bytes_in_whichever_language_it_is_built(
    project: Project, exported: Built
) -> None:
    again = project.build("glossterm", language="hi", out="again", glossterm_export=ALL)
    assert files(again) == files(exported)


def test_what_the_files_hold_does_not_depend_on_hashes(exported: Built, tmp_path: Path) -> None:
    code = """
import pickle, sys
from pathlib import Path
from sphinx_glossterm.exchange.formats import WRITERS
termbase = pickle.loads(Path(sys.argv[1]).read_bytes())
found = {name: content for write in WRITERS.values() for name, content in write(termbase).items()}
Path(sys.argv[1]).write_bytes(pickle.dumps(found))
"""
    file = tmp_path / "termbase"
    found = []
    for seed in ("1", "2"):
        file.write_bytes(_termbase(exported))
        command = [sys.executable, "-c", code, str(file)]
        subprocess.run(
            command, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        )
        found.append(file.read_bytes())
    assert found[0] == found[1]


def _termbase(built: Built) -> bytes:
    import pickle

    from sphinx_glossterm.exchange.readings import reading
    from sphinx_glossterm.exchange.termbase import merge
    from sphinx_glossterm.terms.order import collator

    return pickle.dumps(merge([reading(built.app)], "en", collator("en")))


def test_what_is_wrong_with_a_translation_is_said(exported: Built, content: dict[str, Any]) -> None:
    """A build in that language says it, and shows the source text."""
    [warning] = exported.warnings_of("translation")
    assert warning.startswith("locales/hi/LC_MESSAGES/list.po:")
    assert "could run code" in warning
    assert "hi" not in entry(content, "samovar")["languages"]


# ---- JSON


@pytest.fixture(scope="module")
def content(exported: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported.text("glossary.json"))
    return found


def entry(content: dict[str, Any], name: str) -> dict[str, Any]:
    [found] = [item for item in content["entries"] if item["id"] == name]
    assert isinstance(found, dict)
    return found


def test_json_follows_its_schema(exported: Built, content: dict[str, Any]) -> None:
    schema = json.loads(exported.text("glossary.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(content, schema)
    broken = deepcopy(content)
    broken["entries"][0]["languages"]["en"]["title"] = ["Two", "titles"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_json_has_every_language_and_nothing_that_is_not_translated(content: dict[str, Any]) -> None:
    assert content["languages"] == ["en", "hi", "pt-BR"]
    leaf = entry(content, "leaf")
    assert leaf["iri"] == f"{BASE}#leaf"
    assert leaf["languages"] == {
        "en": {
            "title": "Leaf",
            "aliases": ["Foliage", "Leaf, dried"],
            "abbreviation": "LF",
            "forms": ["leaves"],
            "definition": "It has flavour; see kettle.",
            **NOTHING,
        },
        "hi": {
            "title": "पत्ती",
            "aliases": ["पर्ण"],
            "abbreviation": None,
            "forms": ["pattiyan"],
            "definition": "इसमें स्वाद है; केतली देखिए।",
            **NOTHING,
        },
        "pt-BR": {
            "title": "Folha",
            "aliases": [],
            "abbreviation": None,
            "forms": [],
            "definition": None,
            **NOTHING,
        },
    }
    assert content["labels"]["Plants"] == {"en": "Plants", "hi": "पौधे"}
    assert content["labels"]["dry"] == {"en": "dry"}


def test_json_has_what_belongs_to_an_entry(content: dict[str, Any]) -> None:
    cup, leaf = entry(content, "cup"), entry(content, "leaf")
    assert (cup["part_of_speech"], cup["keep"]) == ("noun", True)
    assert (leaf["part_of_speech"], leaf["keep"]) == (None, False)
    english, translated = cup["languages"]["en"], cup["languages"]["hi"]
    assert {name: english[name] for name in NOTHING} == {
        "avoid": ["mug", "bowl | dish"],
        "source": "The book, p. 2",
        "source_links": ["https://example.org/ab"],
        "note": "Not of tea.",
    }
    assert {name: translated[name] for name in NOTHING} == {
        "avoid": ["कटोरा"],
        "source": "किताब",
        "source_links": ["https://example.org/ab"],
        "note": None,
    }


def test_json_names_other_entries_by_id(content: dict[str, Any]) -> None:
    assert entry(content, "leaf")["related"] == ["kettle", "pot"]
    assert entry(content, "pot")["see"] == "kettle"
    samovar = entry(content, "samovar")
    assert (samovar["status"], samovar["replaced_by"]) == ("deprecated", "pot")


def test_two_entries_of_one_id_are_both_there(content: dict[str, Any]) -> None:
    assert entry(content, "leaf")["document"] == "list"
    second = entry(content, "leaf-2")
    assert second["document"] == "more"
    assert second["languages"]["hi"]["definition"] == "एक और।"


def test_entries_of_built_in_glossaries_are_there(content: dict[str, Any]) -> None:
    strainer = entry(content, "strainer")["languages"]
    assert strainer["en"]["aliases"] == ["Sieve"]
    assert strainer["hi"]["title"] == "छन्नी"
    assert strainer["hi"]["definition"] == "यह पत्तियाँ रोकती है।"


# ---- tables


def test_csv_and_tsv_are_read_by_python(exported: Built, content: dict[str, Any]) -> None:
    text = exported.text("glossary.csv")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [item["id"] for item in content["entries"]]
    leaf = next(row for row in rows if row["id"] == "leaf")
    assert leaf["aliases.en"] == "Foliage | Leaf, dried"
    assert (leaf["title.hi"], leaf["category.hi"], leaf["tags.hi"]) == ("पत्ती", "पौधे", "हरा")
    lines = exported.text("glossary.tsv").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["id", *(row["id"] for row in rows)]
    assert {line.count("\t") for line in lines} == {len(SHARED) + len(OWN) * 3 - 1}
    cup = next(row for row in rows if row["id"] == "cup")
    assert (cup["part_of_speech"], cup["keep"], leaf["keep"]) == ("noun", "yes", "")
    assert (cup["avoid.en"], cup["avoid.hi"]) == (r"mug | bowl \| dish", "कटोरा")
    assert (cup["source.en"], cup["source.hi"]) == ("The book, p. 2", "किताब")
    assert (cup["source_links.en"], cup["note.en"]) == ("https://example.org/ab", "Not of tea.")


def test_no_spreadsheet_takes_a_cell_for_a_formula(exported: Built) -> None:
    rows = list(csv.reader(io.StringIO(exported.text("glossary.csv").removeprefix("\ufeff"))))
    cells = [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=HYPERLINK(1)") for cell in cells)
    assert any(cell.startswith("'@It | hurts.") for cell in cells)
    assert "\t=HYPERLINK(1)" in exported.text("glossary.tsv")


# ---- SKOS

SHAPES: Final = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
   sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ,
               [ sh:path skos:altLabel ; sh:datatype rdf:langString ; sh:disjoint skos:prefLabel ] ,
               [ sh:path skos:hiddenLabel ; sh:datatype rdf:langString ;
                 sh:disjoint skos:prefLabel , skos:altLabel ] ,
               [ sh:path skos:definition ; sh:uniqueLang true ] ,
               [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ,
               [ sh:path skos:broader ; sh:maxCount 1 ; sh:class skos:Concept ] ,
               [ sh:path skos:related ; sh:class skos:Concept ; sh:disjoint skos:broader ] ,
               [ sh:path skos:notation ; sh:maxCount 1 ] .
[] a sh:NodeShape ; sh:targetClass skos:ConceptScheme ;
   sh:property [ sh:path skos:hasTopConcept ; sh:minCount 1 ; sh:class skos:Concept ] .
[] a sh:NodeShape ; sh:targetClass skos:Collection ;
   sh:property [ sh:path skos:member ; sh:minCount 1 ; sh:class skos:Concept ] ,
               [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] .
"""


@pytest.fixture(scope="module")
def graph(exported: Built) -> Graph:
    return Graph().parse(data=exported.text("glossary.ttl"), format="turtle")


def holds(graph: Graph) -> bool:
    conforms, _graph, _text = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert isinstance(conforms, bool)
    return conforms


def test_skos_holds_together(graph: Graph) -> None:
    assert holds(graph)
    broken = graph + Graph().add((HERE.leaf, SKOS.prefLabel, Literal("Sheet", lang="en")))
    assert not holds(broken)
    broken = graph + Graph().add((HERE.leaf, SKOS.altLabel, Literal("Leaf", lang="en")))
    assert not holds(broken)


def test_turtle_and_json_ld_say_the_same(exported: Built, graph: Graph) -> None:
    assert isomorphic(graph, Graph().parse(data=exported.text("glossary.jsonld"), format="json-ld"))


def labels(graph: Graph, node: URIRef, kind: URIRef) -> set[tuple[str, str | None]]:
    return {(str(o), o.language) for o in graph.objects(node, kind) if isinstance(o, Literal)}


def test_skos_has_labels_of_each_kind_and_language(graph: Graph) -> None:
    leaf = HERE.leaf
    assert labels(graph, leaf, SKOS.prefLabel) == {("Leaf", "en"), ("पत्ती", "hi"), ("Folha", "pt-BR")}
    assert {("Foliage", "en"), ("LF", "en"), ("पर्ण", "hi")} <= labels(graph, leaf, SKOS.altLabel)
    assert labels(graph, leaf, SKOS.hiddenLabel) == {("leaves", "en"), ("pattiyan", "hi-Latn")}
    assert labels(graph, leaf, SKOS.definition) == {
        ("It has flavour; see kettle.", "en"),
        ("इसमें स्वाद है; केतली देखिए।", "hi"),
    }
    assert labels(graph, HERE.cup, SKOS.hiddenLabel) == {
        ("mug", "en"),
        ("bowl | dish", "en"),
        ("कटोरा", "hi"),
    }
    assert labels(graph, HERE.cup, SKOS.scopeNote) == {("Not of tea.", "en")}
    assert labels(graph, HERE.cup, DCT.source) == {("The book, p. 2", "en"), ("किताब", "hi")}
    assert (HERE.cup, DCT.source, URIRef("https://example.org/ab")) in graph
    # An entry that only points to another one is a name of that one.
    assert ("Pot", "en") in labels(graph, HERE.kettle, SKOS.altLabel)
    assert ("हाँडी", "hi") in labels(graph, HERE.kettle, SKOS.altLabel)
    assert (HERE.pot, None, None) not in graph


def test_skos_has_relations_categories_and_tags(graph: Graph) -> None:
    assert set(graph.objects(HERE.leaf, SKOS.related)) == {HERE.kettle}
    assert (HERE.kettle, SKOS.related, HERE.leaf) in graph
    plants = HERE["category:Plants"]
    assert (HERE.leaf, SKOS.broader, plants) in graph
    assert labels(graph, plants, SKOS.prefLabel) == {("Plants", "en"), ("पौधे", "hi")}
    assert (URIRef(BASE), SKOS.hasTopConcept, plants) in graph
    assert (HERE["tag:green"], RDF.type, SKOS.Collection) in graph
    assert (HERE["tag:green"], SKOS.member, HERE.leaf) in graph
    assert (HERE.samovar, OWL.deprecated, Literal(True)) in graph
    assert (HERE.samovar, DCT.isReplacedBy, HERE.kettle) in graph
    assert (HERE.leaf, OWL.deprecated, None) not in graph


# ---- TBX

TBX: Final = "{urn:iso:std:iso:30042:ed-2}"
AUX: Final = "(?:(?:descrip|descripGrp|admin|ref|xref|note) )*"
# The children that TBX's core structure allows in each element, as far as we write it.
CHILDREN: Final = {
    "tbx": "tbxHeader text ",
    "tbxHeader": "fileDesc (?:encodingDesc )?(?:revisionDesc )?",
    "fileDesc": "(?:titleStmt )?(?:publicationStmt )?(?:sourceDesc )+",
    "titleStmt": "title (?:note )*",
    "sourceDesc": "(?:p )+",
    "text": "body (?:back )?",
    "body": "(?:conceptEntry )+",
    "conceptEntry": f"{AUX}(?:langSec )+",
    "langSec": f"{AUX}(?:termSec )+",
    "termSec": f"term (?:termNote )*{AUX}",
    "descripGrp": "descrip (?:(?:descripNote|admin|adminGrp|transacGrp|note|ref|xref) )*",
    **dict.fromkeys(["title", "p", "descrip", "ref", "term", "termNote", "admin", "xref", "note"], ""),
}
# The data categories of TBX-Basic, where they are allowed, and their values.
TYPES: Final[dict[tuple[str, str], dict[str, set[str] | None]]] = {
    ("conceptEntry", "descrip"): {"subjectField": None, "definition": None},
    ("langSec", "descrip"): {"definition": None},
    ("descripGrp", "descrip"): {"definition": None},
    ("descripGrp", "admin"): {"source": None},
    ("langSec", "admin"): {"source": None},
    ("descripGrp", "xref"): {"externalCrossReference": None},
    ("langSec", "xref"): {"externalCrossReference": None},
    ("conceptEntry", "ref"): {"crossReference": None},
    ("termSec", "termNote"): {
        "partOfSpeech": {"noun", "verb", "adjective", "adverb", "properNoun", "other"},
        "termType": {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"},
        "administrativeStatus": {
            "preferredTerm-admn-sts",
            "admittedTerm-admn-sts",
            "deprecatedTerm-admn-sts",
            "supersededTerm-admn-sts",
        },
    },
}
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
ATTRIBUTES: Final = {
    "tbx": {"type", "style", f"{XML}lang"},
    "conceptEntry": {"id"},
    "langSec": {f"{XML}lang"},
    "descrip": {"type"},
    "ref": {"type", "target"},
    "xref": {"type", "target"},
    "admin": {"type"},
    "termNote": {"type"},
}


def faults(root: Any) -> list[str]:
    """The ways in which a file is not TBX-Basic in DCA style."""
    found = []
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    found += [f"id {name} twice" for name in ids if ids.count(name) > 1]
    for node in root.iter():
        name = str(node.tag).removeprefix(TBX)
        children = "".join(f"{str(child.tag).removeprefix(TBX)} " for child in node)
        if name not in CHILDREN or not re.fullmatch(CHILDREN[name], children):
            found.append(f"{name} holds {children}")
        if set(node.keys()) != ATTRIBUTES.get(name, set()):
            found.append(f"{name} has {node.keys()}")
        if node.get("type") and name != "tbx":
            allowed = TYPES.get((str(node.getparent().tag).removeprefix(TBX), name), {})
            values = allowed.get(node.get("type"), set())
            if values is not None and node.text not in values:
                found.append(f"{name} {node.get('type')} is {node.text}")
        if name == "ref" and node.get("target") not in ids:
            found.append(f"no {node.get('target')}")
    return found


def test_tbx_3_is_basic_in_dca_style(exported: Built) -> None:
    root = etree.fromstring(files(exported)["glossary.tbx"])
    assert (root.tag, root.get("type"), root.get("style")) == (f"{TBX}tbx", "TBX-Basic", "dca")
    assert faults(root) == []
    next(root.iter(f"{TBX}termSec")).append(etree.Element(f"{TBX}langSec"))
    assert faults(root) != []


def test_tbx_3_has_every_language(exported: Built) -> None:
    root = etree.fromstring(files(exported)["glossary.tbx"])
    [leaf] = root.xpath("//*[@id='leaf']")
    found = {
        section.get(f"{XML}lang"): [term.text for term in section.iter(f"{TBX}term")]
        for section in leaf.iter(f"{TBX}langSec")
    }
    assert found == {
        "en": ["Leaf", "Foliage", "Leaf, dried", "LF", "leaves"],
        "hi": ["पत्ती", "पर्ण", "pattiyan"],
        "pt-BR": ["Folha"],
    }
    [evil] = root.xpath("//*[@id='evil']")
    assert evil.findtext(f".//{TBX}term") == EVIL.replace("\x01", "\N{REPLACEMENT CHARACTER}")


def test_tbx_3_has_what_belongs_to_an_entry(exported: Built) -> None:
    root = etree.fromstring(files(exported)["glossary.tbx"])
    [cup] = root.xpath("//*[@id='cup']")
    english, hindi, _portuguese = cup.iter(f"{TBX}langSec")
    [group] = english.iter(f"{TBX}descripGrp")
    assert [(node.get("type"), node.text) for node in group] == [
        ("definition", "It holds tea."),
        ("source", "The book, p. 2"),
        ("externalCrossReference", "https://example.org/ab"),
    ]
    assert english.findtext(f"{TBX}note") == "Not of tea."
    assert hindi.findtext(f"{TBX}note") is None
    terms = {
        section.findtext(f"{TBX}term"): {
            note.get("type"): note.text for note in section.iter(f"{TBX}termNote")
        }
        for section in cup.iter(f"{TBX}termSec")
    }
    avoided = {"partOfSpeech": "noun", "administrativeStatus": "deprecatedTerm-admn-sts"}
    assert {name: notes for name, notes in terms.items() if notes == avoided}.keys() == {
        *("mug", "bowl | dish", "कटोरा"),
    }
    assert terms["Cup"] == {"partOfSpeech": "noun", "administrativeStatus": "preferredTerm-admn-sts"}


def test_tbx_2_is_read_by_translate_toolkit(exported: Built) -> None:
    store = read(tbxfile, files(exported)["glossary-v2.tbx"])
    units = {unit.getid(): unit for unit in store.units}
    assert (units["leaf"].source, units["leaf"].target) == ("Leaf", "पत्ती")
    assert "It has flavour; see kettle." in units["leaf"].getnotes("definition")
    assert units["samovar"].isobsolete()
    assert not units["leaf"].isobsolete()
    assert "It holds tea." in units["cup"].getnotes("definition")
    assert not units["cup"].isobsolete()  # though names to avoid are
    assert (units["cup"].source, units["cup"].target) == ("Cup", "Cup")
    store.settargetlanguage("pt-BR")
    assert units["leaf"].target == "Folha"
    assert units["kettle"].target is None


# ---- PO


def test_po_is_read_by_translate_toolkit(exported: Built) -> None:
    store = read(pofile, files(exported)["glossary.hi.po"])
    assert store.parseheader()["Language"] == "hi"
    units = {(unit.getcontext(), unit.source): unit for unit in store.units if not unit.isheader()}
    leaf = units["leaf", "Leaf"]
    assert leaf.target == "पत्ती"
    assert "It has flavour; see kettle." in leaf.getnotes("developer").replace("\n", " ")
    assert units["leaf", "Foliage"].target == "पर्ण"
    assert units["leaf", "LF"].target == ""
    assert units["leaf-2", "Leaf"].target == ""  # another document, with its own catalogue
    assert units["strainer", "Strainer"].target == "छन्नी"
    assert "Status: deprecated" in units["samovar", "Samovar"].getnotes("developer")
    assert units["cup", "Cup"].getnotes("developer").replace("\n", " ") == (
        "It holds tea. Source: The book, p. 2 Usage note: Not of tea. Part of speech: noun Title and"
        " abbreviation stay as they are. Not to be used (en): mug, bowl | dish Not to be used (hi): कटोरा"
    )
    assert "Date" not in exported.text("glossary.hi.po")


def test_po_pairs_only_what_belongs_together(tmp_path: Path) -> None:
    project = Project(tmp_path / "src")
    project.write(
        "index.rst",
        """
        Home
        ====

        .. term:: Leaf
           :aka: Foliage, Frond
           :abbr: LF
           :forms: leaves, leafy

           It grows.

        .. term:: Root
           :aka: roots
           :forms: roots

           It stays.

        .. term:: Stem
           :forms: stems

           It stands.
        """,
    )
    project.translate(
        "index",
        {
            "Leaf": "पत्ती",
            "Frond": "पर्णांग",
            "leaves, leafy": "पत्तियाँ, पत्तों",
            "roots": "जड़ें",
            "stems": "तने, तनों",
        },
    )
    project.translate("index", {"Leaf": "葉", "leaves, leafy": "、", "stems": "茎"}, "ja")
    built = project.build("glossterm", glossterm_export=["po", "json"])
    assert built.warnings == []

    def read_po(language: str) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
        store = read(pofile, files(built)[f"glossary.{language}.po"])
        units = [unit for unit in store.units if not unit.isheader()]
        notes = {unit.source: unit.getnotes("developer") for unit in units}
        return {(unit.getcontext(), unit.source): unit.target for unit in units}, notes

    pairs, notes = read_po("hi")
    assert pairs == {
        ("leaf", "Leaf"): "पत्ती",
        ("leaf", "Foliage"): "",
        ("leaf", "Frond"): "पर्णांग",
        ("leaf", "LF"): "",
        ("root", "Root"): "",
        ("root", "roots"): "जड़ें",
        ("stem", "Stem"): "",
    }
    assert notes["Leaf"] == "It grows.\nForms (en): leaves, leafy\nForms (hi): पत्तियाँ, पत्तों"
    assert notes["Root"] == "It stays."
    assert notes["Stem"] == "It stands.\nForms (en): stems\nForms (hi): तने, तनों"
    pairs, notes = read_po("ja")
    assert pairs["stem", "stems"] == "茎"
    assert notes["Leaf"] == "It grows.\nForms (en): leaves, leafy"
    assert notes["Stem"] == "It stands."
    forms = {
        language: [entry["languages"].get(language, {}).get("forms") for entry in entries]
        for entries in [json.loads(built.text("glossary.json"))["entries"]]
        for language in ("en", "hi", "ja")
    }
    assert forms == {
        "en": [["leaves", "leafy"], ["roots"], ["stems"]],
        "hi": [["पत्तियाँ", "पत्तों"], ["जड़ें"], ["तने", "तनों"]],
        "ja": [[], None, ["茎"]],
    }


# ---- bad input


def test_an_empty_glossary_gives_valid_files_and_a_warning(tmp_path: Path) -> None:
    project = Project(tmp_path / "src")
    project.conf["project"] = "Nothing yet"
    project.write("index.rst", "Home\n====\n")
    out = tmp_path / "out" / "glossterm-en"
    out.mkdir(parents=True)
    (out / "glossary.tbx").write_text("of an earlier export")
    built = project.build("glossterm", glossterm_export=["jsn", *ALL])
    assert "There is no entry to export" in built.warnings_of("export")[0]
    assert "html_baseurl" in built.warnings_of("export")[1]
    [unknown] = built.warnings_of("config")
    assert '"jsn", which is not a format; it is ignored. Did you mean "json"?' in unknown
    # TBX has to hold one concept at least.
    assert sorted(files(built)) == [name for name in FILES if not name.endswith((".tbx", ".po"))]
    schema = json.loads(built.text("glossary.schema.json"))
    found = json.loads(built.text("glossary.json"))
    jsonschema.validate(found, schema)
    assert found["base"] == "urn:glossterm:nothing-yet"
    assert len(built.text("glossary.csv").splitlines()) == 1
    assert len(Graph().parse(data=built.text("glossary.ttl"))) == 2


@pytest.mark.parametrize(
    ("base", "iri"),
    [
        ("https://example.org/two words/", "https://example.org/two%20words/#leaf"),
        (
            'https://example.org/"a"<b>{c}|^`\\',
            "https://example.org/%22a%22%3Cb%3E%7Bc%7D%7C%5E%60%5C#leaf",
        ),
        ("https://example.org/चाय/#top", "https://example.org/चाय/#leaf"),
        ("example.org:80/docs", "urn:glossterm:tea:leaf"),
        ("/docs/", "urn:glossterm:tea:leaf"),
    ],
)
def test_any_html_baseurl_gives_every_format(tmp_path: Path, base: str, iri: str) -> None:
    project = Project(tmp_path / "src")
    project.conf |= {"project": "Tea", "html_baseurl": base}
    project.write("index.rst", "Home\n====\n\n.. term:: Leaf\n   :category: A <b>\n\n   It is green.\n")
    built = project.build("glossterm", glossterm_export=ALL)
    assert sorted(files(built)) == [name for name in FILES if not name.endswith(".po")]
    warnings = built.warnings_of("export")
    assert len(warnings) == iri.startswith("urn:")
    assert all(f'html_baseurl is "{base}", which is not a whole address' in each for each in warnings)
    [entry] = json.loads(built.text("glossary.json"))["entries"]
    assert entry["iri"] == iri
    for name, form in (("glossary.ttl", "turtle"), ("glossary.jsonld", "json-ld")):
        graph = Graph().parse(data=built.text(name), format=form)
        assert (URIRef(iri), SKOS.prefLabel, Literal("Leaf", lang="en")) in graph


def test_without_a_library_it_says_what_to_install(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(SphinxError, match=r'pip install "sphinx-glossterm\[exchange\]"'):
        project.build("glossterm", out="lacking", glossterm_export=["skos"])
