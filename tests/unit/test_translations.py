"""Translations compared with their sources as text, and the lines of catalogues."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from sphinx_glossterm.translations import (
    Dialect,
    Target,
    find_damage,
    find_danger,
    find_html,
    find_lost,
    is_dangerous,
    line_of,
    needs_parse,
    roles_of,
)

RST, MYST = Dialect.RST, Dialect.MYST
WORDING: Final = {"": ":{kind}:`{target}`", "example": ":term:`text <target>`"}


# ---- danger


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        " JavaScript:x",
        "java\nscript:x",
        "java\u200bscript:x",
        "\x01javascript:x",
        "java\\script:x",
        "&#106;avascript&colon;x",
        "java&Tab;script:x",
        "vbscript:x",
        "data:text/html,x",
    ],
)
def test_addresses_that_run(address: str) -> None:
    assert is_dangerous(address)


@pytest.mark.parametrize(
    "address",
    ["https://x.org/?q=javascript:x", "javascript", "#data:", "metadata:x", "mailto:a@b.c", ""],
)
def test_addresses_that_do_not(address: str) -> None:
    assert not is_dangerous(address)


def test_what_the_source_has_is_no_danger() -> None:
    for text, dialect in (
        ("`b <data:x>`_", RST),
        ("[b](data:x)", MYST),
        ("a .. note:: b", RST),
        ("{{ a }}", MYST),
    ):
        assert find_danger(text, f"और {text}", dialect) is None
        finding = find_danger("b", text, dialect)
        assert finding is not None
        assert finding.dangerous


@pytest.mark.parametrize(
    ("source", "translation", "is_new"),
    [
        (["<b>", "</b>"], ["<b>", "</b>", "<b>"], False),
        (['<a title="x">'], ['<a title="y">'], False),
        (['<a title="x">'], ['<a href="y">'], True),
        (['<a href="x">'], ['<a href="y">'], True),
        (["<b>"], ["<B>"], False),
        (["<b>"], ["<b onclick=x>"], True),
        (["<b>"], ["</b>"], True),
        (["<b>"], ["<!-- b"], True),
        (["<b>"], ["<script"], True),
        (["<!-- b -->"], ["<!-- b -->"], False),
    ],
)
def test_raw_html(source: list[str], translation: list[str], is_new: bool) -> None:
    assert (find_html(source, translation) is not None) is is_new


# ---- suspicion


@pytest.mark.parametrize(
    ("source", "translation", "dialect"),
    [
        ("A *b* :term:`C`.", "*ब* :term:`ग <C>`।", RST),
        ("``a`` `b <https://x>`_", "`ब <https://x>`_ और ``a``", RST),
        ("A {term}`B`", "एक {term}`ब <B>`", MYST),
        ("A <b>c</b> [d](e.md)", "[घ](e.md) <b>ग</b>", MYST),
        ("A b.", "एक _ब* `ग।", MYST),
    ],
)
def test_what_is_plainly_well_is_not_parsed(source: str, translation: str, dialect: Dialect) -> None:
    assert not needs_parse(source, translation, dialect)


@pytest.mark.parametrize(
    ("source", "translation", "dialect"),
    [
        ("A b", "एक *ब", RST),
        ("A b", "*ब*का", RST),
        ("A b", "ब_ है", RST),
        ("A b", "javascript:x", RST),
        (":doc:`a`", ":doc:`b`", RST),
        ("`a <b>`_", "`a <c>`_", RST),
        ("A https://x", "ए", RST),
        ("A b", "- ब", RST),
        ("A b", "ब\nग", MYST),
        ("{ref}`a`", "{ref}`b`", MYST),
        ("[a](b)", "[a] (b)", MYST),
        ("A b", "ए <b>", MYST),
    ],
)
def test_what_is_suspicious_is_parsed(source: str, translation: str, dialect: Dialect) -> None:
    assert needs_parse(source, translation, dialect)


PIECES = ["*", "**", "`", "``", "|", "_", "\\", " :sub:`", " ", "a", "क", "्", "।", ".", "(", ")", "<", ">", ":", "-", "1", "[", "]", "'"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_not_parsed_has_nothing_that_docutils_would_report(text: str) -> None:
    text = f"क{text}"
    # Locale gives what ends so a literal block.
    if needs_parse(text, text, RST) or text.strip().endswith("::"):
        return
    settings = get_default_settings(Parser)
    settings.report_level = 5
    document = new_document("", settings)
    Parser().parse(text, document)
    assert list(document.findall(nodes.problematic)) == []
    assert [type(child) for child in document.children] == [nodes.paragraph]


def test_roles() -> None:
    assert roles_of("A :ref:`b` and :py:func:`c`.", RST) == ["ref", "py:func"]
    assert roles_of("A {ref}`b` and `c`.", MYST) == ["ref"]


# ---- references


def test_references_that_are_kept_are_no_matter() -> None:
    terms = Target("references to terms")
    source = Counter([terms, Target("ref", "a")])
    assert find_lost(source, source, WORDING) is None
    assert find_lost(source, Counter([terms, terms, Target("ref", "a")]), WORDING) is None


def test_lost_references_are_all_named() -> None:
    source = Counter([Target("links"), Target("links"), Target("ref", "a"), Target("doc", "b")])
    finding = find_lost(source, Counter([Target("links"), Target("ref", "c")]), WORDING)
    assert finding is not None
    assert not finding.withheld
    assert finding.text.startswith(
        'The translation has 1 links where the source text has 2 and leaves out ":ref:`a`" and ":doc:`b`"'
        ' and refers to ":ref:`c`", which the source text does not.'
    )


# ---- catalogues


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        '\nmsgid "A"\nmsgstr "क"\n\nmsgid ""\n"B "\n"c"\nmsgstr "ख"\n\nmsgid "D"\nmsgstr ""\n'
    )
    assert [line_of(path, text) for text in ("A", "B c", "D", "E")] == [2, 5, 0, 0]
    assert line_of(tmp_path / "none.po", "A") == 0


def test_lines_before_the_damage_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text('msgid "A"\nmsgstr "क"\n\nmsgid "B"\n\nmsgid "C"\nmsgstr "ग"\n')
    assert line_of(path, "A") == 1


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'msgid "A"\nmsgstr "B"\n', 0),
        (b'\xef\xbb\xbfmsgid "A"\r\nmsgstr "B"\r\n', 0),
        (
            b'# c\nmsgctxt "x"\nmsgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\n#~ msgid "old"\n#~ msgstr "o\n',
            0,
        ),
        (b'msgid "A \\"b\\""\nmsgstr ""\n"C"\n', 0),
        (b'msgid "A "b""\nmsgstr "C"\n', 1),
        (b'msgid "A"\nmsgstr "C\\"\n', 2),
        (b'msgid "A"\nmsgstr "\xff"\n', 2),
        (b"=======\n", 1),
        (b'"A"\n', 1),
    ],
)
def test_damage(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(content)
    damage = find_damage(path, "hi", "utf-8-sig")
    assert (damage[0] if damage else 0) == line
