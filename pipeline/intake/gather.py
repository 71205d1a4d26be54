"""First stage of a check: every answer in the file, typed by its question; everything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.answers import UNANSWERED, Override
from pipeline.diagnostics import did_you_mean, nearest
from pipeline.intake.bank import OVERRIDES, RIDERS, ROWS, Question
from pipeline.intake.characters import is_blank, shown
from pipeline.intake.draft import Draft
from pipeline.intake.reading import clean, read_answer
from pipeline.intake.source import KeyPath, Scalar
from pipeline.intake.wording import SPACE_HELP, Slip, called

_OVERRIDE_KEYS = ("target", "value", "by", "because")
_MOST_GUESSES = 50
"""A file with more slips than these is not an intake; looking for the nearest names would only cost time."""


def gather(draft: Draft) -> None:
    """Fill the draft with typed answers."""
    data: Mapping[str, Any] = draft.source.data
    questions = draft.bank.questions
    check_keys(draft, (), data, questions, (OVERRIDES, RIDERS))
    for question in questions.values():
        if question.type == "rows":
            gather_rows(draft, question, data.get(question.id))
        else:
            gather_one(draft, (question.id,), question, data.get(question.id))
    draft.answers.overrides = gather_overrides(draft, data.get(OVERRIDES))
    if RIDERS in data:
        from pipeline.intake.riders import gather_riders  # few intakes have any

        draft.answers.riders = gather_riders(draft, data[RIDERS])


def gather_one(draft: Draft, path: KeyPath, question: Question, raw: Any) -> None:
    """One answer."""
    value = read_answer(question, raw, draft.bank.country_codes)
    if isinstance(value, Slip):
        draft.slip(path, value)
        value = UNANSWERED
    if value is not UNANSWERED:
        draft.answers.spans[path] = draft.source.at(path)
    draft.put(path, value)


def gather_rows(draft: Draft, rows: Question, raw: Any) -> None:
    """The parties, each with every column."""
    if raw is None or (isinstance(raw, Scalar) and is_blank(raw)):
        return
    if not isinstance(raw, list):
        help_ = f"begin each with `- {rows.row_name}: ...`"
        return draft.slip((rows.id,), Slip("wrong-kind", "must be a list", help_))
    if rows.most is not None and len(raw) > rows.most:
        words = f"has {len(raw):,} entries; at most {rows.most:,} are taken"
        return draft.slip((rows.id,), Slip("too-many", words))
    touched = {each[:2] for each in draft.source.faulty}
    for number, row in enumerate(raw):
        path = (rows.id, number)
        draft.answers.parties.append(dict.fromkeys(rows.columns, UNANSWERED))
        given = isinstance(row, dict) and any(value is not None for value in row.values())
        if isinstance(row, dict) and (given or path in touched):
            gather_row(draft, rows, path, row)
        elif path not in touched:
            draft.slip(path, _not_a_row(rows, row))


def gather_row(draft: Draft, rows: Question, path: KeyPath, row: Mapping[str, Any]) -> None:
    """One party."""
    draft.answers.spans[path] = draft.source.key(path)
    check_keys(draft, path, row, rows.columns, ())
    for column in rows.columns.values():
        gather_one(draft, (*path, column.id), column, row.get(column.id))


def _not_a_row(rows: Question, row: Any) -> Slip:
    if row is None or isinstance(row, dict):
        return Slip("missing-answer", "is left blank", "fill it in, or delete it")
    lacks_space = isinstance(row, Scalar) and row.partition(":")[0] in rows.columns
    help_ = SPACE_HELP if lacks_space else f"begin with `- {rows.row_name}: ...`"
    return Slip("wrong-kind", "must be `name: answer` lines", help_)


# ---------------------------------------------------------------- keys that are no questions


def check_keys(
    draft: Draft,
    parent: KeyPath,
    found: Mapping[str, Any],
    known: Mapping[str, Question],
    more: tuple[str, ...],
) -> None:
    """Unknown keys. One misspelt key is one error: the question it was meant for is not missing as well."""
    for key in found:
        if key in known or key in more:
            continue
        help_ = _elsewhere(draft, key, parent)
        guess = "" if help_ or len(draft.found) > _MOST_GUESSES else _guess(key, found, known, more)
        if guess in known and guess not in found:
            draft.faulty.add((*parent, guess))
        tail = f"; did you mean `{guess}`?" if guess else ""
        kind = "a question" if not parent else f"asked of a {called(parent).split()[0]}"
        message = f"`{shown(key)}` is not {kind}{tail}"
        draft.error("unknown-question", (*parent, key), message, help_, at_key=True)


def _guess(key: str, found: Mapping[str, Any], known: Mapping[str, Question], more: tuple[str, ...]) -> str:
    absent = [each for each in known if each not in found]
    needed = [each for each in absent if known[each].required]
    for group in (needed, absent, [*known, *more]):
        guess = nearest(key, group) if len(key) < 80 else None
        if guess:
            return guess
    return ""


def _elsewhere(draft: Draft, key: str, parent: KeyPath) -> str:
    if parent and key in draft.bank.questions:
        return f"`{key}` is asked once, not of each party: write it at the left margin"
    if not parent and key in draft.bank.columns:
        return f"`{key}` is asked of each party: write it under `{ROWS}:`"
    return ""


# ---------------------------------------------------------------- overrides


def gather_overrides(draft: Draft, raw: Any) -> tuple[Override, ...]:
    """A person's decisions against the rules, complete or refused."""
    if raw is None:
        return ()
    if not isinstance(raw, list):
        draft.error("override", (OVERRIDES,), "`overrides` must be a list", _override_help())
        return ()
    read = [_override(draft, (OVERRIDES, number), entry) for number, entry in enumerate(raw)]
    return tuple(each for each in read if each is not None)


def _override(draft: Draft, path: KeyPath, entry: Any) -> Override | None:
    if path in draft.source.faulty and not entry:
        return None
    if not isinstance(entry, dict):
        draft.error("override", path, f"{called(path)} must be `name: text` lines", _override_help())
        return None
    unknown = [key for key in entry if key not in _OVERRIDE_KEYS]
    meant = {nearest(key, _OVERRIDE_KEYS) for key in unknown}
    silent = [key for key in _OVERRIDE_KEYS if not _is_text(entry.get(key)) and key not in meant]
    for key in unknown:
        message = f"`{shown(key)}` is not a part of an override{did_you_mean(key, _OVERRIDE_KEYS)}"
        draft.error("override", (*path, key), message, _override_help(), at_key=True)
    for key in silent:
        if (*path, key) in draft.source.faulty or path in draft.source.faulty:
            continue
        draft.error("override", (*path, key), f"`{key}` of {called(path)} must be a text", _override_help())
    if unknown or silent:
        return None
    target, value, by, because = (clean(entry[key]) for key in _OVERRIDE_KEYS)
    return Override(target, value, by, because, draft.source.key(path))


def _is_text(value: Any) -> bool:
    return isinstance(value, Scalar) and not is_blank(value)


def _override_help() -> str:
    return "each has target, value, by and because"
