"""Every block of code in the guide and in the README is run.

Which test runs a block depends on its language: see :data:`RUNNERS`. A block in another language fails, and so
does one that no runner knows what to do with. What cannot be run says why in a comment before it::

    .. not run: REASON

The tutorial is run whole by ``test_tutorial.py``, examples are built by ``test_guide.py``.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any, Final

import lxml.html
import pytest
import yaml  # type: ignore[import-untyped]
from babel.messages.pofile import read_po
from blocks import GUIDE, ROOT, TUTORIAL, Block, all_blocks, as_myst
from click.testing import CliRunner
from lxml.html import HtmlElement
from support import Built, Project, needs_myst, needs_posix

import sphinx_glossterm
from sphinx_glossterm.cli import main

pytestmark = needs_myst

RUNNERS: Final = {
    "console": "test_commands_run",
    "css": "test_styles_are_right",
    "html": "test_data_can_be_read",
    "json": "test_data_can_be_read",
    "literalinclude": "test_what_is_included_is_tested",
    "markdown": "test_markup_builds",
    "po": "test_catalogues_translate",
    "python": "test_settings_build",
    "rst": "test_markup_builds",
    "shell": "test_commands_run",
    "showcase": "test_guide.py: test_examples_build_without_a_warning",
    "text": "test_what_programs_say_is_what_they_say",
    "toml": "test_data_can_be_read",
    "yaml": "test_data_can_be_read",
}
"""By language, the test that runs a block. JavaScript has none: the guide shows none."""

BLOCKS: Final = all_blocks()
RUN: Final = [block for block in BLOCKS if not block.reason and block.page != TUTORIAL]
"""What is run here."""
TUTORIALS: Final = {block.file: block.text for block in BLOCKS if block.page == TUTORIAL and block.file}
"""The files of the tutorial, whose project other blocks are about."""
ELSEWHERE: Final = "https://handbook.example.org/"
"""Where the guide has another project. The tests have it in a folder."""


def of(*languages: str, blocks: Iterable[Block] = RUN) -> list[Block]:
    return [block for block in blocks if block.language in languages]


def test_every_block_has_a_runner() -> None:
    assert [f"{block}: {block.language}" for block in BLOCKS if block.language not in RUNNERS] == []
    assert len(BLOCKS) > 60


def test_hardly_any_block_is_left_out() -> None:
    left_out = [block for block in BLOCKS if block.reason]
    assert len(left_out) <= 3
    assert all(len(block.reason) > 20 for block in left_out)


def test_what_is_included_is_tested() -> None:
    """Modules by ``test_api.py``, the migration and the examples by ``test_guide.py``."""
    found = {
        (block.page.parent / block.file).resolve().relative_to(GUIDE) for block in of("literalinclude")
    }
    examples = {path.relative_to(GUIDE) for path in (GUIDE / "examples").glob("*.*")}
    assert found - examples == {
        path.relative_to(GUIDE)
        for folder in ("api", "migration")
        for path in (GUIDE / "examples" / folder).glob("*.*")
    }


# ---- another project, which some blocks refer to


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that has what the guide looks for in ``handbook.example.org``."""
    project = Project(tmp_path_factory.mktemp("handbook") / "src")
    names = ("style sheet", "galley proof")
    entries = "".join(f".. term:: {name}\n\n   What printers know.\n\n" for name in names)
    project.write("index.rst", f"Handbook\n========\n\n{entries}")
    built = project.build(glossterm_publish=True, html_baseurl=f"{ELSEWHERE}en/")
    folder = project.folder.parent / "site"
    shutil.copytree(built.app.outdir, folder / "en")
    return folder


# ---- markup


@dataclass
class Share:
    """Blocks that fit into one project, as no two of them have an entry of the same name."""

    blocks: list[Block] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def shared(blocks: Iterable[Block]) -> list[Share]:
    shares: list[Share] = []
    for block in blocks:
        names = set(re.findall(r"(?:\.\. term::|\{term\}) +(\S.*)", block.text))
        fitting = next((share for share in shares if not share.names & names), None)
        if fitting is None:
            shares.append(fitting := Share())
        fitting.blocks.append(block)
        fitting.names |= names
    return shares


WORLD: Final = ("Branch", "Commit", "Open-Source AI")
"""Entries that blocks refer to and do not define."""


def built_markup(share: Share, folder: Path, handbook: Path, suffix: str) -> Built:
    project = Project(folder / "src")
    project.conf["extensions"] += ["sphinx.ext.intersphinx"]
    project.conf |= {"intersphinx_mapping": {"handbook": (str(handbook / "en"), None)}}
    others = [name for name in WORLD if name not in share.names]
    project.write(
        "index.rst",
        "Home\n====\n\n" + "".join(f".. term:: {name}\n\n   Something.\n\n" for name in others),
    )
    for n, block in enumerate(share.blocks):
        if suffix == ".rst":
            text = f":orphan:\n\n{block.text}"
        else:
            myst = as_myst(block.text) if block.language == "rst" else block.text
            text = f"---\norphan: true\n---\n\n{myst}\n"
        project.write(f"block{n}{suffix}", text)
    return project.build(nitpicky=True)


def shape(page: HtmlElement) -> list[tuple[str, str]]:
    """The classes of ours in a page's body, and the text of each element that has some."""
    [body] = page.cssselect("div.body")
    return [
        (" ".join(re.findall(r"glossterm[\w-]*", element.get("class", ""))), words)
        for element in body.iter()
        if "glossterm" in element.get("class", "") or element.tag in {"h1", "h2", "p"}
        for words in [" ".join(element.text_content().split())]
    ]


IN_RST: Final = [*of("rst"), *(block for block in of("rst", blocks=BLOCKS) if block.page == TUTORIAL)]


@pytest.mark.parametrize("share", shared(IN_RST), ids=lambda share: "-".join(map(str, share.blocks)))
def test_markup_builds(tmp_path: Path, handbook: Path, share: Share) -> None:
    """In reStructuredText, and the same in MyST."""
    rst, myst = (
        built_markup(share, tmp_path / suffix[1:], handbook, suffix) for suffix in (".rst", ".md")
    )
    assert rst.warnings == []
    assert myst.warnings == []
    for n, block in enumerate(share.blocks):
        assert shape(rst.page(f"block{n}")) == shape(myst.page(f"block{n}")), str(block)


@pytest.mark.parametrize(
    "share", shared(of("markdown")), ids=lambda share: "-".join(map(str, share.blocks))
)
def test_markdown_builds(tmp_path: Path, handbook: Path, share: Share) -> None:
    built = built_markup(share, tmp_path, handbook, ".md")
    assert built.warnings == []
    assert all(shape(built.page(f"block{n}")) for n in range(len(share.blocks)))


# ---- settings


@dataclass
class Settings:
    """The values of some blocks that can stand in one ``conf.py``."""

    values: dict[str, Any]

    def takes(self, values: dict[str, Any]) -> bool:
        """Add values, unless one is set to something else; lists and tables are put together."""
        together = dict(self.values)
        for name, value in values.items():
            old = together.get(name, value)
            if isinstance(value, list) and isinstance(old, list):
                together[name] = [*old, *(each for each in value if each not in old)]
            elif isinstance(value, dict) and isinstance(old, dict):
                together[name] = old | value
            elif old != value:
                return False
            else:
                together[name] = value
        self.values = together
        return True


def values_of(block: Block, conf: Path) -> dict[str, Any]:
    """What a block of settings sets, when it is run as a part of *conf*.

    Modules are no settings, nor is what only serves to make others.
    """
    names: dict[str, Any] = {"__file__": str(conf)}
    exec(compile(block.text, str(block), "exec"), names)
    read = {
        node.id
        for node in ast.walk(ast.parse(block.text))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    return {
        name: value
        for name, value in names.items()
        if not name.startswith("__") and name not in read and not isinstance(value, ModuleType)
    }


def settings(conf: Path, blocks: Iterable[Block]) -> list[Settings]:
    found: list[Settings] = []
    for block in blocks:
        values = values_of(block, conf)
        assert values, f"{block} sets nothing"
        if not any(each.takes(values) for each in found):
            found.append(Settings(values))
    return found


def localized(value: Any, handbook: Path) -> Any:
    """A value with the folder of the other project in place of its address."""
    if isinstance(value, str):
        # Read the Docs has the version in its addresses.
        value = re.sub(r"https://YOUR-[\w.-]+/(\{language\})/latest/", rf"{ELSEWHERE}\1/", value)
        return value.replace(ELSEWHERE, f"{handbook}/")
    if isinstance(value, dict):
        return {name: localized(each, handbook) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(localized(each, handbook) for each in value)
    return value


def build_with(blocks: Iterable[Block], folder: Path, handbook: Path) -> None:
    """Build HTML with the settings that go together, all at once; and books with those of books."""
    source = folder / "src"
    for n, each in enumerate(settings(source / "conf.py", blocks)):
        project = Project(folder / str(n) / "src") if n else Project(source)
        for module in (GUIDE / "examples" / "api").glob("*.py"):
            shutil.copy(module, project.folder)
        for block in of("css"):
            if block.file:
                project.write(block.file.removeprefix("docs/"), block.text)
        project.write("index.rst", "Home\n====\n\n.. term:: Ant\n\n   A :term:`ant`.\n")
        # A copy of the other project's glossary in this one's repository.
        project.write("terms/en.json", (handbook / "en" / "glossterm.json").read_text("utf-8"))
        values = dict(localized(each.values, handbook))
        language = values.pop("language", "en")
        extensions = [*project.conf["extensions"]]
        extensions += [name for name in values.pop("extensions", []) if name not in extensions]
        conf = project.conf | values | {"extensions": extensions, "copyright": "2026, we"}
        books = {name.split("_")[0] for name in values} & {"latex", "epub"}
        for builder in ("html", *books):
            project.conf = deepcopy(conf)  # Sphinx changes what it is given
            built = project.build(builder, language=language, nitpicky=True)
            assert built.warnings == []
            assert [name for name in values if name not in built.app.config] == []


def test_settings_build(tmp_path: Path, handbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])  # blocks may add to it
    build_with(of("python"), tmp_path, handbook)


# ---- catalogues


def test_catalogues_translate(tmp_path: Path) -> None:
    """Documents of the messages, translated by the blocks."""
    project = Project(tmp_path / "src")
    project.write("index.rst", "Home\n====\n")
    project.write("terms.rst", ":orphan:\n\n" + TUTORIALS["docs/terms.rst"])
    path = project.folder / "locales" / "hi" / "LC_MESSAGES"
    path.mkdir(parents=True)
    texts: dict[str, list[str]] = {}
    for n, block in enumerate(of("po")):
        messages = [
            message for message in read_po(StringIO(block.text), abort_invalid=True) if message.id
        ]
        assert messages, str(block)
        is_myst = any("{" in message.id for message in messages)
        orphan = "---\norphan: true\n---\n" if is_myst else ":orphan:\n"
        body = "\n\n".join(str(message.id) for message in messages)
        project.write(f"block{n}.{'md' if is_myst else 'rst'}", f"{orphan}\n{body}\n")
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        (path / f"block{n}.po").write_text(header + block.text, "utf-8")
        texts[f"block{n}"] = [shown(str(message.string)) for message in messages]
    built = project.build(language="hi", nitpicky=True)
    assert built.warnings == []
    for name, wanted in texts.items():
        paragraphs = built.page(name).cssselect("div.body p")
        assert ["".join(p.itertext()).replace("\n", " ") for p in paragraphs] == wanted


def shown(text: str) -> str:
    """What readers see of a translation: no targets, and no remark for programs."""
    return re.sub(r"[:{][\w:]+[:}]`([^`<]+?)(?: <[^>]*>)?`", r"\1", text).removesuffix("# noqa").strip()


# ---- commands


def commands_of(block: Block) -> list[str]:
    """The commands of a block, each in a line of its own, without remarks and prompts."""
    if block.language == "yaml":
        found: list[str] = []
        data = yaml.safe_load(block.text)
        _runs(data, found)
        values = {name: str(each[0]) for matrix in _matrices(data) for name, each in matrix.items()}
        return [
            re.sub(r"\$\{\{ \w+\.(\w+) \}\}", lambda name: values.get(name[1], name[1]), line)
            for line in found
        ]
    lines = block.text.replace("\\\n", " ").splitlines()
    if block.language == "console":
        lines = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
        assert lines, f"{block} shows no command"
    found = [
        " ".join(shlex.split(line, comments=True)) and line.split(" #")[0].strip() for line in lines
    ]
    return [" ".join(line.split()) for line in found if line]


def _runs(data: object, found: list[str]) -> None:
    if isinstance(data, dict):
        found += [line for line in str(data.get("run", "")).splitlines() if line]
        for value in data.values():
            _runs(value, found)
    elif isinstance(data, list):
        for value in data:
            _runs(value, found)


def _matrices(data: object) -> Iterator[dict[str, list[Any]]]:
    """The values for which jobs run once each."""
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _matrices(value)
    if isinstance(data, dict) and "matrix" in data:
        yield data["matrix"]


COMMANDS: Final = {
    line: block for block in of("shell", "console", "yaml") for line in commands_of(block)
}
"""Each command, and a block that it is in."""
FOLLOWED: Final = {
    line for block in of("shell", blocks=BLOCKS) if block.page == TUTORIAL for line in commands_of(block)
}
"""What ``test_tutorial.py`` runs, in the same project."""
OURS: Final = ("glossterm", "sphinx-build", "sphinx-intl")


def words_of(command: str) -> list[str]:
    """A command without the variables that are set before it."""
    words = shlex.split(command)
    while words and re.fullmatch(r"\w+=.*", words[0]):
        del words[0]
    return words


def to_run() -> list[Any]:
    """Our commands; of those with the same name, one and not all, where the run is not a long one."""
    seen = {tuple(words_of(line)[:2]) for line in FOLLOWED}
    found = []
    for line in sorted(set(COMMANDS) - FOLLOWED):
        name = tuple(words_of(line)[:2])
        if name[0] in OURS:
            is_long = name in seen and name[0] == "glossterm"
            found.append(pytest.param(line, marks=pytest.mark.long if is_long else ()))
            seen.add(name)
    return found


TERMBASE: Final = """
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="rebase"><langSet xml:lang="en">
<descrip type="definition">Putting commits onto another branch.</descrip><tig><term>Rebase</term></tig>
</langSet></termEntry>
</body></text></martif>
"""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands of the guide are about: the tutorial's project, and files to bring in."""
    folder = tmp_path_factory.mktemp("prepared")
    for name, text in TUTORIALS.items():
        if name.startswith("docs/"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    conf = folder / "docs" / "conf.py"
    more = 'html_theme = "basic"\nversion = "1"\nsuppress_warnings = ["epub.unknown_project_files"]\n'
    conf.write_text(conf.read_text("utf-8") + more, "utf-8")
    (folder / "glossary.tbx").write_text(TERMBASE, "utf-8")
    (folder / "terms.csv").write_text("Term,Meaning\nRebase,Another beginning for a branch.\n", "utf-8")
    return folder


@needs_posix
@pytest.mark.parametrize("command", to_run())
def test_commands_run(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """In the tutorial's project. The tests of books make PDF: here TeX gets its files, and is not called."""
    folder = tmp_path / "here"
    shutil.copytree(prepared, folder)
    shown = COMMANDS.get(command)
    for block in of("python"):
        if shown and block.page == shown.page and re.search(r"^language = ", block.text, re.MULTILINE):
            with (folder / "docs" / "conf.py").open("a", encoding="utf-8") as conf:
                conf.write(block.text)
    if "docs/words.rst" in command:
        shutil.copy(GUIDE / "examples" / "migration" / "before.rst", folder / "docs" / "words.rst")
    monkeypatch.chdir(folder)
    program, *arguments = words_of(command)
    arguments = ["latex" if word == "latexpdf" else word for word in arguments if word != "--pdf"]
    if program == "sphinx-intl":  # what the command before it has made
        run("sphinx-build", "-q", "-b", "gettext", "docs", arguments[arguments.index("-p") + 1])
    if program == "glossterm":
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code in ({0, 1} if arguments[0] == "check" else {0}), result.output
        assert "Traceback" not in result.output
    else:
        run(program, *arguments, *(["-q", "-W"] if program == "sphinx-build" else []))


def run(program: str, *arguments: str) -> None:
    module = {"sphinx-build": "sphinx", "sphinx-intl": "sphinx_intl"}[program]
    command = [sys.executable, "-m", module, *arguments]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, ""), said.stderr


def test_other_programs_are_called_rightly() -> None:
    """They need the network, rights or machines that tests have not: what they are given is looked up."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    system = (ROOT / ".ci" / "run").read_text("utf-8")
    known = {
        "pip": rf"install (-e )?(\.|PATH|-r docs/requirements\.txt|furo|myst-parser|'?\"?{project['project']['name']}(\[(%s)\])?'?\"?)( furo)?"
        % "|".join(project["project"]["optional-dependencies"]),
        "make": f"({'|'.join(re.findall(r'^([a-z]+):', makefile, re.MULTILINE))})"
        f"( ({'|'.join(re.findall(r'([A-Z_]+)', makefile))})=.*)?",
        "tox": r"run (-e py3\d+-sphinx\d+-(myst|plain)|-m quick)",
        "apt": f"install( (make|{'|'.join(sorted(set(re.findall(r'[a-z][a-z0-9-]+', system))))}))+",
        "rsync": r"(-\S+ |--exclude \S+ )*public/ \S+@\S+:\S+",
        "git": r"clone \S+|init.*|add.*|commit.*|push.*|remote.*",
        "cd": r"\S+",
        "gh": r"api repos/\S+/dispatches -f event_type=glossary",
        "curl": r"-f -X POST -H Authorization: Token \S+ https://app\.readthedocs\.org/api/v3/\S+/builds/",
    }
    for command in sorted(COMMANDS):
        program, *arguments = words_of(command)
        if program not in OURS:
            assert program in known, command
            assert re.fullmatch(known[program], " ".join(arguments)), command


# ---- what programs say


def what_is_said(prepared: Path, tmp_path: Path) -> str:
    """What programs say where the tutorial's translation has the mistakes that the guide names."""
    folder = tmp_path / "docs"
    shutil.copytree(prepared / "docs", folder)
    catalogue = folder / "locales" / "hi" / "LC_MESSAGES" / "terms.po"
    right = catalogue.read_text("utf-8")
    texts = {str(message.id): str(message.string) for message in read_po(StringIO(right)) if message.id}

    def changed(*changes: tuple[str, str]) -> str:
        lines = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n']
        for source, text in (texts | dict(changes)).items():
            flag, text = ("#, fuzzy\n", text[1:]) if text.startswith("?") else ("", text)
            lines.append(
                f"{flag}msgid {json.dumps(source)}\nmsgstr {json.dumps(text, ensure_ascii=False)}\n"
            )
        return "\n".join(lines)

    commit, branch, merge = (
        next(source for source in texts if source.startswith(begin))
        for begin in ("A saved state", "A line of", "Bringing")
    )
    # A table of what is left to do, with one message uncertain and one missing.
    catalogue.write_text(changed((branch, "?" + texts[branch]), (merge, "")), "utf-8")
    status = CliRunner().invoke(main, ["status", str(folder)])
    # Markup, references, an address.
    catalogue.write_text(
        changed(
            (commit, "सभी **फ़ाइलों की स्थिति।"),
            (branch, ":term:`कमिट-1` की एक कड़ी।"),
            (merge, "बदलावों को मिलाना।"),
            ("With many branches it is hard to read.", "`यहाँ <javascript:alert(1)>`__ पढ़ें।"),
        ),
        "utf-8",
    )
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-D",
        "language=hi",
        str(folder),
        str(folder / "out"),
    ]
    build = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"}
    )
    # A file that cannot be read.
    index = folder / "locales" / "hi" / "LC_MESSAGES" / "index.po"
    index.write_text('msgid "a"\nmsgstr "b" c"\n', "utf-8")
    broken = CliRunner().invoke(main, ["status", str(folder)])
    return "\n".join([status.output, build.stderr, broken.output])


def plain(text: str) -> str:
    """A text without its line breaks and the numbers of lines, which paths and lines may differ in."""
    return " ".join(re.sub(r":\d+:", ":N:", text).split())


def test_what_programs_say_is_what_they_say(prepared: Path, tmp_path: Path) -> None:
    said = plain(what_is_said(prepared, tmp_path))
    for block in of("text"):
        if block.file.endswith("requirements.txt"):
            assert re.fullmatch(r"([\w-]+(\[\w+\])?\n)+", block.text)
        else:
            assert plain(block.text) in said, str(block)


# ---- data and styles


@pytest.mark.parametrize("block", of("yaml", "toml", "json", "html"), ids=str)
def test_data_can_be_read(block: Block) -> None:
    """The commands in them are run with the others."""
    read = {
        "yaml": yaml.safe_load,
        "toml": tomllib.loads,
        "json": json.loads,
        "html": lxml.html.fragment_fromstring,
    }[block.language]
    data = read(block.text)
    assert data is not None
    if block.file == ".readthedocs.yaml":
        assert data["version"] == 2
        assert data["sphinx"]["configuration"] in TUTORIALS


@pytest.mark.parametrize("block", of("css"), ids=str)
def test_styles_are_right(block: Block) -> None:
    """They are rules, of variables and classes that there are."""
    assert re.fullmatch(r"\s*([^{}]+\{\s*([\w-]+: [^;{}]+;?\s*)+\}\s*)+", block.text)
    static = Path(sphinx_glossterm.__file__).parent / "static"
    ours = (static / "glossterm.css").read_text("utf-8")
    names = set(re.findall(r"--glossterm-[\w-]+|\.glossterm[\w-]*", block.text))
    assert names
    assert {name for name in names if name not in ours} == set()


# ---- that a wrong block fails


def wrong(language: str, text: str) -> Block:
    return Block(GUIDE / "wrong.rst", 1, language, "", dedent(text).lstrip())


@pytest.mark.long
@pytest.mark.parametrize(
    "block",
    [
        wrong("rst", ".. term:: Ant\n   :colour: red\n\n   An insect.\n"),
        wrong("rst", "A :term:`nobody knows this`.\n"),
        wrong("rst", ".. term:: Ant\n\n   *Open.\n"),
        wrong("markdown", ":::{term} Ant\n:related: nobody\n\nAn insect.\n:::\n"),
        wrong("markdown", "A {trem}`ant`.\n"),
    ],
    ids=str,
)
def test_wrong_markup_fails(tmp_path: Path, handbook: Path, block: Block) -> None:
    test = test_markup_builds if block.language == "rst" else test_markdown_builds
    [share] = shared([block])
    with pytest.raises(AssertionError):
        test(tmp_path, handbook, share)


@pytest.mark.long
@pytest.mark.parametrize(
    "text",
    ["glossterm_deepdive = 'ajar'", "glossterm_depdive = 'open'", "extensions = [nobody]", "1 + 1"],
)
def test_wrong_settings_fail(tmp_path: Path, handbook: Path, text: str) -> None:
    with pytest.raises((AssertionError, NameError)):
        build_with([wrong("python", text)], tmp_path, handbook)


@pytest.mark.long
@pytest.mark.parametrize(
    "command",
    [
        "glossterm bild docs public",
        "glossterm status docs --fail-over 9",
        "glossterm status words",
        "sphinx-build -b nobody docs out",
    ],
)
def test_wrong_commands_fail(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with pytest.raises(AssertionError):
        test_commands_run(prepared, tmp_path, monkeypatch, command)


@pytest.mark.parametrize(
    ("test", "block"),
    [
        (test_styles_are_right, wrong("css", "body { --glossterm-colour: red }")),
        (test_styles_are_right, wrong("css", "body { --glossterm-accent: red")),
        (test_data_can_be_read, wrong("json", "{'a': 1}")),
    ],
)
def test_wrong_data_fails(test: Any, block: Block) -> None:
    with pytest.raises((AssertionError, ValueError)):
        test(block)
