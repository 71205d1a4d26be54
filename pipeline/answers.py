"""Answers: typed values and the three ways of having none. A leaf; imports only diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from msgspec import Struct, field

from pipeline.diagnostics import Span


class State(Enum):
    """Why a question has no value."""

    UNANSWERED = "unanswered"
    NOT_ASKED = "not asked"
    NOT_KNOWN = "not known yet"


UNANSWERED = State.UNANSWERED
NOT_ASKED = State.NOT_ASKED
NOT_KNOWN = State.NOT_KNOWN

NOT_KNOWN_WORDS = "not known yet"
"""What a person writes for a value that is not known yet."""


class Override(Struct, frozen=True):
    """A person's decision against the rules: logged, explained, refused against mandatory packs."""

    target: str
    """Parameter id or topic id."""
    value: str
    by: str
    because: str
    span: Span


class Rider(Struct, frozen=True):
    """A one-off clause that a person typed for this matter; its words are never parsed."""

    id: str
    """From its title; unique in the matter."""
    title: str
    paragraphs: tuple[str, ...]
    document: str
    """Id of an instrument, or of one document."""
    binds: bool
    by: str
    because: str
    after: str
    """The topic whose article it follows; empty: it stands at the end of the body."""
    span: Span
    places: dict[str, Span] = {}
    """Where each of its parts stands."""

    def place(self, part: str) -> Span:
        """Where a part stands, else the rider."""
        return self.places.get(part, self.span)


class Answers(Struct):
    """One intake, typed and validated.

    Values by type: text str; texts tuple[str, ...]; yes_no bool; whole_number and money int;
    number float; date datetime.date; choice str; choices tuple[str, ...]; country ISO 3166 alpha-2 str;
    or a ``State``.
    """

    matter: str
    """Name of the matter's folder: a slug of the intake's file stem."""
    values: dict[str, Any]
    """Every question of the bank but rows, by id."""
    parties: list[dict[str, Any]]
    """Every column of every party."""
    spans: dict[tuple[str | int, ...], Span] = field(default_factory=dict)
    """Where an answer stands: ("power_view",) or ("parties", 0, "staff")."""
    defaults: frozenset[tuple[str | int, ...]] = frozenset()
    """Paths whose value comes from ``if_unanswered`` and not from a person."""
    overrides: tuple[Override, ...] = ()
    riders: tuple[Rider, ...] = ()

    def at(self, question: str, party: int | None = None) -> Any:
        """The value or State of a question, or of a party's column."""
        if party is None:
            return self.values.get(question, UNANSWERED)
        return self.parties[party].get(question, UNANSWERED)

    def span(self, question: str, party: int | None = None) -> Span | None:
        """Where the answer is written, or None."""
        path = (question,) if party is None else ("parties", party, question)
        return self.spans.get(path)


def party_ids(parties: list[dict[str, Any]]) -> list[str]:
    """A short stable id for each party, from its short name; unique within the list."""
    ids: list[str] = []
    for number, row in enumerate(parties, 1):
        stem = slug(str(row.get("short_name") or row.get("name") or "")) or f"party-{number}"
        name = stem
        while name in ids:
            name, number = f"{stem}-{number}", number + 1
        ids.append(name)
    return ids


def slug(words: str, longest: int = 40) -> str:
    """Lower-case ASCII letters, digits and single hyphens; may be empty."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in words.casefold())
    return "-".join(part for part in kept.split("-") if part)[:longest].strip("-")


def without_private(values: Mapping[str, Any], private: frozenset[str]) -> dict[str, Any]:
    """The mapping less its private questions."""
    return {key: value for key, value in values.items() if key not in private}
