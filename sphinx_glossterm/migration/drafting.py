"""Write an imported entry as source text. Its words stay text, whatever they look like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from sphinx_glossterm.exchange.fillings import NAMES, TEXTS
from sphinx_glossterm.exchange.termbase import Concept, Words
from sphinx_glossterm.migration.escaping import escape, escape_paragraph, link
from sphinx_glossterm.migration.revising import Revision
from sphinx_glossterm.migration.writing import Draft, list_value, title_problem
from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.terms.entry import Kind, Remark, Status, join_list, make_id

OPTIONS: Final = {
    Kind.ALIAS: "aka",
    Kind.ABBR: "abbr",
    Kind.FORM: "forms",
    Kind.AVOIDED: "avoid",
}
"""The option of each kind of names but the title."""

Tell = Callable[[str], None]
"""Called with the end of a sentence about what cannot be written."""


def draft_of(concept: Concept, language: str, markup: Markup, tell: Tell) -> Draft:
    """An entry to be written.

    Args:
        concept: The entry, with ids of the project.
        language: The language of the source.
        markup: The markup to write.
        tell: Called with what cannot be written.
    """
    words = concept.words[language]
    options = [
        *([("id", concept.id)] if concept.id != make_id(words.title) else []),
        *_names(words, markup, tell),
        *([("keep", "")] if concept.keep else []),
        *([("pos", str(concept.pos))] if concept.pos else []),
        *([("glossary", concept.glossary)] if concept.glossary else []),
        *([("category", concept.category)] if concept.category else []),
        *_list("tags", concept.tags, tell),
        *_list("related", concept.related, tell),
        *([("see", concept.see)] if concept.see else []),
        *([("status", str(concept.status))] if concept.status is not Status.STABLE else []),
        *([("replaced-by", concept.replaced_by)] if concept.replaced_by else []),
        *([("source", remark(words.origin, markup, tell))] if words.origin else []),
        *([("note", escape(words.note.text, markup))] if words.note else []),
    ]
    body = (escape_paragraph(words.definition, markup),) if words.definition else ()
    return Draft(title(words.title, markup), tuple(options), body)


def title(text: str, markup: Markup) -> str:
    """A title, written so that it is not taken for an option of its directive."""
    found = escape(text, markup)
    return f"\\{found}" if title_problem(found, markup) else found


def remark(said: Remark, markup: Markup, tell: Tell) -> str:
    """The source of a definition, with one address.

    Args:
        said: The source of the definition, with all its addresses.
        markup: The markup to write.
        tell: Called with each further address, which is lost.
    """
    if not said.links:
        return escape(said.text, markup)
    for address in said.links[1:]:
        tell(f'{TEXTS["source"]} leads to one address, and this is another: "{address}".')
    return link(said.text, said.links[0], markup)


def translation(part: str, text: str | Sequence[str], message: str, markup: Markup) -> str:
    """A translation in the form that a catalogue needs.

    Args:
        part: The part of the entry that it translates.
        text: The translation, as plain text or plain names.
        message: Its message.
        markup: The markup of the document.
    """
    if not isinstance(text, str):
        return join_list(escape(name, markup) for name in text)
    if part == "definition":
        return escape_paragraph(text, markup)
    # The translation leads to the same address.
    opening, closing = (" <", ">`__") if markup is Markup.RST else ("](<", ">)")
    if part == "source" and message.endswith(closing) and opening in message:
        address = message.rpartition(opening)[2].removesuffix(closing)
        return link(text, address, markup)
    return escape(text, markup)


def revision_of(
    parts: Iterable[str], concept: Concept, language: str, before: str, markup: Markup, tell: Tell
) -> Revision:
    """The changes to an entry that make these parts agree with a file.

    Args:
        parts: Kinds of names, and names of other parts and options.
        concept: The entry in the file.
        language: The language of the source.
        before: The present message of the entry's definition; empty if it has none.
        markup: The markup it is in.
        tell: Called with what cannot be written.
    """
    parts = set(parts)
    draft = draft_of(concept, language, markup, tell)
    wanted = {OPTIONS.get(Kind(part), "") if part in set(Kind) else part for part in parts}
    definition = concept.words[language].definition
    return Revision(
        title=draft.title if Kind.TITLE in parts else "",
        options={name: value for name, value in draft.options if name in wanted},
        before=before,
        definition=escape_paragraph(definition, markup) if "definition" in parts else "",
    )


def _names(words: Words, markup: Markup, tell: Tell) -> Iterator[tuple[str, str]]:
    for kind, option in OPTIONS.items():
        names = words.of(kind)
        if kind is Kind.ABBR:
            yield from ((option, escape(name, markup)) for name in names[:1])
        else:
            yield from _list(option, [escape(name, markup) for name in names], tell, NAMES[kind])


def _list(option: str, items: Iterable[str], tell: Tell, what: str = "") -> Iterator[tuple[str, str]]:
    held = []
    for item in items:
        if list_value([item]) is None:
            tell(
                f'{what or f":{option}:"} has a character that separates the items of a list: "{item}".'
            )
        else:
            held.append(item)
    if held:
        yield option, join_list(held)
