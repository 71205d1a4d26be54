"""Bound conditions. ``verdict(scope)`` is the one evaluator; the prover translates the same nodes."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from pipeline.answers import NOT_ASKED, UNANSWERED
from pipeline.decisions import Truth, Verdict
from pipeline.rules.conditions import numbers
from pipeline.rules.conditions.arithmetic import NumberNode
from pipeline.rules.conditions.reading import is_silent, is_unasked, leaf, value_of
from pipeline.rules.conditions.scope import Scope
from pipeline.rules.conditions.symbols import Symbol


class Node(Struct, frozen=True, eq=False):
    """A condition; ``text`` is its own words."""

    text: str

    def verdict(self, scope: Scope) -> Verdict:
        """The verdict tree in this scope."""
        raise TypeError(f"{type(self).__name__} has no verdict")


class Constant(Node, frozen=True, eq=False):
    """Always true or always false, e.g. ``otherwise``."""

    value: bool

    def verdict(self, scope: Scope) -> Verdict:
        return Verdict(self.value, self.text, "constant")


def always(text: str = "otherwise") -> Node:
    """The condition that always holds."""
    return Constant(text, True)


class And(Node, frozen=True, eq=False):
    """Kleene's and; stops at the first false part."""

    parts: tuple[Node, ...]

    def verdict(self, scope: Scope) -> Verdict:
        seen: list[Verdict] = []
        truth: Truth = True
        for part in self.parts:
            seen.append(part.verdict(scope))
            if seen[-1].value is False:
                return Verdict(False, self.text, "and", tuple(seen))
            if seen[-1].value is None:
                truth = None
        return Verdict(truth, self.text, "and", tuple(seen))


class Or(Node, frozen=True, eq=False):
    """Kleene's or; stops at the first true part."""

    parts: tuple[Node, ...]

    def verdict(self, scope: Scope) -> Verdict:
        seen: list[Verdict] = []
        truth: Truth = False
        for part in self.parts:
            seen.append(part.verdict(scope))
            if seen[-1].value is True:
                return Verdict(True, self.text, "or", tuple(seen))
            if seen[-1].value is None:
                truth = None
        return Verdict(truth, self.text, "or", tuple(seen))


class Not(Node, frozen=True, eq=False):
    """Negation; unanswered stays unanswered."""

    part: Node

    def verdict(self, scope: Scope) -> Verdict:
        inner = self.part.verdict(scope)
        return Verdict(None if inner.value is None else not inner.value, self.text, "not", (inner,))


class Truthy(Node, frozen=True, eq=False):
    """A yes-or-no question by its name."""

    symbol: Symbol

    def verdict(self, scope: Scope) -> Verdict:
        value = value_of(self.symbol, scope)
        truth = None if is_silent(value) else (not is_unasked(value) and bool(value))
        return leaf(self.symbol, scope, self.text, truth, value)


class FactIs(Node, frozen=True, eq=False):
    """A fact by its name: two-valued, since facts are closed."""

    symbol: Symbol

    def verdict(self, scope: Scope) -> Verdict:
        if self.symbol.kind == "party_fact":
            assert scope.row is not None, "a party's fact is read outside a row"
            fact = scope.party_facts[self.symbol.id][scope.row]
            seen = f"{scope.name_of(scope.row)}: {_yes(fact.holds)}"
        else:
            fact = scope.facts[self.symbol.id]
            seen = _yes(fact.holds)
        return Verdict(fact.holds, self.text, "fact", (fact.verdict,), fact.means, seen, None, fact.private)


def _yes(truth: bool) -> str:
    return "holds" if truth else "does not hold"


class OneOf(Node, frozen=True, eq=False):
    """A choice, country or context word against values: ==, !=, in."""

    symbol: Symbol
    values: frozenset[str]
    negated: bool

    def verdict(self, scope: Scope) -> Verdict:
        value = value_of(self.symbol, scope)
        truth: Truth
        if is_silent(value):
            truth = None
        elif is_unasked(value):
            truth = False
        else:
            truth = (value in self.values) != self.negated
        return leaf(self.symbol, scope, self.text, truth, value)


class Has(Node, frozen=True, eq=False):
    """A value among several: ``money in contribution_kinds``, ``agreement in packet``."""

    symbol: Symbol
    member: str

    def verdict(self, scope: Scope) -> Verdict:
        value = value_of(self.symbol, scope)
        truth = None if is_silent(value) else (not is_unasked(value) and self.member in value)
        return leaf(self.symbol, scope, self.text, truth, value)


class Answered(Node, frozen=True, eq=False):
    """Whether a question has an answer. ``known`` also refuses "not known yet"."""

    symbol: Symbol
    known: bool

    def verdict(self, scope: Scope) -> Verdict:
        value = value_of(self.symbol, scope)
        missing = value is UNANSWERED or value is NOT_ASKED or (self.known and is_silent(value))
        return leaf(self.symbol, scope, self.text, not missing, value)


class Compares(Node, frozen=True, eq=False):
    """A linear comparison of numbers."""

    sign: str
    left: NumberNode
    right: NumberNode

    def verdict(self, scope: Scope) -> Verdict:
        left, right = self.left.number(scope), self.right.number(scope)
        if left is None or right is None:
            return Verdict(False, self.text, "atom", (), self.left.words, "not asked")
        truth = numbers.compare(self.sign, left, right)
        symbol = self.left.symbol
        where = scope.span(symbol.id, scope.row if symbol.kind == "column" else None) if symbol else None
        private = any(each.private for each in symbols_of(self))
        seen = "(private)" if private else numbers.in_words(left)
        return Verdict(
            truth, self.text, "atom", (), self.left.words, seen, None if private else where, private
        )


class AnyParty(Node, frozen=True, eq=False):
    """True when the condition holds for a party."""

    condition: Node
    private: bool

    def verdict(self, scope: Scope) -> Verdict:
        return over_rows(self.text, "any", self.condition, self.private, scope)


class EveryParty(Node, frozen=True, eq=False):
    """True when the condition holds for every party."""

    condition: Node
    private: bool

    def verdict(self, scope: Scope) -> Verdict:
        return over_rows(self.text, "all", self.condition, self.private, scope)


def over_rows(text: str, kind: str, condition: Node, private: bool, scope: Scope) -> Verdict:
    """any / all over the scope's parties; only the deciding rows are kept in the tree."""
    deciding = kind == "any"
    rows = [(row, condition.verdict(scope.at_row(row))) for row in scope.parties]
    decided = [(row, each) for row, each in rows if each.value is deciding]
    if not decided:
        silent = [(row, each) for row, each in rows if each.value is None]
        decided, truth = (silent, None) if silent else ([], not deciding)
    else:
        truth = deciding
    names = "(private)" if private else ", ".join(scope.name_of(row) for row, _ in decided)
    children = () if private else tuple(each for _, each in decided)
    return Verdict(truth, text, kind, children, "", names, None, private)


class Differ(Node, frozen=True, eq=False):
    """True when two parties answered the column differently."""

    symbol: Symbol

    def verdict(self, scope: Scope) -> Verdict:
        values = [(row, value_of(self.symbol, scope.at_row(row))) for row in scope.parties]
        known = [(row, each) for row, each in values if not is_silent(each) and not is_unasked(each)]
        different = len({each for _, each in known}) > 1
        silent = sum(is_silent(each) for _, each in values)
        truth = True if different else (None if silent and silent + len(known) > 1 else False)
        seen = "; ".join(
            f"{scope.name_of(row)}: {self.symbol.choices.get(each, each)}" for row, each in known
        )
        seen = "(private)" if self.symbol.private else seen
        return Verdict(truth, self.text, "atom", (), self.symbol.words, seen, None, self.symbol.private)


def parts_of(node: Any) -> tuple[Any, ...]:
    """The nodes directly inside a node, conditions and numbers alike."""
    found: list[Any] = []
    for name in ("parts", "part", "condition", "left", "right", "conditions", "numbers"):
        inner = getattr(node, name, None)
        if inner is None:
            continue
        found.extend(inner if isinstance(inner, tuple) else (inner,))
    return tuple(found)


def symbols_of(node: Any) -> list[Symbol]:
    """Every name a condition reads, in order, repeated ones included."""
    own = (getattr(node, name, None) for name in ("symbol", "first", "last"))
    found = [each for each in own if each is not None]
    for part in parts_of(node):
        found.extend(symbols_of(part))
    return found
