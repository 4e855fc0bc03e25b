"""Sort the nodes of a message by what they can do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from docutils import nodes
from sphinx import addnodes

from sphinx_glossterm.doctree.nodes import is_term_reference

# Text, and nodes that only change how text looks. Subclasses do not count; each class is listed.
PLAIN: Final = frozenset(
    {
        nodes.Text,
        nodes.abbreviation,
        nodes.acronym,
        nodes.emphasis,
        nodes.inline,
        nodes.literal,
        nodes.strong,
        nodes.subscript,
        nodes.superscript,
        nodes.title_reference,
        addnodes.literal_emphasis,
        addnodes.literal_strong,
        addnodes.manpage,
        # Nodes around text, and messages of the parser, which are judged separately.
        nodes.paragraph,
        nodes.problematic,
        nodes.section,
        nodes.system_message,
        nodes.title,
    }
)


@dataclass
class Parts:
    """The nodes of a message that are more than text.

    Attributes:
        references: References inside the project, by role or as Markdown's links.
        links: References with an address.
        named: References to a name of the document, ``name_``.
        anonymous: References to the next anonymous target.
        footnotes: References to footnotes.
        citations: References to citations.
        substitutions: References to substitutions, ``|name|``.
        targets: Targets of references.
        images: Images.
        downloads: References to files that are published with the page.
        formulas: Mathematics.
        raw: Raw text for the output, in order.
        index: Entries in the general index.
        foreign: Everything else.
    """

    references: list[nodes.Element] = field(default_factory=list)
    links: list[nodes.Element] = field(default_factory=list)
    named: list[nodes.Element] = field(default_factory=list)
    anonymous: list[nodes.Element] = field(default_factory=list)
    footnotes: list[nodes.Element] = field(default_factory=list)
    citations: list[nodes.Element] = field(default_factory=list)
    substitutions: list[nodes.Element] = field(default_factory=list)
    targets: list[nodes.Element] = field(default_factory=list)
    images: list[nodes.Element] = field(default_factory=list)
    downloads: list[nodes.Element] = field(default_factory=list)
    formulas: list[nodes.Element] = field(default_factory=list)
    raw: list[nodes.Element] = field(default_factory=list)
    index: list[nodes.Element] = field(default_factory=list)
    foreign: list[nodes.Element] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is more than text."""
        return any(vars(self).values())


_KINDS: Final[dict[type[nodes.Node], str]] = {
    addnodes.pending_xref: "references",
    addnodes.download_reference: "downloads",
    addnodes.index: "index",
    nodes.citation_reference: "citations",
    nodes.footnote_reference: "footnotes",
    nodes.image: "images",
    nodes.math: "formulas",
    nodes.math_block: "formulas",
    nodes.raw: "raw",
    nodes.substitution_reference: "substitutions",
    nodes.target: "targets",
}


def parts_of(message: Iterable[nodes.Node], trusted: Iterable[nodes.Node] = ()) -> Parts:
    """Sort the nodes of a message.

    Args:
        message: Its nodes.
        trusted: Nodes from constructs that the source message has too. Only raw text in them counts,
            because it may open something that another piece closes.
    """
    parts = Parts()
    known = set(map(id, trusted))
    waiting = list(message)[::-1]
    while waiting:
        node = waiting.pop()
        if id(node) in known:
            parts.raw += node.findall(nodes.raw)
            continue
        kind = type(node)
        if kind not in PLAIN:
            assert isinstance(node, nodes.Element)
            getattr(parts, _KINDS.get(kind) or _kind_of_reference(node)).append(node)
        waiting += node.children[::-1]
    return parts


def _kind_of_reference(node: nodes.Element) -> str:
    if type(node) is not nodes.reference:
        return "foreign"
    if "refuri" in node:
        return "links"
    if node.get("anonymous"):
        return "anonymous"
    return "named" if "refname" in node else "foreign"


def address_of(node: nodes.Element) -> str:
    """The address of a link, an image or a download."""
    for name in ("refuri", "uri", "reftarget"):
        if name in node:
            return str(node[name])
    return ""


# ---------------------------------------------------------------------------------------------
# What readers of a translation can reach


@dataclass(frozen=True)
class Target:
    """The target of a reference, as far as a single message shows it.

    If targets may differ for good reasons, only their number counts, and the target is empty.

    Attributes:
        kind: The role; or ``term``, ``link`` or another word for what is counted.
        target: The target as written.
    """

    kind: str
    target: str = ""


TERM: Final = Target("reference to a term")
LINK: Final = Target("link")
ANCHOR: Final = "anchor"
FOOTNOTE: Final = "footnote"


def targets_of(parts: Parts) -> Counter[Target]:
    """The targets of a message's references, each kind as often as it has different targets."""
    found: set[tuple[Target, str]] = set()
    for node in parts.references:
        domain, role, target = node.get("refdomain") or "std", node["reftype"], str(node["reftarget"])
        if is_term_reference(node):  # a translated name leads to the same entry
            found.add((TERM, target))
        elif role == "myst":
            found.add((Target(ANCHOR, target), ""))
        else:
            found.add((Target(role if domain == "std" else f"{domain}:{role}", target), ""))
    for node in parts.downloads:
        found.add((Target("download", address_of(node)), ""))
    for node in parts.links:
        address = address_of(node)
        # In another language, another page may be better.
        found.add((Target(ANCHOR, address), "") if address.startswith("#") else (LINK, address))
    for node in (*parts.named, *parts.anonymous):
        found.add((LINK, str(node.get("refname", id(node)))))
    for node in parts.footnotes:
        found.add((Target(FOOTNOTE, footnote_label(node)), ""))
    for node in parts.citations:
        found.add((Target("citation", str(node.get("refname", node.astext()))), ""))
    return Counter(target for target, _address in found)


def footnote_label(node: nodes.Element) -> str:
    """The text between the brackets of a footnote reference: ``1``, ``#``, ``#name``, ``*``."""
    name = str(node.get("refname", ""))
    auto = node.get("auto")
    if auto == 1:
        return f"#{name}"
    return str(auto) if auto else name or node.astext()
