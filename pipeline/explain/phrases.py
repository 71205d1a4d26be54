"""Conditions in words: what a row, fact or atom asks for, told with the words of the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from pipeline.rules.conditions import Names, Symbol
from pipeline.rules.conditions.syntax import ConditionSyntaxError, Raw, parse

SIGNS = {
    "==": "is",
    "!=": "is not",
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
COLUMN_CALLS = {
    "max": "the largest of",
    "min": "the smallest of",
    "ratio": "the largest divided by the smallest of",
}


def phrase(text: str, names: Names) -> str:
    """The condition in words; its own text where it cannot be put into words."""
    tree = _tree(text)
    return text if tree is None else _Teller(text, names).truth(tree)


def symbols_in(text: str, names: Names) -> list[Symbol]:
    """The questions, columns and facts that a condition names, each once."""
    tree = _tree(text)
    named = [] if tree is None else list(_Teller(text, names).named_in(tree))
    return list({(each.kind, each.id): each for each in named}.values())


@lru_cache(maxsize=4096)
def _tree(text: str) -> Raw | None:
    try:
        return parse(text)
    except ConditionSyntaxError:
        return None


def as_clause(sentence: str) -> str:
    """A sentence as part of another: small first letter, no full stop."""
    words = sentence.rstrip().removesuffix(".")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


class _Teller:
    def __init__(self, text: str, names: Names) -> None:
        self.text, self.names = text, names

    def own(self, raw: Raw) -> str:
        return self.text[raw.start : raw.end]

    def symbol(self, raw: Raw) -> Symbol | None:
        if raw.kind == "attr":
            return self.names.row.get(raw.parts[0].word)
        matter, row = self.names.matter.get(raw.word), self.names.row.get(raw.word)
        return (row or matter) if self.names.in_row else (matter or row)

    def inside(self) -> _Teller:
        """The same for a condition about one partner."""
        return _Teller(self.text, self.names.inside_row())

    def named_in(self, raw: Raw) -> Iterator[Symbol]:
        """Every name read, values of choices left out."""
        if raw.kind in ("name", "attr"):
            symbol = self.symbol(raw)
            yield from () if symbol is None else (symbol,)
            return
        teller = self.inside() if raw.kind == "call" and raw.word in ("any", "all", "count") else self
        for part in self.read_parts(raw):
            yield from teller.named_in(part)

    def read_parts(self, raw: Raw) -> tuple[Raw, ...]:
        if raw.kind == "in":
            return raw.parts[:1] if raw.parts[1].kind == "set" else raw.parts[1:]
        if raw.kind == "compare":
            symbol = self.symbol(raw.parts[0]) if raw.parts[0].kind in ("name", "attr") else None
            return raw.parts[:1] if symbol is not None and symbol.type in ("choice", "country") else raw.parts
        return raw.parts

    # ------------------------------------------------------------ truths

    def truth(self, raw: Raw) -> str:
        tell = self.truths.get(raw.kind)
        return tell(raw) if tell else self.own(raw)

    @property
    def truths(self) -> dict[str, Callable[[Raw], str]]:
        return {
            "and": lambda raw: self.joined(raw, "and"),
            "or": lambda raw: self.joined(raw, "or"),
            "not": self.negation,
            "compare": self.comparison,
            "in": self.membership,
            "call": self.call,
            "name": self.named,
            "attr": self.named,
        }

    def joined(self, raw: Raw, word: str) -> str:
        parts = [self.truth(part) for part in raw.parts]
        nested = any(part.kind in ("and", "or") for part in raw.parts)
        return (f"; {word} " if nested else f", {word} ").join(parts)

    def negation(self, raw: Raw) -> str:
        inner = raw.parts[0]
        symbol = self.symbol(inner) if inner.kind in ("name", "attr") else None
        if symbol is not None and symbol.type == "yes_no":
            return f"“{symbol.words}” is no"
        if inner.kind == "call" and inner.word in ("answered", "known"):
            return self.truth(inner).replace(" has an ", " has no ").replace(" has a ", " has no ")
        return f"not: {self.truth(inner)}"

    def named(self, raw: Raw) -> str:
        symbol = self.symbol(raw)
        if symbol is None:
            return self.own(raw)
        if symbol.kind == "party_fact":
            return f"it {as_clause(symbol.words)}"
        return as_clause(symbol.words) if symbol.type == "fact" else f"“{symbol.words}” is yes"

    def comparison(self, raw: Raw) -> str:
        left, right = raw.parts
        symbol = self.symbol(left)
        if symbol is not None and symbol.choices:
            return f"{self.value(left)} {SIGNS[raw.word]} {_label(symbol, right.word)}"
        return f"{self.value(left)} {SIGNS[raw.word]} {self.value(right)}"

    def membership(self, raw: Raw) -> str:
        left, right = raw.parts
        if right.kind == "set":
            symbol = self.symbol(left)
            labels = [_label(symbol, each.word) for each in right.parts]
            return f"{self.value(left)} is {' or '.join(labels)}"
        return f"{self.value(right)} includes {_label(self.symbol(right), left.word)}"

    def call(self, raw: Raw) -> str:
        said = {
            "answered": "{} has an answer",
            "known": "{} has a known answer",
            "differ": "the partners differ on {}",
        }
        if raw.word in said:
            return said[raw.word].format(self.value(raw.parts[0]))
        if raw.word in ("any", "all"):
            whom = "for at least one partner" if raw.word == "any" else "for every partner"
            return f"{whom}, {self.inside().truth(raw.parts[1])}"
        return self.value(raw)

    # ------------------------------------------------------------ numbers and names

    def value(self, raw: Raw) -> str:
        if raw.kind == "call":
            return self.number_call(raw)
        symbol = self.symbol(raw) if raw.kind in ("name", "attr") else None
        if symbol is None:
            return self.own(raw).replace("_", " ")
        return symbol.words.lower() if symbol.kind == "context" else f"“{symbol.words}”"

    def number_call(self, raw: Raw) -> str:
        if raw.word in COLUMN_CALLS:
            return f"{COLUMN_CALLS[raw.word]} {self.value(raw.parts[0])}"
        if raw.word == "count":
            whom = f" for whom {self.inside().truth(raw.parts[1])}" if len(raw.parts) == 2 else ""
            return f"the number of partners{whom}"
        if raw.word == "tally":
            return f"the number of these that hold ({'; '.join(self.truth(part) for part in raw.parts)})"
        if raw.word == "days_between":
            return f"the days from {self.value(raw.parts[0])} to {self.value(raw.parts[1])}"
        return self.own(raw)


def _label(symbol: Symbol | None, word: str) -> str:
    words = symbol.choices.get(word, "") if symbol else ""
    return f"“{words or word.replace('_', ' ')}”"
