"""Each rule of the package is needed: without it, a hostile message gets through."""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from hostile import build, project
from hostile.build import SHOWN, SOURCE, Job, Report
from hostile.grammar import PRODUCTIONS, messages
from hostile.mutations import MUTATIONS, Mutation
from hostile.oracle import Failure, Oracle
from hostile.project import Project
from hostile.test_hostile import SEED

EACH: Final = 12
"""How many messages there are of each production."""
# Without MyST there are fewer productions.
POSSIBLE: Final = {
    name: replace(mutation, noticed_by=known)
    for name, mutation in MUTATIONS.items()
    if (known := tuple(production for production in mutation.noticed_by if production in PRODUCTIONS))
}


def test_every_rule_can_be_switched_off() -> None:
    judge = importlib.import_module("sphinx_glossterm.translate.judge")
    assert {f"rule {name}" for name in judge.RULES} == {
        name for name in MUTATIONS if name.startswith("rule ")
    }


def key(failure: Failure) -> tuple[str, str, str]:
    """What is the same of a failure in two builds."""
    return failure.production, failure.rule, failure.message.code if failure.message else failure.detail


def job(name: str, mutation: Mutation, written: Project) -> Job:
    """A build of the productions that are to notice."""
    other = [
        document.file for document in written.documents if document.production not in mutation.noticed_by
    ]
    conf = {"exclude_patterns": ["locales", "hidden.rst", *other]}
    return Job(name.replace(" ", "-"), "hi", mutation.builders, name, conf)


def noticed(
    written: Project, source: Report, shown: Report, mutation: Mutation
) -> set[tuple[str, str, str]]:
    oracle = Oracle(written, source, shown, only=mutation.noticed_by)
    return set(map(key, oracle.failures()))


@pytest.mark.long
def test_each_rule_that_is_switched_off_is_noticed(tmp_path: Path) -> None:
    names = {name for mutation in POSSIBLE.values() for name in mutation.noticed_by}
    made = messages(SEED, 0, names, least=EACH)
    written = project.write(tmp_path / "project", made)
    jobs = [job(name, mutation, written) for name, mutation in POSSIBLE.items()]
    source, shown, *reports = build.run(written.folder, SOURCE, SHOWN, *jobs)
    assert not source.error + shown.error
    wrong = []
    for (name, mutation), report in zip(POSSIBLE.items(), reports, strict=True):
        before = noticed(written, source, shown, mutation)
        after = noticed(written, source, report, mutation)
        if bool(after - before) is bool(mutation.reason):
            wrong.append((name, sorted(after - before)[:3]))
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, mutation in MUTATIONS.items() if mutation.reason])
def test_who_notices_nothing_says_why(name: str) -> None:
    assert MUTATIONS[name].reason.endswith(".")
