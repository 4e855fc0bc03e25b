"""What a hostile translator may write, in any markup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from textwrap import indent
from typing import Final

from hostile.model import OUTSIDE

HOME: Final = "https://example.org/page"
"""The targets of honest links."""

FILES: Final = (
    "secret.txt",
    "/secret.txt",
    "./secret.txt",
    "../src/secret.txt",
    "hidden.rst",
    f"{OUTSIDE}/secret.txt",
    "/../outside/secret.txt",
    "../outside/secret.txt",
    "/etc/passwd",
)
"""Files that no document includes."""

SCHEMES: Final = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "java\\script:alert(1)",
    "java\u200bscript:alert(1)",
    "java\u00adscript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "javascript&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&#58;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "javascript%3Aalert(1)",
    "javascript://example.org/%0aalert(1)",
    "javascript:/*https://example.org/*/alert(1)",
    "view-source:javascript:alert(1)",
    "jar:https://example.org/!/x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "DATA:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "blob:https://example.org/x",
    "filesystem:https://example.org/x",
    "about:blank",
    "ftp://example.com/x",
    "ws://example.com/x",
    "feed:javascript:alert(1)",
    "intent://example.com/#Intent;end",
    "tel:+100",
    "ssh://example.com/x",
    "telnet://example.com",
    "news:x",
)
"""Addresses that run code in a browser, or are none of the web."""

HOSTS: Final = (
    "https://example.com/",
    "http://example.com/page",
    "//example.com/x",
    "///example.com/x",
    "\\\\example.com\\x",
    "/\\example.com/x",
    "\\/example.com/x",
    "/\t/example.com/x",
    "https:example.com/x",
    "https:/example.com/x",
    "https:///example.com/x",
    "http:\\\\example.com\\x",
    "https://example.org@example.com/",
    "https://example.org:word@example.com/",
    "https://example.org%40example.com/",
    "https://example.org%2f@example.com/",
    "https://example.com\\@example.org/",
    "https://example.com\\.example.org/",
    "https://example.org.example.com/",
    "https://example.org:8443/page",
    "https://example.org:443@example.com/",
    "https://ex\u0430mple.org/page",
    "https://example\u3002com/page",
    "https://\uff45\uff58\uff41\uff4d\uff50\uff4c\uff45.com/page",
    "https://xn--exmple-4nf.org/page",
    "https://example.org\u200b.example.com/",
    "https://example.com#@example.org/",
    "https://example.com?@example.org/",
    "https://example.com;@example.org/",
    "https://example.com\u2044@example.org/",
    "https://[::1]/page",
    "https://127.0.0.1/page",
    "https://2130706433/page",
    "https://0x7f.1/page",
    "https://example.org%00.example.com/",
    "https://example.org%E3%80%82example.com/",
    "https://sub.example.org/page",
    "https://hi.www.example.org/page",
    "https://example.org./page",
    "https://\texample.com/x",
    "ht\ntps://example.com/x",
    "https://example.org\n.example.com/",
    "HTTPS://EXAMPLE.COM/",
    "mailto:somebody@example.com",
)
"""Addresses on other sites than :data:`HOME`, as browsers read them."""

IMAGES: Final = (
    "secret.png",
    "/secret.png",
    "../outside/secret.png",
    f"{OUTSIDE}/secret.png",
    "https://example.com/track.png",
    "//example.com/track.png",
    "/\\example.com/track.png",
    "http:\\\\example.com\\track.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "secret.*",
    "secret.txt",
    "other.png",
)
"""Images that the source message does not hold."""

NBSP: Final = ("\u00a0", "\u2003", "\u3000", "\u2028", "\u1680", "\u205f")
"""White space to Python, but not to a browser."""

TAGS: Final = (
    "<script>alert(1)</script>",
    "<SCRIPT sRc=https://example.com/x.js></SCRIPT>",
    "<script type=module>import 'https://example.com/x.js'</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://example.com/track.png>",
    "<img srcset='https://example.com/track.png 2x'>",
    "<b onclick=alert(1)>x</b>",
    "<b/onclick=alert(1)>x</b>",
    "<b\nonclick=alert(1)>x</b>",
    "<b title='x'onclick='alert(1)'>x</b>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><use href='https://example.com/x.svg#a'/></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src=https://example.com></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=https://example.com/x></object>",
    "<embed src=https://example.com/x>",
    "<applet code=x></applet>",
    "<form action=https://example.com><input name=x></form>",
    "<button formaction=https://example.com>x</button>",
    "<input autofocus onfocus=alert(1)>",
    "<meta http-equiv=refresh content='0;url=https://example.com'>",
    "<base href=https://example.com>",
    "<link rel=stylesheet href=https://example.com/x.css>",
    "<style>@import 'https://example.com/x.css';</style>",
    "<span style='background:url(https://example.com/x.png)'>x</span>",
    "<span class=math>\\href{javascript:alert(1)}{x}</span>",
    "<div class=mermaid>graph TD</div>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='https://example.com'>x</a>",
    "<a href='https://example.org/page' ping='https://example.com'>x</a>",
    "<video src=https://example.com/x poster=https://example.com/x.png></video>",
    "<audio autoplay src=https://example.com/x></audio>",
    "<picture><source srcset=https://example.com/x.png></picture>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<plaintext>",
    "<textarea>",
    "<title>",
    "<xmp>",
    "<select>",
    "<table background=https://example.com/x.png>",
    "<body onload=alert(1)>",
    "<!-- ",
    "<!-->",
    "<!doctype html>",
    "<?php x ?>",
    "<![CDATA[x]]>",
    "</div></div></div>",
    "</p></section>",
    "<b",
    "<b title='",
    "<div>",
    "<b>",
    "<dialog open>x</dialog>",
    "<slot name=x></slot>",
    "<portal src=https://example.com></portal>",
    "<frameset><frame src=https://example.com></frameset>",
    "<p id=home>x</p>",
)
"""HTML that no source message has."""

TEX: Final = (
    r"\directlua{os.execute('true')}",
    r"\input{OUTSIDE/secret.txt}",
    r"\input{/etc/passwd}",
    r"\include{secret}",
    r"\csname input\endcsname{secret.txt}",
    r"^^5cinput{secret.txt}",
    r"^^5c^^69nput{secret.txt}",
    r"\^^69nput{secret.txt}",
    r"\i^^6eput{secret.txt}",
    r"^^^^005cinput{secret.txt}",
    r"\href{javascript:alert(1)}{x}",
    r"\class{math}{x}",
    r"\cssId{home}{x}",
    r"\style{background:url(https://example.com/x.png)}{x}",
    r"\require{html}",
    r"\unicode{x3c}",
    r"\data{a=b}{x}",
    r"\htmlClass{x}{y}",
    r"x}",
    r"{x",
    r"x} \input{secret.txt} {",
    r"x $ \input{secret.txt} $",
    r"x % y",
    r"x # y",
    r"x & y",
    r"\begin{filecontents}{x.tex}y\end{filecontents}",
    r"\end{document}",
    r"\begin{aligned}x",
    r"\verbatiminput{secret.txt}",
    r"\openout1=x \write1{y}",
    r"\immediate\write18{true}",
    r"\catcode`\%=0",
    r"\def\x{y}\x",
    r"\special{x}",
    r"\usepackage{x}",
    r"\char92 input",
    r"\text{\input{secret.txt}}",
    r"\frac{\input{secret.txt}}{x}",
    r"\mathrm{\directlua{x}}",
    r"\) \input{secret.txt} \(",
    r"\] \input{secret.txt} \[",
    r"\\input{secret.txt}\loop x\repeat",
    r"\ ",
    "\\",
    r"\label{eq}",
    r"\newcommand{\x}{y}",
    r"\input\jobname",
)
"""What formulas are not to hold."""

CONTROLS: Final = (
    "\x00",
    "\x01",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x1b",
    "\x1c",
    "\x7f",
    "\x85",
    "\x9b",
    "\ufffe",
)
"""Signs that no page can hold."""

# ---------------------------------------------------------------------------------------------
# Directives

_ALERT: Final = "<script>alert(1)</script>"

DIRECTIVES: Final[dict[str, Sequence[tuple[str, str, str]]]] = {
    "include": (
        ("include", "FILE", ""),
        ("include", "FILE", ":literal:"),
        ("include", "FILE", ":code: text"),
        ("include", "FILE", ":parser: rst"),
        ("include", "<isonum.txt>", ""),
    ),
    "literalinclude": (
        ("literalinclude", "FILE", ""),
        ("literalinclude", "FILE", ":lines: 1"),
        ("literalinclude", "FILE", ":diff: hidden.rst"),
    ),
    "csv-table": (
        ("csv-table", "TRN", ":file: FILE"),
        ("csv-table", "TRN", ":url: https://example.com/x.csv"),
        ("csv-table", "TRN", "\na, b"),
    ),
    "raw": (
        ("raw", "html", f"\n{_ALERT}"),
        ("raw", "html", ":file: FILE"),
        ("raw", "html", ":url: https://example.com/x.html"),
        ("raw", "latex", "\n\\input{FILE}"),
        ("raw", "html latex", "\n\\input{FILE}"),
    ),
    "image": (
        ("image", "PICTURE", ""),
        ("image", "PICTURE", ":target: javascript:alert(1)"),
        ("figure", "PICTURE", "\nTRN"),
        ("figure", "PICTURE", ":class: math\n\nTRN"),
    ),
    "code": (
        ("code-block", "python", "\nTRN"),
        ("code", "python", "\nTRN"),
        ("sourcecode", "python", ":caption: TRN\n\nx"),
        ("parsed-literal", "", "\nTRN"),
        ("highlight", "python", ""),
        ("testcode", "", "\nTRN"),
        ("doctest", "", "\n>>> x"),
    ),
    "condition": (
        ("only", "html", "\nTRN"),
        ("ifconfig", "__import__('os').system('true') or True", "\nTRN"),
        ("ifconfig", "open('secret.txt').read()", "\nTRN"),
    ),
    "program": (
        ("graphviz", "", "\ndigraph { TRN }"),
        ("graphviz", "secret.txt", ""),
        ("graph", "x", "\na -- b"),
        ("inheritance-diagram", "hidden_module", ""),
    ),
    "autodoc": (
        ("automodule", "hidden_module", ":members:"),
        ("autofunction", "hidden_module.work", ""),
        ("autosummary", "", "\nhidden_module"),
    ),
    "canary": (
        ("canary", "", ""),
        ("canary", "TRN", ""),
        ("zoo:canary", "", ""),
        ("canary", "", "\nTRN"),
    ),
    "structure": (
        ("toctree", "", "\nhidden"),
        ("contents", "", ""),
        ("index", "TRN", ""),
        ("meta", "", ":http-equiv=refresh: 0;url=https://example.com"),
        ("class", "math", ""),
        ("rst-class", "math", "\nTRN"),
        ("container", "math", "\nTRN"),
        ("note", "", "\nTRN"),
        ("topic", "TRN", "\nTRN"),
        ("table", "TRN", "\n====\nTRN\n===="),
        ("list-table", "", "\n* - TRN"),
        ("target-notes", "", ""),
        ("title", "TRN", ""),
        ("header", "", "\nTRN"),
        ("math", "", "\n\\input{secret.txt}"),
        ("default-role", "canary", ""),
        ("role", "x(raw)", ":format: html"),
        ("restructuredtext-test-directive", "", "\nTRN"),
    ),
    "glossary": (
        ("glossary", "", "\nTRN\n   TRN"),
        ("term", "TRN", "\nTRN"),
        ("termindex", "", ""),
        ("termmap", "", ":caption: TRN"),
        ("whymatters", "", "\nTRN"),
        ("py:function", "TRN()", "\nTRN"),
        ("option", "--trn", "\nTRN"),
        ("confval", "trn", "\nTRN"),
    ),
}
"""Directives by production: name, argument, and what stands under it."""


def directive(rng: Random, kind: str) -> tuple[str, str, str]:
    """A directive of a production, its files chosen."""
    name, argument, body = rng.choice(DIRECTIVES[kind])
    file, picture = rng.choice(FILES), rng.choice(IMAGES)
    argument, body = (
        text.replace("FILE", file).replace("PICTURE", picture) for text in (argument, body)
    )
    return name, argument, body


# ---------------------------------------------------------------------------------------------
# Around what is hostile

Wrap = Callable[[str], str]


def _hang(first: str) -> Wrap:
    """Text that hangs from a mark."""
    return lambda text: first + indent(text, " " * len(first)).lstrip()


def _grid(text: str) -> str:
    lines = text.expandtabs().splitlines() or [""]
    width = max(map(len, lines))
    rule = f"+{'-' * (width + 2)}+"
    return "\n".join([rule, *(f"| {line.ljust(width)} |" for line in lines), rule])


RST_WRAPS: Final[Sequence[Wrap]] = (
    lambda text: text,
    lambda text: f"TRN\n\n{text}",
    lambda text: f"{text}\n\nTRN",
    lambda text: f"TRN\n{text}",
    lambda text: f"TRN::\n\n{text}",
    lambda text: f"TRN\n\n{text}\n\nTRN::",
    lambda text: f"\n\n{text}\n",
    lambda text: f"TRN\n\n{indent(text, '   ')}",
    lambda text: f"TRN\n{indent(text, '   ')}",
    lambda text: f"TRN\n====\n\n{text}",
    _hang("* "),
    _hang("* * "),
    _hang("1. "),
    _hang("(a) "),
    _hang(":TRN: "),
    _hang(".. [1] "),
    _hang(".. [TRN] "),
    _hang("-x  "),
    _hang("| "),
    _grid,
    lambda text: f"====  ====\nTRN   {text.splitlines()[0]}\n====  ====",
    lambda text: f"TRN\n\n.. comment\n\n{text}",
    lambda text: f"TRN\n\n----\n\n{text}",
    lambda text: f"TRN [#]_\n\n.. [#] {text}",
)

MYST_WRAPS: Final[Sequence[Wrap]] = (
    lambda text: text,
    lambda text: f"TRN\n\n{text}",
    lambda text: f"{text}\n\nTRN",
    lambda text: f"TRN\n{text}",
    lambda text: f"\n\n{text}\n",
    lambda text: f"# TRN\n\n{text}",
    _hang("* "),
    _hang("1. "),
    lambda text: indent(text, "> ", lambda _line: True),
    lambda text: indent(text, "> > ", lambda _line: True),
    lambda text: f"TRN\n: {indent(text, '  ').lstrip()}",
    _hang("[^1]: "),
    _hang("- [ ] "),
    _hang(":TRN: "),
    lambda text: f"````{{note}}\n{text}\n````",
    lambda text: f"::::{{note}}\n{text}\n::::",
    lambda text: f"<div class='admonition'>\n\n{text}\n\n</div>",
    lambda text: f"TRN\n\n+++\n\n{text}",
    lambda text: f"% TRN\n{text}",
    lambda text: f"(TRN)=\n{text}",
    lambda text: f"{{.math}}\n{text}",
    lambda text: f"---\nmyst:\n  enable_extensions: [substitution]\n---\n\n{text}",
)


def rst_directive(rng: Random, kind: str) -> str:
    """A directive in one of the spellings of reStructuredText, somewhere."""
    name, argument, body = directive(rng, kind)
    spell = rng.choice(
        (
            f".. {name}:: {argument}",
            f".. {name}:: {argument}",
            f"..  {name}::  {argument}",
            f".. {name} :: {argument}",
            f"..\t{name}::\t{argument}",
            f".. {name.upper()}:: {argument}",
            f".. {name.title()}::{' ' * 3}{argument}",
            f".. std:{name}:: {argument}",
            f".. |LBL| {name}:: {argument}",
        )
    )
    text = f"{spell.rstrip()}\n{indent(body, '   ')}".rstrip("\n")
    return with_word(rng.choice(RST_WRAPS)(text))


def myst_directive(rng: Random, kind: str) -> str:
    """A directive in one of the spellings of MyST, somewhere."""
    name, argument, body = directive(rng, kind)
    options = body if body.startswith("\n") else f"{body}\n"
    rst = f".. {name}:: {argument}\n{indent(body, '   ')}"
    text = rng.choice(
        (
            f"```{{{name}}} {argument}\n{options}\n```",
            f"~~~{{{name}}} {argument}\n{options}\n~~~",
            f":::{{{name}}} {argument}\n{options}\n:::",
            f"``````{{{name}}} {argument}\n{options}\n``````",
            f"```{{{name}}}{argument}\n{options}\n```",
            f"``` {{{name}}} {argument}\n{options}\n```",
            f"```{{{name.upper()}}} {argument}\n{options}\n```",
            f"   ```{{{name}}} {argument}\n   {options}\n   ```",
            f"```{{eval-rst}}\n{rst}\n```",
            f":::{{eval-rst}}\n{rst}\n:::",
            f"```{{{name}}} {argument}\n---\nx: y\n---\n{options}",
            f"{{{{ '```{{{name}}} {argument}' }}}}",
        )
    )
    return with_word(rng.choice(MYST_WRAPS)(text))


def with_word(text: str) -> str:
    """*text* with the word of the translation in it."""
    return text if "TRN" in text else f"TRN\n\n{text}"
