"""The glossary as catalogues: one PO file for each language, source name to translated name.

Weblate, Poedit and other translation tools read such glossaries. The context of each message is the id
of its entry, so two entries may have the same name. The comment on a title is the short definition in
the source language.

Only names that translate each other make a message: titles, aliases and abbreviations. Each language has
as many forms as it needs. If both languages have exactly one form, the two make a message; otherwise the
forms go into comments on the title.
"""

from __future__ import annotations

import io
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import normalize, write_po

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import IN_LISTS, Kind, Status, join_list
from sphinx_glossterm.terms.languages import tag_of

# Babel's own header would have the time and Babel's version.
_HEADER: Final = """\
Project-Id-Version: {title}
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
X-Generator: sphinx-glossterm
"""


def write_catalogues(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.hi.po`` and so on, for each language but the source language."""
    return {
        f"glossary.{tag_of(language)}.po": _catalogue(termbase, language)
        for language in termbase.languages
        if language != termbase.source
    }


def _catalogue(termbase: Termbase, language: str) -> bytes:
    catalogue = Catalog()
    for concept in termbase.concepts:
        translated = concept.words.get(language, Words((), ""))
        messages = _messages(concept.words[termbase.source], translated)
        for number, (source, text) in enumerate(messages.items()):
            catalogue.add(
                source,
                text,
                auto_comments=[] if number else _comments(concept, termbase, language),
                context=concept.id,
            )
    title = " ".join(termbase.title.split())
    header = _HEADER.format(title=title, language=language.replace("-", "_"))
    stream = io.BytesIO()
    stream.write(f'msgid ""\nmsgstr {normalize(header, width=0)}\n\n'.encode())
    write_po(stream, catalogue, width=0, omit_header=True)
    return stream.getvalue()


def _messages(words: Words, translated: Words) -> dict[str, str]:
    """The names of an entry with their translations, which may be empty; its title comes first.

    An abbreviation may also be one of the other names. That makes one message.
    """
    found = dict.fromkeys((name.source for name in words.names if name.kind not in IN_LISTS), "")
    for name in reversed(translated.names):
        if name.source in found and name.kind not in IN_LISTS:
            found[name.source] = name.text
    for source, text in _paired_forms(words, translated).items():
        found.setdefault(source, text)
    found.pop("", None)
    return found


def _paired_forms(words: Words, translated: Words) -> dict[str, str]:
    """The form of an entry with its translation, if there is exactly one of each; otherwise nothing."""
    forms, others = words.of(Kind.FORM), translated.of(Kind.FORM)
    return {forms[0]: others[0]} if len(forms) == len(others) == 1 else {}


def _comments(concept: Concept, termbase: Termbase, language: str) -> list[str]:
    words, translated = concept.words[termbase.source], concept.words.get(language, Words((), ""))
    comments = [words.definition]
    if words.origin:
        comments.append(f"Source: {words.origin.text}")
    if words.note:
        comments.append(f"Usage note: {words.note.text}")
    if concept.pos:
        comments.append(f"Part of speech: {concept.pos}")
    if concept.keep:
        comments.append("Title and abbreviation stay as they are.")
    if concept.status is not Status.STABLE:
        comments.append(f"Status: {concept.status}")
    lists = {termbase.source: words, language: translated}
    kinds = {Kind.FORM: "Forms", Kind.AVOIDED: "Not to be used"}
    for kind, what in kinds.items():
        if kind is Kind.FORM and _paired_forms(words, translated):
            continue
        for each, has in lists.items():
            if names := has.of(kind):
                comments.append(f"{what} ({tag_of(each)}): {join_list(names)}")
    return list(filter(None, comments))
