"""The productions of reStructuredText."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from hostile import places
from hostile.model import Make, Place, Production, Sample, any_of, pairs
from hostile.payloads import (
    CONTROLS,
    DIRECTIVES,
    FILES,
    HOME,
    HOSTS,
    IMAGES,
    NBSP,
    SCHEMES,
    TAGS,
    TEX,
    rst_directive,
)

PLAIN: Final = "A plain SRC text."
LINKED: Final = (
    f"A `link SRC <{HOME}>`__ there.",
    f"SRC at {HOME} there.",
    f"A `link SRC <{HOME}>`_ there.",
)
FREE: Final = (
    "*TRN*",
    "**TRN**",
    "``TRN``",
    ":sub:`TRN`",
    ":sup:`TRN`",
    ":abbr:`TRN (explained)`",
    ":kbd:`TRN`",
    ":guilabel:`&TRN`",
    ":menuselection:`TRN --> x`",
    ":file:`{TRN}`",
    ":samp:`TRN {x}`",
    ":command:`TRN`",
    ":program:`TRN`",
    ":dfn:`TRN`",
    ":code:`TRN`",
    ":t:`TRN`",
    ":doc:`TRN </index>`",
    ":ref:`TRN <genindex>`",
    ":term:`TRN <Known Entry>`",
    ":termboth:`TRN <Known Entry>`",
    ":red:`TRN`",
)
"""What any translation may have."""


def _each(source: str, template: str, payload: Sequence[str]) -> Make:
    """A translation with one of the payloads where the template says ``PAYLOAD``."""
    return any_of(source, [template.replace("PAYLOAD", item) for item in payload])


def _make(
    name: str,
    make: Make,
    *where: Place,
    head: str = "",
    foot: str = "",
    alone: bool = False,
    **conf: object,
) -> Production:
    return Production(f"rst {name}", make, where or places.RST, head, foot, is_alone=alone, conf=conf)


def _honest(name: str, make: Make, *where: Place, foot: str = "") -> Production:
    return Production(f"rst honest {name}", make, where or places.RST, foot=foot, is_honest=True)


# Sphinx itself makes no table of contents of titles with downloads.
_NO_TITLES: Final = tuple(place for place in places.RST if "title" not in place.name)

# ---------------------------------------------------------------------------------------------
# Directives and roles


def _directives(kind: str) -> Make:
    sources = (PLAIN, PLAIN, "SRC with ``code``.", LINKED[0])
    return lambda rng: Sample(rng.choice(sources), rst_directive(rng, kind))


def _spelled(rng: Random) -> Sample:
    """Explicit markup that is no directive, and what comes near to one."""
    markup = rng.choice(
        (
            ".. TRN",
            "..\n   TRN",
            f".. _LBL: {HOME}\n\n`TRN <LBL_>`_",
            f".. _LBL: {HOME}",
            "__ https://example.com/\n\n`TRN`__",
            ".. [1] TRN",
            ".. [#] TRN",
            ".. [TRN] TRN",
            ".. |LBL| replace:: TRN\n\n|LBL|",
            ".. |LBL| image:: secret.png\n\n|LBL|",
            ".. |LBL| raw:: html\n\n   <script>alert(1)</script>\n\n|LBL|",
            ".. |LBL| canary::\n\n|LBL|",
            ".. |LBL| date::\n\n|LBL| TRN",
            ".. |LBL| unicode:: 0x202E\n\n|LBL| TRN",
            ".. role:: LBL(raw)\n   :format: html\n\n:LBL:`<script>TRN</script>`",
            ".. default-role:: canary\n\n`TRN`",
            "TRN ::\n\n    .. include:: secret.txt",
            "TRN\n\n.. TRN ::",
            "TRN\n----",
            "====\nTRN\n====",
            ">>> TRN",
            "* TRN",
            "1. TRN\n2. TRN",
            ":TRN: x",
            "| TRN\n| TRN",
            "TRN\n  x",
            "  TRN",
            "-a  TRN",
            "TRN\n\nTRN",
            "----\n\nTRN",
            "a) TRN\n\n.. canary::\n",
            "TRN\n\n.. canary\n   ::",
            "TRN\x0b.. canary::",
            "TRN\x0c\x0c.. canary::",
            "TRN\u2028\u2028.. canary::",
            "TRN\x85\x85.. canary::",
            "TRN\r\r.. canary::\r\r",
        )
    )
    return Sample(PLAIN, markup)


ROLES: Final = (
    ":canary:`TRN`",
    ":zoo:canary:`TRN`",
    "`TRN`:canary:",
    ":Canary:`TRN`",
    ":CANARY:`TRN`",
    ":shout:`TRN`",
    ":beast:`TRN`",
    ":rawhtml:`<script>alert(1)</script>` TRN",
    ":rawhtml:`TRN`",
    ":rawtex:`\\input{secret.txt}` TRN",
    ":rawboth:`\\input{secret.txt}` TRN",
    ":raw:`TRN`",
    ":unknown:`TRN`",
    ":autolink:`hidden_module` TRN",
    ":cpp:expr:`TRN`",
    ":c:expr:`TRN`",
    ":c:texpr:`TRN`",
    ":py:canary:`TRN`",
)
"""Roles that do more than show their text, or that there are none of."""

DOWNLOADS: Final = (
    *(f":download:`TRN <{file}>`" for file in (*FILES, *IMAGES)),
    ":download:`secret.txt` TRN",
)

_TO_SITES: Final = (
    ":pep:`TRN <8>`",
    ":rfc:`TRN <1>`",
    ":cve:`TRN <2020-1>`",
    ":cwe:`TRN <1>`",
    ":issue:`TRN <1>`",
    ":manpage:`TRN(1)`",
    ":sub:`x` :issue:`1` TRN",
)
_IN_PROJECT: Final = (
    ":term:`TRN <nothing>`",
    ":ref:`TRN <nothing>`",
    ":doc:`TRN </../../etc/passwd>`",
    ":doc:`TRN <hidden>`",
    ":any:`TRN <nothing>`",
    ":numref:`TRN <nothing>`",
    ":eq:`TRN`",
    ":option:`TRN`",
    ":py:func:`TRN <nothing>`",
    ":termdef:`Known Entry` TRN",
    ":termdef:`x <Known Entry>` TRN",
    ":termabbr:`x <Known Entry>` TRN",
    ":token:`TRN`",
    ":keyword:`TRN`",
    ":js:func:`TRN`",
    ":rst:dir:`TRN`",
    ":std:ref:`TRN <nothing>`",
    ":external:ref:`TRN <nothing>`",
)
_INTERSPHINX: Final = (
    ":external:ref:`TRN <elsewhere>`",
    ":external+other:ref:`TRN <elsewhere>`",
    ":external+other:doc:`TRN <page>`",
    ":ref:`TRN <elsewhere>`",
    ":doc:`TRN <other:page>`",
    ":any:`TRN <elsewhere>`",
)
_INDEXED: Final = (
    ":index:`TRN`",
    ":index:`TRN <single: TRN; x>`",
    ":index:`TRN <pair: TRN; x>`",
    ":index:`TRN <!see: TRN; x>`",
    ":envvar:`TRN`",
    ":pep:`8` TRN",
)

_ROLES: Final = (
    _make("role", any_of((PLAIN, "SRC :shout:`loud` text.", "SRC :rawhtml:`<i>` text."), ROLES)),
    _make(
        "role with other content",
        pairs(
            ("SRC :shout:`loud` text.", ":shout:`LOUD` TRN"),
            ("SRC :shout:`loud` text.", ":shout:`loud ` TRN :zoo:canary:`loud`"),
            ("SRC :rawhtml:`<i>` text.", ":rawhtml:`<i onclick=alert(1)>` TRN"),
            ("SRC :rawhtml:`<i>` text.", ":rawtex:`<i>` TRN"),
            ("SRC :rawhtml:`<i>x</i>` text.", ":rawhtml:`<i>x</i><script>alert(1)</script>` TRN"),
            ("SRC :rawtex:`\\LaTeX` text.", ":rawtex:`\\input{secret.txt}` TRN"),
            ("SRC :rawtex:`\\LaTeX` text.", ":rawboth:`\\LaTeX` TRN"),
        ),
    ),
    _make(
        "role left open",
        pairs(
            ("SRC :rawhtml:`<b>` text :rawhtml:`</b>`.", ":rawhtml:`<b>` TRN"),
            ("SRC :rawhtml:`<div>` text :rawhtml:`</div>`.", ":rawhtml:`</div>` TRN :rawhtml:`</div>`"),
            ("SRC :rawhtml:`<!--` text :rawhtml:`-->`.", "TRN :rawhtml:`<!--` "),
            ("SRC :rawtex:`{` text :rawtex:`}`.", ":rawtex:`{` TRN"),
        ),
        *places.named(places.RST, "paragraph", "bullet list", "definition", "admonition"),
    ),
    _make(
        "default role",
        any_of(PLAIN, ("`TRN`", "x `TRN` y", "`secret.txt` TRN")),
        head=".. default-role:: canary\n",
    ),
    _make("download", any_of((PLAIN, "SRC :download:`file <given.txt>` text."), DOWNLOADS), *_NO_TITLES),
    _make("reference in the project", any_of(PLAIN, _IN_PROJECT)),
    _make("reference to another project", any_of(PLAIN, _INTERSPHINX)),
    _make("role to a site", any_of((PLAIN, LINKED[0]), _TO_SITES)),
    _make("role of the index", any_of(PLAIN, _INDEXED)),
    _make(
        "number",
        any_of(
            "SRC in :numref:`Figure %s <known-figure>` text.",
            (
                ":numref:`50% TRN <known-figure>`",
                ":numref:`TRN {number.x} <known-figure>`",
                ":numref:`TRN {0} number <known-figure>`",
                ":numref:`TRN {number:>9} <known-figure>`",
                ":numref:`TRN {number} {name} {x} <known-figure>`",
                ":numref:`TRN %d <known-figure>`",
                ":numref:`TRN { number <known-figure>`",
                ":numref:`TRN %s %s <known-figure>`",
            ),
        ),
        alone=True,
    ),
)

# ---------------------------------------------------------------------------------------------
# Links


def _link(rng: Random, addresses: Sequence[str]) -> str:
    address = rng.choice(addresses)
    return rng.choice(
        (
            "`TRN <ADDRESS>`__",
            "`TRN <ADDRESS>`__",
            "`TRN <ADDRESS>`_",
            "TRN ADDRESS x",
            "TRN <ADDRESS>",
            "`<ADDRESS>`__ TRN",
            "`TRN <ADDRESS>`__ *x*",
            "`TRN <ADDRESS>`__ # noqa",
            "TRN\n\n.. _LBL: ADDRESS\n\nLBL_",
        )
    ).replace("ADDRESS", address)


def _scheme(rng: Random) -> Sample:
    return Sample(rng.choice((PLAIN, *LINKED)), _link(rng, SCHEMES))


def _host(rng: Random) -> Sample:
    return Sample(rng.choice(LINKED), _link(rng, HOSTS))


_MORE: Final = (
    f"`TRN <{HOME}>`__ `y <{HOME}>`__",
    f"`TRN <{HOME}>`__ {HOME}/b {HOME}/c",
    f"TRN {HOME} {HOME}",
    f"`TRN <{HOME}>`_ and `y <{HOME}/y>`_",
)
_NAMES: Final = (
    "known_ TRN",
    "`TRN <known_>`_",
    "known_ known_ known_ TRN",
    "`TRN <https://example.org/x>`__ known_",
    "there_ TRN",
    "nothing_ TRN",
    "`TRN`__",
    "`TRN`__ and `x`__",
    "TRN_",
    "Home_ TRN",
)
_FRAGMENTS: Final = (
    "`TRN <#nowhere>`__",
    "`TRN <#>`__",
    "`TRN <other.html>`__",
    "`TRN <../../other.html>`__",
    "`TRN <?x=y>`__",
    "`TRN <#nowhere>`__ `x <#home>`__",
    "`TRN <:x>`__",
    "`TRN <.//example.com>`__",
    "`TRN <#x}\\\\input{secret.txt}>`__",
    "`TRN <#x%y>`__",
)

_LINKS: Final = (
    _make("link scheme", _scheme),
    _make("link host", _host),
    _make("link where none is", lambda rng: Sample(PLAIN, _link(rng, (HOME, *HOSTS)))),
    _make("link once more", any_of(LINKED, _MORE)),
    _make(
        "link by name",
        any_of((PLAIN, "SRC known_ text."), _NAMES),
        *places.named(places.RST, "paragraph", "bullet list", "quote", "definition", "rubric"),
        foot=".. _known: https://example.com/known\n.. _there: known_\n",
    ),
    _make("link inside the page", any_of(PLAIN, _FRAGMENTS)),
    _make(
        "link with a label",
        any_of(
            "A `link SRC <https://en.wikipedia.org/wiki/A>`__ there.",
            (
                "`TRN <https://hi.evil.wikipedia.org/>`__",
                "`TRN <https://wikipedia.org.example.com/>`__",
                "`TRN <https://en-wikipedia.org/>`__",
                "`TRN <https://en.wikipedia.com/>`__",
                "`TRN <https://hi.m.wikipedia.org/>`__",
                "`TRN <https://.wikipedia.org/>`__",
                "`TRN <https://en..wikipedia.org/>`__",
                "`TRN <https://en.wikipedia.org@example.com/>`__",
                "`TRN <https://wikipedia.org%2eexample.com/>`__",
            ),
        ),
    ),
    _make(
        "mail",
        any_of(
            (
                "Write to SRC somebody@example.org today.",
                "SRC `mail <mailto:somebody@example.org>`__ text.",
            ),
            (
                "TRN other@example.com",
                "`TRN <mailto:other@example.com>`__",
                "`TRN <mailto:somebody@example.org?bcc=other@example.com>`__",
                "`TRN <mailto:somebody@example.org,other@example.com>`__",
                "`TRN <mailto:somebody@example.org%2cother@example.com>`__",
                "`TRN <https://somebody@example.org>`__",
            ),
        ),
    ),
)

# ---------------------------------------------------------------------------------------------
# Notes, targets, substitutions, formulas

_NOTE: Final = ".. [#LBL] A note.\n"
_MATH: Final = (
    PLAIN,
    r"SRC :math:`\frac{a}{b}` text.",
    r"SRC :math:`x_{\text{SRC}} + 1` text.",
    r"SRC :math:`\text{r\^ole}`.",
)


def _formula(rng: Random) -> Sample:
    payload = rng.choice(TEX)
    shown = rng.choice(
        (":math:`PAYLOAD` TRN", r"TRN :math:`x_{\text{TRN}} PAYLOAD`", r"TRN :math:`\frac{a}{PAYLOAD}`")
    )
    return Sample(rng.choice(_MATH), shown.replace("PAYLOAD", payload))


_NOTES: Final = (
    _make(
        "footnote",
        any_of(
            (PLAIN, "SRC [#LBL]_ text."),
            (
                "TRN [#known]_",
                "TRN [1]_",
                "TRN [#]_",
                "TRN [*]_",
                "TRN [#LBL]_ [#LBL]_",
                "TRN [#LBL]_ [#known]_",
                "TRN [#nothing]_",
                "TRN [99]_",
            ),
            tail=_NOTE,
        ),
        *places.named(places.RST, "paragraph", "bullet list", "definition", "admonition", "title"),
        foot=".. [#known] Known [1]_.\n.. [1] One.\n.. [#] Two [#]_.\n.. [*] Three [*]_.\n",
    ),
    _make(
        "citation",
        any_of(
            (PLAIN, "SRC [Known]_ text."),
            ("TRN [Other]_", "TRN [Known]_ [Known]_", "TRN [Nothing]_", "TRN [Known]_ [Other]_"),
        ),
        *places.named(places.RST, "paragraph", "bullet list", "definition"),
        foot=".. [Known] Known.\n.. [Other] Other [Known]_.\n",
    ),
    _make(
        "substitution",
        any_of(
            (PLAIN, "SRC |fine| text."),
            (
                "|canary| TRN",
                "|Canary| TRN",
                "|picture| TRN",
                "|markup| TRN",
                "|canary|_ TRN",
                "|canary|__ TRN",
                "|fine| |canary| TRN",
                "|nothing| TRN",
                "|release| |today| TRN",
            ),
        ),
    ),
    _make(
        "target",
        any_of(
            (PLAIN, "SRC has _`LBL` here."),
            (
                "_`TRN`",
                "_`TRN` and _`x`",
                "_`LBL` TRN _`x`",
                "_`home` TRN",
                "_`known` TRN",
                "_`LBL` _`LBL` TRN",
            ),
        ),
        *places.named(places.RST, "paragraph", "bullet list", "definition", "admonition"),
    ),
    _make(
        "target and link",
        any_of(
            f"SRC has _`LBL` and `link <{HOME}>`__ here.",
            (
                f"_`TRN` and `LBL <{HOME}>`_",
                f"_`LBL` TRN and `LBL <{HOME}>`_",
                f"_`TRN` and `TRN <{HOME}>`_",
            ),
        ),
        *places.named(places.RST, "paragraph", "bullet list", "definition", "admonition"),
        alone=True,
    ),
    _make("formula", _formula),
    _make(
        "formula where none is",
        any_of(PLAIN, (":math:`x + y` TRN", "TRN :math:`x`", ":eq:`TRN`")),
        *places.RST[:10],
    ),
    _make(
        "problem",
        any_of(
            PLAIN,
            ("*TRN", "**TRN", "``TRN", "`TRN", "|TRN", "TRN *x*y", ":ref:`TRN", "[TRN]_x_ y_", "TRN\\"),
        ),
    ),
    _make(
        "control character",
        lambda rng: Sample(
            PLAIN,
            rng.choice(("TRN PAYLOAD x", "*TRN PAYLOAD*", "``TRNPAYLOAD``")).replace(
                "PAYLOAD", rng.choice(CONTROLS)
            ),
        ),
    ),
    _make("text like HTML", _each(PLAIN, "TRN PAYLOAD x", TAGS)),
    _make("text like TeX", _each(PLAIN, "TRN ``PAYLOAD``", [item for item in TEX if item != "\\"])),
)

# ---------------------------------------------------------------------------------------------
# What is no paragraph


def _markup(rng: Random) -> str:
    """Markup of any kind, where markup is text."""
    payload = rng.choice(
        (
            *TAGS,
            *TEX,
            *SCHEMES,
            *ROLES,
            *DOWNLOADS[:4],
            "```{include} secret.txt\n```",
            ".. canary::",
            "{{ canary }}",
        )
    )
    return rng.choice(
        (
            "TRN PAYLOAD",
            "PAYLOAD TRN",
            '">TRN PAYLOAD',
            "'TRN' PAYLOAD",
            "TRN</pre></code>PAYLOAD",
            "TRN</script>PAYLOAD",
        )
    ).replace("PAYLOAD", payload)


def _inline(rng: Random) -> str:
    return " ".join(_markup(rng).split())


def _dirty(make: Callable[[Random], str]) -> Callable[[Random], str]:
    """Now and then with a sign that no page can hold."""
    return lambda rng: make(rng) + (rng.choice(CONTROLS) if rng.random() < 0.15 else "")


def _text(source: str, make: Callable[[Random], str] = _inline) -> Make:
    return lambda rng: Sample(source, make(rng))


def _example(rng: Random) -> Sample:
    source = ">>> if True:\n...     print('x')  # SRC\nx"
    end = rng.choice(
        (
            "\r    open('secret.txt')\nx",
            "\nx\n>>> open('secret.txt')",
            "\n...     open('secret.txt')\nx",
            "\x0c; open('secret.txt')\nx",
            "\nx\r>>> open('secret.txt')",
            "\u2028    open('secret.txt')\nx",
            "\x85    open('secret.txt')\nx",
            "\nx\n\n.. canary::",
        )
    )
    body = rng.choice(("  # TRN", "  # TRN"))
    if end.startswith("\x0c"):
        return Sample(">>> print('x')  # SRC\nx", ">>> print('x')" + end.replace("\nx", "  # TRN\nx"))
    return Sample(source, ">>> if True:\n...     print('x')" + body + end)


def _raw(rng: Random) -> Sample:
    tag = rng.choice(TAGS)
    space = rng.choice(NBSP)
    return rng.choice(
        (
            Sample("<p>SRC</p>", f"<p>TRN</p>{tag}"),
            Sample("<p>SRC</p>", f"<p{space}title='><script>alert(1)</script>'>TRN</p>"),
            Sample('<p title="x">SRC</p>', f"<p{space}title='><script>alert(1)</script>'>TRN</p>"),
            Sample(
                '<p id="LBL" title="x">SRC</p>',
                f"<p id=LBL{space}title='><img src=x onerror=alert(1)>'>TRN</p>",
            ),
            Sample('<p title="x">SRC</p>', f'<p title="TRN" {tag[1:]}</p>'),
            Sample("<p>SRC</p>", "<p>TRN"),
            Sample("<p>SRC</p>", "TRN</p></div>"),
            Sample("<p>SRC</p><!-- x -->", "<!-- <p>TRN</p>"),
        )
    )


_ROBOTS: Final = any_of("index, SRC", ("noindex, TRN", "none, TRN", "nofollow, TRN"))
_VIEW: Final = any_of("width=device-width, SRC=1", ("width=1, TRN=1", "user-scalable=no, TRN=1"))

# What means something in an index, or to the program that sorts it.
_ENDS: Final = ("", ";", "; ;", "; x; y", "|input{secret.txt}", "!x@y")

_OTHERS: Final = (
    _make("image text", _text("Words SRC", _dirty(_inline)), places.ALT),
    _make(
        "description",
        _text("Words SRC", _dirty(lambda rng: rng.choice((_inline(rng), f"TRN {rng.choice(HOSTS)}")))),
        places.META,
    ),
    _make("robots", _ROBOTS, places.ROBOTS),
    _make("viewport", _VIEW, places.VIEWPORT),
    _make(
        "refresh",
        any_of("9999; SRC", ("0;url=https://example.com/TRN", "0;TRN", "1 TRN")),
        places.REFRESH,
    ),
    _make(
        "preview image",
        any_of("SRC.png", ("TRN.png", "https://example.com/TRN.png", "//example.com/TRN.png")),
        places.PREVIEW,
    ),
    _make("toctree caption", _text("Words SRC", _dirty(_inline)), places.CAPTION),
    _make("toctree entry", _text("Words SRC", _dirty(_inline)), places.ENTRY),
    _make("entry name", _text("Words SRC", _dirty(_inline)), places.NAME, places.ALIAS),
    _make(
        "index",
        _text(
            "Words SRC",
            _dirty(lambda rng: _inline(rng) + rng.choice(_ENDS)),
        ),
        places.INDEX,
        places.PAIR,
    ),
    _make(
        "glossary term",
        any_of(
            "Words SRC",
            (
                ".. canary:: TRN",
                ":canary:`TRN`",
                "`TRN <javascript:alert(1)>`__",
                ":rawhtml:`<script>TRN</script>`",
                "TRN : :canary:`x`",
                "* TRN",
                "",
            ),
        ),
        places.GLOSSARY,
    ),
    _make("index without words", any_of("Words SRC", (";", "; ;", ";;")), places.INDEX, places.PAIR),
    _make(
        "name of another",
        any_of("Words SRC", ("Known Entry", "Known Term", "known entry")),
        places.GLOSSARY,
        places.NAME,
        places.ALIAS,
        alone=True,
    ),
    _make(
        "glossary key",
        lambda rng: Sample(
            "Words SRC : key", f"TRN : {' '.join(rng.choice((*TAGS, *SCHEMES)).split())}"
        ),
        places.GLOSSARY,
        places.KEYED,
        alone=True,
        gettext_additional_targets=[],
    ),
    _make(
        "document field",
        any_of("SRC", ("no-search", "nosearch", "orphan", "nocomments", "tocdepth", "TRN")),
        places.FIELD,
    ),
    _make("literal block", _text("words SRC", _dirty(_markup)), places.LITERAL, places.CODE),
    _make(
        "parsed literal",
        _text("words *SRC* [1]_", _dirty(_markup)),
        places.PARSED,
        foot=".. [1] A note.\n",
    ),
    _make(
        "address of an image",
        any_of("pic.png", ("secret.png", "https://example.com/TRN.png")),
        places.PICTURES,
    ),
    _make("doctest", _example, places.DOCTEST),
    _make(
        "test code",
        any_of(
            "x = 1  # SRC",
            (
                "x = 2  # TRN",
                "x = 1; open('secret.txt')  # TRN",
                "x = 1  # TRN\nopen('secret.txt')",
                "x = 1  # TRN\ropen('secret.txt')",
            ),
        ),
        places.TESTCODE,
    ),
    _make("raw block", _raw, places.RAW),
    _make(
        "raw TeX block",
        any_of("SRC", ("\\input{secret.txt} TRN", "TRN", "TRN \\directlua{x}")),
        places.RAW_TEX,
    ),
    _make(
        "raw block of two formats",
        _each(
            "<p>SRC</p>",
            "<p>TRN PAYLOAD</p>",
            ("\\input{secret.txt}", "\\directlua{x}", "^^5cinput{secret.txt}", "%"),
        ),
        places.RAW_BOTH,
    ),
    _make(
        "display formula",
        lambda rng: Sample(r"\frac{a}{\text{SRC}} + \text{r\^ole}", f"\\text{{TRN}} {rng.choice(TEX)}"),
        places.MATH,
    ),
    _make(
        "title of another section",
        lambda rng: Sample(
            "Alpha SRC", rng.choice(("Known Section", "known-label", "Known Entry", "known"))
        ),
        *places.named(places.RST, "title"),
        foot="See `Known Section`_ and known_.\n\n"
        "Known Section\n-------------\n\n.. _known: https://example.org/known\n",
    ),
)

# ---------------------------------------------------------------------------------------------
# What is sound

_SOUND: Final = (
    _honest("text", lambda rng: Sample(PLAIN, " ".join(rng.sample(FREE, 3)) + " पाठ।")),
    _honest(
        "link",
        any_of(
            LINKED,
            (
                f"`TRN <{HOME}>`__ पाठ",
                f"TRN {HOME} पाठ",
                f"`TRN <{HOME}/hi>`_",
                "`TRN <https://www.example.org/>`__",
                "`TRN <https://hosts.example.com/x>`__",
            ),
        ),
    ),
    _honest(
        "wikipedia",
        any_of(
            "A `link SRC <https://en.wikipedia.org/wiki/A>`__ there.",
            ("`TRN <https://hi.wikipedia.org/wiki/B>`__", "`TRN <https://wikipedia.org/>`__"),
        ),
    ),
    _honest(
        "formula",
        pairs(
            (r"SRC :math:`x_{\text{a}}` text.", r"TRN :math:`x_{\text{TRN}}`"),
            (r"SRC :math:`\frac{a}{b}` text.", r":math:`\frac{a}{b}` TRN"),
        ),
    ),
    _honest(
        "footnote",
        pairs(("SRC [#LBL]_ text.", "TRN [#LBL]_ पाठ"), tail=_NOTE),
        *places.named(places.RST, "paragraph", "bullet list", "definition", "admonition"),
    ),
    _honest(
        "download", pairs(("SRC :download:`file <given.txt>` text.", ":download:`TRN <given.txt>`"))
    ),
    _honest(
        "substitution",
        pairs(("SRC |fine| text.", "|fine| TRN"), ("SRC |picture| text.", "TRN |picture|")),
    ),
    _honest(
        "role",
        pairs(
            ("SRC :shout:`loud` text.", ":shout:`loud` TRN"),
            ("SRC :rawhtml:`<i>x</i>` text.", "TRN :rawhtml:`<i>x</i>`"),
        ),
    ),
    _honest(
        "target",
        pairs(("SRC has _`LBL` here.", "_`LBL` TRN"), ("SRC has _`LBL` here.", "_`TRN` पाठ")),
        *places.named(places.RST, "paragraph", "definition"),
    ),
    _honest(
        "text to the letter",
        lambda rng: Sample("Words SRC", "TRN पाठ"),
        places.ALT,
        places.META,
        places.CAPTION,
        places.ENTRY,
        places.NAME,
        places.INDEX,
        places.GLOSSARY,
        places.LITERAL,
    ),
)

PRODUCTIONS: Final = (
    *(_make(f"directive {kind}", _directives(kind)) for kind in DIRECTIVES),
    _make("explicit markup", _spelled),
    *_ROLES,
    *_LINKS,
    *_NOTES,
    *_OTHERS,
    *_SOUND,
)
