"""An intake file to ``Answers``: gather, validate, settle. Every mistake at once, in order of place."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from pipeline.answers import UNANSWERED, Answers
from pipeline.diagnostics import Diagnostic, did_you_mean, has_errors, in_order
from pipeline.intake.bank import ROWS, QuestionBank
from pipeline.intake.characters import is_blank, shown
from pipeline.intake.draft import Draft
from pipeline.intake.gather import gather
from pipeline.intake.relevance import settle
from pipeline.intake.source import KeyPath, Source
from pipeline.intake.validation import slips_of, without_states
from pipeline.intake.wording import Slip, called
from pipeline.rules.conditions import Scope


def check_intake(source: Source, bank: QuestionBank, matter: str) -> tuple[Answers | None, list[Diagnostic]]:
    """Typed, validated answers, or None; and what is wrong or ignored.

    A source with refused values gives no answers, although only its reader says what is wrong with them.
    """
    draft = Draft(source, bank, Answers(matter, {}, []), faulty=faulty_answers(source, bank))
    gather(draft)
    validate(draft)
    settle(draft)
    check_names(draft)
    check_party_names(draft)
    found = in_order(draft.diagnostics())
    draft.answers.defaults = frozenset(draft.defaults)
    return (None if has_errors(found) or source.faulty else draft.answers), found


def faulty_answers(source: Source, bank: QuestionBank) -> set[KeyPath]:
    """Answers that were refused when the file was read: neither missing nor too few, and told already."""
    found: set[KeyPath] = set()
    for path in source.faulty:
        if not path:  # a key is lost: it may have been any
            found |= {(each,) for each in bank.questions}
        elif path[0] != ROWS:
            found.add(path[:1])
        else:
            found.add(path[:3])
    return found


def validate(draft: Draft) -> None:
    """Cerberus over what was answered; a value it refuses counts as not given."""
    for path, slip in list(slips_of(draft.bank, _document(draft.answers))):
        if slip.code == "too-few" and path in draft.faulty:
            continue
        draft.slip(path, _as_written(draft, path, slip))
        if path != (ROWS,):
            draft.put(path, UNANSWERED)


def _as_written(draft: Draft, path: KeyPath, slip: Slip) -> Slip:
    """A slip about an entry, counted as in the file: empty entries were left out when it was read."""
    raw = draft.source.value(path)
    if slip.entry is None or not isinstance(raw, list):
        return slip
    kept = [number for number, entry in enumerate(raw) if entry is not None and not is_blank(entry)]
    return replace(slip, entry=kept[slip.entry])


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
    seen: dict[str, KeyPath] = {}
    for number, row in enumerate(draft.answers.parties):
        named = [(column, row.get(column)) for column in columns]
        for column, name in named:
            path = (ROWS, number, column)
            if isinstance(name, str) and _first(seen, path, name)[1] != number:
                _report_clash(draft, path, _first(seen, path, name), name)
                break


def check_party_names(draft: Draft) -> None:
    """An answer that must name a party names one, by its full or its short name."""
    scope = Scope(draft.answers, tuple(range(len(draft.answers.parties))))
    known = [str(row[each]) for row in draft.answers.parties for each in ("short_name", "name")
             if isinstance(row.get(each), str)]  # fmt: skip
    for question in draft.bank.questions.values():
        value = draft.answers.values.get(question.id)
        if question.names_party is None or not isinstance(value, str) or not known:
            continue
        is_known = value.casefold() in {name.casefold() for name in known}
        if not is_known and question.names_party.verdict(scope).value is True:
            said = f"`{shown(value)}` is not the name of a partner{did_you_mean(value, known)}"
            names = ", ".join(dict.fromkeys(shown(name) for name in known))
            draft.error("unknown-party", (question.id,), said, f"the partners: {names}")


def _first(seen: dict[str, KeyPath], path: KeyPath, name: str) -> KeyPath:
    """Where a name stood first; here, if it is new."""
    return seen.setdefault(" ".join(name.casefold().split()), path)


def _report_clash(draft: Draft, path: KeyPath, first: KeyPath, name: str) -> None:
    earlier = called(first[:2])
    message = f"{called(path[:2])} and {earlier} are both called `{shown(name)}`"
    related = ((earlier, draft.source.at(first)),)
    draft.error("duplicate-party", path, message, "give each its own name", related)
