"""Read our own JSON: the inverse of :mod:`sphinx_glossterm.exchange.jsonfile`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_glossterm.exchange.incoming import (
    Incoming,
    Loss,
    UnreadableError,
    concept_of,
    decoded,
    termbase_of,
    words_of,
)
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.terms.entry import Kind, PartOfSpeech, Status
from sphinx_glossterm.terms.remote import FORMAT_VERSION

_VERSIONS = (2, FORMAT_VERSION)
"""The versions we read. Version 3 only adds addresses of pages, which entries do not keep."""
_KNOWN = frozenset(
    [
        *("id", "iri", "document", "anchor", "status", "part_of_speech", "keep", "glossary"),
        *("category", "tags"),
        *("page", "related", "see", "replaced_by", "languages"),
    ]
)


def read_json(content: bytes) -> Incoming:
    """The entries of a ``glossary.json``.

    Raises:
        UnreadableError: It is not one, is cut off, or is not UTF-8.
    """
    text = decoded(content)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            error.lineno, f"it is not JSON, or is cut off: {error.msg.lower()}."
        ) from error
    except RecursionError as error:
        raise UnreadableError(1, "it is nested too deeply to be a glossary.") from error
    if not isinstance(whole, dict) or not isinstance(whole.get("entries"), list):
        raise UnreadableError(1, 'it is JSON, but not a glossary: it has no list "entries".')
    version = whole.get("version")
    if version not in _VERSIONS:
        known = " and ".join(map(str, _VERSIONS))
        raise UnreadableError(
            1, f"it is a glossary of version {version}, but this package reads versions {known}."
        )
    losses: list[Loss] = []
    concepts = []
    for number, entry in enumerate(whole["entries"], 1):
        try:
            concepts.append(_concept(entry))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise UnreadableError(
                _line_of(text, entry), f"entry {number} does not follow the schema: {error!r}."
            ) from error
        losses += _unknown(entry)
    labels = whole.get("labels")
    return Incoming(
        termbase_of(
            concepts,
            str(whole.get("source_language") or ""),
            title=str(whole.get("title") or ""),
            labels=labels if isinstance(labels, dict) else {},
        ),
        tuple(losses),
    )


def _line_of(text: str, entry: object) -> int:
    """The line of an entry, found by its id; 1 if it has none."""
    id_ = entry.get("id") if isinstance(entry, dict) else None
    place = text.find(f'"id": {json.dumps(id_, ensure_ascii=False)}') if id_ else -1
    return text[: max(place, 0)].count("\n") + 1


def _concept(entry: Mapping[str, Any]) -> Concept:
    languages: Mapping[str, Mapping[str, Any]] = entry["languages"]
    return concept_of(
        _text(entry["id"]),
        {tag: _words(words) for tag, words in languages.items()},
        status=Status(entry.get("status") or Status.STABLE),
        glossary=_text(entry.get("glossary")),
        category=_text(entry.get("category")),
        tags=_texts(entry.get("tags")),
        related=_texts(entry.get("related")),
        see=_text(entry.get("see")),
        replaced_by=_text(entry.get("replaced_by")),
        pos=PartOfSpeech(entry["part_of_speech"]) if entry.get("part_of_speech") else None,
        keep=bool(entry.get("keep")),
    )


def _words(words: Mapping[str, Any]) -> Words:
    names = [
        (Kind.TITLE, _text(words.get("title"))),
        *((Kind.ALIAS, name) for name in _texts(words.get("aliases"))),
        (Kind.ABBR, _text(words.get("abbreviation"))),
        *((Kind.FORM, name) for name in _texts(words.get("forms"))),
        *((Kind.AVOIDED, name) for name in _texts(words.get("avoid"))),
    ]
    origin = _text(words.get("source")), _texts(words.get("source_links"))
    return words_of(names, _text(words.get("definition")), origin, _text(words.get("note")))


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return list(map(_text, value))


def _unknown(entry: Mapping[str, Any]) -> Iterator[Loss]:
    for name in entry:
        if name not in _KNOWN:
            yield Loss(0, f'entries have no place for "{name}", which "{entry["id"]}" has.')
