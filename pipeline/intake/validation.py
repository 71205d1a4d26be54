"""Cerberus over typed answers: types, allowed values, ranges, lengths, patterns. Imported here, late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from threading import Lock
from typing import Any

from msgspec.structs import replace

from pipeline.answers import State
from pipeline.intake.bank import Question, QuestionBank
from pipeline.intake.characters import shown
from pipeline.intake.schema import cerberus_schema
from pipeline.intake.source import KeyPath
from pipeline.intake.wording import Slip, allowed_choices, guess_choice, guess_usual, number_in_words

_LOCK = Lock()
_COMPILED: list[tuple[QuestionBank, Any]] = []
"""The last bank with its validator; a validator holds state while it works, hence the lock."""


def slips_of(bank: QuestionBank, document: Mapping[str, Any]) -> Iterator[tuple[KeyPath, Slip]]:
    """Every broken rule, with the path of the answer that breaks it."""
    with _LOCK:
        validator = _validator(bank)
        validator.validate(document, normalize=False)
        errors = list(_leaves(validator._errors))
    for error in _once(errors):
        path = tuple(error.document_path)
        question, entry = _question_at(bank, path)
        if question is None:
            continue
        for slip in _slips(question, error):
            yield (path, slip) if entry is None else (path[:-1], replace(slip, entry=entry))


def _once(errors: list[Any]) -> list[Any]:
    """One error an answer: what does not fit its pattern need not be told to be too long as well."""
    patterns = {tuple(each.document_path) for each in errors if each.rule == "regex"}
    return [each for each in errors if each.rule == "regex" or tuple(each.document_path) not in patterns]


def without_states(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was answered."""
    return {key: value for key, value in values.items() if not isinstance(value, State)}


def _validator(bank: QuestionBank) -> Any:
    if not _COMPILED or _COMPILED[0][0] is not bank:
        _COMPILED[:] = [(bank, _compile(bank))]
    return _COMPILED[0][1]


class _KnownSchemas(set[Any]):
    """Where Cerberus notes the schemas it found valid: ours are, being compiled from a checked bank.

    Checking ours again would take most of a first validation. A test lets Cerberus check it in full.
    """

    def __contains__(self, schema: object) -> bool:
        return True


def answer_types() -> dict[str, Any]:
    """Cerberus' types and ours, by name."""
    from cerberus import TypeDefinition, Validator

    return {
        **Validator.types_mapping,
        "yes_no": TypeDefinition("yes_no", (bool,), ()),
        "whole_number": TypeDefinition("whole_number", (int,), (bool,)),
        "money": TypeDefinition("money", (int,), (bool,)),
        "number": TypeDefinition("number", (float,), ()),
        "date": TypeDefinition("date", (date,), (datetime,)),
        "texts": TypeDefinition("texts", (tuple,), ()),
    }


def _compile(bank: QuestionBank) -> Any:
    from cerberus import Validator

    traits = {"types_mapping": answer_types(), "_valid_schemas": _KnownSchemas()}
    return type("AnswerValidator", (Validator,), traits)(cerberus_schema(bank))


def _leaves(errors: Any) -> Iterator[Any]:
    for error in errors:
        if error.is_group_error:
            yield from _leaves(error.child_errors)
        else:
            yield error


def _question_at(bank: QuestionBank, path: KeyPath) -> tuple[Question | None, int | None]:
    question = bank.questions.get(str(path[0]))
    if question is not None and question.type == "rows" and len(path) > 2:
        question, path = question.columns.get(str(path[2])), path[2:]
    entry = path[1] if len(path) > 1 else None
    return question, entry if isinstance(entry, int) else None


def _slips(question: Question, error: Any) -> Iterator[Slip]:
    if error.rule == "allowed":
        yield from _not_allowed(question, error.value)
    else:
        yield _slip(question, error)


def _slip(question: Question, error: Any) -> Slip:
    makers = {
        "min": _out_of_range,
        "max": _out_of_range,
        "minlength": _too_few,
        "maxlength": _too_long if isinstance(error.value, str) else _too_many,
        "regex": _wrong_pattern,
    }
    return makers.get(error.rule, _wrong_type)(question, error)


def _not_allowed(question: Question, value: str | tuple[str, ...]) -> Iterator[Slip]:
    single = isinstance(value, str)
    for number, each in enumerate((value,) if isinstance(value, str) else value):
        if single or each not in question.choices:
            message = f"cannot be `{shown(each)}`{guess_choice(each, question.choices)}"
            entry = None if single else number
            yield Slip("value-not-allowed", message, allowed_choices(question), entry)


def _out_of_range(question: Question, error: Any) -> Slip:
    low, high = question.least, question.most
    bounds = [f"at least {number_in_words(low)}"] if low is not None else []
    bounds += [f"at most {number_in_words(high)}"] if high is not None else []
    return Slip(
        "out-of-range", f"cannot be {number_in_words(error.value)}", "allowed: " + " and ".join(bounds)
    )


def _too_few(question: Question, error: Any) -> Slip:
    return Slip("too-few", f"needs at least {question.fewest} entries, and has {len(error.value)}")


def _too_many(question: Question, error: Any) -> Slip:
    return Slip("too-many", f"has {len(error.value)} entries; at most {question.most} are taken")


def _too_long(question: Question, error: Any) -> Slip:
    message = f"has {len(error.value):,} characters; at most {question.longest:,} are taken"
    return Slip("too-long", message, "shorten it")


def _wrong_pattern(question: Question, error: Any) -> Slip:
    wanted = question.pattern_words or f"the pattern {question.pattern}"
    found = shown(error.value)
    return Slip("pattern-mismatch", f"cannot be `{found}`{guess_usual(found, question)}", f"write {wanted}")


def _wrong_type(question: Question, error: Any) -> Slip:
    raise TypeError(f"{question.id} was typed wrongly: {error.rule} {error.constraint!r}")
