"""A build that is killed at any moment leaves a tree that the next build repairs."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Final

import pytest
from support import mostly_long

from soak import crash
from soak.examples import glossary
from soak.forks import Build
from soak.model import Model, Page, Term, Translation
from soak.site import LANGUAGES, Site, forks

SEED: Final = int(os.environ.get("SOAK_SEED", "0"))
PARTS: Final = ("source", "built")


def edited(model: Model) -> Model:
    """The same after an afternoon's work: every kind of page has something to show of it."""
    model.pages["t3"].terms[0].title = "Third term"
    model.pages["t5"].terms[0].definition[0] = "Another text."
    model.pages["t4"].catalogue = {"Term 4": Translation("चौथा"), "More of it.": Translation("और।")}
    model.pages["t7"].catalogue = {"Term 7": Translation("सातवाँ")}
    model.pages["new"] = Page(terms=[Term("Newcomer", ["See [term:Term 1]."])])
    del model.pages["t0"]
    model.labels = {"Basics": Translation("बुनियाद")}
    return model


class Scene:
    """A site before its first build, or before the next one after edits; it can be brought back.

    Args:
        cold: Whether it is the first build that comes next.
        language: The language of the builds.
    """

    def __init__(self, cold: bool, language: str) -> None:
        self.language = language
        self.site = Site()
        self._model = glossary()
        self._model.setup = crash.SETUP
        self.site.write(self._model.files())
        if not cold:
            self.site.build(language)
            self.site.write(edited(self._model).files())
        for part in PARTS:
            (self.site.folder / part).mkdir(exist_ok=True)
            shutil.copytree(self.site.folder / part, self.site.folder / "kept" / part)
        self._durations: dict[int, float] = {}

    def reset(self) -> None:
        """Bring everything back as it was, time stamps too."""
        for part in PARTS:
            shutil.rmtree(self.site.folder / part)
            shutil.copytree(self.site.folder / "kept" / part, self.site.folder / part)

    def next_build(self, jobs: int = 1, environ: dict[str, str] | None = None) -> Build:
        """The build that is to be killed."""
        return self.site.incremental(self.language, jobs, environ)

    def duration(self, jobs: int) -> float:
        """How long it takes if nobody kills it."""
        if jobs not in self._durations:
            begin = time.monotonic()
            forks(0).run(self.next_build(jobs))
            self._durations[jobs] = time.monotonic() - begin
            self.reset()
        return self._durations[jobs]

    def repair(self) -> str:
        """Build once more, and tell what is not as a clean build has it."""
        self.site.build(self.language)
        return self.site.differences(self.language, self._model.outside)


class Scenes(ExitStack):
    """All scenes, each made when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[tuple[bool, str], Scene] = {}

    def __call__(self, cold: bool, language: str) -> Scene:
        key = cold, language
        if key in self._made:
            self._made[key].reset()
        else:
            self._made[key] = Scene(cold, language)
            self.push(self._made[key].site)
        return self._made[key]


def insist(scene: Scene, what: str) -> None:
    """Have the next build repair everything."""
    if report := scene.repair():
        pytest.fail(f"{what}\n{report}", pytrace=False)


@pytest.fixture(scope="module")
def scenes() -> Iterator[Scenes]:
    with Scenes() as scenes:
        yield scenes


every_scene = pytest.mark.parametrize(
    ("cold", "language"),
    [
        pytest.param(cold, language, id=f"{'first' if cold else 'incremental'} build in {language}")
        for cold in (True, False)
        for language in LANGUAGES
    ],
)

# ---- at any moment

KILLS: Final = 8
"""Of each of the four kinds, one in each eighth of the time that the build takes."""


@every_scene
@pytest.mark.parametrize("number", mostly_long(range(KILLS), (2, 5)))
def test_a_build_killed_at_a_random_moment_is_repaired(
    scenes: Scenes, cold: bool, language: str, number: int
) -> None:
    scene = scenes(cold, language)
    jobs = 1 + number % 2
    share = random.Random(f"{SEED} {cold} {language} {number}").uniform(number, number + 1) / KILLS
    moment = share * scene.duration(jobs)
    running = forks(0).start(scene.next_build(jobs))
    time.sleep(moment)
    status = running.kill()
    insist(scene, f"Killed after {share:.0%} of the time, with status {status}:")


# ---- half way through a file

WRITTEN: Final = {
    "the first page": "*/built/*.html:0",
    "a later page": "*/built/*.html:4",
    "the list of terms": "*/built/*/all.html:0",
    "the general index": "*/built/*/genindex.html:0",
    "a doctree": "*.doctree:1",
    "the environment": "*/environment.pickle:0",
    "the search index": "*/searchindex.js.tmp:0",
    "the inventory": "*/objects.inv:0",
    "a style": "*/basic.css:0",
}
ONCE: Final = {
    "the record of the configuration": "*/.buildinfo:0",
    "our own style": "*/_static/.glossterm-*.part:0",
}
"""Written in a first build alone."""
COMPILED: Final = {
    "a catalogue": "*.mo:0",
    "a later catalogue": "*.mo:2",
    "the labels": "*/glossterm.mo:0",
}
"""Written in Hindi alone."""


def files(cold: bool, language: str) -> dict[str, str]:
    """What a build writes."""
    return {**WRITTEN, **(ONCE if cold else {}), **(COMPILED if language == "hi" else {})}


@pytest.mark.parametrize(
    ("cold", "language", "pattern"),
    [
        pytest.param(
            cold,
            language,
            pattern,
            id=f"{name}, {kind} build in {language}",
            marks=() if cold is (language == "hi") else pytest.mark.long,
        )
        for kind, cold in {"first": True, "incremental": False}.items()
        for language in LANGUAGES
        for name, pattern in files(cold, language).items()
    ],
)
def test_half_a_file_is_made_whole(scenes: Scenes, cold: bool, language: str, pattern: str) -> None:
    scene = scenes(cold, language)
    build = scene.next_build(environ={crash.VARIABLE: pattern})
    assert forks(0).start(build).wait() < 0, "no such file has been written"
    insist(scene, "Killed within the file:")
