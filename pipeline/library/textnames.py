"""What a clause text may name."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span
from pipeline.intake.bank import QuestionBank
from pipeline.library.types import Parameter
from pipeline.rules.conditions import Names


class TextNames(Struct):
    """Everything in scope, and where slips are gathered."""

    names: Names
    bank: QuestionBank
    parameters: Mapping[str, Parameter]
    terms: Mapping[str, tuple[str, bool]]
    """A term as it is read, to its id and whether that is the plural."""
    topics: frozenset[str]
    instruments: frozenset[str]
    verbs: frozenset[str]
    in_party: bool = False
    """True where ``p`` is the party at hand."""
    guarded: frozenset[str] = frozenset()
    """Optional answers that an enclosing {if answered(...)} has made sure of."""
    found: list[Diagnostic] = field(default_factory=list)
    used_terms: set[str] = field(default_factory=set)
    labels: list[tuple[str, str, Span]] = field(default_factory=list)
    """Every labelled block that a text refers to: topic, label, where."""

    def report(self, code: str, message: str, span: Span) -> None:
        """Note a slip."""
        self.found.append(Diagnostic(code, "error", message, span))

    def inside(self, *, party: bool = False, guards: frozenset[str] = frozenset()) -> TextNames:
        """The same names inside a loop or an if."""
        names = self.names
        if party and not names.row_variable:
            names = Names(names.matter, names.row, True, "p")
        return TextNames(
            names,
            self.bank,
            self.parameters,
            self.terms,
            self.topics,
            self.instruments,
            self.verbs,
            self.in_party or party,
            self.guarded | guards,
            self.found,
            self.used_terms,
            self.labels,
        )
