"""From answers to the outcome: facts, gate, packet, parameters, natures, topics, carriers, checks.

One direction, no fixpoint: each step reads only what the earlier ones settled.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from pipeline.answers import Answers, Override
from pipeline.decisions import DocumentPlan, Outcome
from pipeline.diagnostics import Diagnostic, did_you_mean
from pipeline.library.types import Library
from pipeline.rules import checks, consistency, tables
from pipeline.rules.conditions import Scope
from pipeline.rules.facts import settle_facts
from pipeline.rules.packet import choose, plan_documents, strongest
from pipeline.rules.placing import Placing


def decide(library: Library, answers: Answers) -> tuple[Outcome, list[Diagnostic]]:
    """The outcome, and errors in overrides. Warnings to the user are in the outcome itself."""
    scope = settle_facts(library.facts.values(), Scope(answers, tuple(range(len(answers.parties)))))
    gate = choose(library.gate, scope)
    scope.context = {"gate": gate.row.gives}
    packet = choose(library.packets, scope)
    plans = plan_documents(library, packet.row, scope)
    lead = strongest(library, plans)
    instruments = frozenset(plan.instrument for plan in plans)
    scope.context = {"gate": gate.row.gives, "packet": instruments, "lead": lead.instrument}
    overrides, found = sort_overrides(library, answers)
    values, slips = consistency.settle(library, scope, overrides) if is_agreement(library, lead) else ({}, [])
    outcome = Outcome(
        answers.matter,
        str(gate.row.gives),
        gate.row.reason,
        gate.row.source,
        dict(scope.facts),
        dict(scope.party_facts),
        lead.id,
        plans,
        values,
        gate_verdicts=gate.verdicts,
        packet_verdicts=packet.verdicts,
    )
    scopes = {plan.id: _document_scope(library, plan, scope) for plan in plans}
    for plan in plans:
        _settle_nature(library, plan, scopes[plan.id], overrides)
    found += Placing(library, outcome, scopes, overrides).place()
    if answers.riders:
        from pipeline.rules.riders import check_riders  # few matters have any

        found += check_riders(library, answers, outcome)
    found += [
        *slips,
        *checks.warnings(library, scope),
        *checks.packet_checks(library, outcome, scope, overrides),
    ]
    outcome.warnings = [slip for slip in found if not slip.is_error]
    outcome.open_values = checks.open_values(library, answers)
    return outcome, [slip for slip in found if slip.is_error]


def is_agreement(library: Library, plan: DocumentPlan) -> bool:
    """False for a memo: it settles nothing between the parties, so it has no parameters."""
    return library.outlines[plan.instrument].strength > 0


def _document_scope(library: Library, plan: DocumentPlan, scope: Scope) -> Scope:
    """Facts over the party list belong to the document where it has parties of its own."""
    context = {**scope.context, "instrument": plan.instrument}
    if plan.parties == scope.parties:
        return replace(scope, context=context)
    own = settle_facts(library.facts.values(), Scope(scope.answers, plan.parties, context=context))
    own.parameters = scope.parameters
    plan.facts, plan.party_facts = dict(own.facts), dict(own.party_facts)
    return own


def _settle_nature(
    library: Library, plan: DocumentPlan, scope: Scope, overrides: Mapping[str, Override]
) -> None:
    """What of the document binds: by the table, or by a person's override of it."""
    topic = library.topics[library.nature_topic]
    hits = tables.read(topic.rows, scope, collects=False).hits
    gives = hits[0].row.gives if hits else None
    override = overrides.get(topic.id)
    if override is not None and override.value in topic.variants:
        gives = override.value
    if gives:
        plan.nature = gives
        plan.binds = topic.variants[plan.nature].binds or "none"
    else:
        plan.nature, plan.binds = "none", "none"
    scope.context = {**scope.context, "binds": plan.binds}


def sort_overrides(library: Library, answers: Answers) -> tuple[dict[str, Override], list[Diagnostic]]:
    """Overrides by target; unknown targets and a second override of one target are errors."""
    found: list[Diagnostic] = []
    kept: dict[str, Override] = {}
    known = [*library.parameters, *library.topics]
    for override in answers.overrides:
        if override.target not in known:
            guess = did_you_mean(override.target, known)
            said = f"`{override.target}` is neither a parameter nor a topic{guess}"
            found.append(Diagnostic("override-target", "error", said, override.span))
        elif override.target in kept:
            said = f"`{override.target}` is overridden twice"
            first = kept[override.target].span
            found.append(
                Diagnostic("override-twice", "error", said, override.span, related=(("the first", first),))
            )
        else:
            kept[override.target] = override
    return kept, found
