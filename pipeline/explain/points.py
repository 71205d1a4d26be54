"""Open points for counsel: what a person has to look at before anyone signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.law import printing
from pipeline.explain.view import View
from pipeline.explain.words import open_in_words
from pipeline.library.types import Library, Proposition
from pipeline.model import Document, all_clauses
from pipeline.rules.conditions.document import scope_of

UNCHECKED = "unchecked"


def points_data(
    view: View, answers: Answers, documents: Sequence[Document], findings: Iterable[Diagnostic]
) -> dict[str, list[dict[str, Any]]]:
    """Open points by kind, the most pressing kind first."""
    unknown = open_in_words(view.library, view.outcome, documents)
    return {
        "warnings": [_remark(view, each) for each in view.outcome.warnings],
        "open_values": [{"message": each.name, "where": view.place(each.where)} for each in unknown],
        "assumptions": assumptions(view),
        "drafting": [_remark(view, each) for each in findings],
        "law": law_in_play(view.library, answers, view.outcome, documents),
    }


def _remark(view: View, found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "message": found.message,
        "help": found.help,
        "where": view.place(found.span),
        "sources": view.sources(found.source),
    }


# ---------------------------------------------------------------- assumptions


def assumptions(view: View) -> list[dict[str, Any]]:
    """Facts that silence decided, with the answers that would settle them; private ones are not told."""
    of_parties = (each for facts in view.outcome.party_facts.values() for each in facts)
    return [
        {
            "fact": each.id,
            "party": view.party(each.party),
            "message": each.because,
            "holds": each.holds,
            "answers": view.tell.answered([each.verdict]),
        }
        for each in [*view.outcome.facts.values(), *of_parties]
        if each.assumed and not each.private
    ]


# ---------------------------------------------------------------- law


def law_in_play(
    library: Library, answers: Answers, outcome: Outcome, documents: Sequence[Document]
) -> list[dict[str, Any]]:
    """Unchecked statements of law that a clause rests on, or whose place matters here."""
    places = places_that_matter(library, answers, outcome)
    used = law_used(library, answers, outcome, documents)
    found = [
        _statement(library, each, used.get(each.id, []))
        for each in library.law.values()
        if each.status == UNCHECKED and (each.id in used or not each.place or each.place in places)
    ]
    return sorted(found, key=lambda each: not each["clauses"])


def places_that_matter(library: Library, answers: Answers, outcome: Outcome) -> frozenset[str]:
    """Places whose condition holds for one of the documents."""
    scopes = [scope_of(answers, outcome, plan) for plan in outcome.documents]
    return frozenset(
        each.id
        for each in library.places.values()
        if any(each.condition.verdict(s).value is True for s in scopes)
    )


def law_used(
    library: Library, answers: Answers, outcome: Outcome, documents: Sequence[Document]
) -> dict[str, list[str]]:
    """Statements of law that the clauses in the documents rest on, with the titles of their topics."""
    found: dict[str, dict[str, None]] = {}
    plans = {each.id: each for each in outcome.documents}
    for document in (each for each in documents if each.id in plans):
        printed = printing(library, answers, outcome, plans[document.id])
        topics = {clause.topic for clause in all_clauses(document)}
        for decision in (each for each in plans[document.id].decisions if each.topic in topics):
            for law in (law for overlay in printed.overlays(decision) for law in overlay.law):
                found.setdefault(law, {})[library.topics[decision.topic].title] = None
    return {law: list(titles) for law, titles in found.items()}


def _statement(library: Library, law: Proposition, clauses: list[str]) -> dict[str, Any]:
    where = library.places[law.place].title if law.place in library.places else "Anywhere"
    return {
        "id": law.id,
        "message": law.says,
        "authority": law.authority,
        "place": where,
        "note": law.note,
        "clauses": clauses,
    }
