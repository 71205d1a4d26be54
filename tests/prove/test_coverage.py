"""Drafts of intakes that meet every variant, every pair of facts and every instrument have no error."""

from __future__ import annotations

import pytest

from pipeline.app.stages import draft
from pipeline.diagnostics import render
from tests.prove.coverage import Coverage
from tests.prove.models import read
from tests.support import AS_OF, real_library


def drafts_without_errors(coverage: Coverage, times: int, most: int) -> None:
    """Draft intakes until everything was met so often."""
    for data in coverage.intakes(times, most):
        drafted = draft(coverage.library, read(coverage.library, data), AS_OF)
        wrong = [*drafted.errors, *(each for each in drafted.findings if each.is_error)]
        assert not wrong, (data, [render(each) for each in wrong])
        coverage.count(drafted.outcome)


def test_a_hundred_intakes_that_meet_most_things_have_no_error() -> None:
    coverage = Coverage(real_library(), 1)
    drafts_without_errors(coverage, 1, 60)
    assert len(coverage.unmet(1)) < len(coverage.formulas) / 5


@pytest.mark.slow
def test_everything_met_twenty_times_has_no_error() -> None:
    coverage = Coverage(real_library(), 2)
    coverage.drop_impossible()
    drafts_without_errors(coverage, 20, 4000)
    assert coverage.unmet(20) == []
