"""Facts and parameters for ``why.json``: each with everything that is known about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.answers import Answers
from pipeline.decisions import FactResult, Outcome, ParameterValue
from pipeline.explain.leaves import Teller
from pipeline.explain.words import PRIVATE_FACT, currency_of, origin_words, party_name, place, source_data, value_words
from pipeline.library.types import Library, Parameter



def facts_data(library: Library, outcome: Outcome, names: Sequence[str]) -> list[dict[str, Any]]:
    """Every fact in the library's order; a per-party fact with a result for each party."""
    found = []
    for fact in library.facts.values():
        own = outcome.facts.get(fact.id)
        results = (own,) if own is not None else outcome.party_facts.get(fact.id, ())
        entry: dict[str, Any] = {
            "id": fact.id,
            "means": fact.means,
            "mandatory": fact.mandatory,
            "each_party": fact.each,
            "private": fact.private,
            "sources": source_data(library, fact.source),
            "results": [result_data(library, each, names) for each in results],
        }
        found.append(entry)
    return found


def result_data(library: Library, fact: FactResult, names: Sequence[str]) -> dict[str, Any]:
    """One closed fact. A private one is not told: its effect shows only through a row that releases it."""
    party = party_name(names, fact.party)
    if fact.private:
        hidden = {"holds": None, "assumed": False, "because": PRIVATE_FACT, "answers": [], "tree": None}
        return {"party": None, **hidden}
    return {
        "party": party,
        "holds": fact.holds,
        "assumed": fact.assumed,
        "because": fact.because,
        "answers": teller.answered([fact.verdict]),
        "tree": teller.tree(fact.verdict),
    }


# ---------------------------------------------------------------- parameters


def parameters_data(library: Library, answers: Answers, outcome: Outcome, names: Sequence[str]) -> list[dict[str, Any]]:
    """Every resolved parameter, its general value first."""
    currency = currency_of(answers)
    found = []
    for parameter in library.parameters.values():
        values = outcome.parameters.get(parameter.id, [])
        if values:
            entry: dict[str, Any] = {
                "id": parameter.id,
                "title": parameter.title,
                "unit": parameter.unit,
                "range": range_words(parameter, currency),
                "values": [value_data(library, parameter, each, names, currency) for each in values],
            }
            found.append(entry)
    return found


def value_data(
    library: Library, parameter: Parameter, value: ParameterValue, names: Sequence[str], currency: str
) -> dict[str, Any]:
    """One value, in words and as it is."""
    return {
        "for": party_name(names, value.party),
        "value": value.value,
        "words": value_words(parameter, value.value, currency),
        "from": origin_words(value),
        "origin": value.origin,
        "because": value.because,
        "where": place(value.where),
        "sources": source_data(library, value.source),
    }


def range_words(parameter: Parameter, currency: str = "") -> str:
    """What is allowed: ``0 to 365 days``, or the choices."""
    if parameter.choices:
        return " · ".join(parameter.choices.values())
    if parameter.unit == "money":
        low, high = (value_words(parameter, each, currency) for each in (parameter.low, parameter.high))
        return f"{low} to {high}"
    return f"{parameter.low:,g} to {parameter.high:,g} {parameter.unit}".rstrip()
