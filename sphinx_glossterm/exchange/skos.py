"""The glossary as SKOS, in Turtle and in JSON-LD.

Entries are concepts, and so are categories: the ``skos:broader`` of an entry is its category, a top
concept. SKOS also has collections for groups of concepts, but they take no part in semantic relations,
and programs show the tree of ``broader``. Tags become collections: named groups across the tree, without
a hierarchy. Each glossary of a project is a concept scheme.

As SKOS demands, each language has one preferred label, and no label of a concept has two kinds. Forms
and names to avoid are hidden labels. If a language uses another script, its names in Latin letters are
tagged accordingly (``hi-Latn``).
"""

from __future__ import annotations

import json
from typing import Any, Final

from babel.core import get_global
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef

from sphinx_glossterm.exchange.termbase import (
    Concept,
    Termbase,
    Words,
    distinct,
    is_transliterated,
)
from sphinx_glossterm.terms.entry import Kind, Status
from sphinx_glossterm.terms.iris import web_iri
from sphinx_glossterm.terms.languages import tag_of

VS: Final = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
"""The vocabulary for the status of a term, with the values below."""
STATUS: Final = {Status.DRAFT: "unstable", Status.STABLE: "stable", Status.DEPRECATED: "archaic"}
PREFIXES: Final = {"dct": DCTERMS, "owl": OWL, "skos": SKOS, "vs": VS}


def write_skos(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.ttl`` and ``glossary.jsonld``."""
    graph = as_graph(termbase)
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    content = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    linked = json.dumps(_sorted(content), ensure_ascii=False, indent=2)
    return {
        "glossary.ttl": graph.serialize(format="turtle", encoding="utf-8"),
        "glossary.jsonld": f"{linked}\n".encode(),
    }


def _sorted(content: Any) -> Any:
    """JSON-LD in a stable order; its lists are sets, so their order has no meaning."""
    if isinstance(content, dict):
        return {key: _sorted(content[key]) for key in sorted(content)}
    if isinstance(content, list):
        return sorted(map(_sorted, content), key=lambda item: json.dumps(item, sort_keys=True))
    return content


def as_graph(termbase: Termbase) -> Graph:
    """The glossary as a graph."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    concepts = termbase.full()
    glossaries = sorted({concept.glossary for concept in concepts}) or [""]
    for glossary in glossaries:
        _add_scheme(graph, glossary, termbase)
    shelves = {(concept.category, concept.glossary) for concept in concepts if concept.category}
    for category, glossary in sorted(shelves):
        node = URIRef(termbase.label_iri("category", category))
        graph.add((node, RDF.type, SKOS.Concept))
        _add_top(graph, URIRef(termbase.scheme_of(glossary)), node)
        _add_label(graph, node, category, termbase)
    for concept in concepts:
        _add_concept(graph, URIRef(termbase.scheme_of(concept.glossary)), concept, termbase)
    for tag in sorted({tag for concept in concepts for tag in concept.tags}):
        node = URIRef(termbase.label_iri("tag", tag))
        graph.add((node, RDF.type, SKOS.Collection))
        _add_label(graph, node, tag, termbase)
    return graph


def _add_scheme(graph: Graph, glossary: str, termbase: Termbase) -> None:
    """A glossary: a scheme of its own, that without a name called after the project."""
    scheme = URIRef(termbase.scheme_of(glossary))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    if glossary:
        for language, text in termbase.labels[glossary].items():
            graph.add((scheme, DCTERMS.title, Literal(text, lang=tag_of(language))))
    elif termbase.title:
        graph.add((scheme, DCTERMS.title, Literal(termbase.title)))


def _add_top(graph: Graph, scheme: URIRef, node: URIRef) -> None:
    graph.add((node, SKOS.inScheme, scheme))
    graph.add((node, SKOS.topConceptOf, scheme))
    graph.add((scheme, SKOS.hasTopConcept, node))


def _add_label(graph: Graph, node: URIRef, label: str, termbase: Termbase) -> None:
    for language, text in termbase.labels[label].items():
        graph.add((node, SKOS.prefLabel, Literal(text, lang=tag_of(language))))


def _add_concept(graph: Graph, scheme: URIRef, concept: Concept, termbase: Termbase) -> None:
    node = URIRef(termbase.iri(concept.id))
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.notation, Literal(concept.id)))
    graph.add((node, VS.term_status, Literal(STATUS[concept.status])))
    for language, words in concept.words.items():
        _add_words(graph, node, words, language)
    if concept.category:
        broader = URIRef(termbase.label_iri("category", concept.category))
        graph.add((node, SKOS.inScheme, scheme))
        graph.add((node, SKOS.broader, broader))
        graph.add((broader, SKOS.narrower, node))
    else:
        _add_top(graph, scheme, node)
    for tag in concept.tags:
        graph.add((URIRef(termbase.label_iri("tag", tag)), SKOS.member, node))
    for other in concept.related:
        # SKOS defines it as symmetric.
        graph.add((node, SKOS.related, URIRef(termbase.iri(other))))
        graph.add((URIRef(termbase.iri(other)), SKOS.related, node))
    if concept.status is Status.DEPRECATED:
        graph.add((node, OWL.deprecated, Literal(True)))
    if concept.replaced_by:
        graph.add((node, DCTERMS.isReplacedBy, URIRef(termbase.iri(concept.replaced_by))))


def _add_words(graph: Graph, node: URIRef, words: Words, language: str) -> None:
    tag = tag_of(language)
    hidden = words.of(Kind.FORM, Kind.AVOIDED)
    labels = distinct(([words.title], words.of(Kind.ALIAS, Kind.ABBR), hidden))
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    for kind, names in zip(kinds, labels, strict=True):
        for name in filter(None, names):
            own = _transliteration(name, tag) if kind == SKOS.hiddenLabel else tag
            graph.add((node, kind, Literal(name, lang=own)))
    if words.definition:
        graph.add((node, SKOS.definition, Literal(words.definition, lang=tag)))
    if words.origin:
        graph.add((node, DCTERMS.source, Literal(words.origin.text, lang=tag)))
        for address in words.origin.links:
            graph.add((node, DCTERMS.source, URIRef(web_iri(address))))
    if words.note:
        graph.add((node, SKOS.scopeNote, Literal(words.note.text, lang=tag)))


def _transliteration(name: str, tag: str) -> str:
    # Tags with a script are not among the keys.
    parts = str(get_global("likely_subtags").get(tag, "")).split("_")
    is_latin = len(parts) > 1 and is_transliterated(name, parts[1])
    return f"{tag}-Latn" if is_latin else tag
