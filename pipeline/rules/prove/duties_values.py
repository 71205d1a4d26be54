"""Duties of the parameters: every default can hold and lies in its range, and the rules are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.library.types import Library, Parameter
from pipeline.rules.conditions import Node
from pipeline.rules.conditions.nodes import symbols_of
from pipeline.rules.prove.duty import Duty, drafted
from pipeline.rules.prove.logic import Truth, conj, disj, either, no
from pipeline.rules.prove.packet import Matter, Packet
from pipeline.rules.prove.settings import Settings


def of_parameters(library: Library, matter: Matter) -> Iterator[Duty]:
    """Each default can hold, and stays within the range."""
    yield from _ranges(library, matter)
    for parameter in library.parameters.values():
        for number, row in enumerate((*parameter.defaults, *parameter.per_party)):
            own = number >= len(parameter.defaults)
            before = parameter.per_party if own else parameter.defaults
            first = parameter.combine == "first" or bool(parameter.choices)
            earlier = before[: before.index(row)] if first else ()
            formula = _default_holds(matter, row.condition, [each.condition for each in earlier], own)
            said = f"default {number + 1} of `{parameter.id}` can never hold: {row.condition.text}"
            yield Duty(
                f"default {parameter.id} {number}", "unreachable-default", said, formula, True, parameter.span
            )


def _ranges(library: Library, matter: Matter) -> Iterator[Duty]:
    """What the library itself gives is within the parameter's own range; a wish is the partners' affair."""
    for name, packet in drafted(matter):
        for parameter in library.parameters.values():
            if packet.settings is not None and not parameter.choices:
                key = f"{name} range {parameter.id}"
                said = (
                    f"a default of `{parameter.id}` may lie outside {parameter.low:g} to {parameter.high:g}"
                )
                formula = _outside(packet, packet.settings, parameter)
                yield Duty(key, "default-out-of-range", said, formula, span=parameter.span)


def _outside(packet: Packet, settings: Settings, parameter: Parameter) -> Callable[[], Truth]:
    def formula() -> Truth:
        setting = settings.values[parameter.id]
        if setting.number is None:
            return False
        low, high = int(parameter.low), int(parameter.high)
        beyond = either(setting.number < low, setting.number > high)
        by_itself = no(either(settings.answered[parameter.id], settings.rests_on_answer(parameter)))
        return conj((packet.chosen, setting.known, by_itself, beyond))

    return formula


def _default_holds(
    matter: Matter, condition: Node, earlier: Sequence[Node], own: bool
) -> Callable[[], Truth]:
    """It holds in some packet; where the first one counts, no earlier one does."""

    def formula() -> Truth:
        found: list[Truth] = []
        for packet in matter.packets:
            if packet.settings is not None:
                view = packet.view.at(0) if own else packet.view
                others = [no(matter.world.truth(each, view).t) for each in earlier]
                found.append(conj((packet.chosen, matter.world.truth(condition, view).t, *others)))
        return disj(found)

    return formula


def of_rules(library: Library, matter: Matter) -> Iterator[Duty]:
    """The rules between parameters hold wherever no person's override breaks them."""
    for name, packet in drafted(matter):
        if packet.settings is None:
            continue
        for rule in library.rules:
            said = f"the rule `{rule.id}` may be broken without an override: {rule.holds.text}"
            yield Duty(f"{name} rule {rule.id}", "parameter-rule", said, _rule_broken(matter, packet, rule))


def _rule_broken(matter: Matter, packet: Packet, rule: Any) -> Callable[[], Truth]:
    """Wishes that give way have given way, where they stand in the rule."""

    def formula() -> Truth:
        settings = packet.settings
        assert settings is not None
        named = {each.id for each in symbols_of(rule.holds)}
        settled = [no(settings.answered[name]) for name in settings.yields if name in named]
        when = matter.world.truth(rule.when, packet.view).t if rule.when is not None else True
        return conj((packet.chosen, when, matter.world.truth(rule.holds, packet.view).f, *settled))

    return formula
