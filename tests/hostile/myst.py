"""The productions of MyST's Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from random import Random
from typing import Final

from hostile import places
from hostile.extensions import EXTENSIONS
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
    myst_directive,
)

PLAIN: Final = "A plain SRC text."
LINKED: Final = (f"A [link SRC]({HOME}) there.", f"SRC at <{HOME}> there.", "A [link SRC][known] there.")
PICTURE: Final = "SRC ![words](pic.png) text."
FREE: Final = (
    "*TRN*",
    "**TRN**",
    "`TRN`",
    "{sub}`TRN`",
    "{sup}`TRN`",
    "{abbr}`TRN (explained)`",
    "{kbd}`TRN`",
    "{guilabel}`TRN`",
    "{file}`TRN`",
    "{doc}`TRN </index>`",
    "{ref}`TRN <genindex>`",
    "{term}`TRN <Known Entry>`",
    "[TRN](/index.rst)",
    "{red}`TRN`",
)
# Sphinx itself makes no table of contents of titles with downloads.
_NO_TITLES: Final = tuple(place for place in places.MYST if "title" not in place.name)
_KNOWN: Final = f"[known]: {HOME}\n"


def _make(
    name: str,
    make: Make,
    *where: Place,
    head: str = "",
    foot: str = _KNOWN,
    alone: bool = False,
) -> Production:
    return Production(f"myst {name}", make, where or places.MYST, head, foot, is_alone=alone)


def _honest(name: str, make: Make, *where: Place, head: str = "", foot: str = _KNOWN) -> Production:
    return Production(f"myst honest {name}", make, where or places.MYST, head, foot, is_honest=True)


# ---------------------------------------------------------------------------------------------
# Directives, roles, expressions


def _directives(kind: str) -> Make:
    sources = (PLAIN, PLAIN, "SRC with `code`.", LINKED[0])
    return lambda rng: Sample(rng.choice(sources), myst_directive(rng, kind))


ROLES: Final = (
    "{canary}`TRN`",
    "{zoo:canary}`TRN`",
    "{Canary}`TRN`",
    "{shout}`TRN`",
    "{beast}`TRN`",
    "{rawhtml}`<script>alert(1)</script>` TRN",
    "{rawtex}`\\input{secret.txt}` TRN",
    "{raw}`TRN`",
    "{unknown}`TRN`",
    "{autolink}`hidden_module` TRN",
    "{cpp:expr}`TRN`",
    "{eval-rst}`TRN`",
    "[{canary}`TRN`](#x)",
    "**{canary}`TRN`**",
)

EXPRESSIONS: Final = (
    "{{ canary }} TRN",
    "{{ env.config.hostile_secret }} TRN",
    "{{ env.app.config.hostile_secret }} TRN",
    "{{ env.srcdir }} TRN",
    "{{ 7 * 7 }} TRN",
    "{{ fine.__class__.__mro__ }} TRN",
    "{{ cycler.__init__.__globals__.os.popen('true').read() }} TRN",
    "{{ self.__init__.__globals__ }} TRN",
    "{{ lipsum.__globals__['os'].system('true') }} TRN",
    "{{ env.app.add_js_file('https://example.com/x.js') }} TRN",
    "{{ env.config.__setattr__('html_title', 'x') }} TRN",
    "{{ ''.__class__.__base__.__subclasses__() }} TRN",
    "{{ '```{include} secret.txt\n```' }} TRN",
    "{{ '{canary}`x`' }} TRN",
    "{{ fine }} {{ canary }} TRN",
    "{{ fine | replace('w', env.config.hostile_secret) }} TRN",
    "{% if true %}TRN{% endif %}",
    "{%include 'secret.txt'%} TRN",
    "{{ picture }} TRN",
    "TRN\n\n{{ canary }}",
    "[TRN]({{ canary }})",
    "`{{ fine }}` {{canary}} TRN",
    "{{ fine }}{{ fine }} TRN {{ no",
)

_BLOCKS: Final = (
    "* TRN",
    "1. TRN",
    "> TRN",
    "# TRN",
    "TRN\n===",
    "TRN\n---",
    "---\n\nTRN",
    "+++\n\nTRN",
    '+++ {"x": 1}\nTRN',
    "% TRN",
    "(TRN)=",
    "(TRN)=\nTRN",
    "(home)=\n\nTRN",
    "TRN\n(LBL)=\nTRN",
    "    TRN",
    "```\nTRN\n```",
    "~~~python\nTRN\n~~~",
    "```python {.math}\nTRN\n```",
    "TRN\n\nTRN",
    "| a |\n|---|\n| TRN |",
    "TRN\n: x",
    ":TRN: x",
    "- [ ] TRN",
    "[^TRN]: x",
    "[LBL]: https://example.com",
    ":::\nTRN\n:::",
    "::: math\nTRN\n:::",
    "{.math}\nTRN",
    "{#home}\nTRN",
    "{.glossary}\nTRN\n: TRN",
    "<div>\n\nTRN\n\n</div>",
    "---\nmyst:\n  enable_extensions: [substitution]\n---\n\nTRN",
    "---\ntitle: TRN\n---",
    "---  \norphan: true\n---\nTRN",
    "-----\n\nTRN",
    "\n---\nmyst: {}\n---\nTRN",
    "\ufeff---\nmyst: {}\n---\nTRN",
    "$$\nx\n$$\n\nTRN",
    "\\begin{equation}\nx\n\\end{equation}\n\nTRN",
    "TRN\u2028\u2028```{canary}\n```",
    "TRN\r\r```{canary}\r```\r",
)

_TEXT_ROLES: Final = (
    _make("role", any_of((PLAIN, "SRC {shout}`loud` text.", "SRC {rawhtml}`<i>` text."), ROLES)),
    _make(
        "role with other content",
        pairs(
            ("SRC {shout}`loud` text.", "{shout}`LOUD` TRN"),
            ("SRC {shout}`loud` text.", "{zoo:canary}`loud` TRN"),
            ("SRC {rawhtml}`<i>x</i>` text.", "{rawhtml}`<i onclick=alert(1)>x</i>` TRN"),
            ("SRC {rawtex}`\\LaTeX` text.", "{rawtex}`\\input{secret.txt}` TRN"),
        ),
    ),
    _make(
        "download",
        any_of(
            (PLAIN, "SRC [file](given.txt) text."), [f"{{download}}`TRN <{file}>`" for file in FILES]
        ),
        *_NO_TITLES,
    ),
    _make(
        "link to a file",
        any_of(
            (PLAIN, "SRC [file](given.txt) text."),
            [
                link.replace("FILE", file)
                for file in (*FILES, "secret.png", "conf.py")
                for link in (
                    "[TRN](FILE)",
                    "[TRN](path:FILE)",
                    "<path:FILE> TRN",
                    "[](FILE) TRN",
                    "[TRN](<FILE>)",
                )
            ],
        ),
        *_NO_TITLES,
    ),
    _make("expression", any_of((PLAIN, "SRC {{ fine }} text."), EXPRESSIONS)),
    _make("block", any_of(PLAIN, _BLOCKS)),
    _make(
        "label of an equation",
        any_of(
            PLAIN,
            (
                "$$\nx\n$$ (known-equation)\n\nTRN",
                "TRN\n\n$$\nx\n$$ (known-equation)",
                "TRN $$x$$ (known-equation)",
                "$$x$$ (LBL)\n\nTRN",
            ),
        ),
        foot=f"{_KNOWN}\nSee {{eq}}`known-equation`.\n",
        alone=True,
    ),
)

# ---------------------------------------------------------------------------------------------
# Links and images


def _enabling(*names: str) -> str:
    """Front matter. What a document enables takes the place of what the project does."""
    return f"---\nmyst:\n  enable_extensions: [{', '.join((*EXTENSIONS, *names))}]\n---\n"


_WITH_TYPOGRAPHY: Final = _enabling("gfm_autolink", "replacements", "smartquotes")
_WITH_IMAGES: Final = _enabling("html_image", "html_admonition")


def _link(rng: Random, addresses: Sequence[str]) -> str:
    address = rng.choice(addresses)
    return rng.choice(
        (
            "[TRN](ADDRESS)",
            "[TRN](<ADDRESS>)",
            '[TRN](ADDRESS "title")',
            "<ADDRESS> TRN",
            "[TRN][LBL]\n\n[LBL]: ADDRESS",
            "[TRN]\n\n[TRN]: <ADDRESS>",
            "[**TRN**](ADDRESS)",
            "[![x](pic.png) TRN](ADDRESS)",
            "TRN ADDRESS x",
            "[TRN](ADDRESS){.external}",
            "[known]: ADDRESS\n[TRN][known]",
        )
    ).replace("ADDRESS", address)


_SCHEMES: Final = (
    "[TRN](inv:#elsewhere)",
    "[TRN](inv:other:std:label#elsewhere)",
    "<inv:#elsewhere> TRN",
    "[TRN](inv:other#*)",
    "[TRN](project:hidden.rst)",
    "[TRN](project:#nowhere)",
    "[TRN](project:../../etc/passwd)",
    "<project:/index.rst> TRN",
    "[TRN](wiki:A)",
    "[TRN](wiki:../../x)",
    "[TRN](free:example.com/x)",
    "[TRN](free:javascript)",
    "[TRN](nothing:x)",
    "[TRN](#nowhere)",
    "[TRN](#home)",
    "[TRN](hidden)",
    "[TRN](elsewhere)",
    "[TRN](hidden.rst)",
    "[TRN](nothing.md)",
    "[TRN](other.html)",
    "[TRN]()",
    "[TRN](<>)",
    "[TRN](?x)",
)
_ATTRIBUTES: Final = (
    "[TRN]{.math}",
    "[TRN]{.mermaid}",
    "[TRN]{#home}",
    "[TRN]{#LBL}",
    "[TRN]{#LBL .math onclick=alert(1)}",
    "[TRN]{style='background:url(https://example.com)'}",
    "[TRN]{.fine}",
    "`TRN`{.math}",
    "`TRN`{l=python}",
    "`TRN`{#LBL}",
    "[TRN](https://example.org/page){.math}",
    "[TRN](https://example.org/page){target=_blank}",
    "[TRN](https://example.org/page){rel=opener}",
    "[TRN](https://example.org/page){onclick=alert(1)}",
    "[TRN](https://example.org/page){#LBL}",
    "[TRN](#home){.external}",
    "*TRN*{.math}",
    "{shout}`TRN`{.math}",
    "![TRN](pic.png){.math}",
    "![TRN](pic.png){width=9000px}",
    "![TRN](pic.png){#LBL}",
    "![TRN](pic.png){style=x}",
    "[TRN]{.fine} [x]{.fine .math}",
    "[TRN]{.fine #LBL}",
    "{.math}\nTRN",
    "{#LBL}\nTRN",
    "TRN {.math}",
)
_IMAGES: Final = [
    template.replace("ADDRESS", address)
    for address in IMAGES
    for template in (
        "![TRN](ADDRESS)",
        "![TRN](<ADDRESS>)",
        "TRN ![x](ADDRESS)",
        "![TRN][LBL]\n\n[LBL]: ADDRESS",
        "[![TRN](ADDRESS)](#x)",
    )
] + [
    "![TRN](pic.png) ![x](pic.png)",
    "![TRN](pic.png) ![x](other.png)",
    '![TRN](pic.png "title") ![x](./pic.png)',
]
_HTML_IMAGES: Final = [
    template.replace("ADDRESS", address)
    for address in IMAGES
    for template in (
        "<img src='ADDRESS' alt='TRN'>",
        "TRN <img src='ADDRESS'>",
        "<IMG SRc='ADDRESS' alt=TRN />",
    )
] + [
    "<img src=pic.png alt=TRN onerror=alert(1)>",
    "<img src=pic.png alt=TRN class=math>",
    "<img src=pic.png alt=TRN name=home>",
    "<img src=pic.png alt=TRN width=9000>",
    "<img src=pic.png alt=TRN srcset='https://example.com/x.png 2x'>",
    "<img src=pic.png alt=TRN><img src=pic.png>",
    "TRN <img alt=x>",
    "TRN <img>",
    "<img src=pic.png alt=TRN style='x'>",
    "<div class=admonition>TRN</div>",
    "<div class='admonition math' name=home><p class=title>TRN</p>```{canary}\n```</div>",
]

# Older versions of MyST do not know of it.
_BARE: Final = (
    (
        _make(
            "bare address",
            any_of(
                LINKED,
                (
                    "TRN https://example.com/x",
                    "TRN www.example.com",
                    f"TRN {HOME} {HOME}/x",
                    "TRN somebody@example.com",
                    "TRN javascript:alert(1)",
                    "TRN http://example.org@example.com",
                ),
            ),
            head=_WITH_TYPOGRAPHY,
        ),
    )
    if find_spec("mdit_py_plugins.gfm_autolink")
    else ()
)
_LINKS: Final = (
    _make("link scheme", lambda rng: Sample(rng.choice((PLAIN, *LINKED)), _link(rng, SCHEMES))),
    _make("link host", lambda rng: Sample(rng.choice(LINKED), _link(rng, HOSTS))),
    _make("link where none is", lambda rng: Sample(PLAIN, _link(rng, (HOME, *HOSTS)))),
    *_BARE,
    _make(
        "link once more",
        any_of(
            LINKED,
            (
                f"[TRN]({HOME}) [x]({HOME})",
                f"<{HOME}> <{HOME}> TRN",
                "[TRN][known] [known]",
                f"[known] [TRN]({HOME}) <{HOME}>",
            ),
        ),
    ),
    _make(
        "link definition",
        any_of(
            (PLAIN, LINKED[2]),
            (
                "[TRN][other]",
                "[other] TRN",
                "[TRN][known] [other][]",
                "[known]: https://example.com\n\n[TRN][known]",
                "[TRN][nothing]",
            ),
        ),
        foot=f"{_KNOWN}[other]: https://example.com/other\n",
    ),
    _make("scheme of its own", any_of((PLAIN, LINKED[0]), _SCHEMES)),
    _make("attribute", any_of((PLAIN, "SRC [x]{.fine} text.", PICTURE, LINKED[0]), _ATTRIBUTES)),
    _make("image", any_of((PLAIN, PICTURE), _IMAGES)),
    _make(
        "html image",
        any_of((PLAIN, PICTURE, 'SRC <img src="pic.png" alt="x"> text.'), _HTML_IMAGES),
        head=_WITH_IMAGES,
    ),
    _make(
        "html image where it is raw",
        any_of((PLAIN, 'SRC <img src="pic.png" alt="x"> text.'), _HTML_IMAGES),
    ),
)

# ---------------------------------------------------------------------------------------------
# Raw HTML


def _spaced(rng: Random) -> Sample:
    """White space to Python that is none to a browser: the tag ends where nobody expects it."""
    space, inside = (
        rng.choice(NBSP),
        rng.choice(
            (
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<base href=https://example.com>",
            )
        ),
    )
    return rng.choice(
        (
            Sample(
                'SRC <abbr title="x">y</abbr> z',
                f'TRN <abbr{space}title="><!--">{inside}</abbr>'.replace("><!--", f">{inside}"),
            ),
            Sample('SRC <abbr title="x">y</abbr> z', f'<abbr{space}title=">{inside}">TRN</abbr>'),
            Sample(
                f'SRC <a href="{HOME}" title="x">y</a> z',
                f'<a href={HOME}{space}title=">{inside}">TRN</a>',
            ),
            Sample(
                'SRC <span class="x" lang="en">y</span> z',
                f'<span class=x{space}lang=">{inside}">TRN</span>',
            ),
            Sample("SRC <b>y</b> z", f"<b{space}>TRN</b>"),
        )
    )


def _kept(rng: Random) -> Sample:
    """The tags of the source, with something else about them."""
    return rng.choice(
        (
            Sample("SRC <b>y</b> z", "<b>TRN"),
            Sample("SRC <b>y</b> z", "TRN</b>"),
            Sample("SRC <b>y</b> z", "</b><b>TRN"),
            Sample("SRC <b>y</b> <i>z</i>", "<b><i>TRN</b></i>"),
            Sample("SRC <b>y</b> z", "*<b>TRN*</b>"),
            Sample("SRC <b>y</b> z", "<b>TRN <!-- </b>"),
            Sample("SRC <b>y</b> z", "<b>TRN</b\n>"),
            Sample("SRC <b>y</b> z", "<b>TRN</b onclick=alert(1)>"),
            Sample("SRC <br> z", "TRN <br onclick=alert(1)>"),
            Sample('SRC <span title="x">y</span>', '<span title="TRN" onclick="alert(1)">y</span>'),
            Sample('SRC <span title="x">y</span>', "<span title='TRN'onclick='alert(1)'>y</span>"),
            Sample('SRC <span title="x">y</span>', '<span title="TRN" style="x">y</span>'),
            Sample('SRC <span class="x">y</span>', '<span class="math">TRN</span>'),
            Sample('SRC <span class="x">y</span>', '<span class="x" id="home">TRN</span>'),
            Sample(f'SRC <a href="{HOME}">y</a>', '<a href="https://example.com/">TRN</a>'),
            Sample(f'SRC <a href="{HOME}">y</a>', f'<a href="{HOME}">TRN</a> <a href="{HOME}">z</a>'),
            Sample(f'SRC <a href="{HOME}">y</a>', f"<a href='\"{HOME}\"'>TRN</a>"),
            Sample(
                f'SRC <a href="{HOME}">y</a>',
                f'<a title="x" href="{HOME}" href="https://example.com">TRN</a>',
            ),
            Sample('SRC <img src="pic.png"> z', '<img src="pic.png"><img src="pic.png"> TRN'),
            Sample('SRC <img src="pic.png"> z', '<img src="other.png"> TRN'),
            Sample("SRC <!-- x --> z", "<!-- TRN <script> --> x"),
            Sample("SRC <!-- x --> z", "TRN <!-- x -"),
            Sample("SRC <script>x()</script> z", "TRN <script>y()</script>"),
            Sample("SRC <style>b {}</style> z", "TRN <style>@import 'https://example.com'</style>"),
            Sample("SRC ~~x~~ z", "~~TRN~~ </s></s>"),
        )
    )


_RAW: Final = (
    _make(
        "html",
        any_of(
            (PLAIN, "SRC <b>x</b> text."),
            [
                *(f"TRN {tag}" for tag in TAGS),
                *(f"{tag} TRN" for tag in TAGS),
                *(f"{tag}\n\nTRN" for tag in TAGS),
            ],
        ),
    ),
    _make("html that is kept", _kept),
    _make("html with strange spaces", _spaced),
    _make(
        "html block",
        lambda rng: rng.choice(
            (
                Sample("<p>SRC</p>", f"<p>TRN</p>{rng.choice(TAGS)}"),
                Sample(
                    "<div>SRC</div>",
                    f"<div{rng.choice(NBSP)}title='><script>alert(1)</script>'>TRN</div>",
                ),
                Sample("<p>SRC</p>", "<p>TRN"),
            )
        ),
        places.MYST_RAW,
    ),
)

# ---------------------------------------------------------------------------------------------
# The rest

_MATH: Final = (
    PLAIN,
    r"SRC $\frac{a}{b}$ text.",
    r"SRC $x_{\text{SRC}} + 1$ text.",
    r"SRC $\text{r\^ole}$ text.",
)


def _formula(rng: Random) -> Sample:
    shown = rng.choice(
        (
            "$PAYLOAD$ TRN",
            r"TRN $x_{\text{TRN}} PAYLOAD$",
            r"TRN $\frac{a}{PAYLOAD}$",
            "{math}`PAYLOAD` TRN",
            "$$PAYLOAD$$\n\nTRN",
        )
    )
    return Sample(rng.choice(_MATH), shown.replace("PAYLOAD", rng.choice(TEX)))


def _markup(rng: Random) -> str:
    payload = rng.choice((*TAGS, *TEX, *SCHEMES, *ROLES, *EXPRESSIONS, "```{include} secret.txt\n```"))
    return rng.choice(
        ("TRN PAYLOAD", "PAYLOAD TRN", "TRN</pre></code>PAYLOAD", "TRN</script>PAYLOAD")
    ).replace("PAYLOAD", payload)


_REST: Final = (
    _make("formula", _formula),
    _make("formula where none is", any_of(PLAIN, ("$x + y$ TRN", "{math}`x` TRN")), *places.MYST[:6]),
    _make(
        "footnote",
        any_of(
            (PLAIN, "SRC[^LBL] text."),
            (
                "TRN[^known]",
                "TRN[^LBL][^LBL]",
                "TRN[^1]",
                "TRN[^LBL][^known]",
                "TRN[^nothing]",
                "TRN[^x]\n\n[^x]: y",
                "TRN ^[x]",
            ),
            tail="[^LBL]: A note.\n",
        ),
        *places.named(places.MYST, "paragraph", "bullet list", "quote", "definition", "admonition"),
        foot="Known [^known] and [^1].\n\n[^known]: Known.\n[^1]: One.\n",
    ),
    _make(
        "control character",
        lambda rng: Sample(
            PLAIN,
            rng.choice(("TRN PAYLOAD x", "*TRN PAYLOAD*", "`TRNPAYLOAD`")).replace(
                "PAYLOAD", rng.choice(CONTROLS)
            ),
        ),
    ),
    _make("code block", lambda rng: Sample("words SRC", _markup(rng)), places.MYST_CODE),
    _make(
        "math block",
        lambda rng: Sample(r"\frac{a}{\text{SRC}}", f"\\text{{TRN}} {rng.choice(TEX)}"),
        places.MYST_MATH,
    ),
    _make(
        "entry name", lambda rng: Sample("Words SRC", " ".join(_markup(rng).split())), places.MYST_NAME
    ),
    _make(
        "front matter",
        any_of("SRC", ("no-search", "nosearch", "orphan", "tocdepth", "TRN")),
        places.FRONT,
    ),
    _make(
        "title",
        lambda rng: Sample(
            "Words SRC",
            rng.choice(
                (
                    "TRN\n\n```{canary}\n```",
                    "TRN {#home}",
                    "TRN\n===",
                    "# TRN",
                    "TRN <script>alert(1)</script>",
                    "{{ canary }} TRN",
                    "TRN\n\n# x",
                    "{.math}\nTRN",
                    "Home TRN",
                    "1. TRN",
                    "![TRN](secret.png)",
                )
            ),
        ),
        *places.named(places.MYST, "title"),
    ),
)

_SOUND: Final = (
    _honest("text", lambda rng: Sample(PLAIN, " ".join(rng.sample(FREE, 3)) + " पाठ।")),
    _honest(
        "link",
        any_of(
            LINKED,
            (
                f"[TRN]({HOME}) पाठ",
                f"<{HOME}/hi> TRN",
                "[TRN](https://www.example.org/)",
                "[TRN](https://hosts.example.com/x)",
                "[TRN][known]",
            ),
        ),
    ),
    _honest(
        "image",
        pairs(
            (PICTURE, "![TRN](pic.png) पाठ"),
            ('SRC <b>x</b> <img src="pic.png" alt="y">', '<b>TRN</b> <img src="pic.png" alt="य">'),
        ),
    ),
    _honest(
        "html image",
        pairs(
            (PICTURE, "![TRN](pic.png) पाठ"),
            ('SRC <img src="pic.png" alt="y">', 'TRN <img alt="य" src="pic.png">'),
        ),
        head=_WITH_IMAGES,
    ),
    _honest(
        "html",
        pairs(
            ('SRC <abbr title="x">y</abbr>', '<abbr title="TRN">TRN</abbr> पाठ'),
            ("SRC <b>y</b> z", "<b>TRN</b> <b>पाठ</b>"),
        ),
    ),
    _honest("formula", pairs((r"SRC $x_{\text{a}}$ text.", r"TRN $x_{\text{TRN}}$"))),
    _honest(
        "footnote",
        pairs(("SRC[^LBL] text.", "TRN[^LBL] पाठ"), tail="[^LBL]: A note.\n"),
        *places.named(places.MYST, "paragraph", "bullet list", "definition", "admonition"),
    ),
    _honest("expression", pairs(("SRC {{ fine }} text.", "{{ fine }} TRN"))),
    _honest("attribute", pairs(("SRC [x]{.fine} text.", "[TRN]{.fine}"))),
    _honest(
        "file",
        pairs(
            ("SRC [file](given.txt) text.", "[TRN](given.txt)"),
            ("SRC {shout}`loud` text.", "{shout}`loud` TRN"),
        ),
    ),
    _honest(
        "text to the letter",
        lambda rng: Sample("Words SRC", "TRN पाठ"),
        places.MYST_NAME,
        places.MYST_CODE,
    ),
)

PRODUCTIONS: Final = (
    *(_make(f"directive {kind}", _directives(kind)) for kind in DIRECTIVES),
    *_TEXT_ROLES,
    *_LINKS,
    *_RAW,
    *_REST,
    *_SOUND,
)
