"""Projects by seed and number: pages of entries with odd titles, options and bodies."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, Final

from support import HAS_MYST

from fuzz import blocks, texts
from fuzz.model import KEPT, ODD, WORD, Case, Directive, Page, Piece, Text, Words

PAGES: Final = (
    ("one.rst", "two.md", "sub/three.rst", "sub/four.md") if HAS_MYST else ("one.rst", "sub/three.rst")
)
BUILDERS: Final = ("text", "latex", "singlehtml", "gettext")
"""What some projects are built as, beside HTML."""

_SHOWN_OPTIONS: Final = ("aka", "abbr", "category", "note")
_OTHER_OPTIONS: Final = (
    *("id", "forms", "tags", "related", "see", "status", "replaced-by", "index-key", "anchors"),
    *("no-autolink", "class", "name", "unknown", "related-to", "aka", "avoid", "pos", "source", "keep"),
)
_STATUSES: Final = ("draft", "stable", "deprecated", "obsolete", "")
_IDS: Final = (
    "token",
    "Token",
    "a-b",
    "1",
    "-",
    "glossterm-index",
    "why",
    "token-why",
    "क",
    "a b",
    "id1",
    "page",
)
_CONF: Final[dict[str, Sequence[Any]]] = {
    "glossterm_autolink": ("off", "off", "first", "all"),
    "glossterm_deepdive": ("open", "closed"),
    "glossterm_previews": (True, False),
    "glossterm_mentions": (True, False),
    "glossterm_jsonld": (True, False),
    "glossterm_builtin": (True, False),
    "glossterm_languages": ({}, {"en": "English", "hi": "हिन्दी"}),
    "smartquotes": (True, False),
    "numfig": (False, True),
    "nitpicky": (False, True),
    "toc_object_entries": (True, False),
    "html_permalinks": (True, False),
}


def case(seed: str, number: int, entries: int) -> Case:
    """A project; the same one for the same arguments.

    Args:
        seed: What all choices come from.
        number: Which of the projects of this seed it is.
        entries: How many entries stand on its pages, beside those inside of others.
    """
    rng = Random(f"{seed} {number}")
    maker = _Maker(rng)
    shares = [entries // len(PAGES) + (n < entries % len(PAGES)) for n in range(len(PAGES))]
    pages = tuple(maker.page(name, share) for name, share in zip(PAGES, shares, strict=True))
    return Case(
        pages,
        conf={name: rng.choice(values) for name, values in _CONF.items()},
        builders=(BUILDERS[number % len(BUILDERS)],) if number % 3 == 0 else (),
        is_translated=number % 4 == 1,
        seed=f"{seed} {number}",
    )


class _Maker:
    """Makes pages, and remembers the names that references may find."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.words = Words()
        self.names = ["Token", "nothing", "page", "token"]

    def page(self, name: str, entries: int) -> Page:
        is_rst = name.endswith(".rst")
        pieces: list[Piece] = []
        for _ in range(entries):
            if self.rng.random() < 0.15:
                pieces.append(self.label(is_rst=is_rst))
            pieces.append(self.entry(name, is_rst=is_rst))
            if self.rng.random() < 0.1:
                pieces.append(self.piece(name, depth=1, is_rst=is_rst))
            if self.rng.random() < 0.02:
                pieces.append(self.index(is_rst=is_rst))
        return Page(name, tuple(pieces), head=self.rng.random() < 0.9)

    def entry(self, page: str, *, is_rst: bool, depth: int = 0) -> Directive:
        title = self.title(is_rst=is_rst)
        if title.isprintable() and len(title) < 80:
            # References find it by this too, and the word in it is not expected where they stand.
            self.names.append(WORD.sub(lambda word: word[0].capitalize(), title))
        options = self.options(is_rst=is_rst)
        if not title:  # these have nothing to stand under
            options = tuple((name, _unexpected(value)) for name, value in options)
        body = [
            self.piece(page, depth=depth + 1, is_rst=is_rst)
            for _ in range(self.rng.choice((0, 1, 1, 2, 2, 3, 4)))
        ]
        return Directive("term", title, options, tuple(body), is_yaml=self.rng.random() < 0.2)

    def title(self, *, is_rst: bool) -> str:
        rng = self.rng
        if (chance := rng.random()) < 0.03:
            return ""
        if chance < 0.06:
            return rng.choice(self.names)  # a second entry of one name
        if chance < 0.07:
            return self.text(texts.LONG)
        if chance < 0.09 and is_rst:
            return self.text((f"{KEPT} over\ntwo lines", f"{KEPT}\n{KEPT}"))
        return self.inline(is_rst=is_rst)

    def inline(self, *, is_rst: bool) -> str:
        """A line of text."""
        more = texts.RST if is_rst else texts.MYST
        pool = self.rng.choice((texts.COMMON, more, more, texts.SCRIPTS, texts.SIGNS))
        text = self.text(pool)
        if self.rng.random() < 0.1:
            text = f"{text} {self.text(pool)}"
        return text

    def text(self, pool: Sequence[str]) -> str:
        return self.fill(self.rng.choice(pool))

    def fill(self, template: str, page: str = "") -> str:
        """A template with words, names, and the name of the page's file."""
        while texts.NAME in template:
            template = template.replace(texts.NAME, self.rng.choice(self.names), 1)
        return self.words.fill(template.replace(blocks.SELF, page.rpartition("/")[2]))

    def options(self, *, is_rst: bool) -> tuple[tuple[str, str], ...]:
        rng = self.rng
        found = []
        for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3, 5))):
            name = rng.choice((*_SHOWN_OPTIONS, *_OTHER_OPTIONS))
            found.append((name, self.value(name, is_rst=is_rst)))
        if found and rng.random() < 0.05:
            found.append((found[0][0], self.value(found[0][0], is_rst=is_rst)))
        return tuple(found)

    def value(self, name: str, *, is_rst: bool) -> str:
        """What an option has: good, bad or nothing."""
        rng = self.rng
        if rng.random() < 0.08:
            return ""
        if name == "status":
            return rng.choice(_STATUSES)
        if name in {"id", "anchors"} and rng.random() < 0.8:
            return ", ".join(rng.choices(_IDS, k=1 if name == "id" else 3))
        if name in {"related", "see", "replaced-by", "no-autolink"} and rng.random() < 0.8:
            return rng.choice((", ", "; ", "\n")).join(rng.choices(self.names, k=rng.choice((1, 1, 3))))
        items = [self.inline(is_rst=is_rst) for _ in range(rng.choice((1, 1, 2, 3)))]
        text = rng.choice((", ", "; ", ",", ",,", "\n")).join(items)
        # Who writes an option in MyST writes YAML, which may not be what the text needs.
        return text if is_rst and name in _SHOWN_OPTIONS else _unexpected(text)

    def piece(self, page: str, *, depth: int, is_rst: bool) -> Piece:
        """Something of a body."""
        rng = self.rng
        chance = rng.random()
        if depth < 4 and chance < 0.25:
            return self.facet(page, depth=depth, is_rst=is_rst)
        if depth < 3 and chance < 0.29:
            return self.entry(page, depth=depth, is_rst=is_rst)
        if chance < 0.3:
            return self.index(is_rst=is_rst)
        if chance < 0.5:
            return Text(self.paragraph(is_rst=is_rst))
        return Text(self.fill(rng.choice(blocks.RST if is_rst else blocks.MYST), page))

    def paragraph(self, *, is_rst: bool) -> str:
        """A paragraph that begins with a word, and goes on with what may be markup."""
        more = texts.RST if is_rst else texts.MYST
        return self.words.fill(f"{KEPT} ") + self.text(
            (*more, *texts.EMPHASIS, *texts.SCRIPTS, *texts.BREAKS)
        )

    def facet(self, page: str, *, depth: int, is_rst: bool) -> Directive:
        rng = self.rng
        name = rng.choice(("whymatters", "deepdive", "procon", "procon", "pro", "con"))
        title = self.inline(is_rst=is_rst) if rng.random() < 0.4 else ""
        options: tuple[tuple[str, str], ...] = ()
        if rng.random() < 0.3:
            options = tuple(
                (rng.choice(("open", "closed", "class", "id", "unknown")), rng.choice(("", "", "yes")))
                for _ in range(rng.choice((1, 2)))
            )
        body = [
            self.piece(page, depth=depth + 1, is_rst=is_rst) for _ in range(rng.choice((0, 1, 1, 2)))
        ]
        if name == "procon":
            for side in rng.choice((("pro", "con"), ("pro",), ("con", "con"), ())):
                words = Text(self.paragraph(is_rst=is_rst))
                body.append(Directive(side, "", (), (words,) if rng.random() < 0.9 else ()))
        return Directive(name, title, options, tuple(body))

    def index(self, *, is_rst: bool) -> Directive:
        rng = self.rng
        values = {
            "group": ("letter", "category", "none", "nothing", ""),
            "style": ("list", "cards", "table", "nothing"),
            "category": (_unexpected(self.inline(is_rst=is_rst)), ""),
            "tags": ("a, b", _unexpected(self.inline(is_rst=is_rst))),
            "nofilter": ("", "yes"),
            "unknown": ("x",),
        }
        names = rng.sample(list(values), k=rng.choice((0, 1, 2, 3)))
        return Directive("termindex", "", tuple((name, rng.choice(values[name])) for name in names))

    def label(self, *, is_rst: bool) -> Text:
        name = self.rng.choice(("token", "same", "why", self.words.fill(ODD)))
        return Text(f".. _{name}:" if is_rst else f"({name})=")


def _unexpected(text: str) -> str:
    """*text* with words that may be shown or not."""
    return WORD.sub(lambda word: f"odds{word[0][4:]}", text)


SHARED: Final = f"""\
{KEPT}

.. term:: {KEPT}

   {KEPT}
""".replace(KEPT, "Shared")
"""A file that pages include; one page may do so many times."""
