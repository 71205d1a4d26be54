"""Systematic faults in the library are noticed; `python -m tests.prove.mutate` tells by whom."""

from __future__ import annotations

import pytest

from tests.prove.mutants import Mutant, mutants, sample
from tests.prove.mutants_trial import CASE, COMPILE, PROVER
from tests.prove.mutate import all_tried, trial, tried
from tests.support import real_files

ROOM = "clause_library"
MUST_BE_NOTICED = (
    ("leak", f"{ROOM}/exit/withdrawal/topic.yaml", "asymmetric_notice", COMPILE),
    ("leak", f"{ROOM}/packet.yaml", "releases", COMPILE),
    ("print private", f"{ROOM}/exit/withdrawal/notice_days.md", "{p.red_lines}", COMPILE),
    ("drop guard", f"{ROOM}/governance/key_persons_continuity/named_with_alternate.md", "executor", COMPILE),
    ("swap variants", f"{ROOM}/front/term/topic.yaml", "project_based and fixed", CASE),
    ("negate", f"{ROOM}/exit/withdrawal/topic.yaml", "`protection_needed` becomes", CASE),
    ("drop overlay", f"{ROOM}/exit/non_disparagement/law/california.md", "gone", CASE),
    ("drop row", f"{ROOM}/parameters.yaml", "exit_notice_days.defaults.6", PROVER),
    ("narrow", f"{ROOM}/parameters.yaml", "without `short_term`", PROVER),
    ("drop guard", f"{ROOM}/general/interpretation/full.md", "money_moves", PROVER),
    (
        "wrong reference",
        f"{ROOM}/exit/effects_of_exit/survival.md",
        "{@confidentiality} becomes",
        PROVER,
    ),
    ("drop guard", f"{ROOM}/governance/minority_protection/reserved_matters.md", "quick_dissolution", PROVER),
)
"""Operator, file, words of what is done, and who is the first to notice it."""
SAMPLE, SEED = 50, 7
LEAST_NOTICED = 0.45
"""Of those that change something, by compiler, cases, prover and examples alone; 0.63 of 145 were measured.
Most of the others take away a demand of the content: tests/library/demands.yaml holds those."""


def the(operator: str, path: str, words: str) -> Mutant:
    """The first such mutant."""
    found = [each for each in mutants(real_files(), operator) if each.path == path and words in each.what]
    assert found, f"no mutant of `{operator}` in {path} does: {words}"
    return found[0]


@pytest.mark.parametrize(("operator", "path", "words", "who"), MUST_BE_NOTICED)
def test_a_mutant_is_noticed(operator: str, path: str, words: str, who: str) -> None:
    _, answer = tried(the(operator, path, words))
    assert answer.noticed[:1] == (who,), answer.said


def test_a_mutant_that_changes_nothing_is_known_as_such() -> None:
    swapped = the("swap rows", f"{ROOM}/strategy/exclusivity/topic.yaml", "rows.1 (non_exclusive_express)")
    _, answer = tried(swapped)
    assert not answer.noticed
    assert not answer.changes


def test_the_library_without_a_fault_is_not_noticed() -> None:
    path = f"{ROOM}/exit/withdrawal/topic.yaml"
    answer = trial(True).of(Mutant("none", "none", path, real_files()[path], "nothing"))
    assert answer.noticed == ()


@pytest.mark.slow
def test_most_mutants_of_a_sample_are_noticed() -> None:
    found = [each for each in all_tried(sample(real_files(), SAMPLE, SEED), False) if each[1].changes]
    missed = [f"{mutant.id}: {mutant.what}" for mutant, answer in found if not answer.noticed]
    assert len(missed) <= (1 - LEAST_NOTICED) * len(found), "\n".join(missed)
