"""The rules between parameters, enforced: wishes give way, overrides are refused, defaults are reported."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.answers import Override
from pipeline.decisions import ParameterValue
from pipeline.diagnostics import Diagnostic
from pipeline.library.types import Library, ParameterRule
from pipeline.rules.conditions import Node, Scope
from pipeline.rules.conditions.nodes import symbols_of
from pipeline.rules.parameters import Values, numbers_of, resolve


def settle(
    library: Library, scope: Scope, overrides: Mapping[str, Override]
) -> tuple[Values, list[Diagnostic]]:
    """All values, with ``scope`` knowing them. A wish that breaks a rule yields to the default.

    A rule that an override breaks is an error; one that still fails without either is a warning.
    """
    yielding: dict[str, str] = {}
    while True:
        values, found = resolve(library, scope, overrides, yielding)
        scope.parameters = numbers_of(values)
        broken = [rule for rule in library.rules if is_broken(rule, scope)]
        wish = _wish_that_yields(library, broken, values)
        if wish is None:
            return values, found + [_finding(library, rule, scope, overrides) for rule in broken]
        name, rule = wish
        yielding[name] = (
            f"The wish for {values[name][0].value} {library.parameters[name].unit} gives way: {rule.says}"
        )


def is_broken(rule: ParameterRule, scope: Scope) -> bool:
    """True when the rule applies and does not hold; open values break nothing."""
    if rule.when is not None and rule.when.verdict(scope).value is not True:
        return False
    return rule.holds.verdict(scope).value is False


def _wish_that_yields(
    library: Library, broken: list[ParameterRule], values: Values
) -> tuple[str, ParameterRule] | None:
    for rule in broken:
        for name in _names(library, rule.holds):
            if library.parameters[name].gives_way and _is_wish(values.get(name)):
                return name, rule
    return None


def _is_wish(values: list[ParameterValue] | None) -> bool:
    return bool(values) and values is not None and values[0].origin == "answer"


def _finding(
    library: Library, rule: ParameterRule, scope: Scope, overrides: Mapping[str, Override]
) -> Diagnostic:
    said = f"{rule.says} Here: {_shown(library, rule.holds, scope)}."
    by_hand = [overrides[name] for name in _names(library, rule.holds) if name in overrides]
    if by_hand:
        help_ = "override the other value too, or choose another one"
        return Diagnostic("override-breaks-rule", "error", said, by_hand[0].span, help_, source=rule.source)
    return Diagnostic("parameter-rule", "warning", said, None, source=rule.source)


def _names(library: Library, holds: Node) -> list[str]:
    read = {symbol.id for symbol in symbols_of(holds)}
    return [name for name in library.parameters if name in read]


def _shown(library: Library, holds: Node, scope: Scope) -> str:
    """The values a rule speaks of, in words."""
    parts = []
    for name in _names(library, holds):
        parameter, value = library.parameters[name], scope.parameters.get(name)
        unit = parameter.unit[:-1] if value == 1 else parameter.unit
        parts.append(f"{parameter.title.lower()} {value} {unit}".rstrip())
    return ", ".join(parts)
