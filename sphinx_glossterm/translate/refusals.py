"""The messages about problems that the parser finds in a translation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from docutils import nodes

from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.translate.gate import Construct
from sphinx_glossterm.translate.judge import short

# Characters that no page can hold, or that are special to TeX.
_CONTROL: Final = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]"
_ROLE: Final = {
    Markup.RST: r":([\w.+-]+(?::[\w.+-]+)*):`",
    Markup.MYST: r"\{([\w.+:-]+)\}`",
}
_ADDRESS: Final = r"[A-Za-z][A-Za-z0-9+.-]*:\S+|//\S+"
# Text that looks like a link in Markdown, but is not or may not be one; and text that looks like an
# expression.
_BRACKETS: Final = (
    r"\]\([^()\]]*[()]+|\[[^\[\]]*\]\[[^\[\]]*\]|<[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>"
    r"|\{\{(?:(?!\{\{|\}\}).)*\}\}|\{%(?:(?!\{%|%\}).)*%\}"
)
# Metadata in words. Programs obey or follow all other metadata.
_DESCRIPTIONS: Final = frozenset(
    {
        "abstract",
        "application-name",
        "apple-mobile-web-app-title",
        "author",
        "copyright",
        "dc.creator",
        "dc.description",
        "dc.rights",
        "dc.subject",
        "dc.title",
        "description",
        "keywords",
        "og:description",
        "og:image:alt",
        "og:site_name",
        "og:title",
        "subject",
        "title",
        "twitter:description",
        "twitter:image:alt",
        "twitter:title",
    }
)


def of_characters(message: str, text: str) -> str:
    """The message about control characters that the source message does not have."""
    for sign in re.findall(_CONTROL, text):
        if sign not in message:
            return (
                f"The translation has the control character U+{ord(sign):04X}, which no page can"
                " show. Remove it."
            )
    return ""


def of_error(error: Exception) -> str:
    """The message about bad input that makes a parser or role fail."""
    return f"The translation cannot be read: {type(error).__name__}: {error}."


def of_construct(construct: Construct, markup: Markup) -> str:
    """The message about a construct that the source message does not have."""
    kind, name, content = construct
    if kind == "role":
        written = f":{name}:`{content}`" if markup is Markup.RST else f"{{{name}}}`{content}`"
        return (
            f'"{short(written)}" is not in the source text. A translation may only use roles for'
            " text and references; any other role must be copied from the source text, with its"
            " content. Copy it, or remove it."
        )
    if kind == "attribute":
        written = f'The attribute "{short(name)}" with "{short(content)}"'
        return f"{written} is not in the source text. Remove it."
    if kind == "front matter":
        return 'The translation begins with "---", like the options of a file. Write "\\---" for a dash.'
    if kind == "expression":
        written = f"{{{{ {content} }}}}"
    else:
        written = f".. {name}::" if markup is Markup.RST else f"{{{name}}}"
    return (
        f'"{short(written)}" is not in the source text, and a translation cannot have its'
        " own directives or expressions. Remove it, or write it as literal text."
    )


def of_shape(content: list[nodes.Node] | None) -> str:
    """The message about a translation that is not a single paragraph."""
    if content is not None:
        return ""
    return (
        "The translation is not a single paragraph like its source text: it has a list, a"
        " block, a comment or a second paragraph. Write it without empty lines. If a"
        ' character at its beginning is text, write "\\" before it.'
    )


def of_markup(problems: Iterable[str], message: str, markup: Markup) -> str:
    """The message about markup that the parser complains about; empty if it does not.

    Args:
        problems: The parser's messages.
        message: The source message, whose roles are suggested.
        markup: The markup of both.
    """
    for problem in problems:
        said = " ".join(problem.split())
        _, is_role, rest = said.partition('Unknown interpreted text role "')
        if not is_role:
            return (
                f"The translation has broken markup: {said.rstrip('.')}. Close everything that you"
                ' open, leave a space around markup ("\\ " if no space should be visible), and write'
                ' "\\" before a character that is text, not markup.'
            )
        name = rest.partition('"')[0]
        written = ":{}:" if markup is Markup.RST else "{{{}}}"
        close = get_close_matches(name, re.findall(_ROLE[markup], message), 1, cutoff=0)
        hint = f' Write "{written.format(close[0])}".' if close else " Remove it."
        return f'There is no role "{written.format(name)}".{hint}'
    return ""


def of_brackets(node: nodes.Element, shown: Iterable[nodes.Node]) -> str:
    """The message about a Markdown link that readers would see as brackets."""
    old = re.findall(_BRACKETS, _words(node.children))
    for found in re.findall(_BRACKETS, _words(shown)):
        if found in old:
            continue
        if found.startswith("{"):
            return of_construct(Construct("expression", "", found.strip("{} ")), Markup.MYST)
        if re.search(r"(?:script|data)\s*:", found, re.IGNORECASE):
            return (
                f'The address "{short(found)}" could run code in the reader\'s browser. Use the'
                " address from the source text."
            )
        return (
            f'"{short(found)}" does not work as a link, so readers would see it as it stands.'
            " Use an address or a label from the source text; for a bracket that is text, write"
            ' "\\[".'
        )
    return ""


def _words(children: Iterable[nodes.Node]) -> str:
    """The text of a message, without literals."""
    found: list[str] = []
    for child in children:
        if isinstance(child, nodes.Text):
            found.append(child.astext())
        elif not isinstance(child, (nodes.literal, nodes.math, nodes.raw)):
            found.append(_words(child.children))
    return "".join(found)


def of_image(text: str) -> str:
    """The message about another image for a language."""
    return (
        f'"{short(text)}" would show another image, which a translation cannot do. To show'
        " another image in each language, set figure_language_filename in conf.py."
    )


def of_description(node: nodes.Element, message: str, text: str) -> str:
    """The message about a ``<meta>`` that would do more than describe a page; otherwise empty.

    Args:
        node: The node of the ``<meta>``.
        message: The source message.
        text: The translation.
    """
    known = re.findall(_ADDRESS, message)
    kind = str(node.get("name") or node.get("property") or "").lower()
    if kind in _DESCRIPTIONS and all(address in known for address in re.findall(_ADDRESS, text)):
        return ""
    return (
        f'"{short(text)}" is not a plain description of the page. Copy addresses, and text'
        " that browsers or other programs obey, from the source text."
    )


def of_key(key: str, known: str) -> str:
    """The message about a key in the general index, which Sphinx writes into pages unescaped."""
    if key == known or not re.search("[<>&]", key):
        return ""
    return f'The key "{short(key)}" for the general index has HTML characters. Write plain text.'


def of_row(part: str) -> str:
    """The message about a part of an index entry that would become another entry."""
    return (
        f'"{short(part)}" cannot be part of an entry in the general index, because a'
        " semicolon begins another part. Write it without a semicolon."
    )


def of_example() -> str:
    """The message about an example whose code differs from its source."""
    return (
        "The code of this example differs from the source text, and the doctest builder"
        " runs it. Translate only its comments and its output."
    )


def of_raw(text: str) -> str:
    """The message about raw text that is not HTML."""
    return f'The raw text "{short(text)}" goes into the output unchanged, so it cannot be translated.'
