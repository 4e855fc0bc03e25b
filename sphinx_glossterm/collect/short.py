"""Collect: join the pieces of a short definition, after translation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinx_glossterm.doctree.nodes import language_class
from sphinx_glossterm.read.short import ITEM, LAST_ITEM, MARK

if TYPE_CHECKING:
    from sphinx.config import Config

# Signs at the end of an item after which no separator is needed.
_CLOSED: Final = tuple(".!?…;,。！？；，、।॥؟۔؛،")
_COLONS: Final = ":："


def short_definition(definition: nodes.Element | None, config: Config) -> nodes.paragraph:
    """The short definition, from the pieces that :mod:`sphinx_glossterm.read.short` has marked.

    Args:
        definition: The definition; its marks are removed.
        config: The configuration.

    Returns:
        The marked paragraph, if it is the only piece; otherwise a new paragraph, empty without marks.
        The attribute ``translated`` says whether all of it is translated. If only a part is, that part
        is in an ``<inline>`` with the class of its language, because the whole will be marked with the
        source language.
    """
    parts = definition.findall(nodes.Element) if definition is not None else ()
    found = [(node, node.attributes.pop(MARK)) for node in parts if MARK in node]
    if len(found) == 1 and isinstance(found[0][0], nodes.paragraph):
        return found[0][0]
    messages = [message for piece, _mark in found for message in _messages(piece)]
    translated = [bool(each.get("translated")) for each in messages]
    paragraph = nodes.paragraph(translated=bool(found) and all(translated))
    is_mixed = any(translated) and not all(translated)
    mark = language_class(config.language) if is_mixed else ""
    joint = ""
    for piece, kind in found:
        content = _content(piece, mark)
        text = "".join(node.astext() for node in content).rstrip()
        if kind != ITEM and kind != LAST_ITEM:
            paragraph += [nodes.Text(" ")] if paragraph.children else []
            joint = ""
        else:
            paragraph += nodes.Text(joint or " ")
            joint = " " if text.endswith(_CLOSED) else _joint(paragraph.astext())
            if text.endswith(tuple(_COLONS)):  # the text after the colon is left out
                _shorten(content)
        paragraph += content
        if kind == LAST_ITEM:
            paragraph += nodes.Text(" …")
    return paragraph


def is_translated(paragraph: nodes.Element, config: Config) -> bool:
    """Whether a short definition is in the language of the build."""
    is_source: bool = config.language == config.glossterm_source_language
    return is_source or bool(paragraph.get("translated"))


def _messages(piece: nodes.Element) -> list[nodes.Element]:
    """The messages of a piece. Formulas and code have none: they are the same in every language."""
    if isinstance(piece, (nodes.math_block, nodes.literal_block, nodes.option_group)):
        return []
    if isinstance(piece, nodes.line_block):
        return list(piece.findall(nodes.line))
    return [piece]


def _content(piece: nodes.Element, mark: str) -> list[nodes.Node]:
    """The content of a piece, copied as inline nodes.

    Args:
        piece: The piece.
        mark: The class for translated text; empty for none.
    """
    if isinstance(piece, nodes.math_block):
        tex = piece.astext().strip()
        if r"\\" in tex and r"\begin" not in tex:
            tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
        return [nodes.math(tex, tex)]
    if isinstance(piece, nodes.literal_block):
        lines = [line for line in piece.astext().splitlines() if line.strip()]
        code = lines[0].strip() if lines else ""
        return [nodes.literal(code, code), *([nodes.Text(" …")] if lines[1:] else [])]
    if isinstance(piece, nodes.option_group):
        return [nodes.literal("", piece.astext())]
    content: list[nodes.Node] = []
    for message in _messages(piece):
        if content:
            content.append(nodes.Text(" "))
        copies = [child.deepcopy() for child in message.children]
        if mark and message.get("translated"):
            copies = [nodes.inline("", "", *copies, classes=[mark])]
        content += copies
    return content


def _joint(before: str) -> str:
    """The separator between items, in the script of the text before them."""
    for colon, joint in (("：", "；"), ("،", "؛ ")):
        if colon in before:
            return joint
    is_arabic = any("\u0600" <= char <= "\u06ff" for char in before)
    return "؛ " if is_arabic else "; "


def _shorten(content: list[nodes.Node]) -> None:
    """Remove the colon at the end of an item."""
    last = content[-1]
    if isinstance(last, nodes.Text):
        content[-1] = nodes.Text(last.rstrip().rstrip(_COLONS))
