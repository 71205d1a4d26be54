"""Intervals: a number known exactly, or only within bounds while rows or answers are missing."""

from __future__ import annotations

from math import inf

from msgspec import Struct

from pipeline.decisions import Truth


class Interval(Struct, frozen=True):
    """All values from ``low`` to ``high``; exact when they are equal."""

    low: float
    high: float

    @property
    def exact(self) -> bool:
        return self.low == self.high


ANYTHING = Interval(-inf, inf)


def exactly(value: float) -> Interval:
    """A known number."""
    return Interval(value, value)


def compare(sign: str, left: Interval, right: Interval) -> Truth:
    """Three-valued comparison; None while the intervals leave it open."""
    if sign in ("<", ">="):
        less = _less(left, right)
        return less if sign == "<" or less is None else not less
    if sign in (">", "<="):
        more = _less(right, left)
        return more if sign == ">" or more is None else not more
    same = _same(left, right)
    return same if sign == "==" or same is None else not same


def _less(left: Interval, right: Interval) -> Truth:
    if left.high < right.low:
        return True
    return False if left.low >= right.high else None


def _same(left: Interval, right: Interval) -> Truth:
    if left.exact and right.exact:
        return left.low == right.low
    return False if left.high < right.low or right.high < left.low else None


def combine(sign: str, left: Interval, right: Interval) -> Interval:
    """Sum, difference or product of intervals."""
    if sign == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if sign == "-":
        return Interval(left.low - right.high, left.high - right.low)
    corners = [_product(one, other) for one in (left.low, left.high) for other in (right.low, right.high)]
    return Interval(min(corners), max(corners))


def _product(one: float, other: float) -> float:
    """Nothing times anything is nothing, even times what has no limit."""
    return one * other if one and other else 0.0


def in_words(number: Interval) -> str:
    """``12``, ``at least 3``, ``unknown``."""
    if number.exact:
        return _shown(number.low) if number.low != inf else "without limit"
    if number.high == inf:
        return "unknown" if number.low == -inf else f"at least {_shown(number.low)}"
    return f"between {_shown(number.low)} and {_shown(number.high)}"


def _shown(value: float) -> str:
    """All digits of a whole number, six of a fraction."""
    return str(int(value)) if abs(value) != inf and value == int(value) else f"{value:g}"
