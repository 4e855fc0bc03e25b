"""A translation is input from a stranger: nothing in it runs, reads, copies, or loads from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from support import Built, Project, links, needs_myst, texts

SECRET = "canary-4711"
SOURCES = {
    "rst": """
        Home
        ====

        {message}

        .. |fine| replace:: well
        .. |{secret}| replace:: {secret}
        .. [1] A note.
        .. [#named] Another.
        .. [#] The third.
        .. [#] The fourth.
        .. [BOOK] A book.
        .. _elsewhere: https://example.org/there
        """,
    "md": """
        # Home

        {message}

        [label]: https://example.org/there
        [^1]: A note.
        [^named]: Another.
        """,
}
EXTENSIONS = ["attrs_inline", "colon_fence", "dollarmath", "html_image", "substitution"]
CONF: dict[str, Any] = {
    "rst_prolog": (
        ".. role:: html(raw)\n   :format: html\n\n.. role:: tex(raw)\n   :format: latex\n\n.. role:: red\n"
    ),
    "extlinks": {"issue": ("https://example.org/issues/%s", "issue %s")},
    "myst_enable_extensions": EXTENSIONS,
    "myst_substitutions": {"fine": "well", SECRET: SECRET},
    "html_title": SECRET,
}
IMAGE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Case:
    """A message, its translation and the expected warning; empty if the translation is shown."""

    message: str
    translation: str
    says: str = ""
    suffix: str = "rst"
    conf: dict[str, Any] = field(default_factory=dict)

    @property
    def is_shown(self) -> bool:
        return not self.says


def md(message: str, translation: str, says: str = "", **conf: Any) -> Case:
    return Case(message, translation, says, "md", conf)


def build(project: Project, case: Case, **conf: Any) -> Built:
    (project.folder / "pictures").mkdir()
    for name in ("a.png", "b.png"):
        (project.folder / "pictures" / name).write_bytes(IMAGE)
    (project.folder / "given.txt").write_text("given")
    (project.folder / "secret.txt").write_text(SECRET)
    source = SOURCES[case.suffix].format(message=case.message, secret=SECRET)
    project.write(f"index.{case.suffix}", source)
    project.conf["extensions"] += ["sphinx.ext.mathjax", "sphinx.ext.extlinks"]
    project.conf["suppress_warnings"] += ["ref.footnote", "ref.citation"]
    project.translate("index", {"Home": "घर", case.message: case.translation})
    return project.build(language="hi", **{**CONF, **case.conf, **conf})


HOSTILE = {
    # ---- what runs, reads or copies
    "space before the colons": Case("Text.", ".. include ::  secret.txt ::", ".. include::"),
    "directive in a list": Case("Text.", "* x\n\n  .. literalinclude:: secret.txt", "directives"),
    "directive in a table": Case("Text.", "=== ===\na   .. include:: secret.txt\n=== ===", "directives"),
    "directive in a substitution": Case("Text.", ".. |x| image:: pictures/b.png\n\nx |x|", "directives"),
    "directive of a domain": Case("Text.", ".. py:function:: x", "directives"),
    "download": Case("Text.", ":download:`y <secret.txt>`", "secret.txt"),
    "another download": Case(":download:`y <given.txt>`", ":download:`y <secret.txt>`", "secret.txt"),
    "raw role": Case("Text.", ":html:`<script>`", ":html:"),
    "other raw": Case("A :html:`<b>`.", "A :html:`<script>`.", ":html:"),
    "role in eval-rst": md("Text.", "```{eval-rst}\n.. include:: secret.txt\n```", "{eval-rst}"),
    "fence": md("Text.", "x\n\n~~~{include} secret.txt\n~~~", "{include}"),
    "colon fence": md("Text.", ":::{include} secret.txt\n:::", "{include}"),
    "expression": md("Text.", "{{ env.config.html_title }}", "expressions"),
    "another expression": md("A {{ fine }}.", f"A {{{{ {'canary-' + '4711'} }}}}.", "expressions"),
    "front matter": md("Text.", "---\nmyst:\n  enable_extensions: [substitution]\n---\n\nx", "---"),
    "link to a file": md("Text.", "[y](secret.txt)", "secret.txt"),
    "path": md("Text.", "[y](path:secret.txt)", "secret.txt"),
    "link upwards": md("Text.", "[y](../src/secret.txt)", "secret.txt"),
    # ---- what browsers load or run
    "image": md("Text.", "![y](pictures/b.png)", "pictures/b.png"),
    "another image": md("A ![y](pictures/a.png).", "![y](pictures/b.png)", "pictures/b.png"),
    "the image twice": md("A ![y](pictures/a.png).", "![y](pictures/a.png)" * 2, "not as often"),
    "image elsewhere": md("Text.", "![y](https://example.com/x.png)", "example.com"),
    "html image": md("Text.", '<img src="pictures/b.png">', "pictures/b.png"),
    "substitution of an image": Case("Text.", "|fine|", "|fine|"),
    "a script's text": md("A <script>a()</script>.", "A <script>b()</script>.", "raw HTML"),
    "handler": md("A <b>c</b>.", "A <b onclick=x>c</b>.", "raw HTML"),
    "attribute": md("A [b]{.fine}.", "A [b]{.math}.", "attribute"),
    "id": md("Text.", "[b]{#here}", "attribute"),
    "target": Case("Text.", "_`here`", "target"),
    # ---- links
    "link": Case("Text.", "`x <https://example.com>`__", "example.com"),
    "another host": Case("`x <https://example.org>`__", "`x <https://example.com>`__", "example.com"),
    "one more": Case(
        "`x <https://example.org>`__", "https://example.org/b https://example.org/c", "more"
    ),
    "bare address": Case("Text.", "पाठ https://example.com पाठ", "example.com"),
    "mail": Case("mailto:a@example.org", "mailto:b@example.org", "b@example.org"),
    "protocol-relative": Case("Text.", "`x <//example.com>`__", "example.com"),
    "user": Case("https://example.org", "https://example.org@example.com/", "could run"),
    "file": Case("https://example.org", "`x <file:///etc/passwd>`__", "could run"),
    "extlink": Case("Text.", ":issue:`5`", "example.org"),
    "definition": md("Text.", "[x][y]\n\n[y]: https://example.com", "example.com"),
    "no definition": md("A [x][label].", "A [x][labl].", "does not work as a link"),
    "share": md("Text.", r"[x](\\example.com\a)", "example.com"),
    # ---- formulas
    "lua": Case("Text.", r":math:`\directlua{x}`", r"\directlua"),
    "input": Case(r":math:`\text{a}`", r":math:`\text{\input{secret.txt}}`", r"\input"),
    "notation": Case(r":math:`\text{a}`", r":math:`\text{^^5cinput{x}}`", "^^5"),
    "names": Case(r":math:`\text{a}`", r":math:`\csname input\endcsname x`", r"\csname"),
    "address in a formula": Case("Text.", r":math:`\href{javascript:alert(1)}{x}`", r"\href"),
    "braces": Case(":math:`a`", ":math:`a}`", "does not close"),
    "dollars": md("A $a$.", r"A $\input{secret.txt}$.", r"\input"),
    # ---- notes
    "footnote": Case("Text.", "पाठ [1]_", "[1]_"),
    "footnote without a name": Case("A [#]_ b.", "पाठ", "[#]_"),
    "citation": Case("Text.", "पाठ [BOOK]_", "[BOOK]_"),
    "footnote in Markdown": md("Text.", "पाठ[^1]", "[^1]"),
    "name": Case("A elsewhere_.", "nowhere_ somewhere_", "nothing called"),
    "anonymous": Case("Text.", "`x`__", "anonymous link"),
    "control character": Case("Text.", "पाठ\x01", "U+0001"),
    # ---- what begins in one place and ends in another, is counted, or is filled in later
    "white space of other scripts": md(
        'A <a href="https://example.org/a" title="b">c</a>.',
        'क <a href="https://example.org/a" title="x\u00a0onclick=alert(1)"\u00a0onclick="x">ख</a>',
        "raw HTML",
    ),
    "quotes of two kinds": md(
        """A <a href="https://example.org/'">b</a>.""",
        """क <a href='https://example.org/'>ख</a>""",
        "raw HTML",
    ),
    "the same html image twice": md(
        'A <img src="pictures/a.png" alt="b">.',
        '<img src="pictures/a.png" alt="क"> <img src="pictures/a.png" alt="ख">',
        "not as often",
    ),
    "the same element twice": md('A <b id="x">c</b>.', 'क <b id="x">ख</b> <b id="x">ग</b>', "raw HTML"),
    "the beginning of a comment": Case("A :html:`<!--` b :html:`-->` c.", "क :html:`<!--`", "raw HTML"),
    "the beginning of an element": Case("A :html:`<i>` b :html:`</i>` c.", "क :html:`<i>`", "raw HTML"),
    "half of a group": Case("A :tex:`{` b :tex:`}` c.", "क :tex:`{`", "opens or closes"),
    "a formula where there is none": Case("Text.", "पाठ :math:`x`", "Write it as text"),
    "notation split": Case(r":math:`\text{a}`", r":math:`\text{^^5^^63sname}`", '"^^"'),
    "a half of two brackets": Case(
        r":math:`\left( a \right)`", r":math:`\left( a \left) \right)`", "does not close"
    ),
    "numbered equation": md("A $a$.", "$$a$$ (here)", "directives"),
    "a field that fails": Case(
        "See :ref:`a <index>` and :numref:`Figure %s <index>`.",
        "देखें पाठ :numref:`50% <index>`",
        "The number of the reference cannot be put into",
    ),
    "a link by a name of another one": Case(
        "A `b <https://example.org/b>`__ in the text.",
        "पाठ elsewhere_ elsewhere_",
        "one more than the source text has",
    ),
}


@pytest.mark.parametrize("case", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("is_suppressed", [False, True])
def test_what_is_not_in_the_source_text_is_withheld(
    project: Project, case: Case, is_suppressed: bool
) -> None:
    out = project.folder.parent / "out" / "html-hi"
    conf = (
        {"suppress_warnings": ["glossterm", *CONF.get("suppress_warnings", [])]} if is_suppressed else {}
    )
    built = build(project, case, **conf)
    found = built.warnings_of("translation")
    assert len(found) == (0 if is_suppressed else 1)
    for warning in found:
        assert warning.startswith("locales/hi/LC_MESSAGES/index.po:")
        assert case.says in warning
        assert "The source text is shown instead." in warning
    page = built.page("index")
    assert "घर" in texts(page, "h1")[0]
    for element in page.iter():
        assert not [name for name in element.attrib if str(name).startswith("on")]
        for name in ("href", "src"):
            value = element.get(name) or ""
            assert "example.com" not in value
            assert ":" not in value.partition("//")[0] or value.startswith(("https:", "mailto:"))
    body = texts(page, ".body")[0]
    assert SECRET not in body.replace(case.message, "")
    assert "पाठ" not in body
    published = {path.name for path in out.rglob("*") if "doctrees" not in str(path)}
    assert not published & {"secret.txt", "b.png"}


FINE = {
    "all that is plain": Case("Text.", "*क* **ख** ``ग`` :sub:`2` :abbr:`घ (च)` :kbd:`छ`"),
    "reference": Case("Text.", ":doc:`घर <index>` में"),
    "own role": Case("A :red:`b`.", ":red:`ख`"),
    "raw role as it is": Case("A :html:`<i>` b.", "एक :html:`<i>` ख"),
    "substitution": Case("A |fine| b.", "|fine| ख"),
    "wikipedia": Case(
        "`x <https://en.wikipedia.org/wiki/A>`__", "`य <https://hi.wikipedia.org/wiki/अ>`__"
    ),
    "another page": Case("`x <https://example.org/a>`__", "`य <https://example.org/b>`__"),
    "link by name": Case("An elsewhere_.", "`कहीं <elsewhere_>`_"),
    "link in place of a name": Case("An elsewhere_.", "`कहीं <https://example.org/hi>`__"),
    "translated name": Case("A `b <https://example.org/b>`_.", "`ख <https://example.org/b>`_"),
    "extlink": Case("See :issue:`5`.", ":issue:`समस्या 5 <5>` देखें"),
    "download": Case("A :download:`file <given.txt>`.", ":download:`फ़ाइल <given.txt>`"),
    "formula": Case(r"A :math:`w_{\text{all}}`.", r":math:`w_{\text{सब}}`"),
    "footnotes in another order": Case("A [1]_ b [#named]_.", "ख [#named]_ क [1]_"),
    "reference once": Case(":doc:`a <index>` and :doc:`b <index>`.", ":doc:`क <index>`"),
    "footnote once": Case("A [1]_ b [1]_.", "क [1]_"),
    "names in another order": Case("A elsewhere_ Home_.", "Home_ elsewhere_ क"),
    "index": Case("An :index:`entry`.", ":index:`प्रविष्टि`"),
    "target": Case("The _`rule` of it.", "_`नियम` यह"),
    "label": md("A [x][label].", "एक [य][label]।"),
    "label alone": md("A [label].", "एक [label]।"),
    "footnote in Markdown": md("A[^1] b[^named].", "ख[^named] क[^1]"),
    "expression": md("A {{ fine }} b.", "{{ fine }} ख"),
    "image": md("A ![b](pictures/a.png).", "क ![ख](pictures/a.png)"),
    "html image": md('A <img src="pictures/a.png" alt="b">.', 'क <img alt="ख" src="pictures/a.png">'),
    "attribute": md("A [b]{.fine}.", "[ख]{.fine}"),
    "tags": md('A <abbr title="b">c</abbr>.', '<abbr title="ख">ग</abbr>'),
    "dollars": md(r"A $\text{b}$.", r"$\text{ख}$"),
    "line break": md("A b.", "क  \nख"),
    "file": md("A [b](given.txt).", "[ख](given.txt)"),
}


@pytest.mark.parametrize("case", FINE.values(), ids=FINE)
def test_what_the_source_text_has_may_be_translated(project: Project, case: Case) -> None:
    built = build(project, case)
    assert built.warnings == []
    assert any("\u0900" <= sign <= "\u097f" for sign in texts(built.page("index"), ".body p")[0])


@pytest.mark.parametrize(
    ("hosts", "address", "is_shown"),
    [
        (["docs.example.com"], "https://docs.example.com/x", True),
        (["docs.example.com"], "https://www.docs.example.com/x", True),
        (["docs.example.com"], "https://evil.example.com/x", False),
        ([], "https://docs.example.com/x", False),
    ],
)
def test_hosts_of_translations(project: Project, hosts: list[str], address: str, is_shown: bool) -> None:
    case = Case("`x <https://example.org/a>`__ is text.", f"`य <{address}>`__ पाठ है।")
    page = build(project, case, glossterm_translation_hosts=hosts).page("index")
    assert (links(page, ".body p a")[0] == ("य", address)) is is_shown


# ---- messages that are no text


def test_a_caption_of_a_toctree_runs_nothing(project: Project) -> None:
    """Sphinx's own translation parses captions too, though it shows them as they are."""
    project.write("conf.py", MARK)
    project.write("index.rst", "Home\n====\n\n.. toctree::\n   :caption: Parts\n\n   Other <other>\n")
    project.write("other.rst", "Other\n=====\n")
    mark = project.folder / "mark"
    project.translate("index", {"Parts": ".. mark::", "Other": ".. mark::", "Home": "घर"})
    built = project.build(language="hi")
    assert not mark.exists()
    assert texts(built.page("index"), ".toctree-wrapper")[0] == ".. mark:: .. mark::"


MARK = """
    from pathlib import Path

    from docutils.parsers.rst import Directive


    class Mark(Directive):
        def run(self):
            (Path(__file__).parent / "mark").touch()
            return []


    def setup(app):
        app.add_directive("mark", Mark)
    """


def test_the_mark_is_made_where_a_document_asks_for_it(project: Project) -> None:
    project.write("conf.py", MARK).write("index.rst", "Home\n====\n\n.. mark::\n").build()
    assert (project.folder / "mark").exists()


@pytest.mark.parametrize("spelling", [".. mark::", ".. mark ::", "- .. mark::", "a\n\n.. mark::"])
@pytest.mark.parametrize("suppress", [[], ["glossterm"]])
def test_no_directive_runs_even_while_it_is_judged(
    project: Project, spelling: str, suppress: list[str]
) -> None:
    project.write("conf.py", MARK)
    project.write("index.rst", "Home\n====\n\nText.\n").translate("index", {"Text.": spelling})
    project.build(language="hi", suppress_warnings=suppress)
    assert not (project.folder / "mark").exists()


@needs_myst
def test_a_translated_code_block_in_markdown_is_shown(project: Project) -> None:
    project.write("index.md", "# Home\n\n```python\n# A comment.\nx = 1\n```\n")
    project.translate("index", {"# A comment.\nx = 1\n": "# एक टिप्पणी\nx = 1\n"})
    page = project.build(language="hi", gettext_additional_targets=["literal-block"]).page("index")
    assert texts(page, "pre") == ["# एक टिप्पणी x = 1"]


@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_code_blocks_are_text(project: Project, suffix: str) -> None:
    block = "::\n\n   code\n" if suffix == "rst" else "```\ncode\n```\n"
    project.write(f"index.{suffix}", f"{'Home' if suffix == 'rst' else '# Home'}\n====\n\n{block}")
    message = "code" if suffix == "rst" else "code\n"
    project.translate("index", {message: "</pre>\n\n```{include} conf.py\n```\n\n.. include:: conf.py"})
    built = project.build(language="hi", gettext_additional_targets=["literal-block"])
    [shown] = texts(built.page("index"), "pre")
    assert shown.startswith("</pre> ```{include}")


def test_what_the_doctest_builder_runs_is_not_changed(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n>>> 1 + 1  # a sum\n2\n\n>>> 2 + 2\n4\n")
    one, two = ">>> 1 + 1  # a sum\n2", ">>> 2 + 2\n4"
    project.translate("index", {one: ">>> 1 + 1  # योग\n2", two: ">>> open('x')\n4"})
    built = project.build(language="hi", gettext_additional_targets=["doctest-block"])
    [warning] = built.warnings
    assert "code of this example differs" in warning
    assert [text[:10] for text in texts(built.page("index"), "pre")] == [">>> 1 + 1 ", ">>> 2 + 2 "]
    assert "योग" in texts(built.page("index"), "pre")[0]


@pytest.mark.parametrize(
    ("message", "translation", "is_shown"),
    [
        ("A page of words", "शब्दों का पन्ना", True),
        ("A page of words", "पन्ना https://example.com", False),
        ("https://example.org/a.png", "https://example.com/a.png", False),
    ],
)
def test_descriptions_for_machines(
    project: Project, message: str, translation: str, is_shown: bool
) -> None:
    project.write("index.rst", f".. meta::\n   :description: {message}\n\nHome\n====\n")
    page = project.translate("index", {message: translation}).build(language="hi").page("index")
    [found] = page.xpath("//meta[@name='description']/@content")
    assert found == (translation if is_shown else message)


def test_what_browsers_obey_is_not_translated(project: Project) -> None:
    project.write("index.rst", ".. meta::\n   :http-equiv=refresh: 5\n\nHome\n====\n")
    built = project.translate("index", {"5": "0"}).build(language="hi")
    assert built.page("index").xpath("//meta[@http-equiv='refresh']/@content") == ["5"]
    assert len(built.warnings_of("translation")) == 1


def test_another_image_for_a_language_is_no_matter_of_catalogues(project: Project) -> None:
    for name in ("a.png", "b.png"):
        (project.folder / name).write_bytes(IMAGE)
    project.write("index.rst", "Home\n====\n\n.. image:: a.png\n   :alt: words\n")
    project.translate("index", {".. image:: a.png": ".. image:: b.png", "words": "शब्द"})
    built = project.build(language="hi", gettext_additional_targets=["image"])
    assert built.page("index").xpath("//img/@src") == ["_images/a.png"]
    assert built.page("index").xpath("//img/@alt") == ["शब्द"]
    [warning] = built.warnings
    assert "figure_language_filename" in warning


@pytest.mark.parametrize(
    ("names", "message", "translation", "is_shown"),
    [
        ("keywords", "words", "शब्द", True),
        ("property=og:title", "words", "शब्द", True),
        ("referrer", "no-referrer", "unsafe-url", False),
        ("robots", "noindex", "all", False),
        ("property=og:image", "a.png", "b.png", False),
    ],
)
def test_what_programs_obey_is_not_translated(
    project: Project, names: str, message: str, translation: str, is_shown: bool
) -> None:
    project.write("index.rst", f".. meta::\n   :{names}: {message}\n\nHome\n====\n")
    page = project.translate("index", {message: translation}).build(language="hi").page("index")
    found = page.xpath("//meta/@content")
    assert (translation in found) is is_shown
    assert (message in found) is not is_shown


def test_raw_text_for_several_formats_is_not_translated(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. raw:: html latex\n\n   <b>Text.</b>\n")
    project.translate("index", {"<b>Text.</b>": r"<b>\input{conf.py}</b>"})
    built = project.build(language="hi", gettext_additional_targets=["raw"])
    [warning] = built.warnings
    assert "conf.py" in warning
    assert texts(built.page("index"), "b") == ["Text."]


def test_raw_pieces_that_belong_together_are_not_parted(project: Project) -> None:
    """The mark of the source language is an element, which would end in the middle."""
    project.write(
        "index.rst",
        "Home\n====\n\n.. raw:: html\n\n   <section>\n\nText.\n\n.. raw:: html\n\n   </section>\n",
    )
    project.write("one.rst", "One\n===\n\n.. term:: One\n\n   D.\n").translate("index", {"Home": "घर"})
    built = project.build(language="hi", gettext_additional_targets=["raw"])
    assert texts(built.page("index"), "section > p[lang=en]") == ["Text."]


KEYS = ["x<img src=y>", "<b>", "a & b"]


@pytest.mark.parametrize("key", KEYS)
def test_keys_of_the_general_index_bring_no_markup(project: Project, key: str) -> None:
    """Sphinx writes them as they are."""
    project.write(
        "index.rst",
        "Home\n====\n\n.. glossary::\n\n   one : O\n      D.\n\n.. term:: Rule\n   :aka: Law\n   :index-key: R; L\n\n   D.\n",
    )
    names = {"one : O": f"एक : {key}", "Law : L": f"नियम : {key}", "Rule : R": "सूत्र : स"}
    project.translate("index", names)
    built = project.build(language="hi")
    assert len(built.warnings_of("translation")) == 2
    assert "<img src=y>" not in built.text("genindex.html")
    assert "<b>" not in built.text("genindex.html")
    assert [text[0] for text in texts(built.page("genindex"), ".indextable td")] == ["स", "L", "o"]


@pytest.mark.parametrize("text", ["एक; दो", "एक\x02", "single: एक; ! दो"])
def test_rows_of_the_general_index_stay_rows(project: Project, text: str) -> None:
    project.write("index.rst", "Home\n====\n\n.. index:: one\n\nText.\n").translate(
        "index", {"one": text}
    )
    built = project.build(language="hi", gettext_additional_targets=["index"])
    assert len(built.warnings_of("translation")) == 1
    assert "one" in texts(built.page("genindex"), ".indextable a")


@pytest.mark.parametrize("name", ["नियम\x07", "नियम\x9b"])
def test_names_have_no_control_characters(project: Project, name: str) -> None:
    project.write("index.rst", "Home\n====\n\n.. term:: Rule\n\n   D.\n").translate(
        "index", {"Rule": name}
    )
    built = project.build(language="hi")
    assert len(built.warnings_of("translation")) == 1
    assert texts(built.page("index"), "dfn") == ["Rule"]


def test_what_fields_at_the_beginning_set_is_not_translated(project: Project) -> None:
    """Sphinx obeys them, and shows none."""
    project.write("index.rst", ":tocdepth: 2\n:orphan:\n\nHome\n====\n\nText.\n\n:note: words\n")
    project.translate("index", {"2": "-1", "tocdepth": "nocomments", "words": "शब्द", "note": "टिप्पणी"})
    built = project.build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), "dl.field-list dd") == ["शब्द"]


def test_a_title_does_not_take_the_name_of_another(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nSee second_.\n\nFirst\n-----\n\nSecond\n------\n\nText.\n")
    project.translate("index", {"First": "Second"})
    built = project.build(language="hi")
    assert ("second", "#second") in links(built.page("index"), ".body p a")


def test_a_parsed_literal_may_leave_out_its_references(project: Project) -> None:
    project.write(
        "index.rst",
        "Home\n====\n\n.. parsed-literal::\n\n   A [#]_ note_.\n\n.. [#] N.\n.. _note: x.html\n",
    )
    message = "A [#]_ note_."
    built = project.translate("index", {message: "एक टिप्पणी"}).build(
        language="hi", gettext_additional_targets=["literal-block"]
    )
    assert texts(built.page("index"), "pre") == ["एक टिप्पणी"]
    page = built.page("index")
    ids = set(page.xpath("//@id"))
    assert {
        address[1:] for address in page.xpath("//*[@class='body']//a/@href") if address[:1] == "#"
    } <= ids


def test_lines_of_an_example_end_as_python_ends_them(project: Project) -> None:
    one = ">>> 1 + 1  # a sum\n2"
    project.write("index.rst", f"Home\n====\n\n{one}\n").translate(
        "index", {one: ">>> 1 + 1  # योग\ropen('x')\n2"}
    )
    built = project.build(language="hi", gettext_additional_targets=["doctest-block"])
    assert len(built.warnings_of("translation")) == 1
    assert "योग" not in texts(built.page("index"), "pre")[0]


@needs_myst
@pytest.mark.parametrize(
    ("suffix", "message", "translation", "target"),
    [
        ("rst", "Text.", "पाठ :ref:`वहाँ <there>`", "hi"),
        ("rst", "Text.", "पाठ :external:ref:`वहाँ <there>`", "hi"),
        ("rst", "Text.", "पाठ :any:`वहाँ <there>`", "hi"),
        ("md", "Text.", "पाठ [वहाँ](#there)", "hi"),
        ("rst", ":ref:`A <there>`.", "पाठ :ref:`वहाँ <there>`", "hi and linked"),
        ("rst", "Text.", "पाठ :ref:`वहाँ <here>`", "hi and linked"),
    ],
)
def test_other_projects_are_linked_to_as_the_source_text_does(
    project: Project, suffix: str, message: str, translation: str, target: str
) -> None:
    """Which names an inventory has is not the translator's to use."""
    other = Project(project.folder.parent / "other" / "src").write(
        "index.rst", ".. _there:\n\nThere\n=====\n"
    )
    inventory = Path(other.build().app.outdir, "objects.inv")
    heading = ".. _here:\n\nHome\n====" if suffix == "rst" else "# Home"
    project.write(f"index.{suffix}", f"{heading}\n\n{message}\n").translate(
        "index", {message: translation}
    )
    project.conf["extensions"].append("sphinx.ext.intersphinx")
    mapping = {"other": ("https://example.com/", str(inventory))}
    built = project.build(language="hi", intersphinx_mapping=mapping)
    assert texts(built.page("index"), ".body p") == ["पाठ वहाँ"]
    addresses = [address for _, address in links(built.page("index"), ".body p a")]
    assert bool(addresses) is target.endswith("linked")
    assert len(built.warnings_of("translation")) == (0 if addresses else 1)


@needs_myst
@pytest.mark.parametrize(
    ("translation", "is_shown"),
    [("<p>पाठ</p>", True), ("<p onclick='x'>पाठ</p>", False), ("<script>x</script>", False)],
)
def test_raw_blocks(project: Project, translation: str, is_shown: bool) -> None:
    project.write("index.md", "# Home\n\n<p>Text.</p>\n")
    project.translate("index", {"<p>Text.</p>\n": translation})
    built = project.build(language="hi", gettext_additional_targets=["raw"])
    assert ("पाठ" in built.text("index.html")) is is_shown
    assert len(built.warnings) == (0 if is_shown else 1)


def test_terms_of_builtin_glossaries(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n.. glossary::\n\n   one : 1\n   two\n      D.\n")
    translations = {"one : 1": "एक : १", "two": ":download:`x <conf.py>`", "D.": "प।"}
    built = project.translate("index", translations).build(language="hi")
    assert [text.split("¶")[0] for text in texts(built.page("index"), "dt")] == ["एक", "two"]
    assert len(built.warnings) == 1
    names = built.inventory()["std:term"]
    assert {"एक", "two"} <= set(names)


# ---- a project's own words for Sphinx's templates


def test_words_of_templates_bring_no_markup(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nText.\n")
    words = {
        "Search": "<script>alert(1)</script>",
        "Index": 'x" onfocus="alert(1)',
        "Navigation": "दिशा",
    }
    project.translate("sphinx", words)
    built = project.build(language="hi", html_theme="alabaster")
    page = built.text("index.html")
    assert "alert(1)" not in page
    assert "दिशा" in page
    warnings = built.warnings_of("translation")
    assert len(warnings) == 2
    assert all(warning.startswith("locales/hi/LC_MESSAGES/sphinx.po:") for warning in warnings)


# ---- ids


def test_ids_are_the_same_in_every_language(project: Project) -> None:
    source = """
        Home
        ====

        The _`rule` and `a link <https://example.org/x>`_, [1]_ and :index:`an entry`, :pep:`8`.

        See rule_ and `a link`_.

        .. [1] A note.
        """
    project.write("index.rst", source)
    first, second = (
        "The _`rule` and `a link <https://example.org/x>`_, [1]_ and :index:`an entry`, :pep:`8`.",
        "See rule_ and `a link`_.",
    )
    project.translate(
        "index",
        {
            first: ":pep:`8`, `एक कड़ी <https://example.org/x>`_, :index:`प्रविष्टि` [1]_ और _`नियम`।",
            second: "`नियम`_ और `एक कड़ी`_ देखें।",
        },
    )
    pages = [project.build(language=language).page("index") for language in ("en", "hi")]
    english, hindi = (sorted(page.xpath("//*[@class='body']//@id")) for page in pages)
    assert english == hindi
    assert project.build(language="hi", out="again").warnings == []
    assert ("नियम", "#rule") in links(pages[1], ".body p a")
    assert ("एक कड़ी", "https://example.org/x") in links(pages[1], ".body p:nth-of-type(2) a")


def test_a_footnote_left_out_is_not_linked_back_to(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\nA [#a]_ b [#a]_.\n\n.. [#a] A note.\n")
    page = project.translate("index", {"A [#a]_ b [#a]_.": "क [#a]_"}).build(language="hi").page("index")
    ids = set(page.xpath("//@id"))
    fragments = {
        address[1:] for address in page.xpath("//*[@class='body']//a/@href") if address[:1] == "#"
    }
    assert fragments <= ids


@needs_myst
def test_titles_may_begin_with_a_number(project: Project) -> None:
    project.write("index.md", "# Home\n\n## 1. Look\n\nText.\n")
    built = project.translate("index", {"1. Look": "1. देखें"}).build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), "h2")[0].startswith("1. देखें")


@needs_myst
def test_options_of_the_file_hold_for_its_translation(project: Project) -> None:
    front = "---\nmyst:\n  enable_extensions: [substitution]\n  substitutions:\n    a: b\n---\n\n"
    project.write("index.md", f"{front}# Home\n\nText {{{{ a }}}}.\n")
    built = project.translate("index", {"Text {{ a }}.": "पाठ {{ a }}।"}).build(language="hi")
    assert built.warnings == []
    assert texts(built.page("index"), ".body p") == ["पाठ b।"]
