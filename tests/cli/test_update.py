"""``glossterm update``: extraction, keeping translations, and damaged catalogues."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from support import Project, needs_posix

from cli.helpers import CONF, Run

HINDI = Path("src/locales/hi/LC_MESSAGES")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def strings(path: Path) -> dict[str, str]:
    return {str(message.id): str(message.string) for message in read(path) if message.id}


def summary(out: str) -> list[list[str]]:
    return [line.split() for line in out.splitlines()[2:]]


def test_translations_are_kept_and_new_messages_come(tea: Project, run: Run) -> None:
    said = run("update", "src")
    assert said.status == 0, said.err
    # "Tea" and "Welcome." are all of the index; in the terms' document "Terms", "Leaf" and "Flavour comes from here."
    assert summary(said.out) == [["hi", "1", "1", "1", "3", "0", "0"]]
    assert strings(HINDI / "terms.po") == {
        "Terms": "",
        "Kettle": "केतली",
        "It boils water.": "यह पानी उबालती है।",
        "Leaf": "",
        "Flavour comes from here.": "",
    }
    assert "Created src/locales/hi/LC_MESSAGES/glossterm.po" in said.err
    assert "Updated src/locales/hi/LC_MESSAGES/terms.po: +3, -0" in said.err
    assert summary(run("update", "src").out) == [["hi", "0", "0", "3", "0", "0", "0"]]


def test_locations_are_relative_to_the_source(tea: Project, run: Run) -> None:
    run("update", "src")
    message = read(HINDI / "terms.po").get("Flavour comes from here.")
    assert message is not None
    assert [name for name, _line in message.locations] == ["../../terms.rst"]
    assert Path("src/_build/gettext/terms.pot").is_file()


def test_another_place_for_templates(tea: Project, run: Run) -> None:
    assert run("update", "src", "--pot", "src/locales/pot").status == 0
    assert Path("src/locales/pot/terms.pot").is_file()
    assert not Path("src/_build").exists()


def test_changed_and_removed_text(tea: Project, run: Run) -> None:
    run("update", "src")
    text = (tea.folder / "terms.rst").read_text()
    tea.write("terms.rst", text.replace("It boils water.", "It boils the water.").replace("Leaf", "Bag"))
    run("update", "src")
    catalogue = read(HINDI / "terms.po")
    changed = catalogue.get("It boils the water.")
    assert changed is not None
    assert (changed.string, changed.fuzzy) == ("यह पानी उबालती है।", True)
    assert "Leaf" in catalogue.obsolete


def test_a_new_language(tea: Project, run: Run) -> None:
    said = run("update", "src", "-l", "de")
    assert summary(said.out) == [["de", "3", "0", "0", "0", "0", "0"]]
    assert read(Path("src/locales/de/LC_MESSAGES/terms.po")).locale_identifier == "de"
    assert run("build", "src", "out", "-l", "de").status == 0


def test_the_source_language_is_extracted_whatever_the_configuration_builds(
    tea: Project, run: Run
) -> None:
    tea.write("conf.py", CONF + 'language = "hi"\n')
    run("update", "src")
    assert "Kettle" in strings(HINDI / "terms.po")


def test_catalogues_are_compact_where_the_project_has_them_so(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'gettext_compact = "all"\n')
    assert run("update", "src").status == 0
    assert {"Tea", "Kettle"} <= set(strings(HINDI / "all.po"))


def test_a_damaged_catalogue_is_named_and_left(tea: Project, run: Run) -> None:
    path, content = HINDI / "terms.po", b'msgid "Leaf"\nmsgstr "\xe4"\n'
    path.write_bytes(content)
    said = run("update", "src", "-l", "hi,de")
    assert said.status == 1
    assert f"{path}:2: it is not UTF-8: save it as UTF-8. It is left as it was." in said.err
    assert said.err.count("hi/LC_MESSAGES/terms.po") == 1
    assert path.read_bytes() == content
    assert summary(said.out) == [
        ["hi", "1", "0", "1", "0", "0", "1"],
        ["de", "3", "0", "0", "0", "0", "0"],
    ]


def test_no_language(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = {"en": "English"}\n')
    said = run("update", "src")
    assert said.status == 2
    assert "Name one with -l" in said.err


def test_no_folder_for_catalogues(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + "locale_dirs = []\n")
    said = run("update", "src", "-l", "hi")
    assert said.status == 2
    assert "locale_dirs" in said.err


def test_folders_that_cannot_be_written(tea: Project, run: Run) -> None:
    assert run("update", "src", "--pot", "src/conf.py/x").status == 2
    tea.write("conf.py", CONF + 'locale_dirs = ["conf.py/x"]\n')
    said = run("update", "src", "-l", "hi")
    assert said.status == 2
    assert "'src/conf.py/x' cannot be written" in said.err


def test_text_that_cannot_be_extracted(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'extensions.append("nonsense")\n')
    before = (HINDI / "terms.po").read_bytes()
    said = run("update", "src")
    assert said.status == 1
    assert "The text could not be extracted" in said.err
    assert "nonsense" in said.err
    assert (HINDI / "terms.po").read_bytes() == before


def test_forms_that_were_messages_of_their_own_become_a_list(tea: Project, run: Run) -> None:
    tea.write(
        "terms.rst",
        """
        .. term:: Leaf
           :forms: leaves, leafy

           It grows.

        .. term:: Kettle
           :forms: cups, large pots

           Red, green.
        """,
    )
    old = {"Leaf": "पत्ती", "leaves": "पत्तियाँ", "leafy": "पत्तियाँ, पत्तों", "cups": "प्याले"}
    tea.translate("terms", old)
    assert run("update", "src").status == 0
    assert strings(HINDI / "terms.po") == {
        "Leaf": "पत्ती",
        "leaves, leafy": "पत्तियाँ, पत्तों",
        "It grows.": "",
        "Kettle": "",
        "cups, large pots": "",
        "Red, green.": "",
    }


@pytest.mark.parametrize(("tag", "name"), [("pt-BR", "pt_BR"), ("sr-Latn", "sr@latin")])
def test_a_language_is_written_as_gettext_names_it(tea: Project, run: Run, tag: str, name: str) -> None:
    said = run("update", "src", "-l", tag)
    assert said.status == 0
    assert f"Using {name} for {tag}" in said.err
    folders = sorted(path.name for path in Path("src/locales").iterdir())
    assert folders == ["hi", name]
    path = Path(f"src/locales/{name}/LC_MESSAGES/terms.po")
    text = path.read_text("utf-8")
    assert f"Language: {name}\\n" in text
    path.write_text(text.replace('msgid "Leaf"\nmsgstr ""', 'msgid "Leaf"\nmsgstr "Folha"'), "utf-8")
    assert run("build", "src", "out", "-l", tag).status == 0
    assert "Folha" in Path(f"out/{name}/terms.html").read_text("utf-8")


def test_a_folder_that_no_build_reads_is_named(tea: Project, run: Run) -> None:
    tea.translate("terms", {"Leaf": "Folha"}, "pt-BR")
    for call in (("update", "src", "-l", "pt-BR"), ("status", "src", "-l", "pt-BR")):
        said = run(*call)
        assert (
            "src/locales/pt-BR: no build reads catalogues from a folder of that name. Rename it to pt_BR."
            in said.err
        )
        assert not Path("src/locales/pt_BR").exists()
    assert "Folha" in Path("src/locales/pt-BR/LC_MESSAGES/terms.po").read_text("utf-8")


def test_a_name_in_conf_py_that_no_build_reads(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'glossterm_languages = {"en": "English", "de-AT": "Deutsch"}\n')
    said = run("update", "src")
    assert '"de-AT" in glossterm_languages of conf.py' in said.err
    assert 'Write "de_AT".' in said.err
    assert Path("src/locales/de_AT/LC_MESSAGES/terms.po").is_file()
    assert not Path("src/locales/de-AT").exists()


def test_templates_of_documents_that_are_gone_are_not_used(tea: Project, run: Run) -> None:
    tea.write("old.rst", ":orphan:\n\nOld\n===\n")
    run("update", "src")
    template, kept = Path("src/_build/gettext/old.pot"), Path("src/_build/gettext/terms.pot")
    before = kept.read_bytes().replace(b"Creation-Date: 2", b"Creation-Date: 1")
    kept.write_bytes(before)
    tea.remove("old.rst")
    said = run("update", "src", "-l", "de")
    assert said.status == 0
    assert f"{template} belongs to no document and is not used. Delete it." in said.err
    assert template.is_file()
    names = sorted(path.name for path in Path("src/locales/de/LC_MESSAGES").iterdir())
    assert names == ["glossterm.po", "index.po", "terms.po"]
    # Only the date would have been new.
    assert kept.read_bytes() == before
    assert [path.name for path in Path("src/_build").iterdir()] == ["gettext"]


@pytest.mark.parametrize("pot", ["src", "."])
def test_the_source_folder_is_no_place_for_templates(tea: Project, run: Run, pot: str) -> None:
    said = run("update", "src", "--pot", pot)
    assert said.status == 2
    assert f"'{pot}' holds SRC" in said.err


# ---- translations that have moved


def guide(tea: Project, compact: str) -> None:
    """Two documents in a folder, of which both have one text."""
    tea.write("conf.py", CONF.replace("gettext_compact = False", f"gettext_compact = {compact}"))
    tea.write("guide/a.rst", ":orphan:\n\nFirst\n=====\n\nShared text.\n\nOnly here.\n")
    tea.write("guide/b.rst", ":orphan:\n\nSecond\n======\n\nShared text.\n")


def test_a_catalogue_for_each_document_takes_the_translations_over(tea: Project, run: Run) -> None:
    guide(tea, "True")
    run("update", "src")
    path = HINDI / "guide.po"
    text = path.read_text("utf-8")
    for source, note, translation in (
        ("First", "", "पहला"),
        ("Second", "# As in the book.\n", "दूसरा"),
        ("Shared text.", "", "साझा पाठ।"),
    ):
        plain = f'msgid "{source}"\nmsgstr ""'
        assert plain in text
        text = text.replace(plain, plain.removesuffix('""') + f'"{translation}"')
        start = text.rindex("\n\n", 0, text.index(f'msgid "{source}"')) + 2
        text = text[:start] + note + text[start:]
    text = text.replace('msgid "Only here."\nmsgstr ""', '#, fuzzy\nmsgid "Only here."\nmsgstr "यहाँ?"')
    path.write_text(text, "utf-8")
    guide(tea, "False")
    said = run("update", "src")
    assert said.status == 0
    assert f"{HINDI}/guide/a.po: took 3 translations over from guide.po" in said.err
    assert f"{HINDI}/guide/b.po: took 2 translations over from guide.po" in said.err
    assert f"{HINDI}: guide.po is no longer used" in said.err
    assert path.read_text("utf-8") == text
    first, second = read(HINDI / "guide" / "a.po"), read(HINDI / "guide" / "b.po")
    assert [(str(message.string), message.fuzzy) for message in first if message.id] == [
        ("पहला", False),
        ("साझा पाठ।", False),
        ("यहाँ?", True),
    ]
    assert second["Second"].user_comments == ["As in the book."]
    assert "took" not in run("update", "src").err


def test_translations_that_an_earlier_update_left_behind(tea: Project, run: Run) -> None:
    guide(tea, "False")
    run("update", "src")  # without any translation yet
    tea.translate("guide", {"First": "पहला", "Shared text.": "साझा पाठ।"})
    assert summary(run("update", "src").out) == [["hi", "0", "2", "3", "0", "0", "0"]]
    assert strings(HINDI / "guide" / "a.po")["First"] == "पहला"
    assert strings(HINDI / "guide" / "b.po") == {"Second": "", "Shared text.": "साझा पाठ।"}


def test_an_entry_that_moves_takes_its_translation_with_it(tea: Project, run: Run) -> None:
    tea.write("more.rst", ":orphan:\n\nMore\n====\n")
    run("update", "src")
    kettle = ".. term:: Kettle\n   :id: kettle\n   :category: Things\n\n   It boils water.\n"
    text = (tea.folder / "terms.rst").read_text("utf-8")
    assert kettle in text
    tea.write("terms.rst", text.replace(kettle, ""))
    tea.write("more.rst", f":orphan:\n\nMore\n====\n\n{kettle}")
    said = run("update", "src")
    assert f"{HINDI}/more.po: took 2 translations over from terms.po" in said.err
    assert "no longer used" not in said.err
    found = read(HINDI / "more.po")["Kettle"]
    assert (found.string, found.fuzzy) == ("केतली", False)


def test_a_text_that_stands_elsewhere_too_is_taken_where_it_is_new(tea: Project, run: Run) -> None:
    run("update", "src")
    tea.write("more.rst", ":orphan:\n\nMore\n====\n")
    run("update", "src")
    tea.write("more.rst", ":orphan:\n\nMore\n====\n\nWelcome.\n")
    assert f"{HINDI}/more.po: took 1 translation over from index.po" in run("update", "src").err
    # A translator takes it away: he does not want it there.
    path = HINDI / "more.po"
    path.write_text(path.read_text("utf-8").replace("स्वागत है।", ""), "utf-8")
    assert "took" not in run("update", "src").err
    assert strings(path)["Welcome."] == ""


def test_of_two_translations_that_of_a_catalogue_without_document_wins(tea: Project, run: Run) -> None:
    tea.write("more.rst", ":orphan:\n\nMore\n====\n\nWelcome.\n")
    tea.translate("old", {"Welcome.": "पुराना", "More": "और"})
    tea.translate("older", {"Welcome.": "सबसे पुराना"})
    tea.translate("sphinx", {"More": "sphinx"})
    os.utime(HINDI / "older.po", (1, 1))
    said = run("update", "src")
    assert f"{HINDI}/more.po: took 2 translations over from old.po" in said.err
    assert f"{HINDI}: old.po, older.po are no longer used" in said.err
    assert strings(HINDI / "more.po") == {"More": "और", "Welcome.": "पुराना"}


def test_catalogues_of_themes_are_in_use(tea: Project, run: Run) -> None:
    path = HINDI / "sometheme.po"
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(f'{header}#: theme/layout.html:3\nmsgid "Terms"\nmsgstr "शर्तें"\n', "utf-8")
    said = run("update", "src")
    assert "not used" not in said.err
    assert "took" not in said.err
    assert strings(HINDI / "terms.po")["Terms"] == ""


def test_what_another_folder_translates_is_not_taken_from_elsewhere(tea: Project, run: Run) -> None:
    tea.write("conf.py", CONF + 'locale_dirs = ["locales", "shared"]\n')
    shared = tea.folder / "shared" / "hi" / "LC_MESSAGES" / "terms.po"
    tea.translate("old", {"Terms": "पुराना", "Leaf": "पत्ती"})
    tea.translate("terms", {"Terms": "शब्द"})
    shared.parent.mkdir(parents=True)
    (HINDI / "terms.po").rename(shared)
    said = run("update", "src")
    assert "took 1 translation over from old.po" in said.err
    assert (strings(HINDI / "terms.po")["Terms"], strings(HINDI / "terms.po")["Leaf"]) == ("", "पत्ती")


def test_a_damaged_catalogue_that_could_have_had_translations(tea: Project, run: Run) -> None:
    (HINDI / "old.po").write_text('msgid "Leaf\nmsgstr "पत्ती"\n', "utf-8")
    said = run("update", "src")
    assert said.status == 0
    assert f"{HINDI}/old.po:1: the quotes are not balanced" in said.err
    assert "No translations can be taken from it." in said.err


def test_obsolete_translations_elsewhere_come_back_as_fuzzy(tea: Project, run: Run) -> None:
    with (HINDI / "index.po").open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "Leaf"\n#~ msgstr "पत्ती"\n')
    said = run("update", "src")
    assert f"{HINDI}/terms.po: took 1 translation over from index.po" in said.err
    found = read(HINDI / "terms.po")["Leaf"]
    assert (found.string, found.fuzzy) == ("पत्ती", True)


# ---- what is left in the source folder

BESIDE = '''
import pathlib

def execute(app, docname, content):
    """As myst-nb does: what has been run is written beside the output."""
    place = pathlib.Path(app.outdir).parent / "jupyter_execute" / f"{docname}.rst"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content[0], "utf-8")

def setup(app):
    app.connect("source-read", execute)
'''


@pytest.fixture
def executing(tea: Project) -> Project:
    """A project that leaves nothing out, with an extension that writes documents beside the output."""
    tea.write("conf.py", CONF.replace('["locales", "_build"]', "[]") + BESIDE)
    return tea


def sources(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.rst"))


def test_an_update_leaves_no_documents(executing: Project, run: Run) -> None:
    before = sources(executing.folder)
    assert run("update", "src").err.count("WARNING") == 0
    assert sources(executing.folder) == before
    assert [path.name for path in Path("src/_build").iterdir()] == ["gettext"]
    message = read(HINDI / "terms.po").get("Leaf")
    assert message is not None
    assert [name for name, _line in message.locations] == ["../../terms.rst"]


def test_no_command_reads_the_work_of_another(executing: Project, run: Run) -> None:
    for _ in range(2):
        said = run("export", "src", "src/_build/data", "-f", "json")
        assert (said.status, said.err) == (0, "")
        said = run("build", "src", "src/_build/html")
        assert said.status == 0
        assert "WARNING" not in said.err
    assert "jupyter_execute" in "".join(sources(executing.folder))
    found = json.loads(run("status", "src", "--format", "json").out)
    documents = [part["document"] for part in found["languages"][0]["documents"]]
    assert documents == ["index", "terms", ""]


# ---- names of files


def test_names_with_spaces_quotes_and_letters_of_any_script(tea: Project, run: Run) -> None:
    name = "चाय 'n' \"more\" tea"
    tea.write(f"{name}.rst", ":orphan:\n\nMore tea\n========\n")
    run("update", "src")
    path, location = HINDI / f"{name}.po", f"../../{name}.rst"
    pots = Path("src/_build/gettext", f"{name}.pot")
    for file in (pots, path):
        assert f"#: \u2068{location}\u2069:4" in file.read_text("utf-8")
        message = read(file).get("More tea")
        assert message is not None
        assert message.locations == [(location, 4)]
    # It is the same when it is read and written again.
    tea.write(f"{name}.rst", ":orphan:\n\nMore tea\n========\n\nAnd more.\n")
    run("update", "src")
    assert strings(path) == {"More tea": "", "And more.": ""}
    assert f"#: \u2068{location}\u2069:4" in path.read_text("utf-8")


@needs_posix
def test_a_catalogue_behind_a_link_stays_there(tea: Project, run: Run, tmp_path: Path) -> None:
    path, real = HINDI / "terms.po", tmp_path / "elsewhere.po"
    path.rename(real)
    path.symlink_to(real)
    assert "terms.po: +3, -0" in run("update", "src").err
    assert path.is_symlink()
    assert strings(real)["Kettle"] == "केतली"
    assert "Leaf" in strings(real)


def test_comments_on_messages_are_brought_up_to_date(tea: Project, run: Run) -> None:
    """What translators have written, and what they have marked, stays."""
    run("update", "src")
    path = HINDI / "terms.po"
    message = read(path).get("Leaf")
    assert message is not None
    assert message.auto_comments == ['Title, in the category "Things"']
    before = path.read_text("utf-8")
    [place] = re.findall(r'#\. Title.*\n#: .*\n(?=msgid "Leaf")', before)
    text = before.replace(
        f'{place}msgid "Leaf"\nmsgstr ""',
        f'# Of the plant.\n{place}#, fuzzy, no-wrap\n#| msgid "Blade"\nmsgid "Leaf"\nmsgstr "पत्ती"',
    )
    assert "Of the plant." in text
    path.write_text(f'{text}\n# Gone.\n#~ msgid "Old"\n#~ msgstr "पुराना"\n', "utf-8")
    source = Path("src/terms.rst")
    long = "Plants that somebody has to boil in well-known kettles before anybody else may drink of them"
    written = source.read_text("utf-8").replace("Things", long)
    source.write_text(written, "utf-8")
    assert "Updated src/locales/hi/LC_MESSAGES/terms.po: +0, -0" in run("update", "src").err
    message = read(path).get("Leaf")
    assert message is not None
    assert " ".join(message.auto_comments).startswith('Title, in the category "Plants that')
    kept = path.read_text("utf-8")
    for line in (
        "# Of the plant.",
        '#| msgid "Blade"',
        "# Gone.",
        '#~ msgid "Old"',
        '#~ msgstr "पुराना"',
    ):
        assert line in kept.splitlines()
    assert {"fuzzy", "no-wrap"} == set(message.flags)
    assert (message.string, message.user_comments[0]) == ("पत्ती", "Of the plant.")
    assert summary(run("update", "src").out)[0][3] == "3"  # all unchanged, however comments are wrapped
