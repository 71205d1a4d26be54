"""What the names in a condition stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

Kind = Literal["question", "column", "fact", "party_fact", "context", "parameter", "rows"]

TRUTHS = ("yes_no", "fact")
NUMBERS = ("whole_number", "number", "money")
ONE_OF = ("choice", "country")
SEVERAL = ("choices", "set")


class Symbol(Struct, eq=False):
    """One name: a question, a party's column, a fact, a context word or a parameter."""

    id: str
    kind: Kind
    type: str
    """The question's type; "fact" for facts; "choice" or "set" for context words."""
    words: str
    """The question's words or the fact's meaning."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Allowed values with their words; empty when anything goes."""
    least: float = float("-inf")
    most: float = float("inf")
    private: bool = False
    optional: bool = False
    """True for a question that may stay silent: no ``required``, no ``if_unanswered``."""

    @property
    def is_truth(self) -> bool:
        return self.type in TRUTHS

    @property
    def is_number(self) -> bool:
        return self.type in NUMBERS


class Names(Struct, eq=False):
    """The names a condition may use; ``row`` names inside any(), all(), count() and per-party tables."""

    matter: Mapping[str, Symbol]
    row: Mapping[str, Symbol] = field(default_factory=dict)
    in_row: bool = False
    """True when the whole condition is about one party."""
    row_variable: str = ""
    """Name of the loop variable when ``p.column`` is meant, in clause text."""

    def inside_row(self) -> Names:
        """The same names, inside a row."""
        return Names(self.matter, self.row, True, self.row_variable)
