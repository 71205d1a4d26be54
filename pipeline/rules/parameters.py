"""Parameters: one value per (parameter, scope) and packet."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import Any

from msgspec.structs import replace

from pipeline.answers import NOT_ASKED, NOT_KNOWN, UNANSWERED, Override, State
from pipeline.decisions import ParameterValue
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.library.types import Default, Library, Parameter
from pipeline.rules.conditions import Scope
from pipeline.rules.conditions.arithmetic import NumberNode

Values = dict[str, list[ParameterValue]]


def resolve(
    library: Library, scope: Scope, overrides: Mapping[str, Override], yielding: Mapping[str, str]
) -> tuple[Values, list[Diagnostic]]:
    """Every parameter's general value and its parties' own; in dependency order.

    ``yielding``: wishes that give way to the default, with the reason.
    """
    values: Values = {}
    known: dict[str, Any] = {}
    found: list[Diagnostic] = []
    for parameter in library.parameters.values():
        here = replace(scope, parameters=known)
        value, slips = _general(parameter, here, overrides.get(parameter.id), yielding.get(parameter.id, ""))
        found += slips
        if value is None:
            continue
        known[parameter.id] = value.value
        values[parameter.id] = [value, *_own(parameter, replace(scope, parameters=known))]
    return values, found


def numbers_of(values: Values) -> dict[str, Any]:
    """The general values, for conditions."""
    return {name: listed[0].value for name, listed in values.items()}


def _general(
    parameter: Parameter, scope: Scope, override: Override | None, gives_way: str
) -> tuple[ParameterValue | None, list[Diagnostic]]:
    if override is not None:
        return _overridden(parameter, override)
    if gives_way:
        return _instead(parameter, scope, gives_way), []
    answer = scope.answers.at(parameter.from_answer) if parameter.from_answer else UNANSWERED
    if answer is NOT_KNOWN:
        asked = "The answer is not known yet."
        where = scope.span(parameter.from_answer)
        return ParameterValue(parameter.id, None, None, "open", asked, (), where), []
    if answer is not UNANSWERED and answer is not NOT_ASKED and not isinstance(answer, State):
        return _answered(parameter, answer, scope)
    return _default(parameter, parameter.defaults, scope, None), []


def _instead(parameter: Parameter, scope: Scope, gives_way: str) -> ParameterValue | None:
    """The default in a wish's place."""
    found = _default(parameter, parameter.defaults, scope, None)
    if found is None:
        return None
    where = scope.span(parameter.from_answer)
    return replace(found, because=f"{found.because} {gives_way} An override may restore it.", where=where)


def _answered(parameter: Parameter, answer: Any, scope: Scope) -> tuple[ParameterValue, list[Diagnostic]]:
    where = scope.span(parameter.from_answer)
    value = ParameterValue(parameter.id, answer, None, "answer", "The partners asked for it.", (), where)
    capped = _default(parameter, tuple(row for row in parameter.defaults if row.caps), scope, None)
    if (
        capped is not None
        and capped.value is not None
        and _better(value, capped, parameter.combine) is capped
    ):
        said = (
            f"{capped.because} The wish for {answer} {parameter.unit} gives way; an override may restore it."
        )
        return replace(capped, because=said, where=where), []
    if parameter.choices or parameter.low <= answer <= parameter.high:
        return value, []
    return value, [_out_of_range(parameter, answer, where)]


def _out_of_range(parameter: Parameter, value: Any, where: Any, severity: Severity = "warning") -> Diagnostic:
    bounds = f"{parameter.low:g} to {parameter.high:g} {parameter.unit}"
    said = f"{parameter.title}: {value:g} is outside {bounds}"
    return Diagnostic("parameter-range", severity, said.rstrip(), where)


def _overridden(parameter: Parameter, override: Override) -> tuple[ParameterValue | None, list[Diagnostic]]:
    because = f"Set by {override.by}: {override.because}"
    if parameter.choices:
        if override.value in parameter.choices:
            return ParameterValue(
                parameter.id, override.value, None, "override", because, (), override.span
            ), []
        said = f"`{override.value}` is not a value of `{parameter.id}` ({', '.join(parameter.choices)})"
        return None, [Diagnostic("override-value", "error", said, override.span)]
    try:
        number = float(override.value)
    except ValueError:
        number = inf
    if not isfinite(number):
        said = f"`{parameter.id}` must be a number, not `{override.value}`"
        return None, [Diagnostic("override-value", "error", said, override.span)]
    if not parameter.low <= number <= parameter.high:
        return None, [_out_of_range(parameter, number, override.span, "error")]
    return ParameterValue(parameter.id, _whole(number), None, "override", because, (), override.span), []


def _default(
    parameter: Parameter, rows: tuple[Default, ...], scope: Scope, party: int | None
) -> ParameterValue | None:
    """The first row that holds; or, for least and most, the row that gives the smallest or largest value."""
    best: ParameterValue | None = None
    for row in rows:
        if row.condition.verdict(scope).value is not True:
            continue
        value = _evaluate(row.value, scope)
        origin = "default" if value is not None else "open"
        found = ParameterValue(parameter.id, value, party, origin, row.because, row.source)
        if parameter.combine == "first" or parameter.choices:
            return found
        best = found if best is None else _better(best, found, parameter.combine)
    return best


def _better(one: ParameterValue, other: ParameterValue, combine: str) -> ParameterValue:
    if one.value is None or other.value is None:
        return one
    if combine == "least":
        return other if other.value < one.value else one
    return other if other.value > one.value else one


def _own(parameter: Parameter, scope: Scope) -> list[ParameterValue]:
    """The parties' own values, where they differ from the general one."""
    found = []
    for row in scope.parties if parameter.per_party else ():
        value = _default(parameter, parameter.per_party, scope.at_row(row), row)
        if value is not None:
            found.append(value)
    return found


def _evaluate(value: NumberNode | str, scope: Scope) -> Any:
    if isinstance(value, str):
        return value
    number = value.number(scope)
    return _whole(number.low) if number is not None and number.exact else None


def _whole(number: float) -> float | int:
    return int(number) if number == int(number) else number
