"""What the project is built, tested and released with: workflows and forms say what the other files say."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

yaml: Any = pytest.importorskip("yaml", reason="PyYAML, which MyST-Parser brings, is not installed")

ROOT: Final = Path(__file__).parents[2]
GITHUB: Final = ROOT / ".github"
PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MAKEFILE: Final = (ROOT / "Makefile").read_text("utf-8")
WORKFLOWS: Final = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS: Final = sorted(
    set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)
CLASSIFIER: Final = "Programming Language :: Python :: "
# A version, or the full number of a commit: never a branch.
PINNED: Final = re.compile(r"[\w.-]+/[\w./-]+@(v\d+(\.\d+)*|[0-9a-f]{40})")
# The only jobs that may write, and what.
WRITES: Final = {
    ("release", "publish"): {"id-token"},
    ("release", "announce"): {"contents"},
    ("pages", "publish"): {"pages", "id-token"},
}

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def load(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return content


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load(path)["jobs"]
    return found


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job["steps"]


def commands(path: Path) -> list[list[str]]:
    """The words of each command of a workflow, or of Read the Docs."""
    lines = (
        load(path)["build"]["commands"]
        if path.suffix == ".yaml"
        else [step.get("run", "") for step in steps(path)]
    )
    return [shlex.split(line) for text in lines for line in text.splitlines()]


def pythons(path: Path) -> set[str]:
    """The versions of Python that a workflow runs."""
    found: set[str] = set()
    for job in jobs(path).values():
        matrix = job.get("strategy", {}).get("matrix", {})
        found.update(matrix.get("python", []))
        found.update(row["python"] for row in matrix.get("include", []) if "python" in row)
        given = [step.get("with", {}).get("python-version", "") for step in job["steps"]]
        found.update(version for version in given if version and "$" not in version)
    return found


def number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


def test_there_are_workflows_for_tests_pages_and_releases() -> None:
    assert {path.stem for path in WORKFLOWS} == {"ci", "long", "pages", "release"}


# ---- permissions


@every_workflow
def test_no_job_may_do_more_than_it_has_to(path: Path) -> None:
    content = load(path)
    whole = content["permissions"]
    assert whole in ({}, {"contents": "read"})
    for name, job in content["jobs"].items():
        granted = job.get("permissions", whole)
        written = {scope for scope, right in granted.items() if right == "write"}
        assert written == WRITES.get((path.stem, name), set()), name
        assert set(granted) - written <= {"contents"}, name


@every_workflow
def test_whoever_may_write_runs_no_code_of_the_repository(path: Path) -> None:
    for name, job in jobs(path).items():
        if (path.stem, name) in WRITES:
            assert not any("checkout" in step.get("uses", "") for step in job["steps"]), name


@every_workflow
def test_actions_are_pinned_and_keep_no_credentials(path: Path) -> None:
    for step in steps(path):
        if uses := step.get("uses", ""):
            assert PINNED.fullmatch(uses), uses
        if uses.startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize(
    "uses", ["actions/checkout@main", "pypa/gh-action-pypi-publish@release/v1", "actions/checkout"]
)
def test_branches_are_no_pins(uses: str) -> None:
    assert not PINNED.fullmatch(uses)


@every_workflow
def test_no_secret_is_kept_and_nothing_from_outside_is_pasted_into_a_command(path: Path) -> None:
    assert "secrets." not in path.read_text("utf-8")
    for step in steps(path):
        pasted = re.findall(r"\$\{\{\s*([\w.]+)", step.get("run", ""))
        assert all(name.startswith("matrix.") for name in pasted), pasted


@every_workflow
def test_no_job_runs_for_ever_or_twice_at_once(path: Path) -> None:
    assert "group" in load(path)["concurrency"]
    assert all(0 < job["timeout-minutes"] <= 90 for job in jobs(path).values())


# ---- commands and versions


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / ".readthedocs.yaml"], ids=lambda path: path.stem)
def test_what_is_run_is_there(path: Path) -> None:
    groups = PROJECT["dependency-groups"]
    for words in commands(path):
        if "make" in words:
            asked = [word for word in words[words.index("make") + 1 :] if "=" not in word]
            assert asked, words
            assert set(asked) <= targets(), words
        if "--group" in words:
            assert words[words.index("--group") + 1] in groups, words
        files = [
            word
            for word in words
            if re.match(r"(\.ci|tests|tools|example_docs)/", word) and "_build/" not in word
        ]
        assert [word for word in files if not (ROOT / word).exists()] == [], words


def test_continuous_integration_runs_what_contributors_run() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    asked = [
        line.partition("make ")[2].split()[0] for line in lines if re.match(r"(CI=true )?make ", line)
    ]
    assert set(asked) <= targets()
    check = re.search(r"^check: ([a-z ]+)", MAKEFILE, re.MULTILINE)
    assert check is not None
    assert {*check[1].split(), "dist"} <= set(asked)


def test_every_target_is_phony_and_explained() -> None:
    found = re.search(r"^\.PHONY: (.*)", MAKEFILE, re.MULTILINE)
    assert found is not None
    assert set(found[1].split()) == targets()
    assert set(re.findall(r"^([a-z]+):.*##", MAKEFILE, re.MULTILINE)) == targets()


def test_pythons_are_those_that_the_package_promises() -> None:
    project = PROJECT["project"]
    lowest = project["requires-python"].removeprefix(">=")
    promised = {
        name.removeprefix(CLASSIFIER)
        for name in project["classifiers"]
        if re.match(CLASSIFIER + r"3\.\d", name)
    }
    tested = pythons(GITHUB / "workflows" / "ci.yml")
    assert min(map(number, promised)) == min(map(number, tested)) == number(lowest)
    assert promised <= tested
    # One that is not promised yet may be tried, before it is.
    assert all(number(version) > max(map(number, promised)) for version in tested - promised)


def test_releases_are_tried_with_pythons_that_are_tested() -> None:
    tested = pythons(GITHUB / "workflows" / "ci.yml")
    for path in WORKFLOWS:
        assert pythons(path) <= tested


def test_versions_in_the_matrix_are_environments_of_tox() -> None:
    matrix = jobs(GITHUB / "workflows" / "ci.yml")["matrix"]["strategy"]["matrix"]
    tox = (ROOT / "tox.ini").read_text("utf-8")
    minors = {version for found in re.findall(r"py3\{([\d,]+)\}", tox) for version in found.split(",")}
    assert {version.removeprefix("3.") for version in matrix["python"]} == minors
    for version in matrix["sphinx"]:
        assert f"sphinx{version.replace('.', '')}: sphinx>={version}," in tox


# ---- a release


def test_nothing_is_published_that_has_not_been_tested() -> None:
    path = GITHUB / "workflows" / "release.yml"
    found = jobs(path)
    assert load(path)[True] == {"push": {"tags": ["v*"]}}  # YAML reads "on" as true
    assert (found["trial"]["needs"], found["publish"]["needs"]) == ("build", "trial")
    assert found["publish"]["environment"] == "pypi"
    assert found["announce"]["needs"] == "publish"
    tries = [step.get("run", "") for step in found["trial"]["steps"]]
    assert any("tools/release.py" in run and "--test" in run for run in tries)


def test_the_least_coverage_is_written_down() -> None:
    coverage = PROJECT["tool"]["coverage"]
    assert coverage["run"]["source"] == [PROJECT["tool"]["flit"]["module"]["name"]]
    assert coverage["report"]["fail_under"] >= 80


def test_dependabot_looks_after_python_and_workflows() -> None:
    updates = {
        update["package-ecosystem"]: update for update in load(GITHUB / "dependabot.yml")["updates"]
    }
    assert set(updates) == {"github-actions", "pip"}
    for update in updates.values():
        assert update["schedule"] == {"interval": "weekly"}
        assert update["groups"]


# ---- forms


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_forms_are_whole(path: Path) -> None:
    form = load(path)
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    names = [field["id"] for field in fields]
    assert len(names) == len(set(names))
    assert all(field["attributes"]["label"] for field in fields)
    assert {field["type"] for field in fields} <= {"textarea", "input", "dropdown", "checkboxes"}
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_a_report_needs_a_small_project() -> None:
    fields = {field.get("id"): field for field in load(GITHUB / "ISSUE_TEMPLATE" / "bug.yml")["body"]}
    for name in ("project", "command", "seen", "expected", "versions"):
        assert fields[name]["validations"] == {"required": True}


def test_files_that_the_forms_name_are_there() -> None:
    for path in [*FORMS, GITHUB / "PULL_REQUEST_TEMPLATE.md"]:
        for name in re.findall(r"\b[A-Z]+\.md\b", path.read_text("utf-8")):
            assert (ROOT / name).is_file(), name


def test_what_is_published_says_so_to_nobody_else() -> None:
    """No address of an index of packages is written down: each machine has its own."""
    for path in [*WORKFLOWS, ROOT / ".readthedocs.yaml", GITHUB / "dependabot.yml"]:
        assert "://" not in path.read_text("utf-8")
