"""The rules of the house, read from the source: imports, catalogues, size and excuses."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import pytest

from sphinx_glossterm import messages

PACKAGE: Final = "sphinx_glossterm"
HOME: Final = Path(messages.__file__).parent
# Each folder may import those before it. They are in the order in which an entry passes them.
ORDER: Final = [
    "terms",
    "messages",
    "config",
    "doctree",
    "read",
    "translate",
    "collect",
    "remote",
    "resolve",
    "freshness",
    "write",
    "checks",
    "exchange",
    "migration",
    "cli",
    "api",
    "__main__",
]
LONGEST: Final = 50
# Names that explain nothing; the package used to have them.
RIDDLES: Final = frozenset(
    [
        "adoption",
        "answers",
        "circles",
        "elsewhere",
        "faults",
        "kept",
        "passages",
        "quality",
        "records",
        "registers",
        "wording",
    ]
)


def module_name(path: Path) -> str:
    parts = (PACKAGE, *path.relative_to(HOME).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES: Final = {module_name(path): path for path in sorted(HOME.rglob("*.py"))}
EVERY_MODULE: Final = pytest.mark.parametrize("module", MODULES)


def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """The modules that *module* imports anywhere, ``TYPE_CHECKING`` blocks and functions included."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}, line {node.lineno}: write the import in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module or ""


def own_imports(module: str) -> set[str]:
    return {name for name in imports(module) if name.split(".")[0] == PACKAGE}


def part(module: str) -> str:
    """The entry of ORDER that a module belongs to."""
    return module.split(".")[1]


# ---- imports


def test_every_module_has_its_place() -> None:
    assert {part(module) for module in MODULES if module != PACKAGE} == set(ORDER)


@pytest.mark.parametrize("module", [module for module in MODULES if module != PACKAGE])
def test_imports_go_one_way(module: str) -> None:
    allowed = ORDER[: ORDER.index(part(module)) + 1]
    wrong = [name for name in own_imports(module) if name == PACKAGE or part(name) not in allowed]
    assert wrong == []


def test_modules_of_one_package_import_each_other_without_cycles() -> None:
    TopologicalSorter({module: own_imports(module) for module in MODULES}).prepare()


def test_the_imports_are_really_read() -> None:
    assert f"{PACKAGE}.terms.entry" in own_imports(f"{PACKAGE}.terms.glossary")
    assert f"{PACKAGE}.resolve.lookup" in own_imports(f"{PACKAGE}.resolve.view_maker")  # for types only
    assert f"{PACKAGE}.write.html" in own_imports(f"{PACKAGE}.write")


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.startswith(f"{PACKAGE}.terms")]
)
def test_terms_know_no_sphinx(module: str) -> None:
    foreign = {name.split(".")[0] for name in imports(module)}
    assert foreign.isdisjoint({"sphinx", "docutils", "babel", "myst_parser"})


def test_the_root_holds_rooms_and_little_else() -> None:
    files = {path.stem for path in HOME.glob("*.py")}
    assert files == {"__init__", "__main__", "api", "config", "messages"}


# ---- names


def definitions(module: str, *kinds: type[ast.AST]) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, kinds):
            yield str(getattr(node, "name", ""))


def test_no_two_classes_share_a_name() -> None:
    found: dict[str, list[str]] = {}
    for module in MODULES:
        for name in definitions(module, ast.ClassDef):
            found.setdefault(name, []).append(module)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}


@EVERY_MODULE
def test_names_explain_themselves(module: str) -> None:
    names = {module.rpartition(".")[2]}
    names |= {
        name.strip("_")
        for name in definitions(module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    }
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id.strip("_"))  # attributes of records
        elif isinstance(node, ast.Attribute):
            names.add(node.attr.strip("_"))
    assert {name.lower() for name in names} & RIDDLES == set()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in HOME.glob("*/__init__.py")))
def test_each_room_says_what_its_moment_is(folder: str) -> None:
    said = ast.get_docstring(tree(f"{PACKAGE}.{folder}")) or ""
    assert said.count(".") >= 1
    assert len(said.splitlines()) >= 2


# ---- size and excuses


@EVERY_MODULE
def test_functions_are_about_one_screen(module: str) -> None:
    long = [
        node.name
        for node in ast.walk(tree(module))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= LONGEST
    ]
    assert long == []


EXCUSE: Final = re.compile(
    r"#\s*(?P<what>type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*)"
)
REASON: Final = re.compile(r"\s*(?:#|-|:|;)\s*\w+(\W+\w+)+")


def bare_excuses(source: str) -> list[str]:
    """The comments that switch a check off without a reason.

    One reason serves the whole file where the same check is switched off again.
    """
    bare, explained = [], set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or not re.search(r"noqa|type:\s*ignore", token.string):
            continue
        excuse = EXCUSE.match(token.string)
        if excuse and REASON.match(token.string, excuse.end()):
            explained.add(excuse["what"])
        elif not excuse or excuse["what"] not in explained:
            bare.append(token.string)
    return bare


@EVERY_MODULE
def test_whoever_switches_a_check_off_says_why(module: str) -> None:
    assert bare_excuses(MODULES[module].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: N801",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore  # stubs are wrong",
    ],
)
def test_excuses_without_a_reason_or_a_code_are_noticed(comment: str) -> None:
    assert bare_excuses(f"x = 1  {comment}\n") == [comment]


@pytest.mark.parametrize(
    "comment", ["# noqa: N801 - docutils does so", "# type: ignore[misc]  # stubs are wrong"]
)
def test_excuses_with_a_reason_are_accepted(comment: str) -> None:
    assert bare_excuses(f"x = 1  {comment}\n") == []
