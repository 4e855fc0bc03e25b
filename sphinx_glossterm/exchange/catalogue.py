"""The glossary as catalogues: one PO file for each language, source name to translated name.

This is what the glossaries of Weblate, Poedit and other tools of translators read. The context of each
message is the id of its entry, so that two entries may have one name; the comment on a title is the
short definition in the source language.
"""

from __future__ import annotations

import io
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import normalize, write_po

from sphinx_glossterm.exchange.termbase import Concept, Termbase, Words
from sphinx_glossterm.terms.entry import Status
from sphinx_glossterm.terms.languages import tag_of

# Babel's own would name the hour and Babel's version.
_HEADER: Final = """\
Project-Id-Version: {title}
Language: {language}
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
X-Generator: sphinx-glossterm
"""


def write_catalogues(termbase: Termbase) -> dict[str, bytes]:
    """``glossary.hi.po`` and so on, for each language but the source's."""
    return {
        f"glossary.{tag_of(language)}.po": _catalogue(termbase, language)
        for language in termbase.languages
        if language != termbase.source
    }


def _catalogue(termbase: Termbase, language: str) -> bytes:
    catalogue = Catalog()
    for concept in termbase.concepts:
        names = concept.words[termbase.source].names
        found = concept.words.get(language, Words((), "")).names
        translations = {name.source: name.text for name in reversed(found)}
        # The abbreviation of an entry may be one of its other names too: that is one message.
        for number, source in enumerate(dict.fromkeys(name.source for name in names if name.source)):
            catalogue.add(
                source,
                translations.get(source, ""),
                auto_comments=[] if number else _comments(concept, termbase),
                context=concept.id,
            )
    title = " ".join(termbase.title.split())
    header = _HEADER.format(title=title, language=language.replace("-", "_"))
    stream = io.BytesIO()
    stream.write(f'msgid ""\nmsgstr {normalize(header, width=0)}\n\n'.encode())
    write_po(stream, catalogue, width=0, omit_header=True)
    return stream.getvalue()


def _comments(concept: Concept, termbase: Termbase) -> list[str]:
    definition = concept.words[termbase.source].definition
    status = "" if concept.status is Status.STABLE else f"Status: {concept.status}"
    return [comment for comment in (definition, status) if comment]
