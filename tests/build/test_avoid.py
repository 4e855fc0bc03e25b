"""Names to avoid, and names that stay as they are: what links, and what the checks find."""

from __future__ import annotations

import pytest
from support import Built, Project, links, needs_myst

ENTRY = """
    .. term:: Sign-in
       :avoid: login; log in, please; Javascript
       :note: Not login.

       It opens an account: no login.

    .. term:: JavaScript

       A language.

    .. term:: Login shell

       A program.
    """
TEXT = """
    The login page
    ==============

    Use the login
    and the Login.

    *login*, ``login``, "login", “a login”, :kbd:`login`, `login <https://example.org>`__, logins,
    :term:`a login <sign-in>`, a login shell, loginname. Please log in, please! JavaScript, Javascript.

    .. code-block:: text

       login

    ..

       A login, they said.

    .. rst-class:: no-check

    The login may stay.

    .. container:: no-check

       * The login may stay.

    .. figure:: x.png

       The login.

    .. code-block:: text
       :caption: A login

       x
    """


def found(built: Built) -> list[tuple[str, str]]:
    """File and line of each finding, with what it says."""
    lines = built.warnings_of("avoid")
    places = [line.split(": WARNING: ") for line in lines]
    return [(place, text.removesuffix(" [glossterm.avoid]")) for place, text in places]


def test_each_use_in_text_is_found(project: Project) -> None:
    project.write("index.rst", "Home\n====\n" + ENTRY.replace("\n    ", "\n")).write("text.rst", TEXT)
    instead = ': write "Sign-in".'
    assert found(project.build("dummy", glossterm_checks=["avoid"])) == [
        ("index.rst:8", f'Do not use "login"{instead}'),
        ("text.rst:2", f'Do not use "login"{instead}'),
        ("text.rst:4", f'Do not use "login"{instead}'),
        ("text.rst:5", f'Do not use "Login"{instead}'),
        ("text.rst:7", f'Do not use "login"{instead}'),
        ("text.rst:8", f'Do not use "login"{instead}'),
        ("text.rst:8", f'Do not use "log in, please"{instead}'),
        ("text.rst:8", f'Do not use "Javascript"{instead}'),
        ("text.rst:28", f'Do not use "login"{instead}'),
        ("text.rst:30", f'Do not use "login"{instead}'),
    ]


def test_nothing_is_found_unless_it_is_asked_for(project: Project) -> None:
    project.write("index.rst", "Home\n====\n" + ENTRY.replace("\n    ", "\n")).write("text.rst", TEXT)
    assert found(project.build("dummy")) == []


@needs_myst
def test_markdown_too(project: Project) -> None:
    project.write("index.rst", "Home\n====\n" + ENTRY.replace("\n    ", "\n"))
    project.write(
        "text.md", "# Text\n\nUse `login` or\nthe *login*.\n\n> A login.\n\n{.no-check}\nlogin\n"
    )
    project.conf |= {"myst_enable_extensions": ["attrs_block"]}
    places = [place for place, _text in found(project.build("dummy", glossterm_checks=["avoid"]))]
    assert places == ["index.rst:8", "text.md:4"]


def test_a_name_that_several_avoid(project: Project) -> None:
    project.write(
        "index.rst",
        "Home\n====\n\nA word.\n\n.. term:: A\n   :avoid: word\n\n   It.\n\n"
        ".. term:: B\n   :avoid: word, C\n\n   It is C.\n\n.. term:: C\n\n   It.\n",
    )
    [(place, text)] = found(project.build("dummy", glossterm_checks=["avoid"]))
    assert (place, text) == ("index.rst:4", 'Do not use "word": write "A" or "B".')


def test_each_language_has_its_own(project: Project) -> None:
    project.write(
        "index.rst",
        "Home\n====\n\nThe login.\n\nThe other login.\n\n.. term:: Sign-in\n   :avoid: login\n\n   It.\n",
    )
    hindi = {"The login.": "यह लॉगिन और login है।", "Sign-in": "प्रवेश", "login": "लॉगिन, लॉग इन"}
    project.translate("index", hindi)
    built = project.build("dummy", language="hi", glossterm_checks=["avoid"])
    assert found(built) == [("index.rst:4", 'Do not use "लॉगिन": write "प्रवेश".')]
    project.translate("index", {**hindi, "login": ""})
    assert found(project.build("dummy", language="hi", glossterm_checks=["avoid"])) == []


# ---- references


@pytest.mark.parametrize(
    ("role", "target"), [("term", "login"), ("term", "LOGIN"), ("glossterm:term", "Javascript")]
)
def test_names_to_avoid_link_nowhere(project: Project, role: str, target: str) -> None:
    project.write("index.rst", f"Home\n====\n\n:{role}:`{target}`\n" + ENTRY.replace("\n    ", "\n"))
    built = project.build()
    [warning] = built.warnings_of("unknown")
    assert warning.startswith(
        f'index.rst:4: WARNING: Do not use "{target}", which the ":avoid:" of "Sign-in" lists: refer to'
        ' "sign-in" instead.'
    )
    assert links(built.page("index"), "#home > p a") == []


def test_a_name_of_another_entry_links(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n:term:`login shell`\n" + ENTRY.replace("\n    ", "\n"))
    built = project.build()
    assert built.warnings == []
    assert links(built.page("index"), "#home > p a") == [("login shell", "#login-shell")]


def test_no_plain_mention_of_them_is_linked(project: Project) -> None:
    text = "Home\n====\n\nJavascript and javascript: JavaScript.\n" + ENTRY.replace("\n    ", "\n")
    page = project.write("index.rst", text).build(glossterm_autolink="all").page("index")
    assert links(page, "section > p a") == [("JavaScript", "#javascript")]


def test_a_name_that_is_avoided_from_now_on(project: Project) -> None:
    project.write("index.rst", "Home\n====\n\n:term:`tok`\n")
    project.write("token.rst", ":orphan:\n\n.. term:: Tok\n\n   A piece.\n")
    assert project.build().warnings == []
    project.write("token.rst", ":orphan:\n\n.. term:: Token\n   :avoid: tok\n\n   A piece.\n")
    built = project.build()
    assert len(built.warnings_of("unknown")) == 1
    assert built.page("index").cssselect("p a") == []


# ---- names that stay

KEPT = """
    Home
    ====

    .. term:: Kubernetes
       :abbr: K8s
       :aka: The helmsman
       :keep:

       It runs containers.

    .. termindex::
    """


def test_what_stays_counts_as_translated(project: Project) -> None:
    project.write("index.rst", KEPT).translate("index", {"The helmsman": "कर्णधार"})
    page = project.build(language="hi").page("index")
    assert page.cssselect("dfn[lang], .glossterm-abbr[lang], .glossterm-list dt [lang]") == []
    assert page.cssselect(".glossterm-definition [lang=en]") != []
    assert page.cssselect(".glossterm-source") == []


def test_what_stays_stays_in_every_language_of_the_site(project: Project) -> None:
    project.write("index.rst", KEPT.replace("termindex::", "termindex::\n       :style: languages"))
    project.translate("index", {"The helmsman": "कर्णधार"}).translate("index", {"Home": "Início"}, "pt")
    languages = {"en": "English", "hi": "हिन्दी", "pt": "Português"}
    page = project.build(glossterm_languages=languages).page("index")
    cells = [" ".join(cell.text_content().split()) for cell in page.cssselect(".glossterm-table td")]
    assert [cell.count("Kubernetes") for cell in cells[-2:]] == [1, 1]
    assert [cell.count("K8s") for cell in cells[-2:]] == [1, 1]


def test_a_translation_that_changes_what_stays_is_found(project: Project) -> None:
    project.write("index.rst", KEPT)
    project.translate("index", {"Kubernetes": "कुबेरनेटीज़", "K8s": "K8s", "The helmsman": "कर्णधार"})
    built = project.build("dummy", language="hi", glossterm_checks=["keep"])
    assert built.warnings_of("keep") == [
        'index.rst:4: WARNING: "Kubernetes" should stay as it is in every language, because of its ":keep:",'
        ' but this translation changes it to "कुबेरनेटीज़": write it as it is, or leave the translation'
        " empty. [glossterm.keep]"
    ]
    assert project.build("dummy", glossterm_checks=["keep"]).warnings_of("keep") == []
