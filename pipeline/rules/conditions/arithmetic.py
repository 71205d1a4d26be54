"""Numbers inside conditions and parameters, as intervals."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from typing import Protocol

from msgspec import Struct

from pipeline.decisions import Verdict
from pipeline.rules.conditions.numbers import ANYTHING, Interval, combine, exactly
from pipeline.rules.conditions.reading import is_silent, is_unasked, value_of
from pipeline.rules.conditions.scope import Scope
from pipeline.rules.conditions.symbols import Symbol


class _Condition(Protocol):
    def verdict(self, scope: Scope) -> Verdict: ...


class NumberNode(Struct, frozen=True, eq=False):
    """A number; ``words`` say what it measures, for explanations."""

    text: str
    words: str

    def number(self, scope: Scope) -> Interval | None:
        """The value's interval; None when a question in it is not asked."""
        raise TypeError(f"{type(self).__name__} has no number")

    @property
    def symbol(self) -> Symbol | None:
        """The one question behind it, if there is exactly one."""
        return None


class Literal(NumberNode, frozen=True, eq=False):
    """A number as written."""

    value: float

    def number(self, scope: Scope) -> Interval | None:
        return exactly(self.value)


class Asked(NumberNode, frozen=True, eq=False):
    """A question's, column's or parameter's number."""

    of: Symbol

    @property
    def symbol(self) -> Symbol | None:
        return self.of

    def number(self, scope: Scope) -> Interval | None:
        value = value_of(self.of, scope)
        if is_unasked(value):
            return None
        if is_silent(value):
            return Interval(self.of.least, self.of.most)
        return exactly(value)


class Column(NumberNode, frozen=True, eq=False):
    """max, min or ratio over a column of the parties."""

    of: Symbol
    how: str

    @property
    def symbol(self) -> Symbol | None:
        return self.of

    def number(self, scope: Scope) -> Interval | None:
        values = [value_of(self.of, scope.at_row(row)) for row in scope.parties]
        known = [each for each in values if not is_silent(each) and not is_unasked(each)]
        silent = any(is_silent(each) for each in values)
        if self.how == "ratio":
            return _ratio(known, silent)
        return self._extreme(known, silent)

    def _extreme(self, known: list[float], silent: bool) -> Interval | None:
        if not known:
            return Interval(self.of.least, self.of.most) if silent else None
        if self.how == "max":
            return Interval(max(known), self.of.most if silent else max(known))
        return Interval(self.of.least if silent else min(known), min(known))


def _ratio(known: list[float], silent: bool) -> Interval | None:
    """Largest by smallest; 0 by 0 is 1, n by 0 is without limit."""
    if not known:
        return Interval(1, inf) if silent else None
    low, high = min(known), max(known)
    value = 1.0 if high == low else (inf if low == 0 else high / low)
    return Interval(value, inf) if silent else exactly(value)


class Count(NumberNode, frozen=True, eq=False):
    """How many parties there are, or for how many a condition holds."""

    condition: _Condition | None

    def number(self, scope: Scope) -> Interval | None:
        if self.condition is None:
            return exactly(len(scope.parties))
        truths = [self.condition.verdict(scope.at_row(row)).value for row in scope.parties]
        sure = sum(each is True for each in truths)
        return Interval(sure, sure + sum(each is None for each in truths))


class Tally(NumberNode, frozen=True, eq=False):
    """How many of the listed conditions hold."""

    conditions: tuple[_Condition, ...]

    def number(self, scope: Scope) -> Interval | None:
        truths = [each.verdict(scope).value for each in self.conditions]
        sure = sum(each is True for each in truths)
        return Interval(sure, sure + sum(each is None for each in truths))


class Sum(NumberNode, frozen=True, eq=False):
    """left + right, left - right, left * right."""

    sign: str
    left: NumberNode
    right: NumberNode

    def number(self, scope: Scope) -> Interval | None:
        left, right = self.left.number(scope), self.right.number(scope)
        return None if left is None or right is None else combine(self.sign, left, right)


class DaysBetween(NumberNode, frozen=True, eq=False):
    """Days from one date question to another."""

    first: Symbol
    last: Symbol

    def number(self, scope: Scope) -> Interval | None:
        first, last = value_of(self.first, scope), value_of(self.last, scope)
        if is_unasked(first) or is_unasked(last):
            return None
        if is_silent(first) or is_silent(last):
            return ANYTHING
        return exactly((last - first).days)


class Function(NumberNode, frozen=True, eq=False):
    """half, least, most, heads, more_than, calendar_days over numbers."""

    name: str
    numbers: tuple[NumberNode, ...]

    def number(self, scope: Scope) -> Interval | None:
        inner = [each.number(scope) for each in self.numbers]
        if any(each is None for each in inner):
            return None
        known = [each for each in inner if each is not None]
        return Interval(
            self._apply([n.low for n in known], scope), self._apply([n.high for n in known], scope)
        )

    def _apply(self, values: list[float], scope: Scope) -> float:
        if abs(values[0]) == inf and self.name not in ("least", "most"):
            return values[0]
        return FUNCTIONS[self.name](values, len(scope.parties))


def _heads(values: list[float], parties: int) -> float:
    return -((-parties * int(values[0])) // int(values[1]))


def _more_than(values: list[float], parties: int) -> float:
    return parties * int(values[0]) // int(values[1]) + 1


FUNCTIONS: dict[str, Callable[[list[float], int], float]] = {
    "half": lambda values, parties: float(int(values[0]) // 2),
    "least": lambda values, parties: min(values),
    "most": lambda values, parties: max(values),
    "heads": _heads,
    "more_than": _more_than,
    "calendar_days": lambda values, parties: float(-(-int(values[0]) * 7 // 5)),
}
"""half(n) rounds down; heads(2, 3) is two thirds of the parties, rounded up; more_than(1, 2) is the
smallest number above one half; calendar_days(n) turns working days into calendar days, x 7/5, rounded up."""

FRACTIONS = ("heads", "more_than")
"""Functions of a numerator and a denominator, both written out."""

ARITY = {
    "half": (1, 1),
    "least": (2, 9),
    "most": (2, 9),
    "heads": (2, 2),
    "more_than": (2, 2),
    "calendar_days": (1, 1),
}
