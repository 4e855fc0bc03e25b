"""Write the result as tables in Markdown: the cost of each form, in proportion to the others."""

from __future__ import annotations

import math
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import combinations, pairwise
from statistics import median
from typing import Final

from benchmarks.corpus import TARGETS
from benchmarks.measure import Sample, Scenario, Sizes

BASE: Final = "builtin"
"""The form that the others are compared with."""
FLOOR: Final = "plain"
"""A further form that ours is compared with."""
OURS: Final = "ours"
AUTOLINK: Final = "autolink"
_PACKAGES: Final = ("sphinx-glossterm", "Sphinx", "docutils", "MyST-Parser", "sphinx-needs")
LAYOUTS: Final = {"letters": "a page for each letter", "pages": "a page for each term"}
_MARKUPS: Final = {"rst": "reStructuredText", "myst": "MyST"}


@dataclass
class Result:
    """All measurements of one layout in one markup.

    Attributes:
        samples: The builds by size, scenario and variant, in the order of the runs.
        sizes: What lay on the disk, by size and variant.
        fixed: The size of the glossary that is taken as the fixed part, in ``samples`` and ``sizes``
            too; 0 if it was not built.
    """

    layout: str
    markup: str
    variants: Sequence[str]
    samples: dict[tuple[int, Scenario, str], list[Sample]] = field(default_factory=dict)
    sizes: dict[tuple[int, str], Sizes] = field(default_factory=dict)
    fixed: int = 0

    def rows(self) -> list[tuple[int, Scenario]]:
        """Each size and scenario that was measured."""
        found = dict.fromkeys((size, scenario) for size, scenario, _ in self.samples)
        return [(size, scenario) for size, scenario in found if size != self.fixed]

    def measured(self) -> list[int]:
        """The sizes that were asked for."""
        return list(dict.fromkeys(size for size, _ in self.rows()))

    def typical(self, size: int, scenario: Scenario, variant: str, figure: str) -> float:
        """The median of a figure over the runs."""
        return median(float(getattr(sample, figure)) for sample in self.samples[size, scenario, variant])

    def ratio(self, size: int, scenario: Scenario, variants: tuple[str, str], figure: str) -> float:
        """The first variant's figure in proportion to the second's: the median over the pairs."""
        return median(self.pairs(size, scenario, variants, figure))

    def pairs(
        self, size: int, scenario: Scenario, variants: tuple[str, str], figure: str
    ) -> list[float]:
        """The first variant's figure in proportion to the second's, for each pair of builds."""
        pairs = zip(*(self.samples[size, scenario, variant] for variant in variants), strict=True)
        return [float(getattr(one, figure) / getattr(other, figure)) for one, other in pairs]


def report(results: Sequence[Result], runs: int) -> str:
    """All tables."""
    parts = ["# What a glossary costs\n", _circumstances(runs), *map(_section, results)]
    for one, other in combinations(results, 2):
        if one.markup == other.markup:
            parts.append(_against(one, other))
    return "\n".join(parts)


def _circumstances(runs: int) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {packages};",
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors.",
        f"Medians of {runs} interleaved runs. Seconds are those of the processor and say more about the",
        "machine than about the programs: compare the ratios.",
    ]
    return "\n".join(lines) + "\n"


def _section(result: Result) -> str:
    parts = [
        f"## {_MARKUPS[result.markup]}, {LAYOUTS[result.layout]}\n",
        "Processor time:\n",
        _compare(result, "cpu", "s", lambda value: f"{value:.2f}"),
        "Peak memory:\n",
        _compare(result, "peak", "MB", lambda value: f"{value / 1e6:.0f}"),
        "Documents read / pages written / pages that are not what they were:\n",
        _counts(result),
        "On the disk after a cold build, in kB, and of a page with a term in bytes:\n",
        _disk(result),
    ]
    if result.fixed:
        parts += [_growth_title(result), _growth(result)]
    return "\n".join(parts)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, whose first column is text."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "".join("| " + " | ".join(line) + " |\n" for line in [head, rule, *rows])


def _compare(result: Result, figure: str, unit: str, show: Callable[[float], str]) -> str:
    """One figure: of the base as it is, of the others in proportion to it."""
    variants = result.variants
    pairs = [(name, BASE) for name in variants if name != BASE and BASE in variants]
    more = ((OURS, FLOOR), (AUTOLINK, OURS))
    pairs += [pair for pair in more if not {*pair}.difference(variants)]
    first = BASE if BASE in variants else variants[0]
    head = ["build", "terms", f"{first}, {unit}", *(f"{one} / {other}" for one, other in pairs)]
    rows = [
        [
            str(scenario),
            f"{size:,}",
            show(result.typical(size, scenario, first, figure)),
            *(f"{result.ratio(size, scenario, pair, figure):.2f}" for pair in pairs),
        ]
        for size, scenario in result.rows()
    ]
    return table(head, rows)


def _counts(result: Result) -> str:
    rows = []
    for size, scenario in result.rows():
        counts = []
        for variant in result.variants:
            figures = (
                result.typical(size, scenario, variant, f) for f in ("read", "written", "changed")
            )
            counts.append(" / ".join(f"{figure:.0f}" for figure in figures))
        rows.append([str(scenario), f"{size:,}", *counts])
    return table(["build", "terms", *result.variants], rows)


def _disk(result: Result) -> str:
    rows = []
    for what, unit in (("output", 1000), ("environment", 1000), ("previews", 1000), ("page", 1)):
        for size in result.measured():
            figures = [getattr(result.sizes[size, variant], what) for variant in result.variants]
            rows.append([what, f"{size:,}", *(f"{figure / unit:,.0f}" for figure in figures)])
    return table(["what", "terms", *result.variants], rows)


def _growth_title(result: Result) -> str:
    return (
        "Growth: *e*, where what is measured grows like *terms* to the power of *e*, less the fixed part"
        f" (the same project with {result.fixed} terms):\n"
    )


def _growth(result: Result) -> str:
    figures: dict[str, Callable[[int, str], float]] = {
        "processor time": lambda size, name: result.typical(size, Scenario.COLD, name, "cpu"),
        "peak memory": lambda size, name: result.typical(size, Scenario.COLD, name, "peak"),
        "output": lambda size, name: result.sizes[size, name].output,
        "environment": lambda size, name: result.sizes[size, name].environment,
        "previews": lambda size, name: result.sizes[size, name].previews,
    }
    sizes = [size for size in result.measured() if size >= TARGETS]
    rows = [
        [
            what,
            f"{small:,} to {large:,}",
            *(_exponent(figure, name, (result.fixed, small, large)) for name in result.variants),
        ]
        for small, large in pairwise(sizes)
        for what, figure in figures.items()
    ]
    return table(["cold build", "terms", *result.variants], rows)


def _against(letters: Result, pages: Result) -> str:
    """A page for each term against a page for each letter."""
    rows = []
    for size, scenario in pages.rows():
        cpu = [
            [result.typical(size, scenario, variant, "cpu") for result in (pages, letters)]
            for variant in pages.variants
        ]
        rows.append([str(scenario), f"{size:,}", *(f"{one / other:.2f}" for one, other in cpu)])
    parts = [
        f"## {_MARKUPS[pages.markup]}, a page for each term against a page for each letter\n",
        "Processor time. The two were not built in turn, so this is less exact than the other ratios.\n",
        table(["build", "terms", *pages.variants], rows),
    ]
    return "\n".join(parts)


def _exponent(figure: Callable[[int, str], float], variant: str, sizes: tuple[int, int, int]) -> str:
    fixed, small, large = sizes
    below, above = (figure(size, variant) - figure(fixed, variant) for size in (small, large))
    if below <= 0 or above <= 0:  # does not grow, or grows less than it varies
        return "-"
    return f"{math.log(above / below) / math.log((large - fixed) / (small - fixed)):.2f}"
