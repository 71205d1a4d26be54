"""What a condition is evaluated against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from pipeline.answers import UNANSWERED, Answers
from pipeline.decisions import FactResult
from pipeline.diagnostics import Span


class Scope(Struct):
    """Answers, facts and context words of one matter, or of one document with its own parties."""

    answers: Answers
    parties: tuple[int, ...]
    """Indices of the parties that count."""
    facts: Mapping[str, FactResult] = field(default_factory=dict)
    party_facts: Mapping[str, tuple[FactResult, ...]] = field(default_factory=dict)
    """Per-party facts, by index in the intake's list."""
    context: Mapping[str, Any] = field(default_factory=dict)
    """instrument, packet, lead, binds, clauses …"""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Parameter id to value; None while open."""
    row: int | None = None

    def at_row(self, row: int) -> Scope:
        """The same scope, for one party."""
        return Scope(
            self.answers, self.parties, self.facts, self.party_facts, self.context, self.parameters, row
        )

    def column(self, name: str, row: int, private: bool) -> Any:
        """A party's answer; a private one only where its owner lets an effect show."""
        value = self.answers.at(name, row)
        if private:
            released = self.answers.at("releases", row)
            if not isinstance(released, tuple) or name not in released:
                return UNANSWERED
        return value

    def name_of(self, row: int) -> str:
        """A party's name for explanations."""
        party = self.answers.parties[row]
        return str(party.get("short_name") or party.get("name") or f"party {row + 1}")

    def span(self, name: str, row: int | None = None) -> Span | None:
        """Where an answer stands."""
        return self.answers.span(name, row)
