"""After any edit an incremental build shows exactly what a clean build shows, serial or parallel.

"make test" makes some 50 edits, "make long" another 200; ``SOAK_PROFILE=soak`` makes some 2,000 in all, and
another ``SOAK_SEED`` others.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from support import mostly_long

from soak.edits import Edits
from soak.machine import STEPS

PARTS: Final = 10
SEED: Final = int(os.environ.get("SOAK_SEED", "0"))
PROFILE: Final = os.environ.get("SOAK_PROFILE", "ci")
COMMON: Final = settings(
    deadline=None,
    database=None,
    stateful_step_count=STEPS,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    report_multiple_bugs=False,
)
settings.register_profile("ci", COMMON, max_examples=3)
settings.register_profile("soak", COMMON, max_examples=25)


@pytest.mark.parametrize("part", mostly_long(range(PARTS), (0,)))
def test_an_incremental_build_shows_what_a_clean_one_shows(
    part: int, record_property: Callable[[str, object], None]
) -> None:
    before = Edits.edits
    machine = seed(SEED * PARTS + part)(Edits)
    try:
        run_state_machine_as_test(machine, settings=settings.get_profile(PROFILE))
    finally:
        record_property("edits", Edits.edits - before)
