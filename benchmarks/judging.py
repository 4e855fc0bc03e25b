"""Measure the cost of judging translations: a Hindi build with the check, and one without.

``python -m benchmarks.judging`` prints the processor time of both, pair by pair, and their ratio.
Without the check, Sphinx's own translation does the work.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from typing import Final

import click

from benchmarks.corpus import Corpus
from benchmarks.markup import MARKUPS
from benchmarks.measure import Site, compile_package

_WITHOUT: Final = """

def setup(app):
    def leave_out(app, config):
        found = app.registry.transforms
        found[:] = [one for one in found if "translate.documents" not in one.__module__]

    app.connect("config-inited", leave_out)
"""


@click.command()
@click.option("--size", default=1000, show_default=True, help="The number of terms.")
@click.option("--runs", default=5, show_default=True, help="How often each build is made.")
@click.option("--markup", default="rst", type=click.Choice(list(MARKUPS)), show_default=True)
def main(size: int, runs: int, markup: str) -> None:
    """Compare a translated build with and without the check of translations."""
    compile_package()
    with tempfile.TemporaryDirectory(prefix="glossterm-bench-") as folder:
        sites = {
            name: Site(Corpus(size, markup=markup), Path(folder, name)) for name in ("with", "without")
        }
        conf = sites["without"].source / "conf.py"
        conf.write_text(conf.read_text("utf-8") + _WITHOUT, "utf-8")
        ratios = []
        for run in range(runs):
            seconds = {name: site.build_anew("hi") for name, site in sites.items()}
            ratios.append(seconds["with"] / seconds["without"])
            click.echo(
                f"{markup}, {size:,} terms, pair {run + 1}: with the check {seconds['with']:.1f} s,"
                f" without {seconds['without']:.1f} s, ratio {ratios[-1]:.2f}"
            )
        click.echo(f"Median of the ratios: {median(ratios):.2f}")


if __name__ == "__main__":
    main()
