"""Untyped tree to bound nodes: every name resolved, every comparison typed, every slip reported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pipeline.diagnostics import Diagnostic, Span, did_you_mean
from pipeline.rules.conditions import arithmetic as math
from pipeline.rules.conditions import nodes
from pipeline.rules.conditions.nodes import Node
from pipeline.rules.conditions.symbols import Names, Symbol
from pipeline.rules.conditions.syntax import ConditionSyntaxError, Raw, parse

Bound = TypeVar("Bound")
TRUTH_CALLS = ("any", "all", "differ", "answered", "known")
NUMBER_CALLS = ("count", "max", "min", "ratio", "tally", "days_between", *math.FUNCTIONS)


class _BindError(Exception):
    def __init__(self, code: str, message: str, raw: Raw) -> None:
        self.code, self.raw = code, raw
        super().__init__(message)


def compile_condition(text: str, origin: Span, names: Names) -> tuple[Node | None, list[Diagnostic]]:
    """Parse and bind; on a slip None with one diagnostic at its column."""
    return _compile(text, origin, lambda raw: _Binder(text, names).truth(raw))


def compile_value(text: str, origin: Span, names: Names) -> tuple[math.NumberNode | None, list[Diagnostic]]:
    """The same for a number: ``half(exit_notice_days)``, ``30``."""
    return _compile(text, origin, lambda raw: _Binder(text, names).number(raw))


def _compile(text: str, origin: Span, bind: Callable[[Raw], Bound]) -> tuple[Bound | None, list[Diagnostic]]:
    try:
        return bind(parse(text)), []
    except ConditionSyntaxError as slip:
        return None, [_diagnostic("condition-syntax", str(slip), origin, slip.start, slip.length)]
    except _BindError as slip:
        raw = slip.raw
        return None, [_diagnostic(slip.code, str(slip), origin, raw.start, raw.end - raw.start)]


def _diagnostic(code: str, message: str, origin: Span, start: int, length: int) -> Diagnostic:
    span = Span(origin.file, origin.line, origin.column + start, max(1, length))
    return Diagnostic(code, "error", message, span)


class _Binder:
    def __init__(self, text: str, names: Names) -> None:
        self.text, self.names = text, names

    def words(self, raw: Raw) -> str:
        return self.text[raw.start : raw.end]

    # ------------------------------------------------------------ names

    def symbol(self, raw: Raw) -> Symbol:
        if raw.kind == "attr" and raw.word == self.names.row_variable:
            return self.column(raw.parts[0])
        if raw.kind != "name":
            raise _BindError("wrong-type", f"`{self.words(raw)}` is not a name", raw)
        names = self.names
        if names.in_row and not names.row_variable and raw.word in names.row:
            return names.row[raw.word]
        if raw.word in names.matter:
            return names.matter[raw.word]
        if raw.word in names.row:
            raise _BindError("needs-a-party", f"`{raw.word}` is about one partner: use any(parties, …)", raw)
        known = [*names.matter, *(names.row if names.in_row else ())]
        raise _BindError(
            "unknown-name", f"`{raw.word}` is not a name here{did_you_mean(raw.word, known)}", raw
        )

    def column(self, raw: Raw) -> Symbol:
        if raw.word not in self.names.row:
            guess = did_you_mean(raw.word, self.names.row)
            raise _BindError("unknown-name", f"`{raw.word}` is not asked of a partner{guess}", raw)
        return self.names.row[raw.word]

    def column_of(self, raw: Raw) -> Symbol:
        if raw.kind != "attr" or raw.word != "parties":
            raise _BindError(
                "wrong-type", f"`{self.words(raw)}` must be a column, such as parties.staff", raw
            )
        return self.column(raw.parts[0])

    # ------------------------------------------------------------ truths

    def truth(self, raw: Raw) -> Node:
        if raw.kind in ("and", "or"):
            parts = tuple(self.truth(part) for part in raw.parts)
            return (nodes.And if raw.kind == "and" else nodes.Or)(self.words(raw), parts)
        if raw.kind == "not":
            return nodes.Not(self.words(raw), self.truth(raw.parts[0]))
        if raw.kind == "compare":
            return self.comparison(raw)
        if raw.kind == "in":
            return self.membership(raw)
        if raw.kind == "call":
            return self.truth_call(raw)
        return self.named_truth(raw)

    def named_truth(self, raw: Raw) -> Node:
        symbol = self.symbol(raw)
        if symbol.type == "fact":
            return nodes.FactIs(self.words(raw), symbol)
        if symbol.type != "yes_no":
            raise _BindError(
                "wrong-type", f"`{symbol.id}` is no yes-or-no question: compare it with a value", raw
            )
        return nodes.Truthy(self.words(raw), symbol)

    def comparison(self, raw: Raw) -> Node:
        left, right = raw.parts
        if left.kind in ("name", "attr"):
            symbol = self.symbol(left)
            if symbol.type in ("choice", "country"):
                if raw.word not in ("==", "!="):
                    raise _BindError("wrong-type", f"`{symbol.id}` is a choice: use == or !=", left)
                return nodes.OneOf(
                    self.words(raw), symbol, frozenset({self.value(symbol, right)}), raw.word == "!="
                )
            if symbol.is_truth:
                raise _BindError(
                    "wrong-type", f"`{symbol.id}` is yes or no: write `{symbol.id}` or `not {symbol.id}`", raw
                )
        return nodes.Compares(self.words(raw), raw.word, self.number(left), self.number(right))

    def value(self, symbol: Symbol, raw: Raw) -> str:
        if raw.kind not in ("name", "number"):
            raise _BindError("wrong-type", f"a value of `{symbol.id}` is expected here", raw)
        if symbol.choices and raw.word not in symbol.choices:
            allowed = _some(list(symbol.choices))
            guess = did_you_mean(raw.word, symbol.choices)
            message = f"`{raw.word}` is not a value of `{symbol.id}` ({allowed}){guess}"
            raise _BindError("impossible-value", message, raw)
        return raw.word

    def membership(self, raw: Raw) -> Node:
        left, right = raw.parts
        if right.kind == "set":
            symbol = self.symbol(left)
            if symbol.type not in ("choice", "country"):
                raise _BindError("wrong-type", f"`{symbol.id}` is not a choice", left)
            values = frozenset(self.value(symbol, each) for each in right.parts)
            return nodes.OneOf(self.words(raw), symbol, values, False)
        symbol = self.symbol(right)
        if symbol.type not in ("choices", "set"):
            raise _BindError("wrong-type", f"`{symbol.id}` has no members", right)
        return nodes.Has(self.words(raw), symbol, self.value(symbol, left))

    def truth_call(self, raw: Raw) -> Node:
        name = raw.word
        if name in ("any", "all"):
            self.arity(raw, 2, 2)
            self.need_parties(raw.parts[0])
            inner = _Binder(self.text, Names(self.names.matter, self.names.row, True)).truth(raw.parts[1])
            private = any(symbol.private for symbol in nodes.symbols_of(inner))
            return (nodes.AnyParty if name == "any" else nodes.EveryParty)(self.words(raw), inner, private)
        if name == "differ":
            self.arity(raw, 1, 1)
            return nodes.Differ(self.words(raw), self.column_of(raw.parts[0]))
        if name in ("answered", "known"):
            self.arity(raw, 1, 1)
            return nodes.Answered(self.words(raw), self.symbol(raw.parts[0]), name == "known")
        known = (*TRUTH_CALLS, *NUMBER_CALLS)
        if name in NUMBER_CALLS:
            raise _BindError("wrong-type", f"{name}() is a number: compare it with one", raw)
        raise _BindError("unknown-name", f"`{name}` is no function{did_you_mean(name, known)}", raw)

    # ------------------------------------------------------------ numbers

    def number(self, raw: Raw) -> math.NumberNode:
        if raw.kind == "number":
            return math.Literal(self.words(raw), "", float(raw.word))
        if raw.kind == "sum":
            left, right = (self.number(part) for part in raw.parts)
            return math.Sum(self.words(raw), self.words(raw), raw.word, left, right)
        if raw.kind == "call":
            return self.number_call(raw)
        symbol = self.symbol(raw)
        if not symbol.is_number:
            raise _BindError("wrong-type", f"`{symbol.id}` is not a number", raw)
        return math.Asked(self.words(raw), symbol.words, symbol)

    def number_call(self, raw: Raw) -> math.NumberNode:
        name, text = raw.word, self.words(raw)
        if name in math.FUNCTIONS:
            self.arity(raw, *math.ARITY[name])
            if name in math.FRACTIONS and not _is_fraction(raw.parts):
                said = f"{name}() needs two whole numbers, the second above zero"
                raise _BindError("wrong-type", said, raw)
            return math.Function(text, text, name, tuple(self.number(part) for part in raw.parts))
        if name == "count":
            return self.count(raw)
        if name == "tally":
            parts = tuple(self.truth(part) for part in raw.parts)
            return math.Tally(text, "How many of these hold", parts)
        if name == "days_between":
            self.arity(raw, 2, 2)
            first, last = (self.date(part) for part in raw.parts)
            return math.DaysBetween(text, "Days between the two dates", first, last)
        if name in ("max", "min", "ratio"):
            self.arity(raw, 1, 1)
            column = self.column_of(raw.parts[0])
            if not column.is_number:
                raise _BindError("wrong-type", f"`{column.id}` is not a number", raw)
            words = f"{_COLUMN_WORDS[name]}: {column.words}"
            return math.Column(text, words, column, name)
        raise _BindError("unknown-name", f"`{name}` is no number{did_you_mean(name, NUMBER_CALLS)}", raw)

    def count(self, raw: Raw) -> math.NumberNode:
        self.arity(raw, 1, 2)
        self.need_parties(raw.parts[0])
        if len(raw.parts) == 1:
            return math.Count(self.words(raw), "Number of partners", None)
        inner = _Binder(self.text, Names(self.names.matter, self.names.row, True)).truth(raw.parts[1])
        return math.Count(self.words(raw), f"Number of partners for whom: {inner.text}", inner)

    def date(self, raw: Raw) -> Symbol:
        symbol = self.symbol(raw)
        if symbol.type != "date":
            raise _BindError("wrong-type", f"`{symbol.id}` is not a date", raw)
        return symbol

    # ------------------------------------------------------------ calls

    def arity(self, raw: Raw, fewest: int, most: int) -> None:
        if not fewest <= len(raw.parts) <= most:
            wanted = str(fewest) if fewest == most else f"{fewest} to {most}"
            raise _BindError("wrong-type", f"{raw.word}() takes {wanted} parts, not {len(raw.parts)}", raw)

    def need_parties(self, raw: Raw) -> None:
        if raw.kind != "name" or raw.word != "parties":
            raise _BindError("wrong-type", f"`{self.words(raw)}` must be `parties`", raw)


MOST_LISTED = 8


def _some(values: list[str]) -> str:
    """The first values, and how many more there are."""
    more = len(values) - MOST_LISTED
    return ", ".join(values[:MOST_LISTED]) + (f" and {more} more" if more > 0 else "")


def _is_fraction(parts: tuple[Raw, ...]) -> bool:
    return all(each.kind == "number" and each.word.isdigit() for each in parts) and int(parts[1].word) > 0


_COLUMN_WORDS = {"max": "Largest", "min": "Smallest", "ratio": "Largest divided by smallest"}
