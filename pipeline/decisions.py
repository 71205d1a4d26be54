"""What the rules conclude: verdicts, facts, parameters, decisions, outcome. A leaf."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Diagnostic, Span

Truth = bool | None
"""True, False, or None for unanswered."""


class Verdict(Struct, frozen=True):
    """A tree: what a condition concluded, and from what. Explanations are views of it."""

    value: Truth
    text: str
    """The condition's own words, e.g. ``ratio(parties.staff) >= 5``."""
    kind: str
    """"and", "or", "not", "atom", "fact", "each", "constant"."""
    children: tuple[Verdict, ...] = ()
    asked: str = ""
    """The question's words, or the fact's meaning; for atoms and facts."""
    seen: str = ""
    """What was answered, in words; "(private)" for a private answer."""
    where: Span | None = None
    """Where the answer stands in the intake."""
    private: bool = False


class FactResult(Struct, frozen=True):
    """One fact, closed: ``holds`` is the value the tables see; ``verdict.value`` may still be None."""

    id: str
    means: str
    holds: bool
    verdict: Verdict
    because: str
    assumed: bool
    """True when the verdict was unanswered and the fact's ``unanswered:`` decided."""
    source: tuple[str, ...]
    party: int | None = None
    """Index of the party for a per-party fact."""
    private: bool = False


class ParameterValue(Struct, frozen=True):
    """A resolved value. ``value`` is None when it is an open value."""

    parameter: str
    value: Any
    party: int | None
    """None: the general value; else the party whose own value this is."""
    origin: str
    """"answer", "default", "override", "open"."""
    because: str
    """Why this value, in a sentence; for an answer, the question's words."""
    source: tuple[str, ...]
    where: Span | None = None


class Alternative(Struct, frozen=True):
    """A variant (or row) not chosen, and why not."""

    variant: str | None
    because: str
    """The row's own because."""
    why_not: str
    """E.g. "an earlier row decided" or "does not hold"."""
    verdict: Verdict | None


class Decision(Struct, frozen=True):
    """What one document does about one topic.

    A collected topic has several; an omitted one has variant None.
    """

    topic: str
    variant: str | None
    document: str
    """Document id."""
    because: str
    source: tuple[str, ...]
    elsewhere: str | None = None
    """Id of the document of the packet that carries the topic."""
    pointer: bool = False
    """True when this document prints a pointer to ``elsewhere``."""
    binding: bool = False
    verdict: Verdict | None = None
    alternatives: tuple[Alternative, ...] = ()
    party: int | None = None
    """For a topic decided party by party."""
    origin: str = "row"
    """"row" | "override" | "outline" (not among this instrument's heads)."""


class DocumentPlan(Struct, eq=False):
    """One document of the packet: which instrument, whose, and what it says about every topic."""

    id: str
    instrument: str
    title: str
    parties: tuple[int, ...]
    nature: str
    """The legal_nature variant, e.g. ``binding_full``."""
    binds: str
    """"all", "core", "none"."""
    because: str
    source: tuple[str, ...]
    available: bool = True
    """False while the library has no outline for the instrument."""
    decisions: list[Decision] = field(default_factory=list)
    facts: dict[str, FactResult] | None = None
    """The document's own facts, where its parties are not all of the matter's; else None."""
    party_facts: dict[str, tuple[FactResult, ...]] | None = None


class OpenValue(Struct, eq=False):
    """A value not known yet: its name in words, the question, whose."""

    name: str
    question: str
    party: int | None
    where: Span | None = None


class Outcome(Struct, eq=False):
    """Everything the rules concluded for one intake."""

    matter: str
    gate: str
    """"draft", "pilot_only", "not_ready", "do_not_form"."""
    gate_because: str
    gate_source: tuple[str, ...]
    facts: dict[str, FactResult]
    """Matter facts by id."""
    party_facts: dict[str, tuple[FactResult, ...]]
    """Per-party facts by id, in party order."""
    lead: str
    documents: list[DocumentPlan]
    parameters: dict[str, list[ParameterValue]]
    warnings: list[Diagnostic] = field(default_factory=list)
    open_values: list[OpenValue] = field(default_factory=list)
    gate_verdicts: tuple[tuple[str, str, Verdict | None], ...] = ()
    """Every row of the gate's table: what it gives, its because, its verdict (None when not reached)."""
    packet_verdicts: tuple[tuple[str, str, Verdict | None], ...] = ()
    """Every row of the packet's table, likewise."""
