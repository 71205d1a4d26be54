"""Facts and parameters for ``why.json``: each with everything that is known about it."""

from __future__ import annotations

from typing import Any

from pipeline.decisions import FactResult, ParameterValue
from pipeline.explain.view import View
from pipeline.explain.words import PRIVATE_FACT, origin_words, value_words
from pipeline.library.types import Fact, Parameter


def facts_data(view: View) -> list[dict[str, Any]]:
    """Every fact in the library's order; a per-party fact with a result for each party."""
    return [_fact(view, fact) for fact in view.library.facts.values()]


def results_of(view: View, fact: Fact) -> tuple[FactResult, ...]:
    """One result for the matter, or one a party."""
    own = view.outcome.facts.get(fact.id)
    return view.outcome.party_facts.get(fact.id, ()) if own is None else (own,)


def _fact(view: View, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "means": fact.means,
        "mandatory": fact.mandatory,
        "each_party": fact.each,
        "private": fact.private,
        "condition": fact.condition.text,
        "sources": view.sources(fact.source),
        "results": [PRIVATE_RESULT]
        if fact.private
        else [_result(view, each) for each in results_of(view, fact)],
    }


PRIVATE_RESULT: dict[str, Any] = {
    "party": None,
    "holds": None,
    "assumed": False,
    "because": PRIVATE_FACT,
    "answers": [],
    "tree": None,
}
"""A private fact is not told: its effect shows only through a row that releases it."""


def _result(view: View, fact: FactResult) -> dict[str, Any]:
    return {
        "party": view.party(fact.party),
        "holds": fact.holds,
        "assumed": fact.assumed,
        "because": fact.because,
        "answers": view.tell.answered([fact.verdict]),
        "tree": view.tell.tree(fact.verdict),
    }


# ---------------------------------------------------------------- parameters


def parameters_data(view: View) -> list[dict[str, Any]]:
    """Every resolved parameter, its general value first."""
    resolved = view.outcome.parameters
    return [
        _parameter(view, each, resolved[each.id])
        for each in view.library.parameters.values()
        if each.id in resolved
    ]


def _parameter(view: View, parameter: Parameter, values: list[ParameterValue]) -> dict[str, Any]:
    return {
        "id": parameter.id,
        "title": parameter.title,
        "unit": parameter.unit,
        "range": range_words(parameter, view.currency),
        "values": [_value(view, parameter, each) for each in values],
    }


def _value(view: View, parameter: Parameter, value: ParameterValue) -> dict[str, Any]:
    return {
        "for": view.party(value.party),
        "value": value.value,
        "words": value_words(parameter, value.value, view.currency),
        "from": origin_words(value),
        "origin": value.origin,
        "because": value.because,
        "where": view.place(value.where),
        "sources": view.sources(value.source),
    }


def range_words(parameter: Parameter, currency: str = "") -> str:
    """What is allowed: ``0 to 365 days``, or the choices."""
    if parameter.choices:
        return " · ".join(parameter.choices.values())
    if parameter.unit == "money":
        low, high = (value_words(parameter, each, currency) for each in (parameter.low, parameter.high))
        return f"{low} to {high}"
    return f"{parameter.low:,g} to {parameter.high:,g} {parameter.unit}".rstrip()
