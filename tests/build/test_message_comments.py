"""Comments for translators: a template says what each message of an entry is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.pofile import read_po
from sphinx import package_dir
from sphinx.builders.gettext import GettextRenderer, Message
from support import Built, Project, needs_myst
from translate.storage.pypo import pofile

from sphinx_glossterm.write import gettext
from sphinx_glossterm.write.message_comments import CommentedMessage

WORDS: Final = """
    Words
    =====

    .. term:: Token
       :aka: Piece
       :abbr: TK
       :forms: tokens
       :avoid: tok
       :source: A book
       :note: Rare.
       :category: Text
       :keep:

       It is:

       * short.

       More of it.

       .. whymatters::

          It costs.

       .. deepdive:: Down

          Deep.

       .. procon::

          .. pro::

             Good.

          .. con:: Against

             Bad.

    .. term:: Piece
       :tags: Text

       A thing.

    .. glossary::

       Word
       Term
          Of letters.

          Of sounds.
    """
IN_TEXT: Final = ', in the category "Text"'


def comments(built: Built, domain: str) -> dict[str, list[str]]:
    with Path(built.app.outdir, f"{domain}.pot").open("rb") as file:
        return {str(each.id): each.auto_comments for each in read_po(file) if each.id}


def test_each_message_of_an_entry_says_what_it_is(project: Project) -> None:
    built = project.write("index.rst", WORDS).build("gettext", gettext_compact="all")
    keep = ". It stays as it is in every language."
    many = ". List as many as your language has."
    assert comments(built, "all") == {
        "Words": [],
        "Token": [f"Title{IN_TEXT}{keep}"],
        "Piece": [f'Alias of "Token"{IN_TEXT}', "Title"],
        "TK": [f'Abbreviation of "Token"{IN_TEXT}{keep}'],
        "tokens": [f'Forms of "Token"{IN_TEXT}{many}'],
        "tok": [f'Names not to be used for "Token"{IN_TEXT}{many}'],
        "It is:": [f'Short definition of "Token"{IN_TEXT}'],
        "short.": [f'Short definition of "Token"{IN_TEXT}'],
        "More of it.": [f'Definition of "Token"{IN_TEXT}'],
        "A book": [f'Source of the definition of "Token"{IN_TEXT}'],
        "Rare.": [f'Usage note of "Token"{IN_TEXT}'],
        "It costs.": [f'Why "Token" matters{IN_TEXT}'],
        "Down": [f'Heading: Deep dive into "Token"{IN_TEXT}'],
        "Deep.": [f'Deep dive into "Token"{IN_TEXT}'],
        "Good.": [f'Case for "Token"{IN_TEXT}'],
        "Against": [f'Heading: Case against "Token"{IN_TEXT}'],
        "Bad.": [f'Case against "Token"{IN_TEXT}'],
        "A thing.": ['Short definition of "Piece"'],
        "Word": ["Title"],
        "Term": ['Alias of "Word"'],
        "Of letters.": ['Short definition of "Word"'],
        "Of sounds.": ['Definition of "Word"'],
    }
    assert comments(built, "glossterm") == {"Text": ["Category", "Tag"]}


@needs_myst
def test_markdown_has_them_too(project: Project) -> None:
    project.conf |= {"root_doc": "words"}
    project.write("words.md", "# Words\n\n:::{term} *Token*\n:aka: a `b`\n\nA piece.\n:::\n")
    assert comments(project.build("gettext"), "words") == {
        "Words": [],
        "*Token*": ["Title"],
        "a `b`": ['Alias of "Token"'],
        "A piece.": ['Short definition of "Token"'],
    }


def test_translate_toolkit_reads_them(project: Project) -> None:
    pot = project.write("index.rst", WORDS).build("gettext").text("index.pot")
    read: Any = pofile.parsestring  # it has no types
    store = read(pot.encode())
    notes = {unit.source: unit.getnotes("developer") for unit in store.units}
    assert notes["Good."] == f'Case for "Token"{IN_TEXT}'
    assert notes["Piece"].splitlines() == [f'Alias of "Token"{IN_TEXT}', "Title"]


def test_nothing_else_is_new_in_a_template(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    commented = project.write("index.rst", WORDS).build("gettext", out="with").text("index.pot")
    monkeypatch.setattr(gettext, "_TEMPLATE", "missing")  # as in a Sphinx that has its own elsewhere
    plain = project.build("gettext", out="without").text("index.pot")
    assert "#." not in plain
    assert re.sub(r"^#\. .*\n", "", commented, flags=re.MULTILINE) == plain


def test_what_has_not_changed_is_not_written_again(project: Project) -> None:
    built = project.write("index.rst", WORDS).build("gettext")
    path = Path(built.app.outdir, "index.pot")
    path.write_text(
        path.read_text("utf-8").replace("POT-Creation-Date: 2", "POT-Creation-Date: 1"), "utf-8"
    )
    before = path.read_bytes()
    project.build("gettext")
    assert path.read_bytes() == before
    project.write("index.rst", WORDS.replace(":category: Text", ":category: Other"))
    project.build("gettext")
    assert "Other" in path.read_text("utf-8")


def test_a_template_of_the_project_goes_first(project: Project) -> None:
    project.write("templates/message.pot.jinja", "{{ messages|length }} messages")
    built = project.write("index.rst", WORDS).build("gettext", templates_path=["templates"])
    assert built.text("index.pot") == "22 messages"


def test_a_project_without_terms_is_left_alone(project: Project) -> None:
    built = project.write("index.rst", "Home\n====\n\nText.\n").build("gettext")
    assert built.app.config.templates_path == []


@pytest.mark.parametrize("shown", [True, False])
def test_the_template_adds_comments_and_nothing_else(shown: bool) -> None:
    """For each setting that changes what Sphinx writes, and for the signs that have to be escaped."""
    names = ("version", "copyright", "project", "last_translator", "language_team", "ctime")
    locations: list[tuple[str, int]] = [("/docs/a.rst", 1), ("/docs/b c.rst", 2)]
    message = CommentedMessage(Message('a "b" \\ c\nd', locations, ["abc"]), ["Title", "Alias"])
    context = {
        **dict.fromkeys(names, 'x "\\'),
        "display_location": shown,
        "display_uuid": not shown,
        "messages": [message] * 3,
    }
    own = GettextRenderer(outdir="/docs").render("message.pot.jinja", context)
    paths = [str(gettext._OURS), str(Path(package_dir, "templates"))]
    commented = GettextRenderer(paths, outdir="/docs").render("message.pot.jinja", context)
    assert commented.replace("#. Title\n#. Alias\n", "") == own
    assert commented.count("#. Title\n#. Alias\n") == 3
