"""One document, with everything that its drafting notes are told from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from msgspec import Struct

from pipeline.answers import Answers, Override, party_ids
from pipeline.decisions import Decision, DocumentPlan, FactResult, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.law import Printing, printing
from pipeline.explain.used import POINT
from pipeline.explain.view import View, view_of
from pipeline.library.types import Library

Key = tuple[str, str, str]
"""Topic, variant and instance of a clause."""
Facts = Mapping[str, FactResult]
PartyFacts = Mapping[str, tuple[FactResult, ...]]
LONGEST = 300
"""Signs of a person's own reason that a note shows."""


class Page(Struct, eq=False):
    """What one document's notes share."""

    view: View
    answers: Answers
    plan: DocumentPlan
    printed: Printing
    decided: dict[Key, list[Decision]]
    """Every decision that may print words here, by its clause."""
    by_topic: dict[str, list[Decision]]
    """The same by topic."""
    assumed: frozenset[str]
    """Facts that silence decided; private ones left out."""
    remarks: dict[str, list[str]]
    """What the rules and the linter remarked, by topic."""
    overrides: dict[str, Override]
    """By target."""
    rows: dict[str, int]
    """A party's number by its id."""
    told: set[str]
    """Remarks that a note has told already: one that concerns several clauses stands at the first."""
    law_told: dict[str, str]
    """Statements of law that a note has told already, with the title of its clause's topic."""


def page_of(
    library: Library, answers: Answers, outcome: Outcome, plan: DocumentPlan, findings: Iterable[Diagnostic]
) -> Page:
    """Everything at hand for one document of the packet."""
    ids = party_ids(answers.parties)
    decided = _by_clause(plan, ids)
    return Page(
        view_of(library, outcome, answers),
        answers,
        plan,
        printing(library, answers, outcome, plan),
        decided,
        _by_topic(decided),
        _assumed(outcome, plan),
        _remarks(library, outcome, plan, decided, findings),
        {each.target: each for each in answers.overrides},
        {name: row for row, name in enumerate(ids)},
        set(),
        {},
    )


def _by_clause(plan: DocumentPlan, ids: list[str]) -> dict[Key, list[Decision]]:
    found: dict[Key, list[Decision]] = {}
    for each in plan.decisions:
        variant = POINT if each.pointer else each.variant
        if variant is not None:
            instance = "" if each.party is None else ids[each.party]
            found.setdefault((each.topic, variant, instance), []).append(each)
    return found


def _by_topic(decided: Mapping[Key, list[Decision]]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for (topic, _, _), group in decided.items():
        found.setdefault(topic, []).extend(group)
    return found


def facts_of(outcome: Outcome, plan: DocumentPlan) -> tuple[Facts, PartyFacts]:
    """The document's own facts where it has any, else the matter's."""
    facts = outcome.facts if plan.facts is None else plan.facts
    return facts, outcome.party_facts if plan.party_facts is None else plan.party_facts


def _assumed(outcome: Outcome, plan: DocumentPlan) -> frozenset[str]:
    facts, of_parties = facts_of(outcome, plan)
    every = chain(facts.values(), *of_parties.values())
    return frozenset(each.id for each in every if each.assumed and not each.private)


def _remarks(
    library: Library,
    outcome: Outcome,
    plan: DocumentPlan,
    decided: Iterable[Key],
    findings: Iterable[Diagnostic],
) -> dict[str, list[str]]:
    """A warning goes to the topics whose numbers are among its sources, a finding to the topic it names."""
    topics = [library.topics[each] for each in dict.fromkeys(topic for topic, _, _ in decided)]
    numbers = {each.number: each.id for each in topics}
    found: dict[str, list[str]] = {}
    for warning in outcome.warnings:
        for name in (numbers[each] for each in warning.source if each in numbers):
            found.setdefault(name, []).append(warning.message)
    here = f"{plan.title}, “"
    for message in (each.message for each in findings if here in each.message):
        for topic in (each for each in topics if f"{here}{each.title}”" in message):
            found.setdefault(topic.id, []).append(message)
    return found


def one_line(words: str) -> str:
    """The words without line breaks."""
    return " ".join(words.split())


def cut(words: str) -> str:
    """A person's own words, as far as a margin holds them."""
    said = one_line(words)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rsplit(' ', 1)[0]} …"


def sentence(words: str) -> str:
    """The words with a full stop, unless they end with a mark of their own."""
    return words if words[-1:] in ".!?…”" else f"{words}."
