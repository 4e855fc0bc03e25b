"""The goals for speed: what our glossary costs beside Sphinx's own, figure by figure.

``python -m benchmarks.goals`` builds the same words in turn with both, and prints a table: the median of
the ratios of pairs, the least and the greatest, and the goal. ``--sizes 200 --runs 1`` takes two
minutes. On a shared machine single pairs differ by a fifth; look at the least and the greatest too.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import click

from benchmarks.corpus import Corpus
from benchmarks.measure import Scenario, Site, compile_package
from benchmarks.report import BASE, LAYOUTS, OURS, Result, table
from benchmarks.run import measure, sizes_of

UNKNOWN: Final = 135
"""So many narrative pages have only references that lead nowhere: 2,700 references on all of them."""


@dataclass(frozen=True)
class Goal:
    """A figure that is to be reached.

    Attributes:
        layout: The layout of the corpus.
        scenario: What is built.
        figure: An attribute of :class:`benchmarks.measure.Sample`.
        most: The greatest ratio, ours to Sphinx's own.
    """

    layout: str
    scenario: Scenario
    figure: str
    most: float

    def row(self, result: Result, size: int) -> list[str]:
        """Its line of the table."""
        pairs = result.pairs(size, self.scenario, (OURS, BASE), self.figure)
        what = "processor time" if self.figure == "cpu" else "peak memory"
        return [
            f"{self.scenario}, {what}",
            LAYOUTS[self.layout],
            f"{size:,}",
            *_figures(pairs, self.most),
        ]


GOALS: Final = (
    Goal("letters", Scenario.COLD, "cpu", 0.95),
    Goal("pages", Scenario.COLD, "cpu", 0.995),
    *(Goal(layout, Scenario.NOTHING, "cpu", 0.95) for layout in LAYOUTS),
    *(Goal(layout, Scenario.DEFINITION, "cpu", 1.35) for layout in LAYOUTS),
    *(Goal(layout, Scenario.TRANSLATION, "cpu", 1.10) for layout in LAYOUTS),
    *(Goal(layout, Scenario.COLD, "peak", 1.03) for layout in LAYOUTS),
    *(Goal(layout, Scenario.DEFINITION, "peak", 1.10) for layout in LAYOUTS),
)
UNKNOWN_NAMES: Final = 1.1
"""The greatest ratio of a build with unknown names to one without."""


def _figures(ratios: Sequence[float], most: float) -> list[str]:
    typical = median(ratios)
    reached = "yes" if typical <= most else "no"
    return [f"{typical:.2f}", f"{min(ratios):.2f} to {max(ratios):.2f}", f"{most:.2f}", reached]


@click.command()
@click.option("--sizes", type=sizes_of, default="1000,5000", show_default=True, help="Numbers of terms.")
@click.option("--runs", type=click.IntRange(1), default=3, show_default=True, help="Pairs of builds.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the table goes.")
def main(sizes: list[int], runs: int, output: Path | None) -> None:
    """Print how far each goal for speed is reached."""
    compile_package()
    rows: list[list[str]] = []
    for row in _rows(sizes, runs):
        rows.append(row)
        click.echo(" | ".join(row), err=True)
        if output:  # after each row: large glossaries take hours
            output.write_text(_report(rows), "utf-8")
    if not output:
        click.echo(_report(rows))


def _report(rows: Sequence[Sequence[str]]) -> str:
    return table(["build", "layout", "terms", "median", "least to greatest", "goal", "reached"], rows)


def _rows(sizes: Sequence[int], runs: int) -> Iterator[list[str]]:
    for layout in LAYOUTS:
        goals = [goal for goal in GOALS if goal.layout == layout]
        scenarios = [each for each in Scenario if each in {goal.scenario for goal in goals}]
        result = Result(layout, "rst", [BASE, OURS])
        for size in sizes:
            measure(result, size, scenarios, runs)
            yield from (goal.row(result, size) for goal in goals)
    number, ratios = unknown_names(sizes[0], runs)
    yield [
        f"{number:,} unknown names, processor time, beside as many known ones",
        LAYOUTS["letters"],
        f"{sizes[0]:,}",
        *_figures(ratios, UNKNOWN_NAMES),
    ]


def unknown_names(size: int, runs: int) -> tuple[int, list[float]]:
    """Compare a cold build with misspelt names to one with the right ones.

    Args:
        size: The number of terms.
        runs: The number of pairs.

    Returns:
        How many names are unknown; for each pair, the ratio of the processor times.
    """
    with tempfile.TemporaryDirectory(prefix="glossterm-bench-") as folder:
        sites = {name: Site(Corpus(size), Path(folder, name)) for name in ("known", "unknown")}
        number = misspell(sites["unknown"])
        ratios = []
        for run in range(runs):
            seconds: dict[str, float] = {}
            for name in list(sites)[:: -1 if run % 2 else 1]:
                seconds[name] = sites[name].build_anew("en", may_warn=True)
            ratios.append(seconds["unknown"] / seconds["known"])
        return number, ratios


def misspell(site: Site) -> int:
    """Leave out a letter of each name that the first narrative pages refer to.

    Args:
        site: The project, which is changed.

    Returns:
        How many names are unknown now.
    """
    number = 0
    for name in site.corpus.guide[:UNKNOWN]:
        path = site.source / f"{name}.{site.corpus.writer.suffix}"
        text, found = re.subn(r"(:term:`\w\w)\w", r"\1", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        number += found
    return number


if __name__ == "__main__":
    main()
