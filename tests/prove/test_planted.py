"""The prover tested with planted faults: it finds each, shows it in an intake that runs, takes no near miss.

All faults are planted at once, and so are all near misses: two proofs, not forty.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest

from pipeline.app.proof import DAY, runs
from pipeline.diagnostics import render
from pipeline.drafting.draft import draft_packet
from pipeline.library.load import compile_folders
from pipeline.library.read_cases import read_cases
from pipeline.library.types import Library
from pipeline.model import Definition, Document, Term, Value, all_clauses
from pipeline.rules.decide import decide
from pipeline.rules.prove.duties import Duty
from pipeline.rules.prove.search import Finding, prove
from pipeline.rules.prove.witness import Data
from tests.e2e.drafts import words_of
from tests.property.intakes import yaml_text
from tests.prove.models import read
from tests.prove.mutants_edits import Edit, planted
from tests.prove.mutants_planted import PLANTS, Plant
from tests.support import real_files

NOT_REACHED = ("unreachable-row", "unreachable-default", "never-holds", "always-holds", "impossible-case")
"""What cannot happen has no intake to show it."""
plants = pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)


def compiled(files: dict[str, str]) -> Library:
    library, slips = compile_folders(files)
    assert library is not None, "\n".join(render(each, files) for each in slips)
    return library


@cache
def proved(edits: Sequence[Edit]) -> list[Finding]:
    """The findings, about the duties of the plants only."""
    files = planted(real_files(), edits)
    cases = [each for each in read_cases(files) if each.name == "Planted"]
    return prove(compiled(files), cases, lambda duty: any(concerns(each, duty) for each in PLANTS)).findings


def concerns(plant: Plant, duty: Duty) -> bool:
    return (duty.code, duty.topic) == (plant.code, plant.topic) and plant.said in duty.said


def found(plant: Plant, edits: Sequence[Edit]) -> list[Finding]:
    return [each for each in proved(edits) if concerns(plant, each.duty)]


FAULTS = tuple(plant.fault for plant in PLANTS)
CONTROLS = tuple(plant.control for plant in PLANTS)


@plants
def test_a_planted_fault_is_found(plant: Plant) -> None:
    findings = found(plant, FAULTS)
    assert findings
    assert all((each.intake is None) == (plant.code in NOT_REACHED) for each in findings)


@plants
def test_a_near_miss_stays_clean(plant: Plant) -> None:
    assert [each.duty.said for each in found(plant, CONTROLS)] == []


@pytest.mark.parametrize(
    "plant", [each for each in PLANTS if each.code not in NOT_REACHED], ids=lambda plant: plant.name
)
def test_the_engine_shows_the_fault_on_the_intake(plant: Plant) -> None:
    library = compiled(planted(real_files(), [plant.fault]))
    for finding in found(plant, FAULTS):
        assert finding.intake is not None
        assert shows(library, plant, finding.intake), finding.duty.said


# ---------------------------------------------------------------- the engine


def shows(library: Library, plant: Plant, intake: Data) -> bool:
    """The draft of the intake has the finding; or, where the drafter says nothing, the fault itself."""
    name = plant.said.strip("`")
    if plant.code == "gap":
        outcome, _ = decide(library, read(library, intake))
        decisions = [each for plan in outcome.documents for each in plan.decisions]
        return any(e.topic == plant.topic and e.because == "No row of the table holds." for e in decisions)
    if plant.code == "carrier-does-not-bind":
        plans = decide(library, read(library, intake))[0].documents
        told = [each for plan in plans for each in plan.decisions if each.topic == plant.topic]
        return any(each.variant for each in told) and not any(each.binding for each in told)
    if plant.code == "default-out-of-range":
        return any(hours.value == 75 for hours in decide(library, read(library, intake))[0].parameters[name])
    if plant.code == "empty-list":
        return any("Heard: and others." in words_of(each) for each in drafts(library, intake))
    if plant.code == "undefined-term":
        return any(name in terms(each) and name not in defined(each) for each in drafts(library, intake))
    if plant.code == "value-missing":
        return any(name in open_values(each) for each in drafts(library, intake))
    return runs(library, yaml_text(intake), plant.code)


def drafts(library: Library, intake: Data) -> list[Document]:
    answers = read(library, intake)
    outcome, _ = decide(library, answers)
    return draft_packet(library, answers, outcome, DAY)[0]


def blocks(document: Document) -> list[object]:
    return [block for clause in all_clauses(document) for block in clause.blocks]


def inlines(document: Document) -> list[object]:
    return [inline for block in blocks(document) for inline in getattr(block, "inlines", ())]


def terms(document: Document) -> set[str]:
    return {each.term for each in inlines(document) if isinstance(each, Term)}


def defined(document: Document) -> set[str]:
    return {each.anchor.removeprefix("term_") for each in blocks(document) if isinstance(each, Definition)}


def open_values(document: Document) -> set[str]:
    return {each.parameter for each in inlines(document) if isinstance(each, Value) and each.is_open}
