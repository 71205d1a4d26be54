"""Drafting notes for counsel: the words of the remarks beside a draft's clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pipeline.answers import Answers
from pipeline.decisions import Decision, Outcome
from pipeline.diagnostics import Diagnostic
from pipeline.explain.notes_choice import not_chosen, real_choice
from pipeline.explain.notes_law import law_notes
from pipeline.explain.notes_marks import Marks, figures_note, marks_of, open_note, overridden_figures
from pipeline.explain.notes_page import Key, Page, one_line, page_of
from pipeline.explain.notes_why import (
    answers_note,
    assumed_notes,
    layers_note,
    override_note,
    rider_note,
    why_note,
)
from pipeline.explain.why_riders import RIDER
from pipeline.library.types import Library
from pipeline.model import Clause, Document, all_clauses

Level = Literal["none", "counsel", "full"]
OWN_TEXT = "Text of the document itself; no rule decides it."


def drafting_notes(
    library: Library,
    answers: Answers,
    outcome: Outcome,
    document: Document,
    level: Level,
    findings: Iterable[Diagnostic],
) -> dict[Key, list[str]]:
    """Short paragraphs of plain text for the clauses of one document, by (topic, variant, instance).

    ``none``: nothing. ``counsel``: only what needs counsel's eye or a choice: values not known yet, what a
    person decided against the rules, riders, remarks and assumptions, what the law of a place adds or
    replaces and what nobody has checked of it, and other variants that fit as well. ``full``: every clause,
    with its reason, the answers behind it, its figures, and every variant not chosen. Never a private answer.
    """
    if level == "none":
        return {}
    clauses = _by_key(document)
    plan = next((each for each in outcome.documents if each.id == document.id), None)
    if plan is None:
        return _companion(library, document, clauses) if level == "full" else {}
    page = page_of(library, answers, outcome, plan, findings)
    begins = {key[0]: key for key in reversed(clauses)}
    notes = {
        key: _note(page, key, own, begins[key[0]] == key, level == "full") for key, own in clauses.items()
    }
    said = {key: list(dict.fromkeys(one_line(each) for each in note)) for key, note in notes.items()}
    return {key: paragraphs for key, paragraphs in said.items() if paragraphs}


def _by_key(document: Document) -> dict[Key, list[Clause]]:
    found: dict[Key, list[Clause]] = {}
    for each in all_clauses(document):
        found.setdefault((each.topic, each.variant, each.instance), []).append(each)
    return found


def _companion(library: Library, document: Document, keys: Iterable[Key]) -> dict[Key, list[str]]:
    """A sheet beside the documents: at its first clause, why it is there."""
    found = {key: [OWN_TEXT] for key in keys}
    because = [each.because for each in library.companions if each.instrument == document.instrument]
    for first in list(found)[:1]:
        found[first] = [*(f"Why: {each}" for each in because), OWN_TEXT]
    return found


# ---------------------------------------------------------------- one clause


def _note(page: Page, key: Key, clauses: Sequence[Clause], begins: bool, full: bool) -> Iterator[str]:
    """``begins``: the topic's first clause, where what concerns the whole topic is told."""
    group = page.decided.get(key, [])
    if group:
        yield from _decided(page, group, marks_of(clauses), begins, full)
    elif key[0] == RIDER:
        yield from (rider_note(each) for each in page.answers.riders if each.id == key[1])
    elif full:
        yield OWN_TEXT


def _decided(page: Page, group: Sequence[Decision], marks: Marks, begins: bool, full: bool) -> Iterator[str]:
    at_home = not group[0].pointer
    if full:
        yield from why_note(page, group)
        yield from answers_note(page, group)
        yield from layers_note(page, group)
    if at_home and begins:
        yield from override_note(page, group[0])
    yield from overridden_figures(page, marks)
    yield from open_note(page, marks)
    if at_home:
        yield from _to_look_at(page, group, begins, full)
    if full:
        yield from figures_note(page, marks)
    if at_home and begins:
        yield from _others(page, group[0].topic, full)


def _to_look_at(page: Page, group: Sequence[Decision], begins: bool, full: bool) -> Iterator[str]:
    """What the rules and the linter remarked, what silence decided, and the law of the places concerned."""
    if begins:
        remarks = [each for each in page.remarks.get(group[0].topic, ()) if each not in page.told]
        page.told.update(remarks)
        yield from (f"Look at this: {each}" for each in remarks)
    yield from assumed_notes(page, group, full)
    yield from law_notes(page, group, full)


def _others(page: Page, name: str, full: bool) -> Iterator[str]:
    topic, own = page.view.library.topics[name], page.by_topic[name]
    yield from not_chosen(page, topic, own) if full else real_choice(page, topic, own)
