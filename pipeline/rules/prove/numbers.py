"""Numbers of conditions for the solver: intervals, as the evaluator has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from pipeline.rules.conditions import Node
from pipeline.rules.conditions import arithmetic as a
from pipeline.rules.prove.cells import BIG
from pipeline.rules.prove.logic import Kleene, Truth, both, choose, conj, disj, either, no

if TYPE_CHECKING:
    from pipeline.rules.prove.conditions import Translator, View


class UnprovableError(Exception):
    """A condition that the prover has no formula for: told as a finding, never passed over."""


class Num(Struct, frozen=True, eq=False):
    """An interval. ``asked``: false where a question in it is not asked; ``exact``: low is high."""

    asked: Truth
    low: Any
    high: Any
    exact: Truth


def number(node: a.NumberNode, view: View, world: Translator) -> Num:
    """The interval of a number node."""
    if isinstance(node, a.Literal):
        value = int(node.value) if node.value == int(node.value) else node.value
        return Num(True, value, value, True)
    if isinstance(node, a.Asked):
        return world.read_number(node.of, view)
    if isinstance(node, a.Column):
        return _column(node, view, world)
    if isinstance(node, a.Count):
        return _count(node, view, world)
    if isinstance(node, a.Tally):
        return _sure([world.truth(cast(Node, each), view) for each in node.conditions])
    if isinstance(node, a.Sum):
        return _sum(node, view, world)
    if isinstance(node, a.DaysBetween):
        return _days(node, view, world)
    assert isinstance(node, a.Function)
    return _function(node, view, world)


def compare(sign: str, left: Num, right: Num) -> Kleene:
    """Three-valued comparison of intervals; false where a question in it is not asked."""
    t, f = _signed(sign, left, right)
    asked = both(left.asked, right.asked)
    return Kleene(both(asked, t), either(no(asked), f))


def _signed(sign: str, left: Num, right: Num) -> tuple[Truth, Truth]:
    if sign in ("<", ">="):
        t, f = left.high < right.low, left.low >= right.high
        return (t, f) if sign == "<" else (f, t)
    if sign in (">", "<="):
        t, f = right.high < left.low, right.low >= left.high
        return (t, f) if sign == ">" else (f, t)
    exact = both(left.exact, right.exact)
    same = both(exact, left.low == right.low)
    apart = disj((both(exact, left.low != right.low), left.high < right.low, right.high < left.low))
    return (same, apart) if sign == "==" else (apart, same)


# ---------------------------------------------------------------- over the rows


def _column(node: a.Column, view: View, world: Translator) -> Num:
    """max and min; ``ratio`` is translated with its comparison."""
    if node.how == "ratio":
        raise UnprovableError(f"`{node.text}` stands where only a comparison with a number can be proved")
    least = int(max(node.of.least, -BIG))
    most = int(min(node.of.most, BIG))
    known, silent, extreme = extremes(node, view, world)
    best = extreme[node.how == "max"]
    if node.how == "max":
        low, high = choose(known, best, least), choose(silent, most, best)
    else:
        low, high = choose(silent, least, best), choose(known, best, most)
    return Num(either(known, silent), low, high, both(known, no(silent)))


def extremes(node: a.Column, view: View, world: Translator) -> tuple[Truth, Truth, tuple[Any, Any]]:
    """Whether a row has a value, whether one is silent, and the smallest and largest value."""
    cells = [(world.active(row), world.read_number(node.of, view.at(row))) for row in world.rows()]
    has = [both(active, both(each.asked, each.exact)) for active, each in cells]
    silent = disj(both(active, both(each.asked, no(each.exact))) for active, each in cells)
    low: Any = BIG
    high: Any = -BIG
    for there, (_, each) in zip(has, cells, strict=True):
        low = choose(both(there, each.low < low), each.low, low)
        high = choose(both(there, each.low > high), each.low, high)
    return disj(has), silent, (low, high)


def ratio_compared(sign: str, node: a.Column, bound: float, view: View, world: Translator) -> Kleene:
    """``ratio(parties.staff) >= 5`` by multiplication: largest against smallest times the bound."""
    known, silent, (low, high) = extremes(node, view, world)
    apart = high > low  # equal values are in the ratio of 1, nothing to nothing among them
    reaches = both(apart, high >= bound * low) if bound > 1 else True
    exceeds = both(apart, high > bound * low) if bound >= 1 else True
    at_least = Kleene(both(known, reaches), conj((known, no(silent), no(reaches))))
    more = Kleene(both(known, exceeds), conj((known, no(silent), no(exceeds))))
    if sign not in (">=", "<", ">", "<="):
        raise UnprovableError(f"`{node.text} {sign} …`: a ratio is compared with <, <=, > or >=")
    found = at_least if sign in (">=", "<") else more
    asked = either(known, silent)
    turned = found if sign in (">=", ">") else Kleene(found.f, found.t)
    return Kleene(both(asked, turned.t), either(no(asked), turned.f))


def _count(node: a.Count, view: View, world: Translator) -> Num:
    if node.condition is None:
        return Num(True, world.count, world.count, True)
    condition: Any = node.condition
    rows = [(world.active(row), world.truth(condition, view.at(row))) for row in world.rows()]
    return _sure([Kleene(both(active, each.t), either(no(active), each.f)) for active, each in rows])


def _sure(truths: Sequence[Kleene]) -> Num:
    """How many hold for sure, and how many may."""
    low: Any = 0
    high: Any = 0
    for each in truths:
        low = low + choose(each.t, 1, 0)
        high = high + choose(each.f, 0, 1)
    return Num(True, low, high, conj(either(each.t, each.f) for each in truths))


# ---------------------------------------------------------------- arithmetic


def _sum(node: a.Sum, view: View, world: Translator) -> Num:
    left, right = number(node.left, view, world), number(node.right, view, world)
    asked, exact = both(left.asked, right.asked), both(left.exact, right.exact)
    if node.sign == "+":
        return Num(asked, left.low + right.low, left.high + right.high, exact)
    if node.sign == "-":
        return Num(asked, left.low - right.high, left.high - right.low, exact)
    factor = right if isinstance(node.right, a.Literal) else left
    other = left if factor is right else right
    if not isinstance(factor.low, int | float) or factor.low < 0:
        raise UnprovableError(f"`{node.text}`: only a product with a number as written can be proved")
    return Num(asked, other.low * factor.low, other.high * factor.low, exact)


def _days(node: a.DaysBetween, view: View, world: Translator) -> Num:
    first, last = world.read_number(node.first, view), world.read_number(node.last, view)
    exact = both(first.exact, last.exact)
    days = last.low - first.low
    return Num(both(first.asked, last.asked), choose(exact, days, -BIG), choose(exact, days, BIG), exact)


def _function(node: a.Function, view: View, world: Translator) -> Num:
    inner = [number(each, view, world) for each in node.numbers]
    low = _applied(node.name, [each.low for each in inner], world)
    high = _applied(node.name, [each.high for each in inner], world)
    return Num(conj(each.asked for each in inner), low, high, conj(each.exact for each in inner))


def _applied(name: str, values: list[Any], world: Translator) -> Any:
    """Whole numbers: z3 divides whole numbers as Python does when the divisor is positive."""
    if name in ("least", "most"):
        best = values[0]
        for each in values[1:]:
            best = choose(each < best if name == "least" else each > best, each, best)
        return best
    if name == "half":
        return _divided(values[0], 2)
    if name == "calendar_days":
        return -_divided(-(values[0] * 7), 5)
    if name == "heads":
        return -_divided(-(world.count * values[0]), values[1])
    if name == "more_than":
        return _divided(world.count * values[0], values[1]) + 1
    raise UnprovableError(f"{name}() has no formula in the prover")


def _divided(value: Any, by: int) -> Any:
    return value // by if isinstance(value, int) else value / by
