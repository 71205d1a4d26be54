"""The evaluator and the prover are one semantics: on a random model of the one both agree."""

from __future__ import annotations

from typing import Any

import pytest
import z3

from pipeline.decisions import DocumentPlan, Outcome
from pipeline.rules.decide import decide
from pipeline.rules.prove.packet import Packet
from pipeline.rules.prove.witness import holds
from tests.prove.models import Models, read
from tests.support import real_library


def agree(models: Models, model: Any, data: Any) -> None:
    """Facts, gate, packet, natures, values and rows of one model."""
    outcome, slips = decide(models.library, read(models.library, data))
    assert not slips
    expected = {name: fact.holds for name, fact in outcome.facts.items()}
    assert models.facts_of(model) == expected
    parties = {name: [each.holds for each in row] for name, row in outcome.party_facts.items()}
    assert models.party_facts_of(model, len(data["parties"])) == parties
    gates = [name for name, truth in models.matter.gate.items() if holds(model, truth)]
    assert gates == [outcome.gate]
    packet = models.packet_of(model)
    assert {each.instrument for each in packet.documents} == {each.instrument for each in outcome.documents}
    if any(each.pairs for each in packet.documents):
        return  # a set of separate agreements: several documents of one instrument, proved when it is drafted
    values_agree(model, packet, outcome)
    for plan in outcome.documents:
        document_agrees(models, model, packet, plan)


def values_agree(model: Any, packet: Packet, outcome: Outcome) -> None:
    """Every parameter: known with its value, open, or not there. Wishes that gave way are given as such."""
    if packet.settings is None:
        assert outcome.parameters == {}
        return
    yielded = {name for name, truth in packet.settings.yields.items() if holds(model, truth)}
    for name, setting in packet.settings.values.items():
        found = outcome.parameters.get(name)
        if name in yielded or any(each in yielded for each in READS.get(name, ())):
            continue
        assert holds(model, setting.known) == (found is not None and found[0].value is not None), name
        assert holds(model, setting.open) == (found is not None and found[0].value is None), name
        if found is not None and isinstance(found[0].value, int | float) and not moved(outcome, name):
            assert number(model, setting.number) == float(found[0].value), name


def number(model: Any, value: Any) -> float:
    """A number of the model."""
    if isinstance(value, int | float):
        return float(value)
    found = model.eval(value, model_completion=True)
    return float(found.as_fraction() if z3.is_rational_value(found) else found.as_long())


READS = {"wind_up_notice_days": ("exit_notice_days",)}


def moved(outcome: Outcome, name: str) -> bool:
    """The engine let a wish give way, which the model may do at will."""
    values = [outcome.parameters[each][0] for each in (name, *READS.get(name, ()))]
    return any("gives way" in each.because for each in values)


def document_agrees(models: Models, model: Any, packet: Packet, plan: DocumentPlan) -> None:
    """What binds, and the variants of every topic, in order."""
    document = next(each for each in packet.documents if each.instrument == plan.instrument)
    assert [name for name, truth in document.binds.items() if holds(model, truth)] == [plan.binds]
    for topic, hits in document.hits.items():
        chosen = [row.gives for row, hit in hits if holds(model, hit)]
        each = models.library.topics[topic].each
        told = [d for d in plan.decisions if d.topic == topic and d.origin == "row" and d.elsewhere is None]
        decided = [d.variant for d in told if d.verdict is not None and (not each or d.party == 0)]
        assert chosen == (decided if holds(model, document.homes[topic]) else []), (plan.id, topic)


@pytest.mark.parametrize("seed", range(2))
def test_prover_and_evaluator_agree_on_random_models(seed: int) -> None:
    models = Models(real_library(), seed)
    for model, data in models.sample(35):
        agree(models, model, data)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 14))
def test_prover_and_evaluator_agree_on_many_models(seed: int) -> None:
    models = Models(real_library(), seed)
    for model, data in models.sample(50):
        agree(models, model, data)
