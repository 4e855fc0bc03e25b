"""Raw HTML in translations."""

from __future__ import annotations

import pytest

from sphinx_glossterm.translate.raw_html import strange_piece


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (["<b>", "</b>"], ["<b>", "</b>", "<b>", "</b>"]),
        (['<a title="x">', "</a>"], ["<a title='y'>", "</a>"]),
        (["<b>", "</b>"], ["<B>", "</B>"]),
        (['<img alt="x" src="y">'], ['<img src="y" alt="z" />']),
        (["<!-- b -->"], ["<!-- b -->"]),
        (["<p>"], ["<p>"]),  # left open in both
        ([], ["<br />\n"]),
        ([], ["<s>", "</s>"]),
        (["<b>", "</b>"], []),
        (["<script>a()</script>"], ["<script>a()</script>"]),  # a whole, as the author wrote it
    ],
)
def test_fine(source: list[str], translation: list[str]) -> None:
    assert strange_piece(source, translation) == ""


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (['<a title="x">', "</a>"], ['<a href="y">', "</a>"]),
        (['<a href="x">', "</a>"], ['<a href="y">', "</a>"]),
        (["<b>", "</b>"], ["<b onclick=x>", "</b>"]),
        (["<b>", "</b>"], ["<b title=x onclick=y>", "</b>"]),
        (["<b>", "</b>"], ["<b/onclick=x>", "</b>"]),
        (["<b>", "</b>"], ["</b>"]),
        (["<b>", "</b>"], ["<b>"]),
        (["<b>", "</b>", "<i>", "</i>"], ["<b>", "<i>", "</b>", "</i>"]),
        (["<b>"], ["<!-- b"]),
        (["<b>"], ["<!-- b -->"]),
        (["<b>"], ["<script"]),
        (["<script>", "</script>"], ["<script>", "</script>"]),  # with other text between
        (["<script>a()</script>"], ["<script>b()</script>"]),
        (["<script>a()</script>"], ["<script>a()</script>", "<script>a()", "</script>"]),
        (['<img src="y">'], ['<img src="y">', '<img src="y">']),
        (['<b title="x">', "</b>"], ['<b title="x"\xa0onclick="y">', "</b>"]),
        (["""<a href="x'">""", "</a>"], ["<a href='x'>", "</a>"]),
        (["<!-- b -->"], ["<!-- b --><!--"]),
        (["<svg>", "</svg>"], ["<svg>", "</svg>"]),
        (["<b>", "</b>"], ["<b", "</b>"]),
        (["<b>", "</b>"], ["<?php ?>"]),
        (["<b>", "</b>"], ["<![CDATA[x]]>"]),
    ],
)
def test_strange(source: list[str], translation: list[str]) -> None:
    assert strange_piece(source, translation) in translation
