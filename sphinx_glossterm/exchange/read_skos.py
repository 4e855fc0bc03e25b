"""Read SKOS and SKOS-XL: the inverse of :mod:`sphinx_glossterm.exchange.skos`.

The category of an entry is the label of the broader concept. In our own files that concept is only a
category; in others it is also an entry. Named collections are tags.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from sphinx_glossterm.exchange.incoming import (
    Incoming,
    UnreadableError,
    concept_of,
    counted,
    decoded,
    one_line,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.skos import STATUS, VS
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.exchange.xml_tree import read_xml
from sphinx_glossterm.terms.entry import Kind, Status, is_id
from sphinx_glossterm.terms.languages import primary_of

_XL: Final = Namespace("http://www.w3.org/2008/05/skos-xl#")
_LABELS: Final = (
    (Kind.TITLE, SKOS.prefLabel, _XL.prefLabel),
    (Kind.ALIAS, SKOS.altLabel, _XL.altLabel),
    (Kind.FORM, SKOS.hiddenLabel, _XL.hiddenLabel),
)
_CATEGORY: Final = re.compile(r"[#:]category:[^:#/]*$")
"""The end of a category's address in our files."""
_GLOSSARY: Final = re.compile(r"[#:]glossary:([^:#/]*)$")
"""The end of the address of a glossary with a name."""
_READ: Final = frozenset(
    [
        *(predicate for _kind, *found in _LABELS for predicate in found),
        *(RDF.type, SKOS.definition, SKOS.scopeNote, SKOS.note, SKOS.notation, SKOS.related),
        *(SKOS.broader, SKOS.narrower, SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept),
        *(DCTERMS.source, DCTERMS.isReplacedBy, OWL.deprecated, VS.term_status, RDFS.label),
    ]
)
_STATUSES: Final = {value: status for status, value in STATUS.items()}


def read_skos(content: bytes, syntax: str, language: str) -> Incoming:
    """The entries of a vocabulary.

    Args:
        content: The file.
        syntax: Its syntax, as rdflib names it.
        language: The language of labels that name none.

    Raises:
        UnreadableError: It is not a vocabulary, or is cut off.
    """
    graph = _parsed(content, syntax)
    reader = _SkosReader(graph, language)
    concepts = list(reader.concepts())
    if not concepts:
        raise UnreadableError(1, "it is RDF, but has no SKOS concept.")
    losses = counted(reader.foreign, "entries have no place for it.")
    title = next((one_line(str(text)) for text in reader.titles()), "")
    termbase = termbase_of(concepts, language, title=title, labels=reader.labels)
    return Incoming(termbase, tuple(losses))


def _parsed(content: bytes, syntax: str) -> Graph:
    if syntax == "xml":
        read_xml(content)  # which refuses what it should, and knows lines
    else:
        text = decoded(content)
        if syntax == "json-ld":
            _check_contexts(text)
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=content, format=syntax, publicID="urn:file:")
    except BadSyntax as error:
        line = int(getattr(error, "lines", 0)) + 1
        why = re.sub(r"\s+", " ", str(getattr(error, "_why", "a fault")))
        raise UnreadableError(line, f"it is no {syntax}, or is cut off: {why}.") from error
    except Exception as error:
        # rdflib raises all kinds of exceptions for a file that is cut off.
        found = re.search(r"line (\d+)", str(error))
        why = one_line(str(error)) or type(error).__name__
        raise UnreadableError(
            int(found[1]) if found else 1, f"it is no {syntax}, or is cut off: {why}."
        ) from error
    return graph


def _check_contexts(text: str) -> None:
    """Refuse JSON-LD with a context on the web: we load nothing from there."""
    try:
        todo: list[Any] = [json.loads(text)]
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise UnreadableError(line, f"it is not JSON, or is cut off: {error}.") from error
    while todo:
        found = todo.pop()
        if isinstance(found, list):
            todo += found
        elif isinstance(found, dict):
            todo += found.values()
            context = found.get("@context")
            parts = context if isinstance(context, list) else [context]
            if "@import" in found or any(isinstance(part, str) for part in parts):
                raise UnreadableError(
                    1,
                    "its @context is an address, and glossterm loads nothing from there: save it as"
                    " Turtle.",
                )


class _SkosReader:
    """A vocabulary being read.

    Args:
        graph: The vocabulary.
        language: The language of labels that name none.

    Attributes:
        foreign: How often concepts have properties that entries do not have.
        labels: Categories and tags, by language.
    """

    def __init__(self, graph: Graph, language: str) -> None:
        self._graph = graph
        self._language = language
        self.foreign: Counter[str] = Counter()
        self.labels: dict[str, dict[str, str]] = {}
        found = set(graph.subjects(RDF.type, SKOS.Concept))
        found |= set(graph.subjects(SKOS.prefLabel)) | set(graph.subjects(_XL.prefLabel))
        found -= set(graph.subjects(RDF.type, SKOS.Collection))
        found -= set(graph.subjects(RDF.type, SKOS.OrderedCollection))
        found -= set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        self._nodes = _sorted(node for node in found if not _CATEGORY.search(str(node)))
        self._names = self._named()
        self._tags = self._tagged()

    def titles(self) -> Iterator[Node]:
        """The title of the vocabulary."""
        for scheme in _sorted(self._graph.subjects(RDF.type, SKOS.ConceptScheme)):
            for predicate in (DCTERMS.title, SKOS.prefLabel, RDFS.label):
                texts = _sorted(self._graph.objects(scheme, predicate))
                yield from sorted(texts, key=lambda text: self._tag(text) != self._language)

    def concepts(self) -> Iterator[Concept]:
        """The concepts, by their names."""
        for node in sorted(self._nodes, key=self._names.__getitem__):
            yield self._concept(node)

    def _named(self) -> dict[Node, str]:
        """A name for each concept: its notation, or else the last part of its address."""
        wishes: dict[Node, list[str]] = {}
        for node in self._nodes:
            notations = sorted(map(str, self._graph.objects(node, SKOS.notation)))
            wishes[node] = [*filter(is_id, [*notations, _local(node)]), str(node)]
        counts = Counter(name for names in wishes.values() for name in set(names))
        return {
            node: next(name for name in names if counts[name] == 1 or name == str(node))
            for node, names in wishes.items()
        }

    def _tagged(self) -> dict[Node, list[str]]:
        found: dict[Node, list[str]] = {}
        for collection in _sorted(set(self._graph.subjects(SKOS.member))):
            if label := self._label(collection):
                for node in self._graph.objects(collection, SKOS.member):
                    found.setdefault(node, []).append(label)
        return found

    def _label(self, node: Node) -> str:
        """The label of a category or tag. Its translations are noted."""
        texts = {tag: text for kind, tag, text in self._names_of(node) if kind is Kind.TITLE}
        own = [text for tag, text in texts.items() if primary_of(tag) == primary_of(self._language)]
        label = own[0] if own else next(iter(texts.values()), "")
        if label:
            self.labels.setdefault(label, {}).update(texts)
        return label

    def _concept(self, node: Node) -> Concept:
        graph = self._graph
        for predicate in graph.predicates(node):
            if predicate not in _READ:
                self.foreign[str(predicate)] += 1
        upper = _sorted(graph.objects(node, SKOS.broader))
        labels = [label for found in upper if (label := self._label(found))]
        if len(labels) > 1:
            self.foreign["a further skos:broader"] += len(labels) - 1
        successors = [self._names.get(found, "") for found in graph.objects(node, DCTERMS.isReplacedBy)]
        return concept_of(
            self._names[node],
            self._words(node),
            status=self._status(node),
            glossary=self._glossary(node),
            category=labels[0] if labels else "",
            tags=sorted(self._tags.get(node, ())),
            related=sorted(filter(None, map(self._names.get, graph.objects(node, SKOS.related)))),
            replaced_by=next(filter(None, sorted(successors)), ""),
        )

    def _glossary(self, node: Node) -> str:
        """The glossary of a concept, which in our files is the end of its scheme's address."""
        schemes = _sorted(self._graph.objects(node, SKOS.inScheme))
        found = (match for scheme in schemes if (match := _GLOSSARY.search(str(scheme))))
        return next((unquote(match[1]) for match in found), "")

    def _status(self, node: Node) -> Status:
        said = {str(value) for value in self._graph.objects(node, VS.term_status)}
        is_deprecated = any(
            isinstance(value, Literal) and value.toPython() is True
            for value in self._graph.objects(node, OWL.deprecated)
        )
        if is_deprecated:
            return Status.DEPRECATED
        return next((_STATUSES[value] for value in sorted(said) if value in _STATUSES), Status.STABLE)

    def _names_of(self, node: Node) -> Iterator[tuple[Kind, str, str]]:
        """The names of a concept, with kind and language."""
        for kind, plain, extended in _LABELS:
            forms = [
                form
                for label in self._graph.objects(node, extended)
                for form in self._graph.objects(label, _XL.literalForm)
            ]
            for text in _sorted({*self._graph.objects(node, plain), *forms}):
                yield kind, self._tag(text), str(text)

    def _words(self, node: Node) -> Mapping[str, Words]:
        names: dict[str, list[tuple[Kind, str]]] = {}
        for kind, tag, text in self._names_of(node):
            names.setdefault(tag, []).append((kind, text))
        _join_transliterations(names)
        definitions = self._texts(node, SKOS.definition)
        notes = self._texts(node, SKOS.scopeNote)
        for tag, text in self._texts(node, SKOS.note).items():
            if notes.setdefault(tag, text) != text:
                self.foreign[str(SKOS.note)] += 1
        sources = self._texts(node, DCTERMS.source)
        links = sorted(
            str(each) for each in self._graph.objects(node, DCTERMS.source) if isinstance(each, URIRef)
        )
        if links and not sources:
            sources = {self._language: ""}
        tags = dict.fromkeys([*names, *definitions, *notes, *sources])
        return {
            tag: words_of(
                names.get(tag, ()),
                definitions.get(tag, ""),
                (sources.get(tag, ""), links if tag in sources else ()),
                notes.get(tag, ""),
            )
            for tag in tags
        }

    def _texts(self, node: Node, predicate: URIRef) -> dict[str, str]:
        """The first value of a property in each language; further ones are counted as losses."""
        found: dict[str, str] = {}
        for value in _sorted(self._graph.objects(node, predicate)):
            text = value if isinstance(value, Literal) else self._graph.value(value, RDF.value)
            if isinstance(text, Literal):
                tag = self._tag(text)
                if tag in found:
                    self.foreign[f"a further {predicate}"] += 1
                else:
                    found[tag] = str(text)
        return found

    def _tag(self, text: Node) -> str:
        return str(text.language or self._language) if isinstance(text, Literal) else self._language


def _join_transliterations(names: dict[str, list[tuple[Kind, str]]]) -> None:
    """If a tag such as ``hi-Latn`` has names but no title, they are forms of the language itself."""
    for tag in [tag for tag in names if tag.endswith("-Latn")]:
        base = tag.removesuffix("-Latn")
        if base in names and all(kind is not Kind.TITLE for kind, _text in names[tag]):
            names[base] += names.pop(tag)


def _sorted(found: Iterable[Node]) -> list[Node]:
    return sorted(found, key=lambda node: (str(node), str(getattr(node, "language", ""))))


def _local(node: Node) -> str:
    """The last part of an address."""
    return unquote(re.split(r"[#/]|:(?!.*[#/:])", str(node))[-1]) if isinstance(node, URIRef) else ""
