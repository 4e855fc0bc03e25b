"""The benchmark compares like with like. How long anything takes is never a test."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import lxml.html
import pytest

from benchmarks.corpus import EDITED, LAYOUTS, REFERENCES, TARGETS, VARIANTS, Corpus
from benchmarks.goals import Goal, misspell
from benchmarks.markup import MARKUPS
from benchmarks.measure import ROOT, Sample, Scenario, Site, Sizes
from benchmarks.report import Result, report
from benchmarks.words import VOCABULARY, hindi, term

# Not needs_myst of support, which is not there for the process that DIGESTS runs in.
pytestmark = pytest.mark.skipif(
    not (find_spec("myst_parser") and find_spec("sphinx_needs")),
    reason="MyST-Parser or sphinx-needs is not installed",
)

SIZE = 12
ALL = list(product(VARIANTS, LAYOUTS, MARKUPS))
DIGESTS = """
import sys
from pathlib import Path
sys.path.insert(0, "tests/build")
from test_benchmark import digests
print(digests(Path(sys.argv[1])))
"""


def digests(folder: Path) -> str:
    """One digest of the files of every kind of corpus."""
    digest = hashlib.sha256()
    for number, (variant, layout, markup) in enumerate(ALL):
        root = folder / str(number)
        Corpus(SIZE, variant, layout, markup).write(root)
        for path in sorted(root.rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def test_corpora_are_always_the_same(tmp_path: Path) -> None:
    here = digests(tmp_path / "here")
    for seed in ("1", "2"):
        command = [sys.executable, "-c", DIGESTS, str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, check=True, text=True
        )
        assert done.stdout.strip() == here


def test_no_two_names_are_the_same() -> None:
    size = 10_000
    terms = [term(number, size) for number in range(size)]
    for words in ([name for t in terms for name in (t.title, *t.aliases)], VOCABULARY):
        assert len(set(words)) == len(words)
        assert len(set(map(hindi, words))) == len(words)
    renamed = {term(number, size, edits=["title"]).title for number in range(size)}
    assert renamed.isdisjoint(name for t in terms for name in (t.title, *t.aliases))


def made_up_words(corpus: Corpus) -> Counter[str]:
    source = " ".join(corpus.page(name).text for name in corpus.documents)
    made_up = set(VOCABULARY)
    return Counter(word for word in re.findall("[a-z]+", source.lower()) if word in made_up)


@pytest.mark.parametrize("edits", [[], ["definition"], ["title"]])
@pytest.mark.parametrize(("layout", "markup"), list(product(LAYOUTS, MARKUPS)))
def test_every_form_holds_the_same_words(layout: str, markup: str, edits: list[str]) -> None:
    plain = made_up_words(Corpus(SIZE, "plain", layout, markup, edits=frozenset(edits)))
    assert plain.total() > SIZE * 100
    for variant in VARIANTS:
        corpus = Corpus(SIZE, variant, layout, markup, edits=frozenset(edits))
        assert made_up_words(corpus) == plain, variant


def test_larger_glossaries_are_referred_to_alike() -> None:
    small, large = (Corpus(size, "builtin") for size in (TARGETS, 2 * TARGETS))
    assert [small.page(name).text for name in small.guide] == [
        large.page(name).text for name in large.guide
    ]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize(
    ("layout", "markup"),
    [("letters", "rst"), pytest.param("pages", "myst", marks=pytest.mark.long)],
)
def test_builds_without_a_warning_and_shows_the_words(
    tmp_path: Path, variant: str, layout: str, markup: str
) -> None:
    corpus = Corpus(SIZE, variant, layout, markup)
    site = Site(corpus, tmp_path)
    site.prepare("hi")  # fails with any warning
    sample = site.sample(Scenario.COLD)
    assert sample.read == sample.written == sample.changed == len(corpus.documents)
    entry = corpus.term(EDITED)
    texts = [entry.definition, entry.why, *entry.deep[:-1], entry.pro, entry.con, entry.aliases[0]]
    for language, shown in (("en", texts), ("hi", list(map(hindi, texts)))):
        page = lxml.html.parse(tmp_path / language / f"{corpus.page_of(EDITED)}.html").getroot()
        content = " ".join(page.text_content().split())
        assert [text for text in shown if text not in content] == []


@pytest.mark.long
def test_every_edit_is_one_edit(tmp_path: Path) -> None:
    site = Site(Corpus(SIZE), tmp_path)
    site.sample(Scenario.COLD)
    for _there_and_back in range(2):
        sample = site.sample(Scenario.NOTHING)
        assert (sample.read, sample.written, sample.changed) == (0, 0, 0)
        for scenario in (Scenario.DEFINITION, Scenario.TITLE):
            sample = site.sample(scenario)
            assert sample.read == 1
            assert sample.written >= sample.changed >= 1
    assert site.corpus == Corpus(SIZE)
    site.prepare("hi")
    for _there_and_back in range(2):
        sample = site.sample(Scenario.TRANSLATION)
        assert sample.read == 1
        assert sample.changed >= 1


@pytest.mark.long
def test_unknown_names_are_warned_about_each(tmp_path: Path) -> None:
    site = Site(Corpus(SIZE), tmp_path)
    unknown = misspell(site)
    assert unknown == len(site.corpus.guide) * REFERENCES
    with pytest.raises(RuntimeError) as failure:
        site.build_anew("en")
    assert str(failure.value).count("[glossterm.unknown]") == unknown
    site.build_anew("en", may_warn=True)


def test_a_goal_is_reached_by_the_median() -> None:
    result = Result("letters", "rst", ["builtin", "ours"])
    one = Sample(cpu=10, peak=100, read=1, written=1, changed=1)
    result.samples[1000, Scenario.COLD, "builtin"] = [one] * 3
    result.samples[1000, Scenario.COLD, "ours"] = [replace(one, cpu=cpu) for cpu in (8, 20, 9)]
    figures = ["0.90", "0.80 to 2.00"]
    for most, reached in ((0.9, "yes"), (0.89, "no")):
        row = Goal("letters", Scenario.COLD, "cpu", most).row(result, 1000)
        assert row[2:] == ["1,000", *figures, f"{most:.2f}", reached]


def test_the_report_compares_layouts() -> None:
    results = []
    for layout, seconds in (("letters", 2.0), ("pages", 5.0)):
        result = Result(layout, "rst", ["ours"])
        sample = Sample(cpu=seconds, peak=1, read=1, written=1, changed=1)
        result.samples[1000, Scenario.NOTHING, "ours"] = [sample]
        result.sizes[1000, "ours"] = Sizes(1, 1, 1, 1)
        results.append(result)
    *_, against = report(results, runs=1).split("\n## ")
    assert "| nothing changed | 1,000 | 2.50 |" in against


def test_the_report_compares_pairs_and_tells_growth() -> None:
    result = Result("letters", "rst", ["builtin", "ours"], fixed=26)
    one = Sample(cpu=1, peak=1_000_000, read=1, written=1, changed=1)
    for size in (26, 1000, 5000):
        seconds = 2 + 0.01 * size  # a linear cost, and a fixed part
        for variant, factor in (("builtin", 1), ("ours", 1.5)):
            # The second pair was built by a slower machine, the third hit by somebody else's work.
            samples = [replace(one, cpu=cpu * factor * seconds) for cpu in (1, 2, 5)]
            if variant == "ours":
                samples[2] = replace(one, cpu=100 * seconds)
            result.samples[size, Scenario.COLD, variant] = samples
            result.sizes[size, variant] = Sizes(size**2, size, 7, 8)
    assert result.ratio(1000, Scenario.COLD, ("ours", "builtin"), "cpu") == pytest.approx(1.5)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in report([result], runs=3).splitlines()
        if line.startswith("|")
    ]
    assert ["cold", "1,000", "24.00", "1.50"] in rows
    growth = {row[0]: row[2:] for row in rows if row[1] == "1,000 to 5,000"}
    assert growth["processor time"] == growth["environment"] == ["1.00", "1.00"]
    assert growth["previews"] == ["-", "-"]
    assert float(growth["output"][0]) > 1.9
