"""An intake file to ``Answers``: gather, validate, settle. Every mistake at once, in order of place."""

from __future__ import annotations

from typing import Any

from pipeline.answers import UNANSWERED, Answers, State
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.intake.bank import ROWS, QuestionBank
from pipeline.intake.draft import Draft
from pipeline.intake.gather import gather
from pipeline.intake.relevance import settle
from pipeline.intake.source import Source
from pipeline.intake.validation import slips_of, without_states


def check_intake(source: Source, bank: QuestionBank, matter: str) -> tuple[Answers | None, list[Diagnostic]]:
    """Typed, validated answers, or None; and what is wrong or ignored."""
    draft = Draft(source, bank, Answers(matter, {}, []))
    gather(draft)
    validate(draft)
    settle(draft)
    check_names(draft)
    found = in_order(draft.diagnostics())
    draft.answers.defaults = frozenset(draft.defaults)
    return (None if has_errors(found) else draft.answers), found


def validate(draft: Draft) -> None:
    """Cerberus over what was answered; a value it refuses counts as not given."""
    for path, slip in list(slips_of(draft.bank, _document(draft.answers))):
        draft.slip(path, slip)
        if path != (ROWS,):
            draft.put(path, UNANSWERED)


def _document(answers: Answers) -> dict[str, Any]:
    document = without_states(answers.values)
    if answers.parties:
        document[ROWS] = [without_states(row) for row in answers.parties]
    return document


def check_names(draft: Draft) -> None:
    """No two parties share a name or a short name, in any case."""
    rows = draft.bank.questions.get(ROWS)
    if rows is None:
        return
    columns = [each.id for each in rows.columns.values() if rows.row_name in (each.id, each.same_as)]
    for column in columns:
        seen: dict[str, int] = {}
        for number, row in enumerate(draft.answers.parties):
            _check_name(draft, seen, column, number, row.get(column))


def _check_name(draft: Draft, seen: dict[str, int], column: str, number: int, name: Any) -> None:
    if isinstance(name, State) or name is None:
        return
    first = seen.setdefault(" ".join(name.casefold().split()), number)
    path = (ROWS, number, column)
    if first != number and not _is_said(draft, path):
        place = draft.source.at((ROWS, first, column))
        words = f"party {number + 1} has the same `{column}` as party {first + 1}"
        related = ((f"party {first + 1}", place),)
        draft.error("duplicate-party", path, words, "give each its own", related)


def _is_said(draft: Draft, path: tuple[str | int, ...]) -> bool:
    """A short name that only repeats a doubled name is one mistake, not two."""
    return any(each.code == "duplicate-party" and place[:2] == path[:2] for place, each in draft.found)
