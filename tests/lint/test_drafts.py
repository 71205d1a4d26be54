"""The drafts that ship are clean: the four examples, and many random intakes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.explain.terminal import summary
from tests.lint.support import CARBON, FRIENDS, NORTHERN, PAGE, drafted, fresh, says
from tests.property.packets import Packet, large_sample, sample
from tests.support import real_library

SOME = 60
"""How many random intakes the default suite looks at."""


def of_the_checklist(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings of the linter among others."""
    codes = {point.replace("_", "-") for point in real_library().checklist}
    return [each for each in findings if each.code in codes]


def errors(packets: Iterable[Packet]) -> dict[str, str]:
    """What counsel would send back, each kind once, with the intake that shows it."""
    return {
        f"{each.code}: {each.message}": packet.name
        for packet in packets
        for each in of_the_checklist(packet.drafted.findings)
        if each.is_error
    }


@pytest.mark.parametrize("example", [CARBON, NORTHERN, FRIENDS, PAGE])
def test_the_linter_finds_nothing_in_an_example(example: str) -> None:
    assert of_the_checklist(drafted(example).findings) == []


def test_the_linter_finds_no_error_in_random_drafts() -> None:
    assert errors(sample()[:SOME]) == {}


@pytest.mark.slow
def test_the_linter_finds_no_error_in_many_random_drafts() -> None:
    assert errors(large_sample()) == {}


def test_what_the_linter_finds_is_among_the_open_points() -> None:
    draft = fresh(CARBON)
    says("They hereby meet.")(draft)
    shown = summary(real_library(), draft.outcome, [], draft.findings())
    assert "“hereby” is not plain" in shown
