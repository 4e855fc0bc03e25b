"""The glossary as JSON, with everything in it, and its schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import Kind
from sphinx_glossterm.terms.languages import tag_of
from sphinx_glossterm.terms.remote import FORMAT_VERSION

SCHEMA: Final = "glossary.schema.json"
SCHEMA_URN: Final = f"urn:glossterm:schema:{FORMAT_VERSION}"
"""The ``$id`` of the schema."""


def write_json(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.json``, with its schema beside it."""
    text = json.dumps(_content(termbase, SCHEMA), ensure_ascii=False, indent=2)
    schema = Path(__file__).with_name(SCHEMA).read_bytes()
    return {"glossary.json": f"{text}\n".encode(), SCHEMA: schema}


def published_json(termbase: Termbase) -> bytes:
    """The same for a published site: without white space, because only programs read it."""
    text = json.dumps(_content(termbase, SCHEMA_URN), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def _content(termbase: Termbase, schema: str) -> dict[str, Any]:
    return {
        "$schema": schema,
        "version": FORMAT_VERSION,
        "title": termbase.title,
        "base": termbase.scheme,
        "source_language": tag_of(termbase.source),
        "languages": [tag_of(language) for language in termbase.languages],
        "labels": {
            label: {tag_of(language): text for language, text in texts.items()}
            for label, texts in termbase.labels.items()
        },
        "entries": [_entry(concept, termbase) for concept in termbase.concepts],
    }


def _entry(concept: Concept, termbase: Termbase) -> dict[str, Any]:
    return {
        "id": concept.id,
        "iri": termbase.iri(concept.id),
        "document": concept.document,
        "anchor": concept.anchor,
        "page": concept.page or None,
        "status": str(concept.status),
        "part_of_speech": concept.pos and str(concept.pos),
        "keep": concept.keep,
        "glossary": concept.glossary or None,
        "category": concept.category or None,
        "tags": concept.tags,
        "related": concept.related,
        "see": concept.see or None,
        "replaced_by": concept.replaced_by or None,
        "languages": {tag_of(language): _words(words) for language, words in concept.words.items()},
    }


def _words(words: Words) -> dict[str, Any]:
    return {
        "title": words.title or None,
        "aliases": words.of(Kind.ALIAS),
        "abbreviation": next(iter(words.of(Kind.ABBR)), None),
        "forms": words.of(Kind.FORM),
        "avoid": words.of(Kind.AVOIDED),
        "definition": words.definition or None,
        "source": words.origin and words.origin.text,
        "source_links": words.origin.links if words.origin else (),
        "note": words.note and words.note.text,
    }
