"""Last stage of a check: which questions are asked, what silence means, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.answers import NOT_ASKED, NOT_KNOWN, NOT_KNOWN_WORDS, UNANSWERED
from pipeline.decisions import Verdict
from pipeline.diagnostics import Diagnostic, Span
from pipeline.intake.bank import FORM, Form, Question
from pipeline.intake.draft import Draft, Related
from pipeline.intake.source import KeyPath
from pipeline.intake.wording import called
from pipeline.rules.conditions import Scope


def settle(draft: Draft) -> None:
    """Every question from the top: a condition looks only at what is settled already."""
    form = chosen_form(draft)
    scope = Scope(draft.answers, tuple(range(len(draft.answers.parties))))
    for question in draft.bank.questions.values():
        asked_by_form = form is None or question.id in form.asks
        settle_one(draft, (question.id,), question, scope, form, asked_by_form)
        if question.type == "rows":
            settle_rows(draft, question, scope, form)


def chosen_form(draft: Draft) -> Form | None:
    """The shorter form the intake chooses, or None for the full one."""
    question = draft.bank.questions.get(FORM)
    value = draft.answers.values.get(FORM, UNANSWERED)
    if value is UNANSWERED and question is not None:
        value = question.if_unanswered
    return draft.bank.forms.get(value) if isinstance(value, str) else None


def settle_rows(draft: Draft, rows: Question, scope: Scope, form: Form | None) -> None:
    """Column by column, so that a condition may look at every row above it."""
    scopes = [(row, scope.at_row(row)) for row in scope.parties if (rows.id, row) not in draft.faulty]
    for column in rows.columns.values():
        asked_by_form = form is None or column.id in form.columns
        for row, inside in scopes:
            settle_one(draft, (rows.id, row, column.id), column, inside, form, asked_by_form)


def settle_one(
    draft: Draft, path: KeyPath, question: Question, scope: Scope, form: Form | None, asked_by_form: bool
) -> None:
    """One question: not asked, answered, silent with a meaning, or missing."""
    if not asked_by_form:
        return not_asked(draft, path, question, form, None)
    verdict = question.asked_when.verdict(scope) if question.asked_when else None
    if verdict is not None and verdict.value is False:
        return not_asked(draft, path, question, form, verdict)
    if is_silent(draft, path):
        certain = verdict is None or verdict.value is True
        fill_silence(draft, path, question, form, certain)


def is_silent(draft: Draft, path: KeyPath) -> bool:
    """True when no answer was given; a faulty answer is not silence."""
    return path not in draft.faulty and draft.value(path) is UNANSWERED


def fill_silence(draft: Draft, path: KeyPath, question: Question, form: Form | None, certain: bool) -> None:
    """A preset, a named default, another answer; or the answer is missing."""
    value = default_of(path, question, form)
    if value is not None:
        draft.put(path, value)
        draft.defaults.add(path)
    elif question.same_as:
        copy(draft, path, (*path[:-1], question.same_as))
    elif question.required and certain:
        missing(draft, path, question)
    elif question.required and not question.never_open:
        draft.put(path, NOT_KNOWN)  # whether it is asked hangs on an open answer, so it is open itself


def default_of(path: KeyPath, question: Question, form: Form | None) -> Any:
    """What the form presets, or the bank's ``if_unanswered``."""
    preset = form.presets.get(question.id) if form and len(path) == 1 else None
    return question.if_unanswered if preset is None else preset


def copy(draft: Draft, path: KeyPath, other: KeyPath) -> None:
    """The answer that stands in, with its place."""
    draft.put(path, draft.value(other))
    if other in draft.answers.spans:
        draft.answers.spans[path] = draft.answers.spans[other]


def missing(draft: Draft, path: KeyPath, question: Question) -> None:
    """A required answer that is not there; unless the form itself is in doubt."""
    if (FORM,) in draft.faulty:
        return
    words = "" if question.never_open or question.type == "rows" else f" (or write `{NOT_KNOWN_WORDS}`)"
    draft.error("missing-answer", path, f"{called(path)} must be answered", question.ask + words, at_key=True)


# ---------------------------------------------------------------- irrelevant answers


def not_asked(
    draft: Draft, path: KeyPath, question: Question, form: Form | None, verdict: Verdict | None
) -> None:
    """The question's value is NOT ASKED (or the form's preset); an answer given nevertheless is dropped."""
    draft.ignored.add(path)
    preset = form.presets.get(question.id) if form and verdict is None and len(path) == 1 else None
    silent = path not in draft.faulty and draft.value(path) in (UNANSWERED, NOT_KNOWN)
    draft.answers.spans.pop(path, None)
    draft.put(path, NOT_ASKED if preset is None else preset)
    if preset is not None:
        draft.defaults.add(path)
    if not silent and path in draft.source.keys:
        draft.found.append(((), warning(draft, path, question, verdict)))


def warning(draft: Draft, path: KeyPath, question: Question, verdict: Verdict | None) -> Diagnostic:
    """Says that an answer is ignored, and which answer made it so."""
    message = f"{called(path)} is not asked here, so its answer is ignored"
    node = question.asked_when
    help_ = f"it is asked when: {node.text}" if verdict is not None and node else "this form does not ask it"
    span = draft.source.at(path)
    return Diagnostic("irrelevant-answer", "warning", message, span, help_, related(draft, verdict))


def related(draft: Draft, verdict: Verdict | None) -> Related:
    """The places of the answers that decided against the question."""
    if verdict is None:
        place = draft.answers.spans.get((FORM,))
        return (("the form that was chosen", place),) if place else ()
    places: Sequence[Span] = list(dict.fromkeys(deciding(verdict)))
    return tuple(("the answer that decides it", place) for place in places)


def deciding(verdict: Verdict) -> Iterator[Span]:
    """Places of the leaves that made a verdict what it is."""
    if verdict.where is not None:
        yield verdict.where
    for part in verdict.children:
        if verdict.kind == "not" or part.value is verdict.value:
            yield from deciding(part)
