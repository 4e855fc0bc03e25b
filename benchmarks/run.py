"""The command: writes the corpora, builds them in turn, and reports.

``python -m benchmarks.run --sizes 200 --runs 1`` takes about a minute.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path
from typing import Final, TypeVar

import click

from benchmarks.corpus import LAYOUTS, NARRATIVES, TARGETS, VARIANTS, Corpus
from benchmarks.markup import MARKUPS
from benchmarks.measure import Scenario, Site, compile_package
from benchmarks.report import Result, report
from benchmarks.words import LETTERS

FIXED: Final = len(LETTERS)
"""The glossary that counts as the fixed part: a term for each letter, so that all pages are there and
all references have a target."""
_Command = TypeVar("_Command", bound=Callable[..., object])
_SCENARIOS: Final = {scenario.name.lower(): scenario for scenario in Scenario}


def _among(known: Sequence[str]) -> Callable[[str], list[str]]:
    def names(value: str) -> list[str]:
        wanted = value.split(",")
        if unknown := set(wanted).difference(known):
            raise click.BadParameter(f"{', '.join(sorted(unknown))}: takes {', '.join(known)}")
        return [name for name in known if name in wanted]

    return names


def sizes_of(value: str) -> list[int]:
    """Numbers of terms, from the text of an option."""
    sizes = sorted({int(size) for size in value.split(",")})
    if sizes[0] <= FIXED:
        raise click.BadParameter(f"takes more than {FIXED} terms")
    return sizes


def _option(name: str, known: Sequence[str], default: str = "") -> Callable[[_Command], _Command]:
    default = default or ",".join(known)
    text = f"Some of {', '.join(known)}, with commas between them."
    return click.option(f"--{name}", type=_among(known), default=default, help=text, show_default=True)


@click.command()
@click.option(
    "--sizes", type=sizes_of, default="100,1000,5000,10000", help="Numbers of terms, with commas."
)
@_option("layouts", LAYOUTS, LAYOUTS[0])
@_option("markups", list(MARKUPS), "rst")
@_option("variants", VARIANTS)
@_option("scenarios", list(_SCENARIOS))
@click.option(
    "--runs", type=click.IntRange(1), default=5, help="How often each build is made.", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where the tables go.")
def main(
    sizes: list[int],
    layouts: list[str],
    markups: list[str],
    variants: list[str],
    scenarios: list[str],
    runs: int,
    output: Path | None,
) -> None:
    """Compare what glossaries cost: the same words as plain text, and in three kinds of glossary."""
    compile_package()
    results: list[Result] = []
    wanted = [_SCENARIOS[name] for name in scenarios]
    for layout, markup in product(layouts, markups):
        result = Result(layout, markup, variants)
        results.append(result)
        if sum(size >= TARGETS for size in sizes) > 1 and Scenario.COLD in wanted:
            measure(result, FIXED, [Scenario.COLD], runs)
            result.fixed = FIXED
        for size in sizes:
            measure(result, size, wanted, runs)
            if output:  # after each size: the large ones take hours
                output.write_text(report(results, runs), "utf-8")
    if not output:
        click.echo(report(results, runs))


def measure(result: Result, size: int, scenarios: Sequence[Scenario], runs: int) -> None:
    """Add the builds of all variants of one size, interleaved."""
    with tempfile.TemporaryDirectory(prefix="glossterm-bench-") as folder:
        narratives = NARRATIVES if size == FIXED else None
        sites = {
            variant: Site(
                Corpus(size, variant, result.layout, result.markup, narratives), Path(folder, variant)
            )
            for variant in result.variants
        }
        if Scenario.COLD not in scenarios:
            for site in sites.values():
                site.prepare("en")
        english = [scenario for scenario in scenarios if scenario is not Scenario.TRANSLATION]
        _take_turns(result, size, sites, english, runs)
        for variant, site in sites.items():
            result.sizes[size, variant] = site.sizes()
        # After all edits of the sources, which a Hindi build would notice too.
        if Scenario.TRANSLATION in scenarios:
            for site in sites.values():
                site.prepare("hi")
            _take_turns(result, size, sites, [Scenario.TRANSLATION], runs)


def _take_turns(
    result: Result, size: int, sites: dict[str, Site], scenarios: Sequence[Scenario], runs: int
) -> None:
    for run, scenario in product(range(runs), scenarios):
        # There and back again, so that a machine that grows slower is fair to all.
        for variant in list(sites)[:: -1 if run % 2 else 1]:
            sample = sites[variant].sample(scenario)
            result.samples.setdefault((size, scenario, variant), []).append(sample)
            place = f"{result.layout}, {result.markup}, {size:,} terms, run {run + 1}"
            click.echo(f"{place}: {scenario}, {variant}: {sample.cpu:.2f} s", err=True)


if __name__ == "__main__":
    main()
