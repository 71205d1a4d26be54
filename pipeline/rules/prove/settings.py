"""Parameters for the solver: answers, caps, defaults and wishes that give way, as in ``rules``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import z3
from msgspec.structs import replace

from pipeline.library.types import Default, Library, Parameter
from pipeline.rules.conditions.arithmetic import NumberNode
from pipeline.rules.conditions.nodes import symbols_of
from pipeline.rules.prove.conditions import Setting, Translator, View
from pipeline.rules.prove.logic import Truth, both, choose, conj, disj, either, no
from pipeline.rules.prove.numbers import number

NOTHING = Setting(False, False)


class Settings:
    """All parameters of one packet. ``yields``: by parameter, the free truth that its wish gave way."""

    def __init__(self, library: Library, world: Translator, view: View) -> None:
        self.world = world
        self.yields: dict[str, Truth] = {}
        self.values: dict[str, Setting] = {}
        self.answered: dict[str, Truth] = {}
        """By parameter: its value is a person's wish."""
        for parameter in library.parameters.values():
            here = replace(view, key=f"{view.key}/{parameter.id}", parameters=dict(self.values))
            self.values[parameter.id] = self._general(parameter, here)

    def rests_on_answer(self, parameter: Parameter) -> Truth:
        """A value computed from a parameter that is a person's wish."""
        named = {each.id for row in parameter.defaults for each in symbols_of(row.value)}
        return disj(self.answered[name] for name in named if name in self.answered)

    def _general(self, parameter: Parameter, view: View) -> Setting:
        default = self._default(parameter, parameter.defaults, view)
        self.answered[parameter.id] = False
        if not parameter.from_answer:
            return default
        cell = self.world.cells.at(parameter.from_answer)
        wished: Truth = cell.has
        if parameter.gives_way:
            self.yields[parameter.id] = z3.Bool(f"yields {view.key}")
            wished = both(wished, no(self.yields[parameter.id]))
        value = self._capped(parameter, cell.value, view)
        self.answered[parameter.id] = both(wished, no(value[1]))
        open_ = both(cell.unknown, no(self.yields.get(parameter.id, False)))
        return Setting(
            either(wished, conj((no(wished), no(open_), default.known))),
            either(open_, conj((no(wished), default.open))),
            choose(wished, value[0], default.number if default.number is not None else 0),
            default.choices,
        )

    def _capped(self, parameter: Parameter, value: Any, view: View) -> tuple[Any, Truth]:
        """The wish, or the cap that it goes beyond; and whether it does."""
        cap = self._default(parameter, tuple(each for each in parameter.defaults if each.caps), view)
        if cap.number is None:
            return value, False
        beyond = cap.number < value if parameter.combine == "least" else cap.number > value
        capped = both(cap.known, beyond)
        return choose(capped, cap.number, value), capped

    def _default(self, parameter: Parameter, rows: tuple[Default, ...], view: View) -> Setting:
        """The first row that holds, or the best of all that hold."""
        found = NOTHING
        for row in rows:
            holds = self.world.truth(row.condition, view).t
            one = self._row(row.value, view)
            first = parameter.combine == "first" or bool(parameter.choices)
            found = _then(found, holds, one) if first else _better(found, holds, one, parameter.combine)
        return found

    def _row(self, value: NumberNode | str, view: View) -> Setting:
        if isinstance(value, str):
            return Setting(True, False, None, {value: True})
        worth = number(value, view, self.world)
        known = both(worth.asked, worth.exact)
        return Setting(known, no(known), worth.low)


def _there(setting: Setting) -> Truth:
    return either(setting.known, setting.open)


def _then(found: Setting, holds: Truth, one: Setting) -> Setting:
    """``one`` where it holds and nothing was found before."""
    takes = both(holds, no(_there(found)))
    choices = {
        name: either(found.choices.get(name, False), both(takes, one.choices.get(name, False)))
        for name in (*found.choices, *one.choices)
    }
    return (
        Setting(
            either(found.known, both(takes, one.known)),
            either(found.open, both(takes, one.open)),
            choose(takes, one.number, found.number) if one.number is not None else found.number,
            choices,
        )
        if found.number is not None or found.choices
        else _first(holds, one)
    )


def _first(holds: Truth, one: Setting) -> Setting:
    choices = {name: both(holds, truth) for name, truth in one.choices.items()}
    return Setting(both(holds, one.known), both(holds, one.open), one.number, choices)


def _better(found: Setting, holds: Truth, one: Setting, combine: str) -> Setting:
    """The smaller or larger of two; an open value stays where it came first."""
    if found.number is None:
        return _first(holds, one)
    beats = one.number < found.number if combine == "least" else one.number > found.number
    takes = both(holds, either(no(_there(found)), conj((found.known, one.known, beats))))
    keeps = no(takes)
    return Setting(
        either(both(keeps, found.known), both(takes, one.known)),
        either(both(keeps, found.open), both(takes, one.open)),
        choose(takes, one.number, found.number),
    )


def values_of(settings: Mapping[str, Setting]) -> dict[str, Setting]:
    """A copy for a view."""
    return dict(settings)
