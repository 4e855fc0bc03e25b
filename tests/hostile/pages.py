"""What a page of a translation may have that the page of the source has not: next to nothing."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from hostile.browser import OWN, family, site
from hostile.model import WORD, words

BLOCKS: Final = words(
    """
    address article aside blockquote body caption dd details div dl dt figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th
    thead tr ul
    """
)
"""Elements that no inline markup makes."""
PLAIN_TAGS: Final = words(
    """
    a abbr br cite code dfn em kbd s samp span strong sub sup
    """
)
"""Elements that plain inline markup makes."""
LOADS: Final = words(
    """
    action archive background cite classid code codebase data dynsrc formaction icon longdesc lowsrc
    manifest ping poster profile src srcdoc srcset style usemap xlink:href
    """
)
"""Attributes that make a browser load, send or show something."""
WORDS: Final = frozenset({"alt", "aria-label", "content", "placeholder", "title"})
"""Attributes that hold text."""
DESCRIPTIONS: Final = frozenset({"description", "keywords"})
"""Names of ``<meta>`` that only say what a page is about."""
LANGUAGE: Final = frozenset({"lang", "xml:lang", "dir", "translated"})
"""Attributes that say which language a text is in, or whether it has been translated."""
FREE_CLASSES: Final = words(
    """
    abbr any code command doc docutils dfn dl download eq external extlink-issue file nohighlight
    glossterm glossterm-ref glossterm-termabbr glossterm-termboth glossterm-termdef guilabel
    highlight internal interpreted kbd keyword literal literal-block manpage menuselection myst
    notranslate option pre program reference red samp std std-doc std-keyword std-numref std-option
    std-ref std-term std-token term token xref py py-func js js-func rst rst-dir accelerator
    compound fine
    """
)
"""Classes that the roles of text and references give; ``red`` is the project's own."""
DANGEROUS: Final = words(
    """
    applet base embed form frame frameset iframe input link math meta noscript object plaintext portal
    script select slot style svg template textarea title video audio source track button dialog
    marquee img
    """
)
LANDMARKS: Final = ("div.body", "div.sphinxsidebar", "form.search", "div.footer")
"""What a page has around its text, unless something has swallowed it."""


@dataclass(frozen=True)
class Fault:
    """Something that a page should not have.

    Attributes:
        rule: Which rule it breaks.
        detail: What it is.
        code: The message it belongs to; empty where that is not known.
    """

    rule: str
    detail: str
    code: str = ""


# It leads to the next name in the order of the language.
_NAVIGATION: Final = r'(?s)<nav class="glossterm-nav.*?</nav>'


class Page:
    """A page, and where the words of messages are on it."""

    def __init__(self, path: Path) -> None:
        self.text = re.sub(_NAVIGATION, "", path.read_text("utf-8"))
        parser = lxml.html.HTMLParser(encoding="utf-8")
        self.root: HtmlElement = lxml.html.document_fromstring(self.text.encode(), parser)
        bodies = self.root.cssselect("div.body")
        self.body = bodies[0] if bodies else self.root
        self.holders: dict[str, dict[str, list[HtmlElement]]] = defaultdict(
            lambda: {"Src": [], "Trn": []}
        )
        for element in (*self.root.iter("meta"), *self.body.iter()):
            if isinstance(element.tag, str):
                self._find(element)

    @property
    def words(self) -> str:
        """The text of the page, white space in order."""
        return " ".join(self.body.text_content().split())

    @cached_property
    def anchors(self) -> set[str]:
        """What links can lead to."""
        return {str(found) for found in self.root.xpath("//@id | //a/@name")}

    @property
    def references(self) -> Counter[str]:
        """Where the references in its text lead."""
        return Counter(element.get("href", "") for element in self.body.cssselect("p a.reference"))

    def _find(self, element: HtmlElement) -> None:
        if element.tag != "meta":
            texts = [element.text or "", *(child.tail or "" for child in element)]
            self._note(" ".join(texts), block_of(element, self.body))
        for name in WORDS & set(element.keys()):
            self._note(element.get(name, ""), element)

    def _note(self, text: str, holder: HtmlElement) -> None:
        for kind, code in WORD.findall(text):
            if not any(holder is other for other in self.holders[code][kind]):
                self.holders[code][kind].append(holder)


def block_of(element: HtmlElement, top: HtmlElement) -> HtmlElement:
    """The block that an element stands in, or is."""
    while element.tag not in BLOCKS and element is not top:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def inside(block: HtmlElement) -> Iterator[HtmlElement]:
    """A block and the inline elements in it."""
    yield block
    for child in block:
        if isinstance(child.tag, str) and child.tag not in BLOCKS:
            yield from inside(child)


def text_of(block: HtmlElement) -> str:
    """The text of a block that is not literal, a formula or code."""
    if block.tag == "pre":
        return ""
    found = [block.text or ""]
    for child in block:
        is_text = isinstance(child.tag, str) and child.tag not in BLOCKS | {"code", "pre", "script"}
        if is_text and "math" not in child.get("class", "").split():
            found.append(text_of(child))
        found.append(child.tail or "")
    return "".join(found)


# ---------------------------------------------------------------------------------------------
# One message


class Fragment:
    """The elements that hold a message.

    Args:
        blocks: The blocks they stand in.
    """

    def __init__(self, blocks: Iterable[HtmlElement]) -> None:
        self.blocks = list(blocks)
        self.elements = [element for block in self.blocks for element in inside(block)]
        self.tags = Counter(str(element.tag) for element in self.elements)
        self.attributes = Counter(
            (str(element.tag), str(name), str(value))
            for element in self.elements
            for name, value in element.items()
            if name not in WORDS | LANGUAGE | {"class", "id", "href"}
        )
        self.addresses = [
            element.get("href", "") for element in self.elements if element.get("href") is not None
        ]
        self.ids = Counter(element.get("id", "") for element in self.elements if element.get("id"))
        self.note_ids = {element.get("id", "") for element in self.elements if _is_note(element)}
        self.classes = {name for element in self.elements for name in _classes(element)}
        self.formulas = [
            element.text_content()
            for element in self.elements
            if "math" in element.get("class", "").split()
        ]
        self.notes = Counter(element.get("href", "") for element in self.elements if _is_note(element))
        self.words = " ".join(text_of(block) for block in self.blocks)

    @property
    def links(self) -> list[str]:
        """The addresses that lead out of the project."""
        return [address for address in self.addresses if site(address) != OWN]


def _classes(element: HtmlElement) -> list[str]:
    """Its classes, but for those of highlighted code."""
    parent = element.getparent()
    is_code = parent is not None and parent.tag == "pre"
    return [] if is_code else element.get("class", "").split()


def _is_note(element: HtmlElement) -> bool:
    return element.get("role") == "doc-noteref" or "footnote-reference" in element.get("class", "")


def compare(source: Fragment, shown: Fragment, hosts: Collection[str]) -> Iterator[tuple[str, str]]:
    """What a translation has that its source message has not: the rules, and what breaks them."""
    for tag, number in (shown.tags - source.tags).items():
        if tag not in PLAIN_TAGS and (tag in DANGEROUS or tag not in source.tags):
            yield "tag", f"{number} more <{tag}>"
    for tag, name, value in shown.attributes - source.attributes:
        if name.startswith("on"):
            yield "handler", f"<{tag} {name}={value}>"
        elif name in LOADS:
            yield "load", f"<{tag} {name}={value}>"
        elif name not in {"role", "rel"}:
            yield "attribute", f"<{tag} {name}={value}>"
    yield from _compare_links(source, shown, hosts)
    for id_ in shown.ids - source.ids:
        yield "new id", id_
    for id_ in source.ids - shown.ids:
        if id_ not in source.note_ids:  # a footnote may be left out
            yield "lost id", id_
    for name in sorted(shown.classes - source.classes - FREE_CLASSES):
        yield "class", name
    for address in shown.notes - source.notes:
        yield "note", address
    yield from _compare_formulas(source.formulas, shown.formulas)
    for found in _LEFTOVER.findall(shown.words):
        if found not in source.words:
            yield "markup as text", found


_LEFTOVER: Final = re.compile(
    r"\]\(|\]\[|\{\{.*?\}\}|\{%.*?%\}|<[A-Za-z][A-Za-z0-9+.-]*:(?=\S)[^<>\s]*>"
)


def _compare_links(
    source: Fragment, shown: Fragment, hosts: Collection[str]
) -> Iterator[tuple[str, str]]:
    known = {family(site(address)) for address in source.links} | {family(name) for name in hosts}
    for address in shown.links:
        where = site(address)
        is_web = ":" not in where or where.startswith("mailto:")
        if address not in source.links and not (is_web and family(where) in known):
            yield "site", address
    if len(shown.links) > len(source.links):
        yield "more links", f"{len(shown.links)} where the source has {len(source.links)}: {shown.links}"
    for address in shown.addresses:
        if "_downloads" in address and address not in source.addresses:
            yield "download", address


def control_sequences(formula: str) -> set[str]:
    """What means something to TeX in a formula."""
    inner = re.sub(r"^\\[(\[]|\\[)\]]$", "", formula.strip())
    found = set(re.findall(r"\\[A-Za-z@]+|\\.|\\$|[%#$&]", inner, re.DOTALL))
    return found | {"^^"} if "^^" in inner else found  # TeX reads it before all else


def is_balanced(text: str) -> bool:
    """Whether its braces close what they open."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", text, flags=re.DOTALL)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _compare_formulas(source: list[str], shown: list[str]) -> Iterator[tuple[str, str]]:
    known = set().union(*map(control_sequences, source))
    for formula in shown:
        if formula in source:
            continue
        if not source:
            yield "new formula", formula
        for sequence in sorted(control_sequences(formula) - known):
            yield "formula", f"{sequence} in {formula}"
        if not is_balanced(formula):
            yield "formula", f"not balanced: {formula}"


# ---------------------------------------------------------------------------------------------
# A whole page


def skeleton(page: Page) -> list[str]:
    """The blocks of a page, without their text."""
    found = []
    for element in page.body.iter():
        if isinstance(element.tag, str) and element.tag in BLOCKS and not _is_in_notes(element):
            depth = sum(1 for other in element.iterancestors() if not _is_around(other))
            if element.tag == "pre":
                found.append(f"{depth} <pre>")
            elif not _is_around(element):
                found.append(
                    f"{depth} <{element.tag} id={element.get('id')} class={element.get('class')}>"
                )
    return found


def _is_around(element: HtmlElement) -> bool:
    """Whether it stands around highlighted code, or only says which language raw HTML is in."""
    is_mark = set(element.keys()) == {"lang"}
    return element.tag == "div" and (is_mark or "highlight" in element.get("class", ""))


def _is_in_notes(element: HtmlElement) -> bool:
    """Whether it is in a list of footnotes, which is in the order of their references."""
    return element.tag == "aside" or any(other.tag == "aside" for other in element.iterancestors())


def machinery(page: Page) -> Counter[tuple[str, ...]]:
    """What a browser loads, runs or obeys for a page, but for the site's own static files."""
    return Counter(
        (str(element.tag), *sorted(_attributes(element)))
        for element in page.root.iter()
        if isinstance(element.tag, str) and element.tag in DANGEROUS and not _is_static(element)
    )


def machinery_of(fragments: Iterable[str], hosts: Collection[str]) -> Counter[tuple[str, ...]]:
    """The same of pieces of HTML, with what they link to elsewhere."""
    found: Counter[tuple[str, ...]] = Counter()
    parser = lxml.html.HTMLParser(encoding="utf-8")
    for fragment in filter(str.strip, fragments):
        root = lxml.html.document_fromstring(f"<div>{fragment}</div>".encode(), parser)
        for element in root.iter():
            if isinstance(element.tag, str):
                handlers = [
                    f"{name}={value}" for name, value in element.items() if str(name).startswith("on")
                ]
                where = family(site(element.get("href", "")))
                if element.tag in DANGEROUS or handlers or (where and where not in hosts):
                    found[element.tag, where, *handlers] += 1
    return found


def _attributes(element: HtmlElement) -> Iterator[str]:
    describes = element.get("name") in DESCRIPTIONS
    for name, value in element.items():
        is_word = name in WORDS and (element.tag != "meta" or describes)
        is_button = name == "value" and element.get("type") == "submit"
        if not (is_word or is_button or name in LANGUAGE | {"data-count"}):
            yield f"{name}={value}"


def _is_static(element: HtmlElement) -> bool:
    """Whether it is one of the site's own static files, or says which page is next."""
    is_own = element.get("src", element.get("href", "")).startswith("_static/")
    return is_own or (element.tag == "link" and element.get("rel") in {"next", "prev"})


def compare_pages(source: Page, shown: Page, *, is_index: bool = False) -> Iterator[Fault]:
    """What a page has otherwise than that of the source language.

    Args:
        source: The page in the source language.
        shown: The page of a translation.
        is_index: Whether it is the general index, which is in another order in each language.
    """
    for parts in machinery(shown) - machinery(source):
        yield Fault("machinery", " ".join(parts))
    if shown.text.count("<!--") > source.text.count("<!--"):
        yield Fault("comment", "there are more comments than in the source")
    for landmark in LANDMARKS:
        old, new = (len(page.root.cssselect(landmark)) for page in (source, shown))
        if old != new:
            yield Fault("landmark", f"{landmark}: {new} times, {old} in the source")
    for element in shown.root.iter():
        for name, value in element.items() if isinstance(element.tag, str) else ():
            if str(name).startswith("on"):
                yield Fault("handler", f"<{element.tag!s} {name!s}={value!s}>")
    if "system-message" in shown.text or "problematic" in shown.text:
        problems = shown.root.cssselect(".system-message, .problematic")
        if len(problems) > len(source.root.cssselect(".system-message, .problematic")):
            yield Fault("problem", problems[0].text_content())
    yield from _compare_data(shown)
    yield from _compare_ids(source, shown, is_index=is_index)
    if not is_index:
        yield from _compare_skeletons(source, shown)


def _compare_data(shown: Page) -> Iterator[Fault]:
    """What a page has for search engines is data, whatever names hold."""
    for script in shown.root.cssselect("script[type='application/ld+json']"):
        try:
            json.loads(script.text_content())
        except ValueError:
            yield Fault("data", script.text_content())


def _compare_ids(source: Page, shown: Page, *, is_index: bool) -> Iterator[Fault]:
    old, new = (Counter(str(id_) for id_ in page.root.xpath("//@id")) for page in (source, shown))
    if is_index:  # whose ids are letters
        return
    notes = {element.get("id", "") for element in source.root.iter("a") if _is_note(element)}
    for id_ in (old - new) | (new - old):
        if id_ in notes and not new[id_]:  # a footnote may be left out
            continue
        yield Fault("ids", f"{id_}: {new[id_]} times, {old[id_]} in the source")


def _compare_skeletons(source: Page, shown: Page) -> Iterator[Fault]:
    old, new = skeleton(source), skeleton(shown)
    if old != new:
        place = next(
            (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
            min(len(old), len(new)),
        )
        yield Fault(
            "structure", f"{new[place : place + 3]} where the source has {old[place : place + 3]}"
        )
