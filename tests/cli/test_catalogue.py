"""Strict reading of catalogues: each kind of damage with its line, and what is not damage."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_glossterm.translate.po_files import CatalogueError, read_catalogue


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b'msgid "Leaf"\nmsgstr "\xe4"\n', 2, "it is not UTF-8"),
        (b'msgid "Leaf"\nmsgstr "a\n', 2, "the quotes are not balanced"),
        (b'msgid "Leaf"\nmsgstr a"\n', 2, "this is neither a comment nor a quoted text"),
        (
            b'msgid "Leaf"\nmsgstr "a"\n\nmsgid "Leaf"\nmsgstr "b"\n',
            4,
            "the message is translated in two ways",
        ),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=latin-1\\n"\n',
            1,
            'the header says "charset=latin-1"',
        ),
        (b'msgid ""\nmsgstr "Language: de\\n"\n', 1, 'the header says "Language: de"'),
        (b'msgid ""\nmsgstr "Language: hi\\n"\n"Language: mr\\n"\n', 1, "the headers conflict"),
        (b'\n\nmsgid "Leaf"\n\nmsgid "Other"\nmsgstr ""\n', 3, "missing msgstr"),
        (b'msgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER;\\n"\n', 1, "it cannot be read"),
        (b'msgid "Leaf"\n<<<<<<< ours\nmsgstr "a"\n', 2, "it has the marks of a merge conflict"),
        (b'#~ msgid "Leaf"\n#~ msgstr "a\n', 2, "the quotes are not balanced"),
        (b'msgid "Leaf"\nmsgstr "a\\"\n', 2, "the quotes are not balanced"),
        ('msgid "Leaf"\nmsgstr "a"\n'.encode("utf-16"), 1, "it is UTF-16"),
        ('msgid "Leaf"\nmsgstr "a"\n'.encode("utf-16-le"), 1, "it is UTF-16"),
        ('msgid "Leaf"\nmsgstr "पत्ती"\n'.encode("utf-32"), 1, "it is UTF-16 or UTF-32"),
        (b'msgid "Leaf"\rmsgstr "\xe4"\r', 2, "it is not UTF-8: save"),
        (b'msgid "Leaf"\nmsgstr "a"\n\0\0\0', 3, "it has zero bytes"),
        (b'msgid "Leaf"\nmsgstr "a"\n\n\xef\xbb\xbfmsgid "b"\n', 4, "there is a byte order mark"),
        (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=nonsense\\n"\n', 1, "the header says"),
        (b'msgid "Leaf"\nmsgstr "a"\n\nmsgctxt "b"\n', 4, "there is no msgid"),
        (b'msgstr "a"\n', 1, "there is no msgid"),
        (b'msgid "Leaf"\nmsgstr "a"\nmsgstr "b"\n', 3, "msgstr stands twice"),
    ],
)
def test_damage(tmp_path: Path, content: bytes, line: int, problem: str) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(path, "hi")
    assert (caught.value.line, caught.value.path) == (line, path)
    assert caught.value.problem.startswith(problem)
    assert str(caught.value) == f"{path}:{line}: {caught.value.problem}"


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="it cannot be read"):
        read_catalogue(tmp_path, "hi")


SOUND = """\
# A comment with a " in it.
msgid ""
msgstr ""
"Language: hi_IN\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. From: "the source"
#: ../../terms.rst:4
#, fuzzy
#| msgid "Kettles"
msgctxt "a"
msgid "Kettle"
msgstr ""
"A \\"quoted\\" "
"word and a backslash \\\\"

msgctxt "b"
msgid "Kettle"
msgstr "another"

msgid "Leaf"
msgid_plural "Leaves"
msgstr[0] "a\u2028b"
msgstr[1] "b"

#~| msgid "old"
#~ msgid "older"
#~ msgstr "x"
"""


def test_what_other_tools_write_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_text(SOUND, "utf-8")
    catalogue = read_catalogue(path, "hi")
    message = catalogue.get("Kettle", "a")
    assert message is not None
    assert (message.string, message.fuzzy) == ('A "quoted" word and a backslash \\', True)
    assert len(catalogue) == 3
    assert len(catalogue.obsolete) == 1


def test_an_empty_file_and_one_without_a_header_are_sound(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"")
    assert len(read_catalogue(path, "pt-BR")) == 0
    path.write_bytes(b'msgid "a"\r\nmsgstr "b"\r\n')
    assert len(read_catalogue(path, "pt_BR")) == 1


def test_a_byte_order_mark_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b'\xef\xbb\xbfmsgid "a"\nmsgstr "b"\n')
    assert len(read_catalogue(path, "hi")) == 1


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_any_line_ends_are_read(tmp_path: Path, end: str) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(f'# A note.{end}msgid "Leaf"{end}msgstr "a"{end}'.encode())
    assert [message.string for message in read_catalogue(path, "hi") if message.id] == ["a"]


def test_wherever_a_file_is_cut_off_no_message_is_read_in_part(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    content = SOUND.encode()
    path.write_bytes(content)
    whole = {(message.id, message.context): message.string for message in read_catalogue(path, "hi")}
    refused = 0
    for length in range(content.index(b"#. From"), content.index(b"msgid_plural")):
        path.write_bytes(content[:length])
        try:
            found = read_catalogue(path, "hi")
        except CatalogueError:
            refused += 1
            continue
        for message in found:
            text = whole[message.id, message.context]
            # Nobody can know that the next line is missing.
            assert not message.id or str(text).startswith(str(message.string))
    assert refused > 100
