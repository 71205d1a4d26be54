"""Verdict trees, read: which leaves and facts decided. Every explanation is a view of this."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.decisions import Verdict

FORM = "form_used"
"""The question that chooses the form."""


def deciding_parts(verdict: Verdict) -> tuple[Verdict, ...]:
    """The parts that made the verdict what it is: of an `or` those that held, of a failed `and` what failed.

    A private verdict shows no parts. Which form was used is told only where nothing else decided as well.
    """
    if verdict.private:
        return ()
    if verdict.kind in ("fact", "not"):
        return verdict.children
    parts = tuple(part for part in verdict.children if part.value is verdict.value)
    if verdict.kind == "and" and verdict.value is False:
        return parts
    return tuple(part for part in parts if not _is_form(part)) or parts


def _is_form(verdict: Verdict) -> bool:
    """True for a condition over nothing but the form: an answer about the questions, not about the matter."""
    return verdict.text.removeprefix("not ").startswith(f"{FORM} ") and verdict.kind in ("atom", "not")


def deciding(verdict: Verdict | None) -> list[Verdict]:
    """The leaves that decided, facts opened down to their answers; each only once."""
    return [] if verdict is None else once(_leaves(verdict))


def deciding_facts(verdict: Verdict | None) -> list[Verdict]:
    """Every fact on the way to the leaves that decided, outermost first; each only once."""
    return [] if verdict is None else once(_facts(verdict))


def nearest_facts(verdict: Verdict | None) -> list[Verdict]:
    """The leaves that decided when facts are not opened: facts and bare answers as they are named."""
    return [] if verdict is None else once(_nearest(verdict))


def fact_id(verdict: Verdict) -> str:
    """The id of the fact a verdict of kind "fact" stands for."""
    return verdict.text.rpartition(".")[2]


def once(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The first of each that reads the same."""
    found = {(each.text, each.asked, each.seen, each.where): each for each in reversed(list(verdicts))}
    return list(reversed(found.values()))


def _leaves(verdict: Verdict) -> Iterator[Verdict]:
    parts = deciding_parts(verdict)
    if not parts:
        yield verdict
    for part in parts:
        yield from _leaves(part)


def _facts(verdict: Verdict) -> Iterator[Verdict]:
    if verdict.kind == "fact":
        yield verdict
    for part in deciding_parts(verdict):
        yield from _facts(part)


def _nearest(verdict: Verdict) -> Iterator[Verdict]:
    parts = () if verdict.kind == "fact" else deciding_parts(verdict)
    if not parts:
        yield verdict
    for part in parts:
        yield from _nearest(part)
