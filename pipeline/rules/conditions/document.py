"""What the texts of one document may ask, from the outcome."""

from __future__ import annotations

from pipeline.answers import Answers
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.rules.conditions.scope import Scope


def scope_of(answers: Answers, outcome: Outcome, plan: DocumentPlan) -> Scope:
    """The document's parties, facts and context words; facts over a pair are the pair's own."""
    context = {
        "gate": outcome.gate,
        "packet": frozenset(each.instrument for each in outcome.documents),
        "lead": next(each.instrument for each in outcome.documents if each.id == outcome.lead),
        "instrument": plan.instrument,
        "binds": plan.binds,
        "clauses": frozenset[str](),
    }
    values = {name: listed[0].value for name, listed in outcome.parameters.items()}
    facts = outcome.facts if plan.facts is None else plan.facts
    party_facts = outcome.party_facts if plan.party_facts is None else plan.party_facts
    return Scope(answers, plan.parties, facts, party_facts, context, values)
