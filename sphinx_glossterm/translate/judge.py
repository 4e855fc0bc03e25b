"""Decide whether a translation may be shown, by comparing its doctree with that of its source message.

A translation is input from a stranger. Text, markup that only changes how text looks, and references
inside the project are free. Everything else must be in the source message. Each rule is a function of
the two messages; it returns what is wrong, or an empty text. :data:`RULES` lists all rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from docutils import nodes

from sphinx_glossterm.read.markup import Markup
from sphinx_glossterm.translate.addresses import OWN_SITE, site_of
from sphinx_glossterm.translate.formulas import ALONE, control_sequences, is_balanced
from sphinx_glossterm.translate.parts import (
    ANCHOR,
    FOOTNOTE,
    LINK,
    TERM,
    Parts,
    Target,
    address_of,
    footnote_label,
    targets_of,
)
from sphinx_glossterm.translate.raw_html import strange_piece


@dataclass(frozen=True)
class Objection:
    """What is wrong with a translation.

    Attributes:
        text: What is wrong and what to write, in whole sentences.
        withheld: Whether the source text is shown instead.
    """

    text: str
    withheld: bool = True


@dataclass(frozen=True)
class Pair:
    """A message and its translation, as rules see them.

    Attributes:
        source: The parts of the source message.
        translation: The parts of the translation.
        hosts: Hosts that translations may link to even if their source does not.
        find: Gives the target of a name in the document: an address, an empty text for a place in the
            document, or None if there is no such name.
    """

    source: Parts
    translation: Parts
    hosts: Collection[str] = ()
    find: Callable[[str], str | None] = lambda _name: None


# The fields that Sphinx fills in in the text of a numbered reference.
_FIELDS: Final = r"\{(?:name|number)\}|%[s%]"

# ---------------------------------------------------------------------------------------------
# The rules


def _unlike(source: Iterable[str], translation: Iterable[str]) -> str:
    """The first item that a translation has more often than its source."""
    more = Counter(translation) - Counter(source)
    return next(iter(more), "")


def images(pair: Pair) -> str:
    """An image must have an address from the source message."""
    address = _unlike(map(address_of, pair.source.images), map(address_of, pair.translation.images))
    if not address:
        return ""
    return (
        f'The image "{short(address)}" is not in the source text, or not as often. Use the'
        " address from the source text. To show another image in each language, set"
        " figure_language_filename in conf.py."
    )


def downloads(pair: Pair) -> str:
    """A file to download must be in the source message."""
    known = set(map(address_of, pair.source.downloads))
    for address in map(address_of, pair.translation.downloads):
        if address not in known:
            return (
                f'The file "{short(address)}" is not in the source text, and a translation cannot'
                " publish files. Use the path from the source text."
            )
    return ""


def raw(pair: Pair) -> str:
    """Raw HTML may only have tags of the source message. Other raw text must be the same."""
    old, new = (
        [node.astext() for node in parts.raw if is_raw_for_others(node)]
        for parts in (pair.source, pair.translation)
    )
    for text in new:
        if text not in old:
            return f'The raw text "{short(text)}" is not in the source text. Remove it.'
        if new != old and not is_balanced(text):
            return f'The raw text "{short(text)}" opens or closes something. Keep all of it, unchanged.'
    return strange_html(
        *(
            [node.astext() for node in parts.raw if "html" in str(node.get("format")).split()]
            for parts in (pair.source, pair.translation)
        )
    )


def is_raw_for_others(node: nodes.Element) -> bool:
    """Whether raw text goes into other formats than HTML."""
    is_line_break = node.get("format") == "latex" and node.astext() == "\\\\\n"  # as MyST writes it
    return str(node.get("format")).split() != ["html"] and not is_line_break


def strange_html(source: Iterable[str], translation: Iterable[str]) -> str:
    """What is wrong with the raw HTML of a translation, if anything is."""
    piece = strange_piece(source, translation)
    if not piece:
        return ""
    return (
        f'The raw HTML "{short(piece)}" is not in the source text. Write the same tags, and'
        ' close each where the source text does; for a "<" that is text, write "\\<".'
    )


def footnotes(pair: Pair) -> str:
    """A reference to a footnote must be in the source message. Unnamed ones must keep their number."""
    labels = [
        [footnote_label(node) for node in part.footnotes] for part in (pair.source, pair.translation)
    ]
    written, example = "[{}]_", "[#name]_"
    if any(str(node.rawsource).startswith("[^") for node in pair.translation.footnotes):
        written, example = "[^{}]", "[^name]"
    if label := _unlike(*labels):
        shown = written.format(label.removeprefix("#") if example == "[^name]" else label)
        return f'The footnote "{shown}" is not in the source text, or not as often. Remove it.'
    for label in ("#", "*"):
        if labels[0].count(label) != labels[1].count(label):
            return (
                f'The footnote "{written.format(label)}" occurs less often than in the source text,'
                " which would renumber the footnotes after it. Put it back."
            )
    return ""


def citations(pair: Pair) -> str:
    """A citation must be in the source message."""
    label = _unlike(
        *([node.astext() for node in part.citations] for part in (pair.source, pair.translation))
    )
    return label and f'The citation "[{label}]_" is not in the source text, or not as often. Remove it.'


def substitutions(pair: Pair) -> str:
    """A substitution must be in the source message."""
    known = {node["refname"] for node in pair.source.substitutions}
    for node in pair.translation.substitutions:
        if node["refname"] not in known:
            return (
                f'The substitution "|{short(node.astext())}|" is not in the source text. Write one'
                ' that is; for a vertical line that is text, write "\\|".'
            )
    return ""


def targets(pair: Pair) -> str:
    """There must not be more targets than in the source message. They keep their ids."""
    old, new = (
        [node for node in part.targets if is_place(node)] for part in (pair.source, pair.translation)
    )
    if len(new) <= len(old):
        return ""
    return (
        f'The target "{short(new[-1].astext())}" is one more than the source text has.'
        ' Remove it; for an underscore that is text, write "\\_".'
    )


def is_place(target: nodes.Element) -> bool:
    """Whether a target is a place in the text, and not another name for a link's target."""
    return bool(target["names"]) and "refuri" not in target and "refname" not in target


def index_entries(pair: Pair) -> str:
    """A translation must not have more entries for the general index than its source."""
    if len(pair.translation.index) > len(pair.source.index):
        return (
            "The translation has more entries for the general index than the source text."
            " Remove one of the roles for them."
        )
    return ""


def links(pair: Pair) -> str:
    """A link must lead to a site that the source message links to."""
    named = [pair.find(node["refname"]) for node in pair.source.named]
    known = [*map(address_of, pair.source.links), *filter(None, named)]
    sites = Counter(map(site_of, known))
    allowed = {site_of(f"https://{host}") for host in pair.hosts}
    free: Counter[bool] = Counter(site_of(address) == OWN_SITE for address in known)
    found = [pair.find(node["refname"]) for node in pair.translation.named]
    for address in (*map(address_of, pair.translation.links), *filter(None, found)):
        if address.startswith("#"):
            continue
        site = site_of(address)
        if address not in known and (site is None or not (sites[site] or site in allowed)):
            return _strange_link(address, known)
        free[site == OWN_SITE] -= 1
        if free[site == OWN_SITE] < 0:
            return (
                f'The link to "{short(address)}" is one more than the source text has. Remove it, or'
                " write the address as literal text."
            )
    return ""


def _strange_link(address: str, known: Iterable[str]) -> str:
    if re.match(r"[a-z0-9+.-]+:", address.lower()) and site_of(address) is None:
        danger = (
            f'The address "{short(address)}" could run code in the reader\'s browser, or lead anywhere.'
        )
        return f"{danger} Use the address from the source text."
    like = " and ".join(f'"{site}"' for site in dict.fromkeys(map(site_of, known)) if site)
    instead = f"Link to {like} as the source text does" if like else "Remove it"
    return (
        f'The address "{short(address)}" leads to a site that the source text does not link'
        f" to. {instead}, or allow the site with glossterm_translation_hosts in conf.py."
    )


def names(pair: Pair) -> str:
    """A reference by name must lead somewhere. The number of anonymous ones must stay."""
    old = [node["refname"] for node in pair.source.named]
    unused = len({*old} - {node["refname"] for node in pair.translation.named})
    for node in pair.translation.named:
        if node["refname"] in old or pair.find(node["refname"]) is not None:
            continue
        unused -= 1  # the name may have been translated: assume that it is the missing one
        if unused < 0:
            return (
                f'There is nothing called "{short(node.get("name", node["refname"]))}"'
                ' to link to. Keep the name as it is in the source text: "`text <name_>`_".'
            )
    if len(pair.source.anonymous) != len(pair.translation.anonymous):
        return (
            f"The translation has {_number(len(pair.translation.anonymous), 'anonymous link')}"
            " (with two underscores), but the source text has"
            f" {len(pair.source.anonymous) or 'none'}, so links would lead to the wrong places."
            " Use as many as the source text."
        )
    return ""


def formulas(pair: Pair) -> str:
    """A formula may only use control sequences from the source message."""
    known = [node.astext() for node in pair.source.formulas]
    for node in pair.translation.formulas:
        if problem := strange_formula(known, node.astext()):
            return problem
    return ""


def strange_formula(known: Iterable[str], formula: str) -> str:
    """What is wrong with a formula of a translation, if anything is.

    Args:
        known: The formulas of the source message.
        formula: The one of the translation.
    """
    known = tuple(known)
    if formula in known:
        return ""
    if not known:
        return f'The formula "{short(formula)}" is not in the source text. Write it as text.'
    sequences = frozenset[str]().union(*map(control_sequences, known))
    for sequence in sorted(control_sequences(formula)):
        if sequence not in sequences:
            return (
                f'The formula "{short(formula)}" has "{short(sequence)}", but no formula of the'
                " source text has. Use only control sequences from the source text."
            )
        if sequence in ALONE:
            return (
                f'The formula "{short(formula)}" uses "{sequence}" differently from the source text.'
                " Write the formula as it is there."
            )
    if not is_balanced(formula):
        return f'The formula "{short(formula)}" does not close what it opens. Check its braces.'
    return ""


def numbers(pair: Pair) -> str:
    """The text of a numbered reference must have the fields that Sphinx fills in, and no others."""
    known = [node.astext() for node in pair.source.references]
    for node in pair.translation.references:
        words = node.astext()
        is_filled = node["reftype"] == "numref" and node.get("refexplicit") and words not in known
        if is_filled and not _can_be_filled(words):
            return (
                f'The number of the reference cannot be put into "{short(words)}". Write'
                f' "{{number}}", "{{name}}" or "%s" where it belongs, and "%%" for a per cent sign.'
            )
    return ""


def _can_be_filled(words: str) -> bool:
    if re.search("[{}%]", re.sub(_FIELDS, "", words)):
        return False
    return "{name}" in words or "number" in words or words.replace("%%", "").count("%s") == 1


def foreign(pair: Pair) -> str:
    """Nothing else is allowed."""
    for node in pair.translation.foreign:
        return (
            f'A translation cannot have a "{node.tagname}": "{short(node.astext())}". Write text and'
            " inline markup, as the source text does."
        )
    return ""


RULES: Final[Mapping[str, Callable[[Pair], str]]] = {
    rule.__name__: rule
    for rule in (
        images,
        downloads,
        raw,
        footnotes,
        citations,
        substitutions,
        targets,
        index_entries,
        links,
        names,
        formulas,
        numbers,
    )
}
"""All rules by name; :func:`foreign` comes last."""


def judge(pair: Pair) -> str:
    """The message of the first rule that a translation breaks; empty if it breaks none."""
    if not (pair.source or pair.translation):
        return ""
    return next(filter(None, (rule(pair) for rule in RULES.values())), "")


# ---------------------------------------------------------------------------------------------
# What is lost

_WRITTEN: Final = {
    Markup.RST: {
        "": ":{kind}:`{target}`",
        ANCHOR: "`... <{target}>`_",
        FOOTNOTE: "[{target}]_",
        "citation": "[{target}]_",
        "example": ":term:`text <target>`",
    },
    Markup.MYST: {
        "": "{{{kind}}}`{target}`",
        ANCHOR: "[...]({target})",
        FOOTNOTE: "[^{target}]",
        "example": "{term}`text <target>`",
    },
}


def lost_references(pair: Pair, markup: Markup) -> Objection | None:
    """Find references that a translation drops or changes. It is shown, with a warning.

    Each different reference counts once, because a translation need not repeat it.
    """
    if not pair.source and not pair.translation:
        return None
    source, translation = targets_of(pair.source), targets_of(pair.translation)
    wording = _WRITTEN[markup]

    def written(items: Iterable[Target]) -> str:
        shown = [
            wording.get(item.kind, wording[""]).format(
                kind=item.kind,
                target=item.target
                if markup is Markup.RST
                else item.target.removeprefix("#")
                if item.kind == FOOTNOTE
                else item.target,
            )
            for item in items
        ]
        return " and ".join(f'"{text}"' for text in shown)

    said = [
        f"has {_number(translation[item], item.kind)} where the source text has {source[item]}"
        for item in (LINK, TERM)
        if translation[item] < source[item]
    ]
    if lost := written(item for item in source if item.target and not translation[item]):
        said.append(f"leaves out {lost}")
        # Additional references are fine, but these may be wrong versions of lost ones.
        if strange := written(item for item in translation if item.target and not source[item]):
            said.append(f"refers to {strange}, which the source text does not")
    if not said:
        return None
    return Objection(
        f"The translation {' and '.join(said)}. Keep every reference and its target, and"
        f' translate only the text that readers see: "{wording["example"]}".',
        withheld=False,
    )


def _number(number: int, what: str) -> str:
    """A number with its noun: ``no link``, ``1 link``, ``2 references to terms``."""
    if number == 1:
        return f"1 {what}"
    noun, to, term = what.partition(" to a ")
    return f"{number or 'no'} {noun}s{to and ' to '}{term and term + 's'}"


def short(text: str, length: int = 60) -> str:
    """*text* in one line, cut off if it is long."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[:length]}..."
