"""Truths for the solver: Python's own where they are known, z3's where they are not; Kleene's as pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import z3
from msgspec import Struct

Truth = Any
"""A Python bool, or z3's Boolean expression. What is known already never reaches the solver."""


class Kleene(Struct, frozen=True, eq=False):
    """A three-valued truth: ``t`` it holds, ``f`` it fails; neither: unanswered. Never both."""

    t: Truth
    f: Truth


def conj(parts: Iterable[Truth]) -> Truth:
    """And, with known parts dropped."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return True if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_and, kept)


def disj(parts: Iterable[Truth]) -> Truth:
    """Or, with known parts dropped."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return False if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_or, kept)


def _joined(make: Any, parts: list[Any]) -> Any:
    """z3.And and z3.Or without their checks of each part: all parts are Boolean here, in one context."""
    context = parts[0].ctx
    array = (z3.Ast * len(parts))(*(each.ast for each in parts))
    return z3.BoolRef(make(context.ref(), len(parts), array), context)


def both(*parts: Truth) -> Truth:
    """And of a few."""
    return conj(parts)


def either(*parts: Truth) -> Truth:
    """Or of a few."""
    return disj(parts)


def no(part: Truth) -> Truth:
    """Negation."""
    if isinstance(part, bool):
        return not part
    return z3.BoolRef(z3.Z3_mk_not(part.ctx.ref(), part.ast), part.ctx)


def choose(condition: Truth, then: Any, otherwise: Any) -> Any:
    """If, for numbers."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return z3.If(condition, then, otherwise)


def as_z3(truth: Truth) -> Any:
    """For z3's own functions, which do not take Python's truths."""
    return z3.BoolVal(truth) if isinstance(truth, bool) else truth


def two_valued(truth: Truth) -> Kleene:
    """A truth that is never unanswered."""
    return Kleene(truth, no(truth))


def negated(part: Kleene) -> Kleene:
    """Kleene's not."""
    return Kleene(part.f, part.t)


def all_of(parts: Iterable[Kleene]) -> Kleene:
    """Kleene's and."""
    listed = list(parts)
    return Kleene(conj(each.t for each in listed), disj(each.f for each in listed))


def any_of(parts: Iterable[Kleene]) -> Kleene:
    """Kleene's or."""
    listed = list(parts)
    return Kleene(disj(each.t for each in listed), conj(each.f for each in listed))


def asked_only(asked: Truth, part: Kleene) -> Kleene:
    """A comparison that fails where its question is not asked."""
    return Kleene(both(asked, part.t), either(no(asked), part.f))
